//go:build !js

package browser_test

import (
	"fmt"
	"testing"
)

// TestWhatThePageAsksIsAllowed: no button, key or variant of any scene asks the program for what
// its own table of parameters forbids.
func TestWhatThePageAsksIsAllowed(t *testing.T) {
	p := run(t, `<score-field scene="langevin" controls="full" ratio="6 / 1"></score-field>`) // flat: its pictures are saved, too, in up to 16 times their pixels
	eval[any](p, `void (() => {
		// neither files nor other programs: what those give is the reader's
		HTMLInputElement.prototype.click = HTMLAnchorElement.prototype.click = () => {};
		Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {}, readText: async () => 'x,y\n0,0\n1,1\n', read: async () => [] } });
		window.told = [];
		// some experiments have no NumPy script, and whoever presses that button is told why: once each time, and nobody else
		window.scripts = 0;
		el.addEventListener('error', ({ detail }) => {
			if (detail.field === 'program' && /^There is no NumPy script of this experiment: .{5}/.test(detail.message) && scripts-- > 0) return;
			if (detail.type === 'screen') return; // browsers fill the screen for a hand alone
			told.push(detail.field + ' = ' + detail.value + ': ' + detail.message);
		});
		window.pressed = 0;
		window.pressAll = async (figure) => {
			const root = figure.shadowRoot, canvas = root.querySelector('.stage > canvas');
			for (const button of root.querySelectorAll('.tools button:not([aria-expanded]), .panel button')) {
				if (!button.checkVisibility() || button.disabled) continue;
				if (/^PNG [234]/.test(button.textContent) && figure.params.scene !== 'langevin') continue; // much is packed and nothing else is asked
				if (button.textContent === 'NumPy script') scripts++;
				button.click();
				pressed++;
			}
			await figure.pause();
			await figure.set({ 'half-width': 2, 'centre-x': 1, 'centre-y': -1 });
			const press = (key, more) => { canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })); canvas.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true })); };
			canvas.focus();
			press('Enter');
			for (const key of ['Home', 'ArrowLeft', '+', '-', '=', '0', 'n', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'N', 'p', 'P', ' ', ' ', 'z', 'y', 'Z', 'Y', 'Home', 'Escape']) {
				for (const shiftKey of [false, true]) { press(key, { shiftKey }); pressed++; }
			}
			await figure.pause();
			scripts = 0;
		};
	})()`)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		eval[any](p, fmt.Sprintf("el.set({ scene: '%s', particles: 100, units: 8, batch: 8 }).then(() => pressAll(el))", name))
		for _, wrong := range eval[[]string](p, "told.splice(0)") {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	if n := eval[int](p, "pressed"); n < 13*45 {
		t.Errorf("only %d were pressed", n)
	}
}

// TestTheSummaryIsTrue: in every scene and both languages it says the numbers of the run, and
// nothing of what the scene has not.
func TestTheSummaryIsTrue(t *testing.T) {
	p := run(t, `<score-field scene="langevin" controls="none"></score-field>`)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		for _, wrong := range eval[[]string](p, `(async () => {
			const wrong = [], scene = el.info.scenes.find((s) => s.name === '`+name+`');
			await el.set({ scene: scene.name, particles: 1234, units: 8, batch: 8 });
			for (const steps of [0, 4]) {
				if (steps > 0 && scene.clock !== 'still') await el.step(steps);
				for (const lang of ['en', 'zh-CN']) {
					document.documentElement.lang = lang;
					const [said, s] = await Promise.all([el.summary(), el.stats()]);
					const want = [scene[lang.slice(0, 2)]], no = [/NaN|null|undefined|Infinity|–/];
					if (scene.clock === 'still') { want.push('σ = '); no.push(/particle|粒子|step|步/); } else want.push(new RegExp('(?<!\\d)' + s.step + '(?!\\d)'));
					if (scene.clock === 'training') { want.push(el.info.params.find((q) => q.name === 'objective').choices.find((c) => c.value === s.training.objective)[lang.slice(0, 2)]); no.push(/1,234/); }
					if (scene.clock === 'sampling') want.push('1,234');
					if (scene.pictures) { want.push(/pictures|幅图像/, String(s.training.step)); no.push(/particle|粒子/); }
					for (const w of want) if (!(w instanceof RegExp ? w.test(said) : said.includes(w))) wrong.push(scene.name + ', ' + lang + ', step ' + s.step + ': no ' + w + ' in: ' + said);
					for (const w of no) if (w.test(said)) wrong.push(scene.name + ', ' + lang + ', step ' + s.step + ': ' + w + ' in: ' + said);
				}
			}
			return wrong;
		})()`) {
			t.Error(wrong)
		}
	}
	eval[any](p, "el.set({ scene: 'ncsn-fig3', particles: 2 }).then(() => el.step(1000)).then(() => { el.controls = 'bar'; })") // with its verdict
	p.until("el.shadowRoot.querySelector('.status').textContent.includes('arXiv 1907.05600，图 3 与附录 B.1')")
}

// TestOneHillHasNoShare: the share of the heaviest component is said where there are
// others, of every density.
func TestOneHillHasNoShare(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="100"></score-field>`)
	for _, wrong := range eval[[]string](p, `(async () => {
		const wrong = [];
		for (const { value } of el.info.params.find((q) => q.name === 'density').choices) {
			await el.set({ density: value });
			await el.step(1);
			const s = await el.stats(), said = (await el.summary()).includes('heavy mode');
			if (said !== (s.share !== null && s.shares.length > 1)) wrong.push(value + ': ' + (s.shares?.length ?? 'no') + ' components, ' + await el.summary());
		}
		return wrong;
	})()`) {
		t.Error(wrong)
	}
}

// TestADivergedRunSaysWhichPictureItShows: that of an earlier step only where there is one, which
// is not so where most particles are still there.
func TestADivergedRunSaysWhichPictureItShows(t *testing.T) {
	p := run(t, `<score-field scene="langevin" density="gaussian" epsilon="9" particles="500"></score-field>`)
	status := "el.shadowRoot.querySelector('.status').textContent"
	for _, c := range []struct{ settings, en, zh string }{
		{"{}", "the picture is the last with most particles in it", "画面停在多数粒子仍在视野时"},
		{"{density: 'funnel', epsilon: 1}", "the picture is of the last finite state", "画面为最后的有限状态"},
		{"{density: 'gaussian', sampler: 'mala'}", "", ""},
	} {
		eval[any](p, "el.setAttribute('lang', 'en')")
		eval[any](p, "el.set("+c.settings+").then(() => el.reset()).then(() => el.step(400))")
		if c.en == "" {
			p.until("!" + status + ".includes('diverged')")
			continue
		}
		p.until(status + ".includes('" + c.en + "')")
		eval[any](p, "el.setAttribute('lang', 'zh')")
		p.until(status + ".includes('" + c.zh + "')")
	}
}
