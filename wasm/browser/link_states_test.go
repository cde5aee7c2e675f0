//go:build !js

package browser_test

import (
	"fmt"
	"testing"
)

// wanderer is a script that brings figures into random states of the laboratory, from a seed:
// scenes, settings, seeds, steps, and settings that are changed on the way. Networks and clouds
// stay small. What the table of parameters refuses is left out.
const wanderer = `window.wander = async (figure, seed) => {
	let state = seed >>> 0;
	const random = (n) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 2 ** 32 * n); };
	const some = (list) => list[random(list.length)], { params, scenes } = figure.info;
	const scene = scenes[seed % scenes.length];
	const value = (p) => p.kind === 'choice' ? some(p.choices).value : p.kind === 'switch' ? some(['on', 'off']) :
		p.kind === 'text' ? some(['1,0,0,1,0,1', '0.5,-3,-4,1,0,1;0.5,5,5,1,0.5,2', '']) :
		['levels', 'solver-steps', 'steps-per-level'].includes(p.name) ? some([2, 3, 7]) :
		p.kind === 'int' ? some([p.min, Math.min(p.max, Math.max(p.min, 1 + random(40)))]) : Number((p.min * Math.pow(p.max / p.min || 1, random(1000) / 1000) || p.min).toPrecision(3));
	const costly = ['scene', 'side', 'pictures', 'target-steps', 'race', 'units', 'hidden-layers', 'batch', 'dataset', 'projections', 'particles', 'train-first'];
	const change = (n) => Promise.all(Array.from({ length: n }, () => {
		const p = some(params), v = value(p);
		return costly.includes(p.name) ? null : figure.set({ [p.name]: v }).catch((err) => { if (err.type !== 'setting') throw err; });
	}));
	await figure.set({ scene: scene.name, particles: 20 + random(50), units: 8, 'hidden-layers': 1, batch: 8, dataset: 0, 'train-first': 0, seed: 1 + random(2 ** 31) });
	await change(random(6));
	if (scene.clock === 'still') return;
	for (let i = random(3); i-- > 0;) { await figure.step(random(6)); await change(random(2)); }
	if (random(4) === 0) await figure.seek(random(3), scene.clock);
};
// the figure as it is when it has come where the state says: it goes there frame by frame
window.arrived = async (figure, state) => { for (let asked = 0; asked < 1000 && await figure.getState() !== state; asked++); return seen(figure); };
window.bits = async (figure) => { let h = 0; for (const v of new Uint32Array((await figure.samples()).buffer)) h = (Math.imul(h, 31) + v) | 0; return h; };
window.seen = async (figure) => { return JSON.stringify(await Promise.all([figure.getState(), bits(figure), figure.summary()]).then((said) => [...said, ...Object.entries(figure.params).sort().flat()])); };
Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; window.copies++; } } });`

// TestAThousandLinks: of states at random, a figure that a new page would make of the link is the same
// figure: state, settings, particles to the last bit, and what is said of it. A thousand of them
// with --all, else ten for every scene.
func TestAThousandLinks(t *testing.T) {
	states, each := 150, 50
	if everything() {
		states = 1000
	}
	for first := 0; first < states; first += each {
		t.Run(fmt.Sprint(first), func(t *testing.T) {
			p := newTab(t)
			p.before(wanderer)
			p.visit(serve(t, `<score-field id="a" scene="langevin" permalink="on" loading="eager" controls="none" ratio="6 / 1"></score-field>`) + "page.html")
			p.until("live(el)")
			eval[any](p, "void (document.body.style.paddingTop = '5000px')") // what nobody sees is not drawn
			for seed := first; seed < first+each; seed++ {
				if wrong := eval[string](p, fmt.Sprintf(`(async () => {
					const before = document.querySelector('#a');
					await wander(before, %d);
					const want = await seen(before);
					if (!await before.copyLink()) return 'no link of ' + want;
					const after = before.cloneNode();
					history.replaceState(null, '', copied);
					before.replaceWith(after);
					const got = await arrived(after, JSON.parse(want)[0]);
					return got === want ? '' : got + '\nfor ' + want + '\nby ' + copied;
				})()`, seed)); wrong != "" {
					t.Errorf("%d: %s", seed, wrong)
				}
			}
		})
	}
	t.Logf("%d links", states)
}
