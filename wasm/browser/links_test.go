//go:build !js

package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// TestMutantsOfLinks: no address stops a page or costs another figure its settings, and what is
// put into a link is read from it. Many times in little time, as in sim/internal/mutant.
func TestMutantsOfLinks(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "element", "links.js"))
	if err != nil {
		t.Fatal(err)
	}
	n := 20_000
	if asked, err := strconv.Atoi(os.Getenv("SCOREFIELD_FUZZ")); err == nil {
		n = asked / 2
	}
	p := newTab(t)
	p.visit("about:blank")
	wrong := eval[[]string](p, fmt.Sprintf(`(() => {
		const wrong = [], location = new URL('https://a.b/c?d=e');
		const { linked, address } = new Function('location', %s + '; return { linked, address };')(location);
		for (const [hash, key, settings] of [['#sf.a%%3Dscene%%3Dsde%%3Bseed%%3D2%%26sf.b%%3Dseed%%3D3', 'a', 'scene=sde\nseed=2'], ['#sf.a=scene%%253Dsde%%253Bseed%%253D2', 'a', 'scene=sde\nseed=2'],
			['#x=1&amp;sf.a=scene=sde;seed=2', 'a', 'scene=sde\nseed=2'], ['#sf.a=scene=sde;seed=2%%', 'a', 'scene=sde\nseed=2\ufffd'], ['#sf.a=scene=sde;density=%%E5%%9B;seed=2', 'a', 'scene=sde\ndensity=\ufffd\nseed=2'],
			['#sf.e%%CC%%81=seed=2', 'é', 'seed=2'], ['#sf.%%E5=seed=1&sf.a=seed=2', 'a', 'seed=2'], ['#sf.a=seed=2&sf.a=seed=3', 'a', 'seed=2']]) {
			location.hash = hash;
			if (linked(key) !== settings) wrong.push(hash + ': ' + JSON.stringify(linked(key)));
		}
		let state = 1;
		const random = (n) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 2 ** 32 * n); };
		const parts = ['sf.', 'sf.a=', '&', '=', '%%', '%%3D', '%%E0%%A4', '%%00', ';', 'epsilon=0.1', 'scene=', '\n', '图', '\ud800', '\udc00', '🙂', '#', '?', '+', ' ', '.', '__proto__', 'sf.图一=v=1;scene=sde', 'section-2', '\u0000', '\\', '(', '[', '1,0,0,1,0,1;2,3', 'amp;', 'é', 'e\u0301'];
		const text = (most) => Array.from({ length: random(most) }, () => parts[random(parts.length)]).join('');
		for (let i = 0; i < %d && wrong.length < 5; i++) {
			const hash = '#' + text(8), key = text(3), other = key + 'x', what = JSON.stringify([hash, key]);
			const settings = Array.from({ length: random(4) }, (_, k) => 'abcd'[k] + '=' + text(3).replace(/\n|;(?=[a-z-]+=)/g, '')).join('\n');
			location.hash = hash;
			try {
				linked(key);
				const first = address(other, 'epsilon=0.5');
				if (first === null) throw 'too long';
				location.href = first;
				const url = address(key, settings);
				if (url === null) throw 'too long';
				location.href = url;
				if (linked(key) !== settings.toWellFormed()) wrong.push(what + ': ' + JSON.stringify(settings) + ' is read as ' + JSON.stringify(linked(key)));
				if (linked(other) !== 'epsilon=0.5') wrong.push(what + ' with ' + JSON.stringify(settings) + ': the other figure reads ' + JSON.stringify(linked(other)));
			} catch (err) { wrong.push(what + ': ' + err); }
		}
		return wrong;
	})()`, quote(string(source)), n))
	for _, w := range wrong {
		t.Error(w)
	}
}

// TestEveryFigureHasAKeyOfItsOwn: whatever ids the figures of a page have, or have not, no two
// share a part of its link, and it makes no difference which of them is asked first: a link
// opens the figures that it was made of. The first of an id has the id.
func TestEveryFigureHasAKeyOfItsOwn(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "element", "links.js"))
	if err != nil {
		t.Fatal(err)
	}
	p := newTab(t)
	p.visit("about:blank")
	for _, w := range eval[[]string](p, fmt.Sprintf(`(() => {
		const { freeKey, keys, plainKey } = new Function(%s + '; return { freeKey, keys, plainKey };')();
		const ask = (figures) => { keys.clear(); for (const f of figures) { const key = freeKey(f); keys.set(key, f); } return document.figures.map((f) => [...keys].find(([, g]) => g === f)?.[0]); };
		const wrong = [], ids = ['', 'a', 'f2', 'f3', 'x', 'x.2', 'x.3', 'x.2.2', 'é', 'e\u0301', 'e\u0301.2', '\ud800', '\udc00', 'f2.2'];
		let state = 1;
		const random = (n) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 2 ** 32 * n); };
		for (let i = 0; i < 400 && wrong.length < 5; i++) {
			const list = Array.from({ length: 1 + random(7) }, () => ids[random(ids.length)]), seen = new Set();
			document.figures = list.map((id) => Object.assign(document.createElement('score-field'), { id }));
			document.body.replaceChildren(...document.figures);
			const now = ask(document.figures), other = ask(list.map((_, i) => document.figures[(i * 5 + 3) %% list.length]).filter((f, i, all) => all.indexOf(f) === i).concat(document.figures).filter((f, i, all) => all.indexOf(f) === i));
			if (new Set(now.map((key) => key && plainKey(key))).size < list.length || now.includes(undefined)) wrong.push(JSON.stringify(list) + ' have ' + JSON.stringify(now));
			if (String(now) !== String(other)) wrong.push(JSON.stringify(list) + ' have ' + JSON.stringify(now) + ', asked in another order ' + JSON.stringify(other));
			list.forEach((id, i) => { if (id && !seen.has(plainKey(id)) && now[i] !== id) wrong.push(JSON.stringify(list) + ': ' + id + ' is ' + now[i]); seen.add(plainKey(id)); });
			document.figures[random(list.length)].remove(); // and one comes back in another place
			const back = document.createElement('score-field');
			document.body.prepend(back);
			if ([...keys].some(([key, f]) => f.isConnected && plainKey(key) === plainKey(freeKey(back)))) wrong.push(JSON.stringify(list) + ': one that comes later has ' + freeKey(back));
		}
		return wrong;
	})()`, quote(string(source)))) {
		t.Error(w)
	}
}
