package score

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// conditioning scales what enters and leaves a network at σ (Karras et al.,
// "Elucidating the design space of diffusion-based generative models", NeurIPS
// 2022, section 5, written for the score): with σ_d the scale of the data,
// r² = σ² + σ_d² and F the network,
//
//	s(x, σ) = −x/r² + σ_d/(σr) F(x/r, log σ),
//
// so that F has inputs and outputs of order one at every σ: at large σ the
// first term is the score of data of that size, at small σ it vanishes.
// Without conditioning, in = out = 1 and skip = 0.
type conditioning struct{ in, out, skip float32 }

// at returns the conditioning of c at σ and stores the network's noise
// features: ¼ log σ, as in that paper, and the cosines and sines of 2ᵏ·½ log σ.
func (c *Config) at(features []float32, sigma float32) conditioning {
	if !c.Conditional {
		return conditioning{1, 1, 0}
	}
	s := float64(sigma)
	if !(s >= c.SigmaMin) {
		s = c.SigmaMin
	}
	s = min(s, c.SigmaMax)
	rr := float64(s*s) + float64(c.Scale*c.Scale)
	r := math.Sqrt(rr)
	log := math.Log(s)
	features[0] = float32(log / 4)
	for k := range max(c.Features, 0) {
		angle := log / 2 * float64(int64(1)<<k)
		features[1+2*k], features[2+2*k] = float32(math.Cos(angle)), float32(math.Sin(angle))
	}
	return conditioning{float32(1 / r), float32(c.Scale / float64(s*r)), float32(-1 / rr)}
}

// points say how the points of a batch enter and leave a network.
type points struct {
	n         int
	in        []float32 // panels×16, and so are the next two
	out, skip []float32
	features  []float32 // panels×F×16: what stands beside the coordinates
	rows      int       // F
	one       []float32 // F: of one point
}

// panels is the number of panels that n points fill.
func panels(n int) int { return (n + vec.Panel - 1) / vec.Panel }

// load prepares the points from lo to hi of a batch whose noise levels are
// sigma, one for each point of the batch, or one for all, and whose classes are
// labels, one for each point, or nil for none.
func (q *points) load(c *Config, sigma []float32, labels []uint8, lo, hi int) {
	all := panels(hi-lo) * vec.Panel
	q.n, q.rows = hi-lo, c.inputs()-c.Dim
	q.in, q.out, q.skip = grow(q.in, all), grow(q.out, all), grow(q.skip, all)
	q.features, q.one = grow(q.features, all*q.rows), grow(q.one, q.rows)
	var k conditioning
	last := float32(math.Inf(-1))
	for i := range all {
		switch {
		case i >= q.n:
			k = conditioning{}
			clear(q.one)
		case !c.Conditional:
			k = conditioning{1, 1, 0}
		default:
			if s := sigma[min(lo+i, len(sigma)-1)]; i == 0 || s != last {
				k, last = c.at(q.one, s), s
			}
		}
		q.in[i], q.out[i], q.skip[i] = k.in, k.out, k.skip
		at := i/vec.Panel*q.rows*vec.Panel + i%vec.Panel
		for f, v := range q.one {
			q.features[at+f*vec.Panel] = v
		}
		if labels != nil && i < q.n && labels[lo+i] != NoClass {
			q.features[at+(c.noiseFeatures()+int(labels[lo+i]))*vec.Panel] = 1
		}
	}
}

// checkSigma panics unless sigma fits n points: one for each or one for all,
// or anything for a network without conditioning.
func checkSigma(c *Config, sigma []float32, n int) {
	if c.Conditional && len(sigma) != n && len(sigma) != 1 {
		panic(noSigma)
	}
}

// loadValues stores in dst, a panel of the network's inputs, the points of panel p
// of b[lo:] scaled by in, with their noise features.
func (q *points) loadValues(dst []float32, b sim.Batch, lo, p int) {
	q.loadScaled(dst, b, lo, p, q.in)
	copy(dst[b.D*vec.Panel:], q.features[p*q.rows*vec.Panel:][:q.rows*vec.Panel])
}

// loadTangents is loadValues for a direction: by is its scale, and noise does not move.
func (q *points) loadTangents(dst []float32, b sim.Batch, lo, p int, by []float32) {
	q.loadScaled(dst, b, lo, p, by)
	clear(dst[b.D*vec.Panel:])
}

// loadScaled scales the coordinates of panel p by those of by; lanes beyond the
// last point become 0.
func (q *points) loadScaled(dst []float32, b sim.Batch, lo, p int, by []float32) {
	at := p * vec.Panel
	n := min(vec.Panel, q.n-at)
	by = by[at : at+n]
	for j := range b.D {
		row := dst[j*vec.Panel : (j+1)*vec.Panel]
		vec.Mul(row[:n], b.Row(j)[lo+at:lo+at+n], by)
		clear(row[n:])
	}
}

// storeOutputs stores in panel p of dst[lo:] what leaves the network: a·out + skip·b,
// with a the negative of the panel raw if minus is set.
func (q *points) storeOutputs(dst sim.Batch, raw []float32, b sim.Batch, lo, p int, minus bool) {
	at := p * vec.Panel
	n := min(vec.Panel, q.n-at)
	out, skip := q.out[at:at+n], q.skip[at:at+n]
	for j := range dst.D {
		d, x := dst.Row(j)[lo+at:][:n], b.Row(j)[lo+at:][:n]
		for i, f := range raw[j*vec.Panel:][:n] {
			if minus {
				f = -f
			}
			d[i] = float32(out[i]*f) + float32(skip[i]*x[i])
		}
	}
}

// grow grows s to length n, keeping its memory.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
