package table

import "strconv"

// A Kind says what is wrong with a file or with a choice of its columns.
type Kind int

// The kinds of error, with what they say about Value.
const (
	NotNumber   Kind = iota + 1 // Value stands where a number is expected
	BadWeight                   // Value is a negative weight
	Ragged                      // Value is how many columns the line has, Want how many the others have
	FewColumns                  // Value is how many numeric columns there are
	TooFew                      // Value is how many points that differ there are
	TooClose                    // Value is how far apart the points are at most
	TooMany                     // Value is how many rows there are, at least
	NoColumn                    // Value is a name that no column of numbers has
	NoReading                   // Value is the key of a reading that the file does not have
	OpenQuote                   // Value is the start of the line where a quote is wrong
	BadJSON                     // Value is the place of a mistake in JSON
	BadArray                    // Value says what a NumPy array is
	BadPictures                 // Value is empty; the sentence says what the file is instead of pictures
	Unreadable                  // Value is empty; the sentence names the kind of file
)

// An Error says what is wrong, where, and what is allowed, in both languages.
type Error struct {
	Kind   Kind   // what is wrong
	Line   int    // from 1; 0 is the file as a whole
	Row    int    // the same of what has no lines, such as JSON and arrays
	Column int    // from 1; 0 is the line as a whole
	Name   string // the column's, "" without one
	Value  string // what stands there, at most 40 bytes of it
	Want   int    // columns that a ragged line should have

	what    Text // of Unreadable, BadArray and BadPictures; of FewColumns what stands there instead, of it and TooFew what was left out
	allowed Text // of kinds that leave it open
}

// Error is one sentence: the field, its value and the allowed range.
func (e *Error) Error() string { return e.Sentence().EN }

// Sentence is Error in both languages.
func (e *Error) Sentence() Text {
	f, p, r := e.field(), e.problem(), e.allow()
	return Text{f.EN + ": " + p.EN + "; allowed: " + r.EN + ".", f.ZH + "：" + p.ZH + "；允许：" + r.ZH + "。"}
}

// Field says where: "line 3, column 2 (y)", "line 3" or "data".
func (e *Error) Field() string { return e.field().EN }

// Range says what is allowed in the field.
func (e *Error) Range() string { return e.allow().EN }

func (e *Error) field() Text {
	t := Text{"data", "数据"}
	switch {
	case e.Line > 0:
		t = Text{"line " + decimal(e.Line), "第 " + decimal(e.Line) + " 行"}
	case e.Row > 0:
		t = Text{"row " + decimal(e.Row), "第 " + decimal(e.Row) + " 行"}
	}
	if e.Column > 0 {
		t = t.plus(Text{", column " + decimal(e.Column), "第 " + decimal(e.Column) + " 列"})
	}
	if e.Name != "" {
		t = t.plus(Text{" (" + e.Name + ")", "（" + e.Name + "）"})
	}
	return t
}

func (e *Error) allow() Text {
	if e.allowed.EN != "" {
		return e.allowed
	}
	switch e.Kind {
	case NotNumber:
		return Text{"a finite number in −1e100 … 1e100", "−1e100 到 1e100 之间的有限数字"}
	case BadWeight:
		return Text{"a weight of 0 or more", "不小于 0 的权重"}
	case Ragged:
		return Text{decimal(e.Want) + " columns, as in the other lines", "与其他行一样的 " + decimal(e.Want) + " 列"}
	case FewColumns:
		return Text{"at least 2 columns of numbers", "至少两个数字列"}
	case TooFew:
		return Text{"2 … " + decimal(MaxRows) + " points that differ", "2 到 " + decimal(MaxRows) + " 个不同的点"}
	case TooClose:
		return Text{"points that are at least 1e-100 and one part in 1e12 of their distance to the origin apart",
			"彼此相距至少 1e-100、且不小于到原点距离的 1e-12 的点"}
	case TooMany:
		return Text{"2 … " + decimal(MaxRows) + " rows", "2 到 " + decimal(MaxRows) + " 行"}
	case OpenQuote:
		return Text{`quotes around a whole field, and "" for a quote inside`, `包住整个字段的引号，其中的引号写作 ""`}
	}
	return e.allowed
}

func (e *Error) problem() Text {
	v := e.Value
	switch e.Kind {
	case NotNumber:
		return Text{strconv.Quote(v) + " is not a number", "“" + v + "” 不是数字"}
	case BadWeight:
		return Text{v + " is no weight", "权重 " + v + " 为负"}
	case Ragged:
		n, _ := strconv.Atoi(v)
		return Text{"the line has " + counted(n, "column", "columns"), "该行有 " + v + " 列"}
	case FewColumns:
		n, _ := strconv.Atoi(v)
		return Text{"there is no pair of coordinates, but " + counted(n, "column", "columns") + " of numbers", "没有一对坐标，只有 " + v + " 个数字列"}.plus(e.what)
	case TooFew:
		return Text{"there are too few points that differ: " + v, "不同的点太少：" + v + " 个"}.plus(e.what)
	case TooClose:
		return Text{"the points are too close together: " + v, "点之间过近：" + v}
	case TooMany:
		return Text{"there are too many rows: " + v, "行数过多：" + v}
	case NoColumn:
		return Text{"there is no column of numbers called " + strconv.Quote(v), "没有名为 “" + v + "” 的数字列"}
	case NoReading:
		return Text{"the file cannot be read as " + strconv.Quote(v), "文件不能按 “" + v + "” 读取"}
	case OpenQuote:
		return Text{"a quote in " + strconv.Quote(v) + " is not closed, or stands inside a field", "“" + v + "” 中的引号没有闭合，或位于字段内部"}
	case BadJSON:
		return Text{"the JSON is broken: ", "JSON 有误："}.plus(e.what)
	case Unreadable, BadArray, BadPictures:
		return Text{"this is ", "这是"}.plus(e.what)
	}
	return Text{"cannot be read", "无法读取"}
}
