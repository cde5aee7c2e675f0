package langevin

import "github.com/scorefield/scorefield/sim"

// Bounded is a score of data that are known to lie within [Low, High] in every
// coordinate, as pixels do. The mean of a point's origin, which Tweedie's formula gives,
//
//	E[x₀ | x] = x + σ² s(x, σ),
//
// is a mean of data and lies within the same bounds. Bounded clamps it to them, coordinate
// by coordinate, and returns the score that belongs to it. An exact score passes
// unchanged, up to rounding; a learned one comes nearer to the exact one wherever it is
// changed, for a projection onto a convex set does not lead away from its points.
//
// Without bounds some particles of a learned score run away. Measured on the prototype (the
// 1,797 digits of 8×8, 73→256→256→64 units, σ from 0.05 to 10, 4,000 steps, 401 steps of annealed
// Langevin, two seeds): 5 and 6 of 512 with a = ε/σ² = 0.1, 17 and 12 with 0.2, 47 and 35 with 0.4, and as
// many on glyphs. It is not the jump from one level to the next (10 or 80 levels in as many
// steps lose as many), and noise that is too strong is none of it: at 8 times the noise that was
// learned the score still points back in each of 1,000 points. It is a pixel or two: at σ of 0.3 to
// 0.6 E[x₀ | x] of one leaves the range of the data, to 3 say, where nothing was learned and it
// follows x, so that no force leads back; as σ falls the particle keeps it, 3.2 at σ = 0.47 and 4.9
// at 0.07, and there E[x₀ | x] moves by more than x: each step multiplies what is too much, to 23
// at the end or, with a = 0.4, beyond float32 after 40 steps. Each of those lost had left the range
// before (so had half of all, most of which return), and the noise of larger steps takes more there.
//
// With Bounded none can, whatever the score is: a Langevin step with a = ε/σ² ≤ 1 makes x the mean (1 − a) x + a E[x₀ | x]
// and adds noise z of at most 5.77, so that with B = max(|Low|, |High|)
//
//	|x| ≤ B becomes |x| ≤ B + 5.77 σ √(2/a), and no more.
//
// Steps with a > 2 diverge all the same.
//
// Give the bounds room, half the data's range to either side. Where data lie on a bound,
// as the paper of a picture does, tight bounds remove the errors to one side alone, and
// samplers feel the mean of the errors that is left: on 8×8 glyphs from −1 to 1 bounds of
// ±1 made the Fréchet distance of annealed samples ten times as large, those of ±2 a
// tenth larger, and both held all particles.
type Bounded struct {
	Of        sim.Scorer // the score of p_σ
	Low, High float64    // of the data, in every coordinate; Low < High
}

// Score stores the bounded score at σ in dst. At σ = 0, where the point is its own
// origin, the score is what it was; so is one that is not a number.
func (b *Bounded) Score(dst, x sim.Batch, sigma float32) {
	require(b.Of != nil, noScore)
	require(b.Low < b.High, "langevin: bounds need Low < High")
	b.Of.Score(dst, x, sigma)
	variance, low, high := sigma*sigma, float32(b.Low), float32(b.High)
	if !(variance > 0) {
		return
	}
	for i, s := range dst.Data {
		switch origin := x.Data[i] + float32(variance*s); {
		case origin < low:
			dst.Data[i] = (low - x.Data[i]) / variance
		case origin > high:
			dst.Data[i] = (high - x.Data[i]) / variance
		}
	}
}
