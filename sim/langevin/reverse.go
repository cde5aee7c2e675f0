package langevin

// ReverseSDE runs dx = (f x − g² s) dt + g dw̄ (Song et al., ICLR 2021,
// equation 6) from t = 1 down to Start in Steps equal steps of time, by the method of
// Euler and Maruyama or another Predictor.
type ReverseSDE struct {
	Process
	Predictor Predictor // 0 is EulerMaruyama
	Steps     int       // 0 is 1000
	Denoise   bool      // end with the posterior mean (x + σ² s)/α at Start
}

// Init prepares s. It panics if there is no such Predictor.
func (k *ReverseSDE) Init(s *State) {
	if int(k.Predictor) >= len(predictors) {
		panic("langevin: no such predictor")
	}
	k.init(s, k.steps())
}

func (k *ReverseSDE) steps() int { return orElse(k.Steps, 1000) }

// Total is Steps, and one for denoising.
func (k *ReverseSDE) Total() int {
	if k.Denoise {
		return k.steps() + 1
	}
	return k.steps()
}

// Step goes back in time by (1 − Start)/Steps.
func (k *ReverseSDE) Step(s *State) Info {
	s.ready()
	n := int(min(s.N, uint64(k.steps())))
	switch {
	case s.ended(k.Total()):
		return s.done(k.info(k.start(), k.start(), 0))
	case n == k.steps():
		return k.denoise(s)
	}
	return k.predict(s, k.time(n, k.steps()), k.time(n+1, k.steps()))
}

// predict goes from the time t down to next.
func (k *ReverseSDE) predict(s *State, t, next float64) Info {
	return predictors[k.Predictor](&k.Process, s, t, next)
}

// denoise replaces x_t at Start by the mean of the data given x_t (Tweedie's
// formula), (x + σ² s)/α.
func (p *Process) denoise(s *State) Info {
	t := p.start()
	alpha, sigma := p.Schedule.Alpha(t), p.Schedule.Sigma(t)
	p.At(s.S, s.X, t)
	s.move(1/alpha, sigma*sigma/alpha, 0)
	return s.done(p.info(t, t, sigma*sigma))
}
