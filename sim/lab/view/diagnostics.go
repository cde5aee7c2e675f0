package view

import (
	"math"

	"github.com/scorefield/scorefield/sim/langevin"
)

// Diagnostics are numbers of the chains that the first run's particles are.
type Diagnostics struct {
	Step           int     // that they are of
	Accepted, Best float64 // share of accepted moves in the last step, and BestAcceptance; both NaN where every move is
	Exchanged      float64 // share of exchanges between replicas that took place in it; NaN without replicas
	ESS, RHat      float64 // see Stats; NaN of View.Diagnostics, which cannot go on
	KSD, KSDFloor  float64 // see Quality; NaN while workers have the particles
}

// Diagnostics are those of the first run, but for ESS and R̂; see Experiment.Diagnostics.
func (v *View) Diagnostics() Diagnostics {
	none, r := math.NaN(), &v.Runs[0]
	d := Diagnostics{Step: int(r.State.N), Accepted: none, Best: v.BestAcceptance(0), Exchanged: none, ESS: none, RHat: none, KSD: none, KSDFloor: none}
	_, replicas := r.Kernel.(*langevin.Tempering)
	if r.State.N > 0 && replicas {
		d.Exchanged = r.Info.Exchanged
	}
	if r.State.N > 0 && (replicas || !math.IsNaN(d.Best)) {
		d.Accepted = r.Info.Accepted
	}
	if r.Counted == nil {
		d.KSD, d.KSDFloor = v.Stein()
	}
	return d
}
