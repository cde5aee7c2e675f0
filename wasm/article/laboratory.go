package article

import (
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Laboratory is what the stand-alone page has from the lesson, as HTML in both
// languages: words, scenes in the order of the lesson, the presets of its
// figures as suggestions, and the formulas of what runs.
type Laboratory struct {
	words map[string]string
	pages []*page // one a language
}

// NewLaboratory reads the sources.
func NewLaboratory() (*Laboratory, error) {
	l := &Laboratory{}
	for i := range Languages {
		p, err := newPage(i)
		if err != nil {
			return nil, err
		}
		l.pages = append(l.pages, p)
	}
	var err error
	l.words, err = texts("laboratory.txt")
	return l, err
}

// Part is a piece of the page: words:KEY and label:KEY are a word of
// laboratory.txt, as content and as attributes for a script; scenes, tries and
// formulas are lists. Pictures of scenes are placeholders for the tool that joins
// the page.
func (l *Laboratory) Part(name string) (string, error) {
	kind, key, _ := strings.Cut(name, ":")
	var made string
	switch kind {
	case "words", "label":
		list := paragraphs(l.words[key])
		if len(list) != len(Languages) {
			return "", fmt.Errorf("laboratory.txt: %s has %d texts, want %d", key, len(list), len(Languages))
		}
		if kind == "label" {
			return fmt.Sprintf(`data-en="%s" data-zh="%s"`, html.EscapeString(list[0]), html.EscapeString(list[1])), nil
		}
		made = spoken(html.EscapeString(list[0]), html.EscapeString(list[1]))
	case "scenes":
		made = l.scenes()
	case "tries":
		made = l.tries()
	case "formulas":
		made = l.formulas()
	default:
		return "", fmt.Errorf("the laboratory has no part %q", name)
	}
	for _, p := range l.pages {
		if p.err != nil {
			return "", p.err
		}
	}
	return made, nil
}

// spoken is HTML in both languages, of which the style sheet shows one.
func spoken(en, zh string) string {
	return `<span lang="en">` + en + `</span><span lang="zh-Hans">` + zh + `</span>`
}

// chapter is the name of a chapter in both languages: that of the article, or where that is longer than a column of
// the menu the one of laboratory.txt.
func (l *Laboratory) chapter(key string) string {
	if short := paragraphs(l.words["chapter."+key]); len(short) == len(Languages) {
		return spoken(html.EscapeString(short[0]), html.EscapeString(short[1]))
	}
	return spoken(l.pages[0].inline(l.pages[0].word(key)), l.pages[1].inline(l.pages[1].word(key)))
}

// Group is a chapter of the lesson with the scenes that it brings.
type Group struct {
	Chapter string // key
	Scenes  []string
}

// Groups are all scenes in the order of the lesson, each in the first chapter
// that shows it; one that no chapter shows stands after the one before it in the
// table.
func Groups() ([]Group, error) {
	outline, err := Outline()
	if err != nil {
		return nil, err
	}
	var list []Group
	seen := map[string]bool{}
	for _, b := range outline {
		switch {
		case b.Kind == "chapter":
			list = append(list, Group{Chapter: b.Key})
		case b.Kind == "figure" && len(list) > 0:
			name := b.Figure().Scene().Name
			if last := &list[len(list)-1]; !seen[name] {
				seen[name] = true
				last.Scenes = append(last.Scenes, name)
			}
		}
	}
	list = slices.DeleteFunc(list, func(g Group) bool { return len(g.Scenes) == 0 })
	before := ""
	for _, s := range scene.All {
		for i := range list {
			if at := slices.Index(list[i].Scenes, before); at >= 0 && !seen[s.Name] {
				list[i].Scenes = slices.Insert(list[i].Scenes, at+1, s.Name)
				seen[s.Name] = true
			}
		}
		before = s.Name
	}
	return list, nil
}

// scenes is the menu: a button with a thumbnail for each, by chapters.
func (l *Laboratory) scenes() string {
	groups, err := Groups()
	if err != nil {
		l.pages[0].fail(err)
	}
	var b strings.Builder
	for _, g := range groups {
		fmt.Fprintf(&b, "<h2>%s</h2>\n<ul>\n", l.chapter(g.Chapter))
		for _, name := range g.Scenes {
			s, _ := scene.Find(name)
			fmt.Fprintf(&b, `<li><button type="button" data-scene="%s"><img class="light" src="{{png:thumbnails/%[1]s-light.png}}" alt="" width="60" height="40"><img class="dark" src="{{png:thumbnails/%[1]s-dark.png}}" alt="" width="60" height="40">%s</button></li>`+"\n",
				name, spoken(html.EscapeString(s.Label.EN), html.EscapeString(s.Label.ZH)))
		}
		b.WriteString("</ul>\n")
	}
	return b.String()
}

// Suggestion is a preset of the lesson as the laboratory offers it, or a stage of
// a scene: everything that it sets, from the scene's own defaults.
type Suggestion struct {
	Scene, Figure, Key string           // Figure and Key are of the lesson
	Stage              *scene.Variation // else this
	Text               string           // of the settings, a line each
	Verbs              []string
}

// Suggestions are those of all figures in the order of the lesson, and the stages
// of scenes; of those of a scene that would do the same, the first.
func Suggestions() ([]Suggestion, error) {
	figures, err := Figures()
	if err != nil {
		return nil, err
	}
	var list []Suggestion
	seen := map[string]bool{}
	for _, f := range figures {
		for _, t := range f.Presets {
			s := Suggestion{Scene: f.Scene().Name, Figure: f.Key, Key: t.Key, Text: f.text(t), Verbs: t.Verbs}
			if !seen[s.Text] {
				seen[s.Text] = true
				list = append(list, s)
			}
		}
	}
	for _, s := range scene.All {
		for i := range s.Stages {
			stage := &s.Stages[i]
			lines := []string{"scene=" + s.Name}
			for _, name := range slices.Sorted(maps.Keys(stage.Set)) {
				lines = append(lines, name+"="+stage.Set[name])
			}
			list = append(list, Suggestion{Scene: s.Name, Stage: stage, Text: strings.Join(lines, "\n"), Verbs: []string{"play"}})
		}
	}
	return list, nil
}

// text is all that a preset sets, the figure's own settings below.
func (f Figure) text(t Preset) string {
	lines := []string{"scene=" + f.Scene().Name}
	for _, s := range f.Params() {
		_, both := lookup(t.Set, s.Name)
		_, mixed := lookup(t.Set, "mixture")
		if !both && s.Name != "scene" && !(mixed && s.Name == "density") {
			lines = append(lines, s.Name+"="+s.Value)
		}
	}
	for _, s := range t.Set {
		lines = append(lines, s.Name+"="+s.Value)
	}
	return strings.Join(lines, "\n")
}

// tries are the suggestions, a list for each scene, and what each will show.
func (l *Laboratory) tries() string {
	list, err := Suggestions()
	if err != nil {
		l.pages[0].fail(err)
	}
	var b strings.Builder
	for _, name := range sceneNames(list) {
		fmt.Fprintf(&b, "<ul data-scene=\"%s\" hidden>\n", name)
		n, used := 0, map[string]int{}
		for _, s := range list {
			if s.Scene != name || s.Stage != nil && (used[s.Stage.Label.EN] > 0 || used[s.Stage.Label.ZH] > 0) {
				continue // it stands there by that name, and as a stage in the figure
			}
			n++
			labels, says := [2]string{}, [2]string{}
			for i, p := range l.pages {
				if s.Stage != nil {
					labels[i] = html.EscapeString([2]string{s.Stage.Label.EN, s.Stage.Label.ZH}[i])
					says[i] = html.EscapeString([2]string{s.Stage.About.EN, s.Stage.About.ZH}[i])
					continue
				}
				label, rest := p.first(s.Figure + "." + s.Key)
				if used[label]&(1<<i) != 0 {
					label += [2]string{" (figure %d)", "（图 %d）"}[i]
					label = fmt.Sprintf(label, p.figures[s.Figure])
				}
				used[label] |= 1 << i
				labels[i], says[i] = label, strings.Join(rest, " ")
			}
			number := ""
			if n <= 9 {
				number = fmt.Sprintf("<kbd>%d</kbd> ", n)
			}
			fmt.Fprintf(&b, "<li><button type=\"button\" data-text=\"%s\" data-then=\"%s\">%s%s</button><p hidden>%s</p></li>\n",
				html.EscapeString(strings.ReplaceAll(s.Text, "\n", ";")), strings.Join(s.Verbs, " "), number, spoken(labels[0], labels[1]), spoken(says[0], says[1]))
		}
		b.WriteString("</ul>\n")
	}
	return b.String()
}

// Offer is a suggestion as every figure of its scene has it among its settings.
type Offer struct {
	EN   string `json:"en"`
	ZH   string `json:"zh"`
	Text string `json:"text"` // all that it sets, a line each
}

// Offers are the suggestions of the lesson, by scenes; of those that are called the same, the first.
func (l *Laboratory) Offers() (map[string][]Offer, error) {
	list, err := Suggestions()
	if err != nil {
		return nil, err
	}
	by := map[string][]Offer{}
	for _, s := range list {
		if s.Stage != nil { // which has a button
			continue
		}
		var names [2]string
		for i, p := range l.pages {
			names[i] = paragraphs(p.word(s.Figure + "." + s.Key))[0]
		}
		if !slices.ContainsFunc(by[s.Scene], func(o Offer) bool { return o.EN == names[0] || o.ZH == names[1] }) {
			by[s.Scene] = append(by[s.Scene], Offer{names[0], names[1], s.Text})
		}
	}
	return by, nil
}

// sceneNames are the scenes of suggestions, each once.
func sceneNames(list []Suggestion) (names []string) {
	for _, s := range list {
		if !slices.Contains(names, s.Scene) {
			names = append(names, s.Scene)
		}
	}
	return names
}

// formulas are those of what can run, each with symbols and with numbers that a
// script fills in.
func (l *Laboratory) formulas() string {
	p := l.pages[0]
	var keys []string
	for key := range l.words {
		if name, ok := strings.CutPrefix(key, "formula."); ok {
			keys = append(keys, name)
		}
	}
	slices.Sort(keys)
	var b strings.Builder
	for _, key := range keys {
		fmt.Fprintf(&b, "<div data-of=\"%s\" hidden>", key)
		for _, f := range paragraphs(l.words["formula."+key]) {
			b.WriteString(p.math(f, true))
		}
		b.WriteString("</div>\n")
	}
	return b.String()
}
