package sim

// Key names one stream of random numbers. Numbers are a function of a key and
// a counter (the particle), so nothing depends on the order in which they are
// drawn, and any of them can be drawn again.
type Key uint64

// NewKey returns the root key of a seed.
func NewKey(seed uint64) Key { return Key(mix(seed + golden)) }

// Sub returns the key of the n-th stream below k: of a purpose, a step, a
// dimension. Different n give unrelated streams.
func (k Key) Sub(n uint64) Key { return Key(mix(uint64(k) + (n+1)*golden)) }

const golden = 0x9e3779b97f4a7c15 // 2^64 / golden ratio, odd

// mix is the output function of SplitMix64 (Steele, Lea and Flood, OOPSLA
// 2014), with Stafford's variant 13 of the constants.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
