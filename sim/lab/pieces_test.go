package lab

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/hist"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/training"
	"github.com/scorefield/scorefield/sim/langevin"
)

// meter counts work between two places where it may be interrupted, in units of about half a
// nanosecond in a browser: a weight at a point is one, three of an energy, whose score is a derivative;
// a kernel or component at a point ten; a number that is drawn twenty, a pixel of a picture that is drawn a hundred.
type meter struct {
	since, most, all int
	of               string // what took most
}

// mostWork is what may be done between two such places: some ten milliseconds.
const mostWork = 20_000_000

func (m *meter) did(what string, n int) {
	m.all += n
	if m.since += n; m.since > m.most {
		m.most, m.of = m.since, what
	}
}

func (m *meter) yield() { m.since = 0 }

// meteredDensity stands for a density: it draws as that does, and has no score, but counts what one
// would take.
type meteredDensity struct {
	sim.Density
	*meter
	cost int // of a point
}

func (d meteredDensity) Score(dst, x sim.Batch, _ float32) {
	d.did("a density's score", d.cost*x.N)
	clear(dst.Data)
}

func (d meteredDensity) LogProb(dst []float32, x sim.Batch, _ float32) {
	d.did("log-density", d.cost*x.N)
	clear(dst)
}

func (d meteredDensity) Rand(dst sim.Batch, key sim.Key, first int) {
	d.did("draws", 20*len(dst.Data))
	d.Density.Rand(dst, key, first)
}

// meteredPlane is a density of the plane, with moments.
type meteredPlane struct {
	meteredDensity
	langevin.MinVariancer
	of interface {
		Moments(sigma float64) (mean, cov []float64)
	}
}

func (d meteredPlane) Moments(sigma float64) (mean, cov []float64) { return d.of.Moments(sigma) }

// meteredKernels is a kernel estimate, meteredMixture a mixture, which has its score: a quadrature of a density that has
// not the mass of its draws never comes to an end by itself.
type meteredKernels struct {
	meteredPlane
	data *density.Data
}

func (d meteredKernels) Points() sim.Batch { return d.data.Points() }

type meteredMixture struct {
	meteredPlane
	mixture *density.Mixture
}

func (d meteredMixture) K() int { return d.mixture.K() }

func (d meteredMixture) Score(dst, x sim.Batch, sigma float32) {
	d.did("a mixture's score", d.cost*x.N)
	d.mixture.Score(dst, x, sigma)
}

func (d meteredMixture) LogProb(dst []float32, x sim.Batch, sigma float32) {
	d.did("a mixture's log-density", d.cost*x.N)
	d.mixture.LogProb(dst, x, sigma)
}

func meterDensity(d sim.Density, m *meter) sim.Density {
	plain := meteredDensity{d, m, 100}
	of, plane := d.(interface {
		Moments(sigma float64) (mean, cov []float64)
	})
	if !plane {
		return plain
	}
	switch q := d.(type) {
	case *density.Data:
		plain.cost = 10 * q.Points().N
		return meteredKernels{meteredPlane{plain, q, of}, q}
	case *density.Mixture:
		plain.cost = 10 * q.K()
		return meteredMixture{meteredPlane{plain, q, of}, q}
	}
	return meteredPlane{plain, d.(langevin.MinVariancer), of}
}

// meteredModel stands for a network with more weights.
type meteredModel struct {
	training.Model
	*meter
	weights []float32
	cost    int
}

func (n meteredModel) Params() []float32 { return n.weights }

func (n meteredModel) Score(dst, x sim.Batch, _ float32) {
	n.did("a network's score", n.cost*x.N)
	clear(dst.Data)
}

func (n meteredModel) Eval(s, jv, x, v sim.Batch, _ []float32) {
	n.did("a network's derivative", 2*n.cost*x.N)
	clear(s.Data)
	clear(jv.Data)
}

// meteredEnergy is the same of an energy.
type meteredEnergy struct{ meteredModel }

func (n meteredEnergy) UnnormalisedLogProb([]float32, sim.Batch, float32) {}

// metered is an experiment whose densities, draws and networks are counted: these as if they had so
// many weights.
func metered(t *testing.T, text string, own *Points, weights int) (*Experiment, *meter) {
	t.Helper()
	e, m := new(Experiment), new(meter)
	e.Yield(m.yield)
	if errs := e.Restore(text); len(errs) > 0 {
		t.Fatal(errs)
	}
	if own != nil {
		if err := e.Use(own); err != nil {
			t.Fatal(err)
		}
	}
	p, c := &e.parts, e.Config()
	p.target.Density = meterDensity(p.target.Density, m)
	if at := p.target.Pictures; at != nil {
		draw := at.Draw
		at.Draw = func(dst sim.Batch, labels []uint8, key sim.Key, first int) {
			m.did("pictures", 100*len(dst.Data))
			draw(dst, labels, key, first)
		}
	}
	m.all = 0
	p.networks = training.New(&c, p.target, m.yield)
	p.start()
	for k := range p.networks.Len() {
		n := p.networks.At(k)
		model := meteredModel{n.Model, m, make([]float32, weights), weights}
		if n.Model = model; c.Model == "energy" {
			model.cost *= 3
			n.Model = meteredEnergy{model}
		}
		if c.Score == "learned" && k == 0 {
			p.cloud.Start(p.setting(n.Model))
		}
	}
	p.networks.Follow(p.target)
	return e, m
}

// rings are points that become as many kernels as there can be.
func rings() *Points {
	d, err := density.ByName("rings")
	if err != nil {
		panic(err)
	}
	x := sim.NewBatch(2, 30_000)
	d.Rand(x, 1, 0)
	var p density.Points
	for i := range x.N {
		p.XY = append(p.XY, [2]float64{float64(x.At(0, i)), float64(x.At(1, i))})
	}
	return target.NewPoints(p, "rings")
}

// TestWorkIsInPieces: whatever is done with the largest networks of the table and with as many
// kernels as data become, no more than some ten milliseconds of it are between two places where it
// may be interrupted: counted in points, not measured.
func TestWorkIsInPieces(t *testing.T) {
	const small, largest = "units=8\nhidden-layers=1\nbatch=16\n", 450_000 // of param's workload
	own := rings()
	cases := []struct {
		text    string
		weights int
		own     *Points
	}{
		{"scene=matching", largest, nil}, {"scene=matching\nmodel=energy", largest / 2, nil}, {"scene=race", largest / 7, nil},
		{"scene=matching\ndensity=data", largest, nil}, {"scene=integration-by-parts", largest, nil}, {"scene=projections", largest, nil},
		{"scene=learn-and-sample\nparticles=500", largest, nil}, {"scene=langevin\nscore=learned\nobjective=ladder\nparticles=3000\ndensity=eight-gaussians", largest, nil},
		{"scene=annealed\nscore=learned\nobjective=ladder\nparticles=3000\ndensity=swiss-roll", largest, nil},
		{"scene=own-data\nparticles=3000", 0, own}, {"scene=own-data\nparticles=3000\nsampler=mala", 0, own}, {"scene=own-data\nparticles=3000\nsampler=hmc\nleaps=100", 0, own},
		{"scene=sde\nparticles=3000\ndensity=data", 0, nil}, {"scene=langevin\nparticles=20000\nsampler=tempering\nlevels=40", 0, nil}, {"scene=langevin\nparticles=20000\nsampler=hmc\nleaps=100", 0, nil},
		{"scene=digits\nside=16\nparticles=300\nlabels=off\npictures=letters", largest, nil},
		{"scene=digits\nside=16\nparticles=300\nlabels=off\ndataset=1000000", 100_000, nil}, {"scene=learn-and-sample\nparticles=500\ndataset=1000000", largest, nil},
	}
	for k, c := range cases {
		if testing.Short() != (k%3 == 0) && !testsize.All() {
			continue // the short tests have a third of them, and the others the rest
		}
		e, m := metered(t, small+c.text, c.own, c.weights)
		check := func(what string) {
			t.Helper()
			if m.most > mostWork {
				t.Errorf("%q, %s: %s, %d units without a pause, at most %d may be", c.text, what, m.of, m.most, mostWork)
			}
			m.most, m.since = 0, 0
		}
		check("following a density")
		v := e.View()
		e.Train(measured)
		check("training")
		e.Sample(2)
		check("steps")
		if e.Config().Particles < 20_000 {
			e.Stats()
		}
		check("statistics")
		e.Diagnostics()
		check("diagnostics")
		e.CSV()
		check("CSV")
		if m.all < mostWork {
			t.Errorf("%q: %d units in all, which need no pauses", c.text, m.all)
		}
		if e.View().Target.Pictures != nil {
			v.Film(0)
			check("a film")
			continue
		}
		if _, err := e.GridCSV(); err != nil {
			t.Error(err)
		}
		check("a grid as CSV")
		v = e.View()
		x := sim.NewBatch(2, 4900)
		s, logs := sim.NewBatch(2, x.N), make([]float32, x.N)
		for _, shown := range []struct {
			what string
			find func()
		}{
			{"a map", func() { v.LogDensityOf(logs, x, v.Level()) }}, {"arrows", func() { v.TrueScore(s, x) }}, {"learned arrows", func() { v.LearnedScore(s, x) }},
			{"ways", func() { v.TrueMean(s, x) }}, {"learned ways", func() { v.LearnedMean(s, x) }}, {"a curl", func() { v.LearnedCurl(logs, x) }},
			{"errors", func() { v.ScoreError(logs, x) }}, {"speeds", func() { v.Speeds(make([]float32, e.Config().Particles), 0) }},
			{"a marginal", func() { v.Marginal(make([]float32, 97), v.Level(), 0, -8, 8) }}, {"a learned log-density", func() { v.LearnedLogDensity(logs, x, 70, 70, 0.1, 0.1) }},
		} {
			shown.find()
			check(shown.what)
		}
	}
}

// TestParticlesAreCountedInPieces: along the axes and in the components a large cloud is counted with
// pauses, at most so many particles between two of them, and the counts are those without.
func TestParticlesAreCountedInPieces(t *testing.T) {
	const n, most = 300_000, 1 << 17
	e, pauses := new(Experiment), 0
	e.Yield(func() { pauses++ })
	if errs := e.Restore("scene=annealed\nparticles=300000\ndensity=eight-gaussians"); len(errs) > 0 {
		t.Fatal(errs)
	}
	defer func() {
		pauses = 0
		if jobs := e.Particles().ShardJobs(2); len(jobs) != 2 || pauses < 2+2*3 {
			t.Errorf("%d pauses while %d workers were given particles of two runs", pauses, len(jobs))
		}
	}()
	for range 2 {
		pauses = 0
		if e.Sample(1); pauses < 2 {
			t.Errorf("%d pauses in a step of two runs", pauses)
		}
		x := e.Particles().Positions(0)
		labels := make([]uint8, n)
		e.View().Modes(labels, x)
		counts, want := make([]int, 48), make([]float64, 8)
		hist.CountAxis(counts, x.Row(1), -5, 7)
		for _, k := range labels {
			want[k]++
		}
		for k := range want {
			want[k] /= n
		}
		pauses = 0
		if got := e.View().Brief().Shares; !slices.Equal(got, want) {
			t.Errorf("shares %v, want %v", got, want)
		}
		if pauses < n/most {
			t.Errorf("%d pauses while the components of %d particles were found", pauses, n)
		}
		pauses = 0
		bins := make([]float32, len(counts))
		e.View().Histogram(bins, 0, 1, -5, 7)
		for i, c := range counts {
			if bins[i] != float32(float64(c)*48/12/n) {
				t.Errorf("bin %d is %v of %d particles", i, bins[i], c)
			}
		}
		if pauses < n/most {
			t.Errorf("%d pauses while %d particles were counted", pauses, n)
		}
	}
}
