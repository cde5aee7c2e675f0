package table

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// This file is about files with several arrays that have names, such as numpy.savez and
// safetensors write them, and about records, whose fields have names.

// series are the numbers of a column, and what it is called; "" without a name.
type series struct {
	name string
	n    int
	at   func(i int) float64
	date bool // they are days since 1970-01-01
}

// opened is an array with its columns; why says why it has none.
type opened struct {
	name    string
	shape   []int
	columns []series
	notes   []Text
	why     *Error
	more    int  // bytes behind it
	tensor  bool // of safetensors, not NumPy's
}

// rows is how many the columns have.
func (it *opened) rows() int {
	if len(it.columns) == 0 {
		return 0
	}
	return it.columns[0].n
}

// squeezed is a shape without its lengths of 1 but the first, where there are more than two.
func squeezed(shape []int) []int {
	out := slices.Clone(shape)
	for i := len(out) - 1; i >= 0 && len(out) > 2; i-- {
		if out[i] == 1 {
			out = slices.Delete(out, i, i+1)
		}
	}
	return out
}

// shapeless is the error of an array whose shape is no table's.
func (it *opened) shapeless() *Error {
	s := shapeText(it.shape)
	if it.tensor {
		return badArray("a tensor of shape "+s, "形状为 "+s+" 的张量")
	}
	return badArray("a NumPy array of shape "+s, "形状为 "+s+" 的 NumPy 数组")
}

// fill gives the item the columns of an array of this shape.
func (it *opened) fill(a array, shape []int) {
	switch s := squeezed(shape); {
	case len(s) == 1:
		a.rows, a.cols = s[0], 1
	case len(s) == 2 && s[0] == 1 && s[1] > 2: // MATLAB's rows
		a.rows, a.cols = s[1], 1
	case len(s) == 2:
		a.rows, a.cols = s[0], s[1]
	default:
		it.why = it.shapeless()
		return
	}
	if a.rows == 0 || a.cols == 0 {
		it.why = it.shapeless()
		return
	}
	if a.rows > len(a.data) || a.cols > len(a.data) || a.rows*a.cols > len(a.data)/a.size {
		it.why = badArray("a NumPy file that is cut off: its shape is "+shapeText(it.shape), "不完整的 NumPy 文件，形状为 "+shapeText(it.shape))
		return
	}
	it.more = len(a.data) - a.rows*a.cols*a.size
	if a.rows == 2 && a.cols > 2 {
		n := decimal(a.cols)
		it.notes = []Text{{"The array has the shape (2, " + n + "): its rows are x and y.", "数组形状为 (2, " + n + ")：两行分别为 x 与 y。"}}
		for i := range 2 {
			it.columns = append(it.columns, series{n: a.cols, at: func(j int) float64 { return a.at(i, j) }, date: a.kind == 'M'})
		}
		return
	}
	for j := range a.cols {
		it.columns = append(it.columns, series{n: a.rows, at: func(i int) float64 { return a.at(i, j) }, date: a.kind == 'M'})
	}
}

// tableOfSeries makes a table of columns of one length.
func tableOfSeries(list []series, notes []Text, o *Options) (*Table, error) {
	if len(list) < 2 {
		return nil, &Error{Kind: FewColumns, Value: decimal(len(list))}
	}
	if list[0].n > MaxRows {
		return nil, &Error{Kind: TooMany, Value: decimal(list[0].n)}
	}
	t := &Table{Notes: notes}
	names := make([]string, len(list))
	for j, s := range list {
		names[j] = s.name
	}
	t.fill(list[0].n, len(list), names, func(i, j int) float64 { return list[j].at(i) }, o)
	for j, s := range list {
		t.Columns[j].date = s.date
	}
	t.distinguish()
	return t, nil
}

// pointNames are what programs call an array of points.
var pointNames = []string{"points", "xy", "pos", "positions", "coords", "coordinates", "data", "x", "samples", "embedding", "xtrain", "train", "arr0"}

// readArrays makes a table of arrays: of the one that has columns, with weights that are as long
// beside it, or of those of one dimension.
func readArrays(what Text, items []opened, o *Options) (*Table, error) {
	var tables, single []int
	count := map[int]int{}
	for i := range items {
		switch it := &items[i]; {
		case it.why != nil || it.rows() < 1:
		case len(it.columns) > 1:
			tables = append(tables, i)
		default:
			single = append(single, i)
			count[it.rows()]++
		}
	}
	if len(items) == 1 && items[0].why != nil {
		return nil, items[0].why
	}
	refused := func(en, zh string) error {
		var names []string
		for i := range items[:min(len(items), 6)] {
			names = append(names, brief(items[i].name)+" "+shapeText(items[i].shape))
		}
		if len(items) > 6 {
			names = append(names, "…")
		}
		inside := strings.Join(names, ", ")
		return &Error{Kind: BadArray, what: what.plus(Text{" " + en + ": " + inside, zh + "：" + inside}),
			allowed: Text{"an array of points, of shape (n, 2) or more columns, or two arrays of one length, such as x and y", "一个形状为 (n, 2)（或更多列）的数组，或两个等长的数组，如 x 与 y"}}
	}
	var list []series
	var notes []Text
	best, rows := -1, 0
	if len(tables) > 0 {
		best = slices.MaxFunc(tables, func(i, j int) int {
			return cmp.Or(cmp.Compare(rankOf(items[i].name), rankOf(items[j].name)), cmp.Compare(items[i].rows(), items[j].rows()))
		})
		unlike := slices.ContainsFunc(tables, func(i int) bool { return len(items[i].columns) != len(items[best].columns) })
		if unlike && rankOf(items[best].name) == 0 {
			return nil, refused("with arrays of different widths", "，各数组的列数不同")
		}
		list, notes, rows = items[best].columns, items[best].notes, items[best].rows()
	} else {
		for n, c := range count {
			if c > count[rows] || c == count[rows] && n > rows {
				rows = n
			}
		}
		if count[rows] < 2 || rows < 2 {
			return nil, refused("without two columns of numbers", "，不含两个数字列")
		}
	}
	taken := 0
	for i := range items {
		it := &items[i]
		if i == best {
			taken++
		} else if slices.Contains(single, i) && it.rows() == rows && (best < 0 || among(plainName(it.name), weightNames) || among(plainName(it.name), perhapsWeights)) {
			taken++
			s := it.columns[0]
			s.name = cmp.Or(s.name, it.name)
			list = append(list, s)
		}
	}
	if left := len(items) - taken; left > 0 {
		name := ""
		nameZH := ""
		if best >= 0 {
			name, nameZH = "“"+brief(items[best].name)+"” was taken, and ", "已采用“"+brief(items[best].name)+"”，"
		}
		notes = append(notes, Text{"The file holds " + decimal(len(items)) + " arrays: " + name + counted(left, "other", "others") + " " + were(left) + " left out.", "文件含 " + decimal(len(items)) + " 个数组：" + nameZH + "略去 " + decimal(left) + " 个。"})
	}
	return tableOfSeries(list, notes, o)
}

// rankOf is 1 of a name for points.
func rankOf(name string) int {
	if among(plainName(name), pointNames) {
		return 1
	}
	return 0
}

// readNPZ reads an archive of NumPy arrays.
func readNPZ(members []zipMember, o *Options) (*Table, error) {
	var items []opened
	total := uint64(0)
	for i := range members {
		m := &members[i]
		name, is := strings.CutSuffix(m.name, ".npy")
		if !is {
			continue
		}
		it := opened{name: strings.TrimPrefix(name, "\ufeff")}
		if n := decimal(i); it.name == "arr_"+n && len(members) == 1 {
			it.name = ""
		}
		header, _, _ := npyHeader(m.head(1 << 12))
		if it.shape, is = npyShape(header); is && len(squeezed(it.shape)) > 2 { // pictures, say
			it.why = it.shapeless()
			items = append(items, it)
			continue
		}
		if total += m.size; total > mostUnpacked {
			return nil, &Error{Kind: BadArray, what: Text{"an archive of NumPy arrays (.npz) of more than 256 MB", "超过 256 MB 的 NumPy 数组归档（.npz）"}, allowed: npyAllowed}
		}
		data, why := m.open(o)
		if why != nil {
			return nil, why
		}
		one := openArray(data)
		one.name = it.name
		items = append(items, one)
	}
	return readArrays(Text{"an archive of NumPy arrays (.npz)", "NumPy 数组归档（.npz）"}, items, o)
}

// openArray opens a .npy file of whatever shape.
func openArray(data []byte) (it opened) {
	header, rest, ok := npyHeader(data)
	if !ok || !isNPY(data) {
		it.why = badArray("a NumPy file that is cut off or of an unknown version", "不完整或版本未知的 NumPy 文件")
		return it
	}
	if it.shape, ok = npyShape(header); !ok {
		it.why = brokenHeader()
		return it
	}
	if strings.HasPrefix(npyValue(header, "descr"), "[") {
		it.records(header, rest)
		return it
	}
	descr, ok := npyString(header, "descr")
	var a array
	shape := squeezed(it.shape)
	if len(shape) == 2 && shape[1] == 1 {
		shape = shape[:1]
	}
	if part, is := complexItem(descr); is && len(shape) == 1 && a.typed(part) { // real and imaginary parts side by side
		shape = append(shape, 2)
	} else if !ok {
		it.why = brokenHeader()
	} else if !a.typed(descr) && !a.timed(descr) {
		it.why = badArray("a NumPy array of type "+brief(descr), "类型为 "+brief(descr)+" 的 NumPy 数组")
	}
	if it.why != nil {
		return it
	}
	a.fortran, a.data = strings.HasPrefix(npyValue(header, "fortran_order"), "True"), rest
	it.fill(a, shape)
	return it
}

// complexItem is the type of the parts of a complex number.
func complexItem(descr string) (part string, ok bool) {
	if order, is := strings.CutSuffix(descr, "c8"); is {
		return order + "f4", true
	}
	order, is := strings.CutSuffix(descr, "c16")
	return order + "f8", is
}

// records gives the item the fields of an array of records that are numbers or times.
func (it *opened) records(header string, data []byte) {
	v, why := parseJSON(jsonOf(literalAt(npyValue(header, "descr"))), &Options{})
	shape := squeezed(it.shape)
	if len(shape) == 2 && shape[1] == 1 {
		shape = shape[:1]
	}
	r := &recordType{}
	size, ok := r.fields(v, "", 0)
	switch {
	case why != nil:
		it.why = brokenHeader()
	case len(shape) != 1 || !ok || size == 0 || len(r.list) < 2:
		it.why = &Error{Kind: BadArray, what: Text{"a NumPy array of records of shape " + shapeText(it.shape) + " without two fields of numbers", "形状为 " + shapeText(it.shape) + " 的 NumPy 结构化数组，不含两个数字字段"}, allowed: asColumns}
	case shape[0] > len(data)/size:
		it.why = badArray("a NumPy file that is cut off: its shape is "+shapeText(it.shape), "不完整的 NumPy 文件，形状为 "+shapeText(it.shape))
	}
	if it.why != nil {
		return
	}
	it.more = len(data) - shape[0]*size
	for _, f := range r.list {
		a := f.array
		a.data, a.stride, a.rows, a.cols = data[f.from:], size, shape[0], 1
		it.columns = append(it.columns, series{name: f.name, n: a.rows, at: func(i int) float64 { return a.at(i, 0) }, date: a.kind == 'M'})
	}
}

// recordType is what the items of an array of records hold.
type recordType struct {
	list []recordField
}

type recordField struct {
	name  string
	from  int // bytes before it
	array array
}

// fields adds the numbers of a list of fields behind so many bytes and returns the bytes of a record.
func (r *recordType) fields(v value, name string, from int) (size int, ok bool) {
	for _, f := range v.elements() {
		if len(f.elements()) < 2 || len(r.list) > mostJSONColumns {
			return 0, false
		}
		own := f.list[0]
		if both := own.elements(); len(both) == 2 { // a title and the name
			own = both[1]
		}
		called := own.str
		if name != "" {
			called = name + "." + called
		}
		times := 1
		if len(f.list) > 2 {
			s := f.list[2]
			if s.kind == jsonNumber {
				times = int(s.num)
			}
			for i := range s.length() {
				e := s.at(i)
				times *= int(e.num)
			}
		}
		if times < 0 || times > 1<<20 {
			return 0, false
		}
		for k := range times {
			one := called
			if times > 1 {
				one += " " + decimal(k+1)
			}
			n, ok := r.field(f.list[1], one, from+size, k < mostInside)
			if !ok {
				return 0, false
			}
			size += n
		}
	}
	return size, true
}

// field adds a field of some type, if it is wanted, and returns its bytes.
func (r *recordType) field(kind value, name string, from int, wanted bool) (size int, ok bool) {
	if kind.kind == jsonArray {
		return r.fields(kind, name, from)
	}
	var a array
	if part, is := complexItem(kind.str); is && a.typed(part) {
		if wanted {
			r.list = append(r.list, recordField{name + " re", from, a}, recordField{name + " im", from + a.size, a})
		}
		return 2 * a.size, true
	}
	if a.typed(kind.str) || a.timed(kind.str) {
		if wanted {
			r.list = append(r.list, recordField{name, from, a})
		}
		return a.size, true
	}
	letter := strings.TrimLeft(kind.str, "<>|=")
	n := 0
	for _, c := range letter[min(1, len(letter)):] {
		if c < '0' || c > '9' || n > 1<<20 {
			break
		}
		n = 10*n + int(c-'0')
	}
	switch {
	case strings.HasPrefix(letter, "U"):
		return 4 * n, true
	case strings.HasPrefix(letter, "O") || letter == "":
		return 0, false
	}
	return n, true
}

// literalAt is the list with which a text begins.
func literalAt(text string) string {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\'', '"':
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				return ""
			}
			i += end + 1
		case '[', '(':
			depth++
		case ']', ')':
			if depth--; depth == 0 {
				return text[:i+1]
			}
		}
	}
	return ""
}

// readSafetensors reads a file of Hugging Face's format: the length of the header, the header as
// JSON, numbers.
func readSafetensors(data []byte, o *Options) (*Table, error) {
	what := Text{"a safetensors file", "safetensors 文件"}
	cut := &Error{Kind: Unreadable, what: what.plus(Text{" that is cut off or damaged", "（不完整或已损坏）"}), allowed: oneArray}
	n := binary.LittleEndian.Uint64(data)
	v, why := parseJSON(string(data[8:8+n]), o)
	if why != nil {
		return nil, cut
	}
	body := data[8+n:]
	var items []opened
	for i, name := range v.names() {
		if name == "__metadata__" {
			continue
		}
		tensor := &v.list[i]
		it := opened{name: name, tensor: true}
		shape, at := tensor.member("shape"), tensor.member("data_offsets")
		for k := range shape.length() {
			e := shape.at(k)
			it.shape = append(it.shape, int(e.num))
		}
		if at.length() != 2 || slices.ContainsFunc(it.shape, func(n int) bool { return n < 0 || n > 1<<40 }) {
			return nil, cut
		}
		from, to := at.at(0), at.at(1)
		if from.num < 0 || to.num < from.num || to.num > float64(len(body)) {
			return nil, cut
		}
		var a array
		dtype := tensor.member("dtype").str
		if !a.tensor(dtype) {
			it.why = badArray("a tensor of type "+brief(dtype), "类型为 "+brief(dtype)+" 的张量")
		} else {
			a.data = body[int(from.num):int(to.num)]
			it.fill(a, it.shape)
		}
		items = append(items, it)
	}
	return readArrays(what, items, o)
}

// isSafetensors reports the length of a header and the object that is the header.
func isSafetensors(data []byte) bool {
	return len(data) > 9 && data[8] == '{' && binary.LittleEndian.Uint64(data) <= uint64(len(data)-8) && bytes.Contains(data[:min(len(data), 1<<12)], []byte(`"dtype"`))
}
