package vec

import (
	"encoding/binary"
	"math"
	"unsafe"
)

// Encode stores v as bytes, two each, little endian. It panics unless b is
// twice as long as v.
func Encode(b []byte, v []uint16) {
	if len(b) != 2*len(v) {
		panic(badLength)
	}
	if little && len(v) > 0 {
		copy(b, unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), len(b)))
		return
	}
	for i, x := range v {
		binary.LittleEndian.PutUint16(b[2*i:], x)
	}
}

// AddEncoded adds to every v[i] what Encode stored for it, up to 65535. It panics
// unless b is twice as long as v.
func AddEncoded(v []uint16, b []byte) {
	if len(b) != 2*len(v) {
		panic(badLength)
	}
	n := 0
	if little {
		n = addVectors(v, unsafe.Pointer(unsafe.SliceData(b)))
	}
	addEncodedPlain(v[n:], b[2*n:])
}

// AddSaturating adds o[i] to every v[i], up to 65535. It panics unless they are
// equally long.
func AddSaturating(v, o []uint16) {
	if len(v) != len(o) {
		panic(badLength)
	}
	for i := addVectors(v, unsafe.Pointer(unsafe.SliceData(o))); i < len(v); i++ {
		v[i] = saturatingSum(v[i], o[i])
	}
}

func addEncodedPlain(v []uint16, b []byte) {
	for i, x := range v {
		v[i] += min(binary.LittleEndian.Uint16(b[2*i:2*i+2]), math.MaxUint16-x)
	}
}

// addVectors adds as many numbers as v has, but for a rest of less than eight. It returns how
// many it did.
func addVectors(v []uint16, from unsafe.Pointer) int {
	n := saturateSIMD(v, from)
	return n + addEight(v[n:], unsafe.Add(from, 2*n))
}

// addEight adds eight at a turn without a check, as paintEight does, of as many
// numbers as v has. It returns how many it did.
func addEight(v []uint16, from unsafe.Pointer) int {
	n, to := len(v)&^7, unsafe.Pointer(unsafe.SliceData(v))
	for i := 0; i < n; i += 8 {
		p, q := (*[8]uint16)(unsafe.Add(to, 2*i)), (*[8]uint16)(unsafe.Add(from, 2*i))
		p[0], p[1], p[2], p[3] = saturatingSum(p[0], q[0]), saturatingSum(p[1], q[1]), saturatingSum(p[2], q[2]), saturatingSum(p[3], q[3])
		p[4], p[5], p[6], p[7] = saturatingSum(p[4], q[4]), saturatingSum(p[5], q[5]), saturatingSum(p[6], q[6]), saturatingSum(p[7], q[7])
	}
	return n
}

// saturatingSum is a + b; when that is beyond 16 bits they are all set.
func saturatingSum(a, b uint16) uint16 {
	sum := uint32(a) + uint32(b)
	return uint16(sum | -(sum >> 16))
}
