package hist

import (
	"math"
	"math/bits"
)

// Tone maps counts c to c/(c+Half) of full scale: counts that differ by orders
// of magnitude remain distinct, and none is clipped.
type Tone struct {
	Half  float64 // count whose tone is one half, as summed in Bins; positive
	built float64
	table [tones]uint16
}

const tones = 112 // of index's values

// index is fine for small counts and coarse for large ones: exact below 16,
// eight steps to an octave above. It grows with v.
func index(v uint16) int {
	if v < 16 {
		return int(v)
	}
	e := bits.Len16(v) - 4
	return e<<3 + int(v>>e)
}

// Prepare builds the table for the present Half.
func (t *Tone) Prepare() {
	if t.Half == t.built {
		return
	}
	t.built = t.Half
	for v := math.MaxUint16; v >= 0; v-- { // the least count of an index is written last
		c := float64(v)
		t.table[index(uint16(v))] = uint16(math.MaxUint16 * (c / (c + t.Half)))
	}
}

// Of is the tone of a count, in 0 … 65535: 0 for 0, and never less for a larger
// one. Counts from 16 on have the tone of the least of those with the same four
// leading binary digits. It is 0 before the first Prepare.
func (t *Tone) Of(v uint16) uint16 { return t.table[index(v)] }
