//go:build linux

package other

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/wasm/browser/built"
)

// A browser does what a reader does: it goes to a page, shows it, and has a
// pointer. Expressions of eval have a string for a value, awaited if it is a
// promise.
type browser interface {
	visit(url string, complete bool) error // complete waits for the page's load event
	back() error                           // to the page before
	eval(expression string) (string, error)
	screenshot() ([]byte, error)
	pointer(actions ...map[string]any) error
}

// mouse is what the protocols' pointer actions, the same in both, are wrapped in.
func mouse(actions []map[string]any) []any {
	return []any{map[string]any{"type": "pointer", "id": "mouse", "parameters": map[string]any{"pointerType": "mouse"}, "actions": actions}}
}

func TestFirefox(t *testing.T) { journey(t, startFirefox(t)) }

func TestWebKit(t *testing.T) { journey(t, startWebKit(t)) }

// journey is what a reader meets in any browser.
func journey(t *testing.T, b browser) {
	t.Run("a figure plays", func(t *testing.T) {
		p := page{t, b}
		p.open(`<score-field scene="langevin" particles="2000" autoplay></score-field>`)
		p.plays("el")
		before := p.shot("el")
		p.until("el.stats().then((s) => s.step > 100)")
		if n := differing(before, p.shot("el")); n < 200 {
			t.Errorf("after a hundred steps %d pixels are others", n)
		}
		p.finds("el.pause().then(() => el.stats()).then((s) => s.particles === 2000 && s.step > 100 && s.diverged === 0)")
		// the engine's canvas comes and goes, and what it leaves behind is seen, also where the reader has pressed on it
		const canvases = "el.shadowRoot.querySelector('.lens').childElementCount === "
		p.value("el.play()")
		p.until(canvases + "1")
		p.value("void el.shadowRoot.querySelector('canvas').click()")
		playing := inked(p.shot("el"))
		p.value("el.pause()")
		p.until(canvases + "0")
		if n := inked(p.shot("el")); n < playing*3/4 {
			t.Errorf("of %d pixels that are not paper %d stay when it rests", playing, n)
		}
	})
	t.Run("left and come back to", func(t *testing.T) {
		for _, kept := range []bool{true, false} { // by the server's leave; WebKit keeps pages without it where the line is not encrypted
			p := page{t, b}
			site := built.Page{Body: `<score-field scene="langevin" particles="400" controls="none" permalink="on" autoplay></score-field>`, Folder: built.Folder, Policy: built.Policy, Kept: kept,
				Instead: map[string]http.HandlerFunc{"next.html": func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<!doctype html><title>t</title>next")) }}}.Serve(t)
			p.visit(site + "page.html")
			p.plays("el")
			p.value("el.set({ epsilon: 0.031 })")
			p.until("/epsilon=0\\.031/.test(location.hash)")
			p.value("void (window.left = 1)")
			var before, after int
			fmt.Sscan(p.value("el.stats().then((s) => s.step)"), &before)
			p.visit(site + "next.html")
			p.finds("el === null")
			if err := b.back(); err != nil {
				t.Fatal(err)
			}
			p.until("el?.stats && el.stats().then((s) => s.playing && s.step > 3 && s.epsilon === 0.031)")
			fmt.Sscan(p.value("el.stats().then((s) => s.step)"), &after)
			p.until(fmt.Sprintf("el.stats().then((s) => s.step > %d)", after+5))
			if same := p.value("String(window.left === 1)") == "true"; kept && !same || same && after < before {
				t.Errorf("kept: %v, the same page: %v, left at step %d, found at %d", kept, same, before, after)
			}
		}
	})
	t.Run("two play at once", func(t *testing.T) {
		p := page{t, b}
		p.open(`<score-field scene="langevin" particles="500" controls="none" ratio="3/1" autoplay></score-field>
			<score-field id="second" scene="annealed" particles="500" controls="none" ratio="3/1" autoplay></score-field>`)
		p.plays("el")
		p.plays("second")
		one, two := p.shot("el"), p.shot("second")
		p.until("Promise.all([el.stats(), second.stats()]).then(([a, b]) => a.step > 60 && b.step > 60)")
		for name, n := range map[string]int{"first": differing(one, p.shot("el")), "second": differing(two, p.shot("second"))} {
			if n < 50 {
				t.Errorf("of the %s %d pixels are others", name, n)
			}
		}
	})
	t.Run("the program is lost", func(t *testing.T) {
		p := page{t, b}
		p.open(`<score-field scene="langevin" particles="400" controls="none" ratio="3/1"></score-field>
			<score-field id="second" scene="annealed" particles="300" controls="none" ratio="3/1"></score-field>`)
		const (
			frame     = "document.querySelector(':root > iframe')"
			particles = "Promise.all([el, second].map((f) => f.samples().then((s) => s.join())))"
		)
		p.value("void (window.lives = 0, document.addEventListener('load', (e) => { if (e.detail) lives++; }, true))")
		p.value("el.step(20).then(() => second.step(15))")
		for _, lose := range []string{
			frame + ".remove()",
			frame + ".contentWindow.scorefieldFrame.canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()",
			frame + ".contentWindow.scorefieldProgram.tick(null)", // a panic that nothing recovers
		} {
			p.value("el.step(4).then(() => second.step(3))")
			before := p.value(particles)
			if strings.HasSuffix(lose, "tick(null)") { // what comes back is what was kept
				p.value("void ((program) => { const { last } = program; window.kept = new Set(); program.last = (id, most) => { const v = last(id, most); kept.add(id); return v; }; })(" + frame + ".contentWindow.scorefieldProgram)")
				p.value("Promise.all([el.stats(), second.stats()])")
				p.until("kept.size === 2")
			}
			p.value("void (lives = 0, " + lose + ")")
			p.until("lives === 2")
			if p.value(particles) != before {
				t.Errorf("%s: they came back with other particles", lose)
			}
		}
		p.value("el.play()")
		p.plays("el")
	})
	t.Run("a network learns in a worker", func(t *testing.T) {
		p := page{t, b}
		p.open(`<score-field scene="matching" units="32"></score-field>`)
		p.finds("el.train(1).then(() => true)")
		p.until("el.train(5).then(() => el.stats()).then((s) => s.training.worker && s.training.fisher > 0)")
	})
	t.Run("data are drawn and kept", func(t *testing.T) {
		p := page{t, b}
		p.open(`<score-field scene="own-data" particles="200"></score-field>`)
		p.until("el.stats().then(() => true)")
		const (
			press = "void el.shadowRoot.querySelector('.data button[data-name=%s]').click()"
			tool  = "void [...el.shadowRoot.querySelectorAll('.drawing button')].find((b) => b.title === '%s').click()"
			ink   = "el.shadowRoot.querySelector('.drawing > canvas')"
			shelf = "el.shadowRoot.querySelector('.shelf')"
		)
		p.value(fmt.Sprintf(press, "draw"))
		p.until(ink + ".checkVisibility()")
		var x, y int
		fmt.Sscan(p.value("(({ x, y, width, height }) => Math.round(x + width / 2) + ' ' + Math.round(y + height / 2))("+ink+".getBoundingClientRect())"), &x, &y)
		p.drag(image.Pt(x-80, y-60), image.Pt(x+80, y-60)) // 160 pixels, a point every 6
		p.until("el.stats().then(({ data }) => data?.name === 'drawing' && data.used >= 24 && data.used <= 30)")
		p.value(fmt.Sprintf(tool, "Line"))
		p.drag(image.Pt(x-80, y+50), image.Pt(x+80, y+50))
		p.until("el.stats().then(({ data }) => data?.used >= 48 && data.used <= 60)")
		p.value(fmt.Sprintf(tool, "Take back"))
		p.until("el.stats().then(({ data }) => data?.used <= 30)")
		p.value(fmt.Sprintf(tool, "End drawing"))
		p.finds("el.step(100).then(() => el.samples()).then((s) => s.filter((v, i) => i % 2 && v > 0).length > 0.9 * s.length / 2)") // above the middle, as the line is

		p.value(fmt.Sprintf(press, "keep"))
		p.value("void (el.shadowRoot.querySelector('.data input[type=text]').value = 'a line')")
		p.value(fmt.Sprintf(press, "keep"))
		p.until("!" + shelf + ".hidden && " + shelf + ".querySelector('option')?.value === 'a line'")
		p.value(fmt.Sprintf(press, "forget"))
		p.until("el.stats().then(({ data }) => data === null)")
		p.until("!" + shelf + ".hidden")
		p.value("void " + shelf + ".querySelectorAll('button')[0].click()")
		p.until("el.stats().then(({ data }) => data?.used <= 30)")
		p.until("!" + shelf + ".hidden")
		p.value("void " + shelf + ".querySelectorAll('button')[1].click()")
		p.until(shelf + ".hidden")
	})
	t.Run("a component is dragged", func(t *testing.T) {
		p := page{t, b}
		p.open(`<score-field scene="score-field" flow="off" half-width="8" controls="none"></score-field>`)
		p.until("el.stats().then(() => true)")
		var light, heavy image.Point // components at (−5, −5) and (5, 5)
		wait(t, "two handles", func() (ok bool) { light, heavy, ok = p.handles(); return ok })
		by := image.Pt(-60, 45)
		p.drag(heavy, heavy.Add(by))
		var x, y float64
		p.until("el.getState().then((s) => s.includes('mixture='))")
		text := p.value("el.getState().then((s) => s.match(/mixture=.*;[^,]*,([^,]*),([^,]*),/).slice(1).join(' '))")
		if _, err := fmt.Sscan(text, &x, &y); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		scale := 10 / float64(heavy.X-light.X) // of the picture; within two pixels of either handle
		if dx, dy := x-5-scale*float64(by.X), y-5+scale*float64(by.Y); math.Abs(dx) > 4*scale || math.Abs(dy) > 4*scale {
			t.Errorf("moved by %v pixels of %.3f it is at (%v, %v)", by, scale, x, y)
		}
	})
	t.Run("from disk", func(t *testing.T) {
		p := page{t, b}
		p.visit("file://" + filepath.ToSlash(built.Path(t, "scorefield.html")))
		p.plays("el")
		before := p.shot("el")
		p.until("el.stats().then((s) => s.step > 60)")
		if n := differing(before, p.shot("el")); n < 200 {
			t.Errorf("%d pixels are others", n)
		}
	})
	for _, s := range scene.All {
		if os.Getenv("SCOREFIELD_ALL") == "" { // ./build.sh test --all
			break
		}
		t.Run(s.Name, func(t *testing.T) {
			p := page{t, b}
			p.open(fmt.Sprintf(`<score-field scene="%s" autoplay></score-field>`, s.Name))
			if s.Clock != scene.Still {
				p.until("el.stats().then((s) => s.step > 3)")
			}
			p.finds("el.stats().then((s) => s.scene === '" + s.Name + "' && s.diverged === 0)")
			p.finds("el.toBlob().then((b) => b.size > 1000)")
		})
	}
	t.Run("left while it loads", func(t *testing.T) {
		p := page{t, b}
		for i := range 3 {
			half, over := make(chan struct{}, 9), make(chan struct{}, 9)
			if err := b.visit(p.serve(`<score-field scene="langevin" autoplay></score-field>`, &slow{half, over}), false); err != nil {
				t.Fatal(err)
			}
			wait(t, "half of the program", func() bool { return len(half) > 0 })
			p.until("parseFloat(el?.shadowRoot?.querySelector('.bar > i')?.style.width) > 40") // what compiles on the way would have begun
			if i == 0 {                                                                        // what the browser says as a page is left for good, while it is still here: nothing is on its way then, nor asked for again
				p.finds("(dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })), new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))).then(() => el.shadowRoot.querySelector('.waiting') !== null)") // it may come back
				p.value("void dispatchEvent(new PageTransitionEvent('pagehide'))")
				wait(t, "an end of the request", func() bool { return len(over) > 0 })
				p.until("el.shadowRoot.querySelector('.waiting') === null")
				if len(half) > 1 {
					t.Error("a page that was left has asked again")
				}
			}
		}
		p.open(`<score-field scene="langevin" particles="400" autoplay></score-field>`)
		p.plays("el")
	})
}

// page is a browser's page in a test.
type page struct {
	t *testing.T
	browser
}

// slow hears when half of the program was sent, and when the request for it is over.
type slow struct{ half, over chan<- struct{} }

// serve is the address of a page with the given body, under the strict policy.
// Of the program it sends no more than a half to a slow one.
func (p page) serve(body string, slowly *slow) string {
	p.t.Helper()
	site := built.Page{Body: body, Folder: built.Folder, Policy: built.Policy}
	if slowly != nil {
		program, err := os.ReadFile(built.Path(p.t, "scorefield.wasm.gz"))
		if err != nil {
			p.t.Fatal(err)
		}
		site.Instead = map[string]http.HandlerFunc{"scorefield.wasm.gz": func(w http.ResponseWriter, r *http.Request) {
			w.Write(program[:len(program)/2])
			w.(http.Flusher).Flush()
			slowly.half <- struct{}{}
			select {
			case <-r.Context().Done(): // the page is left
				slowly.over <- struct{}{}
			case <-p.t.Context().Done():
			}
		}}
	}
	return site.Serve(p.t) + "page.html"
}

// open shows a page with the given body.
func (p page) open(body string) {
	p.t.Helper()
	p.visit(p.serve(body, nil))
}

func (p page) visit(url string) {
	p.t.Helper()
	if err := p.browser.visit(url, true); err != nil {
		p.t.Fatal(err)
	}
	// a page that writes its own address while it is left (replaceState) ends Firefox's
	// waiting at once: the browser is asked until it is there
	there := fmt.Sprintf("String(document.readyState === 'complete' && location.href.split('#')[0] === %q)", url)
	wait(p.t, "the page "+url, func() bool {
		v, err := p.eval(there)
		return err == nil && v == "true"
	})
}

// value is that of an expression, in which el is the page's first figure, as
// JSON, or a string as it is.
func (p page) value(expression string) string {
	p.t.Helper()
	text, err := p.eval("(async () => { const el = document.querySelector('score-field'); const v = await (" + expression + "); return typeof v === 'string' ? v : JSON.stringify(v ?? null); })()")
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return text
}

// finds fails the test unless a condition holds.
func (p page) finds(condition string) {
	p.t.Helper()
	if v := p.value(condition); v != "true" {
		p.t.Errorf("%s: %s", condition, v)
	}
}

// until waits for a condition.
func (p page) until(condition string) {
	p.t.Helper()
	wait(p.t, condition, func() bool { return p.value("Promise.resolve("+condition+").then(Boolean)") == "true" })
}

// plays waits until a figure's steps rise.
func (p page) plays(figure string) {
	p.t.Helper()
	p.until(figure + ".stats().then((s) => s.playing && s.step > 3)")
}

// shot is what the screen shows of a figure.
func (p page) shot(figure string) image.Image {
	p.t.Helper()
	var r struct{ X, Y, Width, Height, Wide float64 }
	box := p.value("(() => { const { x, y, width, height } = " + figure + ".getBoundingClientRect(); return { x, y, width, height, wide: innerWidth }; })()")
	if err := json.Unmarshal([]byte(box), &r); err != nil {
		p.t.Fatal(err)
	}
	b, err := p.screenshot()
	if err != nil {
		p.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		p.t.Fatal(err)
	}
	part := image.Rect(int(r.X), int(r.Y), int(r.X+r.Width), int(r.Y+r.Height)).Intersect(img.Bounds())
	if part.Dx() < 200 || part.Dy() < 100 {
		p.t.Fatalf("%v of the figure are on the screen of %v", part, img.Bounds())
	}
	return img.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(part)
}

// differing counts the pixels that differ plainly.
func differing(a, b image.Image) (n int) {
	r := a.Bounds().Intersect(b.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if d := grey(a, x, y) - grey(b, x, y); d > 10 || d < -10 {
				n++
			}
		}
	}
	return n
}

// inked counts the pixels that are not of the colour of most.
func inked(img image.Image) (n int) {
	of, r := map[color.Color]int{}, img.Bounds()
	most := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := img.At(x, y)
			of[c]++
			most = max(most, of[c])
		}
	}
	return r.Dx()*r.Dy() - most
}

// grey is the mean of a pixel's colours, 0 to 255.
func grey(img image.Image, x, y int) int {
	r, g, b, _ := img.At(x, y).RGBA()
	return int(r+g+b) / 3 >> 8
}

// handles are where the picture has the handles of two components, the lower left
// one first: the only solid dark discs of more than seven pixels.
func (p page) handles() (a, b image.Point, ok bool) {
	p.t.Helper()
	img := p.shot("el")
	r := img.Bounds()
	var sum [2]image.Point
	var n [2]int
	for y := r.Min.Y + 4; y < r.Max.Y-4; y++ {
		for x := r.Min.X + 4; x < r.Max.X-4; x++ {
			if i := min((x-r.Min.X)*2/r.Dx(), 1); solid(img, x, y) {
				sum[i], n[i] = sum[i].Add(image.Pt(x, y)), n[i]+1
			}
		}
	}
	if n[0] == 0 || n[1] == 0 {
		return a, b, false
	}
	return sum[0].Div(n[0]), sum[1].Div(n[1]), true
}

// solid reports whether the seven by seven pixels around a place are dark.
func solid(img image.Image, x, y int) bool {
	for v := y - 3; v <= y+3; v++ {
		for u := x - 3; u <= x+3; u++ {
			if grey(img, u, v) > 70 {
				return false
			}
		}
	}
	return true
}

// drag moves the pointer from a place to another with the button held.
func (p page) drag(from, to image.Point) {
	p.t.Helper()
	p.act(move(from))
	p.act(map[string]any{"type": "pointerDown", "button": 0})
	for i := range 6 {
		p.act(move(from.Add(to.Sub(from).Mul(i + 1).Div(6))))
	}
	p.act(map[string]any{"type": "pointerUp", "button": 0})
}

func move(to image.Point) map[string]any {
	return map[string]any{"type": "pointerMove", "x": to.X, "y": to.Y, "duration": 0}
}

// act does one thing with the pointer and lets the page show what comes of it.
func (p page) act(action map[string]any) {
	p.t.Helper()
	if err := p.pointer(action); err != nil {
		p.t.Fatal(err)
	}
	p.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
}
