package lab

import (
	"errors"
	"runtime"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestASetIsAppliedAsAWhole: what is wrong in a part of it leaves the experiment
// as it was, and what is right only as a whole is right.
func TestASetIsAppliedAsAWhole(t *testing.T) {
	e := open(t, "particles=20")
	e.Sample(5)
	before, x := e.State(), slices.Clone(e.Particles().Positions(0).Data)
	for _, text := range []string{"epsilon=0.3&particles=-1", "sigma-max=0.5&epsilon=0.3", "scene=annealed&nonsense=1", "epsilon=0.3&mixture=1,2"} {
		if errs := e.Apply(text); len(errs) != 1 {
			t.Errorf("%s: %v", text, errs)
		}
		if e.State() != before || !slices.Equal(e.Particles().Positions(0).Data, x) || e.Undo() {
			t.Errorf("%s: half applied", text)
		}
	}
	if errs := e.Apply("sigma-max=0.5&sigma-min=0.01"); len(errs) > 0 || e.Config().SigmaMax != 0.5 || e.Config().SigmaMin != 0.01 {
		t.Errorf("%v: %g … %g", errs, e.Config().SigmaMin, e.Config().SigmaMax)
	}
	if e.Undo(); e.Config().SigmaMax != 20 || e.Config().SigmaMin != 1 || e.Undo() {
		t.Error("a set is one step of undo")
	}
	var wrong *param.Error
	if err := e.Set("sigma-max", "0.5"); !errors.As(err, &wrong) || wrong.Field != "sigma-max" || wrong.Range != "1 … 100" {
		t.Error(err)
	}
}

// TestDataAreAChangeLikeAnyOther: undone and redone, and what came before them
// stays.
func TestDataAreAChangeLikeAnyOther(t *testing.T) {
	e := open(t, "particles=20")
	must(e.Set("sigma", "2"))
	points := func() int { x, _ := e.View().Data(); return x.N }
	must(bring(e, own.Data{Bytes: []byte("x,y\n1,2\n3,1\n2,5\n"), Name: "three"}))
	must(bring(e, own.Data{Bytes: []byte("x,y\n1,2\n3,1\n2,5\n4,4\n"), Name: "four"}))
	must(e.Set("sigma", "1"))
	for _, want := range []struct {
		points  int
		density string
		sigma   float64
	}{{4, "data", 2}, {3, "data", 2}, {0, "toy", 2}, {0, "toy", 0}} {
		if !e.Undo() || points() != want.points || e.Config().Density != want.density || e.Config().Sigma != want.sigma {
			t.Errorf("undone to %d points of %s at σ = %g, want %v", points(), e.Config().Density, e.Config().Sigma, want)
		}
	}
	for e.Redo() {
	}
	if points() != 4 || e.Config().Sigma != 1 {
		t.Errorf("redone to %d points at σ = %g", points(), e.Config().Sigma)
	}
}

// TestALearnedScoreIsLearned, however it was asked for: set while a figure lives
// it gives the same particles as in the text that the figure is opened with.
func TestALearnedScoreIsLearned(t *testing.T) {
	e := open(t, "scene=langevin&particles=20&units=8")
	e.Sample(3)
	must(e.Set("score", "learned"))
	e.Sample(4)
	other := open(t, "scene=langevin&particles=20&units=8&score=learned")
	other.Sample(4)
	if e.Training().Networks() != 1 || !slices.Equal(e.Particles().Positions(0).Data, other.Particles().Positions(0).Data) {
		t.Errorf("%d networks, or other particles", e.Training().Networks())
	}
}

// TestTheLadderThatIsLearned is the settings': another one starts training again.
func TestTheLadderThatIsLearned(t *testing.T) {
	e := open(t, "scene=matching&objective=ladder&units=8&batch=8")
	e.Train(5)
	must(e.Set("sigma-max", "5"))
	if e.Clock().Training != 0 {
		t.Errorf("training goes on at step %d on a ladder that is gone", e.Clock().Training)
	}
}

// TestAClockAtZeroIsRestored where a figure is trained before its first picture.
func TestAClockAtZeroIsRestored(t *testing.T) {
	for _, step := range []int{0, 40, 200, 210} {
		e := open(t, "scene=projections&units=8&batch=8")
		e.Advance(e.Rewind(Clock{Training: min(step, 200)}))
		e.Train(step - e.Clock().Training)
		back := open(t, e.State())
		if back.Advance(back.Ahead()); back.Clock().Training != step || back.State() != e.State() {
			t.Errorf("restored at %v, was at %d", back.Clock(), step)
		}
	}
}

// TestSettingsSayWhatIsShown after a component was moved, in every scene.
func TestSettingsSayWhatIsShown(t *testing.T) {
	for _, s := range scene.All {
		if s.Name == "race" || s.Pictures {
			continue // six networks; as matching. Pictures have no components
		}
		e := open(t, "units=4&batch=4&particles=5&scene="+s.Name)
		const moved = "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2"
		must(e.Set("mixture", moved))
		c := e.Config()
		if c.Get("density") != "mixture" || c.Get("mixture") != moved || len(e.View().Components()) != 2 || e.View().Components()[0].Mean != [2]float64{-3, -4} {
			t.Errorf("%s: %s, %q with %v", s.Name, c.Get("density"), c.Get("mixture"), e.View().Components())
		}
		must(e.Set("density", "gaussian"))
		if c := e.Config(); c.Get("density") != "gaussian" || c.Get("mixture") != "" {
			t.Errorf("%s: %s, %q", s.Name, c.Get("density"), c.Get("mixture"))
		}
	}
}

// TestThousandsOfChangesReadBack: a drag that goes on for ever makes no state
// that cannot be read.
func TestThousandsOfChangesReadBack(t *testing.T) {
	e := open(t, "particles=1")
	var last error
	for i := range 10_050 {
		e.Sample(1)
		last = e.Set("sigma", []string{"1", "2", "3"}[i%3])
	}
	var full *param.Error
	if !errors.As(last, &full) {
		t.Errorf("the last change: %v", last)
	}
	if back := open(t, e.State()); back.State() == "" {
		t.Error("no state")
	}
}

// spent is how many bytes f allocates.
func spent(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestDamagedMessagesCostLittle: a bit of a report or a command is another. It is
// taken or refused in memory (and so in time) that its length and the
// experiment's size bound, which a target built anew and a window's grid are part
// of.
func TestDamagedMessagesCostLittle(t *testing.T) {
	stride := 1
	if !testsize.Full() {
		stride = 7
	}
	const most = 2 << 20
	e := open(t, "scene=matching&units=4&batch=4&hidden-layers=1")
	job, _ := OpenTrainingJob(e.Training().Job())
	job.Train(70, 16)
	report := slices.Clone(job.Report())
	for i := 0; i < 8*len(report); i += stride {
		b := slices.Clone(report)
		b[i/8] ^= 1 << (i % 8)
		if n := spent(func() { e.Training().Apply(b, 1<<30) }); n > most {
			t.Fatalf("a report of %d bytes with bit %d changed allocates %d bytes", len(report), i, n)
		}
		if e.Clock().Training > 0 { // only a value is another
			e = open(t, "scene=matching&units=4&batch=4&hidden-layers=1")
		}
	}
	cloud := open(t, "particles=30&mixture=0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2")
	shard, ok := OpenShard(cloud.Particles().ShardJobs(1)[0])
	if !ok {
		t.Fatal("no shard")
	}
	cloud.Sample(10)
	must(cloud.Set("epsilon", "0.1"))
	command := slices.Clone(cloud.Particles().Command(window))
	for i := 0; i < 8*len(command); i += stride {
		b := slices.Clone(command)
		b[i/8] ^= 1 << (i % 8)
		if n := spent(func() { shard.Execute(b) }); n > most {
			t.Fatalf("a command of %d bytes with bit %d changed allocates %d bytes", len(command), i, n)
		}
	}
	for i := range 30 { // and the shard still works
		if shard.Execute(command) && shard.Step() {
			break
		}
		if i == 29 {
			t.Error("the shard no longer does what it is told")
		}
	}
}

// TestOpeningAJobCostsWhatItCarries, and 64 MB at most of batches and a data set:
// settings that ask for large networks are refused before those are made, where
// their weights have not come.
func TestOpeningAJobCostsWhatItCarries(t *testing.T) {
	const few = "scene=matching&units=4&hidden-layers=1"
	cost := func(b []byte) (opened bool, bytes int) {
		bytes = int(spent(func() { _, opened = OpenTrainingJob(b) }))
		return opened, bytes
	}
	sound := open(t, few).Training().Job()
	opened, plain := cost(sound)
	if !opened {
		t.Fatal("a sound job is refused")
	}
	for _, text := range []string{"units=256&hidden-layers=6", "race=on", "model=energy", "objective=ladder", "units=256&race=on&hidden-layers=6&dataset=1000000&batch=8192"} {
		c, errs := param.ParseConfig(few + "&" + text)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var m protocol.TrainingJob
		m.Read(sound)
		m.Began, m.Present = c.Text(), c.Text()
		if opened, n := cost(m.Append(nil)); opened || n > 100*len(sound)+1<<18 {
			t.Errorf("%s: %v, %d bytes allocated for %d", text, opened, n, len(sound))
		}
	}
	stride := 3 // in turn every bit of three bytes
	if testsize.Full() {
		stride = 1
	}
	for i := 0; i < 8*len(sound); i += stride {
		sound[i/8] ^= 1 << (i % 8)
		if _, n := cost(sound); n > 2*plain+1<<20 {
			t.Errorf("bit %d: %d bytes allocated, %d without", i, n, plain)
		}
		sound[i/8] ^= 1 << (i % 8)
	}
	large := open(t, few+"&race=on&dataset=1000000&batch=8192&projections=64").Training().Job()
	if opened, n := cost(large); !opened || n > 6*plain+64<<20 {
		t.Errorf("the largest sizes: %v, %d bytes", opened, n)
	}
}
