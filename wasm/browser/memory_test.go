//go:build !js

package browser_test

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// weighed is a script before a worker's own: the page may ask all workers for the
// size of their programs' memories.
const weighed = `{
	const make = WebAssembly.instantiate, asked = new BroadcastChannel('memory');
	WebAssembly.instantiate = async (...given) => {
		const instance = await make(...given);
		asked.onmessage = () => asked.postMessage(instance.exports.mem.buffer.byteLength);
		return instance;
	};
}
`

// weighable is a page whose workers can be asked for their memories.
func weighable(t *testing.T, body string) *tab {
	t.Helper()
	p := newTab(t)
	p.origin = built.Page{Body: body, Folder: below, Policy: policy, Instead: map[string]http.HandlerFunc{
		"worker.js": func(w http.ResponseWriter, r *http.Request) {
			text, err := os.ReadFile(built.Path(t, "worker.js"))
			if err != nil {
				t.Error(err)
			}
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, weighed, string(text))
		},
	}}.Serve(t)
	p.do(chromedp.EmulateViewport(1000, 800)) // all figures within sight
	p.visit(p.origin + "page.html")
	return p
}

// weights are the sizes of the WebAssembly memories of the page's program and of those of its
// workers, in MB.
func (p *tab) weights() []float64 {
	p.t.Helper()
	return append([]float64{holds(p)[0]}, eval[[]float64](p, `new Promise((done) => {
		const channel = new BroadcastChannel('memory'), list = [], { workers } = window[Symbol.for('scorefield')].pool ?? { workers: [] };
		channel.onmessage = (e) => { list.push(e.data / 1e6); if (list.length === workers.length) done(list); };
		if (workers.length) channel.postMessage(''); else done(list);
	})`)...)
}

// TestMemoryIsBounded: a page with six clouds and the largest network that play holds no more than
// it may, however long they play: figures keep moments of their runs to go back to, up to a
// limit. With everything asked for, the clouds have a million particles each, and they play for ten minutes,
// in the second half of which no program's memory may grow any more. Then everything is set to
// the most that the table allows: it goes on, or says in a sentence why not, and the page
// answers as before.
func TestMemoryIsBounded(t *testing.T) {
	particles, layers, most := "20000", "2", 400.0 // MB
	if everything() {
		particles, layers, most = "1000000", "6", 1500
	}
	var body strings.Builder
	for _, scene := range []string{"langevin", `langevin" versus="mala`, "annealed", "sde", "own-data", "ncsn-fig3"} {
		fmt.Fprintf(&body, `<score-field scene="%s" particles="%s" controls="none" loading="eager" autoplay></score-field>`, scene, particles)
	}
	body.WriteString(`<score-field id="network" scene="matching" units="256" hidden-layers="` + layers + `" controls="none" loading="eager" autoplay></score-field>`)
	p := weighable(t, body.String())
	eval[any](p, "void document.querySelectorAll('score-field').forEach((figure) => { figure.style.cssText = 'float: left; width: 220px; margin: 4px'; })")
	const all = "[...document.querySelectorAll('score-field')]"
	p.until(all + ".every((figure) => last(figure)?.step > 3)")
	var held [3][]float64
	for i := range held {
		held[i] = p.weights()
		if i == 2 {
			break
		}
		if everything() {
			for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(time.Second) {
				eval[any](p, again)
			}
			continue
		}
		eval[any](p, "void (window.goals = new Map("+all+".map((figure) => [figure, last(figure).step + 8])))")
		p.until(again + ".then(() => [...goals].every(([figure, goal]) => last(figure).step >= goal || last(figure).step < goal - 8))")
	}
	t.Logf("MB of the page's program and the workers' at first, after half the time and at last: %.0f", held)
	for k, last := range held[2] {
		if last > most {
			t.Errorf("%.0f MB, allowed are %.0f", last, most)
		}
		if k >= len(held[1]) { // another worker has come
			continue
		}
		if grown := last - held[1][k]; everything() && grown > 0.1*held[1][k] {
			t.Errorf("in the second five minutes it has grown by %.0f MB to %.0f", grown, last)
		}
	}

	// What is asked of the figures of a page that is as full as that.
	if n := eval[int](p, all+".filter((figure) => figure.params.particles !== '"+particles+"' && figure !== network).length"); n > 0 {
		t.Errorf("%d figures have not as many particles as they were to", n)
	}
	runs, refused := 0, 0
	largest := []struct {
		set     string
		refused string // the field; none if it is to run
	}{
		{"{ units: 256, 'hidden-layers': 6, batch: 8192, projections: 64, dataset: 1e6, race: 'on' }", "units"},
		{"{ scene: 'digits', particles: 1e6 }", "particles"},
		{"{ scene: 'langevin', sampler: 'tempering', levels: 1000, particles: 1e6 }", "particles"},
		{"{ dataset: 1e6 }", ""}, {"{ units: 16, 'hidden-layers': 1, projections: 64, batch: 256 }", ""}, {"{ projections: 1, batch: 8192 }", ""},
		{"{ race: 'on', model: 'energy', batch: 8192, projections: 64, units: 256 }", "units"}, {"{ batch: 128, objective: 'ladder', levels: 1000 }", ""},
		{"{ scene: 'digits', side: '16', dataset: 1e6 }", ""},
	}
	asked := 6 // how many of the clouds
	if !everything() {
		largest, asked = largest[:5], 2
	}
	for _, c := range largest {
		got := eval[struct{ Field, Value, Range, Message string }](p, "network.set("+c.set+").then(() => ({}), (err) => ({ field: err.field, value: err.value, range: err.range, message: err.message }))")
		if got.Field != c.refused || c.refused != "" && (len(got.Message) < 60 || got.Value == "") {
			t.Errorf("%s: %+v", c.set, got)
		}
		if c.refused != "" {
			refused++
			continue
		}
		runs++
		eval[any](p, "void network.train(2).then(() => { window.trained = network.params.units + network.params.batch; })")
		p.until("window.trained && (window.trained = '', true)")
	}
	t.Logf("of %d settings with the most that the table allows %d run and %d are refused", runs+refused, runs, refused)
	for k := range asked {
		figure := fmt.Sprintf("%s[%d]", all, k)
		eval[any](p, "void (window.at = NaN, "+figure+".pause().then(() => "+figure+".stats()).then((s) => { window.at = s.step; }))")
		p.until("window.at >= 0")
		eval[any](p, "void "+figure+".reset().then(() => "+figure+".step(1)).then(() => "+figure+".stats()).then((s) => { window.at = -s.step; })")
		p.until("window.at < 0")
	}
	last := p.weights()
	t.Logf("at the very last %.0f MB", last)
	if most := most + 200; slices.Max(last) > most {
		t.Errorf("%.0f MB, allowed are %.0f", last, most)
	}
}

// TestGraphicsAreTakenAHundredTimes, or a few times if not everything is asked for: no experiment is
// lost, and the figures come back by themselves. Losses are minutes apart by the page's clock, which
// the test sets: otherwise the engine waits ever longer.
func TestGraphicsAreTakenAHundredTimes(t *testing.T) {
	times := 4
	if everything() {
		times = 100
	}
	p := newTab(t)
	p.before("{ const now = performance.now.bind(performance); window.later = 0; performance.now = () => now() + window.later; }")
	p.origin = serve(t, `<score-field scene="langevin" particles="500" seed="7" ratio="3/1"></score-field><score-field id="other" scene="matching" units="16" seed="3" ratio="3/1"></score-field>`)
	p.visit(p.origin + "page.html")
	p.until("live(el) && live(other)")
	eval[any](p, "el.step(25).then(() => other.train(30)).then(() => el.set({ epsilon: 0.02 }))")
	before, state := eval[int](p, bits), eval[[]string](p, "Promise.all([el.getState(), other.getState(), other.stats().then((s) => String(s.training.loss))])")
	var heap []float64
	for n := range times {
		p.lose(n%2 == 0)
		p.until(fmt.Sprintf("live(other) > %d", n+1))
		eval[any](p, "void (window.later += 600000)")
		if n%10 == 9 || n < 4 {
			heap = append(heap, holds(p)[1])
			if after := eval[int](p, bits); after != before {
				t.Fatalf("after %d losses it has other particles", n+1)
			}
			if now := eval[[]string](p, "Promise.all([el.getState(), other.getState(), other.stats().then((s) => String(s.training.loss))])"); !slices.Equal(now, state) {
				t.Fatalf("after %d losses the states are\n%q\nand were\n%q", n+1, now, state)
			}
		}
	}
	t.Logf("%d losses; heap of scripts %.1f MB", times, heap)
	if n := eval[int](p, frames); n != 1 {
		t.Errorf("%d frames", n)
	}
	if first, last := heap[1], heap[len(heap)-1]; everything() && last > 2*first {
		t.Errorf("the page's scripts hold %.1f MB, and %.1f after two losses", last, first)
	}
	eval[any](p, "el.play()")
	p.until("last(el)?.step > 30")
	if n := eval[int](p, "el.shadowRoot.querySelectorAll('.note').length"); n != 0 {
		t.Errorf("%d notes stand over a figure that is back", n)
	}
}
