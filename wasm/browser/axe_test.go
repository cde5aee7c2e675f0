//go:build !js

package browser_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/wasm/browser/built"
)

// TestAxe: axe-core, of the version in testdata/axe, finds nothing to complain of in the figure of
// any scene, with its settings unfolded: light, dark, in the reader's own colours, on the width of
// the smallest phone, and in Chinese. It runs in a stage of its own of ./build.sh test.
func TestAxe(t *testing.T) {
	ready(t)
	script, err := os.ReadFile(built.Path(t, "../.build/axe/node_modules/axe-core/axe.min.js"))
	if err != nil {
		built.Missing(t, "axe-core is missing: ./build.sh test fetches it")
	}
	var body strings.Builder
	for _, s := range scene.All {
		fmt.Fprintf(&body, `<score-field scene="%s" particles="200" units="16" controls="full" loading="eager"></score-field>`, s.Name)
	}
	p := newTab(t)
	p.visit(serveUnder(t, "", body.String()) + "page.html") // axe puts styles into the page
	const all = "[...document.querySelectorAll('score-field')]"
	p.until(all + ".every((figure) => live(figure) && figure.shadowRoot.querySelector('.panel').checkVisibility())")
	p.do(chromedp.Evaluate[chromedp.Void](string(script) + ";void 0"))
	// a request that takes long, and a complaint, are over the picture of the first
	eval[any](p, "void (el.step(90000000).catch(() => {}), el.set({ epsilon: -1 }).catch(() => {}), document.querySelectorAll('score-field')[2].step(90000000).catch(() => {}))")
	p.until(all + ".some((figure) => figure.shadowRoot.querySelector('.working').checkVisibility()) && el.shadowRoot.querySelector('.note')")
	media := func(name, value string) {
		if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}}); err != nil {
			t.Fatal(err)
		}
	}
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
		{"forced colours", func() { media("forced-colors", "active") }},
	} {
		way.set()
		p.frames(3)
		options := "{}"
		if way.name == "forced colours" { // there axe compares the page's colours with the reader's; what is seen is the reader's alone
			options = "{ rules: { 'color-contrast': { enabled: false } } }"
		}
		for _, v := range eval[[]string](p, `axe.run('score-field', `+options+`).then(({ violations }) => violations.flatMap((v) => v.nodes.map((n) => v.id + ' (' + v.impact + '): ' + n.target.flat(9).join(' ') + ' ' + n.html.slice(0, 160) + ' ' + n.failureSummary)))`) {
			t.Errorf("%s: %s", way.name, v)
		}
		if n := eval[int](p, "axe.run('score-field').then(({ passes }) => passes.length)"); n < 15 {
			t.Errorf("%s: only %d rules apply", way.name, n)
		}
	}
}
