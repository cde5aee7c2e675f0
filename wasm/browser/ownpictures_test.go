//go:build !js

package browser_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
)

// digitsFile is a file as the public set of handwritten digits has it, packed: 64 pixels from 0
// to 16 and a label a line.
func digitsFile(t *testing.T, n int) string {
	t.Helper()
	g, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		t.Fatal(err)
	}
	x, labels := sim.NewBatch(64, n), make([]uint8, n)
	g.RandLabelled(x, labels, 1, 0)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for i := range n {
		for j := range 64 {
			fmt.Fprintf(z, "%d,", int(8*x.At(j, i)+8.5))
		}
		fmt.Fprintf(z, "%d\n", labels[i])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "digits.csv.gz")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestOwnPictures is the way of a reader with pictures: a packed file is dropped on the figure and
// seen as a sheet, the network learns it and samples follow; a sheet of tiles takes its place; a
// picture that is drawn joins, and undo takes it back.
func TestOwnPictures(t *testing.T) {
	p := ownData(t, `<score-field scene="digits" units="32" batch="32" particles="16" solver-steps="10"></score-field>`)
	p.until(`el.stats().then((s) => s.data === null)`)
	eval[any](p, `el.toBlob().then((b) => { window.before = b.size; })`)

	type place struct{ X, Y float64 }
	at := eval[place](p, `(() => { const b = el.shadowRoot.querySelector('.stage').getBoundingClientRect(); return { x: b.left + b.width / 4, y: b.top + b.height / 4 }; })()`)
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: []string{digitsFile(t, 300)}, DragOperationsMask: 1}
	for _, event := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		if _, err := chromedp.Call(p.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: event, X: at.X, Y: at.Y, Data: data}); err != nil {
			t.Fatal(err)
		}
	}
	p.until(`said() === 'digits.csv.gz: 300 pictures of 8 × 8 pixels, 10 classes'`)
	p.until(`el.params.pictures === 'own' && el.params['class-set'] === '0123456789'`)
	p.until(`el.toBlob().then((b) => b.size !== window.before)`)
	p.until(`el.train(20).then(() => el.reset()).then(() => el.step(10)).then(() => el.stats()).then((s) => s.training.step >= 20 && s.training.heldOut > 0 && s.pictures === null && s.data.side === 8)`)
	p.until(`el.samples().then((s) => s.length === 16 * 64 && s.every((v) => Math.abs(v) <= 2))`)

	eval[any](p, `(async () => {
		const c = Object.assign(document.createElement('canvas'), { width: 16 * 12, height: 16 * 4 }), d = c.getContext('2d');
		d.fillStyle = '#fff';
		d.fillRect(0, 0, c.width, c.height);
		d.fillStyle = '#000';
		for (let i = 0; i < 48; i++) {
			const x = i % 12 * 16, y = Math.floor(i / 12) * 16;
			d.fillRect(x + 3 + i % 3, y + 2, 3, 11);
			d.fillRect(x + 3, y + 2 + i * 7 % 9, 9, 3);
		}
		give('sheet.png', await new Promise((resolve) => c.toBlob(resolve)), 'image/png');
	})()`)
	p.until(`said().startsWith('sheet.png: 48 pictures of 16 × 16 pixels, without labels; scaled to 8 × 8')`)
	p.until(`el.params.labels === 'off' && notes() === ''`)

	at = eval[place](p, `(() => {
		press('draw');
		const c = el.shadowRoot.querySelector('.pad canvas');
		c.scrollIntoView({ block: 'center' });
		const b = c.getBoundingClientRect();
		return { x: b.left, y: b.top };
	})()`)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, at.X+60, at.Y+40, chromedp.ButtonLeft))
	for _, to := range [][2]float64{{130, 40}, {80, 160}} {
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X+to[0], at.Y+to[1], chromedp.ButtonLeft))
	}
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, at.X+80, at.Y+160, chromedp.ButtonLeft))
	p.do(chromedp.KeyEvent("\r"))
	p.until(`said().startsWith('sheet.png: 49 pictures')`)
	if notes := eval[string](p, `el.stats().then((s) => s.data.notes.join(' '))`); !strings.Contains(notes, "1 picture was drawn here") {
		t.Errorf("%q", notes)
	}
	eval[any](p, `el.shadowRoot.querySelector('button[aria-label="Undo"], button[title="Undo"]').click()`)
	p.until(`said().startsWith('sheet.png: 48 pictures')`)
}
