package table

import (
	"math"
	"slices"
	"strings"
)

// Pictures are grey pictures of one size.
type Pictures struct {
	Height, Width int       // in pixels
	Pixels        []float32 // N×Height×Width, row by row from the top left, in the file's units
	Labels        []uint8   // N; nil where the file has none
	Total         int       // pictures of the file, of which N spread evenly over it are here
	Notes         []Text    // what was understood of the file, a sentence each
	Reading       Reading   // of a sheet: how it was divided
	Others        []Reading // of a sheet: how else it could be
}

// mostPixels bounds the pixels that are kept: 32 MB of them, 10,699 pictures of MNIST.
const mostPixels = 1 << 23

// maxSide bounds the side of a picture.
const maxSide = 1024

var picturesAllowed = Text{"pictures of one size: an IDX file, an .npy array of shape (n, h, w) or (n, h·w), or a table with a picture a row",
	"尺寸一致的图片：IDX 文件、形状为 (n, h, w) 或 (n, h·w) 的 .npy 数组，或每行一张图片的表格"}

func badPictures(en, zh string) *Error {
	return &Error{Kind: BadPictures, what: Text{en, zh}, allowed: picturesAllowed}
}

// ReadPictures reads pictures: an IDX file, such as MNIST's, an array of NumPy, or a table
// with a picture a row, of any dialect that Read knows. Where a file has h·w numbers for
// a picture and does not say which, pictures are square; there may be one number more, a
// label. Options.Labels is a second file, of labels; which of the two has the pictures does
// not matter. The error is an [*Error].
func ReadPictures(data []byte, o Options) (*Pictures, error) {
	if o.Labels != nil && IsLabels(data) && !IsLabels(o.Labels) {
		data, o.Labels = o.Labels, data
	}
	p := &Pictures{}
	if why := p.read(data, o); why != nil {
		return nil, why
	}
	if o.Labels != nil {
		labels, err := ReadLabels(o.Labels)
		if err != nil {
			return nil, err
		}
		if why := p.tell(labels); why != nil {
			return nil, why
		}
	}
	return p, nil
}

// read dispatches on the first bytes.
func (p *Pictures) read(data []byte, o Options) *Error {
	switch {
	case isIDX(data):
		a, shape, why := openIDX(data)
		if why != nil {
			return why
		}
		return p.fromArray(&a, shape, &o)
	case isNPY(data):
		a, shape, why := openShapedNPY(data, 2)
		if why != nil {
			return why
		}
		return p.fromArray(&a, shape, &o)
	}
	if isZip(data) {
		if members, ok := zipMembers(data); ok {
			if why, is := p.fromNPZ(members, &o); is {
				return why
			}
		}
	}
	t, err := read(data, o)
	if err != nil {
		return err.(*Error)
	}
	return p.fromTable(t, &o)
}

// tell gives each picture the label that the file's pictures have in their order.
func (p *Pictures) tell(labels []uint8) *Error {
	if len(labels) != p.Total {
		return &Error{Kind: BadPictures, what: Text{counted(len(labels), "label", "labels") + " for " + counted(p.Total, "picture", "pictures"),
			decimal(p.Total) + " 张图片却有 " + decimal(len(labels)) + " 个标签"}, allowed: Text{"a label for each picture", "每张图片一个标签"}}
	}
	p.Labels = make([]uint8, p.N())
	for i := range p.Labels {
		p.Labels[i] = labels[p.place(i)]
	}
	return nil
}

// place is which of the file's pictures picture i is.
func (p *Pictures) place(i int) int { return i * p.Total / p.N() }

// openShapedNPY is openNPY for arrays of so many or more dimensions, of which the first
// counts pictures.
func openShapedNPY(data []byte, least int) (a array, shape []int, why *Error) {
	header, rest, ok := npyHeader(data)
	if !ok {
		return a, nil, badPictures("a NumPy file that is cut off or of an unknown version", "不完整或版本未知的 NumPy 文件")
	}
	descr, ok1 := npyString(header, "descr")
	shape, ok2 := npyShape(header)
	if !ok1 || !ok2 || !a.typed(descr) {
		return a, nil, badPictures("a NumPy file of records or with a broken header", "记录类型或头部损坏的 NumPy 文件")
	}
	a.fortran = len(npyValue(header, "fortran_order")) > 0 && npyValue(header, "fortran_order")[0] == 'T'
	if len(shape) < least || a.fortran && len(shape) > 2 {
		return a, nil, badPictures("a NumPy array of shape "+shapeText(shape), "形状为 "+shapeText(shape)+" 的 NumPy 数组")
	}
	a.data = rest
	if !a.divide(shape) {
		return a, nil, badPictures("a NumPy file that is cut off: its shape is "+shapeText(shape), "不完整的 NumPy 文件，形状为 "+shapeText(shape))
	}
	return a, shape, nil
}

// fromNPZ takes the array of the most pictures in an archive, as Keras' mnist.npz has them, and an
// array of one dimension with a number for each as their labels. It reports false where there is
// no such array.
func (p *Pictures) fromNPZ(members []zipMember, o *Options) (why *Error, is bool) {
	pictures, n := -1, 0
	shapes := make([][]int, len(members))
	for i := range members {
		header, _, ok := npyHeader(members[i].head(1 << 12))
		if shape, whole := npyShape(header); ok && whole && len(shape) > 0 {
			shapes[i] = shape
			if (len(shape) > 2 || len(shape) == 2 && square(shape[1]) > 1) && shape[0] > n {
				pictures, n = i, shape[0]
			}
		}
	}
	if pictures < 0 {
		return nil, false
	}
	labels := slices.IndexFunc(shapes, func(s []int) bool { return len(s) == 1 && s[0] == n })
	data, why := members[pictures].open(o)
	if why != nil {
		return why, true
	}
	a, shape, why := openShapedNPY(data, 2)
	if why == nil {
		why = p.fromArray(&a, shape, o)
	}
	if why != nil {
		return why, true
	}
	name := strings.TrimSuffix(brief(members[pictures].name), ".npy")
	if labels >= 0 && p.Labels == nil && o.Labels == nil {
		data, why := members[labels].open(o)
		if why != nil {
			return why, true
		}
		if values, err := ReadLabels(data); err == nil && p.tell(values) == nil {
			beside := strings.TrimSuffix(brief(members[labels].name), ".npy")
			p.Notes = append(p.Notes, Text{"The pictures are “" + name + "”, their labels “" + beside + "”.", "图片取自“" + name + "”，标签取自“" + beside + "”。"})
			return nil, true
		}
	}
	p.Notes = append(p.Notes, Text{"The pictures are “" + name + "”.", "图片取自“" + name + "”。"})
	return nil, true
}

// fromArray takes pictures of the shape (n, h, w), (n, h, w, 1), (n, 1, h, w), (n, h·w) or
// (n, h·w + 1), the last with a label before or behind each picture.
func (p *Pictures) fromArray(a *array, shape []int, o *Options) *Error {
	switch {
	case len(shape) == 3 && shape[2] == 1 && square(shape[1]) > 1, len(shape) == 3 && shape[1] == 1 && square(shape[2]) > 1: // flat after all
		shape = []int{shape[0], shape[1] * shape[2]}
	case len(shape) == 4 && shape[3] == 1:
		shape = shape[:3]
	case len(shape) == 4 && shape[1] == 1:
		shape = []int{shape[0], shape[2], shape[3]}
	}
	switch {
	case len(shape) == 3:
		p.Height, p.Width = shape[1], shape[2]
	case len(shape) == 2 && square(shape[1]) > 0:
		p.Height, p.Width = square(shape[1]), square(shape[1])
	case len(shape) == 2 && square(shape[1]-1) > 1 && shape[0] <= MaxRows:
		return p.fromColumns(a, o)
	default:
		return badPictures("an array of shape "+shapeText(shape), "形状为 "+shapeText(shape)+" 的数组")
	}
	return p.fill(a.rows, func(i, k int) float64 { return a.at(i, k) }, o)
}

// fromColumns takes pictures from an array with a column of labels.
func (p *Pictures) fromColumns(a *array, o *Options) *Error {
	side := square(a.cols - 1)
	column := func(j int) *Column {
		c := &Column{Values: make([]float64, a.rows)}
		c.call(j, "", "")
		for i := range c.Values {
			c.Values[i] = a.at(i, j)
		}
		return c
	}
	at := labelledEnd(column(0), column(a.cols-1))
	if at < 0 {
		return badPictures("an array of shape "+shapeText([]int{a.rows, a.cols})+" without a first or last column of labels",
			"形状为 "+shapeText([]int{a.rows, a.cols})+" 且首列与末列都不是标签的数组")
	}
	p.Height, p.Width = side, side
	first, label := 0, a.cols-1
	if at == 0 {
		first, label = 1, 0
	}
	p.noteLabels(column(label))
	if why := p.fill(a.rows, func(i, k int) float64 { return a.at(i, first+k) }, o); why != nil {
		return why
	}
	labels := make([]uint8, a.rows)
	for i := range labels {
		labels[i] = uint8(a.at(i, label))
	}
	return p.tell(labels)
}

// noteLabels says in which column labels are.
func (p *Pictures) noteLabels(c *Column) {
	p.Notes = append(p.Notes, Text{"Labels are in " + c.Label.EN + ".", "标签位于" + c.Label.ZH + "。"})
}

// square is the side of a square of n pixels, 0 if there is none.
func square(n int) int {
	if s := int(math.Sqrt(float64(n))); s*s == n {
		return s
	}
	return 0
}

// fromTable takes a picture from each row of numbers.
func (p *Pictures) fromTable(t *Table, o *Options) *Error {
	if t.complete < t.Rows {
		return badPictures("a table whose rows differ in width", "各行列数不一致的表格")
	}
	var columns []*Column
	for j := range t.Columns {
		c := &t.Columns[j]
		if !c.Numeric() || c.Gaps+c.Words > 0 {
			if c.odd != nil {
				return c.odd
			}
			return badPictures("a table with words or gaps in "+c.Label.EN, c.Label.ZH+"中含有文字或缺失值的表格")
		}
		columns = append(columns, c)
	}
	var labels []uint8
	if label := labelColumn(columns); label >= 0 {
		c := columns[label]
		labels = make([]uint8, len(c.Values))
		for i, v := range c.Values {
			labels[i] = uint8(v)
		}
		p.noteLabels(c)
		columns = append(columns[:label:label], columns[label+1:]...)
	}
	side := square(len(columns))
	if side < 2 {
		return badPictures("a table of "+counted(len(t.Columns), "column", "columns")+", which is no square, nor one more",
			"共 "+decimal(len(t.Columns))+" 列的表格，列数既非平方数，也非平方数加一")
	}
	p.Height, p.Width = side, side
	if why := p.fill(t.complete, func(i, k int) float64 { return columns[k].Values[i] }, o); why != nil || labels == nil {
		return why
	}
	return p.tell(labels)
}

// labelColumn is the column of labels where there is one column more than a square: the
// one that is called so, or else, of the first and the last, the one that holds labels of
// two kinds and more, and fewer kinds than the other; −1 without one.
func labelColumn(columns []*Column) int {
	if square(len(columns)) > 0 || square(len(columns)-1) < 2 {
		return -1
	}
	for j, c := range columns {
		switch plainName(c.Name) {
		case "label", "labels", "class", "target", "digit":
			if labels(c).n > 0 {
				return j
			}
		}
	}
	last := len(columns) - 1
	switch labelledEnd(columns[0], columns[last]) {
	case 0:
		return 0
	case 1:
		return last
	}
	return -1
}

// labelledEnd is 0 if the first of two columns holds labels, 1 if the last does, and −1 if
// neither does. Labels are of two kinds and more, and where both columns could be labels they
// are the one of fewer kinds; but a column of mostly one value, as corners have that seldom
// have ink, is taken for labels only where the other cannot be.
func labelledEnd(first, last *Column) int {
	a, b := labels(first), labels(last)
	seldom := a.mostly() != b.mostly()
	switch {
	case a.n >= 2 && (b.n < 2 || seldom && b.mostly() || !seldom && a.n < b.n):
		return 0
	case b.n >= 2:
		return 1
	}
	return -1
}

// labelling is how many values there are in a column of labels, 0 if it is none, and which part of
// it the most frequent one is.
type labelling struct {
	n    int
	part float64
}

// mostly reports whether most rows have one value.
func (k labelling) mostly() bool { return k.part > 0.6 }

func labels(c *Column) (k labelling) {
	var count [256]int
	for _, v := range c.Values {
		if !isLabel(v) {
			return labelling{}
		}
		count[uint8(v)]++
	}
	for _, n := range count {
		if n > 0 {
			k.n++
		}
		k.part = max(k.part, float64(n)/float64(len(c.Values)))
	}
	return k
}

// fill takes the pixels of n pictures, or of some of them where there are too many.
func (p *Pictures) fill(n int, at func(i, k int) float64, o *Options) *Error {
	d := p.Height * p.Width
	if n < 1 || d < 1 || p.Height > maxSide || p.Width > maxSide {
		return badPictures(counted(n, "picture", "pictures")+" of "+decimal(p.Height)+" × "+decimal(p.Width)+" pixels",
			decimal(n)+" 张 "+decimal(p.Height)+" × "+decimal(p.Width)+" 像素的图片")
	}
	p.Total = n
	if most := mostPixels / d; n > most {
		p.Notes = append(p.Notes, Text{grouped(most) + " of " + grouped(n) + " pictures are taken, spread evenly over the file.",
			"从 " + grouped(n) + " 张图片中均匀取出 " + grouped(most) + " 张。"})
		n = most
	}
	p.Pixels = make([]float32, n*d)
	rest := mostAtOnce
	for i := range n {
		if rest -= d; rest < 0 {
			rest = mostAtOnce
			o.pause()
		}
		from := p.place(i)
		for k := range d {
			v := at(from, k)
			if !(math.Abs(v) <= 1e30) { // what float32 and its squares hold
				return &Error{Kind: NotNumber, Row: from + 1, Column: k + 1, Value: number(v)}
			}
			p.Pixels[i*d+k] = float32(v)
		}
	}
	return nil
}

// N is how many pictures there are.
func (p *Pictures) N() int { return len(p.Pixels) / (p.Height * p.Width) }
