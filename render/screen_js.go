package render

import (
	"github.com/hajimehoshi/ebiten/v2"
)

// Screen is Ebitengine's one canvas. It is an atlas: every picture of the page
// that has changed is drawn at its own place, and copied from there by the page
// before the browser gets to it. When that is, and how large the canvas is, is
// the page's business: a frame is drawn where Show has been called.
type Screen struct {
	gpu      *gpu
	pictures []Picture
}

// NewScreen compiles the shaders.
func NewScreen() (*Screen, error) {
	gpu, err := newGPU()
	if err != nil {
		return nil, err
	}
	return &Screen{gpu: gpu}, nil
}

// Run shows s until the program ends.
func (s *Screen) Run() error {
	ebiten.SetTPS(ebiten.SyncWithFPS)
	// In this mode a frame is drawn when one was asked for, and drawing never
	// sleeps afterwards: the page copies the picture in the same task.
	//lint:ignore SA1019 in the other modes the engine sleeps after a frame that it skips, and a frame asked for meanwhile waits
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetRunnableOnUnfocused(true)
	return ebiten.RunGameWithOptions(s, &ebiten.RunGameOptions{ScreenTransparent: true, InitUnfocused: true, DisableHiDPI: true})
}

// Show has the next frame draw these pictures, and nothing else.
func (s *Screen) Show(pictures []Picture) {
	s.pictures = pictures
	//lint:ignore SA1019 goes with FPSModeVsyncOffMinimum
	ebiten.ScheduleFrame()
}

// LayoutF asks for the smallest picture that Ebitengine can have beside its
// canvas: the lists are drawn onto the canvas itself.
func (s *Screen) LayoutF(float64, float64) (float64, float64) { return 1, 1 }

// Layout is never called: there is LayoutF.
func (s *Screen) Layout(int, int) (int, int) { panic("render: Layout without LayoutF") }

// Update has nothing to do: figures advance before the frame.
func (s *Screen) Update() error { return nil }

// Draw touches Ebitengine's own picture, without which it would not present the
// canvas.
func (s *Screen) Draw(picture *ebiten.Image) { picture.Clear() }

// DrawFinalScreen draws onto the canvas, which Ebitengine has just cleared.
func (s *Screen) DrawFinalScreen(screen ebiten.FinalScreen, _ *ebiten.Image, _ ebiten.GeoM) {
	canvas, ok := screen.(*ebiten.Image)
	if !ok {
		panic("render: the final screen is no image")
	}
	s.gpu.begin(canvas)
	for _, p := range s.pictures {
		p.List.moveTo(p.At)
		s.gpu.draw(canvas, p.List)
	}
	s.pictures = s.pictures[:0]
}
