package table

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

var jsonShapes = Text{"an array of pairs or of objects, an object of columns of one length, or GeoJSON points", "由数对或对象组成的数组、由等长的列组成的对象，或 GeoJSON 点"}

// readJSON makes a table of the usual shapes of JSON: rows as arrays or
// objects, columns as arrays, what pandas writes, GeoJSON, and any of these as
// a member of an object.
func readJSON(text string, o *Options) (*Table, *Error) {
	v, why := parseJSON(text, o)
	if why != nil {
		return nil, why
	}
	if kind, _ := v.get("type"); kind.str == "Topology" {
		return nil, &Error{Kind: BadArray, what: Text{"a TopoJSON map", "TopoJSON 地图"}, allowed: jsonShapes}
	}
	if v.isVega() {
		return readVega(v, o)
	}
	return tabled(tableOf(v, 0))
}

// tabled finishes the table that was found in JSON; f is nil where there was none.
func tabled(f *frame) (*Table, *Error) {
	if f == nil {
		return nil, &Error{Kind: BadArray, what: Text{"JSON without a table of numbers", "不含数字表格的 JSON"}, allowed: jsonShapes}
	}
	if f.rows > MaxRows {
		return nil, &Error{Kind: TooMany, Value: decimal(f.rows)}
	}
	t := f.table()
	if len(t.Choices()) < 2 {
		return nil, &Error{Kind: FewColumns, Value: decimal(len(t.Choices())), what: leftOut(t.Notes).plus(f.seen())}
	}
	return t, nil
}

// seen is the first word that stands where a number would be one.
func (f *frame) seen() Text {
	for j := range f.columns {
		if c := &f.columns[j]; c.odd != nil && strings.ContainsAny(c.odd.Value, "0123456789") {
			what := almost(c.odd.Value)
			if what.EN == "" {
				what = Text{"a text: JSON has numbers without quotes, as 1234.5", "文本：JSON 中的数字不带引号，如 1234.5"}
			}
			return Text{": “" + c.odd.Value + "” is " + what.EN, "：“" + c.odd.Value + "” 是" + what.ZH}
		}
	}
	return Text{}
}

// frame is a table of JSON on its way.
type frame struct {
	columns []frameColumn
	index   map[string]int
	rows    int
	left    int // features that are no points
	notes   []Text
	order   int // column at which the next member is looked for first
}

type frameColumn struct {
	name           string
	values         []float64 // of the rows up to the last that has one
	numbers, words int
	dates          int // of the numbers, those that are days since 1970-01-01
	odd            *Error
}

func newFrame() *frame { return &frame{index: map[string]int{}} }

// mostJSONColumns bounds how many columns objects can make.
const mostJSONColumns = 1024

// column finds or makes the column called name; nil when there are too many.
func (f *frame) column(name string) *frameColumn {
	if f.order < len(f.columns) && f.columns[f.order].name == name { // members stand in one order mostly
		f.order++
		return &f.columns[f.order-1]
	}
	j, ok := f.index[name]
	if !ok {
		if len(f.columns) == mostJSONColumns {
			return nil
		}
		j = len(f.columns)
		f.index[name] = j
		f.columns = append(f.columns, frameColumn{name: name})
	}
	f.order = j + 1
	return &f.columns[j]
}

// number puts a number into the last row. Of a name that an object has twice
// the first number stands.
func (f *frame) number(name string, v float64) {
	c := f.column(name)
	if c == nil {
		return
	}
	c.reach(f.rows)
	if at := &c.values[f.rows-1]; v == v && *at != *at {
		*at = v
		c.numbers++
		if !usable(v) && c.odd == nil {
			c.odd = &Error{Kind: NotNumber, Row: f.rows, Name: called(name), Value: number(v)}
		}
	}
}

// called is a column's name for a sentence, "" of one that has only a place.
func called(name string) string {
	if strings.HasPrefix(name, "\x00") {
		return ""
	}
	return brief(name)
}

// reach fills rows without a value.
func (c *frameColumn) reach(rows int) {
	for len(c.values) < rows {
		c.values = append(c.values, math.NaN())
	}
}

// isFlat reports an array without arrays and objects in it.
func (v *value) isFlat() bool {
	return v.kind == jsonArray && !(v.parts != nil && slices.ContainsFunc(v.list, func(e value) bool { return e.kind == jsonArray || e.kind == jsonObject }))
}

// mostInside is how many values of an array inside a row become columns.
const mostInside = 8

// add adds value v to the last row: nested objects and short arrays become
// columns of their own.
func (f *frame) add(name string, v value, depth int) {
	switch v.kind {
	case jsonNumber:
		f.number(name, v.num)
	case jsonNull:
		f.number(name, math.NaN())
	case jsonString:
		s := strings.TrimSpace(v.str)
		if c := scan(s); c&point.bit() != 0 {
			f.number(name, point.value(s, c))
		} else if c == gap {
			f.number(name, math.NaN())
		} else if days, ok := yearFirst.days(s); ok && len(s) >= len("2026-1-1") {
			f.number(name, days)
			if c := f.last(name); c != nil {
				c.dates++
			}
		} else {
			f.word(name, v.str)
		}
	case jsonBool:
		f.word(name, "true or false")
	case jsonObject:
		if len(v.keys) == 1 && strings.HasPrefix(v.keys[0], "$") { // a type of MongoDB's: {"$numberDouble": "1.5"}
			f.add(name, v.list[0], depth)
			return
		}
		for i, k := range v.keys {
			if depth < 3 {
				f.add(name+"."+k, v.list[i], depth+1)
			}
		}
	case jsonArray:
		if v.length() <= mostInside && depth < 3 && v.isFlat() {
			for i := range v.length() {
				f.add(name+" "+decimal(i+1), v.at(i), depth+1)
			}
		}
	}
}

// last is the column called name that has a value in the last row; nil without.
func (f *frame) last(name string) *frameColumn {
	if j, ok := f.index[name]; ok && len(f.columns[j].values) == f.rows {
		return &f.columns[j]
	}
	return nil
}

func (f *frame) word(name, s string) {
	c := f.column(name)
	if c == nil {
		return
	}
	c.reach(f.rows)
	if c.values[f.rows-1] != c.values[f.rows-1] {
		c.words++
		if c.odd == nil {
			c.odd = &Error{Kind: NotNumber, Row: f.rows, Name: called(name), Value: strings.Clone(brief(s))}
		}
	}
}

// at is element i of an array.
func (v *value) at(i int) value {
	if v.nums != nil {
		return value{kind: jsonNumber, num: v.nums[i]}
	}
	return v.list[i]
}

// numeric counts the columns of numbers.
func (f *frame) numeric() (n int) {
	for j := range f.columns {
		if f.columns[j].numeric() {
			n++
		}
	}
	return n
}

func (c *frameColumn) numeric() bool {
	return c.numbers > 0 && 4*c.words <= c.numbers && (c.dates == 0 || c.dates == c.numbers)
}

// table finishes a frame.
func (f *frame) table() *Table {
	t := &Table{Rows: f.rows + f.left, complete: f.rows, Notes: f.notes, Columns: make([]Column, len(f.columns))}
	numeric := []int{}
	for j := range f.columns {
		c := &f.columns[j]
		t.Columns[j].call(j, c.name, "")
		if c.numeric() {
			numeric = append(numeric, j)
		} else if c.odd != nil {
			t.Columns[j].refused, t.Columns[j].nearly = c.odd.Value, c.numbers > 0 && c.numbers >= c.words || c.numbers == 0 && almost(c.odd.Value).EN != ""
		}
	}
	for _, j := range t.keep(numeric, f.rows) {
		c, from := &t.Columns[j], &f.columns[j]
		from.reach(f.rows)
		c.Values, c.Words, c.odd, c.date = from.values, from.words, from.odd, from.dates > 0
		c.Gaps = f.rows - from.numbers - from.words
	}
	t.distinguish()
	t.noteKept(numeric)
	return t
}

// tableOf finds the table in v; nil if there is none.
func tableOf(v value, depth int) *frame {
	switch v.kind {
	case jsonArray:
		return arrayTable(v, depth)
	case jsonObject:
		if f, ok := geoTable(v); ok {
			return f
		}
		return objectTable(v, depth)
	}
	return nil
}

// arrayTable: an array of rows.
func arrayTable(v value, depth int) *frame {
	if v.nums != nil {
		return flatTable(v.nums)
	}
	arrays, objects := 0, 0
	for _, e := range v.list {
		switch e.kind {
		case jsonArray:
			arrays++
		case jsonObject:
			objects++
		}
	}
	switch n := len(v.list); {
	case n == 0:
		return nil
	case objects == 1 && n == 1 && scalarColumns(v.list[0]) != nil:
		return scalarColumns(v.list[0])
	case objects == n && areFeatures(v.list):
		return geoFeatures(v.list)
	case objects > 0 && arrays == 0:
		if f := seriesTable(v.list, depth, true); f != nil {
			return f
		}
		f := newFrame()
		for _, e := range v.list {
			f.begin()
			for i, k := range e.names() {
				f.add(k, e.list[i], 1)
			}
		}
		if f.numeric() >= 2 || depth > 3 {
			return f
		}
		if g := seriesTable(v.list, depth, false); g != nil || n == 1 {
			return g
		}
		return f
	case arrays == n && n > 1 && v.areNamedColumns():
		var names []string
		var columns []value
		for _, e := range v.list {
			names, columns = append(names, e.list[0].str), append(columns, e.list[1])
		}
		return columnsTable(names, columns)
	case arrays == n && n == 2 && v.list[0].length() > 2 && v.list[0].length() == v.list[1].length():
		f := columnsTable([]string{"", ""}, v.list)
		f.notes = append(f.notes, Text{"The JSON is two arrays of the same length: x and y.", "JSON 是两个等长数组：x 与 y。"})
		return f
	case arrays == 1 && n == 1 && depth < 4 && !v.list[0].isFlat(): // a ring of a polygon, and what else is in one more pair of brackets
		return tableOf(v.list[0], depth+1)
	case arrays == n && n > 1 && areLists(v.list):
		var whole []value
		for _, e := range v.list {
			whole = append(whole, e.list...)
		}
		f := rowsTable(whole, nil)
		f.notes = append(f.notes, Text{"The JSON has " + decimal(n) + " lists of points, which were put together.", "JSON 含 " + decimal(n) + " 个点列，已合并。"})
		return f
	case arrays > 0 && objects == 0:
		return rowsTable(v.list, nil)
	}
	return nil
}

// areNamedColumns reports pairs of a name and a column, as Python's items() are.
func (v *value) areNamedColumns() bool {
	n := 0
	for _, e := range v.list {
		if len(e.list) != 2 || e.list[0].kind != jsonString || !e.list[1].isFlat() || e.list[1].length() < 2 || n > 0 && e.list[1].length() != n {
			return false
		}
		n = e.list[1].length()
	}
	return n > 0
}

// areLists reports arrays that each hold nothing but arrays of numbers, as lines and rings have their points.
func areLists(list []value) bool {
	for _, e := range list {
		if e.nums != nil || len(e.list) == 0 || slices.ContainsFunc(e.list, func(p value) bool { return p.kind != jsonArray || len(p.nums) < 2 }) {
			return false
		}
	}
	return true
}

// seriesTable puts the series of a drawing together: objects that have a column each of x
// and y, or else whose longest member is an array of rows. It is nil of other objects.
func seriesTable(list []value, depth int, columns bool) *frame {
	var whole value
	for _, e := range list {
		part := e.rowsInside()
		if columns {
			part = e.columnsInside()
		}
		if part.kind == jsonNull {
			return nil
		}
		if whole.kind == jsonNull {
			whole = value{kind: part.kind, parts: &parts{keys: part.keys}}
		}
		if !columns {
			whole.list = append(whole.list, part.list...)
			continue
		}
		if !slices.Equal(part.keys, whole.keys) {
			return nil
		}
		for j, c := range part.list {
			if len(whole.list) == j {
				whole.list = append(whole.list, value{kind: jsonArray, parts: &parts{}})
			}
			w := &whole.list[j]
			for i := range c.length() {
				w.list = append(w.list, c.at(i))
			}
		}
	}
	f := tableOf(whole, depth+1)
	if names := allStrings(list[0].member("columns")); !columns && names != nil {
		f = rowsTable(whole.list, names)
	}
	if f != nil && len(list) > 1 {
		n := decimal(len(list))
		f.notes = append(f.notes, Text{"The JSON has " + n + " series; their points were put together.", "JSON 含 " + n + " 个系列，其点已合并。"})
	}
	return f
}

// columnsInside are the members of an object that are columns of coordinates of one length
// above 1, null where there are none.
func (v *value) columnsInside() value {
	for _, pair := range pairs {
		x, y := v.columnCalled(pair.x), v.columnCalled(pair.y)
		if x >= 0 && y >= 0 && v.list[x].length() == v.list[y].length() && v.list[x].length() > 1 {
			return value{kind: jsonObject, parts: &parts{keys: []string{v.keys[x], v.keys[y]}, list: []value{v.list[x], v.list[y]}}}
		}
	}
	return value{}
}

func (v *value) columnCalled(names []string) int {
	return slices.IndexFunc(v.names(), func(k string) bool {
		m, _ := v.get(k)
		return among(plainName(k), names) && m.isFlat()
	})
}

// rowsInside is the longest member of an object that is an array of arrays or objects, null
// where there is none.
func (v *value) rowsInside() (best value) {
	for _, k := range v.names() {
		if m, _ := v.get(k); m.kind == jsonArray && !m.isFlat() && m.length() > best.length() {
			best = m
		}
	}
	return best
}

func (v *value) names() []string {
	if v.kind != jsonObject {
		return nil
	}
	return v.keys
}

// begin begins a row.
func (f *frame) begin() {
	f.rows++
	f.order = 0
}

// flatTable: x₀, y₀, x₁, y₁, …
func flatTable(v []float64) *frame {
	if len(v)%2 != 0 {
		return nil
	}
	f := newFrame()
	f.notes = append(f.notes, Text{"The JSON is one list of numbers: x, y, x, y, ….", "JSON 是一个数字列表：x、y、x、y，依此类推。"})
	for i := 0; i < len(v); i += 2 {
		f.begin()
		f.number("", v[i])
		f.number("\x00", v[i+1])
	}
	f.unname()
	return f
}

// unname takes the names off columns that have only a place.
func (f *frame) unname() {
	for j := range f.columns {
		if strings.HasPrefix(f.columns[j].name, "\x00") {
			f.columns[j].name = ""
		}
	}
}

// rowsTable: arrays of values, the first of them perhaps of names.
func rowsTable(rows []value, names []string) *frame {
	f := newFrame()
	if names == nil && len(rows) > 0 {
		if names = allStrings(rows[0]); names != nil {
			rows = rows[1:]
		}
	}
	name := func(j int) string {
		if j < len(names) && names[j] != "" {
			return names[j]
		}
		return "\x00" + strconv.Itoa(j)
	}
	places := make([]string, 0, mostJSONColumns) // made once
	for _, r := range rows {
		f.begin()
		if r.kind != jsonArray {
			continue
		}
		for j := range min(r.length(), mostJSONColumns) {
			if j == len(places) {
				places = append(places, name(j))
			}
			f.add(places[j], r.at(j), 1)
		}
	}
	f.unname()
	return f
}

// allStrings are the words of an array of words, nil of any other.
func allStrings(v value) (names []string) {
	if v.kind != jsonArray || v.nums != nil {
		return nil
	}
	for _, e := range v.list {
		if e.kind != jsonString || scan(e.str)&anyNumber != 0 {
			return nil
		}
		names = append(names, e.str)
	}
	return names
}

// columnsTable: arrays of one length, side by side.
func columnsTable(names []string, columns []value) *frame {
	f := newFrame()
	rows := columns[0].length()
	for j, v := range columns {
		name := names[j]
		if name == "" {
			name = "\x00" + strconv.Itoa(j)
		}
		f.rows = 0
		for i := range rows {
			f.rows++
			f.order = j
			f.add(name, v.at(i), 3)
		}
	}
	f.rows = rows
	f.unname()
	return f
}

// objectTable: an object of columns, what pandas writes, or an object that has
// a table as a member.
func objectTable(v value, depth int) *frame {
	if depth > 3 {
		return nil
	}
	if names := allStrings(v.member("columns")); names != nil { // pandas, orient split; InfluxDB; Datasette
		for _, key := range [...]string{"data", "values", "rows"} {
			if rows := v.member(key); len(rows.elements()) > 0 && rows.list[0].kind == jsonArray {
				return rowsTable(rows.list, names)
			}
		}
	}
	if f := googleTable(v); f != nil {
		return f
	}
	if f := chartTable(v); f != nil {
		return f
	}
	if f := pointsByName(v); f != nil {
		return f
	}
	if f := scalarColumns(v); f != nil {
		return f
	}
	if f := objectOfObjects(v); f != nil {
		return f
	}
	var best *frame
	lists, tables, longest, name := 0, 0, 0, ""
	for i, m := range v.list {
		if m.kind == jsonArray && m.nums != nil && m.length() > 1 {
			lists++
		}
		f := tableOf(m, depth+1)
		if f == nil || f.numeric() < 2 {
			continue
		}
		tables++
		longest = max(longest, f.rows)
		if best == nil || f.hasPair() && !best.hasPair() || f.hasPair() == best.hasPair() && f.rows > best.rows {
			best, name = f, v.keys[i]
		}
	}
	switch {
	case lists > 1: // columns of other lengths are no list of x, y, x, y
		return nil
	case tables > 1 && best.rows < longest:
		n := decimal(tables)
		best.notes = append(best.notes, Text{"The JSON has " + n + " tables; “" + brief(name) + "”, which has coordinates, was taken.", "JSON 含 " + n + " 个表格，已采用含坐标的“" + brief(name) + "”。"})
	case tables > 1:
		n := decimal(tables)
		best.notes = append(best.notes, Text{"The JSON has " + n + " tables; the longest, “" + brief(name) + "”, was taken.", "JSON 含 " + n + " 个表格，已采用最长的“" + brief(name) + "”。"})
	}
	return best
}

// pointsByName: more than two members that are all pairs of numbers, as NetworkX has the places of
// its nodes; nil of others, and of columns with the names of coordinates.
func pointsByName(v value) *frame {
	if len(v.list) < 3 || slices.ContainsFunc(v.list, func(m value) bool { return m.kind != jsonArray || len(m.nums) != 2 }) {
		return nil
	}
	for i, name := range v.keys {
		if c := (&Column{Name: name}); c.hasRole() || slices.Contains(v.keys[:min(i, 64)], name) {
			return nil
		}
	}
	f := rowsTable(v.list, nil)
	n := decimal(len(v.list))
	f.notes = append(f.notes, Text{"The JSON has " + n + " names with two numbers each: x and y.", "JSON 含 " + n + " 个名称，各带两个数字：x 与 y。"})
	return f
}

// hasPair reports columns with the names of a pair of coordinates.
func (f *frame) hasPair() bool {
	names := make([]string, 0, len(f.columns))
	for j := range f.columns {
		if c := &f.columns[j]; c.numeric() {
			names = append(names, plainName(c.name))
		}
	}
	for _, p := range pairs[:2] {
		if slices.ContainsFunc(names, func(n string) bool { return among(n, p.x) }) && slices.ContainsFunc(names, func(n string) bool { return among(n, p.y) }) {
			return true
		}
	}
	return false
}

// scalarColumns: members that are arrays without others inside, of the length
// that most have.
func scalarColumns(v value) *frame {
	count, rows := map[int]int{}, 0
	flat := func(m value) bool {
		if m.kind != jsonArray || m.length() == 0 {
			return false
		}
		return m.isFlat()
	}
	for _, m := range v.list {
		if flat(m) {
			n := m.length()
			if count[n]++; count[n] > count[rows] || count[n] == count[rows] && n > rows {
				rows = n
			}
		}
	}
	if count[rows] < 2 {
		return nil
	}
	var names []string
	var columns []value
	var notes []Text
	for i, m := range v.list {
		switch {
		case !flat(m):
		case m.length() != rows && m.length() > 1 && rows > 1:
			n, name := decimal(m.length()), brief(v.keys[i])
			notes = append(notes, Text{"“" + name + "” has " + n + " values where the columns have " + decimal(rows) + ", and was left out.", "“" + name + "”有 " + n + " 个值，而各列有 " + decimal(rows) + " 个，已略去。"})
		case m.length() == rows && len(names) < mostJSONColumns:
			names, columns = append(names, v.keys[i]), append(columns, m)
		}
	}
	if f := columnsTable(names, columns); f.numeric() >= 2 {
		f.notes = append(f.notes, notes...)
		return f
	}
	return nil
}

// objectOfObjects: pandas, by columns {"x": {"0": 1, …}, …} or by rows
// {"0": {"x": 1, …}, …}. The outer names are those of rows when there are more
// of them than inner ones.
func objectOfObjects(v value) *frame {
	if len(v.list) < 2 {
		return nil
	}
	inner := 0
	for _, m := range v.list {
		if m.kind != jsonObject {
			return nil
		}
		if slices.ContainsFunc(m.list, func(e value) bool { return e.kind == jsonArray && !e.isFlat() }) {
			return nil
		}
		inner = max(inner, len(m.keys))
	}
	f := newFrame()
	if len(v.keys) > inner || whole(v.keys) && !whole(v.list[0].keys) {
		for _, m := range v.list {
			f.begin()
			for i, k := range m.keys {
				f.add(k, m.list[i], 1)
			}
		}
		return some(f)
	}
	row := map[string]int{}
	for j, m := range v.list {
		for i, k := range m.keys {
			at, ok := row[k]
			if !ok {
				at = len(row)
				row[k] = at
			}
			f.rows, f.order = at+1, j
			f.add(v.keys[j], m.list[i], 3)
		}
	}
	f.rows = len(row)
	return some(f)
}

func some(f *frame) *frame {
	if f.numeric() < 2 {
		return nil
	}
	return f
}

// whole reports that every name is a whole number.
func whole(names []string) bool {
	for _, n := range names {
		if _, err := strconv.Atoi(n); err != nil {
			return false
		}
	}
	return true
}

// geoTable reads GeoJSON (RFC 7946): points with their properties. Other
// geometries are left out and counted. It is false of any other object.
func geoTable(v value) (*frame, bool) {
	kind, _ := v.get("type")
	switch kind.str {
	case "FeatureCollection":
		features, ok := v.get("features")
		if !ok || features.kind != jsonArray {
			return nil, false
		}
		return geoFeatures(features.list), true
	case "Feature":
		return geoFeatures([]value{v}), true
	case "Point", "MultiPoint", "LineString", "Polygon", "MultiLineString", "MultiPolygon", "GeometryCollection":
		f := newFrame()
		f.geometry(v, value{}, 0)
		f.projected()
		f.noteLeft()
		return f, true
	}
	return nil, false
}

// areFeatures reports features one after the other, as in a sequence of GeoJSON texts
// (RFC 8142).
func areFeatures(list []value) bool {
	return !slices.ContainsFunc(list, func(v value) bool {
		kind, _ := v.get("type")
		return kind.str != "Feature"
	})
}

func geoFeatures(list []value) *frame {
	f := newFrame()
	for _, v := range list {
		f.feature(v)
	}
	f.projected()
	f.noteLeft()
	return f
}

// projected takes the names of a map's coordinates off those that are none, for they are metres of some projection.
func (f *frame) projected() {
	for j := range f.columns {
		c := &f.columns[j]
		if most := map[string]float64{"longitude": 360, "latitude": 90}[c.name]; most > 0 && slices.ContainsFunc(c.values, func(v float64) bool { return v < -most || v > most }) {
			for i := range f.columns {
				switch at := &f.columns[i].name; *at {
				case "longitude":
					*at = "x"
				case "latitude":
					*at = "y"
				}
			}
			return
		}
	}
}

func (f *frame) noteLeft() {
	if f.left > 0 {
		f.notes = append(f.notes, Text{counted(f.left, "geometry is no point and was", "geometries are no points and were") + " left out.",
			decimal(f.left) + " 个几何对象不是点，已略去。"})
	}
}

func (f *frame) feature(v value) {
	properties, _ := v.get("properties")
	g, ok := v.get("geometry")
	if !ok || g.kind != jsonObject {
		f.left++
		return
	}
	f.geometry(g, properties, 0)
}

func (f *frame) geometry(g, properties value, depth int) {
	kind, _ := g.get("type")
	at, _ := g.get("coordinates")
	switch kind.str {
	case "Point":
		f.position(at, properties)
	case "MultiPoint":
		for _, p := range at.elements() {
			f.position(p, properties)
		}
	case "GeometryCollection":
		inside, _ := g.get("geometries")
		for _, e := range inside.elements() {
			if depth < 8 {
				f.geometry(e, properties, depth+1)
			}
		}
	default:
		f.left++
	}
}

func (v *value) elements() []value {
	if v.kind != jsonArray {
		return nil
	}
	return v.list
}

// position adds a point with the properties of its feature.
func (f *frame) position(at, properties value) {
	if at.kind != jsonArray || at.length() < 2 {
		f.left++
		return
	}
	f.begin()
	for j, name := range [...]string{"longitude", "latitude", "altitude"} {
		if j < at.length() {
			f.add(name, at.at(j), 3)
		}
	}
	for i, k := range properties.names() {
		if k == "longitude" || k == "latitude" || k == "altitude" {
			k += " (property)"
		}
		f.add(k, properties.list[i], 2)
	}
}
