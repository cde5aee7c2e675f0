package table

import (
	"slices"
	"strconv"
	"strings"
)

// A Choice names the columns to take; "" lets the table choose. It chooses
// columns whose names are those of coordinates (x and y, longitude and
// latitude), else the first two columns of numbers that neither number the rows
// nor are constant nor have gaps in more than half of the rows, and if there
// are no two of these, any two. A column whose name says so is the weight.
type Choice struct {
	X, Y   string // of the coordinates
	Weight string // NoWeight takes none
}

// NoWeight as a choice's weight gives every row the same.
const NoWeight = "none"

// Points are a table's rows as points in the plane, in the reader's units.
type Points struct {
	XY     [][2]float64 // in the file's order
	W      []float64    // positive, one a point; nil where there is no weight
	Report Report       // which columns and rows they are
}

// A Report says what became of a table's columns and rows.
type Report struct {
	Name             string    // of the file
	X, Y, Weight     string    // the columns' names; Weight is "" without one
	Units            [3]string // theirs, "" where there is none
	Rows, Used, Left int       // of the file; as points; Rows − Used
	Zero             int       // rows of weight 0 among Left
	Alike            bool      // the names say that both coordinates have one unit
	Notes            []Text    // sentences: what was understood, and which rows were left out
}

// chooser is a choice on its way.
type chooser struct {
	t       *Table
	x, y, w int // columns, −1 for none
	alike   bool
	onMap   bool
	byName  bool
	notes   []Text
}

// Choose takes columns as coordinates and weights. Rows without a number in one
// of them are left out and counted, as are rows of weight 0. The error is an
// [*Error].
func (t *Table) Choose(c Choice) (*Points, error) {
	k := &chooser{t: t, x: -1, y: -1, w: -1}
	if why := k.asked(c); why != nil {
		return nil, why
	}
	k.weightByName(c, weightNames)
	k.coordinates(c)
	if k.x < 0 || k.y < 0 {
		return nil, &Error{Kind: FewColumns, Value: decimal(len(t.Choices())), what: leftOut(t.Notes)}
	}
	if k.byName {
		k.weightByName(c, perhapsWeights)
	}
	k.explain(c)
	return k.points()
}

// asked finds the columns that c names.
func (k *chooser) asked(c Choice) *Error {
	for _, a := range []struct {
		name string
		at   *int
	}{{c.X, &k.x}, {c.Y, &k.y}, {c.Weight, &k.w}} {
		if a.name == "" || a.at == &k.w && a.name == NoWeight {
			continue
		}
		*a.at = slices.IndexFunc(k.t.Columns, func(col Column) bool { return col.Numeric() && col.Name == a.name })
		if *a.at < 0 {
			return &Error{Kind: NoColumn, Value: brief(a.name), allowed: plain(list(k.t.Choices()))}
		}
	}
	return nil
}

// weightByName takes the first column with one of the names, where two others
// are left and no value is negative.
func (k *chooser) weightByName(c Choice, names []string) {
	if c.Weight != "" || k.w >= 0 {
		return
	}
	for j := range k.t.Columns {
		col := &k.t.Columns[j]
		if !col.Numeric() || j == k.x || j == k.y || !among(plainName(col.Name), names) {
			continue
		}
		if k.others(j) < 2 || col.counts() && !among(plainName(col.Name), weightNames) {
			continue
		}
		if slices.ContainsFunc(col.Values, func(v float64) bool { return v < 0 }) {
			k.notes = append(k.notes, Text{col.called().EN + " has negative numbers and was not taken as weights.",
				col.called().ZH + "含有负数，没有作为权重。"})
			continue
		}
		if col.sparse() {
			if among(plainName(col.Name), weightNames) { // of others it is said anyway
				k.notes = append(k.notes, Text{col.called().EN + " has no number in more than half of the rows and was not taken as weights.",
					col.called().ZH + "超过一半的行没有数字，没有作为权重。"})
			}
			continue
		}
		k.w = j
		return
	}
}

// others counts the columns of numbers beside j that do not number the rows.
func (k *chooser) others(j int) (n int) {
	for i := range k.t.Columns {
		if c := &k.t.Columns[i]; i != j && c.Numeric() && !c.isIndex() && (c.hasRole() || !c.counts()) {
			n++
		}
	}
	return n
}

// coordinates chooses the columns that were not asked for.
func (k *chooser) coordinates(c Choice) {
	if c.X == "" && c.Y == "" {
		if x, y := k.called(k.t.axes[0]), k.called(k.t.axes[1]); x >= 0 && y >= 0 && x != y {
			k.x, k.y, k.byName = x, y, true
			k.notes = append(k.notes, Text{"x and y are what the drawing has along its axes.", "x 与 y 取自图形的两个坐标轴。"})
			return
		}
		if a := k.t.axes; a[0] != "" {
			k.notes = append(k.notes, Text{"The drawing has “" + a[0] + "” and “" + a[1] + "” along its axes, which are no two columns of numbers here.", "图形的坐标轴为“" + a[0] + "”与“" + a[1] + "”，在此不是两个数字列。"})
		}
		for _, pair := range pairs {
			x, y := k.find(pair.x), k.find(pair.y)
			if x >= 0 && y >= 0 {
				k.x, k.y, k.alike, k.byName = x, y, pair.alike, true
				k.onMap = among("longitude", pair.x) || among("easting", pair.x) || among("rechtswert", pair.x)
				return
			}
		}
		if x, y := k.find([]string{"länge", "laenge"}), k.find([]string{"breite"}); y >= 0 && y < x && k.t.Columns[y].within(90) && k.t.Columns[x].within(180) {
			k.x, k.y, k.alike, k.byName, k.onMap = x, y, true, true, true // German for longitude and latitude, and for length and width, of which the length stands first
			return
		}
		for i, words := range [][][2]string{mapWords[:], planeWords[:]} {
			if x, y := k.twins(words, [][][2]string{mapSigns[:], nil}[i]); x >= 0 {
				k.x, k.y, k.alike, k.byName, k.onMap = x, y, i == 0, true, i == 0
				return
			}
		}
	}
	if k.y < 0 {
		k.y = k.find([]string{"y"})
	}
	if k.x < 0 {
		if k.x = k.find([]string{"x"}); k.x >= 0 && k.y < 0 && k.t.Columns[k.x].counts() { // as R calls the names of rows
			k.x = -1
		}
	}
	for pass := range 4 {
		for j := range k.t.Columns {
			col := &k.t.Columns[j]
			if j == k.x || j == k.y || j == k.w || !col.Numeric() || !k.fits(col, pass) {
				continue
			}
			if k.x < 0 {
				k.x = j
			} else if k.y < 0 {
				k.y = j
			}
		}
	}
	if k.x > k.y && k.y >= 0 && c.X == "" && c.Y == "" && k.spare() { // what was taken for want of another keeps the file's order
		k.x, k.y = k.y, k.x
	}
}

// spare reports that neither column is called x or y.
func (k *chooser) spare() bool {
	return plainName(k.t.Columns[k.x].Name) != "x" && plainName(k.t.Columns[k.y].Name) != "y"
}

// fits: the first pass takes good columns only, the last any.
func (k *chooser) fits(c *Column, pass int) bool {
	index := c.isIndex() || c.counts() || c.isCode()
	switch pass {
	case 0:
		return !index && !c.sparse() && !c.constant() && !c.date
	case 1:
		return !index && !c.constant()
	case 2:
		return !index
	}
	return true
}

// called is the column of numbers with this very name, −1 without.
func (k *chooser) called(name string) int {
	return slices.IndexFunc(k.t.Columns, func(c Column) bool { return c.Numeric() && c.named && c.Name == name })
}

// find is the column of numbers with one of the names, not taken yet.
func (k *chooser) find(names []string) int {
	for j := range k.t.Columns {
		c := &k.t.Columns[j]
		if j != k.x && j != k.y && j != k.w && c.Numeric() && c.named && among(plainName(c.Name), names) {
			return j
		}
	}
	return -1
}

// twins are the first columns whose names differ only in that one has the first word of a
// pair where the other has the second, as pickup_latitude and pickup_longitude do, or a part
// of the name of signs; −1 without.
func (k *chooser) twins(pairs, signs [][2]string) (x, y int) {
	byName := map[string]int{}
	for j := range k.t.Columns {
		if c := &k.t.Columns[j]; j != k.w && c.Numeric() && c.named {
			if name := strings.Join(nameWords(c.Name), " "); byName[name] == 0 {
				byName[name] = j + 1
			}
		}
	}
	for y := range k.t.Columns {
		c := &k.t.Columns[y]
		if y == k.w || !c.Numeric() || !c.named {
			continue
		}
		words := nameWords(c.Name)
		for at, word := range words {
			for _, pair := range pairs {
				if word != pair[0] {
					continue
				}
				other := slices.Clone(words)
				other[at] = pair[1]
				if x := byName[strings.Join(other, " ")]; x > 0 {
					return x - 1, y
				}
			}
		}
	}
	for y := range k.t.Columns {
		c := &k.t.Columns[y]
		if y == k.w || !c.Numeric() || !c.named {
			continue
		}
		for _, pair := range signs {
			if !strings.Contains(c.Name, pair[0]) {
				continue
			}
			other := strings.Join(nameWords(strings.Replace(c.Name, pair[0], pair[1], 1)), " ")
			if x := byName[other]; x > 0 {
				return x - 1, y
			}
		}
	}
	return -1, -1
}

// explain says why these columns.
func (k *chooser) explain(c Choice) {
	say := func(en, zh string) { k.notes = append(k.notes, Text{en, zh}) }
	for _, j := range []int{k.x, k.y} {
		col := &k.t.Columns[j]
		if (col.isIndex() || col.counts()) && !k.byName && col.Name != c.X && col.Name != c.Y {
			say(col.called().EN+" seems to number the rows; it was taken because nothing else is there.",
				col.called().ZH+"似乎是行号；因为没有其他数字列而被采用。")
		}
	}
	for _, j := range []int{k.x, k.y, k.w} {
		if j < 0 {
			continue
		}
		switch col := &k.t.Columns[j]; {
		case col.mixed != "":
			a, b := strconv.FormatFloat(col.firstMeant, 'g', -1, 64), strconv.FormatFloat(col.mixedMeant, 'g', -1, 64)
			say(col.called().EN+" has different signs beside its numbers: “"+col.first+"” was read as "+a+" and “"+col.mixed+"” as "+b+".", col.called().ZH+"的数字旁带有不同的符号：“"+col.first+"” 读作 "+a+"，“"+col.mixed+"” 读作 "+b+"。")
		case col.date:
			say(col.called().EN+" holds dates: its numbers are days since 1970-01-01.", col.called().ZH+"是日期：数值为自 1970-01-01 起的天数。")
		case col.dressed != "":
			v := strconv.FormatFloat(col.meant, 'g', -1, 64)
			say(col.called().EN+" has signs beside its numbers: “"+col.dressed+"” was read as "+v+".", col.called().ZH+"的数字旁带有符号：“"+col.dressed+"” 读作 "+v+"。")
		}
	}
	for j := range k.t.Columns {
		col := &k.t.Columns[j]
		if why := col.whyNot(); why.EN != "" && c.X == "" && c.Y == "" && (col.isExpected() || col.nearly && !k.byName && j < max(k.x, k.y)) {
			say(col.called().EN+" was not taken: "+why.EN+".", col.called().ZH+"没有采用："+why.ZH+"。")
		}
		if j == k.x || j == k.y || j == k.w || !col.Numeric() {
			continue
		}
		switch {
		case among(plainName(col.Name), perhapsWeights) && c.Weight == "":
			say(col.called().EN+" was not taken as weights.", col.called().ZH+"没有作为权重。")
		case j > max(k.x, k.y) || k.byName || c.X != "" || c.Y != "":
		case col.isIndex() && col.again():
			say(col.called().EN+" has the name of a number of the rows and was not taken, though it has numbers twice.", col.called().ZH+"的名称像行号，没有采用，但其中有重复的数字。")
		case col.isIndex() || col.counts():
			say(col.called().EN+" numbers the rows and was not taken.", col.called().ZH+"是行号，没有采用。")
		case col.isCode():
			say(col.called().EN+" holds codes, which begin with 0, and was not taken.", col.called().ZH+"是以 0 开头的编码，没有采用。")
		case col.constant():
			say(col.called().EN+" has the same number throughout and was not taken.", col.called().ZH+"的数字全都相同，没有采用。")
		case col.sparse():
			say(col.called().EN+" has no number in more than half of the rows and was not taken.", col.called().ZH+"超过一半的行没有数字，没有采用。")
		}
	}
	if k.onMap {
		say("x is "+k.t.Columns[k.x].Name+", y is "+k.t.Columns[k.y].Name+", as on a map.", "x 为 "+k.t.Columns[k.x].Name+"，y 为 "+k.t.Columns[k.y].Name+"，与地图一致。")
	}
}

// whyNot says why a column is none of numbers; nothing of one that is.
func (c *Column) whyNot() Text {
	if c.Numeric() || !c.nearly && c.refused == "" && !c.named {
		return Text{}
	}
	cell := "“" + c.refused + "”"
	switch what := almost(c.refused); {
	case c.refused == "":
		return Text{"it is empty", "该列为空"}
	case what.EN != "":
		return Text{cell + " is " + what.EN, cell + " 是" + what.ZH}
	case c.nearly:
		return Text{cell + " is not a number here", cell + " 在此不是数字"}
	}
	return Text{cell + " is a word", cell + " 是文字"}
}

// points takes the rows.
func (k *chooser) points() (*Points, error) {
	t := k.t
	x, y := &t.Columns[k.x], &t.Columns[k.y]
	p := &Points{XY: make([][2]float64, 0, t.complete)}
	r := &p.Report
	r.Name, r.X, r.Y, r.Alike = t.Name, x.Name, y.Name, k.alike
	r.Units[0], r.Units[1] = x.Unit, y.Unit
	var w *Column
	if k.w >= 0 {
		w = &t.Columns[k.w]
		r.Weight, r.Units[2] = w.Name, w.Unit
	}
	none, huge := 0, 0
	for i := range t.complete {
		u, v, mass := x.row(i), y.row(i), 1.0
		if w != nil {
			mass = w.row(i)
		}
		switch {
		case u != u || v != v || mass != mass:
			none++
		case !usable(u) || !usable(v) || !usable(mass):
			huge++
		case mass < 0:
			return nil, &Error{Kind: BadWeight, Name: w.Name, Value: strconv.FormatFloat(mass, 'g', 6, 64)}
		case mass == 0:
			r.Zero++
		default:
			p.XY = append(p.XY, [2]float64{u, v})
			if w != nil {
				p.W = append(p.W, mass)
			}
		}
	}
	r.Rows, r.Used = t.Rows, len(p.XY)
	r.Left = r.Rows - r.Used
	r.Notes = append(append(r.Notes, t.Notes...), k.notes...)
	r.lost(t, none, huge)
	odd := firstOdd(x, y, w)
	if why := p.check(); why != nil {
		if odd != nil && why.Kind == TooFew {
			return nil, odd
		}
		if why.Kind == TooFew {
			why.what = leftOut(r.Notes)
		}
		return nil, why
	}
	if odd != nil && none+huge > 0 {
		s := odd.Sentence()
		r.Notes = append(r.Notes, Text{"The first such cell: " + s.EN, "第一个此类单元格：" + s.ZH})
	}
	return p, nil
}

// leftOut are the notes that say what was left out, in brackets.
func leftOut(notes []Text) (t Text) {
	for _, n := range notes {
		if strings.HasSuffix(n.EN, "left out.") {
			t = t.plus(Text{" (" + strings.TrimSuffix(n.EN, ".") + ")", "（" + strings.TrimSuffix(n.ZH, "。") + "）"})
		}
	}
	return t
}

// firstOdd is the first cell of the columns that holds something else than a
// number that can be used.
func firstOdd(cols ...*Column) (first *Error) {
	for _, c := range cols {
		if c != nil && c.odd != nil && (first == nil || c.odd.Line < first.Line) {
			first = c.odd
		}
	}
	return first
}

// lost says which rows were left out.
func (r *Report) lost(t *Table, none, huge int) {
	say := func(en, zh string) { r.Notes = append(r.Notes, Text{en, zh}) }
	rows := grouped(t.Rows)
	of := " of " + rows + " rows "
	if t.Rows == 1 {
		of = " of 1 row "
	}
	if none > 0 {
		say(grouped(none)+of+have(none)+" no number and "+were(none)+" left out.",
			rows+" 行中有 "+grouped(none)+" 行缺少数字，已略去。")
	}
	if huge > 0 {
		say(grouped(huge)+of+have(huge)+" a number that is not finite or beyond ±1e100 and "+were(huge)+" left out.",
			rows+" 行中有 "+grouped(huge)+" 行的数字不是有限的或超出 ±1e100，已略去。")
	}
	if t.ragged > 0 {
		say(grouped(t.ragged)+of+have(t.ragged)+" another number of columns and "+were(t.ragged)+" left out, the first in line "+decimal(t.raggedLine)+".",
			rows+" 行中有 "+grouped(t.ragged)+" 行的列数不同，已略去，首个在第 "+decimal(t.raggedLine)+" 行。")
	}
	if r.Zero > 0 {
		say(counted(r.Zero, "row", "rows")+" of weight 0 "+were(r.Zero)+" left out.", "权重为 0 的 "+grouped(r.Zero)+" 行已略去。")
	}
}

// leastSpread and leastShareOfOrigin bound from below how far apart points are
// at most: twelve digits of the distance to the origin leave four of the
// fifteen that float64 has.
const (
	leastSpread        = 1e-100
	leastShareOfOrigin = 1e-12
)

// check returns an error unless at least two points differ enough.
func (p *Points) check() *Error {
	if len(p.XY) == 0 {
		return &Error{Kind: TooFew, Value: "0"}
	}
	low, high := p.XY[0], p.XY[0]
	for _, q := range p.XY {
		for j, v := range q {
			if v < low[j] { // what min and max are in WebAssembly takes ten times longer
				low[j] = v
			} else if v > high[j] {
				high[j] = v
			}
		}
	}
	differ := low != high
	far := max(-low[0], high[0], -low[1], high[1])
	if !differ {
		return &Error{Kind: TooFew, Value: "1"}
	}
	if spread := max(high[0]-low[0], high[1]-low[1]); spread < leastSpread || spread < leastShareOfOrigin*far {
		return &Error{Kind: TooClose, Value: strconv.FormatFloat(spread, 'g', 3, 64)}
	}
	return nil
}
