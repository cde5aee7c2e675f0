package main

import (
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/render"
)

// TestClosedFormStandsBesideTheNetwork: its arrows beside the network's, and a line across
// the chart at what a loss of its divergence is, or at the divergence itself; with another
// noise ladder's loss, a mean over levels, no line. Its numbers are for scripts too.
func TestClosedFormStandsBesideTheNetwork(t *testing.T) {
	for _, c := range []struct {
		text   string
		arrows bool
		line   func(optimum, fisher float64) float64 // NaN: none
	}{
		{"scene=matching\nobjective=implicit", true, func(optimum, fisher float64) float64 { return optimum + fisher }},
		{"scene=matching\nobjective=denoising\narrows=off", false, func(optimum, fisher float64) float64 { return optimum + fisher }},
		{"scene=matching\nobjective=implicit\ndataset=300", true, func(float64, float64) float64 { return math.NaN() }},
		{"scene=matching\nobjective=ladder", true, func(float64, float64) float64 { return math.NaN() }},
		{"scene=race", false, func(_, fisher float64) float64 { return fisher }},
	} {
		p := open(c.text + "\nunits=8\nclosed-form=gaussian")
		p.ask(t, "train", map[string]string{"n": "30"})
		e := p.app.Controller.Exp
		fit := e.View().ClosedForm()
		if fit == nil || !(fit.Fisher > 0) {
			t.Fatalf("%s: %+v", c.text, fit)
		}
		f := p.app.FrameBuilder.Frame(p.app.Controller, wide)
		var arrows *render.Arrows
		line := math.NaN()
		for _, panel := range f.Panels {
			for _, a := range panel.Arrows {
				if a.Name == "closed form: Gaussian" {
					arrows = a
				}
			}
			if panel.Curves != nil {
				for _, l := range panel.Curves.Levels {
					if l.Name == "closed form: Gaussian" {
						line = l.Y
					}
				}
			}
		}
		want := c.line(e.Training().Optimum(0), fit.Fisher)
		if (arrows != nil) != c.arrows || line != want && !(math.IsNaN(line) && math.IsNaN(want)) {
			t.Errorf("%s: arrows %v, a line at %v, want %v", c.text, arrows, line, want)
		}
		if arrows != nil { // the field is the fit's: linear, and 0 at its mean
			s, x := p.app.FrameBuilder.closed.score, p.app.FrameBuilder.closed.nodes
			fresh := s.Clone()
			fit.Model.Score(fresh, x, 0)
			if !slices.Equal(fresh.Data, s.Data) {
				t.Errorf("%s: the arrows are of something else", c.text)
			}
		}
		stats := p.ask(t, "stats", nil)["value"].(map[string]any)["training"].(map[string]any)["closedForm"].(map[string]any)
		if stats["family"] != "gaussian" || stats["fisher"] != fit.Fisher {
			t.Errorf("%s: scripts are told %v", c.text, stats)
		}
		p.ask(t, "set", map[string]string{"text": "closed-form=kernel"})
		if f := p.app.FrameBuilder.Frame(p.app.Controller, wide); c.arrows && f.Panels[0].Arrows[2].Name != "closed form: kernels" {
			t.Errorf("%s: another family is called %q", c.text, f.Panels[0].Arrows[2].Name)
		}
	}
}
