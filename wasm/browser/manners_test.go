//go:build !js

package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestTabPassesThrough: from a link before the figure to one after it by Tab
// alone, through the canvas, and nothing on the way holds the focus.
func TestTabPassesThrough(t *testing.T) {
	p := open(t, `<a id="before" href="#x">before</a><score-field scene="langevin" autoplay></score-field><a id="after" href="#y">after</a>`)
	p.until("last(el)?.step > 5")
	p.do(chromedp.Evaluate[chromedp.Void]("void document.getElementById('before').focus()"))
	inside := false
	for range 40 {
		p.do(chromedp.KeyEvent(kb.Tab))
		if eval[bool](p, "el.shadowRoot.activeElement?.tagName === 'CANVAS'") {
			inside = true
			if ring := eval[string](p, "getComputedStyle(el.shadowRoot.querySelector('.stage'), '::after').borderTopStyle"); ring != "solid" {
				t.Errorf("the focus cannot be seen: %q", ring)
			}
		}
		if eval[string](p, "document.activeElement.id") == "after" {
			if !inside {
				t.Error("the canvas cannot be reached by keyboard")
			}
			return
		}
	}
	t.Errorf("after 40 times Tab the focus is at %s", eval[string](p, "document.activeElement.outerHTML.slice(0, 80)"))
}

// TestWheelScrollsThePage: over a figure that nobody has engaged.
func TestWheelScrollsThePage(t *testing.T) {
	p := open(t, `<score-field scene="langevin" autoplay></score-field><div id="far"></div>`)
	p.do(chromedp.Evaluate[chromedp.Void]("void (far.style.height = '5000px')"))
	p.until("last(el)?.step > 5")
	wheel := func(by float64) {
		_, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: 300, Y: 250, DeltaX: 1, DeltaY: by})
		if err != nil {
			t.Fatal(err)
		}
	}
	wheel(240)
	p.until("scrollY > 100")
}

// TestReducedMotion: who wants less of it gets a converged picture that stands,
// and a Play button that plays.
func TestReducedMotion(t *testing.T) {
	p := newTab(t)
	p.media("prefers-reduced-motion", "reduce")
	p.visit(serve(t, `<score-field scene="langevin" particles="1000" autoplay></score-field>`) + "page.html")
	p.until("last(el)?.step >= 300 && !last(el)?.playing")
	p.frames(30)
	if s := eval[stats](p, "el.stats()"); s.Playing || s.Step != 300 {
		t.Errorf("%+v", s)
	}
	eval[any](p, "el.play()")
	p.until("last(el)?.step > 305")
}

// TestUndoAfterADrag: a component is moved with the mouse, and undone.
func TestUndoAfterADrag(t *testing.T) {
	p := open(t, `<score-field scene="score-field" density="toy" half-width="8"></score-field>`)
	eval[any](p, "el.pause()")
	p.until("el.params.mixture !== undefined")
	p.frames(2)
	before := eval[string](p, "el.getState()")
	// the heavy mode at (5, 5): where the picture has it
	box := eval[struct{ X, Y, Width, Height float64 }](p, "el.shadowRoot.querySelector('.stage').getBoundingClientRect().toJSON()")
	x, y := find(p, box.X, box.Y, box.Width, box.Height, 5, 5)
	drag(p, x, y, x-60, y+40)
	p.until("el.getState().then((s) => s !== " + quote(before) + ")")
	moved := eval[string](p, "el.getState()")
	eval[any](p, "el.undo()")
	if now := eval[string](p, "el.getState()"); stateOf(now) != stateOf(before) {
		t.Errorf("before %q, moved %q, undone %q", before, moved, now)
	}
}

// TestAPointerThatRests: what lies under the pointer is read although it is the figure that has come there: out of its poster, and
// by scrolling.
func TestAPointerThatRests(t *testing.T) {
	p := newTab(t)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 300, 200))
	p.visit(serve(t, `<score-field scene="score-field"></score-field><div id="below"></div>`) + "page.html")
	eval[any](p, "void (below.style.height = '3000px')")
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 300, 200))
	p.until("live(el) && pointed(el)")
	eval[any](p, "void scrollTo(0, 2000)")
	p.until("!pointed(el)")
	eval[any](p, "void scrollTo(0, 0)")
	p.until("pointed(el)")
}

// find is the place on the screen where the pointer reads (wx, wy), by asking
// the figure what lies under two places.
func find(p *tab, left, top, width, height, wx, wy float64) (x, y float64) {
	p.t.Helper()
	read := func(sx, sy float64) (u, v float64) {
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1))
		p.until("!pointed(el)")
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, sx, sy))
		p.until("pointed(el)")
		at := eval[struct{ X, Y float64 }](p, "pointed(el)")
		return at.X, at.Y
	}
	x0, y0, x1, y1 := left+0.35*width, top+0.6*height, left+0.6*width, top+0.35*height
	u0, v0 := read(x0, y0)
	u1, v1 := read(x1, y1)
	return x0 + (wx-u0)*(x1-x0)/(u1-u0), y0 + (wy-v0)*(y1-y0)/(v1-v0)
}

func drag(p *tab, x0, y0, x1, y1 float64) {
	p.t.Helper()
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x0, y0))
	p.frames(2)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x0, y0, chromedp.ButtonLeft))
	p.frames(2)
	for i := range 6 {
		f := float64(i+1) / 6
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x0+f*(x1-x0), y0+f*(y1-y0), chromedp.ButtonLeft))
		p.frames(1)
	}
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x1, y1, chromedp.ButtonLeft))
	p.frames(2)
}

// stateOf is the settings in a state, without journal and clock.
func stateOf(state string) string {
	var kept []string
	for _, line := range strings.FieldsFunc(state, func(r rune) bool { return r == '\n' || r == ';' }) {
		if !strings.HasPrefix(line, "at=") && !strings.HasPrefix(line, "now=") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func quote(s string) string { return fmt.Sprintf("%q", s) }

// TestStateRoundTrip: what getState() says in one figure makes the same
// particles in another.
func TestStateRoundTrip(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="600" seed="5"></score-field><score-field id="other" scene="annealed"></score-field>`)
	eval[any](p, "el.pause().then(() => el.reset()).then(() => el.step(20)).then(() => el.set({epsilon: 0.02})).then(() => el.step(15))")
	state := eval[string](p, "el.getState()")
	eval[any](p, "other.pause().then(() => other.setState("+quote(state)+"))")
	p.until("other.stats().then((s) => s.step === 35)")
	same := eval[bool](p, "Promise.all([el.samples(), other.samples()]).then(([a, b]) => a.length === 1200 && a.length === b.length && a.every((v, i) => v === b[i]))")
	if !same {
		t.Errorf("state %q makes other particles", state)
	}
}

// TestDivergenceFreezes: beyond the stable step size the run stops at its last
// finite state and a sentence says so.
func TestDivergenceFreezes(t *testing.T) {
	p := run(t, plain)
	eval[any](p, "el.set({epsilon: 3}).then(() => el.reset()).then(() => el.play())")
	p.until("last(el)?.frozen")
	s := eval[stats](p, "el.stats()")
	if !s.Frozen || s.Diverged == 0 {
		t.Errorf("%+v", s)
	}
	if n := eval[int](p, "el.samples().then((s) => s.filter((v) => !Number.isFinite(v)).length)"); n > 0 {
		t.Errorf("%d coordinates are not finite", n)
	}
	if text := eval[string](p, "el.shadowRoot.querySelector('.status').textContent"); !strings.Contains(text, "diverged") {
		t.Errorf("the figure says %q", text)
	}
}
