//go:build !js

package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// frames is how many frames there are in the page, inside figures too.
const frames = "[document, ...[...document.querySelectorAll('score-field')].map((f) => f.shadowRoot)].reduce((n, r) => n + r.querySelectorAll('iframe').length, 0)"

// TestWithoutAutoplay: a figure comes to life by itself and stands still until
// it is played; reading it does not start it.
func TestWithoutAutoplay(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500"></score-field>`)
	p.until("live(el)")
	if s := eval[stats](p, "el.stats()"); s.Step != 0 {
		t.Errorf("it runs: step %v", s.Step)
	}
	if eval[bool](p, "last(el)?.playing") {
		t.Error("it plays by itself")
	}
	eval[any](p, "el.play()")
	p.until("last(el)?.step > 2")
}

// TestInteractionOnly: nothing but the poster is fetched before somebody asks.
func TestInteractionOnly(t *testing.T) {
	p := open(t, `<score-field scene="langevin" reveal="interaction" autoplay></score-field>`)
	eval[any](p, "new Promise((seen) => new IntersectionObserver(seen).observe(el)).then(() => new Promise((r) => setTimeout(r)))")
	for _, url := range p.asked() {
		if name, ours := strings.CutPrefix(url, p.origin); ours && name != "page.html" && name != "scorefield.js" && name != "posters/langevin-wide-light.png" {
			t.Error("fetched unasked: " + name)
		}
	}
	eval[any](p, "void el.shadowRoot.querySelector('button.big').click()")
	p.until("last(el)?.step > 2")
}

// TestMovedFigure: a figure that is moved in its page within a task keeps its
// experiment; one that was away starts again. There is one frame in any case.
func TestMovedFigure(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500"></score-field><section></section>`)
	p.until("live(el)")
	before := eval[int](p, "el.step(30).then(() => "+bits+")")
	eval[any](p, "void document.querySelector('section').append(el)")
	if s := eval[stats](p, "el.stats()"); s.Step != 30 || eval[int](p, bits) != before || eval[int](p, "live(el)") != 1 {
		t.Errorf("moved, it is at %+v", s)
	}
	p.agrees(1, 0.03)
	eval[any](p, "new Promise((r) => { const figure = el; el.remove(); setTimeout(() => { document.body.prepend(figure); r(); }, 50); })")
	p.until("live(el) === 2 && " + frames + " === 1")
	if s := eval[stats](p, "el.stats()"); s.Particles != 500 || s.Step != 0 {
		t.Errorf("%+v", s)
	}
}

// TestOutOfSight: a figure that nobody sees keeps its state and answers; it only
// does not move.
func TestOutOfSight(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500"></score-field><div id="far"></div>`)
	p.until("live(el)")
	eval[any](p, "el.step(40).then(() => { far.style.height = '9000px'; scrollTo(0, 8000); })")
	if s := eval[stats](p, "el.step(2).then(() => el.stats())"); s.Step != 42 {
		t.Errorf("step %v, want 42", s.Step)
	}
	eval[any](p, "void scrollTo(0, 0)")
	p.agrees(1, 0.03)
}

// TestClassesOfTheRoot: pages change them all the time; the toolbar stays, and
// with it the keyboard's place in it. A theme among them is followed.
func TestClassesOfTheRoot(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500"></score-field>`)
	p.until("live(el)")
	eval[any](p, "void (window.before = el.shadowRoot.querySelector('.tool.main'), document.documentElement.className = 'scrolled')")
	eval[any](p, "el.stats()")
	if !eval[bool](p, "el.shadowRoot.querySelector('.tool.main') === before && !el.classList.contains('dark')") {
		t.Error("the toolbar was built again")
	}
	eval[any](p, "void (document.documentElement.dataset.theme = 'dark')")
	p.until("el.classList.contains('dark') && el.shadowRoot.querySelector('.tool.main') === before")
}

// TestLinksOfTwoFigures: each keeps the other's.
func TestLinksOfTwoFigures(t *testing.T) {
	p := open(t, `<score-field id="one" scene="langevin" particles="500" permalink="on"></score-field>
		<score-field id="two" scene="langevin" particles="500" permalink="on"></score-field>`)
	eval[any](p, "el.set({epsilon: 0.02})")
	p.until("location.hash.includes('sf.one=')")
	eval[any](p, "document.getElementById('two').set({epsilon: 0.03})")
	p.until("location.hash.includes('sf.one=') && location.hash.includes('sf.two=')")
	eval[any](p, "void (location.hash = location.hash.replace('epsilon=0.02', 'epsilon=0.04'))")
	p.until("el.params.epsilon === '0.04'")
}

// TestACopiedLinkKeepsItsMoment: a link that is copied while settings are on their way into the
// address is to the moment at which it was copied, and stays so: what a second figure writes later
// has come, and so would have what the first was to write.
func TestACopiedLinkKeepsItsMoment(t *testing.T) {
	p := open(t, `<score-field id="one" scene="langevin" particles="500" permalink="on"></score-field>
		<score-field id="two" scene="langevin" particles="500" permalink="on"></score-field>`)
	p.until("live(document.getElementById('two'))")
	eval[any](p, "el.pause().then(() => el.step(3)).then(() => el.set({ epsilon: 0.02 })).then(() => el.copyLink()).then(() => document.getElementById('two').set({ epsilon: 0.03 }))")
	p.until("location.hash.includes('sf.two=')")
	if hash := eval[string](p, "location.hash"); !strings.Contains(hash, "now=3,0,0") || !strings.Contains(hash, "epsilon=0.02") {
		t.Errorf("the address is %s", hash)
	}
}

// TestParameterAttributes: they may change at any time.
func TestParameterAttributes(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500" _ngcontent-a data-x="1" itemprop="image"></score-field>`)
	p.until("live(el)")
	eval[any](p, "void el.setAttribute('epsilon', '0.07')")
	p.until("el.params.epsilon === '0.07'")
	if n := eval[int](p, "el.shadowRoot.querySelector('.notes').children.length"); n != 0 {
		t.Error("complaints: " + eval[string](p, "el.shadowRoot.querySelector('.notes').textContent"))
	}
}

// TestDataSurviveALostContext: a figure with a reader's points that comes back
// shows the same particles at the same step.
func TestDataSurviveALostContext(t *testing.T) {
	p := open(t, `<score-field scene="own-data" particles="300"></score-field>`)
	p.until("live(el)")
	drop(p, "x,y\n1,1\n2,1\n1.5,2\n4,4\n")
	p.until("el.params.density === 'data'")
	before := eval[[]float64](p, "el.step(7).then(() => el.samples()).then((s) => [...s.slice(0, 40)])")
	p.lose(false)
	after := eval[[]float64](p, "el.samples().then((s) => [...s.slice(0, 40)])")
	if len(before) != 40 || !slices.Equal(before, after) {
		t.Errorf("other particles:\n%v\n%v", before, after)
	}
	if v := eval[string](p, "el.params.density"); v != "data" {
		t.Errorf("density %q", v)
	}
}

// TestStillPictureIsSharp: a figure that plays on a screen of many pixels, where
// a processor that draws is too slow for all of them, is drawn with fewer; as
// soon as it is paused it is the picture that the program's own raster makes
// with every pixel. (With half of them along each side 1.1 per cent differ.)
func TestStillPictureIsSharp(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="900" trails="off" controls="none" autoplay></score-field>`)
	p.do(chromedp.EmulateViewport(1000, 800, chromedp.EmulateScale(2)))
	p.until("last(el)?.step > 5")
	p.frames(100) // a second of slow frames takes pixels away, another one more of them
	eval[any](p, "el.pause()")
	p.agrees(2, 0.003)
}

// TestLostGraphics: when the browser takes the WebGL context away, the figures
// keep their pictures and come back by themselves, at the same step of the same
// run, to the last bit, in the page as it is. It makes no difference whether the
// browser gives the old context back.
func TestLostGraphics(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500" seed="7"></score-field><score-field id="other" scene="annealed" particles="400" loading="eager"></score-field>`)
	p.until("live(el) && live(other)")
	eval[any](p, "void (window.mark = 'the same page', window.told = [], el.addEventListener('error', (e) => told.push(e.detail.type)))")
	eval[any](p, "el.step(25).then(() => el.set({epsilon: 0.02})).then(() => el.step(15)).then(() => other.step(20))")
	at40 := eval[int](p, bits)
	others := eval[int](p, strings.ReplaceAll(bits, "el.", "other."))

	p.lose(false)
	if n := eval[[]string](p, "told"); !slices.Equal(n, []string{"lost"}) {
		t.Errorf("it told %q", n)
	}
	if s := eval[stats](p, "el.stats()"); s.Step != 40 || s.Seed != 7 || s.Epsilon == nil || *s.Epsilon != 0.02 || s.Playing {
		t.Errorf("it came back as %+v", s)
	}
	if eval[int](p, bits) != at40 || eval[int](p, strings.ReplaceAll(bits, "el.", "other.")) != others {
		t.Error("it came back with other particles")
	}

	eval[any](p, "el.play()")
	p.until("last(el)?.step > 42")
	p.lose(true)
	p.until("last(el)?.playing && last(el)?.step > 45")
	step := eval[stats](p, "el.pause().then(() => el.stats())").Step
	after := eval[int](p, bits)
	eval[any](p, "el.seek(40)")
	if s := eval[stats](p, "el.stats()"); s.Step != 40 || s.Seed != 7 || eval[int](p, bits) != at40 {
		t.Errorf("it came back to another run: %+v", s)
	}
	eval[any](p, fmt.Sprintf("el.step(%v)", step-40))
	if eval[int](p, bits) != after {
		t.Error("it does not go on as it did")
	}
	if !eval[bool](p, "window.mark === 'the same page' && "+frames+" === 1") {
		t.Error("the page was loaded anew, or has two frames")
	}
	if n := eval[int](p, "el.shadowRoot.querySelectorAll('.note').length"); n != 0 {
		t.Errorf("%d notes stand over a figure that is back", n)
	}
	p.agrees(1, 0.03)
}

// bits is a checksum of every particle.
const bits = "el.samples().then((s) => { let h = 0; for (const v of new Uint32Array(s.buffer)) h = (Math.imul(h, 31) + v) | 0; return h; })"

// lose takes the page's WebGL context away, and gives it back at once if asked
// to, and waits until the first figure is there again.
func (p *tab) lose(restored bool) {
	p.t.Helper()
	lives := eval[int](p, "live(el)")
	lost := eval[bool](p, fmt.Sprintf(`(async () => {
		const gl = drawing().getContext('webgl2');
		const hand = gl.getExtension('WEBGL_lose_context');
		hand.loseContext();
		if (!gl.isContextLost()) return false;
		if (%v) setTimeout(() => hand.restoreContext(), 0);
		return true;
	})()`, restored))
	if !lost {
		p.t.Fatal("the context is still there")
	}
	p.until(fmt.Sprintf("live(el) > %d", lives))
}

// TestPagesThatMoveFigures: a figure that a page's scripts put into another body, another
// document or beside what is seen of a carousel looks, moves and
// answers as it did; only what is seen moves.
func TestPagesThatMoveFigures(t *testing.T) {
	p := newTab(t)
	p.expected = []string{"ResizeObserver loop"} // of a page that moves what its own observers see
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'; frame-src 'self'", `<main style="width: 600px"><score-field scene="langevin" particles="300" autoplay></score-field></main>`) + "page.html")
	p.until("last(el)?.step > 2")
	goesOn := func(how string) {
		t.Helper()
		eval[any](p, "void (window.from = last(el).step)")
		p.until("last(el).step > from + 2")
		p.until(`(() => { const [stage, canvas] = ['.stage', '.stage > canvas'].map((name) => el.shadowRoot.querySelector(name).getBoundingClientRect());
			return stage.width > 500 && stage.height < 500 && Math.abs(stage.width - canvas.width) < 1.5 && Math.abs(stage.height - canvas.height) < 1.5; })()`)
		if lives := eval[int](p, "live(el)"); lives != 1 {
			t.Errorf("%s: it came to life %d times", how, lives)
		}
	}

	eval[any](p, "(() => { const body = document.createElement('body'); body.append(document.querySelector('main')); document.body.replaceWith(body); })()")
	goesOn("in another body")
	eval[any](p, "void (document.body.style.background = '#111')")
	p.until("el.classList.contains('dark')")

	eval[any](p, `(async () => {
		window.figure = el;
		const frame = document.createElement('iframe');
		frame.style.cssText = 'width: 640px; height: 600px';
		document.body.prepend(frame);
		frame.contentDocument.body.append(el);
		for (const from = (await figure.stats()).step; (await figure.stats()).step < from + 3;); // its events are heard by that document
		window.there = figure.shadowRoot.querySelector('.stage').getBoundingClientRect().height;
		document.querySelector('main').append(figure);
		frame.remove();
	})()`)
	if height := eval[float64](p, "there"); height < 200 || height > 500 {
		t.Errorf("in another document its stage is %v pixels high", height)
	}
	goesOn("in another document and back")

	eval[any](p, `void (document.querySelector('main').style.overflow = 'hidden', el.style.cssText = 'position: relative; left: 100%', window.still = el.getBoundingClientRect().x)`)
	p.until("new Promise((seen) => new IntersectionObserver((e) => seen(e[0].intersectionRatio === 0)).observe(el))")
	p.frames(3)
	beside := eval[int](p, "last(el).step")
	p.frames(10)
	if now := eval[int](p, "last(el).step"); now != beside {
		t.Errorf("it moves beside what is seen: step %d, then %d", beside, now)
	}
	eval[any](p, "void (el.style.cssText = '')")
	goesOn("seen again")

	if said := eval[string](p, `(async () => {
		const frame = Object.assign(document.createElement('iframe'), { src: location.href });
		frame.style.cssText = 'width: 640px; height: 600px';
		document.body.prepend(frame);
		while (!frame.contentDocument?.querySelector('score-field')?.stats) await new Promise(requestAnimationFrame);
		const answer = frame.contentDocument.querySelector('score-field').train(1000000).then(() => 'done', (err) => err.type);
		frame.remove();
		return answer;
	})()`); said != "removed" {
		t.Errorf("who waits for a figure whose page is taken away hears %q", said)
	}
}
