package lab

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// reopened is e as its checkpoint has it, which must be e in everything that a
// checkpoint has.
func reopened(t *testing.T, e *Experiment) *Experiment {
	t.Helper()
	b := e.Checkpoint()
	back, ok := OpenCheckpoint(b)
	if !ok {
		t.Fatalf("not understood: the checkpoint of\n%s", e.State())
	}
	if d := alike(e, back); d != "" {
		t.Fatalf("reopened: %s", d)
	}
	if !bytes.Equal(back.Checkpoint(), b) {
		t.Fatalf("another checkpoint when reopened of\n%s", e.State())
	}
	return back
}

// told is all of the numbers as text.
func told(s Stats) string {
	text := ""
	if s.Training != nil {
		text += fmt.Sprintf("%+v\n", *s.Training)
	}
	if s.Verdict != nil {
		text += fmt.Sprintf("%+v\n", *s.Verdict)
	}
	if s.Versus != nil {
		text += fmt.Sprintf("%+v\n", *s.Versus)
	}
	s.Training, s.Verdict, s.Versus, s.Data = nil, nil, nil, nil
	return text + fmt.Sprintf("%+v", s)
}

// sameFuture lets two experiments go on for some steps and compares all that
// there is of them: settings, particles, weights, moments, traces, numbers.
func sameFuture(t *testing.T, a, b *Experiment) {
	t.Helper()
	for _, e := range []*Experiment{a, b} {
		e.Train(27)
		e.Sample(9)
	}
	if d := alike(a, b); d != "" {
		t.Errorf("%s: later: %s", a.Config().Text(), d)
	}
	if !bytes.Equal(a.Checkpoint(), b.Checkpoint()) {
		t.Errorf("%s: later checkpoints differ", a.Config().Text())
	}
	if x, y := told(a.Stats()), told(b.Stats()); x != y {
		t.Errorf("%s: the numbers are\n%s\nand\n%s", a.Config().Text(), x, y)
	}
}

// TestACheckpointGoesOnWithTheSameBits in every scene, with every sampler, with
// learned scores, while those are awaited, and after most particles were lost.
func TestACheckpointGoesOnWithTheSameBits(t *testing.T) {
	texts := []string{"score=learned", "score=learned&objective=ladder&sampler=sde&averaging=0.9", "scene=matching&dataset=50&averaging=0.99",
		"scene=matching&objective=ladder&model=energy", "epsilon=10&noise=off&start-width=300", "scene=own-data&bandwidth=0.3"}
	for _, s := range scene.All {
		texts = append(texts, "scene="+s.Name)
	}
	for _, s := range param.Samplers {
		texts = append(texts, "levels=2&steps-per-level=6&solver-steps=12&sampler="+s.Value)
	}
	texts = append(texts, "sampler=mala&adapt=on", "sampler=tempering&sigma=30", "sampler=tempering&versus=hmc&levels=4", "sampler=karras&churn=40&solver-steps=12",
		"scene=sde&schedule=sub-vp&predictor=ancestral&solver-steps=12", "score=learned&objective=ladder&noise-levels=log-normal&weighting=edm&sampler=annealed")
	for _, text := range texts {
		e := open(t, small+"&"+text)
		for range 3 {
			sameFuture(t, e, reopened(t, e))
		}
	}
}

// TestACheckpointKnowsThePast: from one that has been opened every step is
// reached again as from the experiment itself, though there are no keyframes.
func TestACheckpointKnowsThePast(t *testing.T) {
	for _, text := range []string{"", "sampler=underdamped&versus=mala", "score=learned", "sampler=sde&versus=ode-heun", "sampler=tempering&versus=hmc&levels=3", "scene=matching", "scene=race"} {
		e := open(t, small+"&"+text)
		e.Train(20)
		must(e.Set("mixture", "1,0,0,1,0,1"))
		e.Reset()
		must(e.Set("epsilon", "0.1"))
		e.Train(20)
		e.Sample(21)
		must(e.Set("density", "toy"))
		e.Train(9)
		e.Sample(12)
		end := e.Clock()
		back := reopened(t, e)
		for _, c := range []Clock{{Sampling: end.Sampling, Training: 13}, {Sampling: 30, Training: end.Training},
			{Sampling: 7, Training: end.Training}, {Training: 45}, {}} {
			for _, e := range []*Experiment{e, back} {
				e.Advance(e.Rewind(c))
			}
			if d := alike(e, back); d != "" {
				t.Fatalf("%s at %v: %s", text, c, d)
			}
			for _, e := range []*Experiment{e, back} {
				e.Advance(end)
			}
			if d := alike(e, back); d != "" {
				t.Fatalf("%s at %v and on: %s", text, c, d)
			}
		}
	}
}

// TestACheckpointAnywhereOnAWalk: whatever has been done, with drags, data and
// scenes, a checkpoint is understood, and whatever is done next, back in time,
// undo and redo with it, does the same to both.
func TestACheckpointAnywhereOnAWalk(t *testing.T) {
	walks := 60
	if !testsize.Full() {
		walks = 12
	}
	for k := range walks {
		w := newWalker(t, uint64(1000+k), "scene="+scene.All[k%len(scene.All)].Name+"&"+small)
		for range 4 {
			for range 12 {
				w.act()
			}
			seed := w.r.Uint64()
			twin := &walker{t: t, e: reopened(t, w.e), log: w.log}
			for i := range 10 {
				w.r, twin.r = rand.New(rand.NewPCG(seed, uint64(i))), rand.New(rand.NewPCG(seed, uint64(i)))
				w.act()
				twin.act()
				if d := alike(w.e, twin.e); d != "" {
					w.fail("the reopened one does otherwise: %s", d)
				}
			}
		}
	}
}

// TestACheckpointHasTheReadersData, those of steps of undo too.
func TestACheckpointHasTheReadersData(t *testing.T) {
	e := open(t, "scene=own-data&particles=20")
	for _, csv := range []string{"x,y\n1,2\n3,1\n2,5\n", "a,b\n0,0\n4,4\n"} {
		must(bring(e, own.Data{Bytes: []byte(csv), Name: "own"}))
		e.Sample(3)
	}
	back := reopened(t, e)
	if e.CSV() != back.CSV() {
		t.Error("other digits in the reader's units")
	}
	for i := range 2 {
		if !e.Undo() || !back.Undo() {
			t.Fatalf("no undo %d", i)
		}
		if d := alike(e, back); d != "" {
			t.Fatalf("undo %d: %s", i, d)
		}
	}
	if e.Redo(); !back.Redo() || alike(e, back) != "" {
		t.Error("redo")
	}
}

// TestACheckpointOfADrag is in the middle of it: what follows belongs to the same
// step of undo.
func TestACheckpointOfADrag(t *testing.T) {
	e := open(t, "particles=10")
	e.Sample(2)
	before := e.Config()
	e.Gesture(true)
	must(e.Set("mixture", "1,0,0,1,0,1"))
	e.Sample(1)
	e = reopened(t, e)
	must(e.Set("mixture", "1,1,0,1,0,1"))
	e.Gesture(false)
	if !e.Undo() || e.Config() != before || e.Undo() {
		t.Error("a drag is not one step of undo")
	}
}

// TestACheckpointOfRemoteParticles is the one that would be left without workers:
// it goes on to where they are, with the same bits, through drags and back in
// time.
func TestACheckpointOfRemoteParticles(t *testing.T) {
	for _, text := range []string{"versus=mala", "sampler=underdamped", "scene=sde&solver-steps=40", "scene=matching&" + small} {
		text += "&particles=3001"
		for _, spare := range []int{-1, 0} { // all keyframes, or no more than must be
			local, remote := open(t, text), open(t, text)
			both(local, remote, func(e *Experiment) { e.Train(9); e.Sample(20) })
			p := handOver(t, remote, 3)
			both(local, remote, func(e *Experiment) { e.Train(20); e.Sample(4); must(e.Set("epsilon", "0.02")); e.Train(9); e.Sample(3) })
			p.settle()
			remote.Sample(1) // under way
			remote.Particles().Command(window)
			local.Sample(1)
			if spare == 0 {
				remote.LimitKeyframes(0)
			}
			state := remote.State()
			back, ok := OpenCheckpoint(remote.Checkpoint())
			if !ok {
				t.Fatalf("%s: not understood", text)
			}
			if remote.State() != state || !remote.Particles().Remote() || back.Particles().Remote() {
				t.Errorf("%s: the session has ended", text)
			}
			if back.Ahead() != local.Clock() || back.Clock().Sampling != 20 {
				t.Errorf("%s: at %v, ahead %v, want %v", text, back.Clock(), back.Ahead(), local.Clock())
			}
			back.Advance(back.Ahead())
			if d := alike(local, back); d != "" {
				t.Fatalf("%s: %s", text, d)
			}
			if both(local, back, goTo(7)); alike(local, back) != "" {
				t.Errorf("%s: another past", text)
			}
			if both(local, back, func(e *Experiment) { e.Sample(30) }); alike(local, back) != "" {
				t.Errorf("%s: another future", text)
			}
			if back.Particles().ShardJobs(2); back.Particles().Session() <= remote.Particles().Session() {
				t.Errorf("%s: session %d again", text, back.Particles().Session())
			}
		}
	}
}

// TestAMillionParticlesAreEightMegabytes, copied once, and nothing is allocated
// for them where there is room.
func TestAMillionParticlesAreEightMegabytes(t *testing.T) {
	e := open(t, "particles=1000000")
	e.Sample(1)
	size := uint64(8 << 20)
	var b []byte
	if n := spent(func() { b, _ = e.AppendCheckpoint(b[:0], 1<<30) }); n > size+size/8 || len(b) > int(size) {
		t.Errorf("%d bytes, %d allocated", len(b), n)
	}
	if n := spent(func() { b, _ = e.AppendCheckpoint(b[:0], 1<<30) }); n > size/100 {
		t.Errorf("%d bytes allocated again", n)
	}
	back, ok := OpenCheckpoint(b)
	if !ok || alike(e, back) != "" {
		t.Error("not the same")
	}
}

// TestLimitedKeyframesReachEveryStep: any budget is kept, nothing is seen of it,
// and every step is reached with the same bits, also after later steps.
func TestLimitedKeyframesReachEveryStep(t *testing.T) {
	for _, text := range []string{"particles=300&versus=underdamped", small + "&score=learned&objective=ladder&sampler=sde", small + "&scene=race", small + "&scene=matching&particles=400",
		"particles=900&epsilon=2.3&versus=mala"} {
		e, free := open(t, text), open(t, text)
		both(e, free, func(e *Experiment) { e.Train(40); e.Reset(); e.Train(30); e.Sample(150) })
		must(e.Set("epsilon", "0.03"))
		must(free.Set("epsilon", "0.03"))
		for part := 3; part >= 0; part-- {
			both(e, free, func(e *Experiment) { e.Train(25); e.Sample(35) })
			before, most := e.Checkpoint(), e.KeyframeBytes()*part/4
			e.LimitKeyframes(most)
			least := 0
			for range e.Training().Networks() {
				least += 16 * len(e.parts.networks.At(0).Model.Params())
			}
			if n := e.KeyframeBytes(); n > max(most, least) {
				t.Errorf("%s: %d bytes, want %d at most", text, n, most)
			}
			if !bytes.Equal(before, e.Checkpoint()) {
				t.Errorf("%s: another state", text)
			}
			end := e.Clock()
			for _, c := range []Clock{{Sampling: 100, Training: 60}, {Sampling: 3, Training: end.Training}, {Sampling: end.Sampling - 1, Training: end.Training}, {}} {
				both(e, free, func(e *Experiment) { e.Advance(e.Rewind(c)) })
				if d := alike(e, free); d != "" {
					t.Fatalf("%s: %d/4 of the bytes, at %v: %s", text, part, c, d)
				}
				both(e, free, func(e *Experiment) { e.Advance(end) })
				if d := alike(e, free); d != "" {
					t.Fatalf("%s: %d/4 of the bytes, at %v: %s", text, part, end, d)
				}
			}
		}
	}
}

// TestDamagedCheckpoints are refused, whichever bit it is, and cost no more than
// they are long.
func TestDamagedCheckpoints(t *testing.T) {
	e := open(t, small+"&score=learned&hidden-layers=1")
	e.Train(2)
	e.Reset()
	e.Sample(2)
	must(e.Set("epsilon", "0.1"))
	b := e.Checkpoint()
	refused := func() {
		if _, ok := OpenCheckpoint(b); ok {
			t.Fatal("understood")
		}
	}
	for i := range 8 * len(b) {
		b[i/8] ^= 1 << (i % 8)
		refused()
		b[i/8] ^= 1 << (i % 8)
	}
	for n := range b {
		if _, ok := OpenCheckpoint(b[:n]); ok {
			t.Fatalf("understood from %d of %d bytes", n, len(b))
		}
	}
}

// TestWhatAChecksumCannotTell: with any bit changed before the checksum was made,
// bytes are refused, or are an experiment that works, in little more memory than
// the sound ones take.
func TestWhatAChecksumCannotTell(t *testing.T) {
	stride := testsize.Of(5, 3, 1) // three: in turn every bit of three bytes
	e := open(t, small+"&score=learned&averaging=0.5")
	e.Train(2)
	e.Reset()
	must(e.Set("epsilon", "0.1"))
	e.Sample(2)
	must(e.Set("epsilon", "0.2"))
	e.Undo()
	sound := e.Checkpoint()
	plain := spent(func() { OpenCheckpoint(sound) })
	understood := 0
	for i := 0; i < 8*(len(sound)-crc32.Size); i += stride {
		b := slices.Clone(sound)
		b[i/8] ^= 1 << (i % 8)
		b = binary.LittleEndian.AppendUint32(b[:len(b)-crc32.Size], crc32.ChecksumIEEE(b[:len(b)-crc32.Size]))
		var back *Experiment
		var ok bool
		if n := spent(func() { back, ok = OpenCheckpoint(b) }); n > 2*plain+1<<20 {
			t.Errorf("bit %d: %d bytes allocated, %d without", i, n, plain)
		}
		if !ok {
			continue
		}
		understood++
		back.Sample(2)
		back.Train(2)
		if testsize.All() || understood%16 == 1 { // they cost more than all else
			back.Stats()
		}
		back.Undo()
		back.Redo()
		if c := back.Clock(); c.Training > 100 || c.Sampling > 100 { // it would go the whole way from step 0
			continue
		}
		back.Advance(back.Rewind(Clock{Sampling: 1, Training: 1}))
		back.Checkpoint()
	}
	if understood == 0 {
		t.Error("nothing was understood")
	}
}
