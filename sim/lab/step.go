package lab

import (
	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/particles"
	"github.com/scorefield/scorefield/sim/lab/target"
)

// chooseStep gives next the step sizes that its samplers choose, where that is their
// choice and a change from the present settings concerns them: numbers that came with
// a state stay until then.
func (e *Experiment) chooseStep(next *history.Settings) {
	if next.AutoEpsilon != "on" {
		return
	}
	now := e.parts.history.Now()
	was := now
	e.autoStep(&was)
	chosen := *next
	e.autoStep(&chosen)
	if now.AutoEpsilon != "on" || now.Scene != next.Scene || was.Epsilon != chosen.Epsilon || was.VersusEpsilon != chosen.VersusEpsilon {
		*next = chosen
	}
}

// autoStep gives s the step sizes that its samplers choose. Where a sampler has none
// of its own, the first ε is the scene's and the second one that.
func (e *Experiment) autoStep(s *history.Settings) {
	setting := particles.Setting{Config: s.Config, Target: e.targetOf(s)}
	setting.Config.VersusEpsilon = 0
	first, ok := setting.AutoEpsilon(0)
	if !ok {
		p, _ := param.Find("epsilon")
		c := s.Config
		p.Assign(&c, p.DefaultOf(&c))
		first = c.Epsilon
	}
	second, ok := setting.AutoEpsilon(1)
	if !ok || second == first {
		second = 0
	}
	s.Epsilon, s.VersusEpsilon = first, second
}

// targetOf is the target of some settings: the present one, where they name that.
func (e *Experiment) targetOf(s *history.Settings) target.Target {
	if now := e.parts.history.Now(); e.parts.target.Density != nil && now.Data == s.Data &&
		target.Same(s.Config, e.parts.cloud.Setting().Config) {
		return e.parts.target
	}
	points, _ := s.Data.(*target.Points)
	return target.New(s.Config, points, e.parts.yield)
}
