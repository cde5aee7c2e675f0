package vec

import (
	"encoding/binary"
	"unsafe"
)

// Palette is a pixel for every 16-bit value.
type Palette [1 << 16]uint32

// Paint stores the pixel of bins[i] in pix[4i … 4i+3], little endian. It panics
// unless pix is four times as long as bins.
func Paint(pix []byte, bins []uint16, p *Palette) {
	if len(pix) != 4*len(bins) {
		panic(badLength)
	}
	n := paintEight(pix, bins, p)
	paintPlain(pix[4*n:], bins[n:], p)
}

func paintPlain(pix []byte, bins []uint16, p *Palette) {
	for i, v := range bins {
		binary.LittleEndian.PutUint32(pix[4*i:4*i+4], p[v])
	}
}

// little is whether numbers lie in memory as they lie in a picture.
var little = *(*byte)(unsafe.Pointer(&[]uint16{1}[0])) == 1

// paintEight does eight pixels at a turn without a check: in WebAssembly every
// turn and every check costs as much as a pixel. It returns how many it did.
func paintEight(pix []byte, bins []uint16, p *Palette) int {
	if !little {
		return 0
	}
	n, to, from := len(bins)&^7, unsafe.Pointer(unsafe.SliceData(pix)), unsafe.Pointer(unsafe.SliceData(bins))
	for i := 0; i < n; i += 8 {
		v, q := (*[8]uint16)(unsafe.Add(from, 2*i)), (*[8]uint32)(unsafe.Add(to, 4*i))
		q[0], q[1], q[2], q[3] = p[v[0]], p[v[1]], p[v[2]], p[v[3]]
		q[4], q[5], q[6], q[7] = p[v[4]], p[v[5]], p[v[6]], p[v[7]]
	}
	return n
}
