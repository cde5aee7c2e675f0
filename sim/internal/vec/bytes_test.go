package vec

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// TestFloatsAreLittleEndian: numbers of all lengths keep their bits, also those of NaN and −0,
// and stand in the order that messages have everywhere.
func TestFloatsAreLittleEndian(t *testing.T) {
	defer func(was bool) { littleEndian = was }(littleEndian)
	for n := range 20 {
		v, want := make([]float32, n), []byte("before")
		for i := range v {
			v[i] = math.Float32frombits(0x7fc00001 + 0x9e3779b9*uint32(i))
			want = binary.LittleEndian.AppendUint32(want, 0x7fc00001+0x9e3779b9*uint32(i))
		}
		for _, native := range []bool{littleEndian, false} {
			littleEndian = native
			b, back := AppendFloats([]byte("before"), v), make([]float32, n)
			Floats(back, b[len("before"):])
			same := func(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) }
			if !slices.Equal(b, want) || !slices.EqualFunc(back, v, same) {
				t.Errorf("%d numbers: %v, back %v, want %v", n, b, back, want)
			}
		}
	}
}
