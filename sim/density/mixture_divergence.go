package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Divergence stores tr ∂s_σ/∂x, the Laplacian of log p_σ. With responsibilities
// r_k and pulls g_k = P_k(x − μ_k), so that s = −Σ r_k g_k = −ḡ, it is
//
//	Σ r_k (‖g_k − ḡ‖² − tr P_k)
//
// where nothing cancels.
func (m *Mixture) Divergence(dst []float32, x sim.Batch, sigma float32) {
	checkLogProb(dst, x, m.d)
	m.prepare(sigma)
	l, trace, g, mean := make([]float64, m.k), make([]float64, m.k), make([]float64, m.k*m.d), make([]float64, m.d)
	for k := range trace {
		trace[k] = m.tracePrecision(k)
	}
	for i := range dst {
		for k := range m.k {
			l[k] = m.storePull(g[k*m.d:(k+1)*m.d], k, x, i)
		}
		responsibilities(l)
		clear(mean)
		for k, r := range l {
			for j := range mean {
				mean[j] += float64(r * g[k*m.d+j])
			}
		}
		dst[i] = float32(scatter(l, g, mean) - weighted(l, trace))
	}
}

// tracePrecision is tr P_k.
func (m *Mixture) tracePrecision(k int) float64 {
	if m.d == 2 {
		return float64(m.plane.PXX[k]) + float64(m.plane.PYY[k])
	}
	sum := 0.0
	for _, v := range m.inv[k*m.d*m.d : (k+1)*m.d*m.d] {
		sum += float64(float64(v) * float64(v))
	}
	return sum
}

// storePull stores P_k(x_i − μ_k) in g and returns l_k.
func (m *Mixture) storePull(g []float64, k int, x sim.Batch, i int) float64 {
	if m.d == 2 {
		p := m.plane
		dx, dy := float64(x.Data[i]-p.MX[k]), float64(x.Data[x.N+i]-p.MY[k])
		g[0] = float64(float64(p.PXX[k])*dx) + float64(float64(p.PXY[k])*dy)
		g[1] = float64(float64(p.PXY[k])*dx) + float64(float64(p.PYY[k])*dy)
		return float64(p.Log[k]) - (float64(g[0]*dx)+float64(g[1]*dy))/2
	}
	y := m.buf[:m.d]
	l := m.term(y, k, x, i)
	inv := m.inv[k*m.d*m.d:]
	for c := range g {
		g[c] = 0
		for r := c; r < m.d; r++ {
			g[c] += float64(float64(inv[r*m.d+c]) * float64(y[r]))
		}
	}
	return float64(l)
}

// responsibilities replaces log-weights by weights of sum 1.
func responsibilities(l []float64) {
	top := math.Inf(-1)
	for _, v := range l {
		top = max(top, v)
	}
	sum := 0.0
	for k, v := range l {
		l[k] = math.Exp2((v - top) * math.Log2E)
		sum += l[k]
	}
	for k := range l {
		l[k] /= sum
	}
}

// scatter is Σ r_k ‖g_k − ḡ‖².
func scatter(r, g, mean []float64) float64 {
	sum := 0.0
	for k, w := range r {
		for j, m := range mean {
			e := g[k*len(mean)+j] - m
			sum += float64(w * float64(e*e))
		}
	}
	return sum
}

func weighted(r, v []float64) float64 {
	sum := 0.0
	for k, w := range r {
		sum += float64(w * v[k])
	}
	return sum
}
