package lab

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// State is the whole experiment as text: the settings at step 0, the journal
// as at=… lines and the clock as now=sampling,training,weights (the training step
// whose weights drive the particles). It is small; restoring
// it does the steps again.
func (e *Experiment) State() string {
	var b strings.Builder
	b.WriteString(e.base.Text())
	for _, entry := range e.journal {
		b.WriteString(separator + "at=" + entry.String())
	}
	if e.clock != (Clock{}) {
		b.WriteString(separator + "now=" + strconv.Itoa(e.clock.Sampling) + "," + strconv.Itoa(e.clock.Training) + "," + strconv.Itoa(e.weights))
	}
	return b.String()
}

// Restore makes e the experiment that text describes, at step 0 and with its
// journal ahead; Target is where it was. Every mistake is returned, what is
// right is taken.
func (e *Experiment) Restore(text string) []error {
	c, entries, now, weights, errs := parseState(text)
	if err := c.Check(); err != nil {
		errs = append(errs, err)
		c = Config{Scene: c.Scene, Seed: c.Seed}
	}
	e.begin(c.Filled())
	e.done, e.undone = nil, nil
	e.journal = entries
	e.pending = weights
	e.replay()
	e.ahead = now
	return errs
}

// Ahead is the clock that a restored state was at, or an experiment whose
// particles have come home without their workers; going on to it gives the same
// particles and weights, bit for bit. It is zero when there is none, and after a
// change or another step was asked for.
func (e *Experiment) Ahead() Clock { return e.ahead }

func parseState(text string) (c Config, j journal, now Clock, weights int, errs []error) {
	var settings strings.Builder
	for pair := range pairs(text) {
		name, value, _ := strings.Cut(pair, "=")
		switch strings.TrimSpace(name) {
		case "at":
			entry, err := ParseEntry(value)
			if err != nil || len(j) >= MostEntries {
				errs = append(errs, err)
				continue
			}
			j = append(j, entry)
		case "now":
			clock, rest, ok := cutClock(value)
			weights, _ = strconv.Atoi(rest)
			if !ok || weights < 0 || weights > clock.Training {
				clock, weights = Clock{}, 0
				errs = append(errs, &param.Error{Field: "now", Value: brief(value), Range: "sampling,training,weights", What: param.Damaged})
			}
			now = clock
		default:
			settings.WriteString(pair + separator)
		}
	}
	if !j.sorted() {
		errs = append(errs, &param.Error{Field: "at", Value: strconv.Itoa(len(j)) + " changes", Range: "rising steps", What: param.Damaged})
		j = nil
	}
	c, wrong := ParseConfig(settings.String())
	return c, j, now, weights, append(errs, wrong...)
}

// sceneFirst lists the name=value pairs of text with the scene at the head.
func sceneFirst(text string) (list [][2]string) {
	for pair := range pairs(text) {
		name, value, _ := strings.Cut(pair, "=")
		p := [2]string{strings.TrimSpace(name), strings.TrimSpace(value)}
		switch p[0] {
		case "v":
		case "scene":
			list = append([][2]string{p}, list...)
		default:
			list = append(list, p)
		}
	}
	return list
}
