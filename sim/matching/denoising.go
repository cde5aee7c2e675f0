package matching

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Weight is λ(σ), the weight of a noise level in the loss. nil is 1.
type Weight func(sigma float64) float64

// Variance is λ(σ) = σ², which gives the loss the same order at every level
// (Song and Ermon, 2019, section 4.2).
func Variance(sigma float64) float64 { return float64(sigma * sigma) }

func (w Weight) at(sigma float64) float64 {
	if w == nil {
		return 1
	}
	return w(sigma)
}

// Denoising is λ(σ)·½‖s_θ(x + σz, σ) + z/σ‖², whose minimiser is ∇log p_σ. With
// one level for all points it is denoising at σ; with a level drawn for each
// point it is the noise ladder, the mean over levels.
type Denoising struct {
	Weight Weight // λ(σ); nil is 1. For a ladder use Variance

	x, s sim.Batch
	c    []float32
}

// Loss takes the noise z in aux, standard normal and shaped as x, and the level
// of each point in sigma, which must be positive. x itself is not changed.
func (o *Denoising) Loss(grad []float32, m Model, x, aux sim.Batch, sigma []float32, n int) float64 {
	check(aux.Like(x))
	require(len(sigma) == x.N, "matching: Denoising needs a noise level for each point")
	reshape(&o.x, x.D, x.N)
	reshape(&o.s, x.D, x.N)
	for j := range x.D {
		noisy := o.x.Row(j)
		vec.Mul(noisy, sigma, aux.Row(j))
		vec.Add(noisy, x.Row(j), noisy)
	}
	m.Eval(o.s, sim.Batch{}, o.x, sim.Batch{}, sigma)
	loss := o.residual(aux, sigma, n)
	if grad != nil {
		m.Grad(grad, o.s, sim.Batch{})
	}
	return loss
}

// residual returns the loss and turns s into its derivative λ(s + z/σ)/n.
func (o *Denoising) residual(aux sim.Batch, sigma []float32, n int) float64 {
	if cap(o.c) < len(sigma) {
		o.c = make([]float32, len(sigma))
	}
	o.c = o.c[:len(sigma)]
	for i, s := range sigma {
		require(s > 0, "matching: Denoising at σ = 0")
		o.c[i] = float32(o.Weight.at(float64(s)))
	}
	each, sum := 1/float32(n), 0.0
	for j := range aux.D {
		s, z := o.s.Row(j), aux.Row(j)
		for i, c := range o.c {
			r := s[i] + z[i]/sigma[i]
			sum += float64(float64(c*r) * float64(r))
			s[i] = float32(c*r) * each
		}
	}
	return sum / float64(2*n)
}

// Optimum is λ(σ)(d/(2σ²) − ½E‖∇log p_σ‖²): the part of the noise that the
// noisy point does not determine.
func (o *Denoising) Optimum(meanSquare float64, d int, sigma float64) float64 {
	return o.Weight.at(sigma) * (float64(d)/float64(sigma*sigma) - meanSquare) / 2
}
