package density

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/testsize"
)

// normals returns n points with deviations a and b around mid.
func normals(n int, a, b float64, mid [2]float64) Points {
	z := sim.NewBatch(2, n)
	addNoise(z, 1, sim.NewKey(5), 0)
	p := Points{XY: make([][2]float64, n)}
	for i := range p.XY {
		p.XY[i] = [2]float64{mid[0] + a*float64(z.At(0, i)), mid[1] + b*float64(z.At(1, i))}
	}
	return p
}

// TestUnlike: the deviations of 2,000 normals have standard errors of 1/√4000 =
// 1.6 %; ratios 8 % off the bound are told apart by four standard errors of
// the ratio (2.2 %).
func TestUnlike(t *testing.T) {
	for _, mid := range [][2]float64{{}, {1.9e9, -3}, {500_000, 5_400_000}} {
		for _, r := range []float64{0.92 * UnlikeSpread, 1.08 * UnlikeSpread} {
			want := r > UnlikeSpread
			if p := normals(2000, 1, r, mid); p.Unlike() != want {
				t.Errorf("deviations 1 and %v: unlike is not %v", r, want)
			}
			if p := normals(2000, 30*r, 30, mid); p.Unlike() != want {
				t.Errorf("deviations %v and 30: unlike is not %v", 30*r, want)
			}
		}
	}
	if p := normals(500, 1e-6, 1, [2]float64{1e9, 0}); p.Unlike() {
		t.Error("a coordinate that is constant but for its last digits has no scale")
	}
	outlier := normals(500, 1, 1, [2]float64{})
	outlier.XY = append(outlier.XY, [2]float64{1e9, 0})
	if outlier.Without(outlier.Far()).Unlike() || !(Points{XY: slices.Clone(outlier.XY)}).Unlike() {
		t.Error("one point far away makes no unlike units")
	}
}

// TestUnlikeSpreadWastesHalf: the constant is where its derivation says.
func TestUnlikeSpreadWastesHalf(t *testing.T) {
	r2 := UnlikeSpread * UnlikeSpread
	if worth := math.Sqrt((3*r2 + 2 + 3/r2) / 8); math.Abs(worth-2) > 0.01 {
		t.Errorf("one bandwidth is worth a %v-th of the points", worth)
	}
}

// TestCentreByAxis: a scale for each axis brings both to 0.8 half, and back
// with the digits of float64.
func TestCentreByAxis(t *testing.T) {
	p := normals(300, 0.2, 40_000, [2]float64{5_400_000, 1.93e9})
	c := p.Centre(3, true)
	far := p.In(c).furthest([2]float64{})
	for j, f := range far {
		if math.Abs(f-2.4) > 1e-6 {
			t.Errorf("axis %d reaches %v, want 2.4", j, f)
		}
	}
	for _, q := range p.XY {
		back := c.Out(c.In(q))
		for j := range q {
			if math.Abs(back[j]-q[j]) > 4*math.Abs(q[j])*0x1p-53 {
				t.Fatalf("%v came back as %v", q, back)
			}
		}
	}
	if even := p.Centre(3, false); !even.Even() || c.Even() {
		t.Error("Even")
	}
	flat := Points{XY: [][2]float64{{1, 7}, {2, 7}, {4, 7}}}
	if c := flat.Centre(3, true); !c.Even() {
		t.Errorf("an axis that does not vary has the other's scale: %v", c)
	}
}

func TestFar(t *testing.T) {
	for _, c := range []struct {
		name string
		add  [][2]float64
		want int
	}{
		{"none", nil, 0},
		{"one at 1e9", [][2]float64{{1e9, 1e9}}, 1},
		{"one in y", [][2]float64{{0, -400}}, 1},
		{"three", [][2]float64{{1e4, 0}, {-1e4, 0}, {0, 1e4}}, 3},
		{"thirty deviations are a tail", [][2]float64{{30, 0}}, 0},
		{"a second cloud is a shape", slices.Repeat([][2]float64{{1000, 0}}, 20), 0},
	} {
		p := normals(1000, 1, 1, [2]float64{})
		p.XY = slices.Insert(p.XY, 500, c.add...)
		far := p.Far()
		if len(far) != c.want || c.want > 0 && far[0] != 500 {
			t.Errorf("%s: %v", c.name, far)
		}
		if near := p.Without(far); len(near.XY) != len(p.XY)-c.want || c.want > 0 && len(near.Far()) > 0 {
			t.Errorf("%s: %d points are left", c.name, len(near.XY))
		}
	}
	// In pieces they are the same.
	many, pauses := normals(1000, 1, 1, [2]float64{}), 0
	many.XY[7][1] = 1e9
	if far := Pieces(func() { pauses++ }).Far(many); !slices.Equal(far, []int{7}) || pauses < 8 {
		t.Errorf("%v in %d pieces", far, pauses)
	}
	// A log-normal has a long tail and no outliers: of 20,000 points 20,000·2e-5 = 0.4 are expected beyond.
	p := normals(20_000, 1, 1, [2]float64{})
	for i, q := range p.XY {
		p.XY[i] = [2]float64{math.Exp(q[0]), q[1]}
	}
	if far := p.Far(); len(far) > 4 {
		t.Errorf("%d of a log-normal's points are far", len(far))
	}
	// Mostly one value: the wider range stands for the middle half.
	ties := normals(1000, 1, 1, [2]float64{})
	for i := range ties.XY {
		if i%10 < 7 {
			ties.XY[i][0] = 0
		}
	}
	ties.XY[3] = [2]float64{1e6, 0}
	if far := ties.Far(); len(far) != 1 || far[0] != 3 {
		t.Errorf("among ties: %v", far)
	}
	if far := (Points{XY: [][2]float64{{1, 1}, {2, 2}}}).Far(); far != nil {
		t.Errorf("of two points: %v", far)
	}
}

// lengths is how many of two sizes are tried.
func lengths() int {
	if !testsize.Full() {
		return 1
	}
	return 2
}

// tightAndWide are n points alternating between a tight and a wide cluster.
func tightAndWide(n int) sim.Batch {
	x := sim.NewBatch(2, n)
	addNoise(x, 1, sim.NewKey(8), 0)
	for i := range n {
		if i%2 == 0 {
			x.Set(0, i, -1.5+0.01*x.At(0, i))
			x.Set(1, i, 0.01*x.At(1, i))
		} else {
			x.Set(0, i, 1.5+0.4*x.At(0, i))
			x.Set(1, i, 0.4*x.At(1, i))
		}
	}
	return x
}

// ordered returns the points in another order.
func ordered(x sim.Batch, order []int) sim.Batch {
	y := sim.NewBatch(x.D, x.N)
	for k, i := range order {
		sim.CopyPoints(y, k, x, i, 1)
	}
	return y
}

// TestBandwidthDoesNotDependOnTheOrder (T6): rows that alternate between two
// clusters, the same rows cluster by cluster, and backwards.
func TestBandwidthDoesNotDependOnTheOrder(t *testing.T) {
	for _, n := range []int{1000, 5000}[:lengths()] {
		x := tightAndWide(n)
		want := ChooseBandwidth(x, nil)
		var sorted, backwards []int
		for i := range n {
			sorted, backwards = append(sorted, i), append(backwards, n-1-i)
		}
		slices.SortStableFunc(sorted, func(a, b int) int { return a%2 - b%2 })
		for name, order := range map[string][]int{"sorted": sorted, "backwards": backwards} {
			// Sums over the sample in another order differ in their last digits.
			if got := ChooseBandwidth(ordered(x, order), nil); math.Abs(got.H/want.H-1) > 1e-9 {
				t.Errorf("%d points %s: %+v, else %+v", n, name, got, want)
			}
		}
	}
}

// TestBandwidthOfManyPoints (T6): of 6,000 points on two moons the bandwidth
// is the one that predicts new points best. That of 800 alone would be
// (6000/800)^(1/6) = 1.4 times as wide. Over some data sets the mean of log₂ of
// the ratio to the best is within ¼, the step in which bandwidths are tried.
func TestBandwidthOfManyPoints(t *testing.T) {
	const n = 6000
	sets := 2 * lengths()
	d, _ := ByName("two-moons")
	x, test, logp := sim.NewBatch(2, n), sim.NewBatch(2, 300), make([]float32, 300)
	off := 0.0
	for set := range uint64(sets) {
		d.Rand(x, sim.NewKey(3).Sub(set), 0)
		d.Rand(test, sim.NewKey(4).Sub(set), 0)
		mean := func(h float64) (sum float64) {
			NewData(x, nil, h).LogProb(logp, test, 0)
			for _, l := range logp {
				sum += float64(l) / float64(len(logp))
			}
			return sum
		}
		best, at := math.Inf(-1), 0.0
		for k := range 7 {
			h := 0.12 * math.Exp2(float64(k)/4)
			if m := mean(h); m > best {
				best, at = m, h
			}
		}
		c := ChooseBandwidth(x, nil)
		if got := mean(c.H); got < best-0.02 || c.Looked != 800 || c.Of != n {
			t.Errorf("set %d: %+v predicts with %v, the best h = %v with %v", set, c, got, at, best)
		}
		off += math.Log2(c.H/at) / float64(sets)
	}
	if math.Abs(off) > 0.25 {
		t.Errorf("h is 2^%v of the best", off)
	}
}

// TestBandwidthOfRepeatedAndRoundedPoints: points that come twice are the same
// data, and rounding to a tenth of the spread makes no line a mode.
func TestBandwidthOfRepeatedAndRoundedPoints(t *testing.T) {
	x := normals(400, 1, 1, [2]float64{}).Batch()
	once := ChooseBandwidth(x, nil)
	twice := sim.NewBatch(2, 800)
	for i := range 800 {
		sim.CopyPoints(twice, i, x, i%400, 1)
	}
	if got := ChooseBandwidth(twice, nil); math.Abs(math.Log2(got.H/once.H)) > 0.5 {
		t.Errorf("twice the points: %+v, once %+v", got, once)
	}
	for _, step := range []float64{0.1, 0.5} {
		rounded := sim.NewBatch(2, 400)
		for i, v := range x.Data {
			rounded.Data[i] = float32(math.Round(float64(v)/step) * step)
		}
		if got := ChooseBandwidth(rounded, nil); got.H < step/math.Sqrt(12) || math.Abs(math.Log2(got.H/once.H)) > 1 {
			t.Errorf("rounded to %v: %+v, else %+v", step, got, once)
		}
	}
	// Years on a grid, and values that vary: not narrower than a year's share.
	grid := sim.NewBatch(2, 600)
	addNoise(grid, 1, sim.NewKey(6), 0)
	for i := range 600 {
		grid.Set(0, i, float32(i%12)*0.4)
		grid.Set(1, i, 0.02*grid.At(1, i))
	}
	if got := ChooseBandwidth(grid, nil); !got.Rounded || math.Abs(got.H-0.4/math.Sqrt(12)) > 1e-6 {
		t.Errorf("a grid of step 0.4: %+v", got)
	}
	// Two classes in x are no grid.
	for i := range 600 {
		grid.Set(0, i, float32(i%2))
	}
	if got := ChooseBandwidth(grid, nil); got.Rounded {
		t.Errorf("two classes: %+v", got)
	}
}

// TestMergedIsWithinItsAccuracy: the density of the merged points at points of
// the data is as close to that of all of them as Accuracy says.
func TestMergedIsWithinItsAccuracy(t *testing.T) {
	for _, name := range []string{"two-moons", "gaussian", "checkerboard"} {
		d, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{5000, 300_000}[:lengths()] {
			draws := sim.NewBatch(2, n)
			d.Rand(draws, sim.NewKey(2), 0)
			p := Points{XY: make([][2]float64, n)}
			for i := range p.XY {
				p.XY[i] = [2]float64{float64(draws.At(0, i)), float64(draws.At(1, i))}
			}
			v := p.In(p.Centre(3, false))
			all := v.Batch()
			h := LeaveOneOut(all, nil)
			m := v.Merge(2000)
			at := sim.NewBatch(2, 200)
			sim.CopyPoints(at, 0, all, 0, 200)
			full, few := make([]float32, 200), make([]float32, 200)
			NewData(all, nil, h).LogProb(full, at, 0)
			NewData(m.Batch(), m.W, m.Bandwidth(h)).LogProb(few, at, 0)
			off, plain := 0.0, 0.0
			for i := range full {
				off += math.Abs(math.Expm1(float64(few[i]-full[i]))) / 200
			}
			NewData(m.Batch(), m.W, h).LogProb(few, at, 0)
			for i := range full {
				plain += math.Abs(math.Expm1(float64(few[i]-full[i]))) / 200
			}
			said := fmt.Sprintf("%s: %d points in %d kernels, h = %.4f → %.4f: %.4f off, %.4f without the variance, %.4f stated", name, n, len(m.XY), h, m.Bandwidth(h), off, plain, m.Accuracy(h))
			t.Log(said)
			if off > m.Accuracy(h) || m.Accuracy(h) > 0.1 {
				t.Error(said)
			}
		}
	}
}

// TestMergeKeepsTheVariance: mean and variance of all coordinates are those of
// the means and of what lies within the squares.
func TestMergeKeepsTheVariance(t *testing.T) {
	p := normals(4000, 1, 0.5, [2]float64{3, -2})
	variance := func(p Points) (v float64) {
		m, sum := p.mean(), 0.0
		for i, q := range p.XY {
			w := p.Weight(i)
			sum += w
			v += w * ((q[0]-m[0])*(q[0]-m[0]) + (q[1]-m[1])*(q[1]-m[1])) / 2
		}
		return v / sum
	}
	m := p.Merge(300)
	if got, want := variance(m.Points)+m.Within, variance(p); math.Abs(got/want-1) > 1e-12 {
		t.Errorf("variance %v, before %v", got, want)
	}
	if m.Within > m.Side*m.Side/4 {
		t.Errorf("variance %v within squares of %v", m.Within, m.Side)
	}
}
