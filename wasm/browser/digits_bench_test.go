//go:build !js

package browser_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// BenchmarkDigits is how long a figure that plays takes from the click on it until its digits
// are legible: of 500 samples the classifier's mean confidence is 0.9 or more and each class has
// 4 % or more, looked at every 250 training steps, which takes no part in the time (nor does
// what the classifier may still have to learn: 300 steps, one a frame). Beside it are the
// milliseconds of a training step, the seconds in which a figure at rest makes 64 whole samples,
// and how many frames a second the page itself has in the same run: while the figure plays,
// while nothing moves, and the bounds of that on this machine:
//
//	spun      nothing moves, and a worker that has nothing to do with the figure keeps a processor
//	drawn     samples move, no network learns, and a picture is drawn in every frame
//	drawn-spun  both
func BenchmarkDigits(b *testing.B) {
	for _, kind := range []struct {
		name, attributes string
		most             int // training steps
	}{
		{"8x8", `seed="1"`, 3000},
		{"8x8-seed-2", `seed="2"`, 3000},
		{"8x8-seed-3", `seed="3"`, 3000},
		{"8x8-without-labels", `labels="off"`, 3000},
		{"16x16", `side="16" rate="0.002" rate-steps="6000" target-steps="6000" sigma-max="12" solver-steps="80" churn="40"`, 6000},
	} {
		b.Run(kind.name, func(b *testing.B) {
			p := newTab(b)
			p.origin = built.Page{Body: `<score-field scene="digits" reveal="interaction" ` + kind.attributes + `></score-field>`, Folder: below, Policy: policy,
				Instead: map[string]http.HandlerFunc{"spin.js": func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/javascript")
					fmt.Fprint(w, "for (;;);")
				}}}.Serve(b)
			p.visit(p.origin + "page.html")
			p.until("el.shadowRoot && el.shadowRoot.querySelector('button')")
			eval[any](p, `void (() => {
				window.paints = { n: 0, at: performance.now() };
				const next = () => { paints.n++; requestAnimationFrame(next); };
				requestAnimationFrame(next);
				window.spin = (on) => { window.spinner?.terminate(); window.spinner = on ? new Worker('spin.js') : null; };
			})()`)
			frames := func() float64 { // a second since the last call
				return eval[float64](p, `(() => {
					const now = performance.now(), rate = 1000 * paints.n / (now - paints.at);
					paints.n = 0; paints.at = now;
					return rate;
				})()`)
			}
			during := func(span time.Duration) float64 {
				frames()
				time.Sleep(span) // what is measured is a rate
				return frames()
			}
			spun := func() float64 {
				eval[any](p, "spin(true)")
				defer eval[any](p, "spin(false)")
				return during(3 * time.Second)
			}
			still := during(2 * time.Second)
			idle := spun()
			played, playing, spent := 0., time.Duration(0), time.Duration(0) // frames, and in what time
			frames()
			begin := time.Now()
			eval[any](p, "el.play()") // a click does this
			var v struct{ Confidence, Least, Step, Sampled float64 }
			for goal := 250; ; goal += 250 {
				p.until(fmt.Sprintf("last(el)?.training.step >= %d", min(goal, kind.most)))
				eval[any](p, "el.pause()")
				rate, gone := frames(), time.Since(begin)
				spent += gone
				if goal > 250 { // in the first the program comes, is compiled and starts
					played, playing = played+rate*gone.Seconds(), playing+gone
				}
				eval[any](p, `(async () => {
					await el.set({ particles: 64 });
					await el.reset();   // a run that is over has nothing to do
					const begin = performance.now();
					await el.step(10_000);
					window.sampled = performance.now() - begin;
					await el.set({ particles: 500 });
				})()`)
				eval[any](p, "el.step(10_000)")
				v = eval[struct{ Confidence, Least, Step, Sampled float64 }](p, `el.stats().then((s) => ({ Confidence: s.pictures?.confidence ?? 0, Least: s.pictures?.leastShare ?? 0, Step: s.training.step, Sampled: sampled }))`)
				b.Logf("%.1f s, step %g: confidence %.3f, least share %.3f; 64 pictures in %.2f s; %.0f frames a second", spent.Seconds(), v.Step, v.Confidence, v.Least, v.Sampled/1e3, rate)
				if goal > 250 && v.Confidence >= 0.9 && v.Least >= 0.04 || v.Step >= float64(kind.most) {
					break
				}
				eval[any](p, "el.set({ particles: 64 })")
				frames()
				begin = time.Now()
				eval[any](p, "el.play()")
			}
			eval[any](p, `el.set({ particles: 64, 'solver-steps': 10000, 'target-steps': 1 }).then(() => el.reset()).then(() => el.play())`)
			p.until("last(el)?.playing && last(el)?.step > 3")
			drawn := during(3 * time.Second)
			both := spun()
			for b.Loop() { // it has been measured
			}
			report(b, spent.Seconds(), "s-to-legible")
			b.ReportMetric(1e3*spent.Seconds()/v.Step, "ms/step")
			b.ReportMetric(v.Sampled/1e3, "s/64-pictures")
			b.ReportMetric(played/playing.Seconds(), "frames/s")
			b.ReportMetric(still, "frames/s-still")
			b.ReportMetric(idle, "frames/s-spun")
			b.ReportMetric(drawn, "frames/s-drawn")
			b.ReportMetric(both, "frames/s-drawn-spun")
			b.ReportMetric(v.Confidence, "confidence")
			if v.Confidence < 0.9 || v.Least < 0.04 {
				b.Errorf("after %g steps confidence %.3f, least share %.3f", v.Step, v.Confidence, v.Least)
			}
		})
	}
}
