// Package sim holds the words that every part of Scorefield speaks: batches of
// points, densities, scores, noise schedules and the keys of random streams.
// It computes nothing itself; the packages below it do, and meet only here:
// density has targets, score models, matching objectives and the optimiser, fit
// what needs no optimiser, langevin samplers, hist counts of particles, metric
// distances, and lab whole experiments. The package's example is the way
// through them, from points to samples.
//
// # Conventions
//
// The score is s(x) = ∇ₓ log p(x). The density p_σ is p convolved with
// N(0, σ²I), and a score "at σ" is the score of p_σ. A Langevin step is
// x ← x + ε s(x) + √(2ε) z. Losses carry ½, as in ½E‖s_θ − s‖². Destinations
// come first, are overwritten, and never alias an input unless a function says
// that they may. A wrong shape is a programmer's fault and panics; what a person
// chose is refused with an error; divergence is reported as a value.
//
// # Noise levels
//
// Wherever a noise level σ is asked for, 0 ≤ σ ≤ 1e6 is allowed, in the units
// of the points, and σ = 0 is the density itself; what holds for other values,
// or for points farther than 1e6 from the origin, is not defined. Exact
// densities are exact over the whole range, but for float32's rounding; learned
// ones where they were trained: see the Config of package score.
//
// # Randomness
//
// A random number is a function of a [Key] and a counter, never of what was
// drawn before. Give every purpose a key of its own, as in
//
//	root := sim.NewKey(seed)
//	weights, batches, start, noise := root.Sub(0), root.Sub(1), root.Sub(2), root.Sub(3)
//
// for equal keys give equal, or dependent, numbers. Same seed, same bits: on
// every platform, with SIMD or without.
//
// # Glossary
//
//	D, N       dimension of a point; number of points in a batch
//	x, z       points; standard normal noise of the same shape
//	σ          noise level, the standard deviation of the noise added to data
//	ladder     noise levels in geometric progression, from σ_min up to σ_max
//	t          time of a noise [Schedule]: the data at 0, almost noise at 1
//	target     the density that is learned or sampled
//	exact      in closed form, up to rounding
//	model, θ   a score with parameters, and these
//	objective  a loss whose minimiser is the score
//	direction  random v with E[vvᵀ] = I, on which sliced objectives project
//	particle   a point that a sampler moves; it has a number
//	kernel     the rule by which a sampler moves particles; in density, score and
//	           fit: the Gaussian around each of some points, of bandwidth h
//	ε          step size of Langevin dynamics (papers that write α have α = 2ε)
//	divergence of particles: run away to infinity; of a field: tr ∂s/∂x;
//	           of a score from another: the Fisher divergence ½E‖s_θ − s‖²
//	mode       a component of a mixture, or what lies nearest to it
//	share      the part of the particles, or of the mass, that a mode has
//	stream     the numbers that one key gives, one for each counter
package sim
