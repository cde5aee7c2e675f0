//go:build !js

package browser_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// report replaces a benchmark's time by what it measured itself.
func report(b *testing.B, value float64, unit string) {
	b.Helper()
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(value, unit)
}

// firstMotion is an expression: the milliseconds from an action on a figure until its
// first picture after a step has been drawn. The figure says that it has gone on in the
// midst of the task that draws it.
func firstMotion(figure, action string) string {
	return `((figure, act) => new Promise((done) => {
		const begin = performance.now();
		const went = (e) => {
			if (!(e.detail.step > 0)) return;
			figure.removeEventListener('frame', went);
			setTimeout(() => done(performance.now() - begin));
		};
		figure.addEventListener('frame', went);
		act(figure);
	}))(` + figure + `, ` + action + `)`
}

// BenchmarkPoster is the time from navigation to the poster of a page with nothing but
// a figure, and how much of it the page's thread works, which a busy machine does not
// lengthen: medians of nine.
func BenchmarkPoster(b *testing.B) {
	const painted = "performance.getEntriesByName('first-contentful-paint')"
	var times, thread []float64
	for range 9 {
		p := newTab(b)
		if _, err := chromedp.Call(p.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
			b.Fatal(err)
		}
		p.origin = serve(b, `<score-field scene="langevin" reveal="interaction"></score-field>`)
		p.visit(p.origin + "page.html")
		p.until(painted + ".length && el.shadowRoot.querySelector('.poster > img')?.complete")
		thread = append(thread, 1e3*busy(p))
		times = append(times, eval[float64](p, painted+"[0].startTime"))
		p.visit("about:blank")
	}
	for b.Loop() { // the pages were opened
	}
	slices.Sort(times)
	slices.Sort(thread)
	report(b, times[4], "ms")
	b.ReportMetric(thread[4], "ms-of-the-processor")
}

// BenchmarkStart is the time from a click on the poster's button to the first picture
// after a step, nothing fetched before: the median of five, and as one bar where the
// time of that one goes. From local disk, and over a line of ten megabits a second with
// 40 ms of delay.
func BenchmarkStart(b *testing.B) {
	for _, line := range []struct {
		name string
		rate float64 // bytes a second, −1: as fast as it goes
	}{{"disk", -1}, {"10Mbit", 10e6 / 8}} {
		b.Run(line.name, func(b *testing.B) {
			runs := make([]start, 5)
			for i := range runs {
				runs[i] = started(b, line.rate)
			}
			for b.Loop() { // the pages were opened
			}
			slices.SortFunc(runs, func(p, q start) int { return cmp.Compare(p.total, q.total) })
			middle := runs[len(runs)/2]
			report(b, middle.total, "ms")
			b.ReportMetric(runs[len(runs)-1].total, "ms-worst")
			var bar strings.Builder
			for i, stage := range startStages {
				fmt.Fprintf(&bar, "%s %s %.0f ", strings.Repeat("█", int(40*middle.parts[i]/middle.total+0.5)), stage.name, middle.parts[i])
			}
			b.Logf("%.0f ms: %s", middle.total, bar.String())
		})
	}
}

// start is how long the start of a figure took, in milliseconds, and each of startStages.
type start struct {
	total float64
	parts []float64
}

// started starts a figure in a page of its own, over a line of so many bytes a second.
func started(b *testing.B, rate float64) (s start) {
	b.Helper()
	p := open(b, `<score-field scene="langevin" reveal="interaction" autoplay></score-field>`)
	p.until("el.shadowRoot && el.shadowRoot.querySelector('button')")
	if rate > 0 {
		if _, err := chromedp.Call(p.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Latency: 40, DownloadThroughput: rate, UploadThroughput: rate}}}); err != nil {
			b.Fatal(err)
		}
	}
	s.total = eval[float64](p, firstMotion("el", "() => el.shadowRoot.querySelector('button').click()"))
	marks := eval[map[string]float64](p, `Object.fromEntries(performance.getEntriesByType('mark').filter((m) => m.name.startsWith('scorefield ')).map((m) => [m.name.slice(11), m.startTime]))`)
	begin := marks["asked"]
	last := begin
	for _, stage := range startStages {
		at := marks[stage.mark]
		if stage.mark == "" {
			at = begin + s.total
		} else if at == 0 {
			b.Fatalf("the page does not say when it had %s: %v; is public/ what ./build.sh makes of this tree?", stage.mark, marks)
		}
		at = max(at, last) // what has come while something else was waited for costs nothing
		s.parts = append(s.parts, at-last)
		last = at
	}
	p.visit("about:blank") // a figure that plays on in another tab takes the next one's time
	return s
}

// startStages are what the start of a figure goes through, each until the page's
// record of times has its mark; the last until the first frame.
var startStages = []struct{ name, mark string }{
	{"context", "probed"}, {"download", "loaded"}, {"unpacking", "unpacked"}, {"compiling", "compiled"}, {"frame", "met"},
	{"instantiating", "instantiated"}, {"Go and Ebitengine", "started"}, {"first frame", ""},
}

// BenchmarkNextFigure is the time from the insertion of a further figure into a
// page in which one plays until its picture after a step has been drawn and copied:
// the median of nine, and the worst.
func BenchmarkNextFigure(b *testing.B) {
	p := open(b, `<score-field scene="langevin" autoplay></score-field>`)
	p.until("last(el)?.step > 5")
	var times []float64
	for range 9 {
		times = append(times, eval[float64](p, `new Promise((done) => {
			const figure = document.createRange().createContextualFragment('<score-field scene="langevin" loading="eager" autoplay></score-field>').firstChild;
			const begin = performance.now();
			el.before(figure);
			const canvas = figure.shadowRoot.querySelector('.stage > canvas');
			new MutationObserver((_, observer) => { // the canvas has its picture's size when it has its first picture
				if (!(last(figure)?.step > 0)) return;
				observer.disconnect();
				done(performance.now() - begin);
			}).observe(canvas, { attributes: true });
		})`))
		eval[any](p, "el.nextElementSibling.remove()")
		p.until("last(el)?.step > 20")
	}
	for b.Loop() { // it has been measured
	}
	slices.Sort(times)
	report(b, times[len(times)/2], "ms")
	b.ReportMetric(times[len(times)-1], "ms-worst")
}

// BenchmarkFrames is how smoothly clouds of different size flow at 800×600, by
// the clock of the page's own animation frames, which share its thread.
func BenchmarkFrames(b *testing.B) {
	for _, n := range []int{20_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := flowing(b, n, "")
			gaps := eval[[]float64](p, gapsOfFrames)
			for b.Loop() { // the page ran on its own
			}
			report(b, float64(len(gaps))/3, "frames/s")
			b.ReportMetric(gaps[len(gaps)*95/100], "ms-95%")
			b.ReportMetric(eval[stats](p, "el.stats()").StepNs, "ns/particle-step")
		})
	}
}

// BenchmarkFramesBound is how many frames a second any page can have that draws a canvas of 800×600 by
// WebGL where BenchmarkFrames is measured: one that is cleared, one that is
// also covered by one colour, one that is covered by a picture that is sent in every frame, and this one
// with a picture under it that stays.
func BenchmarkFramesBound(b *testing.B) {
	for level, name := range []string{"cleared", "covered", "sent", "two"} {
		b.Run(name, func(b *testing.B) {
			p := open(b, `<canvas width="800" height="600"></canvas>`)
			eval[any](p, fmt.Sprintf(bareCanvas, level))
			p.frames(20)
			gaps := eval[[]float64](p, gapsOfFrames)
			for b.Loop() { // the page ran on its own
			}
			report(b, float64(len(gaps))/3, "frames/s")
			p.visit("about:blank")
		})
	}
}

// bareCanvas is a script that draws the page's canvas in every frame: 0 clears it, 1 covers it with a
// colour, 2 with a picture that is sent, 3 with one that stays and then with one that is sent.
const bareCanvas = `void ((level) => {
	const gl = document.querySelector('canvas').getContext('webgl2', { antialias: false, depth: false, stencil: false });
	const compile = (kind, text) => { const s = gl.createShader(kind); gl.shaderSource(s, text); gl.compileShader(s); return s; };
	const program = gl.createProgram();
	gl.attachShader(program, compile(gl.VERTEX_SHADER, '#version 300 es\nin vec2 at; out vec2 p; void main() { p = at; gl_Position = vec4(2.0 * at - 1.0, 0, 1); }'));
	gl.attachShader(program, compile(gl.FRAGMENT_SHADER, '#version 300 es\nprecision mediump float; in vec2 p; uniform sampler2D t; out vec4 c; void main() { c = ' + (level > 1 ? 'texture(t, p)' : 'vec4(0.5)') + '; }'));
	gl.linkProgram(program);
	gl.useProgram(program);
	gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
	gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
	gl.enableVertexAttribArray(0);
	gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
	gl.enable(gl.BLEND);
	gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
	const pixels = new Uint8Array(4 * 800 * 600).map((_, i) => i * 2654435761 >>> 24);
	const textures = [0, 1].map(() => {
		const texture = gl.createTexture();
		gl.bindTexture(gl.TEXTURE_2D, texture);
		gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
		gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
		gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 800, 600, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
		return texture;
	});
	let n = 0;
	const frame = () => {
		gl.clearColor(0, 0, 0, ++n %% 2);
		gl.clear(gl.COLOR_BUFFER_BIT);
		if (level === 3) {
			gl.bindTexture(gl.TEXTURE_2D, textures[0]);
			gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
		}
		gl.bindTexture(gl.TEXTURE_2D, textures[1]);
		if (level >= 2) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 800, 600, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
		if (level >= 1) gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
		requestAnimationFrame(frame);
	};
	frame();
})(%d)`

// flowing is a page in which a cloud of n particles flows at 800×600, by the build in folder
// site or, if that is empty, this one.
func flowing(b *testing.B, n int, site string) *tab {
	b.Helper()
	p := newTab(b)
	p.origin = built.Page{Body: fmt.Sprintf(`<score-field scene="langevin" particles="%d" autoplay controls="none"></score-field>`, n), Folder: below, Policy: policy, Site: site}.Serve(b)
	p.visit(p.origin + "page.html")
	eval[any](p, "void Object.assign(el.style, { width: '800px', aspectRatio: '4 / 3' })")
	p.until("last(el)?.step > 10")
	return p
}

// gapsOfFrames is an expression: the milliseconds between the page's animation frames in
// three seconds, from the least.
const gapsOfFrames = `new Promise((done) => { const gaps = []; let last = 0, begin = 0;
	const tick = (now) => { if (last) gaps.push(now - last); else begin = now; last = now; now - begin < 3000 ? requestAnimationFrame(tick) : done(gaps.sort((a, b) => a - b)); };
	requestAnimationFrame(tick); })`

// BenchmarkBefore sets this build beside another, whose public/ is SCOREFIELD_BEFORE: frames
// a second, and the time from a click to the first picture after a step, medians of five
// rounds in which both come by turns.
func BenchmarkBefore(b *testing.B) {
	before := os.Getenv("SCOREFIELD_BEFORE")
	if before == "" {
		b.Skip("SCOREFIELD_BEFORE is not the public/ of another build")
	}
	measures := []struct {
		name, unit string
		of         func(site string) float64
	}{{"start", "ms", func(site string) float64 {
		p := newTab(b)
		p.origin = built.Page{Body: `<score-field scene="langevin" reveal="interaction" autoplay></score-field>`, Folder: below, Policy: policy, Site: site}.Serve(b)
		p.visit(p.origin + "page.html")
		p.until("el.shadowRoot && el.shadowRoot.querySelector('button')")
		defer p.visit("about:blank")
		return eval[float64](p, firstMotion("el", "() => el.shadowRoot.querySelector('button').click()"))
	}}}
	for _, n := range []int{20_000, 100_000, 1_000_000} {
		measures = append(measures, struct {
			name, unit string
			of         func(site string) float64
		}{fmt.Sprint(n), "frames/s", func(site string) float64 {
			p := flowing(b, n, site)
			defer p.visit("about:blank")
			return float64(len(eval[[]float64](p, gapsOfFrames))) / 3
		}})
	}
	for _, m := range measures {
		var now, then []float64
		for range 5 {
			then, now = append(then, m.of(before)), append(now, m.of(""))
		}
		b.Run(m.name, func(b *testing.B) {
			for b.Loop() { // it has been measured
			}
			slices.Sort(now)
			slices.Sort(then)
			report(b, now[2], m.unit)
			b.ReportMetric(then[2], m.unit+"-before")
		})
	}
}

// BenchmarkOwnData is the time from the drop of a file of 300,000 rows on a figure
// that plays until its first step on them has been drawn, and how much of it the page's thread
// has a processor, which a busy machine does not lengthen.
func BenchmarkOwnData(b *testing.B) {
	p := open(b, `<score-field scene="own-data" autoplay></score-field>`)
	p.until("last(el)?.step > 5")
	eval[any](p, `void (() => {
		const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()), lines = ['x,y'];
		for (let i = 0; i < 300_000; i++) lines.push(normal().toFixed(6) + ',' + (100 * normal()).toFixed(4));
		window.rows = lines.join('\n');
	})()`)
	if _, err := chromedp.Call(p.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
		b.Fatal(err)
	}
	sum, thread, n := 0.0, -busy(p), 0
	for b.Loop() {
		sum += eval[float64](p, fmt.Sprintf(`new Promise((done) => {
			const transfer = new DataTransfer(), name = 'rows%d.csv';
			transfer.items.add(new File([rows], name, { type: 'text/csv' }));
			const begin = performance.now(), moved = (e) => {
				if (e.detail.step === 0 || !el.shadowRoot.querySelector('.said').textContent.startsWith(name)) return;
				el.removeEventListener('frame', moved);
				requestAnimationFrame(() => done(performance.now() - begin)); // the picture of this frame has been made
			};
			el.addEventListener('frame', moved);
			el.shadowRoot.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
		})`, n))
		n++
	}
	report(b, sum/float64(n), "ms")
	b.ReportMetric(1e3*(thread+busy(p))/float64(n), "ms-of-the-processor")
}

// BenchmarkPaused is what a paused figure costs the main thread.
func BenchmarkPaused(b *testing.B) {
	p := open(b, `<score-field scene="langevin" autoplay></score-field>`)
	p.until("last(el)?.step > 5")
	eval[any](p, "el.pause()")
	if _, err := chromedp.Call(p.ctx, performance.Enable, performance.EnableParams{}); err != nil {
		b.Fatal(err)
	}
	time.Sleep(time.Second) // trails fade
	before := busy(p)
	time.Sleep(3 * time.Second)
	for b.Loop() { // time went by on its own
	}
	report(b, 1e3*(busy(p)-before)/3, "ms-per-s")
}

// BenchmarkOffScreen is what twenty figures that play cost the main thread's processor
// when none of them is to be seen.
func BenchmarkOffScreen(b *testing.B) {
	p := open(b, strings.Repeat(`<score-field scene="langevin" particles="2000" loading="eager" autoplay></score-field>`, 20)+`<div id="far"></div>`)
	eval[any](p, "void (far.style.height = '9000px')")
	p.until("[...document.querySelectorAll('score-field')].every((figure) => live(figure)) && last(el)?.step > 5")
	eval[any](p, "void scrollTo(0, document.body.scrollHeight)")
	if _, err := chromedp.Call(p.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
		b.Fatal(err)
	}
	time.Sleep(time.Second) // what had begun comes to its end
	before := busy(p)
	time.Sleep(3 * time.Second)
	for b.Loop() { // time went by on its own
	}
	report(b, 1e3*(busy(p)-before)/3, "ms-of-the-processor-per-s")
}

// busy is how many seconds the page's main thread has worked.
func busy(p *tab) float64 {
	p.t.Helper()
	r, err := chromedp.Call(p.ctx, performance.GetMetrics, struct{}{})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, m := range r.Metrics {
		if m.Name == "TaskDuration" {
			return m.Value
		}
	}
	p.t.Fatal("the browser does not say how long it worked")
	return 0
}

// BenchmarkWire is what a reader downloads for a page with one figure.
func BenchmarkWire(b *testing.B) {
	p := open(b, `<score-field scene="langevin" autoplay></score-field>`)
	p.until("last(el)?.step > 5")
	sum := int64(0)
	for _, r := range p.asked() {
		u, err := url.Parse(r)
		if err != nil || !strings.HasPrefix(r, p.origin) {
			continue
		}
		if info, err := os.Stat(filepath.Join(site(b), strings.TrimPrefix(u.Path, below))); err == nil {
			sum += info.Size()
		}
	}
	for b.Loop() { // nothing to repeat
	}
	report(b, float64(sum), "bytes")
}

// BenchmarkMemory is what the program of a page holds while a figure of a scene
// plays, and by how much that grows in ten seconds, or in SCOREFIELD_MINUTES,
// beside the page's heap of scripts. Figures keep moments of their run to go back
// to, up to a limit; what grows in the second half too has none.
func BenchmarkMemory(b *testing.B) {
	span, name := 10*time.Second, ""
	if m, err := strconv.Atoi(os.Getenv("SCOREFIELD_MINUTES")); err == nil && m > 0 {
		span, name = time.Duration(m)*time.Minute, fmt.Sprintf("-%d-minutes", m)
	}
	for _, scene := range []string{"langevin", "matching", "sde"} {
		p := open(b, fmt.Sprintf(`<score-field scene="%s" loading="eager" autoplay></score-field>`, scene))
		p.until("last(el)?.step > 1")
		time.Sleep(3 * time.Second) // what is made once has been made
		var held [3][2]float64      // at first, after half the time, and at last
		for i := range held {
			held[i] = holds(p)
			for end := time.Now().Add(span / 2); i < 2 && time.Now().Before(end); time.Sleep(time.Second) {
				eval[any](p, again)
			}
		}
		for k, part := range []string{scene, scene + "-scripts"} {
			b.Run(part+name, func(b *testing.B) {
				for b.Loop() { // time went by on its own
				}
				report(b, held[2][k], "MB")
				b.ReportMetric(held[2][k]-held[0][k], "MB-growth")
				b.ReportMetric(held[2][k]-held[1][k], "MB-growth-in-second-half")
			})
		}
	}
}

// again is an expression that plays figures that have come to their end.
const again = "Promise.all([...document.querySelectorAll('score-field')].filter((figure) => last(figure) && !last(figure).playing).map((figure) => figure.reset().then(() => figure.play())))"

// BenchmarkTwentyFigures is what a page with twenty figures holds after all have
// been seen: the program's memory, the canvases of the pictures, and the heap of
// scripts.
func BenchmarkTwentyFigures(b *testing.B) {
	p := open(b, strings.Repeat(`<score-field scene="langevin" autoplay></score-field>`, 20))
	for i := range 20 {
		this := fmt.Sprintf("document.querySelectorAll('score-field')[%d]", i)
		eval[any](p, "void "+this+".scrollIntoView({block: 'center'})")
		p.until("last(" + this + ")?.step > 5")
	}
	held := holds(p)
	pictures := eval[float64](p, `[...document.querySelectorAll('score-field')].flatMap((figure) => [...figure.shadowRoot.querySelectorAll('canvas')]).reduce((sum, c) => sum + 4 * c.width * c.height, 0) / 1e6`)
	for b.Loop() { // it has been measured
	}
	report(b, held[0], "MB")
	b.ReportMetric(pictures, "MB-of-pictures")
	b.ReportMetric(held[1], "MB-of-scripts")
}

// BenchmarkScroll is the longest task of script while a page with twenty figures
// that play is scrolled through, a screen a second, and how many take more than
// 50 ms; beside them what starting the engine took at most.
func BenchmarkScroll(b *testing.B) {
	p := open(b, strings.Repeat(`<score-field scene="langevin" autoplay></score-field>`, 20))
	p.until("last(el)?.step > 5")
	const tasks = `new Promise((done) => setTimeout(() => { done(tasks.splice(0).sort((a, b) => b - a)); }))`
	eval[any](p, `void (window.tasks = [], new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask', buffered: true }))`)
	start := append(eval[[]float64](p, tasks), 0)
	eval[any](p, `new Promise((done) => {
		let before = performance.now();
		const scroll = (now) => {
			scrollBy({ top: (now - before) / 1000 * innerHeight, behavior: 'instant' });
			before = now;
			if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) requestAnimationFrame(scroll); else done();
		};
		requestAnimationFrame(scroll);
	})`)
	moving := append(eval[[]float64](p, tasks), 0)
	for b.Loop() { // it has been measured
	}
	report(b, moving[0], "ms-longest") // 0: none took more than 50
	b.ReportMetric(float64(len(moving)-1), "tasks-over-50ms")
	b.ReportMetric(start[0], "ms-start")
}

// holds is the WebAssembly memory of the page's program and the heap of its
// scripts after a collection, in MB.
func holds(p *tab) [2]float64 {
	p.t.Helper()
	program := eval[float64](p, `window[Symbol.for('scorefield')].engine.memory / 1e6`)
	if _, err := chromedp.Call(p.ctx, heapprofiler.CollectGarbage, struct{}{}); err != nil {
		p.t.Fatal(err)
	}
	heap, err := chromedp.Call(p.ctx, runtime.GetHeapUsage, struct{}{})
	if err != nil {
		p.t.Fatal(err)
	}
	return [2]float64{program, heap.UsedSize / 1e6}
}

// workshop is the page of wasm/bench with our program in it and, with peers,
// TensorFlow.js: ./build.sh bench makes the one and fetches the other.
func workshop(b *testing.B, peers bool) *tab {
	b.Helper()
	p := newTab(b)
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("../bench/page")))
	for _, name := range []string{"ours.wasm", "vec.test.wasm", "wasm_exec.js"} {
		file := filepath.Join("..", "..", ".build", name)
		if _, err := os.Stat(file); err != nil {
			b.Skip(file + " is missing: run ./build.sh bench")
		}
		mux.HandleFunc("/"+name, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) })
	}
	mux.Handle("/tensorflow/", http.StripPrefix("/tensorflow/", http.FileServer(http.Dir("../bench/node_modules/@tensorflow"))))
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	server := built.NewServer(mux)
	b.Cleanup(server.Close)
	p.visit(server.URL)
	eval[any](p, fmt.Sprintf("start(%t)", peers))
	return p
}

// peers reports whether this run compares with others' programs.
func peers() bool { return os.Getenv("SCOREFIELD_PEERS") != "" }

// piece is a short piece of work: an expression with the value of what is
// measured.
type piece struct{ name, unit, expression string }

// interleave does all pieces in turn, several times over, and reports medians. Where no piece is
// asked for nothing is done.
func interleave(b *testing.B, p *tab, pieces []piece, rounds int) {
	b.Helper()
	values := make([][]float64, len(pieces))
	measure := sync.OnceFunc(func() {
		for range rounds {
			for i, w := range pieces {
				values[i] = append(values[i], eval[float64](p, w.expression))
			}
		}
	})
	for i, w := range pieces {
		b.Run(w.name, func(b *testing.B) {
			measure()
			for b.Loop() { // it has been measured
			}
			slices.Sort(values[i])
			report(b, values[i][rounds/2], w.unit)
		})
	}
}

// BenchmarkWork is the work that has a name, and with peers beside each piece
// the same by TensorFlow.js, in the same page.
func BenchmarkWork(b *testing.B) {
	p := workshop(b, peers())
	var pieces []piece
	for _, w := range eval[[]struct{ Name, Unit string }](p, "ours.work()") {
		pieces = append(pieces, piece{w.Name, w.Unit, fmt.Sprintf("ours.run(%q, 150)", w.Name)})
		if peers() && (strings.HasPrefix(w.Name, "denoising") || strings.HasPrefix(w.Name, "sliced-vr")) {
			pieces = append(pieces, rivals(w.Name, w.Unit, "wasm", "tuned", "cpu")...)
		}
	}
	if peers() {
		pieces = append(pieces, products()...)
	}
	interleave(b, p, pieces, 3)
}

// rivals are TensorFlow.js doing the named work, in the ways that
// wasm/bench/page/bench.js explains.
func rivals(name, unit string, ways ...string) (list []piece) {
	for _, way := range ways {
		list = append(list, piece{name + "@TensorFlow.js " + way, unit, fmt.Sprintf("tfjs.run(%q, %q, 150)", way, name)})
	}
	return list
}

// products are the dense layer 128×128 both ways and its gradient, TensorFlow.js
// by the fastest way it has. Ours goes back with the same kernel as forth, W
// turned once a step.
func products() (list []piece) {
	for _, w := range []struct{ name, kernel string }{{"dense-forward", "forward"}, {"dense-dX", "forward"}, {"dense-dW", "gradient"}} {
		list = append(list, piece{w.name, "GFLOP/s", fmt.Sprintf("kernels.run(%q, 150)", w.kernel)})
		list = append(list, rivals(w.name, "GFLOP/s", "tuned")...)
	}
	return list
}

// BenchmarkQuality is the seconds until the published toy is learnt to ½E‖s_θ −
// s‖² ≤ 0.05, by the published setting and by the best of each, and until digits are, see
// bench.Digits, once: that takes a minute or two with peers.
func BenchmarkQuality(b *testing.B) {
	p := workshop(b, peers())
	var pieces []piece
	for setting, way := range map[string]string{"published": "wasm", "best": "tuned"} {
		name := "quality-" + setting
		pieces = append(pieces, piece{name, "s", fmt.Sprintf("ours.learn(%q, Math.ceil(1e6 * Math.random())).seconds", setting)})
		if peers() {
			pieces = append(pieces, piece{name + "@TensorFlow.js " + way, "s", fmt.Sprintf("tfjs.learn(%q).then((r) => r.seconds)", setting)})
		}
	}
	interleave(b, p, pieces, 3)
	learnDigits(b, p, "quality-digits", "ours.learnDigits(Math.ceil(1e6 * Math.random()))")
	if peers() {
		learnDigits(b, p, "quality-digits@TensorFlow.js tuned", "tfjs.learnDigits('tuned')")
	}
}

// learnDigits reports how long somebody took to learn digits, and in how many steps.
func learnDigits(b *testing.B, p *tab, name, expression string) {
	b.Run(name, func(b *testing.B) {
		for b.Loop() { // once, with the benchtime of 1x that ./build.sh bench gives
			r := eval[struct{ Seconds, Steps, Distance float64 }](p, expression)
			if !(r.Distance <= 6) {
				b.Errorf("after %g steps the Fréchet distance is %.1f", r.Steps, r.Distance)
			}
			report(b, r.Seconds, "s")
			b.ReportMetric(r.Steps, "steps")
		}
	})
}
