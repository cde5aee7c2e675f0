package article

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

func laboratory(t *testing.T) *Laboratory {
	t.Helper()
	l, err := NewLaboratory()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *Laboratory) part(t *testing.T, name string) string {
	t.Helper()
	text, err := l.Part(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestLaboratoryHasEveryScene once, in the order of the lesson.
func TestLaboratoryHasEveryScene(t *testing.T) {
	groups, err := Groups()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, g := range groups {
		names = append(names, g.Scenes...)
	}
	if names[0] != "score-field" || names[len(names)-1] != "own-data" {
		t.Errorf("from %s to %s", names[0], names[len(names)-1])
	}
	slices.Sort(names)
	if len(slices.Compact(slices.Clone(names))) != len(names) || len(names) != len(scene.All) {
		t.Errorf("%d scenes in groups, %d in all: %q", len(names), len(scene.All), names)
	}
}

// TestLaboratoryHasEveryFormula of what can run: of samplers, objectives and what
// stands still; its numbers are settings or those that the page's script knows.
func TestLaboratoryHasEveryFormula(t *testing.T) {
	text := laboratory(t).part(t, "formulas")
	want := []string{"still", "race"}
	for _, o := range append(slices.Clone(param.Samplers), param.Objectives...) {
		want = append(want, o.Value)
	}
	for _, key := range want {
		if !strings.Contains(text, `data-of="`+key+`"`) {
			t.Errorf("no formula of %s", key)
		}
	}
	for _, m := range regexp.MustCompile(`data-live="([^"]*)"`).FindAllStringSubmatch(text, -1) {
		_, setting := param.Find(m[1])
		if !setting && !slices.Contains([]string{"eps", "shake", "kick", "accepted", "step", "loss", "optimum", "fisher"}, m[1]) {
			t.Errorf("nobody knows the number %q", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`<math.*?</math>`).FindAllString(text, -1) {
		check(t, "the laboratory", m)
	}
}

// TestLaboratoryStandsAlone: it is one file, so that nothing in it leads to
// another, and every word is there in both languages.
func TestLaboratoryStandsAlone(t *testing.T) {
	l := laboratory(t)
	for _, name := range []string{"scenes", "tries", "formulas"} {
		text := l.part(t, name)
		if strings.Contains(text, "href=") || strings.Contains(text, "src=\"http") {
			t.Errorf("%s leads elsewhere", name)
		}
		if a, b := strings.Count(text, `lang="en"`), strings.Count(text, `lang="zh-Hans"`); a != b {
			t.Errorf("%s: %d words in English, %d in Chinese", name, a, b)
		}
	}
	for key := range l.words {
		if !strings.HasPrefix(key, "formula.") {
			l.part(t, "words:"+key)
		}
	}
	if _, err := l.Part("words:missing"); err == nil {
		t.Error("a missing word passes")
	}
}

// TestSuggestionsHaveNames: of a scene no two stand side by side by one name, in either language, though a stage of
// the scene may be called as a preset of the lesson is; and what has a short name in the menu is a chapter there.
func TestSuggestionsHaveNames(t *testing.T) {
	l := laboratory(t)
	lists := 0
	for _, list := range strings.Split(l.part(t, "tries"), "</ul>") {
		names := map[string]int{}
		for _, m := range regexp.MustCompile(`(?s)<button[^>]*>(?:<kbd>.</kbd> )?(<span lang="en">.*?</span>)(<span lang="zh-Hans">.*?</span>)</button>`).FindAllStringSubmatch(list, -1) {
			names[m[1]]++
			names[m[2]]++
			lists++
		}
		for name, n := range names {
			if n > 1 {
				t.Errorf("%d suggestions are called %s", n, name)
			}
		}
	}
	if lists < 50 {
		t.Errorf("%d suggestions", lists)
	}
	menu := l.part(t, "scenes")
	for key := range l.words {
		if _, ok := strings.CutPrefix(key, "chapter."); ok && !strings.Contains(menu, "<h2>"+l.part(t, "words:"+key)+"</h2>") {
			t.Errorf("%s is no chapter of the menu", key)
		}
	}
}

// TestSuggestionsAreWhole: the program takes each as it is written, and a press on
// it is the same whatever was on the screen before.
func TestSuggestionsAreWhole(t *testing.T) {
	list, err := Suggestions()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scene.All {
		if !slices.ContainsFunc(list, func(g Suggestion) bool { return g.Scene == s.Name }) {
			t.Errorf("%s has no suggestion", s.Name)
		}
	}
	for _, s := range list {
		c, errs := param.ParseConfig(s.Text)
		if err := c.Check(); len(errs) > 0 || err != nil || c.Scene != s.Scene {
			t.Errorf("%s, %s: %v %v", s.Figure, s.Key, errs, err)
		}
	}
}

// TestLinksAreTheWholeState: a thousand states of the laboratory, each written as
// text, read by another program and brought to where it was, are the same text
// again.
func TestLinksAreTheWholeState(t *testing.T) {
	list, err := Suggestions()
	if err != nil {
		t.Fatal(err)
	}
	n := 1000
	if testing.Short() {
		n = 100
	}
	r := rand.New(rand.NewPCG(1, 2))
	moved := 0
	for i := range n {
		e := randomState(r, list[r.IntN(len(list))])
		text := e.State()
		other, errs := lab.Open(text)
		if len(errs) > 0 {
			t.Fatalf("state %d: %v\n%s", i, errs, text)
		}
		other.Advance(other.Ahead())
		if got := other.State(); got != text {
			t.Fatalf("state %d\n got %q\nwant %q", i, got, text)
		}
		if e.Clock() != other.Clock() || e.CSV() != other.CSV() {
			t.Fatalf("state %d: other particles after\n%s", i, text)
		}
		if e.Clock() != (lab.Clock{}) {
			moved++
		}
	}
	if moved < n/2 {
		t.Errorf("only %d of %d states have moved", moved, n)
	}
}

// randomState is a suggestion, made small, with some changes and steps at random.
func randomState(r *rand.Rand, s Suggestion) *lab.Experiment {
	e, _ := lab.Open(s.Text + "\nunits=4\nparticles=20\nbatch=4")
	for range r.IntN(6) {
		p := &param.Table[r.IntN(len(param.Table))]
		switch {
		case p.Name == "units" || p.Name == "particles" || p.Name == "batch" || p.Name == "scene" || p.Name == "hidden-layers" || p.Name == "dataset":
		case p.Kind == param.Choice:
			e.Set(p.Name, p.Options[r.IntN(len(p.Options))].Value)
		case p.Kind == param.Switch:
			e.Set(p.Name, []string{"on", "off"}[r.IntN(2)])
		case p.Kind == param.Int:
			e.Set(p.Name, fmt.Sprint(int(p.Min)+r.IntN(20)))
		case p.Kind == param.Float:
			e.Set(p.Name, fmt.Sprintf("%.3g", p.Min+r.Float64()*min(p.Max-p.Min, 4)))
		}
		if e.Scene().Clock == scene.Training {
			e.Train(r.IntN(4))
		} else {
			e.Sample(r.IntN(8))
		}
	}
	return e
}
