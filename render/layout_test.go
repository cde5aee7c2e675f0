package render

import (
	"math"
	"strings"
	"testing"
)

func panels(n int, w, h float64) *Frame {
	f := &Frame{Width: w, Height: h, View: View{1, -2, 5}}
	for range n {
		f.Panels = append(f.Panels, Panel{Title: "t", Axes: &Axes{Ticks: true}})
	}
	return f
}

// TestReflow: wide figures stand side by side, narrow ones in a column, and a
// square of four is a square.
func TestReflow(t *testing.T) {
	for _, c := range []struct {
		n          int
		w, h       float64
		cols, rows int
	}{
		{1, 800, 600, 1, 1}, {2, 800, 400, 2, 1}, {3, 960, 340, 3, 1}, {4, 1200, 320, 4, 1}, {4, 700, 700, 2, 2},
		{2, 360, 640, 1, 2}, {3, 360, 900, 1, 3}, {4, 360, 1200, 1, 4}, {3, 360, 160, 3, 1},
	} {
		l := panels(c.n, c.w, c.h).Layout()
		if l.Cols != c.cols || l.Rows != c.rows {
			t.Errorf("%d panels in %v×%v: %d×%d, want %d×%d", c.n, c.w, c.h, l.Cols, l.Rows, c.cols, c.rows)
		}
		for i := range l.N {
			p := l.Cells[i].Plot
			if p.W() <= 20 || p.H() <= 20 || p.X0 < 0 || p.Y0 < 0 || p.X1 > c.w || p.Y1 > c.h {
				t.Errorf("%d panels in %v×%v: plot %d is %v", c.n, c.w, c.h, i, p)
			}
			for j := range i {
				if q := l.Cells[j].Box; min(q.X1, p.X1) > max(q.X0, p.X0) && min(q.Y1, p.Y1) > max(q.Y0, p.Y0) {
					t.Errorf("%d panels in %v×%v: %d and %d overlap", c.n, c.w, c.h, i, j)
				}
			}
		}
	}
}

// TestTheSmallestPictures: a figure may have less room than its margins need. Every plot
// of it is still a rectangle, and no texture is empty, of which the screen could make no image.
func TestTheSmallestPictures(t *testing.T) {
	for _, ratio := range []float64{0.5, 2} {
		for w := 1.0; w < 150; w += 21 {
			for h := 1.0; h < 150; h += 21 {
				f := cloudFrame(12000)
				f.Width, f.Height, f.Ratio = w, h, ratio
				f.Panels[0].Marginals, f.Panels[0].Title = &Marginals{}, "p"
				f.Panels = append(f.Panels, f.Panels[0], Panel{Curves: &Curves{}}, Panel{Sheet: &Sheet{}})
				var c Composer
				for _, o := range c.Compose(f, ratio).Ops {
					if o.Texture != nil && (o.Texture.W < 1 || o.Texture.H < 1) {
						t.Fatalf("%v×%v at %v: a texture of %d×%d", w, h, ratio, o.Texture.W, o.Texture.H)
					}
				}
				for i, l := 0, f.Layout(); i < l.N; i++ {
					if p := l.Cells[i].Plot; p.W() <= 0 || p.H() <= 0 {
						t.Fatalf("%v×%v: plot %d is %v", w, h, i, p)
					}
				}
			}
		}
	}
}

// TestPanelsShareTheScale also when only one of them has marginals, a bar or a
// gauge.
func TestPanelsShareTheScale(t *testing.T) {
	f := panels(3, 900, 400)
	f.Panels[1].Marginals = &Marginals{}
	f.Panels[2].Gauges = []Gauge{{Truth: 0.8}}
	f.Panels[0].Heat = &Heat{Grid: parabola(5), Bar: true}
	l := f.Layout()
	for i := 1; i < 3; i++ {
		if math.Abs(l.Scale(i)-l.Scale(0)) > 1e-9 || math.Abs(l.Cells[i].Plot.W()-l.Cells[0].Plot.W()) > 1e-9 {
			t.Errorf("panel %d: scale %v, panel 0: %v", i, l.Scale(i), l.Scale(0))
		}
	}
}

// TestWorldAndScreen are each other's inverse, the square of the View is seen
// whole, and At finds the panel.
func TestWorldAndScreen(t *testing.T) {
	f := panels(2, 800, 400)
	l := f.Layout()
	for i := range l.N {
		for _, p := range [][2]float64{{1, -2}, {6, 3}, {-4, -7}} { // middle and corners of the View
			x, y := l.ToScreen(i, p[0], p[1])
			if q := l.Cells[i].Plot; x < q.X0-1e-9 || x > q.X1+1e-9 || y < q.Y0-1e-9 || y > q.Y1+1e-9 {
				t.Errorf("%v is not visible in panel %d", p, i)
			}
			wx, wy := l.ToWorld(i, x, y)
			if math.Abs(wx-p[0])+math.Abs(wy-p[1]) > 1e-9 {
				t.Errorf("%v came back as %v, %v", p, wx, wy)
			}
		}
		x, y := l.ToScreen(i, 2, -1)
		panel, wx, wy, ok := l.At(x, y)
		if !ok || panel != i || math.Abs(wx-2)+math.Abs(wy+1) > 1e-9 {
			t.Errorf("At: panel %d, (%v, %v), %v", panel, wx, wy, ok)
		}
	}
	if _, _, _, ok := l.At(l.Cells[0].Plot.X0-3, 100); ok {
		t.Error("the axis is taken for the plot")
	}
	w := l.World(0)
	if w.X0 > -4 || w.X1 < 6 || w.Y0 > -7 || w.Y1 < 3 {
		t.Errorf("World is %v", w)
	}
}

// TestZoomKeepsThePoint under the pointer; Pan moves it along.
func TestZoomKeepsThePoint(t *testing.T) {
	f := panels(1, 500, 400)
	l := f.Layout()
	x, y := l.ToWorld(0, 321, 99)
	f.View = f.View.Zoom(1.7, x, y)
	z := f.Layout()
	if wx, wy := z.ToWorld(0, 321, 99); math.Abs(wx-x)+math.Abs(wy-y) > 1e-9 {
		t.Errorf("(%v, %v) moved to (%v, %v)", x, y, wx, wy)
	}
	if got := z.Scale(0) / l.Scale(0); math.Abs(got-1.7) > 1e-9 {
		t.Errorf("zoomed by %v", got)
	}
	x1, y1 := z.ToWorld(0, 200, 150)
	f.View = f.View.Pan(x, y, x1, y1)
	p := f.Layout()
	if wx, wy := p.ToWorld(0, 200, 150); math.Abs(wx-x)+math.Abs(wy-y) > 1e-9 {
		t.Errorf("panned to (%v, %v), want (%v, %v)", wx, wy, x, y)
	}
	if v := f.View.Zoom(math.NaN(), 0, 0); v != f.View {
		t.Error("a zoom by NaN changed the view")
	}
}

// TestLevels of the ladder are found under the pointer.
func TestLevels(t *testing.T) {
	f := annealedFrame(Light, 800, 500)
	l := f.Layout()
	for k := range f.Ladder.Sigmas {
		b := l.level(k)
		got, ok := l.LevelAt((b.X0+b.X1)/2, (b.Y0+b.Y1)/2)
		if !ok || got != k {
			t.Errorf("level %d: %d, %v", k, got, ok)
		}
		if hit := Pick(f, (b.X0+b.X1)/2, (b.Y0+b.Y1)/2, false); hit.Level != k || hit.World {
			t.Errorf("level %d: hit %+v", k, hit)
		}
	}
	if _, ok := l.LevelAt(400, 100); ok {
		t.Error("a level in the middle of a plot")
	}
}

// TestLadderTitle: a strip with a title has it above its multiples, below the
// panels, and takes the room for it from these.
func TestLadderTitle(t *testing.T) {
	f := panels(1, 600, 400)
	f.Ladder = &Ladder{Sigmas: []float64{3, 2, 1}, Now: -1}
	plain := f.Layout()
	f.Ladder.Title = "every level"
	titled := f.Layout()
	if titled.Cells[0].Plot.Y1 >= plain.Cells[0].Plot.Y1 || titled.level(1).H() < plain.level(1).H()-1e-9 {
		t.Errorf("plots end at %g with a title and at %g without", titled.Cells[0].Plot.Y1, plain.Cells[0].Plot.Y1)
	}
	c := Composer{Apart: true}
	for _, text := range c.Compose(f, 1).Texts {
		if text.Panel < 0 && text.Role == LabelText {
			if box := text.Box; box.Y0 < titled.Strip.Y0-1 || box.Y1 > titled.level(0).Y0 {
				t.Errorf("the title is at %v, the first multiple at %v", box, titled.level(0))
			}
			return
		}
	}
	t.Error("there is no title")
}

// TestLegendAtTheLeft: it is wholly in the plot's other half.
func TestLegendAtTheLeft(t *testing.T) {
	f := panels(1, 600, 400)
	f.Panels[0].Legend = []LegendItem{{"one", Truth, LineMark}, {"another", Ink, RingMark}}
	for _, left := range []bool{false, true} {
		f.Panels[0].Left = left
		c := Composer{Apart: true}
		plot, n := f.Layout().Cells[0].Plot, 0
		for _, text := range c.Compose(f, 1).Texts {
			if text.Role == LegendText {
				n++
				if middle := (plot.X0 + plot.X1) / 2; text.Box.X0 < plot.X0 || text.Box.X1 > plot.X1 || text.Box.X1 < middle != left {
					t.Errorf("left %v: a name at %v of the plot %v", left, text.Box, plot)
				}
			}
		}
		if n != 2 {
			t.Errorf("%d names of 2", n)
		}
	}
}

// TestAColumnHasNoGaps: where panels stand one below the other, plots are of one size, the last ends at the lower edge, and
// below each is room for its own gauges only. (The first of two left as much as the second needed for two of them.)
func TestAColumnHasNoGaps(t *testing.T) {
	for _, gauges := range [][]int{{0, 2}, {2, 0}, {1, 1}, {0, 0, 3}, {1, 0, 2}} {
		f := &Frame{Width: 350, Height: 700, View: View{0, 0, 8}}
		for _, n := range gauges {
			f.Panels = append(f.Panels, Panel{Title: "a", Axes: &Axes{Ticks: true}, Gauges: make([]Gauge, n)})
		}
		l := f.Layout()
		if l.Cols != 1 {
			t.Fatalf("%d columns", l.Cols)
		}
		below := 0.0
		for i, n := range gauges {
			c := l.Cells[i]
			if w, h := l.Cells[0].Plot.W(), l.Cells[0].Plot.H(); math.Abs(c.Plot.W()-w) > 1e-9 || math.Abs(c.Plot.H()-h) > 1e-9 {
				t.Errorf("%v: plot %d is %v, the first %v", gauges, i, c.Plot, l.Cells[0].Plot)
			}
			if i == 0 {
				below = c.Box.Y1 - c.Plot.Y1 - gaugeHeight*float64(n)
			}
			if d := c.Box.Y1 - c.Plot.Y1 - gaugeHeight*float64(n); math.Abs(d-below) > 1e-9 || math.Abs(c.Gauge.H()-gaugeHeight*float64(n)) > 1e-9 {
				t.Errorf("%v: below plot %d are %v beside its gauges of %v, below the first %v", gauges, i, d, c.Gauge.H(), below)
			}
			if i > 0 && math.Abs(c.Box.Y0-l.Cells[i-1].Box.Y1-gap) > 1e-9 {
				t.Errorf("%v: panel %d is not next to the one above", gauges, i)
			}
		}
		if last := l.Cells[len(gauges)-1].Box.Y1; math.Abs(last-f.Height) > 1e-9 {
			t.Errorf("%v: they end at %v", gauges, last)
		}
	}
}

// TestNotesOfChartsHaveTheirOwnRoom: no curve crosses a note of a chart, whatever the width and however
// many lines it has, and where panels stand in a column the chart loses at most its share of them.
func TestNotesOfChartsHaveTheirOwnRoom(t *testing.T) {
	for _, at := range []struct{ width, height float64 }{{1200, 700}, {700, 700}, {390, 900}, {320, 800}} {
		chart := func(note string) Cell {
			f := Frame{Width: at.width, Height: at.height, Panels: []Panel{
				{Title: "a", Sheet: &Sheet{}}, {Title: "b", Sheet: &Sheet{}}, {Title: "c", Curves: &Curves{}, Bars: []*Bars{{}, {}}, Note: note}}}
			l := f.Layout()
			for i := range l.N {
				if b := l.Cells[i].Box; b.Y1 > at.height+1e-9 || i > 0 && b.Y0 < l.Cells[i-1].Box.Y1 && b.X0 < l.Cells[i-1].Box.X1 {
					t.Errorf("%v, %q: panel %d at %v", at, note, i, b)
				}
			}
			return l.Cells[2]
		}
		bare := chart("")
		for lines := 1; lines <= 5; lines++ {
			c := chart(strings.TrimSuffix(strings.Repeat("note\n", lines), "\n"))
			if need := legendLine * float64(lines); c.Note.H() < need-1e-9 || c.Note.Y0 < c.Title.Y1 || c.Note.Y1 >= c.Plot.Y0 || c.Plot.Y1 > c.Bars.Y0 {
				t.Errorf("%v, %d lines: title %v, note %v, plot %v, bars %v", at, lines, c.Title, c.Note, c.Plot, c.Bars)
			}
			if lost := bare.Plot.H() - c.Plot.H(); at.width < 480 && lost > (noteGap+legendLine*float64(lines))/2 {
				t.Errorf("%v, %d lines: the plot loses %.0f of %.0f", at, lines, lost, bare.Plot.H())
			}
		}
	}
}
