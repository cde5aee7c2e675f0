package table

import (
	"math"
	"slices"
	"strings"
)

// A total is a row that sums up those above it.
type total struct {
	row, line int
	name      string // "" where a cell without anything stands for it
}

// mostTotals is how many rows at the end of a table may sum it up: a sum, a mean and
// the like.
const mostTotals = 4

// mostLabels is in how many columns the name of a total is looked for.
const mostLabels = 3

var totalNames = []string{"total", "totals", "grand total", "sum", "sums", "overall", "mean", "average", "avg", "median",
	"summe", "gesamt", "gesamtsumme", "insgesamt", "durchschnitt", "mittel", "mittelwert", "somme", "total général", "moyenne", "suma", "promedio", "media", "totale", "итого", "всего",
	"合计", "总计", "总和", "总数", "小计", "平均", "平均值", "均值", "中位数"}

// totalName reports a cell that says, or by saying nothing may say, that its row sums up.
func totalName(s string) (name string, ok bool) {
	if s == "" {
		return "", true
	}
	if c := s[0]; c >= '+' && c <= '9' || len(s) > 24 {
		return "", false
	}
	plain := strings.Trim(strings.ToLower(s), " :.*()")
	return s, slices.Contains(totalNames, strings.Join(strings.Fields(plain), " ")) || slices.Contains(totalNames, strings.Join(strings.Fields(plain), ""))
}

// mayTotal keeps the row that was read last if it may sum up the others.
func (t *Table) mayTotal(line int, fields []string) {
	for _, f := range fields[:min(len(fields), mostLabels)] {
		if name, ok := totalName(f); ok {
			t.totals = append(t.totals, total{t.complete - 1, line, strings.Clone(brief(name))})
			break
		}
	}
	if n := len(t.totals); n > mostTotals {
		t.totals = slices.Delete(t.totals, 0, n-mostTotals)
	}
}

// leaveTotals leaves out the rows at the end whose name says that they sum up the others,
// if a column bears it out, or that have no name and add up every column. What is only
// called so stays, and is said.
func (t *Table) leaveTotals() {
	end := t.complete
	for i := len(t.totals) - 1; i >= 0 && t.totals[i].row == end-1; i-- {
		end--
	}
	for i := len(t.totals) - 1; i >= 0 && t.totals[i].row >= end; i-- {
		s := t.totals[i]
		adds, means, columns := t.sumsUp(s.row, end)
		line, called := decimal(s.line), Text{" (“" + s.name + "”)", "（“" + s.name + "”）"}
		switch {
		case s.name == "" && (adds < 2 || adds < columns):
			continue
		case s.name == "":
			called = Text{}
		case adds+means == 0:
			t.Notes = append(t.Notes, Text{"Line " + line + called.EN + " does not sum up the others and was taken as a row.", "第 " + line + " 行" + called.ZH + "与其余各行的合计不符，按数据行读取。"})
			continue
		}
		for j := range t.Columns {
			if c := &t.Columns[j]; c.Numeric() {
				if v := c.Values[s.row]; v != v {
					c.Words = max(c.Words-1, 0)
				}
				c.Values = slices.Delete(c.Values, s.row, s.row+1)
			}
			if c := &t.Columns[j]; c.odd != nil && c.odd.Line == s.line {
				c.odd = nil // it was in no row of the table
			}
		}
		t.complete--
		t.Notes = append(t.Notes, Text{"Line " + line + called.EN + " sums up the others and was left out.", "第 " + line + " 行" + called.ZH + "是其余各行的汇总，已略去。"})
	}
}

// sumsUp counts the columns whose value in row is the sum of those above end, and those
// where it is their mean or median as far as it is written.
func (t *Table) sumsUp(row, end int) (adds, means, columns int) {
	for j := range t.Columns {
		c := &t.Columns[j]
		if !c.Numeric() || c.date || c.Values[row] != c.Values[row] {
			continue
		}
		var above []float64
		sum, size := 0.0, 0.0
		for _, v := range c.Values[:end] {
			if v == v {
				above, sum, size = append(above, v), sum+v, size+math.Abs(v)
			}
		}
		if len(above) < 2 || size == 0 {
			continue
		}
		columns++
		v := c.Values[row]
		slices.Sort(above)
		mean, median := sum/float64(len(above)), (above[(len(above)-1)/2]+above[len(above)/2])/2
		switch {
		case math.Abs(v-sum) <= 1e-3*math.Abs(sum):
			adds++
		case math.Abs(v-mean) <= 1e-2*math.Abs(mean), math.Abs(v-median) <= 1e-2*math.Abs(median):
			means++
		}
	}
	return adds, means, columns
}
