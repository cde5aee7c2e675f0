package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
)

// TestAStripOfManyLevels: of a ladder with more levels than there is room for some are shown,
// from the first to the last, in even steps; the figure says how many, and the place of the
// run lies in the share of the level that stands for it. However many levels there are, a picture's work
// is that of mostMultiples.
func TestAStripOfManyLevels(t *testing.T) {
	for _, scene := range []string{"ladder", "annealed"} {
		for _, levels := range []string{"40", "41", "97", "1000"} {
			p := open("scene=" + scene + "\nparticles=20\nlevels=" + levels + "\nsteps-per-level=2\nsigma=3\nflow=off")
			p.ask(t, "step", map[string]string{"n": "61"})
			p.app.Controller.Changed = true
			l := p.ticks(1).Ladder
			all, now := p.app.Controller.Exp.View().AppendLevels(nil), p.app.Controller.Exp.View().LevelOf(3)
			if scene == "annealed" {
				slices.Reverse(all)
				now = 61. / 2
			}
			n := len(l.Sigmas)
			if n != min(len(all), mostMultiples) || len(l.Grids) != n || l.Sigmas[0] != all[0] || l.Sigmas[n-1] != all[len(all)-1] {
				t.Fatalf("%s, %s levels: %d are shown, %g … %g", scene, levels, n, l.Sigmas[0], l.Sigmas[n-1])
			}
			if said := strings.HasSuffix(l.Title, "(40 of "+levels+" levels)"); said != (levels != "40") {
				t.Errorf("%s, %s levels: it says %q", scene, levels, l.Title)
			}
			least, most := len(all), 0
			places := make([]int, n)
			for k, sigma := range l.Sigmas {
				if places[k] = slices.Index(all, sigma); k > 0 {
					least, most = min(least, places[k]-places[k-1]), max(most, places[k]-places[k-1])
				}
			}
			if most-least > 1 || least < 1 {
				t.Errorf("%s, %s levels: steps of %d … %d", scene, levels, least, most)
			}
			k := int(l.Now)
			from, to := places[k], len(all)
			if k+1 < n {
				to = places[k+1]
			}
			if back := float64(from) + (l.Now-float64(k))*float64(to-from); math.Abs(back-now) > 1e-9 {
				t.Errorf("%s, %s levels: it is at %g of the strip, which is %g, and at %g", scene, levels, l.Now, back, now)
			}
		}
	}
}

// TestStripsWithoutPlace: a strip that shows no place shows none of fewer levels, and an end
// is an end.
func TestStripsWithoutPlace(t *testing.T) {
	for now, want := range map[float64]float64{-1: -1, 0: 0, 100: 40} {
		s := strip{Ladder: render.Ladder{Sigmas: make([]float64, 100), Now: now}}
		if s.thin(40, " %s/%s"); s.Now != want {
			t.Errorf("%g of 100 is %g of 40, want %g", now, s.Now, want)
		}
	}
}
