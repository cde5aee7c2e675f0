package lab

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/posterior"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/lab/training"
	"github.com/scorefield/scorefield/sim/langevin"
)

// fewPictures is the scene of digits with a small network.
const fewPictures = "scene=digits&units=32&batch=32&rate-steps=300&averaging=0.99&solver-steps=20&particles=20"

// TestPicturesAreLearned: a network learns pictures, here and in a worker with the same
// bits; particles follow what was learned from noise to pictures, back and forth in time, and
// none is farther than a picture can be; what would need the exact score is not a number.
func TestPicturesAreLearned(t *testing.T) {
	e := open(t, fewPictures)
	at := e.parts.target
	if at.Known() || at.Dim() != 64 || at.Pictures == nil || at.Pictures.H != 8 || at.Pictures.W != 8 {
		t.Fatalf("%d coordinates, %+v", at.Dim(), at.Pictures)
	}
	job, ok := OpenTrainingJob(e.Training().Job())
	if !ok {
		t.Fatal("no job")
	}
	e.Train(300)
	trace := e.Training().Trace(0)
	if first, last := trace.Loss[1], trace.Loss[trace.Last()]; !(last < 0.9*first) { // that of a Gaussian of such deviation is where it begins
		t.Errorf("the loss went from %g to %g", first, last)
	}
	other := open(t, fewPictures)
	if job.Train(300, 16); !other.Training().Apply(slices.Clone(job.Report()), 300) {
		t.Fatal("a report is not taken")
	}
	weights := func(e *Experiment) []float32 { return training.Weights(e.parts.networks.At(0).Model) }
	if !slices.Equal(weights(e), weights(other)) {
		t.Error("in a worker the weights differ")
	}

	e.Reset()
	e.Sample(20)
	want := slices.Clone(e.Particles().Positions(0).Data)
	for _, v := range want {
		if !(math.Abs(float64(v)) <= 2) {
			t.Fatalf("a pixel is %g", v)
		}
	}
	e.Advance(e.Rewind(Clock{Sampling: 7, Training: 300}))
	if e.Clock().Sampling != 7 || slices.Equal(e.Particles().Positions(0).Data, want) {
		t.Errorf("at %+v", e.Clock())
	}
	if e.Sample(13); !slices.Equal(e.Particles().Positions(0).Data, want) {
		t.Error("back and forth the particles differ")
	}
	s := e.Stats()
	if !(s.W2 > 0) || !(s.SWD > 0) || !math.IsNaN(s.KSD) || !math.IsNaN(s.Training.Curl) || !math.IsNaN(s.LogLikelihood) || s.Shares != nil || s.Pictures != nil {
		t.Errorf("%+v", s)
	}
	if f := trace.Fisher; !math.IsNaN(f[len(f)-1]) || !math.IsNaN(e.Training().Optimum(0)) {
		t.Error("a distance to a score that nobody knows")
	}
	if _, err := e.GridCSV(); err == nil {
		t.Error("a grid of the plane")
	}
	if e.Particles().Shardable() {
		t.Error("particles that follow a network would go to workers")
	}
}

// TestPicturesGoWithLearnedScores alone: what needs the exact one is refused with a
// sentence.
func TestPicturesGoWithLearnedScores(t *testing.T) {
	c := open(t, fewPictures).Config()
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

// TestSamplersStartWhereNoisyPicturesAre: paper is −1 and much of a picture is paper, so that
// noisy pictures have a mean which the noise does not hide, and a start at 0 is none of them.
// Along the direction u of the mean m of pictures the particles are N(|m|, σ² + v), v the
// pictures' own variance along it, less than a sixth of |m|²; bounds are four deviations of
// the mean of N, and a tenth for m, which is of draws itself.
func TestSamplersStartWhereNoisyPicturesAre(t *testing.T) {
	const n, sigma = 2000, 6.
	for _, side := range []string{"8", "16"} {
		e := open(t, fewPictures+"&particles=2000&side="+side)
		draws := e.Training().Draws()
		mean, length := make([]float64, draws.D), 0.
		for j := range mean {
			for _, v := range draws.Row(j) {
				mean[j] += float64(v) / float64(draws.N)
			}
			length += mean[j] * mean[j]
		}
		length = math.Sqrt(length)
		along, x := 0., e.Particles().Positions(0)
		for j, m := range mean {
			for _, v := range x.Row(j) {
				along += float64(v) * m / length / n
			}
		}
		if bound := 4*math.Sqrt((sigma*sigma+length*length/6)/n) + length/10; math.Abs(along-length) > bound {
			t.Errorf("side %s: along the mean of pictures particles start at %.2f, noisy pictures are at %.2f ± %.2f", side, along, length, bound)
		}
	}
}

// TestAFilmIsTheWay of a sample: each frame is where it was after its step, and what the
// network took that for; of a sampler with many steps, of which only some are kept, too.
func TestAFilmIsTheWay(t *testing.T) {
	for _, sampler := range []string{"karras", "sde", "annealed"} {
		e := open(t, fewPictures+"&levels=10&steps-per-level=8&sampler="+sampler)
		e.Train(20)
		e.Reset()
		total := e.Particles().Total()
		for _, n := range []int{0, total / 2, total} {
			e.Advance(e.Rewind(Clock{Sampling: n, Training: 20}))
			e.Sample(n - e.Clock().Sampling)
			f := e.View().Film(3)
			film := Film{Frames: f.Frames, Step: f.Step, Sigma: f.Sigma, X: f.X.Clone(), Mean: f.Mean.Clone()}
			if n == total && film.Frames != FilmFrames || n == 0 && film.Frames < 1 || film.Step[0] != 0 || film.Step[FilmFrames-1] > total {
				t.Fatalf("%s: %d frames after %d of %d steps, at %v", sampler, film.Frames, n, total, film.Step)
			}
			for k := range film.Frames {
				if k > 0 && !(film.Sigma[k] <= film.Sigma[k-1]) || k > 1 && film.Sigma[k] == film.Sigma[k-1] {
					t.Errorf("%s: σ is %v", sampler, film.Sigma)
				}
			}
		}
		f := e.View().Film(3)
		film := Film{Step: f.Step, Sigma: f.Sigma, X: f.X.Clone(), Mean: f.Mean.Clone()}
		x, mean := sim.NewBatch(64, 1), sim.NewBatch(64, 1)
		for k := range FilmFrames {
			found := false
			for n := max(film.Step[k]-8, 0); n <= min(film.Step[k]+8, total) && !found; n++ { // where only some moments are kept, the nearest of them
				e.Advance(e.Rewind(Clock{Sampling: n, Training: 20}))
				sim.CopyPoints(x, 0, e.Particles().Positions(0), 3, 1)
				found = true
				for j := range x.D {
					found = found && x.At(j, 0) == film.X.At(j, k)
				}
			}
			if !found {
				t.Fatalf("%s: frame %d is not where the sample was at about step %d", sampler, k, film.Step[k])
			}
			if n := e.View().NearestLearned(film.Mean, k); f.Nearest[k] != n {
				t.Errorf("%s: frame %d: the nearest is %d, said was %d", sampler, k, n, f.Nearest[k])
			}
			own := e.View().Driver.(interface{ Of(i int) sim.Scorer }).Of(3) // sample 3 has been asked to be a three
			langevin.PosteriorMean(mean, x, own, float32(film.Sigma[k]))
			for j := range mean.D {
				if d := math.Abs(float64(mean.At(j, 0) - film.Mean.At(j, k))); d > 1e-5 { // the same sum in another order
					t.Fatalf("%s: frame %d: E[x₀|x] is off by %g", sampler, k, d)
				}
			}
		}
	}
}

// TestLearnedPicturesAreNearestToThemselves, of a few and of the first of endless ones.
func TestLearnedPicturesAreNearestToThemselves(t *testing.T) {
	for more, n := range map[string]int{"&dataset=12": 12, "": 1000} {
		v := open(t, fewPictures+more).View()
		if v.Learned.N != n {
			t.Fatalf("%d pictures", v.Learned.N)
		}
		for _, i := range []int{0, 5, n - 1} {
			if k := v.NearestLearned(v.Learned, i); k != i {
				t.Errorf("%d is nearest to %d", k, i)
			}
		}
	}
}

// TestRealPicturesAreJudgedReal: the verdict is there once the classifier has learned to read,
// however that was divided, and of real pictures it is that they are.
func TestRealPicturesAreJudgedReal(t *testing.T) {
	e := open(t, fewPictures+"&sampler=annealed&start-law=data&particles=100")
	if e.View().Judged() != nil || e.Stats().Pictures != nil {
		t.Error("a verdict without a judge")
	}
	for !e.LearnToRead(70) {
	}
	q := *e.Stats().Pictures
	if q.N != 100 || !(q.Confidence > 0.95) || !(q.Distance < q.Noise/20) || !(q.Distance < 2*q.Floor.High()) {
		t.Errorf("real pictures: %+v", q)
	}
	e.Sample(60)
	if other := e.View().Judged(); other.Distance == q.Distance || !(other.Distance > q.Distance) {
		t.Errorf("after steps with noise at %g, before at %g", other.Distance, q.Distance)
	}
	must(e.Set("pictures", "letters"))
	if e.View().Judged() != nil {
		t.Error("a reader of digits judges letters")
	}
	if open(t, "").LearnToRead(1000) {
		t.Error("pictures in the plane")
	}
}

// TestPicturesAreAskedFor: a network that was told classes makes what it is asked for, in a
// worker with the same bits; guidance makes more of it recognised, and with more confidence.
// 1,500 steps of 48 units end at 0.70 as asked and a confidence of 0.83 without guidance, and
// at 0.93 and 0.97 at w = 2; little training ends at 0.27 and 0.77, 0.69 and 0.87. What is
// asked for is met by chance once in ten.
func TestPicturesAreAskedFor(t *testing.T) {
	text, steps, plain, guided := "scene=digits&labels=on&units=32&hidden-layers=2&batch=64&rate-steps=1200&averaging=0.99&solver-steps=12&particles=100", 1200, 0.2, 0.5
	if testsize.Full() {
		text, steps, plain, guided = "scene=digits&labels=on&units=48&batch=128&rate-steps=1500&solver-steps=20&particles=200&levels=10&steps-per-level=10", 1500, 0.6, 0.9
	}
	e := open(t, text)
	job, ok := OpenTrainingJob(e.Training().Job())
	if !ok {
		t.Fatal("no job")
	}
	e.Training().Draws() // which is asked of the same source, and leaves no labels behind
	e.Train(30)
	job.Train(30, 16)
	other := open(t, text)
	if !other.Training().Apply(slices.Clone(job.Report()), 30) {
		t.Fatal("a report is not taken")
	}
	if weights := func(e *Experiment) []float32 { return training.Weights(e.parts.networks.At(0).Model) }; !slices.Equal(weights(e), weights(other)) {
		t.Error("in a worker the weights differ")
	}
	e.Train(steps - 30)
	for !e.LearnToRead(100) {
	}
	judge := func(set string) PictureQuality {
		t.Helper()
		if errs := e.Apply(set); len(errs) > 0 {
			t.Fatal(errs)
		}
		e.Reset()
		e.Sample(e.Particles().Total())
		return *e.View().Judged()
	}
	at0, at2 := judge("guidance=0"), judge("guidance=2")
	t.Logf("as asked %.3f and %.3f, confidence %.3f and %.3f", at0.Asked, at2.Asked, at0.Confidence, at2.Confidence)
	if at0.Asked < plain || at2.Asked < guided || at2.Asked <= at0.Asked || at2.Confidence <= at0.Confidence {
		t.Errorf("as asked %.3f and %.3f at w = 2, confidence %.3f and %.3f", at0.Asked, at2.Asked, at0.Confidence, at2.Confidence)
	}
	if q := judge("class-label=7"); !(q.Shares[7] >= guided) || math.Abs(q.Asked-q.Shares[7]) > 1e-12 {
		t.Errorf("of sevens %.3f, as asked %.3f", q.Shares[7], q.Asked)
	}
	if q := judge("class-label=none"); !math.IsNaN(q.Asked) || q.Shares[7] > 0.5 {
		t.Errorf("asked for nothing: %.3f, sevens %.3f", q.Asked, q.Shares[7])
	}
	checkPosterior(t, e)
	if !testsize.Full() {
		return
	}
	// Five rows of eight of a real picture, and nobody asks for a class. By chance 0.1.
	glyphs, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		t.Fatal(err)
	}
	real, means := sim.NewBatch(64, 1), map[string]float64{}
	for _, sampler := range []string{"annealed", "corrector", "sde", "karras"} {
		for digit := range 10 {
			glyphs.RandOf(real, []uint8{uint8(digit)}, 5, 0)
			painted := []byte(strings.Repeat("u", 64))
			for j := range 40 {
				switch v := real.At(j, 0); {
				case v > 0.5:
					painted[j] = 'x'
				case v < -0.5:
					painted[j] = 'o'
				}
			}
			q := judge("painted=" + string(painted) + "&sampler=" + sampler)
			means[sampler] += q.Shares[digit] / 10
		}
	}
	t.Logf("of parts of real pictures these are completed to what they were parts of: %.3v", means)
	for sampler, mean := range means {
		if mean < 0.5 {
			t.Errorf("%s: of parts of real pictures %.3f are completed to what they were parts of", sampler, mean)
		}
	}
}

// TestSamplesCompleteWhatIsPainted: by every sampler that goes with it each sample ends with what
// is painted as it is painted, the samples differ in the rest, and the same again has the same
// bits; others are refused.
func TestSamplesCompleteWhatIsPainted(t *testing.T) {
	painted := strings.Repeat("xoouuuuu", 8)
	for _, o := range param.Samplers {
		e := open(t, fewPictures+"&labels=on&levels=12&steps-per-level=6")
		e.Train(60)
		e.Reset()
		if errs := e.Apply("painted=" + painted + "&sampler=" + o.Value); len(errs) > 0 {
			if param.Completes(o.Value) {
				t.Errorf("%s: %v", o.Value, errs)
			}
			continue
		}
		if !param.Completes(o.Value) {
			t.Errorf("%s completes", o.Value)
		}
		e.Sample(e.Particles().Total())
		x := slices.Clone(e.Particles().Positions(0).Data)
		at := sim.Batch{D: 64, N: 20, Data: x}
		for j := range at.D {
			want, differ := map[byte]float64{'x': 1, 'o': -1}[painted[j]], false
			for i, v := range at.Row(j) {
				differ = differ || v != at.At(j, 0)
				if painted[j] != 'u' && math.Abs(float64(v)-want) > 0.35 { // a flow without denoising ends at σ = 0.05, Euler's with more
					t.Fatalf("%s: pixel %d of sample %d is %g, painted %g", o.Value, j, i, v, want)
				}
			}
			if painted[j] == 'u' && !differ {
				t.Errorf("%s: all samples have the same pixel %d", o.Value, j)
			}
		}
		e.Reset()
		if e.Sample(e.Particles().Total()); !slices.Equal(x, e.Particles().Positions(0).Data) {
			t.Errorf("%s: again it completes otherwise", o.Value)
		}
	}
}

// TestFewPicturesAreLearnedByHeart: of forty pictures samples end near one of them, much nearer
// than fresh pictures are, of endless ones no nearer to 1,000 of these than fresh ones. Distances are
// medians of the root mean square over pixels: after 1,200 steps 0.18 and 0.43 of forty (0.11 after
// the scene's 3,000), 0.35 and 0.25 of endless ones after 700, when those of forty would be 0.28.
func TestFewPicturesAreLearnedByHeart(t *testing.T) {
	if !testsize.Full() {
		t.Skip("takes ten seconds of a core with vectors")
	}
	ratio := func(dataset string, steps int) float64 {
		e := open(t, "scene=digits&particles=60&rate-steps="+strconv.Itoa(steps)+"&dataset="+dataset)
		e.Train(steps)
		e.Reset()
		e.Sample(e.Particles().Total())
		fresh := sim.NewBatch(64, 60)
		e.parts.target.Pictures.Draw(fresh, make([]uint8, fresh.N), 0x6e6577, 0)
		samples, others := medianNearest(e.View(), e.Particles().Positions(0)), medianNearest(e.View(), fresh)
		t.Logf("data set of %s: samples %.3f from the nearest of %d, fresh pictures %.3f", dataset, samples, e.View().Learned.N, others)
		return samples / others
	}
	if r := ratio("40", 1200); !(r < 0.55) {
		t.Errorf("of forty pictures samples are %.2f as far as fresh ones", r)
	}
	if r := ratio("0", 700); !(r > 0.9) {
		t.Errorf("of endless pictures samples are %.2f as far as fresh ones", r)
	}
}

// medianNearest is the median over the points x of how far each is from the nearest picture that
// was learned.
func medianNearest(v *View, x sim.Batch) float64 {
	all := make([]float64, x.N)
	for i := range all {
		k := v.NearestLearned(x, i)
		for j := range x.D {
			d := float64(x.At(j, i) - v.Learned.At(j, k))
			all[i] += d * d / float64(x.D)
		}
	}
	slices.Sort(all)
	return math.Sqrt(all[len(all)/2])
}

// checkPosterior has a trained experiment read glyphs that it has not learned from by the
// likelihoods of its network: drawn at a noise level, and as a person paints them, in ink and
// paper alone. Chance is one in ten.
func checkPosterior(t *testing.T, e *Experiment) {
	t.Helper()
	n, least := 40, 0.8
	if testsize.Full() {
		n, least = 200, 0.93
	}
	x, labels := sim.NewBatch(64, n), make([]uint8, n)
	e.parts.target.Pictures.Draw(x, labels, 0x68656c64, 0)
	driver := e.View().Driver.(interface {
		Posterior(x sim.Batch, sigma float64) *posterior.Posterior
	})
	drawn, painted, one := 0, 0, sim.NewBatch(64, 1)
	likeliest := func(p *posterior.Posterior) uint8 {
		for p.Step() {
		}
		q := p.Probability()
		if p.Sigma != posterior.LeastRead || math.Abs(sum(q)-1) > 1e-9 {
			t.Fatalf("at σ = %g, probabilities %v", p.Sigma, q)
		}
		return uint8(slices.Index(q, slices.Max(q)))
	}
	for i := range n {
		sim.CopyPoints(one, 0, x, i, 1)
		if likeliest(driver.Posterior(one, 0)) == labels[i] {
			drawn++
		}
		for j, v := range one.Data {
			one.Data[j] = float32(math.Copysign(1, float64(v)))
		}
		if likeliest(driver.Posterior(one, 0)) == labels[i] {
			painted++
		}
	}
	t.Logf("of %d glyphs %d have the likeliest class, painted %d", n, drawn, painted)
	if float64(drawn) < least*float64(n) || float64(painted) < (least-0.2)*float64(n) {
		t.Errorf("of %d glyphs %d have the likeliest class, painted %d", n, drawn, painted)
	}
}

func sum(values []float64) (s float64) {
	for _, v := range values {
		s += v
	}
	return s
}

// TestThePosteriorIsOfWhatIsAskedFor: of the picked sample where it is, or of what is painted,
// step by step with the bits of all at once; and of nothing where nothing is asked for.
func TestThePosteriorIsOfWhatIsAskedFor(t *testing.T) {
	const text = "scene=digits&units=16&hidden-layers=1&batch=16&particles=12&solver-steps=4&dissect=3&likelihood=sample"
	open := func() *Experiment {
		e := open(t, text)
		e.Train(30)
		e.Reset()
		e.Sample(2)
		return e
	}
	e, again := open(), open()
	steps := 0
	for e.View().WeighClasses() {
		if p, done := e.View().Posterior(); p != nil || done != steps {
			t.Fatalf("after %d steps %+v, %d", steps, p, done)
		}
		steps++
	}
	p, done := e.View().Posterior()
	if p == nil || done != PosteriorSteps || steps != PosteriorSteps || p.Sample != 3 || math.Abs(sum(p.Probability)-1) > 1e-9 || p.Sigma != e.View().RunLevel(0).Sigma {
		t.Fatalf("%+v after %d of %d steps", p, steps, done)
	}
	if q := again.Stats().Posterior; q == nil || !slices.Equal(q.LogProb, p.LogProb) || e.View().WeighClasses() {
		t.Errorf("at once %+v, in steps %+v", q, p)
	}
	if best := p.Likeliest(); p.Probability[best] != slices.Max(p.Probability) {
		t.Errorf("likeliest is %d of %v", best, p.Probability)
	}
	must(e.Set("dissect", "4"))
	if p, _ := e.View().Posterior(); p != nil || e.Stats().Posterior.Sample != 4 || slices.Equal(e.Stats().Posterior.LogProb, again.Stats().Posterior.LogProb) {
		t.Error("another sample has the same posterior")
	}
	if e.Sample(1); e.Stats().Posterior.Sigma == p.Sigma {
		t.Error("a sample that has moved is read where it was")
	}
	if errs := e.Apply("likelihood=painted"); len(errs) > 0 || e.Stats().Posterior != nil {
		t.Errorf("of a picture that nobody has painted: %v", errs)
	}
	if errs := e.Apply("sampler=annealed&painted=" + strings.Repeat("ux", 32)); len(errs) > 0 {
		t.Fatal(errs)
	}
	if p := e.Stats().Posterior; p == nil || p.Sample != 0 || p.Sigma != posterior.LeastRead {
		t.Errorf("of what is painted: %+v", p)
	}
	must(e.Set("labels", "off")) // the network is told no classes, and has no likelihood of them
	if e.Train(5); e.View().WeighClasses() || e.Stats().Posterior != nil {
		t.Error("classes of a network that is told none")
	}
}

// TestEachPictureHasItsOwnScore: a film is by the score of its sample's class, and a score in
// pieces is the same as at once.
func TestEachPictureHasItsOwnScore(t *testing.T) {
	const text = "scene=digits&labels=on&guidance=1.5&units=16&hidden-layers=1&batch=16&particles=10000&solver-steps=3"
	e, sliced := open(t, text), new(Experiment)
	yields := 0
	sliced.Yield(func() { yields++ })
	if errs := sliced.Restore(text); len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, e := range []*Experiment{e, sliced} {
		e.Train(40)
		e.Reset()
	}
	before := yields
	e.Sample(2)
	sliced.Sample(2)
	x := e.Particles().Positions(0)
	if yields < before+4*3 || !slices.Equal(x.Data, sliced.Particles().Positions(0).Data) {
		t.Errorf("%d pieces, or other samples", yields-before)
	}
	all, one, s := sim.NewBatch(x.D, x.N), sim.NewBatch(x.D, 1), sim.NewBatch(x.D, 1)
	driver := e.View().Driver
	driver.Score(all, x, 1)
	differ := false
	for _, i := range []int{0, 7, 128, 299} {
		sim.CopyPoints(one, 0, x, i, 1)
		driver.(interface{ Of(int) sim.Scorer }).Of(i).Score(s, one, 1)
		for j := range s.D {
			if d := math.Abs(float64(s.At(j, 0) - all.At(j, i))); d > 1e-5 {
				t.Fatalf("of sample %d alone the score is off by %g", i, d)
			}
		}
		driver.(interface{ Of(int) sim.Scorer }).Of(i+1).Score(s, one, 1)
		for j := range s.D {
			differ = differ || s.At(j, 0) != all.At(j, i)
		}
	}
	if !differ {
		t.Error("what is asked for makes no difference")
	}
}

// TestWhatPicturesGoWith: pictures with any choice of what is about them are refused with a
// sentence, or learned and sampled.
func TestWhatPicturesGoWith(t *testing.T) {
	values := func(name string) (all []string) {
		p, _ := param.Find(name)
		for _, o := range p.Options {
			all = append(all, o.Value)
		}
		return all
	}
	ran, samplers := 0, []string{"ula", "annealed"}
	if testsize.All() {
		samplers = values("sampler")
	}
	for _, objective := range values("objective") {
		for _, model := range values("model") {
			for _, labels := range []string{"on", "off"} {
				for _, sampler := range samplers {
					more := []string{"", "&class-label=7", "&class-label=none&guidance=2", "&class-set=17", "&class-set=17&class-label=3", "&likelihood=sample", "&painted=" + strings.Repeat("u", 63) + "x"}
					if !testsize.All() {
						more = more[:1]
					}
					for _, more := range more {
						text := "scene=digits&particles=4&units=4&batch=4&solver-steps=4&steps-per-level=1&dataset=10&objective=" + objective + "&model=" + model + "&labels=" + labels + "&sampler=" + sampler + more
						e, errs := Open(text)
						if len(errs) > 0 {
							continue
						}
						ran++
						func() {
							defer func() {
								if err := recover(); err != nil {
									t.Errorf("%s: %v", text, err)
								}
							}()
							e.Train(2)
							e.Sample(3)
						}()
					}
				}
			}
		}
	}
	if ran < 15 {
		t.Errorf("%d of them ran", ran)
	}
}
