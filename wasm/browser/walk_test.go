//go:build !js

package browser_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// everything reports whether the long tests are asked for: ./build.sh test --all.
func everything() bool { return os.Getenv("SCOREFIELD_ALL") != "" }

// A walker does at random what readers and scripts do to a figure in its page.
type walker struct {
	*tab
	r      *rand.Rand
	params []struct {
		Name, Kind string
		Min, Max   float64
		Choices    []struct{ Value string }
	}
	scenes []struct{ Name string }
	log    []string
}

// cheap keeps networks and clouds small in every scene.
const cheap = "particles: 60, units: 8, 'hidden-layers': 1, batch: 8, dataset: 0"

// steps of walks: in a page, and between two looks at the invariants.
const (
	walk = 50
	look = 25
)

func (w *walker) choose(of ...string) string { return of[w.r.IntN(len(of))] }

// try is an action of a script: what is refused is refused with a sentence.
func (w *walker) try(expression string) {
	w.t.Helper()
	w.log = append(w.log, expression)
	got := eval[string](w.tab, "Promise.resolve("+expression+").then(() => '', (err) => err instanceof Error && err.type === 'setting' && err.message.length > 10 ? '' : String(err))")
	if got != "" {
		w.t.Fatalf("%s\nafter\n%s", got, strings.Join(w.log, "\n"))
	}
}

// setting is a pair of the program's table, a cheap one.
func (w *walker) setting() string {
	for {
		p := w.params[w.r.IntN(len(w.params))]
		switch p.Name {
		case "scene", "race", "units", "hidden-layers", "batch", "dataset", "projections", "particles":
			continue // chosen elsewhere, or costly
		case "painted":
			return "painted: '" + w.choose("", "xxuo") + "'" // of no picture's size
		case "mixture":
			return "mixture: '" + w.choose("1,0,0,1,0,1", "0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2") + "'"
		case "levels", "solver-steps", "steps-per-level":
			return "'" + p.Name + "': " + w.choose("2", "3", "7")
		}
		switch p.Kind {
		case "choice":
			return "'" + p.Name + "': '" + p.Choices[w.r.IntN(len(p.Choices))].Value + "'"
		case "switch":
			return "'" + p.Name + "': '" + w.choose("on", "off") + "'"
		}
		return fmt.Sprintf("'%s': %v", p.Name, [...]float64{p.Min, max(p.Min, 1), min(p.Max, 3)}[w.r.IntN(3)])
	}
}

// act does one thing.
func (w *walker) act() {
	p := w.tab
	point := func() (x, y float64) {
		box := eval[struct{ X, Y, Width, Height float64 }](p, "(el.scrollIntoView({ block: 'center' }), el.shadowRoot.querySelector('.stage').getBoundingClientRect().toJSON())")
		return box.X + box.Width*(0.1+0.8*w.r.Float64()), box.Y + box.Height*(0.1+0.8*w.r.Float64())
	}
	switch n := w.r.IntN(30); {
	case n < 7:
		text := w.setting()
		if w.r.IntN(4) == 0 {
			text += ", " + w.setting()
		}
		w.try("el.set({ " + text + " })")
	case n < 8:
		w.try("el.set({ scene: '" + w.scenes[w.r.IntN(len(w.scenes))].Name + "', " + cheap + " })")
	case n < 10:
		w.log = append(w.log, "drop")
		drop(p, w.choose("x,y\n1,2\n3,1\n2,5\n", "x,y\n0,0\n4,4\n1,0\n", "Lorem ipsum\n"))
		eval[any](p, "el.stats()")
	case n < 13:
		x0, y0 := point()
		x1, y1 := point()
		w.log = append(w.log, fmt.Sprint("drag ", x0, y0, x1, y1))
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x0, y0, chromedp.ButtonLeft),
			chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, (x0+x1)/2, (y0+y1)/2, chromedp.ButtonLeft),
			chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x1, y1, chromedp.ButtonLeft),
			chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x1, y1, chromedp.ButtonLeft))
		p.frames(1)
	case n < 14:
		keys := []string{kb.Enter, "n", kb.ArrowRight, kb.ArrowUp, " ", "r", kb.Home, kb.Escape}
		w.log = append(w.log, "keys")
		eval[any](p, "void el.shadowRoot.querySelector('.stage > canvas').focus()")
		for _, key := range keys {
			p.do(chromedp.KeyEvent(key))
		}
		eval[any](p, "el.pause()")
	case n < 16:
		w.try("el.undo()")
	case n < 17:
		w.try("el.redo()")
	case n < 20:
		w.try(fmt.Sprintf("el.step(%d)", w.r.IntN(8)))
	case n < 21:
		w.try(fmt.Sprintf("el.train(%d)", w.r.IntN(5)))
	case n < 23:
		w.try(fmt.Sprintf("el.seek(%d, '%s')", w.r.IntN(12), w.choose("sampling", "training")))
	case n < 24:
		w.try("el.reset()")
	case n < 25:
		w.log = append(w.log, "play")
		eval[any](p, "el.play()")
		p.frames(4)
		eval[any](p, "el.pause()")
	case n < 26:
		w.log = append(w.log, "scrolled away")
		eval[any](p, "void scrollTo(0, 9000)")
		w.try("el.step(2)")
		eval[any](p, "void scrollTo(0, 0)")
	case n < 27:
		w.log = append(w.log, "moved in the page")
		eval[any](p, "void document.querySelector('section').append(el)")
	case n < 28:
		w.try(w.choose("el.toBlob({ width: 90, height: 60 }).then(() => el.toCSV())", "el.toFile('grid')", "el.toFile('loss')",
			fmt.Sprintf("el.pause().then(() => el.toFile('gif', { from: %d, to: %d, every: %d, rate: 5, width: 80, height: 60, loop: '%s' }))", w.r.IntN(3), 3+w.r.IntN(6), 1+w.r.IntN(3), w.choose("once", "back"))))
	case n < 29 && w.r.IntN(3) == 0:
		w.log = append(w.log, "context lost")
		p.lose(w.r.IntN(2) == 0)
	case n < 30 && w.r.IntN(3) == 0:
		w.log = append(w.log, "removed and put back")
		lives := eval[int](p, "live(el)")
		eval[any](p, "new Promise((back) => { const figure = el; figure.remove(); setTimeout(() => { document.querySelector('section').append(figure); back(); }, 5); })")
		p.until(fmt.Sprintf("live(el) > %d", lives))
		w.try("el.set({ " + cheap + " })")
	}
}

// check holds the invariants: another figure that is given the state is the same figure, and so it
// is after going back and forth in time; undo and redo cancel; numbers are numbers.
func (w *walker) check() {
	w.t.Helper()
	wrong := eval[[]string](w.tab, `(async () => {
		const wrong = [], bits = async (figure) => { let h = 0; for (const v of new Uint32Array((await figure.samples()).buffer)) h = (Math.imul(h, 31) + v) | 0; return h; };
		await el.pause();
		const state = await el.getState(), particles = await bits(el), other = document.createElement('score-field');
		Object.assign(other, { scene: 'langevin', loading: 'eager', controls: 'none' });
		other.params = { particles: 20 };
		document.body.append(other);
		await other.setState(state);
		if (await other.getState() !== state) wrong.push('a figure of the state has another:\n' + await other.getState() + '\nfor\n' + state);
		if (await bits(other) !== particles) wrong.push('a figure of the state has other particles');
		const [, s, t] = state.match(/now=(\d+),(\d+)/)?.map(Number) ?? [0, 0, 0];
		if (s === 0 || t === 0) {
			const clock = t > 0 ? 'training' : 'sampling';
			await other.seek((s + t) >> 1, clock);
			await other.seek(s + t, clock);
			if (await bits(other) !== particles) wrong.push('after going back and forth it has other particles');
			if (await other.getState() !== state) wrong.push('after going back and forth the state is\n' + await other.getState() + '\nand was\n' + state);
		}
		other.remove();
		const numbers = await el.stats();
		for (const name of ['step', 'particles', 'sigma', 'epsilon', 'scoreSigma', 'diverged', 'astray']) if (!Number.isFinite(numbers[name])) wrong.push(name + ' is ' + numbers[name]);
		for (const v of numbers.shares) if (!(v >= 0 && v <= 1.000001)) wrong.push('shares are ' + numbers.shares);
		if (!(await el.summary()).includes(':')) wrong.push('the summary is ' + await el.summary());
		const before = el.params;
		if (await el.undo()) {
			await el.redo();
			for (const [name, value] of Object.entries(el.params)) if (value !== before[name]) wrong.push('undo and redo make ' + name + ' ' + value + ' of ' + before[name]);
		}
		return wrong;
	})()`)
	for _, e := range append(wrong, w.complaints()...) {
		w.t.Errorf("%s", e)
	}
	if w.t.Failed() {
		w.t.Fatalf("after\n%s", strings.Join(w.log, "\n"))
	}
}

// TestARandomWalk: whatever is done to a figure in its page, in whatever order, nothing stops and
// it stays what its state says. The same walk natively, of more actions, is in sim/lab.
func TestARandomWalk(t *testing.T) {
	actions := 200
	if everything() {
		actions = 1000
	}
	for k := range actions / walk {
		t.Run(fmt.Sprint("seed ", k), func(t *testing.T) {
			w := &walker{r: rand.New(rand.NewPCG(uint64(k), 11))}
			w.tab = open(t, `<section><score-field scene="langevin" loading="eager" ratio="3 / 2"></score-field></section><div id="far"></div>`)
			w.until("live(el)")
			eval[any](w.tab, "void (far.style.height = '12000px')")
			w.params = eval[[]struct {
				Name, Kind string
				Min, Max   float64
				Choices    []struct{ Value string }
			}](w.tab, "el.info.params")
			w.scenes = eval[[]struct{ Name string }](w.tab, "el.info.scenes")
			w.try("el.set({ scene: '" + w.scenes[(4*k+2)%len(w.scenes)].Name + "', " + cheap + " })")
			for i := range walk {
				w.act()
				if i%look == look-1 {
					w.check()
				}
			}
		})
	}
	t.Logf("%d actions", actions)
}
