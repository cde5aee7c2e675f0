package main

import (
	"fmt"
	"image"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/scorefield/scorefield/wasm/core/host"
)

// world is a page without a browser: the engine with all figures, the workers, and between them
// what element/engine.js, element/pool.js and page/worker.js do. What is said comes when it likes,
// but in order on each way.
type world struct {
	t        *testing.T
	r        *rand.Rand
	log      []string
	happened map[string]int // how often something was said, or reported
	engine   *Engine
	places   []*place
	workers  []*worker // that live
	most     int       // workers that there may be
	hiring   *way      // figures are given workers one after the other
	ways     []*way
	runs     int // that were opened
	joined   int
	made     int
	now      float64
	sleep    func(time.Duration) // see setClock
}

// way carries what is said from one to another.
type way struct {
	mail []func()
	open func() bool // what is said waits until then; nil: always
}

func (w *world) way(open func() bool) *way {
	q := &way{open: open}
	w.ways = append(w.ways, q)
	return q
}

func (q *way) say(f func()) { q.mail = append(q.mail, f) }

func (q *way) waits() bool { return len(q.mail) > 0 && (q.open == nil || q.open()) }

// deliver hands over what was said first on one of the ways, and reports whether there was something.
func (w *world) deliver() bool {
	var waiting []*way
	for _, q := range w.ways {
		if q.waits() {
			waiting = append(waiting, q)
		}
	}
	if len(waiting) == 0 {
		return false
	}
	q := waiting[w.r.IntN(len(waiting))]
	f := q.mail[0]
	q.mail = q.mail[1:]
	f()
	return true
}

// place is where a figure stands in the page.
type place struct {
	number int
	text   string // of its settings
	seen   bool
	width  int
	run    *run // nil until it is opened
	from   last // where it is to go on
}

// last is where a figure was; see Last in engine.js.
type last struct {
	known      bool
	checkpoint []byte
	state      string
	playing    bool
}

// run is a figure that runs in the engine; see Run in engine.js.
type run struct {
	w       *world
	place   *place
	id      int
	f       *Figure
	opening bool
	opened  bool // the program has said so
	closed  bool
	awake   bool
	asked   map[float64]string // what has not been answered
	answers map[float64]any    // of what is kept
	number  float64
	served  *served
	last    last
}

func (r *run) wants() bool {
	return r.opening || len(r.asked) > 0 || r.awake && r.place.seen
}

func (w *world) open(p *place) *run {
	w.runs++
	r := &run{w: w, place: p, id: w.runs, opening: true, awake: true, asked: map[float64]string{}, answers: map[float64]any{}, last: p.from}
	p.run = r
	text := p.text
	if p.from.known {
		text = "scene=langevin\n" + fewOfAll
	}
	r.f = w.engine.Open(r.id, text, p.from.checkpoint, "en", r.hear)
	r.f.Post(Message{Type: "look", Fields: map[string]string{"reduced": "false"}})
	w.called()
	return r
}

// ready is the figure open: it goes on where it was before.
func (r *run) ready() {
	r.opening = false
	if from := r.place.from; from.known {
		r.place.from = last{}
		if from.checkpoint == nil {
			r.ask("restore", map[string]string{"text": from.state})
		}
		if from.playing {
			r.ask("play", nil)
		}
	}
}

// hear takes what the program says of the figure.
func (r *run) hear(kind string, value any) {
	m, _ := value.(map[string]any)
	r.w.happened[kind]++
	switch kind {
	case "opened":
		r.opened = true
	case "idle":
		r.awake = false
	case "workers":
		all := m["all"].(bool)
		r.w.hiring.say(func() { r.hire(all) })
	case "reply":
		id := m["id"].(float64)
		if asked := r.asked[id]; strings.HasPrefix(asked, "!") {
			r.answers[id] = m
		}
		delete(r.asked, id)
	case "error":
		if m["type"] == "stopped" {
			r.w.fail("figure %d has stopped: %v", r.id, m["message"])
		}
	case "trainingJob", "train", "shardJob", "shardCommand", "release":
		if r.served != nil {
			r.served.tell(kind, m)
		}
	}
}

// ask is a request; the promise settles when it is answered.
func (r *run) ask(kind string, fields map[string]string, more ...byte) (number float64) {
	r.number++
	r.asked[r.number] = kind
	r.post(Message{Type: kind, ID: r.number, Fields: fields, Bytes: more})
	return r.number
}

// demand is a request whose answer is kept.
func (r *run) demand(kind string, fields map[string]string) (number float64) {
	number = r.ask(kind, fields)
	r.asked[number] = "!" + kind
	return number
}

// tell says something that needs no answer.
func (r *run) tell(kind string, fields map[string]string, bytes []byte) {
	if !r.closed {
		r.post(Message{Type: kind, Fields: fields, Bytes: bytes})
	}
}

func (r *run) post(m Message) {
	if m.Fields == nil {
		m.Fields = map[string]string{}
	}
	r.f.guard(func() { r.f.Post(m) })
	r.awake = true
}

func (r *run) cancel(number float64) {
	delete(r.asked, number)
	r.f.guard(func() { r.f.Cancel(number) })
}

// close is nobody waiting for answers any longer.
func (r *run) close() {
	if r.closed {
		return
	}
	r.closed, r.place.run = true, nil
	if r.served != nil {
		r.served.leave()
	}
	r.w.engine.Close(r.id)
	clear(r.asked)
}

// whereIsIt is what the program says of where a figure is, as program.last does.
func (r *run) whereIsIt(most float64) (l last) {
	l = last{known: true, playing: r.f.Controller != nil && r.f.Controller.Playing}
	r.f.guard(func() {
		r.f.slicer.Finish()
		r.f.slicer.Hold(func() {
			if b, ok := r.w.engine.Checkpoint(r.f, most); ok {
				l.checkpoint = slices.Clone(b)
			} else {
				l.state = r.f.Controller.Exp.State()
			}
		})
	})
	return l
}

// restart is the program gone, with everything that was asked of it, and another in its place, in
// which every figure goes on from where it was: now, or where that was noted last.
func (w *world) restart(suddenly bool) {
	for _, p := range w.places {
		r := p.run
		if r == nil {
			continue
		}
		opening := r.opening
		now := r.last
		if !suddenly {
			now = r.whereIsIt(1e12)
		}
		w.healthy()
		if r.close(); !opening || !p.from.known {
			p.from = now
		}
	}
	w.engine = w.newEngine()
}

// close removes all figures, whose work would wait for its next slice.
func (w *world) close() {
	for _, p := range w.places {
		if p.run != nil {
			p.run.close()
		}
	}
}

func (w *world) newEngine() *Engine {
	e := NewEngine()
	e.Slice, e.LeastShared = w.slice(), leastHere
	return e
}

// tick is an animation frame.
func (w *world) tick() {
	var shown []Shown
	for _, p := range w.places {
		if r := p.run; r != nil && r.wants() {
			s := Shown{ID: r.id, Ratio: 1, Seconds: 1. / 60}
			if p.seen {
				s.Width, s.Height = p.width, p.width*3/4
			}
			shown = append(shown, s)
		}
	}
	if len(shown) == 0 {
		return
	}
	w.sleep(time.Second / 60)
	due := slices.Clone(w.engine.Tick(shown))
	w.called()
	for len(due) > 0 {
		pictures, placed := w.engine.Lay(due, len(due) == 1 && w.r.IntN(2) == 0)
		w.called()
		if len(pictures) == 0 || len(placed) != len(pictures) {
			w.fail("%d pictures are due, %d are drawn", len(due), len(pictures))
		}
		for _, q := range placed {
			if q.Rect.Empty() || !q.Rect.In(image.Rectangle{Max: w.engine.Size()}) {
				w.fail("a picture at %v of a screen of %v", q.Rect, w.engine.Size())
			}
		}
		due = slices.DeleteFunc(due, func(id int) bool {
			return slices.ContainsFunc(placed, func(q Placed) bool { return q.ID == id })
		})
	}
}

// called is the end of a call of the program.
func (w *world) called() {
	w.healthy()
	for _, p := range w.places {
		if r := p.run; r != nil && r.opening && r.opened {
			r.ready()
		}
	}
}

// healthy fails where a figure has stopped.
func (w *world) healthy() {
	for _, p := range w.places {
		if p.run != nil && p.run.f != nil && p.run.f.stopped != "" {
			w.fail("figure %d has stopped: %s", p.run.id, p.run.f.stopped)
		}
	}
}

// hire finds workers for the figure, all that there may be or one; see Run.#hire and WorkerPool.
func (r *run) hire(all bool) {
	w := r.w
	if w.most == 0 {
		if r.served == nil {
			r.tell("workers", map[string]string{"n": "0"}, nil)
		}
		return
	}
	idlest := func() *worker {
		return slices.MinFunc(w.workers, func(a, b *worker) int { return len(a.serves) - len(b.serves) })
	}
	for len(w.workers) < w.most && (all || len(w.workers) == 0 || len(idlest().serves) > 0) {
		w.addWorker()
	}
	list := slices.Clone(w.workers)
	if !all {
		list = []*worker{idlest()}
	}
	s := w.serve(r, list)
	if r.closed {
		s.leave()
		return
	}
	if r.served != nil {
		r.served.leave()
	}
	r.served = s
	r.tell("workers", map[string]string{"n": decimal(float64(len(s.ports)))}, nil)
}

// dismiss is the workers of the figure gone: the program goes on by itself.
func (r *run) dismiss() {
	if r.served != nil {
		r.served.leave()
	}
	r.served = nil
	r.tell("workers", map[string]string{"n": "0"}, nil)
}

// served is a figure's share of the workers; see Served in pool.js.
type served struct {
	id    int
	run   *run
	ports []*port
	left  bool
}

// port is a way from a figure to a worker, and back.
type port struct {
	run    *run
	to     *worker
	in     *way
	out    *way
	closed bool // the figure does not listen any more
}

func (w *world) serve(r *run, list []*worker) *served {
	w.joined++
	s := &served{id: w.joined, run: r}
	for _, to := range list {
		p := &port{run: r, to: to, out: w.way(nil)}
		p.in = w.way(func() bool { return to.ports[s.id] == p || to.left[s.id] || to.dead })
		to.serves[s] = true
		to.main.say(func() { to.ports[s.id] = p })
		s.ports = append(s.ports, p)
	}
	return s
}

// tell passes on what the program tells workers.
func (s *served) tell(kind string, m map[string]any) {
	bytes, _ := m["bytes"].([]byte)
	number := func(name string) int { v, _ := m[name].(float64); return int(v) }
	version, step, stride, every, shard := number("version"), number("step"), number("stride"), number("every"), number("shard")
	send := func(p *port) {
		b := slices.Clone(bytes)
		to, id := p.to, s.id
		p.in.say(func() {
			if to.dead || to.ports[id] == nil {
				return // it has left
			}
			understood := true
			switch h := to.host; kind {
			case "trainingJob":
				understood = h.StartTraining(id, version, b)
			case "train":
				h.Train(id, step, stride, every)
			case "shardJob":
				understood = h.StartShard(id, shard, b)
			case "shardCommand":
				understood = h.Command(id, b)
			case "release":
				h.Release(id)
			}
			if !understood {
				s.run.w.fail("worker %d does not understand a %s of figure %d", to.number, kind, s.run.id)
			}
			to.going = true
		})
	}
	switch kind {
	case "shardJob":
		send(s.ports[shard])
	case "shardCommand", "release":
		for _, p := range s.ports {
			send(p)
		}
	default:
		send(s.ports[0])
	}
}

func (s *served) leave() {
	if s.left {
		return
	}
	s.left = true
	for _, p := range s.ports {
		p.closed = true
		to := p.to
		delete(to.serves, s)
		to.main.say(func() {
			if to.dead {
				return
			}
			to.host.Remove(s.id)
			delete(to.ports, s.id)
			to.left[s.id] = true
		})
	}
}

// worker is a worker of the page; see worker.js.
type worker struct {
	w       *world
	number  int
	host    *host.Host
	main    *way // what the page itself tells it
	serves  map[*served]bool
	ports   map[int]*port // by the number of who is served
	left    map[int]bool
	peers   map[int]*way
	going   bool    // there will be a turn
	patient float64 // or then, where that is not 0
	dead    bool
	wanted  int
}

func (w *world) addWorker() {
	w.made++
	k := &worker{w: w, number: w.made, main: w.way(nil), serves: map[*served]bool{}, ports: map[int]*port{}, left: map[int]bool{}, peers: map[int]*way{}, wanted: 1}
	k.host = &host.Host{Now: func() float64 { w.now += 0.2; return w.now }}
	k.host.Send = func(to int, b []byte) {
		if q := k.peers[to]; q != nil {
			b = slices.Clone(b)
			other := w.numbered(to)
			q.say(func() {
				if other == nil || other.dead || other.peers[k.number] == nil {
					return // one of them is gone
				}
				other.host.Hear(k.number, b)
				other.turn(true)
			})
		}
	}
	for _, other := range w.workers {
		there, back := w.way(nil), w.way(nil)
		there.open = func() bool { return other.peers[k.number] != nil || other.dead }
		back.open = func() bool { return k.peers[other.number] != nil || k.dead }
		k.main.say(func() { k.meet(other.number, there) })
		other.main.say(func() { other.meet(k.number, back) })
	}
	w.workers = append(w.workers, k)
}

func (w *world) numbered(number int) *worker {
	for _, k := range w.workers {
		if k.number == number {
			return k
		}
	}
	return nil
}

// meet is the worker told of another, to which it writes on a way.
func (k *worker) meet(number int, to *way) {
	if k.dead {
		return
	}
	k.peers[number] = to
	k.host.Join(number)
}

// turn is a turn of the worker, if one is due, or at once.
func (k *worker) turn(atOnce bool) {
	if !atOnce && !k.going && !(k.patient > 0 && k.w.now >= k.patient) || k.dead {
		return
	}
	k.going, k.patient = k.going && atOnce, 0
	r, ok := k.host.Work(float64(1 + k.w.r.IntN(20)))
	switch {
	case !ok:
		return
	case r.Bytes == nil:
		if k.going = k.going || r.Wait == 0; r.Wait > 0 {
			k.patient = k.w.now + r.Wait
		}
		return
	}
	k.going = true
	if k.wanted < r.Wanted {
		k.wanted = r.Wanted
		k.w.hiring.say(func() {
			for k.w.most > 0 && len(k.w.workers) < min(r.Wanted, k.w.most) {
				k.w.addWorker()
			}
		})
	}
	p := k.ports[r.Figure]
	if p == nil {
		return
	}
	k.w.happened[r.Kind]++
	m := Message{Type: r.Kind, Bytes: slices.Clone(r.Bytes), Fields: map[string]string{"number": decimal(float64(r.Number)), "steps": decimal(float64(r.Steps)), "spent": decimal(r.Spent), "workers": decimal(float64(r.Workers))}}
	p.out.say(func() {
		if !p.closed {
			p.run.tell(m.Type, m.Fields, m.Bytes)
		}
	})
}

// lose is a worker gone, of which the page and each of the figures that it serves hear in their turn.
func (w *world) lose(k *worker) {
	k.dead = true
	w.way(nil).say(func() { w.discard(k) })
	for _, p := range k.ports {
		p.out.say(func() {
			if !p.closed {
				p.run.dismiss()
			}
		})
	}
}

// discard is WorkerPool.#discard.
func (w *world) discard(k *worker) {
	w.workers = slices.DeleteFunc(w.workers, func(other *worker) bool { return other == k })
	for _, other := range w.workers {
		other.main.say(func() {
			if !other.dead {
				other.host.Part(k.number)
				delete(other.peers, k.number)
			}
		})
	}
	var gone []*served
	for s := range k.serves {
		gone = append(gone, s)
	}
	slices.SortFunc(gone, func(a, b *served) int { return a.id - b.id })
	for _, s := range gone {
		s.run.dismiss()
	}
}

// pass lets something happen, as it likes: a frame, something that arrives, a worker's turn.
func (w *world) pass() {
	switch n := w.r.IntN(8); {
	case n < 2:
		w.tick()
	case n < 5:
		w.deliver()
	case len(w.workers) > 0:
		w.now++
		w.workers[w.r.IntN(len(w.workers))].turn(false)
	}
}

// until lets things happen until something is so. Nothing takes so long that it would be given up.
func (w *world) until(so func() bool, what func() string) {
	for n := 0; !so(); n++ {
		if n > 300_000 {
			w.fail("it never comes to an end: %s", what())
		}
		w.pass()
	}
}

// owes says who is waited for: nobody, if it is empty.
func (w *world) owes() string {
	for _, p := range w.places {
		switch r := p.run; {
		case r == nil:
			return fmt.Sprintf("the figure of place %d is not open", p.number)
		case r.opening:
			return fmt.Sprintf("figure %d is not open", r.id)
		case len(r.asked) > 0:
			c := r.f.Controller
			return fmt.Sprintf("figure %d owes %v; it is at %v, its goal %+v, remote %v, settled %v, ready %v", r.id, r.asked, c.Exp.Clock(), c.goal, c.Exp.Particles().Remote(), c.Exp.Particles().Settled(), c.Exp.Particles().Ready())
		}
	}
	return ""
}

// noise is whether something is on its way, or a worker at work.
func (w *world) noise() bool {
	return slices.ContainsFunc(w.ways, (*way).waits) || slices.ContainsFunc(w.workers, func(k *worker) bool { return k.going || k.patient > 0 })
}

func (w *world) note(format string, args ...any) {
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

// fail says how the world came here.
func (w *world) fail(format string, args ...any) {
	w.t.Helper()
	log := w.log
	if len(log) > 80 {
		log = log[len(log)-80:]
	}
	w.t.Fatalf("%s\nafter\n%s", fmt.Sprintf(format, args...), strings.Join(log, "\n"))
}
