//go:build !js

package browser_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// ownPage is a page with a figure of the reader's data, and words for tests:
//
//	give(name, text)   drops a file on the figure
//	said()             the sentence about the data
//	pick(name, value)  chooses in one of the data's selects
//	press(name)        presses one of the data's buttons
//	notes()            what is complained of
const ownPage = `<score-field scene="own-data" particles="300"></score-field>`

func ownData(t *testing.T, body string) *tab {
	t.Helper()
	p := run(t, body)
	p.do(chromedp.Evaluate[chromedp.Void](`void (() => {
		const el = document.querySelector('score-field'), root = el.shadowRoot;
		window.give = (name, data, type = 'text/csv') => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([data], name, { type }));
			root.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
		};
		window.said = () => root.querySelector('.data .said')?.textContent ?? '';
		window.picker = (name) => root.querySelector('.data select[data-name="' + name + '"]');
		window.pick = (name, value) => { picker(name).value = value; picker(name).dispatchEvent(new Event('change')); };
		window.button = (name) => root.querySelector('.data button[data-name="' + name + '"]');
		window.press = (name) => button(name).click();
		window.notes = () => [...root.querySelectorAll('.note')].map((n) => n.textContent).join(' ');
	})()`))
	return p
}

// dataStats are what stats() has of the reader's data.
type dataStats struct {
	Name, X, Y, Weight string
	Rows, Used, Left   int
	Kernels            int
	Bandwidth          float64
	Even, LeftFar      bool
	Summary            string
}

const boxes = "name,height,mass,age,count\na,1,10,3,2\nb,2,30,4,1\nc,4,20,9,1\nd,3,15,7,3\ne,2.5,22,5,1\n"

// TestColumnsAreChosenByName: the figure says what it took, and x, y, weight and
// the axes' scales can be had otherwise; a column that is taken already changes
// places.
func TestColumnsAreChosenByName(t *testing.T) {
	p := ownData(t, ownPage)
	if s := eval[string](p, "said()"); !strings.HasPrefix(s, "Example data") {
		t.Errorf("without data the figure says %q", s)
	}
	p.do(chromedp.Evaluate[chromedp.Void]("void give('boxes.csv', " + quote(boxes) + ")"))
	p.until("said() === 'boxes.csv: x = height, y = mass, 5 of 5 rows'")
	for _, c := range []struct{ name, value, said string }{
		{"y", "age", "boxes.csv: x = height, y = age, 5 of 5 rows"},
		{"x", "age", "boxes.csv: x = age, y = height, 5 of 5 rows"},
		{"weight", "count", "boxes.csv: x = age, y = height, weight = count, 5 of 5 rows"},
		{"weight", "none", "boxes.csv: x = age, y = height, 5 of 5 rows"},
	} {
		p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("void pick(%q, %q)", c.name, c.value)))
		p.until("said() === " + quote(c.said))
	}
	for _, even := range []string{"own", "same", "own"} {
		p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("void pick('axes', %q)", even)))
		p.until(fmt.Sprintf("el.stats().then((s) => s.data.even === %v && s.data.x === 'age' && s.data.weight === '')", even == "same"))
	}
	if got := eval[dataStats](p, "el.stats().then((s) => s.data)"); got.Name != "boxes.csv" || got.Rows != 5 || got.Used != 5 || got.Left != 0 || got.Kernels != 5 || !(got.Bandwidth > 0) || got.Y != "height" {
		t.Errorf("%+v", got)
	}
	if options := eval[[]string](p, "[...picker('x').options].map((o) => o.value)"); strings.Join(options, " ") != "height mass age count" {
		t.Errorf("columns %q", options)
	}
	eval[any](p, "el.lang = 'zh'")
	p.until("said() === 'boxes.csv：x = age，y = height，5 行中的 5 行'")
}

// TestColumnsOfTheAttribute: a page chooses columns as the selects do, before or
// after its data, of a child, an address or the property, and anew; what is wrong is
// said and nothing is lost; a file that the reader brings has columns of its own,
// until the page chooses again.
func TestColumnsOfTheAttribute(t *testing.T) {
	p := ownData(t, `<score-field scene="own-data" particles="300" columns="mass, age"><script type="text/csv">`+boxes+`</script></score-field>`)
	said := func(want string) {
		t.Helper()
		p.until("said() === " + quote(want))
	}
	said("csv: x = mass, y = age, 5 of 5 rows")
	if got := eval[string](p, "el.columns"); got != "mass, age" {
		t.Errorf("the property is %q", got)
	}
	eval[any](p, "void (el.columns = 'age, height, count')")
	said("csv: x = age, y = height, weight = count, 5 of 5 rows")
	eval[any](p, "void (el.columns = 'age, width')")
	p.until("notes().includes('width') && notes().includes('height')")
	said("csv: x = age, y = height, weight = count, 5 of 5 rows")
	eval[any](p, "void (el.columns = 'a, b, c, d')")
	p.until("notes().includes('columns') && notes().includes('a, b, c, d')")
	eval[any](p, "void el.removeAttribute('columns')")
	said("csv: x = height, y = mass, 5 of 5 rows")
	p.until("notes() === ''")

	const table = "{ 'a, \"b\"': [1, 2, 4], u: [4, 5, 7], v: [1, 0, 1], q: [2, 2, 9] }"
	eval[any](p, "void (el.data = "+table+", el.columns = 'v, \"a, \"\"b\"\"\", none')")
	said(`data: x = v, y = a, "b", 3 of 3 rows`)
	eval[any](p, "void (el.columns = 'u, v', el.data = "+table+")")
	said("data: x = u, y = v, 3 of 3 rows")
	eval[any](p, "void (el.columns = ', u')")
	p.until("el.stats().then((s) => s.data.y === 'u' && s.data.x === 'a, \"b\"')")

	eval[any](p, "void (el.columns = 'u, v')")
	eval[any](p, "void give('boxes.csv', "+quote(boxes)+")")
	said("boxes.csv: x = height, y = mass, 5 of 5 rows")
	eval[any](p, "void (el.columns = 'mass, count')")
	said("boxes.csv: x = mass, y = count, 5 of 5 rows")
	eval[any](p, "void pick('y', 'age')")
	said("boxes.csv: x = mass, y = age, 5 of 5 rows")
}

// TestOneClickOtherwise: a point that is far can be left out and taken back, and
// of two readings the other one is offered.
func TestOneClickOtherwise(t *testing.T) {
	p := ownData(t, ownPage)
	far := "x,y\n"
	for i := range 40 {
		far += fmt.Sprintf("%d,%d\n", i%7, i%5)
	}
	p.do(chromedp.Evaluate[chromedp.Void]("void give('far.csv', " + quote(far+"1e9,0\n") + ")"))
	p.until("said() === 'far.csv: x = x, y = y, 41 of 41 rows' && button('far')")
	p.do(chromedp.Evaluate[chromedp.Void]("void press('far')"))
	p.until("said() === 'far.csv: x = x, y = y, 40 of 41 rows'")
	if got := eval[dataStats](p, "el.stats().then((s) => s.data)"); !got.LeftFar || got.Left != 1 {
		t.Errorf("%+v", got)
	}
	p.do(chromedp.Evaluate[chromedp.Void]("void press('far')"))
	p.until("said() === 'far.csv: x = x, y = y, 41 of 41 rows'")

	p.do(chromedp.Evaluate[chromedp.Void](`void give('marks.csv', "a;b\n1.204;310\n1.350;2.112\n950;1\n")`))
	p.until("said().startsWith('marks.csv') && button('reading')")
	before := eval[[]float64](p, "el.stats().then((s) => [s.data.bandwidth])")
	p.do(chromedp.Evaluate[chromedp.Void]("void press('reading')"))
	p.until("button('reading')?.textContent.includes('points between thousands')")
	if after := eval[[]float64](p, "el.stats().then((s) => [s.data.bandwidth])"); after[0] == before[0] {
		t.Error("the other reading gives the same numbers")
	}
}

// TestColumnsAfterALostContext: the program comes back without the file, and its
// columns can be chosen anew, for the page has kept it; of a state in another
// figure they cannot, and the figure says so.
func TestColumnsAfterALostContext(t *testing.T) {
	p := ownData(t, ownPage)
	p.expected = []string{"WebGL", "CONTEXT_LOST"}
	p.do(chromedp.Evaluate[chromedp.Void]("void give('boxes.csv', " + quote(boxes) + ")"))
	p.until("said() === 'boxes.csv: x = height, y = mass, 5 of 5 rows'")
	eval[any](p, "el.step(3)")
	state := eval[string](p, "el.getState()")
	eval[any](p, "void drawing().getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()")
	p.until("live(el) === 2 && el.stats().then((s) => s.step >= 3 && !s.data.choosable)")
	p.until("picker('y')")
	p.do(chromedp.Evaluate[chromedp.Void]("void pick('y', 'age')"))
	p.until("said() === 'boxes.csv: x = height, y = age, 5 of 5 rows'")

	q := ownData(t, ownPage)
	eval[any](q, "el.setState("+quote(state)+")")
	q.until("said().startsWith('boxes.csv: x = height, y = mass')")
	if row := eval[string](q, "el.shadowRoot.querySelector('.data').textContent"); !strings.Contains(row, "open the file again") || eval[bool](q, "Boolean(picker('x'))") {
		t.Errorf("of a state: %q", row)
	}
}

// TestEveryKindOfData: whatever a script has that is points becomes points, the
// property gives back what was given, and what is none is said.
func TestEveryKindOfData(t *testing.T) {
	p := ownData(t, ownPage)
	listen(p)
	wrong := eval[[]string](p, `(async () => {
		const wrong = [], flat = [0, 0, 1, 1, 2, 0, 3, 4];
		const said = (what) => new Promise((resolve) => { heard.splice(0); const start = el.data; el.data = what; const wait = async () => {
			if (heard.length) return resolve('refused: ' + heard[0].message);
			const s = await el.stats();
			if (s.data && s.data !== null && s.data.print !== window.before) { window.before = s.data.print; return resolve(s.data); }
			setTimeout(wait, 5);
		}; wait(); });
		const points = {
			...Object.fromEntries([Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map((T, i) => [T.name, T.from(flat, (v) => v + i)])),
			BigInt64Array: BigInt64Array.from(flat, (v) => BigInt(v + 20)), BigUint64Array: BigUint64Array.from(flat, (v) => BigInt(v + 21)),
			numbers: flat.map((v) => 2 * v), pairs: [[0, 0], [1, 2], [2, 1], [9, 3]], 'pairs of typed arrays': [Float32Array.of(0, 1), Float32Array.of(1, 2), Float32Array.of(5, 5), Float32Array.of(5, 6)],
			objects: [{ x: 1, y: 2 }, { x: 3, y: 4 }, { x: 5, y: 9 }, { x: 5, y: 8 }], columns: { x: [1, 2, 3, 9], y: Float64Array.of(3, 1, 2, 8) },
			text: 'x,y\n1,1\n2,5\n3,7\n4,4\n', ArrayBuffer: new TextEncoder().encode('x,y\n1,1\n2,5\n3,7\n4,9\n').buffer, DataView: new DataView(new TextEncoder().encode('..x,y\n1,1\n2,5\n3,8\n4,9\n').buffer, 2),
			Blob: new Blob(['x,y\n1,1\n2,5\n3,9\n4,9\n']), File: new File(['x,y\n1,1\n2,6\n3,9\n4,9\n'], 'f.csv'),
			GeoJSON: { type: 'MultiPoint', coordinates: [[1, 2], [3, 4], [5, 0], [6, 6]] },
		};
		for (const [name, value] of Object.entries(points)) {
			const s = await said(value);
			if (s.used !== 4) wrong.push(name + ': ' + (s.used ?? s));
			if (el.data !== value) wrong.push(name + ' is not given back');
		}
		const circle = {}; circle.circle = circle;
		for (const [name, value] of Object.entries({ number: 3, boolean: true, 'function': () => 1, Map: new Map([[1, 2]]), circle, words: ['a', 'b'], mixed: [1, 'a'], odd: [1, 2, 3], symbol: Symbol('s'),
			floats: new Float64Array(flat).buffer, xlsx: new Blob(['PK\x03\x04____________________xl/workbook.xml']), pdf: new Blob(['%PDF-1.7 ...']), parquet: new Blob(['PAR1....']), zip: new Blob(['PK\x03\x04......']) })) {
			const s = await said(value);
			if (typeof s !== 'string' || !/[a-z]/.test(s)) wrong.push(name + ' is taken');
			else if (['xlsx', 'pdf', 'parquet', 'zip'].includes(name) && !s.toLowerCase().includes({ xlsx: 'excel' }[name] ?? name)) wrong.push(name + ': ' + s);
		}
		return wrong;
	})()`)
	for _, w := range wrong {
		t.Error(w)
	}
	// What throws when it is looked at, or has nothing behind it, is refused in the figure's language.
	for _, w := range eval[[]string](p, `(async () => {
		const gone = (make) => { const v = make(new ArrayBuffer(64)); structuredClone(v.buffer ?? v, { transfer: [v.buffer ?? v] }); return v; };
		const short = (make) => { const b = new ArrayBuffer(64, { maxByteLength: 64 }), v = make(b); b.resize(2); return v; };
		const throws = (target) => new Proxy(target, { get() { throw new Error('mine'); }, getPrototypeOf() { throw new Error('mine'); }, ownKeys() { throw new Error('mine'); } });
		const revoked = (target) => { const { proxy, revoke } = Proxy.revocable(target, {}); revoke(); return proxy; };
		const given = { proxy: throws({}), 'proxy of an array': throws([1, 2, 3, 4]), revoked: revoked({}), 'revoked array': revoked([]), getter: { get arrayBuffer() { throw new Error('mine'); } },
			detached: gone((b) => b), holes: Array(5), 'many holes': Array(2 ** 32 - 1), 'pairs and holes': [[1, 2], , [3, 4]],
			...Object.fromEntries([Uint8Array, Float64Array, BigInt64Array, DataView].flatMap((T) => [[T.name + ' of nothing', gone((b) => new T(b))], [T.name + ' of little', short((b) => new T(b, 8, 4))]])) };
		const wrong = [];
		el.lang = 'zh';
		for (const [name, value] of Object.entries(given)) {
			heard.splice(0);
			try { el.data = value; } catch (err) { wrong.push(name + ' throws ' + err); continue; }
			while (!heard.length) await new Promise((then) => setTimeout(then, 5));
			const { type, field, message } = heard[0];
			if (!['setting', 'data'].includes(type) || field !== 'data' || !/[一-鿿]/.test(message) || /cannot|mine|invalid/i.test(message)) wrong.push(name + ': ' + type + ' ' + message.slice(0, 400));
		}
		el.lang = 'en';
		return wrong;
	})()`) {
		t.Error(w)
	}
	eval[any](p, "void (el.data = null)")
	p.until("el.stats().then((s) => s.data === null && el.data === undefined && said().startsWith('Example data'))")
	eval[any](p, "void (el.data = 'points.csv')")
	p.until("el.getAttribute('data') === 'points.csv' && said().startsWith('points.csv: ')")
	if got := eval[string](p, "el.data"); got != "points.csv" {
		t.Errorf("the address is given back as %q", got)
	}
	eval[any](p, "void (el.data = ' ')") // no address
	p.until("el.stats().then((s) => s.data === null && said().startsWith('Example data'))")
	eval[any](p, "void (el.data = null)")
	p.until("el.stats().then((s) => s.data === null && !el.hasAttribute('data'))")
}

// TestForgottenDataLeaveTheDensity: a figure that has a density of its own has it
// back.
func TestForgottenDataLeaveTheDensity(t *testing.T) {
	p := ownData(t, `<score-field scene="langevin" density="two-moons" particles="100"></score-field>`)
	eval[any](p, "void (el.data = [0, 0, 1, 1, 2, 0])")
	p.until("el.params.density === 'data' && said() !== ''")
	eval[any](p, "void (el.data = null)")
	p.until("el.params.density === 'two-moons' && el.shadowRoot.querySelector('.data').hidden")
}

// TestPaste: what is pasted on the picture, and the button; a clipboard that may
// not be read is a sentence.
func TestPaste(t *testing.T) {
	p := ownData(t, ownPage)
	eval[any](p, `void (() => {
		const transfer = new DataTransfer();
		transfer.setData('text/plain', 'length\twidth\n1,5\t2\n2,5\t7\n3,5\t4\n');
		transfer.items.add(new File([new Uint8Array([0x89, 80, 78, 71])], 'sheet.png', { type: 'image/png' })); // as spreadsheets do
		el.shadowRoot.querySelector('.stage > canvas').dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, composed: true, cancelable: true }));
	})()`)
	p.until("said() === 'pasted: x = length, y = width, 3 of 3 rows'")
	eval[any](p, "void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { read: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } })")
	eval[any](p, "void press('paste')")
	p.until("notes().includes('Ctrl+V')")
	eval[any](p, "void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { read: async () => [new ClipboardItem({ 'text/plain': new Blob(['1 2\\n3 4\\n5 9\\n'], { type: 'text/plain' }) })] } })")
	eval[any](p, "void press('paste')")
	p.until("said() === 'pasted: x = column 1, y = column 2, 3 of 3 rows' && notes() === ''")
}

// TestPictureIsADensity: darkness is the weight; up is up.
func TestPictureIsADensity(t *testing.T) {
	p := ownData(t, ownPage)
	eval[any](p, `new Promise((resolve) => {
		const c = document.createElement('canvas'), context = c.getContext('2d');
		c.width = 300; c.height = 200;
		context.fillStyle = '#fff'; context.fillRect(0, 0, 300, 200);
		context.fillStyle = '#000'; context.fillRect(0, 0, 100, 100); // dark at the upper left
		context.fillStyle = '#bbb'; context.fillRect(200, 100, 100, 100); // faint at the lower right
		c.toBlob((b) => { give('cat.png', b, 'image/png'); resolve(null); });
	})`)
	p.until("said().startsWith('cat.png: x = across, y = up, weight = darkness, ')")
	eval[any](p, "el.step(300)")
	share := eval[[]float64](p, `el.samples().then((s) => {
		let dark = 0, faint = 0;
		for (let i = 0; i < s.length; i += 2) if (s[i] < 150 && s[i + 1] > 100) dark++; else if (s[i] > 150 && s[i + 1] < 100) faint++;
		return [dark, faint, s.length / 2];
	})`)
	// Darkness 1 and 68/255 on equal areas: most of 300 particles from a square about
	// both find the nearer one, so that only places are tested.
	if share[0] < 60 || share[1] < 1 || share[0]+share[1] < 0.95*share[2] {
		t.Errorf("%v particles in the dark, in the faint corner, in all", share)
	}
	eval[any](p, "void give('white.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), 'image/png')")
	p.until("notes().includes('white.png') && notes().includes('PNG')")
}

// surface begins a drawing and returns the middle of its surface, and presses one
// of its tools.
func surface(p *tab) (x, y float64, tool func(name string)) {
	p.t.Helper()
	eval[any](p, "void press('draw')")
	p.until("!el.shadowRoot.querySelector('.drawing').hidden")
	at := eval[[]float64](p, "(({ x, y, width, height }) => [x + width / 2, y + height / 2])(el.shadowRoot.querySelector('.drawing > canvas').getBoundingClientRect())")
	return at[0], at[1], func(name string) {
		eval[any](p, fmt.Sprintf(`void [...el.shadowRoot.querySelectorAll('.drawing button')].find((b) => b.title === %q).click()`, name))
	}
}

// stroke draws from one place of the page to another with the mouse.
func stroke(p *tab, x0, y0, x1, y1 float64) {
	p.t.Helper()
	mouse := func(kind input.DispatchMouseEventType, x, y float64) {
		e := input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1}
		if kind == input.DispatchMouseEventTypeMouseMoved {
			e.Buttons = 1
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, e); err != nil {
			p.t.Fatal(err)
		}
	}
	mouse(input.DispatchMouseEventTypeMousePressed, x0, y0)
	for i := range 8 {
		f := float64(i+1) / 8
		mouse(input.DispatchMouseEventTypeMouseMoved, x0+f*(x1-x0), y0+f*(y1-y0))
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, x1, y1)
}

// TestDrawing: a figure without data becomes one of what is drawn on it, with
// each of the tools, and particles go where the points are; each stroke is taken
// back by itself, by the drawing's undo and by the figure's.
func TestDrawing(t *testing.T) {
	p := ownData(t, ownPage)
	x, y, tool := surface(p)
	used := func() int { return eval[int](p, "el.stats().then((s) => s.data ? s.data.used : 0)") }
	settled := func(what, condition string) {
		t.Helper()
		p.until("el.stats().then(({ data }) => " + condition + ")")
		if got := used(); got == 0 && condition != "data === null" {
			t.Errorf("%s: no points", what)
		}
	}
	stroke(p, x-100, y-80, x+100, y-80) // 200 pixels, a point every 6
	settled("pen", "data && data.used >= 30 && data.used <= 40 && data.name === 'drawing'")
	pen := used()
	tool("Line")
	stroke(p, x-100, y+60, x+100, y+60)
	settled("line", fmt.Sprintf("data && data.used >= %d", pen+30))
	line := used()
	tool("Eraser")
	stroke(p, x-100, y+60, x, y+60)
	settled("eraser", fmt.Sprintf("data && data.used < %d", line-10))
	tool("Spray")
	before := used()
	stroke(p, x+50, y, x+60, y)
	settled("spray", fmt.Sprintf("data && data.used > %d", before))
	tool("Take back")
	settled("undo", fmt.Sprintf("data && data.used === %d", before))
	tool("Take back")
	settled("undo", fmt.Sprintf("data && data.used === %d", line))

	// In the view's units the pen's line is above the middle and the other below.
	eval[any](p, "el.step(200)")
	if off := eval[float64](p, `el.samples().then((s) => { let off = 0; for (let i = 1; i < s.length; i += 2) if (Math.abs(s[i]) < 0.2 || Math.abs(s[i]) > 2.5) off++; return off / (s.length / 2); })`); off > 0.1 {
		t.Errorf("%v of the particles are not at the lines", off)
	}
	if eval[bool](p, "el.undo()") != true { // the step that took back the eraser's stroke
		t.Error("nothing to undo")
	}
	settled("the figure's undo", fmt.Sprintf("data && data.used === %d", before))
	tool("Remove all points")
	settled("clear", "data === null")
	tool("End drawing")
	p.until("el.shadowRoot.querySelector('.drawing').hidden")
}

// TestDrawingByKeyboardAndFinger: the same without a mouse.
func TestDrawingByKeyboardAndFinger(t *testing.T) {
	p := ownData(t, ownPage)
	x, y, _ := surface(p)
	key := func(key string, times int, shift bool) {
		t.Helper()
		eval[any](p, fmt.Sprintf(`void (() => { const ink = el.shadowRoot.querySelector('.drawing > canvas'); for (let i = 0; i < %d; i++) ink.dispatchEvent(new KeyboardEvent('keydown', { key: %q, shiftKey: %v, bubbles: true, cancelable: true })); })()`, times, key, shift))
	}
	if !eval[bool](p, "el.shadowRoot.activeElement === el.shadowRoot.querySelector('.drawing > canvas')") {
		t.Error("the surface has not the focus")
	}
	key(" ", 1, false)
	key("ArrowRight", 5, true)
	key("ArrowUp", 3, false)
	key(" ", 1, false)
	p.until("el.stats().then(({ data }) => data?.used === 7)") // one, five, one
	key("z", 1, false)
	p.until("el.stats().then(({ data }) => data?.used === 6)")
	key("4", 1, false)
	key(" ", 1, false)
	key("ArrowLeft", 6, false)
	key(" ", 1, false)
	p.until("el.stats().then(({ data }) => data?.used > 10)")
	before := eval[int](p, "el.stats().then((s) => s.data.used)")
	key("1", 1, false)
	for i, kind := range []input.DispatchTouchEventType{input.DispatchTouchEventTypeTouchStart, input.DispatchTouchEventTypeTouchMove, input.DispatchTouchEventTypeTouchMove, input.DispatchTouchEventTypeTouchEnd} {
		points := []*input.TouchPoint{{X: x - 90 + 30*float64(i), Y: y + 70}}
		if kind == input.DispatchTouchEventTypeTouchEnd {
			points = []*input.TouchPoint{}
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}); err != nil {
			t.Fatal(err)
		}
	}
	p.until(fmt.Sprintf("el.stats().then(({ data }) => data?.used >= %d)", before+8))
	key("Escape", 1, false)
	p.until("el.shadowRoot.querySelector('.drawing').hidden && el.shadowRoot.activeElement?.localName === 'canvas'")
}

// TestDrawingByStylus: a stylus draws as a finger does, with pressure and without; what
// it presses is not the page's to scroll.
func TestDrawingByStylus(t *testing.T) {
	p := ownData(t, ownPage)
	x, y, tool := surface(p)
	pen := func(kind input.DispatchMouseEventType, x, force float64) {
		t.Helper()
		if _, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1,
			PointerType: input.DispatchMouseEventPointerTypePen, Force: force}); err != nil {
			t.Fatal(err)
		}
	}
	eval[any](p, "void (window.kinds = new Set(), el.shadowRoot.querySelector('.drawing > canvas').addEventListener('pointermove', (e) => kinds.add(e.pointerType)))")
	line := func(force float64) {
		t.Helper()
		pen(input.DispatchMouseEventTypeMousePressed, x-90, force)
		for i := range 9 {
			pen(input.DispatchMouseEventTypeMouseMoved, x-90+20*float64(i+1), force)
		}
		pen(input.DispatchMouseEventTypeMouseReleased, x+90, 0)
	}
	line(0)
	p.until("el.stats().then(({ data }) => data?.used >= 27 && data.used <= 35)") // 180 pixels, a point every 6
	if kinds := eval[[]string](p, "[...kinds]"); len(kinds) != 1 || kinds[0] != "pen" {
		t.Errorf("it was drawn by %v", kinds)
	}
	before := eval[int](p, "el.stats().then((s) => s.data.used)")
	tool("Spray")
	line(0.7)
	p.until(fmt.Sprintf("el.stats().then(({ data }) => data.used > %d)", before+10))
}

// TestDrawingOnMergedData: a drawing on points that were merged, or that have weights,
// begins with points that are spread as they are, and adds to them.
func TestDrawingOnMergedData(t *testing.T) {
	p := ownData(t, ownPage)
	for name, table := range map[string]string{
		"merged":   "'x,y\\n' + Array.from({ length: 9000 }, (_, i) => Math.cos(i) * (1 + (i % 97) / 400) + ',' + Math.sin(i) * (1 + (i % 89) / 400)).join('\\n')",
		"weighted": "'x,y,weight\\n' + Array.from({ length: 400 }, (_, i) => Math.cos(i) + ',' + Math.sin(i) + ',' + (Math.cos(i) > 0 ? 9 : 1)).join('\\n')",
	} {
		eval[any](p, "void give('"+name+".csv', "+table+")")
		p.until("said().startsWith('" + name + ".csv: ')")
		x, y, tool := surface(p)
		stroke(p, x-100, y-80, x+100, y-80)
		p.until("el.stats().then(({ data }) => data.name === 'drawing' && data.used >= 1030 && data.used <= 1040)")
		tool("Take back")
		p.until("el.stats().then(({ data }) => data.used === 1000)")
		tool("End drawing")
		points := eval[[]float64](p, "el.step(60).then(() => el.samples()).then((s) => [...s])")
		right, on := 0, 0
		for i := 0; i < len(points); i += 2 {
			if r := math.Hypot(points[i], points[i+1]); r > 0.7 && r < 1.5 {
				on++
			}
			if points[i] > 0 {
				right++
			}
		}
		n := float64(len(points) / 2)
		// 300 particles begin all over the view and go to the nearest of the ring's points;
		// of the weighted ones nine in ten stand at the right, which they pull together.
		if float64(on) < 0.9*n || name == "weighted" && float64(right) < 0.5*n {
			t.Errorf("%s: of %v particles %d are on the ring, %d at the right", name, n, on, right)
		}
	}
}

// TestDataAreKept: by name, over a reload, with their choice of columns, until they
// are forgotten; where storage is denied there is a sentence.
func TestDataAreKept(t *testing.T) {
	p := ownData(t, ownPage)
	eval[any](p, "void give('boxes.csv', "+quote(boxes)+")")
	p.until("said().startsWith('boxes.csv: ')")
	eval[any](p, "void pick('y', 'age')")
	p.until("said() === 'boxes.csv: x = height, y = age, 5 of 5 rows'")
	eval[any](p, `void (press('keep'), el.shadowRoot.querySelector('.data input[type=text]').value = 'my boxes', press('keep'))`)
	const shelf = "el.shadowRoot.querySelector('.shelf')"
	p.until("!" + shelf + ".hidden && " + shelf + ".querySelector('option')?.value === 'my boxes'")

	p.visit(p.origin + "page.html")
	p.until("customElements.get('score-field') && el.shadowRoot && live(el) === 1 && " + shelf + "?.querySelector('option')?.value === 'my boxes'")
	eval[any](p, "void "+shelf+".querySelectorAll('button')[0].click()")
	p.until("el.shadowRoot.querySelector('.said').textContent === 'my boxes: x = height, y = age, 5 of 5 rows'")
	p.until("!" + shelf + ".hidden")
	eval[any](p, "void "+shelf+".querySelectorAll('button')[1].click()")
	p.until(shelf + ".hidden")

	eval[any](p, "void Object.defineProperty(window, 'indexedDB', { configurable: true, get() { throw new DOMException('no', 'SecurityError'); } })")
	eval[any](p, `void (() => { const keep = el.shadowRoot.querySelector('.data button[data-name=keep]'); keep.click(); keep.click(); })()`)
	p.until("el.shadowRoot.querySelector('.notes').textContent.includes('save them as a file')")
	for _, url := range p.asked() {
		if !strings.HasPrefix(url, strings.TrimSuffix(p.origin, below[1:])) && !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "about:") {
			t.Errorf("something left the browser: %s", url)
		}
	}
}

// TestCSVComesBack: what a figure writes its own reader reads as the same points,
// below a link that makes the same figure; a link without the data says so, and
// with them it does not.
func TestCSVComesBack(t *testing.T) {
	p := ownData(t, ownPage)
	eval[any](p, "void give('boxes.csv', "+quote(boxes)+")")
	p.until("said().startsWith('boxes.csv: ')")
	eval[any](p, "el.set({ epsilon: 0.0007 }).then(() => el.step(20))")
	csv := eval[string](p, "el.toCSV()")
	link, _, _ := strings.Cut(csv, "\n")
	if !strings.HasPrefix(link, "# http") || !strings.Contains(link, "#sf.") || !strings.Contains(csv, "\n# boxes.csv: x = height, y = mass, 5 of 5 rows\n") {
		t.Fatalf("%.600s", csv)
	}
	samples := eval[[]float64](p, "el.samples().then((s) => [...s])")
	eval[any](p, "void give('again.csv', "+quote("\ufeff"+csv)+")")
	p.until("said() === 'again.csv: x = x, y = y, 300 of 300 rows'")
	eval[any](p, "void press('draw')") // drawing begins with the points, where each is a kernel
	p.until("!el.shadowRoot.querySelector('.drawing').hidden")
	if len(samples) != 600 {
		t.Errorf("%d coordinates", len(samples))
	}

	q := newTab(t)
	q.visit(strings.TrimPrefix(link, "# "))
	q.until("customElements.get('score-field') && el.shadowRoot && live(el) === 1 && el.params.epsilon === '0.0007'")
	q.until("el.shadowRoot.querySelector('.notes').textContent.includes('boxes.csv')")
	eval[any](q, `void (() => {
		const transfer = new DataTransfer();
		transfer.items.add(new File([`+quote(boxes)+`], 'boxes.csv', { type: 'text/csv' }));
		el.shadowRoot.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
	})()`)
	q.until("el.shadowRoot.querySelector('.notes').textContent === '' && el.shadowRoot.querySelector('.said').textContent.startsWith('boxes.csv: ') && el.params.epsilon === '0.0007'")
}

// TestEmbedCodeHasTheData: a page with the code that the menu copies shows the same
// points, and the same particles on them; many points lie in a file beside it, which is
// said.
func TestEmbedCodeHasTheData(t *testing.T) {
	p := ownData(t, ownPage)
	eval[any](p, "void Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })")
	copied := func() string {
		p.until("[...el.shadowRoot.querySelectorAll('button, option')].some((b) => b.textContent === 'Copy embed code')") // after it has said that it copied
		eval[any](p, `void (() => { // a button, in a narrow figure an entry of a list
			window.copied = '';
			const copy = [...el.shadowRoot.querySelectorAll('button, option')].find((b) => b.textContent === 'Copy embed code'), list = copy.closest('select');
			if (list) list.value = copy.value, list.dispatchEvent(new Event('change'));
			else copy.click();
		})()`)
		p.until("window.copied")
		return eval[string](p, "window.copied")
	}
	eval[any](p, "void give('boxes.csv', "+quote(boxes)+")")
	p.until("said().startsWith('boxes.csv: ')")
	eval[any](p, "el.set({ epsilon: 0.0007, particles: 50 }).then(() => el.reset()).then(() => el.step(20))")
	const bits = "el.samples().then((s) => [...s])"
	want := eval[[]float64](p, bits)

	_, tag, _ := strings.Cut(copied(), "\n") // the script is the page's own, of this host
	q := newTab(t)
	q.origin = serve(t, tag)
	q.visit(q.origin + "page.html")
	q.until("customElements.get('score-field') && el.dismissPoster && el.dismissPoster().then(() => true)")
	q.until("el.stats().then((s) => s.data?.used === 5)")
	eval[any](q, "el.pause(), el.reset().then(() => el.step(20))")
	if got := eval[[]float64](q, bits); !slices.Equal(got, want) {
		t.Errorf("the particles are at %v, not at %v", got[:4], want[:4])
	}

	var many strings.Builder
	for i := range 9000 {
		fmt.Fprintf(&many, "%d.5,%d.25\n", i%71, i%97)
	}
	eval[any](p, "void give('many.csv', "+quote("x,y\n"+many.String())+")")
	p.until("said().startsWith('many.csv: ')")
	if html := copied(); !strings.Contains(html, ` data="many-points.csv"></score-field>`) {
		t.Errorf("%.300s", html)
	}
	p.until("el.shadowRoot.querySelector('.notes').textContent.includes('many-points.csv')")
}
