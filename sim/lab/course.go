package lab

import "github.com/scorefield/scorefield/sim/matching"

// TrainingJob is the training of an experiment, carried on somewhere else: in a
// worker, so that the picture never waits for it. The experiment says what a
// course starts from (Enrol), the course trains and reports, and the
// experiment takes the reports, in their order, as if it had done the steps
// itself: weights, keyframes and traces are the same, bit for bit.
type TrainingJob struct {
	e      *Experiment
	from   int // step of the last report
	report report
	w      writer
}

// Lesson changes whenever the networks do by another way than Take: what was
// enrolled before is of no use then.
func (e *Experiment) trainingVersion() int { return e.lesson }

// Enrol is all that a TrainingJob starts from: settings, data, and where every
// network is.
func (e *Experiment) trainingJob() []byte {
	var w writer
	w.text(build)
	w.text(e.taught.Text())
	w.text(e.config.Text())
	w.points(e.points)
	e.report.gather(e, e.clock.Training)
	e.report.write(&w)
	return w.b
}

// OpenTrainingJob opens a course on what Enrol wrote; ok is false for other bytes.
func OpenTrainingJob(b []byte) (c *TrainingJob, ok bool) {
	r := reader{b: b}
	if r.text() != build {
		return nil, false
	}
	taught, present := r.config(), r.config()
	e := &Experiment{points: r.points()}
	if r.bad {
		return nil, false
	}
	e.enter(taught)
	if present != taught {
		e.adopt(present)
	}
	if !e.report.read(&r, e.fits) {
		return nil, false
	}
	e.clock.Training = e.report.step
	for i, f := range e.fits {
		f.trace.cut(0)
		f.learn(&e.report.lessons[i])
	}
	e.parts.cut(0)
	return &TrainingJob{e: e, from: e.report.step}, true
}

func (r *reader) config() Config {
	c, errs := ParseConfig(r.text())
	r.bad = r.bad || len(errs) > 0 || c.Check() != nil
	return c.Filled()
}

// Step is how many training steps have been done.
func (c *TrainingJob) Step() int { return c.e.clock.Training }

// Watch gives the course a stopwatch; see Experiment.Watch.
func (c *TrainingJob) Watch(now func() float64) { c.e.Watch(now) }

// Train goes on to step. The next report will have keyframes of the steps that
// are multiples of stride.
func (c *TrainingJob) Train(step, stride int) {
	for _, f := range c.e.fits {
		f.frames.stride, f.frames.most = stride, int(^uint(0)>>1)
	}
	c.e.advance(step)
}

// Report is what happened since the last report, for Take; the bytes are good
// until the next call.
func (c *TrainingJob) Report() []byte {
	p := &c.report
	p.gather(c.e, c.from)
	for i, f := range c.e.fits {
		p.lessons[i].news(f)
	}
	p.parts = c.e.parts
	c.w.b = c.w.b[:0]
	p.write(&c.w)
	c.e.parts.cut(0)
	c.from = p.step
	return c.w.b
}

// KeyframeStride is how many training steps lie between the keyframes that Take
// keeps.
func (e *Experiment) keyframeStride() int {
	if len(e.fits) == 0 {
		return firstStride
	}
	return max(e.fits[0].frames.stride, firstStride)
}

// Take does the steps of a report. It returns false, and changes nothing,
// unless the report goes on from where the experiment is and ends at step most
// or before.
func (e *Experiment) applyTrainingReport(b []byte, most int) bool {
	p := &e.report
	if !p.read(&reader{b: b}, e.fits) || p.from != e.clock.Training || p.step > most {
		return false
	}
	e.clock.Training = p.step
	for i, f := range e.fits {
		f.learn(&p.lessons[i])
	}
	e.parts.join(p.parts)
	e.arrive()
	return true
}

// Next is the step at or before step up to which a course may go at once: from
// there restored particles start.
func (e *Experiment) nextTrainingStop(step int) int {
	if e.pending > e.clock.Training && e.pending < step {
		return e.pending
	}
	return step
}

// report is what a course says of all its networks since step from.
type report struct {
	from, step int
	lessons    []lesson
	parts      LossIdentity
}

// lesson is one network's part of a report.
type lesson struct {
	now    matching.Checkpoint
	count  int
	sum    float64
	spent  float64
	trace  Trace                  // values since the last report
	frames []*matching.Checkpoint // keyframes since then
}

// gather says where the networks of e are, and nothing of how they came there.
func (p *report) gather(e *Experiment, from int) {
	p.from, p.step, p.parts = from, e.clock.Training, LossIdentity{}
	p.lessons = resize(p.lessons, len(e.fits))
	for i, f := range e.fits {
		l := &p.lessons[i]
		f.trainer.Snapshot(&l.now)
		l.sum, l.count, l.spent = f.trace.sum, f.trace.count, f.spent
		l.trace, l.frames = Trace{}, nil
	}
}

// news adds how the network came there, and forgets it.
func (l *lesson) news(f *fit) {
	l.trace, l.frames = f.trace, f.frames.frames
	f.trace.cut(0)
	f.frames.steps, f.frames.frames = nil, nil
}

// learn puts the network where a lesson says.
func (f *fit) learn(l *lesson) {
	for _, frame := range l.frames {
		if f.frames.due(frame.Step) {
			f.frames.put(frame.Step, frame)
		}
	}
	f.trainer.Restore(&l.now)
	t := &f.trace
	for i := range l.trace.Step {
		t.add(l.trace.Step[i], l.trace.Loss[i], l.trace.Fisher[i], l.trace.Grid[i], l.trace.Spent[i])
	}
	t.sum, t.count, f.spent = l.sum, l.count, l.spent
}

func (p *report) write(w *writer) {
	w.count(p.from)
	w.count(p.step)
	w.count(len(p.lessons))
	for i := range p.lessons {
		p.lessons[i].write(w)
	}
	w.numbers(p.parts.Step)
	w.numbers(p.parts.Explicit)
	w.numbers(p.parts.Implicit)
	w.number(p.parts.Constant)
}

// read reports whether the bytes are a whole report of these networks.
func (p *report) read(r *reader, fits []*fit) bool {
	p.from, p.step = r.count(), r.count()
	if r.count() != len(fits) {
		return false
	}
	p.lessons = resize(p.lessons, len(fits))
	for i, f := range fits {
		p.lessons[i].read(r)
		if r.bad || !f.trainer.Fits(&p.lessons[i].now) {
			return false
		}
	}
	parts := &p.parts
	parts.Step, parts.Explicit, parts.Implicit = r.numbers(parts.Step), r.numbers(parts.Explicit), r.numbers(parts.Implicit)
	parts.Constant = r.number()
	return !r.bad && len(r.b) == 0 && len(parts.Explicit) == len(parts.Step) && len(parts.Implicit) == len(parts.Step)
}

func (l *lesson) write(w *writer) {
	w.checkpoint(&l.now)
	w.count(l.count)
	w.number(l.sum)
	w.number(l.spent)
	for _, column := range l.trace.columns() {
		w.numbers(*column)
	}
	w.count(len(l.frames))
	for _, frame := range l.frames {
		w.checkpoint(frame)
	}
}

func (l *lesson) read(r *reader) {
	r.checkpoint(&l.now)
	l.count, l.sum, l.spent = r.count(), r.number(), r.number()
	for _, column := range l.trace.columns() {
		*column = r.numbers(*column)
		r.bad = r.bad || len(*column) != len(l.trace.Step)
	}
	l.frames = l.frames[:0]
	for range r.many(1) {
		frame := new(matching.Checkpoint)
		r.checkpoint(frame)
		l.frames = append(l.frames, frame)
	}
}

// resize gives s n elements, keeping what it has where it is long enough.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return append(s[:cap(s)], make([]T, n-cap(s))...)
	}
	return s[:n]
}
