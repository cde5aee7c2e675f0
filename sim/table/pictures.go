package table

import "math"

// Pictures are grey pictures of one size.
type Pictures struct {
	Height, Width int       // in pixels
	Pixels        []float32 // N×Height×Width, row by row from the top left, in the file's units
	Labels        []uint8   // N; nil where the file has none
	Notes         []Text    // what was understood of the file, a sentence each
}

// mostPixels bounds the pixels that are kept: 64 MB of them, 21,399 pictures of MNIST.
const mostPixels = 1 << 24

// maxSide bounds the side of a picture.
const maxSide = 1024

var picturesAllowed = Text{"pictures of one size: an IDX file, an .npy array of shape (n, h, w) or (n, h·w), or a table with a picture a row",
	"尺寸一致的图片：IDX 文件、形状为 (n, h, w) 或 (n, h·w) 的 .npy 数组，或每行一张图片的表格"}

func badPictures(en, zh string) *Error {
	return &Error{Kind: BadPictures, what: Text{en, zh}, allowed: picturesAllowed}
}

// ReadPictures reads pictures: an IDX file, such as MNIST's, an array of NumPy, or a table
// with a picture a row, of any dialect that Read knows. Where a file has h·w numbers for
// a picture and does not say which, pictures are square; a table may have one column more,
// of labels. The error is an [*Error].
func ReadPictures(data []byte, o Options) (*Pictures, error) {
	p := &Pictures{}
	if why := p.read(data, o); why != nil {
		return nil, why
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
		return p.fromArray(&a, shape)
	case isNPY(data):
		a, shape, why := openPicturesNPY(data)
		if why != nil {
			return why
		}
		return p.fromArray(&a, shape)
	}
	t, err := read(data, o)
	if err != nil {
		return err.(*Error)
	}
	return p.fromTable(t)
}

// openPicturesNPY is openNPY for arrays of two or more dimensions, of which the first
// counts pictures.
func openPicturesNPY(data []byte) (a array, shape []int, why *Error) {
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
	if len(shape) < 2 || a.fortran && len(shape) > 2 {
		return a, nil, badPictures("a NumPy array of shape "+shapeText(shape), "形状为 "+shapeText(shape)+" 的 NumPy 数组")
	}
	a.data = rest
	if !a.divide(shape) {
		return a, nil, badPictures("a NumPy file that is cut off: its shape is "+shapeText(shape), "不完整的 NumPy 文件，形状为 "+shapeText(shape))
	}
	return a, shape, nil
}

// fromArray takes pictures of the shape (n, h, w), (n, h, w, 1) or (n, h·w).
func (p *Pictures) fromArray(a *array, shape []int) *Error {
	switch {
	case len(shape) == 3, len(shape) == 4 && shape[3] == 1:
		p.Height, p.Width = shape[1], shape[2]
	case len(shape) == 2 && square(shape[1]) > 0:
		p.Height, p.Width = square(shape[1]), square(shape[1])
	default:
		return badPictures("an array of shape "+shapeText(shape), "形状为 "+shapeText(shape)+" 的数组")
	}
	return p.fill(a.rows, func(i, k int) float64 { return a.at(i, k) })
}

// square is the side of a square of n pixels, 0 if there is none.
func square(n int) int {
	if s := int(math.Sqrt(float64(n))); s*s == n {
		return s
	}
	return 0
}

// fromTable takes a picture from each row of numbers.
func (p *Pictures) fromTable(t *Table) *Error {
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
	if label := labelColumn(columns); label >= 0 {
		c := columns[label]
		p.Labels = make([]uint8, len(c.Values))
		for i, v := range c.Values {
			p.Labels[i] = uint8(v)
		}
		p.Notes = append(p.Notes, Text{"Labels are in " + c.Label.EN + ".", "标签位于" + c.Label.ZH + "。"})
		columns = append(columns[:label:label], columns[label+1:]...)
	}
	side := square(len(columns))
	if side < 2 {
		return badPictures("a table of "+counted(len(t.Columns), "column", "columns")+", which is no square, nor one more",
			"共 "+decimal(len(t.Columns))+" 列的表格，列数既非平方数，也非平方数加一")
	}
	p.Height, p.Width = side, side
	return p.fill(t.complete, func(i, k int) float64 { return columns[k].Values[i] })
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
			if distinct(c) > 0 {
				return j
			}
		}
	}
	last := len(columns) - 1
	first, final := distinct(columns[0]), distinct(columns[last])
	switch {
	case first >= 2 && (final < 2 || first < final):
		return 0
	case final >= 2:
		return last
	}
	return -1
}

// distinct is how many values there are in a column of labels, 0 if it is none.
func distinct(c *Column) (n int) {
	var seen [256]bool
	for _, v := range c.Values {
		if !isLabel(v) {
			return 0
		}
		if !seen[uint8(v)] {
			seen[uint8(v)] = true
			n++
		}
	}
	return n
}

// fill takes the pixels of n pictures.
func (p *Pictures) fill(n int, at func(i, k int) float64) *Error {
	d := p.Height * p.Width
	if n < 1 || d < 1 || p.Height > maxSide || p.Width > maxSide {
		return badPictures(counted(n, "picture", "pictures")+" of "+decimal(p.Height)+" × "+decimal(p.Width)+" pixels",
			decimal(n)+" 张 "+decimal(p.Height)+" × "+decimal(p.Width)+" 像素的图片")
	}
	if most := mostPixels / d; n > most {
		p.Notes = append(p.Notes, Text{"The first " + grouped(most) + " of " + grouped(n) + " pictures are taken.",
			"仅取 " + grouped(n) + " 张图片中的前 " + grouped(most) + " 张。"})
		n = most
		if p.Labels != nil {
			p.Labels = p.Labels[:n]
		}
	}
	p.Pixels = make([]float32, n*d)
	for i := range n {
		for k := range d {
			v := at(i, k)
			if !(math.Abs(v) <= 1e30) { // what float32 and its squares hold
				return &Error{Kind: NotNumber, Row: i + 1, Column: k + 1, Value: number(v)}
			}
			p.Pixels[i*d+k] = float32(v)
		}
	}
	return nil
}

// N is how many pictures there are.
func (p *Pictures) N() int { return len(p.Pixels) / (p.Height * p.Width) }

// Range is the smallest and the largest value of a pixel.
func (p *Pictures) Range() (low, high float32) {
	low, high = p.Pixels[0], p.Pixels[0]
	for _, v := range p.Pixels {
		low, high = min(low, v), max(high, v)
	}
	return low, high
}

// Planar is the pixels as points of R^(Height·Width) scaled to [−1, 1], the smallest value
// of all becoming −1 and the largest 1: D×N, pixel k of picture i at [k·N+i], as a
// sim.Batch has them. Pictures of one grey become −1.
func (p *Pictures) Planar() []float32 {
	low, high := p.Range()
	n, d := p.N(), p.Height*p.Width
	out := make([]float32, n*d)
	for i := range n {
		for k := range d {
			v := float32(-1)
			if high > low {
				v = float32(float32(2*(p.Pixels[i*d+k]-low))/(high-low)) - 1
			}
			out[k*n+i] = v
		}
	}
	return out
}

// Resize returns the pictures at height × width pixels, each the mean over the area that
// it covers, with a note that says so. It panics unless both are positive.
func (p *Pictures) Resize(height, width int) *Pictures {
	if height < 1 || width < 1 {
		panic("table: pictures without pixels")
	}
	out := &Pictures{Height: height, Width: width, Labels: p.Labels, Notes: p.Notes[:len(p.Notes):len(p.Notes)]}
	if height == p.Height && width == p.Width {
		out.Pixels = p.Pixels
		return out
	}
	out.Pixels = make([]float32, p.N()*height*width)
	rows, columns := overlaps(p.Height, height), overlaps(p.Width, width)
	for i := range p.N() {
		from, to := p.Pixels[i*p.Height*p.Width:], out.Pixels[i*height*width:]
		for r, over := range rows {
			for c, across := range columns {
				sum := 0.0
				for _, y := range over {
					for _, x := range across {
						sum += float64(float64(y.part*x.part) * float64(from[y.at*p.Width+x.at]))
					}
				}
				to[r*width+c] = float32(sum)
			}
		}
	}
	was, is := decimal(p.Height)+" × "+decimal(p.Width), decimal(height)+" × "+decimal(width)
	out.Notes = append(out.Notes, Text{"Pictures of " + was + " pixels were scaled to " + is + ".", was + " 像素的图片已缩放为 " + is + "。"})
	return out
}

// overlap is a pixel and the part that it has of a new one.
type overlap struct {
	at   int
	part float64
}

// overlaps are, for each of to new pixels in the place of from, those that it covers.
func overlaps(from, to int) [][]overlap {
	all := make([][]overlap, to)
	for k := range all {
		lo, hi := float64(k*from)/float64(to), float64((k+1)*from)/float64(to)
		for at := int(lo); at < from && float64(at) < hi; at++ {
			if part := (min(hi, float64(at+1)) - max(lo, float64(at))) / (hi - lo); part > 0 {
				all[k] = append(all[k], overlap{at, part})
			}
		}
	}
	return all
}
