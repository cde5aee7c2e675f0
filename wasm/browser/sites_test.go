//go:build !js

package browser_test

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// reaches waits for a condition while the page may be exchanged for another,
// which ends what is asked of it meanwhile.
func (p *tab) reaches(condition string) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`(async () => { const el = document.querySelector('score-field'); return String(Boolean(await (`+condition+`))); })()`, chromedp.EvalAwaitPromise))
		if err == nil && text == "true" {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("never came: %s (%v)\nconsole: %v", condition, err, p.complaints())
		}
	}
}

// tour reads a Chinese blog as its readers do: from a post without figures to
// one with a fence, back and forth again, on to one with tags; in the dark, and
// on paper. Where the blog exchanges its pages by script (stays), the program
// and its frame stay the same.
func tour(t *testing.T, folder, plain string, stays bool, dark string) {
	t.Helper()
	server := built.NewServer(http.StripPrefix("/blog/", http.FileServer(http.Dir(folder))))
	t.Cleanup(server.Close)
	p := newTab(t)
	// what a theme asks of other hosts, and does not have; and what Astro's router says when a reader is faster than its transitions
	p.expected = []string{"net::ERR_", "favicon", "Transition was skipped",
		"jQuery is not defined", "$ is not defined", "NProgress is not defined"}
	p.visit(server.URL + "/blog/" + plain)
	const figures = "document.querySelectorAll('score-field').length"
	if n := eval[int](p, "(window.stayed = true, "+figures+")"); n != 0 {
		t.Errorf("%d figures in the post without any", n)
	}
	visit := func(link, condition string) {
		t.Helper()
		at := `document.querySelector('a[href$="/` + link + `/"], a[href$="/` + link + `"], a[href$="/` + link + `.html"]')`
		p.reaches(at)
		eval[any](p, "void setTimeout(() => "+at+".click())")
		p.reaches(figures + " === 2 && el.stats?.().then((s) => " + condition + ", () => false)")
		if language := eval[string](p, "el.shadowRoot.querySelector('[part=controls] button').title"); language != "播放" {
			t.Errorf("%s: the figure says %q in a Chinese blog", link, language)
		}
		if n := eval[int](p, "document.querySelectorAll(':root > iframe').length"); n != 1 {
			t.Errorf("%s: %d frames", link, n)
		}
	}
	visit("fence", "s.particles === 600")
	eval[any](p, "void setTimeout(() => history.back())") // it is answered before the page goes
	p.reaches(figures + " === 0")
	eval[any](p, "void setTimeout(() => history.forward())")
	p.reaches(figures + " === 2 && el.stats?.().then((s) => s.particles === 600)")
	visit("tag", "s.particles === 500")
	if got := eval[bool](p, "window.stayed === true"); got != stays {
		t.Errorf("the window stayed: %v", got)
	}
	asked := 0
	for _, r := range p.asked() {
		if strings.HasSuffix(r, ".gz") && !strings.Contains(r, "/core.wasm") { // a bundler may give it a name without a word of the old one
			asked++
		}
	}
	if stays && asked != 1 {
		t.Errorf("the program was asked for %d times", asked)
	}
	eval[any](p, "void ("+dark+")")
	p.until("el.classList.contains('dark')")
	p.until("el.shadowRoot.querySelector('.poster').hidden")
	p.until("[...document.querySelectorAll('score-field')].every((f) => f.shadowRoot.querySelector('.poster').hidden || f.shadowRoot.querySelector('.poster > img')?.naturalWidth > 0)")
	// a theme may hide the post and fade it in by and by, and paper has what is seen then
	p.until("[...document.querySelectorAll('score-field')].every((f) => { if (!f.checkVisibility({ visibilityProperty: true })) return false; for (let e = f; e; e = e.parentElement) if (getComputedStyle(e).opacity !== '1' || e.getAnimations().some((a) => a.playState === 'running')) return false; return true; })")
	pdf, err := chromedp.Call(p.ctx, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(pdf.Data, []byte("/Subtype /Image")); n < 2 {
		t.Errorf("%d pictures on paper", n)
	}
}

// TestGeneratorSites: generators that npm has.
func TestGeneratorSites(t *testing.T) {
	ready(t)
	for _, g := range []struct {
		name, program, folder string
		args                  []string
		plain                 string
		stays                 bool
		dark                  string
		parts                 map[string]string // of pages
	}{
		{"vitepress", "vitepress", ".vitepress/dist", []string{"build"}, "plain.html", true, "document.documentElement.classList.add('dark')", map[string]string{
			"tag.html":   `<score-field scene="langevin" particles="500" loading="eager" alt="两个 &quot;模态&quot;"><p><strong>没有脚本时</strong>显示的内容。</p></score-field>`,
			"fence.html": `<score-field scene="langevin" particles="600" loading="eager" alt="50 % of &quot;all&quot; {{ x }} &lt;b&gt;"></score-field>`,
		}},
		{"astro", "astro", "dist", []string{"build"}, "plain/", true, "document.documentElement.dataset.theme = 'dark'", map[string]string{
			"tag/index.html":   `<score-field scene="langevin" particles="500" loading="eager" alt="两个 &#34;模态&#34;"><strong>没有脚本时</strong>显示的内容。</score-field>`,
			"fence/index.html": `<score-field scene="langevin" particles="600" loading="eager" alt="50 % of &#x22;all&#x22; {{ x }} <b>"></score-field>`,
		}},
		{"eleventy", "eleventy", "_site", nil, "plain/", false, "document.documentElement.className = 'dark'", map[string]string{
			"tag/index.html":   `alt="两个 &quot;模态&quot;"><strong>没有脚本时</strong>显示的内容。</score-field>`,
			"fence/index.html": `<score-field scene="langevin" particles="600" loading="eager" alt="50 % of &quot;all&quot; {{ x }} &lt;b&gt;"></score-field>`,
		}},
		{"docusaurus", "docusaurus", "build", []string{"build"}, "plain/", true, "document.documentElement.dataset.theme = 'dark'", map[string]string{
			"tag/index.html":   `<score-field scene="langevin" particles="500" loading="eager" alt="两个 &quot;模态&quot;"><strong>没有脚本时</strong>显示的内容。</score-field>`,
			"fence/index.html": `<score-field scene="langevin" particles="600" loading="eager" alt="50 % of &quot;all&quot; {{ x }} &lt;b&gt;"></score-field>`,
		}},
	} {
		if _, err := os.Stat(filepath.Join(site(t), "..", ".build", g.name)); g.name == "docusaurus" && err != nil {
			continue // 274 MB of packages and a minute: ./build.sh docusaurus installs them
		}
		t.Run(g.name, func(t *testing.T) {
			from := "generators"
			if g.name == "docusaurus" {
				from = g.name
			}
			modules := packages(t, from, ".bin/"+g.program)
			blog := beside(t)
			if err := os.CopyFS(blog, os.DirFS(filepath.Join("testdata", g.name))); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(blog, "package.json"), []byte(`{"name": "blog", "private": true}`), 0o644); err != nil {
				t.Fatal(err)
			}
			link(t, modules, blog, "scorefield")
			generate := exec.Command(filepath.Join(modules, ".bin", g.program), g.args...)
			generate.Dir = blog
			generate.Env = append(os.Environ(), "ASTRO_TELEMETRY_DISABLED=1", "DOCUSAURUS_UPDATE_CHECK_DISABLED=1")
			out, err := generate.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(string(out), `"onclick: alert(1)" is no setting`) {
				t.Errorf("it does not say what is no setting:\n%s", out)
			}
			folder := filepath.Join(blog, filepath.FromSlash(g.folder))
			for name, part := range g.parts {
				b, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(string(b), part) {
					t.Errorf("%s is missing in %s:\n%s", part, name, b)
				}
				if strings.Contains(string(b), `scene="race"`) {
					t.Errorf("%s: a block within a block became a figure", name)
				}
			}
			tour(t, folder, g.plain, g.stays, g.dark)
		})
	}
}

// TestGeneratorVite: a page whose script imports the package, through Vite and
// Rollup; the poster comes along.
func TestGeneratorVite(t *testing.T) {
	ready(t)
	modules := packages(t, "generators", "vitepress/node_modules/.bin/vite")
	app := beside(t)
	for name, text := range map[string]string{
		"package.json": `{"name": "app", "private": true}`,
		"main.js":      `import 'scorefield';`,
		"index.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><script type="module" src="/main.js"></script></head><body>
			<score-field scene="sde" reveal="interaction"></score-field></body></html>`,
	} {
		if err := os.WriteFile(filepath.Join(app, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	link(t, modules, app, "scorefield")
	bundle := exec.Command(filepath.Join(modules, "vitepress", "node_modules", ".bin", "vite"), "build", "--base", "/blog/")
	bundle.Dir = app
	if out, err := bundle.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	server := built.NewServer(http.StripPrefix("/blog/", http.FileServer(http.Dir(filepath.Join(app, "dist")))))
	t.Cleanup(server.Close)
	p := newTab(t)
	p.expected = []string{"favicon"}
	p.visit(server.URL + "/blog/")
	p.until("el.shadowRoot?.querySelector('.poster > img')?.naturalWidth > 0")
	p.until("el.set({ scene: 'matching' }).then(() => el.train(1)).then(() => el.stats()).then((s) => s.training?.worker)")
}
