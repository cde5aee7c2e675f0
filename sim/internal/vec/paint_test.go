package vec

import (
	"bytes"
	"testing"
)

// TestPaint holds the unrolled loop to the plain one at every length and place.
func TestPaint(t *testing.T) {
	p := new(Palette)
	for i := range p {
		p[i] = uint32(i) * 0x9e3779b1
	}
	bins := make([]uint16, 80)
	for i := range bins {
		bins[i] = uint16(i * 40503)
	}
	for from := range 9 {
		for n := range len(bins) - from {
			got, want := make([]byte, 4*n+8), make([]byte, 4*n+8)
			Paint(got[4:4*n+4], bins[from:from+n], p)
			paintPlain(want[4:4*n+4], bins[from:from+n], p)
			if !bytes.Equal(got, want) {
				t.Fatalf("%d pixels from %d on differ", n, from)
			}
		}
	}
	defer func() {
		if recover() != badLength {
			t.Error("two bins fit into one pixel")
		}
	}()
	Paint(make([]byte, 4), bins[:2], p)
}
