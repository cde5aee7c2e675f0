//go:build !js

package browser_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAxePages: axe-core finds nothing to complain of in both pages of the article and in
// the laboratory, wide and at 320 pixels, light and dark, in both languages, with two
// figures beside one another and in the lecture, and with text of twice the size.
func TestAxePages(t *testing.T) {
	ready(t)
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
		p.loadAxe()
		look := func(way string) { p.t.Helper(); p.examine("document", page.name+", "+way) }
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
		p.media("prefers-color-scheme", "dark")
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
