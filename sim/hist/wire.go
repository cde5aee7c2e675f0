package hist

import (
	"slices"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// AppendBinary appends the bins, two bytes each, little endian: what a shard
// sends.
func (g *Grid) AppendBinary(b []byte) []byte {
	n := len(b)
	b = slices.Grow(b, 2*len(g.Bins))[:n+2*len(g.Bins)]
	vec.Encode(b[n:], g.Bins)
	return b
}

// MergeBinary adds the bins that AppendBinary wrote for a grid of the same
// size, and reports whether there are as many.
func (g *Grid) MergeBinary(b []byte) bool {
	if len(b) != 2*len(g.Bins) {
		return false
	}
	vec.AddEncoded(g.Bins, b)
	return true
}
