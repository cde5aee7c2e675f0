package render

import (
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
)

// Options adapt a Game to the page that it runs in. The zero value is a page
// that Ebitengine handles alone.
type Options struct {
	// Ratio is the number of device pixels per device-independent pixel now.
	// Ebitengine reads it once; a page that can be zoomed supplies its own.
	Ratio func() float64
	// Scaled says that the page has made its body Ratio times as large and
	// scaled it down again, so that Ebitengine's outside size is in device
	// pixels and the picture stays sharp when the ratio changes.
	Scaled bool
	// Sharpen makes the outside size and Ratio this share, at most 1, of what the
	// screen has; nil: the picture always has all of its pixels.
	Sharpen func(share float64)
	// Hover reports whether the pointer is over the figure; nil: judged from
	// its last position.
	Hover func() bool
}

// Run shows app until the page goes away.
func Run(app App, o Options) error {
	g, err := newGame(app, o)
	if err != nil {
		return err
	}
	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetRunnableOnUnfocused(true)
	return ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{
		ScreenTransparent: true,
		InitUnfocused:     true,
		DisableHiDPI:      o.Scaled,
	})
}

// game is the ebiten.Game: it collects input, asks the App for a frame, and
// draws it if there is a new one or the screen is.
type game struct {
	app      App
	options  Options
	gpu      *gpu
	composer Composer
	input    collector
	frame    *Frame
	fresh    bool          // frame has not been drawn as sharp as it should be
	screen   *ebiten.Image // drawn last
	w, h     float64       // device-independent pixels
	ratio    float64
	sharp    sharpness
	share    float64       // of the screen's pixels along each side that there are now
	last     time.Time     // of the last tick
	work     time.Duration // that it took for steps and geometry
}

func newGame(app App, o Options) (*game, error) {
	gpu, err := newGPU()
	if err != nil {
		return nil, err
	}
	return &game{app: app, options: o, gpu: gpu, ratio: 1, share: 1}, nil
}

// LayoutF makes the screen as large as the figure in device pixels.
func (g *game) LayoutF(outsideWidth, outsideHeight float64) (float64, float64) {
	if g.options.Ratio != nil {
		g.ratio = max(g.options.Ratio(), 0.1)
	} else {
		g.ratio = ebiten.Monitor().DeviceScaleFactor()
	}
	w, h := outsideWidth, outsideHeight
	if g.options.Scaled {
		w, h = outsideWidth/g.ratio, outsideHeight/g.ratio
	}
	if near := 1 / (g.ratio * g.share); math.Abs(w-g.w) > near || math.Abs(h-g.h) > near { // another size, another load
		g.w, g.h, g.sharp = w, h, sharpness{}
	} else if g.share == 1 { // with fewer pixels it is known less precisely
		g.w, g.h = w, h
	}
	return max(math.Ceil(g.w*g.ratio-1e-3), 1), max(math.Ceil(g.h*g.ratio-1e-3), 1)
}

// Layout is never called: there is LayoutF.
func (g *game) Layout(int, int) (int, int) { panic("render: Layout without LayoutF") }

// Update tells the App what the reader did.
func (g *game) Update() error {
	now := time.Now()
	seconds := now.Sub(g.last).Seconds()
	f := g.app.Tick(g.input.collect(g))
	if f != nil {
		g.frame = f
	}
	g.sharp.tick(f != nil && !f.Still, seconds, g.work.Seconds())
	g.fresh = g.fresh || f != nil
	if k := max(g.sharp.scale(), legible(g.ratio/g.share)); k != g.share && g.options.Sharpen != nil {
		g.share = k
		g.options.Sharpen(k) // there will be another screen to draw on
	}
	g.last, g.work = now, time.Since(now)
	return nil
}

// Draw fills the screen if something has changed. The screen keeps its picture
// otherwise, and Ebitengine leaves the canvas alone.
func (g *game) Draw(screen *ebiten.Image) {
	if g.frame == nil || !g.fresh && screen == g.screen {
		return
	}
	g.fresh, g.screen = false, screen
	if g.frame.Width <= 0 || g.frame.Height <= 0 {
		g.frame.Width, g.frame.Height, g.frame.Ratio = g.w, g.h, g.ratio
	}
	begin := time.Now()
	list := g.composer.Compose(g.frame, g.scale(screen))
	g.work += time.Since(begin)
	g.gpu.draw(screen, list)
}

// scale fits the frame to the screen that there is, also in the moment in which
// the figure changes its size.
func (g *game) scale(screen *ebiten.Image) float64 {
	return float64(screen.Bounds().Dx()) / g.frame.Width
}
