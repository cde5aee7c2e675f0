package langevin

import "github.com/scorefield/scorefield/sim"

// Given is the score of points of which some coordinates are known, such as pictures of which
// a part has been painted, for any sampler that goes from noise to data: a known coordinate is
// y + σ z at the noise level σ, and its score is exactly
//
//	(y − x)/σ²,
//
// while the others have the score of p_σ. That takes p_σ(rest | y) for p_σ(rest | y + σ z), the
// approximation of Song et al., ICLR 2021, appendix I.2. It vanishes with σ. Where a sampler
// draws anew at each level, the last levels forget what came of it: [Inpaint], whose known
// coordinates are the same, draws the rest given what is known, and [PredictorCorrector] nearly.
// A flow forgets nothing and [ReverseSDE] little, so that what they complete is drawn toward what is
// likely without knowing: of a standard Gaussian pair of correlation 0.8, given y = 1, the mean of
// the rest is 0.8, and by these 0.34 and 0.50; see the test.
type Given struct {
	Of    sim.Scorer // the score of p_σ
	Known sim.Batch  // D×N, a point for each particle, or D×1 for all; only known coordinates are read
	Mask  []bool     // D: which coordinates are known
}

// Score stores the score at σ in dst. At σ = 0 that of known coordinates is 0.
func (g *Given) Score(dst, x sim.Batch, sigma float32) {
	require(g.Of != nil, noScore)
	require(len(g.Mask) == x.D && g.Known.D == x.D && (g.Known.N == 1 || g.Known.N == x.N), badShape)
	g.Of.Score(dst, x, sigma)
	for j, known := range g.Mask {
		if !known {
			continue
		}
		row, values := dst.Row(j), g.Known.Row(j)
		for i, v := range x.Row(j) {
			row[i] = 0
			if sigma > 0 {
				row[i] = (values[min(i, len(values)-1)] - v) / float32(sigma*sigma)
			}
		}
	}
}

// Start makes the known coordinates of x what they are after the noise α and σ: α y + σ z, z the
// draws number first, first+1, … of the stream key.
func (g *Given) Start(x sim.Batch, alpha, sigma float64, key sim.Key, first int) {
	z := sim.NewBatch(x.D, x.N)
	normals(z, key, first)
	for j, known := range g.Mask {
		if !known {
			continue
		}
		row, values := x.Row(j), g.Known.Row(j)
		for i, z := range z.Row(j) {
			row[i] = float32(float32(alpha)*values[min(i, len(values)-1)]) + float32(float32(sigma)*z)
		}
	}
}
