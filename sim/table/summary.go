package table

import (
	"cmp"
	"slices"
	"strings"
)

// summaryNames name rows of a table that sums up another, as pandas' describe, Polars' and R's
// summary write it.
var summaryNames = []string{"count", "null_count", "n", "nobs", "unique", "top", "freq", "mean", "std", "sd", "var", "variance",
	"min", "max", "range", "median", "mad", "skew", "skewness", "kurtosis", "sem", "se", "missing", "na's",
	"1st qu", "3rd qu", "q1", "q3", "first quartile", "third quartile", "1%", "5%", "10%", "20%", "25%", "30%", "40%", "50%",
	"60%", "70%", "75%", "80%", "90%", "95%", "99%",
	"个数", "计数", "均值", "平均值", "标准差", "方差", "最小值", "最大值", "中位数", "下四分位数", "上四分位数"}

// lowerQuartiles are among them, and among no other names.
var lowerQuartiles = []string{"25%", "1st qu", "q1", "first quartile", "下四分位数"}

// summaryName is a name as summaryNames has it.
func summaryName(s string) string { return strings.Trim(strings.ToLower(s), " .:") }

// quartileOf is the lower quartile among names that are a summary's, all but the first; "" of others.
func quartileOf(names []string) (quartile string) {
	for j, name := range names {
		switch n := summaryName(name); {
		case slices.Contains(lowerQuartiles, n):
			quartile = name
		case j > 0 && n != "" && !slices.Contains(summaryNames, n):
			return ""
		}
	}
	if len(names) < 6 {
		return ""
	}
	return quartile
}

// summary is the complaint about a table whose rows are no points but numbers about points: each
// is named so, and there are a middle and an end or a spread among them. On its side the columns
// are, quartiles among them, some of whose names may be read as numbers.
func (r *reading) summary() *Error {
	rows := r.shape.head[r.skip:]
	for _, names := range [][]string{r.title.names, rows[0].fields} {
		if quartile := quartileOf(names); quartile != "" {
			return aSummary(Text{"columns", "列"}, names[1], quartile)
		}
	}
	if len(rows) < 3 || len(r.shape.head) < r.shape.count {
		return nil // more than such tables have
	}
	middle, end := "", ""
	for _, rec := range rows {
		name := summaryName(rec.fields[0])
		if !slices.Contains(summaryNames, name) {
			return nil
		}
		switch name {
		case "mean", "median", "50%", "均值", "平均值", "中位数":
			middle = cmp.Or(middle, rec.fields[0])
		case "std", "sd", "min", "max", "标准差", "最小值", "最大值":
			end = cmp.Or(end, rec.fields[0])
		}
	}
	if middle == "" || end == "" {
		return nil
	}
	return aSummary(Text{"rows", "行"}, middle, end)
}

// aSummary is the complaint, with the names of two of its rows or columns.
func aSummary(lines Text, one, other string) *Error {
	return &Error{Kind: Unreadable, what: Text{"a summary of a table, with " + lines.EN + " such as “" + brief(one) + "” and “" + brief(other) + "”, and no points", "表格的汇总统计（含“" + brief(one) + "”“" + brief(other) + "”等" + lines.ZH + "），而不是数据点"},
		allowed: Text{"the table that was summed up", "被汇总的原始表格"}}
}
