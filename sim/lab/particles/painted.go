package particles

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// completes reports whether particles complete what of a picture is painted.
func (s *Setting) completes() bool { return s.Target.Pictures != nil && s.Config.Painted != "" }

// known is what is painted, D×1 and D, in the words of param.Config.Painted.
func (s *Setting) known() (picture sim.Batch, mask []bool) {
	painted := s.Config.Painted
	picture, mask = sim.NewBatch(len(painted), 1), make([]bool, len(painted))
	for j, p := range painted {
		mask[j] = p != 'u'
		picture.Set(j, 0, -1)
		if p == 'x' {
			picture.Set(j, 0, 1)
		}
	}
	return picture, mask
}

// completion has k complete what is painted, each particle in its own way.
func (s *Setting) completion(k langevin.Annealed) *langevin.Inpaint {
	known, mask := s.known()
	return &langevin.Inpaint{Annealed: k, Known: known, Mask: mask}
}

// given is score, given what is painted, for the reversal of a process.
func (s *Setting) given(score sim.Scorer) *langevin.Given {
	known, mask := s.known()
	return &langevin.Given{Of: score, Known: known, Mask: mask}
}
