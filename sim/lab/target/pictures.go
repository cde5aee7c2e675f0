package target

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Pictures are what an experiment about pictures looks at: H × W pixels each, one
// coordinate a pixel, row by row from the top left.
type Pictures struct {
	H int // rows
	W int // columns
	// Draw fills dst, H·W×N, with the pictures number first and on of the stream key, and
	// labels (N) with their classes, indices in param.Config.Classes; 0 without labels.
	Draw func(dst sim.Batch, labels []uint8, key sim.Key, first int)
	// Own are the reader's pictures at this size where it is they that are drawn; else nil.
	Own *density.Album
	// Low and High are bounds of E[x₀|x] in every coordinate: those of a pixel, which is from
	// −1 to 1, and half of that range more to either side. See langevin.Bounded.
	Low, High float64
	// Deviation is about the standard deviation of a pixel, over all places.
	Deviation float64

	toRead  ToRead           // once it is asked for
	moments langevin.Process // Mean and Cov, likewise
	classes struct {         // likewise
		means  sim.Batch
		within langevin.Process
	}
}

// momentDraws is how many pictures the moments are of: their error is then a tenth of what
// the noise at which samplers start would hide.
const momentDraws, momentKey = 500, sim.Key(0x6d6f6d)

// Moments are about the mean, D, and the covariance, D×D, of the pictures: those of 500
// draws, the same whatever the seed. The first call yields on the way, unless yield is nil.
func (p *Pictures) Moments(yield func()) (mean, cov []float64) {
	if p.moments.Mean == nil {
		x, _ := p.drawn(momentDraws, yield)
		var moments langevin.Process
		moments.Match(x, yield)
		p.moments = moments
	}
	return p.moments.Mean, p.moments.Cov
}

// drawn are the first so many pictures of the moments' stream with their labels.
func (p *Pictures) drawn(n int, yield func()) (x sim.Batch, labels []uint8) {
	x, labels = sim.NewBatch(p.H*p.W, n), make([]uint8, n)
	var part sim.Batch
	piece.Each(n, piece.Pictures, yield, func(first, n int) {
		piece.Fit(&part, x.D, n)
		p.Draw(part, labels[first:first+n], momentKey, first)
		sim.CopyPoints(x, first, part, 0, n)
	})
	return x, labels
}

// classDraws is how many pictures of each class its moments are of, about.
const classDraws = 100

// ClassMoments are about the mean of each of k classes, D×K, and the covariance of pictures about
// the mean of their class, D×D: those of 100 k draws, the same whatever the seed. The first call
// yields on the way, unless yield is nil.
func (p *Pictures) ClassMoments(k int, yield func()) (means sim.Batch, within []float64) {
	m := &p.classes
	if m.means.N == k {
		return m.means, m.within.Cov
	}
	x, labels := p.drawn(k*classDraws, yield)
	count := make([]float64, k)
	for _, l := range labels {
		count[l]++
	}
	means = sim.NewBatch(x.D, k)
	for j := range x.D {
		sum := make([]float64, k)
		for i, v := range x.Row(j) {
			sum[labels[i]] += float64(v)
		}
		for class, n := range count {
			means.Set(j, class, float32(sum[class]/max(n, 1)))
		}
		for i := range x.Row(j) {
			x.Row(j)[i] -= means.At(j, int(labels[i]))
		}
	}
	var moments langevin.Process
	moments.Match(x, yield)
	m.means, m.within = means, moments
	return means, moments.Cov
}

// pixelDeviation is that of a pixel of 8×8 digits to two digits; of other sides and
// letters it is between 0.7 and 0.8 too.
const pixelDeviation = 0.8

// newPictures are the pictures that the filled settings c name; own are the reader's, nil
// where there are none. Until there are, digits stand for them.
func newPictures(c param.Config, own *Points, yield func()) *Pictures {
	side, err := strconv.Atoi(c.Side)
	checked(err)
	p := &Pictures{H: side, W: side, Low: -2, High: 2, Deviation: pixelDeviation}
	if c.Pictures == "own" && own != nil && own.Album != nil {
		p.Own = own.of(&c, side, yield)
		p.Draw, p.Deviation = p.Own.RandLabelled, max(p.Own.Deviation(), leastDeviation)
		return p
	}
	g, err := density.NewGlyphs(side, c.Classes())
	checked(err)
	p.Draw = g.RandLabelled
	return p
}

// ToRead are pictures for a classifier. Without labels there are none.
type ToRead struct {
	// Shown draws pictures that the classifier learns from, with their labels.
	Shown func(dst sim.Batch, labels []uint8, key sim.Key, first int)
	// Tested gives those that it does not learn from, in their turn.
	Tested func(dst sim.Batch, labels []uint8, key sim.Key, first int)
	// Tests is how many Tested has.
	Tests int
}

// ToRead are those of these pictures. Workers never ask.
func (p *Pictures) ToRead() ToRead {
	r := &p.toRead
	switch {
	case r.Shown != nil || p.Own != nil && p.Own.Labels == nil:
	case p.Own != nil:
		kept, out := p.Own.Split(5)
		*r = ToRead{kept.RandLabelled, out.InTurn, out.N()}
	default:
		*r = ToRead{p.Draw, p.Draw, endlessTests}
	}
	return *r
}

// endlessTests is how many drawn pictures test a classifier.
const endlessTests = 2000

// leastDeviation is what a network is scaled by at least, whatever the pictures: one picture
// alone does not vary.
const leastDeviation = 0.05

// drawn is a density that is known by its draws alone: its score and log p are not a
// number.
type drawn struct {
	*Pictures
	labels []uint8 // scratch
}

// Dim is H·W.
func (d *drawn) Dim() int { return d.H * d.W }

// Rand is Draw with memory of its own for labels.
func (d *drawn) Rand(dst sim.Batch, key sim.Key, first int) {
	if len(d.labels) != dst.N {
		d.labels = make([]uint8, dst.N)
	}
	d.Draw(dst, d.labels, key, first)
}

// LogProb stores NaN.
func (*drawn) LogProb(dst []float32, _ sim.Batch, _ float32) { unknown(dst) }

// Score stores NaN.
func (*drawn) Score(dst, _ sim.Batch, _ float32) { unknown(dst.Data) }

func unknown(dst []float32) {
	for i := range dst {
		dst[i] = float32(math.NaN())
	}
}
