package target

import (
	"strconv"

	"github.com/scorefield/scorefield/sim/density"
)

// chinese is the sentence of an input error in Chinese.
func chinese(e *density.InputError) string {
	return chineseField(e) + "：" + chineseProblem(e) + "；允许：" + chineseRange(e) + "。"
}

func chineseField(e *density.InputError) string {
	if e.Line == 0 {
		return "数据"
	}
	s := "第 " + strconv.Itoa(e.Line) + " 行"
	if e.Column > 0 {
		s += "第 " + strconv.Itoa(e.Column) + " 列"
	}
	if e.Name != "" {
		s += "（" + e.Name + "）"
	}
	return s
}

func chineseProblem(e *density.InputError) string {
	v := "“" + e.Value + "”"
	switch e.Kind {
	case density.NotNumber:
		return v + " 不是数字"
	case density.NotFinite:
		return v + " 不是有限的数"
	case density.TooLarge:
		return v + " 过大"
	case density.BadWeight:
		return "权重 " + v + " 为负"
	case density.Ragged:
		return "有 " + e.Value + " 列，其他行有 " + strconv.Itoa(e.Want) + " 列"
	case density.FewColumns:
		return "只有 " + e.Value + " 个数字列"
	case density.TooFew:
		return "只有 " + e.Value + " 个不同的点"
	case density.TooMany:
		return "至少有 " + e.Value + " 行"
	case density.BadEncoding:
		return "编码 " + e.Value + " 不是 UTF-8"
	case density.OpenQuote:
		return v + " 中的引号没有闭合"
	}
	return v + " 不可用"
}

func chineseRange(e *density.InputError) string {
	switch e.Kind {
	case density.NotNumber, density.NotFinite, density.TooLarge:
		return "−1e100 到 1e100 之间的有限数字"
	case density.BadWeight:
		return "不小于 0 的权重"
	case density.Ragged:
		return "每行 " + strconv.Itoa(e.Want) + " 列"
	case density.FewColumns:
		return "至少两个数字列"
	case density.TooFew:
		return "至少两个不同的点"
	case density.TooMany:
		return "至多 " + strconv.Itoa(density.MaxPoints) + " 行"
	case density.BadEncoding:
		return "UTF-8 文本"
	case density.OpenQuote:
		return "闭合的引号"
	}
	return e.Range()
}
