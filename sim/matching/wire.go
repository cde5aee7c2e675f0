package matching

import (
	"encoding/binary"
	"math"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// AppendBinary appends c as bytes, little endian: what ReadBinary reads, with
// the same bits.
func (c *Checkpoint) AppendBinary(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(c.Step))
	for _, v := range []float64{c.Loss, c.adam.power1, c.adam.power2} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	for _, list := range c.slices() {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(*list)))
		b = vec.AppendFloats(b, *list)
	}
	return b
}

// ReadBinary decodes c from the head of b, reusing memory, and returns the bytes
// that follow. If b ends too early ok is false, and c is not to be used.
func (c *Checkpoint) ReadBinary(b []byte) (rest []byte, ok bool) {
	const head = 4 + 3*8
	if len(b) < head {
		return nil, false
	}
	c.Step = int(binary.LittleEndian.Uint32(b))
	for i, v := range []*float64{&c.Loss, &c.adam.power1, &c.adam.power2} {
		*v = math.Float64frombits(binary.LittleEndian.Uint64(b[4+8*i:]))
	}
	b = b[head:]
	for _, list := range c.slices() {
		if b, ok = readFloats(list, b); !ok {
			return nil, false
		}
	}
	return b, true
}

// slices are all that a checkpoint has of the network's size.
func (c *Checkpoint) slices() [4]*[]float32 {
	return [...]*[]float32{&c.Weights, &c.Mean, &c.adam.m, &c.adam.v}
}

func readFloats(dst *[]float32, b []byte) (rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, false
	}
	n := int(binary.LittleEndian.Uint32(b))
	if b = b[4:]; len(b)/4 < n {
		return nil, false
	}
	*dst = resize(*dst, n)
	vec.Floats(*dst, b)
	return b[4*n:], true
}
