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

// TestNothingMovesAsItComesToLife: what stands below the picture of a live figure is
// as high as with its poster, and the picture as wide as its stage, at every width
// and whatever styles the page has for everything in it.
func TestNothingMovesAsItComesToLife(t *testing.T) {
	var body strings.Builder
	for _, figure := range []string{`scene="langevin"`, `scene="score-field"`, `scene="annealed" lang="zh"`, `scene="sde" controls="sampler particles"`, `scene="matching" units="8" batch="16"`, `scene="learn-and-sample" units="8" batch="16" dataset="50"`, `scene="digits" lang="zh"`} {
		fmt.Fprintf(&body, `<section><score-field %s particles="300" loading="eager"></score-field></section><section><score-field %[1]s reveal="manual"></score-field></section>`, figure)
	}
	p := newTab(t)
	p.visit(serveUnder(t, policy+"; style-src 'self' 'unsafe-inline'", `<style id="hostile"></style><div style="position: fixed; inset: 0; z-index: 9"></div>`+body.String()) + "page.html") // the pointer is at no figure, whose numbers would stand below it
	const lives = "[...document.querySelectorAll('score-field[loading]')]"
	p.until("Promise.all(" + lives + ".map((f) => f.stats())).then(() => true)") // with the numbers that come when it rests
	for _, style := range []string{
		"", "* { all: revert }", "body * { all: unset }", "score-field { display: flex }", "score-field { display: grid }", "score-field { display: inline-block }", "score-field { display: flex; flex-direction: column; align-items: center }",
		"score-field { writing-mode: vertical-rl }", "section { writing-mode: vertical-lr }", "html { font-size: 24px }", "html { font-size: 10px }", "score-field { font: 20px serif; letter-spacing: 4px; text-transform: uppercase }", "* { box-sizing: content-box !important; padding: 3px !important }",
		"* { container-type: normal !important }", "* { zoom: 1.1 }",
	} {
		for _, wrong := range eval[[]string](p, fmt.Sprintf(`(async () => {
			document.getElementById('hostile').textContent = 'body { margin: 0 } ' + %q;
			const wrong = {};
			for (let width = 320; width <= 1400; width += 40) {
				document.body.style.width = width + 'px';
				for (const f of %s) {
					const other = f.parentElement.nextElementSibling.firstElementChild, part = (e, name) => e.shadowRoot.querySelector(name).getBoundingClientRect();
					for (const name of ['.tools', '.status']) {
						const now = part(f, name).height, before = part(other, name).height;
						if (Math.abs(now - before) > 0.6) wrong[f.outerHTML + ' ' + name] = (wrong[f.outerHTML + ' ' + name] ?? '') + width + ' px: ' + now + ', before ' + before + '; ';
					}
				}
			}
			document.body.style.width = '720px';
			for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame); // the pictures have the size of this
			for (const f of %[2]s) {
				const [stage, canvas] = ['.stage', '.stage > canvas'].map((name) => f.shadowRoot.querySelector(name).getBoundingClientRect());
				if (stage.width < 240 || Math.abs(stage.width - canvas.width) > 1 || Math.abs(stage.height - canvas.height) > 1 || Math.abs(stage.x - canvas.x) > 0.6) wrong[f.outerHTML] = 'the canvas is ' + JSON.stringify(canvas) + ' of ' + JSON.stringify(stage);
			}
			for (const { firstElementChild: f } of document.querySelectorAll('section')) { // what follows stands below it
				const host = f.getBoundingClientRect(), inner = f.shadowRoot.querySelector('.figure').getBoundingClientRect();
				if (Math.abs(host.height - inner.height) > 12) wrong[f.outerHTML] = 'it is ' + host.height + ' high, and its parts ' + inner.height;
			}
			return Object.entries(wrong).map((w) => w.join(': ').slice(0, 400));
		})()`, style, lives)) {
			t.Errorf("%q: %s", style, wrong)
		}
	}
}

// TestNothingMovesAsItRuns: what stands below a figure stays where it is as the figure comes
// to life, plays and rests, as the reader points at it, and as its stage changes.
func TestNothingMovesAsItRuns(t *testing.T) {
	p := newTab(t)
	var body strings.Builder
	for _, width := range []int{360, 680} {
		for _, figure := range []string{`scene="langevin"`, `scene="annealed"`, `scene="matching" units="8" batch="16"`, `scene="learn-and-sample" units="8" batch="16" dataset="50"`} {
			fmt.Fprintf(&body, `<section style="width: %dpx"><score-field %s particles="200" reveal="interaction"></score-field></section>`, width, figure)
		}
	}
	p.visit(serveUnder(t, policy+"; style-src 'self' 'unsafe-inline'", body.String()) + "page.html")
	p.until("el.shadowRoot")
	for _, moved := range eval[[]string](p, `(async () => {
		const moved = [], until = async (f) => { while (!f()) await new Promise(requestAnimationFrame); };
		for (const f of document.querySelectorAll('score-field')) {
			const before = f.getBoundingClientRect().height, now = (when) => {
				const { height } = f.getBoundingClientRect(), said = f.shadowRoot.querySelector('.status').textContent;
				if (Math.abs(height - before) > 0.6) moved.push([f.getAttribute('scene'), f.parentElement.style.width, when, height - before, said].join(' '));
			};
			f.scrollIntoView();
			await f.stats();
			await until(() => last(f));
			now('at rest');
			await f.play();
			await until(() => last(f).step > 2);
			now('playing');
			await f.pause();
			await f.stats();
			await until(() => !last(f).playing);
			now('paused');
			const c = f.shadowRoot.querySelector('.stage > canvas'), { x, y, width, height } = c.getBoundingClientRect();
			c.dispatchEvent(new PointerEvent('pointermove', { clientX: x + 0.2 * width, clientY: y + 0.3 * height, pointerId: 1, pointerType: 'mouse', bubbles: true, composed: true }));
			await until(() => pointed(f));
			now('pointed at');
			for (const button of f.shadowRoot.querySelectorAll('.stages button')) {
				button.click();
				await until(() => button.getAttribute('aria-pressed') === 'true');
				await f.pause();
				now(button.textContent);
			}
		}
		return moved;
	})()`) {
		t.Error(moved)
	}
}
