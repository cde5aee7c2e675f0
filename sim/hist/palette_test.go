package hist_test

import (
	"bytes"
	"testing"

	"github.com/scorefield/scorefield/sim/hist"
)

// TestPaint: every bin has the pixel of its count.
func TestPaint(t *testing.T) {
	var p hist.Palette
	p.Set(0, [4]byte{1, 2, 3, 4})
	p.Set(500, [4]byte{5, 6, 7, 8})
	g := hist.Grid{W: 3, H: 3, Bins: []uint16{0, 500, 0, 500, 500, 0, 0, 0, 500}}
	pix := make([]byte, 36)
	p.Paint(pix, &g)
	for i, v := range g.Bins {
		want := []byte{1, 2, 3, 4}
		if v == 500 {
			want = []byte{5, 6, 7, 8}
		}
		if !bytes.Equal(pix[4*i:4*i+4], want) {
			t.Errorf("bin %d of %d is %v", i, v, pix[4*i:4*i+4])
		}
	}
}

// frame is what a cloud of n particles costs before the graphics card: what was
// there fades, the particles are counted and the counts painted, at 800×600.
func frame(b *testing.B, n int) {
	x, y := cloud(n)
	var g hist.Grid
	g.Resize(800, 600)
	p, pix := new(hist.Palette), make([]byte, 4*len(g.Bins))
	for b.Loop() {
		g.Fade(0.8)
		g.Splat(x, y, hist.Affine{SX: 800, SY: 600})
		p.Paint(pix, &g)
	}
}

func BenchmarkFrame100k(b *testing.B) { frame(b, 100_000) }
func BenchmarkFrame1M(b *testing.B)   { frame(b, 1_000_000) }

func BenchmarkPaint800x600(b *testing.B) {
	var g hist.Grid
	g.Resize(800, 600)
	x, y := cloud(1_000_000)
	g.Splat(x, y, hist.Affine{SX: 800, SY: 600})
	p, pix := new(hist.Palette), make([]byte, 4*len(g.Bins))
	for b.Loop() {
		p.Paint(pix, &g)
	}
}
