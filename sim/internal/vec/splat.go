package vec

import "math"

// Map takes a point (x, y) to bin coordinates (x·SX + OX, y·SY + OY).
type Map struct {
	SX, OX, SY, OY float32 // bins for a unit of x, the bin coordinate of x = 0; the same of y
}

// Splat adds unit to the bin of every point, on a grid of w×h bins in rows:
//
//	u, v := x[i]·SX + OX, y[i]·SY + OY
//	bins[⌊v⌋·w + ⌊u⌋] = min(bins[⌊v⌋·w + ⌊u⌋] + unit, 65535)
//
// Points outside, and those that are not numbers, are skipped. It panics unless
// x and y have one length and bins has w·h elements.
func Splat(bins []uint16, w, h int, x, y []float32, m Map, unit uint16) {
	if len(x) != len(y) || w < 0 || h < 0 || len(bins) != w*h {
		panic(badLength)
	}
	i := splatSIMD(bins, w, h, x, y, m, unit)
	splatPlain(bins, w, h, x[i:], y[i:], m, unit)
}

func splatPlain(bins []uint16, w, h int, x, y []float32, m Map, unit uint16) {
	fw, fh := float32(w), float32(h)
	for i, px := range x {
		u, v := float32(px*m.SX)+m.OX, float32(y[i]*m.SY)+m.OY
		if !(u >= 0 && u < fw && v >= 0 && v < fh) {
			continue
		}
		at := int(v)*w + int(u)
		bins[at] += min(unit, math.MaxUint16-bins[at])
	}
}

// Fade takes every v to ⌊v·keep/65536⌋, which is less than v unless v is 0.
func Fade(v []uint16, keep uint16) {
	fadePlain(v[fadeSIMD(v, keep):], keep)
}

func fadePlain(v []uint16, keep uint16) {
	for i, c := range v {
		v[i] = uint16(uint32(c) * uint32(keep) >> 16)
	}
}

// Reach is the index of the first v from index from on that is no less than least, len(v) where
// there is none.
func Reach(v []uint16, from int, least uint16) int {
	for from < len(v) {
		from += belowSIMD(v[from:], least)
		for end := min(from+16, len(v)); from < end; from++ {
			if v[from] >= least {
				return from
			}
		}
	}
	return len(v)
}
