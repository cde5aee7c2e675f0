package langevin_test

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestHutchinsonIsUnbiased: of the matrix below vᵀ J v is 1.5 + 12 v₁v₂, which is −10.5 or 13.5
// for signs, so that a mean of 4,000 is within 4·12/√4000 = 0.76 of the trace; of a diagonal one
// each is the trace. All points have the same signs, other σ and keys others, and the same
// again the same.
func TestHutchinsonIsUnbiased(t *testing.T) {
	model := linear{[4]float32{2, 7, 5, -0.5}}
	at := func(m linear, probes int, key sim.Key, sigma float32) []float32 {
		got := make([]float32, 3)
		(&langevin.Hutchinson{Model: m, Probes: probes, Key: key}).Divergence(got, sim.NewBatch(2, 3), sigma)
		if got[0] != got[1] || got[0] != got[2] {
			t.Errorf("of the same matrix %v", got)
		}
		return got
	}
	if got := at(model, 4000, 1, 1)[0]; math.Abs(float64(got)-1.5) > 0.76 {
		t.Errorf("the mean is %g, the trace 1.5", got)
	}
	seen := map[float32]bool{}
	for key := range 20 {
		seen[at(model, 1, sim.Key(key), 1)[0]] = true
	}
	for k := range 20 {
		seen[at(model, 1, 1, float32(k))[0]] = true
	}
	if len(seen) != 2 || !seen[-10.5] || !seen[13.5] {
		t.Errorf("one probe gives %v", seen)
	}
	if got := at(linear{[4]float32{2, 0, 0, -0.5}}, 3, 1, 1)[0]; math.Abs(float64(got)-1.5) > 1e-6 {
		t.Errorf("of a diagonal matrix %g", got)
	}
	if !slices.Equal(at(model, 5, 1, 2), at(model, 5, 1, 2)) {
		t.Error("the same again differs")
	}
}

// tilted is a Gaussian at the mean of each point with the covariance (p q; q p).
type tilted struct {
	means sim.Batch // 2×K: of point i it is that of number i mod K
	p, q  float64
}

// precision is the inverse of the covariance at σ, (a b; b a).
func (g tilted) precision(sigma float64) (a, b float64) {
	p := g.p + sigma*sigma
	det := p*p - g.q*g.q
	return p / det, -g.q / det
}

func (g tilted) Score(dst, x sim.Batch, sigma float32) {
	a, b := g.precision(float64(sigma))
	for i := range x.N {
		dx, dy := g.from(x, i)
		dst.Set(0, i, float32(-a*dx-b*dy))
		dst.Set(1, i, float32(-b*dx-a*dy))
	}
}

func (g tilted) from(x sim.Batch, i int) (dx, dy float64) {
	k := i % g.means.N
	return float64(x.At(0, i)) - float64(g.means.At(0, k)), float64(x.At(1, i)) - float64(g.means.At(1, k))
}

func (g tilted) Eval(s, jv, x, v sim.Batch, sigma []float32) {
	g.Score(s, x, sigma[0])
	a, b := g.precision(float64(sigma[0]))
	for i := range x.N {
		jv.Set(0, i, float32(-a*float64(v.At(0, i))-b*float64(v.At(1, i))))
		jv.Set(1, i, float32(-b*float64(v.At(0, i))-a*float64(v.At(1, i))))
	}
}

// logProb is log N(x; mean, (p q; q p) + σ² I).
func (g tilted) logProb(x sim.Batch, i int, sigma float64) float64 {
	a, b := g.precision(sigma)
	dx, dy := g.from(x, i)
	return -math.Log(2*math.Pi) + math.Log(a*a-b*b)/2 - (a*dx*dx+2*b*dx*dy+a*dy*dy)/2
}

// TestWalkOfGaussians: the likelihood of a linear score in equal steps is the closed form up to
// Heun's error, which is a quarter with twice the steps. Points have laws of their own, whose
// priors are exact. Signs give it on average: of 100 keys the mean is within four standard
// errors of the walk with the exact trace.
func TestWalkOfGaussians(t *testing.T) {
	const n, least, most = 6, 0.3, 6.
	g := tilted{means: sim.NewBatch(2, n), p: 2, q: 1.5}
	x := sim.NewBatch(2, n)
	langevin.Normal(g.means, nil, 2, 1, 0)
	langevin.Normal(x, nil, 2, 2, 0)
	at := func(steps int, d langevin.Divergencer) []float64 {
		l := langevin.Likelihood{Process: langevin.Process{Score: g, Schedule: sim.VE{Min: least, Max: most}, Cov: []float64{g.p, g.q, g.q, g.p}}, Means: g.means, Steps: steps, Divergence: d}
		got := make([]float64, n)
		if took := l.LogProb(got, x); took != steps {
			t.Errorf("%d steps, want %d", took, steps)
		}
		return got
	}
	exact := &langevin.JacobianTrace{Model: g}
	off := func(steps int) (worst float64) {
		for i, v := range at(steps, exact) {
			worst = max(worst, math.Abs(v-g.logProb(x, i, least)))
		}
		return worst
	}
	coarse, fine := off(40), off(80)
	t.Logf("40 steps: off by %.1e, 80 steps: %.1e", coarse, fine)
	if !(fine < 0.02) || !(coarse > 3*fine) || !(coarse < 5*fine) {
		t.Errorf("40 steps are off by %g, 80 by %g", coarse, fine)
	}
	const keys = 100
	want, values := at(40, exact), make([][]float64, n)
	for key := range keys {
		for i, v := range at(40, &langevin.Hutchinson{Model: g, Key: sim.Key(key)}) {
			values[i] = append(values[i], v)
		}
	}
	for i, v := range values {
		mean, variance := 0., 0.
		for _, w := range v {
			mean += w / keys
		}
		for _, w := range v {
			variance += (w - mean) * (w - mean) / (keys - 1)
		}
		if error := math.Sqrt(variance / keys); error == 0 || math.Abs(mean-want[i]) > 4*error {
			t.Errorf("point %d: by signs %.3f ± %.3f, exactly %.3f", i, mean, error, want[i])
		}
	}
}

// TestAWalkInParts gives what it gives at once, and says nothing before its end.
func TestAWalkInParts(t *testing.T) {
	l := langevin.Likelihood{Process: langevin.Process{Score: normal{1}, Schedule: sim.VE{Min: 0.3, Max: 6}}, Steps: 7}
	x := sim.NewBatch(2, 3)
	langevin.Normal(x, nil, 1, 3, 0)
	want, got := make([]float64, 3), make([]float64, 3)
	l.LogProb(want, x)
	w := l.Walk(x)
	for w.Step() {
		func() {
			defer func() {
				if recover() == nil {
					t.Fatalf("a log-density after %d of 7 steps", w.Done())
				}
			}()
			w.LogProb(got)
		}()
	}
	if w.LogProb(got); w.Done() != 7 || w.Step() || w.Done() != 7 || !slices.Equal(got, want) {
		t.Errorf("after %d steps %v, at once %v", w.Done(), got, want)
	}
}
