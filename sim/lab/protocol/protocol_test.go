package protocol

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/mutant"
	"github.com/scorefield/scorefield/sim/matching"
)

// message is what all messages have in common.
type message interface {
	Append(b []byte) []byte
	Read(b []byte) bool
}

// messages are one of each kind, with something in every list.
func messages() []message {
	points := Points{At: sim.FromPoints([]float64{1, 2, 3}, []float64{4, 5, 6}), Weights: []float64{1, 2}, Bandwidth: 0.5}
	now := matching.Checkpoint{Step: 7, Loss: 0.25, Weights: []float32{1, 2, 3}, Mean: []float32{}}
	report := TrainingReport{From: 3, Step: 7, Networks: []NetworkReport{{Now: now, Losses: 4, Sum: 2.5, Spent: 1,
		Trace: [][]float64{{1, 2}, {3, math.Inf(1)}}, Frames: []*matching.Checkpoint{&now}}},
		Identity: IdentityReport{Step: []float64{1}, Explicit: []float64{2}, Implicit: []float64{3}, Constant: 4}}
	entries := []Entry{{[2]int{1, 2}, "sigma", "0.5"}}
	change := Change{Scope: 1, Edits: []Edit{{"sigma", "0", "0.5"}}, Data: true, From: 1, To: 2, Entries: true,
		Place: Place{At: [2]int{3, 4}, Earlier: 1, Was: entries}, Tail: &entries, Origin: Place{Was: []Entry{}}, UndoneAt: [2]int{5, 6}}
	return []message{
		&TrainingJob{Began: "v=1", Present: "v=1\nseed=2", Points: points, State: report},
		&report,
		&ShardJob{Session: 2, State: "v=1", Points: points, Step: 9, First: 4,
			Runs: []ShardRun{{X: sim.FromPoints([]float64{1, 2, 3}), V: sim.FromPoints([]float64{4, 5, 6}), Aux: sim.FromPoints([]float64{7, 8}), Step: 9}, {X: sim.FromPoints([]float64{1}), Step: 8}}},
		&ShardCommand{Session: 2, To: 12, Stops: []int{0, 3}, Positions: true, State: "v=1",
			Window: Window{Axes: [2]int{2, 5}, W: 3, H: 2, X0: -1, Y0: -2, X1: 3, Y1: 4, Keep: 0.5, Bins: [2]int{4, 5}, Lo: [2]float64{-2, -1}, Hi: [2]float64{4, 6}, Shares: true}},
		&ShardReport{Session: 2, Step: 12, Runs: []RunReport{{Step: 11, Sigma: 1, Epsilon: 2, Accepted: 3, Exchanged: 4, Lost: []int{0, 1}, Shares: []int{5, 6},
			Marginals: [2][]int{{1, 2}, {3, 4}}, Bins: []byte{1, 2, 3, 4}, Positions: [][]float32{{1, 2}, {3, 4}, {5, 6}}}}},
		&Checkpoint{State: "v=1", Ahead: [2]int{1, 2}, Data: [][]byte{{1}, {}}, Own: 1, Undo: Undo{Gesture: true, Done: []Change{change, {}}, Undone: []Change{change}},
			Training: report, Driver: []float32{1}, Sessions: 3, Runs: []RunState{{X: points.At, V: points.At, Aux: sim.NewBatch(5, points.At.N), Step: 4, Frozen: true, Lost: 1, Sigma: 1, Epsilon: 2,
				Time: 0.5, Accepted: 0.25, Exchanged: 3, Diverged: 4, FirstDiverged: 5}, {}}},
		&HelperJob{Number: 3, Job: []byte{1, 2, 3}},
		&PartOrder{Part: Part{Number: 3, Network: 1, Step: 7, Span: matching.Span{Lo: 2, Hi: 4}}, Weights: []float32{1, 2, 3}},
		&PartReport{Part: Part{Number: 3, Network: 1, Step: 7, Span: matching.Span{Lo: 2, Hi: 4}}, Refused: true, Loss: 0.25, Grad: []float32{1, 2, 3}},
	}
}

// damaged reads bytes that have been changed as one of m's kind, behind a checksum
// that is right again.
func damaged(m message, b []byte) bool {
	if _, ok := m.(*Checkpoint); ok && len(b) >= sumBytes {
		seal(b[:len(b)-sumBytes], 0)
	}
	return fresh(m).Read(b)
}

// fresh is an empty message of the same kind.
func fresh(m message) message { return reflect.New(reflect.TypeOf(m).Elem()).Interface().(message) }

// TestMessagesReadBack in any number of coordinates, and only as what they are.
func TestMessagesReadBack(t *testing.T) {
	all := messages()
	for i, m := range all {
		b := m.Append([]byte("before"))[len("before"):]
		back := fresh(m)
		if !back.Read(b) {
			t.Fatalf("%T is not understood", m)
		}
		if again := back.Append(nil); !slices.Equal(again, b) {
			t.Errorf("%T reads back as other bytes", m)
		}
		for k, other := range all {
			if (k == i) != fresh(other).Read(b) {
				t.Errorf("%T is taken for %T", m, other)
			}
		}
		for n := range b {
			if fresh(m).Read(b[:n]) {
				t.Errorf("%T is understood from %d of %d bytes", m, n, len(b))
			}
		}
		if fresh(m).Read(append(slices.Clone(b), 0)) {
			t.Errorf("%T is understood with a byte too many", m)
		}
	}
}

// TestAnotherBuildIsRefused: a program from a cache may be older than the page.
func TestAnotherBuildIsRefused(t *testing.T) {
	for _, m := range messages() {
		b := m.Append(nil)
		build = "another"
		if fresh(m).Read(b) {
			t.Errorf("%T of another build is understood", m)
		}
		build = ""
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

// perByte bounds what reading may allocate for each byte that came: the smallest
// list element takes four bytes and no element of a message has more than 400.
const perByte = 100

// TestDamagedBytesCostNoMoreThanTheyAre: with any bit changed a message is
// refused or read, in memory that is in proportion to its length.
func TestDamagedBytesCostNoMoreThanTheyAre(t *testing.T) {
	for _, m := range messages() {
		b := m.Append(nil)
		for i := range 8 * len(b) {
			b[i/8] ^= 1 << (i % 8)
			if n := spent(func() { damaged(m, b) }); n > uint64(perByte*len(b)+4096) {
				t.Errorf("%T of %d bytes with bit %d changed allocates %d bytes", m, len(b), i, n)
			}
			b[i/8] ^= 1 << (i % 8)
		}
	}
}

// TestLongListsOfNothingCostNothing: a count without its elements is refused
// before anything is made for it.
func TestLongListsOfNothingCostNothing(t *testing.T) {
	for _, m := range messages() {
		b := m.Append(nil)
		for i := 0; i+4 <= len(b); i++ {
			c := slices.Clone(b)
			copy(c[i:], []byte{255, 255, 255, 255})
			if n := spent(func() { damaged(m, c) }); n > uint64(perByte*len(b)+4096) {
				t.Errorf("%T with a count of 2³² at %d allocates %d bytes", m, i, n)
			}
		}
	}
}

// TestWindowsAreValid where there is something to count on, and no report would be beyond its bound.
func TestWindowsAreValid(t *testing.T) {
	good := Window{W: 3, H: 2, X1: 1, Y1: 1}
	if !good.Valid(2) || good.Valid(1) || good.Axis(0) != 0 || good.Axis(1) != 1 {
		t.Error("a plain window")
	}
	if w := good; true {
		if w.Axes = [2]int{5, 63}; !w.Valid(64) || w.Valid(63) || w.Axis(1) != 63 {
			t.Error("two of 64 coordinates")
		}
	}
	for _, size := range [][3]int{{mostBins, 1, mostBins}, {1, mostBins, 0}, {2048, 2048, 0}} {
		w := good
		if w.W, w.H, w.Bins = size[0], size[1], [2]int{size[2], 48}; !w.Valid(2) || mostBins != 1<<22 {
			t.Errorf("%v bins", size)
		}
		for _, more := range []*int{&w.W, &w.H} {
			if *more++; w.Valid(2) {
				t.Errorf("%d × %d bins, more than %d", w.W, w.H, mostBins)
			}
			*more--
		}
		if w.Bins = [2]int{48, mostBins + 1}; w.Valid(2) {
			t.Errorf("%v bins of a marginal", w.Bins)
		}
	}
	for _, spoil := range []func(w *Window){func(w *Window) { w.W = 0 }, func(w *Window) { w.H = math.MaxInt }, func(w *Window) { w.X1 = math.NaN() },
		func(w *Window) { w.X1 = w.X0 }, func(w *Window) { w.Bins[1] = -1 }, func(w *Window) { w.Hi[0] = math.Inf(1) }, func(w *Window) { w.Axes[0] = -1 },
		func(w *Window) { w.W, w.H = 1<<40, 1<<40 }} {
		w := good
		if spoil(&w); w.Valid(2) {
			t.Errorf("%+v is valid", w)
		}
	}
}

// fuzz reads bytes as a message.
func fuzz(f *testing.F, k int) {
	f.Add(messages()[k].Append(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) { messageHolds(t, fresh(messages()[k]), b) })
}

// messageHolds reads bytes as m; what is understood reads back as the same.
func messageHolds(t *testing.T, m message, b []byte) {
	if !m.Read(b) {
		return
	}
	again := m.Append(nil)
	if back := fresh(m); !back.Read(again) || !slices.Equal(back.Append(nil), again) {
		t.Fatalf("%T reads back as another", m)
	}
}

// TestMutantsOfMessages is the targets below, many times in little time; checksums are right
// again, or nothing would be read.
func TestMutantsOfMessages(t *testing.T) {
	for _, m := range messages() {
		t.Run(fmt.Sprintf("%T", m), func(t *testing.T) {
			mutant.Each(t, 1, [][]byte{m.Append(nil), {}}, func(b []byte) {
				if _, ok := m.(*Checkpoint); ok && len(b) >= sumBytes {
					b = seal(slices.Clone(b[:len(b)-sumBytes]), 0)
				}
				messageHolds(t, fresh(m), b)
			})
		})
	}
}

func FuzzTrainingJob(f *testing.F)    { fuzz(f, 0) }
func FuzzTrainingReport(f *testing.F) { fuzz(f, 1) }
func FuzzShardJob(f *testing.F)       { fuzz(f, 2) }
func FuzzShardCommand(f *testing.F)   { fuzz(f, 3) }
func FuzzShardReport(f *testing.F)    { fuzz(f, 4) }
func FuzzHelperJob(f *testing.F)      { fuzz(f, 6) }
func FuzzPartOrder(f *testing.F)      { fuzz(f, 7) }
func FuzzPartReport(f *testing.F)     { fuzz(f, 8) }
func FuzzCheckpoint(f *testing.F)     { fuzz(f, 5) }

// TestChecksum: a checkpoint with any bit changed is refused.
func TestChecksum(t *testing.T) {
	for _, m := range messages() {
		if _, ok := m.(*Checkpoint); !ok {
			continue
		}
		b := m.Append(nil)
		for i := range 8 * len(b) {
			b[i/8] ^= 1 << (i % 8)
			if fresh(m).Read(b) {
				t.Errorf("bit %d", i)
			}
			b[i/8] ^= 1 << (i % 8)
		}
	}
}

// TestACheckpointIsOneAllocation, and none where the memory is there.
func TestACheckpointIsOneAllocation(t *testing.T) {
	x := sim.NewBatch(2, 50_000)
	c := Checkpoint{State: "v=1", Runs: []RunState{{X: x, V: x}, {X: x}}}
	size := uint64(12 * len(x.Data))
	var b []byte
	if n := spent(func() { b = c.Append(nil) }); n > size+size/8 {
		t.Errorf("%d bytes for %d of floats", n, size)
	}
	if n := spent(func() { b = c.Append(b[:0]) }); n > 4096 {
		t.Errorf("%d bytes more when there is room", n)
	}
}
