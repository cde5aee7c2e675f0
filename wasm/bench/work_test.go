package bench

import (
	"math"
	"testing"
	"time"
)

func TestNamesAreUniqueAndFound(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range All() {
		if found, ok := Find(w.Name); !ok || found.Unit != w.Unit || seen[w.Name] {
			t.Errorf("%q: found %v, seen before %v", w.Name, ok, seen[w.Name])
		}
		seen[w.Name] = true
	}
	if _, ok := Find("nothing"); ok {
		t.Error("work without a name")
	}
}

// TestTimesAreOfOneRoundInTheUnit: 3 rounds of 4 in 24 µs are 2 µs each.
func TestTimesAreOfOneRoundInTheUnit(t *testing.T) {
	w := Work{In: time.Nanosecond, Each: 4}
	if got := w.Per(24*time.Microsecond, 3); got != 2000 {
		t.Errorf("%v ns, want 2000", got)
	}
	rounds := 0
	w = Work{In: time.Millisecond, Each: 1, Make: func() func() {
		return func() { rounds++; time.Sleep(time.Millisecond) }
	}}
	if got := w.For(5 * time.Millisecond); got < 1 || rounds < 2 {
		t.Errorf("%v ms a round of a sleeping millisecond, %d rounds", got, rounds)
	}
}

// TestErrorIsOfTheWeights: the network whose weights are all 0 has the score
// 0, so its error is ½E‖s‖²; for modes 14 apart that is ½·D = 1 up to the
// draws (four standard errors of χ²₂/2 over 20,000 are 0.028).
func TestErrorIsOfTheWeights(t *testing.T) {
	q := NewQuality()
	if e := q.Error(make([]float32, len(q.net.Params()))); math.Abs(e-1) > 0.028 {
		t.Errorf("½E‖0 − s‖² = %v, want 1", e)
	}
}

func TestEverySettingLearns(t *testing.T) {
	for name := range Settings {
		q := NewQuality()
		tr := Settings[name](1)
		before := q.Error(tr.Model.Params())
		tr.Step(100)
		if after := q.Error(tr.Model.Params()); after > before/2 {
			t.Errorf("%s: from %v to %v in 100 steps", name, before, after)
		}
	}
}

// warm is how long work runs before it is timed: machines for WebAssembly
// compile well only what they have seen run.
const warm = 200 * time.Millisecond

func BenchmarkWork(b *testing.B) {
	for _, w := range All() {
		b.Run(w.Name, func(b *testing.B) {
			round := w.Make()
			for begin := time.Now(); time.Since(begin) < warm; {
				round()
			}
			for b.Loop() {
				round()
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(w.Per(b.Elapsed(), b.N), w.Unit)
		})
	}
}

// BenchmarkQuality is the seconds until the published toy is learnt, and digits.
func BenchmarkQuality(b *testing.B) {
	b.Run("quality-digits", func(b *testing.B) {
		q, seed, steps := NewDigits(), uint64(0), 0
		var learning time.Duration
		for b.Loop() {
			seed++
			t, n, distance := q.Learn(seed)
			learning, steps = learning+t, steps+n
			if !(distance <= Alike) {
				b.Errorf("after %d steps the Fréchet distance is %.1f", n, distance)
			}
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(learning.Seconds()/float64(b.N), "s")
		b.ReportMetric(float64(steps)/float64(b.N), "steps")
	})
	for name := range Settings {
		b.Run("quality-"+name, func(b *testing.B) {
			q, seed := NewQuality(), uint64(0)
			var learning time.Duration
			for b.Loop() {
				seed++
				t, _ := q.Learn(name, seed)
				learning += t
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(learning.Seconds()/float64(b.N), "s")
		})
	}
}
