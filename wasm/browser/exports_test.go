//go:build !js

package browser_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/png"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/export"
	"github.com/scorefield/scorefield/sim/score"
)

// TestFiles: what a figure gives as a file is what the library gives of the same
// experiment, byte by byte; what there is not is refused with a sentence.
func TestFiles(t *testing.T) {
	p := run(t, `<score-field scene="matching" units="8"></score-field>`)
	eval[any](p, "el.pause().then(() => el.reset()).then(() => el.step(30))")
	e, errs := lab.Open(eval[string](p, "el.getState()"))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	e.Advance(e.Ahead())
	weights, err := e.Training().Weights()
	if err != nil {
		t.Fatal(err)
	}
	numpy, err := export.NumPy(e)
	if err != nil {
		t.Fatal(err)
	}
	loss, _ := e.Training().CSV()
	const file = "el.toFile('%s').then(async (f) => [f.name, btoa(String.fromCharCode(...new Uint8Array(await f.arrayBuffer())))])"
	for kind, want := range map[string]string{"go": export.Go(e), "numpy": numpy, "weights": string(weights), "loss": "\ufeff" + loss} {
		got := eval[[]string](p, fmt.Sprintf(file, kind))
		b, err := base64.StdEncoding.DecodeString(got[1])
		if err != nil || string(b) != want {
			t.Errorf("%s: %v, %d bytes, want %d", kind, err, len(b), len(want))
		}
		if !strings.HasPrefix(got[0], "scorefield-matching") {
			t.Errorf("%s is called %q", kind, got[0])
		}
	}
	// the grid is too long for the way by which the others are read here
	if n := eval[int](p, "el.toFile('grid').then((f) => f.text()).then((t) => t.trim().split('\\n').filter((l) => l[0] !== '#').length)"); n != 65*65+1 {
		t.Errorf("the grid has %d lines", n)
	}
	if _, err := score.ReadSafetensors(weights); err != nil {
		t.Error(err)
	}
	eval[any](p, "el.set({ scene: 'langevin' })")
	if why := eval[string](p, "el.toFile('weights').catch((e) => e.message)"); !strings.Contains(why, "learned") {
		t.Errorf("weights of what does not learn: %q", why)
	}
	if why := eval[string](p, "el.toFile('poem').catch((e) => e.message)"); !strings.Contains(why, "safetensors") && !strings.Contains(why, "weights") {
		t.Errorf("a poem: %q", why)
	}
}

// TestPicturesAreWhatStandsThere: a PNG of every scale has exactly so many times the pixels, and is the picture
// without what the pointer reads out, whether the pointer is over it or not; and so by its button.
func TestPicturesAreWhatStandsThere(t *testing.T) {
	for _, scene := range []string{"score-field", "langevin"} {
		p := run(t, `<score-field scene="`+scene+`" particles="200" flow="off" trails="off" controls="full"></score-field>`)
		eval[any](p, "void (el.style.width = '300px')")
		p.frames(3)
		size := eval[[]float64](p, "(({ width, height }) => [width, height])(el.shadowRoot.querySelector('.stage').getBoundingClientRect())")
		var without [5][]byte
		for scale := 1; scale <= 4; scale++ {
			without[scale] = p.bytes(fmt.Sprintf("el.toBlob({ scale: %d })", scale))
		}
		eval[any](p, `void (() => { const c = el.shadowRoot.querySelector('canvas'), b = c.getBoundingClientRect();
			c.dispatchEvent(new PointerEvent('pointermove', { clientX: b.left + 0.4 * b.width, clientY: b.top + 0.4 * b.height, pointerType: 'mouse', pointerId: 1 })); })()`)
		p.until("pointed(el)")
		p.frames(3)
		eval[any](p, `void (window.saved = [], HTMLAnchorElement.prototype.click = function () { saved.push(this.download); }, window.blobs = [], window.address = URL.createObjectURL, URL.createObjectURL = (b) => { blobs.push(b); return address(b); }, [...el.shadowRoot.querySelectorAll('.panel .chip')].find((c) => c.textContent === 'Export').click())`)
		for scale := 1; scale <= 4; scale++ {
			with := p.bytes(fmt.Sprintf("el.toBlob({ scale: %d })", scale))
			if !bytes.Equal(with, without[scale]) {
				t.Errorf("%s at %d×: the pointer is seen in it", scene, scale)
			}
			c, err := png.DecodeConfig(bytes.NewReader(with))
			if err != nil || c.Width != int(math.Round(size[0]))*scale || c.Height != int(math.Round(size[1]))*scale {
				t.Errorf("%s at %d×: %d × %d pixels of a picture of %v, %v", scene, scale, c.Width, c.Height, size, err)
			}
			eval[any](p, fmt.Sprintf("void [...el.shadowRoot.querySelectorAll('.panel .chip')].find((c) => c.textContent === 'PNG %d×').click()", scale))
			p.until(fmt.Sprintf("saved.length === %d", scale))
			name := "scorefield-" + scene + ".png"
			if scale > 1 {
				name = fmt.Sprintf("scorefield-%s@%dx.png", scene, scale)
			}
			if got := eval[string](p, "saved.at(-1)"); got != name {
				t.Errorf("%d× is saved as %q", scale, got)
			}
			if saved := p.bytes("Promise.resolve(blobs.at(-1))"); !bytes.Equal(saved, with) {
				t.Errorf("%s at %d×: what is saved is another picture", scene, scale)
			}
		}
	}
}

// TestCitation: a figure is cited by the name of its scene in the reader's language, this version and its year,
// whatever the reader's clock says, and an address that opens on the same state; as a line and for BibTeX. What is copied is shown where the browser forbids copying.
func TestCitation(t *testing.T) {
	p := run(t, `<score-field scene="annealed" particles="200" controls="full" permalink="on"></score-field>`)
	eval[any](p, `void (window.copied = [], Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { copied.push(text); } } }))`)
	file, err := os.ReadFile("../package/package.json")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`"version": "(.+)"`).FindStringSubmatch(string(file))[1]
	year := regexp.MustCompile(`"date": "(\d{4})-\d\d-\d\d"`).FindStringSubmatch(string(file))[1]
	eval[any](p, "void (Date.prototype.getFullYear = () => 1999)")
	for i, c := range []struct{ lang, button, done, title string }{{"en", "Copy citation", "Copied", "Annealed Langevin"}, {"zh", "复制引用格式", "已复制", "退火朗之万动力学"}} {
		eval[any](p, "void (document.documentElement.lang = '"+c.lang+"')")
		chip := "[...el.shadowRoot.querySelectorAll('.exports .chip')].find((c) => c.textContent === '%s')"
		p.until(fmt.Sprintf(chip, c.button))
		eval[any](p, "el.step(3)")
		eval[any](p, "void "+fmt.Sprintf(chip, c.button)+".click()")
		p.until(fmt.Sprintf("copied.length === %d && ", i+1) + fmt.Sprintf(chip, c.done))
		text := eval[string](p, "copied.at(-1)")
		m := regexp.MustCompile(`^Scorefield ([\d.]+): (.+)\. (\d{4})\. (\S+)\n\n@misc\{scorefield,\n  title = \{Scorefield: (.+)\},\n  year = \{(\d{4})\},\n  note = \{Version ([\d.]+)\},\n  howpublished = \{\\url\{(\S+)\}\},\n\}\n$`).FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("%s: %q", c.lang, text)
		}
		if m[2] != c.title || m[5] != c.title || m[3] != year || m[6] != m[3] || m[1] != m[7] || m[4] != m[8] || m[1] != version {
			t.Errorf("%s: %q", c.lang, text)
		}
		if want := eval[string](p, "el.getState()"); !strings.Contains(want, "now=") && !strings.Contains(want, "at=") {
			t.Errorf("the state does not say the step: %q", want)
		}
		other := newTab(t)
		other.visit(m[4])
		other.until("live(el)")
		other.until(fmt.Sprintf("el.stats().then((s) => s.step === %d)", 3*(i+1))) // it is on its way there when it comes to life
	}
	eval[any](p, `void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async () => { throw new Error('no'); } } })`)
	eval[any](p, "void [...el.shadowRoot.querySelectorAll('.exports .chip')].find((c) => ['复制引用格式', '已复制'].includes(c.textContent)).click()")
	p.until("el.shadowRoot.querySelector('.notes').textContent.includes(copied.at(-1).split('\\n')[0])")
}

// TestControlsOfAParagraph: the settings that the attribute names stand alone, large;
// the others are behind one button, and a name that is none is said.
func TestControlsOfAParagraph(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="300" controls="epsilon noise ladder-colour"></score-field>`)
	const shown = "[...el.shadowRoot.querySelectorAll('.tools .field, .panel .field')].filter((f) => f.checkVisibility()).map((f) => f.querySelector('label')?.textContent)"
	if list := eval[[]string](p, shown); len(list) != 2 || !strings.HasPrefix(list[0], "Step size") || list[1] != "Noise" {
		t.Errorf("shown are %q", list)
	}
	if note := eval[string](p, "el.shadowRoot.querySelector('.notes').textContent"); !strings.Contains(note, "ladder-colour") {
		t.Errorf("the wrong name is not said: %q", note)
	}
	eval[any](p, "void el.shadowRoot.querySelector('.tools [aria-expanded]').click()")
	if list := eval[[]string](p, shown); len(list) < 6 {
		t.Errorf("behind the button are %q", list)
	}
}

// TestControlsThatHandsExpect: exact values are typed, a double click gives back what
// the scene has, a step is gone to by its number, and a question mark lists the keys.
func TestControlsThatHandsExpect(t *testing.T) {
	p := run(t, `<score-field scene="annealed" particles="200" controls="full"></score-field>`)
	eval[any](p, "el.pause()")
	type typed struct{ label, text, name, want string }
	for _, f := range []typed{{"Largest σ", "12.3456", "sigma-max", "12.3456"}, {"Particles", "1,234", "particles", "1234"}, {"Largest σ", "3,5", "sigma-max", "3.5"}} {
		eval[any](p, fmt.Sprintf(`void (() => { const f = [...el.shadowRoot.querySelectorAll('.panel .field')].find((f) => f.querySelector('label')?.textContent === %q); window.field = f;
			const e = f.querySelector('.exact'); e.focus(); e.value = %q; e.dispatchEvent(new Event('change')); e.blur(); })()`, f.label, f.text))
		p.until(fmt.Sprintf("el.params[%q] === %q", f.name, f.want))
	}
	eval[any](p, "void field.querySelector('label').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))")
	p.until("el.params['sigma-max'] === '20'")
	eval[any](p, "void (() => { const e = el.shadowRoot.querySelector('#sf-presets'); e.value = [...e.options].find((o) => o.textContent === 'Five steps a rung').value; e.dispatchEvent(new Event('change')); })()")
	p.until("el.params['steps-per-level'] === '5' && el.params.particles === '1280' && el.params.seed === '1'") // 1,234 particles are no more
	p.until("last(el)?.step > 1 && last(el).playing")
	eval[any](p, "el.pause()")
	const gone = "void ((text) => { const e = el.shadowRoot.querySelector('#sf-goto'); e.value = text; e.dispatchEvent(new Event('change')); })"
	eval[any](p, gone+"('1.5')")
	p.until("/step: “1\\.5”.*whole number/.test(el.shadowRoot.querySelector('.notes').textContent)")
	eval[any](p, gone+"('17')")
	p.until("el.stats().then((s) => s.step === 17) && !/1\\.5/.test(el.shadowRoot.querySelector('.notes').textContent)")
	eval[any](p, "void (() => { const c = el.shadowRoot.querySelector('canvas'); c.focus(); for (const key of ['Enter', '?']) c.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); })()")
	if n := eval[int](p, "el.shadowRoot.querySelectorAll('dialog[open] dt').length"); n < 8 {
		t.Errorf("%d keys are listed", n)
	}
	eval[any](p, "void el.shadowRoot.querySelector('dialog button').click()")
	p.until("!el.shadowRoot.querySelector('dialog')")
	if tips := eval[int](p, "[...el.shadowRoot.querySelectorAll('.status span')].filter((s) => s.dataset.tip).length"); tips < 2 {
		t.Errorf("%d numbers say what they are", tips)
	}
}

// TestEverySceneHasWhatHandsExpect: in every scene, in both languages, on a wide screen and on a telephone
// whose bar has no room for them: full screen, the list of keys, numbers to copy, a citation, an
// embed code and the two programs; a step to go to where anything moves; a number beside every
// slider; a name for every setting that says on request what it is; and the picture in words, for
// those who do not see it.
func TestEverySceneHasWhatHandsExpect(t *testing.T) {
	p := run(t, `<score-field scene="langevin" controls="full" ratio="6 / 1"></score-field>`)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		for _, missing := range eval[[]string](p, `(async () => {
			const wrong = [], root = el.shadowRoot, scene = el.info.scenes.find((s) => s.name === '`+name+`');
			await el.set({ scene: scene.name, particles: 100, units: 8, batch: 8 });
			if (scene.clock !== 'still') await el.step(2);
			const words = { en: ['Full screen', 'Keys', 'Copy these numbers', 'Copy citation', 'Copy embed code', 'Copy link', 'Go program', 'NumPy script'], zh: ['全屏', '按键', '复制这些数值', '复制引用格式', '复制嵌入代码', '复制链接', 'Go 程序', 'NumPy 脚本'] };
			for (const [lang, names] of Object.entries(words)) for (const width of [800, 340]) {
				document.documentElement.lang = lang;
				el.style.width = width + 'px';
				for (let waited = 0; waited < 3; waited++) await new Promise(requestAnimationFrame);
				const miss = (what) => wrong.push([scene.name, lang, width].join(', ') + ': ' + what);
				const seen = (selector) => [...root.querySelectorAll(selector)].filter((e) => e.checkVisibility());
				const exports = root.querySelector('.panel button[aria-expanded]');
				if (exports.ariaExpanded !== 'true') exports.click();
				const labels = seen('.tools button, .panel button').map((b) => b.ariaLabel || b.textContent);
				for (const name of names) if (labels.filter((l) => l === name).length !== 1) miss(labels.filter((l) => l === name).length + ' buttons ' + name);
				if (scene.clock !== 'still' && seen('#sf-goto').length !== 1) miss('no step to go to');
				if (!(seen('#sf-presets')[0]?.options.length > 2)) miss('no presets');
				for (const field of seen('.panel .field')) {
					if (field.querySelector('#sf-goto, #sf-presets')) continue;
					if (field.querySelector('input[type=range]') && !field.querySelector('.exact')) miss('no exact value of ' + field.textContent);
					if (!(field.dataset.tip?.length > 3)) miss('nothing about ' + field.textContent);
				}
				const numbers = seen('.status span').filter((s) => s.querySelector('b'));
				for (const s of numbers) if (!(s.dataset.tip?.length > 3)) miss('nothing about the number ' + s.textContent);
				if (!numbers.length || new Set(numbers.map((s) => s.firstChild.data)).size < numbers.length) miss('the numbers ' + numbers.map((s) => s.textContent));
				const canvas = root.querySelector('.stage > canvas'), words = root.getElementById(canvas.getAttribute('aria-describedby'));
				let said = '', want = '-';
				for (let waited = 0; said !== want && waited < 100; waited++) { // the numbers of a frame come with it
					await new Promise(requestAnimationFrame);
					[said, want] = [words?.textContent, await el.summary()];
				}
				if (said !== want) miss('it describes itself as ' + said);
			}
			return wrong;
		})()`) {
			t.Error(missing)
		}
	}
	// while it plays the words go on too
	eval[any](p, "el.set({ scene: 'langevin' }).then(() => el.play())")
	p.until("Number(el.shadowRoot.querySelector('#sf-said').textContent.match(/第 (\\d+) 步|$/)[1]) > 3")
}

// TestAttributesThatComeLater: a figure starts, and keeps its settings in the page's address, when a page says so after it has
// put the figure there.
func TestAttributesThatComeLater(t *testing.T) {
	p := open(t, `<score-field scene="langevin" particles="100" reveal="manual"></score-field>`+strings.Repeat("<p>Text.</p>", 120)+`<score-field id="far" scene="langevin" particles="100"></score-field>`)
	p.until("el.shadowRoot.querySelector('.stage') && far.shadowRoot.querySelector('.stage')")
	p.frames(3)
	if eval[bool](p, "Boolean(live(el) || live(far))") {
		t.Fatal("they have started")
	}
	eval[any](p, "void (el.reveal = 'auto')")
	p.until("live(el)")
	eval[any](p, "void (far.loading = 'eager')")
	p.until("live(far)")
	if eval[bool](p, "location.hash !== ''") {
		t.Error("the page has an address of its own")
	}
	eval[any](p, "void (el.permalink = 'on')")
	p.until("location.hash.includes('langevin')")
	eval[any](p, "el.scrollIntoView()")
	eval[any](p, "far.step(1).then(() => { far.autoplay = el.autoplay = true; })") // as of a video: nobody has had it play or rest
	p.until("last(el)?.playing && last(el).step > 2")
	eval[any](p, "el.pause().then(() => { el.autoplay = false; el.autoplay = true; })")
	p.frames(3)
	if eval[bool](p, "Promise.all([el, far].map((f) => f.stats())).then((s) => s.some((s) => s.playing))") {
		t.Error("what a script or the reader has stopped plays by itself")
	}
}

// TestControlsFollowTheirAttribute: what stands around a picture is what the attribute asks for now, whenever a page
// changes it: a bar, all settings, none, some alone. (A live figure took it with the next change of something else.)
func TestControlsFollowTheirAttribute(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="100"></score-field>`)
	eval[any](p, "el.pause()")
	for _, c := range []struct{ controls, want string }{{"full", "tools panel status"}, {"bar", "tools status"}, {"none", ""}, {"epsilon noise", "tools status epsilon,noise"}, {"full", "tools panel status"}, {"none", ""}, {"full", "tools panel status"}, {"", "tools status"}} {
		eval[any](p, "void (el.controls = '"+c.controls+"')")
		p.frames(2)
		if got := eval[string](p, `['tools', 'panel', 'status'].filter((c) => el.shadowRoot.querySelector('.' + c)?.checkVisibility()).concat([...el.shadowRoot.querySelectorAll('.chosen .field :is(input[type=range], select)')].map((i) => i.id.split('-')[1]).join() || []).join(' ')`); got != c.want {
			t.Errorf("controls=%q: %q, want %q", c.controls, got, c.want)
		}
	}
	eval[any](p, "el.step(2)") // it is as live as before
	p.until("/步|step/.test(el.shadowRoot.querySelector('.status').textContent)")
}
