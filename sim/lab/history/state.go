package history

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// State is a whole experiment as data: the settings at step 0, what was changed
// since, and how far it has come. Doing the steps again gives the experiment,
// bit for bit.
type State struct {
	Base    param.Config // settings at step 0, every default filled in
	Journal Journal      // what was changed since
	Now     Clock        // steps done
	Weights int          // training step whose weights drive the particles; beyond Now they have not started
	Moved   bool         // Now is given; a text without it is at its beginning
	Data    string       // the reader's own points where they are the density, as their owner writes them; "" is none
}

// Text is the state as text: the settings, the journal as at=… lines, and the
// clock as now=sampling,training,weights where it has moved.
func (s State) Text() string {
	var b strings.Builder
	b.WriteString(s.Base.Text())
	if s.Data != "" {
		b.WriteString(param.Separator + "data=" + s.Data)
	}
	for _, entry := range s.Journal {
		b.WriteString(param.Separator + "at=" + entry.String())
	}
	if s.Moved {
		b.WriteString(param.Separator + "now=" + strconv.Itoa(s.Now.Sampling) + "," + strconv.Itoa(s.Now.Training) + "," + strconv.Itoa(s.Weights))
	}
	return b.String()
}

// mostData bounds the text of data, in bytes.
const mostData = 1 << 17

// Parse reads what Text writes. Every mistake is reported and what is right is
// taken; settings that contradict one another leave scene and seed. It takes
// time in proportion to the length of text.
func Parse(text string) (s State, errs []error) {
	var wrong param.Errors
	var settings strings.Builder
	for piece := range param.Pairs(text) {
		name, value, _ := strings.Cut(piece, "=")
		switch strings.TrimSpace(name) {
		case "at":
			wrong.Add(s.read(strings.TrimSpace(value)))
		case "data":
			if s.Data = strings.TrimSpace(value); len(s.Data) > mostData {
				wrong.Add(&param.Error{Field: "data", Value: strconv.Itoa(len(s.Data)), Range: "1 … " + strconv.Itoa(mostData), What: param.Damaged})
				s.Data = ""
			}
		case "now":
			wrong.Add(s.readClock(strings.TrimSpace(value)))
		default:
			settings.WriteString(piece + param.Separator)
		}
	}
	c, mistakes := param.ParseConfig(settings.String())
	for _, err := range mistakes {
		wrong.Add(err)
	}
	if err := c.Check(); err != nil {
		wrong.Add(err)
		c = param.Config{Scene: c.Scene, Seed: c.Seed}
	}
	s.Base = c.WithDefaults()
	return s, wrong
}

// read takes an entry, if it is one and has its place after those before it.
func (s *State) read(text string) error {
	entry, err := ParseEntry(text)
	switch {
	case err != nil:
		return err
	case !s.Journal.follows(entry.At):
		return &param.Error{Field: "at", Value: brief(text), Why: param.Label{
			EN: "“" + brief(text) + "” comes too late: its step is earlier than that of a change before it.",
			ZH: "“" + brief(text) + "” 的位置不对：其步数小于前面某项更改的步数。"}}
	case len(s.Journal) >= MostEntries && s.Journal.find(entry.At, entry.Name) < 0:
		return tooMany()
	}
	s.Journal.add(entry)
	return nil
}

// readClock takes now=sampling,training,weights; weights may be missing.
func (s *State) readClock(text string) error {
	now, rest, ok := cutClock(text)
	weights, isNumber := parseSteps(rest)
	if rest == "" {
		weights, isNumber = 0, true
	}
	if !ok || !isNumber || weights > now.Training && now.Sampling > 0 {
		return &param.Error{Field: "now", Value: brief(text), Range: "sampling,training,weights", What: param.Damaged}
	}
	s.Now, s.Weights, s.Moved = now, weights, true
	return nil
}

// tooMany is the error of a journal that is full.
func tooMany() error {
	most := strconv.Itoa(MostEntries)
	return &param.Error{Field: "at", Value: strconv.Itoa(MostEntries + 1), Range: most, Why: param.Label{
		EN: "A run holds at most " + most + " changes; start it again to make more.",
		ZH: "一次运行最多记录 " + most + " 次更改；请重新开始后再更改。"}}
}
