//go:build !js

package browser_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestTheFocusIsSeen: whatever Tab comes to in a figure is drawn otherwise than
// without the focus, in light and dark.
func TestTheFocusIsSeen(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		p := run(t, fmt.Sprintf(`<p><a href="#">before</a></p><score-field scene="langevin" particles="200" controls="full" theme="%s"></score-field>`, theme))
		eval[any](p, "void document.querySelector('a').focus()")
		// what a ring can be: an outline or shadow of the element, or of what stands over it
		const ring = `((e) => { const of = (e, pseudo) => { const s = getComputedStyle(e, pseudo); return [s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1 ? s.outlineColor : '', s.boxShadow !== 'none' ? s.boxShadow : '', s.content !== 'none' && s.content !== 'normal' && s.borderTopStyle !== 'none' ? s.borderTopColor : ''].join(''); };
			return e.tagName.toLowerCase() + (e.title || e.ariaLabel || e.id ? ' ' + (e.title || e.ariaLabel || e.id) : '') + ': ' + [of(e), of(e.parentElement), of(e.parentElement, '::after'), ...[...e.parentElement.children].filter((x) => x !== e && x.checkVisibility()).map((x) => of(x))].filter(Boolean).join(' '); })`
		seen := 0
		for range 60 {
			p.do(chromedp.KeyEvent(kb.Tab))
			at := eval[string](p, `(() => { const e = el.shadowRoot.activeElement; return e ? `+ring+`(e) : ''; })()`)
			if at == "" {
				break
			}
			seen++
			if at[len(at)-1] == ' ' {
				t.Errorf("%s: no ring around %s", theme, at)
			}
		}
		if seen < 8 {
			t.Errorf("%s: Tab came to %d things only", theme, seen)
		}
	}
}

// TestTheLanguageOfTheFigure: readers of any Chinese get Chinese, and the box
// says which language its words are in, for the page's may be another.
func TestTheLanguageOfTheFigure(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="200"></score-field>`)
	for lang, want := range map[string][2]string{"zh-TW": {"播放", "zh-CN"}, "zh-Hant-HK": {"播放", "zh-CN"}, "zh": {"播放", "zh-CN"}, "zh_CN": {"播放", "zh-CN"}, "cmn-Hans": {"播放", "zh-CN"}, "yue": {"播放", "zh-CN"}, "ZH-sg": {"播放", "zh-CN"}, "de": {"Play", "en"}, "zha": {"Play", "en"}, "en-GB": {"Play", "en"}} {
		eval[any](p, "void (document.documentElement.lang = '"+lang+"')")
		p.until(fmt.Sprintf("el.shadowRoot.querySelector('.figure').lang === '%s' && !![...el.shadowRoot.querySelectorAll('.tools button')].find((b) => b.title === '%s')", want[1], want[0]))
	}
}

// TestARefusedValueLeavesItsBox: where a value is not allowed the box has the one
// that holds, and the figure says why.
func TestARefusedValueLeavesItsBox(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="200" controls="full" seed="5"></score-field>`)
	for _, text := range []string{"+5", "0", "abc", "9007199254740993", "1.5", "-3"} {
		eval[any](p, "void ((i) => { i.focus(); i.value = '"+text+"'; i.dispatchEvent(new Event('change')); })(el.shadowRoot.querySelector('#sf-seed-panel'))")
		p.until("el.shadowRoot.querySelector('#sf-seed-panel').value === '5' && el.shadowRoot.querySelector('.stage').textContent.includes('" + text + "')")
		if seed := eval[string](p, "el.params.seed"); seed != "5" {
			t.Errorf("%q was taken: the seed is %s", text, seed)
		}
	}
}

// TestNoChoiceIsClipped: what is chosen in a list can be read whole, in every
// scene and both languages.
func TestNoChoiceIsClipped(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="200" controls="full"></score-field>`)
	for _, scene := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		eval[any](p, "el.set({ scene: '"+scene+"', particles: 100, units: 8, batch: 8 })")
		for _, at := range []struct {
			lang  string
			width int
		}{{"en", 900}, {"en", 340}, {"en", 620}, {"zh", 900}, {"zh", 340}} {
			lang, width := at.lang, at.width
			eval[any](p, fmt.Sprintf("void (el.lang = '%s', el.style.width = '%dpx')", lang, width))
			p.frames(3)
			for _, clipped := range eval[[]string](p, `(() => {
				const pen = document.createElement('canvas').getContext('2d'), list = [];
				for (const s of el.shadowRoot.querySelectorAll('select')) if (s.checkVisibility()) for (const o of s.options) {
					const style = getComputedStyle(s);
					pen.font = style.font;
					const room = s.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), need = pen.measureText(o.text).width;
					if (need > room + 1) list.push(s.id + ' ' + o.text + ': ' + need.toFixed(0) + ' in ' + room.toFixed(0));
				}
				for (const auto of el.shadowRoot.querySelectorAll('.panel .auto')) if (auto.checkVisibility() && auto.offsetHeight > 1.6 * Math.max(auto.firstChild.offsetHeight, parseFloat(getComputedStyle(auto).fontSize))) list.push('its switch is ' + auto.offsetHeight + ' high');
				for (const field of el.shadowRoot.querySelectorAll('.panel .field')) if (field.scrollWidth > field.clientWidth + 1) list.push(field.textContent + ' is ' + field.scrollWidth + ' wide in ' + field.clientWidth);
				return list;
			})()`) {
				t.Errorf("%s, %s, %d wide: %s", scene, lang, width, clipped)
			}
		}
	}
}
