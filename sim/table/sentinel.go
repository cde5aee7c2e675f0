package table

import (
	"math"
	"strconv"
	"strings"
)

// sentinelKey ends the key of a reading that takes sentinels as numbers.
const sentinelKey = " sentinels-are-numbers"

// A sentinel is a number of nines only that instruments and offices write where there
// is no value.
type sentinel struct {
	column *Column
	value  float64
	rows   int
}

// sentinels are the numbers 99, 999, 9999.9, −99.9 and so on that stand apart from
// everything else in their column: negative where nothing else is, or further away
// from the others than those lie apart.
func (t *Table) sentinels() (list []sentinel) {
	for j := range t.Columns {
		c := &t.Columns[j]
		if !c.Numeric() || c.date || c.isIndex() || c.codes > 0 {
			continue
		}
		low, high := math.Inf(-1), math.Inf(1) // what lies between is not known to be one
		for {
			s, ok := c.sentinel(low, high)
			if !ok {
				break
			}
			list = append(list, s)
			if s.value < 0 {
				low = s.value
			} else {
				high = s.value
			}
		}
	}
	return list
}

// sentinel is the least or the largest value between low and high, if it is one.
func (c *Column) sentinel(low, high float64) (s sentinel, ok bool) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, v := range c.Values {
		if v > low && v < high {
			least, most = min(least, v), max(most, v)
		}
	}
	for _, v := range [...]float64{least, most} {
		if !isNines(v) || c.hasRole() && math.Abs(v) <= 180 { // which may be a longitude
			continue
		}
		s = sentinel{column: c, value: v}
		from, to := math.Inf(1), math.Inf(-1)
		others := 0
		for _, u := range c.Values {
			switch {
			case u == v:
				s.rows++
			case u > low && u < high:
				from, to = min(from, u), max(to, u)
				others++
			}
		}
		away := max(from-v, v-to)
		if others >= 3 && from < to && (v < 0 && from >= 0 || away > to-from) {
			return s, true
		}
	}
	return s, false
}

// isNines reports a number of nines only, three of them, or two behind a minus.
func isNines(v float64) bool {
	if !(math.Abs(v) >= 99) || math.Abs(v) > 1e9 {
		return false
	}
	digits := strings.Replace(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".", "", 1)
	return strings.Trim(digits, "9") == "" && (v < 0 || len(digits) >= 3)
}

// drop makes gaps of sentinels, and says so.
func (t *Table) drop(list []sentinel) {
	for _, s := range list {
		for i, v := range s.column.Values {
			if v == s.value {
				s.column.Values[i] = math.NaN()
			}
		}
		s.column.Gaps += s.rows
		v, times := strconv.FormatFloat(s.value, 'f', -1, 64), counted(s.rows, "row", "rows")
		t.Notes = append(t.Notes, Text{s.column.called().EN + ": " + v + " was taken for no value, in " + times + ".",
			s.column.called().ZH + "：" + v + " 视为缺失值，共 " + decimal(s.rows) + " 行。"})
	}
}

// dates makes days of columns whose numbers are all dates of the form 20260131.
func (t *Table) dates() {
	for j := range t.Columns {
		c := &t.Columns[j]
		if !c.Numeric() || c.date || !c.isCompactDates() {
			continue
		}
		for i, v := range c.Values {
			if v == v {
				c.Values[i] = float64(civil(int(v)/10000, int(v)/100%100, int(v)%100))
			}
		}
		c.date = true
	}
}

func (c *Column) isCompactDates() bool {
	n := 0
	for _, v := range c.Values {
		if v != v {
			continue
		}
		if v < 1600_01_01 || v > 2200_12_31 || v != math.Trunc(v) {
			return false
		}
		if y, m, d := int(v)/10000, int(v)/100%100, int(v)%100; m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
			return false
		}
		n++
	}
	return n >= 3
}
