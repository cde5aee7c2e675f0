package hist

import (
	"encoding/binary"
	"math"
)

// AppendBinary appends the bins, two bytes each, little endian: what a shard
// sends.
func (g *Grid) AppendBinary(b []byte) []byte {
	n := len(b)
	b = append(b, make([]byte, 2*len(g.Bins))...)
	for i, v := range g.Bins {
		binary.LittleEndian.PutUint16(b[n+2*i:], v)
	}
	return b
}

// MergeBinary adds the bins that AppendBinary wrote for a grid of the same
// size, and reports whether there are as many.
func (g *Grid) MergeBinary(b []byte) bool {
	if len(b) != 2*len(g.Bins) {
		return false
	}
	for i := range g.Bins {
		v := binary.LittleEndian.Uint16(b[2*i:])
		g.Bins[i] += min(v, math.MaxUint16-g.Bins[i])
	}
	return true
}
