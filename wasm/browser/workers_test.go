//go:build !js

package browser_test

import (
	"bytes"
	"image"
	"image/draw"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// training is what the tests read of stats().training.
type training struct {
	Step, Loss, Fisher, MsPerStep float64
	Worker                        bool
}

const learner = `<score-field scene="matching" units="32" seed="3"></score-field>`

// core counts the requests for the workers' program.
func (p *tab) core() (n int) {
	for _, r := range p.asked() {
		if strings.HasSuffix(r, "/core.wasm.gz") {
			n++
		}
	}
	return n
}

// trained trains in the frame until a worker has come or is refused, starts
// anew and returns what 150 steps from there give.
func trained(p *tab, worker bool) training {
	p.t.Helper()
	eval[any](p, "el.train(1)")
	if worker {
		p.until("el.stats().then((s) => s.training.worker)")
	}
	eval[any](p, "el.reset()")
	return eval[training](p, "el.train(150).then(() => el.stats()).then((s) => s.training)")
}

// TestTrainingInAWorker: under the strict policy the networks are trained by
// the core program in a worker, and are the same as without one, where the
// policy forbids workers.
func TestTrainingInAWorker(t *testing.T) {
	p := open(t, learner)
	p.until("live(el)")
	if p.core() != 0 {
		t.Error("the core program is fetched before there is something to train")
	}
	away := trained(p, true)
	if p.core() != 1 {
		t.Errorf("the core program was fetched %d times", p.core())
	}
	q := newTab(t)
	q.expected = []string{"Content Security Policy", "Failed to construct 'Worker'"}
	q.visit(serveUnder(t, policy+"; worker-src 'none'", learner) + "page.html")
	q.until("live(el)")
	here := trained(q, false)
	if !away.Worker || here.Worker {
		t.Errorf("in a worker: %v, and %v where workers are forbidden", away.Worker, here.Worker)
	}
	if away.Step != 150 || here.Step != 150 || away.Loss != here.Loss || away.Fisher != here.Fisher || !(away.Fisher > 0) {
		t.Errorf("in a worker %+v, in the frame %+v", away, here)
	}
}

// TestAWorkerFromDisk: the page in one file has the core program with it.
func TestAWorkerFromDisk(t *testing.T) {
	p := newTab(t)
	p.visit("file://" + filepath.ToSlash(filepath.Join(site(t), "scorefield.html")) + "#sf.a=scene=matching")
	p.until("last(el)?.training && last(el)?.training.worker && last(el)?.step > 100")
}

// TestFiguresShareAPool: no more workers than the machine has room for, the
// program fetched once, and who leaves the page leaves its place.
func TestFiguresShareAPool(t *testing.T) {
	p := open(t, strings.Repeat(`<score-field scene="matching" units="16" loading="eager" autoplay></score-field>`, 3))
	const all = "Promise.all([...document.querySelectorAll('score-field')].map((f) => f.train(1).then(() => f.stats())))"
	p.until(all + ".then((list) => list.every((s) => s.training.worker))")
	const pool = "window[Symbol.for('scorefield')].pool.workers"
	most := eval[int](p, "Math.min(8, Math.max(1, navigator.hardwareConcurrency - 1))")
	if n := eval[int](p, pool+".length"); n < 1 || n > most {
		t.Errorf("%d workers, at most %d have room", n, most)
	}
	if p.core() != 1 {
		t.Errorf("the core program was fetched %d times", p.core())
	}
	serves := func() int { return eval[int](p, pool+".reduce((sum, s) => sum + s.serves.size, 0)") }
	if n := serves(); n != 3 {
		t.Errorf("%d figures are served", n)
	}
	eval[any](p, "el.remove()")
	if n := serves(); n != 2 {
		t.Errorf("after one has left, %d figures are served", n)
	}
}

// TestThePictureDoesNotWaitForTraining: the largest steps that a page allows are a worker's, who
// says so. However long one takes, and here it takes for ever, frames go on, requests are answered
// and the picture follows them; then it is trained on.
func TestThePictureDoesNotWaitForTraining(t *testing.T) {
	p := newTab(t)
	p.before(`window.held = null;
		const post = MessagePort.prototype.postMessage;
		MessagePort.prototype.postMessage = function (m, ...rest) { if (window.held && m?.type === 'train') held.push(() => post.call(this, m, ...rest)); else post.call(this, m, ...rest); };`)
	p.visit(serve(t, `<score-field scene="matching" units="256" hidden-layers="6" batch="700" autoplay></score-field>`) + "page.html")
	p.until("last(el)?.training?.worker && last(el)?.step > 1")
	if units := eval[string](p, "el.params.units"); units != "256" {
		t.Fatalf("%s units", units)
	}
	eval[any](p, "void (window.held = [])")
	p.until("held.length > 0")
	stood := eval[stats](p, "el.stats()").Step
	picture := p.screen()
	eval[any](p, "el.set({ 'half-width': 3 })")
	p.frames(20)
	for _, part := range []string{"typeof el.params.units === 'string'", "el.getState().then((s) => s.includes('half-width=3'))", "el.toBlob({ width: 60, height: 40 }).then((b) => b.size > 100)", "el.stats().then((s) => s.playing && s.training.worker)"} {
		if !eval[bool](p, part) {
			t.Errorf("while the worker is at work: not %s", part)
		}
	}
	for range 200 {
		if screen := p.screen(); !bytes.Equal(pixelsOf(screen), pixelsOf(picture)) {
			picture = nil
			break
		}
	}
	if picture != nil {
		t.Error("the picture waits for the worker")
	}
	if now := eval[stats](p, "el.stats()").Step; now > stood+100 {
		t.Errorf("the worker was not held: from step %v to %v", stood, now)
	}
	eval[any](p, "void (window.begun = last(el).step, window.held.splice(0).forEach((send) => send()), window.held = null)")
	p.until("last(el).step >= begun + 2")
	if !eval[bool](p, "last(el).training.worker && last(el).playing") {
		t.Error("the worker does not train it")
	}
}

// pixelsOf are those of a picture.
func pixelsOf(m image.Image) []byte {
	all := image.NewRGBA(m.Bounds())
	draw.Draw(all, all.Bounds(), m, m.Bounds().Min, draw.Src)
	return all.Pix
}

// TestALargeCloudInWorkers: 300,000 particles are moved by workers, and are
// where they would be without any.
func TestALargeCloudInWorkers(t *testing.T) {
	const large = `<score-field scene="langevin" particles="300000" seed="3"></score-field>`
	hash := "el.samples().then((s) => crypto.subtle.digest('SHA-256', s.buffer.slice(s.byteOffset, s.byteOffset + s.byteLength))).then((d) => [...new Uint8Array(d)].join())"
	p := open(t, large)
	p.until("live(el)")
	eval[any](p, "el.step(1)")
	eval[any](p, "el.step(25)")
	p.until("window[Symbol.for('scorefield')].pool.workers.some((s) => s.serves.size > 0)")
	eval[any](p, "el.step(5)")
	if n := eval[int](p, "el.stats().then((s) => s.workers)"); n == 0 {
		t.Error("the cloud is at home")
	}
	s := eval[stats](p, "el.stats()")
	away := eval[string](p, hash)
	q := newTab(t)
	q.expected = []string{"Content Security Policy", "Failed to construct 'Worker'"}
	q.visit(serveUnder(t, policy+"; worker-src 'none'", large) + "page.html")
	q.until("live(el)")
	eval[any](q, "el.step(31)")
	here := eval[string](q, hash)
	if s.Step != 31 || away != here {
		t.Errorf("step %v; with workers %s, without %s", s.Step, away, here)
	}
	if s.Share == nil || !(*s.Share > 0.4 && *s.Share < 0.6) {
		t.Errorf("share %v", s.Share)
	}
}

// TestALostWorkerIsReplaced: a figure whose worker has gone trains on by itself,
// and the next one gets another worker.
func TestALostWorkerIsReplaced(t *testing.T) {
	p := open(t, learner+`<section></section>`)
	p.until("live(el)")
	eval[any](p, "el.train(1)")
	p.until("el.stats().then((s) => s.training.worker)")
	eval[any](p, "void window[Symbol.for('scorefield')].pool.workers[0].worker.dispatchEvent(new ErrorEvent('error'))")
	p.until("el.stats().then((s) => !s.training.worker)")
	if s := eval[training](p, "el.train(20).then(() => el.stats()).then((s) => s.training)"); s.Worker || s.Step < 20 {
		t.Errorf("alone it trains to %+v", s)
	}
	eval[any](p, "void (document.querySelector('section').innerHTML = '"+strings.Replace(learner, "><", ` id="next" loading="eager"><`, 1)+"')")
	p.until("next.train(1).then(() => next.stats()).then((s) => s.training.worker)")
	if n := eval[int](p, "window[Symbol.for('scorefield')].pool.workers.length"); n != 1 {
		t.Errorf("%d workers in the pool", n)
	}
}

// TestWorkersShareATrainingStep: where a step is long enough and the machine has the cores, several
// workers share it and the figure says how many; when one of them stops the others go on. The
// network is the one that a worker alone trains, to the last bit.
func TestWorkersShareATrainingStep(t *testing.T) {
	const body = `<score-field scene="matching" units="64" batch="4096" seed="3"></score-field>`
	p := open(t, body)
	cores := func(p *tab, n string) {
		eval[any](p, "void Object.defineProperty(navigator, 'hardwareConcurrency', { value: "+n+" })")
		p.until("live(el)")
	}
	const pool = "window[Symbol.for('scorefield')].pool.workers"
	shared := func() {
		p.until("el.train(20).then(() => el.stats()).then((s) => s.training.workers > 1)")
	}
	cores(p, "4")
	shared()
	p.until("/\\b[23]\\b/.test([...el.shadowRoot.querySelectorAll('.status span')].find((s) => s.textContent.startsWith('workers'))?.textContent)")
	before := eval[int](p, pool+".length")
	if before < 2 || before > 3 {
		t.Errorf("%d workers", before)
	}
	eval[any](p, "void "+pool+".find((w) => w.serves.size === 0).worker.dispatchEvent(new ErrorEvent('error'))")
	if n := eval[int](p, pool+".length"); n != before-1 {
		t.Errorf("of %d workers %d are left", before, n)
	}
	eval[any](p, "el.train(20)")
	there := eval[training](p, "el.stats().then((s) => s.training)")

	q := open(t, body)
	cores(q, "1")
	here := eval[training](q, "el.train("+strconv.Itoa(int(there.Step))+").then(() => el.stats()).then((s) => s.training)")
	if n := eval[int](q, pool+".length"); n != 1 {
		t.Errorf("%d workers on one core", n)
	}
	if here.Step != there.Step || here.Loss != there.Loss || here.Fisher != there.Fisher || !(here.Fisher > 0) {
		t.Errorf("shared %+v, alone %+v", there, here)
	}
}
