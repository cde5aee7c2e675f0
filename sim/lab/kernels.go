package lab

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// startRuns puts the particles of every sampler at the start.
func (e *Experiment) startRuns() {
	e.runs = e.runs[:0]
	e.clock.Sampling, e.ahead.Sampling = 0, 0
	e.drop()
	e.weights, e.driver = e.clock.Training, nil
	if e.config.Score == "learned" && len(e.fits) > 0 {
		e.driver = e.fits[0].frozen(e.config)
	}
	e.away = nil
	for _, name := range e.config.samplers() {
		r := &run{sampler: name}
		r.frames.most = affordable(8 * e.config.Particles)
		r.state = langevin.State{X: e.start(name), Key: e.key.Sub(streamNoise)}
		r.use(e.kernel(name))
		r.info.Accepted = 1
		e.runs = append(e.runs, r)
	}
}

// samplers are those of the settings' runs.
func (c Config) samplers() []string {
	if c.Versus == "none" {
		return []string{c.Sampler}
	}
	return []string{c.Sampler, c.Versus}
}

// drop forgets changes made at steps of a run that is no more: they are part
// of the settings now.
func (e *Experiment) drop() {
	e.base, e.journal = e.config, nil
}

// start draws the particles of a sampler: the settings' law, or the prior of a
// process.
func (e *Experiment) start(sampler string) sim.Batch {
	c := e.config
	x := sim.NewBatch(2, c.Particles)
	key := e.key.Sub(streamStart)
	switch {
	case reverses(sampler):
		p := e.process()
		p.Prior(x, key, 0)
	case c.StartLaw == "normal":
		langevin.Normal(x, nil, c.StartWidth, key, 0)
	case c.StartLaw == "data":
		e.target.density.Rand(x, key, 0)
	default:
		langevin.Uniform(x, -c.StartWidth, c.StartWidth, key, 0)
	}
	return x
}

// reverses reports whether a sampler runs a process backwards from its prior.
func reverses(sampler string) bool {
	switch sampler {
	case "sde", "corrector", "ode-euler", "ode-heun":
		return true
	}
	return false
}

// schedule is the noising process of the settings.
func (e *Experiment) schedule() sim.Schedule {
	if e.config.Schedule == "vp" {
		return sim.VP{}
	}
	return sim.VE{Min: e.config.SigmaMin, Max: e.config.SigmaMax}
}

// process is the diffusion of the target under the settings' schedule; its
// prior meets the end of the forward process because it knows where the data
// are.
func (e *Experiment) process() langevin.Process {
	p := langevin.Process{Score: e.score(), Schedule: e.schedule()}
	if m, ok := e.target.density.(interface {
		Moments(sigma float64) (mean, cov []float64)
	}); ok {
		p.Mean, p.Cov = m.Moments(0)
	}
	return p
}

// kernel is the named sampler at the present settings.
func (e *Experiment) kernel(name string) langevin.Kernel {
	c := e.config
	score := e.score()
	quiet := !on(c.Noise)
	switch name {
	case "mala":
		return &langevin.MALA{Target: e.target.density, Epsilon: c.Epsilon, Sigma: c.Sigma}
	case "underdamped":
		return &langevin.Underdamped{Score: score, Epsilon: c.Epsilon, Friction: c.Friction, Sigma: c.Sigma, NoNoise: quiet}
	case "annealed":
		return &langevin.Annealed{Score: score, Epsilon: c.Epsilon, Levels: sim.Ladder(c.SigmaMin, c.SigmaMax, c.Levels),
			Steps: c.StepsPerLevel, Denoise: on(c.Denoise), NoNoise: quiet}
	case "sde":
		return &langevin.ReverseSDE{Process: e.process(), Steps: c.SolverSteps, Denoise: on(c.Denoise)}
	case "corrector":
		return &langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: e.process(), Steps: c.SolverSteps, Denoise: on(c.Denoise)}}
	case "ode-euler":
		return &langevin.FlowODE{Process: e.process(), Steps: c.SolverSteps, Order: 1}
	case "ode-heun":
		return &langevin.FlowODE{Process: e.process(), Steps: c.SolverSteps, Order: 2}
	}
	return &langevin.ULA{Score: score, Epsilon: c.Epsilon, Sigma: c.Sigma, NoNoise: quiet}
}

// score is the score that drives the particles: exact, or learned.
func (e *Experiment) score() sim.Scorer {
	if e.driver != nil {
		return e.driver
	}
	return e.target.density
}
