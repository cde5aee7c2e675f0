package matching

import "github.com/scorefield/scorefield/sim"

// Explicit is ½‖s_θ − s‖² against a known score s of p_σ; x are draws of p_σ.
// Its optimum is 0.
type Explicit struct {
	Target sim.Scorer // s
	Sigma  float32    // the noise level σ of s

	s, t sim.Batch
}

// Loss ignores aux. sigma is for a model with conditioning: Sigma for every
// point.
func (e *Explicit) Loss(grad []float32, m Model, x, _ sim.Batch, sigma []float32, n int) float64 {
	require(e.Target != nil, "matching: Explicit without a Target")
	reshape(&e.s, x.D, x.N)
	reshape(&e.t, x.D, x.N)
	m.Eval(e.s, sim.Batch{}, x, sim.Batch{}, sigma)
	e.Target.Score(e.t, x, e.Sigma)
	for i, t := range e.t.Data {
		e.s.Data[i] -= t
	}
	loss := halfSquare(e.s, n)
	if grad != nil {
		scale(e.s, e.s, 1/float32(n))
		m.Grad(grad, e.s, sim.Batch{})
	}
	return loss
}

// Optimum is 0.
func (e *Explicit) Optimum(float64, int, float64) float64 { return 0 }

// halfSquare is Σ½‖s‖²/n over the points.
func halfSquare(s sim.Batch, n int) float64 {
	sum := 0.0
	for _, v := range s.Data {
		sum += float64(float64(v) * float64(v))
	}
	return sum / float64(2*n)
}

// scale stores c·s in ds.
func scale(ds, s sim.Batch, c float32) {
	for i, v := range s.Data {
		ds.Data[i] = c * v
	}
}
