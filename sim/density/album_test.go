package density

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// TestAlbumResize: means of areas, so that the mean of a picture stays; to its own size it is
// what it was, and over a multiple of a size it comes to the same as at once.
func TestAlbumResize(t *testing.T) {
	a := &Album{Side: 3, Pixels: []uint8{0, 6, 12, 18, 24, 30, 36, 42, 48}}
	for _, c := range []struct {
		side int
		want []uint8
	}{
		{3, a.Pixels},
		{1, []uint8{24}},
		{6, []uint8{0, 0, 6, 6, 12, 12, 0, 0, 6, 6, 12, 12, 18, 18, 24, 24, 30, 30, 18, 18, 24, 24, 30, 30, 36, 36, 42, 42, 48, 48, 36, 36, 42, 42, 48, 48}},
		// The upper left new pixel covers one and a half of a pixel each way:
		// (0·1 + 6·½ + 18·½ + 24·¼) / 2.25 = 8, and so on.
		{2, []uint8{8, 16, 32, 40}},
	} {
		if got := a.Resize(c.side).Pixels; !slices.Equal(got, c.want) {
			t.Errorf("%d: %v, want %v", c.side, got, c.want)
		}
	}
	big := &Album{Side: 28, Pixels: make([]uint8, 2*28*28), Labels: []uint8{3, 1}}
	for i := range big.Pixels {
		big.Pixels[i] = uint8((i*i + i/7) % 256)
	}
	mean := func(a *Album, k int) (m float64) {
		for _, v := range a.Pixels[k*a.Dim() : (k+1)*a.Dim()] {
			m += float64(v) / float64(a.Dim())
		}
		return m
	}
	small, via := big.Resize(8), big.Resize(16).Resize(8)
	for k := range 2 {
		if a, b := mean(big, k), mean(small, k); math.Abs(a-b) > 0.5 { // each new pixel is rounded
			t.Errorf("picture %d: mean %g became %g", k, a, b)
		}
	}
	for i, v := range small.Pixels {
		if d := int(v) - int(via.Pixels[i]); d < -1 || d > 1 { // rounded twice
			t.Errorf("pixel %d is %d, by way of 16 %d", i, v, via.Pixels[i])
		}
	}
	if !slices.Equal(small.Labels, big.Labels) {
		t.Error("labels")
	}
}

// TestAlbumDraws: each picture as often as any other, with its label, by its number alone.
func TestAlbumDraws(t *testing.T) {
	a := &Album{Side: 2, Pixels: []uint8{0, 255, 51, 204, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0}, Labels: []uint8{9, 1, 2, 3, 4}}
	const n = 5000
	x, labels := sim.NewBatch(4, n), make([]uint8, n)
	a.RandLabelled(x, labels, 7, 0)
	count := map[uint8]int{}
	for i, l := range labels {
		count[l]++
		got := [4]float32{x.At(0, i), x.At(1, i), x.At(2, i), x.At(3, i)}
		if want := [4]float32{-1, 1, -0.6, 0.6}; l == 9 && got != want {
			t.Fatalf("%v, want %v", got, want)
		}
		if l != 9 && got[0] != pixel(l) {
			t.Fatalf("label %d of %v", l, got)
		}
	}
	for l, c := range count { // binomial, 1000 ± 4·28.3
		if len(count) != 5 || math.Abs(float64(c)-1000) > 113 {
			t.Errorf("label %d %d times", l, c)
		}
	}
	y, again := sim.NewBatch(4, 10), make([]uint8, 10)
	if a.RandLabelled(y, again, 7, 90); !slices.Equal(again, labels[90:100]) {
		t.Error("a draw depends on those before it")
	}
	a.Labels = nil
	if a.RandLabelled(y, again, 7, 90); slices.Max(again) != 0 {
		t.Error("labels of pictures without any")
	}
	if p := a.Points([]int{4, 0}); p.At(0, 0) != pixel(4) || p.At(1, 1) != 1 {
		t.Errorf("%v", p.Data)
	}
}

// TestAlbumDeviation against its definition.
func TestAlbumDeviation(t *testing.T) {
	a := &Album{Side: 2}
	for i := range 4 * 30 {
		a.Pixels = append(a.Pixels, uint8(i*i*7%256))
	}
	x := a.Points([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29})
	total := 0.0
	for j := range 4 {
		mean, square := 0.0, 0.0
		for _, v := range x.Row(j) {
			mean += float64(v) / 30
			square += float64(v) * float64(v) / 30
		}
		total += square - mean*mean
	}
	if got, want := a.Deviation(), math.Sqrt(total/4); math.Abs(got-want) > 1e-6 {
		t.Errorf("%g, want %g", got, want)
	}
}

// TestAlbumSplit: each picture is kept or held out, with its label, always alike, and not by its place;
// in turn each comes as often as any other.
func TestAlbumSplit(t *testing.T) {
	const n = 100
	a := &Album{Side: 1, Pixels: make([]uint8, n), Labels: make([]uint8, n)}
	for i := range n {
		a.Pixels[i], a.Labels[i] = uint8(2*i), uint8(i)
	}
	kept, out := a.Split(5)
	if kept.N() != 80 || out.N() != 20 || !kept.Sound() || !out.Sound() {
		t.Fatalf("%d kept, %d held out", kept.N(), out.N())
	}
	seen, late := map[uint8]bool{}, 0
	for _, part := range []*Album{kept, out} {
		for i, l := range part.Labels {
			if seen[l] = true; part.Pixels[i] != 2*l {
				t.Fatalf("picture %d has label %d", part.Pixels[i], l)
			}
		}
	}
	for _, l := range out.Labels {
		if l >= n/2 {
			late++
		}
	}
	if len(seen) != n || late < 4 || late > 16 { // 20 of 100: 10 ± 2
		t.Errorf("%d of %d pictures, %d of 20 from the second half", len(seen), n, late)
	}
	if other, _ := a.Split(5); !slices.Equal(other.Labels, kept.Labels) {
		t.Error("divided otherwise")
	}
	x, labels := sim.NewBatch(1, 40), make([]uint8, 40)
	out.InTurn(x, labels, 1, 30)
	for i, l := range labels {
		if l != out.Labels[(30+i)%20] || x.At(0, i) != pixel(out.Pixels[(30+i)%20]) {
			t.Errorf("draw %d has label %d", i, l)
		}
	}
}
