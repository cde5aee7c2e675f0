package density

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestSelected: every order statistic of values in any order, unlucky ones too,
// is that of the sorted values, after however many rounds the rest is sorted.
func TestSelected(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 3, 10, 101} {
		for name, value := range map[string]func(i int) float64{
			"random": func(int) float64 { return r.NormFloat64() }, "few values": func(int) float64 { return float64(r.IntN(3)) },
			"one value": func(int) float64 { return 4 }, "rising": func(i int) float64 { return float64(i) }, "falling": func(i int) float64 { return float64(-i) },
			"organ pipes": func(i int) float64 { return -math.Abs(float64(i) - float64(n)/2) },
		} {
			v := make([]float64, n)
			for i := range v {
				v[i] = value(i)
			}
			want := slices.Sorted(slices.Values(v))
			for k := range n {
				for _, rounds := range []int{0, 1, 3, 100} {
					if got := selectedIn(slices.Clone(v), k, rounds); got != want[k] {
						t.Errorf("%s: number %d of %d is %v after %d rounds, want %v", name, k, n, got, rounds, want[k])
					}
				}
			}
		}
	}
}

// TestHashed: places asked for in any order are those of the sorted list.
func TestHashed(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{801, 5000, 100_000} {
		places := make([]place, n)
		for i := range places {
			places[i] = place{sim.Key(r.Uint64()), int32(i)}
			if i%7 == 0 && i > 0 {
				places[i].hash = places[i-1].hash // equal points
			}
		}
		l := newHashed(slices.Clone(places))
		slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.hash, b.hash) })
		for range 2000 {
			i := r.IntN(n)
			if got := l.at(i); got != places[i] {
				t.Fatalf("place %d of %d is %v, want %v", i, n, got, places[i])
			}
		}
		if l.at(0) != places[0] || l.at(n-1) != places[n-1] {
			t.Error("the first or the last place is another")
		}
	}
}

// TestMostLikely: it is the best of its bandwidths by the plain sums, each
// exponential by itself, with weights, also where points are in pairs or far apart
// and where some have no weight.
func TestMostLikely(t *testing.T) {
	for name, spread := range map[string][]float64{"even": {1}, "pairs": {1e-3, 1}, "clumps": {1e-2, 3}, "far": {1e3, 1}} {
		x, w := sim.NewBatch(2, 120), make([]float64, 120)
		addNoise(x, 1, sim.NewKey(5), 0)
		for i := range x.N {
			w[i] = float64((i + 2) % 4)
			for j := range 2 {
				x.Set(j, i, x.At(j, i)*float32(spread[0])+float32(spread[len(spread)-1])*float32(i%5))
			}
		}
		wide := Silverman(x, w)
		best, want := math.Inf(-1), 0.0
		for k := range tries {
			h, l := wide*math.Exp2(-float64(k)/4), 0.0
			for i := range x.N {
				near, p := math.Inf(1), 0.0
				r2 := func(k int) float64 {
					a, b := float64(x.At(0, i))-float64(x.At(0, k)), float64(x.At(1, i))-float64(x.At(1, k))
					return a*a + b*b
				}
				for k := range x.N {
					if k != i && w[k] > 0 {
						near = min(near, r2(k))
					}
				}
				for k := range x.N {
					if k != i && w[k] > 0 {
						p += w[k] * math.Exp((near-r2(k))/(2*h*h))
					}
				}
				if w[i] > 0 {
					l += w[i] * (math.Log(p) - near/(2*h*h) - 2*math.Log(h))
				}
			}
			if l > best {
				best, want = l, h
			}
		}
		if got := Pieces(nil).mostLikely(x, w, wide); got != want {
			t.Errorf("%s: %v, want %v (Silverman's %v)", name, got, want, wide)
		}
	}
}
