package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// denoisedPoints are those of all components together, or 4,096 of each if that is more; so
// many are moved at once.
const denoisedPoints, denoisedAtOnce = 1 << 16, 4096

// DenoisedShares is Shares of the means E[x₀ | x] = x + σ² s(x, σ) of what draws x of p_σ were
// before the noise, when Modes names these at the noise level named: what a last step of
// denoising leaves of the shares. They are those of p only where components do not overlap, for
// the means are less spread than the data.
//
// In the plane the draws of each component are points of equal mass on a spiral (Vogel,
// Mathematical Biosciences 1979), with an error of some 1e-4; in other dimensions they are
// random, with one of some 1e-3.
func (m *Mixture) DenoisedShares(dst []float64, sigma, named float64) {
	if len(dst) != m.k {
		panic(badShape)
	}
	clear(dst)
	n := max(denoisedPoints/m.k, denoisedAtOnce)
	x, s, labels := sim.NewBatch(m.d, denoisedAtOnce), sim.NewBatch(m.d, denoisedAtOnce), make([]uint8, denoisedAtOnce)
	normal := sim.NewBatch(m.d, n)
	if m.d == 2 {
		vogel(normal)
	} else {
		noise(normal, sim.NewKey(0), 0)
	}
	r := newRays(m, 1, sigma, named)
	z, moved := make([]float64, m.d), make([]float64, m.d)
	for j, w := range m.w {
		for first := 0; first < n; first += denoisedAtOnce {
			part := min(denoisedAtOnce, n-first)
			x, s := sim.Batch{D: m.d, N: part, Data: x.Data[:m.d*part]}, sim.Batch{D: m.d, N: part, Data: s.Data[:m.d*part]}
			for i := range part {
				lower(moved, r.root[j*m.d*m.d:], normal.Point(z, first+i))
				for c, v := range moved {
					x.Set(c, i, float32(m.means[j*m.d+c]+v))
				}
			}
			m.Score(s, x, float32(sigma))
			vec.Axpy(x.Data, float32(sigma*sigma), s.Data)
			m.Modes(labels[:part], x, float32(named))
			for _, k := range labels[:part] {
				dst[k] += w / float64(n)
			}
		}
	}
}

// vogel stores points of equal mass of N(0, I) in the plane: at the radius beyond which
// the part (i + ½)/N lies, and at angles that differ by the golden one.
func vogel(dst sim.Batch) {
	golden := math.Pi * (3 - math.Sqrt(5))
	for i := range dst.N {
		r := math.Sqrt(-2 * math.Log((float64(i)+0.5)/float64(dst.N)))
		sin, cos := math.Sincos(golden * float64(i))
		dst.Set(0, i, float32(r*cos))
		dst.Set(1, i, float32(r*sin))
	}
}
