package main

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/render"
)

// TestTheErrorMapCanBeRead: its colours have the same range of two decades at every step, in
// steps that a colour bar explains, below the density's lines and the data points. (The
// range had been that of the values: palest where nothing was wrong was another error at
// every step, and many decades looked alike.)
func TestTheErrorMapCanBeRead(t *testing.T) {
	p := open("scene=pitfall\nunits=8")
	var ranges [][2]float64
	for range 2 {
		f := p.app.FrameBuilder.Frame(p.app.Controller, wide)
		panel := &f.Panels[2]
		h := panel.Heat
		if h == nil || h.Map != render.ErrorMap || h.Scale != render.Log || h.Steps == 0 || !h.Bar || math.Log10(h.Hi/h.Lo) > 2.01 {
			t.Fatalf("the map %+v", h)
		}
		if panel.Contours == nil || panel.Data == nil {
			t.Error("no lines or data points over the map")
		}
		ranges = append(ranges, [2]float64{h.Lo, h.Hi})
		p.ask(t, "train", map[string]string{"n": "100"})
	}
	if ranges[0] != ranges[1] || ranges[0][0] == ranges[0][1] {
		t.Errorf("the colours mean %v and %v", ranges[0], ranges[1])
	}
}

// TestTheStripHasOneScale: all multiples have one range of colours, up to the greatest
// density of all, and say their own greatest value; a line says so above them.
func TestTheStripHasOneScale(t *testing.T) {
	for _, name := range []string{"ladder", "annealed"} {
		p := open("scene=" + name + "\nparticles=10")
		l := p.app.FrameBuilder.Frame(p.app.Controller, wide).Ladder
		peak := math.Inf(-1)
		for _, g := range l.Grids {
			peak = max(peak, float64(slices.Max(g.Values)))
		}
		if !l.Logs || !l.Peaks || l.Title == "" || l.Lo <= 0 || math.Abs(math.Log(l.Hi)-peak) > 1e-6 || l.Scale != render.Log {
			t.Errorf("%s: colours from %v to %v, the greatest density is %v; peaks %v, title %q", name, l.Lo, l.Hi, math.Exp(peak), l.Peaks, l.Title)
		}
	}
}

// TestParticlesAreSeenUnderHandles: the handles of components are hollow where particles move,
// which end up below them where there is no noise, and solid where there are none.
func TestParticlesAreSeenUnderHandles(t *testing.T) {
	for name, hollow := range map[string]bool{"langevin": true, "score-field": false} {
		p := open("scene=" + name + "\nparticles=100\nnoise=off")
		p.ticks(1)
		handles := p.app.FrameBuilder.Frame(p.app.Controller, wide).Panels[0].Handles
		if len(handles) != 2 {
			t.Fatalf("%s: %d handles", name, len(handles))
		}
		for _, h := range handles {
			if h.Hollow != hollow {
				t.Errorf("%s: a hollow handle %v, want %v", name, h.Hollow, hollow)
			}
		}
	}
}

// TestLengthsOfArrowsAreExplained where there is room for it: they are compressed, and two
// arrows in the legend say how. Ways in full length need no words.
func TestLengthsOfArrowsAreExplained(t *testing.T) {
	for text, explained := range map[string]bool{"scene=score-field": true, "scene=ladder": true, "scene=ladder\nsigma=2\narrows=mean": false, "scene=matching\nunits=8": false} {
		p := open(text)
		if f := p.app.FrameBuilder.Frame(p.app.Controller, wide); f.Panels[0].Arrows[0].Legend != explained {
			t.Errorf("%s: lengths explained %v", text, !explained)
		}
	}
	p := open("scene=score-field")
	if f := p.app.FrameBuilder.Frame(p.app.Controller, Viewport{Width: 320, Height: 400}); f.Panels[0].Arrows[0].Legend {
		t.Error("a small picture has a large legend")
	}
}
