package table

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
)

// sheetOf lays n pictures of side × side pixels out in rows of cols, with gaps of a grey, and
// around them where margin says so. draw stores picture i.
func sheetOf(n, cols, side, gap int, margin bool, gapGrey uint8, draw func(i int, dst []uint8)) (grey []uint8, width, height int) {
	edge := 0
	if margin {
		edge = gap
	}
	rows := (n + cols - 1) / cols
	width, height = 2*edge+cols*(side+gap)-gap, 2*edge+rows*(side+gap)-gap
	grey = make([]uint8, width*height)
	for i := range grey {
		grey[i] = gapGrey
	}
	tile := make([]uint8, side*side)
	for i := range rows * cols {
		clear(tile)
		if i < n {
			draw(i, tile)
		}
		x, y := edge+i%cols*(side+gap), edge+i/cols*(side+gap)
		for r := range side {
			copy(grey[(y+r)*width+x:], tile[r*side:(r+1)*side])
		}
	}
	return grey, width, height
}

// glyphs draws digits of a side, light on dark.
func glyphs(t *testing.T, side int) func(i int, dst []uint8) {
	t.Helper()
	g, err := density.NewGlyphs(side, density.Digits)
	if err != nil {
		t.Fatal(err)
	}
	return func(i int, dst []uint8) {
		x := sim.NewBatch(side*side, 1)
		g.Rand(x, 3, i)
		for k, v := range x.Data {
			dst[k] = uint8(127.5 * (float64(v) + 1))
		}
	}
}

// photos draws smooth random pictures that fill their tiles: a gradient and a blob each.
func photos(side int) func(i int, dst []uint8) {
	return func(i int, dst []uint8) {
		r := rand.New(rand.NewPCG(uint64(i), 9))
		base, dx, dy := 40+120*r.Float64(), 60*(r.Float64()-0.5)/float64(side), 60*(r.Float64()-0.5)/float64(side)
		cx, cy := r.Float64()*float64(side), r.Float64()*float64(side)
		for k := range dst {
			x, y := float64(k%side), float64(k/side)
			d := ((x-cx)*(x-cx) + (y-cy)*(y-cy)) / float64(side*side)
			dst[k] = uint8(min(max(base+dx*x+dy*y+60/(1+20*d)+6*r.Float64(), 0), 255))
		}
	}
}

// TestReadSheet: tiles of all usual sides are found, with gaps and without, drawings and
// pictures that fill their tiles, inverted, and with what JPEG does to them; picture i is tile i.
func TestReadSheet(t *testing.T) {
	for _, side := range []int{8, 12, 16, 20, 28, 32, 48} {
		for _, filled := range []bool{false, true} {
			draw := glyphs(t, side)
			if filled {
				draw = photos(side)
			}
			for _, c := range []struct {
				n, cols, gap int
				margin       bool
				grey         uint8
			}{
				{100, 10, 0, false, 0}, {64, 8, 2, true, 0}, {64, 8, 1, false, 255}, {60, 12, 4, true, 255}, {97, 10, 0, false, 0}, {40, 40, 0, false, 0}, {30, 1, 0, false, 0}, {48, 16, 2, false, 128},
			} {
				name := fmt.Sprintf("side %d, filled %v, %+v", side, filled, c)
				grey, w, h := sheetOf(c.n, c.cols, side, c.gap, c.margin, c.grey, draw)
				noise := rand.New(rand.NewPCG(1, 2))
				for i, v := range grey {
					grey[i] = uint8(min(max(int(v)+noise.IntN(5)-2, 0), 255))
				}
				p, err := ReadSheet(grey, w, h, Options{})
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				rows := (c.n + c.cols - 1) / c.cols
				if p.Height != side || p.Width != side || p.N() != rows*c.cols {
					t.Errorf("%s: %d pictures of %d × %d; others %v", name, p.N(), p.Height, p.Width, p.Others)
					continue
				}
				want := make([]uint8, side*side)
				draw(c.n-1, want)
				for k, v := range want {
					if d := p.Pixels[(c.n-1)*side*side+k] - float32(v); d < -2 || d > 2 {
						t.Errorf("%s: pixel %d of picture %d is %g, want %d", name, k, c.n-1, p.Pixels[(c.n-1)*side*side+k], v)
						break
					}
				}
				if !strings.Contains(p.Notes[0].EN, fmt.Sprintf("tiles of %d × %d", side, side)) {
					t.Errorf("%s: %q", name, p.Notes[0].EN)
				}
			}
		}
	}
}

// TestEnlargedSheets: of a sheet that shows each pixel as a block the pixels are found, and not
// taken for tiles.
func TestEnlargedSheets(t *testing.T) {
	for _, by := range []int{2, 3, 4, 10} {
		small, w, h := sheetOf(60, 10, 8, 0, false, 0, glyphs(t, 8))
		grey := make([]uint8, w*by*h*by)
		for i := range grey {
			grey[i] = small[i/(w*by)/by*w+i%(w*by)/by]
		}
		p, err := ReadSheet(grey, w*by, h*by, Options{})
		if err != nil || p.Height != 8 || p.N() != 60 || len(p.Notes) != 2 {
			t.Errorf("by %d: %v", by, err)
			continue
		}
		want, err := ReadSheet(small, w, h, Options{})
		if err != nil || !slices.Equal(p.Pixels, want.Pixels) {
			t.Errorf("by %d: other pictures, %v", by, err)
		}
	}
}

// TestOtherSheets: what is offered beside the best is what one gets.
func TestOtherSheets(t *testing.T) {
	grey, w, h := sheetOf(100, 10, 16, 0, false, 0, glyphs(t, 16))
	p, err := ReadSheet(grey, w, h, Options{})
	if err != nil || len(p.Others) == 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	for _, o := range append(slices.Clone(p.Others), p.Reading) {
		q, err := ReadSheet(grey, w, h, Options{Reading: o.Key})
		if err != nil || q.Reading.Key != o.Key || !strings.Contains(o.Text.EN, decimal(q.Height)+" × "+decimal(q.Width)) {
			t.Errorf("%v: %+v, %v", o, q.Reading, err)
		}
	}
	var e *Error
	if _, err := ReadSheet(grey, w, h, Options{Reading: "tiles-7"}); !errors.As(err, &e) || e.Kind != NoReading {
		t.Errorf("%v", err)
	}
}

// TestNoSheets are refused with a sentence; whatever they are, nothing breaks.
func TestNoSheets(t *testing.T) {
	for _, c := range [][2]int{{0, 0}, {3, 3}, {7, 7}, {31, 29}, {101, 97}, {1, 5000}} {
		var e *Error
		if p, err := ReadSheet(make([]uint8, c[0]*c[1]), c[0], c[1], Options{}); !errors.As(err, &e) || !strings.Contains(err.Error(), "allowed: 8 or more square pictures") {
			t.Errorf("%v: %+v, %v", c, p, err)
		}
	}
	if _, err := ReadSheet(make([]uint8, 10), 100, 100, Options{}); err == nil {
		t.Error("a sheet that is cut off")
	}
	if p, err := ReadSheet(make([]uint8, 280*280), 280, 280, Options{}); err != nil || p.Height != 8 { // nothing speaks for any; the least usual one
		t.Errorf("an empty sheet: %+v, %v", p, err)
	}
}
