package density

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/testsize"
)

// A subject is a density under the property suite.
type subject struct {
	name    string
	d       sim.Density
	moments func(sigma float64) (mean, cov []float64)
	width   []float64 // D, of the narrowest feature at σ = 0: what steps and grids must resolve
	far     []float64 // D, no mass to speak of beyond this, 1e-7 at most
}

// subjects are all toys, data in several dimensions, an image and mixtures.
func subjects(t *testing.T) []subject {
	t.Helper()
	var all []subject
	for _, name := range Names() {
		d, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, under(name, d))
	}
	for _, dim := range []int{1, 2, 3, 5} {
		x := sim.NewBatch(dim, 37)
		addNoise(x, 2.5, sim.NewKey(uint64(dim)), 0)
		w := make([]float64, x.N)
		for i := range w {
			w[i] = float64(i % 4) // some are zero
		}
		all = append(all, under("data", NewData(x, w, 0.6)))
	}
	for seed, dim := range []int{1, 2, 2, 3, 4} {
		all = append(all, under("mixture", randomMixture(t, dim, uint64(seed))))
	}
	one := NewData(sim.FromPoints([]float64{1, -2}), nil, 0.5)
	image, err := NewImage(9, 5, []float32{
		0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 1, 0, 0, 0, 0, 0, .5, 0,
		0, 0, .2, 0, 0, 0, 1, 0, 0,
		0, 0, 0, 0, 0, 0, 0, .1, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 1,
	}, 5)
	if err != nil {
		t.Fatal(err)
	}
	return append(all, under("one point", one), under("image", image))
}

// randomMixture has four components with covariances AAᵀ + 0.1 I.
func randomMixture(t *testing.T, d int, seed uint64) *Mixture {
	t.Helper()
	a := sim.NewBatch(d*d+d, 4)
	addNoise(a, 0.8, sim.NewKey(seed), 0)
	var c components
	for k := range a.N {
		row := a.Point(make([]float64, a.D), k)
		cov, mean := make([]float64, d*d), row[d*d:]
		for i := range d {
			mean[i] *= 3
			for j := range d {
				for l := range d {
					cov[i*d+j] += row[i*d+l] * row[j*d+l]
				}
			}
			cov[i*d+i] += 0.1
		}
		c.w, c.means, c.covs = append(c.w, float64(k+1)), append(c.means, mean), append(c.covs, cov)
	}
	m, err := NewMixture(c.w, c.means, c.covs)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// under brings d under the suite.
func under(name string, d sim.Density) subject {
	s := subject{name: name, d: d}
	s.width, s.far = make([]float64, d.Dim()), make([]float64, d.Dim())
	fill := func(width, far float64) {
		for j := range s.width {
			s.width[j], s.far[j] = width, far
		}
	}
	switch d := d.(type) {
	case *Data:
		s.moments = d.Moments
		fill(d.h, 12)
	case *Raster:
		s.moments = d.Moments
		fill(d.soft, 12)
	case *Mixture:
		s.moments = d.Moments
		fill(math.Inf(1), 0)
		for k := range d.K() {
			for j, w := range narrowest(d.Cov(k), d.Dim()) {
				s.width[j] = min(s.width[j], w)
				s.far[j] = max(s.far[j], math.Abs(d.Mean(k)[j])+5.5*math.Sqrt(d.Cov(k)[j*d.Dim()+j]))
			}
		}
	case *Truncated:
		s.moments = d.Moments
		fill(d.s, 6*d.s)
	}
	return s
}

// spread is the width along axis j of the narrowest feature at σ: an edge has
// width σ.
func (s subject) spread(j int, sigma float32) float64 {
	if !s.smooth(0) && sigma > 0 {
		return min(float64(sigma), s.width[j])
	}
	return spread(s.width[j], sigma)
}

// smooth reports whether p_σ has no edge.
func (s subject) smooth(sigma float32) bool {
	_, cut := s.d.(*Truncated)
	return !cut || sigma > 0
}

// narrowest bounds the deviations of a covariance from below: along each axis
// if it is diagonal, else in any direction, by (det Σ/(tr Σ/(D−1))^(D−1))^½.
func narrowest(cov []float64, d int) []float64 {
	l, w := make([]float64, d*d), make([]float64, d)
	cholesky(l, cov, d)
	det, trace, diagonal := 1.0, 0.0, true
	for i := range d {
		det *= l[i*d+i] * l[i*d+i]
		trace += cov[i*d+i]
		for j := range i {
			diagonal = diagonal && cov[i*d+j] == 0
		}
	}
	for j := range w {
		if diagonal {
			w[j] = math.Sqrt(cov[j*d+j])
		} else {
			w[j] = math.Sqrt(det / math.Pow(trace/float64(d-1), float64(d-1)))
		}
	}
	return w
}

var levels = []float32{0, 0.3, 1, 4}

// probes are n points drawn from p, blurred by blur.
func (s subject) probes(n int, blur float64) sim.Batch {
	x := sim.NewBatch(s.d.Dim(), n)
	s.d.Rand(x, sim.NewKey(77), 0)
	addNoise(x, blur, sim.NewKey(78), 0)
	return x
}

// cases is all in tests of full length, else short.
func cases(short, all int) int {
	if !testsize.Full() {
		return short
	}
	return all
}

func eachSubject(t *testing.T, f func(t *testing.T, s subject)) {
	for _, s := range subjects(t) {
		t.Run(s.name, func(t *testing.T) { f(t, s) })
	}
}

// eachFlat is for those subjects that the suite can integrate over: lines and
// planes.
func eachFlat(t *testing.T, f func(t *testing.T, s subject)) {
	for _, s := range subjects(t) {
		if s.d.Dim() <= 2 {
			t.Run(s.name, func(t *testing.T) { f(t, s) })
		}
	}
}

// TestScoreIsTheGradientOfLogProb takes five-point differences with steps of
// e = 0.02 of the narrowest feature w. Their error is e⁴/30 of the fifth
// derivative, below 1e-3 (1/w + ‖s‖) where the responsibilities switch over ten
// features; that of rounding, of float32 values of log p and of coordinates
// whose rounding the score carries into log p, is 1.5 ulp/e.
func TestScoreIsTheGradientOfLogProb(t *testing.T) {
	eachSubject(t, func(t *testing.T, s subject) {
		for _, sigma := range levels {
			x := s.probes(200, float64(sigma)+0.5)
			score := sim.NewBatch(x.D, x.N)
			s.d.Score(score, x, sigma)
			logp := make([]float32, x.N)
			s.d.LogProb(logp, x, sigma)
			norm := norms(score)
			for j := range x.D {
				w := s.spread(j, sigma)
				for i, got := range differences(s.d, x, j, 0.02*w, sigma) {
					if math.IsNaN(got) || math.IsInf(got, 0) { // across an edge
						if s.smooth(sigma) {
							t.Fatalf("σ=%v: log p is not finite near point %d", sigma, i)
						}
						continue
					}
					ulp := 6e-8 * (math.Abs(float64(logp[i])) + 10*norm[i])
					tol := 1e-3*(1/w+norm[i]) + 1.5*ulp/(0.02*w)
					if want := float64(score.At(j, i)); math.Abs(got-want) > tol {
						t.Errorf("σ=%v point %d: ∂log p/∂x_%d = %v by differences, %v by Score, tolerance %v", sigma, i, j, got, want, tol)
					}
				}
			}
		}
	})
}

// differences are (−f(+2e) + 8f(+e) − 8f(−e) + f(−2e))/12e along axis j.
func differences(d sim.Density, x sim.Batch, j int, e float64, sigma float32) []float64 {
	sum := make([]float64, x.N)
	for _, k := range []struct{ steps, c float64 }{{2, -1}, {1, 8}, {-1, -8}, {-2, 1}} {
		y := x.Clone()
		for i := range y.Row(j) {
			y.Row(j)[i] += float32(k.steps * e)
		}
		logp := make([]float32, y.N)
		d.LogProb(logp, y, sigma)
		for i, l := range logp {
			sum[i] += k.c * float64(l) / (12 * e)
		}
	}
	return sum
}

func norms(x sim.Batch) []float64 {
	n := make([]float64, x.N)
	for i := range n {
		for j := range x.D {
			n[i] = math.Hypot(n[i], float64(x.At(j, i)))
		}
	}
	return n
}

// quadrature is a grid of points over the plane, or the line, with a volume.
type quadrature struct {
	x      sim.Batch
	p      []float64 // p_σ at the points
	volume float64
}

// integrate prepares the trapezoidal rule for p_σ times a Gaussian of variance
// v, with steps of one feature of the product; the error on a function blurred
// by as much is 2 exp(−2π²) = 5e-9 a coordinate, and beyond the grid there is less than 1e-7.
func (s subject) integrate(sigma float32, v float64) quadrature {
	d, total, volume := s.d.Dim(), 1, 1.0
	step, n := make([]float64, d), make([]int, d)
	for j := range d {
		w := s.spread(j, sigma)
		step[j] = 1 / math.Sqrt(1/(w*w)+1/v)
		n[j] = int(math.Ceil((s.far[j]+6*float64(sigma))/step[j]))*2 + 1
		total *= n[j]
		volume *= step[j]
	}
	q := quadrature{x: sim.NewBatch(d, total), p: make([]float64, total), volume: volume}
	for i := range total {
		for j, k := 0, i; j < d; j, k = j+1, k/n[j] {
			q.x.Set(j, i, float32(float64(k%n[j]-n[j]/2)*step[j]))
		}
	}
	logp := make([]float32, total)
	s.d.LogProb(logp, q.x, sigma)
	for i, l := range logp {
		q.p[i] = math.Exp(float64(l))
	}
	return q
}

// TestIntegratesToOne: beside the rule's 1e-7, the float32 log p has errors
// of 6e-8 times itself, and it is below 30 where there is mass: 2e-6.
func TestIntegratesToOne(t *testing.T) {
	eachSubject(t, func(t *testing.T, s subject) {
		for _, sigma := range levels[:cases(2, 4)] {
			if s.d.Dim() > 2 || !s.smooth(sigma) {
				continue // TestTruncatedIntegratesUpToItsEdge has those
			}
			q := s.integrate(sigma, math.Inf(1))
			sum := 0.0
			for _, p := range q.p {
				sum += p * q.volume
			}
			if math.Abs(sum-1) > 3e-6 {
				t.Errorf("σ=%v: ∫p = %v", sigma, sum)
			}
		}
	})
}

// TestSmoothingConvolves: p_σ(x) = ∫ p_ρ(y) N(x−y; (σ²−ρ²)I) dy by the same
// rule, where the Gaussian is wide enough for its steps.
func TestSmoothingConvolves(t *testing.T) {
	eachFlat(t, func(t *testing.T, s subject) {
		for _, c := range []struct{ from, to float32 }{{0.3, 1}, {0, 1}, {0.3, 4}}[:cases(1, 3)] {
			if !s.smooth(c.from) {
				continue
			}
			v := float64(c.to*c.to - c.from*c.from)
			q := s.integrate(c.from, v)
			x := s.probes(12, float64(c.to))
			got := make([]float32, x.N)
			s.d.LogProb(got, x, c.to)
			for i := range x.N {
				want := 0.0
				for k, p := range q.p {
					r2 := 0.0
					for j := range x.D {
						r2 += math.Pow(float64(x.At(j, i)-q.x.At(j, k)), 2)
					}
					want += p * q.volume * math.Exp(-r2/(2*v)) / math.Pow(2*math.Pi*v, float64(x.D)/2)
				}
				// 1e-5: as in TestIntegratesToOne, here also for mass in the tails
				if math.Abs(math.Exp(float64(got[i]))/want-1) > 1e-5+1e-7/want {
					t.Errorf("%v → %v: p = %v, want %v", c.from, c.to, math.Exp(float64(got[i])), want)
				}
			}
		}
	})
}

// TestMomentsOfDraws: means and second moments of 100,000 draws are within four
// of their standard errors, which come from the draws. Of some 200 figures one
// in sixteen thousand would fail for another key.
func TestMomentsOfDraws(t *testing.T) {
	const n = 100_000
	eachSubject(t, func(t *testing.T, s subject) {
		x := sim.NewBatch(s.d.Dim(), n)
		s.d.Rand(x, sim.NewKey(5), 0)
		mean, cov := s.moments(0)
		for j := range x.D {
			within(t, mean[j], n, func(i int) float64 { return float64(x.At(j, i)) })
			for k := range x.D {
				within(t, cov[j*x.D+k], n, func(i int) float64 {
					return (float64(x.At(j, i)) - mean[j]) * (float64(x.At(k, i)) - mean[k])
				})
			}
		}
	})
}

// within fails unless the mean of n values is within four standard errors of
// want.
func within(t *testing.T, want float64, n int, value func(i int) float64) {
	t.Helper()
	sum, square := 0.0, 0.0
	for i := range n {
		v := value(i)
		sum += v
		square += v * v
	}
	mean := sum / float64(n)
	deviation := math.Sqrt(max(square/float64(n)-mean*mean, 0) / float64(n))
	if math.Abs(mean-want) > 4*deviation+1e-6 {
		t.Errorf("got %v, want %v ± %v", mean, want, 4*deviation)
	}
}

// TestMomentsSmooth: the moments at σ are those of the quadrature of p_σ.
func TestMomentsSmooth(t *testing.T) {
	eachFlat(t, func(t *testing.T, s subject) {
		d := s.d.Dim()
		const sigma = 1
		q := s.integrate(sigma, math.Inf(1))
		mean, cov := s.moments(sigma)
		for j := range d {
			for k := range d {
				m, c := 0.0, 0.0
				for i, p := range q.p {
					m += p * q.volume * float64(q.x.At(j, i))
					c += p * q.volume * (float64(q.x.At(j, i)) - mean[j]) * (float64(q.x.At(k, i)) - mean[k])
				}
				// The rule's 3e-6 times |x|² up to 18².
				if math.Abs(m-mean[j]) > 1e-4 || math.Abs(c-cov[j*d+k]) > 1e-3 {
					t.Errorf("mean_%d %v, want %v; cov_%d%d %v, want %v", j, m, mean[j], j, k, c, cov[j*d+k])
				}
			}
		}
	})
}

// TestDrawsFollowTheDensity holds 50,000 draws, blurred by σ = 0.3, to p_σ: the
// mean of log p_σ over them is −∫p log p within four standard errors. A draw
// that is right in its moments alone would not pass.
func TestDrawsFollowTheDensity(t *testing.T) {
	const n, sigma = 50_000, 0.3
	eachFlat(t, func(t *testing.T, s subject) {
		q := s.integrate(sigma, math.Inf(1))
		want := 0.0
		for _, p := range q.p {
			if p > 0 {
				want += p * math.Log(p) * q.volume
			}
		}
		x := s.probes(n, sigma)
		logp := make([]float32, n)
		s.d.LogProb(logp, x, sigma)
		within(t, want, n, func(i int) float64 { return float64(logp[i]) })
	})
}

// TestDrawsDoNotDependOnTheSplit: bit for bit.
func TestDrawsDoNotDependOnTheSplit(t *testing.T) {
	const n = 700
	eachSubject(t, func(t *testing.T, s subject) {
		whole := sim.NewBatch(s.d.Dim(), n)
		s.d.Rand(whole, sim.NewKey(3), 11)
		again := sim.NewBatch(s.d.Dim(), n)
		for lo, k := 0, 0; lo < n; k++ {
			m := min([]int{1, 7, 256, 300}[k%4], n-lo)
			part := sim.NewBatch(s.d.Dim(), m)
			s.d.Rand(part, sim.NewKey(3), 11+lo)
			sim.CopyPoints(again, lo, part, 0, m)
			lo += m
		}
		if !slices.Equal(whole.Data, again.Data) {
			t.Error("the draws depend on the split")
		}
		s.d.Rand(again, sim.NewKey(4), 11)
		if slices.Equal(whole.Data, again.Data) {
			t.Error("the draws do not depend on the key")
		}
	})
}

// TestScoresDoNotDependOnTheSplit: bit for bit.
func TestScoresDoNotDependOnTheSplit(t *testing.T) {
	eachSubject(t, func(t *testing.T, s subject) {
		x := s.probes(301, 2)
		whole := sim.NewBatch(x.D, x.N)
		s.d.Score(whole, x, 0.5)
		for lo := 0; lo < x.N; lo += 43 {
			part, got := sim.NewBatch(x.D, 43), sim.NewBatch(x.D, 43)
			sim.CopyPoints(part, 0, x, lo, 43)
			s.d.Score(got, part, 0.5)
			for i := range 43 {
				for j := range x.D {
					if got.At(j, i) != whole.At(j, lo+i) {
						t.Fatalf("point %d: %v and %v", lo+i, got.At(j, i), whole.At(j, lo+i))
					}
				}
			}
		}
	})
}

// homes are the places one of which a score far out must point to: a mixture's
// components, since a narrow one may pull past the mean.
func (s subject) homes() [][]float64 {
	if m, ok := s.d.(*Mixture); ok {
		return slices.Collect(func(yield func([]float64) bool) {
			for k := 0; k < m.K() && yield(m.Mean(k)); k++ {
			}
		})
	}
	mean, _ := s.moments(0)
	return [][]float64{mean}
}

// TestFarOut: at 60 and 1e4 units everything is finite and the score points
// home; a sharp edge may have log p = −Inf.
func TestFarOut(t *testing.T) {
	eachSubject(t, func(t *testing.T, s subject) {
		x := s.probes(100, 1)
		for i := range x.N {
			length := norms(x)[i]
			for j := range x.D {
				x.Set(j, i, x.At(j, i)*float32([]float64{60, 1e4}[i%2]/length))
			}
		}
		for _, sigma := range []float32{0, 0.01, 1, 50} {
			score, logp := sim.NewBatch(x.D, x.N), make([]float32, x.N)
			s.d.Score(score, x, sigma)
			s.d.LogProb(logp, x, sigma)
			for i := range x.N {
				home := math.Inf(-1)
				for _, mean := range s.homes() {
					dot := 0.0
					for j := range x.D {
						dot += float64(score.At(j, i)) * (mean[j] - float64(x.At(j, i)))
					}
					home = max(home, dot)
				}
				if !(home > 0 && home < 1e30) {
					t.Fatalf("σ=%v: the score at point %d, %v, does not point home", sigma, i, home)
				}
				if l := float64(logp[i]); math.IsNaN(l) || math.IsInf(l, 1) || math.IsInf(l, -1) && s.smooth(sigma) {
					t.Fatalf("σ=%v: log p = %v", sigma, l)
				}
			}
		}
	})
}

// TestLostPoints: a particle that is not finite gives a score that is not
// finite, and does no other harm.
func TestLostPoints(t *testing.T) {
	inf := float32(math.Inf(1))
	eachSubject(t, func(t *testing.T, s subject) {
		x := s.probes(9, 1)
		want := sim.NewBatch(x.D, x.N)
		s.d.Score(want, x, 0.2)
		for k, lost := range []float32{inf, -inf, inf - inf} {
			x.Set(0, 3*k, lost)
		}
		got := sim.NewBatch(x.D, x.N)
		s.d.Score(got, x, 0.2)
		for i := range x.N {
			v := got.At(0, i)
			if lost := v-v != 0; lost != (i%3 == 0) || !lost && v != want.At(0, i) {
				t.Errorf("point %d at %v: score %v", i, x.At(0, i), v)
			}
		}
	})
}

func TestInputsAreNotChanged(t *testing.T) {
	eachSubject(t, func(t *testing.T, s subject) {
		x := s.probes(20, 1)
		before := x.Clone()
		s.d.Score(sim.NewBatch(x.D, x.N), x, 0.5)
		s.d.LogProb(make([]float32, x.N), x, 0.5)
		if !slices.Equal(before.Data, x.Data) {
			t.Error("x was changed")
		}
	})
}
