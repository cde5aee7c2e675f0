package render

import (
	"bytes"
	"image"
	"testing"

	"github.com/scorefield/scorefield/sim/hist"
)

// TestCountsLookLikeParticles: a cloud that was counted elsewhere, on the grid
// that the frame asks for, is the picture of the cloud itself.
func TestCountsLookLikeParticles(t *testing.T) {
	f := cloudFrame(30_000)
	particles := f.Panels[0].Particles[0]
	particles.Fade = -1
	at := particles.At
	want := shot(f, 1)
	w, h, world := f.CountingGrid(0)
	var grid hist.Grid
	grid.Resize(w, h)
	sx, sy := float64(w)/world.W(), float64(h)/world.H()
	grid.Splat(at.Row(0), at.Row(1), hist.Affine{SX: float32(sx), OX: float32(-world.X0 * sx), SY: float32(-sy), OY: float32(world.Y1 * sy)})
	particles.Counts = &Counts{Grid: &grid, World: world, N: at.N, Stamp: 1}
	got := shot(f, 1)
	if bytes.Equal(want.Pix, shot(cloudFrame(0), 1).Pix) {
		t.Fatal("nothing was drawn")
	}
	far := 0
	for i := range want.Pix { // rounding may put a particle into the next cell
		if d := int(want.Pix[i]) - int(got.Pix[i]); d < -30 || d > 30 {
			far++
		}
	}
	if far > len(want.Pix)/200 {
		t.Errorf("%d of %d values differ", far, len(want.Pix))
	}
}

func shot(f *Frame, scale float64) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(f.Width*scale), int(f.Height*scale)))
	Raster(img, f, scale)
	return img
}
