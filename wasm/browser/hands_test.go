//go:build !js

package browser_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hands is a page with figures of each clock, all settings unfolded, a complaint over the first
// one's picture and a request that takes long over the second's.
func hands(t *testing.T, prepare func(p *tab)) *tab {
	t.Helper()
	p := newTab(t)
	prepare(p)
	p.visit(serve(t, `<score-field scene="score-field" controls="full" loading="eager"></score-field><score-field scene="annealed" particles="200" controls="full" loading="eager"></score-field>
		<score-field scene="race" units="8" controls="full" loading="eager"></score-field><score-field scene="own-data" particles="200" controls="full" loading="eager"></score-field>`) + "page.html")
	p.until("[...document.querySelectorAll('score-field')].every((figure) => live(figure))")
	eval[any](p, "void (el.set({ sigma: -1 }).catch(() => {}), document.querySelectorAll('score-field')[1].step(90000000).catch(() => {}))")
	p.until("el.shadowRoot.querySelector('.note') && document.querySelectorAll('score-field')[1].shadowRoot.querySelector('.working').checkVisibility()")
	return p
}

// controls are what is to be pressed in the page's figures, and seen.
const controls = "[...document.querySelectorAll('score-field')].flatMap((figure) => [...figure.shadowRoot.querySelectorAll('button, select, input:not(.quiet)')]).filter((c) => c.checkVisibility()).map((c) => c.type === 'checkbox' ? c.closest('label') ?? c : c)"

// TestTargetsOfFingers: where fingers point, everything that is to be pressed is 44 pixels high at
// least, and what has no text as wide.
func TestTargetsOfFingers(t *testing.T) {
	p := hands(t, func(p *tab) {
		if _, err := chromedp.Call(p.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 390, Height: 800, DeviceScaleFactor: 2, Mobile: true}); err != nil {
			t.Fatal(err)
		}
	})
	if !eval[bool](p, "matchMedia('(pointer: coarse)').matches") {
		t.Fatal("no finger points")
	}
	if n := eval[int](p, controls+".length"); n < 40 {
		t.Errorf("only %d controls are seen", n)
	}
	for _, small := range eval[[]string](p, controls+".map((c) => [c, c.getBoundingClientRect()]).filter(([c, b]) => b.height < 43.9 || b.width < 43.9).map(([c, b]) => (c.ariaLabel || c.id || c.textContent) + ' ' + c.className + ' ' + b.width + '×' + b.height)") {
		t.Error("too small: " + small)
	}
}

// TestButtonsStandInOneRow: in figures of any width that a phone has, for fingers and
// for a mouse; and what has no room in the row is in the panel, and works.
func TestButtonsStandInOneRow(t *testing.T) {
	for _, fingers := range []bool{false, true} {
		p := newTab(t)
		if _, err := chromedp.Call(p.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: fingers}); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 700, Height: 800, DeviceScaleFactor: 1, Mobile: fingers}); err != nil {
			t.Fatal(err)
		}
		p.visit(serve(t, `<score-field scene="langevin" particles="200"></score-field>`) + "page.html")
		p.until("live(el) === 1")
		for _, width := range []int{240, 288, 319, 320, 328, 344, 359, 360, 372, 373, 390, 430, 560} {
			eval[any](p, fmt.Sprintf("void (el.style.width = '%dpx')", width))
			p.frames(2)
			const buttons = "[...el.shadowRoot.querySelectorAll('.tools button')].filter((b) => b.checkVisibility())"
			if rows := eval[int](p, "new Set("+buttons+".map((b) => Math.round(b.getBoundingClientRect().top + b.offsetHeight / 2))).size"); rows != 1 {
				t.Errorf("%d wide, fingers %t: %d rows", width, fingers, rows)
			}
			if n := eval[int](p, "['Redo', 'Reset the view'].filter((name) => [...el.shadowRoot.querySelectorAll('button.tool')].some((b) => b.title.startsWith(name) && (b.checkVisibility() || b.closest('.panel') && getComputedStyle(b).display !== 'none'))).length"); n != 2 {
				t.Errorf("%d wide, fingers %t: %d of the rare buttons can be had", width, fingers, n)
			}
		}
	}
}

// TestTextOfTwiceTheSize: a reader's size of text is that of all controls, and on the smallest phone
// nothing is cut off by it.
func TestTextOfTwiceTheSize(t *testing.T) {
	p := hands(t, func(p *tab) { p.do(chromedp.EmulateViewport(320, 640)) })
	const texts = "[...document.querySelectorAll('score-field')].flatMap((figure) => [...figure.shadowRoot.querySelectorAll('button, label, select, output, input[type=text], .panel p, .status, .note, .working span')]).filter((e) => e.checkVisibility())"
	eval[any](p, "void (window.sizes = new Map("+texts+".map((e) => [e, parseFloat(getComputedStyle(e).fontSize)])), document.documentElement.style.fontSize = '200%')")
	p.frames(3)
	for _, same := range eval[[]string](p, "[...new Set([...sizes].filter(([e, size]) => e.isConnected && e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 1.9 * size).map(([e]) => e.tagName + ' ' + e.className))]") {
		t.Error("not twice the size: " + same)
	}
	for _, wide := range eval[[]string](p, "["+"...document.querySelectorAll('score-field')].map((f) => f.shadowRoot.querySelector('.figure')).flatMap((f) => [...f.querySelectorAll('button, label, select, .status, .note')].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > f.getBoundingClientRect().right + 1)).map((e) => e.tagName + ' ' + (e.ariaLabel || e.textContent).slice(0, 40))") {
		t.Error("cut off: " + wide)
	}
	if wide := eval[int](p, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
		t.Errorf("the page is %d pixels too wide", wide)
	}
}

// TestKeysOfTheToolbar: arrows go from button to button, in the direction of the page, and Home and
// End to the ends.
func TestKeysOfTheToolbar(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="200"></score-field>`)
	const place = "[...el.shadowRoot.querySelectorAll('.tools button')].filter((b) => !b.disabled).indexOf(el.shadowRoot.activeElement)"
	last := eval[int](p, "[...el.shadowRoot.querySelectorAll('.tools button')].filter((b) => !b.disabled).length") - 1
	eval[any](p, "void el.shadowRoot.querySelector('.tools button').focus()")
	for _, step := range []struct {
		key  string
		want int
	}{{kb.ArrowRight, 1}, {kb.ArrowRight, 2}, {kb.ArrowLeft, 1}, {kb.End, last}, {kb.ArrowRight, 0}, {kb.ArrowLeft, last}, {kb.Home, 0}} {
		p.do(chromedp.KeyEvent(step.key))
		if at := eval[int](p, place); at != step.want {
			t.Errorf("after %q the focus is at %d, want %d", step.key, at, step.want)
		}
	}
	eval[any](p, "void (document.documentElement.dir = 'rtl')")
	p.do(chromedp.KeyEvent(kb.ArrowLeft))
	if at := eval[int](p, place); at != 1 {
		t.Errorf("from right to left the next is %d", at)
	}
}
