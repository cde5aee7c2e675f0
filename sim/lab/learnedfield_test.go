package lab

import (
	"fmt"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/metric"
)

// TestArrowsToTheMean: of x = α x₀ + σ z with x₀ ~ N(μ, V) the mean of x₀ given x is
// μ + α V (α² V + σ²I)⁻¹ (x − α μ). The scores are float32, of which σ² ‖s‖ has a relative
// error of some 1e-6.
func TestArrowsToTheMean(t *testing.T) {
	for _, c := range []struct {
		text   string
		steps  int
		shrunk bool // α < 1
	}{
		{text: "scene=ladder\nsigma=0"}, {text: "scene=ladder\nsigma=0.7"}, {text: "scene=score-field\nsigma=5"},
		{"scene=sde\nparticles=10\nsolver-steps=50", 20, false}, {"scene=sde\nschedule=vp\nparticles=10\nsolver-steps=50", 20, true},
	} {
		e := open(t, c.text+"\nmixture=1,1,-2,2,0.5,1")
		e.Sample(c.steps)
		v := e.View()
		l := v.Level()
		if c.shrunk != (l.Alpha < 1) {
			t.Fatalf("%s: α = %v", c.text, l.Alpha)
		}
		x := metric.Lattice(0, 0, 6, 9)
		got := sim.NewBatch(2, x.N)
		v.TrueMean(got, x)
		a2, s2 := l.Alpha*l.Alpha, l.Sigma*l.Sigma
		p, q, r := a2*2+s2, a2*0.5, a2*1+s2 // α² V + σ²I
		det := p*r - q*q
		for i := range x.N {
			ex, ey := float64(x.At(0, i))-l.Alpha, float64(x.At(1, i))+2*l.Alpha
			u, w := (r*ex-q*ey)/det, (p*ey-q*ex)/det
			want := [2]float64{1 + l.Alpha*(2*u+0.5*w), -2 + l.Alpha*(0.5*u+w)}
			for j := range 2 {
				if mean := float64(got.At(j, i)) + float64(x.At(j, i)); math.Abs(mean-want[j]) > 1e-5*(10+math.Hypot(ex, ey)/l.Alpha) {
					t.Fatalf("%s at (%v, %v): E[x₀|x] has coordinate %v, want %v", c.text, x.At(0, i), x.At(1, i), mean, want[j])
				}
			}
		}
	}
	e := open(t, "scene=matching\nobjective=denoising\ntraining-sigma=2\nunits=8")
	e.Training().e.parts.train(20)
	v := e.View()
	x := metric.Lattice(0, 0, 6, 5)
	got, s := sim.NewBatch(2, x.N), sim.NewBatch(2, x.N)
	v.LearnedMean(got, x)
	v.LearnedScore(s, x)
	for i, g := range got.Data {
		if math.Abs(float64(g-4*s.Data[i])) > 1e-5*(1+math.Abs(float64(g))) {
			t.Fatalf("by a network: %v, σ²s = %v", g, 4*s.Data[i])
		}
	}
}

// learnedLattice is a lattice of n×n points over [−8, 8]² with a network's log-density.
func learnedLattice(v *View, n int) (x sim.Batch, phi []float32, rotational float64) {
	x, phi = metric.Lattice(0, 0, 8, n), make([]float32, n*n)
	h := 16 / float64(n-1)
	return x, phi, v.LearnedLogDensity(phi, x, n, n, h, h)
}

// TestLearnedLogDensityOfAnEnergy: a network that is a gradient has the log-density that its
// line integrals from any point give, and the lattice's trapezoid rule is of second order:
// with half the spacing the difference is a quarter, and a third at least is asked
// for. Nothing of it is rotational, to the same order.
func TestLearnedLogDensityOfAnEnergy(t *testing.T) {
	e := open(t, "scene=matching\nmodel=energy\nobjective=denoising\ntraining-sigma=1\nunits=16\nactivation=silu")
	e.Training().e.parts.train(150)
	v := e.View()
	var apart, left [2]float64
	for k, n := range []int{49, 97} {
		x, phi, rotational := learnedLattice(v, n)
		exact := make([]float64, x.N)
		metric.LineIntegral(exact, v.Networks[0].Model, []float64{3, -1}, x, 1, 64)
		mean := 0.0
		for i, p := range phi {
			exact[i] -= float64(p)
			mean += exact[i] / float64(x.N)
		}
		for i := range exact {
			exact[i] -= mean
		}
		apart[k], left[k] = metric.RootMeanSquare(exact), rotational
	}
	if !(apart[1] < apart[0]/3) || !(apart[0] < 0.1) || !(left[1] < left[0]/3) || !(left[0] < 0.02) {
		t.Errorf("49 and 97 nodes: %v from the line integrals, %v rotational", apart, left)
	}
}

// TestLearnedCurlIsWhatPathsDifferBy: to the right and then up, or up and then to the right,
// from one corner of a square to the other: the line integrals of a vector field differ
// by the integral of its curl over the square (Stokes). The square is 4 wide; the
// midpoint rule with 64² cells is off by 4²(1/16)²/24 of the curl's second derivative,
// and so is that along the edges.
func TestLearnedCurlIsWhatPathsDifferBy(t *testing.T) {
	e := open(t, "scene=matching\nobjective=implicit\nunits=16")
	e.Training().e.parts.train(60)
	v := e.View()
	const n, from, side = 64, -2., 4.
	h := side / n
	x := sim.NewBatch(2, n*n)
	for i := range x.N {
		x.Set(0, i, float32(from+h*(float64(i%n)+0.5)))
		x.Set(1, i, float32(from+h*(float64(i/n)+0.5)))
	}
	curl, area := make([]float32, x.N), 0.0
	v.LearnedCurl(curl, x)
	for _, c := range curl {
		area += float64(c) * h * h
	}
	line := func(x0, y0, x1, y1 float64) float64 {
		var d [1]float64
		metric.LineIntegral(d[:], v.Networks[0].Model, []float64{x0, y0}, sim.FromPoints([]float64{x1, y1}), 0, n)
		return d[0]
	}
	const to = from + side
	right, up := line(from, from, to, from)+line(to, from, to, to), line(from, from, from, to)+line(from, to, to, to)
	if got := right - up; math.Abs(got-area) > 2e-3*(1+math.Abs(area)) || math.Abs(area) < 0.05 {
		t.Errorf("the paths differ by %v, the curl's integral is %v", got, area)
	}
	_, _, rotational := learnedLattice(v, 49)
	if !(rotational > 0.01 && rotational < 1) {
		t.Errorf("%v of the field is rotational", rotational)
	}
}

// TestNothingLearnedToShow: where nothing learns a learned density is refused, and the
// sentence says what to choose.
func TestNothingLearnedToShow(t *testing.T) {
	for _, heat := range []string{"learned", "curl"} {
		e := open(t, "scene=langevin\nparticles=10")
		before := e.Config()
		if err := e.Set("heat", heat); err == nil || e.Config() != before {
			t.Errorf("heat=%s where nothing learns: %v", heat, err)
		}
		for _, s := range []string{"matching", "learn-and-sample", "pitfall", "race"} {
			if errs := open(t, fmt.Sprint("scene=", s, "\nunits=8")).Apply("heat=" + heat); errs != nil {
				t.Errorf("heat=%s in %s: %v", heat, s, errs)
			}
		}
	}
}
