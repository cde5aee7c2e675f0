package lab

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/particles"
	"github.com/scorefield/scorefield/sim/lab/protocol"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/training"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// inSpace is a mixture of two Gaussians in R^d, at −2 and 2 on every axis.
func inSpace(t *testing.T, d int) target.Target {
	t.Helper()
	means, covs := make([][]float64, 2), make([][]float64, 2)
	for k := range means {
		means[k], covs[k] = make([]float64, d), make([]float64, d*d)
		for j := range d {
			means[k][j], covs[k][j*d+j] = float64(4*k-2), 1
		}
	}
	m, err := density.NewMixture([]float64{0.3, 0.7}, means, covs)
	if err != nil {
		t.Fatal(err)
	}
	return target.Target{Density: m, Mixture: m}
}

// TestPartsInManyDimensions: networks learn, particles move, are counted and go
// back in time, and numbers are measured, in five coordinates as in two.
func TestPartsInManyDimensions(t *testing.T) {
	const d = 5
	at := inSpace(t, d)
	c := Config{Scene: "matching", Particles: 400, Units: 32, Batch: 64, StartLaw: "data", Versus: "underdamped"}.WithDefaults()

	networks := training.New(&c, at, nil)
	first := networks.At(0).Trace.Fisher[0]
	networks.Train(300)
	if last := networks.At(0).Trace.Fisher[networks.At(0).Trace.Last()]; !(last < first/2) {
		t.Errorf("½E‖e‖² went from %g to %g", first, last)
	}

	var cloud particles.Cloud
	cloud.Start(particles.Setting{Config: c, Target: at})
	cloud.Sample(40)
	want := slices.Clone(cloud.Run(0).State.X.Data)
	if len(want) != d*c.Particles {
		t.Fatalf("%d coordinates", len(want))
	}
	cloud.Rewind(cloud.Keyframe(20))
	if cloud.Sample(40); !slices.Equal(cloud.Run(0).State.X.Data, want) {
		t.Error("back and forth the particles differ")
	}
	var job protocol.ShardJob
	if !job.Read(cloud.Jobs(2, c.Text(), nil)[1]) || job.Runs[0].X.D != d || job.Runs[0].X.N != 200 || job.First != 200 {
		t.Errorf("a shard starts from %d×%d particles", job.Runs[0].X.D, job.Runs[0].X.N)
	}

	var v view.View
	v.Config, v.Target, v.Driver = c, at, at.Density
	v.Networks = []view.Network{{Model: networks.At(0).Model, Exact: networks.At(0)}}
	for k := range cloud.Len() {
		r := cloud.Run(k)
		v.Runs = append(v.Runs, view.Run{Sampler: r.Sampler, Kernel: r.Kernel, State: &r.State, Info: r.Info})
	}
	// Independent draws of weight 0.7 have a share within four binomial standard
	// deviations, 0.09, of it; 40 steps of 0.05 do not carry any from mode to mode.
	if s := v.Stats(); !(s.Share > 0.6 && s.Share < 0.8) || !(s.SWD > 0 && s.SWD < 1) {
		t.Errorf("share %g, distance %g", s.Share, s.SWD)
	}
	wrong, x := make([]float32, 3), sim.NewBatch(d, 3)
	if v.ScoreError(wrong, x); !(wrong[0] >= 0) {
		t.Errorf("errors %v", wrong)
	}
	if n, data := v.Samples(); n != d || len(data) != d*c.Particles {
		t.Errorf("samples in %d coordinates", n)
	}
	if text := table("v=1", &v); text[:len("# v=1\nx1,x2,x3,x4,x5\n")] != "# v=1\nx1,x2,x3,x4,x5\n" {
		t.Errorf("a table begins %q", text[:30])
	}
}
