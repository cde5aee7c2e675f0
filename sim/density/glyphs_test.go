package density

import (
	"bytes"
	"errors"
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

var update = flag.Bool("update", false, "draw the golden pictures anew")

func glyphs(t *testing.T, side int, alphabet string) *Glyphs {
	t.Helper()
	g, err := NewGlyphs(side, alphabet)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// sheet lays pictures out in so many columns, a pixel each, with a line of paper between.
func sheet(x sim.Batch, side, columns int) *image.Gray {
	rows := (x.N + columns - 1) / columns
	img := image.NewGray(image.Rect(0, 0, columns*(side+1)+1, rows*(side+1)+1))
	for k := range img.Pix {
		img.Pix[k] = 255
	}
	for i := range x.N {
		for k := range side * side {
			ink := (float64(x.At(k, i)) + 1) / 2
			img.SetGray(i%columns*(side+1)+1+k%side, i/columns*(side+1)+1+k/side, color.Gray{Y: uint8(math.Round(255 * (1 - ink)))})
		}
	}
	return img
}

// TestGlyphsLookAsBefore holds the pictures to testdata/glyphs-*.png, where the rows are
// characters and the columns are draws of them. go test -run Glyphs -update draws those
// anew: look at them.
func TestGlyphsLookAsBefore(t *testing.T) {
	const columns = 16
	for _, c := range []struct {
		file, alphabet string
		side           int
	}{{"glyphs-8", Digits, 8}, {"glyphs-12", Digits, 12}, {"glyphs-16", Digits + Letters, 16}} {
		g := glyphs(t, c.side, c.alphabet)
		labels := make([]uint8, len(c.alphabet)*columns)
		for i := range labels {
			labels[i] = uint8(i / columns)
		}
		x := sim.NewBatch(g.Dim(), len(labels))
		g.RandOf(x, labels, sim.NewKey(3), 0)
		got := sheet(x, c.side, columns)
		name := "testdata/" + c.file + ".png"
		if *update {
			var out bytes.Buffer
			if err := png.Encode(&out, got); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if w, ok := want.(*image.Gray); !ok || w.Rect != got.Rect || !slices.Equal(w.Pix, got.Pix) {
			t.Errorf("%s: the glyphs look otherwise", name)
		}
	}
}

// TestGoldenGlyphs: the bits of 200 draws are the same on every platform.
func TestGoldenGlyphs(t *testing.T) {
	for _, c := range []struct {
		side int
		want uint64
	}{{8, 0x2c911568a9fbf106}, {12, 0x26d6cdb357e7ae74}, {16, 0xb23024f61ff3d18b}} {
		g := glyphs(t, c.side, Digits+Letters)
		x := sim.NewBatch(g.Dim(), 200)
		g.Rand(x, sim.NewKey(42), 7)
		if got := bits(x.Data); got != c.want {
			t.Errorf("side %d: %#x", c.side, got)
		}
	}
}

// TestGlyphsDependOnTheirNumber: a picture and its label are the same however the draws
// are split, and RandOf with the labels of Labels is Rand.
func TestGlyphsDependOnTheirNumber(t *testing.T) {
	g, key := glyphs(t, 8, Digits), sim.NewKey(5)
	const n = 150 // more than are drawn at a time
	all, labels := sim.NewBatch(64, n), make([]uint8, n)
	g.Rand(all, key, 1000)
	g.Labels(labels, key, 1000)
	for _, at := range []int{0, 1, 63, 64, 149} {
		one, label := sim.NewBatch(64, 1), make([]uint8, 1)
		g.Rand(one, key, 1000+at)
		g.Labels(label, key, 1000+at)
		for k := range 64 {
			if one.At(k, 0) != all.At(k, at) {
				t.Fatalf("picture %d alone differs from the same picture among others", at)
			}
		}
		if label[0] != labels[at] {
			t.Errorf("picture %d: label %d alone, %d among others", at, label[0], labels[at])
		}
	}
	other := sim.NewBatch(64, n)
	g.Rand(other, sim.NewKey(6), 1000)
	if slices.Equal(other.Data, all.Data) {
		t.Error("another key draws the same pictures")
	}
}

// TestGlyphsAreFrequentAlike: of n draws a character has n/10, within four standard
// deviations √(n·0.1·0.9) ≈ 42.
func TestGlyphsAreFrequentAlike(t *testing.T) {
	g := glyphs(t, 8, Digits)
	const n = 20_000
	labels, count := make([]uint8, n), make([]int, 10)
	g.Labels(labels, sim.NewKey(9), 0)
	for _, l := range labels {
		count[l]++
	}
	for l, c := range count {
		if d := math.Abs(float64(c) - n/10); d > 4*math.Sqrt(n*0.1*0.9) {
			t.Errorf("%q: %d of %d draws", Digits[l], c, n)
		}
	}
}

// TestGlyphsAreInkOnPaper: pixels lie in [−1, 1], and every picture has paper left and ink
// as dark as its pen can make it.
func TestGlyphsAreInkOnPaper(t *testing.T) {
	for _, side := range []int{8, 12, 16} {
		g := glyphs(t, side, Digits+Letters)
		x := sim.NewBatch(g.Dim(), 720)
		g.Rand(x, sim.NewKey(11), 0)
		// The middle of some pixel is at most half a diagonal from the middle of the stroke,
		// where a pen of width w leaves w/2 + ½ − √½ of ink.
		least := 2*min(glyphThickness[0]*float64(side)/2+0.5-math.Sqrt2/2, 1) - 1
		for i := range x.N {
			lo, hi := float32(2), float32(-2)
			for k := range g.Dim() {
				lo, hi = min(lo, x.At(k, i)), max(hi, x.At(k, i))
			}
			if lo != -1 || hi > 1 || float64(hi) < least {
				t.Fatalf("side %d, picture %d: pixels from %g to %g", side, i, lo, hi)
			}
		}
	}
}

func TestGlyphsRefuse(t *testing.T) {
	for _, c := range []struct {
		side            int
		alphabet, field string
	}{{5, Digits, "side"}, {65, Digits, "side"}, {8, "", "alphabet"}, {8, "00", "alphabet"}, {8, "0a", "alphabet"}, {8, "0é", "alphabet"}} {
		_, err := NewGlyphs(c.side, c.alphabet)
		var e *GlyphError
		if !errors.As(err, &e) || e.Field != c.field {
			t.Errorf("side %d of %q: %v", c.side, c.alphabet, err)
		}
	}
}

func BenchmarkGlyphs(b *testing.B) {
	g, err := NewGlyphs(8, Digits)
	if err != nil {
		b.Fatal(err)
	}
	x := sim.NewBatch(64, 128)
	for i := 0; b.Loop(); i++ {
		g.Rand(x, sim.NewKey(1), i*128)
	}
}
