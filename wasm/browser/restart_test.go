//go:build !js

package browser_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// hand is a script for every document. In the engine's frame it breaks off the
// program as often as the page's variable deadly says, while it works for the
// figure of scene annealed: a call out of the program throws, as when a stack is
// exhausted, and what the program was doing is never finished. The page's set kept
// has the scenes of figures whose checkpoints were asked for, its list opened what
// programs have opened: when, and whether from a checkpoint. As in Firefox the frame
// has no timers once it is taken out of the page: asking for one throws.
const hand = `if (window !== parent) {
	const page = parent, names = new Map(), now = performance.now.bind(performance);
	performance.now = () => {
		if (page.deadly > 0 && names.get(window.scorefieldFrame?.served) === 'annealed') {
			page.deadly--;
			throw new RangeError('broken off by a test');
		}
		return now();
	};
	const own = window.frameElement, later = window.setTimeout.bind(window);
	window.setTimeout = (...values) => { if (!own.isConnected) throw new DOMException('Component not initialized'); return later(...values); };
	let program;
	Object.defineProperty(window, 'scorefieldProgram', { get: () => program, set(p) {
		const { open, last } = program = p;
		p.open = (id, settings, hear) => { page.opened.push({ at: page.performance.now(), whole: Boolean(settings.checkpoint) }); names.set(id, settings.text.match(/scene=([a-z-]*)/)[1]); return open(id, settings, hear); };
		p.last = (id, most) => { const v = last(id, most); page.kept.add(names.get(id)); return v; };
	} });
} else Object.assign(window, { deadly: 0, kept: new Set(), opened: [] });`

const pair = `<score-field scene="langevin" particles="500" seed="7" controls="none" ratio="3/1"></score-field>
	<score-field id="other" scene="annealed" particles="400" seed="8" controls="none" ratio="3/1"></score-field>`

// handled is a page whose program can be broken off; see hand.
func handled(t *testing.T, body string) *tab {
	t.Helper()
	p := newTab(t)
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: hand}); err != nil {
		t.Fatal(err)
	}
	p.expected = append(p.expected, "Scorefield: ", "exit code:")
	p.origin = serve(t, body)
	p.visit(p.origin + "page.html")
	return p
}

// checksums are those of the particles of both figures.
func (p *tab) checksums() [2]int {
	p.t.Helper()
	return [2]int{eval[int](p, bits), eval[int](p, strings.ReplaceAll(bits, "el.", "other."))}
}

// kept waits until the page has been told where both figures are now.
func (p *tab) kept() {
	p.t.Helper()
	eval[any](p, "kept.clear() || Promise.all([el.stats(), other.stats()])")
	p.until("kept.has('langevin') && kept.has('annealed')")
}

// TestAFigureThatEndsTheProgram does so once, and all come back with the bits
// that were kept; the second time it stays a picture and says so, and the other
// goes on. Who asks for it again gets it anew.
func TestAFigureThatEndsTheProgram(t *testing.T) {
	p := handled(t, pair)
	p.until("live(el) && live(other)")
	eval[any](p, "el.step(25).then(() => other.step(30))")
	before := p.checksums()
	p.kept()

	eval[any](p, "void (opened.length = 0, deadly = 1, other.step(1).catch(() => {}))")
	p.until("live(el) === 2 && live(other) === 2")
	p.whole()
	if eval[int](p, "deadly") != 0 {
		t.Error("the program was not broken off")
	}
	if after := p.checksums(); after != before {
		t.Errorf("came back with %d, not %d", after, before)
	}
	if n := eval[int](p, "[el, other].reduce((n, f) => n + f.shadowRoot.querySelectorAll('.note').length, 0)"); n != 0 {
		t.Errorf("%d notes stand over figures that are back", n)
	}
	p.kept()

	eval[any](p, "void (deadly = 1, other.step(1).catch(() => {}))")
	p.until("live(el) === 3 && other.shadowRoot.querySelector('.note')")
	note := eval[string](p, "other.shadowRoot.querySelector('.note').textContent")
	if !strings.Contains(note, "stays a picture") {
		t.Errorf("it says %q", note)
	}
	if !eval[bool](p, "other.shadowRoot.querySelector('.poster').hidden && other.shadowRoot.querySelector('canvas').width > 100") {
		t.Error("it shows no picture")
	}
	if n := eval[int](p, bits); n != before[0] {
		t.Error("the other is not where it was")
	}
	eval[any](p, "el.play()")
	p.until("last(el)?.step > 30")
	if n := eval[int](p, "live(other)"); n != 2 {
		t.Errorf("what ended the program twice came to life %d times", n)
	}
	eval[any](p, "other.step(30)")
	if n := p.checksums()[1]; n != before[1] {
		t.Error("asked for again it has other bits")
	}
	if n := eval[int](p, frames); n != 1 {
		t.Errorf("%d frames", n)
	}
}

// TestAFaultStopsOneFigure: where the program does not get on with one figure, that
// one says so, of itself, and keeps its picture; the others go on, and it starts anew
// when the reader asks for it.
func TestAFaultStopsOneFigure(t *testing.T) {
	for lang, want := range map[string]string{"en": "stopped this figure", "zh-CN": "此演示已停止"} {
		p := handled(t, pair)
		eval[any](p, "void (document.documentElement.lang = '"+lang+"')")
		p.until("live(el) && live(other)")
		eval[any](p, "other.step(2)")
		const program = "document.querySelector(':root > iframe').contentWindow.scorefieldProgram"
		eval[any](p, "void "+program+".plane([1, 2].find((id) => "+program+".state(id).includes('annealed')), 'no number', 0)") // a panic
		p.until("other.shadowRoot.querySelector('.note')")
		if note := eval[string](p, "other.shadowRoot.querySelector('.note').textContent"); !strings.Contains(note, want) {
			t.Errorf("it says %q", note)
		}
		if !eval[bool](p, "other.shadowRoot.querySelector('.poster').hidden && other.shadowRoot.querySelector('canvas').width > 100") {
			t.Error("it shows no picture")
		}
		eval[any](p, "el.step(3)")
		eval[any](p, "void other.shadowRoot.querySelector('.note button').click()")
		p.until("live(other) === 2")
		eval[any](p, "other.step(1)")
		if n := eval[int](p, "live(el)"); n != 1 {
			t.Errorf("the other came to life %d times", n)
		}
	}
}

// opening is when a program opened a figure, and whether from a checkpoint.
type opening struct {
	At    float64 // milliseconds
	Whole bool
}

// whole is what the last program has opened, both from checkpoints: no step was done again.
func (p *tab) whole() []opening {
	p.t.Helper()
	list := eval[[]opening](p, "opened")
	if len(list) != 2 || !list[0].Whole || !list[1].Whole {
		p.t.Errorf("they were opened as %+v", list)
	}
	return list
}

// TestTheProgramEndsByItself, time after time, and no figure is the cause: they
// come back as often, ever more seldom, and from checkpoints.
func TestTheProgramEndsByItself(t *testing.T) {
	p := handled(t, pair)
	p.until("live(el) && live(other)")
	eval[any](p, "el.step(25).then(() => other.step(30))")
	before := p.checksums()
	var ends []float64
	for n := 2; n <= 4; n++ {
		p.kept()
		ends = append(ends, eval[float64](p, "(opened.length = 0, performance.now())"))
		eval[any](p, "void document.querySelector(':root > iframe').contentWindow.scorefieldProgram.tick(null)") // a panic that nothing recovers
		p.until("live(el) === " + strconv.Itoa(n) + " && live(other) === live(el)")
		if after := p.checksums(); after != before {
			t.Errorf("%d: came back with %d, not %d", n, after, before)
		}
		end := ends[len(ends)-1]
		lately := 0 // ends of the last minute
		for _, at := range ends {
			if end-at < 50_000 {
				lately++
			}
		}
		if list := p.whole(); lately > 1 && len(list) > 0 && list[0].At-end < 500*float64(int(1)<<lately) {
			t.Errorf("end %d of the last minute: started again after %.0f ms", lately, list[0].At-end)
		}
	}
}

// TestTheFrameIsTaken: a page that removes the engine's frame, moves it, or
// removes the next one too while the program starts in it, has its figures back
// where they were, also where the program's clocks are late.
func TestTheFrameIsTaken(t *testing.T) {
	p := handled(t, pair)
	p.until("live(el) && live(other)")
	eval[any](p, "void (window.told = [], el.addEventListener('error', (e) => { told.push(e.detail.type); }))")
	const next = `new MutationObserver((records, observer) => {
		const added = records.flatMap((r) => [...r.addedNodes]);
		if (added.length) observer.disconnect();
		for (const e of added) e.remove();
	}).observe(document.documentElement, { childList: true })`
	const late = "((end) => { while (performance.now() < end); })(performance.now() + 300), "
	for i, take := range []string{"frame.remove()", late + "frame.remove()", "document.body.append(frame)", "frame.remove(), " + next} {
		lives := eval[int](p, "live(el)")
		eval[any](p, "el.step(5).then(() => other.step(3))")
		before := p.checksums()
		eval[any](p, "void ("+strings.ReplaceAll(take, "frame", "document.querySelector(':root > iframe')")+")")
		p.until(fmt.Sprintf("live(el) === %d && live(other) === live(el)", lives+1))
		if after := p.checksums(); after != before {
			t.Errorf("%s: came back with %d, not %d", take, after, before)
		}
		if told := eval[[]string](p, "told"); len(told) != i+1 || told[i] != "lost" {
			t.Errorf("%s: it told %q", take, told)
		}
	}
	if n := eval[int](p, "document.querySelectorAll('iframe').length"); n != 1 {
		t.Errorf("%d frames", n)
	}
}

// TestFiguresStartOneAFrame: of many that want to be opened at once every one has a
// frame of the page, so that no task is as long as all of them.
func TestFiguresStartOneAFrame(t *testing.T) {
	p := newTab(t)
	const log = `if (window !== parent) {
		let program;
		Object.defineProperty(window, 'scorefieldProgram', { get: () => program, set(p) {
			const { open } = program = p;
			p.open = (...args) => { parent.opened.push(parent.document.timeline.currentTime); return open(...args); };
		} });
	} else window.opened = [];`
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: log}); err != nil {
		t.Fatal(err)
	}
	const n = 5
	p.origin = serve(t, strings.Repeat(`<score-field scene="langevin" particles="300" controls="none" ratio="8/1" autoplay></score-field>`, n))
	p.visit(p.origin + "page.html")
	p.until("[...document.querySelectorAll('score-field')].every((figure) => last(figure)?.step > 2)")
	at := eval[[]float64](p, "opened")
	if len(at) != n {
		t.Errorf("%d of %d were opened", len(at), n)
	}
	if once := slices.Compact(slices.Clone(at)); len(once) != len(at) {
		t.Errorf("%d were opened in %d frames: %v", len(at), len(once), at)
	}
}

// TestNothingIsDrawnInTheDark: between the loss of the graphics context and the page's hearing of it
// the program goes on, and draws nothing: what was done meanwhile is there afterwards too. Seen to
// end the program, and lose what was done, before.
func TestNothingIsDrawnInTheDark(t *testing.T) {
	p := handled(t, pair)
	eval[any](p, `void document.addEventListener('load', function lose({ target }) {
		if (target.localName !== 'score-field') return; // a picture has been loaded
		document.removeEventListener('load', lose, true);
		EventTarget.prototype.addEventListener.call(drawing(), 'webglcontextlost', (e) => { if (!window.late) { e.stopImmediatePropagation(); window.heard = true; } }, true);
		drawing().getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
	}, true)`)
	p.until("live(el) && live(other) && window.heard")
	eval[any](p, "el.step(7).then(() => other.step(9))")
	p.frames(3)
	before := p.checksums()
	if eval[int](p, "live(el)") != 1 {
		t.Fatal("it has ended already")
	}
	eval[any](p, "void (window.late = true, drawing().dispatchEvent(new Event('webglcontextlost', { cancelable: true })))")
	p.until("live(el) === 2 && live(other) === 2")
	if after := p.checksums(); after != before {
		t.Errorf("came back with %d, not %d", after, before)
	}
	eval[any](p, "el.step(1)")
}

// TestLostAgainAtOnce: a program that ends as soon as it has brought a figure back, before it has
// been asked where that is, loses nothing either.
func TestLostAgainAtOnce(t *testing.T) {
	p := handled(t, pair)
	p.until("live(el) && live(other)")
	eval[any](p, "el.step(25).then(() => other.step(30))")
	before, state := p.checksums(), eval[string](p, "el.getState()")
	p.kept()
	const end = "document.querySelector(':root > iframe').contentWindow.scorefieldProgram.tick(null)"
	eval[any](p, "void (el.addEventListener('load', () => { "+end+"; }, { once: true }), "+end+")")
	p.until("live(el) === 3 && live(other) >= 2")
	if after, now := p.checksums(), eval[string](p, "el.getState()"); after != before || now != state {
		t.Errorf("came back with %d, not %d, as\n%s\nnot\n%s", after, before, now, state)
	}
}
