package main

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// The reader paints a part of a picture, and the samples complete it, each in its own way. The
// pen is the pointer on the sample that is looked at, or the caret that the arrows move there;
// what is painted is the setting of that name, so that states carry it and undo takes it back,
// a stroke at a time.

// pen is what a stroke does.
type pen struct {
	ink   byte // what a pixel becomes, x, o or u; 0 where no stroke is drawn
	pixel int  // where it was last
	caret int  // 1 + the pixel at which the keyboard is, 0 for none
}

// next is what a press makes of a pixel: ink, then paper, then nothing known.
var next = map[byte]byte{'u': 'x', 'x': 'o', 'o': 'u'}

// paintingSpeed is how many steps a frame a completion takes at least: annealed Langevin has
// several hundred of them.
const paintingSpeed = 8

// canPaint reports whether there is a sample to paint on.
func (ctl *Controller) canPaint() bool {
	return ctl.Exp.Scene().Shows(scene.Film) && ctl.dissected() > 0 && ctl.Exp.View().Target.Pictures != nil
}

// painted is what is painted, a letter for each pixel.
func (ctl *Controller) painted() []byte {
	c := ctl.Exp.Config()
	if c.Painted != "" {
		return []byte(c.Painted)
	}
	return []byte(strings.Repeat("u", ctl.Exp.View().Target.Dim()))
}

// stroke begins a stroke at a pixel, and dab goes on with it.
func (ctl *Controller) stroke(pixel int) {
	ctl.manipulation.pen.ink = next[ctl.painted()[pixel]]
	ctl.Exp.Gesture(true)
	ctl.dab(pixel)
}

func (ctl *Controller) dab(pixel int) {
	p, now := &ctl.manipulation.pen, ctl.painted()
	p.pixel = pixel
	if pixel >= len(now) || now[pixel] == p.ink {
		return
	}
	now[pixel] = p.ink
	ctl.paint(string(now))
}

// paint makes text what is painted, and the sampler one that completes it: the reader's, or where
// that does not, or nobody has chosen one, annealed Langevin, which draws the rest given what is known.
func (ctl *Controller) paint(text string) {
	c, set := ctl.Exp.Config(), "painted="+text
	own, _ := ctl.Exp.Scene().Default("sampler")
	annealed := c.Sampler == "annealed"
	if !param.Completes(c.Sampler) || c.Painted == "" && c.Sampler == own {
		set += "\nsampler=annealed"
		annealed = true
	}
	if c.Versus != "none" {
		set += "\nversus=none"
	}
	if annealed && c.Speed < paintingSpeed {
		set += "\nspeed=" + strconv.Itoa(paintingSpeed)
	}
	ctl.report(ctl.set(set))
	ctl.changed("painted")
	ctl.Changed = true
}

// lift ends a stroke.
func (ctl *Controller) lift() {
	if ctl.manipulation.pen.ink != 0 {
		ctl.manipulation.pen.ink = 0
		ctl.Exp.Gesture(false)
	}
}

// draws reports whether the pointer is where a press would paint.
func (ctl *Controller) draws() bool {
	return ctl.canPaint() && ctl.overSample() == ctl.dissected()-1 && ctl.manipulation.hit.Pixel >= 0
}

// caret answers the keys of painting: arrows move the caret over the picked sample, Enter
// paints there, Escape takes the caret away, and then what is painted. It reports
// whether the key was one of these.
func (ctl *Controller) caret(in Input) bool {
	if !ctl.canPaint() {
		return false
	}
	p, at := &ctl.manipulation.pen, ctl.Exp.View().Target.Pictures
	x, y := max(p.caret-1, 0)%at.W, max(p.caret-1, 0)/at.W
	switch {
	case in.Keys.Has(KeyEnter) && p.caret > 0:
		ctl.stroke(p.caret - 1)
		ctl.lift()
		return true
	case in.Keys.Has(KeyEscape) && p.caret > 0:
		p.caret = 0
		return true
	case in.Keys.Has(KeyEscape) && ctl.Exp.Config().Painted != "":
		ctl.paint("")
		return true
	case in.Keys.Has(KeyLeft):
		x--
	case in.Keys.Has(KeyRight):
		x++
	case in.Keys.Has(KeyUp):
		y--
	case in.Keys.Has(KeyDown):
		y++
	default:
		return false
	}
	if p.caret == 0 { // it appears in the middle
		x, y = at.W/2, at.H/2
	}
	p.caret = 1 + min(max(y, 0), at.H-1)*at.W + min(max(x, 0), at.W-1)
	return true
}

// known shows in the picked sample what is painted, however noisy the sample is.
func (g *gallery) known(painted string, picked int) {
	if painted == "" || picked < 1 || picked > g.pictures.At.N || len(painted) != g.pictures.At.D {
		return
	}
	for j, p := range []byte(painted) {
		switch p {
		case 'x':
			g.pictures.At.Set(j, picked-1, float32(g.pictures.Hi))
		case 'o':
			g.pictures.At.Set(j, picked-1, float32(g.pictures.Lo))
		}
	}
}
