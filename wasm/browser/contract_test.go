//go:build !js

package browser_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// TestEarlyProperties: what a script sets before the element is defined, or
// before it is in the page, is taken; methods that are called then wait.
func TestEarlyProperties(t *testing.T) {
	files := http.StripPrefix(below, http.FileServer(http.Dir(site(t))))
	server := built.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == below+"page.html" { // the script comes last
			fmt.Fprint(w, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"></head><body><score-field scene="own-data" loading="eager"></score-field>
				<script>Object.assign(document.querySelector('score-field'), { data: new Float32Array([10, 10, 11, 11, 12, 10, 11, 9]), params: { particles: 300 }, seed: '9' })</script><script src="scorefield.js"></script></body></html>`)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	p := newTab(t)
	p.visit(server.URL + below + "page.html")
	p.until("el.params.particles === '300' && el.params.seed === '9'")
	eval[any](p, "el.step(300)")
	if near := eval[int](p, "el.samples().then((s) => s.filter((v) => Math.abs(v - 10.5) < 4).length)"); near < 300 {
		t.Errorf("only %d coordinates are near the data", near)
	}

	eval[any](p, `void (() => { const e = window.fresh = document.createElement('score-field'); e.setAttribute('loading', 'eager');
		e.params = { particles: 400 }; window.early = e.step(5).then(() => e.stats()); e.scene = 'annealed'; setTimeout(() => document.body.append(e), 50); })()`)
	if s := eval[stats](p, "early"); s.Particles != 400 || s.Step != 5 || s.Scene != "annealed" {
		t.Errorf("%+v", s)
	}
}

// TestEveryPromiseSettles: who waits when a figure is taken out of the page, or
// gives up waiting, hears of it.
func TestEveryPromiseSettles(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500" loading="eager"></score-field><section></section>`)
	const ends = ".then(() => 'done', (err) => err.name === 'AbortError' ? err.name : err.type)"
	if got := eval[string](p, "((waiting) => { el.remove(); return waiting; })(el.stats())"+ends); got != "removed" {
		t.Errorf("taken out while it loads: %s", got)
	}
	eval[any](p, `void (document.querySelector('section').innerHTML = '<score-field scene="langevin" particles="500" loading="eager"></score-field>')`)
	p.until("live(el)")
	if got := eval[string](p, "((waiting) => { el.remove(); return waiting; })(el.step(90000000))"+ends); got != "removed" {
		t.Errorf("taken out while it works: %s", got)
	}
	eval[any](p, `void (document.querySelector('section').innerHTML = '<score-field scene="langevin" particles="500" loading="eager"></score-field>')`)
	p.until("live(el)")
	for _, call := range []string{"el.step(90000000, { signal })", "el.seek(90000000, 'sampling', { signal })", "el.stats({ signal })"} {
		got := eval[string](p, "(() => { const stop = new AbortController(), { signal } = stop; const waiting = "+call+"; stop.abort(); return waiting; })()"+ends)
		if got != "AbortError" {
			t.Errorf("%s: %s", call, got)
		}
	}
	for _, call := range []string{"el.step(90000000, { signal })", "el.seek(90000000, 'sampling', { signal })", "el.setState(state.replace(/^now=.*$/m, 'now=90000000,0,0'), { signal })"} { // and once it is being done
		begun := eval[float64](p, "el.stats().then((s) => el.getState().then((text) => { window.state = text; return s.step; }))")
		eval[any](p, "void (() => { const { signal } = window.stop = new AbortController(); window.ended = ''; "+call+ends+".then((how) => { ended = how; }); })()")
		if strings.Contains(call, "setState") {
			begun = 0 // it goes all the way again
		}
		p.until(fmt.Sprintf("last(el)?.step > %v && ended === ''", begun))
		eval[any](p, "void stop.abort()")
		if p.frames(2); eval[string](p, "ended") != "AbortError" {
			t.Errorf("%s, being done: %q", call, eval[string](p, "ended"))
		}
		at := eval[stats](p, "el.stats()").Step
		p.frames(10)
		if now := eval[stats](p, "el.stats()").Step; now != at {
			t.Errorf("%s, being done: it goes on from %v to %v", call, at, now)
		}
	}
	if got := eval[string](p, "((waiting) => el.pause().then(() => waiting))(el.step(90000000))"+ends); got != "AbortError" {
		t.Errorf("paused: %s", got)
	}
	before := eval[stats](p, "el.stats()").Step
	p.frames(10)
	if now := eval[stats](p, "el.stats()").Step; now != before {
		t.Errorf("it goes on from %v to %v", before, now)
	}
}

// TestWhatTakesLongCanBeStopped: a request that takes longer than a moment shows how far it has
// come, and its Stop button ends it like pause() does.
func TestWhatTakesLongCanBeStopped(t *testing.T) {
	for _, scene := range []string{"langevin", "matching"} {
		p := run(t, `<score-field scene="`+scene+`" particles="500" units="16" controls="none"></score-field>`)
		const box = "el.shadowRoot.querySelector('.working')"
		eval[any](p, "void (window.ended = '', el.step(90000000).then(() => { ended = 'done'; }, (err) => { ended = err.name; }))")
		p.until(box + ".checkVisibility() && " + box + ".querySelector('progress').value > 0 && /^[1-9][\\d,]* (h|min|s) left$/.test(" + box + ".querySelector('span').textContent)")
		eval[any](p, "void ("+box+".querySelector('button').focus(), "+box+".querySelector('button').click())")
		p.until("ended === 'AbortError' && !" + box + ".checkVisibility()")
		if !eval[bool](p, "el.shadowRoot.activeElement?.matches('canvas')") {
			t.Error("the focus is lost with the button")
		}
		if eval[bool](p, "last(el)?.playing") {
			t.Error("it plays on")
		}
	}
}

// TestNothingThrows: every method answers a wrong argument of any type with a
// rejection that says what it wants.
func TestNothingThrows(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="500"></score-field>`)
	wrong := eval[[]string](p, `(async () => {
		const values = [null, 1n, Symbol('s'), {}, [], () => {}, NaN, -1, 1.5, 'abc', Infinity, new Date(NaN), { toString() { throw 1; } }];
		const calls = {
			step: (v) => el.step(v), train: (v) => el.train(v), seek: (v) => el.seek(v), 'seek clock': (v) => el.seek(3, v), 'set value': (v) => el.set({ epsilon: v }),
			reset: (v) => el.reset(v), setState: (v) => el.setState(v), 'toBlob scale': (v) => el.toBlob({ scale: v }), 'toBlob width': (v) => el.toBlob({ width: v, height: 10 }),
		};
		const wrong = [];
		for (const [name, call] of Object.entries(calls)) for (const v of values) {
			if (name === 'setState' && v === 'abc' || name === 'reset' && typeof v === 'string') continue; // text that the program judges
			if (name === 'toBlob scale' && v === 1.5 || name === 'toBlob width' && (v === 1.5 || v === -1) || name === 'set value' && v === 1.5) continue; // allowed
			let said = 'it is taken';
			try { await call(v).catch((err) => { said = err instanceof Error && err.message.length > 10 ? '' : String(err); }); } catch (err) { said = 'it throws ' + err; }
			if (said) wrong.push(name + ' ' + typeof v + ': ' + said);
		}
		for (const v of [null, 3, 'abc', 1n]) await el.set(v).then(() => wrong.push('set ' + typeof v), () => {});
		await el.toBlob(null).catch((err) => wrong.push('toBlob(null): ' + err));
		return wrong;
	})()`)
	if len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}
	// a press by a pointer that is not there, as scripts make it: what is thrown is a complaint
	if !eval[bool](p, "((c) => { c.dispatchEvent(new PointerEvent('pointerdown', { pointerId: 77, pointerType: 'mouse', bubbles: true })); c.dispatchEvent(new PointerEvent('pointerup', { pointerId: 77, pointerType: 'mouse', bubbles: true })); return el.shadowRoot.activeElement === c; })(el.shadowRoot.querySelector('.stage > canvas'))") {
		t.Error("a press by a pointer that is gone does not focus the figure")
	}
	for _, size := range []string{"{ width: 2 ** 32, height: 2 ** 32 }", "{ width: 1, height: 64000001 }", "{ width: 100, height: 70000 }", "{ scale: 1e9 }"} {
		if got := eval[string](p, "el.toBlob("+size+").then(() => 'taken', (err) => err.field)"); got != "image" {
			t.Errorf("%s: %s", size, got)
		}
	}
	if s := eval[stats](p, "el.stats()"); s.Particles != 500 {
		t.Errorf("%+v", s)
	}
}

// TestNotesGoWithTheirCauses: a complaint of a file goes when another one is
// accepted, one of a setting when the setting is right.
func TestNotesGoWithTheirCauses(t *testing.T) {
	p := run(t, `<score-field scene="own-data" particles="500"></score-field>`)
	const notes = "el.shadowRoot.querySelectorAll('.note').length"
	const last = "(el.shadowRoot.querySelector('.note:last-child')?.textContent ?? '')"
	said := ""
	for _, text := range []string{"Lorem ipsum\n", "x\n1\n2\n"} {
		drop(p, text)
		p.until(last + " !== " + quote(said))
		if said = eval[string](p, last); eval[int](p, notes) != 1 {
			t.Error("complaints of one file after the other pile up")
		}
	}
	drop(p, "x,y\n0,0\n1,1\n2,0\n1,-1\n")
	p.until("el.params.density === 'data' && " + notes + " === 0")
	eval[any](p, "void (el.data = 'Lorem ipsum\\n')")
	p.until(notes + " === 1")
	eval[any](p, "void (el.data = [0, 0, 1, 1, 2, 0])")
	p.until(notes + " === 0")
	eval[any](p, "el.set({epsilon: -1}).catch(() => {})")
	p.until(notes + " === 1")
	eval[any](p, "el.set({epsilon: 0.01})")
	p.until(notes + " === 0")

	// In a small figure three of them lie over the picture, and over nothing that stands below it; the newest is seen and can be closed.
	eval[any](p, "void (el.style.width = '200px')")
	for i, wrong := range []string{"{ epsilon: -1 }", "{ particles: -1 }", "{ density: 'no such density' }"} {
		eval[any](p, "el.set("+wrong+").catch(() => {})")
		p.until(fmt.Sprintf("%s === %d", notes, i+1))
	}
	if out := eval[float64](p, "el.shadowRoot.querySelector('.notes').getBoundingClientRect().bottom - el.shadowRoot.querySelector('.stage').getBoundingClientRect().bottom"); out > 0 {
		t.Errorf("the notes reach %.0f px below the picture", out)
	}
	if !eval[bool](p, `(() => {
		const note = [...el.shadowRoot.querySelectorAll('.note')].find((n) => n.textContent.includes('no such density')), close = note.querySelector('button');
		const { left, top, width, height } = close.getBoundingClientRect();
		return el.shadowRoot.elementFromPoint(left + width / 2, top + height / 2) === close;
	})()`) {
		t.Error("the newest note is not seen")
	}
}

// TestTheLinkThatCannotBeCopied is shown, and nothing else is said.
func TestTheLinkThatCannotBeCopied(t *testing.T) {
	p := run(t, plain)
	eval[any](p, "void Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } })")
	if eval[bool](p, "el.copyLink()") {
		t.Error("it says that it was copied")
	}
	if note := eval[string](p, "el.shadowRoot.querySelector('.note').textContent"); !strings.Contains(note, "#sf.") {
		t.Errorf("the figure says %q", note)
	}
	if said := eval[string](p, "document.querySelector('[aria-live]')?.textContent ?? ''"); strings.Contains(said, "copied") {
		t.Errorf("it is announced: %q", said)
	}
}

// TestPressingDoesNotScroll: a figure that is partly below the fold stays where
// it is when it is pressed.
func TestPressingDoesNotScroll(t *testing.T) {
	p := open(t, `<div id="above"></div><score-field scene="langevin" particles="500"></score-field><div id="below"></div>`)
	eval[any](p, "void (above.style.height = '500px', below.style.height = '3000px')")
	p.until("live(el)")
	low := eval[float64](p, "innerHeight") - 30 // less than the whole figure is to be seen
	drag(p, 300, low, 320, low-10)
	p.frames(5)
	if y := eval[float64](p, "scrollY"); y != 0 {
		t.Errorf("the page has jumped by %v", y)
	}
	if role := eval[string](p, "el.shadowRoot.querySelector('.stage > canvas').getAttribute('role')"); role != "application" {
		t.Errorf("the figure is not engaged: %s", role)
	}
}

// TestByKeyboard: Enter engages, a component is chosen and moved by short
// presses, none of which is lost, scripts hear of it, and Escape leaves.
func TestByKeyboard(t *testing.T) {
	p := open(t, `<score-field scene="score-field" density="toy" half-width="8"></score-field>`)
	p.until("live(el)")
	eval[any](p, "void (window.told = [], el.addEventListener('change', (e) => told.push(e.detail.name)), el.shadowRoot.querySelector('.stage > canvas').focus())")
	role := func() string {
		return eval[string](p, "el.shadowRoot.querySelector('.stage > canvas').getAttribute('role')")
	}
	p.do(chromedp.KeyEvent("n"))
	if role() != "img" {
		t.Error("a key has engaged it")
	}
	p.do(chromedp.KeyEvent(kb.Enter))
	if role() != "application" {
		t.Error("Enter does not engage it")
	}
	for _, key := range []string{"n", kb.ArrowRight, kb.ArrowRight, kb.ArrowRight} {
		p.do(chromedp.KeyEvent(key))
	}
	p.until("el.params.mixture && told.filter((name) => name === 'mixture').length === 3")
	var weight, x, y float64
	if _, err := fmt.Sscanf(eval[string](p, "el.params.mixture"), "%g,%g,%g", &weight, &x, &y); err != nil || x < -5+3*8.0/25-1e-3 || x > -5+3*8.0/25+1e-3 {
		t.Errorf("the component is at %v (%v)", x, err)
	}
	p.do(chromedp.KeyEvent(kb.Home))
	if n := eval[int](p, "el.stats().then(() => el.shadowRoot.querySelectorAll('.note').length)"); n > 0 {
		t.Errorf("the figure complains: %q", eval[string](p, "el.shadowRoot.querySelector('.notes').textContent"))
	}
	p.do(chromedp.KeyEvent(kb.Escape))
	if role() != "img" {
		t.Error("Escape does not leave it")
	}
}

// TestAFinger scrolls the page over the figure, and drags a component at once, up and down too,
// where the page would be scrolled otherwise.
func TestAFinger(t *testing.T) {
	p := newTab(t)
	if _, err := chromedp.Call(p.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	p.visit(serve(t, `<score-field scene="score-field" density="toy" half-width="8"></score-field><div id="far"></div>`) + "page.html")
	eval[any](p, "void (far.style.height = '5000px')")
	p.until("live(el)")
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		if points == nil {
			points = []*input.TouchPoint{}
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}); err != nil {
			t.Fatal(err)
		}
		p.frames(2)
	}
	box := eval[struct{ X, Y, Width, Height float64 }](p, "el.shadowRoot.querySelector('.stage').getBoundingClientRect().toJSON()")
	// the heavy mode at (5, 5): one unit is as many pixels as the plot's shorter half has, by 8
	at := func(x, y float64) *input.TouchPoint { return &input.TouchPoint{X: x, Y: y} }
	gx, gy := find(p, box.X, box.Y, box.Width, box.Height, 5, 5)
	drag := func(x, y, dx, dy float64) {
		touch(input.DispatchTouchEventTypeTouchStart, at(x, y))
		for i := range 3 {
			touch(input.DispatchTouchEventTypeTouchMove, at(x+dx*float64(i+1)/3, y+dy*float64(i+1)/3))
		}
		touch(input.DispatchTouchEventTypeTouchEnd)
	}
	for _, way := range [][2]float64{{0, -60}, {-60, 0}} {
		eval[any](p, "void (window.was = el.params.mixture ? el.params.mixture.split(';')[1].split(',').slice(1, 3).map(Number) : [5, 5])")
		drag(gx, gy, way[0], way[1])
		p.until(fmt.Sprintf("(([x, y]) => x * %v - y * %v > 30)(el.params.mixture.split(';')[1].split(',').slice(1, 3).map((v, i) => v - was[i]))", way[0], way[1])) // by half a unit and more
		gx, gy = gx+way[0], gy+way[1]
		if y := eval[float64](p, "scrollY"); y != 0 {
			t.Errorf("the page was scrolled by %v", y)
		}
		eval[any](p, "void el.shadowRoot.activeElement?.blur()") // the next finger comes to a figure that is not engaged
	}
	before := eval[string](p, "el.params.mixture")
	drag(box.X+box.Width/2, box.Y+box.Height/2, 0, -90)
	p.until("scrollY > 0")
	if now := eval[string](p, "el.params.mixture"); now != before {
		t.Errorf("a finger that scrolled moved a component from %s to %s", before, now)
	}
}

// TestPropertiesAreAttributes (E1): what Vue and React do, who set a property wherever
// there is one of that name, is what the attributes do, before and after the figure is
// live; no method goes by it, and what is not allowed is kept and reported.
func TestPropertiesAreAttributes(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="200" loading="eager"></score-field>`)
	p.until("live(el)")
	p.expected = []string{"points.png"} // which there is not
	for name, value := range map[string]string{"scene": "ladder", "seed": "8", "controls": "full", "loading": "eager", "reveal": "auto", "poster": "points.png", "alt": "Two modes", "theme": "dark", "permalink": "off", "ratio": "2 / 1", "columns": "x, y"} {
		if got := eval[[]any](p, fmt.Sprintf("(el[%q] = %q, [el.getAttribute(%[1]q), el[%[1]q], Object.hasOwn(el, %[1]q)])", name, value)); got[0] != value || got[1] != value || got[2] != false {
			t.Errorf("%s = %q: %v", name, value, got)
		}
		if got := eval[[]any](p, fmt.Sprintf("(el.setAttribute(%q, %q), [el[%[1]q]])", name, value)); got[0] != value {
			t.Errorf("attribute %s: %v", name, got)
		}
	}
	p.until("el.stats?.().then((s) => s.scene === 'ladder' && el.params.seed === '8')")
	if got := eval[[]any](p, "(el.autoplay = true, [el.hasAttribute('autoplay'), el.autoplay, (el.autoplay = false, el.hasAttribute('autoplay')), el.autoplay])"); got[0] != true || got[1] != true || got[2] != false || got[3] != false {
		t.Errorf("autoplay: %v", got)
	}
	if lost := eval[string](p, "['play', 'pause', 'step', 'train', 'reset', 'set', 'undo', 'redo', 'seek', 'getState', 'setState', 'stats', 'samples', 'toBlob', 'toCSV', 'toFile', 'summary', 'copyLink', 'dismissPoster'].filter((name) => typeof el[name] !== 'function' || el.hasAttribute(name) || Object.hasOwn(el, name)).join()"); lost != "" {
		t.Errorf("methods that went: %s", lost)
	}
	if said := eval[string](p, `(async () => {
		const said = new Set(), wrong = ['controls', 'loading', 'permalink', 'ratio', 'reveal', 'theme'];
		const figure = Object.assign(document.createElement('score-field'), { scene: 'langevin' });
		figure.setAttribute('particles', '200');
		figure.addEventListener('error', (e) => said.add(e.detail.field));
		for (const name of wrong) figure.setAttribute(name, 'wrong');
		el.before(figure);
		await figure.stats();
		figure.remove();
		return wrong.filter((name) => !said.has(name)).join();
	})()`); said != "" {
		t.Errorf("nothing is said of wrong values of %s", said)
	}
	eval[any](p, "void (window.wrong = new Promise((done) => el.addEventListener('error', (e) => done(e.detail.message), { once: true })), el.scene = 'ladders')")
	if said := eval[string](p, "wrong"); !strings.Contains(said, "ladders") || eval[string](p, "el.getAttribute('scene') + el.scene") != "laddersladders" {
		t.Errorf("of a scene that is none it says %q", said)
	}
}
