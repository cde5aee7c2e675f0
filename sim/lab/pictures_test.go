package lab

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/particles"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/training"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// aboutPictures adds a scene of pictures for the length of a test, and returns its
// settings with a small network.
func aboutPictures(t *testing.T) Config {
	t.Helper()
	p, _ := param.Find("scene")
	all, options := scene.All, p.Options
	t.Cleanup(func() { scene.All, p.Options = all, options })
	scene.All = append(slices.Clone(all), scene.Scene{Name: "pictures", Pictures: true})
	p.Options = append(slices.Clone(options), param.Option{Value: "pictures"})
	return Config{Scene: "pictures", Score: "learned", Objective: "ladder", NoiseLevels: "log-normal", Model: "residual", Units: 32, Batch: 32, Rate: 0.002,
		RateSteps: 300, Averaging: 0.99, Sampler: "karras", SolverSteps: 20, SigmaMin: 0.05, SigmaMax: 6, Particles: 20}.WithDefaults()
}

// TestPicturesInParts: networks learn pictures, here and in a worker with the same bits;
// particles follow what was learned from noise to pictures, back and forth in time, and none
// is farther than a picture can be; what would need the exact score is not a number.
func TestPicturesInParts(t *testing.T) {
	c := aboutPictures(t)
	at := target.New(c, nil)
	if at.Known() || at.Dim() != 64 || at.Pictures == nil || at.Pictures.H != 8 || at.Pictures.W != 8 {
		t.Fatalf("%d coordinates, %+v", at.Dim(), at.Pictures)
	}
	networks := training.New(&c, at, nil)
	job, ok := training.OpenJob(networks.JobBytes(c, c, nil))
	if !ok {
		t.Fatal("no job")
	}
	networks.Train(300)
	trace := &networks.At(0).Trace
	if first, last := trace.Loss[1], trace.Loss[trace.Last()]; !(last < 0.9*first) { // that of a Gaussian of such deviation is where it begins
		t.Errorf("the loss went from %g to %g", first, last)
	}
	if job.Train(300, 16); !slices.Equal(weights(t, c, at, job), networks.At(0).Model.Params()) {
		t.Error("in a worker the weights differ")
	}

	var cloud particles.Cloud
	cloud.Start(particles.Setting{Config: c, Target: at, Driver: networks.Frozen(&c)})
	cloud.Sample(20)
	want := slices.Clone(cloud.Run(0).State.X.Data)
	for _, v := range want {
		if !(math.Abs(float64(v)) <= 2) {
			t.Fatalf("a pixel is %g", v)
		}
	}
	cloud.Rewind(cloud.Keyframe(10))
	if cloud.Sample(20); !slices.Equal(cloud.Run(0).State.X.Data, want) {
		t.Error("back and forth the particles differ")
	}
	if cloud.Setting().Config.Particles = particles.ShardThreshold; cloud.Shardable() {
		t.Error("particles that follow a network would go to workers")
	}

	var v view.View
	v.Config, v.Target, v.Driver = c, at, cloud.Score()
	v.Networks = []view.Network{{Model: networks.At(0).Model}}
	r := cloud.Run(0)
	v.Runs = []view.Run{{Sampler: r.Sampler, Kernel: r.Kernel, State: &r.State, Info: r.Info}}
	s := v.Stats()
	if !(s.W2 > 0) || !(s.SWD > 0) || !math.IsNaN(s.KSD) || !math.IsNaN(s.Training.Curl) || !math.IsNaN(s.LogLikelihood) || s.Shares != nil {
		t.Errorf("%+v", s)
	}
	if f := networks.At(0).Trace.Fisher; !math.IsNaN(f[len(f)-1]) || !math.IsNaN(networks.At(0).Trace.Optimum) {
		t.Error("a distance to a score that nobody knows")
	}
}

// weights are those that a job has come to, as the experiment takes them.
func weights(t *testing.T, c Config, at target.Target, job *training.Job) []float32 {
	t.Helper()
	n := training.New(&c, at, nil)
	if !n.Apply(slices.Clone(job.Report()), math.MaxInt) {
		t.Fatal("a report is not taken")
	}
	return n.At(0).Model.Params()
}

// TestPicturesGoWithLearnedScores alone: what needs the exact one is refused with a
// sentence.
func TestPicturesGoWithLearnedScores(t *testing.T) {
	c := aboutPictures(t)
	for _, set := range [][2]string{{"score", "exact"}, {"versus", "exact"}, {"objective", "explicit"}, {"race", "on"}, {"sampler", "mala"}, {"sampler", "ula"},
		{"objective", "implicit"}, {"side", "12"}, {"side", "16"}, {"pictures", "letters"}, {"model", "vector"}} {
		d := c
		err := d.Change(set[0], set[1])
		allowed := set[0] == "side" || set[0] == "pictures" || set[0] == "model" || set[1] == "ula"
		if (err == nil) != allowed {
			t.Errorf("%s = %s: %v", set[0], set[1], err)
		}
		if err == nil && set[0] != "model" && set[0] != "sampler" && target.Same(c, d) {
			t.Errorf("%s = %s is the same target", set[0], set[1])
		}
	}
}
