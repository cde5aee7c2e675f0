//go:build !js

package browser_test

import (
	"testing"
)

// TestTips: every control of every scene says what it is in a sentence, in both languages: above or below it and
// within the figure, to who points at it, comes to it with the keys or taps its name, and to who does not see it.
// Once it is used, left, or Escape is pressed, the sentence is gone.
func TestTips(t *testing.T) {
	p := run(t, `<score-field scene="langevin" controls="full" ratio="6 / 1"></score-field>`)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		for _, wrong := range eval[[]string](p, `(async () => {
			const wrong = [], root = el.shadowRoot, tip = root.querySelector('.tip');
			await el.set({ scene: '`+name+`', particles: 100, units: 8, batch: 8 });
			for (const lang of ['en', 'zh']) for (const width of [900, 340]) {
				document.documentElement.lang = lang;
				el.style.width = width + 'px';
				for (let waited = 0; waited < 3; waited++) await new Promise(requestAnimationFrame);
				const fields = [...root.querySelectorAll('.tools .field, .panel .field, .panel .auto, .data .field')].filter((e) => e.checkVisibility());
				if (fields.length < 4) wrong.push('only ' + fields.length + ' fields');
				for (const field of fields) {
					const says = field.dataset.tip, of = '`+name+`, ' + lang + ', ' + width + ', ' + field.textContent.slice(0, 30) + ': ';
					if (!(lang === 'zh' ? /[\u4e00-\u9fff].*。$/ : /^[A-Zε].+ .+\.$/).test(says)) wrong.push(of + 'no sentence: ' + says);
					const controls = [...field.querySelectorAll('input, select')].filter((c) => c.closest('[data-tip]') === field), name = field.querySelector('label, span') ?? field;
					for (const c of controls) if (c.getAttribute('aria-description') !== says) wrong.push(of + 'not said of ' + c.type);
					const shown = (how) => {
						const at = tip.getBoundingClientRect(), own = field.getBoundingClientRect(), host = el.getBoundingClientRect();
						if (!tip.checkVisibility() || tip.textContent !== says) wrong.push(of + how + ' shows ' + (tip.checkVisibility() ? tip.textContent : 'nothing'));
						else if (at.left < host.left || at.right > host.right || at.bottom > own.top && at.top < own.bottom) wrong.push(of + how + ' stands where it should not');
					};
					const gone = (how) => { if (tip.checkVisibility()) wrong.push(of + 'still there ' + how); };
					controls[0].focus();
					shown('focus');
					controls[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
					gone('after Escape');
					controls[0].blur();
					name.dispatchEvent(new PointerEvent('pointerover', { pointerType: 'touch', bubbles: true, composed: true }));
					name.click(); // as a finger does
					shown('a tap');
					controls[0].dispatchEvent(new Event('input', { bubbles: true }));
					if (controls[0].type !== 'checkbox') gone('in use'); // whose name is pressed with it
					controls[0].focus();
					document.activeElement.blur();
					gone('after the focus');
				}
				await el.set({ scene: '`+name+`', particles: 100, units: 8, batch: 8 }); // taps have pressed what they are names of
			}
			return wrong;
		})()`) {
			t.Error(wrong)
		}
	}
	// a pointer that rests is told; one that has gone on is not, nor is a finger on its way
	eval[any](p, "void (document.documentElement.lang = 'en', el.style.width = '900px')")
	eval[any](p, "el.set({ scene: 'langevin' })")
	p.until("[...el.shadowRoot.querySelectorAll('.panel .field')].some((f) => f.dataset.tip.startsWith('How far a step'))")
	const tip = "el.shadowRoot.querySelector('.tip')"
	eval[any](p, `void (window.over = (selector, pointerType) => el.shadowRoot.querySelector(selector).dispatchEvent(new PointerEvent('pointerover', { pointerType, bubbles: true, composed: true })),
		over('.panel .field select', 'touch'), over('.panel [for^=sf-epsilon]', 'mouse'))`)
	p.until(tip + ".checkVisibility() && " + tip + ".textContent.startsWith('How far a step')")
	eval[any](p, "void over('.tools button', 'mouse')")
	p.until("!" + tip + ".checkVisibility()")
	// the numbers of a run say what they are while it runs, though each frame makes them anew
	eval[any](p, "el.play()")
	p.until("last(el)?.step > 3")
	eval[any](p, "void over('.status span', 'mouse')")
	p.until(tip + ".checkVisibility() && " + tip + ".textContent === 'Steps that the particles have done.'")
	// a button that is come to with the keys is named as one that is pointed at
	eval[any](p, "el.pause()")
	eval[any](p, "void (over('.stage', 'mouse'), el.shadowRoot.querySelector('.tools button').focus({ focusVisible: true }))")
	p.until(tip + ".checkVisibility() && " + tip + ".textContent === 'Play'")
}
