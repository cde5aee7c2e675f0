// Package lang has texts in the two languages of the page.
package lang

// Text is a text in both languages.
type Text struct {
	EN string // English
	ZH string // Chinese, simplified
}

// In returns the text in the language lang: "zh", or anything else for English.
func (t Text) In(lang string) string {
	if lang == "zh" {
		return t.ZH
	}
	return t.EN
}
