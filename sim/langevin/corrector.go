package langevin

import "math"

// PredictorCorrector is ReverseSDE with Corrections steps of Langevin dynamics
// at the new time after each of its steps (Song et al., ICLR 2021, algorithms 2
// and 3). Predictions and corrections each count as a step of the kernel.
//
// The size of a correction is ε = 2 r² D/E‖s(x, t)‖², so that r is the ratio of
// the drift ε‖s‖ to the noise √(2ε)‖z‖, as in algorithm 4 of the paper's
// appendix G, ε = 2 (r‖z‖/‖s‖)² with norms averaged over the batch. Here ‖z‖² is its
// expectation D, and E‖s‖² is found by Init with pilots of its own (see
// scoreNorms), so that a particle does not depend on which others it is computed
// with. Where the score bends much more in places than its mean length says, as at the
// edges of a flat density, such a step would diverge there: it is at most half of
// StabilityLimit, if the score is a MinVariancer or Bends says how much that bends.
// Algorithm 5 has the factor 1 − β_i more, which tends to 1 as Steps grows; it is left
// out.
type PredictorCorrector struct {
	ReverseSDE
	Corrections int     // per prediction; 0 is 1
	Ratio       float64 // r, signal to noise; 0 is 0.16
	// Bends knows how much the score bends at most, for one that is learned and does not
	// know it itself: what it was learned from. Nil is the score, if that does.
	Bends MinVariancer

	norms scoreNorms
}

// Init runs the pilots.
func (k *PredictorCorrector) Init(s *State) {
	require(k.Corrections >= 0, negativeSteps)
	k.ReverseSDE.Init(s)
	k.norms = k.Process.scoreNorms(s.X.D, s.Key.Sub(normStream))
}

// Total is Steps times 1 + Corrections, and one for denoising.
func (k *PredictorCorrector) Total() int {
	n := k.moves()
	if k.Denoise {
		n++
	}
	return n
}

func (k *PredictorCorrector) moves() int { return k.steps() * (1 + orElse(k.Corrections, 1)) }

// Step does one prediction or correction.
func (k *PredictorCorrector) Step(s *State) Info {
	s.ready()
	n := int(min(s.N, uint64(k.moves())))
	switch {
	case s.ended(k.Total()):
		return s.done(k.info(k.start(), k.start(), 0))
	case n == k.moves():
		return k.denoise(s)
	}
	round, part := n/(1+orElse(k.Corrections, 1)), n%(1+orElse(k.Corrections, 1))
	if part == 0 {
		return k.predict(s, k.time(round, k.steps()), k.time(round+1, k.steps()))
	}
	return k.correct(s, k.time(round+1, k.steps()))
}

// minVariance is that of p_t, +Inf where it is not known: x_t = α x has α² the variance.
func (k *PredictorCorrector) minVariance(t float64) float64 {
	d := k.Bends
	if d == nil {
		known, ok := k.Score.(MinVariancer)
		if !ok {
			return math.Inf(1)
		}
		d = known
	}
	alpha := k.Schedule.Alpha(t)
	return float64(alpha*alpha) * d.MinVariance(k.Schedule.Sigma(t)/alpha)
}

// correct is a step of Langevin dynamics at the time t.
func (k *PredictorCorrector) correct(s *State, t float64) Info {
	r := orElse(k.Ratio, 0.16)
	eps := min(2*float64(r*r)*k.norms.variance(t), k.minVariance(t))
	k.At(s.S, s.X, t)
	s.move(1, eps, root(eps))
	return s.done(k.info(t, t, eps))
}
