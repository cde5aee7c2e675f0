package table

import (
	"strconv"
	"strings"
)

// records is a structured array of NumPy in one dimension: a record a row, and in it fields with
// names.
type records struct {
	rows, size int // how many, and bytes of one
	fields     []field
	left       []string // fields that hold no numbers
	data       []byte
}

// field is a number in each record.
type field struct {
	array // its type
	name  string
	at    int // bytes before it
}

// openRecords reports false of a file that is no such array, or is cut off.
func openRecords(data []byte) (r records, ok bool) {
	header, rest, ok := npyHeader(data)
	if !ok || !strings.HasPrefix(npyValue(header, "descr"), "[") {
		return r, false
	}
	v, why := parseJSON(jsonOf(header), &Options{})
	if why != nil {
		return r, false
	}
	descr, _ := v.get("descr")
	shape, _ := v.get("shape")
	if len(descr.elements()) == 0 || shape.length() != 1 || shape.nums == nil {
		return r, false
	}
	for _, e := range descr.elements() {
		if !r.add(e.elements()) {
			return r, false
		}
	}
	n := shape.nums[0]
	if r.size == 0 || !(n >= 1 && n*float64(r.size) <= float64(len(rest))) {
		return r, false
	}
	r.rows, r.data = int(n), rest
	return r, true
}

// largestRecord bounds the bytes of a record.
const largestRecord = 1 << 20

// add takes a field, its name, its type and perhaps its shape; false of a type that is not known.
func (r *records) add(f []value) bool {
	if len(f) < 2 || f[1].kind != jsonString {
		return false
	}
	name, n := f[0].str, 1
	if title := f[0].elements(); len(title) == 2 { // a title before the name
		name = title[1].str
	}
	if len(f) > 2 {
		for i := range f[2].length() {
			side := f[2].at(i).num
			if !(side >= 1 && float64(n)*side <= largestRecord) {
				return false
			}
			n *= int(side)
		}
	}
	var a array
	if !a.typed(f[1].str) {
		size, ok := wordsSize(f[1].str)
		if !ok || n*size > largestRecord {
			return false
		}
		if name != "" {
			r.left = append(r.left, brief(name))
		}
		r.size += n * size
		return r.size <= largestRecord
	}
	for i := range n {
		if i < mostInside && len(r.fields) < mostJSONColumns {
			c := field{a, name, r.size + i*a.size}
			if n > 1 {
				c.name += " " + decimal(i+1)
			}
			r.fields = append(r.fields, c)
		}
	}
	r.size += n * a.size
	return r.size <= largestRecord
}

// wordsSize is how many bytes an item has whose type is no number: letters, times, complex numbers
// and what only fills.
func wordsSize(descr string) (bytes int, ok bool) {
	kind := strings.TrimLeft(descr, "<>|=!")
	if kind == "" || strings.IndexByte("SaUVmMc", kind[0]) < 0 {
		return 0, false
	}
	n, _, _ := strings.Cut(kind[1:], "[") // of a time its unit
	bytes, err := strconv.Atoi(n)
	if kind[0] == 'U' {
		bytes *= 4
	}
	return bytes, err == nil && bytes >= 0 && bytes <= largestRecord
}

// table has a column for each field of numbers.
func (r *records) table(o *Options) (*Table, error) {
	if len(r.fields) < 2 {
		return nil, badArray("a NumPy array of records with "+counted(len(r.fields), "field", "fields")+" of numbers", "仅含 "+decimal(len(r.fields))+" 个数字字段的 NumPy 结构化数组")
	}
	if r.rows > MaxRows {
		return nil, &Error{Kind: TooMany, Value: decimal(r.rows)}
	}
	t := &Table{}
	t.fill(r.rows, len(r.fields), func(i, j int) float64 { f := &r.fields[j]; return f.value(r.data[i*r.size+f.at:]) }, o)
	for j := range r.fields {
		t.Columns[j].call(j, r.fields[j].name, "")
	}
	t.distinguish()
	if len(r.left) > 0 {
		t.Notes = append(t.Notes, Text{"Fields without numbers were left out: " + list(r.left) + ".", "不含数字的字段已略去：" + list(r.left) + "。"})
	}
	return t, nil
}
