//go:build !js

package browser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// TestAxePages: axe-core finds nothing to complain of in both pages of the article and in
// the laboratory, wide and at 320 pixels, light and dark, in both languages, with two
// figures beside one another and in the lecture, and with text of twice the size.
func TestAxePages(t *testing.T) {
	ready(t)
	script, err := os.ReadFile(built.Path(t, "../.build/axe/node_modules/axe-core/axe.min.js"))
	if err != nil {
		built.Missing(t, "axe-core is missing: ./build.sh test fetches it")
	}
	server := serveUnder(t, "", "") // axe puts styles into the page
	laboratory := "file://" + filepath.ToSlash(filepath.Join(site(t), "scorefield.html"))
	for _, page := range []struct{ name, url, ready string }{
		{"article", server + "index.html", "live(el)"},
		{"article in Chinese", server + "zh/index.html", "live(el)"},
		{"laboratory", laboratory + "#lab=en.light", "document.querySelector('#scenes [aria-pressed=true]')"},
		{"laboratory in Chinese", laboratory + "#lab=zh.dark", "document.querySelector('#scenes [aria-pressed=true]')"},
	} {
		p := newTab(t)
		p.do(chromedp.EmulateViewport(1280, 800))
		p.visit(page.url)
		p.until(page.ready)
		p.do(chromedp.Evaluate[chromedp.Void](string(script) + ";void 0"))
		look := func(way string) {
			p.frames(3)
			for _, v := range eval[[]string](p, `axe.run(document).then(({ violations }) => violations.flatMap((v) => v.nodes.map((n) => v.id + ' (' + v.impact + '): ' + n.target.flat(9).join(' ') + ' ' + n.html.slice(0, 160) + ' ' + n.failureSummary)))`) {
				t.Errorf("%s, %s: %s", page.name, way, v)
			}
			if n := eval[int](p, "axe.run(document).then(({ passes }) => passes.length)"); n < 15 {
				t.Errorf("%s, %s: only %d rules apply", page.name, way, n)
			}
		}
		look("as it opens")
		if strings.HasPrefix(page.name, "laboratory") {
			eval[any](p, "void document.querySelector('#tries ul:not([hidden]) button').click()")
			eval[any](p, "void document.querySelector('#compare').click()")
			p.until("document.querySelector('#b')?.params.scene")
			look("two figures")
			eval[any](p, "void document.querySelector('#compare').click()")
			eval[any](p, "void document.querySelector('#lecture').click()")
			look("lecture")
			eval[any](p, "void document.querySelector('#lecture').click()")
		}
		if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}); err != nil {
			t.Fatal(err)
		}
		look("dark")
		p.do(chromedp.EmulateViewport(320, 700))
		look("320 pixels wide")
		p.do(chromedp.EmulateViewport(1280, 800))
		eval[any](p, "void (document.documentElement.style.fontSize = '200%')")
		look("text of twice the size")
		if w := eval[int](p, "document.scrollingElement.scrollWidth"); w > 1280 {
			t.Errorf("%s: text of twice the size makes the page %d wide on 1280", page.name, w)
		}
	}
}
