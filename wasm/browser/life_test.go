//go:build !js

package browser_test

import (
	"slices"
	"strings"
	"testing"
	"time"

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
	time.Sleep(4 * time.Second) // a second of slow frames takes pixels away, another one more of them
	eval[any](p, "el.pause()")
	time.Sleep(2 * time.Second)
	box := eval[map[string]float64](p, "(() => { const r = el.stage.getBoundingClientRect(); return {x: 2 * r.x, y: 2 * r.y}; })()")
	screen, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	raster := eval[[]byte](p, `el.toBlob({scale: 2}).then((b) => b.arrayBuffer()).then((b) => { let s = ''; for (const v of new Uint8Array(b)) s += String.fromCharCode(v); return btoa(s); })`)
	share := apart(t, screen, raster, box)
	t.Logf("%.2f%%", 100*share)
	if share > 0.003 {
		t.Errorf("%.2f%% of the pixels differ", 100*share)
	}
}
