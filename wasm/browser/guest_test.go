//go:build !js

package browser_test

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// ran says which of the handlers below have run.
const ran = "[...new Set(window.ran ?? [])]"

// TestAFenceRunsNothing: a fenced block may come from a comment. On a page
// without a policy of its own, no line of it runs script, takes the focus or
// puts a name or a style into the page, whatever attributes there are; what was
// left out is said in the figure.
func TestAFenceRunsNothing(t *testing.T) {
	p := newTab(t)
	p.origin = serveUnder(t, "", `<p id="host">host</p><section></section>`)
	p.visit(p.origin + "page.html")
	// every handler that the browser knows, and what else reaches beyond the figure
	lines := eval[[]string](p, `(() => {
		const names = new Set();
		for (let o = document.createElement('score-field'); o; o = Object.getPrototypeOf(o))
			for (const name of Object.getOwnPropertyNames(o)) if (name.startsWith('on')) names.add(name);
		for (const name of ['onnothing', 'onLoad', 'ONERROR', 'style', 'is', 'srcdoc', 'src', 'href', 'tabindex', 'autofocus', 'id', 'class', 'slot', 'name',
			'popover', 'nonce', 'contenteditable', 'accesskey', 'part', 'role', 'aria-label', 'data-theme', 'xlink:href', '__proto__', 'constructor'])
			names.add(name);
		return [...names];
	})()`)
	if len(lines) < 80 {
		t.Fatalf("the browser has only %q", lines)
	}
	for i, name := range lines {
		lines[i] = name + ": (window.ran ??= []).push('" + name + "'); position:fixed"
	}
	block := strings.Join(append(lines, "scene: langevin", "particles = 500", "autoplay", "onclick", "no setting at all", "espilon: 1"), "\n")
	eval[any](p, "void (document.querySelector('section').innerHTML = `<pre><code class=\"language-scorefield\">"+
		strings.NewReplacer("`", "", "\\", "").Replace(html.EscapeString(block))+"</code></pre>`, scorefield.autoRender())")
	p.until("live(el) && last(el)?.step > 2")
	eval[any](p, "void (el.focus(), el.click(), el.dispatchEvent(new Event('load')), el.dispatchEvent(new ErrorEvent('error')), el.dispatchEvent(new Event('toggle')))")
	if got := eval[[]string](p, ran); len(got) > 0 {
		t.Errorf("these ran: %q", got)
	}
	attributes := eval[[]string](p, "el.getAttributeNames()")
	for _, name := range attributes {
		if !slices.Contains([]string{"scene", "particles", "autoplay", "role", "aria-label", "class"}, name) { // the last three are the element's own doing
			t.Errorf("the block has set %s", name)
		}
	}
	if class, role := eval[string](p, "el.className"), eval[string](p, "el.getAttribute('role')"); class != "" || role != "figure" {
		t.Errorf("class %q, role %q", class, role)
	}
	if s := eval[stats](p, "el.stats()"); s.Particles != 500 {
		t.Errorf("%+v", s)
	}
	if notes := eval[string](p, "el.shadowRoot.querySelector('.notes').textContent"); !strings.Contains(notes, "onclick") && !strings.Contains(notes, "onabort") {
		t.Errorf("the figure says %q", notes)
	}
}

// TestAFenceSetsWhatTheTableHas, and its own attributes; what is misspelt is
// said.
func TestAFenceSetsWhatTheTableHas(t *testing.T) {
	p := open(t, `<pre><code class="language-scorefield">scene: annealed
seed: 7

  particles = 300
sigma-max: 10
controls: none
espilon: 1
</code></pre>`)
	p.until("live(el)")
	if s := eval[stats](p, "el.stats()"); s.Scene != "annealed" || s.Seed != 7 || s.Particles != 300 {
		t.Errorf("%+v", s)
	}
	if v := eval[map[string]string](p, "el.params"); v["sigma-max"] != "10" {
		t.Errorf("%v", v)
	}
	notes := eval[string](p, "el.shadowRoot.querySelector('.notes').textContent")
	if !strings.Contains(notes, "espilon") || strings.Contains(notes, "seed") {
		t.Errorf("the figure says %q", notes)
	}
}

// TestALongLineDoesNotHoldUpThePage: what reads a block reads each of its
// characters a few times, not once for each other.
func TestALongLineDoesNotHoldUpThePage(t *testing.T) {
	p := open(t, `<section></section>`)
	eval[any](p, `void (document.querySelector('section').innerHTML = '<pre><code class="language-scorefield"></code></pre>',
		document.querySelector('code').textContent = ('scene:' + ' '.repeat(2e6) + 'x\n').repeat(2) + ' '.repeat(2e6) + 'x' + ' '.repeat(2e6) + '\nreveal: manual', scorefield.autoRender())`)
	p.until("el?.shadowRoot")
}

// TestNamesThatAGuestTakes: the ids by which the stand-alone page finds what it
// has inside are no doors: text in an element of such a name is text.
func TestNamesThatAGuestTakes(t *testing.T) {
	p := newTab(t)
	p.origin = serveUnder(t, "", `<p id="scorefield-frame">(window.parent.ran ??= []).push('frame')</p><p id="scorefield-worker">x</p><p id="scorefield-wasm">x</p><p id="scorefield-core">x</p>`+learner)
	p.visit(p.origin + "page.html")
	p.until("live(el)")
	eval[any](p, "el.train(1)")
	p.until("el.stats().then((s) => s.training.worker)")
	if got := eval[[]string](p, ran); len(got) > 0 {
		t.Errorf("these ran: %q", got)
	}
}

// TestAnyId: figures of any ids start, keep their settings in the page's link
// and find them there again, each its own, though two have the same.
func TestAnyId(t *testing.T) {
	for _, ids := range [][]string{{"fig(1", "图一", "x=y&z", "%41", "A"}, {"a b", `q"'<`, `back\slash`, "[a-z]+", "50%", "50%"}} {
		var body strings.Builder
		for _, id := range ids {
			fmt.Fprintf(&body, `<score-field id="%s" scene="langevin" particles="500" permalink="on" loading="eager"></score-field>`, html.EscapeString(id))
		}
		p := newTab(t)
		p.visit(serve(t, body.String()) + "page.html")
		const all = "[...document.querySelectorAll('score-field')]"
		for i := range ids {
			eval[any](p, fmt.Sprintf(all+"[%d].set({epsilon: 0.02%d})", i, i+1))
			p.until(fmt.Sprintf("location.hash.includes('epsilon=0.02%d')", i+1))
		}
		link := eval[string](p, "location.href")
		q := newTab(t)
		q.visit(link)
		q.until(all + ".every((f) => live(f))")
		for i, id := range ids {
			if got, want := eval[string](q, fmt.Sprintf(all+"[%d].params.epsilon", i)), fmt.Sprintf("0.02%d", i+1); got != want {
				t.Errorf("by the link %s, %q has %s, want %s", link, id, got, want)
			}
		}
	}
}

// TestHalfACharacterInAnId, as only a script can write it.
func TestHalfACharacterInAnId(t *testing.T) {
	p := open(t, `<section></section>`)
	eval[any](p, `void (() => { const e = document.createElement('score-field'); e.id = 'x\ud800'; e.setAttribute('permalink', 'on'); e.setAttribute('particles', '300'); document.querySelector('section').append(e); })()`)
	eval[any](p, "el.set({epsilon: 0.023})")
	p.until("location.hash.includes('epsilon=0.023')")
}

// TestAPathOfAnySpelling: the site may lie in a folder whose name has signs that
// mean something in HTML.
func TestAPathOfAnySpelling(t *testing.T) {
	p := newTab(t)
	p.origin = serveAt(t, "/a&lt;b \"c\"&amp;/", policy, `<score-field scene="langevin" particles="300"></score-field>`)
	p.visit(p.origin + "page.html")
	p.until("live(el)")
}

// TestPagesThatReachIntoFigures: what a page says of all its elements does not change the letters
// of a figure, in which ε is not E; where it shows figures larger or smaller, by zoom or transform,
// the picture fills its place.
func TestPagesThatReachIntoFigures(t *testing.T) {
	p := open(t, `<div id="around"><score-field scene="langevin" particles="300" loading="eager"></score-field></div>`)
	eval[any](p, `void (() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet];
		sheet.replaceSync('* { text-transform: uppercase; letter-spacing: 3px; white-space: nowrap; line-height: 3 !important; text-indent: 2em }'); })()`)
	p.until("live(el)")
	eval[any](p, "el.step(1).then(() => null)")
	if got := eval[[]string](p, `(() => { const s = getComputedStyle(el.shadowRoot.querySelector('.status b'));
		return [s.textTransform, s.letterSpacing, s.whiteSpace, s.textIndent, String(Math.round(parseFloat(s.lineHeight) / parseFloat(s.fontSize) * 10) / 10)]; })()`); !slices.Equal(got, []string{"none", "normal", "normal", "0px", "1.4"}) {
		t.Errorf("letters are %q", got)
	}
	for _, style := range []string{"", "zoom: 0.5", "zoom: 1.5", "transform: scale(0.5); transform-origin: 0 0", "zoom: 0.8; transform: scale(1.25)"} {
		eval[any](p, "void (around.style.cssText = '"+style+"')")
		p.until(`(() => { const s = el.shadowRoot.querySelector('.stage'), a = s.getBoundingClientRect();
			return [...s.querySelectorAll(':scope > canvas')].every((c) => { const b = c.getBoundingClientRect(); return Math.abs(a.width - b.width) < 2 && Math.abs(a.height - b.height) < 2; }); })()`)
	}
}

// TestCopiesOfTheScript: the first copy in a page makes its figures, and is what the page's scripts find, whatever comes after
// it: the same again, as a module, from another folder, of another version, which is said. One that comes later has the page
// looked through for blocks again, as by a page whose content is changed with its scripts.
func TestCopiesOfTheScript(t *testing.T) {
	ready(t)
	script, err := os.ReadFile(filepath.Join(site(t), "scorefield.js"))
	if err != nil {
		t.Fatal(err)
	}
	own := regexp.MustCompile(`const version = '([^']*)'`)
	version := string(own.FindSubmatch(script)[1])
	send := func(script []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write(script)
		}
	}
	older := own.ReplaceAll(script, []byte("const version = '0.9.0'"))
	for _, tc := range []struct{ before, first, later string }{
		{"", version, "0.9.0"},
		{`<script src="older.js"></script>`, "0.9.0", version},
	} {
		p := newTab(t)
		p.expected = []string{"two versions of the script", "different versions"}
		p.visit(built.Page{Folder: below, Policy: policy, Instead: map[string]http.HandlerFunc{"older.js": send(older), "elsewhere/scorefield.js": send(script)},
			Body: tc.before + `<pre class="language-scorefield">scene: langevin
onclick: 1
particles: 300
reveal: manual</pre><score-field scene="langevin" particles="300"></score-field><section></section>`}.Serve(t) + "page.html")
		const figures = "[...document.querySelectorAll('score-field')]"
		p.until(figures + ".length === 2 && " + figures + ".every((f) => f.shadowRoot)")
		eval[any](p, `void (window.wrong = [], addEventListener('error', (e) => wrong.push(e.message)), addEventListener('unhandledrejection', (e) => wrong.push(String(e.reason))))`)
		for i, load := range []string{
			"new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement('script'), { src: 'scorefield.js?again', onload, onerror })))",
			"import('./scorefield.js?module')",
			"(window.scorefield = { base: 'elsewhere' }, import('./elsewhere/scorefield.js'))",
			"import('./older.js?later')",
		} {
			eval[any](p, fmt.Sprintf(`(document.querySelector('section').insertAdjacentHTML('beforeend', '<pre class="language-scorefield">scene: langevin\nonload: 1\nreveal: manual</pre>'), %s).then(() => null)`, load))
			p.until(fmt.Sprintf(figures+".length === %d", i+3))
			if got := eval[string](p, "scorefield.version"); got != tc.first {
				t.Errorf("%s: scorefield.version is %s, and the figures are of %s", load, got, tc.first)
			}
		}
		if tc.first == version { // the programs are of this one
			p.until("live(" + figures + "[1])")
		}
		eval[any](p, "void dispatchEvent(new Event('online'))")
		for i, said := range eval[[]string](p, figures+".map((f) => f.shadowRoot.querySelector('.notes').textContent)") {
			if block := i != 1; strings.Contains(said, "Left out of the block") != block {
				t.Errorf("figure %d says %q", i, said)
			}
		}
		if wrong := eval[[]string](p, "wrong"); len(wrong) > 0 {
			t.Errorf("first %s: %q", tc.first, wrong)
		}
		p.mu.Lock()
		told := strings.Join(p.errors, "\n")
		p.mu.Unlock()
		if !strings.Contains(told, "made by "+tc.first) || !strings.Contains(told, tc.later+" does nothing") {
			t.Errorf("the console says %q", told)
		}
	}
}

// TestPagesThatChangeTheLanguage: a page whose libraries have given arrays and objects methods
// of their own, among them the toJSON of old ones, wrapped the clock and taken every name has
// figures as any other, and they take data and follow the page's theme.
func TestPagesThatChangeTheLanguage(t *testing.T) {
	p := newTab(t)
	p.before(`if (window === top) {
		for (const type of [Array, Object, String, Number, Function]) type.prototype.each = function (f) { f(this); };
		Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
		Array.from = (list) => { const result = []; for (let i = 0; i < (list?.length ?? 0); i++) result[i] = list[i]; return result; };
		const raf = requestAnimationFrame;
		window.requestAnimationFrame = (f) => { setTimeout(() => raf(() => f(performance.now()))); };
		Date.now = () => 0;
		Object.assign(window, { Go: 1, ebiten: {}, engine: {}, fs: {}, process: { env: {} }, path: {}, global: 1, require: 1, module: {}, exports: {}, scorefieldFrame: 1, scorefieldProgram: 2, name: 'scorefield' });
		window.define = Object.assign(() => {}, { amd: true });
		window.scorefield = Object.freeze({ mine: 1 });
	}`)
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<form id="engine"><input name="id"></form><p id="scorefield-frame"></p><score-field scene="langevin" particles="300" autoplay></score-field>`) + "page.html")
	p.until("live(el)")
	p.until("scorefield.mine === 1 && !!scorefield.version")
	eval[any](p, "void (el.data = [[0, 0], [1, 1], { x: 2, y: new Float32Array([0.5])[0] }].map((v) => Object.values(v)))")
	p.until("el.stats().then((s) => s.data?.used === 3)")
	eval[any](p, "void (document.body.style.background = '#111')")
	p.until("el.classList.contains('dark')")
	p.until("el.shadowRoot.querySelector('.status').textContent.includes('step')")
	if !eval[bool](p, `(async () => { // what is written over the picture is written anew
		const written = () => textsOf(el).map((c) => c.width * c.height && [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].reduce((sum, v, i) => (sum * 31 + v * (i % 251)) | 0, 0));
		const before = String(written());
		await el.set({ 'half-width': 3 });
		for (let i = 0; i < 200 && String(written()) === before; i++) await new Promise((done) => setTimeout(done, 20));
		return String(written()) !== before;
	})()`) {
		t.Error("the texts stay as they were")
	}
}
