package article

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/matching"
)

// What the text claims about its figures without a number: each claim with the figure and the
// preset that show it. Those that networks have to learn first are left out under -short.

// changed is a figure's experiment after a press on a preset, with some settings of another kind.
func changed(t *testing.T, figure, preset, text string) *lab.Experiment {
	t.Helper()
	f, p := find(t, figure, preset)
	c, err := config(f, p)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Fields(text) {
		name, value, _ := strings.Cut(line, "=")
		if err := c.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	e, err := lab.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// learned leaves a test out where learning takes a minute.
func learned(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("networks learn for a minute without vectors")
	}
}

// scores are those of a figure's density at points of the plane, x, y by turns.
func scores(e *lab.Experiment, sigma float64, at ...float64) [][2]float64 {
	x := sim.NewBatch(2, len(at)/2)
	for i := range x.N {
		x.Set(0, i, float32(at[2*i]))
		x.Set(1, i, float32(at[2*i+1]))
	}
	s, list := sim.NewBatch(2, x.N), make([][2]float64, x.N)
	e.View().Target.Density.Score(s, x, float32(sigma))
	for i := range list {
		list[i] = [2]float64{float64(s.At(0, i)), float64(s.At(1, i))}
	}
	return list
}

func length(v [2]float64) float64 { return math.Hypot(v[0], v[1]) }

// lattice are n×n places of [−half, half]², x, y by turns.
func lattice(n int, half float64) (at []float64) {
	for i := range n * n {
		at = append(at, half*(2*float64(i%n)/float64(n-1)-1), half*(2*float64(i/n)/float64(n-1)-1))
	}
	return at
}

// meanLength is that of the arrows on the whole picture.
func meanLength(e *lab.Experiment, sigma float64) (mean float64) {
	list := scores(e, sigma, lattice(33, 8)...)
	for _, s := range list {
		mean += length(s) / float64(len(list))
	}
	return mean
}

// fromModes are the distances of a run's particles to the mode next to each.
func fromModes(e *lab.Experiment, run int) []float64 {
	x, modes := e.Particles().Positions(run), e.View().Components()
	list := make([]float64, x.N)
	for i := range list {
		list[i] = math.Inf(1)
		for _, m := range modes {
			list[i] = min(list[i], math.Hypot(float64(x.At(0, i))-m.Mean[0], float64(x.At(1, i))-m.Mean[1]))
		}
	}
	return list
}

// within is the part of some distances that are below r.
func within(list []float64, r float64) float64 {
	n := 0
	for _, d := range list {
		if d < r {
			n++
		}
	}
	return float64(n) / float64(len(list))
}

// TestClaimsOfTheFirstFigure: an even square that splits in two within some fifty steps, into
// halves that are not as large as they should be; without noise all particles are on the summits.
func TestClaimsOfTheFirstFigure(t *testing.T) {
	e := changed(t, "first", "again", "particles=4000")
	if e.Sample(50); within(fromModes(e, 0), 3) < 0.97 { // of a sample 1 − exp(−9/2), or 0.989
		t.Errorf("%.3f of the particles are with a mode after fifty steps", within(fromModes(e, 0), 3))
	}
	if s := e.Stats(); s.Share >= s.ShareLow {
		t.Errorf("the halves are as large as they should be: %.3f in %.3f … %.3f", s.Share, s.ShareLow, s.ShareHigh)
	}
	e = changed(t, "first", "still", "particles=4000")
	if e.Sample(400); within(fromModes(e, 0), 0.01) < 0.999 { // e^−20 of the way is left, but for those between the modes
		t.Errorf("without noise %.4f of the particles are on the summits", within(fromModes(e, 0), 0.01))
	}
}

// TestClaimsOfTheScoreField: the arrows of one Gaussian obey a linear rule and lead to one point;
// those of a banana hurry back to its ridge; blur makes arrows shorter; and far components do not
// know of each other.
func TestClaimsOfTheScoreField(t *testing.T) {
	e := pressed(t, "field", "gaussian")
	m := e.View().Components()[0].Mean
	s := scores(e, 0, m[0]-3, m[1]-1, m[0]+1, m[1]+5, m[0]-1, m[1]+2, m[0], m[1])
	for j := range 2 {
		if math.Abs((s[0][j]+s[1][j])/2-s[2][j]) > 1e-5 || math.Abs(s[3][j]) > 1e-6 {
			t.Errorf("the score of a Gaussian is not linear: %v", s)
		}
	}
	e = pressed(t, "field", "banana")
	for x := -1.5; x <= 1.5; x += 0.5 {
		var ys []float64
		for y := -8.0; y <= 8; y += 0.05 {
			ys = append(ys, y)
		}
		grid, log := sim.NewBatch(2, len(ys)), make([]float32, len(ys))
		for i, y := range ys {
			grid.Set(0, i, float32(x))
			grid.Set(1, i, float32(y))
		}
		e.View().LogDensityAt(log, grid, 0)
		top := slices.Index(log, slices.Max(log))
		if on := scores(e, 0, x, ys[top], x, ys[top]+1, x, ys[top]-1); length(on[0]) >= min(length(on[1]), length(on[2])) {
			t.Errorf("x = %g: on the ridge the arrow is %.3g long, off it %.3g and %.3g", x, length(on[0]), length(on[1]), length(on[2]))
		}
	}
	sharp, blurred := meanLength(pressed(t, "field", "smooth"), 0), meanLength(pressed(t, "field", "smooth"), 4)
	if blurred >= sharp {
		t.Errorf("arrows are %.3g long, blurred %.3g", sharp, blurred)
	}
	e = changed(t, "field", "smooth", "mixture=0.3,-4,-4,1,0,1;0.3,-4,4,2,0.5,1;0.4,24,0,1,0,3")
	for _, c := range e.View().Components() { // two deviations around each: its own spring, to a part of e^−50
		x, y := c.Mean[0]+1, c.Mean[1]-1.5
		det := c.Cov[0]*c.Cov[2] - c.Cov[1]*c.Cov[1]
		own := [2]float64{-(c.Cov[2]*1 + c.Cov[1]*1.5) / det, (c.Cov[0]*1.5 + c.Cov[1]*1) / det}
		if s := scores(e, 0, x, y)[0]; math.Hypot(s[0]-own[0], s[1]-own[1]) > 0.01*length(own) {
			t.Errorf("around %v the score is %v, that of the component alone %v", c.Mean, s, own)
		}
	}
}

// TestClaimsOfLearning: the implicit loss falls to −1 and no further, unless the data are few;
// then the loss dives below it while that on other data rises.
func TestClaimsOfLearning(t *testing.T) {
	learned(t)
	e := pressed(t, "learn", "implicit")
	e.Train(300)
	if s := e.Stats().Training; s.Loss < s.Optimum-0.15 || s.Loss > s.Optimum+0.2 || s.Fisher > 0.15 {
		t.Errorf("after 300 steps the loss is %.3f, the least that it can be expected to be %.3f, the error %.3f", s.Loss, s.Optimum, s.Fisher)
	}
	few := pressed(t, "learn", "few")
	few.Train(300)
	if s := few.Stats().Training; s.Loss > s.Optimum-0.3 || s.HeldOut < s.Loss+0.5 {
		t.Errorf("of fifty points the loss is %.3f after 300 steps, on others %.3f", s.Loss, s.HeldOut)
	}
	e = pressed(t, "edge", "vanishes")
	e.Train(150)
	h := e.Training().Identity()
	spread := slices.Max(h.Difference) - slices.Min(h.Difference)
	cut := pressed(t, "edge", "cut")
	cut.Train(150)
	g := cut.Training().Identity()
	drift := slices.Max(g.Difference) - slices.Min(g.Difference)
	moved := slices.Max(h.Implicit) - slices.Min(h.Implicit)
	if spread > 0.1*moved || drift < 5*spread {
		t.Errorf("the losses move by %.3g, their difference by %.3g, with the cut by %.3g", moved, spread, drift)
	}
}

// TestClaimsOfClosedForms: the network passes the loss of one Gaussian within a hundred steps, and
// takes two hundred to come as far as the exponential of a polynomial.
func TestClaimsOfClosedForms(t *testing.T) {
	learned(t)
	passes := func(preset string) int {
		e := pressed(t, "closed", preset)
		for n := 0; n < 600; n += 25 {
			e.Train(25)
			if s := e.Stats().Training; s.Fisher < s.ClosedForm.Fisher {
				return n + 25
			}
		}
		return math.MaxInt
	}
	if n := passes("gaussian"); n > 100 {
		t.Errorf("the network passes one Gaussian at step %d", n)
	}
	if n := passes("quartic"); n < 125 || n > 300 {
		t.Errorf("the network is as far as the quartic at step %d", n)
	}
}

// TestClaimsOfLangevin: slow motion takes twenty pictures a step; without the shake every path
// ends on a summit; with a small step shakes outweigh the climb; the Metropolis test makes the
// histogram right; eight heaps within fifty steps; and the fast particles are between them.
func TestClaimsOfLangevin(t *testing.T) {
	if speed := pressed(t, "terms", "slow").Config().Speed; speed != 1./20 {
		t.Errorf("a step takes %g pictures", 1/speed)
	}
	e := pressed(t, "terms", "drift")
	e.Sample(2000)
	x := e.Particles().Positions(0)
	for i := range x.N {
		if s := scores(e, 0, float64(x.At(0, i)), float64(x.At(1, i)))[0]; length(s) > 0.02 {
			t.Errorf("particle %d stands where the score is %.3g", i, length(s))
			break
		}
	}
	e = pressed(t, "terms", "short")
	e.Sample(100)
	eps, climb := e.Config().Epsilon, 0.
	x = e.Particles().Positions(0)
	for i := range x.N {
		climb += eps * length(scores(e, 0, float64(x.At(0, i)), float64(x.At(1, i)))[0]) / float64(x.N)
	}
	if shake := math.Sqrt(2*eps) * math.Sqrt(math.Pi/2); shake < 3*climb { // the mean of ‖z‖ is √(π/2)
		t.Errorf("a shake is %.3g long, a climb %.3g", shake, climb)
	}
	e = pressed(t, "size", "mala")
	e.Sample(300)
	sum, x := 0., e.Particles().Positions(0)
	for _, v := range x.Data {
		sum += float64(v) * float64(v)
	}
	if n := float64(len(x.Data)); math.Abs(sum/n-1) > 4*math.Sqrt(2/n) {
		t.Errorf("with the Metropolis test the variance is %.4f", sum/n)
	}
	e = changed(t, "million", "age", "particles=4000")
	if e.Sample(50); within(fromModes(e, 0), 3*math.Sqrt(e.View().Components()[0].Cov[0])) < 0.95 {
		t.Errorf("%.3f of the particles are in a heap after fifty steps", within(fromModes(e, 0), 3*math.Sqrt(e.View().Components()[0].Cov[0])))
	}
	speeds, away := make([]float32, 4000), fromModes(e, 0)
	e.View().Speeds(speeds, 0)
	sigma, near, far, ns, fs := math.Sqrt(e.View().Components()[0].Cov[0]), 0., 0., 0., 0.
	for i, d := range away {
		if d < sigma {
			near, ns = near+float64(speeds[i]), ns+1
		} else if d > 2*sigma {
			far, fs = far+float64(speeds[i]), fs+1
		}
	}
	if far/fs < 1.5*near/ns {
		t.Errorf("far from the modes particles have a speed of %.3g, near them of %.3g", far/fs, near/ns)
	}
}

// between is the error of what a figure's network has learned, root mean square on the line
// between the two modes.
func between(e *lab.Experiment) float64 {
	m := e.View().Components()
	const n = 41
	x := sim.NewBatch(2, n)
	for i := range n {
		u := float32(i) / (n - 1)
		for j := range 2 {
			x.Set(j, i, float32(m[0].Mean[j])*(1-u)+float32(m[1].Mean[j])*u)
		}
	}
	a, b, sum := sim.NewBatch(2, n), sim.NewBatch(2, n), 0.
	e.View().TrueScore(a, x)
	e.View().LearnedScore(b, x)
	for i := range a.Data {
		d := float64(a.Data[i] - b.Data[i])
		sum += d * d / n
	}
	return math.Sqrt(sum)
}

// TestClaimsOfThePitfall: with modes that are close the error shrinks everywhere between
// them, and with far ones it stays, even for the loss that knows every true arrow; curl is
// where there are too few data to forbid it.
func TestClaimsOfThePitfall(t *testing.T) {
	learned(t)
	errors := func(e *lab.Experiment) (early, late float64) {
		e.Train(200)
		early = between(e)
		e.Train(600)
		return early, between(e)
	}
	far, near, told := pressed(t, "pitfall", "toy"), pressed(t, "pitfall", "near"), pressed(t, "pitfall", "explicit")
	_, a := errors(far)
	early, b := errors(near)
	_, c := errors(told)
	if b > 0.8*early || a < 2.5*b || c < 2.5*b || told.Stats().Training.Grid < 2 {
		t.Errorf("error between the modes: near %.3f after %.3f, far %.3f, far with the true score %.3f; over the view %.2f", b, early, a, c, told.Stats().Training.Grid)
	}
	const n = 41
	grid, curl := sim.NewBatch(2, n*n), make([]float32, n*n)
	at := lattice(n, 8)
	for i := range n * n {
		grid.Set(0, i, float32(at[2*i]))
		grid.Set(1, i, float32(at[2*i+1]))
	}
	far.View().LearnedCurl(curl, grid)
	sum := 0.
	for _, v := range curl {
		sum += float64(v) * float64(v) / (n * n)
	}
	if on, over := far.Stats().Training.Curl, math.Sqrt(sum); over < 2*on {
		t.Errorf("the curl is %.3g over the view, %.3g on the data", over, on)
	}
}

// TestClaimsOfBlindness: only on a thin line between the modes do arrows change with the weights;
// and what is beyond eight deviations of a Gaussian is 10⁻¹⁵ of it.
func TestClaimsOfBlindness(t *testing.T) {
	at := lattice(81, 8)
	a, b := scores(pressed(t, "blind", "true"), 0, at...), scores(pressed(t, "blind", "even"), 0, at...)
	moved := 0
	for i := range a {
		if math.Hypot(a[i][0]-b[i][0], a[i][1]-b[i][1]) < 0.05*length(a[i]) {
			continue
		}
		moved++
		if off := math.Abs(at[2*i]+at[2*i+1]) / math.Sqrt2; off > 0.75 {
			t.Errorf("at %.1f, %.1f, %.2f from the line between the modes, the score changes from %v to %v", at[2*i], at[2*i+1], off, a[i], b[i])
		}
	}
	if part := float64(moved) / float64(len(a)); part == 0 || part > 0.1 {
		t.Errorf("the weights move %.3f of the arrows", part)
	}
	if tail := math.Erfc(8 / math.Sqrt2); tail < 0.5e-15 || tail > 2e-15 {
		t.Errorf("beyond eight deviations are %.2g", tail)
	}
}

// at is a density at a place, blurred.
func at(e *lab.Experiment, sigma, x, y float64) float64 {
	b, log := sim.FromPoints([]float64{x, y}), make([]float32, 1)
	e.View().LogDensityAt(log, b, sigma)
	return math.Exp(float64(log[0]))
}

// TestClaimsOfBlur: at σ = 2 there is still next to nothing between the modes, at 10 one hill that
// leans to the heavy mode; the mean square of the score falls with σ, at last as 1/σ²; the target
// of every rung is of one size; the ladder goes from two islands to one hill.
func TestClaimsOfBlur(t *testing.T) {
	e := pressed(t, "smooth", "some")
	if part := at(e, 2, 0, 0) / at(e, 2, 5, 5); part > 0.02 {
		t.Errorf("at σ = 2 the density between the modes is %.3f of the summit's", part)
	}
	best, top := 0., 0.
	for u := -7.0; u <= 7; u += 0.05 {
		if p := at(e, 10, u, u); p > top {
			best, top = u, p
		}
	}
	if best < 1 {
		t.Errorf("at σ = 10 the summit is at %.2f, %.2[1]f", best)
	}
	last := math.Inf(1)
	for _, sigma := range []float64{0.1, 0.5, 1, 2, 5, 10, 20} {
		v := toyEnergy(sigma)
		if v >= last {
			t.Errorf("the mean square of the score grows at σ = %g", sigma)
		}
		if last = v; sigma*sigma*v > 2 {
			t.Errorf("σ‖s‖ is %.3g at σ = %g, more than √2", sigma*math.Sqrt(v), sigma)
		}
	}
	if r := 4 * toyEnergy(20) / toyEnergy(10); math.Abs(r-1) > 0.15 {
		t.Errorf("from σ = 10 to 20 the mean square of the score, times σ², changes by %.3f", r)
	}
	if n := summits(t, pressed(t, "ladder", "bottom"), 0.1); n != 2 {
		t.Errorf("%d summits on the lowest rung", n)
	}
	if n := summits(t, pressed(t, "ladder", "top"), 20); n != 1 {
		t.Errorf("%d summits on the highest rung", n)
	}
}

// TestClaimsOfDenoising: the loss settles on its floor; with much noise the score is learned at
// once; with little noise slowly.
func TestClaimsOfDenoising(t *testing.T) {
	learned(t)
	part := func(preset string, steps int) float64 { // of the mean square of the score that is still wrong
		e := pressed(t, "denoise", preset)
		e.Train(steps)
		s := e.Stats()
		if preset == "middle" && math.Abs(s.Training.Loss-toyFloor(1)) > 0.1 { // a batch's loss scatters by 0.07, and 25 of them are averaged
			t.Errorf("at σ = 1 the loss is %.3f", s.Training.Loss)
		}
		return s.Training.Fisher / (toyEnergy(s.ScoreSigma) / 2)
	}
	small, middle, large := part("small", 400), part("middle", 400), part("large", 400)
	t.Logf("wrong after 400 steps: σ = 0.1 %.3f, 1 %.3f, 5 %.3f", small, middle, large)
	if !(large < middle && middle < small) {
		t.Errorf("wrong after 400 steps: σ = 0.1 %.3f, 1 %.3f, 5 %.3f", small, middle, large)
	}
}

// TestClaimsOfTheRace: by step the explicit loss leads, and the sliced one is behind those without
// random directions.
func TestClaimsOfTheRace(t *testing.T) {
	learned(t)
	e := pressed(t, "race", "steps")
	e.Train(400)
	v, errs := e.View(), map[string]float64{}
	for _, n := range v.Networks {
		errs[n.Objective] = n.Fisher
	}
	t.Log(errs)
	for name, err := range errs {
		if name != "explicit" && err < errs["explicit"] {
			t.Errorf("%s leads: %v", name, errs)
		}
	}
	if errs["sliced"] < errs["implicit"] || errs["sliced"] < errs["sliced-vr"] {
		t.Errorf("random directions cost nothing: %v", errs)
	}
}

// TestClaimsOfAnnealing: slow motion takes ten pictures a step; 1,280 exact draws scatter by one per
// cent; the balance of climb and shake is the same on every rung; at the top the start is forgotten
// within the rung; the ladder of the main text explodes on the first rung.
func TestClaimsOfAnnealing(t *testing.T) {
	e := pressed(t, "annealed", "slow")
	if speed, n := e.Config().Speed, float64(e.Config().Particles); speed != 1./10 || math.Abs(math.Sqrt(0.8*0.2/n)-0.01) > 0.002 {
		t.Errorf("a step takes %g pictures, %g exact draws scatter by %.4f", 1/speed, n, math.Sqrt(0.8*0.2/n))
	}
	balance := 0.
	for rung := range 10 {
		e.Sample(1)
		s := e.Stats()
		now := math.Sqrt(s.Epsilon/2) / s.Sigma // ε‖s‖/(√(2ε)‖z‖) with ‖s‖ = √d/σ
		if rung > 0 && math.Abs(now/balance-1) > 1e-6 {
			t.Errorf("rung %d: climb beside shake %.6f, before %.6f", rung, now, balance)
		}
		balance = now
		e.Sample(99)
		if rung > 0 {
			continue
		}
		x, n := e.Particles().Positions(0), float64(s.Particles) // p_20: mean 3, variance 1 + 400 + 16 on each axis
		for j := range 2 {
			mean := 0.
			for _, v := range x.Row(j) {
				mean += float64(v) / n
			}
			// the step ε = 20 beside the variance 401 makes samples wider by 2.5 per cent; four standard errors
			if math.Abs(mean-3) > 4*math.Sqrt(417*1.026/n) {
				t.Errorf("after the first rung the mean is %.2f, of p₂₀ it is 3", mean)
			}
		}
	}
	e = pressed(t, "fig3", "explode")
	if e.Sample(99); !e.Stats().Frozen {
		t.Error("the ladder of the main text does not explode on its first rung")
	}
}

// TestClaimsOfTempering: with six rungs tempering finds the weights early and goes on sampling,
// while the annealed share is final once the ladder has left the upper rungs; with two rungs
// tempering is late and annealing wrong. Chains that stay in their modes disagree, which their
// discrepancy by the score does not see; tempered ones agree.
func TestClaimsOfTempering(t *testing.T) {
	in := func(share, low, high float64) bool { return low <= share && share <= high }
	six, two := pressed(t, "temper", "both"), pressed(t, "temper", "sparse")
	six.Sample(50)
	two.Sample(50)
	if a, b := six.Stats().Versus, two.Stats().Versus; !in(a.Share, a.ShareLow, a.ShareHigh) || in(b.Share, b.ShareLow, b.ShareHigh) {
		t.Errorf("after 50 steps of tempering the share is %.3f with six rungs and %.3f with two; exact draws %.3f … %.3f", a.Share, b.Share, a.ShareLow, a.ShareHigh)
	}
	six.Sample(450)
	two.Sample(550)
	a, b := six.Stats(), two.Stats()
	if in(b.Share, b.ShareLow, b.ShareHigh) {
		t.Errorf("with two rungs the annealed share is %.3f", b.Share)
	}
	six.Sample(100)
	if now := six.Stats(); now.Versus.Share == a.Versus.Share || now.Share != a.Share {
		t.Errorf("in the last hundred steps the tempered share goes from %.3f to %.3f, the annealed one from %.3f to %.3f", a.Versus.Share, now.Versus.Share, a.Share, now.Share)
	}
	for preset, agree := range map[string]bool{"plain": false, "corrected": false, "tempered": true} {
		e := pressed(t, "chains", preset)
		e.Sample(300)
		s := e.Stats()
		if (s.RHat < 1.1) != agree {
			t.Errorf("%s: R̂ is %.3f", preset, s.RHat)
		}
		if preset == "corrected" && (s.KSD > 2*s.KSDFloor || s.Share >= s.ShareLow) { // wrong weights that the discrepancy does not see
			t.Errorf("%s: KSD² %.3g (exact draws %.3g), share %.3f", preset, s.KSD, s.KSDFloor, s.Share)
		}
	}
}

// TestParticlesOfTheFlowNeverMeet: a step down in σ shrinks the distance of two of them by no more than
// inside a single mode, for a mixture's other components only add to the Jacobian of its score, which is
// ≥ −1/(v + σ²): from σ₁ to σ₀ by √((v + σ₀²)/(v + σ₁²)) at most. Those of the reverse SDE do meet.
func TestParticlesOfTheFlowNeverMeet(t *testing.T) {
	e := pressed(t, "sde", "both")
	begin := [2][]float64{}
	for k := range 2 {
		begin[k] = distances(e, k)
	}
	v, c := 1.0, e.Config()
	least := math.Sqrt((v + c.SigmaMin*c.SigmaMin) / (v + c.SigmaMax*c.SigmaMax))
	for step := range 8 {
		e.Sample(50)
		var nearest [2]float64
		for k := range nearest {
			nearest[k] = math.Inf(1)
			for i, d := range distances(e, k) {
				if begin[k][i] > 1 {
					nearest[k] = min(nearest[k], d/begin[k][i])
				}
			}
		}
		t.Logf("step %d: %.2g of the reverse SDE, %.2g of the flow; %.2g is the least", 50*(step+1), nearest[0], nearest[1], least)
		if nearest[1] < 0.9*least { // a tenth for steps that are not infinitely small
			t.Errorf("step %d: two particles of the flow have come to %.2g of their distance; %.2g is the least", 50*(step+1), nearest[1], least)
		}
		if step == 7 && nearest[0] > least/4 {
			t.Errorf("those of the SDE have not come nearer than %.2g", nearest[0])
		}
	}
}

// distances are those of each two of the first 300 particles of a run.
func distances(e *lab.Experiment, run int) (list []float64) {
	x := e.Particles().Positions(run)
	for i := range min(x.N, 300) {
		for j := range i {
			list = append(list, math.Hypot(float64(x.At(0, i))-float64(x.At(0, j)), float64(x.At(1, i))-float64(x.At(1, j))))
		}
	}
	return list
}

// TestClaimsOfProcesses: both ways lead through the same densities; variance preserving begins
// near the middle.
func TestClaimsOfProcesses(t *testing.T) {
	e := pressed(t, "sde", "both")
	for range 4 {
		e.Sample(100)
		var mean, square [2]float64
		n := 0.
		for k := range 2 {
			x := e.Particles().Positions(k)
			n = float64(x.N)
			for i := range x.N {
				u := (float64(x.At(0, i)) + float64(x.At(1, i))) / math.Sqrt2 // along both modes
				mean[k], square[k] = mean[k]+u/n, square[k]+u*u/n
			}
		}
		v := square[0] - mean[0]*mean[0]
		// Four standard errors of a difference; 400 Euler steps leave less than a twentieth of a variance.
		if math.Abs(mean[0]-mean[1]) > 4*math.Sqrt(2*v/n)+0.05*math.Sqrt(v) || math.Abs(square[0]/square[1]-1) > 4*math.Sqrt(4/n)+0.05 {
			t.Errorf("step %d: means %v, mean squares %v", e.Clock().Sampling, mean, square)
		}
	}
	e = pressed(t, "sde", "vp")
	if far := within(fromModes(e, 0), 1); far > 0.01 {
		t.Errorf("%.3f of the particles begin at a mode", far)
	}
	x := e.Particles().Positions(0)
	sum := 0.
	for _, v := range x.Data {
		sum += float64(v) * float64(v) / float64(len(x.Data))
	}
	if math.Abs(sum-1) > 0.1 {
		t.Errorf("variance preserving begins with a variance of %.3f", sum)
	}
}

// TestClaimsOfOwnData: with a narrow bump every particle ends at a point, a wide one smooths the
// shape away; and double h² + σ² halves the score far away.
func TestClaimsOfOwnData(t *testing.T) {
	file, err := os.ReadFile(filepath.Join(site, "points.csv"))
	if err != nil {
		t.Fatal(err)
	}
	points := func(preset string) *lab.Experiment {
		t.Helper()
		e := changed(t, "own", preset, "particles=300")
		p, err := own.Read(own.Data{Name: "points.csv", Bytes: file}, nil)
		if err == nil {
			err = e.Use(p)
		}
		if err != nil {
			t.Fatal(err)
		}
		e.Reset()
		return e
	}
	places := points("tight").View().Target.Density.(*density.Data).Points()
	nearest := func(x, y float64) float64 {
		d := math.Inf(1)
		for i := range places.N {
			d = min(d, math.Hypot(x-float64(places.At(0, i)), y-float64(places.At(1, i))))
		}
		return d
	}
	tight := points("tight")
	h := tight.Config().Bandwidth
	tight.Sample(3000)
	var away []float64
	x := tight.Particles().Positions(0)
	for i := range x.N {
		away = append(away, nearest(float64(x.At(0, i)), float64(x.At(1, i))))
	}
	if within(away, 4*h) < 0.99 {
		t.Errorf("with a bump of %g only %.3f of the particles are within four of its widths of a point", h, within(away, 4*h))
	}
	hollow := func(e *lab.Experiment) float64 { // the density in the middle of the two arcs, beside that on them
		var cx, cy, on float64
		for i := range places.N {
			cx, cy = cx+float64(places.At(0, i))/float64(places.N), cy+float64(places.At(1, i))/float64(places.N)
			on += at(e, 0, float64(places.At(0, i)), float64(places.At(1, i))) / float64(places.N)
		}
		return at(e, 0, cx, cy) / on
	}
	wide := points("wide")
	if a, b := hollow(wide), hollow(points("again")); a < 0.8 || b > a/2 {
		t.Errorf("between the arcs the density is %.3f of theirs with a wide bump, %.3f with the usual one", a, b)
	}
	a := scores(wide, 0, 40, 30)[0]
	b := scores(wide, wide.Config().Bandwidth, 40, 30)[0] // h² + σ² is twice h²
	if r := length(b) / length(a); math.Abs(r-0.5) > 0.01 {
		t.Errorf("far away the score is %.3f of what it was", r)
	}
}

// TestClaimsOfPictures: stains before learning, digits after some hundred steps, by a network of
// an eighth of the figure's weights; and a sample has decided what it will be before the last of the noise
// is gone: what it means at a twenty-fifth of the noise is near its end, by the flow alone at an eighth; at the
// top it is not. That
// guidance buys confidence with variety, and that few pictures are learned by heart, is
// checked in sim/lab.
func TestClaimsOfPictures(t *testing.T) {
	learned(t)
	e := changed(t, "digits", "endless", "units=64 particles=60")
	for !e.LearnToRead(100) {
	}
	e.Sample(e.Particles().Total())
	stains := *e.View().Judged()
	e.Train(600)
	e.Reset()
	e.Sample(e.Particles().Total())
	v := e.View()
	digits := *v.Judged()
	t.Logf("confidence %.3f, then %.3f, Fréchet distance %.1f, then %.1f", stains.Confidence, digits.Confidence, stains.Distance, digits.Distance)
	if digits.Distance > stains.Distance/20 || digits.Confidence < stains.Confidence+0.2 {
		t.Errorf("confidence %.3f, then %.3f, Fréchet distance %.1f, then %.1f", stains.Confidence, digits.Confidence, stains.Distance, digits.Distance)
	}
	picture := func(b sim.Batch, k int) (list []float64) {
		for j := range b.D {
			list = append(list, float64(b.At(j, k)))
		}
		return list
	}
	const samples = 20
	for _, c := range []struct{ churn, part, near float64 }{{e.Config().Churn, 25, 0.5}, {0, 8, 1. / 3}} { // fresh noise keeps it open for longer
		if err := e.Set("churn", strconv.FormatFloat(c.churn, 'g', -1, 64)); err != nil {
			t.Fatal(err)
		}
		e.Reset()
		e.Sample(e.Particles().Total())
		v := e.View()
		worst := 0.
		for i := range samples {
			f := v.Film(i)
			early := slices.IndexFunc(f.Sigma[:f.Frames], func(s float64) bool { return s <= f.Sigma[0]/c.part })
			end := picture(f.X, f.Frames-1)
			worst = max(worst, rms(picture(f.Mean, early), end)/rms(picture(f.Mean, 0), end))
		}
		if t.Logf("churn %g: with 1/%g of the noise a mean is at most %.2f as far from its end as with all of it", c.churn, c.part, worst); worst > c.near {
			t.Errorf("churn %g: with 1/%g of the noise a mean is %.2f as far from its end as with all of it", c.churn, c.part, worst)
		}
	}
}

// rms is the root mean square of a difference.
func rms(a, b []float64) float64 {
	sum := 0.
	for i := range a {
		sum += (a[i] - b[i]) * (a[i] - b[i]) / float64(len(a))
	}
	return math.Sqrt(sum)
}

// counter counts what a loss asks of a model: points at which it is evaluated, with a derivative along a
// direction or without, and points at which the gradient by the weights is asked for. It answers with zeros.
type counter struct{ dim, evaluated, derived, back int }

func (c *counter) Params() []float32 { return make([]float32, 1) }
func (c *counter) Dim() int          { return c.dim }
func (c *counter) Eval(s, jv, x, v sim.Batch, _ []float32) {
	clear(s.Data)
	clear(jv.Data)
	c.evaluated += x.N
	if !v.Empty() {
		c.derived += v.N
	}
}
func (c *counter) Grad(_ []float32, ds, _ sim.Batch) { c.back += ds.N }

// TestClaimsOfCosts counts the work of a step of each objective of the race, a point: a step of denoising asks as
// much of the network as one of the explicit loss; the sliced ones ask for one derivative along a direction,
// whatever the dimension, the trace for one in each, two in the plane and 784 of a picture. A derivative comes
// with an evaluation, and costs about as much (the network is gone through a second time beside it, see
// TestADerivativeCostsAnEvaluation in sim/score).
func TestClaimsOfCosts(t *testing.T) {
	losses := map[string]matching.Objective{"explicit": &matching.Explicit{Target: pressed(t, "race", "steps").View().Target.Density}, "implicit": &matching.Implicit{},
		"sliced": &matching.Sliced{}, "sliced-vr": &matching.Sliced{VarianceReduced: true}, "denoising": &matching.Denoising{}, "ladder": &matching.Denoising{Weight: matching.Variance}}
	const n = 5
	for _, dim := range []int{2, 784} {
		seen := map[string]counter{}
		for _, network := range pressed(t, "race", "steps").View().Networks {
			loss := losses[network.Objective]
			if loss == nil {
				t.Fatalf("%s is in the race and not counted", network.Objective)
			}
			if network.Objective == "explicit" && dim != 2 {
				continue // the truth is one of the plane
			}
			c := &counter{dim: dim}
			sigma := make([]float32, n)
			for i := range sigma {
				sigma[i] = 1
			}
			loss.Loss(make([]float32, 1), c, sim.NewBatch(dim, n), sim.NewBatch(dim, n), sigma, n)
			seen[network.Objective] = *c
		}
		if len(seen) < 4 {
			t.Fatalf("%d objectives", len(seen))
		}
		for name, want := range map[string]counter{"explicit": {2, n, 0, n}, "denoising": {dim, n, 0, n}, "ladder": {dim, n, 0, n}, "sliced": {dim, n, n, n}, "sliced-vr": {dim, n, n, n}, "implicit": {dim, dim * n, dim * n, dim * n}} {
			if got, raced := seen[name]; raced && got != want {
				t.Errorf("%s in %d dimensions: %+v, want %+v", name, dim, got, want)
			}
		}
	}
}
