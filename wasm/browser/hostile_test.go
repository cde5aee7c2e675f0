//go:build !js

package browser_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// hostile are values of every type of JavaScript, and objects that throw when they are looked at.
const hostile = `[undefined, null, true, NaN, Infinity, -Infinity, -1, 2 ** 53, 1n, '', 'x'.repeat(1e7), Symbol('s'), {}, [], [3], () => {}, document.body, document, new Date(NaN),
	Object.create(null), { toString() { throw 1; } }, { signal: 5 }, { signal: null }, { signal: {} }, { get signal() { throw 1; } }, { epsilon: 1n, '\n': Symbol() }, { width: 1n }, { scale: {} },
	{ width: 2 ** 32, height: 2 ** 32 }, { width: 100, height: 70000 }, { signal: AbortSignal.abort() },
	new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; }, has() { throw 3; } }), (({ proxy, revoke }) => { revoke(); return proxy; })(Proxy.revocable({}, {})),
	Object.create(AbortSignal.prototype), { signal: Object.create(AbortSignal.prototype) }]`

// calls is a script with attack(figure): every method of the manifest is called with every hostile
// value in the place of every parameter, and what is neither a value nor a rejection with a
// sentence of ours is returned.
func calls(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "dist", "scorefield", "custom-elements.json"))
	if err != nil {
		t.Skip("dist is missing: run ./build.sh")
	}
	var manifest struct {
		Modules []struct {
			Declarations []struct {
				Members []struct {
					Kind, Name string
					Parameters []struct {
						Name string
						Type struct{ Text string }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	type method struct {
		Name  string
		Types []string
	}
	var methods []method
	for _, m := range manifest.Modules[0].Declarations[0].Members {
		if m.Kind != "method" {
			continue
		}
		types := []string{}
		for _, p := range m.Parameters {
			types = append(types, p.Type.Text)
		}
		methods = append(methods, method{m.Name, types})
	}
	if len(methods) < 18 {
		t.Fatalf("the manifest has the methods %v", methods)
	}
	list, err := json.Marshal(methods)
	if err != nil {
		t.Fatal(err)
	}
	return `window.attack = async (figure) => {
		const values = ` + hostile + `, usual = { number: 1, string: '', Parameters: {} }, bad = [];
		const judge = (what, promise) => Promise.resolve(promise).catch((err) => {
			if (err?.name === 'AbortError' || err instanceof Error && typeof err.type === 'string' && err.message.length > 10 && err.message.length < 1000) return;
			bad.push(what + ': ' + (err instanceof Error ? err.name + ' ' + err.message.slice(0, 200) : typeof err));
		});
		const all = [];
		for (const { Name, Types } of ` + string(list) + `) {
			for (let at = 0; at < Types.length; at++) values.forEach((value, k) => {
				const args = Types.map((type) => usual[type]), what = Name + ', argument ' + at + ', value ' + k;
				args[at] = value;
				try { all.push([what, judge(what, figure[Name](...args))]); } catch (err) { bad.push(what + ' throws'); }
			});
		}
		await Promise.all(all.map(([, settled]) => settled));
		window.calls = (window.calls ?? 0) + all.length;
		if (all.length < 800) bad.push('only ' + all.length + ' calls');
		return bad;
	};`
}

// TestEveryTypeInEveryStage: whatever a script gives to a method of the element, and whenever, it
// gets a value or a rejection with a sentence, and the page goes on.
func TestEveryTypeInEveryStage(t *testing.T) {
	p := open(t, `<section></section><div id="far"></div>`)
	eval[any](p, "void (() => { "+calls(t)+" })()")
	attack := func(stage, figure string) {
		t.Helper()
		if bad := eval[[]string](p, "attack("+figure+")"); len(bad) > 0 {
			t.Errorf("%s: %d, among them %q", stage, len(bad), bad[:min(len(bad), 12)])
		}
	}
	eval[any](p, `void (() => {
		window.fresh = () => Object.assign(document.createElement('score-field'), { scene: 'langevin', loading: 'eager' });
		for (const name of ['outside', 'loading', 'live1']) { window[name] = fresh(); window[name].setAttribute('particles', '300'); }
	})()`)
	attack("before insertion", "outside")
	eval[any](p, "void document.querySelector('section').append(loading)")
	attack("while loading", "loading")
	attack("live", "loading")
	for given, then := range map[string]string{ // names and values in whatever a page has them, and a value that is more than one
		"new Map([['epsilon', 0.02]])": "0.02", "new URLSearchParams('epsilon=0.03')": "0.03", "{ epsilon: '0.04&seed=7' }": "0.05", "{ epsilon: '1,5' }": "0.05",
	} {
		if got := eval[string](p, "loading.set({ epsilon: 0.05, seed: 1 }).then(() => loading.set("+given+")).catch(() => {}).then(() => loading.params.epsilon + ' of ' + loading.params.seed)"); got != then+" of 1" {
			t.Errorf("set(%s): %s", given, got)
		}
	}
	for call, given := range map[string]string{"step('5')": "'5'", "train('1.5')": "1.5", "seek(3n)": "3n"} { // no numbers, though they look like such as are allowed
		if said := eval[string](p, "loading."+call+".then(() => '', (err) => err.message)"); !strings.Contains(said, "“"+given+"”") {
			t.Errorf("%s: %q", call, said)
		}
	}
	for ratio, shape := range map[string]string{"2 / 1": "2 / 1", "16:9": "16 / 9", " 1.5 ": "1.5 / 1", "0 / 5": "", "1 / 20": "", "wide": "", "": ""} {
		said := eval[[2]string](p, "(() => { let said = ''; const hear = (e) => { if (e.detail.field === 'ratio') said = e.detail.message; }; loading.addEventListener('error', hear); loading.ratio = '"+ratio+"'; loading.removeEventListener('error', hear); return [loading.style.getPropertyValue('--ratio'), said]; })()")
		if said[0] != shape || strings.Contains(said[1], "allowed: 1 / 10 … 10 / 1") != (shape == "" && ratio != "") {
			t.Errorf("ratio %q: %q", ratio, said)
		}
	}
	if s := eval[stats](p, "loading.set({particles: 300, epsilon: 0.05}).then(() => loading.stats())"); s.Particles != 300 || s.Scene != "langevin" {
		t.Errorf("afterwards it is %+v", s)
	}
	eval[any](p, "void (far.style.height = '9000px', far.after(live1))")
	p.until("live(live1)")
	attack("off screen", "live1")
	eval[any](p, "new Promise((gone) => { live1.remove(); setTimeout(gone); })")
	attack("removed", "live1")
	eval[any](p, "void document.querySelector('section').append(live1)")
	p.until("live(live1) === 2")
	t.Logf("%d calls", eval[int](p, "calls"))
}

// TestEveryTypeAfterAFailure: also of a figure that cannot start.
func TestEveryTypeAfterAFailure(t *testing.T) {
	p := newTab(t)
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.WebAssembly"}); err != nil {
		t.Fatal(err)
	}
	p.visit(serve(t, `<score-field scene="langevin" particles="300" reveal="manual"></score-field>`) + "page.html")
	eval[any](p, "void (() => { "+calls(t)+" })()")
	if got := eval[string](p, "el.stats().then(() => '', (err) => err.type)"); got != "nowasm" {
		t.Fatalf("it starts without WebAssembly: %q", got)
	}
	if bad := eval[[]string](p, "attack(el)"); len(bad) > 0 {
		t.Errorf("%d, among them %q", len(bad), bad[:min(len(bad), 12)])
	}
}

// TestTheStateIsTrue: without a script having asked for it, after steps and changes, and before
// there is a program.
func TestTheStateIsTrue(t *testing.T) {
	p := open(t, `<score-field scene="annealed" particles="300" epsilon="0.04" reveal="manual"></score-field>`)
	if text := eval[string](p, "el.state"); text != "scene=annealed\nparticles=300\nepsilon=0.04" {
		t.Errorf("before there is a program it is %q", text)
	}
	for _, do := range []string{"el.stats()", "el.step(20)", "el.set({ epsilon: 0.02 })", "el.step(3)", "el.undo()", "el.reset()"} {
		if !eval[bool](p, do+".then(() => { const now = el.state; return el.getState().then((asked) => now === asked && now.length > 20); })") {
			t.Errorf("after %s it is not what getState() gives", do)
		}
	}
	eval[any](p, "el.step(7).then(() => { window.text = el.state; return el.reset(5); }).then(() => { el.state = text; })")
	p.until("el.state === text")
}
