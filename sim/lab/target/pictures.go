package target

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/langevin"
)

// Pictures are what an experiment about pictures looks at: H × W pixels each, one
// coordinate a pixel, row by row from the top left.
type Pictures struct {
	H int // rows
	W int // columns
	// Glyphs draws them, with their labels.
	Glyphs *density.Glyphs
	// Low and High are bounds of E[x₀|x] in every coordinate: those of a pixel, which is from
	// −1 to 1, and half of that range more to either side. See langevin.Bounded.
	Low, High float64
	// Deviation is about the standard deviation of a pixel, over all places.
	Deviation float64

	moments langevin.Process // Mean and Cov, once they are asked for
}

// momentDraws is how many pictures the moments are of: their error is then a tenth of what
// the noise at which samplers start would hide.
const momentDraws, momentKey = 500, sim.Key(0x6d6f6d)

// Moments are about the mean, D, and the covariance, D×D, of the pictures: those of 500
// draws, the same whatever the seed.
func (p *Pictures) Moments() (mean, cov []float64) {
	if p.moments.Mean == nil {
		x := sim.NewBatch(p.H*p.W, momentDraws)
		p.Glyphs.Rand(x, momentKey, 0)
		p.moments.Match(x)
	}
	return p.moments.Mean, p.moments.Cov
}

// pixelDeviation is that of a pixel of 8×8 digits to two digits; of other sides and
// letters it is between 0.7 and 0.8 too.
const pixelDeviation = 0.8

// newPictures are the pictures that the filled settings c name.
func newPictures(c param.Config) *Pictures {
	side, err := strconv.Atoi(c.Side)
	checked(err)
	alphabet := density.Digits
	if c.Pictures == "letters" {
		alphabet = density.Letters
	}
	g, err := density.NewGlyphs(side, alphabet)
	checked(err)
	return &Pictures{H: side, W: side, Glyphs: g, Low: -2, High: 2, Deviation: pixelDeviation}
}

// drawn is a density that is known by its draws alone: its score and log p are not a
// number.
type drawn struct {
	*density.Glyphs
	labels []uint8 // scratch
}

// Rand is that of the glyphs, with memory of its own.
func (d *drawn) Rand(dst sim.Batch, key sim.Key, first int) {
	if len(d.labels) != dst.N {
		d.labels = make([]uint8, dst.N)
	}
	d.Labels(d.labels, key, first)
	d.RandOf(dst, d.labels, key, first)
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
