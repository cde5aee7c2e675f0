package sim

// A LogProber knows log p_σ, at the noise levels that the package comment
// allows.
type LogProber interface {
	// LogProb stores log p_σ(x_i), normalised, in dst[i]. dst has length x.N.
	LogProb(dst []float32, x Batch, sigma float32)
}

// A Scorer knows the score of p_σ, exact or learned, at the noise levels that
// the package comment allows.
type Scorer interface {
	// Score stores ∇ₓ log p_σ(x_i) in point i of dst, which has x's shape.
	Score(dst, x Batch, sigma float32)
}

// A Density is a target with a known smoothed density, score and draws.
//
// Implementations may cache what they prepare for the last σ; unless they say
// otherwise they are not safe for concurrent use.
type Density interface {
	// Dim is the dimension D of the points.
	Dim() int
	LogProber
	Scorer
	// Rand fills dst with the draws number first … first+dst.N−1 of the stream
	// key from p (σ = 0). A draw depends on its number alone, not on how the
	// draws are split into batches.
	Rand(dst Batch, key Key, first int)
}
