//go:build !js

package browser_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestThePictureIsTheRaster: what the browser shows of every scene is what the
// program's own raster makes of the same frame. The processor draws for both,
// by the same formula of coverage; no more than 3 pixels of 100 may differ by
// more than 40 of 255, which leaves room for a position between two pixels.
// Trails of clouds are off: the screen's have a past that the raster's have not.
func TestThePictureIsTheRaster(t *testing.T) {
	p := run(t, `<score-field scene="langevin" trails="off" controls="none"></score-field>`)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		eval[any](p, fmt.Sprintf(`el.set({scene: %q}).then(() => el.set({trails: 'off', particles: 900})).then(() => el.step(el.scene().clock === 'still' ? 0 : 30))`, name))
		eval[any](p, "new Promise((r) => setTimeout(r, 300))") // until the frame has been composited
		box := eval[map[string]float64](p, "(() => { const r = el.stage.getBoundingClientRect(); return {x: r.x, y: r.y, w: r.width, h: r.height}; })()")
		screen, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		raster := eval[[]byte](p, `el.toBlob({scale: 1}).then((b) => b.arrayBuffer()).then((b) => { let s = ''; for (const v of new Uint8Array(b)) s += String.fromCharCode(v); return btoa(s); })`)
		share := apart(t, screen, raster, box)
		t.Logf("%s: %.2f%%", name, 100*share)
		if share > 0.03 {
			t.Errorf("%s: %.1f%% of the pixels differ", name, 100*share)
		}
	}
}

// apart is the share of the raster's pixels that differ from those of the
// screen in the box, without the outermost where a focus ring may be.
func apart(t testing.TB, screen, raster []byte, box map[string]float64) float64 {
	t.Helper()
	a, err := png.Decode(bytes.NewReader(screen))
	if err != nil {
		t.Fatal(err)
	}
	b, err := png.Decode(bytes.NewReader(raster))
	if err != nil {
		t.Fatal(err)
	}
	const rim = 4
	inner := b.Bounds().Inset(rim)
	at := image.Pt(int(box["x"]+0.5), int(box["y"]+0.5))
	inner = inner.Intersect(a.Bounds().Sub(at))
	if inner.Dx() < 200 || inner.Dy() < 200 {
		t.Fatalf("only %v of the figure is on the screen", inner)
	}
	n := 0
	for y := inner.Min.Y; y < inner.Max.Y; y++ {
		for x := inner.Min.X; x < inner.Max.X; x++ {
			r, g, c, _ := a.At(x+at.X, y+at.Y).RGBA()
			u, v, w, _ := b.At(x, y).RGBA()
			if far(r, u) || far(g, v) || far(c, w) {
				n++
			}
		}
	}
	return float64(n) / float64(inner.Dx()*inner.Dy())
}

func far(a, b uint32) bool { return max(a, b)-min(a, b) > 40<<8 }
