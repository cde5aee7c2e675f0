package article

import (
	"bytes"
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// site is the folder of the pages.
var site = filepath.Join("..", "..", "public")

// TestPagesAreCurrent: what stands in public is what the sources make.
func TestPagesAreCurrent(t *testing.T) {
	for path, want := range pages(t) {
		got, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("public/%s is older than wasm/article; run ./build.sh article", path)
		}
	}
}

func pages(t *testing.T) map[string][]byte {
	t.Helper()
	m, err := Pages("")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestCrawlersGetAddresses: with the site's address every one that a crawler reads is
// absolute, and leads to a page of the site; an address that is none is refused.
func TestCrawlersGetAddresses(t *testing.T) {
	const site = "https://example.org/score&field/"
	made, err := Pages(site)
	if err != nil {
		t.Fatal(err)
	}
	links := regexp.MustCompile(`<(?:link rel="(?:canonical|alternate)"|meta property="og:image")[^>]*(?:href|content)="([^"]*)">`)
	for path, text := range made {
		found := links.FindAllSubmatch(text, -1)
		if len(found) != len(Languages)+3 {
			t.Errorf("%s: %d addresses", path, len(found))
		}
		for _, m := range found {
			rest, ok := strings.CutPrefix(html.UnescapeString(string(m[1])), site)
			if _, known := made[rest]; !ok || !known && rest != "og.png" {
				t.Errorf("%s: %s", path, m[1])
			}
		}
	}
	for _, wrong := range []string{"example.org/", "https://example.org", "/folder/", "ftp://example.org/"} {
		if _, err := Pages(wrong); err == nil {
			t.Errorf("%q passes", wrong)
		}
	}
}

// TestLanguagesAgree: each text is there in every language, in as many
// paragraphs, with the same formulas, numbers, references and links.
func TestLanguagesAgree(t *testing.T) {
	marks := regexp.MustCompile("\\$[^$]*\\$|\\{[^|}]*|\\[\\[[^]]*\\]\\]|\\]\\([^)]*\\)|`[^`]*`")
	first, err := texts(Languages[0].Name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range Languages[1:] {
		other, err := texts(l.Name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for key := range maps.Keys(other) {
			if first[key] == "" {
				t.Errorf("%s.txt: %s is not in %s.txt", l.Name, key, Languages[0].Name)
			}
		}
		for key, text := range first {
			if other[key] == "" {
				t.Errorf("%s.txt: %s is missing", l.Name, key)
				continue
			}
			if a, b := len(paragraphs(text)), len(paragraphs(other[key])); a != b {
				t.Errorf("%s.txt: %s has %d paragraphs, want %d", l.Name, key, b, a)
			}
			a, b := marks.FindAllString(text, -1), marks.FindAllString(other[key], -1)
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
				t.Errorf("%s.txt: %s holds %q, want %q", l.Name, key, b, a)
			}
		}
	}
}

// TestTemplateEnginesPassTheFiles: site generators take these signs for their
// own.
func TestTemplateEnginesPassTheFiles(t *testing.T) {
	for _, name := range []string{"index.html", "zh/index.html", "article.js", "site.css", "favicon.svg"} {
		text, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, sign := range []string{"{{", "{%", "<%", "{#"} {
			if bytes.Contains(text, []byte(sign)) {
				t.Errorf("public/%s contains %q", name, sign)
			}
		}
	}
}

// TestStrictPolicy: neither scripts nor styles stand in the pages, and nothing
// comes from elsewhere.
func TestStrictPolicy(t *testing.T) {
	inline := regexp.MustCompile(`<style|\sstyle=|\son[a-z]+=|<script>|<script [^>]*>[^<]|(?:src|data)="(?:https?:)?//|<link [^>]*href="(?:https?:)?//`)
	for path, text := range pages(t) {
		if m := inline.Find(text); m != nil {
			t.Errorf("%s: %q", path, m)
		}
	}
}

// TestLinksLeadSomewhere inside of the pages.
func TestLinksLeadSomewhere(t *testing.T) {
	ids, links := regexp.MustCompile(`\sid="([^"]+)"`), regexp.MustCompile(`(?:href="#|data-figure=")([^"]+)"`)
	for path, text := range pages(t) {
		known := map[string]bool{}
		for _, m := range ids.FindAllSubmatch(text, -1) {
			if known[string(m[1])] {
				t.Errorf("%s: id %q twice", path, m[1])
			}
			known[string(m[1])] = true
		}
		for _, m := range links.FindAllSubmatch(text, -1) {
			if !known[string(m[1])] {
				t.Errorf("%s: nothing has the id %q", path, m[1])
			}
		}
	}
}

// figures are those of the article.
func figures(t *testing.T) []Figure {
	t.Helper()
	list, err := Figures()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestFiguresAreAllowed: the element and the program takes every figure and every preset as it
// is written.
func TestFiguresAreAllowed(t *testing.T) {
	for _, f := range figures(t) {
		if len(f.Presets) < 2 || len(f.Presets) > 4 {
			t.Errorf("%s: %d presets, want two to four", f.Key, len(f.Presets))
		}
		for _, s := range f.Settings {
			if _, ok := param.Find(s.Name); !ok && !slices.Contains([]string{"data", "reveal", "controls"}, s.Name) {
				t.Errorf("%s: neither the element nor the program knows %s", f.Key, s.Name)
			}
		}
		for _, name := range strings.Split(controlsOf(f), "+") {
			if _, ok := param.Find(name); !ok {
				t.Errorf("%s: the control %q is no setting", f.Key, name)
			}
		}
		for _, p := range append([]Preset{{Key: "itself"}}, f.Presets...) {
			c, err := config(f, p)
			if err == nil && !testing.Short() {
				_, err = lab.New(c)
			}
			if err != nil {
				t.Errorf("%s, %s: %v", f.Key, p.Key, err)
			}
		}
	}
}

// controlsOf are the settings that stand below a figure of the text: those that its
// paragraph is about.
func controlsOf(f Figure) string {
	v, _ := lookup(f.Settings, "controls")
	return v
}

// config is what a figure runs with after a press on the preset.
func config(f Figure, p Preset) (c lab.Config, err error) {
	for _, s := range append(f.Params(), p.Set...) {
		if err := c.Set(s.Name, s.Value); err != nil {
			return c, err
		}
	}
	return c, c.Check()
}

// TestPresetsDoNotDependOnOneAnother: each sets all that any of them sets.
func TestPresetsDoNotDependOnOneAnother(t *testing.T) {
	name := func(s Setting) string { return strings.Replace(s.Name, "mixture", "density", 1) }
	for _, f := range figures(t) {
		for _, p := range f.Presets {
			if len(p.Set) != len(f.Presets[0].Set) {
				t.Errorf("%s, %s: %v and %v", f.Key, p.Key, p.Set, f.Presets[0].Set)
				continue
			}
			for i, s := range p.Set {
				if name(s) != name(f.Presets[0].Set[i]) {
					t.Errorf("%s, %s: %s in the place of %s", f.Key, p.Key, s.Name, f.Presets[0].Set[i].Name)
				}
			}
		}
	}
}
