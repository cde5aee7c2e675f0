package matching

import "github.com/scorefield/scorefield/sim"

// Model is a score with parameters.
type Model interface {
	Params() []float32 // θ, aliased
	Dim() int          // D
	// Eval stores s_θ(x, σ) in s and, unless v is empty, (∂s/∂x)v in jv. sigma
	// has one noise level for each point; a model without conditioning ignores
	// it.
	Eval(s, jv, x, v sim.Batch, sigma []float32)
	// Grad adds ∂L/∂θ to grad, given ∂L/∂s and ∂L/∂(Jv) at the points of the
	// last Eval. djv may be empty.
	Grad(grad []float32, ds, djv sim.Batch)
}

// An Objective is a loss, a mean over points. It can be taken part by part.
//
// Its memory grows to the largest batch it has seen; it is not safe for
// concurrent use.
type Objective interface {
	// Loss returns what the points x contribute to the loss of m, a mean over n
	// points of which these are a part or all, and adds its gradient to grad unless
	// that is nil. aux holds the directions or the noise, and sigma the noise level of
	// each point; what an objective does not use may be empty.
	Loss(grad []float32, m Model, x, aux sim.Batch, sigma []float32, n int) float64
	// Optimum is the loss of the true score, given the mean of ‖∇log p_σ‖² over
	// p_σ in R^d; see MeanSquare.
	Optimum(meanSquare float64, d int, sigma float64) float64
}

// reshape gives b the shape d×n, keeping its memory; its content is arbitrary.
func reshape(b *sim.Batch, d, n int) {
	if cap(b.Data) < d*n {
		b.Data = make([]float32, d*n)
	}
	b.D, b.N, b.Data = d, n, b.Data[:d*n]
}

func check(ok bool) { require(ok, badShape) }

// require panics with the message unless ok.
func require(ok bool, message string) {
	if !ok {
		panic(message)
	}
}
