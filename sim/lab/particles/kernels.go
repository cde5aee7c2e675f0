package particles

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Setting is all that says how particles move.
type Setting struct {
	Config param.Config  // every default filled in
	Target target.Target // of the settings
	Driver sim.Scorer    // the learned score that drives them; nil for the exact one
	Yield  func()        // called between pieces of a step that takes long; nil where nobody waits
}

// Score is the score that drives the particles. A learned one of pictures is bounded, so that
// none runs away.
func (s *Setting) Score() sim.Scorer {
	p := s.Target.Pictures
	switch {
	case s.Driver == nil:
		return s.Target.Density
	case p != nil && s.Config.Told():
		return newAsked(s)
	case p != nil:
		return &langevin.Bounded{Of: s.Driver, Low: p.Low, High: p.High}
	}
	return s.Driver
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
	case reverses(sampler):
		p := s.process(sampler)
		p.Prior(x, key, 0)
		if s.completes() {
			s.given(nil).Start(x, p.Schedule.Alpha(1), p.Schedule.Sigma(1), key.Sub(stream.Painted), 0)
		}
	case c.StartLaw == "normal":
		langevin.Normal(x, nil, c.StartWidth, key, 0)
	case c.StartLaw == "data":
		s.Target.Density.Rand(x, key, 0)
	default:
		langevin.Uniform(x, -c.StartWidth, c.StartWidth, key, 0)
	}
	return x
}

// state is run k at its start, with all that its sampler keeps: that follows from the
// settings of then, not from those of when a run is started again to be gone through.
// The sampler is ready to go on from it.
func (s *Setting) state(k int) (langevin.State, langevin.Kernel) {
	state, kernel := langevin.State{X: s.start(s.samplers()[k]), Key: s.key()}, s.kernel(k)
	kernel.Init(&state)
	return state, kernel
}

// key is that of the noise.
func (s *Setting) key() sim.Key { return sim.NewKey(s.Config.Seed).Sub(stream.Noise) }

// reverses reports whether a sampler runs a process backwards from its prior.
func reverses(sampler string) bool {
	switch sampler {
	case "sde", "corrector", "ode-euler", "ode-heun", "karras":
		return true
	}
	return false
}

// schedule is the noising process that a sampler reverses: the settings', but Karras's
// is made for noise alone.
func (s *Setting) schedule(sampler string) sim.Schedule {
	switch {
	case sampler == "karras":
	case s.Config.Schedule == "vp":
		return sim.VP{}
	case s.Config.Schedule == "sub-vp":
		return sim.SubVP{}
	}
	return sim.VE{Min: s.Config.SigmaMin, Max: s.Config.SigmaMax}
}

// process is the diffusion of the target that a sampler reverses; its prior meets the
// end of the forward process because it knows where the data are.
func (s *Setting) process(sampler string) langevin.Process {
	p := langevin.Process{Score: s.reversed(), Schedule: s.schedule(sampler)}
	p.Mean, p.Cov, _ = s.Target.Moments(0)
	if at := s.Target.Pictures; at != nil { // at σ = 6 paper is one deviation from 0, and the mean of 256 pixels two
		p.Mean, p.Cov = at.Moments(s.Yield)
	}
	return p
}

// reversed is the score of samplers that reverse a process.
func (s *Setting) reversed() sim.Scorer {
	score := s.inPieces(s.Score())
	if s.completes() {
		return s.given(score)
	}
	return score
}

// replicas are the noise levels of parallel tempering: the target's and the ladder's
// above it.
func (s *Setting) replicas() []float64 {
	levels := []float64{s.Config.Sigma}
	for _, sigma := range sim.Ladder(s.Config.SigmaMin, s.Config.SigmaMax, s.Config.Levels) {
		if sigma > levels[len(levels)-1] {
			levels = append(levels, sigma)
		}
	}
	return levels
}

// predictor is that of a reversed equation.
func predictor(name string) langevin.Predictor {
	switch name {
	case "reverse-diffusion":
		return langevin.ReverseDiffusion
	case "ancestral":
		return langevin.Ancestral
	}
	return langevin.EulerMaruyama
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
	c, score, density := &s.Config, s.inPieces(s.Score()), s.densityInPieces(name == "hmc" || name == "tempering")
	noiseless, denoise := c.Noise != "on", c.Denoise == "on"
	switch name {
	case "mala":
		if c.Adapt == "on" { // one leap is MALA, and has a step size for each particle
			return &langevin.Hamiltonian{Target: density, Epsilon: epsilon, Sigma: c.Sigma, Leaps: 1, Accept: langevin.BestMALA}
		}
		return &langevin.MALA{Target: density, Epsilon: epsilon, Sigma: c.Sigma}
	case "hmc":
		return &langevin.Hamiltonian{Target: density, Epsilon: epsilon, Sigma: c.Sigma, Leaps: c.Leaps}
	case "tempering":
		return &langevin.Tempering{Target: density, Epsilon: epsilon, Levels: s.replicas()}
	case "underdamped":
		return &langevin.Underdamped{Score: score, Epsilon: epsilon, Friction: c.Friction, Sigma: c.SamplingSigma(), NoNoise: noiseless}
	case "annealed":
		k := langevin.Annealed{Score: score, Epsilon: epsilon, Levels: sim.Ladder(c.SigmaMin, c.SigmaMax, c.Levels),
			Steps: c.StepsPerLevel, Denoise: denoise, NoNoise: noiseless}
		if s.completes() {
			return s.completion(k)
		}
		return &k
	case "sde":
		return s.reversal(denoise)
	case "corrector":
		bends, _ := s.Target.Density.(langevin.MinVariancer) // a learned score bends as what it was learned from
		return &langevin.PredictorCorrector{ReverseSDE: *s.reversal(denoise), Bends: bends}
	case "karras":
		churn := max(c.Churn, 0)                                    // param.Never is none
		most := 1 + min(churn/float64(c.SolverSteps), math.Sqrt2-1) // it raises σ by this factor, and no learned score goes beyond SigmaMax
		return &langevin.Karras{Score: s.reversed(), Min: c.SigmaMin, Max: c.SigmaMax, Rho: c.Rho, Steps: c.SolverSteps, Churn: churn, ChurnMax: c.SigmaMax / most}
	case "ode-euler":
		return &langevin.FlowODE{Process: s.process(name), Steps: c.SolverSteps, Order: 1}
	case "ode-heun":
		return &langevin.FlowODE{Process: s.process(name), Steps: c.SolverSteps, Order: 2}
	}
	return &langevin.ULA{Score: score, Epsilon: epsilon, Sigma: c.SamplingSigma(), NoNoise: noiseless}
}

func (s *Setting) reversal(denoise bool) *langevin.ReverseSDE {
	return &langevin.ReverseSDE{Process: s.process("sde"), Steps: s.Config.SolverSteps, Denoise: denoise, Predictor: predictor(s.Config.Predictor)}
}

// inPieces is a score that is evaluated in pieces where that takes long: a network, or the
// estimate of a thousand kernels, at the points of a whole cloud.
func (s *Setting) inPieces(score sim.Scorer) sim.Scorer {
	if _, whole := score.(*asked); whole || s.Yield == nil || s.Driver == nil && s.Target.Data == nil {
		return score
	}
	p := pieces{score: score, evaluator: new(piece.Evaluator), atOnce: piece.Of(score), yield: s.Yield}
	if d, ok := score.(langevin.MinVariancer); ok {
		return narrowPieces{p, d}
	}
	return p
}

// densityInPieces is the density, evaluated so where its sampler asks for it many times a step.
func (s *Setting) densityInPieces(often bool) langevin.Target {
	if s.Yield == nil || s.Target.Data == nil && !often {
		return s.Target.Density
	}
	p := pieces{score: s.Target.Density, evaluator: new(piece.Evaluator), atOnce: piece.Of(s.Target.Density), yield: s.Yield}
	return densityPieces{p, s.Target.Density}
}

type pieces struct {
	score     sim.Scorer
	evaluator *piece.Evaluator
	atOnce    int
	yield     func()
}

func (p pieces) Score(dst, x sim.Batch, sigma float32) {
	p.evaluator.Score(dst, x, p.score, sigma, p.atOnce, p.yield)
}

// narrowPieces know how narrow the density is.
type narrowPieces struct {
	pieces
	langevin.MinVariancer
}

type densityPieces struct {
	pieces
	density sim.LogProber
}

func (p densityPieces) LogProb(dst []float32, x sim.Batch, sigma float32) {
	p.evaluator.LogProb(dst, x, p.density, sigma, p.atOnce, p.yield)
}
