//go:build !js

package browser_test

import (
	"fmt"
	"testing"
)

// TestThePictureIsTheRaster: what the browser shows of every scene is what the
// program's own raster makes of the same frame. The processor draws for both,
// by the same formula of coverage; no more than 3 pixels of 100 may differ by
// more than 40 of 255, which leaves room for a position between two pixels.
// Trails of clouds are off, for the screen's have a past that the raster's have
// not, and so are streaks along the score, for they never stand still.
func TestThePictureIsTheRaster(t *testing.T) {
	p := run(t, `<score-field scene="langevin" trails="off" controls="none"></score-field>`)
	for _, name := range eval[[]string](p, "el.info.scenes.map((s) => s.name)") {
		eval[any](p, fmt.Sprintf(`el.set({scene: %q}).then(() => el.set({trails: 'off', flow: 'off', particles: 900})).then(() => el.step(el.info.scenes.find((s) => s.name === el.params.scene).clock === 'still' ? 0 : 30))`, name))
		t.Logf("%s: %.2f%%", name, 100*p.agrees(1, 0.03))
	}
}
