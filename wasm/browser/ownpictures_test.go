//go:build !js

package browser_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/wasm/browser/built"
)

// mnist are n digits of 8×8 pixels as MNIST's files have pictures and labels, packed.
func mnist(t *testing.T, n int) (images, labels []byte) {
	t.Helper()
	g, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		t.Fatal(err)
	}
	x, of := sim.NewBatch(64, n), make([]uint8, n)
	g.RandLabelled(x, of, 1, 0)
	images, labels = []byte{0, 0, 8, 3}, []byte{0, 0, 8, 1}
	for _, side := range []int{n, 8, 8} {
		images = binary.BigEndian.AppendUint32(images, uint32(side))
	}
	labels = binary.BigEndian.AppendUint32(labels, uint32(n))
	for i := range n {
		for j := range 64 {
			images = append(images, byte(127.5*float64(x.At(j, i))+127.5))
		}
	}
	pack := func(b []byte) []byte {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		if _, err := z.Write(b); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return packed.Bytes()
	}
	return pack(images), pack(append(labels, of...))
}

// The names of MNIST's files.
const imagesFile, labelsFile = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"

// TestOwnPictures is the way of a reader with pictures: a button of the bar shows where they come from; two
// packed files are dropped on the figure and seen as a sheet, the network learns it and samples follow; a sheet of tiles takes its place; a
// picture that is drawn joins, and undo takes it back.
func TestOwnPictures(t *testing.T) {
	p := ownData(t, `<score-field scene="digits" units="32" batch="32" particles="16" solver-steps="10"></score-field>`)
	p.until(`el.stats().then((s) => s.data === null)`)
	eval[any](p, `el.toBlob().then((b) => { window.before = b.size; })`)
	const panel = "el.shadowRoot.querySelector('.data')"
	own := `el.shadowRoot.querySelector('.tools [aria-label="Pictures of your own"]')`
	for _, shown := range []bool{true, false} {
		eval[any](p, own+".click()")
		p.until(fmt.Sprintf("%s.hidden !== %t && %s.getAttribute('aria-expanded') === '%t'", panel, shown, own, shown))
	}

	type place struct{ X, Y float64 }
	at := eval[place](p, `(() => { el.scrollIntoView(); const b = el.shadowRoot.querySelector('.stage').getBoundingClientRect(); return { x: b.left + b.width / 4, y: b.top + b.height / 4 }; })()`)
	images, labels := mnist(t, 300)
	folder := t.TempDir()
	files := []string{filepath.Join(folder, labelsFile), filepath.Join(folder, imagesFile)}
	for i, b := range [][]byte{labels, images} {
		if err := os.WriteFile(files[i], b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: files, DragOperationsMask: 1}
	for _, event := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		if _, err := chromedp.Call(p.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: event, X: at.X, Y: at.Y, Data: data}); err != nil {
			t.Fatal(err)
		}
	}
	p.until(`said() === '` + imagesFile + `: 300 pictures of 8 × 8 pixels, 10 classes'`)
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
	const corner = "[...el.shadowRoot.querySelector('.pad canvas').getContext('2d').getImageData(2, 2, 1, 1).data].join()"
	eval[any](p, "void (window.paper = "+corner+", el.theme = 'dark')")
	p.until(corner + " !== window.paper") // without a stroke
	if notes := eval[string](p, `el.stats().then((s) => s.data.notes.join(' '))`); !strings.Contains(notes, "1 picture was drawn here") {
		t.Errorf("%q", notes)
	}
	eval[any](p, `el.shadowRoot.querySelector('button[aria-label="Undo"], button[title="Undo"]').click()`)
	p.until(`said().startsWith('sheet.png: 48 pictures')`)
}

// TestPicturesByAttribute: two addresses of files, pictures and their labels, are one data set,
// also if the labels come first.
func TestPicturesByAttribute(t *testing.T) {
	images, labels := mnist(t, 60)
	serve := func(b []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if _, err := w.Write(b); err != nil {
				t.Error(err)
			}
		}
	}
	p := newTab(t)
	p.origin = built.Page{Body: `<score-field scene="digits" loading="eager" units="32" batch="32" particles="16" data="` + labelsFile + ` ` + imagesFile + `"></score-field>`, Folder: below, Policy: policy,
		Instead: map[string]http.HandlerFunc{imagesFile: serve(images), labelsFile: serve(labels)}}.Serve(t)
	p.visit(p.origin + "page.html")
	const said = "el.stats().then((s) => s.data?.summary)"
	p.until("live(el)")
	p.until(said + ".then((s) => s === '" + imagesFile + ": 60 pictures of 8 × 8 pixels, 10 classes')")
}
