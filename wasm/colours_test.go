//go:build !js

package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/wasm/article"
)

// TestColoursAreShownOrRefused: a cloud of more particles than have colours says so, and how many may be, in both
// languages, and the setting says it too; so does one that is to be coloured by modes that its density has not; no suggestion of the lesson asks for colours that there are not.
func TestColoursAreShownOrRefused(t *testing.T) {
	most := strconv.Itoa(render.DiscLimit/1000) + ",000"
	for _, by := range []string{"mode", "speed", "chain", "age"} {
		for _, lang := range []string{"en", "zh"} {
			for more, shown := range []bool{true, false} {
				p := open("scene=langevin\ncolour=" + by + "\nparticles=" + strconv.Itoa(render.DiscLimit+more))
				p.ask(t, "look", map[string]string{"lang": lang})
				panel := &p.app.FrameBuilder.Frame(p.app.Controller, wide).Panels[0]
				if coloured := panel.Particles[0].Color != render.Plain; coloured != shown || strings.Contains(panel.Note, most) == shown {
					t.Errorf("%s, %d particles by %s: coloured %v, note %q", lang, render.DiscLimit+more, by, coloured, panel.Note)
				}
			}
		}
	}
	for name, shown := range map[string]bool{"eight-gaussians": true, "spirals": false} {
		p := open("scene=langevin\ncolour=mode\nparticles=100\ndensity=" + name)
		panel := &p.app.FrameBuilder.Frame(p.app.Controller, wide).Panels[0]
		if coloured := panel.Particles[0].Color != render.Plain; coloured != shown || strings.Contains(panel.Note, "no modes") == shown {
			t.Errorf("%s by mode: coloured %v, note %q", name, coloured, panel.Note)
		}
	}
	if p, _ := param.Find("colour"); !strings.Contains(p.Help.EN, most) || !strings.Contains(p.Help.ZH, most) {
		t.Errorf("the setting says %q", p.Help)
	}
	figures, err := article.Figures()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		for _, preset := range append([]article.Preset{{Key: "itself"}}, f.Presets...) {
			var c param.Config
			for _, s := range append(f.Params(), preset.Set...) {
				if err := c.Set(s.Name, s.Value); err != nil {
					t.Fatal(err)
				}
			}
			c = c.WithDefaults()
			if c.Colour != "plain" && c.Particles > render.DiscLimit {
				t.Errorf("%s, %s: colours by %s of %d particles", f.Key, preset.Key, c.Colour, c.Particles)
			}
		}
	}
}
