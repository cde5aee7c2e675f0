package render

import "cmp"

// Words are what a picture says on its own account, beside the strings that its
// Frame brings: a word for each, in one language. An empty one is English.
type Words struct {
	True     string // before the true value of a Gauge; empty is "true"
	Diverges string // of a step beyond a Meter's limit; empty is "diverges"
	Variance string // before "×" and the inflation of a Meter; empty is "variance"
	Sum      string // of a dissected step's parts; empty is "sum"
}

// Chinese are the words in simplified Chinese.
var Chinese = Words{True: "真值", Diverges: "发散", Variance: "方差", Sum: "合计"}

// orEnglish fills in the words that are missing.
func (w Words) orEnglish() Words {
	return Words{
		True:     cmp.Or(w.True, "true"),
		Diverges: cmp.Or(w.Diverges, "diverges"),
		Variance: cmp.Or(w.Variance, "variance"),
		Sum:      cmp.Or(w.Sum, "sum"),
	}
}
