package score_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/matching"
	"github.com/scorefield/scorefield/sim/score"
)

// network is what all models have.
type network interface {
	matching.Model
	sim.Scorer
}

// models are all kinds of models in R^d, by name.
func models(d int) map[string]network {
	all := map[string]network{}
	for name, act := range map[string]score.Activation{"softplus": score.Softplus, "silu": score.SiLU, "tanh": score.Tanh} {
		for suffix, conditional := range map[string]bool{"": false, "-conditional": true} {
			c := score.Config{Dim: d, Hidden: []int{9, 17, 8}, Activation: act, Conditional: conditional, Scale: 2}
			all["net-"+name+suffix] = score.NewNet(c, sim.NewKey(3))
			all["energy-"+name+suffix] = score.NewEnergy(c, sim.NewKey(3))
			c.Residual, c.Hidden = true, []int{9, 9, 9, 9, 9}
			all["residual-"+name+suffix] = score.NewNet(c, sim.NewKey(3))
			all["residual-energy-"+name+suffix] = score.NewEnergy(c, sim.NewKey(3))
		}
	}
	k := score.NewKernel(points(d, 6, 5, 2), 1.5, 3)
	matching.Gaussian.Rand(sim.Batch{D: 1, N: 6, Data: k.Params()}, sim.NewKey(4), 0)
	all["kernel"] = k
	return all
}

// points are n draws of N(0, size²I).
func points(d, n int, seed uint64, size float32) sim.Batch {
	x := sim.NewBatch(d, n)
	matching.Gaussian.Rand(x, sim.NewKey(seed), 0)
	for i := range x.Data {
		x.Data[i] *= size
	}
	return x
}

// levels are n noise levels from 0.05 to 20.
func levels(n int) []float32 {
	s := make([]float32, n)
	matching.Levels{Min: 0.05, Max: 20}.Rand(s, sim.NewKey(6), 0)
	return s
}

// TestTangentIsTheDerivative: central differences of s along v. Float32
// rounding of s, 2e-7 of its size over a step of 2δ = 0.02, leaves 1e-5 of it,
// and the third derivative δ²/6 of itself; 3e-3 of the largest is enough for both
// with the conditional networks' curvature at small σ, whose inputs are scaled by
// up to ½.
func TestTangentIsTheDerivative(t *testing.T) {
	const n, delta = 37, 0.01
	for _, d := range []int{1, 2, 5} {
		for name, m := range models(d) {
			x, v, sigma := points(d, n, 1, 2), points(d, n, 2, 1), levels(n)
			s, jv, fore, back := sim.NewBatch(d, n), sim.NewBatch(d, n), sim.NewBatch(d, n), sim.NewBatch(d, n)
			ahead, behind := x.Clone(), x.Clone()
			for i, w := range v.Data {
				ahead.Data[i] += delta * w
				behind.Data[i] -= delta * w
			}
			m.Eval(fore, sim.Batch{}, ahead, sim.Batch{}, sigma)
			m.Eval(back, sim.Batch{}, behind, sim.Batch{}, sigma)
			m.Eval(s, jv, x, v, sigma)
			for i := range n { // σ sets the size of a point's score
				worst, size := 0.0, 0.0
				for j := range d {
					want := float64(fore.At(j, i)-back.At(j, i)) / (2 * delta)
					worst = max(worst, math.Abs(want-float64(jv.At(j, i))))
					size = max(size, math.Abs(want), math.Abs(float64(s.At(j, i))))
				}
				if worst > 3e-3*size+1e-4 {
					t.Errorf("%s, d = %d, point %d, σ = %g: tangent off by %g of %g", name, d, i, sigma[i], worst, size)
				}
			}
		}
	}
}

// TestGradIsTheDerivative: with L = Σ a·s + b·Jv, the derivative along a
// direction of parameter space against gonum's central differences.
func TestGradIsTheDerivative(t *testing.T) {
	const n, d = 37, 2
	for name, m := range models(d) {
		for _, tangent := range []bool{false, true} {
			x, v, sigma := points(d, n, 1, 2), points(d, n, 2, 1), levels(n)
			a, b := points(d, n, 7, 1), points(d, n, 8, 1)
			for i := range a.Data {
				a.Data[i] *= sigma[i%n] // the scale of a conditional score is 1/σ
				b.Data[i] *= sigma[i%n]
			}
			if !tangent {
				v, b = sim.Batch{}, sim.Batch{}
			}
			s, jv := sim.NewBatch(d, n), sim.NewBatch(d, n)
			start := append([]float32{}, m.Params()...)
			along := points(1, len(start), 9, 1).Data
			loss := func(h float64) float64 {
				for i := range start {
					m.Params()[i] = start[i] + float32(h)*along[i]
				}
				m.Eval(s, jv, x, v, sigma)
				return dot(a, s) + dot(b, jv)
			}
			want := fd.Derivative(loss, 0, &fd.Settings{Formula: fd.Central, Step: 2e-3})
			loss(0)
			grad := make([]float32, len(start))
			m.Grad(grad, a, b)
			got, size := 0.0, 0.0
			for i, g := range grad {
				got += float64(g) * float64(along[i])
				size += float64(g) * float64(g)
			}
			// Rounding: 37 terms of size up to 10, 1e-7 each, over 4e-3.
			if math.Abs(got-want) > 2e-3*math.Sqrt(size)+2e-3 {
				t.Errorf("%s, tangent %v: %g, want %g", name, tangent, got, want)
			}
		}
	}
}

func dot(a, b sim.Batch) float64 {
	sum := 0.0
	for i, v := range a.Data {
		sum += float64(v) * float64(b.Data[i])
	}
	return sum
}

// TestScoreIsEval: Score, in blocks and from one σ, has Eval's bits.
func TestScoreIsEval(t *testing.T) {
	const n, d = 300, 2
	for name, m := range models(d) {
		x, s, want, sigma := points(d, n, 1, 3), sim.NewBatch(d, n), sim.NewBatch(d, n), make([]float32, n)
		for i := range sigma {
			sigma[i] = 0.7
		}
		m.Eval(want, sim.Batch{}, x, sim.Batch{}, sigma)
		m.Score(s, x, 0.7)
		for i := range want.Data {
			if s.Data[i] != want.Data[i] {
				t.Fatalf("%s: %g from Score, %g from Eval", name, s.Data[i], want.Data[i])
			}
		}
		if a := testing.AllocsPerRun(3, func() { m.Score(s, x, 0.7) }); a != 0 {
			t.Errorf("%s: Score allocates %g times", name, a)
		}
	}
}

// TestSplitAtPanels: a batch in two parts of whole panels gives the same
// score, tangent and gradient, bit for bit.
func TestSplitAtPanels(t *testing.T) {
	const n, cut, d = 300, 112, 3
	part := func(b sim.Batch, lo, hi int) sim.Batch {
		p := sim.NewBatch(d, hi-lo)
		sim.CopyPoints(p, 0, b, lo, hi-lo)
		return p
	}
	for name, m := range models(d) {
		x, v, a, b, sigma := points(d, n, 1, 3), points(d, n, 2, 1), points(d, n, 3, 1), points(d, n, 4, 1), levels(n)
		run := func(grad []float32, lo, hi int) (s, jv sim.Batch) {
			s, jv = sim.NewBatch(d, hi-lo), sim.NewBatch(d, hi-lo)
			m.Eval(s, jv, part(x, lo, hi), part(v, lo, hi), sigma[lo:hi])
			m.Grad(grad, part(a, lo, hi), part(b, lo, hi))
			return s, jv
		}
		whole, split := make([]float32, len(m.Params())), make([]float32, len(m.Params()))
		s, jv := run(whole, 0, n)
		run(split, 0, cut)
		s2, jv2 := run(split, cut, n)
		for i, g := range whole {
			if g != split[i] {
				t.Fatalf("%s: gradient %d is %g whole, %g split", name, i, g, split[i])
			}
		}
		for j := range d {
			for i := range n - cut {
				if s.At(j, cut+i) != s2.At(j, i) || jv.At(j, cut+i) != jv2.At(j, i) {
					t.Fatalf("%s: point %d differs", name, cut+i)
				}
			}
		}
	}
}

// TestEnergyIsConservative: the score is the slope of log p and its Jacobian
// is symmetric. Differences of a float32 log p of size 30 over 0.02 leave
// 30·1.2e-7/0.02 = 2e-4.
func TestEnergyIsConservative(t *testing.T) {
	const d, n, delta = 3, 20, 0.01
	type unnormalised interface {
		UnnormalisedLogProb(dst []float32, x sim.Batch, sigma float32)
	}
	seen := 0
	for name, m := range models(d) {
		u, ok := m.(unnormalised)
		if !ok {
			continue
		}
		seen++
		const sigma = 1.5
		x, s := points(d, n, 1, 1), sim.NewBatch(d, n)
		m.Score(s, x, sigma)
		var jacobian [d]sim.Batch
		for j := range d {
			fore, back, up, down := x.Clone(), x.Clone(), make([]float32, n), make([]float32, n)
			v := sim.NewBatch(d, n)
			for i := range n {
				fore.Set(j, i, x.At(j, i)+delta)
				back.Set(j, i, x.At(j, i)-delta)
				v.Set(j, i, 1)
			}
			u.UnnormalisedLogProb(up, fore, sigma)
			u.UnnormalisedLogProb(down, back, sigma)
			for i := range n {
				want := float64(up[i]-down[i]) / float64(fore.At(j, i)-back.At(j, i))
				if math.Abs(want-float64(s.At(j, i))) > 2e-3 {
					t.Errorf("%s: score %g, slope of log p %g", name, s.At(j, i), want)
				}
			}
			jacobian[j] = sim.NewBatch(d, n)
			m.Eval(s, jacobian[j], x, v, []float32{sigma})
		}
		for i := range n {
			for j := range d {
				for k := range j {
					if e := math.Abs(float64(jacobian[j].At(k, i) - jacobian[k].At(j, i))); e > 1e-5 {
						t.Errorf("%s: curl %g", name, e)
					}
				}
			}
		}
	}
	if seen != 13 {
		t.Errorf("%d energies", seen)
	}
}

// TestConditioningCoversTheRange: from σ = 0.01 to 50 an untrained network
// gives a score of order 1/σ or of order |x|/r², and clamps beyond.
func TestConditioningCoversTheRange(t *testing.T) {
	m := score.NewNet(score.Config{Conditional: true}, sim.NewKey(1))
	x, s := points(2, 100, 1, 1), sim.NewBatch(2, 100)
	for _, sigma := range []float32{0.01, 0.1, 1, 10, 50} {
		m.Score(s, x, sigma)
		for i, v := range s.Data {
			r2 := 1 + sigma*sigma
			if limit := 3/sigma + (1+float32(math.Abs(float64(x.Data[i]))))/r2; !(v > -limit && v < limit) {
				t.Fatalf("score %g at σ = %g, limit %g", v, sigma, limit)
			}
		}
	}
	low, clamped := sim.NewBatch(2, 100), sim.NewBatch(2, 100)
	m.Score(low, x, 0.01)
	for _, sigma := range []float32{0, -1, float32(math.NaN())} {
		m.Score(clamped, x, sigma)
		if clamped.Data[0] != low.Data[0] {
			t.Errorf("σ = %g is not clamped", sigma)
		}
	}
}

// TestKernelIsLinear: twice the parameters, twice the score.
func TestKernelIsLinear(t *testing.T) {
	k := score.NewKernel(points(2, 8, 1, 1), 1, 0)
	copy(k.Params(), points(1, 8, 2, 1).Data)
	x, s, twice := points(2, 30, 3, 1), sim.NewBatch(2, 30), sim.NewBatch(2, 30)
	k.Score(s, x, 0)
	for i := range k.Params() {
		k.Params()[i] *= 2
	}
	k.Score(twice, x, 0)
	for i, v := range s.Data {
		if twice.Data[i] != 2*v { // scaling by two is exact
			t.Fatalf("%g, want %g", twice.Data[i], 2*v)
		}
	}
}

func TestShapesPanic(t *testing.T) {
	for name, m := range models(2) {
		for what, f := range map[string]func(){
			"dimension": func() { m.Score(sim.NewBatch(3, 4), sim.NewBatch(3, 4), 1) },
			"points":    func() { m.Score(sim.NewBatch(2, 3), sim.NewBatch(2, 4), 1) },
			"gradient": func() {
				m.Score(sim.NewBatch(2, 4), sim.NewBatch(2, 4), 1)
				m.Grad(nil, sim.NewBatch(2, 4), sim.Batch{})
			},
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: bad %s passes", name, what)
					}
				}()
				f()
			}()
		}
	}
}

// TestResidualIsThePlainNetworkAround: where the second layers of all blocks are zero, the
// blocks pass on what enters them, and the network is the plain one of one hidden layer.
func TestResidualIsThePlainNetworkAround(t *testing.T) {
	const d, h = 3, 8
	long := score.NewNet(score.Config{Dim: d, Hidden: []int{h, h, h, h, h}, Residual: true}, 1)
	short := score.NewNet(score.Config{Dim: d, Hidden: []int{h}}, 1)
	first, block := h*(d+1), h*(h+1)
	p := long.Params()
	clear(p[first+block : first+2*block])
	clear(p[first+3*block : first+4*block])
	copy(p, short.Params()[:first])
	copy(p[first+4*block:], short.Params()[first:])
	x, a, b := points(d, 40, 1, 2), sim.NewBatch(d, 40), sim.NewBatch(d, 40)
	long.Score(a, x, 0)
	short.Score(b, x, 0)
	for i, v := range a.Data {
		if v != b.Data[i] {
			t.Fatalf("%g, want %g", v, b.Data[i])
		}
	}
}
