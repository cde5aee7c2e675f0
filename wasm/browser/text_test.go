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
		eval[any](p, wrongTexts)
		look := func(when string) {
			t.Helper()
			for _, f := range eval[[]struct {
				Ratio, Ink float64
				Wrong      string
			}](p, `[...document.querySelectorAll('score-field')].map((figure) => {
				let ink = 0;
				const ratios = textsOf(figure).map((c) => {
					const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
					for (let i = 3; i < data.length; i += 4) if (data[i] > 200) ink++;
					return c.width / c.getBoundingClientRect().width;
				});
				return { ratio: Math.min(...ratios), ink: ink / (devicePixelRatio * devicePixelRatio), wrong: wrongTexts(figure) };
			})`) {
				if f.Ratio < 0.995*ratio || f.Ratio > 1.005*ratio {
					t.Errorf("%s, at %v: the texts have %v pixels for each of the page's", when, ratio, f.Ratio)
				}
				if f.Ink < 150 {
					t.Errorf("%s, at %v: only %.0f pixels of the page have text", when, ratio, f.Ink)
				}
				if f.Wrong != "" {
					t.Errorf("%s, at %v: %s", when, ratio, f.Wrong)
				}
			}
		}
		look("playing")
		eval[any](p, "Promise.all([...document.querySelectorAll('score-field')].map((figure) => figure.pause()))")
		look("at rest")
	}
}

// wrongTexts makes a function that says what is wrong with how a figure's texts are shared out among canvases: these do
// not lie over one another, nor over half of the picture, begin on pixels of the picture, and cut no letter or line off: where
// there is ink at an edge, another goes on, or the picture ends.
const wrongTexts = `void (window.wrongTexts = (figure) => {
	const picture = figure.shadowRoot.querySelector('.stage > canvas').getBoundingClientRect(), all = textsOf(figure);
	const per = (/* pixels to one of the page's, along a side: of the longest canvas, which says it best */ side) => {
		const longest = all.reduce((a, b) => (a[side] > b[side] ? a : b));
		return longest[side] / longest.getBoundingClientRect()[side];
	};
	const kx = per('width'), ky = per('height'), width = Math.round(picture.width * kx), height = Math.round(picture.height * ky), owner = new Uint8Array(width * height);
	const places = all.map((c) => {
		const box = c.getBoundingClientRect(), left = box.left - picture.left, top = box.top - picture.top, x = Math.round(left * kx), y = Math.round(top * ky);
		return { c, x, y, off: Math.max(Math.abs(left - x / kx), Math.abs(top - y / ky)) };
	});
	let area = 0;
	for (const [i, { c, x, y, off }] of places.entries()) {
		if (off > 1 / 16) return 'a canvas at ' + x + ', ' + y + ' is ' + off + ' of a pixel of the page off';
		area += c.width * c.height;
		for (let v = y; v < y + c.height; v++) for (let u = x; u < x + c.width; u++) {
			if (owner[v * width + u]) return 'two canvases at ' + u + ', ' + v;
			owner[v * width + u] = i + 1;
		}
	}
	if (area > 0.5 * width * height) return 'canvases of ' + area + ' of ' + width * height + ' pixels';
	for (const { c, x, y } of places) {
		const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
		for (let v = 0; v < c.height; v++) for (let u = 0; u < c.width; u++) {
			if (!data[4 * (v * c.width + u) + 3]) continue;
			for (const [du, dv] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
				const to = x + u + du, below = y + v + dv;
				if (to >= 0 && to < width && below >= 0 && below < height && !owner[below * width + to]) return 'cut off at ' + to + ', ' + below;
			}
		}
	}
	return '';
})`

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
		p.until("el.shadowRoot.querySelector('.status')?.textContent.includes('" + hand.en + "')")
		eval[any](p, "void (document.documentElement.lang = 'zh')")
		p.until("el.shadowRoot.querySelector('.status').textContent.includes('" + hand.zh + "')")
	}
}
