//go:build !js

package browser_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestTextsHaveAllPixels: letters and numbers of a figure have a canvas of their own with every pixel of
// the screen, at every ratio, while figures play that a processor draws too slowly, and at rest:
// what the picture gives up they keep.
func TestTextsHaveAllPixels(t *testing.T) {
	for _, ratio := range []float64{1.5, 2} {
		p := newTab(t)
		p.do(chromedp.EmulateViewport(700, 620, chromedp.EmulateScale(ratio)))
		p.visit(serve(t, `<score-field scene="langevin" particles="300" autoplay loading="eager"></score-field><score-field scene="annealed" particles="300" autoplay loading="eager"></score-field>`) + "page.html")
		p.until("[...document.querySelectorAll('score-field')].every((figure) => last(figure)?.step > 3)")
		p.frames(5)
		look := func(when string) {
			t.Helper()
			for _, f := range eval[[]struct{ Ratio, Ink float64 }](p, `[...document.querySelectorAll('score-field')].map((figure) => {
				const c = figure.shadowRoot.querySelector('.stage > .text'), { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
				let ink = 0;
				for (let i = 3; i < data.length; i += 4) if (data[i] > 200) ink++;
				return { ratio: c.width / c.getBoundingClientRect().width, ink: ink / (devicePixelRatio * devicePixelRatio) };
			})`) {
				if f.Ratio < 0.995*ratio || f.Ratio > 1.005*ratio {
					t.Errorf("%s, at %v: the texts have %v pixels for each of the page's", when, ratio, f.Ratio)
				}
				if f.Ink < 150 {
					t.Errorf("%s, at %v: only %.0f pixels of the page have text", when, ratio, f.Ink)
				}
			}
		}
		look("playing")
		eval[any](p, "Promise.all([...document.querySelectorAll('score-field')].map((figure) => figure.pause()))")
		look("at rest")
	}
}

// TestHintOfTheHand: a figure says how the hand that there is reads numbers from it, in both languages.
func TestHintOfTheHand(t *testing.T) {
	for _, hand := range []struct {
		touch  bool
		en, zh string
	}{{false, "point at the figure", "把指针放到图上"}, {true, "touch the figure", "轻触图上一点"}} {
		p := newTab(t)
		if _, err := chromedp.Call(p.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: hand.touch}); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 700, Height: 800, DeviceScaleFactor: 1, Mobile: hand.touch}); err != nil {
			t.Fatal(err)
		}
		// headless browsers have no mouse that a page could ask for
		if eval[bool](p, "matchMedia('(hover: none)').matches") != hand.touch {
			p.before("{ const ask = window.matchMedia.bind(window); window.matchMedia = (q) => q === '(hover: none)' ? ask('" + map[bool]string{true: "all", false: "not all"}[hand.touch] + "') : ask(q); }")
		}
		p.visit(serve(t, `<score-field scene="score-field" controls="full" loading="eager"></score-field>`) + "page.html")
		p.until("el.shadowRoot.querySelector('[part=status]')?.textContent.includes('" + hand.en + "')")
		eval[any](p, "void (document.documentElement.lang = 'zh')")
		p.until("el.shadowRoot.querySelector('[part=status]').textContent.includes('" + hand.zh + "')")
	}
}
