package main

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestPointerIsReadInEveryPanel: with the pointer over one panel, every panel
// of the world says what it is about at that place, of the law that its particles
// follow; what the page is told is the first run's.
func TestPointerIsReadInEveryPanel(t *testing.T) {
	for _, c := range []struct{ text, names string }{
		{"scene=score-field", "p s"},
		{"scene=langevin", "p s"},
		{"scene=annealed", "p s, p s"},
		{"scene=pitfall\nunits=8", "p s, p sθ, ‖sθ − s‖"},
		{"scene=matching\nunits=8", "p s sθ ‖sθ − s‖, "},
	} {
		p := open(c.text)
		if strings.Contains(c.text, "units") {
			p.app.Controller.Exp.Train(2)
		}
		p.ticks(2)
		l := p.app.FrameBuilder.frame.Layout()
		x, y := l.ToScreen(0, 1.5, -2)
		f := p.do(Event{Kind: "move", X: x, Y: y})
		if f == nil || f.Probe == nil {
			t.Fatalf("%s: no probe", c.text)
		}
		var panels []string
		for i := range f.Panels {
			var names []string
			for _, r := range f.Panels[i].Readout {
				names = append(names, r.Name)
				if !render.Knows(r.Name) {
					t.Errorf("the font does not know %q", r.Name)
				}
			}
			panels = append(panels, strings.Join(names, " "))
		}
		if got := strings.Join(panels, ", "); got != c.names {
			t.Errorf("%s: %q, want %q", c.text, got, c.names)
		}
		said := p.said["pointer"][len(p.said["pointer"])-1].(map[string]any)
		v := p.app.Controller.Exp.View()
		for i := range f.Panels {
			run := 0 // whose particles the panel shows
			if v.Scene.Panels[i].Has(scene.ParticlesB) {
				run = 1
			}
			level := v.Level()
			if v.Scene.Clock == scene.Sampling {
				level = v.RunLevel(run)
			}
			var want lab.Probe
			v.Probe(&want, level, said["x"].(float64), said["y"].(float64))
			if r := f.Panels[i].Readout; len(r) > 1 && (r[0].X != want.P || r[1].Name == "s" && (r[1].X != want.Score[0] || r[1].Y != want.Score[1])) {
				t.Errorf("%s, panel %d: %+v, want %v and %v of %+v", c.text, i, r, want.P, want.Score, level)
			}
			if run == 0 && len(f.Panels[i].Readout) > 0 && said["p"] != want.P {
				t.Errorf("%s: the page was told %v, want %v", c.text, said, want.P)
			}
		}
	}
}

// TestReadingsFollowTheNetwork: the pointer rests while the network learns, and
// the distance is that of what is shown.
func TestReadingsFollowTheNetwork(t *testing.T) {
	p := open("scene=matching\nunits=8")
	p.app.Controller.Exp.Train(1)
	p.ticks(2)
	l := p.app.FrameBuilder.frame.Layout()
	x, y := l.ToScreen(0, 1, 1)
	before := p.do(Event{Kind: "move", X: x, Y: y}).Panels[0].Readout[2]
	p.app.Controller.Exp.Train(5)
	p.app.Controller.Changed = true
	r := p.ticks(1).Panels[0].Readout
	if r[2] == before {
		t.Error("the network has learned and the reading is as it was")
	}
	if d := math.Hypot(r[2].X-r[1].X, r[2].Y-r[1].Y); d != r[3].X {
		t.Errorf("‖%v − %v‖ = %v, said %v", r[2], r[1], d, r[3].X)
	}
}

// TestPicturesAreWithoutThePointer: a picture is the same wherever the reader points,
// and the screen still says what is there.
func TestPicturesAreWithoutThePointer(t *testing.T) {
	p := open("scene=score-field\nflow=off")
	p.ticks(2)
	picture := func() (pixels []byte, words string) {
		m, err := p.app.picture(0, 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		words, _ = m["overlay"].(string)
		return p.pixels(), words
	}
	pixels, words := picture()
	l := p.app.FrameBuilder.frame.Layout()
	x, y := l.ToScreen(0, 1.5, -2)
	if f := p.do(Event{Kind: "move", X: x, Y: y}); f == nil || f.Probe == nil {
		t.Fatal("the pointer is not seen")
	}
	if other, said := picture(); !bytes.Equal(other, pixels) || said != words {
		t.Error("the picture shows the pointer")
	}
	if f := p.do(Event{Kind: "move", X: x + 1, Y: y}); f == nil || f.Probe == nil || len(f.Panels[0].Readout) == 0 {
		t.Error("the pointer is not seen any more")
	}
}
