package density

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// cloud returns n points around a far place, as on a map.
func cloud(n int) Points {
	z := sim.NewBatch(2, n)
	addNoise(z, 1, sim.NewKey(9), 0)
	p := Points{XY: make([][2]float64, n), W: make([]float64, n)}
	for i := range p.XY {
		p.XY[i] = [2]float64{4_500_000 + 0.01*float64(z.At(0, i)), -300 + 0.003*float64(z.At(1, i))}
		p.W[i] = 1 + float64(i%3)
	}
	return p
}

func TestFitGoesAndComesBack(t *testing.T) {
	p := cloud(500)
	x, c := p.Fit(8)
	far, sum, total := 0.0, [2]float64{}, 0.0
	for i, q := range p.XY {
		in := [2]float64{float64(x.At(0, i)), float64(x.At(1, i))}
		back := c.Out(in)
		for j := range q {
			far = max(far, math.Abs(in[j]))
			sum[j] += in[j] * p.W[i]
			// float32 in view, and 4.5e6 has float64 steps of 1e-9
			if math.Abs(back[j]-q[j]) > 1e-7*8/c.Scale[j]+2e-9 {
				t.Fatalf("point %d: %v came back as %v", i, q, back)
			}
		}
		total += p.W[i]
	}
	if math.Abs(far-0.8*8) > 1e-5 {
		t.Errorf("the furthest coordinate is at %v, want 6.4", far)
	}
	if m := math.Hypot(sum[0], sum[1]) / total; m > 1e-4 {
		t.Errorf("the mean is %v off the centre", m)
	}
}

func TestFitOfExtremes(t *testing.T) {
	for _, p := range []Points{
		{XY: [][2]float64{{1e100, -1e100}, {-1e100, 1e100}}},
		{XY: [][2]float64{{1e-300, 0}, {2e-300, 0}}},
		{XY: [][2]float64{{3, 3}, {3, 3}}},
		{XY: [][2]float64{{3, 3}, {3, 4}}},
	} {
		x, _ := p.Fit(8)
		for _, v := range x.Data {
			if !(math.Abs(float64(v)) <= 6.5) {
				t.Errorf("%v came to %v", p.XY, x.Data)
			}
		}
	}
}

func TestMergeKeepsMassAndMean(t *testing.T) {
	p := cloud(5000)
	q := p.Merge(800)
	if n := len(q.XY); n > 800 || n < 200 {
		t.Errorf("%d points are left", n)
	}
	mass := func(p Points) (sum float64) {
		for _, w := range p.W {
			sum += w
		}
		return sum
	}
	if math.Abs(mass(q.Points)/mass(p)-1) > 1e-12 {
		t.Errorf("mass %v, before %v", mass(q.Points), mass(p))
	}
	m, n := p.mean(), q.mean()
	for j := range m {
		if math.Abs(m[j]-n[j]) > 1e-7 { // 5000 roundings of 1e-9 at 4.5e6: four deviations are 8e-8
			t.Errorf("mean %v, before %v", n, m)
		}
	}
	if again := p.Merge(5000); len(again.XY) != 5000 || again.Side != 0 {
		t.Error("nothing was to be merged")
	}
	if same := (Points{XY: make([][2]float64, 10)}).Merge(5); len(same.XY) != 1 || same.W[0] != 10 {
		t.Errorf("ten equal points became %v", same.Points)
	}
}

// TestMergedScoreIsClose: merging within squares of side a, much less than the
// bandwidth s, drops their variance a²/12 of s²: the score changes by about
// that share.
func TestMergedScoreIsClose(t *testing.T) {
	p := cloud(4000)
	x, c := p.Fit(8)
	q := p.Merge(1500)
	y := sim.NewBatch(2, len(q.XY))
	for i, r := range q.XY {
		in := c.In(r)
		y.Set(0, i, float32(in[0]))
		y.Set(1, i, float32(in[1]))
	}
	const s = 1.0
	at := sim.NewBatch(2, 200)
	addNoise(at, 2, sim.NewKey(2), 0)
	full, thin := sim.NewBatch(2, 200), sim.NewBatch(2, 200)
	NewData(x, p.W, s).Score(full, at, 0)
	NewData(y, q.W, s).Score(thin, at, 0)
	for i := range thin.Data {
		thin.Data[i] -= full.Data[i]
	}
	a := q.Side * c.Scale[0]
	for i, e := range norms(thin) {
		if e > 2*a*a/12/(s*s)*(1+norms(full)[i]) {
			t.Fatalf("point %d: the score changed by %v with squares of %v", i, e, a)
		}
	}
}

// TestBandwidths: for n standard normal points Scott's is s n^(−1/(D+4)), s
// close to 1; Silverman's has (4/(D+2))^(1/(D+4)) more.
func TestBandwidths(t *testing.T) {
	for _, d := range []int{1, 2, 5} {
		const n = 4000
		x := sim.NewBatch(d, n)
		addNoise(x, 1, sim.NewKey(1), 0)
		want := math.Pow(n, -1/float64(d+4))
		// s² has a standard error of √(2/nd); four of them are 0.09 for D = 1, half for s.
		if got := Scott(x, nil); math.Abs(got/want-1) > 0.045 {
			t.Errorf("D=%d: Scott %v, want %v", d, got, want)
		}
		factor := math.Pow(4/float64(d+2), 1/float64(d+4))
		if got := Silverman(x, nil) / Scott(x, nil); math.Abs(got-factor) > 1e-9 {
			t.Errorf("D=%d: Silverman/Scott %v, want %v", d, got, factor)
		}
	}
	// Doubling a point is the same as giving it twice the weight, but for n.
	twice := sim.FromPoints([]float64{0, 1}, []float64{2, 5}, []float64{2, 5})
	once := sim.FromPoints([]float64{0, 1}, []float64{2, 5})
	ratio := math.Pow(5.0/9*3, 1.0/6) // n is 3 and (1+2)²/(1+4) = 9/5
	if got := Scott(once, []float64{1, 2}) / Scott(twice, nil); math.Abs(got-ratio) > 1e-9 {
		t.Errorf("weights: %v, want %v", got, ratio)
	}
	if got := Silverman(sim.FromPoints([]float64{1, 1}, []float64{1, 1}), nil); got != LeastBandwidth {
		t.Errorf("equal points: %v", got)
	}
}

// TestLeaveOneOut: on normal points it finds about Silverman's; on points along
// a thin ring, about the ring's width, where Silverman's is the ring's size.
func TestLeaveOneOut(t *testing.T) {
	x := sim.NewBatch(2, 700)
	addNoise(x, 2, sim.NewKey(3), 0)
	if h, s := LeaveOneOut(x, nil), Silverman(x, nil); h > s || h < s/2 {
		t.Errorf("normal points: %v, Silverman's %v", h, s)
	}
	d, _ := ByName("ring")
	d.Rand(x, sim.NewKey(3), 0)
	if h, s := LeaveOneOut(x, nil), Silverman(x, nil); h > 0.5 || h < 0.1 || s < 1 {
		t.Errorf("a ring of width 0.4: %v, Silverman's %v", h, s)
	}
	// A held-out set agrees that it is better.
	test, logp := sim.NewBatch(2, 2000), make([]float32, 2000)
	d.Rand(test, sim.NewKey(4), 0)
	mean := func(h float64) (sum float64) {
		NewData(x, nil, h).LogProb(logp, test, 0)
		for _, l := range logp {
			sum += float64(l) / 2000
		}
		return sum
	}
	h := LeaveOneOut(x, nil)
	if best := mean(h); best < mean(h/2) || best < mean(h*2) {
		t.Errorf("mean log p on new points: %v at h, %v at h/2, %v at 2h", best, mean(h/2), mean(2*h))
	}
	if h := LeaveOneOut(sim.FromPoints([]float64{1, 2}, []float64{1, 2}), nil); h != LeastBandwidth {
		t.Errorf("two equal points: %v", h)
	}
	if h := LeaveOneOut(sim.FromPoints([]float64{1, 2}), nil); h != LeastBandwidth {
		t.Errorf("one point: %v", h)
	}
}

func BenchmarkLeaveOneOut(b *testing.B) {
	x := sim.NewBatch(2, 5000)
	addNoise(x, 2, sim.NewKey(3), 0)
	for b.Loop() {
		LeaveOneOut(x, nil)
	}
}
