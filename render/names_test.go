package render

import (
	"math"
	random "math/rand/v2"
	"slices"
	"testing"
)

// TestNamesOfCurvesAreBesideThem: no curve runs through a name, names stand in the order in
// which their curves end, and none over another, however wild the curves are and wherever they end.
func TestNamesOfCurvesAreBesideThem(t *testing.T) {
	r := random.New(random.NewPCG(3, 1))
	for try := range 60 {
		q := &Curves{}
		for _, name := range []string{"explicit", "implicit", "切片（降方差）", "denoising", "ladder"}[:1+try%5] {
			s := Series{Name: name}
			for k := range 2 + r.IntN(300) {
				s.X, s.Y = append(s.X, float64(k)), append(s.Y, r.NormFloat64()*float64(1+try%3))
			}
			if try%4 == 0 {
				s.Y[len(s.Y)-1] = math.NaN() // not measured yet
			}
			q.Series = append(q.Series, s)
		}
		f := &Frame{Width: 300 + 40*float64(try%7), Height: 160 + 30*float64(try%4), Panels: []Panel{{Curves: q}}}
		c := Composer{Apart: true} // letters are no vertices
		l := c.Compose(f, 1)
		layout := f.Layout()
		plot := layout.Cells[0].Plot
		var at []Text
		var of []string
		for _, text := range l.Texts {
			if text.Role == LabelText {
				at, of = append(at, text), append(of, l.StringOf(&text))
			}
		}
		if len(at) != len(q.Series) {
			t.Fatalf("%d: names %q of %d curves", try, of, len(q.Series))
		}
		end := 0.0 // of the curves, from the left
		for _, v := range l.Vertices {
			end = max(end, float64(v.DstX))
		}
		if end < plot.X0+plot.W()/2 || end > at[0].X-2 {
			t.Errorf("%d: the curves end at %v, the names begin at %v", try, end, at[0].X)
		}
		value := func(name string) float64 {
			s := q.Series[slices.IndexFunc(q.Series, func(s Series) bool { return s.Name == name })]
			return s.Y[s.last()]
		}
		for k := range at {
			if at[k].Align != 0 || at[k].X != at[0].X || at[k].Y > plot.Y1+1 || at[k].Y-at[k].Size < plot.Y0-1 {
				t.Errorf("%d: %q at %v, %v beside %v", try, of[k], at[k].X, at[k].Y, plot)
			}
			if k > 0 && (value(of[k]) > value(of[k-1]) || at[k].Y-at[k-1].Y < 1.5*at[k].Size) {
				t.Errorf("%d: %q of %v at %v is below %q of %v at %v", try, of[k], value(of[k]), at[k].Y, of[k-1], value(of[k-1]), at[k-1].Y)
			}
		}
	}
}

// TestKeepApart: heights are a line apart and within their bounds, and of all such heights they are
// those nearest to what was asked for, which no small allowed change comes nearer to.
func TestKeepApart(t *testing.T) {
	r := random.New(random.NewPCG(5, 1))
	const line, lo, hi = 10, 0, 100
	for range 300 {
		want := make([]float64, 1+r.IntN(10))
		for i := range want {
			want[i] = 30 + 40*r.Float64() // far enough from the bounds where they are few
		}
		slices.Sort(want)
		got := slices.Clone(want)
		keepApart(got, line, lo, hi)
		for i := range got {
			if got[i] < lo-1e-9 || got[i] > hi+1e-9 || i > 0 && got[i]-got[i-1] < line-1e-9 {
				t.Fatalf("%v for %v", got, want)
			}
		}
		if len(want) > 6 {
			continue
		}
		for range 50 {
			other := slices.Clone(got)
			for i := range other {
				other[i] += r.NormFloat64()
			}
			allowed, nearer := true, 0.0
			for i := range other {
				allowed = allowed && (i == 0 || other[i]-other[i-1] >= line)
				nearer += (got[i]-want[i])*(got[i]-want[i]) - (other[i]-want[i])*(other[i]-want[i])
			}
			if allowed && nearer > 1e-9 {
				t.Fatalf("%v is nearer to %v than %v", other, want, got)
			}
		}
	}
	many := make([]float64, 30)
	keepApart(many, line, lo, hi)
	if many[0] != lo || math.Abs(many[29]-hi) > 1e-9 {
		t.Errorf("thirty in the room of ten: %v", many)
	}
}

// TestNotesOfChartsAreOverFallenLosses: the lines of a note do not lie on a curve that falls as losses do, on a
// screen of any width.
func TestNotesOfChartsAreOverFallenLosses(t *testing.T) {
	loss := Series{Name: "ladder"}
	for k := range 100 {
		loss.X, loss.Y = append(loss.X, float64(k)), append(loss.Y, 10+90*math.Exp(-float64(k)/6))
	}
	for _, width := range []float64{240, 320, 390} {
		f := &Frame{Width: width, Height: 180, Panels: []Panel{{Curves: &Curves{Series: []Series{loss}}, Note: "after 40 rounds:\nread 91%,\nFréchet distance 6.1"}}}
		c := Composer{Apart: true}
		l := c.Compose(f, 1)
		lines, end := 0, 0.0 // end is that of the grid
		for _, v := range l.Vertices {
			end = max(end, float64(v.DstX))
		}
		for _, text := range l.Texts {
			if text.Role != NoteText {
				continue
			}
			lines++
			left, bottom := text.X-text.Align*float64(pageWidth([]byte(l.StringOf(&text)), float32(text.Size))), text.Y+2
			for _, v := range l.Vertices {
				if float64(v.DstX) > left && float64(v.DstX) < end-2 && float64(v.DstY) < bottom && float64(v.DstY) > text.Y-text.Size {
					t.Errorf("%v wide: %q lies on the curve at %v, %v", width, l.StringOf(&text), v.DstX, v.DstY)
					break
				}
			}
		}
		if lines != 3 {
			t.Errorf("%v wide: %d lines", width, lines)
		}
	}
}

// TestNamesOfLevelsAreBesideCurves: the name of a known value stands at the left of its line, and where a curve
// passes there, elsewhere along it: where no curve is, whether that is drawn through many points or through few.
func TestNamesOfLevelsAreBesideCurves(t *testing.T) {
	for _, c := range []struct {
		name  string
		curve func(x float64) float64
		left  bool
	}{
		{"falls through the line at its left", func(x float64) float64 { return 1.3 - 4*min(x, 0.25) }, false},
		{"falls onto the line at its right", func(x float64) float64 { return 1.3 - 0.3*x }, true},
		{"lies above it at its left, so that the name goes below", func(x float64) float64 { return 1.07 - 0.14*x }, true},
	} {
		var places []float64
		for _, points := range []int{5, 400} {
			s := Series{}
			for k := range points {
				x := float64(k) / float64(points-1)
				s.X, s.Y = append(s.X, x), append(s.Y, c.curve(x))
			}
			f := &Frame{Width: 420, Height: 300, Panels: []Panel{{Curves: &Curves{Series: []Series{s}, Y0: 0, Y1: 2.1, Levels: []Level{{Name: "½E‖s‖²", Y: 1}}}}}}
			composer := Composer{Apart: true}
			l := composer.Compose(f, 1)
			for _, text := range l.Texts {
				if l.StringOf(&text) != "½E‖s‖²" {
					continue
				}
				places = append(places, text.X)
				right := text.X + float64(pageWidth([]byte(l.StringOf(&text)), float32(text.Size)))
				if left := text.X < f.Width/3; left != c.left {
					t.Errorf("%s: the name is at %v", c.name, text.X)
				}
				for _, v := range l.Vertices {
					if x, y := float64(v.DstX), float64(v.DstY); points > 5 && x > text.X && x < right && y < text.Y-1 && y > text.Y-text.Size+1 {
						t.Errorf("%s: the curve is at %v, %v, under the name at %v, %v", c.name, x, y, text.X, text.Y)
						break
					}
				}
			}
		}
		if len(places) != 2 || math.Abs(places[0]-places[1]) > 1 {
			t.Errorf("%s: names at %v", c.name, places)
		}
	}
}

// TestNamesOfAxesAreAboveCurves: no curve and no known value passes through the name of the vertical axis,
// which stands in the plot's corner, however low the plot is and wherever the curves begin.
func TestNamesOfAxesAreAboveCurves(t *testing.T) {
	r := random.New(random.NewPCG(5, 1))
	for try := range 60 {
		s := Series{}
		for k := range 300 {
			s.X, s.Y = append(s.X, float64(k)), append(s.Y, math.Exp(-float64(k)/20)*3+0.2+0.1*r.Float64()*float64(try%3))
		}
		q := &Curves{Series: []Series{s}, YLabel: "loss", YLog: try%2 == 1, Levels: []Level{{Y: 0.1}}}
		f := &Frame{Width: 300 + 40*float64(try%7), Height: 120 + 30*float64(try%9), Panels: []Panel{{Curves: q}}}
		c := Composer{Apart: true}
		l := c.Compose(f, 1)
		named := false
		for _, text := range l.Texts {
			if l.StringOf(&text) != q.YLabel {
				continue
			}
			named = true
			right := text.X + float64(pageWidth([]byte(q.YLabel), float32(text.Size)))
			for _, v := range l.Vertices {
				if x, y := float64(v.DstX), float64(v.DstY); x > text.X && x < right && y < text.Y && y > text.Y-text.Size {
					t.Errorf("%d: %v high: a curve is at %v, %v, under the name at %v, %v", try, f.Height, x, y, text.X, text.Y)
					break
				}
			}
		}
		if !named {
			t.Errorf("%d: the axis has no name", try)
		}
	}
}
