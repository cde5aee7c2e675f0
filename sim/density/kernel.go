package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

func uniform(dst []float32, key uint64, first uint32) {
	for i := range dst {
		k := uint64(sim.Key(key).Sub(uint64(first + uint32(i))))
		dst[i] = (float32(k>>41) + 0.5) / (1 << 23)
	}
}
func normal(a, b []float32, key uint64, first uint32) {
	for i := range a {
		k := sim.Key(key).Sub(uint64(first + uint32(i)))
		u := (float64(uint64(k)>>11) + 0.5) / (1 << 53)
		v := (float64(uint64(k.Sub(1))>>11) + 0.5) / (1 << 53)
		r := math.Sqrt(-2 * math.Log(u))
		a[i], b[i] = float32(r*math.Cos(2*math.Pi*v)), float32(r*math.Sin(2*math.Pi*v))
	}
}

// kde stores the score and/or log p (nil is not wanted) of weighted points under a
// kernel of variance v.
func kde(score, logp []float32, x []float32, points []float32, logw []float32, d int, v float64) {
	n, k := len(x)/d, len(logw)
	l := make([]float64, k)
	for i := range n {
		top := math.Inf(-1)
		for c := range k {
			q := 0.0
			for j := range d {
				t := float64(x[j*n+i]) - float64(points[j*k+c])
				q += t * t
			}
			l[c] = float64(logw[c]) - q/(2*v)
			top = max(top, l[c])
		}
		sum := 0.0
		g := make([]float64, d)
		for c := range k {
			e := exp64(l[c] - top)
			sum += e
			for j := range d {
				g[j] += e * (float64(points[j*k+c]) - float64(x[j*n+i]))
			}
		}
		if logp != nil {
			logp[i] = float32(top + math.Log(sum) - float64(d)/2*math.Log(2*math.Pi*v))
		}
		if score != nil {
			for j := range d {
				score[j*n+i] = float32(g[j] / sum / v)
			}
		}
	}
}
