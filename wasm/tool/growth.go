package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// The units of rows that say how a time grows: its exponent, and that of theory.
const (
	exponent  = "exponent"
	theory    = "theory-exponent"
	single    = "times-single"       // how much longer operations on single numbers take
	explained = "explained-exponent" // that of theory, with this
)

// grows reports whether a unit is one of these: neither more nor less of it is better.
func grows(unit string) bool {
	return unit == exponent || unit == theory || unit == single || unit == explained
}

// tolerance is how far from theory an exponent may be without a reason.
const tolerance = 0.1

// growths are a row for each time whose exponent has been fitted, medians of the rounds; those that are
// farther from theory's than the tolerance say why, or that nobody knows.
func growths(values map[string]map[string][]float64) (rows []string) {
	for _, id := range slices.Sorted(maps.Keys(values)) {
		name, unit, _ := strings.Cut(id, "\t")
		if unit != exponent {
			continue
		}
		_, work, _ := strings.Cut(name, ": ")
		work = strings.TrimPrefix(work, "Growth/")
		for _, who := range slices.Sorted(maps.Keys(values[id])) {
			want := values[name+"\t"+theory][who]
			if len(want) == 0 {
				continue
			}
			reason := ""
			if times := values[name+"\t"+single][who]; len(times) > 0 {
				reason = fmt.Sprintf("numbers that come and go one by one take %.1f times their operations, by which p is %.3f", median(times), median(values[name+"\t"+explained][who]))
			}
			rows = append(rows, growth(work, who, median(values[id][who]), median(want), reason))
		}
	}
	return rows
}

func growth(work, who string, got, want float64, reason string) string {
	off := (got - want) / want
	if math.Abs(off) <= tolerance {
		reason = ""
	} else if reason == "" {
		reason = "no reason is known"
	}
	return strings.TrimRight(fmt.Sprintf("%-34s %-9s %6.3f %6.3f %+5.1f %%  %s", work, who, got, want, 100*off, reason), " ")
}
