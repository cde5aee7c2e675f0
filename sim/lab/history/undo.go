package history

import (
	"slices"

	"github.com/scorefield/scorefield/sim/lab/param"
)

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

// Gesture makes all changes of one parameter until Gesture(false) one step of
// undo, a drag, and all changes of the data, a stroke.
func (h *History) Gesture(on bool) { h.gesture, h.fresh = on, on }

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

// continues reports whether o goes on with the gesture of ch: it changes the same,
// or something else with it, as ε where it follows what is dragged.
func (ch *change) continues(o *change) bool {
	if ch.data && o.data {
		return true
	}
	return !ch.data && !o.data && slices.ContainsFunc(o.edits, func(e edit) bool { return ch.edited(e.name) >= 0 })
}

// edited is the index of the edit of parameter name, or −1.
func (ch *change) edited(name string) int {
	return slices.IndexFunc(ch.edits, func(e edit) bool { return e.name == name })
}

// extend makes o a part of ch.
func (ch *change) extend(o *change) {
	for _, e := range o.edits {
		if i := ch.edited(e.name); i >= 0 {
			ch.edits[i].to = e.to
		} else {
			ch.edits = append(ch.edits, e) // untouched since the gesture began
		}
	}
	if o.data {
		ch.to = o.to
	}
	if !ch.entries {
		ch.entries, ch.place = o.entries, o.place
	}
	ch.scope = max(ch.scope, o.scope)
}

// liesAhead reports whether the change is in the journal at a moment that c has
// not reached.
func (ch *change) liesAhead(c Clock) bool { return ch.entries && !c.Reached(ch.place.at) }

// detach makes every step of undo independent of the journal, which is another
// now.
func (h *History) detach() {
	for _, list := range [][]change{h.done, h.undone} {
		for i := range list {
			list[i].entries, list[i].tail, list[i].journal = false, nil, nil
		}
	}
}

// Undoable reports whether there is a change to take back, and one to make again.
func (h *History) Undoable() (undo, redo bool) { return len(h.done) > 0, len(h.undone) > 0 }

// Undo takes the last change back at the present moment c and returns what has
// to start again; ok is false where there is nothing to undo. A change that lies
// ahead of c is taken from the journal and changes nothing yet; one that the path
// of c does not come to is taken back now.
func (h *History) Undo(c Clock) (scope param.Scope, ok bool) {
	n := len(h.done)
	if n == 0 {
		return param.View, false
	}
	ch := h.done[n-1]
	if ch.liesAhead(c) && ch.place.at.Reached(c) {
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

// Redo makes the change that Undo took back: in its place in the journal, if that
// is on the path of c, or else now.
func (h *History) Redo(c Clock) (scope param.Scope, ok bool) {
	n := len(h.undone)
	if n == 0 {
		return param.View, false
	}
	ch := h.undone[n-1]
	h.undone = h.undone[:n-1]
	if at := &ch.place; ch.tail != nil && len(h.journal) == at.earlier+len(at.was) && ch.liesAhead(c) && !ch.tail.crosses(c) {
		h.journal = append(h.journal[:at.earlier:at.earlier], ch.tail...)
		h.setViews(&ch, true)
		ch.tail = nil
		h.done = append(h.done, ch)
		return param.Live, true
	}
	if ch.journal != nil && !c.Reached(ch.undone) && !ch.journal.crosses(c) && h.endsAt(ch.origin) { // undone ahead of c: the undoing is forgotten
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
	ch.journal = nil
	h.done = append(h.done, ch)
	return ch.scope, true
}

// endsAt reports whether the journal reaches a place, and no change that stands was made behind it.
func (h *History) endsAt(p place) bool {
	return len(h.journal) >= p.earlier &&
		!slices.ContainsFunc(h.done, func(ch change) bool { return ch.entries && ch.place.earlier > p.earlier })
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
	next.Config = next.WithDefaults()
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
