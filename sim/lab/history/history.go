// Package history is what was chosen in the course of an experiment: the
// settings at every step, and how to undo them. It is pure data and computes no
// step.
//
// An experiment has two clocks, of sampling and of training, and moves along one
// path on them. What is changed on the way is an entry of the journal, with the
// moment at which it happened; the settings at a moment are those at step 0 with
// the entries that lie before it. So going forth, going back and restoring a
// text give the same settings at the same step. A change made in the past, or a
// step off the path, starts another future: the entries ahead are forgotten.
package history

import (
	"slices"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// Settings are all that a person chose: parameters, and data of their own.
type Settings struct {
	param.Config     // every default filled in
	Data         any // the reader's points, compared by identity; nil is none
}

// History is the settings of an experiment over time. Begin makes one.
type History struct {
	base    Settings // at step 0, before the journal's first entry
	now     Settings // at the present moment
	journal Journal
	applied int // entries that the present moment has reached

	done, undone []change
	gesture      bool // changes belong to one gesture
	fresh        bool // which has changed nothing yet
}

// change is a step of undo.
type change struct {
	scope param.Scope
	edits []edit
	from  any // data before and after, where they changed
	to    any
	data  bool

	entries bool    // it is in the journal:
	place   place   // there
	tail    Journal // what undoing it, while it lay ahead, took from the journal
	origin  place   // its place before it was undone where it lay behind,
	journal Journal // the journal from there on,
	undone  Clock   // and when that was
}

// place is where in the journal a change stands.
type place struct {
	at      Clock   // when it was made, of a gesture when that began
	earlier int     // entries before that moment
	was     Journal // entries of that moment before the change
}

// edit is what a change did to one parameter.
type edit struct{ name, from, to string }

const mostUndone = 200

// Begin makes s the settings of an experiment at step 0. What can be undone
// stays.
func (h *History) Begin(s Settings) {
	h.base, h.now, h.journal, h.applied = s, s, nil, 0
	h.detach()
}

// Restore makes the history that of a state, before its first entry; Move goes
// on from there. There is nothing to undo.
func (h *History) Restore(s State, data any) {
	*h = History{base: Settings{s.Base, data}, journal: s.Journal}
	h.now = h.base
}

// Now are the settings at the present moment.
func (h *History) Now() Settings { return h.now }

// Base are the settings at step 0.
func (h *History) Base() Settings { return h.base }

// State is the history as data, with the clock of the experiment.
func (h *History) State(now Clock, weights int, moved bool) State {
	return State{Base: h.base.Config, Journal: h.journal, Now: now, Weights: weights, Moved: moved}
}

// Move makes c the present moment and returns whether the settings changed.
func (h *History) Move(c Clock) (changed bool) {
	was := h.now
	if h.applied > 0 && !c.Reached(h.journal[h.applied-1].At) { // back: again from step 0
		h.now, h.applied = h.base, 0
	}
	n := h.applied + h.journal[h.applied:].reached(c)
	for _, entry := range h.journal[h.applied:n] {
		if err := h.now.Set(entry.Name, entry.Value); err != nil {
			panic("history: an entry has not been checked")
		}
		h.now.Config = h.now.Filled()
	}
	h.applied = n
	return h.now != was
}

// Next is the moment of the first entry ahead; ok is false where there is none.
func (h *History) Next() (at Clock, ok bool) {
	if h.applied == len(h.journal) {
		return Clock{}, false
	}
	return h.journal[h.applied].At, true
}

// OnPath is the last moment on the path of the experiment that is nowhere
// beyond c: an entry that c has not reached on one clock bounds the other.
func (h *History) OnPath(c Clock) Clock {
	if n := h.journal.reached(c); n < len(h.journal) {
		return c.Earlier(h.journal[n].At)
	}
	return c
}

// Cut forgets the entries ahead of c, and the steps of undo that made them. What
// was undone only ahead of c is done again.
func (h *History) Cut(c Clock) {
	n := h.journal.reached(c)
	h.journal = h.journal[:n]
	h.applied = min(h.applied, n)
	h.done = slices.DeleteFunc(h.done, func(ch change) bool { return ch.liesAhead(c) && !ch.hasViews() })
	for i := range h.done {
		if ch := &h.done[i]; ch.liesAhead(c) { // what changes at all times stays
			ch.edits = slices.DeleteFunc(slices.Clone(ch.edits), edit.journalled)
			ch.scope, ch.entries = param.View, false
		}
	}
	for k := len(h.undone) - 1; k >= 0 && h.undone[k].undoneAhead(c); k-- {
		ch := h.undone[k]
		ch.entries, ch.place, ch.journal = true, ch.origin, nil
		h.done, h.undone = append(h.done, ch), h.undone[:k]
	}
	for k := range h.undone {
		if ch := &h.undone[k]; !c.Reached(ch.place.at) || !c.Reached(ch.origin.at) {
			ch.entries, ch.tail, ch.journal = false, nil, nil
		}
	}
}

// Gesture makes all changes of one parameter until Gesture(false) one step of
// undo: a drag.
func (h *History) Gesture(on bool) { h.gesture, h.fresh = on, on }

// Change makes next the settings at the present moment c, as one step of undo,
// and returns what has to start again. The error is that of a full journal, and
// then nothing changes. Settings that are the same are no change and of scope
// View.
func (h *History) Change(c Clock, next Settings) (param.Scope, error) {
	if next == h.now {
		return param.View, nil
	}
	ch := difference(h.now, next)
	if err := h.apply(c, &ch, next); err != nil {
		return param.View, err
	}
	h.undone = nil
	if n := len(h.done); n > 0 && h.gesture && !h.fresh && h.done[n-1].continues(&ch) {
		h.done[n-1].extend(&ch)
		return ch.scope, nil
	}
	h.fresh = false
	h.done = append(h.done, ch)
	if len(h.done) > mostUndone {
		h.done = h.done[1:]
	}
	return ch.scope, nil
}

// difference is the change from one settings to others.
func difference(from, to Settings) change {
	ch := change{scope: param.Disturbance(from.Config, to.Config), data: from.Data != to.Data, from: from.Data, to: to.Data}
	if ch.data {
		ch.scope = param.All
	}
	for _, name := range param.Names() {
		if a, b := from.Get(name), to.Get(name); a != b {
			ch.edits = append(ch.edits, edit{name, a, b})
		}
	}
	return ch
}

// journalled reports whether the parameter's changes have a moment.
func (e edit) journalled() bool {
	p, _ := param.Find(e.name)
	return p.Journalled()
}

// hasViews reports whether the change is in part one of the picture, which has
// no moment.
func (ch *change) hasViews() bool {
	return slices.ContainsFunc(ch.edits, func(e edit) bool { return !e.journalled() })
}

// undoneAhead reports whether the change is behind c, and its undoing ahead.
func (ch *change) undoneAhead(c Clock) bool {
	return ch.journal != nil && c.Reached(ch.origin.at) && !c.Reached(ch.undone)
}

// continues reports whether o goes on with the gesture of ch: it changes nothing
// else.
func (ch *change) continues(o *change) bool {
	return !ch.data && !o.data && !slices.ContainsFunc(o.edits, func(e edit) bool {
		return !slices.ContainsFunc(ch.edits, func(was edit) bool { return was.name == e.name })
	})
}

// extend makes o a part of ch.
func (ch *change) extend(o *change) {
	for _, e := range o.edits {
		for i := range ch.edits {
			if ch.edits[i].name == e.name {
				ch.edits[i].to = e.to
			}
		}
	}
	if !ch.entries {
		ch.entries, ch.place = o.entries, o.place
	}
	ch.scope = max(ch.scope, o.scope)
}

// liesAhead reports whether the change is in the journal at a moment that c has
// not reached.
func (ch *change) liesAhead(c Clock) bool { return ch.entries && !c.Reached(ch.place.at) }

// apply makes next the settings at the moment c and notes in ch where that
// stands in the journal.
func (h *History) apply(c Clock, ch *change, next Settings) error {
	ch.entries, ch.tail = false, nil
	switch ch.scope {
	case param.View, param.Live:
		return h.live(c, ch, next)
	case param.Sampling:
		h.restart(c, next)
	default:
		h.Begin(next)
	}
	return nil
}

// live journals what differs between the settings and next, and goes on with
// next. What is not journalled changes at all times.
func (h *History) live(c Clock, ch *change, next Settings) error {
	if ch.scope == param.Live {
		if err := h.journalise(c, ch); err != nil {
			return err
		}
	}
	for _, e := range ch.edits {
		if p, _ := param.Find(e.name); !e.journalled() {
			p.Copy(&h.base.Config, &next.Config)
		}
	}
	h.now = next
	return nil
}

// journalise makes entries of a change at the moment c, instead of what lies
// ahead.
func (h *History) journalise(c Clock, ch *change) error {
	journal, entries := h.journal[:h.journal.reached(c)], 0
	for _, e := range ch.edits {
		if e.journalled() && journal.find(c, e.name) < 0 {
			entries++
		}
	}
	if len(journal)+entries > MostEntries {
		return tooMany()
	}
	h.Cut(c)
	earlier := h.journal.earlier(c)
	ch.entries, ch.place = true, place{c, earlier, slices.Clone(h.journal[earlier:])}
	for _, e := range ch.edits {
		if e.journalled() {
			h.journal.add(Entry{c, e.name, e.to})
		}
	}
	h.journal.simplify(c, &h.base.Config)
	h.applied = len(h.journal)
	return nil
}

// simplify drops the entries of the moment c that change nothing: what was done
// and undone at one step leaves no trace.
func (j *Journal) simplify(c Clock, base *param.Config) {
	for i := len(*j) - 1; i >= 0 && (*j)[i].At == c; i-- {
		e := (*j)[i]
		was, ok := j.before(i, e.Name)
		if !ok {
			was = base.Get(e.Name)
		}
		if was == e.Value {
			*j = slices.Delete(*j, i, i+1)
		}
	}
}

// Restart lets sampling begin again under the present settings; training stays
// where it is, at c.
func (h *History) Restart(c Clock) { h.restart(c, h.now) }

// restart makes next the settings of runs that begin again. Where networks learn,
// the changes of their target stay in the journal, at the training steps at
// which they happened; everything else is part of the settings now.
func (h *History) restart(c Clock, next Settings) {
	h.Cut(c)
	var kept Journal
	base := next
	if next.Learns() {
		for _, p := range targetParams() {
			p.Copy(&base.Config, &h.base.Config)
		}
		for _, entry := range h.journal {
			if isTarget(entry.Name) {
				kept.add(Entry{Clock{0, entry.At.Training}, entry.Name, entry.Value})
			}
		}
		for _, p := range targetParams() {
			if value := next.Get(p.Name); value != h.now.Get(p.Name) {
				kept.add(Entry{Clock{0, c.Training}, p.Name, value})
			}
		}
		kept.simplify(Clock{0, c.Training}, &base.Config)
	}
	h.base, h.now, h.journal, h.applied = base, next, kept, len(kept)
	h.detach()
}

// targetParams are the parameters that say which density it is.
func targetParams() []*param.Param {
	var list []*param.Param
	for _, name := range []string{"density", "mixture", "bandwidth"} {
		p, _ := param.Find(name)
		list = append(list, p)
	}
	return list
}

func isTarget(name string) bool {
	return slices.ContainsFunc(targetParams(), func(p *param.Param) bool { return p.Name == name })
}

// detach makes every step of undo independent of the journal, which is another
// now.
func (h *History) detach() {
	for _, list := range [][]change{h.done, h.undone} {
		for i := range list {
			list[i].entries, list[i].tail, list[i].journal = false, nil, nil
		}
	}
}

// Undo takes the last change back at the present moment c and returns what has
// to start again; ok is false where there is nothing to undo. A change that lies
// ahead of c is taken from the journal and changes nothing yet.
func (h *History) Undo(c Clock) (scope param.Scope, ok bool) {
	n := len(h.done)
	if n == 0 {
		return param.View, false
	}
	ch := h.done[n-1]
	if ch.liesAhead(c) {
		h.done = h.done[:n-1]
		ch.tail = slices.Clone(h.journal[ch.place.earlier:])
		h.journal = append(h.journal[:ch.place.earlier:ch.place.earlier], ch.place.was...)
		h.setViews(&ch, false)
		h.undone = append(h.undone, ch)
		return param.Live, true
	}
	next := h.with(&ch, false)
	ch.journal = nil
	if ch.entries {
		ch.origin, ch.journal, ch.undone = ch.place, slices.Clone(h.journal[ch.place.earlier:]), c
	}
	back := ch.reversed()
	h.done = h.done[:n-1]
	if h.apply(c, &back, next) != nil {
		h.done = append(h.done, ch)
		return param.View, false
	}
	ch.entries = false
	h.undone = append(h.undone, ch)
	return ch.scope, true
}

// Redo makes the change that Undo took back.
func (h *History) Redo(c Clock) (scope param.Scope, ok bool) {
	n := len(h.undone)
	if n == 0 {
		return param.View, false
	}
	ch := h.undone[n-1]
	h.undone = h.undone[:n-1]
	if at := &ch.place; ch.tail != nil && len(h.journal) == at.earlier+len(at.was) && ch.liesAhead(c) {
		h.journal = append(h.journal[:at.earlier:at.earlier], ch.tail...)
		h.setViews(&ch, true)
		ch.tail = nil
		h.done = append(h.done, ch)
		return param.Live, true
	}
	if ch.journal != nil && !c.Reached(ch.undone) { // undone ahead of c: the undoing is forgotten
		h.journal = append(h.journal[:ch.origin.earlier:ch.origin.earlier], ch.journal...)
		h.setViews(&ch, true)
		ch.entries, ch.place, ch.journal = true, ch.origin, nil
		h.done = append(h.done, ch)
		return param.Live, true
	}
	next := h.with(&ch, true)
	if h.apply(c, &ch, next) != nil {
		h.undone = append(h.undone, ch)
		return param.View, false
	}
	if ch.journal != nil && len(h.journal) >= ch.origin.earlier && slices.Equal(h.journal[ch.origin.earlier:], ch.journal) {
		ch.place = ch.origin // as if it had never been undone
	}
	h.done = append(h.done, ch)
	return ch.scope, true
}

// with is the present settings with the values of after or before the change, and
// makes the change the way between the two: what stands here now is what taking
// the step back will give.
func (h *History) with(ch *change, after bool) Settings {
	next := h.now
	for _, e := range ch.edits {
		value := e.from
		if after {
			value = e.to
		}
		if err := next.Set(e.name, value); err != nil {
			panic("history: a change has not been checked")
		}
	}
	next.Config = next.Filled()
	if ch.data && after {
		next.Data = ch.to
	} else if ch.data {
		next.Data = ch.from
	}
	var edits []edit
	for _, name := range param.Names() {
		from, to := next.Get(name), h.now.Get(name)
		if after {
			from, to = to, from
		}
		if from != to || slices.ContainsFunc(ch.edits, func(e edit) bool { return e.name == name }) {
			edits = append(edits, edit{name, from, to})
		}
	}
	ch.edits = edits
	return next
}

// reversed is the change that takes ch back.
func (ch *change) reversed() change {
	back := *ch
	back.edits = make([]edit, len(ch.edits))
	for i, e := range ch.edits {
		back.edits[i] = edit{e.name, e.to, e.from}
	}
	back.from, back.to = ch.to, ch.from
	return back
}

// setViews gives the parameters of ch that are not journalled the values of
// after or before it.
func (h *History) setViews(ch *change, after bool) {
	for _, e := range ch.edits {
		if e.journalled() {
			continue
		}
		p, _ := param.Find(e.name)
		value := e.from
		if after {
			value = e.to
		}
		p.Assign(&h.base.Config, value)
		p.Assign(&h.now.Config, value)
	}
}
