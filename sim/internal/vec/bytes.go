package vec

import (
	"encoding/binary"
	"math"
	"unsafe"
)

// littleEndian reports whether numbers lie in memory as they do in messages.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// bytesOf is the memory of v.
func bytesOf(v []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 4*len(v))
}

// AppendFloats appends the numbers to b, four bytes each, little endian.
func AppendFloats(b []byte, v []float32) []byte {
	if littleEndian {
		return append(b, bytesOf(v)...)
	}
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

// Floats reads as many numbers as dst has from the head of b, which AppendFloats wrote.
func Floats(dst []float32, b []byte) {
	b = b[:4*len(dst)]
	if littleEndian {
		copy(bytesOf(dst), b)
		return
	}
	for i := range dst {
		dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
}
