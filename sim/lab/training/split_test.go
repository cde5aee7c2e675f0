package training

import (
	"runtime"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/matching"
)

// TestFewPicturesKeepTheirLabels: of a finite set each picture comes with the label that it was
// drawn with, in every epoch.
func TestFewPicturesKeepTheirLabels(t *testing.T) {
	c := param.Config{Scene: "digits", Dataset: 40, Labels: "on"}.WithDefaults()
	at := target.New(c, nil, nil)
	data := newDataset(&c, at, nil)
	x, labels := sim.NewBatch(64, 40), make([]uint8, 40)
	at.Pictures.Draw(x, labels, sim.NewKey(c.Seed).Sub(stream.Dataset), 0)
	got, of := sim.NewBatch(64, 100), make([]uint8, 100)
	data.pictures.rand(got, of, 1, 0)
	for i := range got.N {
		found := false
		for k := range x.N {
			same := true
			for j := range x.D {
				same = same && x.At(j, k) == got.At(j, i)
			}
			found = found || same && labels[k] == of[i]
		}
		if !found {
			t.Fatalf("picture %d comes with the label %d, or is none of the set", i, of[i])
		}
	}
}

// TestADatasetIsDrawnInPieces: it yields every so many draws, and has the same bits as drawn at once.
func TestADatasetIsDrawnInPieces(t *testing.T) {
	c := param.Config{Scene: "learn-and-sample", Dataset: 2*pointsAtOnce + 7}.WithDefaults()
	at, yields := target.New(c, nil, nil), 0
	whole, parts := newDataset(&c, at, nil), newDataset(&c, at, func() { yields++ })
	if yields != 3 || !slices.Equal(whole.learned.Data, parts.learned.Data) {
		t.Errorf("%d yields, or other draws", yields)
	}
}

// TestPicturesAreNotKept: a million pictures to learn from are there at once, of the largest side too, and
// take no memory; each is what it would be if it had been kept.
func TestPicturesAreNotKept(t *testing.T) {
	const size = 1_000_000
	for _, side := range []string{"8", "16"} {
		c := param.Config{Scene: "digits", Side: side, Dataset: size}.WithDefaults()
		at := target.New(c, nil, nil)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		data := newDataset(&c, at, nil)
		runtime.ReadMemStats(&after)
		if made := after.TotalAlloc - before.TotalAlloc; made > 100_000 || data.size() != size {
			t.Errorf("%d bytes for %d pictures", made, data.size())
		}
		x, labels := sim.NewBatch(at.Dim(), 100), make([]uint8, 100)
		one, label := sim.NewBatch(at.Dim(), 1), make([]uint8, 1)
		data.pictures.rand(x, labels, 5, size-50) // over the end of an epoch
		for i := range x.N {
			at.Pictures.Draw(one, label, sim.NewKey(c.Seed).Sub(stream.Dataset), matching.InEpochs(size-50+i, size, 5))
			for j, v := range one.Data {
				if x.At(j, i) != v || labels[i] != label[0] {
					t.Fatalf("draw %d is not the picture that it should be", i)
				}
			}
		}
	}
}
