//go:build !js

package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const framesOf = "el.shadowRoot.querySelectorAll('iframe').length"

// TestWithoutAutoplay: a figure comes to life by itself and stands still until
// it is played; reading it does not start it.
func TestWithoutAutoplay(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500"></score-field>`)
	p.until("el.phase === 'live'")
	if s := eval[stats](p, "el.stats()"); s.Step != 0 {
		t.Errorf("it runs: step %v", s.Step)
	}
	if eval[bool](p, "el.playing") {
		t.Error("it plays by itself")
	}
	eval[any](p, "el.play()")
	p.until("el.last.step > 2")
}

// TestInteractionOnly: nothing is fetched before somebody asks.
func TestInteractionOnly(t *testing.T) {
	p := open(t, `<score-field scene="langevin" reveal="interaction" autoplay></score-field>`)
	p.until("el.near && el.visible")
	for _, url := range p.asked() {
		if name, ours := strings.CutPrefix(url, p.origin); ours && name != "page.html" && name != "scorefield.js" {
			t.Error("fetched unasked: " + name)
		}
	}
	eval[any](p, "void el.shadowRoot.querySelector('button.big').click()")
	p.until("el.last && el.last.step > 2")
}

// TestMovedFigure: a figure that is moved in its page starts again, in one
// frame.
func TestMovedFigure(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500" autoplay></score-field><section></section>`)
	p.until("el.last && el.last.step > 2")
	eval[any](p, "void document.querySelector('section').append(el)")
	p.until("el.phase === 'live' && " + framesOf + " === 1")
	if s := eval[stats](p, "el.stats()"); s.Particles != 500 {
		t.Errorf("%+v", s)
	}
}

// TestWokenWhileFallingAsleep: a request that comes while a figure goes back
// to a picture finds the run where it was, in one frame.
func TestWokenWhileFallingAsleep(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500"></score-field>`)
	p.until("el.phase === 'live'")
	s := eval[stats](p, "el.step(40).then(() => { el.sleep(); return el.stats(); })")
	p.until("el.phase === 'live' && " + framesOf + " === 1")
	if s = eval[stats](p, "el.step(2).then(() => el.stats())"); s.Step != 42 {
		t.Errorf("step %v, want 42", s.Step)
	}
}

// TestClassesOfTheRoot: pages change them all the time; the toolbar stays, and
// with it the keyboard's place in it. A theme among them is followed.
func TestClassesOfTheRoot(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500"></score-field>`)
	p.until("el.phase === 'live'")
	eval[any](p, "void (window.before = el.playButton, document.documentElement.className = 'scrolled')")
	eval[any](p, "el.stats()")
	if !eval[bool](p, "el.playButton === before && !el.classList.contains('dark')") {
		t.Error("the toolbar was built again")
	}
	eval[any](p, "void (document.documentElement.dataset.theme = 'dark')")
	p.until("el.classList.contains('dark') && el.playButton === before")
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
	p.until("el.values.epsilon === '0.04'")
}

// TestParameterAttributes: they may change at any time.
func TestParameterAttributes(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500" _ngcontent-a data-x="1" itemprop="image"></score-field>`)
	p.until("el.phase === 'live'")
	eval[any](p, "void el.setAttribute('epsilon', '0.07')")
	p.until("el.values.epsilon === '0.07'")
	if n := eval[int](p, "el.notes.children.length"); n != 0 {
		t.Error("complaints: " + eval[string](p, "el.notes.textContent"))
	}
}

// TestDataSurviveSleep: a figure with a reader's points, put to sleep and woken,
// shows the same particles at the same step.
func TestDataSurviveSleep(t *testing.T) {
	p := open(t, `<score-field scene="own-data" particles="300"></score-field>`)
	p.until("el.phase === 'live'")
	drop(p, "x,y\n1,1\n2,1\n1.5,2\n4,4\n")
	p.until("el.values.density === 'data'")
	before := eval[[]float64](p, "el.step(7).then(() => el.samples()).then((s) => [...s.slice(0, 40)])")
	const picture = "!!el.shadowRoot.querySelector('.poster canvas')"
	for range 3 { // a busy machine may be too slow for the picture; the state is kept even so
		eval[any](p, "el.sleep()")
		if !eval[bool](p, "el.phase === 'asleep' && "+framesOf+" === 0") {
			t.Fatal("it does not sleep")
		}
		if eval[bool](p, picture) {
			break
		}
		eval[any](p, "el.stats()")
	}
	if !eval[bool](p, picture) {
		t.Error("no picture in its place")
	}
	after := eval[[]float64](p, "el.samples().then((s) => [...s.slice(0, 40)])")
	if len(before) != 40 || !slices.Equal(before, after) {
		t.Errorf("other particles:\n%v\n%v", before, after)
	}
	if v := eval[string](p, "el.values.density"); v != "data" {
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
	p.until("el.last && el.last.step > 5")
	p.frames(100) // a second of slow frames takes pixels away, another one more of them
	eval[any](p, "el.pause()")
	p.agrees(2, 0.003)
}

// TestLostGraphics: when the browser takes the WebGL context away, the figure
// becomes its picture with a button. A request brings it back, and so does the
// button: at the same step of the same run, to the last bit, in the page as it
// is. It makes no difference whether the browser gives the old context back.
func TestLostGraphics(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="500" seed="7"></score-field>`)
	p.until("el.phase === 'live'")
	eval[any](p, "void (window.mark = 'the same page', window.told = [], el.addEventListener('error', (e) => told.push(e.detail.type)))")
	eval[any](p, "el.step(25).then(() => el.set({epsilon: 0.02})).then(() => el.step(15))")
	at40 := eval[int](p, bits)

	p.lose(false)
	if n := eval[[]string](p, "told"); !slices.Equal(n, []string{"lost"}) {
		t.Errorf("it told %q", n)
	}
	if s := eval[stats](p, "el.stats()"); s.Step != 40 || s.Seed != 7 || s.Epsilon == nil || *s.Epsilon != 0.02 || s.Playing {
		t.Errorf("asked, it came back as %+v", s)
	}
	if eval[int](p, bits) != at40 {
		t.Error("asked, it came back with other particles")
	}

	p.lose(true)
	eval[any](p, "void el.shadowRoot.querySelector('.veil button.big').click()")
	p.until("el.phase === 'live' && el.last.step > 45")
	step := eval[stats](p, "el.pause().then(() => el.stats())").Step
	after := eval[int](p, bits)
	eval[any](p, "el.seek(40)")
	if s := eval[stats](p, "el.stats()"); s.Step != 40 || s.Seed != 7 || eval[int](p, bits) != at40 {
		t.Errorf("by the button it came back to another run: %+v", s)
	}
	eval[any](p, fmt.Sprintf("el.step(%v)", step-40))
	if eval[int](p, bits) != after {
		t.Error("it does not go on as it did")
	}
	if !eval[bool](p, "window.mark === 'the same page' && "+framesOf+" === 1") {
		t.Error("the page was loaded anew, or has two figures")
	}
	if n := eval[int](p, "el.shadowRoot.querySelectorAll('.note').length"); n != 0 {
		t.Errorf("%d notes stand over a figure that is back", n)
	}
	p.agrees(1, 0.03)
}

// bits is a checksum of every particle.
const bits = "el.samples().then((s) => { let h = 0; for (const v of new Uint32Array(s.buffer)) h = (Math.imul(h, 31) + v) | 0; return h; })"

// lose takes the figure's WebGL context away, and gives it back at once if
// asked to, and waits for the picture and the button.
func (p *tab) lose(restored bool) {
	p.t.Helper()
	lost := eval[bool](p, fmt.Sprintf(`(async () => {
		const gl = el.frame.contentDocument.querySelector('canvas').getContext('webgl2');
		const hand = gl.getExtension('WEBGL_lose_context');
		hand.loseContext();
		if (!gl.isContextLost()) return false;
		if (%v) setTimeout(() => hand.restoreContext(), 0);
		return true;
	})()`, restored))
	if !lost {
		p.t.Fatal("the context is still there")
	}
	p.until("el.phase === 'asleep' && " + framesOf + " === 0 && el.shadowRoot.querySelector('.poster canvas') && el.shadowRoot.querySelector('.veil button.big')")
}
