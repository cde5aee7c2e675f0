package render

import (
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
)

// collector turns Ebitengine's input state into an Input a tick.
type collector struct {
	last     time.Time
	touches  []ebiten.TouchID
	down     bool // the pointer was held in the last tick
	touch    bool // by a finger
	x, y     float64
	several  bool // two fingers have been down; ends when all are up
	spread   float64
	cx, cy   float64
	pressed  time.Time // the last press, and where
	tx, ty   float64
	px, py   float64
	hadTouch bool // fingers are in use: the mouse position means nothing
}

func (k *collector) collect(g *game) Input {
	now := time.Now()
	in := Input{Width: g.w, Height: g.h, Ratio: g.ratio / g.share}
	if !k.last.IsZero() {
		in.Seconds = min(now.Sub(k.last).Seconds(), 0.1)
	}
	k.last = now
	unit := 1 / g.ratio
	if g.options.Scaled {
		unit = 1 // events come in the page's own pixels
	}
	k.touches = ebiten.AppendTouchIDs(k.touches[:0])
	if len(k.touches) > 0 {
		k.fingers(&in, unit)
	} else {
		k.mouse(&in, unit)
	}
	in.X, in.Y = k.x, k.y
	k.presses(&in, now)
	if !k.hadTouch && g.options.Hover != nil {
		in.Inside = in.Down || g.options.Hover()
	}
	in.Keys = keysNow()
	in.Shift = ebiten.IsKeyPressed(ebiten.KeyShift)
	in.Ctrl = ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta)
	in.Alt = ebiten.IsKeyPressed(ebiten.KeyAlt)
	return in
}

func (k *collector) mouse(in *Input, unit float64) {
	if k.several || k.touch { // the last finger has gone
		k.several, k.touch, k.spread = false, false, 0
		return
	}
	x, y := ebiten.CursorPosition()
	px, py := float64(x)*unit, float64(y)*unit
	if k.hadTouch && px == k.px && py == k.py {
		return
	}
	k.hadTouch, k.px, k.py = false, px, py
	k.x, k.y = px, py
	in.Inside = px >= 0 && px < in.Width && py >= 0 && py < in.Height
	in.Right = ebiten.IsMouseButtonPressed(ebiten.MouseButtonRight)
	in.Down = in.Right || ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft)
	_, dy := ebiten.Wheel()
	in.Wheel = notches(dy)
}

// notches: browsers report pixels, lines or pages; a notch is about 100 pixels.
func notches(dy float64) float64 {
	if math.Abs(dy) < 4 {
		return dy / 3 // lines
	}
	return min(max(dy/100, -3), 3)
}

// fingers: one is the pointer, two pinch and pan.
func (k *collector) fingers(in *Input, unit float64) {
	k.hadTouch = true
	in.Touch, in.Inside = true, true
	x, y := ebiten.TouchPosition(k.touches[0])
	px, py := float64(x)*unit, float64(y)*unit
	if len(k.touches) == 1 {
		if !k.several {
			k.touch, in.Down = true, true
			k.x, k.y = px, py
		}
		k.spread = 0
		return
	}
	x, y = ebiten.TouchPosition(k.touches[1])
	qx, qy := float64(x)*unit, float64(y)*unit
	spread, cx, cy := math.Hypot(qx-px, qy-py), (px+qx)/2, (py+qy)/2
	in.PinchX, in.PinchY, in.Pinch = cx, cy, 1
	if k.several && k.spread > 0 && spread > 0 {
		in.Pinch = spread / k.spread
		in.PanX, in.PanY = cx-k.cx, cy-k.cy
	}
	k.several, k.spread, k.cx, k.cy = true, spread, cx, cy
}

// presses compares with the last tick.
func (k *collector) presses(in *Input, now time.Time) {
	in.Pressed, in.Released = in.Down && !k.down, !in.Down && k.down
	k.down = in.Down
	if !in.Pressed {
		return
	}
	near := math.Hypot(in.X-k.tx, in.Y-k.ty) < 12
	in.Double = near && now.Sub(k.pressed) < 400*time.Millisecond
	k.pressed, k.tx, k.ty = now, in.X, in.Y
}

var keyTable = [...]struct {
	from ebiten.Key
	to   Keys
}{
	{ebiten.KeyArrowLeft, KeyLeft}, {ebiten.KeyArrowRight, KeyRight}, {ebiten.KeyArrowUp, KeyUp}, {ebiten.KeyArrowDown, KeyDown},
	{ebiten.KeyEqual, KeyPlus}, {ebiten.KeyNumpadAdd, KeyPlus}, {ebiten.KeyMinus, KeyMinus}, {ebiten.KeyNumpadSubtract, KeyMinus},
	{ebiten.KeyDigit0, KeyZero}, {ebiten.KeyEnter, KeyEnter}, {ebiten.KeyNumpadEnter, KeyEnter}, {ebiten.KeySpace, KeySpace},
	{ebiten.KeyEscape, KeyEscape}, {ebiten.KeyHome, KeyHome}, {ebiten.KeyEnd, KeyEnd}, {ebiten.KeyPageUp, KeyPageUp},
	{ebiten.KeyPageDown, KeyPageDown}, {ebiten.KeyDelete, KeyDelete}, {ebiten.KeyBackspace, KeyDelete},
	{ebiten.KeyN, KeyNext}, {ebiten.KeyP, KeyPrev}, {ebiten.KeyZ, KeyUndo}, {ebiten.KeyY, KeyRedo},
}

// keysNow has the keys that went down in this tick and, after half a second,
// repeats of those that are held.
func keysNow() (keys Keys) {
	for _, k := range keyTable {
		if d := inpututil.KeyPressDuration(k.from); d == 1 || d >= 30 && d%3 == 0 {
			keys |= k.to
		}
	}
	return keys
}
