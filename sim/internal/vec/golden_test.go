package vec

import (
	"hash/fnv"
	"math"
	"testing"
)

// TestGoldenBits holds what every platform must give: amd64, arm64 and wasm, with
// vectors or without. The numbers are FNV-1a hashes of the results' bits.
// They change only when a kernel's arithmetic does: then every recorded run
// changes with it, and the new hashes are copied from the failure.
func TestGoldenBits(t *testing.T) {
	const n = 1003
	x, y := noise(n, 41, 12), noise(n, 42, 12)
	a, b, c := make([]float32, n), make([]float32, n), make([]float32, n)
	check := func(name string, want uint64, results ...[]float32) {
		t.Helper()
		h := fnv.New64a()
		for _, r := range results {
			for _, v := range r {
				bits := math.Float32bits(v)
				h.Write([]byte{byte(bits), byte(bits >> 8), byte(bits >> 16), byte(bits >> 24)})
			}
		}
		if got := h.Sum64(); got != want {
			t.Errorf("%s: %#x, golden %#x", name, got, want)
		}
	}
	check("inputs", 0x4fe709b97ee349e4, x, y)
	Exp(a, x)
	check("Exp", 0x6d406869f60f5c5c, a)
	Log(b, a)
	check("Log", 0xd31819daa7f6549b, b)
	Uniform(a, 0x0123456789abcdef, 77)
	check("Uniform", 0xd7bbb5bd05b6bbcc, a)
	Normal(a, b, 0x0123456789abcdef, 77)
	check("Normal", 0x14c3ac439a852cdd, a, b)
	Langevin(a, x, y, b, 0.05, 0.31622776)
	check("Langevin", 0xcc3f854981d3cbb1, a)
	mixture(5).Eval(a, b, c, x, y)
	check("Mixture2", 0xeefd2f8776bb974c, a, b, c)
	KDE2(a, b, c, x, y, y[:37], x[:37], noise(37, 43, 1), 0.7)
	check("KDE2", 0xd10ff145431c5bdf, a, b, c)
	mean, power := Sum(x), Dot(x, y)
	check("sums", 0xccfd757885294e2a, []float32{float32(mean), float32(power)})
}
