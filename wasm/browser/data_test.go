//go:build !js

package browser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestDataByAttribute: the reader's points become the density.
func TestDataByAttribute(t *testing.T) {
	p := run(t, `<score-field scene="own-data" data="points.csv" particles="500"></score-field>`)
	fed(p)
}

// fed waits until the figure runs on data and its particles are near them.
func fed(p *tab) {
	p.t.Helper()
	p.until("el.params.density === 'data'")
	eval[any](p, "el.step(200)")
	far := eval[int](p, "el.samples().then((s) => s.filter((v) => !(Math.abs(v) < 9)).length)")
	if far > 10 {
		p.t.Errorf("%d coordinates are far from the data", far)
	}
}

func TestDataByChildScript(t *testing.T) {
	p := run(t, `<score-field scene="own-data" particles="500"><script type="text/csv">x;y
1;2
2;3,5
4;1
2;2
</script></score-field>`)
	fed(p)
}

func TestDataByProperty(t *testing.T) {
	p := run(t, `<score-field scene="own-data" particles="500"></score-field>`)
	p.do(chromedp.Evaluate[chromedp.Void]("void (document.querySelector('score-field').data = new Float32Array([0, 0, 1, 1, 2, 0, 1, -1]))"))
	fed(p)
	// 纬度,经度 in GBK, as Excel saves names in China: the browser decodes them
	eval[any](p, `void (document.querySelector('score-field').data = new Uint8Array([206, 179, 182, 200, 44, 190, 173, 182, 200, ...new TextEncoder().encode('\n48.1,11.5\n48.2,11.9\n40,12\n')]).buffer)`)
	p.until("document.querySelector('score-field').stats().then((s) => s.data?.x === '经度' && s.data.y === '纬度')")
}

// TestDataByDrop: a file that is dropped on the figure.
func TestDataByDrop(t *testing.T) {
	p := run(t, `<score-field scene="own-data" particles="500"></score-field>`)
	drop(p, "x,y\n0,0\n1,1\n2,0\n1,-1\n")
	fed(p)
}

// drop lets go of a file over the stage, as the browser would say it.
func drop(p *tab, text string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`void (() => {
		const el = document.querySelector('score-field'), data = new DataTransfer();
		data.items.add(new File([` + quote(text) + `], 'mine.csv', {type: 'text/csv'}));
		el.shadowRoot.querySelector('.stage').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
	})()`))
}

// complaint is an error event.
type complaint struct{ Type, Field, Value, Range, Message string }

// listen collects the figure's error events from now on.
func listen(p *tab) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`void (window.heard = [], document.querySelector('score-field').addEventListener('error', (e) => heard.push({...e.detail})))`))
}

// TestBadSettings: each gets a sentence that names field, value and range, in
// the figure and as an event; the picture stays and nothing is lost.
func TestBadSettings(t *testing.T) {
	p := run(t, plain)
	eval[any](p, "el.reset().then(() => el.step(10))")
	listen(p)
	for _, c := range []struct{ set, field, value string }{
		{"{epsilon: -1}", "epsilon", "-1"},
		{"{epsilon: NaN}", "epsilon", "NaN"},
		{"{particles: 1e9}", "particles", "1000000000"},
		{"{particles: 'many'}", "particles", "many"},
		{"{espilon: 0.1}", "espilon", ""},
		{"{sampler: 'magic'}", "sampler", "magic"},
		{"{scene: 'nowhere'}", "scene", "nowhere"},
	} {
		p.do(chromedp.Evaluate[chromedp.Void]("void heard.splice(0)"))
		if refused := eval[bool](p, "el.set("+c.set+").then(() => false, () => true)"); !refused {
			t.Errorf("%s is taken", c.set)
		}
		got := eval[[]complaint](p, "heard")
		if len(got) != 1 || got[0].Field != c.field || got[0].Message == "" || got[0].Range == "" || c.value != "" && got[0].Value != c.value {
			t.Errorf("%s: %+v", c.set, got)
		}
		if note := eval[string](p, "el.shadowRoot.querySelector('.notes').textContent"); !strings.Contains(note, c.field) {
			t.Errorf("%s: the figure says %q", c.set, note)
		}
	}
	if s := eval[stats](p, "el.stats()"); s.Step != 10 || s.Particles != 1280 {
		t.Errorf("something was lost: %+v", s)
	}
}

// TestBadAttributes: what is misspelt or out of range is reported, the rest
// runs.
func TestBadAttributes(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="-5" espilon="1" theme="purple" seed="1"></score-field>`)
	listen(p)
	eval[any](p, "el.pause().then(() => el.step(3))")
	p.until("heard.length >= 2")
	notes := eval[string](p, "el.shadowRoot.querySelector('.notes').textContent")
	for _, name := range []string{"particles", "espilon", "theme"} {
		if !strings.Contains(notes, name) {
			t.Errorf("nothing is said of %s: %q", name, notes)
		}
	}
	if s := eval[stats](p, "el.stats()"); s.Step != 3 || s.Particles < 1 {
		t.Errorf("%+v", s)
	}
}

// TestBadData: files that are none. The density that was there stays.
func TestBadData(t *testing.T) {
	p := run(t, plain)
	eval[any](p, "el.step(5)")
	density := eval[string](p, "el.params.density")
	listen(p)
	for name, text := range map[string]string{
		"text":        "Lorem ipsum dolor\nsit amet\n",
		"NaN":         "x,y\nNaN,NaN\n",
		"one point":   "x,y\n1,2\n",
		"one column":  "x\n1\n2\n3\n",
		"empty":       "",
		"ragged":      "1,2\n3\n4,5\n",
		"binary":      "\u0000\u0001\u0002PNG\ufffd\ufffd",
		"other runes": "\ufffd\ufffdx\ty\n\ufffd,1\n",
	} {
		p.do(chromedp.Evaluate[chromedp.Void]("void heard.splice(0)"))
		drop(p, text)
		p.until("heard.length > 0")
		if got := eval[[]complaint](p, "heard"); got[0].Message == "" || got[0].Field == "" {
			t.Errorf("%s: %+v", name, got)
		}
		if now := eval[string](p, "el.params.density"); now != density {
			t.Errorf("%s: the density is %q now", name, now)
		}
	}
	if s := eval[stats](p, "el.stats()"); s.Step < 5 {
		t.Errorf("%+v", s)
	}
}

// TestAMillionRows: too many, and the figure says how many it takes.
func TestAMillionRows(t *testing.T) {
	p := run(t, plain)
	listen(p)
	p.do(chromedp.Evaluate[chromedp.Void]("void (document.querySelector('score-field').data = '1,2\\n'.repeat(1000000))"))
	p.until("heard.length > 0 || el.params.density === 'data'")
	got := eval[[]complaint](p, "heard")
	if len(got) == 0 || got[0].Range == "" {
		t.Errorf("%+v", got)
	}
}

// TestMissingFile: data whose address leads nowhere, or is none that a page can read, and perhaps very long.
func TestMissingFile(t *testing.T) {
	p := newTab(t)
	p.expected = []string{"404", "ERR_", "not allowed to load", "Fetch API cannot load"}
	p.visit(serveUnder(t, policy+"; connect-src * javascript: ftp: file: about: blob: data:", `<score-field scene="langevin" data="none.csv"></score-field>`) + "page.html")
	listen(p)
	eval[any](p, "el.pause()")
	p.until("heard.length > 0")
	if got := eval[[]complaint](p, "heard"); got[0].Field != "data" || got[0].Value != "none.csv" {
		t.Errorf("%+v", got)
	}
	for _, lang := range []string{"en", "zh"} {
		for _, address := range []string{"javascript:1", "ftp://h/x.csv", "file:///x.csv", "about:blank", "blob:null/0", "data:text/csv;base64,%%", "data:text/csv;base64,%%" + strings.Repeat("x", 100_000)} {
			eval[any](p, "void (heard.splice(0), el.lang = "+quote(lang)+", el.data = "+quote(address)+")")
			p.until("heard.length > 0")
			scheme, _, _ := strings.Cut(address, ":")
			if got := eval[[]complaint](p, "heard")[0]; got.Field != "data" || len(got.Message) > 300 || !strings.Contains(got.Message, map[string]string{"en": "nothing can be read at this ", "zh": "此 "}[lang]+scheme+": ") {
				t.Errorf("%.40s: %.300q", address, got.Message)
			}
		}
	}
	if s := eval[stats](p, "el.step(2).then(() => el.stats())"); s.Step < 2 {
		t.Errorf("%+v", s)
	}
}

// TestEverySceneRuns: each takes steps and complains of nothing.
func TestEverySceneRuns(t *testing.T) {
	p := run(t, plain)
	listen(p)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		start := time.Now()
		eval[any](p, fmt.Sprintf("el.set({scene: %q}).then(() => el.step(2)).then(() => el.stats())", name))
		if got := eval[[]complaint](p, "heard"); len(got) > 0 {
			t.Errorf("%s: %+v", name, got)
		}
		t.Logf("%s: %v", name, time.Since(start).Round(time.Millisecond))
	}
}
