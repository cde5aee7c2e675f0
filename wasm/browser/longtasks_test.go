//go:build !js

package browser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// longTasks walks through a scene in a page of its own and returns the longest task of script of
// each thing that was asked for, where that took more than 50 ms, from the longest, with what it
// spent in the program, by the call, and in graphics (draw; show: a picture is copied, which waits
// for it).
const longTasks = `(async (name) => {
	const found = {}, seen = [], spans = [], take = (list) => seen.push(...list), observer = new PerformanceObserver((list) => take(list.getEntries()));
	observer.observe({ type: 'longtask' });
	let asked = 0, deep = 0;
	const timed = (o, key, called) => {
		const plain = o[key];
		o[key] = function (...values) {
			const at = performance.now();
			deep++;
			try { return plain.apply(this, values); } finally {
				if (!--deep) spans.push({ called: called(values), at, ms: performance.now() - at });
			}
		};
	};
	timed(window[Symbol.for('scorefield')].engine, 'call', (values) => values[1]);
	timed(document.querySelector('iframe').contentWindow.scorefieldFrame, 'draw', () => 'draw');
	timed(CanvasRenderingContext2D.prototype, 'drawImage', () => 'show');
	timed(CanvasRenderingContext2D.prototype, 'getImageData', () => 'pixels');
	timed(CanvasRenderingContext2D.prototype, 'putImageData', () => 'pixels');
	const spent = (task) => {
		const sums = {};
		for (const { called, at, ms } of waits) if (at >= task.startTime && at <= task.startTime + task.duration) sums['gl.' + called] = (sums['gl.' + called] ?? 0) + ms;
		let rest = task.duration;
		for (const { called, at, ms } of spans) {
			if (at < task.startTime - 1 || at > task.startTime + task.duration) continue;
			sums[called] = (sums[called] ?? 0) + ms;
			rest -= ms;
		}
		sums.else = rest;
		return Object.entries(sums).filter(([, ms]) => ms >= 1).sort((a, b) => b[1] - a[1]).map(([called, ms]) => called + ' ' + ms.toFixed(0)).join(', ');
	};
	const pause = () => new Promise((r) => setTimeout(r)), frames = async (n) => { while (n-- > 0) await new Promise(requestAnimationFrame); };
	const measure = async (what, act) => {
		await pause();
		performance.mark('asked: ' + what);
		take(observer.takeRecords());
		seen.length = spans.length = waits.length = 0;
		asked++;
		const problem = await Promise.race([Promise.resolve(act()).then(() => null, (err) => err), new Promise((r) => setTimeout(r, 8_000, 'eight seconds were not enough'))]);
		await frames(4); // what it changes is drawn
		await pause();
		await pause();
		take(observer.takeRecords());
		const longest = seen.reduce((a, b) => (b.duration > a.duration ? b : a), { duration: 0 });
		if (longest.duration > Math.max(50, found[what]?.ms ?? 0)) found[what] = { ms: longest.duration, spent: spent(longest) };
		if (typeof problem === 'string') found[what + ': ' + problem] = { ms: 0, spent: '' };
	};
	const figure = document.createRange().createContextualFragment('<score-field scene="' + name + '" loading="eager" controls="none"></score-field>').firstChild;
	await frames(30); // the graphics is at rest
	await measure('open', () => new Promise((done) => { figure.addEventListener('load', done); document.body.append(figure); }));
	const { params, scenes } = figure.info, scene = scenes.find((s) => s.name === name), before = { ...figure.params };
	const play = async (n) => { await figure.play(); await frames(n); await figure.pause(); };
	const signal = () => AbortSignal.timeout(6_000);
	await measure('play', () => play(30));
	await measure('step(50)', () => figure.step(50, { signal: signal() }));
	await measure('stats()', () => figure.stats());
	for (const kind of ['particles', 'loss', 'grid', 'weights', 'go', 'numpy', 'gif', 'webm', 'mp4']) {
		await measure('toFile ' + kind, () => figure.toFile(kind, { from: 0, to: 20, signal: signal() }));
	}
	await measure('toBlob', () => figure.toBlob());
	await measure('toBlob 3200×2400', () => figure.toBlob({ width: 800, height: 600, scale: 4 }));
	await measure('toCSV()', () => figure.toCSV());
	await measure('samples()', () => figure.samples());
	let state = '';
	await measure('getState()', async () => { state = await figure.getState(); });
	await measure('setState()', () => figure.setState(state, { signal: signal() }));
	await measure('reset()', () => figure.reset());
	const ends = (p) => p.choices.length ? p.choices.map((c) => c.value) : p.kind === 'number' || p.kind === 'integer' || p.max > p.min ? [p.min, p.max].map(String) : [];
	for (const p of params.filter((p) => scene.controls.includes(p.name))) {
		for (const value of ends(p)) {
			await measure(p.name + '=' + value, () => figure.set({ [p.name]: value }));
			await measure(p.name + '=' + value + ', play', () => play(4));
			if (p.choices.length) await measure(p.name + '=' + value + ', stats()', () => figure.stats());
		}
		await measure(p.name + ' back', () => figure.set({ [p.name]: before[p.name] }));
	}
	await measure('reset(), undo() and redo()', () => figure.reset().then(() => figure.undo()).then(() => figure.redo()));
	for (const p of params.filter((p) => !p.choices.length && p.max > 1 && !['seed', 'centre-x', 'centre-y', 'half-width'].includes(p.name))) await figure.set({ [p.name]: String(p.max) }).catch(() => {});
	await measure('all settings at their ends', () => frames(20));
	await measure('all settings at their ends, play', () => play(10));
	await measure('all settings at their ends, stats()', () => figure.stats({ signal: signal() }));
	await measure('all settings at their ends, reset()', () => figure.reset(undefined, { signal: signal() }));
	await measure('all settings at their ends, getState()', () => figure.getState({ signal: signal() }));
	await measure('all settings at their ends, removed', () => figure.remove());
	if (name === 'own-data') {
		performance.mark('asked: rows, which the bench itself makes');
		const other = document.createRange().createContextualFragment('<score-field scene="own-data" loading="eager" controls="full" autoplay></score-field>').firstChild;
		await new Promise((done) => { other.addEventListener('load', done); document.body.append(other); });
		await pause(); // the rows are made in a task of their own, which begins after its mark
		const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()), lines = ['x,y'];
		for (let i = 0; i < 300_000; i++) lines.push(normal().toFixed(6) + ',' + (100 * normal()).toFixed(4));
		const rows = lines.join('\n');
		await measure('drop of 300,000 rows', () => new Promise((done) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([rows], 'rows.csv', { type: 'text/csv' }));
			other.addEventListener('frame', (e) => { if (e.detail.step > 0 && other.shadowRoot.querySelector('.said').textContent.startsWith('rows.csv')) done(); });
			other.shadowRoot.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
		}));
		await measure('300,000 rows, stats()', () => other.stats({ signal: signal() }));
		other.remove();
	}
	observer.disconnect();
	return { asked, found: Object.entries(found).sort((a, b) => b[1].ms - a[1].ms).map(([what, { ms, spent }]) => ms.toFixed(0).padStart(6) + ' ms  ' + what + ' (' + spent + ')') };
})`

// waits notes what calls of the graphics take more than a millisecond, in which they wait for it;
// size is a canvas that becomes larger or smaller.
const waits = `window.waits = [];
for (const [called, { value: plain }] of Object.entries(Object.getOwnPropertyDescriptors(WebGL2RenderingContext.prototype))) {
	if (typeof plain !== 'function') continue;
	WebGL2RenderingContext.prototype[called] = function (...values) {
		const at = performance.now();
		try { return plain.apply(this, values); } finally {
			const ms = performance.now() - at;
			if (ms > 1) waits.push({ called, at, ms });
		}
	};
}
const { set, ...width } = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width');
Object.defineProperty(HTMLCanvasElement.prototype, 'width', { ...width, set(v) {
	const at = performance.now();
	set.call(this, v);
	waits.push({ called: 'size', at, ms: performance.now() - at });
} });`

// BenchmarkLongTasks asks every scene for everything that a page can ask for (to open, play and
// train, each choice and each end of each setting of its list, all settings at the ends of the
// table, statistics, states, files, pictures, films, its removal, 300,000 rows of data) and prints
// the longest task of each thing that took more than 50 ms, and all that took as much of the
// processor's time: a busy machine makes many of the former, and hardly any of the latter.
func BenchmarkLongTasks(b *testing.B) {
	for _, o := range param.Scenes {
		b.Run(o.Value, func(b *testing.B) {
			// A page of its own, and so a limit of time of its own; it has the program already.
			p := newTab(b)
			p.before(waits)
			p.origin = serve(b, `<score-field scene="langevin"></score-field>`)
			p.visit(p.origin + "page.html")
			p.until("live(el)")
			eval[any](p, "void el.remove()")
			for b.Loop() {
				type walk struct {
					Asked int
					Found []string
				}
				var r *walk
				busy := p.tasks(50*time.Millisecond, func() {
					eval[any](p, fmt.Sprintf("void (window.walked = null, %s(%q).then((r) => { walked = r; }, (err) => { walked = { asked: 0, found: [String(err)] }; }))", longTasks, o.Value))
					for r = eval[*walk](p, "walked"); r == nil; r = eval[*walk](p, "walked") {
						time.Sleep(time.Second) // so that the page has the machine
					}
				})
				lines := r.Found
				for _, t := range busy {
					lines = append(lines, fmt.Sprintf("%6.0f ms of the processor's time (%.0f in all)  %s", t.Tdur/1e3, t.Dur/1e3, t.Name))
				}
				b.Logf("%s: %d of %d\n%s", o.Value, len(r.Found), r.Asked, strings.Join(lines, "\n"))
				report(b, float64(len(busy)), "tasks-over-50ms-of-the-processor")
				report(b, float64(len(r.Found)), "tasks-over-50ms")
			}
		})
	}
}

// TestShadersAreLinkedAtTheStart: whoever links one waits for all that the graphics card has to draw, so
// none is linked once there are pictures, also where the canvas goes to a figure that moves alone.
func TestShadersAreLinkedAtTheStart(t *testing.T) {
	p := newTab(t)
	p.before(`window.links = 0; { const link = WebGL2RenderingContext.prototype.linkProgram; WebGL2RenderingContext.prototype.linkProgram = function (p) { links++; link.call(this, p); }; }`)
	p.origin = serve(t, `<score-field scene="langevin"></score-field>`)
	p.visit(p.origin + "page.html")
	p.until("live(el)")
	before := eval[int](p, "links")
	eval[any](p, "el.play()")
	p.until("el.shadowRoot.querySelector('.lens canvas') !== null && last(el)?.step > 20")
	if links := eval[int](p, "links"); before == 0 || links != before {
		t.Errorf("%d shaders were linked at the start, %d when the figure had played", before, links)
	}
}

// TestDrawingAfterALongFrame: where what goes on takes long, its picture is drawn in a task of its own, and comes
// nevertheless.
func TestDrawingAfterALongFrame(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="200" reveal="interaction" loading="eager"></score-field>`)
	p.until("el.shadowRoot.querySelector('.stage')")
	eval[any](p, `el.play()`)
	for _, long := range []bool{true, false, true} {
		drawn := eval[struct{ Within, Apart, Ticks int }](p, fmt.Sprintf(`(async () => {
			const engine = window[Symbol.for('scorefield')].engine, call = Object.getPrototypeOf(engine).call;
			const seen = { within: 0, apart: 0, ticks: 0 };
			engine.call = function (id, name, ...values) {
				if (name === 'lay') seen[new Error().stack.includes('#tick') ? 'within' : 'apart']++;
				const result = call.call(this, id, name, ...values);
				if (name === 'tick') {
					seen.ticks++;
					for (const end = performance.now() + 25; %v && performance.now() < end;);
				}
				return result;
			};
			while (seen.within + seen.apart < 20) await new Promise(requestAnimationFrame);
			delete engine.call;
			return seen;
		})()`, long))
		if long && drawn.Apart < drawn.Within || drawn.Ticks < 10 {
			t.Errorf("long frames %v: %+v", long, drawn)
		}
	}
}
