package langevin

// A Marginaler is a kernel that knows what its particles follow.
type Marginaler interface {
	// Marginal is the law that particles follow after n steps, as that of α x + σ z with
	// x from the data and z from N(0, I): p_σ for α = 1. Chains come to it, processes pass
	// through it.
	Marginal(n uint64) (alpha, sigma float64)
}

// A Finisher is a kernel whose last step denoises: it takes particles that follow α x + σ z to
// the means E[x | α x + σ z] of what they were. These are nearer to one another than draws of p,
// which Marginal says they are to be.
type Finisher interface {
	// Finished is the law that particles followed before the last step, and whether the
	// n steps that were done include it.
	Finished(n uint64) (alpha, sigma float64, ok bool)
}

// Marginal is p_σ.
func (k *ULA) Marginal(uint64) (alpha, sigma float64) { return 1, k.Sigma }

// Marginal is p_σ.
func (k *MALA) Marginal(uint64) (alpha, sigma float64) { return 1, k.Sigma }

// Marginal is p_σ.
func (k *Underdamped) Marginal(uint64) (alpha, sigma float64) { return 1, k.Sigma }

// Marginal is p_σ.
func (k *Hamiltonian) Marginal(uint64) (alpha, sigma float64) { return 1, k.Sigma }

// Marginal is p_σ at the lowest level.
func (k *Tempering) Marginal(uint64) (alpha, sigma float64) { return 1, k.Levels[0] }

// Marginal is p_σ at the level of step n − 1, or of the first; p itself once denoised.
func (k *Annealed) Marginal(n uint64) (alpha, sigma float64) {
	if k.Denoise && n >= uint64(k.Total()) {
		return 1, 0
	}
	sigma, _ = k.at(max(n, 1) - 1)
	return 1, sigma
}

// Finished is p_σ at the lowest level.
func (k *Annealed) Finished(n uint64) (alpha, sigma float64, ok bool) {
	return 1, k.Levels[0], k.Denoise && n >= uint64(k.Total())
}

// Finished is the law at Start.
func (k *ReverseSDE) Finished(n uint64) (alpha, sigma float64, ok bool) {
	alpha, sigma = k.marginal(k.End())
	return alpha, sigma, k.Denoise && n >= uint64(k.Total())
}

// Finished is the law at Start.
func (k *PredictorCorrector) Finished(n uint64) (alpha, sigma float64, ok bool) {
	alpha, sigma = k.marginal(k.End())
	return alpha, sigma, k.Denoise && n >= uint64(k.Total())
}

// Finished is p_σ at the level before 0, raised by churn: Euler's step from there to 0 is
// x + σ² s(x, σ).
func (k *Karras) Finished(n uint64) (alpha, sigma float64, ok bool) {
	if len(k.levels) != k.Total()+1 {
		k.chooseLevels()
	}
	return 1, k.raised(k.levels[k.Total()-1]), n >= uint64(k.Total())
}

// Marginal is that of the time after n steps; the data themselves once denoised.
func (k *ReverseSDE) Marginal(n uint64) (alpha, sigma float64) {
	if k.Denoise && n >= uint64(k.Total()) {
		return 1, 0
	}
	return k.marginal(k.time(int(min(n, uint64(k.steps()))), k.steps()))
}

// Marginal is that of the time after n steps; the data themselves once denoised.
func (k *PredictorCorrector) Marginal(n uint64) (alpha, sigma float64) {
	if k.Denoise && n >= uint64(k.Total()) {
		return 1, 0
	}
	round := uint64(1 + orElse(k.Corrections, 1)) // the first step of which predicts
	predictions := (n + round - 1) / round
	return k.marginal(k.time(int(min(predictions, uint64(k.steps()))), k.steps()))
}

// Marginal is that of the time after n steps.
func (k *FlowODE) Marginal(n uint64) (alpha, sigma float64) {
	return k.marginal(k.timeAt(int(min(n, uint64(k.Total())))))
}

// Marginal is that of the time after n steps.
func (k *Forward) Marginal(n uint64) (alpha, sigma float64) {
	if n == 0 { // the data
		return 1, 0
	}
	t := min(float64(n)/float64(k.Total()), 1)
	return k.Schedule.Alpha(t), k.Schedule.Sigma(t)
}

// Marginal is p_σ at the level after n steps.
func (k *Karras) Marginal(n uint64) (alpha, sigma float64) {
	if len(k.levels) != k.Total()+1 {
		k.chooseLevels()
	}
	return 1, k.levels[min(n, uint64(k.Total()))]
}

// marginal is α and σ at the time t.
func (p *Process) marginal(t float64) (alpha, sigma float64) {
	return p.Schedule.Alpha(t), p.Schedule.Sigma(t)
}
