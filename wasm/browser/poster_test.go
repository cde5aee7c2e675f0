//go:build !js

package browser_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// hung is the address of each figure's poster from the site's folder on, "" where there
// is none, once what was asked for has come.
func hung(p *tab) []string {
	p.t.Helper()
	const pictures = `[...document.querySelectorAll('score-field')].map((e) => e.shadowRoot.querySelector('.poster > img'))`
	p.until(pictures + `.every((img) => !img || img.complete && img.naturalWidth > 0)`)
	list := eval[[]string](p, pictures+`.map((img) => img ? img.src : '')`)
	for i := range list {
		list[i] = strings.TrimPrefix(list[i], p.origin)
	}
	return list
}

// TestTenPosters: the first paint of a page with ten figures costs the script and their
// posters, no more than 20 kB each; nothing of the program is asked for, and nothing
// moves when they come.
func TestTenPosters(t *testing.T) {
	var body strings.Builder
	for _, s := range scene.All[:10] {
		fmt.Fprintf(&body, `<score-field scene="%s" reveal="manual"></score-field>`, s.Name)
	}
	p := newTab(t)
	p.do(chromedp.EmulateViewport(1000, 9000)) // posters far below are not asked for
	p.origin = serve(t, body.String())
	p.visit(p.origin + "page.html")
	eval[any](p, "void "+jumps)
	for i, name := range hung(p) {
		if want := fmt.Sprintf("posters/%s-wide-light.png", scene.All[i].Name); name != want {
			t.Errorf("poster %d is %q, want %q", i, name, want)
		}
	}
	p.frames(10)
	n := 0
	for _, url := range p.asked() {
		name := strings.TrimPrefix(url, p.origin)
		switch {
		case strings.HasPrefix(name, "posters/"):
			n++
			if info, err := os.Stat(filepath.Join(site(t), filepath.FromSlash(name))); err != nil || info.Size() > 20_000 {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		case name != "page.html" && name != "scorefield.js" && !strings.HasSuffix(name, "favicon.ico"):
			t.Errorf("asked for %s", url)
		}
	}
	if n != 10 {
		t.Errorf("%d posters were asked for", n)
	}
	if j := eval[float64](p, "window.jumps"); j != 0 {
		t.Errorf("the content jumps by %g", j)
	}
}

// TestWhichPoster: by theme and width; none where the page says so, has put something
// into the element, or shows other data than the scene's own.
func TestWhichPoster(t *testing.T) {
	p := newTab(t)
	p.do(chromedp.EmulateViewport(1000, 5000))
	p.origin = serve(t, `<score-field scene="sde" reveal="manual" theme="dark"></score-field>
		<div><score-field reveal="manual"></score-field></div>
		<score-field scene="sde" reveal="manual" poster=""></score-field>
		<score-field scene="sde" reveal="manual">In words.</score-field>
		<score-field scene="sde" reveal="manual" density="ring"></score-field>
		<score-field scene="sde" reveal="manual" poster="favicon.svg"></score-field>
		<score-field scene="sde" reveal="manual" density="ring" theme="dark" poster="posters/ladder-{shape}-{theme}.png">In words.</score-field>`)
	p.visit(p.origin + "page.html")
	eval[any](p, "void (document.querySelector('div').style.width = '360px')")
	p.until("document.querySelectorAll('score-field')[1].shadowRoot.querySelector('.poster > img').src.includes('narrow')")
	want := []string{"posters/sde-wide-dark.png", "posters/langevin-narrow-light.png", "", "", "", "favicon.svg", "posters/ladder-wide-dark.png"}
	for i, name := range hung(p) {
		if name != want[i] {
			t.Errorf("poster %d is %q, want %q", i, name, want[i])
		}
	}
	eval[any](p, `(el.theme = 'light', el.scene = 'ladder', document.querySelectorAll('score-field')[2].removeAttribute('poster'))`)
	p.until(`el.shadowRoot.querySelector('.poster > img').src.endsWith('posters/ladder-wide-light.png')`)
	if name := hung(p)[2]; name != "posters/sde-wide-light.png" {
		t.Errorf("with its attribute gone the poster is %q", name)
	}
	if c := p.complaints(); len(c) > 0 {
		t.Errorf("complaints: %v", c)
	}
}

// TestPostersArePrinted: on paper every figure that has not started is its poster, and
// the button is not there.
func TestPostersArePrinted(t *testing.T) {
	p := open(t, `<score-field scene="sde" reveal="manual"></score-field><score-field scene="ladder" reveal="manual"></score-field>`)
	hung(p)
	for _, posters := range []int{2, 0} {
		if posters == 0 {
			eval[any](p, `document.querySelectorAll('score-field').forEach((e) => { e.poster = ''; })`)
		}
		pdf, err := chromedp.Call(p.ctx, page.PrintToPDF, page.PrintToPDFParams{})
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(pdf.Data, []byte("/Subtype /Image")); n != posters {
			t.Errorf("%d pictures on paper, want %d", n, posters)
		}
	}
}

// TestEveryFigureOfTheArticleHasItsPoster: in both languages and themes, wide and
// narrow, each of its own, no more than 20 kB.
func TestEveryFigureOfTheArticleHasItsPoster(t *testing.T) {
	for _, tc := range []struct {
		page, theme, end string
		width            int64
	}{{"index.html", "light", "-wide-light.png", 1280}, {"zh/index.html", "dark", "-narrow-dark.png", 390}} {
		p := newTab(t)
		p.media("prefers-color-scheme", tc.theme)
		p.do(chromedp.EmulateViewport(tc.width, 900))
		p.visit(serve(t, "") + tc.page)
		all := `[...document.querySelectorAll('score-field')]`
		for i, id := range eval[[]string](p, all+`.map((e) => e.id)`) {
			img := fmt.Sprintf(all+`[%d].shadowRoot.querySelector('.poster > img')`, i)
			want := "pictures/posters/" + strings.TrimPrefix(id, "demo-") + tc.end
			if got := eval[string](p, img+".src"); !strings.HasSuffix(got, "/"+want) {
				t.Errorf("%s: the poster of %s is %s", tc.page, id, got)
			}
			if info, err := os.Stat(filepath.Join(site(t), filepath.FromSlash(want))); err != nil || info.Size() > 20_000 {
				t.Errorf("%s: %v, %v", want, info, err)
			}
		}
		eval[any](p, all+`.find((e) => e.id === 'demo-million').scrollIntoView()`)
		p.until(all + `.find((e) => e.id === 'demo-million').shadowRoot.querySelector('.poster > img').naturalWidth > 0`)
	}
}

// TestWithoutScripts: README's advice. The picture in the element is what readers
// without scripts see, and those with them see the poster that is named, until the
// figure starts.
func TestWithoutScripts(t *testing.T) {
	body := `<score-field scene="annealed" reveal="manual" poster="posters/annealed-{shape}-{theme}.png">
		<img src="posters/annealed-wide-light.png" alt="Particles between two modes">
	</score-field>`
	const inside = "document.querySelector('score-field > img')"
	for _, scripts := range []bool{false, true} {
		p := newTab(t)
		if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts}); err != nil {
			t.Fatal(err)
		}
		p.origin = serve(t, body)
		p.visit(p.origin + "page.html")
		for deadline := time.Now().Add(patience); !eval[bool](p, inside+"?.naturalWidth > 0"); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("scripts %v: the picture never came", scripts)
			}
		}
		if !scripts {
			if wide := eval[float64](p, inside+".getBoundingClientRect().width"); wide < 240 || eval[bool](p, "document.querySelector('score-field').shadowRoot !== null") {
				t.Errorf("without scripts the picture is %v wide, or there is a figure", wide)
			}
			continue
		}
		p.until("el.shadowRoot.querySelector('.poster > img')?.naturalWidth > 0")
		if at := eval[string](p, "el.shadowRoot.querySelector('.poster > img').getAttribute('src')"); at != "posters/annealed-wide-light.png" {
			t.Errorf("the poster is %s", at)
		}
		eval[any](p, "el.dismissPoster()")
		p.until("live(el) && !" + inside + ".checkVisibility()")
	}
}

// TestAFallbackIsText: words that stand in a figure until it starts are a line of text, whatever is strong
// or a link in them, in the middle of the picture, and paragraphs stand one below the other.
// (Each run of letters and each paragraph was a row of its own.)
func TestAFallbackIsText(t *testing.T) {
	p := open(t, `<score-field scene="annealed" reveal="manual">Words <strong>here</strong> and <a href="#">there</a>.</score-field><score-field scene="annealed" reveal="manual"><p>One.</p><p>Two.</p></score-field>`)
	p.until("[...document.querySelectorAll('score-field')].every((f) => f.shadowRoot)")
	p.frames(2)
	got := eval[struct{ Lines, Left, Right, Below float64 }](p, `(() => {
		const boxes = [...el.childNodes].map((n) => { const r = document.createRange(); r.selectNodeContents(n); return r.getBoundingClientRect(); }), all = el.shadowRoot.querySelector('.poster').getBoundingClientRect();
		const tops = boxes.map((b) => b.top), [one, two] = [...document.querySelectorAll('score-field')[1].children].map((e) => e.getBoundingClientRect());
		return { lines: Math.max(...tops) - Math.min(...tops), left: boxes[0].left - all.left, right: all.right - boxes.at(-1).right, below: two.top - one.bottom };
	})()`)
	if got.Lines > 4 || got.Left < 50 || got.Left-got.Right > 2 || got.Right-got.Left > 2 || got.Below < 0 || got.Below > 40 {
		t.Errorf("%+v", got)
	}
}
