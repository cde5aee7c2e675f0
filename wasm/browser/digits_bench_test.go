//go:build !js

package browser_test

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkDigits is how long a figure that plays takes from the click on it until its digits
// are legible: of 500 samples the classifier's mean confidence is 0.9 or more and each class has
// 4 % or more, looked at every 250 training steps, which takes no part in the time. Beside it
// are the milliseconds of a training step and the seconds of a round of 64 pictures.
func BenchmarkDigits(b *testing.B) {
	for _, kind := range []struct {
		name, attributes string
		most             int // training steps
	}{
		{"8x8", ``, 3000},
		{"8x8-without-labels", `labels="off"`, 3000},
		{"16x16", `side="16" rate="0.002" rate-steps="6000" target-steps="6000" sigma-max="12" solver-steps="80" churn="40"`, 6000},
	} {
		b.Run(kind.name, func(b *testing.B) {
			p := open(b, `<score-field scene="digits" reveal="interaction" `+kind.attributes+`></score-field>`)
			p.until("el.shadowRoot && el.shadowRoot.querySelector('button')")
			spent, begin := time.Duration(0), time.Now()
			eval[any](p, "el.play()") // a click does this
			var v struct{ Confidence, Least, Step, Sampled float64 }
			for goal := 500; ; goal += 250 {
				p.until(fmt.Sprintf("last(el)?.training.step >= %d || last(el)?.training.step > 0 && !last(el).playing", goal))
				eval[any](p, "el.pause()")
				spent += time.Since(begin)
				eval[any](p, `(async () => {
					await el.set({ particles: 64 });
					const begin = performance.now();
					await el.step(10_000);
					window.sampled = performance.now() - begin;
					await el.set({ particles: 500 });
				})()`)
				eval[any](p, "el.step(10_000)")
				v = eval[struct{ Confidence, Least, Step, Sampled float64 }](p, `el.stats().then((s) => ({ Confidence: s.pictures?.confidence ?? 0, Least: s.pictures?.leastShare ?? 0, Step: s.training.step, Sampled: sampled }))`)
				b.Logf("%.1f s, step %g: confidence %.3f, least share %.3f", spent.Seconds(), v.Step, v.Confidence, v.Least)
				if v.Confidence >= 0.9 && v.Least >= 0.04 || v.Step >= float64(kind.most) {
					break
				}
				eval[any](p, "el.set({ particles: 64 })")
				begin = time.Now()
				eval[any](p, "el.play()")
			}
			for b.Loop() { // it has been measured
			}
			report(b, spent.Seconds(), "s-to-legible")
			b.ReportMetric(1e3*spent.Seconds()/v.Step, "ms/step")
			b.ReportMetric(v.Sampled/1e3, "s/64-pictures")
			b.ReportMetric(v.Confidence, "confidence")
			if v.Confidence < 0.9 || v.Least < 0.04 {
				b.Errorf("after %g steps confidence %.3f, least share %.3f", v.Step, v.Confidence, v.Least)
			}
		})
	}
}
