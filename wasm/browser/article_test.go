//go:build !js

package browser_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// articles are the pages of the article.
var articles = []string{"index.html", "zh/index.html"}

// TestArticleOnPaper: twenty pages at most; every figure is a picture with its
// caption; nothing to press, nothing folded.
func TestArticleOnPaper(t *testing.T) {
	for _, name := range articles {
		t.Run(name, func(t *testing.T) {
			p := newTab(t)
			p.visit(serve(t, "") + name)
			yes := true
			pdf, err := chromedp.Call(p.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes})
			if err != nil {
				t.Fatal(err)
			}
			if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf.Data, -1)); n < 8 || n > 20 {
				t.Errorf("%d pages, want at most 20", n)
			}
			if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
				t.Fatal(err)
			}
			eval[any](p, "void dispatchEvent(new Event('beforeprint'))")
			eval[any](p, "void document.querySelectorAll('img.still').forEach((i) => { i.loading = 'eager'; })")
			p.until("[...document.querySelectorAll('img.still')].every((i) => i.complete)")
			for _, want := range []struct{ what, expression string }{
				{"figures without a picture", "[...document.querySelectorAll('figure.demo')].filter((f) => { const i = f.querySelector('img.still'); return !(i.naturalWidth > 0 && i.offsetWidth > 200); }).map((f) => f.id)"},
				{"figures without a caption", "[...document.querySelectorAll('figure.demo')].filter((f) => !f.querySelector('.caption').offsetHeight || !f.querySelector('.look').offsetHeight).map((f) => f.id)"},
				{"live figures", "[...document.querySelectorAll('score-field')].filter((e) => e.checkVisibility()).map((e) => e.id)"},
				{"buttons", "[...document.querySelectorAll('button')].filter((e) => e.checkVisibility()).map((e) => e.textContent)"},
				{"folded text", "[...document.querySelectorAll('main details')].filter((e) => !e.lastElementChild.offsetHeight).map((e) => e.textContent)"},
			} {
				if list := eval[[]string](p, want.expression); len(list) > 0 {
					t.Errorf("%s: %q", want.what, list)
				}
			}
		})
	}
}

// TestArticleWithoutScripts: text, formulas, captions and a picture of every
// figure are there.
func TestArticleWithoutScripts(t *testing.T) {
	for _, name := range articles {
		t.Run(name, func(t *testing.T) {
			p := newTab(t)
			if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
				t.Fatal(err)
			}
			p.visit(serve(t, "") + name)
			eval[any](p, "void document.querySelectorAll('img.still').forEach((i) => { i.loading = 'eager'; })")
			p.until("[...document.querySelectorAll('img.still')].every((i) => i.complete)")
			if list := eval[[]string](p, "[...document.querySelectorAll('figure.demo')].filter((f) => !(f.querySelector('img.still').naturalWidth > 0 && f.querySelector('img.still').offsetWidth > 200 && f.querySelector('.caption').offsetHeight)).map((f) => f.id)"); len(list) > 0 {
				t.Errorf("no picture or no caption: %q", list)
			}
			if eval[bool](p, "!!customElements.get('score-field') || document.documentElement.classList.contains('js')") {
				t.Error("scripts have run")
			}
		})
	}
}

// TestArticleOnASmallScreen: at 320 pixels the page itself does not scroll
// sideways, and what is wider scrolls within its own box, which the keyboard
// reaches.
func TestArticleOnASmallScreen(t *testing.T) {
	for _, name := range articles {
		t.Run(name, func(t *testing.T) {
			p := newTab(t)
			p.do(chromedp.EmulateViewport(320, 700))
			p.visit(serve(t, "") + name)
			if w := eval[int](p, "document.scrollingElement.scrollWidth"); w > 320 {
				t.Errorf("%d wide", w)
			}
			eval[any](p, "void (document.documentElement.style.fontSize = '200%')")
			for _, wide := range eval[[]string](p, "[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 321 && !(() => { for (let a = e.parentElement; a; a = a.parentElement) if (getComputedStyle(a).overflowX !== 'visible') return true; return false; })()).slice(0, 10).map((e) => e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40))") {
				t.Errorf("with text of twice the size, wider than the page: %s", wide)
			}
			if w := eval[int](p, "document.scrollingElement.scrollWidth"); w > 320 {
				t.Errorf("with text of twice the size the page is %d wide", w)
			}
			eval[any](p, "void (document.documentElement.style.fontSize = '')")
			if list := eval[[]string](p, "[...document.querySelectorAll('main *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && e.tabIndex < 0).map((e) => e.className + ' ' + e.textContent.slice(0, 40))"); len(list) > 0 {
				t.Errorf("scrolls, but not by keyboard: %q", list)
			}
		})
	}
}

// TestPresetsOfTheArticle: one click brings the figure to life and sets it, the
// numbers in the text follow, and the program lights up.
func TestPresetsOfTheArticle(t *testing.T) {
	p := newTab(t)
	p.visit(serve(t, "") + "index.html")
	eval[any](p, "void (window.fig = document.querySelector('#demo-annealed'), window.press = (set) => [...document.querySelectorAll('#fig-annealed .try button')].find((b) => b.dataset.set.split('&').includes(set)).click())")
	if s := eval[string](p, "document.querySelector('.live[data-figure=fig-annealed]').textContent"); s != "77%" {
		t.Errorf("before the figure has run the text says %q", s)
	}
	eval[any](p, "void press('steps-per-level=5')")
	p.until("fig.params['steps-per-level'] === '5' && document.querySelector('#fig-annealed [aria-pressed=true]')")
	p.until("document.querySelector('.live[data-figure=fig-annealed]').classList.contains('running')")
	p.until("document.querySelector('#program-anneal [data-line=return].at')") // fifty steps later
	if share := eval[string](p, "document.querySelector('.live[data-figure=fig-annealed]').textContent"); share == "77%" {
		t.Error("the number in the text does not follow")
	}
	eval[any](p, "void press('steps-per-level=100')")
	p.until("fig.params['steps-per-level'] === '100' && document.querySelector('#program-anneal [data-line=move].at')")
	p.until(`/^i = 10, σ = 20$/.test(document.querySelector('#program-anneal [data-line=level] .now').textContent)`)
}

// TestSymbolsOfTheArticle say what they mean: under the pointer, and by arrow
// keys in a formula; Escape hides it.
func TestSymbolsOfTheArticle(t *testing.T) {
	for i, name := range articles {
		t.Run(name, func(t *testing.T) {
			p := newTab(t)
			p.visit(serve(t, "") + name)
			eval[any](p, "void (window.note = document.getElementById('symbol-note'), document.querySelector('#eq-score .formula').focus())")
			key := func(k string) {
				eval[any](p, fmt.Sprintf("void document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '%s', bubbles: true }))", k))
			}
			key("ArrowRight")
			want := []string{"the score", "分数"}[i]
			if text := eval[string](p, "note.hidden ? '' : note.textContent"); !regexp.MustCompile(want).MatchString(text) {
				t.Errorf("the first symbol is explained by %q, want %q in it", text, want)
			}
			key("ArrowRight")
			if text := eval[string](p, "note.hidden ? '' : note.textContent"); text == "" || regexp.MustCompile(want).MatchString(text) {
				t.Errorf("the second symbol is explained by %q", text)
			}
			key("Escape")
			if !eval[bool](p, "note.hidden") {
				t.Error("Escape does not hide it")
			}
			if list := eval[[]string](p, "[...new Set([...document.querySelectorAll('[data-sym]')].map((e) => e.dataset.sym))].filter((k) => !document.getElementById('sym-' + k))"); len(list) > 0 {
				t.Errorf("symbols that the table lacks: %q", list)
			}
			eval[any](p, "void document.querySelector('#matching [data-sym=loss]').dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }))")
			if eval[bool](p, "note.hidden") {
				t.Error("the pointer over a symbol shows nothing")
			}
		})
	}
}

// TestThemeAndContentsOfTheArticle: the switch is remembered, figures follow
// it, and the list of contents follows the scroll.
func TestThemeAndContentsOfTheArticle(t *testing.T) {
	p := newTab(t)
	p.do(chromedp.EmulateViewport(1400, 900))
	url := serve(t, "") + "index.html"
	p.visit(url)
	was := eval[bool](p, "el.classList.contains('dark')")
	eval[any](p, "void document.querySelector('nav.site button').click()")
	p.until(fmt.Sprintf("el.classList.contains('dark') === %v", !was))
	p.visit(url)
	p.until(fmt.Sprintf("el.classList.contains('dark') === %v", !was))
	eval[any](p, "void localStorage.clear()")
	eval[any](p, "void document.getElementById('ladder').scrollIntoView({ behavior: 'instant' })")
	p.until("document.querySelector('nav.contents [aria-current]')?.hash === '#ladder'")
	if n := eval[int](p, "document.querySelectorAll('nav.contents [aria-current]').length"); n != 1 {
		t.Errorf("%d chapters are marked", n)
	}
}
