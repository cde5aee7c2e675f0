//go:build !js

package browser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestMemoryIsBounded: a page with six figures that play holds no more than it may, however long
// they play: figures keep moments of their runs to go back to, up to a limit. With everything
// asked for, five have a million particles, and they play for ten minutes, in the second half
// of which the program's memory must not grow any more.
func TestMemoryIsBounded(t *testing.T) {
	particles, most := 20_000, 400.0 // MB
	if everything() {
		particles, most = 1_000_000, 2000
	}
	var body strings.Builder
	for _, scene := range []string{"langevin", "annealed", "sde", "own-data", "ncsn-fig3"} {
		fmt.Fprintf(&body, `<score-field scene="%s" particles="%d" loading="eager" autoplay></score-field>`, scene, particles)
	}
	body.WriteString(`<score-field scene="matching" units="256" hidden-layers="6" loading="eager" autoplay></score-field>`)
	p := open(t, body.String())
	eval[any](p, "void document.querySelectorAll('score-field').forEach((figure) => { figure.style.cssText = 'float: left; width: 300px; margin: 4px'; })")
	const all = "[...document.querySelectorAll('score-field')]"
	p.until(all + ".every((figure) => last(figure)?.step > 3)")
	var held [3]float64
	for i := range held {
		held[i] = holds(p)[0]
		if i == 2 {
			break
		}
		if everything() {
			for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(time.Second) {
				eval[any](p, again)
			}
			continue
		}
		eval[any](p, "void (window.goals = new Map("+all+".map((figure) => [figure, last(figure).step + 8])))")
		p.until(again + ".then(() => [...goals].every(([figure, goal]) => last(figure).step >= goal || last(figure).step < goal - 8))")
	}
	t.Logf("MB at first, after half the time and at last: %.0f", held)
	if held[2] > most {
		t.Errorf("%.0f MB, allowed are %.0f", held[2], most)
	}
	if grown := held[2] - held[1]; everything() && grown > 0.1*held[1] {
		t.Errorf("in the second five minutes it has grown by %.0f MB to %.0f", grown, held[2])
	}
}
