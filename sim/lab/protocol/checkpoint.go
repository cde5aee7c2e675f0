package protocol

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"github.com/scorefield/scorefield/sim"
)

// Checkpoint is a whole experiment at one moment, but for its keyframes. Its
// bytes end with a checksum (CRC-32, IEEE), for not everything in it can be
// judged by itself.
type Checkpoint struct {
	State    string         // the experiment as text: settings, journal, moment
	Ahead    [2]int         // steps of sampling and training to go on to, both 0 for none
	Data     [][]byte       // the reader's own points, each once
	Own      int            // one more than the place in Data of those in use, 0 is none
	Undo     Undo           // what can be undone and redone
	Training TrainingReport // where the networks are, with their whole traces
	Driver   []float32      // weights of the learned score that drives the particles; empty without
	Sessions int            // how often workers have moved the particles
	Runs     []RunState     // of each sampler
}

// Undo is what can be undone and redone.
type Undo struct {
	Gesture bool     // changes belong to one gesture,
	Fresh   bool     // which has changed nothing yet
	Done    []Change // what can be undone, the last first
	Undone  []Change // what can be redone, the next first
}

// Change is a step of undo; see package history for what its parts mean.
type Change struct {
	Scope    int      // of the parameters
	Edits    []Edit   // of parameters
	Data     bool     // the reader's points changed:
	From     int      // one more than the place in the checkpoint's Data of those before, 0 is none
	To       int      // the same of those after
	Entries  bool     // it is in the journal
	Place    Place    // there
	Tail     *[]Entry // what undoing it ahead took from the journal, nil if it was not
	Origin   Place    // its place before it was undone
	Journal  *[]Entry // the journal from there on, nil if it was not behind
	UndoneAt [2]int   // when that was: steps of sampling and training
}

// Edit is what a change did to one parameter.
type Edit struct {
	Name string // of the parameter
	From string // its value before, as text
	To   string // and after
}

// Place is where in the journal a change stands.
type Place struct {
	At      [2]int  // steps of sampling and training
	Earlier int     // entries before that moment
	Was     []Entry // entries of that moment before the change
}

// Entry is one of the journal.
type Entry struct {
	At    [2]int // steps of sampling and training
	Name  string // of the parameter
	Value string // what it became, as text
}

// RunState is where the particles of one run are.
type RunState struct {
	X             sim.Batch // D×N; empty at the start, where they can be drawn again
	V             sim.Batch // velocities, D×N; empty without momentum
	Aux           sim.Batch // what else a sampler keeps, N points; empty without
	Step          int       // steps done
	Frozen        bool      // it goes no further
	Lost          int       // particles that have diverged
	Sigma         float64   // of the last step, as the rest: noise level,
	Epsilon       float64   // size,
	Time          float64   // in [0, 1] of a process,
	Accepted      float64   // share of particles that moved,
	Exchanged     float64   // share of exchanges between replicas,
	Diverged      int       // particles that diverged,
	FirstDiverged int       // and one more than the first of them, 0 for none
}

const sumBytes = crc32.Size

// Append appends the checkpoint to b, which grows once at most.
func (c *Checkpoint) Append(b []byte) []byte {
	start := len(b)
	w := begin(slices.Grow(b, c.Size()), checkpoint)
	w.text(c.State)
	w.moment(c.Ahead)
	w.count(len(c.Data))
	for _, data := range c.Data {
		w.text(string(data))
	}
	w.count(c.Own)
	c.Undo.append(&w)
	c.Training.append(&w)
	w.floats(c.Driver)
	w.count(c.Sessions)
	w.count(len(c.Runs))
	for i := range c.Runs {
		c.Runs[i].append(&w)
	}
	return seal(w.b, start)
}

// seal appends the checksum of what stands from start on.
func seal(b []byte, start int) []byte {
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:]))
}

// Size is about how many bytes the checkpoint takes.
func (c *Checkpoint) Size() int {
	n := 1<<12 + len(c.State) + 4*len(c.Driver)
	for _, data := range c.Data {
		n += len(data)
	}
	for i := range c.Training.Networks {
		n += 16*len(c.Training.Networks[i].Now.Weights) + 1<<16
	}
	for i := range c.Runs {
		n += 4 * (len(c.Runs[i].X.Data) + len(c.Runs[i].V.Data) + len(c.Runs[i].Aux.Data))
	}
	return n
}

// Read makes c what Append wrote, and reports whether b is that.
func (c *Checkpoint) Read(b []byte) bool {
	n := len(b) - sumBytes
	if n < 0 || binary.LittleEndian.Uint32(b[n:]) != crc32.ChecksumIEEE(b[:n]) {
		return false
	}
	r := open(b[:n], checkpoint)
	c.State, c.Ahead = r.text(), r.moment()
	c.Data = resize(c.Data, r.length(4))
	for i := range c.Data {
		c.Data[i] = []byte(r.text())
	}
	c.Own = r.count()
	c.Undo.read(&r)
	c.Training.read(&r)
	c.Driver, c.Sessions = r.floats(c.Driver), r.count()
	c.Runs = resize(c.Runs, r.length(7*4+5*8))
	for i := range c.Runs {
		c.Runs[i].read(&r)
	}
	return r.done()
}

func (u *Undo) append(w *writer) {
	w.flag(u.Gesture)
	w.flag(u.Fresh)
	for _, list := range [][]Change{u.Done, u.Undone} {
		w.count(len(list))
		for i := range list {
			list[i].append(w)
		}
	}
}

// leastChange is what the smallest change takes, in bytes.
const leastChange = (1 + 1 + 3 + 1 + 4 + 1 + 4 + 1 + 2) * 4

func (u *Undo) read(r *reader) {
	u.Gesture, u.Fresh = r.flag(), r.flag()
	for _, list := range []*[]Change{&u.Done, &u.Undone} {
		*list = resize(*list, r.length(leastChange))
		for i := range *list {
			(*list)[i].read(r)
		}
	}
}

func (c *Change) append(w *writer) {
	w.count(c.Scope)
	w.count(len(c.Edits))
	for _, e := range c.Edits {
		w.text(e.Name)
		w.text(e.From)
		w.text(e.To)
	}
	w.flag(c.Data)
	w.count(c.From)
	w.count(c.To)
	w.flag(c.Entries)
	c.Place.append(w)
	w.some(c.Tail)
	c.Origin.append(w)
	w.some(c.Journal)
	w.moment(c.UndoneAt)
}

func (c *Change) read(r *reader) {
	c.Scope = r.count()
	c.Edits = make([]Edit, r.length(3*4))
	for i := range c.Edits {
		c.Edits[i] = Edit{r.text(), r.text(), r.text()}
	}
	c.Data, c.From, c.To, c.Entries = r.flag(), r.count(), r.count(), r.flag()
	c.Place.read(r)
	c.Tail = r.some()
	c.Origin.read(r)
	c.Journal, c.UndoneAt = r.some(), r.moment()
}

func (p *Place) append(w *writer) {
	w.moment(p.At)
	w.count(p.Earlier)
	w.entries(p.Was)
}

func (p *Place) read(r *reader) { p.At, p.Earlier, p.Was = r.moment(), r.count(), r.entries() }

func (s *RunState) append(w *writer) {
	w.batch(s.X)
	w.batch(s.V)
	w.batch(s.Aux)
	w.count(s.Step)
	w.flag(s.Frozen)
	w.count(s.Lost)
	for _, v := range []float64{s.Sigma, s.Epsilon, s.Time, s.Accepted, s.Exchanged} {
		w.number(v)
	}
	w.count(s.Diverged)
	w.count(s.FirstDiverged)
}

func (s *RunState) read(r *reader) {
	s.X, s.V, s.Aux, s.Step, s.Frozen, s.Lost = r.batch(), r.batch(), r.batch(), r.count(), r.flag(), r.count()
	for _, v := range []*float64{&s.Sigma, &s.Epsilon, &s.Time, &s.Accepted, &s.Exchanged} {
		*v = r.number()
	}
	s.Diverged, s.FirstDiverged = r.count(), r.count()
	if !goTogether(s.X, s.V, s.Aux) {
		r.fail()
	}
}

func (w *writer) moment(at [2]int) {
	w.count(at[0])
	w.count(at[1])
}

func (r *reader) moment() [2]int { return [2]int{r.count(), r.count()} }

func (w *writer) entries(list []Entry) {
	w.count(len(list))
	for _, e := range list {
		w.moment(e.At)
		w.text(e.Name)
		w.text(e.Value)
	}
}

func (r *reader) entries() []Entry {
	list := make([]Entry, r.length(4*4))
	for i := range list {
		list[i] = Entry{r.moment(), r.text(), r.text()}
	}
	return list
}

// some writes a list that there may not be.
func (w *writer) some(list *[]Entry) {
	w.flag(list != nil)
	if list != nil {
		w.entries(*list)
	}
}

func (r *reader) some() *[]Entry {
	if !r.flag() {
		return nil
	}
	list := r.entries()
	return &list
}
