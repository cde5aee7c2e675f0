package view

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// TestNearness: samples that are the learned points are at 0, and those of the law
// that the points are of about 1. Of 500 distances each the logarithm of a median
// has the standard error 1/(2·f·√500) with f the density of log d there: in the
// plane d² is nearly exponential, so f = 2 ln 2 · ½ = 0.69, and each is known to
// 3 %; the held-out points, 200, to 5 %. Four errors of the ratio are 24 %.
func TestNearness(t *testing.T) {
	draw := func(n int, stream uint64) sim.Batch {
		x, r := sim.NewBatch(2, n), rand.New(rand.NewPCG(7, stream))
		for i := range x.Data {
			x.Data[i] = float32(r.NormFloat64())
		}
		return x
	}
	v := &View{}
	v.Config.Score = "learned"
	v.Learned, v.Held = draw(800, 1), draw(200, 2)
	for _, c := range []struct {
		name    string
		x       sim.Batch
		low, up float64
	}{{"by heart", v.Learned, 0, 0}, {"fresh", draw(500, 3), 0.76, 1.24}} {
		v.Runs = []Run{{State: &langevin.State{X: c.x}}}
		if got := v.Nearness(); !(got >= c.low && got <= c.up) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	v.Config.Score = "exact"
	if !math.IsNaN(v.Nearness()) {
		t.Error("particles that follow the exact score say something of the network")
	}
}

// TestNearPicturesAreFoundInPieces: of many large pictures no more than some milliseconds' are compared between two
// pauses, and what is found is the same.
func TestNearPicturesAreFoundInPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 4))
	draw := func(n int) sim.Batch {
		x := sim.NewBatch(256, n)
		for i := range x.Data {
			x.Data[i] = r.Float32()
		}
		return x
	}
	v := &View{}
	v.Config.Score = "learned"
	v.Learned, v.Held = draw(1000), draw(60)
	v.Runs = []Run{{State: &langevin.State{X: draw(50)}}}
	want, pauses := v.Nearness(), 0
	v.Yield = func() { pauses++ }
	if got := v.Nearness(); got != want || pauses < 110*256*1000/(1<<22) {
		t.Errorf("%v after %d pauses, at once %v", got, pauses, want)
	}
}
