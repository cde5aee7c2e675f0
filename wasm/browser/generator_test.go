//go:build !js

package browser_test

import (
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// packages is a folder of npm's packages that has one; it skips the test where
// that is not there.
func packages(t *testing.T, from, name string) string {
	t.Helper()
	modules := filepath.Join(site(t), "..", ".build", from, "node_modules")
	if _, err := os.Stat(filepath.Join(modules, filepath.FromSlash(name))); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: %v", name, err)
		}
		t.Skip(name + " is missing: ./build.sh test installs it where npm is")
	}
	return modules
}

// beside is an empty folder for a site, under the same root as its packages, as
// a blog's own are: Astro takes the path of a file that shares no part with the
// site's for one within the site.
func beside(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp(filepath.Join(site(t), "..", ".build"), "site-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// link gives a site the packages, and one of ours by its name.
func link(t *testing.T, modules, blog, own string) {
	t.Helper()
	entries, err := os.ReadDir(modules)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(blog, "node_modules"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := os.Symlink(filepath.Join(modules, e.Name()), filepath.Join(blog, "node_modules", e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(blog, "node_modules", own), os.DirFS(filepath.Join(site(t), "..", "dist", own))); err != nil {
		t.Fatal(err)
	}
}

// hexo builds the blog of testdata with the plugin as ./build.sh leaves it, and
// more settings, and returns the folder of the result.
func hexo(t *testing.T, settings string) string {
	t.Helper()
	modules := packages(t, "generators", "hexo")
	blog := beside(t)
	if err := os.CopyFS(blog, os.DirFS(filepath.Join("testdata", "hexo"))); err != nil {
		t.Fatal(err)
	}
	config, err := os.OpenFile(filepath.Join(blog, "_config.yml"), os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := config.WriteString(settings); err != nil {
		t.Fatal(err)
	}
	if err := config.Close(); err != nil {
		t.Fatal(err)
	}
	const about = `{"hexo": {"version": ""}, "dependencies": {"hexo-renderer-ejs": "*", "hexo-renderer-marked": "*", "hexo-renderer-pug": "*", "hexo-renderer-stylus": "*", "hexo-tag-scorefield": "*"}}`
	if err := os.WriteFile(filepath.Join(blog, "package.json"), []byte(about), 0o644); err != nil {
		t.Fatal(err)
	}
	pjax, err := os.ReadFile(filepath.Join(modules, "@next-theme", "pjax", "pjax.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(blog, "source", "pjax.min.js"), pjax, 0o644); err != nil {
		t.Fatal(err)
	}
	link(t, modules, blog, "hexo-tag-scorefield")
	generate := exec.Command(filepath.Join(modules, ".bin", "hexo"), "generate", "--bail")
	generate.Dir = blog
	out, err := generate.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, refused := range []string{`"onclick: alert(1)" is no setting`, `"epsilom:1" is no setting`} {
		if !strings.Contains(string(out), refused) {
			t.Errorf("it does not say that %s:\n%s", refused, out)
		}
	}
	return filepath.Join(blog, "public")
}

// unchanged checks that a blog has the element's files as they are.
func unchanged(t *testing.T, folder string) {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join(folder, "scorefield-*"))
	if err != nil || len(folders) != 1 {
		t.Fatalf("%q %v", folders, err)
	}
	want := os.DirFS(filepath.Join(site(t), "..", "dist", "scorefield"))
	files := 0
	err = fs.WalkDir(os.DirFS(folders[0]), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		got, err := os.ReadFile(filepath.Join(folders[0], name))
		if err != nil {
			return err
		}
		if want, err := fs.ReadFile(want, name); err != nil || string(got) != string(want) {
			t.Errorf("%s was changed (%v)", name, err)
		}
		return nil
	})
	if err != nil || files < 7 {
		t.Errorf("%d files, %v", files, err)
	}
}

// lives opens pages of a Chinese blog below a path, and waits for what the
// statistics s of the first figure of each shall be.
func lives(t *testing.T, folder string, conditions map[string]string) {
	t.Helper()
	server := built.NewServer(http.StripPrefix("/blog/", http.FileServer(http.Dir(folder))))
	t.Cleanup(server.Close)
	for name, condition := range conditions {
		p := newTab(t)
		p.expected = []string{"net::ERR_", "favicon.png"} // what the theme asks of other hosts, and does not have
		p.visit(server.URL + "/blog/" + name + "/")
		p.until("el.stats?.().then((s) => " + condition + ")")
		if language := eval[string](p, "el.shadowRoot.querySelector('[part=controls] button').title"); language != "播放" {
			t.Errorf("%s: the figure says %q in a Chinese blog", name, language)
		}
	}
}

// TestGeneratorHexo: a Chinese blog below a path, whatever highlighter and
// theme it has, gets its figures from tags and fences, the script once on pages
// that have figures, and the files as they are.
func TestGeneratorHexo(t *testing.T) {
	ready(t)
	for _, tc := range []struct{ name, settings string }{
		{"highlight.js", "theme: landscape\n"},
		{"highlight.js without line numbers", "theme: landscape\nhighlight:\n  line_number: false\n  auto_detect: true\n  wrap: false\n"},
		{"prismjs", "theme: landscape\nsyntax_highlighter: prismjs\n"},
		{"no highlighter", "theme: landscape\nsyntax_highlighter: ''\n"},
		{"NexT, the script everywhere", "theme: next\nscorefield:\n  always: true\n"},
		{"NexT, pages by pjax", "theme: next\ntheme_config:\n  pjax: true\n  vendors:\n    pjax: /pjax.min.js\nscorefield:\n  always: true\n"},
		{"Fluid", "theme: fluid\n"},
		{"Butterfly", "theme: butterfly\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			folder := hexo(t, tc.settings)
			page := func(name string) string {
				b, err := os.ReadFile(filepath.Join(folder, name, "index.html"))
				if err != nil {
					t.Fatal(err)
				}
				return string(b)
			}
			tag, fence, plain := page("tag"), page("fence"), page("plain")
			for _, want := range []struct{ page, part string }{
				{tag, `<score-field scene="langevin" particles="500" loading="eager" alt="两个 &quot;模态&quot;" lang="zh-CN"><p><strong>没有脚本时</strong>显示的内容，$a_b$。</p>`},
				{tag, `<score-field scene="annealed" particles="400" lang="zh-CN"></score-field>`},
				{fence, `<score-field scene="langevin" particles="600" loading="eager" alt="50 % of &quot;all&quot; {{ x }} &lt;b&gt;" lang="zh-CN"></score-field>`},
				{fence, `<score-field scene="annealed" particles="300" lang="zh-CN"></score-field>`},
			} {
				if !strings.Contains(want.page, want.part) {
					t.Errorf("%s is missing in %s", want.part, want.page)
				}
			}
			for name, html := range map[string]string{"tag": tag, "fence": fence, "plain": plain} {
				scripts, figures := strings.Count(html, "scorefield.js\" defer></script>"), strings.Count(html, "<score-field")
				wantFigures, wantScripts := 2, 1
				if name == "plain" {
					wantFigures = 0
					if !strings.Contains(tc.settings, "always") {
						wantScripts = 0
					}
				}
				if figures != wantFigures || scripts != wantScripts {
					t.Errorf("%s: %d figures and %d scripts, want %d and %d", name, figures, scripts, wantFigures, wantScripts)
				}
			}
			if strings.Contains(fence, `scene="race"`) {
				t.Error("a block within a block became a figure")
			}
			unchanged(t, folder)
			switch tc.name {
			case "NexT, pages by pjax":
				tour(t, folder, "plain/", true, "document.documentElement.classList.add('dark')")
				return
			case "Fluid":
				tour(t, folder, "plain/", false, "document.documentElement.setAttribute('data-user-color-scheme', 'dark')")
				return
			case "Butterfly":
				tour(t, folder, "plain/", false, "document.documentElement.dataset.theme = 'dark'")
				return
			case "highlight.js", "NexT, the script everywhere":
			default:
				return // the same pages in other clothes
			}
			lives(t, folder, map[string]string{"tag": "s.particles === 500", "fence": "s.particles === 600"})
		})
	}
}

// TestGeneratorHugo: the same from a shortcode and from fenced blocks.
func TestGeneratorHugo(t *testing.T) {
	ready(t)
	program, err := exec.LookPath("hugo")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("Hugo is missing")
		}
		t.Skip("Hugo is missing: install it to build its blog")
	}
	blog := t.TempDir()
	if err := os.CopyFS(blog, os.DirFS(filepath.Join("testdata", "hugo"))); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(blog, "themes", "scorefield"), os.DirFS(filepath.Join(site(t), "..", "dist", "hugo-scorefield"))); err != nil {
		t.Fatal(err)
	}
	generate := exec.Command(program, "--source", blog)
	out, err := generate.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, refused := range []string{`"onclick" is no setting`, `"epsilom" is no setting`} {
		if !strings.Contains(string(out), refused) {
			t.Errorf("it does not say that %s:\n%s", refused, out)
		}
	}
	folder := filepath.Join(blog, "public")
	for name, want := range map[string]struct {
		scripts, figures int
		parts            []string
	}{
		"tag":   {1, 2, []string{`alt="两个 &#34;模态&#34;" loading="eager" particles="500" scene="langevin"><strong>没有脚本时</strong>显示的内容。</score-field>`, `<score-field particles="400" scene="annealed"></score-field>`}},
		"fence": {1, 2, []string{`<score-field alt="50 % of &#34;all&#34; {{ x }} &lt;b&gt;" loading="eager" particles="600" scene="langevin"></score-field>`, `<score-field particles="300" scene="annealed"></score-field>`}},
		"plain": {0, 0, nil},
	} {
		b, err := os.ReadFile(filepath.Join(folder, "posts", name, "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		html := string(b)
		if scripts, figures := strings.Count(html, "scorefield.js\" defer></script>"), strings.Count(html, "<score-field"); scripts != want.scripts || figures != want.figures {
			t.Errorf("%s: %d figures and %d scripts", name, figures, scripts)
		}
		for _, part := range want.parts {
			if !strings.Contains(html, part) {
				t.Errorf("%s is missing in %s", part, html)
			}
		}
	}
	unchanged(t, folder)
	lives(t, folder, map[string]string{"posts/tag": "s.particles === 500", "posts/fence": "s.particles === 600"})
}

// TestGeneratorJekyll: the same from an include, and from a fenced block, which
// the script turns into a figure.
func TestGeneratorJekyll(t *testing.T) {
	ready(t)
	program, err := exec.LookPath("jekyll")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("Jekyll is missing")
		}
		t.Skip("Jekyll is missing: install it to build its blog")
	}
	blog := t.TempDir()
	for _, from := range []string{filepath.Join("testdata", "jekyll"), filepath.Join(site(t), "..", "dist", "jekyll-scorefield")} {
		if err := os.CopyFS(blog, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	generate := exec.Command(program, "build")
	generate.Dir = blog
	if out, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	folder := filepath.Join(blog, "_site")
	b, err := os.ReadFile(filepath.Join(folder, "tag", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	html := string(b)
	for _, part := range []string{
		`<score-field scene="langevin" particles="500" loading="eager" alt="两个 &quot;模态&quot;">没有脚本时。</score-field>`,
		`<score-field scene="annealed" particles="400"></score-field>`,
	} {
		if !strings.Contains(html, part) {
			t.Errorf("%s is missing in %s", part, html)
		}
	}
	for _, name := range []string{"scorefield.js", "scorefield.css"} {
		if n := strings.Count(html, "/"+name+`"`); n != 1 || strings.Count(html, "/blog/scorefield-") != 2 {
			t.Errorf("%s stands %d times in the page", name, n)
		}
	}
	unchanged(t, folder)
	lives(t, folder, map[string]string{"tag": "s.particles === 500 && document.querySelectorAll('score-field').length === 3"})
}
