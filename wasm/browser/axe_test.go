//go:build !js

package browser_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/wasm/browser/built"
)

// loadAxe brings axe-core, of the version in testdata/axe, into the page.
func (p *tab) loadAxe() {
	p.t.Helper()
	script, err := os.ReadFile(built.Path(p.t, "../.build/axe/node_modules/axe-core/axe.min.js"))
	if err != nil {
		built.Missing(p.t, "axe-core is missing: ./build.sh test fetches it")
	}
	p.do(chromedp.Evaluate[chromedp.Void](string(script) + ";void 0"))
}

// examine fails the test for everything that axe-core finds to complain of in a part of the page,
// and if hardly anything was looked at. In the reader's own colours axe would compare the page's;
// what is seen is the reader's alone.
func (p *tab) examine(where, way string) {
	p.t.Helper()
	p.frames(3)
	found := eval[struct {
		Rules  int
		Wrongs []string
	}](p, `axe.run(`+where+`, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: !matchMedia('(forced-colors: active)').matches } } }).then(({ passes, violations }) => ({ rules: passes.length,
		wrongs: violations.flatMap((v) => v.nodes.map((n) => v.id + ' (' + v.impact + '): ' + n.target.flat(9).join(' ') + ' ' + n.html.slice(0, 160) + ' ' + n.failureSummary)) }))`)
	for _, wrong := range found.Wrongs {
		p.t.Errorf("%s: %s", way, wrong)
	}
	if found.Rules < 15 {
		p.t.Errorf("%s: only %d rules apply", way, found.Rules)
	}
}

// media has the reader prefer something.
func (p *tab) media(name, value string) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}}); err != nil {
		p.t.Fatal(err)
	}
}

// TestAxe: axe-core finds nothing to complain of in the figure of any scene, with its settings
// unfolded, working at what takes long and complaining: light, dark, in Chinese, on the width of the
// smallest phone, with text of twice the size, and in the reader's own colours. It runs in a stage
// of its own of ./build.sh test.
func TestAxe(t *testing.T) {
	var body strings.Builder
	for _, s := range scene.All {
		fmt.Fprintf(&body, `<score-field scene="%s" particles="200" units="16" controls="full" loading="eager"></score-field>`, s.Name)
	}
	p := newTab(t)
	p.visit(serveUnder(t, "", body.String()) + "page.html") // axe puts styles into the page
	const all = "[...document.querySelectorAll('score-field')]"
	p.until(all + ".every((figure) => live(figure) && figure.shadowRoot.querySelector('.panel').checkVisibility())")
	p.loadAxe()
	// a request that takes long, and a complaint, are over the picture of the first
	eval[any](p, "void (el.step(90000000).catch(() => {}), el.set({ epsilon: -1 }).catch(() => {}), document.querySelectorAll('score-field')[2].step(90000000).catch(() => {}))")
	p.until(all + ".some((figure) => figure.shadowRoot.querySelector('.working').checkVisibility()) && el.shadowRoot.querySelector('.note')")
	for _, way := range []struct {
		name string
		set  func()
	}{
		{"light", func() {}},
		{"dark", func() {
			eval[any](p, "void (document.documentElement.dataset.theme = 'dark', document.body.style.background = '#111')")
		}},
		{"in Chinese", func() { eval[any](p, "void (document.documentElement.lang = 'zh-CN')") }},
		{"right to left", func() { eval[any](p, "void (document.documentElement.dir = 'rtl')") }},
		{"320 pixels wide", func() { p.do(chromedp.EmulateViewport(320, 640)) }},
		{"text of twice the size", func() {
			eval[any](p, "void (document.documentElement.style.fontSize = '200%')")
		}},
		{"forced colours", func() { p.media("forced-colors", "active") }},
	} {
		way.set()
		p.examine("'score-field'", way.name)
	}
}

// TestAxeWithoutProgram: nor in figures whose program cannot be had, with the button that tries again.
func TestAxeWithoutProgram(t *testing.T) {
	p := newTab(t)
	p.expected = []string{"net::ERR_", "Failed to load"}
	if _, err := chromedp.Call(p.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*.gz", Block: true}}}); err != nil {
		t.Fatal(err)
	}
	p.visit(serveUnder(t, "", `<score-field scene="langevin" loading="eager"></score-field><score-field scene="matching" loading="eager" lang="zh" theme="dark"></score-field>`) + "page.html")
	p.until("[...document.querySelectorAll('score-field')].every((figure) => figure.shadowRoot.querySelector('.veil [role=alert], .veil button:not(.big), .note'))")
	p.loadAxe()
	p.examine("'score-field'", "without a program")
}
