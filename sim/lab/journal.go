package lab

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// Clock is how far an experiment has come.
type Clock struct{ Sampling, Training int }

// Entry is one change made while an experiment ran: after the steps of At were
// done, parameter Name became Value.
type Entry struct {
	At          Clock
	Name, Value string
}

// MostEntries bounds a journal that is read from text.
const MostEntries = 10_000

// String is the entry as a line of a state: sampling,training,name=value.
func (e Entry) String() string {
	return strconv.Itoa(e.At.Sampling) + "," + strconv.Itoa(e.At.Training) + "," + e.Name + "=" + e.Value
}

// ParseEntry reads what String writes and checks the value against the table.
func ParseEntry(text string) (Entry, error) {
	damaged := &param.Error{Field: "at", Value: brief(text), Range: "sampling,training,name=value", What: param.Damaged}
	clock, rest, ok := cutClock(text)
	name, value, found := strings.Cut(rest, "=")
	if !ok || !found {
		return Entry{}, damaged
	}
	p, known := param.Find(name)
	if !known {
		return Entry{}, param.Unknown(name, value)
	}
	if p.Scope != param.Live && name != "density" {
		return Entry{}, damaged
	}
	var c Config
	if err := c.Set(name, value); err != nil {
		return Entry{}, err
	}
	return Entry{clock, name, value}, nil
}

// cutClock reads "sampling,training," from the head of text.
func cutClock(text string) (c Clock, rest string, ok bool) {
	s, rest, _ := strings.Cut(text, ",")
	t, rest, _ := strings.Cut(rest, ",")
	var err1, err2 error
	c.Sampling, err1 = strconv.Atoi(s)
	c.Training, err2 = strconv.Atoi(t)
	return c, rest, err1 == nil && err2 == nil && c.Sampling >= 0 && c.Training >= 0
}

// journal is a list of entries in the order in which they happened. A change
// of the same parameter at the same step replaces the one before it, so that a
// drag leaves one entry a step.
type journal []Entry

func (j *journal) add(e Entry) {
	for i := len(*j) - 1; i >= 0 && (*j)[i].At == e.At; i-- {
		if (*j)[i].Name == e.Name {
			(*j)[i].Value = e.Value
			return
		}
	}
	*j = append(*j, e)
}

// cut drops what was changed after c on either clock: a change made in the
// past starts another future.
func (j *journal) cut(c Clock) {
	*j = slices.DeleteFunc(*j, func(e Entry) bool { return e.At.Sampling > c.Sampling || e.At.Training > c.Training })
}

// parts is the step of the first entry in which two journals differ, beyond all
// steps if there is none.
func (j journal) parts(o journal) int {
	n := 0
	for n < min(len(j), len(o)) && j[n] == o[n] {
		n++
	}
	step := int(^uint(0) >> 1)
	for _, rest := range []journal{j[n:], o[n:]} {
		if len(rest) > 0 {
			step = min(step, rest[0].At.Sampling)
		}
	}
	return step
}

// sorted reports whether entries follow one another on both clocks.
func (j journal) sorted() bool {
	return slices.IsSortedFunc(j, func(a, b Entry) int {
		return max(cmp.Compare(a.At.Sampling, b.At.Sampling), cmp.Compare(a.At.Training, b.At.Training))
	})
}
