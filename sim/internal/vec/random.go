package vec

import "math"

// Random numbers are a hash of (key, counter), so that any of them can be
// computed alone. Three words come from one counter c under the key (k₀, k₁):
//
//	t = h(c ⊕ k₀)   u = h(t + k₁)   v = h(t ⊕ k₂),   k₂ from k₀ and k₁
//
// with h the 32-bit finaliser "lowbias32" of C. Wellons (two multiplications,
// three shifts; avalanche bias 0.17 per cent). A key has 2³² counters; within
// it every u occurs once, so draw fewer than some 10⁸ numbers from one key.
// There is a key for every step and purpose. Uniform numbers have 23 bits and
// lie in the open interval, normal ones are Box and Muller's (1958), at most
// 5.77 in magnitude.
const (
	hashA = 0x7feb352d
	hashB = 0x846ca68b
)

func hash(x uint32) uint32 {
	x = (x ^ x>>16) * hashA
	x = (x ^ x>>15) * hashB
	return x ^ x>>16
}

// words are the three key words.
func words(key uint64) (k0, k1, k2 uint32) {
	k0, k1 = uint32(key), uint32(key>>32)
	return k0, k1, hash(k0^0x9e3779b9) + hash(k1)
}

// unit maps a word to (0, 1).
func unit(h uint32) float32 { return (float32(h>>9) + 0.5) * (1.0 / (1 << 23)) }

// Uniform stores a number in (0, 1) for each of the counters first, first+1, ….
func Uniform(dst []float32, key uint64, first uint32) {
	k0, k1, _ := words(key)
	n := uniformSIMD(dst, k0, k1, first)
	for i := n; i < len(dst); i++ {
		dst[i] = unit(hash(hash(first+uint32(i)^k0) + k1))
	}
}

// Normal stores two independent standard normal numbers, a[i] and b[i], for
// each of the counters first + i.
func Normal(a, b []float32, key uint64, first uint32) {
	same(len(a), len(b))
	k0, k1, k2 := words(key)
	n := normalSIMD(a, b, k0, k1, k2, first)
	for i := n; i < len(a); i++ {
		a[i], b[i] = normal(first+uint32(i), k0, k1, k2)
	}
}

func normal(c, k0, k1, k2 uint32) (a, b float32) {
	t := hash(c ^ k0)
	r := sqrt32(-2 * Log1(unit(hash(t+k1))))
	sin, cos := sinCosTurn(hash(t ^ k2))
	return r * cos, r * sin
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// The sine and cosine of an eighth of a turn to either side (Cephes' sinf and
// cosf), absolute error below 1e-7.
const (
	sin0 = -1.6666654611e-1
	sin1 = 8.3321608736e-3
	sin2 = -1.9515295891e-4
	cos0 = 4.166664568298827e-2
	cos1 = -1.388731625493765e-3
	cos2 = 2.443315711809948e-5
	turn = 2 * math.Pi / (1 << 23) // radians in one unit of the lower bits
)

// sinCosTurn is the sine and cosine of the angle h>>9 / 2²³ of a turn, taken
// from the nearest quarter: the top bits choose the quarter, the rest is an
// angle of at most an eighth.
func sinCosTurn(h uint32) (sin, cos float32) {
	h >>= 9
	quarter := (h + 1<<20) >> 21
	x := float32(float32(int32(h-quarter<<21)) * turn)
	z := float32(x * x)
	s := float32(z*sin2) + sin1
	s = float32(s*z) + sin0
	s = float32(float32(s*z)*x) + x
	c := float32(z*cos2) + cos1
	c = float32(c*z) + cos0
	c = float32(float32(c*z)*z) - float32(z*0.5)
	c++
	if quarter&1 != 0 {
		s, c = c, s
	}
	// Quarters 1 and 2 have a negative cosine, 2 and 3 a negative sine.
	return flip(s, quarter<<30), flip(c, (quarter+1)<<30)
}

// flip changes the sign of x if the top bit of mask is set.
func flip(x float32, mask uint32) float32 {
	return math.Float32frombits(math.Float32bits(x) ^ mask&(1<<31))
}
