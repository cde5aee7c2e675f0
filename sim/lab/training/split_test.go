package training

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/stream"
	"github.com/scorefield/scorefield/sim/lab/target"
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
	data.labelled()(got, of, 1, 0)
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

// TestADatasetIsDrawnInPieces: it yields every so many draws, of points and of pictures, and has
// the same bits as drawn at once.
func TestADatasetIsDrawnInPieces(t *testing.T) {
	for name, c := range map[string]param.Config{
		"points":   {Scene: "learn-and-sample", Dataset: 2*pointsAtOnce + 7},
		"pictures": {Scene: "digits", Dataset: 2*piece.Pictures + 7, Labels: "on"},
	} {
		c = c.WithDefaults()
		at, yields := target.New(c, nil, nil), 0
		whole, parts := newDataset(&c, at, nil), newDataset(&c, at, func() { yields++ })
		if yields != 3 || !slices.Equal(whole.learned.Data, parts.learned.Data) || !slices.Equal(whole.labels, parts.labels) {
			t.Errorf("%s: %d yields, or other draws", name, yields)
		}
	}
}
