//go:build !js

package browser_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// crews are workers of the page's own that train what a figure would give them, without
// the figure, whose drawing would take a processor: start(n) begins n workers, and
// run(crew, ms) lets them train and returns {steps, ms of learning, workers}.
const crews = `(async () => {
	window.jobs = [];
	const post = MessagePort.prototype.postMessage;
	MessagePort.prototype.postMessage = function (m, moved) {
		if (m?.type === 'trainingJob') jobs.push(m.bytes.slice());
		return post.call(this, m, moved);
	};
	window.start = async (n, job = jobs.at(-1)) => {
		const stream = (await fetch('core.wasm.gz')).body.pipeThrough(new DecompressionStream('gzip'));
		const module = await WebAssembly.compile(await new Response(stream).arrayBuffer());
		const list = [];
		for (let i = 0; i < n; i++) {
			const w = new Worker('worker.js');
			await new Promise((done) => { w.onmessage = done; });
			const ready = new Promise((done) => { w.onmessage = (e) => { if (e.data.type === 'version') done(); }; });
			w.postMessage({ type: 'boot', module });
			await ready;
			list.forEach((other, k) => {
				const { port1, port2 } = new MessageChannel();
				w.postMessage({ type: 'peer', number: k }, [port1]);
				other.postMessage({ type: 'peer', number: i }, [port2]);
			});
			list.push(w);
		}
		const { port1, port2 } = new MessageChannel();
		list[0].postMessage({ type: 'join', id: 1 }, [port1]);
		const crew = { port: port2, steps: 0, trained: 0, workers: 0, list };
		port2.onmessage = (e) => { crew.steps += e.data.steps; crew.trained += e.data.trained; crew.workers = Math.max(crew.workers, e.data.workers); };
		port2.postMessage({ type: 'trainingJob', version: 1, bytes: job.slice() });
		return crew;
	};
	window.run = async (crew, ms) => {
		const wait = (t) => new Promise((done) => setTimeout(done, t));
		crew.port.postMessage({ type: 'train', step: 1e9, stride: 1e9, every: 0 });
		await wait(200);
		const { steps, trained } = crew;
		crew.workers = 0;
		await wait(ms);
		const r = { steps: crew.steps - steps, ms: crew.trained - trained, workers: crew.workers };
		crew.port.postMessage({ type: 'train', step: 0, stride: 1e9, every: 0 });
		await wait(100);
		return r;
	};
})()`

// BenchmarkSharedTraining is how long a training step takes of one worker and of two that share
// it, by turns, three rounds: medians without what networks are measured by, the ratio
// and what the model of wasm/core/host/cost.go foresees of it. Two cores need not be twice one: how much longer a step takes while
// another worker learns something of its own is measured too, and is the factor of the model's first term.
func BenchmarkSharedTraining(b *testing.B) {
	for _, c := range []struct {
		name, settings string
		weights        int
	}{
		{"2-128-128-2/batch=128", `units="128" hidden-layers="2" batch="128"`, 17282},
		{"2-128-128-2/batch=512", `units="128" hidden-layers="2" batch="512"`, 17282},
		{"2-128-128-2/batch=4096", `units="128" hidden-layers="2" batch="4096"`, 17282},
		{"330000-weights/batch=128", `units="256" hidden-layers="6" batch="128"`, 330242},
		{"330000-weights/batch=512", `units="256" hidden-layers="6" batch="512"`, 330242},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := open(b, `<score-field scene="matching" objective="denoising" training-sigma="0.5" `+c.settings+`></score-field>`)
			eval[any](p, crews)
			p.until("live(el)")
			p.until("el.train(1).then(() => jobs.length > 0)")
			eval[any](p, "void (el.remove())")
			eval[any](p, "(async () => { window.one = await start(1); window.other = await start(1); window.two = await start(2); await Promise.all([run(one, 700), run(other, 700)]); await run(two, 1500); })()")
			type result struct {
				Steps, Ms float64
				Workers   int
			}
			var times [2][]float64
			var beside []float64 // how much longer a step of one worker takes beside another that learns on its own
			workers := 0
			for range 3 {
				for k, name := range []string{"one", "two"} {
					r := eval[result](p, "run("+name+", 1000)")
					times[k] = append(times[k], r.Ms/r.Steps)
					if k == 1 {
						workers = max(workers, r.Workers)
					}
				}
				r := eval[[2]result](p, "Promise.all([run(one, 1000), run(other, 1000)])")
				beside = append(beside, (r[0].Ms/r[0].Steps+r[1].Ms/r[1].Steps)/2/times[0][len(times[0])-1])
			}
			for b.Loop() { // it was measured
			}
			slices.Sort(times[0])
			slices.Sort(times[1])
			slices.Sort(beside)
			one, two := times[0][1], times[1][1]
			foreseen := max(beside[1], 1)*one/2 + 0.25 + 4*float64(c.weights)*1.2e-6
			report(b, one, "ms/alone")
			b.ReportMetric(two, "ms/shared")
			b.ReportMetric(one/two, "speed-up")
			b.ReportMetric(one/foreseen, "foreseen")
			b.ReportMetric(2/max(beside[1], 1), "of-two-alone")
			if workers > 1 { // time ∝ workersᵖ
				b.ReportMetric(-math.Log2(one/two), "exponent")
				b.ReportMetric(-math.Log2(one/foreseen), "theory-exponent")
			}
			b.Logf("%d workers; alone %.3f, shared %.3f; beside another %.3f times as long", workers, times[0], times[1], beside)
		})
	}
}

// BenchmarkSharedCloud is how long a step of a million particles takes one worker and two, by turns,
// three rounds: of a figure that is asked for steps, once below the window, where it is not
// drawn, and once seen, where the processor that draws it is one of the workers'.
func BenchmarkSharedCloud(b *testing.B) {
	for _, seen := range []bool{false, true} {
		b.Run(map[bool]string{false: "unseen", true: "seen"}[seen], func(b *testing.B) {
			var times [2][]float64
			for range 3 {
				for k := range times {
					times[k] = append(times[k], cloudStep(b, k+1, seen))
				}
			}
			for b.Loop() { // it was measured
			}
			slices.Sort(times[0])
			slices.Sort(times[1])
			report(b, times[0][1], "ms/one")
			b.ReportMetric(times[1][1], "ms/two")
			b.ReportMetric(times[0][1]/times[1][1], "speed-up")
			b.Logf("one %.2f, two %.2f", times[0], times[1])
		})
	}
}

// cloudStep is the milliseconds of a step of a million particles that so many workers move.
func cloudStep(b *testing.B, workers int, seen bool) float64 {
	p := newTab(b)
	p.before(fmt.Sprintf("Object.defineProperty(navigator, 'hardwareConcurrency', { value: %d })", workers+1))
	p.origin = serve(b, `<score-field scene="langevin" particles="1000000" controls="none"></score-field>`)
	p.visit(p.origin + "page.html")
	eval[any](p, "void Object.assign(el.style, { width: '800px', aspectRatio: '4 / 3' })")
	p.until("live(el)")
	p.until(fmt.Sprintf("el.step(1).then(() => el.stats()).then((s) => s.workers === %d)", workers))
	if !seen {
		eval[any](p, "void Object.assign(el.style, { position: 'absolute', top: '5000px' })")
	}
	type result struct{ Ms, Frames, StepNs float64 }
	r := eval[result](p, `(async () => {
		await el.step(30);
		let frames = 0, go = true;
		const count = () => { frames++; if (go) requestAnimationFrame(count); };
		requestAnimationFrame(count);
		const n = 100, begin = performance.now();
		await el.step(n);
		const Ms = (performance.now() - begin) / n;
		go = false;
		return { Ms, Frames: frames, StepNs: (await el.stats()).stepNs };
	})()`)
	b.Logf("%d workers: %.2f ms a step, %.0f frames, %.1f ns", workers, r.Ms, r.Frames, r.StepNs)
	p.visit("about:blank")
	return r.Ms
}
