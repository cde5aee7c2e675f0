package article

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab"
)

// find returns a figure and one of its presets.
func find(t *testing.T, figure, preset string) (Figure, Preset) {
	t.Helper()
	for _, f := range figures(t) {
		if f.Key != figure {
			continue
		}
		for _, p := range f.Presets {
			if p.Key == preset {
				return f, p
			}
		}
	}
	t.Fatalf("there is no preset %s of the figure %s", preset, figure)
	return Figure{}, Preset{}
}

// pressed is a figure's experiment after a press on a preset.
func pressed(t *testing.T, figure, preset string) *lab.Experiment {
	t.Helper()
	c, err := config(find(t, figure, preset))
	if err != nil {
		t.Fatal(err)
	}
	e, err := lab.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sampled is the same after n steps.
func sampled(t *testing.T, figure, preset string, n int) lab.Stats {
	t.Helper()
	e := pressed(t, figure, preset)
	e.Sample(n)
	return e.Stats()
}

// The toy of the article in float64, without the project's own code:
// 0.2 N((−5,−5), I) + 0.8 N((5,5), I), convolved with N(0, σ²I). Along the
// diagonal u the density is a mixture in one dimension, across it a Gaussian
// of variance 1 + σ².
const far = 5 * math.Sqrt2 // the modes' distance from the origin

// toyScore is the score along the diagonal with weight w of the mode at −far.
func toyScore(u, w, sigma float64) float64 {
	v := 1 + sigma*sigma
	ratio := w / (1 - w) * math.Exp(-2*u*far/v) // of the two terms
	r := ratio / (1 + ratio)
	if math.IsInf(ratio, 1) {
		r = 1
	}
	return (r*(-far-u) + (1-r)*(far-u)) / v
}

// toyEnergy is E‖∇log p_σ‖², by the trapezoidal rule.
func toyEnergy(sigma float64) float64 {
	v := 1 + sigma*sigma
	s, sum := math.Sqrt(v), 0.0
	const n = 40000
	lo, hi := -far-12*s, far+12*s
	for i := range n + 1 {
		u := lo + (hi-lo)*float64(i)/n
		p := (0.2*math.Exp(-(u+far)*(u+far)/(2*v)) + 0.8*math.Exp(-(u-far)*(u-far)/(2*v))) / math.Sqrt(2*math.Pi*v)
		g := toyScore(u, 0.2, sigma)
		sum += p * g * g * (hi - lo) / n
	}
	return sum + 1/v // across the diagonal
}

// toyFloor is the least that the denoising loss can be.
func toyFloor(sigma float64) float64 { return 1/(sigma*sigma) - toyEnergy(sigma)/2 }

// claims computes every number of numbers.txt. Those that come from a run at
// the figure's seed may be off by tolerance, which is what rounding and a last
// bit can do; shares are held to one per cent.
var claims = map[string]struct {
	value     func(t *testing.T) float64
	tolerance float64
}{
	"share-true": {func(t *testing.T) float64 { // the modes are equal but for their weights
		x, log := sim.FromPoints([]float64{-5, -5}, []float64{5, 5}), make([]float32, 2)
		pressed(t, "annealed", "usual").View().LogDensityAt(log, x, 0)
		return 1 / (1 + math.Exp(float64(log[0]-log[1])))
	}, 1e-6},
	"share-plain":    {func(t *testing.T) float64 { return sampled(t, "annealed", "usual", 1000).Versus.Share }, 0.01},
	"share-annealed": {func(t *testing.T) float64 { return sampled(t, "annealed", "usual", 1000).Share }, 0.01},
	"share-t5":       {func(t *testing.T) float64 { return sampled(t, "annealed", "hasty", 50).Share }, 0.01},
	"share-t20":      {func(t *testing.T) float64 { return shareAt(t, 20) }, 0.01},
	"share-t400":     {func(t *testing.T) float64 { return sampled(t, "annealed", "patient", 4000).Share }, 0.01},
	"variance-small": {func(t *testing.T) float64 { return variance(t, "small", 0.05) }, 0.0005},
	"variance-large": {func(t *testing.T) float64 { return variance(t, "large", 1) }, 0.0005},
	"limit-unit":     {func(t *testing.T) float64 { return sampled(t, "size", "over", 1).Limit }, 1e-6},
	"limit-explode":  {func(t *testing.T) float64 { return explosion(t) }, 1e-6},
	"blind-near": {func(t *testing.T) float64 { // within two deviations of the heavy mode, on the side of the other
		tail := math.Exp(-2 * (far - 2) * far) // of the other mode against this one, for equal weights
		return 2 * far * tail * (4 - 0.25)
	}, math.NaN()}, // a bound
	"blind-shift":    {func(t *testing.T) float64 { return 2 * math.Log(4) / (2 * far) }, 0.005},
	"error-data":     {func(t *testing.T) float64 { return trained(t).Fisher }, math.NaN()}, // a bound
	"error-view":     {func(t *testing.T) float64 { return trained(t).Grid }, 0.5},
	"implicit-least": {func(t *testing.T) float64 { return -toyEnergy(0) / 2 }, 0.005},
	"floor-middle":   {func(t *testing.T) float64 { return toyFloor(1) }, 0.005},
	"floor-small":    {func(t *testing.T) float64 { return toyFloor(0.1) }, 0.5},
	"digits-dim":     {func(t *testing.T) float64 { return float64(pressed(t, "digits", "endless").View().Target.Dim()) }, 0},
	"digits-steps":   {func(t *testing.T) float64 { return float64(pressed(t, "digits", "endless").Particles().Total()) }, 0},
	"digits-weights": {func(t *testing.T) float64 { return weights(t) }, 5000},
}

// TestNumbersInTheText: every number that the article claims is computed.
func TestNumbersInTheText(t *testing.T) {
	numbers, err := records("numbers.txt", " ", 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range numbers {
		t.Run(n[0], func(t *testing.T) {
			c, ok := claims[n[0]]
			if !ok {
				t.Fatal("nothing computes this number")
			}
			if testing.Short() && strings.HasPrefix(n[0], "error") {
				t.Skip("trains for a minute without vectors")
			}
			got, stated := c.value(t), number(t, n[1])
			t.Logf("stated %s, computed %.6g", n[1], got)
			if math.IsNaN(c.tolerance) {
				if !(got < stated) {
					t.Errorf("%.6g is not below %s", got, n[1])
				}
			} else if !(math.Abs(got-stated) <= c.tolerance) {
				t.Errorf("%.6g, but the text says %s", got, n[1])
			}
		})
	}
	if len(claims) != len(numbers) {
		t.Errorf("%d computations for %d numbers", len(claims), len(numbers))
	}
}

// number reads a number as the text writes it.
func number(t *testing.T, s string) float64 {
	t.Helper()
	if exponent, ok := strings.CutPrefix(s, "10"); ok && exponent != "" {
		digits := strings.NewReplacer("⁻", "-", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9").Replace(exponent)
		n, err := strconv.Atoi(digits)
		if err != nil {
			t.Fatal(err)
		}
		return math.Pow10(n)
	}
	scale := 1.0
	if percent, ok := strings.CutSuffix(s, "%"); ok {
		s, scale = percent, 0.01
	}
	v, err := strconv.ParseFloat(strings.NewReplacer("−", "-", ",", "").Replace(s), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v * scale
}

// shareAt is the share in the heavy mode after a ladder with n steps a rung.
func shareAt(t *testing.T, n int) float64 {
	t.Helper()
	f, p := find(t, "annealed", "usual")
	p.Set = append(p.Set, Setting{"steps-per-level", strconv.Itoa(n)})
	c, err := config(f, p)
	if err != nil {
		t.Fatal(err)
	}
	e, err := lab.New(c)
	if err != nil {
		t.Fatal(err)
	}
	e.Sample(10 * n)
	return e.Stats().Share
}

// variance is the stationary variance of a step ε on N(0, I) by the formula of
// the text, to which the figure's particles are held: the variance of n
// Gaussian numbers has a relative standard deviation of √(2/n), here 0.7 per
// cent, and four of them are allowed.
func variance(t *testing.T, preset string, epsilon float64) float64 {
	t.Helper()
	want := 1 / (1 - epsilon/2)
	e := pressed(t, "size", preset)
	e.Sample(300) // (1 − ε)^600 is 4e-14
	x := e.Particles().Positions(0)
	sum := 0.0
	for _, v := range x.Data {
		sum += float64(v) * float64(v)
	}
	n := float64(len(x.Data))
	if got := sum / n; math.Abs(got/want-1) > 4*math.Sqrt(2/n) {
		t.Errorf("ε = %g: the particles' variance is %.4f, the formula's %.4f", epsilon, got, want)
	}
	return want
}

// explosion is the limit for α of the ladder from 10 to 0.1 by the formula of
// the text; the figure must explode beyond it and run below it.
func explosion(t *testing.T) float64 {
	t.Helper()
	if s := sampled(t, "fig3", "explode", 1000); !s.Frozen {
		t.Error("the setting that should explode does not")
	}
	if s := sampled(t, "fig3", "mended", 1000); s.Frozen || s.Diverged > 0 {
		t.Error("the mended setting explodes")
	}
	if s := sampled(t, "size", "over", 1000); !s.Frozen {
		t.Error("a step beyond the limit does not explode")
	}
	limit := math.Inf(1)
	for i := range 10 { // the rungs
		sigma := 0.1 * math.Pow(100, float64(i)/9)
		limit = min(limit, 4*0.01*(1+sigma*sigma)/(sigma*sigma))
	}
	return limit
}

var trainedStats *lab.TrainingStats

// trained is the pitfall's network after a thousand steps.
func trained(t *testing.T) *lab.TrainingStats {
	t.Helper()
	if trainedStats == nil {
		e := pressed(t, "pitfall", "toy")
		e.Train(1000)
		trainedStats = e.Stats().Training
	}
	return trainedStats
}

// weights is how many the network of pictures has, as its file says.
func weights(t *testing.T) float64 {
	t.Helper()
	file, err := pressed(t, "digits", "endless").Training().Weights()
	if err != nil {
		t.Fatal(err)
	}
	return float64(uint64(len(file))-8-binary.LittleEndian.Uint64(file)) / 4 // numbers behind a head and its length
}

// TestTables: the tables of the text against quadrature.
func TestTables(t *testing.T) {
	rows := map[string]func(sigma float64) float64{
		`\E\norm{\nabla\log\ps}^2`:         toyEnergy,
		`\min \half\E\norm{\m + \z/\sg}^2`: toyFloor,
		`\sg^2 \cdot \min`:                 func(s float64) float64 { return s * s * toyFloor(s) },
	}
	outline, err := Outline()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, b := range outline {
		if b.Kind != "table" {
			continue
		}
		sigmas := cells(b.Items[0])[1:]
		for _, row := range b.Items[1:] {
			c := cells(row)
			f := rows[c[0]]
			if f == nil {
				t.Errorf("nothing computes the row %q", c[0])
				continue
			}
			seen++
			for i, s := range sigmas {
				got, stated := f(number(t, s)), number(t, c[i+1])
				_, decimals, _ := strings.Cut(c[i+1], ".")
				if math.Abs(got-stated) > 0.500001*math.Pow10(-len(decimals)) {
					t.Errorf("%s at σ = %s: the table says %s, computed %.6g", c[0], s, c[i+1], got)
				}
			}
		}
	}
	if seen != len(rows) {
		t.Errorf("%d rows, want %d", seen, len(rows))
	}
}

// TestBlurLeavesOneSummit, of three: so says the figure of scores.
func TestBlurLeavesOneSummit(t *testing.T) {
	if n := summits(t, pressed(t, "field", "smooth"), 4); n != 1 {
		t.Errorf("%d summits at σ = 4", n)
	}
	if n := summits(t, pressed(t, "smooth", "none"), 0); n != 2 {
		t.Errorf("%d summits of the two modes", n)
	}
	if n := summits(t, pressed(t, "smooth", "much"), 10); n != 1 {
		t.Errorf("%d summits at σ = 10, where the text sees one broad hill", n)
	}
}

// TestSmoothPathsBearLargeSteps better than rough ones: with ten steps the
// flow's particles end nearer to the modes than those of the reverse SDE.
func TestSmoothPathsBearLargeSteps(t *testing.T) {
	e := pressed(t, "sde", "coarse")
	e.Sample(10)
	spread := func(k int) float64 { // mean squared distance to the nearest mode; 2 for exact samples
		x, sum := e.Particles().Positions(k), 0.0
		for i := range x.N {
			a, b := float64(x.At(0, i)), float64(x.At(1, i))
			sum += min(math.Pow(a-5, 2)+math.Pow(b-5, 2), math.Pow(a+5, 2)+math.Pow(b+5, 2))
		}
		return sum / float64(x.N)
	}
	rough, smooth := spread(0), spread(1)
	t.Logf("reverse SDE %.3g, flow %.3g, exact 2", rough, smooth)
	if !(math.Abs(smooth-2) < math.Abs(rough-2)) {
		t.Errorf("mean squared distance to the modes after ten steps: reverse SDE %.3g, flow %.3g", rough, smooth)
	}
}

// summits counts the local maxima of a figure's density on a lattice of step
// 0.25 over [−12, 12]².
func summits(t *testing.T, e *lab.Experiment, sigma float64) int {
	t.Helper()
	const n, half = 97, 12.0
	x := sim.NewBatch(2, n*n)
	for i := range n * n {
		x.Set(0, i, float32(-half+2*half*float64(i%n)/(n-1)))
		x.Set(1, i, float32(-half+2*half*float64(i/n)/(n-1)))
	}
	log := make([]float32, n*n)
	e.View().LogDensityAt(log, x, sigma)
	count := 0
	for r := 1; r < n-1; r++ {
		for c := 1; c < n-1; c++ {
			highest := true
			for _, d := range []int{-n - 1, -n, -n + 1, -1, 1, n - 1, n, n + 1} {
				highest = highest && log[r*n+c] > log[r*n+c+d]
			}
			if highest {
				count++
			}
		}
	}
	return count
}
