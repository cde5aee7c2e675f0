//go:build !js

package browser_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAxePages: axe-core finds nothing to complain of in both pages of the article and in
// the laboratory, which has two figures then: while one plays, another learns and can be stopped
// and a third complains, each with its settings and exports unfolded; in both themes, with text of
// twice the size, at 320 pixels, in the reader's own colours; with the list of keys; and in the
// lecture.
func TestAxePages(t *testing.T) {
	ready(t)
	server := serveUnder(t, "", "") // axe puts styles into the page
	laboratory := "file://" + filepath.ToSlash(filepath.Join(site(t), "scorefield.html"))
	for _, page := range []struct{ name, url string }{
		{"article", server + "index.html"},
		{"article in Chinese", server + "zh/index.html"},
		{"laboratory", laboratory + "#lab=en.light"},
		{"laboratory in Chinese", laboratory + "#lab=zh.dark"},
	} {
		t.Run(page.name, func(t *testing.T) {
			p := newTab(t)
			p.do(chromedp.EmulateViewport(1280, 800))
			p.visit(page.url)
			p.until("live(el)")
			p.loadAxe()
			lab := strings.HasPrefix(page.name, "laboratory")
			if lab {
				p.until("document.querySelector('#scenes [aria-pressed=true]')")
				eval[any](p, "void el.pause().then(() => el.reset())")
				p.until("last(el)?.step === 0 && !last(el).playing")
				eval[any](p, "void document.querySelector('#tries ul:not([hidden]) button').click()")
				p.until("last(el).playing && last(el).step > 0")
				eval[any](p, "void document.querySelector('#compare').click()")
				// The second figure takes the first one's state, step and all: what is asked for before would be undone.
				p.until("(([a, b]) => b && live(b) && [a, b].every((f) => last(f)?.playing === false) && last(a).step === last(b).step)([el, document.querySelector('#b')])")
				eval[any](p, "void (window.busy = [el, document.querySelector('#b'), el])")
			} else {
				eval[any](p, "void (window.busy = ['first', 'learn', 'field'].map((name) => document.querySelector('#demo-' + name)))")
			}
			eval[any](p, `void (([plays, learns, errs]) => {
			plays.play();
			errs.set({ epsilon: -1 }).catch(() => {});
			learns.set({ scene: 'matching' }).then(() => learns.train(90000000)).catch(() => {});
		})(busy)`)
			const all = "last(busy[0])?.playing && busy[1].shadowRoot.querySelector('.working').checkVisibility() && busy[2].shadowRoot.querySelector('.note')"
			const open = "busy.every(({ shadowRoot: root }) => root.querySelector('.panel').checkVisibility() && root.querySelector('.panel .exports').checkVisibility())"
			p.until("busy.every(live) && " + all)
			eval[any](p, `void [...new Set(busy)].forEach(({ shadowRoot: root }) => {
			if (!root.querySelector('.panel').checkVisibility()) [...root.querySelectorAll('.tools button[aria-expanded]')].at(-1).click();
			root.querySelector('.panel button[aria-expanded]').click();
		})`)
			p.until(open)
			eval[any](p, "void scrollTo(0, 1e9)") // what nobody sees goes on, and leaves the page's thread to axe
			for _, way := range []struct {
				name string
				set  func()
			}{
				{"as it opens", func() {}},
				{"the other theme", func() {
					eval[any](p, "void (document.documentElement.dataset.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')")
				}},
				{"text of twice the size", func() {
					eval[any](p, "void (document.documentElement.style.fontSize = '200%')")
					if w := eval[int](p, "document.scrollingElement.scrollWidth"); w > 1280 {
						t.Errorf("text of twice the size makes the page %d wide on 1280", w)
					}
				}},
				{"320 pixels wide", func() {
					eval[any](p, "void (document.documentElement.style.fontSize = '')")
					p.do(chromedp.EmulateViewport(320, 700))
				}},
				{"forced colours", func() { p.media("forced-colors", "active") }},
			} {
				way.set()
				p.examine("document", way.name)
			}
			if !eval[bool](p, all+" && "+open) {
				t.Errorf("what was looked at is no longer there")
			}
			if lab {
				p.media("forced-colors", "none")
				p.do(chromedp.EmulateViewport(1280, 800))
				eval[any](p, "void el.shadowRoot.querySelector('.stage').dispatchEvent(new Event('keys'))")
				p.until("el.shadowRoot.querySelector('dialog.keys')?.open")
				p.examine("document", "the keys")
				eval[any](p, "void (el.shadowRoot.querySelector('dialog.keys').close(), document.querySelector('#lecture').click())")
				p.examine("document", "lecture")
			}
		})
	}
}
