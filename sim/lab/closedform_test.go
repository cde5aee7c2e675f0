package lab

import (
	"fmt"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/fit"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/matching"
)

// families are those of the parameter closed-form.
func families(t *testing.T) (names []string) {
	p, ok := param.Find("closed-form")
	if !ok {
		t.Fatal("no parameter closed-form")
	}
	for _, o := range p.Options {
		if o.Value != "none" {
			names = append(names, o.Value)
		}
	}
	return names
}

// closed is the fit of a family in the scene matching.
func closed(t *testing.T, text, family string) *ClosedForm {
	t.Helper()
	f := open(t, "scene=matching\nclosed-form="+family+"\n"+text).View().ClosedForm()
	if f == nil || f.Family != family {
		t.Fatalf("%s, %s: %+v", text, family, f)
	}
	return f
}

// TestClosedFormsOfEveryDensity are there, and better than a score of 0, whose divergence is
// ½E‖∇log p_σ‖².
func TestClosedFormsOfEveryDensity(t *testing.T) {
	for i, d := range param.Densities {
		if d.Value == "mixture" || d.Value == "data" || !testsize.Full() && i%9 > 0 {
			continue
		}
		for _, objective := range []string{"implicit", "denoising"} {
			text := "density=" + d.Value + "\nobjective=" + objective
			for _, family := range families(t) {
				e := open(t, "scene=matching\nclosed-form="+family+"\n"+text)
				v := e.View()
				f := v.ClosedForm()
				draws := sim.NewBatch(2, 2000)
				smoothedDraws(v, draws, v.Networks[0].Sigma, sim.NewKey(stream.Test)) // as networks are measured
				nothing := matching.MeanSquare(v.Target.Density, draws, nil, float32(v.Networks[0].Sigma)) / 2
				if d.Value == "truncated" && objective == "implicit" {
					nothing = math.Inf(1) // the density stops at an edge, whose term the implicit loss leaves out: no promise
				}
				if f.Err != nil || !(f.Fisher < nothing) {
					t.Errorf("%s, %s: divergence %.4f, %.4f without a fit; %v", text, family, f.Fisher, nothing, f.Err)
				}
			}
		}
	}
}

// smoothedDraws are draws of p_σ.
func smoothedDraws(v *View, x sim.Batch, sigma float64, key sim.Key) {
	z := sim.NewBatch(x.D, x.N)
	v.Target.Density.Rand(x, key.Sub(0), 0)
	matching.Gaussian.Rand(z, key.Sub(1), 0)
	for i := range z.Data {
		x.Data[i] += float32(sigma) * z.Data[i]
	}
}

// TestClosedFormOfAGaussian: of n points of N(μ, P⁻¹) in the plane the fit's mean has the
// divergence ½ tr P/n on average, and its precision ½·3 tr P/n, for the whitened sample
// covariance W + I has E[W²] = (2 + 1)/n: together 2 tr P/n, of some five squares of
// normals. Such a sum is more than four times its mean once in a thousand.
func TestClosedFormOfAGaussian(t *testing.T) {
	for _, sigma := range []float64{0, 2} {
		text := "density=gaussian\nobjective=implicit"
		if sigma > 0 {
			text = fmt.Sprint("density=gaussian\nobjective=denoising\ntraining-sigma=", sigma)
		}
		e := open(t, "scene=matching\n"+text)
		c := e.View().Components()[0].Cov
		a, b := c[0]+sigma*sigma, c[2]+sigma*sigma
		trace := (a + b) / (a*b - c[1]*c[1])
		f := closed(t, text, "gaussian")
		if want := 2 * trace / float64(f.Points); f.Points != 1000 || !(f.Fisher < 4*want && f.Fisher > want/20) {
			t.Errorf("σ = %v: divergence %v of %d points, want about %v", sigma, f.Fisher, f.Points, want)
		}
	}
}

// TestClosedFormsAreNested: with degree 4 there is nothing that a Gaussian can and it
// cannot, so it is better where the density is none; and a network is better than the
// Gaussian soon.
func TestClosedFormsAreNested(t *testing.T) {
	for _, density := range []string{"toy", "three-modes", "ring", "banana", "two-moons"} {
		text := "density=" + density + "\nobjective=denoising"
		gaussian, quartic := closed(t, text, "gaussian").Fisher, closed(t, text, "quartic").Fisher
		if !(quartic < 0.8*gaussian) {
			t.Errorf("%s: divergence %.3f of degree 4, %.3f of degree 2", density, quartic, gaussian)
		}
	}
	e := open(t, "scene=matching\nobjective=denoising\nclosed-form=gaussian\nunits=32")
	e.Training().e.parts.train(500)
	if s := e.Stats().Training; s.ClosedForm == nil || !(s.Fisher < s.ClosedForm.Fisher/2) {
		t.Errorf("after 500 steps: %+v, %+v", s, s.ClosedForm)
	}
}

// TestClosedFormInALossChart is at the optimum plus the fit's divergence, for that is what
// the implicit loss of any model is: here it is measured, on 40,000 draws. Both are means
// of values with a deviation of about 1.5, of 40,000 and of 2,000 points: four standard
// errors are 0.14.
func TestClosedFormInALossChart(t *testing.T) {
	e := open(t, "scene=matching\nobjective=implicit\nclosed-form=quartic")
	v := e.View()
	f := v.ClosedForm()
	x := sim.NewBatch(2, 40_000)
	smoothedDraws(v, x, 0, sim.NewKey(77))
	got, want := f.Model.(*fit.Exponential).Loss(x), v.Networks[0].Exact.Optimum()+f.Fisher
	if math.Abs(got-want) > 0.14 {
		t.Errorf("loss %v, by the divergence %v", got, want)
	}
}

// TestClosedFormFollowsItsSettings: another family, seed, noise level, density or data set is
// another fit; training and the camera are none.
func TestClosedFormFollowsItsSettings(t *testing.T) {
	e := open(t, "scene=matching\nobjective=denoising\nclosed-form=gaussian\nunits=8")
	last := e.View().ClosedForm().Fisher
	for _, text := range []string{"closed-form=quartic", "seed=5", "training-sigma=1", "density=ring", "dataset=300"} {
		if errs := e.Apply(text); errs != nil {
			t.Fatal(errs)
		}
		if now := e.View().ClosedForm().Fisher; now == last {
			t.Errorf("%s: still %v", text, now)
		} else {
			last = now
		}
	}
	if n := e.View().ClosedForm().Points; n != 300 {
		t.Errorf("a data set of 300 has a fit to %d points", n)
	}
	model := e.View().ClosedForm().Model
	e.Training().e.parts.train(30)
	if err := e.Set("half-width", "5"); err != nil || e.View().ClosedForm().Model != model {
		t.Errorf("training or the camera made another fit (%v)", err)
	}
	if err := e.Set("closed-form", "none"); err != nil || e.View().ClosedForm() != nil || e.Stats().Training.ClosedForm != nil {
		t.Error("a fit that nobody asked for")
	}
}

// TestNoClosedForm says why.
func TestNoClosedForm(t *testing.T) {
	e := use(t, "scene=matching\nclosed-form=gaussian", own.Data{Bytes: []byte("0,0\n1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n7,7"), Name: "line.csv"})
	if f := e.View().ClosedForm(); f == nil || f.Err == nil || f.Model != nil || !math.IsNaN(f.Fisher) {
		t.Errorf("points on a line: %+v", f)
	}
	if f := open(t, "scene=langevin\nclosed-form=gaussian").View().ClosedForm(); f != nil {
		t.Errorf("nothing learns: %+v", f)
	}
}
