package density

import (
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestDataWithoutABandwidth: draws are the points themselves, the score at σ
// is the one of denoising, and σ = 0 is LeastBandwidth.
func TestDataWithoutABandwidth(t *testing.T) {
	points := sim.FromPoints([]float64{-1, 2}, []float64{3, 0.5}, []float64{0, 0})
	d := NewData(points, []float64{1, 0, 3}, 0)
	x := sim.NewBatch(2, 4000)
	d.Rand(x, sim.NewKey(1), 0)
	count := [3]int{}
	for i := range x.N {
		for k := range points.N {
			if x.At(0, i) == points.At(0, k) && x.At(1, i) == points.At(1, k) {
				count[k]++
			}
		}
	}
	// 1000 of 4000 have a deviation of √(4000·¼·¾) = 27
	if count[0]+count[2] != 4000 || count[1] != 0 || math.Abs(float64(count[0]-1000)) > 4*27 {
		t.Errorf("points were drawn %v times", count)
	}
	at := sim.FromPoints([]float64{0.001, -0.002})
	s := sim.NewBatch(2, 1)
	d.Score(s, at, 0)
	for j, want := range []float64{-1000, 2000} { // (x_k − x)/1e-6
		if got := float64(s.At(j, 0)); math.Abs(got-want) > 1e-3*math.Abs(want) {
			t.Errorf("score %v, want %v", got, want)
		}
	}
}

// TestDenoisingIdentity: E[−z/σ | x + σz = y] is the score of the kernel estimate at
// y (Vincent 2011), here over two points by hand.
func TestDenoisingIdentity(t *testing.T) {
	d := NewData(sim.FromPoints([]float64{-1, 0}, []float64{2, 1}), []float64{1, 2}, 0)
	const sigma = 0.8
	y := []float64{0.3, 0.4}
	w1 := math.Exp(-(1.3*1.3 + 0.4*0.4) / (2 * sigma * sigma))
	w2 := 2 * math.Exp(-(1.7*1.7+0.6*0.6)/(2*sigma*sigma))
	want := []float64{(w1*-1.3 + w2*1.7) / (w1 + w2) / (sigma * sigma), (w1*-0.4 + w2*0.6) / (w1 + w2) / (sigma * sigma)}
	s := sim.NewBatch(2, 1)
	d.Score(s, sim.FromPoints(y), sigma)
	for j := range want {
		if got := float64(s.At(j, 0)); math.Abs(got-want[j]) > 1e-6*math.Abs(want[j])+1e-6 {
			t.Errorf("score_%d = %v, want %v", j, got, want[j])
		}
	}
}

// TestNoPoints: none are far from the others.
func TestNoPoints(t *testing.T) {
	if far := (Points{}).Far(); far != nil {
		t.Errorf("%v of none", far)
	}
}

// TestTheLeastKernelBendsAsItSays: however small h and σ are, a kernel has LeastBandwidth, and
// −∂s/∂x at its centre is 1/MinVariance.
func TestTheLeastKernelBendsAsItSays(t *testing.T) {
	for _, h := range []float64{0, 1e-9, 1e-3, 0.5} {
		d := NewData(sim.FromPoints([]float64{0, 0}), nil, h)
		for _, sigma := range []float64{0, 1e-5, 0.1} {
			v := d.MinVariance(sigma)
			step := math.Sqrt(v) / 4
			s := sim.NewBatch(2, 1)
			d.Score(s, sim.FromPoints([]float64{step, 0}), float32(sigma))
			if bend := -float64(s.At(0, 0)) / step; math.Abs(bend*v-1) > 1e-5 {
				t.Errorf("h = %v, σ = %v: bends by %v, MinVariance %v", h, sigma, bend, v)
			}
		}
	}
}

func TestBadShapesPanic(t *testing.T) {
	x := sim.NewBatch(2, 3)
	d := NewData(x, nil, 1)
	for _, c := range []struct {
		name, want string
		f          func()
	}{
		{"no points", "density: no points", func() { NewData(sim.Batch{D: 2}, nil, 1) }},
		{"few weights", "density: not one weight for each point", func() { NewData(x, []float64{1}, 1) }},
		{"negative weight", badWeights, func() { NewData(x, []float64{1, -1, 1}, 1) }},
		{"few weights of a bandwidth", oneWeight, func() { Silverman(x, []float64{1}) }},
		{"many weights of a bandwidth", oneWeight, func() { LeaveOneOut(x, []float64{1, 1, 1, 1}) }},
		{"few weights of points", oneWeight, func() { Points{XY: [][2]float64{{0, 0}, {1, 1}}, W: []float64{1}}.Centre(8, false) }},
		{"many weights of points", oneWeight, func() { Points{XY: [][2]float64{{0, 0}}, W: []float64{1, 2}}.Centre(8, true) }},
		{"an edge nowhere", "density: a mean, deviation or edge that is not finite", func() { NewTruncated([2]float64{}, 1, math.Inf(-1)) }},
		{"no weight", badWeights, func() { NewData(x, []float64{0, 0, 0}, 1) }},
		{"negative h", "density: a bandwidth that is negative or not finite", func() { NewData(x, nil, -1) }},
		{"another dimension", badShape, func() { d.Score(sim.NewBatch(3, 1), sim.NewBatch(3, 1), 0) }},
		{"short dst", badShape, func() { d.LogProb(make([]float32, 2), x, 0) }},
		{"score of another", badShape, func() { d.Score(sim.NewBatch(2, 2), x, 0) }},
		{"draws in 3", badShape, func() { d.Rand(sim.NewBatch(3, 1), 1, 0) }},
		{"raster of no cell", badShape, func() { NewRaster(0, 1, nil, 0, 0, 1, 1) }},
		{"sharp raster", "density: cells or softening that are not positive", func() { NewRaster(1, 1, []float64{1}, 0, 0, 1, 0) }},
		{"flat Gaussian", "density: a deviation that is not positive", func() { NewTruncated([2]float64{}, 0, 0) }},
	} {
		func() {
			defer func() {
				if r := recover(); r != c.want {
					t.Errorf("%s: %v", c.name, r)
				}
			}()
			c.f()
		}()
	}
}
