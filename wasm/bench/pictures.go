package bench

import (
	"cmp"
	"math"
	"time"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	judging "github.com/scorefield/scorefield/sim/lab/evaluation"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

const (
	// Alike is the Fréchet distance at which digits count as learnt: 500 real ones have about 2,
	// noise several hundred.
	Alike = 6
	// BetweenPictures are the steps from one look at the distance to the next. Looking is not
	// counted.
	BetweenPictures = 250
	// MostPictures is when learning is given up: the rate is 0 then.
	MostPictures = 3000
	// Checked is the noise level at which scores are compared, see Scores, and CheckedPictures
	// of how many pictures.
	Checked, CheckedPictures = 0.5, 64
)

// Digits is the yardstick of whoever learns to make digits of 8×8 pixels out of noise, without
// labels, as the scene of that name learns: a network 73→256→256→256→64 with a residual block
// and SiLU, conditioned on σ (Karras et al., NeurIPS 2022, section 5), denoising with λ = σ² and
// log σ from N(−0.6, 1.2²), batches of 128, Adam at 4e-3 that rises over 100 steps and falls along
// half a cosine over 3,000, and weights averaged with 0.998. Everybody's weights make 500 samples
// here, by the same steps of the flow from the same noise, which one classifier judges.
type Digits struct {
	Samples int // that are judged; 0 is 500

	glyphs *density.Glyphs
	net    *score.Net
	judge  *judging.Evaluator
}

// digitsConfig is the shape of the network.
var digitsConfig = score.Config{Dim: 64, Hidden: []int{256, 256, 256}, Residual: true, Conditional: true, Scale: 0.8}

// NewDigits is the yardstick, once its classifier has learned to read.
func NewDigits() *Digits {
	g, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		panic(err)
	}
	q := &Digits{glyphs: g, net: score.NewNet(digitsConfig, 1), judge: judging.New(g.RandLabelled, g.RandLabelled, 2000, g.Dim(), len(g.Alphabet()))}
	for !q.judge.Step(judging.Steps(), nil) {
	}
	return q
}

// Weights is how many numbers the weights are.
func (q *Digits) Weights() int { return len(q.net.Params()) }

// Distance is the squared Fréchet distance of Samples by the network with the given weights,
// shaped as score.Net's Params, to real digits.
func (q *Digits) Distance(weights []float32) float64 {
	const least, most = 0.05, 6
	copy(q.net.Params(), weights)
	k := &langevin.Karras{Score: &langevin.Bounded{Of: q.net, Low: -2, High: 2}, Min: least, Max: most}
	s := &langevin.State{X: sim.NewBatch(q.net.Dim(), cmp.Or(q.Samples, 500)), Key: 5}
	langevin.Normal(s.X, nil, most, 6, 0)
	langevin.Run(k, s, k.Total())
	for _, v := range s.X.Data {
		if v != v { // weights that are no numbers
			return math.Inf(1)
		}
	}
	v := q.judge.Evaluate(s.X, nil)
	return v.Distance
}

// Scores are those of the first CheckedPictures of Draws at the level Checked, D×N, by the network
// with the given weights: who learns elsewhere finds out by them whether its network is this one.
func (q *Digits) Scores(weights []float32) sim.Batch {
	copy(q.net.Params(), weights)
	x := q.Draws(CheckedPictures, 0)
	s := sim.NewBatch(x.D, x.N)
	q.net.Score(s, x, Checked)
	return s
}

// Trainer is how it is learned.
func (q *Digits) Trainer(seed uint64) *matching.Trainer {
	key := sim.NewKey(seed)
	return &matching.Trainer{Model: score.NewNet(digitsConfig, key.Sub(1)), Objective: &matching.Denoising{Weight: matching.Variance}, Data: q.glyphs.Rand, Key: key,
		Levels: matching.Levels{LogMean: -0.6, LogDeviation: 1.2}, Average: 0.998,
		Rate: matching.Rate{Base: 4e-3, Decay: matching.Cosine, Steps: MostPictures, WarmUp: 100}}
}

// Learn trains until the distance is at most Alike, and returns how long that took, in how many
// steps, and the distance; one above Alike did not get there in MostPictures.
func (q *Digits) Learn(seed uint64) (learning time.Duration, steps int, distance float64) {
	tr := q.Trainer(seed)
	for steps < MostPictures {
		begin := time.Now()
		tr.Step(BetweenPictures)
		learning += time.Since(begin)
		steps += BetweenPictures
		if distance = q.Distance(tr.Model.Params()); distance <= Alike {
			break
		}
	}
	return learning, steps, distance
}

// Draws are n digits, number first, first+1, …, D×N: data for those who train elsewhere.
func (q *Digits) Draws(n, first int) sim.Batch {
	x := sim.NewBatch(q.glyphs.Dim(), n)
	q.glyphs.Rand(x, sim.NewKey(7), first)
	return x
}
