package matching

import (
	"math"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Decay is how a learning rate falls.
type Decay uint8

const (
	Constant    Decay = iota // Base at every step
	Cosine                   // half a cosine from Base to Base·Factor at Steps
	Exponential              // geometrically from Base to Base·Factor at Steps
	Staircase                // Base·Factor^⌊step/Steps⌋
)

// Rate is a schedule of learning rates. The zero value is 1e-3 at every step.
type Rate struct {
	Base   float64 // 0 is 1e-3
	Decay  Decay   // 0 is Constant
	WarmUp int     // steps of linear rise from Base/WarmUp
	Steps  int     // length of Cosine and Exponential, a stair of Staircase; 0 is 10,000
	Factor float64 // the factor that Base falls to; 0 is 0 for Cosine, 0.01 for Exponential, ½ for Staircase
}

// At is the rate of step n, counted from 0.
func (r Rate) At(n int) float64 {
	rate := orElse(r.Base, 1e-3) * r.decay(n)
	if n < r.WarmUp {
		rate *= float64(n+1) / float64(r.WarmUp)
	}
	return rate
}

func (r Rate) decay(n int) float64 {
	steps := int(orElse(float64(r.Steps), 10000))
	t := min(float64(n)/float64(steps), 1)
	switch r.Decay {
	case Cosine:
		return r.Factor + float64((1-r.Factor)*(1+math.Cos(math.Pi*t)))/2
	case Exponential:
		return vec.Exp64(t * math.Log(orElse(r.Factor, 0.01)))
	case Staircase:
		f := 1.0
		for range n / steps {
			f *= orElse(r.Factor, 0.5)
		}
		return f
	}
	return 1
}
