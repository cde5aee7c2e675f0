package render

import "math"

// sorter sorts numbers digit by digit, from the last: the values of a grid in a
// tenth of the time of comparisons. The zero value is ready.
type sorter struct {
	keys, spare []uint32
	sorted      []float32
}

const (
	digitBits = 11 // three digits of 32 bits
	digits    = 1 << digitBits
)

// finite is the finite ones of these values in ascending order. It is valid until
// the next call.
func (s *sorter) finite(values []float32) []float32 {
	s.keys = s.keys[:0]
	for _, v := range values {
		if v-v == 0 {
			s.keys = append(s.keys, keyOf(v))
		}
	}
	s.spare = grow(s.spare, len(s.keys))
	for shift := 0; shift < 32; shift += digitBits {
		var at [digits]int32 // where the next of a digit goes
		for _, k := range s.keys {
			at[k>>shift%digits]++
		}
		sum := int32(0)
		for d, n := range at {
			at[d], sum = sum, sum+n
		}
		for _, k := range s.keys {
			d := k >> shift % digits
			s.spare[at[d]] = k
			at[d]++
		}
		s.keys, s.spare = s.spare, s.keys
	}
	s.sorted = grow(s.sorted, len(s.keys))
	for i, k := range s.keys {
		s.sorted[i] = valueOf(k)
	}
	return s.sorted
}

// keyOf grows with the value: of negative ones all bits are turned, of the others
// the sign.
func keyOf(v float32) uint32 {
	b := math.Float32bits(v)
	return b ^ (uint32(int32(b)>>31) | 1<<31)
}

func valueOf(k uint32) float32 {
	return math.Float32frombits(k ^ (uint32(int32(^k)>>31) | 1<<31))
}
