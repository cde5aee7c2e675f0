package table

import (
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/tables"
)

func right(w *tables.Table, p *Points) bool {
	if len(p.XY) != len(w.XY) || (w.W != nil) != (p.W != nil) {
		return false
	}
	for i, q := range w.XY {
		if p.XY[i] != q || w.W != nil && p.W[i] != w.W[i] {
			return false
		}
	}
	return true
}

// TestRandomTables: of tables that programs might write, what is read is what
// was written, or there is an error, or a sentence names the other reading, and
// that one is right.
func TestRandomTables(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	read, refused, doubted, said := 0, map[Kind]int{}, 0, 0
	for seed := range uint64(n) {
		w := tables.Random(seed)
		data := w.File
		tb, err := Read(data, Options{})
		if err == nil {
			var p *Points
			if p, err = tb.Choose(Choice{}); err == nil {
				if right(&w, p) {
					read++
					continue
				}
				if other := theOther(data, tb); other != nil && right(&w, other) && strings.Contains(notes(&p.Report), "can also be read") {
					doubted++
					continue
				}
				if strings.Contains(notes(&p.Report), "was not taken") && odd(&w) {
					said++
					continue
				}
				t.Errorf("seed %d: misread in silence: %s\n%s\n%.400s\nwant %v\ngot  %v", seed, taken(&p.Report), notes(&p.Report), data, w.XY[:min(4, len(w.XY))], p.XY[:min(4, len(p.XY))])
				continue
			}
		}
		e, ok := err.(*Error)
		if !ok || e.Error() == "" || e.Range() == "" {
			t.Errorf("seed %d: %#v", seed, err)
			continue
		}
		refused[e.Kind]++
		if testing.Verbose() && refused[e.Kind] < 4 {
			t.Logf("seed %d: %v\n%.300s", seed, err, data)
		}
	}
	t.Logf("of %d tables %d are read, %d of two readings name the right one second, %d have coordinates that look like something else, %v are refused", n, read, doubted, said, refused)
	if read+doubted < n*97/100 {
		t.Errorf("of %d tables only %d are read", n, read+doubted)
	}
}

// odd reports that the coordinates which were written count the rows, do not
// vary, or have gaps in more than half of the rows: by chance, in small tables.
func odd(w *tables.Table) bool {
	for j := range 2 {
		var c Column
		for _, q := range w.XY {
			c.Values = append(c.Values, q[j])
		}
		if c.counts() || c.constant() || 2*len(w.XY) < w.Rows+1 {
			return true
		}
	}
	return false
}

// theOther is what the other reading gives.
func theOther(data []byte, tb *Table) *Points {
	for _, o := range tb.Others {
		if other, err := Read(data, Options{Reading: o.Key}); err == nil {
			if p, err := other.Choose(Choice{}); err == nil {
				return p
			}
		}
	}
	return nil
}
