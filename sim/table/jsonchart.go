package table

import (
	"strconv"
	"strings"
)

// chartTable: what a program for charts is given, Chart.js {labels, datasets: [{label, data}, …]},
// Highcharts, ECharts and ApexCharts {xAxis: {categories}, series: [{name, data}, …]}: a column for
// each series whose values stand alone, and one for what stands along the axis. It is nil of
// anything else, and of series of points.
func chartTable(v value) *frame {
	var names []string
	var columns []value
	take := func(name string, c value) {
		if c.kind == jsonArray && c.isFlat() && c.length() > 1 && (len(columns) == 0 || c.length() == columns[0].length()) && len(columns) < mostJSONColumns {
			names, columns = append(names, name), append(columns, c)
		}
	}
	for _, at := range [...][2]string{{"datasets", "label"}, {"series", "name"}} {
		series, _ := v.get(at[0])
		for _, e := range series.elements() {
			name, _ := e.get(at[1])
			data, _ := e.get("data")
			take(name.str, data)
		}
	}
	if len(columns) == 0 {
		return nil
	}
	labels, _ := v.get("labels")
	take("labels", labels)
	for _, axis := range [...]string{"xAxis", "xaxis"} {
		a, _ := v.get(axis)
		if list := a.elements(); len(list) > 0 {
			a = list[0]
		}
		for _, key := range [...]string{"categories", "data"} {
			along, _ := a.get(key)
			take("labels", along)
		}
	}
	if last := len(names) - 1; names[last] == "labels" { // x, before what is above it
		names = append([]string{names[last]}, names[:last]...)
		columns = append([]value{columns[last]}, columns[:last]...)
	}
	return columnsTable(names, columns)
}

// googleTable: a DataTable of Google Charts, {cols: [{label}, …], rows: [{c: [{v}, …]}, …]}; nil of
// anything else.
func googleTable(v value) *frame {
	cols, _ := v.get("cols")
	list, _ := v.get("rows")
	var names []string
	for _, c := range cols.elements() {
		name, _ := c.get("label")
		if name.str == "" {
			name, _ = c.get("id")
		}
		names = append(names, name.str)
	}
	var rows []value
	for _, e := range list.elements() {
		cells, _ := e.get("c")
		if cells.kind != jsonArray {
			return nil
		}
		row := value{kind: jsonArray, parts: &parts{}}
		for _, c := range cells.elements() {
			what, _ := c.get("v")
			if inside, ok := strings.CutPrefix(what.str, "Date("); ok { // months from 0, as JavaScript has them
				what.str = googleDate(inside)
			}
			row.list = append(row.list, what)
		}
		rows = append(rows, row)
	}
	if len(names) == 0 || len(rows) == 0 {
		return nil
	}
	return rowsTable(rows, names)
}

// googleDate is a date in the way of ISO of what stands in Date(2020, 0, 31, 12, 30, 0).
func googleDate(s string) string {
	list := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",) ", r) })
	if len(list) < 3 {
		return s
	}
	month, err := strconv.Atoi(list[1])
	if err != nil {
		return s
	}
	date := list[0] + "-" + decimal(month+1) + "-" + list[2]
	if len(list) > 4 {
		date += "T" + strings.Join(list[3:], ":")
	}
	return date
}
