package table

import "strings"

// key names the reading in ASCII.
func (r *reading) key() string {
	k := separators[r.survey.sep].key + " " + markKeys[r.marks]
	if r.dateDoubt() {
		if r.european() != r.exchanged {
			k += " day-first"
		} else {
			k += " month-first"
		}
	}
	if r.title.doubt {
		if r.title.first {
			k += " first-line-point"
		} else {
			k += " first-line-names"
		}
	}
	if r.asNumbers {
		k += sentinelKey
	}
	return k
}

var markKeys = [allMarks]string{"decimal-point", "decimal-comma", "thousands-comma", "thousands-point",
	"thousands-blank", "thousands-blank-decimal-comma", "thousands-quote", "thousands-quote-decimal-comma"}

var markTexts = [allMarks]Text{
	point:      {"decimal points", "小数点为句点"},
	comma:      {"decimal commas", "小数点为逗号"},
	pointComma: {"commas between thousands", "逗号为千位分隔"},
	commaPoint: {"points between thousands, decimal commas", "句点为千位分隔，小数点为逗号"},
	pointSpace: {"blanks between thousands", "空格为千位分隔"},
	commaSpace: {"blanks between thousands, decimal commas", "空格为千位分隔，小数点为逗号"},
	pointQuote: {"apostrophes between thousands", "撇号为千位分隔"},
	commaQuote: {"apostrophes between thousands, decimal commas", "撇号为千位分隔，小数点为逗号"},
}

// text describes the reading.
func (r *reading) text() Text {
	name := separators[r.survey.sep].name
	t := Text{name.EN + " between columns, " + markTexts[r.marks].EN, "以" + name.ZH + "分列，" + markTexts[r.marks].ZH}
	if r.dateDoubt() {
		if r.european() != r.exchanged {
			t = t.plus(Text{", days before months in dates", "，日期为日在前"})
		} else {
			t = t.plus(Text{", months before days in dates", "，日期为月在前"})
		}
	}
	if line := decimal(r.title.line); r.title.doubt {
		switch {
		case r.title.levels > 0 && r.title.first:
			t = t.plus(Text{", line " + line + " is a point", "，第 " + line + " 行为数据点"})
		case r.title.levels > 0:
			t = t.plus(Text{", line " + line + " holds names", "，第 " + line + " 行为列名"})
		case r.title.first:
			t = t.plus(Text{", the first line is a point", "，首行为数据点"})
		default:
			t = t.plus(Text{", the first line holds names", "，首行为列名"})
		}
	}
	if r.asNumbers {
		t = t.plus(Text{", 999 and the like as numbers", "，999 之类按数字读取"})
	}
	return t
}

// note says what was understood of a text, beside what is plain.
func (t *Table) note(s *source, r *reading, encoding string) {
	say := func(en, zh string) { t.Notes = append(t.Notes, Text{en, zh}) }
	name, wanting := strings.CutSuffix(encoding, unread)
	switch {
	case encoding == "UTF-8":
	case wanting:
		say("The text seems to be "+name+", which is not read here: letters in names are wrong, numbers are not; save it as UTF-8.",
			"文本似乎是 "+name+" 编码，此处无法读取：名称中的字母有误，数字不受影响；请另存为 UTF-8。")
	case encoding == "Windows-1252":
		say("The text is not UTF-8 and was read as Windows-1252; letters in names may be wrong, numbers are not.",
			"文本不是 UTF-8，已按 Windows-1252 读取；名称中的字母可能有误，数字不受影响。")
	default:
		say("The text is "+encoding+".", "文本编码为 "+encoding+"。")
	}
	if r.marks != point || r.survey.sep != commaOnly {
		say("Read with "+r.text().EN+".", r.text().ZH+"。")
	}
	for _, o := range t.Others {
		say("The file can also be read with "+o.Text.EN+".", "文件也可以这样读："+o.Text.ZH+"。")
	}
	if r.title.above > 0 {
		n := decimal(r.title.above)
		say(counted(r.title.above, "line", "lines")+" above the table "+were(r.title.above)+" skipped.", "跳过了表格上方的 "+n+" 行。")
	}
	t.Notes = append(t.Notes, s.notes...)
	if t.elided > 0 {
		say("The text is a table as it was printed, in part: a row of dots stands for rows that are not there.", "文本是打印出来的部分表格：省略号所在的行代表未打印的数据行。")
	}
	if t.again > 0 {
		say("The names stand again in "+counted(t.again, "line", "lines")+", which "+were(t.again)+" skipped.", "列名另在 "+decimal(t.again)+" 行重复出现，已跳过。")
	}
	if t.below > 0 {
		say(counted(t.below, "line", "lines")+" below the table "+were(t.below)+" skipped.", "跳过了表格下方的 "+decimal(t.below)+" 行。")
	}
	if n, c := s.commentedRows(max(r.title.line, 1), r.survey.sep, r.shape.width); n > 0 {
		say(counted(n, "line", "lines")+" among the rows "+were(n)+" skipped as a comment, for "+c+" stands before it.", "表格中有 "+decimal(n)+" 行以 "+c+" 开头，视为注释，已跳过。")
	}
	if q := s.tuples; q != nil && q.sep == r.survey.sep {
		say("Cells such as “"+q.said+"” hold several numbers, which were taken as columns of their own.", "“"+q.said+"” 之类的单元格含多个数字，已拆分为多列。")
	}
	if n := r.title.levels; n > 1 && !r.title.first {
		say("The "+decimal(n)+" lines above the rows hold the names.", "数据行上方的 "+decimal(n)+" 行均为列名。")
	}
	if r.title.unit > 0 {
		say("Line "+decimal(r.title.unit)+" holds units.", "第 "+decimal(r.title.unit)+" 行为单位。")
	}
	if r.title.comment {
		say("The names stand in the comment in line "+decimal(r.title.line)+".", "列名取自第 "+decimal(r.title.line)+" 行的注释。")
	}
	if r.title.shifted {
		say("The first column has no name in the header: it names the rows.", "首列在表头中没有名称：它是行名。")
	}
	if r.title.width < r.shape.width {
		say("Every line ends in a separator.", "每行都以分隔符结尾。")
	}
	t.noteKept(r.numeric)
	if s.asked {
		say("The line sep= says what divides columns.", "sep= 行说明了分隔符。")
	}
}

func (t *Table) noteKept(numeric []int) {
	kept := 0
	for j := range t.Columns {
		if t.Columns[j].Numeric() {
			kept++
		}
	}
	if n := len(numeric); kept < n {
		t.Notes = append(t.Notes, Text{
			"Of " + decimal(n) + " columns of numbers the first " + decimal(kept) + " can be chosen.",
			"共 " + decimal(n) + " 个数字列，可选前 " + decimal(kept) + " 个。"})
	}
}

// Choices are the names of the columns of numbers.
func (t *Table) Choices() []string {
	var names []string
	for j := range t.Columns {
		if t.Columns[j].Numeric() {
			names = append(names, t.Columns[j].Name)
		}
	}
	return names
}

func list(names []string) string { return strings.Join(names, ", ") }
