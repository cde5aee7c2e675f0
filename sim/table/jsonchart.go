package table

// chartTable: what a program for charts is given, Chart.js {labels, datasets: [{label, data}, …]},
// Highcharts, ECharts and ApexCharts {xAxis: {categories}, series: [{name, data}, …]}: a column for
// each series whose values stand alone, behind what stands along the axis. It is nil of anything
// else, and of series of points.
func chartTable(v value) *frame {
	series, name := v.member("datasets"), "label"
	if series.kind == jsonNull {
		series, name = v.member("series"), "name"
	}
	along := v.member("labels")
	for _, axis := range [...]string{"xAxis", "xaxis"} {
		a := v.member(axis)
		if list := a.elements(); len(list) > 0 {
			a = list[0]
		}
		for _, key := range [...]string{"categories", "data"} {
			if list := a.member(key); list.kind == jsonArray {
				along = list
			}
		}
	}
	names, columns := []string{"labels"}, []value{along}
	for _, e := range series.elements() {
		data := e.member("data")
		if !data.isFlat() || data.length() < 2 || len(columns) > 1 && data.length() != columns[1].length() {
			return nil
		}
		names, columns = append(names, e.member(name).str), append(columns, data)
	}
	if len(columns) == 1 || len(columns) > mostJSONColumns {
		return nil
	}
	if along.length() != columns[1].length() {
		names, columns = names[1:], columns[1:]
	}
	return columnsTable(names, columns)
}

// googleTable: a DataTable of Google Charts, {cols: [{label}, …], rows: [{c: [{v}, …]}, …]}; nil of
// anything else.
func googleTable(v value) *frame {
	cols, rows := v.member("cols"), v.member("rows")
	var names []string
	for _, c := range cols.elements() {
		name := c.member("label").str
		if name == "" {
			name = c.member("id").str
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return nil
	}
	list := rows.elements()
	for i, e := range list {
		cells := e.member("c")
		row := cells.elements()
		for j, c := range row {
			row[j] = c.member("v")
		}
		list[i] = cells
	}
	return rowsTable(list, names)
}
