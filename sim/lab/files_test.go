package lab_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/score"
)

// linesOf are the lines of a file that are no comments.
func linesOf(text string) (list []string) {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return list
}

func gridOf(t *testing.T, e *lab.Experiment) string {
	t.Helper()
	text, err := e.GridCSV()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestGridIsTheField: the score of the grid is the gradient of its log p, by central
// differences of neighbours, and its comments bring the experiment back.
func TestGridIsTheField(t *testing.T) {
	e, _ := lab.Open("scene=score-field\ndensity=gaussian\nsigma=1\nhalf-width=2")
	all := linesOf(gridOf(t, e))
	if all[0] != "x,y,log p,score x,score y" || len(all) != 65*65+1 {
		t.Fatalf("%q and %d lines", all[0], len(all))
	}
	at := func(i, k int) float64 {
		v, err := strconv.ParseFloat(strings.Split(all[1+i], ",")[k], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	middle := 20*65 + 40
	h := at(middle+1, 0) - at(middle-1, 0)
	// log p of a Gaussian is a quadratic, so that the difference is exact but for float32's 1e-7 of |log p| ≈ 4, over h = 1/16
	if got, want := (at(middle+1, 2)-at(middle-1, 2))/h, at(middle, 3); math.Abs(got-want) > 2e-5 {
		t.Errorf("the slope is %v, the score %v", got, want)
	}
	other, errs := lab.Open(strings.ReplaceAll(strings.Split(gridOf(t, e), "\nx,")[0], "# ", ""))
	if len(errs) > 0 || gridOf(t, other) != gridOf(t, e) {
		t.Errorf("its comments bring back something else: %v", errs)
	}
}

// TestTrainingFiles: the last line of the losses is what is shown, and the weights are
// those of the network; both say where nothing learns.
func TestTrainingFiles(t *testing.T) {
	e, _ := lab.Open("scene=matching\nunits=8")
	e.Train(50)
	text, err := e.Training().CSV()
	if err != nil {
		t.Fatal(err)
	}
	all := linesOf(text)
	cells := strings.Split(all[len(all)-1], ",")
	s := e.Stats().Training
	if cells[0] != s.Objective || cells[1] != "50" || cells[2] != strconv.FormatFloat(s.Loss, 'g', -1, 32) || cells[4] != strconv.FormatFloat(s.Fisher, 'g', -1, 32) {
		t.Errorf("%q, shown are %+v", cells, s)
	}
	b, err := e.Training().Weights()
	if err != nil {
		t.Fatal(err)
	}
	n, err := score.ReadSafetensors(b)
	if err != nil {
		t.Fatal(err)
	}
	x := sim.FromPoints([]float64{1, 2}, []float64{-3, 0.5})
	got, want := sim.NewBatch(2, 2), sim.NewBatch(2, 2)
	n.(sim.Scorer).Score(got, x, 0)
	e.View().Networks[0].Model.Score(want, x, 0)
	for i := range got.Data {
		if got.Data[i] != want.Data[i] {
			t.Error("the weights are others")
		}
	}
	still, _ := lab.Open("scene=langevin\nparticles=3")
	if _, err := still.Training().CSV(); err == nil {
		t.Error("losses of what does not learn")
	}
	if _, err := still.Training().Weights(); err == nil {
		t.Error("weights of what does not learn")
	}
}
