//go:build !js

package browser_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// laboratory opens the page in one file, from disk, on a screen of 1280×800.
func laboratory(t *testing.T, hash string) *tab {
	t.Helper()
	p := newTab(t)
	p.do(chromedp.EmulateViewport(1280, 800))
	p.visit("file://" + filepath.ToSlash(filepath.Join(site(t), "scorefield.html")) + hash)
	p.until("document.querySelector('#scenes [aria-pressed=true]')")
	return p
}

// TestLaboratoryFitsTheScreen: with every scene, in both languages, nothing of it
// has to be scrolled to, and no setting reaches over the next (where there were many, lists below their names lay on others),
// nor is one seen that means nothing under the present sampler and objective, and no text ends with a letter alone on its line.
func TestLaboratoryFitsTheScreen(t *testing.T) {
	p := laboratory(t, "#lab=en")
	const outside = `[document.scrollingElement, ...document.querySelectorAll('nav, nav h2, #formula, #tries'), ...el.shadowRoot.querySelectorAll('.panel, .panel .field')]
		.filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map((e) => (e.id || e.className || e.tagName) + ' ' + e.scrollWidth + '×' + e.scrollHeight + ' in ' + e.clientWidth + '×' + e.clientHeight)`
	const alone = `[...el.shadowRoot.querySelectorAll('.about')].flatMap((e) => e.children.length ? [...e.children] : [e]).filter((e) => {
		const range = document.createRange(), lines = [];
		for (const { index } of e.textContent.matchAll(/[\p{L}\p{N}]/gu)) {
			range.setStart(e.firstChild, index);
			range.setEnd(e.firstChild, index + 1);
			lines.push(range.getBoundingClientRect().top);
		}
		return lines.at(-1) > lines.at(-2) + 5;
	}).map((e) => e.textContent)`
	scenes := eval[[]string](p, "[...document.querySelectorAll('#scenes button')].map((b) => b.dataset.scene)")
	if len(scenes) < 13 {
		t.Fatalf("%d scenes", len(scenes))
	}
	for _, s := range scenes {
		eval[any](p, fmt.Sprintf("void document.querySelector('#scenes [data-scene=\"%s\"]').click()", s))
		p.until(fmt.Sprintf("document.querySelector('#scenes [aria-pressed=true]').dataset.scene === '%s' && document.querySelector('#tries ul:not([hidden])').dataset.scene === '%[1]s' && document.querySelector('#formula > div:not([hidden])')", s))
		for range 2 { // languages
			eval[any](p, "void document.querySelector('#language').click()")
			p.until("el.shadowRoot.querySelector('.about')")
			if list := eval[[]string](p, outside); len(list) > 0 {
				t.Errorf("%s in %s: %q", s, eval[string](p, "document.documentElement.lang"), list)
			}
			if list := eval[[]string](p, alone); len(list) > 0 {
				t.Errorf("%s: a letter alone on the last line of %q", s, list)
			}
			// picture, buttons and numbers stand below one another, and the picture is no strip
			p.until(`(([stage, tools, foot, figure]) => stage.height > 250 && tools.top > stage.bottom - 1 && foot.top > tools.bottom - 1 && foot.bottom < figure.bottom + 1)(['.stage', '.tools', '.foot', '.figure'].map((part) => el.shadowRoot.querySelector(part).getBoundingClientRect()))`)
			if list := eval[[]string](p, "[...el.shadowRoot.querySelectorAll('.panel .field[hidden]')].filter((e) => e.checkVisibility()).map((e) => e.textContent)"); len(list) > 0 {
				t.Errorf("%s: %q are seen and should not be", s, list)
			}
		}
	}
	// nor is it one where the window is small, in lectures, too: what stands below it scrolls
	for _, window := range [][2]int64{{1000, 640}, {1280, 700}} {
		p.do(chromedp.EmulateViewport(window[0], window[1]))
		for range 2 { // in a lecture and not
			eval[any](p, "void document.querySelector('#lecture').click()")
			for _, s := range []string{"own-data", "digits", "learn-and-sample"} {
				eval[any](p, "el.set({ scene: '"+s+"', particles: 50, units: 8 })")
				eval[any](p, "void (el.shadowRoot.querySelector('.data[hidden]') && el.shadowRoot.querySelector('.tools button[title*=ictures]')?.click())")
				p.until("el.shadowRoot.querySelector('.data').checkVisibility() === ('" + s + "' !== 'learn-and-sample')")
				p.frames(2)
				if at := eval[string](p, `(([stage, tools, foot, data, figure]) => stage.height > 140 && tools.top > stage.bottom - 1 && foot.top > tools.bottom - 1 && foot.bottom < figure.bottom + 1 && (!data.height || data.top > foot.bottom - 1 && data.bottom < figure.bottom + 1) &&
					['.tools', '.foot'].map((part) => el.shadowRoot.querySelector(part)).every((e) => e.scrollHeight < e.clientHeight + 2) ? '' : JSON.stringify([stage, tools, foot, data, figure]))(['.stage', '.tools', '.foot', '.data', '.figure'].map((part) => el.shadowRoot.querySelector(part).getBoundingClientRect()))`); at != "" {
					t.Errorf("%s in a window of %v, lecture %v: %s", s, window, eval[bool](p, "document.body.classList.contains('lecture')"), at)
				}
			}
		}
	}
	p.do(chromedp.EmulateViewport(1280, 800))
	// nor is it one of two side by side, where the reader's own data are shown below
	eval[any](p, "void document.querySelector('#compare').click()")
	p.until("live(document.querySelectorAll('score-field')[1])")
	p.until("Promise.all([...document.querySelectorAll('score-field')].map((f) => f.getState())).then(([a, b]) => a === b)") // the second lives before it is where the first is
	for _, s := range []string{"learn-and-sample", "own-data", "digits"} {
		eval[any](p, fmt.Sprintf("Promise.all([...document.querySelectorAll('score-field')].map((f) => f.set({ scene: '%s', particles: 50, units: 8 })))", s))
		eval[any](p, "void [...document.querySelectorAll('score-field')].map((f) => f.shadowRoot.querySelector('.data[hidden]') && f.shadowRoot.querySelector('.tools button[title*=ictures]')?.click())")
		p.until("[...document.querySelectorAll('score-field')].every((f) => f.params.scene === '" + s + "' && f.shadowRoot.querySelector('.data').checkVisibility() === ('" + s + "' !== 'learn-and-sample'))")
		p.until(`[...document.querySelectorAll('score-field')].every((f) => (([stage, tools, foot, panel, figure]) => stage.height > 140 && tools.top > stage.bottom - 1 && foot.top > tools.bottom - 1 && panel.top > foot.bottom - 1 && panel.bottom < figure.bottom + 1)(['.stage', '.tools', '.foot', '.panel', '.figure'].map((part) => f.shadowRoot.querySelector(part).getBoundingClientRect())) &&
			['.tools', '.foot'].map((part) => f.shadowRoot.querySelector(part)).every((e) => e.scrollHeight < e.clientHeight + 2))`)
	}
}

// TestLaboratoryShowsWhatIsChosen: on a telephone, whose menu is wider than its screen, the menu is scrolled to the scene
// that a link opens and that the figure changes to, and the page is not.
func TestLaboratoryShowsWhatIsChosen(t *testing.T) {
	p := newTab(t)
	p.do(chromedp.EmulateViewport(390, 844))
	p.visit("file://" + filepath.ToSlash(filepath.Join(site(t), "scorefield.html")) + "#sf.a=scene=sde;particles=100&lab=en.light")
	const seen = "(() => { const b = document.querySelector('#scenes [aria-pressed=true]'), at = b?.getBoundingClientRect(); return b?.dataset.scene === '%s' && at.left >= 0 && at.right <= innerWidth && scrollY === 0; })()"
	p.until(fmt.Sprintf(seen, "sde"))
	for _, scene := range []string{"score-field", "digits", "langevin"} {
		eval[any](p, "el.set({ scene: '"+scene+"', particles: 50, units: 8 })")
		p.until(fmt.Sprintf(seen, scene))
	}
}

// TestLaboratoryLecture: key 3 is the third suggestion and says what it shows,
// letters of the picture are larger, and the pointer has a ring.
func TestLaboratoryLecture(t *testing.T) {
	p := laboratory(t, "#lab=en")
	key := "void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '3', bubbles: true }))"
	eval[any](p, key)
	p.until("el.params.density === 'spirals' && document.querySelector('#says').textContent && document.querySelector('#tries [aria-pressed=true] kbd').textContent === '3'")
	before := eval[float64](p, "el.shadowRoot.querySelector('.panel').offsetHeight")
	eval[any](p, "void document.querySelector('#lecture').click()")
	p.until("el.shadowRoot.querySelector('.panel').offsetHeight === 0 && document.body.classList.contains('lecture')")
	if before == 0 {
		t.Error("there were no settings before")
	}
	eval[any](p, "void document.dispatchEvent(new PointerEvent('pointermove', { clientX: 300, clientY: 200, pointerType: 'mouse' }))")
	if !eval[bool](p, "document.querySelector('#ring').checkVisibility()") {
		t.Error("the pointer has no ring")
	}
	// the middle of the picture is where the pointer says that it is, large letters or not
	p.until("el.stats().then((s) => s.step > 3)")
	eval[any](p, `void (() => { const c = el.shadowRoot.querySelector('canvas'), b = c.getBoundingClientRect();
		window.at = (u) => c.dispatchEvent(new PointerEvent('pointermove', { clientX: b.left + b.width * u, clientY: b.top + b.height / 3, pointerType: 'mouse', pointerId: 1 })); at(0.4); })()`)
	p.until("pointed(el)")
	left := eval[float64](p, "pointed(el).x")
	eval[any](p, "void at(0.6)")
	p.until(fmt.Sprintf("pointed(el).x > %v", left))
	if right := eval[float64](p, "pointed(el).x"); left > 0 || right < 0 {
		t.Errorf("a little left and right of the middle it is at %v and %v", left, right)
	}
	eval[any](p, "void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))")
	p.until("!document.body.classList.contains('lecture')")
}

// TestLaboratoryCompares two settings on the same seed, step by step, and its link
// opens on both, in language and theme, where they were.
func TestLaboratoryCompares(t *testing.T) {
	p := laboratory(t, "#sf.a=scene=langevin;particles=300;seed=5&lab=en.light")
	eval[any](p, "void document.querySelector('#compare').click()")
	p.until("document.querySelector('#b')?.params.seed === '5' && document.querySelector('#b').params.particles === '300'")
	eval[any](p, "void (window.b = document.querySelector('#b'), b.set({ epsilon: 0.5 }))")
	p.until("/0\\.05 \\| 0\\.5/.test(document.querySelector('#differ').textContent)")
	p.until("Promise.all([el, b].map((f) => f.stats())).then((s) => s.every((s) => !s.playing))")
	eval[any](p, "(async () => { for (let n = 0; n < 60; n++) await new Promise(requestAnimationFrame); })()") // both rest, and say no more numbers
	eval[any](p, "b.set({ noise: 'off' })")
	p.until("/\\bon \\| off\\b/.test(document.querySelector('#differ').textContent)")
	eval[any](p, "void document.querySelector('#language').click()")
	p.until("/开 \\| 关/.test(document.querySelector('#differ').textContent)")
	eval[any](p, "b.set({ noise: 'on' })")
	// in the narrower columns no slider reaches under its number, and the letter of a figure stands above it
	const under = `[...document.querySelectorAll('score-field')].flatMap((f) => [...f.shadowRoot.querySelectorAll('.panel .field')]).filter((e) => { const r = e.querySelector('input[type=range]'), x = e.querySelector('.exact'); return r?.offsetWidth && r.getBoundingClientRect().right > x.getBoundingClientRect().left + 1; }).map((e) => e.textContent).concat(
		[...document.querySelectorAll('.slot')].filter((s) => s.firstElementChild.getBoundingClientRect().top - s.getBoundingClientRect().top < 15).map((s) => s.dataset.letter))`
	for range 2 { // languages
		if list := eval[[]string](p, under); len(list) > 0 {
			t.Errorf("in %s: %q", eval[string](p, "document.documentElement.lang"), list)
		}
		eval[any](p, "void document.querySelector('#language').click()")
	}
	eval[any](p, "void document.querySelector('#language').click()")
	eval[any](p, "void (window.goto = (n) => { const e = document.querySelector('#both-step'); e.value = n; e.dispatchEvent(new Event('change')); })")
	eval[any](p, "void goto(12)")
	p.until("Promise.all([el, b].map((f) => f.stats())).then((s) => s.every((s) => s.step === 12))")
	eval[any](p, "void document.querySelector('#both-reset').click()")
	p.until("Promise.all([el, b].map((f) => f.stats())).then((s) => s.every((s) => s.step === 0))")
	if same := eval[bool](p, "Promise.all([el, b].map((f) => f.samples())).then(([a, b]) => a.every((v, i) => v === b[i]))"); !same {
		t.Error("they start at different places")
	}
	eval[any](p, "b.step(3).then(() => el.step(7))")
	eval[any](p, "void document.querySelector('#both-play').click()")
	p.until("el.stats().then((s) => s.step > 9)")
	eval[any](p, "void document.querySelector('#both-pause').click()")
	p.until("Promise.all([el, b].map((f) => f.stats())).then(([x, y]) => x.step === y.step && !x.playing && !y.playing)")

	eval[any](p, "void (document.querySelector('#theme').click(), document.querySelector('#language').click())")
	states := eval[[]string](p, "Promise.all([el, b].map((f) => f.getState()))")
	eval[any](p, "void document.querySelector('#link').click()")
	p.until("/sf\\.a=.*now=/.test(decodeURIComponent(location.hash)) && /sf\\.b=.*now=.*/.test(decodeURIComponent(location.hash))")
	other := laboratory(t, eval[string](p, "location.hash"))
	other.until("document.querySelector('#b')?.params.scene")
	for i, want := range states {
		other.until(fmt.Sprintf("document.querySelector('#%c').getState().then((s) => s === %q)", 'a'+i, want))
	}
	if look := eval[string](other, "document.documentElement.lang + ' ' + document.documentElement.dataset.theme"); look != "zh-Hans dark" {
		t.Errorf("it opens in %s", look)
	}
}
