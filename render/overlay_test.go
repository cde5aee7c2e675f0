package render

import (
	"encoding/json"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"testing"
)

// texts are "role: string" of a frame's texts, in the order of drawing.
func texts(f *Frame) []string {
	var c Composer
	var s []string
	l := c.Compose(f, 1)
	for _, t := range l.Texts {
		s = append(s, t.Role.String()+": "+l.StringOf(&t))
	}
	return s
}

// TestTextsOfLayers: what every layer says, and what for. Layers that are not in
// the table say nothing.
func TestTextsOfLayers(t *testing.T) {
	want := map[string]string{
		"heat":           "tick: −10|tick: 0|tick: 10|tick: 0|tick: 0.12|tick: 0|title: p",
		"heat-log":       "tick: 0.062|tick: 6.2×10⁻⁶|axis: p|title: log",
		"error":          "tick: 10¹|tick: 10⁻²|axis: ‖e‖",
		"signed":         "tick: 1|tick: −1",
		"contours":       "label: 50%|label: 90%|label: 90%", // two modes; the others have no room
		"arrows":         "legend: score|legend: ‖s‖ = 5|legend: ‖s‖ = 50",
		"displaced":      "legend: to the mean",
		"numbers":        "value: accepted|value: 61.3%|value: best 57.4%|value: R̂|value: 3.2|value: < 1.05|value: ESS|value: ∞|value: KSD²|value: –",
		"flow":           "note: σ = 2",
		"paths":          "note: σ = 2",
		"discs":          "legend: particles|legend: data",
		"dissect":        "value: ε s = (5.000, 1.000)|value: √(2ε) z = (−1.000, 6.000)|value: sum = (4.000, 7.000)|value: ε = 0.05,  α = 2ε = 0.1",
		"marginals":      "tick: −10|tick: 0|tick: 10|tick: 0|title: plain",
		"gauges":         "value: share|value: 50.8%|value: true 80%|value: 78.4%|value: true 80%",
		"meter":          "value: ε = 0.3|value: variance ×1.176", // 1/(1 − 0.3/2)
		"meter-numbers":  "value: ε = 0.05|value: variance ×1.026|tick: 2|tick: 0.01|tick: 0.1|tick: 1",
		"meter-diverges": "value: ε = 2.4|value: diverges",
		"clock":          "note: two|note: lines|label: t = 0.30,  σ = 0.13|title: a title that leaves no room for a colour bar",
		"weak":           "legend: exact|legend: learned|tick: 0.12|tick: 0|axis: p|title: half a bar",
		"probe":          "note: σ = 0.5|value: p = 0.00314|value: s = (1.23, −0.4)|value: sθ = (1.1, −12.2)|value: ‖sθ − s‖ = 11.8",
		"ladder":         "tick: 20|tick: 14|tick: 10|tick: 7.4|tick: 5.3|tick: 3.8|tick: 2.7|tick: 1.9|tick: 1.4|tick: 1",
		"ladder-scale":   "label: 4×10⁻⁴|tick: σ = 20|label: 7×10⁻⁴|tick: 14|label: 0.001|tick: 10|label: 0.002|tick: 7.4|label: 0.004|tick: 5.3|label: 0.008|tick: 3.8|label: 0.015|tick: 2.7|label: 0.027|tick: 1.9|label: 0.043|tick: 1.4|label: 0.064|tick: 1",
		"error-steps":    "legend: data|tick: 10¹|tick: 10⁻²|axis: ‖e‖",
		"values-legend":  "legend: particles|legend: age 0 … 120",
		"curves":         "tick: −2|tick: 0|tick: 2|tick: 10⁰|tick: 10²|axis: step|axis: L|label: optimum −1.000|label: denoising|label: sliced|title: loss",
		"class-bars":     "tick: 2|tick: 0|tick: 1|tick: 2|axis: step|label: share of each|tick: 0|tick: 1|tick: 2|label: p(class | x)|tick: 0|tick: 1|tick: 2|title: loss",
		"sheet":          "title: samples",
		"film":           "tick: σ = 10|tick: 4|tick: 1.6|tick: 0.64|tick: 0.25|tick: 0.1|axis: x|axis: E[x₀|x]",
		"axes":           "legend: line|legend: ring|tick: 0|tick: 0|axis: x|axis: y|title: axes",
	}
	for name, make := range layers {
		if got := strings.Join(texts(make()), "|"); got != want[name] {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want[name])
		}
	}
}

// sized are frames of every kind in a size.
func sized(w, h float64) map[string]*Frame {
	all := map[string]*Frame{
		"langevin": langevinFrame(Light, w, h, 300, 3), "pitfall": pitfallFrame(Dark, w, h), "annealed": annealedFrame(LightStrong, w, h),
		"matching": matchingFrame(DarkStrong, w, h), "flow": flowFrame(Light, w, h),
	}
	for name, make := range layers {
		f := make()
		f.Width, f.Height = w, h
		all[name] = f
	}
	return all
}

var sizes = [][2]float64{{220, 150}, {320, 480}, {640, 400}, {900, 600}, {1400, 500}}

// TestTextsStayInside: whatever the size, a text is inside the picture and does
// not cross the border of a plot; its box belongs to its anchor.
func TestTextsStayInside(t *testing.T) {
	var c Composer
	for _, size := range sizes {
		for name, f := range sized(size[0], size[1]) {
			l := c.Compose(f, 1)
			for _, q := range l.Texts {
				where := fmt.Sprintf("%s %v: %q %v at (%.1f, %.1f), box %.1f", name, size, l.StringOf(&q), q.Role, q.X, q.Y, q.Box)
				b := q.Box
				if b.X0 < 0 || b.Y0 < 0 || b.X1 > f.Width || b.Y1 > f.Height || !(b.W() > 0) || !(b.H() > 0) {
					t.Errorf("%s: not in the picture", where)
				}
				along, length := b.X0+q.Align*b.W()-q.X, b.W()
				if q.Up {
					along, length = b.Y1-q.Align*b.H()-q.Y, b.H()
				}
				if math.Abs(along) > 1e-9*f.Width || length > float64(pageWidth([]byte(l.StringOf(&q)), float32(q.Size)))*(1+1e-6) {
					t.Errorf("%s: the box does not fit the anchor", where)
				}
				for i := range c.layout.N {
					p := c.layout.Cells[i].Plot
					apart := b.X1 <= p.X0 || b.X0 >= p.X1 || b.Y1 <= p.Y0 || b.Y0 >= p.Y1
					within := b.X0 >= p.X0 && b.X1 <= p.X1 && b.Y0 >= p.Y0 && b.Y1 <= p.Y1
					if !apart && !within {
						t.Errorf("%s: crosses the border of plot %d, %.1f", where, i, p)
					}
				}
			}
			for _, q := range l.Lines {
				if !(q.Width > 0) || math.IsNaN(q.X0+q.Y0+q.X1+q.Y1) || q.Color[3] == 0 {
					t.Errorf("%s %v: line %+v", name, size, q)
				}
			}
		}
	}
}

// TestTextsDoNotMeet: no text lies on another, but for labels beside marks,
// which stand where the marks do. Cards take away what they cover.
func TestTextsDoNotMeet(t *testing.T) {
	var c Composer
	for _, size := range sizes[2:] {
		for name, f := range sized(size[0], size[1]) {
			l := c.Compose(f, 1)
			for i, p := range l.Texts {
				for _, q := range l.Texts[:i] {
					if p.Role == LabelText || q.Role == LabelText {
						continue
					}
					if w, h := min(p.Box.X1, q.Box.X1)-max(p.Box.X0, q.Box.X0), min(p.Box.Y1, q.Box.Y1)-max(p.Box.Y0, q.Box.Y0); w > 0 && h > 0.2*p.Size {
						t.Errorf("%s %v: %q %v lies on %q %v", name, size, l.StringOf(&p), p.Box, l.StringOf(&q), q.Box)
					}
				}
			}
		}
	}
}

// TestApart: the marks are the same whether the mesh has them or not, and they
// carry everything: drawn with the stroke font over the mesh that lacks them
// they give the picture that has them, but for what is cut, covered or narrowed.
func TestApart(t *testing.T) {
	for name, f := range sized(640, 400) {
		const scale = 2
		var whole, bare Composer
		bare.Apart = true
		a, b := whole.Compose(f, scale), bare.Compose(f, scale)
		if !slices.Equal(a.Texts, b.Texts) || !slices.Equal(a.Letters, b.Letters) || !slices.Equal(a.Lines, b.Lines) {
			t.Errorf("%s: other texts or lines when they are apart", name)
		}
		if len(a.Texts)+len(a.Lines) > 0 && len(b.Vertices) >= len(a.Vertices) {
			t.Errorf("%s: %d vertices without texts, %d with them", name, len(b.Vertices), len(a.Vertices))
		}
		want, got := image.NewRGBA(image.Rect(0, 0, a.W, a.H)), image.NewRGBA(image.Rect(0, 0, a.W, a.H))
		Fill(want, a, true)
		Fill(got, b, true)
		drawOverlay(got, &bare.canvas)
		off := 0
		for i := 0; i < len(want.Pix); i += 4 {
			for k := range 4 {
				if d := int(want.Pix[i+k]) - int(got.Pix[i+k]); d < -40 || d > 40 {
					off++
					break
				}
			}
		}
		if limit := len(want.Pix) / 4 / 250; off > limit {
			t.Errorf("%s: %d pixels of %d differ, allowed are %d", name, off, len(want.Pix)/4, limit)
		}
	}
}

// drawOverlay draws a list's texts and lines over a picture as a page would, but
// with the stroke font.
func drawOverlay(dst *image.RGBA, c *canvas) {
	var l List
	l.reset(c.list.W, c.list.H, Color{})
	l.clip(image.Rect(0, 0, l.W, l.H))
	for _, q := range c.list.Lines {
		a, b := Point{c.px(q.X0), c.px(q.Y0)}, Point{c.px(q.X1), c.px(q.Y1)}
		if q.X0 == q.X1 {
			a.X, b.X = c.snap(q.X0), c.snap(q.X0)
		}
		if q.Y0 == q.Y1 {
			a.Y, b.Y = c.snap(q.Y0), c.snap(q.Y0)
		}
		l.Line(a.X, a.Y, b.X, b.Y, max(c.px(q.Width), 0.6), q.Color)
	}
	for _, q := range c.list.Texts {
		s, x, y, size, pen, align := c.list.Letters[q.First:q.Last], c.px(q.X), c.px(q.Y), c.px(q.Size), c.letterWidth(q.Size), float32(q.Align)
		if q.Halo[3] > 0 {
			l.text(s, x, y, size, pen+c.px(2*q.Rim), align, q.Halo)
		}
		if q.Up {
			l.textUp(s, x, y, size, pen, align, q.Color)
		} else {
			l.text(s, x, y, size, pen, align, q.Color)
		}
	}
	l.seal()
	for i := range l.Ops {
		fillMesh(dst, &l.Mesh, &l.Ops[i])
	}
}

// TestTextsDoNotKnowThePixels: how many device pixels a picture has makes no
// difference to its texts; only where a contour's label stands, which follows
// the rounded line.
func TestTextsDoNotKnowThePixels(t *testing.T) {
	for name, f := range sized(900, 600) {
		var a, b Composer
		x, y := a.Compose(f, 0.5), b.Compose(f, 2.625)
		if len(x.Texts) != len(y.Texts) {
			t.Errorf("%s: %d texts and %d", name, len(x.Texts), len(y.Texts))
			continue
		}
		for i := range x.Texts {
			p, q := x.Texts[i], y.Texts[i]
			if x.StringOf(&p) != y.StringOf(&q) || p.Role != LabelText && p != q {
				t.Errorf("%s: %q %+v and %q %+v", name, x.StringOf(&p), p, y.StringOf(&q), q)
			}
		}
		if !slices.Equal(x.Lines, y.Lines) {
			t.Errorf("%s: other lines", name)
		}
	}
}

// TestOverlayStamp differs when something has changed, and only then.
func TestOverlayStamp(t *testing.T) {
	var c Composer
	f := langevinFrame(Light, 640, 400, 100, 2)
	stamp := c.Compose(f, 1).OverlayStamp
	f.change()
	if s := c.Compose(f, 1).OverlayStamp; s != stamp {
		t.Error("another stamp for the same texts")
	}
	for what, change := range map[string]func(){
		"string": func() { f.Panels[0].Note = "σ = 1" }, "place": func() { f.View.CX += 0.1 },
		"colour": func() { f.Theme = Dark },
	} {
		change()
		if s := c.Compose(f, 1).OverlayStamp; s == stamp {
			t.Errorf("%s: the same stamp", what)
		} else {
			stamp = s
		}
	}
	f = one(Panel{}) // its border is all that it has
	stamp = c.Compose(f, 1).OverlayStamp
	f.Height++
	if c.Compose(f, 1).OverlayStamp == stamp {
		t.Error("line: the same stamp")
	}
}

// TestAnyLanguage: strings may have any signs; those of East Asian scripts are
// laid out an em wide, and the picture's own words come from the frame.
func TestAnyLanguage(t *testing.T) {
	f := one(Panel{Title: "学到的分数", Note: "已发散：停在最后的有限状态", Axes: &Axes{Ticks: true, XLabel: "步数"},
		Gauges: []Gauge{{Name: "占比", Share: 0.5, Truth: 0.8}}, Meter: &Meter{Epsilon: 3, Limit: 2},
		Legend: []LegendItem{{"精确", Truth, LineMark}}})
	f.Width, f.Height, f.Words = 640, 400, Chinese
	var c Composer
	l := c.Compose(f, 1)
	var got []string
	for _, q := range l.Texts {
		if q.Role != TickText {
			got = append(got, l.StringOf(&q))
		}
		if l.StringOf(&q) == f.Panels[0].Title {
			if want := 5 * q.Size / 0.715; math.Abs(q.Box.W()-want) > 1e-3*want {
				t.Errorf("%q is %v wide, want %v", l.StringOf(&q), q.Box.W(), want)
			}
		}
	}
	want := []string{"精确", "已发散：停在最后的有限状态", "步数", "占比", "50.0%", "真值 80%", "ε = 3", "发散", "学到的分数"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestBoxesFitPageFonts: what a text has in Arial is at most a tenth wider than its
// box, and a number not at all. The widths are Arial's, in thousandths of an em.
func TestBoxesFitPageFonts(t *testing.T) {
	arial := map[rune]float64{'−': 584, '=': 584, '×': 584, ' ': 278, '.': 278, ',': 278, '(': 333, ')': 333, '%': 889, '⁻': 333, 'σ': 617, 'ε': 446,
		'a': 556, 'b': 556, 'c': 500, 'd': 556, 'e': 556, 'f': 278, 'g': 556, 'h': 556, 'i': 222, 'l': 222, 'm': 833, 'n': 556, 'o': 556, 'p': 556, 'r': 333, 's': 500, 't': 278, 'u': 556, 'v': 500, 'x': 500, 'z': 500}
	for r := '0'; r <= '9'; r++ {
		arial[r] = 556
	}
	for _, r := range "⁰¹²³⁴⁵⁶⁷⁸⁹" {
		arial[r] = 333
	}
	width := func(s string) (w float64) {
		for _, r := range s {
			a, ok := arial[r]
			if !ok {
				t.Fatalf("no width for %q", r)
			}
			w += a / 1000 / 0.716 // of a capital's height
		}
		return w
	}
	for _, s := range []string{"0", "1", "11.11", "−11", "0.001", "10⁻¹¹", "4×10⁻⁴", "50%", "(1.23, −0.4)"} {
		if have, want := float64(pageWidth([]byte(s), 1)), width(s); have < 0.999*want {
			t.Errorf("%q: %v, in Arial %v", s, have, want)
		}
	}
	for _, s := range []string{"learned", "denoising", "diverges", "variance ×1.026", "particles", "σ = 20", "ε = 0.05", "sum", "plain", "ill", "mix", "trim"} {
		if have, want := float64(pageWidth([]byte(s), 1)), width(s); have < want/1.1 {
			t.Errorf("%q: %v, in Arial %v", s, have, want)
		}
	}
}

// TestAppendOverlay is read back by a JSON reader, signs that need quoting and
// broken UTF-8 included.
func TestAppendOverlay(t *testing.T) {
	f := matchingFrame(Light, 900, 600)
	f.Panels[0].Title, f.Panels[1].Title = "a \"b\"\\\n\x01 步", "broken \xff"
	var c Composer
	l := c.Compose(f, 1)
	var read struct {
		Lines [][]any
		Texts []struct {
			String, Role, Color, Halo string
			Panel                     int
			X, Y, Align, Size, Rim    float64
			Up                        bool
			Box                       [4]float64
		}
	}
	if err := json.Unmarshal(l.AppendOverlay(nil), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Lines) != len(l.Lines) || len(read.Texts) != len(l.Texts) || len(l.Texts) < 20 {
		t.Fatalf("%d lines, %d texts; want %d, %d", len(read.Lines), len(read.Texts), len(l.Lines), len(l.Texts))
	}
	for i, q := range l.Lines {
		if r := read.Lines[i]; len(r) != 6 || math.Abs(r[0].(float64)-q.X0) > 1e-3 || math.Abs(r[4].(float64)-q.Width) > 1e-3 || r[5] != hexOf(q.Color) {
			t.Errorf("line %d: %v, want %+v", i, r, q)
		}
	}
	for i, q := range l.Texts {
		r := read.Texts[i]
		if r.String != strings.ToValidUTF8(l.StringOf(&q), "\uFFFD") || r.Role != q.Role.String() || r.Panel != q.Panel || r.Up != q.Up || r.Color != hexOf(q.Color) || r.Halo != hexOf(q.Halo) ||
			math.Abs(r.X-q.X)+math.Abs(r.Y-q.Y)+math.Abs(r.Align-q.Align)+math.Abs(r.Size-q.Size)+math.Abs(r.Rim-q.Rim) > 5e-3 ||
			math.Abs(r.Box[0]-q.Box.X0)+math.Abs(r.Box[1]-q.Box.Y0)+math.Abs(r.Box[2]-q.Box.X1)+math.Abs(r.Box[3]-q.Box.Y1) > 4e-3 {
			t.Errorf("text %d: %+v, want %+v", i, r, q)
		}
	}
	if hexOf(hex(0x1a2332).Alpha(0.5)) != "#1a233280" {
		t.Error("a transparent colour is", hexOf(hex(0x1a2332).Alpha(0.5)))
	}
}

func hexOf(c Color) string { return strings.Trim(string(appendHex(nil, c)), `"`) }
