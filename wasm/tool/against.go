package main

import (
	"fmt"
	"slices"
	"strings"
)

// standing is how one of our configurations stands against a peer in some work: ratios
// above 1 say that ours is better.
type standing struct {
	work, unit, ours, peer string
	ratios                 []float64 // a round each, rising
	own, others            []float64 // the values, likewise
}

// standings compare ours with all peers' figures of the same work, round by round: the
// configurations take turns, so that figures of one round are of the same state of the machine.
func standings(values map[string]map[string][]float64) (list []standing) {
	for id, by := range values {
		work, unit, _ := strings.Cut(id, "\t")
		for ours, others := range peers {
			for _, peer := range others {
				a, b := by[ours], by[peer]
				n := min(len(a), len(b))
				if n == 0 {
					continue
				}
				s := standing{work: work, unit: unit, ours: ours, peer: peer, own: slices.Sorted(slices.Values(a)), others: slices.Sorted(slices.Values(b))}
				for i := range n {
					s.ratios = append(s.ratios, gain(measure{Value: a[i], Better: better(unit)}, b[i]))
				}
				slices.Sort(s.ratios)
				list = append(list, s)
			}
		}
	}
	slices.SortFunc(list, func(a, b standing) int {
		return strings.Compare(a.work+a.unit+a.ours+a.peer, b.work+b.unit+b.ours+b.peer)
	})
	return list
}

// peers are whose programs ours are compared with.
var peers = map[string][]string{
	"native":   {"NumPy", "PyTorch"},
	"Chromium": {"TensorFlow.js wasm", "TensorFlow.js tuned", "TensorFlow.js cpu", "NumPy", "PyTorch"},
}

// String is a row of the table.
func (s standing) String() string {
	return fmt.Sprintf("%-34s %-9s %-20s %-26s %-26s %s", s.work, s.ours, s.peer, spread(s.own, s.unit), spread(s.others, s.unit), spread(s.ratios, "×"))
}

// spread is the median of rising values with the least and the greatest.
func spread(v []float64, unit string) string {
	return fmt.Sprintf("%.3g %s (%.3g … %.3g)", v[len(v)/2], unit, v[0], v[len(v)-1])
}
