package matching

import "github.com/scorefield/scorefield/sim"

// Source fills dst with the points number first … first+dst.N−1 of the stream
// key, as a density's Rand does.
type Source func(dst sim.Batch, key sim.Key, first int)

// Epochs draws from a finite set of points so that each comes once in every
// len(set) draws, see [InEpochs].
type Epochs struct {
	Data sim.Batch // the set; it is not changed
}

// Rand is a Source. It panics if the set is empty.
func (e Epochs) Rand(dst sim.Batch, key sim.Key, first int) {
	n := e.Data.N
	require(n > 0, "matching: no points to draw from")
	check(dst.D == e.Data.D)
	for i := range dst.N {
		from := InEpochs(first+i, n, key)
		for j := range dst.D {
			dst.Set(j, i, e.Data.At(j, from))
		}
	}
}

// InEpochs is which of n things draw i of the stream key is, where each comes once in
// every n draws, in an order that changes from epoch to epoch: π_e(i mod n) of epoch
// e = ⌊i/n⌋, and π_e a permutation that is computed, not stored.
func InEpochs(i, n int, key sim.Key) int {
	return permute(uint32(i%n), uint32(n), key.Sub(uint64(i/n)))
}

// permute is a keyed permutation of 0 … n−1: a Feistel network on the fewest
// even number of bits that hold n − 1, walked until it lands below n again
// (Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002).
func permute(x, n uint32, key sim.Key) int {
	half := uint(1)
	for n-1 > 1<<(2*half)-1 {
		half++
	}
	mask := uint32(1)<<half - 1
	for {
		left, right := x>>half, x&mask
		for round := range 4 {
			f := uint32(sim.Key(uint64(key)^uint64(right)<<3^uint64(round)).Sub(0)>>32) & mask
			left, right = right, left^f
		}
		if x = left<<half | right; x < n {
			return int(x)
		}
	}
}
