package particles

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// completion has k complete what of a picture is painted, in the words of
// param.Config.Painted: each particle in its own way.
func completion(k langevin.Annealed, painted string) *langevin.Inpaint {
	c := &langevin.Inpaint{Annealed: k, Known: sim.NewBatch(len(painted), 1), Mask: make([]bool, len(painted))}
	for j, p := range painted {
		c.Mask[j] = p != 'u'
		c.Known.Set(j, 0, -1)
		if p == 'x' {
			c.Known.Set(j, 0, 1)
		}
	}
	return c
}
