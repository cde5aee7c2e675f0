package lab

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/training"
)

// ownPictures are n pictures of 12 × 12 pixels, with the labels 0, 1 and 7 or none.
func ownPictures(t *testing.T, n int, labelled bool) *Points {
	t.Helper()
	g, err := density.NewGlyphs(12, "017")
	if err != nil {
		t.Fatal(err)
	}
	x, labels := sim.NewBatch(144, n), make([]uint8, n)
	g.RandLabelled(x, labels, 5, 0)
	a, classes := &density.Album{Side: 12, Pixels: make([]uint8, 144*n)}, ""
	for i := range n {
		for j := range 144 {
			a.Pixels[i*144+j] = uint8(127.5*float64(x.At(j, i)) + 128)
		}
	}
	if labelled {
		a.Labels, classes = labels, "017"
	}
	p := target.NewAlbum(a, classes, "drawn.csv")
	p.Describe(n)
	return p
}

func classesOf(e *Experiment) string {
	c := e.Config()
	return c.Classes()
}

// TestOwnPicturesAreLearned: the reader's pictures take the place of the drawn ones, scaled to
// the scene's size, a fifth held out; networks learn them, here and in a worker with the same
// bits, told the classes that they have.
func TestOwnPicturesAreLearned(t *testing.T) {
	for _, labelled := range []bool{true, false} {
		e := open(t, fewPictures)
		p := ownPictures(t, 200, labelled)
		if err := e.Use(p); err != nil {
			t.Fatal(err)
		}
		c := e.Config()
		if c.Pictures != "own" || c.Side != "8" || (c.Labels == "on") != labelled || labelled && c.Classes() != "017" || labelled && c.ClassOf(5) != 2 {
			t.Fatalf("%s", c.Text())
		}
		v := e.View()
		if v.Learned.N != 160 || v.Held.N != 40 || v.Learned.D != 64 {
			t.Fatalf("learned %d of %d coordinates, held %d", v.Learned.N, v.Learned.D, v.Held.N)
		}
		small := p.Album.Resize(8)
		all := make([]int, 200)
		for i := range all {
			all[i] = i
		}
		of := small.Points(all)
		seen := map[int]bool{}
		for _, part := range []sim.Batch{v.Learned, v.Held} {
			for i := range part.N {
				for k := range of.N {
					same := true
					for j := range of.D {
						same = same && part.At(j, i) == of.At(j, k)
					}
					if same {
						seen[k] = true
					}
				}
			}
		}
		if len(seen) != 200 {
			t.Errorf("%d of 200 pictures are learned or held out", len(seen))
		}
		job, ok := OpenTrainingJob(e.Training().Job())
		if !ok {
			t.Fatal("no job")
		}
		e.Train(60)
		other := open(t, fewPictures)
		if err := other.Use(ownPictures(t, 200, labelled)); err != nil {
			t.Fatal(err)
		}
		if job.Train(60, 16); !other.Training().Apply(slices.Clone(job.Report()), 60) {
			t.Fatal("a report is not taken")
		}
		if !slices.Equal(training.Weights(e.parts.networks.At(0).Model), training.Weights(other.parts.networks.At(0).Model)) {
			t.Error("in a worker the weights differ")
		}
		if trace := e.Training().Trace(0); math.IsNaN(trace.HeldOut[trace.Last()]) {
			t.Error("nothing is held out")
		}
		e.Reset()
		e.Sample(20)
		for _, x := range e.Particles().Positions(0).Data {
			if !(math.Abs(float64(x)) <= 2) {
				t.Fatalf("a pixel is %g", x)
			}
		}
		if e.LearnToRead(10) || e.Judges() || e.Stats().Pictures != nil {
			t.Error("a verdict on pictures of which too few are held out, or without labels")
		}
		if s := e.Stats().Data; s == nil || s.Side != 12 || !strings.Contains(s.Summary.EN, "200 pictures of 12 × 12 pixels") || !strings.HasSuffix(s.Summary.EN, "scaled to 8 × 8") {
			t.Errorf("%+v", s)
		}
	}
}

// TestOwnPicturesStay over everything that a reader does: a state with the pictures in it, a
// checkpoint, undo, other sizes; and leave with Forget.
func TestOwnPicturesStay(t *testing.T) {
	e := open(t, fewPictures)
	if err := e.Use(ownPictures(t, 60, true)); err != nil {
		t.Fatal(err)
	}
	e.Train(20)
	e.Reset()
	e.Sample(5)
	want := slices.Clone(e.Particles().Positions(0).Data)
	same := func(what string, e *Experiment) {
		t.Helper()
		if c := e.Config(); c.Pictures != "own" || c.Classes() != "017" || e.parts.target.Pictures.Own == nil || !slices.Equal(e.Particles().Positions(0).Data, want) {
			t.Errorf("%s: not the same pictures", what)
		}
	}
	back, ok := OpenCheckpoint(e.Checkpoint())
	if !ok {
		t.Fatal("no checkpoint")
	}
	same("checkpoint", back)
	again, errs := Open(e.State())
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	again.Advance(again.Ahead())
	same("state", again)
	if _, errs := Open(e.Link()); len(errs) != 1 || !strings.Contains(errs[0].Error(), "drawn.csv") {
		t.Errorf("a link without the file: %v", errs)
	}
	for _, side := range []string{"12", "16", "8"} {
		if err := e.Set("side", side); err != nil || e.parts.target.Pictures.Own.Dim() != e.View().Learned.D || classesOf(e) != "017" {
			t.Errorf("side %s: %v", side, err)
		}
	}
	if err := e.Set("class-set", "07"); err != nil || classesOf(e) != "07" || slices.Max(e.parts.target.Pictures.Own.Labels) != 1 {
		t.Errorf("two of the classes: %v", err)
	}
	if err := e.Set("pictures", "letters"); err != nil || e.parts.target.Own != nil || len(classesOf(e)) != 26 {
		t.Errorf("letters: %v", err)
	}
	if err := e.Set("pictures", "own"); err != nil || e.parts.target.Own == nil || classesOf(e) != "017" {
		t.Errorf("own again: %v, %s", err, e.Config().Text())
	}
	if err := e.Forget(); err != nil || e.Config().Pictures != "digits" || e.Config().Labels != "on" || e.parts.target.Own != nil {
		t.Errorf("forgotten: %v, %s", err, e.Config().Text())
	}
	if !e.Undo() || e.parts.target.Own == nil || classesOf(e) != "017" {
		t.Error("undo does not bring the pictures back")
	}
}

// TestOwnPicturesWithoutLabels: no network is told what they have not, with a sentence.
func TestOwnPicturesWithoutLabels(t *testing.T) {
	e := open(t, fewPictures)
	if err := e.Use(ownPictures(t, 60, false)); err != nil {
		t.Fatal(err)
	}
	if err := e.Set("labels", "on"); err == nil || !strings.Contains(err.Error(), "have none") {
		t.Errorf("%v", err)
	}
	if err := e.Use(ownPictures(t, 60, true)); err != nil || e.Config().Labels != "on" {
		t.Errorf("%v, %s", err, e.Config().Text())
	}
	plane := open(t, "scene=own-data")
	if err := plane.Use(ownPictures(t, 60, false)); err == nil || !strings.Contains(err.Error(), "not about pictures") {
		t.Errorf("pictures in the plane: %v", err)
	}
	if err := e.Use(target.NewPoints(density.Points{XY: [][2]float64{{0, 0}, {1, 1}}}, "points")); err == nil || !strings.Contains(err.Error(), "not about points") {
		t.Errorf("points among pictures: %v", err)
	}
}

// TestFewClassesOfGlyphs are learned alone where a reader asks for them.
func TestFewClassesOfGlyphs(t *testing.T) {
	e := open(t, fewPictures+"&class-set=17")
	labels := make([]uint8, 50)
	e.parts.target.Pictures.Draw(sim.NewBatch(64, 50), labels, 3, 0)
	if slices.Max(labels) != 1 || strings.Index(classesOf(e), "7") != 1 {
		t.Errorf("%v", labels)
	}
	for _, set := range []string{"1", "71", "1A", "11"} {
		if err := e.Set("class-set", set); err == nil || !strings.Contains(err.Error(), "two or more") {
			t.Errorf("%s: %v", set, err)
		}
	}
}

// TestOwnPicturesAreJudged by a classifier that learned to read those with labels, however its steps
// were divided and whatever the seed: real ones are judged real. There is no verdict where pictures have no labels, where too
// few are held out to test it, and where it does not read them, for labels say nothing.
func TestOwnPicturesAreJudged(t *testing.T) {
	const text = fewPictures + "&sampler=annealed&start-law=data&particles=100"
	judged := func(p *Points, more string, at int) (*Experiment, float64) {
		t.Helper()
		e := open(t, text+more)
		if err := e.Use(p); err != nil {
			t.Fatal(err)
		}
		for n := 0; n < 400 && !e.LearnToRead(at); n += at {
		}
		accuracy, known := e.ReadingAccuracy()
		if !known {
			accuracy = math.NaN()
		}
		return e, accuracy
	}
	e, accuracy := judged(ownPictures(t, 600, true), "", 300)
	q := e.Stats().Pictures
	if !(accuracy >= 0.95) || !e.Judges() || q == nil || q.Accuracy != accuracy || q.N != 100 || len(q.Shares) != 3 || !(q.Confidence > 0.9) || !(q.Distance < q.Noise/10) || !(q.Distance < 3*q.Floor.High()) {
		t.Errorf("accuracy %g, %+v", accuracy, q)
	}
	if e.Tests() != 120 {
		t.Errorf("%d are held out for the classifier", e.Tests())
	}
	other, again := judged(ownPictures(t, 600, true), "&seed=9", 70)
	if again != accuracy || !other.Judges() {
		t.Errorf("in parts, with another seed, the accuracy is %g, not %g", again, accuracy)
	}
	confused := ownPictures(t, 600, true)
	for i := range confused.Album.Labels {
		confused.Album.Labels[i] = uint8(i % 3)
	}
	if e, accuracy := judged(confused, "", 300); !(accuracy < 0.7) || e.Judges() || e.View().Judged() != nil || e.LearnToRead(1) {
		t.Errorf("labels that say nothing: accuracy %g, %+v", accuracy, e.View().Judged())
	}
	for _, p := range []*Points{ownPictures(t, 600, false), ownPictures(t, 240, true)} {
		if e, accuracy := judged(p, "", 300); accuracy == accuracy || e.Judges() || e.View().Judged() != nil {
			t.Errorf("%s: a verdict by accuracy %g", p.Facts.Summary.EN, accuracy)
		}
	}
}
