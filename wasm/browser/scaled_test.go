//go:build !js

package browser_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestThePointerInScaledPages: in a page that zooms, scales, turns or magnifies a figure, what lies under the pointer is what
// is read, taken hold of and drawn, and under a finger taken hold of and picked, as where nothing is. The figure has such a width that its program draws the same picture.
func TestThePointerInScaledPages(t *testing.T) {
	p := newTab(t)
	p.do(chromedp.EmulateViewport(1300, 1300))
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<style>body { margin: 0 } #around { transform-origin: 0 0; width: 600px } score-field { --ratio: 3 / 2; --ratio-small: 3 / 2; margin: 0 }</style>
		<div id="around"><score-field scene="langevin" particles="100" trails="off"></score-field></div>`) + "page.html")
	p.until("live(el)")
	eval[any](p, `void (window.run = async (style, known) => {
		const figure = document.querySelector('score-field'), root = figure.shadowRoot;
		const frame = () => new Promise(requestAnimationFrame), until = async (f) => { for (let v; ; await frame()) if (v = await f()) return v; };
		window.place = (c, [u, v]) => { // of a part of a canvas
			const { left, top, right, width, height } = c.getBoundingClientRect();
			return style.includes('rotate') ? [right - v * width, top + u * height] : [left + u * width, top + v * height];
		};
		const send = (c, type, at) => {
			const [clientX, clientY] = place(c, at);
			c.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerId: 1, pointerType: 'mouse', button: 0, bubbles: true, composed: true, cancelable: true }));
		};
		const drag = async (c, from, to) => {
			send(c, 'pointermove', from);
			await frame();
			send(c, 'pointerdown', from);
			for (const k of [0.5, 1]) { await frame(); send(c, 'pointermove', from.map((v, i) => v + k * (to[i] - v))); }
			send(c, 'pointerup', to);
		};
		around.style.cssText = style;
		await figure.set({ scene: 'langevin', mixture: '0.2,-5,-5,1,0,1;0.8,5,5,1,0,1', 'half-width': 8 });
		for (let i = 0; i < 4; i++) await frame();
		const stage = root.querySelector('.stage > canvas'), read = [];
		for (const at of [[0.3, 0.3], [0.7, 0.5]]) {
			send(stage, 'pointerleave', at);
			await until(() => !pointed(figure));
			send(stage, 'pointermove', at);
			const { x, y } = await until(() => pointed(figure));
			read.push([x, y]);
		}
		const [[x0, y0], [x1, y1]] = known ?? read; // of which the place of the heavy component follows
		await drag(stage, [0.3 + 0.4 * (5 - x0) / (x1 - x0), 0.3 + 0.2 * (5 - y0) / (y1 - y0)], [0.5, 0.4]);
		await figure.stats();
		const moved = figure.params.mixture.split(';')[1].split(',').slice(1, 3).map(Number);
		await figure.set({ scene: 'own-data' });
		root.querySelector('.data button[data-name=draw]').click();
		const ink = await until(() => [...root.querySelectorAll('.drawing > canvas')].find((c) => c.checkVisibility())), button = (title) => [...root.querySelectorAll('.drawing button')].find((b) => b.title === title);
		button('Remove all points').click();
		const ended = new Promise((done) => figure.addEventListener('change', () => { if (figure.data?.length > 80) done(); })); // both lines, to their ends
		await drag(ink, [0.35, 0.3], [0.6, 0.3]);
		await drag(ink, [0.4, 0.4], [0.4, 0.7]);
		await ended;
		const drawn = [[...figure.data.slice(0, 2)], [...figure.data.slice(-2)]];
		const { data } = ink.getContext('2d').getImageData(0, 0, ink.width, ink.height); // and where it is seen: its highest ink
		const first = data.findIndex((v, i) => i % 4 === 3 && v > 100) / 4 | 0, shown = Math.floor(first / ink.width) / ink.height;
		button('End drawing').click();
		figure.data = null;
		await figure.set({ scene: 'langevin', mixture: '0.2,-5,-5,1,0,1;0.8,5,5,1,0,1', 'half-width': 8 });
		await figure.pause();
		figure.shadowRoot.activeElement?.blur();
		window.parts = ([x, y]) => [0.3 + 0.4 * (x - (known ?? read)[0][0]) / ((known ?? read)[1][0] - (known ?? read)[0][0]), 0.3 + 0.2 * (y - (known ?? read)[0][1]) / ((known ?? read)[1][1] - (known ?? read)[0][1])];
		return { read, moved, drawn, shown };
	})`)
	type result struct {
		Read, Drawn [2][2]float64
		Moved       [2]float64
		Shown       float64
	}
	finger := func(kind input.DispatchTouchEventType, at ...float64) {
		var points []*input.TouchPoint
		if len(at) > 0 {
			points = []*input.TouchPoint{{X: at[0], Y: at[1]}}
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}); err != nil {
			t.Fatal(err)
		}
		p.frames(1)
	}
	const stage = "el.shadowRoot.querySelector('.stage > canvas')"
	place := func(parts string) []float64 { return eval[[]float64](p, "place("+stage+", "+parts+")") }
	apart := func(a, b [2]float64) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }
	plain := eval[result](p, "run('')")
	for _, style := range []string{"zoom: 0.5; width: 1200px", "zoom: 1.25; width: 480px", "zoom: 2; width: 300px", "transform: scale(0.5)", "transform: scale(1.5)", "transform: rotate(90deg) translateY(-100%)",
		"zoom: 1.5; width: 400px; transform: scale(0.8)", "--magnify: 1.6; width: 960px"} {
		r := eval[result](p, fmt.Sprintf("run(%q, [[%v, %v], [%v, %v]])", style, plain.Read[0][0], plain.Read[0][1], plain.Read[1][0], plain.Read[1][1]))
		for i := range 2 {
			if apart(r.Read[i], plain.Read[i]) > 0.15 {
				t.Errorf("%q: the reading is %v, want %v", style, r.Read[i], plain.Read[i])
			}
			if apart(r.Drawn[i], plain.Drawn[i]) > 0.04*apart(plain.Drawn[0], plain.Drawn[1]) {
				t.Errorf("%q: end %d of what was drawn is %v, want %v", style, i, r.Drawn[i], plain.Drawn[i])
			}
		}
		if apart(r.Moved, plain.Moved) > 0.2 {
			t.Errorf("%q: a component was dragged to %v, want %v", style, r.Moved, plain.Moved)
		}
		if math.Abs(r.Shown-plain.Shown) > 0.01 {
			t.Errorf("%q: what was drawn begins at %v of the height, want %v", style, r.Shown, plain.Shown)
		}
		from, to := place("parts([5, 5])"), place("[0.5, 0.4]")
		finger(input.DispatchTouchEventTypeTouchStart, from...)
		finger(input.DispatchTouchEventTypeTouchMove, (from[0]+to[0])/2, (from[1]+to[1])/2)
		finger(input.DispatchTouchEventTypeTouchMove, to...)
		finger(input.DispatchTouchEventTypeTouchEnd)
		if moved := eval[[2]float64](p, "el.stats().then(() => el.params.mixture.split(';')[1].split(',').slice(1, 3).map(Number))"); apart(moved, plain.Moved) > 0.2 {
			t.Errorf("%q: a finger dragged a component to %v, want %v", style, moved, plain.Moved)
		}
		tapped := eval[[2]float64](p, "el.samples().then((s) => [...s.slice(0, 2)])")
		at := place(fmt.Sprintf("parts([%v, %v])", tapped[0], tapped[1]))
		finger(input.DispatchTouchEventTypeTouchStart, at...)
		finger(input.DispatchTouchEventTypeTouchEnd)
		p.until("el.stats().then(() => Number(el.params.dissect) > 0)")
		if picked := eval[[2]float64](p, "el.samples().then((s) => [...s.slice(2 * el.params.dissect - 2, 2 * el.params.dissect)])"); apart(picked, tapped) > 0.2 {
			t.Errorf("%q: a finger on the particle at %v picks the one at %v", style, tapped, picked)
		}
	}
	if apart(plain.Moved, [2]float64{5, 5}) < 2 || math.Abs(plain.Shown-0.3) > 0.02 {
		t.Errorf("%+v", plain)
	}
}

// TestScaledPagesAreSharp: where a page's transforms show a figure larger than it is, as of a slide that
// fills a screen, its picture and its texts have the pixels that are seen, from the start and when the slide
// is scaled with the window; nothing else about it is another, and turned or smaller ones have their own.
func TestScaledPagesAreSharp(t *testing.T) {
	p := newTab(t)
	p.do(chromedp.EmulateViewport(1300, 1300))
	figure := func(style string) string {
		return `<div style="transform-origin: 0 0; width: 300px; ` + style + `"><score-field scene="langevin" particles="100" loading="eager" controls="none"></score-field></div>`
	}
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<style>body { margin: 0 } score-field { --ratio: 3 / 2; --ratio-small: 3 / 2; margin: 0 }</style>`+
		figure("transform: scale(2)")+figure("transform: rotate(30deg)")+figure("scale: 0.5")+`<section style="scale: 1.25">`+figure("transform: matrix(0, 1.6, -1.6, 0, 300, 0)")+"</section>"+figure("transform: scale(9)")) + "page.html")
	expect := func(when string, want ...float64) {
		t.Helper()
		list := fmt.Sprintf("%v", want)
		list = strings.ReplaceAll(list, " ", ", ")
		const pixels = `[...document.querySelectorAll('score-field')].map((f) => { const c = f.shadowRoot.querySelector('.stage > canvas'); return [c.width / c.offsetWidth, textsOf(f)[0].width / textsOf(f)[0].offsetWidth]; })`
		defer func() {
			if t.Failed() {
				t.Logf("%s: %s", when, eval[string](p, "JSON.stringify("+pixels+")"))
			}
		}()
		p.until(pixels + ".every((of, i) => of.every((k) => Math.abs(k - " + list + "[i]) < 0.02 * k))")
	}
	p.until("[...document.querySelectorAll('score-field')].every((f) => live(f) && textsOf(f).length)")
	expect("from the start", 2, 1, 1, 2, 3)
	eval[any](p, "void (document.querySelector('div').style.transform = 'scale(1.5)')")
	p.do(chromedp.EmulateViewport(1200, 1200))
	expect("with the window", 1.5, 1, 1, 2, 3)
}
