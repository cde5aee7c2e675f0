package history

import (
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/protocol"
)

// mostTold bounds the entries that the steps of undo of a checkpoint carry,
// together: the oldest steps are left out beyond it.
const mostTold = 2 * MostEntries

// UndoState is what can be undone and redone, for RestoreUndo. place numbers the
// reader's data, from 1; it is not asked about none, which is 0.
func (h *History) UndoState(place func(data any) int) protocol.Undo {
	u := protocol.Undo{Gesture: h.gesture, Fresh: h.fresh}
	told := 0
	tell := func(list []change) (out []protocol.Change) {
		for k := len(list) - 1; k >= 0; k-- {
			ch := &list[k]
			told += len(ch.tail) + len(ch.journal) + len(ch.place.was) + len(ch.origin.was)
			if told > mostTold {
				break
			}
			out = append(out, ch.message(place))
		}
		return out
	}
	u.Done, u.Undone = tell(h.done), tell(h.undone)
	return u
}

// RestoreUndo makes what UndoState gave what can be undone and redone; data are
// those that it numbered. It reports whether that is sound, for the journal that
// h has.
func (h *History) RestoreUndo(u *protocol.Undo, data []any) bool {
	h.gesture, h.fresh = u.Gesture, u.Fresh
	for _, list := range []struct {
		from []protocol.Change
		to   *[]change
	}{{u.Done, &h.done}, {u.Undone, &h.undone}} {
		if len(list.from) > mostUndone {
			return false
		}
		*list.to = make([]change, len(list.from))
		for i := range list.from {
			ch, ok := h.change(&list.from[i], data)
			if !ok {
				return false
			}
			(*list.to)[len(list.from)-1-i] = ch
		}
	}
	return true
}

func (ch *change) message(place func(any) int) protocol.Change {
	m := protocol.Change{Scope: int(ch.scope), Data: ch.data, Entries: ch.entries, Place: ch.place.message(), Tail: ch.tail.message(),
		Origin: ch.origin.message(), Journal: ch.journal.message(), UndoneAt: ch.undone.message()}
	for _, e := range ch.edits {
		m.Edits = append(m.Edits, protocol.Edit{Name: e.name, From: e.from, To: e.to})
	}
	if ch.from != nil {
		m.From = place(ch.from)
	}
	if ch.to != nil {
		m.To = place(ch.to)
	}
	return m
}

func (c Clock) message() [2]int { return [2]int{c.Sampling, c.Training} }

func (p *place) message() protocol.Place {
	was := p.was.message()
	if was == nil {
		was = new([]protocol.Entry)
	}
	return protocol.Place{At: p.at.message(), Earlier: p.earlier, Was: *was}
}

// message is the journal's entries, nil where there is no journal.
func (j Journal) message() *[]protocol.Entry {
	if j == nil {
		return nil
	}
	list := make([]protocol.Entry, len(j))
	for i, e := range j {
		list[i] = protocol.Entry{At: e.At.message(), Name: e.Name, Value: e.Value}
	}
	return &list
}

// change is what message wrote; ok is false where that cannot be.
func (h *History) change(m *protocol.Change, data []any) (ch change, ok bool) {
	ch = change{scope: param.Scope(m.Scope), data: m.Data, entries: m.Entries, undone: moment(m.UndoneAt)}
	ok = m.Scope <= int(param.All) && m.From <= len(data) && m.To <= len(data)
	if !ok {
		return ch, false
	}
	for _, e := range m.Edits {
		ok = ok && allowed(e.Name, e.From) && allowed(e.Name, e.To)
		ch.edits = append(ch.edits, edit{e.Name, e.From, e.To})
	}
	if m.From > 0 {
		ch.from = data[m.From-1]
	}
	if m.To > 0 {
		ch.to = data[m.To-1]
	}
	for _, list := range []struct {
		from *[]protocol.Entry
		to   *Journal
	}{{&m.Place.Was, &ch.place.was}, {m.Tail, &ch.tail}, {&m.Origin.Was, &ch.origin.was}, {m.Journal, &ch.journal}} {
		ok = list.to.take(list.from) && ok
	}
	ch.place.at, ch.place.earlier = moment(m.Place.At), m.Place.Earlier
	ch.origin.at, ch.origin.earlier = moment(m.Origin.At), m.Origin.Earlier
	if ch.entries && ch.place.earlier > len(h.journal) || ch.journal != nil && ch.origin.earlier > len(h.journal) {
		ok = false
	}
	return ch, ok
}

func moment(m [2]int) Clock { return Clock{m[0], m[1]} }

// allowed reports whether a parameter may have a value.
func allowed(name, value string) bool {
	var c param.Config
	return c.Set(name, value) == nil
}

// take makes j a message's entries and reports whether they can be a part of a
// journal.
func (j *Journal) take(list *[]protocol.Entry) bool {
	if list == nil {
		return true
	}
	*j = make(Journal, 0, len(*list))
	for _, m := range *list {
		e := Entry{moment(m.At), m.Name, m.Value}
		p, known := param.Find(e.Name)
		if !known || !p.Journalled() || !j.follows(e.At) || !allowed(e.Name, e.Value) {
			return false
		}
		*j = append(*j, e)
	}
	return len(*j) <= MostEntries
}
