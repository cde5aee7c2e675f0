//go:build !js

package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// looks are the ways in which the pages are looked at: each language, each
// theme and each width at least once.
var looks = []struct {
	page, theme   string
	width, height int64
}{
	{"index.html", "light", 1200, 850},
	{"index.html", "dark", 360, 740},
	{"zh/index.html", "light", 360, 740},
	{"zh/index.html", "dark", 1200, 850},
}

// jumps adds up how far content was pushed about without the reader's doing.
const jumps = `(window.jumps ??= 0, new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.jumps += e.value; }).observe({ type: 'layout-shift', buffered: true }))`

// TestPages: the article fits every width, does not jump while its figures come
// to life, and none of them complains. With SCOREFIELD_SHOTS=DIR, what was seen
// is kept there.
func TestPages(t *testing.T) {
	for _, l := range looks {
		t.Run(fmt.Sprintf("%s %s %d", l.page, l.theme, l.width), func(t *testing.T) {
			p := newTab(t)
			p.media("prefers-color-scheme", l.theme)
			p.do(chromedp.EmulateViewport(l.width, l.height))
			p.visit(serve(t, "") + l.page)
			eval[any](p, "void "+jumps)
			p.until("last(el)?.step > 5")
			p.shot(l.page, l.theme, l.width, 0)
			if w := eval[int64](p, "document.scrollingElement.scrollWidth"); w > l.width {
				t.Errorf("the page is %d wide on %d", w, l.width)
			}
			if j := eval[float64](p, "window.jumps"); j > 0.1 { // the bound that browsers call good
				t.Errorf("the content jumps: %v", j)
			}
			if dark := eval[bool](p, "el.classList.contains('dark')"); dark != (l.theme == "dark") {
				t.Errorf("dark is %v", dark)
			}
			p.scroll(l.page, l.theme, l.width)
		})
	}
}

// scroll goes through all figures of a page and looks at each, where pictures
// are wanted.
func (p *tab) scroll(page, theme string, width int64) {
	if os.Getenv("SCOREFIELD_SHOTS") == "" {
		return
	}
	for i := range eval[int](p, "document.querySelectorAll('score-field').length") {
		this := fmt.Sprintf("document.querySelectorAll('score-field')[%d]", i)
		eval[any](p, "void "+this+".scrollIntoView({ block: 'center', behavior: 'instant' })")
		p.until("live(" + this + ") && " + "(last(" + this + ")?.step > 40 || last(" + this + ") && !last(" + this + ").playing)")
		p.shot(page, theme, width, i+1)
	}
}

// shot keeps what is seen in the folder SCOREFIELD_SHOTS.
func (p *tab) shot(page, theme string, width int64, i int) {
	p.t.Helper()
	dir := os.Getenv("SCOREFIELD_SHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	name := fmt.Sprintf("%s-%s-%d-%02d.png", strings.NewReplacer("/", "-", ".html", "").Replace(page), theme, width, i)
	if err := os.WriteFile(filepath.Join(dir, name), picture, 0o644); err != nil {
		p.t.Error(err)
	}
}

// TestTheToolbarStaysOnOneRow at every width: what has no room is in the panel.
func TestTheToolbarStaysOnOneRow(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		p := open(t, `<div id="room"><score-field scene="langevin" lang="`+lang+`"></score-field></div>`)
		p.until("live(el)")
		wrapped := eval[[]int](p, `(() => {
			const wrapped = [];
			for (let width = 320; width <= 1400; width += 4) {
				room.style.width = width + 'px';
				if (el.shadowRoot.querySelector('.tools').offsetHeight > 60) wrapped.push(width);
			}
			return wrapped; })()`)
		if len(wrapped) > 0 {
			t.Errorf("%s: two rows at %v pixels", lang, wrapped)
		}
	}
}
