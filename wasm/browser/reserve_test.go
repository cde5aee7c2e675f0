//go:build !js

package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestThePlaceOfAFigureIsKept: with scorefield.css the text below figures of every
// scene stays where it is when the script comes after the first paint, and until
// they move, on a wide page and on a telephone, whatever the theme resets.
func TestThePlaceOfAFigureIsKept(t *testing.T) {
	var body strings.Builder
	for _, s := range scene.All {
		for _, controls := range []string{"", `controls="none"`, `controls="full"`, `controls="sigma"`} {
			if controls == "" || s.Name == "langevin" || s.Name == "ladder" {
				fmt.Fprintf(&body, `<section><score-field scene="%s" reveal="interaction" %s></score-field><p>below</p></section>`, s.Name, controls)
			}
		}
	}
	body.WriteString(`<section><score-field id="moves" loading="eager" particles="300" autoplay></score-field><p>below</p></section>`)
	for _, at := range []struct {
		theme string
		width int64
	}{{"", 390}, {"*, *::before, *::after { box-sizing: border-box } score-field { margin: 40px 0 }", 1000}} {
		theme, width, body := at.theme, at.width, body.String()
		if width == 1000 { // where a theme gives it no box of its own, it is as wide as what is around it
			body += `<section><score-field scene="langevin" reveal="interaction" style="display: contents">Until it starts.</score-field><p>below</p></section>`
		}
		h := host{head: `<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="scorefield.css"><style>` + theme + `</style>`, policy: policy + "; style-src 'self' 'unsafe-inline'",
			body: body}
		address, _ := h.server(t)
		p := newTab(t)
		p.do(chromedp.EmulateViewport(width, 800))
		p.visit(address)
		p.frames(2)
		if eval[bool](p, "!!document.querySelector('score-field').shadowRoot") {
			t.Fatal("the script is there already")
		}
		const tops = "[...document.querySelectorAll('section > p')].map((e) => e.getBoundingClientRect().top + scrollY)"
		eval[any](p, "void (window.tops = "+tops+", "+jumps+")")
		eval[any](p, "new Promise((onload) => document.head.append(Object.assign(document.createElement('script'), { src: 'scorefield.js', onload })))")
		p.until("[...document.querySelectorAll('score-field')].every((f) => f.shadowRoot)")
		p.frames(2)
		moved := func(when string) {
			t.Helper()
			for _, m := range eval[[]string](p, tops+".map((y, i) => y - window.tops[i]).map((d, i, list) => [d - (list[i - 1] ?? 0), document.querySelectorAll('score-field')[i].outerHTML]).filter(([d]) => Math.abs(d) > 0.6).map(([d, e]) => d + ' px below ' + e)") {
				t.Errorf("%d px wide, theme %q, %s: %s", width, theme, when, m)
			}
			if j := eval[float64](p, "window.jumps"); j > 0 {
				t.Errorf("%d px wide, theme %q, %s: layout shift %v", width, theme, when, j)
			}
		}
		moved("when the script has come")
		eval[any](p, "document.getElementById('moves').scrollIntoView()")
		p.until("last(document.getElementById('moves'))?.step > 2 && document.getElementById('moves').shadowRoot.querySelector('.poster').hidden")
		moved("when one moves")
	}
}
