//go:build !js

package browser_test

import (
	"archive/zip"
	"encoding/base64"
	"io"
	"strings"
	"testing"
)

// attributesOfOthers are what HTML allows on every element, and marks of frameworks and editors.
const attributesOfOthers = `contenteditable="false" autocapitalize="off" autocorrect="off" enterkeyhint="go" inputmode="none" writingsuggestions="false" virtualkeyboardpolicy="auto" headingoffset="1"
	property="p" typeof="t" xmlns="x" align="left" name="a" key="k" hx-preserve="true" up-keep="" uk-scrollspy="" b-3xyz8a="" astro-cid-xx="" turbo-permanent=""`

// TestTheLastDataWin: of data that come from far, those that were given last are shown, whichever come first, and nothing is said of the others.
func TestTheLastDataWin(t *testing.T) {
	p := run(t, `<score-field scene="own-data" particles="300" lang="en" `+attributesOfOthers+`></score-field>`)
	if notes := eval[[]string](p, "[...el.shadowRoot.querySelectorAll('.note')].map((n) => n.textContent)"); len(notes) > 0 {
		t.Errorf("of attributes that are others' it says %q", notes)
	}
	eval[any](p, `void (() => {
		window.hold = () => { const gate = Promise.withResolvers(); held.push(gate.resolve); return gate.promise; };
		window.held = [];
		window.asked = [];
		window.let = () => { for (const go of held.splice(0)) go(); };
		window.table = (n) => 'x,y\n' + [0, 1, 2].map((i) => (n + i) + ',' + (n + i % 2)).join('\n') + '\n';
		const fetched = window.fetch;
		window.fetch = async (url, options) => {
			const name = String(url).split('/').pop();
			if (name.startsWith('slow')) { await hold(); return new Response(table(100)); }
			if (name.startsWith('gone')) { await hold(); return new Response('', { status: 404 }); }
			if (name.startsWith('named')) return new Response('身高,体重\n1,2\n3,4\n5,9\n');
			if (name.startsWith('line')) return new Response('1,2;3,4;5,9');
			if (name.startsWith('quick')) return new Response(table(1));
			if (name.startsWith('stalled')) { asked.push(name); return new Response(new ReadableStream({ start(c) { options.signal.addEventListener('abort', () => c.error(options.signal.reason)); } })); }
			if (name.startsWith('busy')) { asked.push(name); return busy-- > 0 ? new Response('', { status: 503 }) : new Response(table(1)); }
			if (name.startsWith('broken')) return new Response(new ReadableStream({ pull(c) { c.error(new TypeError('network error')); } }));
			return fetched(url, options);
		};
		window.slowFile = () => ({ size: 10, name: 'slow file.csv', arrayBuffer: () => hold().then(() => new TextEncoder().encode(table(100)).buffer) });
		window.settled = () => new Promise((done) => setTimeout(done)).then(() => el0.stats());
		window.el0 = document.querySelector('score-field');
		window.said = [];
		el0.addEventListener('error', (e) => said.push(e.detail.message));
	})()`)
	const points = "[0, 0, 1, 1, 2, 0, 1, -1]"
	for _, c := range []struct{ first, then, name string }{
		{"el0.data = 'slow.csv'", "el0.data = " + points, "data"},
		{"el0.data = 'slow.csv'", "el0.data = 'quick.csv'", "quick.csv"},
		{"el0.data = 'slow.csv'", "el0.data = null", ""},
		{"el0.setAttribute('data', 'slow.csv')", "el0.data = " + points, "data"},
		{"el0.data = 'gone.csv'", "el0.data = " + points, "data"},
		{"el0.data = slowFile()", "el0.data = " + points, "data"},
		{"el0.data = slowFile()", "el0.setAttribute('data', 'quick.csv')", "quick.csv"},
		{"el0.data = slowFile()", "el0.data = null", ""},
	} {
		eval[any](p, "void (said.length = 0, "+c.first+")")
		p.until("held.length === 1")
		eval[any](p, "void ("+c.then+")")
		p.until("el0.stats().then((s) => (s.data?.name ?? '') === '" + c.name + "')")
		eval[any](p, "(let(), settled().then(settled))")
		p.frames(3)
		if got := eval[string](p, "el0.stats().then((s) => s.data?.name ?? '')"); got != c.name {
			t.Errorf("%s, then %s: it shows %q", c.first, c.then, got)
		}
		if said := eval[[]string](p, "said"); len(said) > 0 {
			t.Errorf("%s, then %s: it says %q", c.first, c.then, said)
		}
	}

	// A state that is set while data are on their way is the later wish, unless it shows the reader's data and has none: then they are what it needs.
	eval[any](p, "(async () => { el0.data = "+points+"; await settled(); window.whole = await el0.getState(); window.link = (await el0.set({ density: 'two-moons' }), await el0.getState()).replace(/^data=.*$/m, ''); })()")
	for _, c := range []struct{ set, name, density string }{
		{"el0.state = link", "", "two-moons"},
		{"el0.setState(whole)", "data", "data"},
		{"el0.state = 'scene=own-data'", "slow.csv", "data"},
		{"el0.setState('scene=own-data\\ndata=0123,slow.csv').catch(() => {})", "slow.csv", "data"},
	} {
		eval[any](p, "(async () => { el0.data = null; await el0.setState('scene=own-data\\ndensity=two-moons'); el0.data = 'slow.csv'; })()")
		p.until("held.length === 1")
		eval[any](p, "void ("+c.set+")")
		eval[any](p, "(let(), settled())")
		p.until("el0.stats().then((s) => (s.data?.name ?? '') === '" + c.name + "')")
		p.frames(3)
		if got := eval[string](p, "el0.stats().then((s) => (s.data?.name ?? '') + ' ' + el0.params.density)"); got != c.name+" "+c.density {
			t.Errorf("data, then %s: it shows %q", c.set, got)
		}
	}
	eval[any](p, "(async () => { el0.data = null; await settled(); el0.state = link; el0.data = 'slow.csv'; })()")
	p.until("held.length === 1")
	eval[any](p, "(let(), settled())")
	p.until("el0.stats().then((s) => s.data?.name === 'slow.csv')")

	// What comes from far has an end, as the program has: it is asked for again where the cause may pass, and where nothing comes the figure says so.
	const note = "[...el0.shadowRoot.querySelectorAll('.note')].map((n) => n.textContent).join('|')"
	eval[any](p, "void (said.length = asked.length = 0, window.busy = 2, el0.data = 'busy.csv')")
	p.until(note + ".includes('busy.csv: HTTP 503. Trying again (2 of 3)')")
	p.until("el0.stats().then((s) => s.data?.name === 'busy.csv')")
	if said, notes := eval[[]string](p, "said"), eval[string](p, note); len(said) > 0 || notes != "" {
		t.Errorf("at the third time it comes, and the figure says %q, %q", said, notes)
	}
	eval[any](p, "void (busy = 3, el0.data = 'busy2.csv')")
	p.until("said.length > 0")
	if said := eval[[]string](p, "said"); len(said) != 1 || said[0] != "busy2.csv: The data could not be loaded (HTTP 503)." {
		t.Errorf("it says %q", said)
	}
	eval[any](p, "void el0.shadowRoot.querySelector('.note button').click()")
	p.until("el0.stats().then((s) => s.data?.name === 'busy2.csv')")
	eval[any](p, "void (said.length = asked.length = 0, el0.data = 'stalled.csv')")
	p.until(note + ".includes('stalled.csv: Nothing has come for 8 seconds')")
	eval[any](p, "void el0.shadowRoot.querySelector('.note button').click()")
	p.until("asked.length === 2 && " + note + " === ''")
	eval[any](p, "void (el0.data = "+points+")")
	p.until("el0.stats().then((s) => s.data?.name === 'data')")
	p.frames(3)
	if said, notes := eval[[]string](p, "said"), eval[string](p, note); len(said) > 0 || notes != "" {
		t.Errorf("other data have been given, and the figure says %q, %q", said, notes)
	}

	// Whatever a script has points in, they are those points.
	eval[any](p, "void (window.csv = 'x,y\\n1,2\\n3,4\\n5,9\\n')")
	tensor := `{"p":{"dtype":"U8","shape":[3,2],"data_offsets":[0,6]}}`
	bytesOf := func(data string) string {
		return "Uint8Array.from(atob('" + base64.StdEncoding.EncodeToString([]byte(data)) + "'), (c) => c.charCodeAt(0))"
	}
	for _, data := range []string{bytesOf(zipOf(t, "a.csv", "x,y\n1,2\n3,4\n5,9\n")), bytesOf(string(rune(len(tensor))) + "\x00\x00\x00\x00\x00\x00\x00" + tensor + "\x01\x02\x03\x04\x05\x09"), "new TextEncoder().encode(csv)", "new TextEncoder().encode('[[1,2],[3,4],[5,9]]')", "new Uint8Array([1, 2, 3, 4, 5, 9])", "'[[1, 2], [3, 4], [5, 9]]'", "[new File([csv], 'a.csv')]", "'named.csv'", "'line.csv'", "new TextEncoder().encode('身高,体重\\n1,2\\n3,4\\n5,9\\n')", "new URL('quick.csv', location.href)"} {
		eval[any](p, "void (said.length = 0, el0.data = null)")
		p.until("el0.stats().then((s) => s.data === null)")
		eval[any](p, "void (el0.data = "+data+")")
		p.until("said.length > 0 || el0.stats().then((s) => s.data !== null)")
		got := eval[string](p, "el0.stats().then((s) => s.data?.summary + ' ' + said)")
		if !strings.Contains(got, ", 3 of 3 rows") {
			t.Errorf("%s: %s", data, got)
		}
	}
	eval[any](p, "void (said.length = 0, el0.data = [1, 2, 3])")
	p.until("said.length > 0")
	if got := eval[string](p, "said[0]"); !strings.Contains(got, "a list of 3 numbers, which are no rows of 2") {
		t.Errorf("three numbers: %q", got)
	}

	// What is dropped and taken in no part is said.
	for drop, says := range map[string]string{
		"d.items.add(new File([], 'none.csv'))":                                                        "none.csv: the file is empty.",
		"d.items.add(new File([csv], 'a.csv')), d.items.add(new File([csv], 'b.csv'))":                 "2 files were given; allowed: one.",
		"['a', 'b', 'c'].forEach((name) => d.items.add(new File([csv], name)))":                        "3 files were given; allowed: one.",
		"d.setData('text/uri-list', 'http://a.test/points.csv')":                                       "neither a file nor text",
		"d.setData('text/html', '<table><tr><td>1<td>2<tr><td>3<td>4</table>')":                        "neither a file nor text",
		"d.setData('text/plain', '5 cm;6 cm'), d.setData('text/uri-list', 'http://a.test/points.csv')": "a number with its unit",
	} {
		eval[any](p, "void (said.length = 0, ((d) => { "+drop+"; el0.shadowRoot.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: d, bubbles: true, cancelable: true })); })(new DataTransfer()))")
		p.until("said.length > 0")
		if got := eval[string](p, "said[0]"); !strings.Contains(got, says) {
			t.Errorf("%s: it says %q, not %q", drop, got, says)
		}
	}

	// What cannot be had is said in the reader's language, not in the browser's words.
	eval[any](p, "void (el0.lang = 'zh')")
	for _, data := range []string{"'broken.csv'", "'http://['", "{ size: 3, name: 'x.csv', arrayBuffer: () => Promise.reject(new DOMException('could not be read', 'NotReadableError')) }"} {
		eval[any](p, "void (said.length = 0, el0.data = "+data+")")
		p.until("said.length === 1")
		if got := eval[string](p, "said[0]"); !strings.ContainsAny(got, "数文据件") {
			t.Errorf("%s: it says %q", data, got)
		}
	}
	// Nor is anything silent that a property does not take.
	for _, wrong := range []string{"params = 5", "params = null", "params = { epsilon: null }", "params = { epsilon: Symbol() }", "params = { epsilon: -1 }", "state = 5", "state = {}", "state = 'scene=nope'"} {
		eval[any](p, "void (said.length = 0, el0."+wrong+")")
		p.until("said.length > 0")
		p.frames(2)
		if got := eval[[]string](p, "said"); len(got) != 1 {
			t.Errorf("%s: it says %q", wrong, got)
		}
	}
}

// zipOf is a zip archive of one file.
func zipOf(t *testing.T, name, contents string) string {
	var b strings.Builder
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, contents)
	w.Close()
	return b.String()
}

// TestTheNameIsThatOfTheScene: what those hear who do not see a figure is its scene's name or the page's words, whatever has changed since, and in copies too.
func TestTheNameIsThatOfTheScene(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="300" lang="en"></score-field><section></section>`)
	title := func(scene string) string {
		return eval[string](p, "el.info.scenes.find((s) => s.name === '"+scene+"').en")
	}
	named := func(figure string) string { return eval[string](p, figure+".getAttribute('aria-label')") }
	eval[any](p, `void (() => {
		window.copy = el.cloneNode(true);
		copy.setAttribute('reveal', 'manual');
		copy.setAttribute('scene', 'sde');
		document.querySelector('section').append(copy);
	})()`)
	if got := named("copy"); got != title("sde") {
		t.Errorf("a copy that has not begun is called %q", got)
	}
	eval[any](p, "copy.dismissPoster()")
	if got := named("copy"); got != title("sde") {
		t.Errorf("a copy of another scene is called %q", got)
	}
	for _, change := range []string{"el.setAttribute('scene', 'pitfall')", "el.set({ scene: 'pitfall' })", "el.setState('scene=pitfall')"} {
		eval[any](p, "el.set({ scene: 'langevin' })")
		eval[any](p, change)
		p.until("el.params.scene === 'pitfall'")
		if got := named("el"); got != title("pitfall") {
			t.Errorf("%s: it is called %q", change, got)
		}
	}
	eval[any](p, "void (el.alt = 'Two hills')")
	if got := named("el"); got != "Two hills" {
		t.Errorf("with words of the page it is called %q", got)
	}
	eval[any](p, "void (el.setAttribute('aria-label', 'Mine'), el.alt = 'Three hills')")
	if got := named("el"); got != "Mine" {
		t.Errorf("named by the page it is called %q", got)
	}

	// Who waits for a figure in a frame hears of the frame's end.
	if got := eval[string](p, `(async () => {
		const frame = document.createElement('iframe');
		document.body.append(frame);
		frame.contentDocument.body.append(copy);
		await copy.stats();
		const waiting = copy.step(90000000).then(() => 'done', (err) => err.type);
		await copy.stats();
		frame.remove();
		return waiting;
	})()`); got != "removed" {
		t.Errorf("in a frame that is gone: %q", got)
	}
}
