package particles

import (
	"strconv"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Setting is all that says how particles move.
type Setting struct {
	Config param.Config  // every default filled in
	Target target.Target // of the settings
	Driver sim.Scorer    // the learned score that drives them; nil for the exact one
}

// Score is the score that drives the particles.
func (s *Setting) Score() sim.Scorer {
	if s.Driver != nil {
		return s.Driver
	}
	return s.Target.Density
}

// samplers are those of the runs.
func (s *Setting) samplers() []string {
	if s.Config.Versus == "none" {
		return []string{s.Config.Sampler}
	}
	return []string{s.Config.Sampler, s.Config.Versus}
}

// exactly is the name of a second run that differs from the first in the score
// alone, which is the exact one.
const exactly = "exact"

// meant is the sampler and the setting that the name of a run stands for.
func (s *Setting) meant(name string) (*Setting, string) {
	if name != exactly {
		return s, name
	}
	t := *s
	t.Driver = nil
	return &t, s.Config.Sampler
}

// start draws the particles of a sampler: by the settings' law, or from the
// prior of a process.
func (s *Setting) start(sampler string) sim.Batch {
	s, sampler = s.meant(sampler)
	c := &s.Config
	x := sim.NewBatch(s.Target.Dim(), c.Particles)
	key := sim.NewKey(c.Seed).Sub(stream.Start)
	switch {
	case Reverses(sampler):
		p := s.process()
		p.Prior(x, key, 0)
	case c.StartLaw == "normal":
		langevin.Normal(x, nil, c.StartWidth, key, 0)
	case c.StartLaw == "data":
		s.Target.Density.Rand(x, key, 0)
	default:
		langevin.Uniform(x, -c.StartWidth, c.StartWidth, key, 0)
	}
	return x
}

// Reverses reports whether a sampler runs a process backwards from its prior.
func Reverses(sampler string) bool {
	switch sampler {
	case "sde", "corrector", "ode-euler", "ode-heun":
		return true
	}
	return false
}

// schedule is the noising process of the settings.
func (s *Setting) schedule() sim.Schedule {
	if s.Config.Schedule == "vp" {
		return sim.VP{}
	}
	return sim.VE{Min: s.Config.SigmaMin, Max: s.Config.SigmaMax}
}

// process is the diffusion of the target under the settings' schedule; its
// prior meets the end of the forward process because it knows where the data
// are.
func (s *Setting) process() langevin.Process {
	p := langevin.Process{Score: s.Score(), Schedule: s.schedule()}
	if m, ok := s.Target.Density.(interface {
		Moments(sigma float64) (mean, cov []float64)
	}); ok {
		p.Mean, p.Cov = m.Moments(0)
	}
	return p
}

// epsilon is the step size of run k.
func (s *Setting) epsilon(k int) float64 {
	if k > 0 && s.Config.VersusEpsilon > 0 && s.Config.Versus != exactly {
		return s.Config.VersusEpsilon
	}
	return s.Config.Epsilon
}

// AutoEpsilon is the step size that the sampler of run k chooses for the target,
// rounded to two digits and within the settings' range. It is false for a sampler that
// has none of its own, and where there is no such run.
func (s *Setting) AutoEpsilon(k int) (eps float64, ok bool) {
	d, known := s.Target.Density.(langevin.MinVariancer)
	if k >= len(s.samplers()) || !known {
		return 0, false
	}
	stepper, ok := s.kernel(k).(langevin.AutoStepper)
	if !ok {
		return 0, false
	}
	p, _ := param.Find("epsilon")
	eps, _ = strconv.ParseFloat(strconv.FormatFloat(stepper.AutoEpsilon(d), 'g', 2, 64), 64)
	return min(max(eps, p.Min), p.Max), true
}

// kernel is the sampler of run k at the present settings.
func (s *Setting) kernel(k int) langevin.Kernel {
	epsilon := s.epsilon(k)
	s, name := s.meant(s.samplers()[k])
	c, score := &s.Config, s.Score()
	noiseless, denoise := c.Noise != "on", c.Denoise == "on"
	switch name {
	case "mala":
		return &langevin.MALA{Target: s.Target.Density, Epsilon: epsilon, Sigma: c.Sigma}
	case "underdamped":
		return &langevin.Underdamped{Score: score, Epsilon: epsilon, Friction: c.Friction, Sigma: c.SamplingSigma(), NoNoise: noiseless}
	case "annealed":
		return &langevin.Annealed{Score: score, Epsilon: epsilon, Levels: sim.Ladder(c.SigmaMin, c.SigmaMax, c.Levels),
			Steps: c.StepsPerLevel, Denoise: denoise, NoNoise: noiseless}
	case "sde":
		return &langevin.ReverseSDE{Process: s.process(), Steps: c.SolverSteps, Denoise: denoise}
	case "corrector":
		return &langevin.PredictorCorrector{ReverseSDE: langevin.ReverseSDE{Process: s.process(), Steps: c.SolverSteps, Denoise: denoise}}
	case "ode-euler":
		return &langevin.FlowODE{Process: s.process(), Steps: c.SolverSteps, Order: 1}
	case "ode-heun":
		return &langevin.FlowODE{Process: s.process(), Steps: c.SolverSteps, Order: 2}
	}
	return &langevin.ULA{Score: score, Epsilon: epsilon, Sigma: c.SamplingSigma(), NoNoise: noiseless}
}
