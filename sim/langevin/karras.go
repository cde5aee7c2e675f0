package langevin

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Karras is the sampler of Karras, Aittala, Aila and Laine (NeurIPS 2022, arXiv
// 2206.00364, algorithm 2) for data noised with σ alone: from draws of
// N(mean, cov + σ_max² I), such as Process.Prior with VE gives, along the probability flow
// dx/dσ = −σ s(x, σ) through the levels of KarrasLevels down to σ = 0, by Heun's method,
// or Euler's in the last step. Before each step Churn raises σ to
//
//	σ̂ = σ (1 + γ),   γ = min(Churn/Steps, √2 − 1)
//
// by noise, which lets particles forget what earlier steps did wrong.
type Karras struct {
	Score      sim.Scorer // of p_σ
	Min, Max   float64    // σ_min and σ_max; 0 are 0.002 and 80
	Rho        float64    // ρ; 0 is 7
	Steps      int        // N; 0 is 40
	Euler      bool       // Euler's method in all steps
	Churn      float64    // S_churn; 0 is the flow alone
	ChurnMin   float64    // no churn below this σ
	ChurnMax   float64    // none above; 0 is no such limit
	NoiseScale float64    // S_noise, what churn's noise is multiplied by; 0 is 1

	levels           []float64
	from, mid, score sim.Batch
}

// KarrasLevels returns n noise levels from hi down to lo, equally spaced in σ^(1/ρ), and
// 0 behind them (Karras et al., NeurIPS 2022, equation 5):
//
//	σ_i = (hi^(1/ρ) + i/(n−1) (lo^(1/ρ) − hi^(1/ρ)))^ρ
//
// ρ = 1 is even spacing, and a large ρ geometric progression. It panics unless
// 0 < lo ≤ hi, n ≥ 1 and ρ > 0; with n = 1 the only level is hi.
func KarrasLevels(lo, hi float64, n int, rho float64) []float64 {
	if !(0 < lo && lo <= hi) || n < 1 || !(rho > 0) {
		panic("langevin: levels need 0 < lo ≤ hi, n ≥ 1 and ρ > 0")
	}
	power := func(x, y float64) float64 { return vec.Exp64(y * math.Log(x)) }
	a, b := power(hi, 1/rho), power(lo, 1/rho)
	levels := []float64{hi}
	for i := 1; i < n-1; i++ {
		levels = append(levels, power(a+float64(float64(i)/float64(n-1)*(b-a)), rho))
	}
	if n > 1 {
		levels = append(levels, lo)
	}
	return append(levels, 0)
}

// Init prepares s. It panics unless 0 < Min ≤ Max.
func (k *Karras) Init(s *State) {
	require(k.Score != nil, noScore)
	s.init()
	k.chooseLevels()
	for _, b := range []*sim.Batch{&k.from, &k.mid, &k.score} {
		reshape(b, s.X.D, s.X.N)
	}
}

func (k *Karras) chooseLevels() {
	k.levels = KarrasLevels(orElse(k.Min, 0.002), orElse(k.Max, 80), k.Total(), orElse(k.Rho, 7))
}

// Total is Steps.
func (k *Karras) Total() int { return orElse(k.Steps, 40) }

// raised is σ̂.
func (k *Karras) raised(sigma float64) float64 {
	if sigma < k.ChurnMin || (k.ChurnMax > 0 && sigma > k.ChurnMax) {
		return sigma
	}
	return sigma * (1 + min(k.Churn/float64(k.Total()), math.Sqrt2-1))
}

// Step goes from one level to the next. State.S is the score at σ̂.
func (k *Karras) Step(s *State) Info {
	s.ready()
	if s.ended(k.Total()) {
		return s.done(Info{Accepted: 1})
	}
	sigma, next := k.levels[s.N], k.levels[s.N+1]
	high := k.raised(sigma)
	copy(k.from.Data, s.X.Data)
	s.addNoise(k.from, orElse(k.NoiseScale, 1)*math.Sqrt(float64(high*high)-float64(sigma*sigma)))
	k.Score.Score(s.S, k.from, float32(high))
	h := high - next
	vec.Drift(s.lastX.Data, k.from.Data, s.S.Data, float32(h*high))
	if next > 0 && !k.Euler {
		copy(k.mid.Data, s.lastX.Data)
		k.Score.Score(k.score, k.mid, float32(next))
		vec.Drift(s.lastX.Data, k.from.Data, s.S.Data, float32(h*high/2))
		vec.Axpy(s.lastX.Data, float32(h*next/2), k.score.Data)
	}
	s.swap()
	return s.done(Info{Sigma: high, Epsilon: h * high, Accepted: 1})
}
