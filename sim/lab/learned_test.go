package lab_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/matching"
)

// noisy are n draws of the density called name, smoothed by σ.
func noisy(t *testing.T, name string, sigma float64, n int) sim.Batch {
	t.Helper()
	d, err := density.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	unit, err := density.NewMixture([]float64{1}, [][]float64{{0, 0}}, [][]float64{{1, 0, 0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	x, z := sim.NewBatch(2, n), sim.NewBatch(2, n)
	d.Rand(x, sim.NewKey(11), 0)
	unit.Rand(z, sim.NewKey(12), 0)
	for i, v := range z.Data {
		x.Data[i] += float32(sigma) * v
	}
	return x
}

// TestWhatIsDrawnIsWhatIsMeasured: for every objective the error in the picture, on draws of
// p_σ at the stated scoreSigma, is the Fisher divergence of the statistics, up to the
// differences between two sets of thousands of draws. (The ladder's picture was at σ = 0,
// where it has not been trained: 1.4e5 for 0.0067.)
func TestWhatIsDrawnIsWhatIsMeasured(t *testing.T) {
	for _, o := range param.Objectives {
		e := opened(t, "scene=matching\nunits=16\nbatch=32\nobjective="+o.Value)
		e.Train(200)
		s := e.Stats()
		want := map[string]float64{"denoising": 0.5, "ladder": 1}[o.Value]
		if s.ScoreSigma != want {
			t.Errorf("%s: scores at σ = %v, want %v", o.Value, s.ScoreSigma, want)
		}
		x := noisy(t, "toy", s.ScoreSigma, 4000)
		errors, fisher := make([]float32, x.N), 0.0
		e.View().ScoreError(errors, x)
		for _, v := range errors {
			fisher += float64(v) * float64(v) / 2 / float64(x.N)
		}
		if math.Abs(fisher/s.Training.Fisher-1) > 0.3 {
			t.Errorf("%s: ½E‖e‖² is %v in the picture, %v in the statistics", o.Value, fisher, s.Training.Fisher)
		}
	}
}

// TestTheRaceIsFair: all networks are measured at one σ, and the ladder has been trained there:
// where its range leaves that σ out, the network is the one of the range that takes
// it in. (At the defaults its Fisher divergence was 2.52, and 0.0001 to 0.028 of the others.)
func TestTheRaceIsFair(t *testing.T) {
	ladder := func(text string) float64 {
		e := opened(t, "scene=race\nunits=8\nbatch=16\n"+text)
		e.Train(50)
		v := e.View()
		for _, n := range v.Networks {
			if n.Sigma != e.Config().TrainingSigma {
				t.Errorf("%q: %s is measured at σ = %v", text, n.Objective, n.Sigma)
			}
		}
		return v.Networks[len(v.Networks)-1].Fisher
	}
	for given, covers := range map[string]string{"": "sigma-min=0.5", "training-sigma=30": "training-sigma=30\nsigma-max=30", "training-sigma=2": "training-sigma=2"} {
		if got, want := ladder(given), ladder(covers); got != want {
			t.Errorf("%q: ½E‖e‖² of the ladder is %v, with %q %v", given, got, covers, want)
		}
	}
}

// TestTheNetworkCoversItsLadder: a conditional network is not clamped within the levels that it
// is given: even untrained its skip makes σ²·½E‖s_θ − s‖² small at large σ, where it was
// 0.336 at σ = 60 with a network that ended at 50.
func TestTheNetworkCoversItsLadder(t *testing.T) {
	e := opened(t, "scene=matching\nobjective=ladder\nunits=16\nsigma-max=100\nsigma-min=0.002")
	m, toy := e.View().Networks[0].Model, e.View().Target.Density
	for _, sigma := range []float64{60, 100} {
		x := noisy(t, "toy", sigma, 2000)
		truth, learned := sim.NewBatch(2, x.N), sim.NewBatch(2, x.N)
		toy.Score(truth, x, float32(sigma))
		m.Score(learned, x, float32(sigma))
		sum := 0.0
		for i, v := range truth.Data {
			e := float64(v) - float64(learned.Data[i])
			sum += sigma * sigma * e * e / 2 / float64(x.N)
		}
		if sum > 0.1 {
			t.Errorf("σ = %v: σ²·½E‖e‖² = %v", sigma, sum)
		}
	}
	x, a, b := sim.NewBatch(2, 1), sim.NewBatch(2, 1), sim.NewBatch(2, 1)
	m.Score(a, x, 0.002)
	m.Score(b, x, 0.01)
	if a.Data[0] == b.Data[0] {
		t.Error("the network is clamped at σ = 0.01")
	}
}

// TestNoOptimumWhereThereIsNone: on a finite data set only the explicit loss has the least
// value that the exact score has.
func TestNoOptimumWhereThereIsNone(t *testing.T) {
	for _, o := range param.Objectives {
		for _, size := range []int{0, 50} {
			e := opened(t, fmt.Sprintf("scene=matching\nunits=4\ndataset=%d\nobjective=%s", size, o.Value))
			if got := e.Stats().Training.Optimum; math.IsNaN(got) != (size > 0 && o.Value != "explicit") {
				t.Errorf("%s on %d points: optimum %v", o.Value, size, got)
			}
		}
	}
}

// optimumOf is the optimum that the statistics of a small network show.
func optimumOf(t *testing.T, text string) float64 {
	t.Helper()
	return opened(t, "scene=matching&units=4&hidden-layers=1&"+text).Stats().Training.Optimum
}

// TestOptimaAreTrue at noise levels from the least to the largest, where the denoising loss is
// a thousandth of the two terms whose difference it is: those of a normal of variance v, v/(σ²(v + σ²))
// and over a ladder the mean of v/(v + σ²); the toy's by quadrature; and of other densities
// ½E‖s(x + σz) + z/σ‖² over draws, with four of its standard errors and a hundredth. Implicit
// losses have −½E‖s‖² of a far finer lattice.
func TestOptimaAreTrue(t *testing.T) {
	near := func(text string, want, tolerance float64) {
		t.Helper()
		if got := optimumOf(t, text); !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
			t.Errorf("%s: optimum %v, want %v", text, got, want)
		}
	}
	const v = 4.
	for _, sigma := range []float64{0.001, 0.3, 1, 3, 10, 50} {
		near(fmt.Sprint("objective=denoising&density=gaussian&training-sigma=", sigma), v/(sigma*sigma*(v+sigma*sigma)), 1e-3)
	}
	mean := 0.0
	for _, sigma := range sim.Ladder(2, 50, 5) {
		mean += v / (v + sigma*sigma) / 5
	}
	near("objective=ladder&density=gaussian&levels=5&sigma-min=2&sigma-max=50", mean, 1e-3)
	for sigma, want := range map[float64]float64{0.1: 99.0099, 0.5: 3.2, 1: 0.500004, 2: 0.051891, 5: 0.008250, 10: 0.001220, 20: 0.039140 / 400} {
		near(fmt.Sprint("objective=denoising&density=toy&training-sigma=", sigma), want, 0.01)
	}
	for levels, want := range map[string]float64{"sigma-min=1&sigma-max=20": (0.500004 + 0.039140) / 2, "sigma-min=2&sigma-max=5": (0.207564 + 0.206243) / 2} {
		near("objective=ladder&density=toy&levels=2&"+levels, want, 3e-3)
	}
	for name, want := range map[string]float64{"toy": 1, "square": 2.258, "checkerboard": 5.707, "pinwheel": 26.145, "banana": 3.8755} {
		near("objective=sliced-vr&density="+name, -want, 3e-3)
	}
	names := density.Names()
	if testing.Short() {
		names = []string{"funnel", "grid", "truncated"}
	}
	for _, name := range names {
		for _, sigma := range []float64{10, 50} {
			want, deviation := denoised(t, name, sigma)
			near(fmt.Sprintf("objective=denoising&density=%s&training-sigma=%v", name, sigma), want, 0.01+4*deviation/want)
		}
	}
}

// denoised is ½E‖s(x + σz) + z/σ‖² over draws, with its standard error.
func denoised(t *testing.T, name string, sigma float64) (mean, deviation float64) {
	const n = 10000
	d, err := density.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	x, z, s := sim.NewBatch(2, n), sim.NewBatch(2, n), sim.NewBatch(2, n)
	d.Rand(x, sim.NewKey(11), 0)
	matching.Gaussian.Rand(z, sim.NewKey(12), 0)
	for i, v := range z.Data {
		x.Data[i] += float32(sigma) * v
	}
	d.Score(s, x, float32(sigma))
	square := 0.0
	for i := range n {
		a, b := float64(s.At(0, i))+float64(z.At(0, i))/sigma, float64(s.At(1, i))+float64(z.At(1, i))/sigma
		e := (a*a + b*b) / 2
		mean += e / n
		square += e * e / n
	}
	return mean, math.Sqrt((square - mean*mean) / n)
}

// TestNoOptimumAtAnEdge: on a density that is cut off an implicit loss has none, for the term
// at the edge is missing: the exact score's own loss, −2/s² + ½E‖s‖² there, is not −½E‖s‖².
// With noise there is no edge.
func TestNoOptimumAtAnEdge(t *testing.T) {
	for objective, none := range map[string]bool{"implicit": true, "sliced": true, "sliced-vr": true, "denoising": false, "explicit": false, "ladder": false} {
		if got := optimumOf(t, "density=truncated&objective="+objective); math.IsNaN(got) != none {
			t.Errorf("%s: optimum %v", objective, got)
		}
	}
	e := opened(t, "scene=race&units=4&hidden-layers=1&density=truncated")
	for k := range e.Training().Networks() {
		if math.IsNaN(e.Training().Optimum(k)) {
			t.Errorf("in the race %s has no optimum", e.Training().Trace(k).Objective)
		}
	}
}

// TestIntegrationByPartsHolds: ½E‖s‖² of every density is that of a far finer lattice (see
// sim/metric), and explicit minus implicit stays there while a network learns, to half a
// per cent, which is less than a pixel; on the density that is cut off it does not.
func TestIntegrationByPartsHolds(t *testing.T) {
	known := map[string]float64{"toy": 1, "square": 2.258, "checkerboard": 5.707, "pinwheel": 26.145, "banana": 3.8755}
	names := density.Names()
	if testing.Short() {
		names = []string{"toy", "square", "checkerboard", "pinwheel", "banana", "truncated"}
	}
	for _, name := range names {
		e := opened(t, "scene=integration-by-parts\nunits=8\nbatch=32\ndensity="+name)
		e.Train(50)
		d := e.Training().Identity()
		if want, ok := known[name]; ok && math.Abs(d.Constant/want-1) > 3e-3 {
			t.Errorf("%s: ½E‖s‖² = %v, want %v", name, d.Constant, want)
		}
		worst := 0.0
		for _, v := range d.Difference {
			worst = max(worst, math.Abs(v/d.Constant-1))
		}
		if (worst > 5e-3) != (name == "truncated") {
			t.Errorf("%s: explicit − implicit is off ½E‖s‖² by %v of it", name, worst)
		}
	}
}

// TestOneNetworkEverywhere: with averaging, what is measured, drawn and sampled with are the
// same weights.
func TestOneNetworkEverywhere(t *testing.T) {
	e := opened(t, "scene=langevin\nscore=learned\naveraging=0.99\nunits=8\nbatch=16\nparticles=10")
	e.Train(40)
	e.Reset() // particles start with the networks of now
	v := e.View()
	x := noisy(t, "toy", 0, 50)
	a, b, c := sim.NewBatch(2, 50), sim.NewBatch(2, 50), sim.NewBatch(2, 50)
	v.Driver.Score(a, x, 0)
	v.LearnedScore(b, x)
	v.Networks[0].Model.Score(c, x, 0)
	for i := range a.Data {
		if a.Data[i] != b.Data[i] || a.Data[i] != c.Data[i] {
			t.Fatalf("particles are driven by %v, the picture has %v, the statistics %v", a.Data[i], b.Data[i], c.Data[i])
		}
	}
}

// TestAFiniteDataSetDoesNotBeatTheOptimum: the implicit loss of 50 points falls below the
// expected optimum without end, but not on draws that no step learns from, where every
// score's expected loss is that optimum or more; 1,024 draws of a network that has learned
// the points by heart are far above it. With fresh draws there is no other loss.
func TestAFiniteDataSetDoesNotBeatTheOptimum(t *testing.T) {
	const text = "scene=matching&objective=implicit&units=32&rate=0.01"
	e, fresh := opened(t, text+"&dataset=20"), opened(t, text)
	e.Train(1000)
	s, f := e.Stats().Training, fresh.Stats().Training
	if !(s.Loss < f.Optimum && s.HeldOut > f.Optimum) || !math.IsNaN(s.Optimum) {
		t.Errorf("loss %v, on other draws %v, optimum %v of the population and %v of the points", s.Loss, s.HeldOut, f.Optimum, s.Optimum)
	}
	if !math.IsNaN(f.HeldOut) {
		t.Errorf("fresh draws have the held-out loss %v", f.HeldOut)
	}
	e.Advance(e.Rewind(lab.Clock{Training: 500}))
	e.Train(500)
	if again := e.Stats().Training; again.HeldOut != s.HeldOut {
		t.Errorf("on the way back and forth the held-out loss became %v, was %v", again.HeldOut, s.HeldOut)
	}
}
