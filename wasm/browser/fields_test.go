//go:build !js

package browser_test

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// cut makes a function that writes into every field for a number in a root, in the bar, the panel and beside the
// settings that stand alone, the longest texts that the table lets stand there, and says which are cut.
const cut = `void (window.cut = (figure, root = figure.shadowRoot) => {
	const cut = [], shown = (v) => { // as a field at rest has it
		const n = Number(v), short = Number(n.toPrecision(3));
		return Math.abs(n) >= 1000 ? Math.round(n).toLocaleString('en') : Math.abs(short) < 1e-3 && n ? short.toExponential() : String(short);
	};
	let tried = 0;
	const put = (input, name, texts) => {
		if (!input.checkVisibility()) return;
		const was = input.value;
		for (const text of texts) {
			tried++;
			input.value = text;
			if (input.scrollWidth > input.clientWidth) cut.push(name + ': ' + text + ' is ' + input.scrollWidth + ' wide in ' + input.clientWidth + ' (' + innerWidth + ', ' + document.documentElement.lang + ')');
		}
		input.value = was;
	};
	for (const p of figure.info.params.filter((p) => p.kind === 'int' || p.kind === 'float')) {
		const values = [p.min, p.max];
		if (p.kind === 'int') values.push(Math.min(p.max, 888888), Math.min(p.max, 88888));
		else for (const k of [-300, -100, -30, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3]) for (const v of [8.88 * 10 ** k, -8.88 * 10 ** k]) if (v >= p.min && v <= p.max) values.push(v);
		for (const place of ['bar', 'panel', 'chosen']) {
			const field = root.querySelector('#sf-' + p.name + '-' + place);
			if (!field) continue;
			const exact = field.parentElement.querySelector('.exact');
			if (exact) put(exact, p.name + ' in ' + place, new Set(values.map(shown)));
			else put(field, p.name + ' in ' + place, values.map(String));
		}
	}
	for (const step of [...root.querySelectorAll('#sf-goto, dialog.film input'), ...document.querySelectorAll('#both-step')]) put(step, step.id || 'step of a film', step.type === 'number' ? ['100000000'] : ['1,000,000', '100,000,000']);
	return { cut, tried };
})`

// TestNoNumberIsCut: whatever number the table allows a setting stands whole in its field, in the bar,
// in the panel and where it stands alone, wide and on a telephone, in both languages, and is
// written there as the field's room was made for. (1,000,000 particles were cut in the bar.)
func TestNoNumberIsCut(t *testing.T) {
	every := ""
	for _, q := range param.Table {
		if q.Kind == param.Int || q.Kind == param.Float {
			every += " " + q.Name
		}
	}
	p := open(t, `<div><score-field scene="langevin" particles="100" controls="full" loading="eager"></score-field><score-field scene="langevin" particles="100" loading="eager"></score-field><score-field scene="langevin" particles="100" controls="`+every+`" loading="eager"></score-field></div>`)
	eval[any](p, "void (window.figures = [...document.querySelectorAll('score-field')])")
	p.until("figures.every((f) => live(f))")
	eval[any](p, cut)
	// what a field really shows
	for _, c := range []struct{ name, value, want string }{{"epsilon", "0.0000012345", "1.23e-6"}, {"sigma", "0.00099999", "0.001"}, {"sigma", "1e-200", "1e-200"}, {"particles", "1234", "1,234"}, {"speed", "999.97", "1000"}, {"speed", "1000", "1,000"}, {"epsilon", "0.012345", "0.0123"}} {
		eval[any](p, "figures[2].set({ '"+c.name+"': '"+c.value+"' })")
		p.until("figures[2].shadowRoot.querySelector('#sf-" + c.name + "-chosen').parentElement.querySelector('.exact').value === '" + c.want + "'")
	}
	eval[any](p, "figures[2].set({ particles: 100 })")
	tried, seen := 0, map[string]bool{}
	for _, s := range scene.All {
		fresh, scene := tried == 0, s.Name
		for _, name := range s.Controls {
			q, _ := param.Find(name)
			if number := q.Kind == param.Int || q.Kind == param.Float; number && !seen[name] {
				fresh, seen[name] = true, true
			}
		}
		if !fresh { // its fields have been looked at
			continue
		}
		eval[any](p, "Promise.all(figures.slice(0, 2).map((f) => f.set({ scene: '"+scene+"', particles: 20, units: 8, batch: 8 })))")
		for _, lang := range []string{"en", "zh"} {
			for _, width := range []string{"1300px", "390px", "300px"} {
				eval[any](p, "void (document.documentElement.lang = '"+lang+"', document.querySelector('div').style.width = '"+width+"')")
				p.until("figures[0].shadowRoot.querySelector('.tools').ariaLabel === figures[0].info.scenes.find((s) => s.name === '" + scene + "')['" + lang + "'] && new Promise(requestAnimationFrame)")
				of := 2
				if scene == "score-field" { // whose fields stand in the third in all of them
					of = 3
				}
				got := eval[struct {
					Cut   []string
					Tried int
				}](p, "(() => { const all = figures.slice(0, "+strconv.Itoa(of)+").map((f) => cut(f)); return { cut: all.flatMap((a) => a.cut), tried: all.reduce((n, a) => n + a.tried, 0) }; })()")
				tried += got.Tried
				for _, c := range got.Cut {
					t.Errorf("%s, %s, %s: %s", scene, lang, width, c)
				}
			}
		}
	}
	if t.Logf("%d numbers in fields", tried); tried < 4000 {
		t.Error("few fields")
	}
}

// TestNoNumberIsCutInTheLaboratory: nor there, in its column of settings, in lectures, and on a telephone.
func TestNoNumberIsCutInTheLaboratory(t *testing.T) {
	p := laboratory(t, "#lab=en.light")
	p.until("el?.info && last(el)")
	eval[any](p, "el.pause().then(() => { document.getElementById('transport').hidden = false; })") // as beside a second figure
	eval[any](p, cut)
	for _, width := range []int64{1400, 390} {
		p.do(chromedp.EmulateViewport(width, 900))
		for range 2 { // both languages
			for _, lecture := range []bool{true, false} {
				eval[any](p, "void document.getElementById('lecture').click()")
				for _, scene := range []string{"langevin", "digits"} {
					eval[any](p, "el.set({ scene: '"+scene+"', particles: 20 })")
					eval[any](p, "void [...el.shadowRoot.querySelectorAll('.chip')].find((c) => /^GIF/.test(c.textContent)).click()")
					p.until("el.shadowRoot.querySelector('dialog.film')")
					got := eval[struct {
						Cut   []string
						Tried int
					}](p, "cut(el)")
					eval[any](p, "el.shadowRoot.querySelector('dialog.film').close()")
					p.until("!el.shadowRoot.querySelector('dialog.film')")
					if len(got.Cut) > 0 || got.Tried < 3+2 {
						t.Errorf("%s, %d wide, lecture %v: %d, %v", scene, width, lecture, got.Tried, got.Cut)
					}
				}
			}
			eval[any](p, "void document.getElementById('language').click()")
		}
	}
}
