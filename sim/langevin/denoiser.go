package langevin

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// PosteriorMean stores E[x₀|x] = x + σ² s(x, σ) in dst: the mean of the data that
// x = x₀ + σz may come from, by the formula that Robbins (1956) ascribed to Tweedie
// (Efron, JASA 2011). It is what an optimal denoiser at σ returns. dst must not be x.
func PosteriorMean(dst, x sim.Batch, score sim.Scorer, sigma float32) {
	if !dst.Like(x) {
		panic(badShape)
	}
	score.Score(dst, x, sigma)
	vec.Scale(dst.Data, sigma*sigma, dst.Data)
	vec.Add(dst.Data, dst.Data, x.Data)
}
