package table

import "strconv"

// Text is a sentence or a part of one in the two languages of the page.
type Text struct {
	EN, ZH string // English and Chinese
}

// In returns the text in the language lang, "zh" or anything else for English.
func (t Text) In(lang string) string {
	if lang == "zh" {
		return t.ZH
	}
	return t.EN
}

func (t Text) plus(u Text) Text { return Text{t.EN + u.EN, t.ZH + u.ZH} }

func plain(s string) Text { return Text{s, s} }

func decimal(n int) string { return strconv.Itoa(n) }

// counted is "1 row", "2 rows".
func counted(n int, one, many string) string {
	if n == 1 {
		return decimal(n) + " " + one
	}
	return decimal(n) + " " + many
}

// were is the verb after counted.
func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func have(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// grouped writes n with commas between groups of three digits.
func grouped(n int) string {
	s := decimal(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// brief cuts s to at most 40 bytes, at a rune's edge, and puts a blank in the
// place of each control character.
func brief(s string) string {
	const most = 40
	if len(s) > most {
		cut := most - len("…")
		for cut > 0 && s[cut]&0xc0 == 0x80 {
			cut--
		}
		s = s[:cut] + "…"
	}
	clean := []rune(s)
	for i, r := range clean {
		if r < ' ' || r == 0x7f {
			clean[i] = ' '
		}
	}
	return string(clean)
}
