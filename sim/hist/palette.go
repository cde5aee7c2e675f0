package hist

import (
	"encoding/binary"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Palette is a pixel of four bytes for every count.
type Palette struct{ pixels vec.Palette }

// Set makes px the pixel of a count.
func (p *Palette) Set(count uint16, px [4]byte) {
	p.pixels[count] = binary.LittleEndian.Uint32(px[:])
}

// Paint stores the pixel of every bin in pix, which has four bytes for each.
func (p *Palette) Paint(pix []byte, g *Grid) { vec.Paint(pix, g.Bins, &p.pixels) }
