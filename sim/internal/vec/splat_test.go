package vec

import (
	"hash/fnv"
	"math"
	"slices"
	"testing"
)

// TestSplatEqualsPlain at every length, on grids of one bin and of several, with
// points outside and points that are not numbers.
func TestSplatEqualsPlain(t *testing.T) {
	m := Map{SX: 1, OX: 4.5, SY: -1, OY: 3}
	for _, n := range lengths {
		for _, g := range [][2]int{{0, 0}, {1, 1}, {9, 7}, {3, 11}} {
			x, y := noise(n, 1, 6), noise(n, 2, 6)
			odd(x)
			slices.Reverse(x)
			odd(y)
			got, want := make([]uint16, g[0]*g[1]), make([]uint16, g[0]*g[1])
			for range 3 { // the third overflows
				Splat(got, g[0], g[1], x, y, m, 30000)
				splatPlain(want, g[0], g[1], x, y, m, 30000)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("length %d on %v: %d, plain form %d", n, g, got, want)
			}
		}
	}
}

// TestSplatBorders: the first bin begins at 0, the last ends before w.
func TestSplatBorders(t *testing.T) {
	below := math.Nextafter32(4, 0)
	x := []float32{0, below, 4, -1e-30, 0, 0, 1, 2}
	y := []float32{0, 0, 0, 0, 2, -1e-30, 1.5, 1}
	bins := make([]uint16, 4*2)
	Splat(bins, 4, 2, x, y, Map{SX: 1, SY: 1}, 1)
	if want := []uint16{1, 0, 0, 1, 0, 1, 1, 0}; !slices.Equal(bins, want) {
		t.Errorf("%d, want %d", bins, want)
	}
}

// TestReachFindsEveryOne: whatever lies between, at every length and threshold.
func TestReachFindsEveryOne(t *testing.T) {
	for _, n := range lengths {
		for _, least := range []uint16{1, 2, 255, 256, 0x8000, 65535} {
			v := make([]uint16, n)
			for i := range v { // bits of neighbours together may reach what none does
				v[i] = [...]uint16{0, least - 1, least, 65535, (least - 1) &^ 1, 1}[(i*i+i/3)%6]
			}
			var got, want []int
			for i := Reach(v, 0, least); i < n; i = Reach(v, i+1, least) {
				got = append(got, i)
			}
			for i := range v {
				if v[i] >= least {
					want = append(want, i)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%d reach %d at %d, want %d", v, least, got, want)
			}
		}
	}
}

// TestFadeEqualsPlain for all counts, and at every length.
func TestFadeEqualsPlain(t *testing.T) {
	all := make([]uint16, 1<<16)
	for _, keep := range []uint16{0, 1, 0x8000, 52428, 65535} {
		for i := range all {
			all[i] = uint16(i)
		}
		for _, n := range append(lengths, len(all)) {
			got, want := slices.Clone(all[len(all)-n:]), slices.Clone(all[len(all)-n:])
			Fade(got, keep)
			fadePlain(want, keep)
			if !slices.Equal(got, want) {
				t.Fatalf("length %d, keep %d differs from the plain form", n, keep)
			}
		}
	}
}

// TestSplatGolden holds a faded and splatted grid to one hash on every platform.
func TestSplatGolden(t *testing.T) {
	bins := make([]uint16, 40*30)
	for k := range uint64(5) {
		Fade(bins, 60000)
		Splat(bins, 40, 30, noise(1003, 2*k, 5), noise(1003, 2*k+1, 5), Map{SX: 4.3, OX: 20, SY: -3.1, OY: 15}, 640)
	}
	h := fnv.New64a()
	for _, v := range bins {
		h.Write([]byte{byte(v), byte(v >> 8)})
	}
	if got, want := h.Sum64(), uint64(0x4a507e5db945c71); got != want {
		t.Errorf("%#x, want %#x", got, want)
	}
}
