//go:build !js

package browser_test

import (
	"fmt"
	"image"
	"math"
	"testing"
)

// TestThePictureIsTheRaster: what the browser shows of every scene is what the
// program's own raster makes of the same frame. The processor draws for both,
// by the same formula of coverage; no more than 3 pixels of 100 may differ by
// more than 40 of 255, which leaves room for a position between two pixels.
// Trails of clouds are off, for the screen's have a past that the raster's have
// not, and so are streaks along the score, for they never stand still: see below.
func TestThePictureIsTheRaster(t *testing.T) {
	p := run(t, `<score-field scene="langevin" trails="off" controls="none"></score-field>`)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		eval[any](p, fmt.Sprintf(`el.set({scene: %q}).then(() => el.set({trails: 'off', flow: 'off', particles: 900})).then(() => el.step(el.info.scenes.find((s) => s.name === el.params.scene).clock === 'still' ? 0 : 30))`, name))
		t.Logf("%s: %.2f%%", name, 100*p.agrees(1, 0.03))
	}
}

// TestStreaksAreTheRasters: streaks along the score too, in a page whose time can stand
// still. Its frames are a sixtieth of a second apart, however long the machine takes for
// them, so that none is drawn with fewer pixels.
func TestStreaksAreTheRasters(t *testing.T) {
	p := newTab(t)
	p.before(`window === top && (() => {
		const next = requestAnimationFrame.bind(window);
		let now = performance.now(), held = false;
		performance.now = () => now;
		window.requestAnimationFrame = (f) => next(() => f(now));
		window.hold = (on) => { held = on; };
		(function tick() { next(tick); if (!held) now += 1000 / 60; })();
	})()`)
	p.origin = serve(t, `<score-field scene="score-field" controls="none"></score-field>`)
	p.visit(p.origin + "page.html")
	eval[any](p, "el.pause()")
	for _, scene := range []string{"score-field", "langevin", "own-data"} {
		eval[any](p, "el.set({ scene: '"+scene+"' }).then(() => el.set({ trails: 'off', flow: 'on', particles: 200, contours: 'off', heat: 'off' }))")
		p.frames(60)                             // they have grown
		eval[any](p, "(hold(true), el.stats())") // a figure that rests goes on where it is for this
		p.frames(20)
		screen, raster := p.screen(), p.raster(1)
		eval[any](p, "el.set({ flow: 'off' })")
		p.frames(20)
		plain, ground := p.screen(), p.raster(1)
		box := eval[struct{ X, Y float64 }](p, "el.shadowRoot.querySelector('.stage').getBoundingClientRect().toJSON()")
		at := image.Pt(int(box.X+0.5), int(box.Y+0.5))
		var drawn, missed float64 // what streaks change in the raster, and how far from that is what they change on the screen
		for y := 4; y < raster.Bounds().Dy()-4; y++ {
			for x := 4; x < raster.Bounds().Dx()-4; x++ {
				should, does := changed(raster, ground, x, y), changed(screen, plain, x+at.X, y+at.Y)
				for c := range should {
					drawn += math.Abs(should[c])
					missed += math.Abs(should[c] - does[c])
				}
			}
		}
		if t.Logf("%s: of streaks %.1f%% are missed", scene, 100*missed/drawn); drawn < 1e4 || missed > 0.1*drawn {
			t.Errorf("%s: of streaks that change the picture by %.0f, %.0f are missed", scene, drawn, missed)
		}
		eval[any](p, "void hold(false)")
	}
}

// changed is by how much the colour of a pixel of a, in channels of 255, is another than that of b.
func changed(a, b image.Image, x, y int) [3]float64 {
	r, g, c, _ := a.At(x, y).RGBA()
	u, v, w, _ := b.At(x, y).RGBA()
	return [3]float64{(float64(r) - float64(u)) / 257, (float64(g) - float64(v)) / 257, (float64(c) - float64(w)) / 257}
}
