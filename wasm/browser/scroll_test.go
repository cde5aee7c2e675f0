//go:build !js

package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// counting counts the animation frames that a page asks for, and its contexts;
// frame(f) asks for one that is not counted.
const counting = `
	window.busy = 0;
	window.contexts = 0;
	window.frame = window.requestAnimationFrame.bind(window);
	window.requestAnimationFrame = (f) => { top.busy++; return frame(f); };
	const getContext = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
		const context = getContext.call(this, kind, ...options);
		if (kind === 'webgl2' && context && !(context.seen ??= false)) { context.seen = true; top.contexts++; }
		return context;
	};`

// TestScrolling: a page with 20 figures is scrolled from end to end and back three
// times, or ten of all tests. There is one program and one frame all the time, and no figure starts
// again; those that stood are where they were, to the last letter of their
// state, and those that played have gone on. Every one shows its picture. When none is
// to be seen, the page asks for no frame.
func TestScrolling(t *testing.T) {
	const n = 20
	times := 3
	if everything() {
		times = 10
	}
	var body strings.Builder
	for i := range n {
		scene := []string{"langevin", "annealed", "langevin", "annealed", "score-field"}[i%5]
		fmt.Fprintf(&body, `<score-field scene="%s" particles="%d" loading="eager"></score-field>`, scene, 300+i)
	}
	p := newTab(t)
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: counting}); err != nil {
		t.Fatal(err)
	}
	p.visit(serve(t, body.String()+`<div id="far"></div>`) + "page.html")
	eval[any](p, "void (far.style.height = '9000px', window.all = [...document.querySelectorAll('score-field')], all.forEach((f) => { f.style.width = '330px'; }))")
	p.until("all.every((f) => live(f))")
	// every figure in a state of its own; every other one plays
	eval[any](p, `Promise.all(all.map((f, i) => f.pause().then(() => f.reset(i + 1)).then(() => f.step(i + 1))))`)
	eval[any](p, `Promise.all(all.map((f) => f.getState())).then((list) => { window.states = list; })`)
	eval[any](p, `Promise.all(all.filter((f, i) => i % 2).map((f) => f.play()))`)
	before := eval[int](p, "(window.program = document.querySelector(':root > iframe').contentWindow, contexts)")
	for range times {
		eval[any](p, `(async () => {
			const way = [...all, ...[...all].reverse()];
			for (const f of way) {
				f.scrollIntoView({ block: 'center', behavior: 'instant' });
				await new Promise((r) => frame(r));
			}
		})()`)
	}
	if !eval[bool](p, "document.querySelector(':root > iframe').contentWindow === window.program && "+frames+" === 1") {
		t.Error("there is another frame")
	}
	if after := eval[int](p, "contexts"); after != before {
		t.Errorf("%d graphics contexts were made on the way", after-before)
	}
	for _, name := range []string{"/scorefield.wasm.gz", "/frame.js"} {
		if n := p.fetched(name); n != 1 {
			t.Errorf("%s was asked for %d times", name, n)
		}
	}
	if starts := eval[[]int](p, "all.map((f) => live(f))"); strings.Trim(fmt.Sprint(starts), "[1 ]") != "" {
		t.Errorf("starts: %v", starts)
	}
	p.until("all.every((f, i) => i % 2 === 0 || f.params.scene === 'score-field' || last(f)?.step > i + 1)") // those that play were seen
	for i, shown := range eval[[]bool](p, "all.map((f) => f.shadowRoot.querySelector('.poster').hidden && f.shadowRoot.querySelector('.stage > canvas').width > 100)") {
		if !shown {
			t.Errorf("figure %d shows no picture", i)
		}
	}
	eval[any](p, "void scrollTo(0, document.body.scrollHeight)")
	// nothing is asked for in 20 frames of the browser's own
	p.until("new Promise((done) => { busy = 0; let left = 20; const next = () => (left-- > 0 ? frame(next) : done(busy === 0)); frame(next); })")
	for i, same := range eval[[]bool](p, "Promise.all(all.map((f) => f.getState())).then((list) => list.map((s, i) => s === states[i]))") {
		if i%2 == 0 && !same {
			t.Errorf("figure %d is not where it was", i)
		}
	}
}
