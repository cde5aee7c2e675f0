package hist_test

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/hist"
)

// TestBinsTravel: a grid that comes as bytes is added as the grid itself would
// be, up to where bins are full; one of another size is not.
func TestBinsTravel(t *testing.T) {
	x, y := cloud(4000)
	var shard, here, there hist.Grid
	for _, g := range []*hist.Grid{&shard, &here, &there} {
		g.Resize(13, 7)
		g.Splat(x, y, hist.Affine{SX: 13, SY: 7})
		g.Bins[5] = math.MaxUint16 - 3
	}
	here.Merge(&shard)
	if !there.MergeBinary(shard.AppendBinary([]byte("x"))[1:]) || !slices.Equal(here.Bins, there.Bins) {
		t.Error("added as bytes, the sum is another")
	}
	for _, n := range []int{0, 1, 2*13*7 - 1} {
		if there.MergeBinary(make([]byte, n)) {
			t.Errorf("%d bytes are a grid of 13×7", n)
		}
	}
}

func BenchmarkMerge800x600(b *testing.B) {
	var g, o hist.Grid
	g.Resize(800, 600)
	o.Resize(800, 600)
	bytes := o.AppendBinary(nil)
	for b.Loop() {
		g.MergeBinary(bytes)
	}
}
