//go:build !js

package browser_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestPlaces: a live figure fills its place in every kind of layout, and under
// what themes reset; its picture is as wide as its stage. A place that is opened
// later, as of <details> and tabs, is filled then. Nothing jumps on the way from
// the first paint to motion.
func TestPlaces(t *testing.T) {
	const figure = `<score-field scene="langevin" particles="300" autoplay></score-field>`
	for _, place := range []struct{ name, style, html, open string }{
		{"block", "", `<div>%s</div>`, ""},
		{"flex", "", `<div style="display:flex"><p>text</p>%s</div>`, ""},
		{"flex column, centred", "", `<div style="display:flex;flex-direction:column;align-items:center">%s</div>`, ""},
		{"grid", "", `<div style="display:grid;justify-items:center">%s</div>`, ""},
		{"float", "", `<div style="float:left">%s</div>`, ""},
		{"table", "", `<table><tr><td>text</td><td>%s</td></tr></table>`, ""},
		{"details", "", `<details><summary>more</summary>%s</details>`, "document.querySelector('details').open = true"},
		{"tab", "", `<div id="tab" style="display:none">%s</div>`, "document.getElementById('tab').style.display = 'block'"},
		{"columns", "", `<div style="columns:2">%s<p>text</p></div>`, ""},
		{"right to left", "", `<div dir="rtl">%s</div>`, ""},
		{"reset by theme", "* { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline } img, canvas, iframe { max-width: 100%; height: auto; display: block } button { all: unset; font-size: 40px }", `<div>%s</div>`, ""},
		{"frames hidden", "iframe { display: none; max-width: 0 } canvas, img { display: none }", `<div>%s</div>`, ""},
		{"all revert", "* { all: revert }", `<div>%s</div>`, ""},
		{"all unset", "body * { all: unset }", `<div>%s</div>`, ""},
	} {
		t.Run(place.name, func(t *testing.T) {
			p := newTab(t)
			p.visit(serveUnder(t, policy+"; style-src 'self' 'unsafe-inline'", `<link rel="stylesheet" href="scorefield.css"><style>`+place.style+"</style>"+fmt.Sprintf(place.html, figure)) + "page.html")
			p.until("el.shadowRoot")
			eval[any](p, "void "+jumps)
			if place.open != "" {
				p.frames(2)
				eval[any](p, "void ("+place.open+")")
				eval[any](p, "void (window.jumps = 0)") // the reader has opened it
			}
			p.until("last(el)?.step > 2 && el.shadowRoot.querySelector('.poster').hidden")
			box := eval[struct{ Width, Stage, Picture, Height, Room, Page float64 }](p, `({ width: el.getBoundingClientRect().width, stage: el.shadowRoot.querySelector('.stage').getBoundingClientRect().width,
				picture: el.shadowRoot.querySelector('.stage canvas').getBoundingClientRect().width, height: el.shadowRoot.querySelector('.stage').getBoundingClientRect().height,
				room: el.parentElement.getBoundingClientRect().width, page: document.scrollingElement.scrollWidth })`)
			if box.Stage < 240 || box.Height < 150 || box.Picture < box.Stage-1 || box.Picture > box.Stage+1 {
				t.Errorf("%+v", box)
			}
			if strings.Contains("block details tab right to left all revert", place.name) && box.Width < box.Room-1 {
				t.Errorf("it does not fill its place: %+v", box)
			}
			if box.Page > 1000 {
				t.Errorf("the page is %v wide", box.Page)
			}
			most := 0.001 // where what stands beside a figure is laid out anew with it
			if strings.Contains("block flex", place.name) {
				most = 0
			}
			if j := eval[float64](p, "window.jumps"); j > most {
				t.Errorf("the content jumps: %v", j)
			}
		})
	}
}
