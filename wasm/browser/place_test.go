//go:build !js

package browser_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// TestItFindsItsOwnPlace: however a page in another folder takes the script in,
// the programs come from where the script is, or from where the page says.
func TestItFindsItsOwnPlace(t *testing.T) {
	ready(t)
	dist := filepath.Join(site(t), "..", "dist", "scorefield")
	if _, err := os.Stat(dist); err != nil {
		t.Fatalf("%v: run ./build.sh", err)
	}
	files := http.StripPrefix("/s/", http.FileServer(http.Dir(dist)))
	head := ""
	server := built.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/blog/a/page.html":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">%s</head><body><score-field scene="langevin" particles="500" loading="eager"></score-field></body></html>`, head)
		case "/elsewhere/bundle.js": // the script alone, as a bundler leaves it
			http.ServeFile(w, r, filepath.Join(dist, "scorefield.js"))
		default:
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	for _, tc := range []struct{ name, head string }{
		{"classic", `<script src="/s/scorefield.js" defer></script>`},
		{"the classic script as a module", `<script type="module" src="/s/scorefield.js"></script>`},
		{"the classic script imported", `<script type="module">import '/s/scorefield.js';</script>`},
		{"the classic script imported later", `<script>addEventListener('load', () => import('/s/scorefield.js'));</script>`},
		{"module", `<script type="module" src="/s/scorefield.mjs"></script>`},
		{"module imported", `<script type="module">import '/s/scorefield.mjs';</script>`},
		{"told by the page", `<script>window.scorefield = { base: '/s' };</script><script src="/elsewhere/bundle.js" defer></script>`},
		{"told where each file is", `<script>window.scorefield = { files: { 'frame.js': '/s/frame.js', 'scorefield.wasm.gz': '/s/scorefield.wasm.gz' } };</script><script src="/elsewhere/bundle.js" defer></script>`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			head = tc.head
			p := newTab(t)
			p.visit(server.URL + "/blog/a/page.html")
			p.until("el.stats?.().then((s) => s.particles === 500)")
			if version := eval[string](p, "scorefield.version"); version == "" {
				t.Error("it has no version")
			}
			if !eval[bool](p, "el.matches(':state(live)')") {
				t.Error("it is not in the state live")
			}
		})
	}
}

// TestLayouts: a figure takes the room there is where its place asks how wide
// it would like to be, and never more than a phone has.
func TestLayouts(t *testing.T) {
	const figure = `<score-field scene="langevin" reveal="manual"></score-field>`
	p := newTab(t)
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<div style="display:flex">`+figure+`</div><div style="display:flow-root"><div style="float:left">`+figure+`</div></div>
		<table><tr><td>`+figure+`</td></tr></table><div style="display:grid;justify-items:center">`+figure+`</div>`) + "page.html")
	p.until("el.shadowRoot.querySelector('.stage')")
	for i, width := range eval[[]float64](p, "[...document.querySelectorAll('score-field')].map((f) => f.getBoundingClientRect().width)") {
		if width < 280 || (i == 0 || i == 3) && width < eval[float64](p, "document.body.clientWidth - 1") {
			t.Errorf("place %d: %v pixels wide", i, width)
		}
	}
}

// TestWhateverBoxTheHostIs: whatever box a page makes of a figure's element, none of its own among them, the figure lives,
// fills its place and has its tips beside what they are about; it stands still while nobody sees it, and then goes on. So it
// does when it becomes another as it runs.
func TestWhateverBoxTheHostIs(t *testing.T) {
	styles := []string{"display: contents", "display: inline", "display: inline-block", "display: flex", "display: grid", "display: table", "display: table-cell", "display: list-item", "content-visibility: auto"}
	var body strings.Builder
	body.WriteString(`<style>body { margin: 0 } .reset > * { display: contents } .flex { display: flex } .grid { display: grid; grid-template-columns: 1fr 1fr }</style>`)
	add := func(class, style, controls string) {
		fmt.Fprintf(&body, `<section class="%s"><score-field style="%s" scene="langevin" particles="100" ratio="6 / 1" controls="%s" autoplay></score-field></section>`, class, style, controls)
	}
	add("", "display: contents", "full")
	for _, style := range styles {
		add("", style, "none")
	}
	for _, class := range []string{"reset", "flex", "grid"} {
		style := "display: contents"
		if class == "reset" {
			style = ""
		}
		add(class, style, "none")
	}
	body.WriteString(`<div style="height: 9000px"></div>`)
	p := newTab(t)
	p.do(chromedp.EmulateViewport(700, 3400))
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", body.String()) + "page.html")
	eval[any](p, `void (window.figures = [...document.querySelectorAll('score-field')], window.nameOf = (f) => (f.parentElement.className + ' ' + f.getAttribute('style')).trim(),
		window.steps = () => figures.map((f) => last(f)?.step ?? 0), window.settle = async () => { for (let i = 0; i < 12; i++) await new Promise(requestAnimationFrame); })`)
	move := func(when string) {
		t.Helper()
		eval[any](p, "void (window.from = steps())")
		for deadline := time.Now().Add(patience); ; p.frames(2) {
			still := eval[[]string](p, "figures.filter((f, i) => !(steps()[i] > from[i] + 2)).map(nameOf)")
			if len(still) == 0 {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: these do not move: %q", when, still)
			}
		}
	}
	stand := func(when string) {
		t.Helper()
		if moved := eval[[]string](p, "settle().then(async () => { const before = steps(); await settle(); return figures.filter((f, i) => steps()[i] !== before[i]).map(nameOf); })"); len(moved) > 0 {
			t.Errorf("%s: these move: %q", when, moved)
		}
	}
	move("at first")
	for _, wrong := range eval[[]string](p, `figures.flatMap((f) => {
		const room = f.parentElement.getBoundingClientRect().width, [stage, canvas] = ['.stage', '.stage > canvas'].map((s) => f.shadowRoot.querySelector(s).getBoundingClientRect());
		const least = /table-cell/.test(nameOf(f)) ? 280 : room - 2; // a cell is as wide as what is in it
		return stage.width >= least && stage.width <= room && stage.height > 40 && Math.abs(canvas.width - stage.width) < 1 ? [] : [nameOf(f) + ': ' + [room, stage.width, stage.height, canvas.width]];
	})`) {
		t.Error(wrong)
	}
	if wrong := eval[string](p, `(async () => {
		const field = el.shadowRoot.querySelector('.panel .field[data-tip]'), tip = el.shadowRoot.querySelector('.tip');
		field.querySelector('input, select').focus({ preventScroll: true });
		while (tip.hidden) await new Promise(requestAnimationFrame);
		const [a, b, figure] = [field, tip, el.shadowRoot.querySelector('.figure')].map((e) => e.getBoundingClientRect());
		return b.left >= figure.left && b.right <= figure.right && Math.min(Math.abs(b.bottom - a.top), Math.abs(b.top - a.bottom)) < 10 ? '' : JSON.stringify([a, b]);
	})()`); wrong != "" {
		t.Errorf("a tip is elsewhere than what it is about: %s", wrong)
	}
	eval[any](p, "void scrollTo(0, 9000)")
	stand("out of sight")
	eval[any](p, "void scrollTo(0, 0)")
	move("seen again")
	for _, gone := range []string{"f.style.display = 'none'", "f.style.display = 'block', f.style.contentVisibility = 'hidden'"} {
		eval[any](p, "void figures.forEach((f) => { "+gone+"; })")
		stand(gone)
		eval[any](p, "void figures.forEach((f) => { f.style.display = 'contents'; f.style.contentVisibility = ''; })")
		move("after " + gone)
	}
}

// TestDarkBackground: a page that is dark without saying so by any name has
// dark figures, and a light box in it a light one, in any notation of CSS.
func TestDarkBackground(t *testing.T) {
	const figure = `<score-field reveal="manual"></score-field>`
	p := newTab(t)
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<div style="background:#111">`+figure+`<div style="background:#fff">`+figure+`</div></div>
		<div style="background:oklch(20% 0.02 250)">`+figure+`<div style="background:rgb(255 255 255 / 0.2)">`+figure+`</div></div>
		<div style="background:color(srgb 0.1 0.1 0.1 / 0.95)">`+figure+`</div>`) + "page.html")
	p.until("el.shadowRoot.querySelector('.stage')")
	if dark, want := eval[[]bool](p, "[...document.querySelectorAll('score-field')].map((f) => f.classList.contains('dark'))"), []bool{true, false, true, true, true}; !slices.Equal(dark, want) {
		t.Errorf("dark: %v, want %v", dark, want)
	}
}

// TestDarkByMeta: a page that only names its schemes, in a meta element, is dark to who prefers that, and so are its
// figures; a page that names none is light. No property says so, but the colour of its text.
func TestDarkByMeta(t *testing.T) {
	for schemes, dark := range map[string]bool{"light dark": true, "dark light": true, "dark": true, "light": false, "": false} {
		p := newTab(t)
		p.media("prefers-color-scheme", "dark")
		p.visit(serve(t, `<meta name="color-scheme" content="`+schemes+`"><score-field reveal="manual"></score-field>`) + "page.html")
		p.until("el.shadowRoot.querySelector('.stage')")
		if is := eval[bool](p, "el.classList.contains('dark')"); is != dark {
			t.Errorf("%q: dark is %v", schemes, is)
		}
	}
}

// TestDarkThemes: whichever attribute or class a theme marks its root with,
// after the page was loaded and with a background that takes its time, the
// figures follow, there and back.
func TestDarkThemes(t *testing.T) {
	p := newTab(t)
	for _, mark := range []string{
		"html data-user-color-scheme=dark", // Fluid
		"body data-md-color-scheme=slate",  // Material for MkDocs
		"html data-scheme=dark",            // Stack
		"body theme=dark",                  // LoveIt
		"html class=dark-mode", "body class=DarkMode", "html data-theme=dark", "html data-bs-theme=dark", "body class=night",
	} {
		place, rest, _ := strings.Cut(mark, " ")
		name, value, _ := strings.Cut(rest, "=")
		p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<style>body { background: #fff; transition: background-color 0.1s } `+
			map[string]string{"html": "html", "body": ""}[place]+`[`+name+`="`+value+`"] body, body[`+name+`="`+value+`"] { background: #161616 }</style><score-field reveal="manual"></score-field>`) + "page.html")
		p.until("el.shadowRoot.querySelector('.stage') && !el.classList.contains('dark')")
		root := map[string]string{"html": "document.documentElement", "body": "document.body"}[place]
		eval[any](p, fmt.Sprintf("void %s.setAttribute(%q, %q)", root, name, value))
		p.until("el.classList.contains('dark')")
		eval[any](p, fmt.Sprintf("void %s.removeAttribute(%q)", root, name))
		p.until("!el.classList.contains('dark')")
	}
}

// TestDarkByWhatIsAround: whatever makes the place of a figure dark, and from wherever: an element on the way, a style
// sheet, a box that is ticked, an animation, the inside of a component around it.
func TestDarkByWhatIsAround(t *testing.T) {
	p := newTab(t)
	const figure = `<score-field reveal="manual"></score-field>`
	component := func(inside, slotted string) string { // attachShadow by declaration: the parser does it
		return `<div class="component" style="color-scheme:normal"><template shadowrootmode="open">` + inside + `</template>` + slotted + `</div>`
	}
	for name, c := range map[string]struct{ body, dark, light string }{
		"an element on the way": {`<style>.night { background: #111 }</style><div id="app">` + figure + `</div>`, "app.className = 'night'", "app.className = ''"},
		"its background takes its time": {`<style>#app { background: #fff; transition: background 0.1s } .night#app { background: oklch(20% 0.02 250) }</style><div id="app">` + figure + `</div>`,
			"app.className = 'night'", "app.className = ''"},
		"a style sheet":                 {figure, "document.head.append(Object.assign(document.createElement('style'), { id: 'dark', textContent: 'body { background: black }' }))", "dark.remove()"},
		"a style sheet's text":          {figure, "(document.querySelector('#d') ?? document.head.appendChild(Object.assign(document.createElement('style'), { id: 'd' }))).textContent = 'body { background: #222 }'", "document.querySelector('#d').textContent = ''"},
		"a style sheet's medium":        {figure, "(document.querySelector('#m') ?? document.head.appendChild(Object.assign(document.createElement('style'), { id: 'm', textContent: 'body { background: #222 }' }))).media = 'all'", "document.querySelector('#m').media = 'print'"},
		"a style sheet that is fetched": {figure, "(document.querySelector('#l') ?? document.head.appendChild(Object.assign(document.createElement('link'), { id: 'l', rel: 'stylesheet', href: 'data:text/css,body{background:navy}' }))).disabled = false", "document.querySelector('#l').disabled = true"},
		"a box that is ticked":          {`<style>body:has(:checked) { background: #111 }</style><input type="checkbox" id="box">` + figure, "box.click()", "box.click()"},
		"an animation":                  {`<style>@keyframes on { to { background: #111 } } .night { animation: on 0.1s forwards }</style><div id="app">` + figure + `</div>`, "app.className = 'night'", "app.className = ''"},
		"around a component":            {component(figure, ""), "document.body.style.background = '#111'", "document.body.style.background = ''"},
		"inside a component, slowly": {component(`<style>div { background: #fff; transition: background 0.1s } .night { background: #111 }</style><div><slot></slot></div>`, figure),
			"document.querySelector('.component').shadowRoot.querySelector('div').className = 'night'", "document.querySelector('.component').shadowRoot.querySelector('div').className = ''"},
	} {
		t.Log(name)
		p.visit(serveUnder(t, "style-src 'unsafe-inline' data:", c.body) + "page.html")
		const its = "(document.querySelector('score-field') ?? document.querySelector('.component').shadowRoot.querySelector('score-field'))"
		p.until(its + ".shadowRoot.querySelector('.stage') && !" + its + ".classList.contains('dark')")
		for range 2 {
			eval[any](p, "void ("+c.dark+")")
			p.until(its + ".classList.contains('dark')")
			eval[any](p, "void ("+c.light+")")
			p.until("!" + its + ".classList.contains('dark')")
		}
	}
}

// TestDarkWithoutPixels: where the browser gives noise for the pixels of a canvas, so that nobody is known by them, a
// figure is still dark in a dark page.
func TestDarkWithoutPixels(t *testing.T) {
	p := newTab(t)
	p.before(`CanvasRenderingContext2D.prototype.getImageData = () => ({ data: new Uint8ClampedArray(4) })`)
	for background, dark := range map[string]bool{"#111": true, "#eee": false, "rgb(20 20 20 / 0.9)": true} {
		p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<div style="background:`+background+`"><score-field reveal="manual"></score-field></div>`) + "page.html")
		p.until("el.shadowRoot.querySelector('.stage')")
		if is := eval[bool](p, "el.classList.contains('dark')"); is != dark {
			t.Errorf("on %s: dark is %v", background, is)
		}
	}
}

// TestLanguageOfWhatIsAround: a figure within a component speaks the language of the page around it.
func TestLanguageOfWhatIsAround(t *testing.T) {
	p := newTab(t)
	p.visit(serveUnder(t, policy, `<div lang="zh-CN"><div id="component"><template shadowrootmode="open"><score-field reveal="manual"></score-field></template></div></div>`) + "page.html")
	const its = "component.shadowRoot.querySelector('score-field').shadowRoot.querySelector('figure, .figure, [lang]')"
	p.until(its + " !== null")
	if lang := eval[string](p, its+".lang"); lang != "zh-CN" {
		t.Errorf("it speaks %q", lang)
	}
}

// TestMarginsOfThePage: a figure fills what the page's margins leave of its place.
func TestMarginsOfThePage(t *testing.T) {
	p := open(t, `<main><score-field scene="langevin" particles="200"></score-field></main>`)
	eval[any](p, "void (document.querySelector('main').style.cssText = 'width: 500px; padding: 0', el.style.margin = '10px 30px 10px 50px')")
	p.until("live(el)")
	if box := eval[struct{ X, Width float64 }](p, "(({ x, width }) => ({ x: x - document.querySelector('main').getBoundingClientRect().x, width }))(el.getBoundingClientRect())"); box.X != 50 || box.Width != 420 {
		t.Errorf("in a place of 500 pixels with margins of 50 and 30 it is %v wide, from %v", box.Width, box.X)
	}
}
