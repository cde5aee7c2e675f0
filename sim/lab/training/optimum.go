package training

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/metric"
)

// optima are the losses of a target's exact score, made when they are asked for. They follow
// from E‖∇log p_σ‖².
type optima struct {
	target  target.Target
	yield   func()
	losses  map[*Network]float64
	squares map[float64]float64 // E‖∇log p_σ‖² by σ, of one level
}

func newOptima(t target.Target, yield func()) *optima {
	return &optima{target: t, yield: yield, losses: map[*Network]float64{}, squares: map[float64]float64{}}
}

// Optimum is the expected loss of the exact score. It is NaN on a finite data set, where it is
// no bound, for an implicit loss on a density with a sharp edge, and where the exact score is
// not known, as of pictures. The first call for a target may take tenths of a second.
func (n *Network) Optimum() float64 {
	o := n.optima // another target's may come between two pieces of work
	loss, known := o.losses[n]
	if !known {
		loss = o.of(n)
		o.losses[n] = loss
	}
	return loss
}

// of is the expected loss of the exact score, which is the least that the loss of n can be
// expected to be: for the ladder the mean over its levels. It is NaN
//
//   - on a finite data set, where all losses but the explicit one can fall below: implicit
//     ones without end, and denoising to that of a kernel on each point;
//   - for an implicit loss on a density with a sharp edge, where the term at the edge is
//     missing: a score that is large there, in a strip narrow enough, has any loss below;
//   - where the exact score is not known.
func (o *optima) of(n *Network) float64 {
	objective, d := n.trainer.Objective, o.target.Dim()
	switch {
	case !o.target.Known():
		return math.NaN()
	case n.Objective == "explicit":
		return objective.Optimum(0, d, n.Sigma)
	case n.finite || o.cut(n.Sigma): // denoising is never at σ = 0
		return math.NaN()
	case n.Objective != "ladder":
		return objective.Optimum(o.square(n.Sigma), d, n.Sigma)
	}
	levels := n.trainer.Levels
	cheap := o.target.Mixture != nil && len(levels.Ladder) > 0 && len(levels.Ladder) <= mostExact
	return levels.Mean(func(sigma float64) float64 {
		o.yield()
		if cheap {
			return objective.Optimum(o.square(sigma), d, sigma)
		}
		return objective.Optimum(o.mean(smoothed(o.target, sigma, yardstickDraws), nil, sigma), d, sigma)
	})
}

// mostExact is of how many noise levels a quadrature is made, and that for mixtures alone, of
// which a point costs little. Over more levels, and others, the mean over draws is within some
// hundredths.
const mostExact = 32

// cut reports whether p_σ ends at an edge.
func (o *optima) cut(sigma float64) bool {
	_, cut := o.target.Cut()
	return cut && sigma == 0
}

// square is E‖∇log p_σ‖², in the plane by quadrature: of a density with steep edges the mean
// over draws is off by a tenth.
func (o *optima) square(sigma float64) float64 {
	if known, ok := o.squares[sigma]; ok {
		return known
	}
	x, weights := smoothed(o.target, sigma, yardstickDraws), []float64(nil)
	if x.D == 2 {
		exact := inPieces{o.target.Density, new(piece.Evaluator), o.yield}
		nodes := metric.NewQuadrature(exact, float32(sigma), x, 0, 0)
		x, weights = nodes.X, nodes.Weights
	}
	o.squares[sigma] = o.mean(x, weights, sigma)
	return o.squares[sigma]
}

// mean is E‖∇log p_σ‖² from points of p_σ, or nodes with weights, under which
// mean and covariance are exact. Where the score is linear, as it nearly is once the noise is
// wide, so is the result: a denoising loss is a small difference of d/σ² and this then.
func (o *optima) mean(x sim.Batch, weights []float64, sigma float64) float64 {
	if weights == nil {
		weights = make([]float64, x.N)
		for i := range weights {
			weights[i] = 1 / float64(x.N)
		}
	}
	if mean, cov, ok := o.target.Moments(sigma); ok {
		weights = calibrated(x, weights, mean, cov)
	}
	return matching.MeanSquare(inPieces{o.target.Density, new(piece.Evaluator), o.yield}, x, weights, float32(sigma))
}

// calibrated are the weights w u of points, with sum 1, under which they have the given mean
// (D) and covariance (D×D), where u is 1 less its projection on the functions whose means are
// known, in the inner product Σ w f g. Under them the mean of any function is what
// regression on those functions predicts.
func calibrated(x sim.Batch, w, mean, cov []float64) []float64 {
	known := centred(x, mean, cov)
	u := make([]float64, x.N)
	for i := range u {
		u[i] = 1
	}
	dot := func(f, g []float64) (sum float64) {
		for i, w := range w {
			sum += float64(w * float64(f[i]*g[i]))
		}
		return sum
	}
	subtract := func(f, g []float64, by float64) {
		for i, v := range g {
			f[i] -= float64(by * v)
		}
	}
	for k, f := range known { // Gram and Schmidt
		whole := dot(f, f)
		for _, g := range known[:k] {
			if norm := dot(g, g); norm > 0 {
				subtract(f, g, dot(f, g)/norm)
			}
		}
		if norm := dot(f, f); norm > 1e-9*whole {
			subtract(u, f, dot(u, f)/norm)
		} else {
			clear(f) // it is the others' already
		}
	}
	sum := 0.0
	for i, w := range w {
		u[i] *= w
		sum += u[i]
	}
	for i := range u {
		u[i] /= sum
	}
	return u
}

// centred are functions of the points with the mean 0: x_j − μ_j and
// (x_j − μ_j)(x_k − μ_k) − Σ_jk.
func centred(x sim.Batch, mean, cov []float64) [][]float64 {
	var list [][]float64
	for j := range x.D {
		f := make([]float64, x.N)
		for i, v := range x.Row(j) {
			f[i] = float64(v) - mean[j]
		}
		list = append(list, f)
	}
	for j := range x.D {
		for k := range j + 1 {
			f := make([]float64, x.N)
			for i := range f {
				f[i] = float64(list[j][i]*list[k][i]) - cov[j*x.D+k]
			}
			list = append(list, f)
		}
	}
	return list
}
