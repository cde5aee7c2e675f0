package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
)

// TestLearnedHeatMaps: the map of a learned log-density is the view's, with the true
// density's lines above it and a note that says in the first picture already how much
// of the score it leaves out; that of the curl is signed. Both follow training.
func TestLearnedHeatMaps(t *testing.T) {
	p := open("scene=matching\nunits=8\nobjective=denoising\nheat=learned")
	ctl, b := p.app.Controller, &p.app.FrameBuilder
	p.ask(t, "train", map[string]string{"n": "40"})
	f := b.Frame(ctl, wide)
	panel := &f.Panels[0]
	g := &b.learnedLog
	if panel.Heat == nil || panel.Heat.Grid != &g.Grid || panel.Heat.Label != "pθ" || !panel.Heat.Logs || panel.Contours == nil || panel.Contours.Grid == &g.Grid {
		t.Fatalf("heat %+v, contours %+v", panel.Heat, panel.Contours)
	}
	want := make([]float32, len(g.Values))
	box := g.Bounds
	share := ctl.Exp.View().LearnedLogDensity(want, g.nodes, g.NX, g.NY, box.W()/float64(g.NX-1), box.H()/float64(g.NY-1))
	if !slices.Equal(want, g.Values) || g.rotational != share {
		t.Errorf("the map is of another density: %v of it are rotational, %v shown", share, g.rotational)
	}
	if says := " " + decimals(100*share, 0) + "%"; !strings.Contains(panel.Note, says) {
		t.Errorf("the note %q does not say%s", panel.Note, says)
	}
	stamp := g.Stamp
	p.ask(t, "train", map[string]string{"n": "40"})
	if b.Frame(ctl, wide); g.Stamp == stamp {
		t.Error("the map did not follow training")
	}
	p.ask(t, "set", map[string]string{"text": "heat=curl"})
	panel = &b.Frame(ctl, wide).Panels[0]
	want = make([]float32, len(b.curl.Values))
	ctl.Exp.View().LearnedCurl(want, b.curl.nodes)
	if panel.Heat.Grid != &b.curl.Grid || panel.Heat.Map != render.SignedMap || !slices.Equal(want, b.curl.Values) || panel.Note != "" {
		t.Errorf("curl: %+v, note %q", panel.Heat, panel.Note)
	}
}

// TestLearnedMapsStandWithTheNetwork: of several panels only those that show the network's score
// have its map, the others that of the density.
func TestLearnedMapsStandWithTheNetwork(t *testing.T) {
	p := open("scene=pitfall\nunits=8\nheat=curl")
	f, b := p.app.FrameBuilder.Frame(p.app.Controller, wide), &p.app.FrameBuilder
	if f.Panels[0].Heat.Grid != &b.density[0].Grid || f.Panels[1].Heat.Grid != &b.curl.Grid {
		t.Errorf("maps %+v and %+v", f.Panels[0].Heat, f.Panels[1].Heat)
	}
}

// TestArrowsOfADenoiser are drawn in full length, of the exact score and of the learned one,
// and where there is no noise a note says why there are none.
func TestArrowsOfADenoiser(t *testing.T) {
	for _, c := range []struct {
		text  string
		names []string // in the first panel with arrows
		note  bool
	}{
		{"scene=ladder\nsigma=2", []string{"to E[x₀|x]"}, false},
		{"scene=score-field\nsigma=0", []string{"to E[x₀|x]"}, true},
		{"scene=matching\nunits=8\nobjective=denoising\nclosed-form=gaussian", []string{"to E[x₀|x]", "to E[x₀|x], learned"}, false},
	} {
		p := open(c.text + "\narrows=mean")
		f := p.app.FrameBuilder.Frame(p.app.Controller, wide)
		panel := &f.Panels[0]
		var names []string
		for _, a := range panel.Arrows {
			if names = append(names, a.Name); !a.Displaced || a.Field.NX == 0 {
				t.Errorf("%s: %+v", c.text, a)
			}
		}
		if !slices.Equal(names, c.names) || (panel.Note != "") != c.note {
			t.Errorf("%s: arrows %q, note %q", c.text, names, panel.Note)
		}
		m := &p.app.FrameBuilder.means[0]
		want := m.score.Clone()
		if p.app.Controller.Exp.View().TrueMean(want, m.nodes); !slices.Equal(want.Data, m.score.Data) {
			t.Errorf("%s: the arrows lead elsewhere", c.text)
		}
	}
}
