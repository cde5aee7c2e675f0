package view

import (
	"math"
	"sort"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/langevin"
)

// FilmFrames is how many moments a film has.
const FilmFrames = 8

// Film is the way of one sample from noise: what it was at noise levels in about geometric
// progression, and what the network took it for there, E[x₀|x].
type Film struct {
	Frames int                 // that the sample has come to, at most FilmFrames
	Step   [FilmFrames]int     // steps after which the run is at each level
	Sigma  [FilmFrames]float64 // σ/α of each level, falling; of frames that there are, theirs
	X      sim.Batch           // D×FilmFrames: the sample, of which the first Frames are
	Mean   sim.Batch           // D×FilmFrames: E[x₀|x]
	// Nearest is which of View.Learned is nearest to each E[x₀|x]; 0 where nothing learns.
	Nearest [FilmFrames]int

	kernel langevin.Kernel     // whose levels they are
	level  [FilmFrames]float64 // those after Step
	of     [FilmFrames]filmed
	x, s   sim.Batch // D×1, scratch
}

// filmed is what a frame was made of.
type filmed struct {
	sample int
	step   uint64
	target uint64 // version
	made   bool
	among  *float32 // what is nearest is one of these
}

// Film is the way of sample i of the first run so far: from its keyframes, and where it is now.
// It is valid until the next call, and empty where there is no such sample. The network is the
// one that drives the particles.
func (v *View) Film(i int) *Film {
	f, r := &v.film, &v.Runs[0]
	x := r.State.X
	if f.X.D != x.D {
		*f = Film{X: sim.NewBatch(x.D, FilmFrames), Mean: sim.NewBatch(x.D, FilmFrames), x: sim.NewBatch(x.D, 1), s: sim.NewBatch(x.D, 1)}
	}
	f.choose(v)
	f.Frames, f.Sigma = 0, f.level
	if i < 0 || i >= x.N {
		return f
	}
	for f.Frames < FilmFrames && f.Step[f.Frames] <= int(r.State.N) {
		f.put(v, i, v.frameAt(f.Step[f.Frames]))
	}
	return f
}

// choose finds the steps whose noise levels are nearest to geometric progression, from that of
// the start to the least σ above 0.
func (f *Film) choose(v *View) {
	k := v.Runs[0].Kernel
	if k == f.kernel {
		return
	}
	f.kernel = k
	total := k.Total()
	first, last := v.noiseAfter(0), v.noiseAfter(0)
	if n := sort.Search(total, func(n int) bool { return !(v.noiseAfter(n+1) > 0) }); n > 0 { // the last step with noise
		last = v.noiseAfter(n)
	}
	n := 0
	for j := range FilmFrames {
		if sigma := first * math.Pow(last/first, float64(j)/(FilmFrames-1)); j > 0 {
			n = v.nearestStep(sigma, n, total)
		}
		f.Step[j], f.level[j] = n, v.noiseAfter(n)
	}
}

// nearestStep is the step from least to most whose noise level, which falls, is nearest to σ; of
// those with equal ones the last.
func (v *View) nearestStep(sigma float64, least, most int) int {
	// falls is the last step before the noise level has fallen to one that below reports.
	falls := func(below func(level float64) bool) int {
		return least + sort.Search(most-least, func(n int) bool { return below(v.noiseAfter(least + n + 1)) })
	}
	n := falls(func(level float64) bool { return level < sigma })
	if n < most && apart(v.noiseAfter(n+1), sigma) <= apart(v.noiseAfter(n), sigma) {
		below := v.noiseAfter(n + 1)
		n = falls(func(level float64) bool { return level < below })
	}
	return n
}

// noiseAfter is σ/α of the first run after n steps.
func (v *View) noiseAfter(n int) float64 { return v.levelAfter(0, uint64(n)).ScoreSigma() }

// apart is how far noise levels are from one another in log σ; 0 is farther than all.
func apart(a, b float64) float64 {
	if a == 0 || b == 0 {
		return math.MaxFloat64
	}
	return math.Abs(math.Log(a / b))
}

// frameAt is the moment of the first run, of its keyframes and the present, that is nearest to
// a step.
func (v *View) frameAt(step int) *langevin.State {
	r := &v.Runs[0]
	best := r.State
	distance := func(s *langevin.State) int { return max(int(s.N)-step, step-int(s.N)) }
	for _, frame := range r.Earlier {
		if frame.N < r.State.N && distance(frame) < distance(best) {
			best = frame
		}
	}
	return best
}

// put adds the frame of sample i at the moment s.
func (f *Film) put(v *View, i int, s *langevin.State) {
	k := f.Frames
	f.Frames++
	l := v.levelAfter(0, s.N)
	f.Sigma[k] = l.ScoreSigma()
	of := filmed{i, s.N, v.Version.Target, true, nil}
	if len(v.Learned.Data) > 0 {
		of.among = &v.Learned.Data[0]
	}
	if f.of[k] == of {
		return
	}
	f.of[k] = of
	sim.CopyPoints(f.X, k, s.X, i, 1)
	sim.CopyPoints(f.x, 0, s.X, i, 1)
	v.mean(f.s, f.x, v.driverOf(i), l)
	sim.CopyPoints(f.Mean, k, f.s, 0, 1)
	f.Nearest[k] = v.NearestLearned(f.Mean, k)
}

// driverOf is the score that drives sample i, which may have been asked to be of a class.
func (v *View) driverOf(i int) sim.Scorer {
	if asked, ok := v.Driver.(interface{ Of(i int) sim.Scorer }); ok {
		return asked.Of(i)
	}
	return v.Driver
}

// mean stores in dst E[x₀|x] of the points x of a level, by the score that drives them:
//
//	E[x₀|x] = (x + σ² s(x))/α.
func (v *View) mean(dst, x sim.Batch, driver sim.Scorer, l Level) {
	if l.Sigma == 0 {
		copy(dst.Data, v.unscaled(x, l).Data)
		return
	}
	v.ScoreOf(dst, x, driver, l)
	variance := float32(l.Sigma * l.Sigma)
	for k, s := range dst.Data {
		dst.Data[k] = (x.Data[k] + float32(variance*s)) / float32(l.Alpha)
	}
}
