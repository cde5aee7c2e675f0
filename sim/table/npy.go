package table

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

const npyMagic = "\x93NUMPY"

func isNPY(data []byte) bool {
	return len(data) >= len(npyMagic) && string(data[:len(npyMagic)]) == npyMagic
}

var npyAllowed = Text{"an array of shape (n, 2) or more columns, or (2, n), of floats or integers", "形状为 (n, 2)（或更多列）或 (2, n) 的浮点或整数数组"}

var asColumns = Text{"two columns of it, as numpy.column_stack((a['x'], a['y'])) makes them", "其中两列组成的数组，如 numpy.column_stack((a['x'], a['y']))"}

func badArray(en, zh string) *Error {
	return &Error{Kind: BadArray, what: Text{en, zh}, allowed: npyAllowed}
}

// array is a two-dimensional array in a file of NumPy (format 1.0 to 3.0).
type array struct {
	kind       byte    // f, i, u or b; B of bfloat16, M of times
	size       int     // bytes of an item
	stride     int     // from one to the next
	unit       float64 // of times, in days
	order      binary.ByteOrder
	fortran    bool
	rows, cols int
	data       []byte
}

// readNPY reads a .npy file.
func readNPY(data []byte, o *Options) (*Table, error) {
	it := openArray(data)
	switch {
	case it.why != nil:
		return nil, it.why
	case len(it.columns) < 2 || it.columns[0].n < 1:
		return nil, it.shapeless()
	}
	if it.more > 0 {
		it.notes = append(it.notes, Text{"The file goes on behind the array, by " + grouped(it.more) + " bytes that were left out.", "数组之后还有 " + grouped(it.more) + " 字节，已略去。"})
	}
	return tableOfSeries(it.columns, it.notes, o)
}

// fill makes columns of a matrix; names is nil where they have none.
func (t *Table) fill(rows, cols int, names []string, at func(i, j int) float64, o *Options) {
	t.Rows, t.complete = rows, rows
	t.Columns = make([]Column, cols)
	numeric, pause := make([]int, cols), o.pauses()
	for j := range t.Columns {
		name := ""
		if names != nil {
			name = names[j]
		}
		t.Columns[j].call(j, name, "")
		numeric[j] = j
	}
	for _, j := range t.keep(numeric, rows) {
		c := &t.Columns[j]
		for i := range rows {
			pause()
			v := at(i, j)
			if usable(v) {
				c.put(0, j, "", 0, v)
				continue
			}
			is := cell(0)
			if v != v {
				is = gap
			}
			c.put(0, j, number(v), is, v)
			if c.odd != nil && c.odd.Row == 0 {
				c.odd.Row = i + 1
			}
		}
	}
	t.noteKept(numeric)
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

func brokenHeader() *Error {
	return badArray("a NumPy file with a broken header", "头部损坏的 NumPy 文件")
}

// npyHeader divides a file into the text of its header and its items.
func npyHeader(data []byte) (header string, rest []byte, ok bool) {
	if len(data) < 12 {
		return "", nil, false
	}
	at, n := 10, int(binary.LittleEndian.Uint16(data[8:]))
	switch data[6] {
	case 1:
	case 2, 3:
		at, n = 12, int(min(binary.LittleEndian.Uint32(data[8:]), 1<<30))
	default:
		return "", nil, false
	}
	if n > len(data)-at {
		return "", nil, false
	}
	header = string(data[at : at+n])
	if !utf8.ValidString(header) { // Latin-1 before version 3
		header = windows1252(data[at : at+n])
	}
	return header, data[at+n:], true
}

// npyValue is what follows a key of the header, a literal dict of Python.
func npyValue(header, key string) string {
	for _, q := range []string{"'", `"`} {
		if _, rest, ok := strings.Cut(header, q+key+q); ok {
			if rest, ok = strings.CutPrefix(strings.TrimSpace(rest), ":"); ok {
				return strings.TrimSpace(rest)
			}
		}
	}
	return ""
}

func npyString(header, key string) (string, bool) {
	v := npyValue(header, key)
	if v == "" || v[0] != '\'' && v[0] != '"' {
		return "", false
	}
	s, _, ok := strings.Cut(v[1:], v[:1])
	return s, ok
}

func npyShape(header string) (shape []int, ok bool) {
	inside, ok := strings.CutPrefix(npyValue(header, "shape"), "(")
	if !ok {
		return nil, false
	}
	inside, _, ok = strings.Cut(inside, ")")
	for part := range strings.SplitSeq(inside, ",") {
		part = strings.TrimSuffix(strings.TrimSpace(part), "L")
		if part == "" {
			continue
		}
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || len(shape) == 32 {
			return nil, false
		}
		shape = append(shape, n)
	}
	return shape, ok
}

func shapeText(shape []int) string {
	parts := make([]string, len(shape))
	for i, n := range shape {
		parts[i] = decimal(n)
	}
	if len(parts) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// typed sets the type of items by its description, such as "<f8".
func (a *array) typed(descr string) bool {
	if descr == "" {
		return false
	}
	a.order = binary.LittleEndian
	switch descr[0] {
	case '>', '!':
		a.order = binary.BigEndian
		descr = descr[1:]
	case '<', '|', '=':
		descr = descr[1:]
	}
	switch descr {
	case "f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1":
		a.kind, a.size = descr[0], int(descr[1]-'0')
		a.stride = a.size
		return true
	}
	return false
}

// timed sets the type of items by the description of times, such as "<M8[ns]".
func (a *array) timed(descr string) bool {
	unit, ok := strings.CutPrefix(strings.TrimLeft(descr, "<>=|"), "M8[")
	for _, u := range [...]struct {
		name string
		days float64
	}{{"D", 1}, {"h", 1. / 24}, {"m", 1. / 1440}, {"s", 1. / 86400}, {"ms", 1. / 86400e3}, {"us", 1. / 86400e6}, {"ns", 1. / 86400e9}} {
		if ok && unit == u.name+"]" && a.typed(descr[:strings.Index(descr, "M8")]+"i8") {
			a.kind, a.unit = 'M', u.days
			return true
		}
	}
	return false
}

// tensor sets the type of items by its name in safetensors.
func (a *array) tensor(dtype string) bool {
	switch dtype {
	case "F64", "F32", "F16", "I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8":
		bits, _ := strconv.Atoi(dtype[1:])
		return a.typed(strings.ToLower(dtype[:1]) + decimal(bits/8))
	case "BOOL":
		return a.typed("b1")
	case "BF16":
		a.typed("u2")
		a.kind = 'B'
		return true
	}
	return false
}

// at is item (i, j).
func (a *array) at(i, j int) float64 {
	k := i*a.cols + j
	if a.fortran {
		k = j*a.rows + i
	}
	b := a.data[k*a.stride:]
	var bits uint64
	switch a.size {
	case 1:
		bits = uint64(b[0])
	case 2:
		bits = uint64(a.order.Uint16(b))
	case 4:
		bits = uint64(a.order.Uint32(b))
	default:
		bits = a.order.Uint64(b)
	}
	switch a.kind {
	case 'f':
		switch a.size {
		case 2:
			return half(uint16(bits))
		case 4:
			return float64(math.Float32frombits(uint32(bits)))
		}
		return math.Float64frombits(bits)
	case 'B': // the upper half of a float32
		return float64(math.Float32frombits(uint32(bits) << 16))
	case 'M':
		if bits == 1<<63 { // no time
			return math.NaN()
		}
		return float64(int64(bits)) * a.unit
	case 'i':
		shift := 64 - 8*a.size
		return float64(int64(bits<<shift) >> shift)
	}
	return float64(bits)
}

// half is the value of an IEEE 754 binary16.
func half(h uint16) float64 {
	sign, e, m := 1.0, int(h>>10&31), float64(h&1023)
	if h>>15 == 1 {
		sign = -1
	}
	switch e {
	case 0:
		return sign * math.Ldexp(m, -24)
	case 31:
		if m != 0 {
			return math.NaN()
		}
		return math.Inf(int(sign))
	}
	return sign * math.Ldexp(1024+m, e-25)
}

// FromRows makes a table of numbers that a program gives: rows of cols values,
// one after the other, with the names of the options where there are some.
func FromRows(v []float64, cols int, o Options) (*Table, error) {
	if cols < 2 {
		panic("table: fewer than two columns")
	}
	if len(v)%cols != 0 {
		n, by := decimal(len(v)), decimal(cols)
		return nil, &Error{Kind: BadArray, Value: n, what: Text{"a list of " + n + " numbers, which are no rows of " + by, "含 " + n + " 个数字的列表，不能分成每行 " + by + " 个"},
			allowed: Text{by + " numbers for each point, one point after the other", "每个点 " + by + " 个数字，依次排列"}}
	}
	if len(v)/cols > MaxRows {
		return nil, &Error{Kind: TooMany, Value: decimal(len(v) / cols)}
	}
	t := &Table{Name: brief(o.Name)}
	t.fill(len(v)/cols, cols, nil, func(i, j int) float64 { return v[i*cols+j] }, &o)
	for j := range min(len(o.Names), cols) {
		t.Columns[j].call(j, o.Names[j], "")
	}
	t.distinguish()
	return t, nil
}
