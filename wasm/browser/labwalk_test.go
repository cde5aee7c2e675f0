//go:build !js

package browser_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// handles is a script that knows what hands find in the laboratory: everything that can be pressed, typed into or dragged,
// where it is, and what is wrong with the page.
const handles = `
window.save = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () { if (!this.download) save.call(this); }; // no file of the machine is written
Element.prototype.requestFullscreen = async () => {}; // nor is the screen filled by a press that comes when buttons have moved
Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {}, readText: async () => '1 2\n3 4\n5 9\n', read: async () => [] } });
{
	const roots = () => [document, ...[...document.querySelectorAll('score-field')].map((f) => f.shadowRoot)];
	const deepest = () => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e; };
	const under = (x, y) => { let e = document.elementFromPoint(x, y); while (e?.shadowRoot) { const f = e.shadowRoot.elementFromPoint(x, y); if (!f || f === e) break; e = f; } return e; };
	const name = (e) => e.tagName.toLowerCase() + ' ' + (e.title || e.ariaLabel || e.id || e.textContent.trim().slice(0, 30));
	const middle = (e) => { const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; };
	const inside = (e) => { const [x, y] = middle(e), b = e.getBoundingClientRect(); return b.width > 0 && x > 0 && y > 0 && x < innerWidth && y < innerHeight; };
	const modal = () => roots().map((r) => r.querySelector('dialog[open]')).find(Boolean);
	// not what opens windows of the machine: files, and the whole screen
	const outside = (e) => /file|Open a|打开文件|Full screen|全屏|Lecture|讲授/i.test(name(e) + e.type);
	window.found = () => (modal() ? [modal()] : roots()).flatMap((r) => [...r.querySelectorAll('button, select, input, summary, canvas[tabindex]')])
		.filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true }) && inside(e) && !outside(e)).map((e) => {
			const [x, y] = middle(e), b = e.getBoundingClientRect();
			return { name: name(e), kind: e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase(), x, y, left: b.left, top: b.top, width: b.width, height: b.height };
		});
	// that something else lies over a control's middle; a panel that scrolls covers what is scrolled out of it, so do notes after the newest, the field of a file is seen by its button, and a tip goes with the pointer
	window.covered = () => (modal() ? [] : roots().flatMap((r) => [...r.querySelectorAll('button, select, input:not([type=file])')]))
		.filter((e) => e.checkVisibility({ visibilityProperty: true }) && inside(e) && !e.closest('.panel, nav, #tries, .note + .note')).filter((e) => {
			const at = under(...middle(e));
			return !at || !(at === e || e.contains(at) || at.contains(e) || at.closest('.tip') || at.closest('label')?.contains(e) || e.labels && [...e.labels].some((l) => l.contains(at)));
		}).map((e) => name(e) + ' below ' + name(under(...middle(e)) ?? document.body));
	window.scrolled = () => [document.scrollingElement, document.body].filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map((e) => e.tagName + ' ' + e.scrollWidth + '×' + e.scrollHeight);
	// where the keyboard is without a ring: an outline, a shadow, or what stands over it; after the page's last control Tab goes to the browser's own, and the keyboard is nowhere in the page
	window.unseen = () => {
		const e = deepest(), of = (e, pseudo) => { const s = getComputedStyle(e, pseudo); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1 || s.boxShadow !== 'none' || pseudo && s.content !== 'none' && s.content !== 'normal' && s.borderTopStyle !== 'none'; };
		if (!e || !document.hasFocus() || e === document.body || e === document.documentElement) return '';
		return [e, e.parentElement, ...(e.parentElement?.children ?? [])].filter(Boolean).some((x) => of(x)) || e.parentElement && of(e.parentElement, '::after') ? '' : name(e);
	};
	window.small = () => Promise.all([...document.querySelectorAll('score-field')].map((f) => f.set({ particles: 60, units: 8, 'hidden-layers': 1, batch: 8 }).catch((err) => { if (err.type !== 'setting') throw err; })));
	// states that are not read back as they were written
	window.unlike = async () => {
		const list = [];
		for (const f of document.querySelectorAll('score-field')) {
			await f.pause();
			const state = await f.getState();
			await f.setState(state);
			let again = '';
			for (let n = 0; n < 1000 && (again = await f.getState()) !== state; n++);
			if (again !== state) list.push(again + '\nfor\n' + state);
		}
		return list;
	};
}`

// TestLaboratoryWalk goes through the laboratory with a real pointer and real keys, at random from a seed: presses, double
// clicks, drags, pinches, values that are typed, lists by arrows, Tab. Nothing complains, no control lies under another
// or makes the page scroll, the keyboard's place is seen, and states are read back as they were written.
func TestLaboratoryWalk(t *testing.T) {
	walks, steps := 1, 30
	if everything() {
		walks, steps = 8, 250
	}
	for seed := range walks {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			p := newTab(t)
			p.before(handles)
			p.do(chromedp.EmulateViewport(1280, 800))
			p.visit("file://" + site(t) + "/scorefield.html#lab=en.light")
			p.until("live(el) && document.querySelector('#scenes [aria-pressed=true]')")
			eval[any](p, "small()")
			r := rand.New(rand.NewPCG(uint64(seed), 11))
			var log []string
			mouse := func(kind input.DispatchMouseEventType, x, y float64, clicks int64) {
				e := input.DispatchMouseEventParams{Type: kind, X: x, Y: y, ClickCount: clicks}
				if kind != input.DispatchMouseEventTypeMouseMoved || clicks > 0 {
					e.Button = input.MouseButtonLeft
				}
				if _, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, e); err != nil {
					t.Fatal(err)
				}
			}
			press := func(x, y float64, clicks int64) {
				mouse(input.DispatchMouseEventTypeMouseMoved, x, y, 0)
				for n := range clicks {
					mouse(input.DispatchMouseEventTypeMousePressed, x, y, n+1)
					mouse(input.DispatchMouseEventTypeMouseReleased, x, y, n+1)
				}
			}
			fingers := func(kind input.DispatchTouchEventType, at ...float64) {
				var points []*input.TouchPoint
				for i := 0; i < len(at); i += 2 {
					points = append(points, &input.TouchPoint{X: at[i], Y: at[i+1], ID: new(float64(i))})
				}
				if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}); err != nil {
					t.Fatal(err)
				}
			}
			type control struct {
				Name, Kind                     string
				X, Y, Left, Top, Width, Height float64
			}
			used := map[string]bool{}
			for step := range steps {
				list := eval[[]control](p, "found()")
				if len(list) == 0 {
					t.Fatalf("nothing to press after\n%s", strings.Join(log, "\n"))
				}
				c := list[r.IntN(len(list))]
				for try := 0; try < 3 && used[c.Name]; try++ { // rather what was not used yet
					c = list[r.IntN(len(list))]
				}
				used[c.Name] = true
				act := "press"
				switch n := r.IntN(10); {
				case c.Kind == "canvas":
					x1, y1 := c.Left+c.Width*r.Float64(), c.Top+c.Height*r.Float64()
					switch n % 4 {
					case 0:
						act = "drag"
						mouse(input.DispatchMouseEventTypeMouseMoved, c.X, c.Y, 0)
						mouse(input.DispatchMouseEventTypeMousePressed, c.X, c.Y, 1)
						mouse(input.DispatchMouseEventTypeMouseMoved, (c.X+x1)/2, (c.Y+y1)/2, 1)
						mouse(input.DispatchMouseEventTypeMouseMoved, x1, y1, 1)
						mouse(input.DispatchMouseEventTypeMouseReleased, x1, y1, 1)
					case 1:
						act = "pinch"
						fingers(input.DispatchTouchEventTypeTouchStart, c.X-40, c.Y, c.X+40, c.Y)
						fingers(input.DispatchTouchEventTypeTouchMove, c.X-70, c.Y+5, c.X+60, c.Y)
						fingers(input.DispatchTouchEventTypeTouchEnd)
					case 2:
						act = "keys"
						press(x1, y1, 1)
						for _, key := range []string{kb.Enter, "n", kb.ArrowRight, ".", "+", "?", kb.Escape, "0", kb.Escape} {
							p.do(chromedp.KeyEvent(key))
						}
					default:
						act = "click"
						press(x1, y1, 1)
					}
				case c.Kind == "text" || c.Kind == "number" || c.Kind == "search":
					text := []string{"0.1", "2", "-5", "abc", "1e9", "12", ""}[r.IntN(7)]
					act = "type " + text
					press(c.X, c.Y, 3) // all that is there
					p.do(chromedp.KeyEvent(kb.Backspace))
					if text != "" {
						p.do(chromedp.KeyEvent(text))
					}
					p.do(chromedp.KeyEvent(kb.Tab))
				case c.Kind == "range" && n < 5:
					act = "drag"
					mouse(input.DispatchMouseEventTypeMousePressed, c.X, c.Y, 1)
					mouse(input.DispatchMouseEventTypeMouseMoved, c.Left+c.Width*r.Float64(), c.Y, 1)
					mouse(input.DispatchMouseEventTypeMouseReleased, c.Left+c.Width*r.Float64(), c.Y, 1)
				case c.Kind == "range":
					act = "double click"
					press(c.X, c.Y, 2)
				case c.Kind == "select":
					act = "arrow"
					eval[any](p, fmt.Sprintf("void ((f) => { let e = document.elementFromPoint(%v, %v); e = e.shadowRoot?.elementFromPoint(%[1]v, %[2]v) ?? e; e.focus(); })()", c.X, c.Y))
					p.do(chromedp.KeyEvent(kb.ArrowDown))
				default:
					press(c.X, c.Y, 1)
				}
				log = append(log, act+": "+c.Name)
				p.frames(1)
				eval[any](p, "small()")
				if step%7 == 3 {
					for range 1 + r.IntN(4) {
						p.do(chromedp.KeyEvent(kb.Tab))
					}
					if e := eval[string](p, "unseen()"); e != "" {
						t.Fatalf("the focus on %s is not seen after\n%s", e, strings.Join(log, "\n"))
					}
				}
				if step%10 == 9 {
					p.do(chromedp.KeyEvent(kb.Escape))
					if list := eval[[]string](p, "unlike()"); len(list) > 0 {
						t.Fatalf("%s\nafter\n%s", strings.Join(list, "\n"), strings.Join(log, "\n"))
					}
				}
				wrong := append(eval[[]string](p, "covered()"), eval[[]string](p, "scrolled()")...)
				if wrong = append(wrong, p.complaints()...); len(wrong) > 0 {
					t.Fatalf("%q after\n%s", wrong, strings.Join(log, "\n"))
				}
			}
			t.Logf("%d things used: %s", len(used), strings.Join(log, "; "))
		})
	}
}
