package history

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// Clock is how many steps an experiment has done on each of its two clocks.
type Clock struct {
	Sampling int // steps of every run
	Training int // steps of every network
}

// Reached reports whether c is at or after o on both clocks.
func (c Clock) Reached(o Clock) bool { return c.Sampling >= o.Sampling && c.Training >= o.Training }

// crosses reports whether neither moment is at or after the other: they are not on one path.
func (c Clock) crosses(o Clock) bool { return !c.Reached(o) && !o.Reached(c) }

// Earlier is the earlier of two moments on each clock.
func (c Clock) Earlier(o Clock) Clock {
	return Clock{min(c.Sampling, o.Sampling), min(c.Training, o.Training)}
}

// Entry is one change made while an experiment ran.
type Entry struct {
	At    Clock  // the steps that had been done
	Name  string // of a parameter that may change while a run goes on
	Value string // what it became
}

// MostEntries bounds a journal, written or read.
const MostEntries = 10_000

// String is the entry as a line of a state: sampling,training,name=value.
func (e Entry) String() string {
	return strconv.Itoa(e.At.Sampling) + "," + strconv.Itoa(e.At.Training) + "," + e.Name + "=" + e.Value
}

// ParseEntry reads what String writes and checks the value against the table.
func ParseEntry(text string) (Entry, error) {
	damaged := &param.Error{Field: "at", Value: brief(text), Range: "sampling,training,name=value", What: param.Damaged}
	at, rest, ok := cutClock(text)
	name, value, found := strings.Cut(rest, "=")
	if !ok || !found {
		return Entry{}, damaged
	}
	p, known := param.Find(name)
	if !known {
		return Entry{}, param.Unknown(name, value)
	}
	if !p.Journalled() {
		return Entry{}, damaged
	}
	var c param.Config
	if err := c.Set(name, value); err != nil {
		return Entry{}, err
	}
	return Entry{at, name, value}, nil
}

// cutClock reads "sampling,training," from the head of text.
func cutClock(text string) (c Clock, rest string, ok bool) {
	s, rest, _ := strings.Cut(text, ",")
	t, rest, _ := strings.Cut(rest, ",")
	var ok1, ok2 bool
	c.Sampling, ok1 = parseSteps(s)
	c.Training, ok2 = parseSteps(t)
	return c, rest, ok1 && ok2
}

// parseSteps reads a number of steps, of 31 bits at most: it fits an int anywhere.
func parseSteps(text string) (n int, ok bool) {
	v, err := strconv.ParseUint(text, 10, 31)
	return int(v), err == nil
}

// brief is text short enough for a message.
func brief(text string) string {
	if len(text) > 60 {
		return strings.ToValidUTF8(text[:60], "") + "…"
	}
	return text
}

// Journal is a list of entries in the order in which they happened: neither
// clock ever falls from one to the next.
type Journal []Entry

// add puts e at the end. A change of the same parameter at the same moment
// replaces the one before it, so that a drag leaves one entry a step.
func (j *Journal) add(e Entry) {
	if i := j.find(e.At, e.Name); i >= 0 {
		(*j)[i].Value = e.Value
		return
	}
	*j = append(*j, e)
}

// find is the index of the entry for a parameter among those of the moment at,
// which are the last ones; −1 if there is none.
func (j Journal) find(at Clock, name string) int {
	for i := len(j) - 1; i >= 0 && j[i].At == at; i-- {
		if j[i].Name == name {
			return i
		}
	}
	return -1
}

// follows reports whether an entry at the moment at may come after those of j.
func (j Journal) follows(at Clock) bool { return len(j) == 0 || at.Reached(j[len(j)-1].At) }

// before is the value of a parameter before the entry i of it, "" and false
// where no entry says.
func (j Journal) before(i int, name string) (value string, ok bool) {
	for i--; i >= 0; i-- {
		if j[i].Name == name {
			return j[i].Value, true
		}
	}
	return "", false
}

// reached is how many entries have happened by the moment c: those before the
// first that c has not reached.
func (j Journal) reached(c Clock) int {
	n := 0
	for n < len(j) && c.Reached(j[n].At) {
		n++
	}
	return n
}

// earlier is how many entries happened before the moment c, which no entry of j
// lies beyond.
func (j Journal) earlier(c Clock) int {
	n := len(j)
	for n > 0 && j[n-1].At == c {
		n--
	}
	return n
}

// crosses reports whether the moment c is not on the path of j.
func (j Journal) crosses(c Clock) bool {
	return slices.ContainsFunc(j, func(e Entry) bool { return c.crosses(e.At) })
}

// Differ is the sampling step of the first entry in which two journals differ;
// ok is false where they are the same.
func (j Journal) Differ(o Journal) (step int, ok bool) {
	n := 0
	for n < min(len(j), len(o)) && j[n] == o[n] {
		n++
	}
	for _, rest := range []Journal{j[n:], o[n:]} {
		if len(rest) > 0 && (!ok || rest[0].At.Sampling < step) {
			step, ok = rest[0].At.Sampling, true
		}
	}
	return step, ok
}
