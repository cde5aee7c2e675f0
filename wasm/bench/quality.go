package bench

import (
	"time"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

const (
	// Good is the ½E‖s_θ − s‖² at which the published toy counts as learnt.
	Good = 0.05
	// Between are the steps from one look at the error to the next. Looking
	// is not counted.
	Between = 25
	// Most is when learning is given up.
	Most = 20_000
)

// Quality is the yardstick of whoever learns the score of the toy p = 0.2
// N((−5,−5), I) + 0.8 N((5,5), I) with a network 2→128→128→2, softplus: the
// same points and the same sum for ours and for others' weights.
type Quality struct {
	net        *score.Net
	x, want, s sim.Batch
}

// NewQuality is the yardstick on 20,000 fresh points of p.
func NewQuality() *Quality {
	const n = 20_000
	q := &Quality{score.NewNet(score.Config{}, 1), sim.NewBatch(2, n), sim.NewBatch(2, n), sim.NewBatch(2, n)}
	d := named("toy")
	d.Rand(q.x, sim.NewKey(99), 0)
	d.Score(q.want, q.x, 0)
	return q
}

// Error is ½E‖s_θ − s‖² over p of the network with the given weights, shaped
// as score.Net's Params.
func (q *Quality) Error(weights []float32) float64 {
	copy(q.net.Params(), weights)
	q.net.Score(q.s, q.x, 0)
	sum := 0.0
	for i, v := range q.s.Data {
		e := float64(v) - float64(q.want.Data[i])
		sum += e * e
	}
	return sum / 2 / float64(q.x.N)
}

// Settings are ways to learn it, by name: the published one (arXiv 1907.05600,
// figure 2: sliced score matching with variance reduction, one projection,
// batches of 128, Adam at 1e-3), and the one that suits us best, of objectives,
// rates from 1e-3 to 5e-3 and batches from 32 to 512: small batches are cheap
// where a step has no fixed price.
var Settings = map[string]func(seed uint64) *matching.Trainer{
	"published": func(seed uint64) *matching.Trainer {
		return trainer(seed, matching.Trainer{Objective: &matching.Sliced{VarianceReduced: true}, Batch: 128})
	},
	"best": func(seed uint64) *matching.Trainer {
		return trainer(seed, matching.Trainer{Objective: &matching.Sliced{VarianceReduced: true}, Directions: matching.Rademacher, Batch: 32, Rate: matching.Rate{Base: 3e-3}})
	},
}

func trainer(seed uint64, tr matching.Trainer) *matching.Trainer {
	tr.Key = sim.NewKey(seed)
	tr.Model = score.NewNet(score.Config{}, tr.Key.Sub(1))
	tr.Data = named("toy").Rand
	return &tr
}

// Learn trains until the error is at most Good, and returns how long that took
// and in how many steps; more than Most mean that it did not get there.
func (q *Quality) Learn(setting string, seed uint64) (learning time.Duration, steps int) {
	tr := Settings[setting](seed)
	for steps <= Most {
		begin := time.Now()
		tr.Step(Between)
		learning += time.Since(begin)
		steps += Between
		if q.Error(tr.Model.Params()) <= Good {
			break
		}
	}
	return learning, steps
}

// Toy is n draws of p, number first, first+1, …: data for those who train
// elsewhere.
func Toy(n, first int) sim.Batch {
	b := sim.NewBatch(2, n)
	named("toy").Rand(b, sim.NewKey(7), first)
	return b
}
