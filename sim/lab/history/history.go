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
		h.now.Config = h.now.WithDefaults()
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
