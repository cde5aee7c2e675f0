package article

import (
	"fmt"
	"html"
	"strings"
)

// inline turns a paragraph into HTML. It knows *emphasis*, **strong**, `code`,
// $formula$, [text](address), [[reference]], {n number} and
// {live figure path format|number} (… is no number). An address that begins with @ is that
// of a file of the site. Apostrophes become typographic ones.
func (p *page) inline(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "$`*[{")
		if i < 0 {
			i = len(s)
		}
		b.WriteString(html.EscapeString(strings.ReplaceAll(s[:i], "'", "’")))
		if s = s[i:]; s == "" {
			break
		}
		var inner string
		switch {
		case strings.HasPrefix(s, "**"):
			inner, s = p.span(s, "**", "**")
			b.WriteString("<strong>" + p.inline(inner) + "</strong>")
		case s[0] == '*':
			inner, s = p.span(s, "*", "*")
			b.WriteString("<em>" + p.inline(inner) + "</em>")
		case s[0] == '`':
			inner, s = p.span(s, "`", "`")
			b.WriteString("<code>" + html.EscapeString(inner) + "</code>")
		case s[0] == '$':
			inner, s = p.span(s, "$", "$")
			after := len(s) - len(strings.TrimLeft(s, follows))
			if after == 0 {
				b.WriteString(p.math(inner, false))
				continue
			}
			b.WriteString(`<span class="whole">` + p.math(inner, false) + s[:after] + "</span>") // browsers break lines around formulas
			s = s[after:]
		case strings.HasPrefix(s, "[["):
			inner, s = p.span(s, "[[", "]]")
			b.WriteString(p.cite(inner))
		case s[0] == '[':
			var address string
			inner, s = p.span(s, "[", "](")
			address, s = p.span("("+s, "(", ")")
			b.WriteString(`<a href="` + html.EscapeString(strings.Replace(address, "@", p.root, 1)) + `">` + p.inline(inner) + "</a>")
		default:
			inner, s = p.span(s, "{", "}")
			b.WriteString(p.directive(inner))
		}
	}
	return b.String()
}

// follows are signs that no line begins with.
const follows = ".,;:?!)”，。；：、？！）"

// span cuts what stands between open, with which s begins, and end.
func (p *page) span(s, open, end string) (inner, rest string) {
	inner, rest, ok := strings.Cut(s[len(open):], end)
	if !ok {
		p.fail(fmt.Errorf("%q is not closed by %q", s, end))
	}
	return inner, rest
}

// directive is what stands in braces.
func (p *page) directive(s string) string {
	words := strings.Fields(s)
	switch {
	case len(words) == 2 && words[0] == "n":
		n, ok := p.numbers[words[1]]
		if !ok {
			p.fail(fmt.Errorf("there is no number %q", words[1]))
		}
		return html.EscapeString(n)
	case len(words) == 4 && words[0] == "live":
		format, stated, _ := strings.Cut(words[3], "|")
		if n, ok := p.numbers[stated]; ok {
			stated = n
		} else if stated != "…" {
			p.fail(fmt.Errorf("there is no number %q", stated))
		}
		if _, known := p.figures[words[1]]; !known {
			p.fail(fmt.Errorf("there is no figure %q", words[1]))
		}
		return fmt.Sprintf(`<span class="live" data-figure="fig-%s" data-path="%s" data-format="%s">%s</span>`, words[1], words[2], format, html.EscapeString(stated))
	}
	p.fail(fmt.Errorf("unknown directive {%s}", s))
	return ""
}

// cite is a reference to an entry of the list.
func (p *page) cite(key string) string {
	for _, r := range p.references {
		if r[0] == key {
			p.cited[key] = true
			return `<a class="cite" href="#ref-` + key + `">` + html.EscapeString(r[1]) + "</a>"
		}
	}
	p.fail(fmt.Errorf("there is no reference %q", key))
	return ""
}
