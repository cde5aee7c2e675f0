package article

import (
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
)

// Languages are the pages: the key of their sources, and where they stand
// below the site's folder.
var Languages = []struct{ Name, Tag, Locale, Path, Root string }{
	{"en", "en", "en_GB", "index.html", ""},
	{"zh", "zh-Hans", "zh_CN", "zh/index.html", "../"},
}

// Pages returns the pages by their paths below the site's folder. address is where
// that will be, https://host/folder/; what crawlers read, the canonical address, those
// of the languages and the picture, is absolute then. With "" nobody knows, and they
// are relative.
func Pages(address string) (map[string][]byte, error) {
	made := map[string][]byte{}
	if u, err := url.Parse(address); address != "" && (err != nil || !strings.HasPrefix(u.Scheme, "http") || u.Host == "" || !strings.HasSuffix(address, "/")) {
		return nil, fmt.Errorf("the address of the site is %q; wanted is https://HOST/FOLDER/", address)
	}
	for i := range Languages {
		p, err := newPage(i)
		if err != nil {
			return nil, err
		}
		if p.site = address; address == "" {
			p.site = p.root
		}
		p.whole()
		if p.err != nil {
			return nil, fmt.Errorf("%s.txt: %w", Languages[i].Name, p.err)
		}
		if unused := p.unused(); len(unused) > 0 {
			return nil, fmt.Errorf("nothing shows %s", strings.Join(unused, ", "))
		}
		made[Languages[i].Path] = []byte(p.out.String())
	}
	return made, nil
}

// page is a page in the making.
type page struct {
	language   int
	root       string // from the page to the site's folder
	site       string // the same for crawlers: absolute where it is known
	outline    []Block
	words      map[string]string
	formulas   map[string]string
	numbers    map[string]string
	symbols    []Symbol
	references [][]string
	figures    map[string]int // the number of each
	equations  map[string]int
	typeset    typesetter
	used       map[string]bool // keys of words and formulas
	cited      map[string]bool
	out        strings.Builder
	err        error
}

func newPage(language int) (*page, error) {
	p := &page{language: language, root: Languages[language].Root, numbers: map[string]string{}, figures: map[string]int{}, equations: map[string]int{},
		used: map[string]bool{}, cited: map[string]bool{}}
	var err error
	if p.outline, err = Outline(); err != nil {
		return nil, err
	}
	if p.words, err = texts(Languages[language].Name + ".txt"); err != nil {
		return nil, err
	}
	if p.formulas, err = texts("formulas.txt"); err != nil {
		return nil, err
	}
	if p.references, err = records("references.txt", "|", 4); err != nil {
		return nil, err
	}
	if p.symbols, err = Symbols(); err != nil {
		return nil, err
	}
	numbers, err := records("numbers.txt", " ", 2)
	if err != nil {
		return nil, err
	}
	for _, n := range numbers {
		p.numbers[n[0]] = n[1]
	}
	p.typeset = typesetter{macros: map[string]Symbol{}, say: func(key string) string { return p.word("say." + key) }}
	for _, s := range p.symbols {
		p.typeset.macros[s.Command] = s
	}
	for _, b := range p.outline {
		switch b.Kind {
		case "figure":
			p.figures[b.Key] = len(p.figures) + 1
		case "formula":
			p.equations[b.Key] = len(p.equations) + 1
		}
	}
	return p, nil
}

// Symbols reads the table of symbols.
func Symbols() ([]Symbol, error) {
	lines, err := records("symbols.txt", " ", 3)
	if err != nil {
		return nil, err
	}
	var list []Symbol
	for _, l := range lines {
		list = append(list, Symbol{l[0], l[1], l[2]})
	}
	return list, nil
}

func (p *page) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// word is the plain text under key.
func (p *page) word(key string) string {
	s, ok := p.words[key]
	if !ok {
		p.fail(fmt.Errorf("%s is missing", key))
	}
	p.used[key] = true
	return s
}

// space stands after a sign at which a sentence ends: signs of Chinese are as wide as letters and bring theirs.
func (p *page) space() string {
	if p.word("word.stop") == "." {
		return " "
	}
	return ""
}

// first is the first paragraph under key, as HTML, and rest are the others.
func (p *page) first(key string) (first string, rest []string) {
	list := paragraphs(p.word(key))
	for i, s := range list {
		list[i] = p.inline(s)
	}
	return list[0], list[1:]
}

// unused lists what the sources have and the page does not show.
func (p *page) unused() []string {
	var list []string
	for key := range p.words {
		if !p.used[key] {
			list = append(list, Languages[p.language].Name+".txt: "+key)
		}
	}
	for key := range p.formulas {
		if !p.used["formula "+key] {
			list = append(list, "formulas.txt: "+key)
		}
	}
	for _, s := range p.symbols {
		if !p.used["symbol "+s.Key] {
			list = append(list, "symbols.txt: "+s.Key)
		}
	}
	for _, r := range p.references {
		if !p.cited[r[0]] {
			list = append(list, "references.txt: "+r[0])
		}
	}
	slices.Sort(list)
	return list
}

// math typesets a formula.
func (p *page) math(formula string, block bool) string {
	m, symbols, err := p.typeset.mathml(formula, block)
	if err != nil {
		p.fail(err)
	}
	for _, key := range symbols {
		p.used["symbol "+key] = true
	}
	return m
}

func (p *page) write(format string, args ...any) { fmt.Fprintf(&p.out, format, args...) }

// whole writes the page.
func (p *page) whole() {
	p.head()
	p.lede()
	p.write("<main id=\"text\">\n")
	open := ""
	for _, b := range p.outline {
		if b.Kind == "chapter" || b.Kind == "appendix" {
			p.write("%s", open)
			open = "</section>\n\n"
		}
		p.block(b)
	}
	p.write("%s</main>\n", open)
	p.write("<footer>\n<p>%s</p>\n</footer>\n</body>\n</html>\n", p.inline(p.word("foot.method")))
}

func (p *page) block(b Block) {
	switch b.Kind {
	case "chapter", "appendix":
		p.chapter(b)
	case "sub":
		title, rest := p.first(b.Key)
		p.write("<h3 id=\"%s\">%s</h3>\n", b.Key, title)
		p.paragraphs(rest)
	case "text":
		first, rest := p.first(b.Key)
		p.paragraphs(append([]string{first}, rest...))
	case "formula":
		p.formula(b.Key, b.Key, p.equations[b.Key])
	case "steps":
		p.steps(b)
	case "figure":
		p.figure(b.Figure())
	case "program":
		p.program(b)
	case "table":
		p.table(b)
	case "quiz":
		p.quiz(b.Key)
	case "list":
		p.write("<ul>\n")
		for _, key := range append([]string{b.Key}, b.Args...) {
			p.write("<li>%s</li>\n", p.inline(p.word(key)))
		}
		p.write("</ul>\n")
	case "code":
		p.write("<pre tabindex=\"0\"><code>&lt;script src=\"scorefield.js\" defer&gt;&lt;/script&gt;\n&lt;score-field scene=\"annealed\" autoplay&gt;&lt;/score-field&gt;\n</code></pre>\n")
	case "symbols":
		p.symbolTable()
	case "references":
		p.referenceList()
	default:
		p.fail(fmt.Errorf("outline: unknown block %q", b.Kind))
	}
}

func (p *page) paragraphs(list []string) {
	for _, s := range list {
		p.write("<p>%s</p>\n", s)
	}
}

// head writes everything in front of the text.
func (p *page) head() {
	l := Languages[p.language]
	e := func(key string) string { return html.EscapeString(p.word(key)) }
	p.write("<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", l.Tag)
	p.write("<!-- Made by ./build.sh from wasm/article; change it there. -->\n")
	p.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	p.write("<title>%s · %s</title>\n<meta name=\"description\" content=\"%s\">\n", e("title"), e("site"), e("description"))
	p.write("<meta property=\"og:type\" content=\"article\">\n<meta property=\"og:title\" content=\"%s\">\n<meta property=\"og:description\" content=\"%s\">\n", e("title"), e("description"))
	site := html.EscapeString(p.site)
	p.write("<meta property=\"og:image\" content=\"%sog.png\">\n<meta property=\"og:locale\" content=\"%s\">\n<meta name=\"twitter:card\" content=\"summary_large_image\">\n", site, l.Locale)
	p.write("<link rel=\"canonical\" href=\"%s%s\">\n", site, l.Path)
	for _, other := range Languages {
		p.write("<link rel=\"alternate\" hreflang=\"%s\" href=\"%s%s\">\n", other.Tag, site, other.Path)
	}
	p.write("<link rel=\"alternate\" hreflang=\"x-default\" href=\"%sindex.html\">\n", site)
	p.write("<link rel=\"icon\" href=\"%sfavicon.svg\" type=\"image/svg+xml\">\n<link rel=\"stylesheet\" href=\"%ssite.css\">\n", p.root, p.root)
	p.write("<script src=\"%sarticle.js\"></script>\n<script src=\"%sscorefield.js\" data-standalone=\"%sscorefield.html\" defer></script>\n</head>\n", p.root, p.root, p.root)
	p.write("<body class=\"article\" data-dark=\"%s\" data-light=\"%s\" data-theme-label=\"%s\">\n", e("word.dark"), e("word.light"), e("word.theme"))
	p.write("<a class=\"skip\" href=\"#text\">%s</a>\n", e("word.skip"))
}

// lede writes the head of the text and the list of contents.
func (p *page) lede() {
	other := Languages[1-p.language]
	p.write("<header class=\"top\">\n<nav class=\"site\" aria-label=\"%s\"><a href=\"%s%s\" hreflang=\"%s\" lang=\"%s\">%s</a></nav>\n", html.EscapeString(p.word("word.language")), p.root, other.Path, other.Tag, other.Tag, p.word("word.other"))
	p.write("<h1>%s</h1>\n<p class=\"lede\">%s</p>\n</header>\n", p.inline(p.word("title")), p.inline(p.word("lede")))
	p.write("<nav class=\"contents\" aria-label=\"%s\"><details><summary><span>%s</span></summary><ol>\n", html.EscapeString(p.word("word.contents")), p.inline(p.word("word.contents")))
	for _, b := range p.outline {
		if b.Kind == "chapter" || b.Kind == "appendix" {
			p.write("<li class=\"%s\"><a href=\"#%s\">%s</a></li>\n", b.Kind, b.Key, p.inline(p.word(b.Key)))
		}
	}
	p.write("</ol></details></nav>\n")
}

func (p *page) chapter(b Block) {
	p.write("<section id=\"%s\" class=\"%s\">\n<h2>%s%s</h2>\n", b.Key, b.Kind, p.number(b), p.inline(p.word(b.Key)))
}

// number is a chapter's number, as HTML; appendices have none.
func (p *page) number(b Block) string {
	n := 0
	for _, c := range p.outline {
		if c.Kind != "chapter" {
			continue
		}
		n++
		if c.Key == b.Key {
			return fmt.Sprintf("<span class=\"n\">%d</span> ", n)
		}
	}
	return ""
}

// formula writes a displayed formula; number 0 is none.
func (p *page) formula(key, id string, number int) {
	source, ok := p.formulas[key]
	if !ok {
		p.fail(fmt.Errorf("formulas.txt: %s is missing", key))
	}
	p.used["formula "+key] = true
	m := p.math(strings.ReplaceAll(source, "\n", " "), true)
	label, shown := strings.ReplaceAll(p.word("word.formula"), "{n}", id), ""
	if number > 0 {
		label = strings.ReplaceAll(p.word("word.formula"), "{n}", fmt.Sprint(number))
		shown = fmt.Sprintf("<span class=\"number\">(%d)</span>", number)
	}
	p.write("<div class=\"equation\" id=\"eq-%s\"><div class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">%s</div>%s</div>\n", id, html.EscapeString(label), m, shown)
}

// steps writes a derivation: each line a formula and a reason that unfolds.
func (p *page) steps(b Block) {
	p.write("<ol class=\"steps\">\n")
	for i, line := range b.Args {
		key := b.Key + "." + line
		p.write("<li>")
		p.formula(key, fmt.Sprintf("%s-%d", b.Key, i+1), 0)
		reason, rest := p.first(key)
		p.write("<details><summary>%s</summary>", reason)
		p.paragraphs(rest)
		p.write("</details></li>\n")
	}
	p.write("</ol>\n")
}

func (p *page) quiz(key string) {
	p.write("<div class=\"quiz\" role=\"group\" aria-label=\"%s\">\n<p><strong>%s%s</strong>%s</p>\n<details><summary>%s</summary><p>%s</p></details>\n</div>\n", html.EscapeString(p.word("word.question")),
		p.inline(p.word("word.question")), p.word("word.stop"), p.inline(p.space()+p.word(key+".q")), p.inline(p.word("word.answer")), p.inline(p.word(key+".a")))
}

func (p *page) figure(f Figure) {
	class := "demo"
	if f.Broad {
		class += " broad"
	}
	p.write("<figure class=\"%s\" id=\"fig-%s\">\n<score-field id=\"demo-%s\"", class, f.Key, f.Key)
	for _, s := range f.Settings {
		if s.Name == "controls" { // a list; words of the outline are parted by spaces
			s.Value = strings.ReplaceAll(s.Value, "+", " ")
		}
		p.write(" %s=\"%s\"", s.Name, html.EscapeString(strings.Replace(s.Value, "@", p.root, 1)))
	}
	for _, flag := range f.Flags {
		p.write(" %s", flag)
	}
	alt := p.word(f.Key + ".alt")
	p.write(" poster=\"%spictures/posters/%s-{shape}-{theme}.png\"", p.root, f.Key)
	p.write(" alt=\"%s\"><p>%s</p></score-field>\n", html.EscapeString(alt), html.EscapeString(alt))
	p.write("<img class=\"still\" src=\"%spictures/%s.png\" alt=\"%s\" loading=\"lazy\">\n<figcaption>\n", p.root, f.Key, html.EscapeString(alt))
	p.write("<p class=\"caption\"><strong>%s %d%s</strong>%s</p>\n", p.inline(p.word("word.figure")), p.figures[f.Key], p.word("word.stop"), p.inline(p.space()+p.word(f.Key+".caption")))
	p.write("<div class=\"do\">\n<div class=\"try\"><p class=\"label\">%s</p>\n<ul>\n", p.inline(p.word("word.try")))
	for _, t := range f.Presets {
		var set []string
		for _, s := range t.Set {
			set = append(set, s.Name+"="+s.Value)
		}
		label, rest := p.first(f.Key + "." + t.Key)
		p.write("<li><button type=\"button\" data-figure=\"fig-%s\" data-set=\"%s\" data-then=\"%s\">%s</button> <span>%s</span></li>\n", f.Key, html.EscapeString(strings.Join(set, "&")), strings.Join(t.Verbs, " "), label, strings.Join(rest, " "))
	}
	p.write("</ul></div>\n<div class=\"look\"><p class=\"label\">%s</p>\n<p>%s</p></div>\n</div>\n</figcaption>\n</figure>\n", p.inline(p.word("word.look")), p.inline(p.word(f.Key+".look")))
}

// program writes pseudocode whose lines light up as its figure runs. Args are
// the figure and the lines, name:depth.
func (p *page) program(b Block) {
	p.write("<div class=\"program\" id=\"program-%s\" data-figure=\"fig-%s\">\n<p class=\"label\">%s</p>\n<ol>\n", b.Key, b.Args[0], p.inline(p.word(b.Key+".title")))
	for _, a := range b.Args[1:] {
		name, depth, _ := strings.Cut(a, ":")
		p.write("<li class=\"in%s\" data-line=\"%s\">%s <span class=\"now\"></span></li>\n", depth, name, p.inline(p.word(b.Key+"."+name)))
	}
	p.write("</ol>\n</div>\n")
}

// table writes a table of numbers below its text. The first cell of each line
// is a formula.
func (p *page) table(b Block) {
	first, rest := p.first(b.Key)
	p.paragraphs(append([]string{first}, rest...))
	p.write("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"%s\"><table>\n", html.EscapeString(p.word("word.scroll")))
	for _, row := range b.Items {
		cells := cells(row)
		m := p.math(cells[0], false)
		tag := "td"
		if row.Kind == "head" {
			tag = "th scope=\"col\""
		}
		p.write("<tr><td>%s</td>", m)
		for _, c := range cells[1:] {
			p.write("<%s>%s</%s>", tag, html.EscapeString(c), tag[:2])
		}
		p.write("</tr>\n")
	}
	p.write("</table></div>\n")
}

func (p *page) symbolTable() {
	p.write("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"%s\"><table class=\"symbols\">\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
		html.EscapeString(p.word("word.scroll")), p.inline(p.word("word.symbol")), p.inline(p.word("word.meaning")))
	for _, s := range p.symbols {
		m, _, _ := p.typeset.mathml(`\`+s.Command, false)
		p.write("<tr id=\"sym-%s\"><td>%s</td><td>%s</td></tr>\n", s.Key, m, p.inline(p.word("symbol."+s.Key)))
	}
	p.write("</tbody></table></div>\n")
}

func (p *page) referenceList() {
	p.write("<ul class=\"references\">\n")
	for _, r := range p.references {
		entry := html.EscapeString(r[2])
		if r[3] != "" {
			entry += fmt.Sprintf(" <a href=\"%s\">%s</a>", r[3], strings.TrimPrefix(r[3], "https://"))
		}
		p.write("<li id=\"ref-%s\">%s</li>\n", r[0], entry)
	}
	p.write("</ul>\n")
}
