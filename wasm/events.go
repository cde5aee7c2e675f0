package main

import (
	"math"
	"strings"
)

// Event is one event of a figure's picture, as the browser reports it.
type Event struct {
	Kind        string  // down, move, up, cancel, leave, wheel or key
	Pointer     int     // which finger or mouse
	X, Y        float64 // device-independent pixels from the upper left corner
	Detail      string  // of key: what the browser calls the key
	Wheel       float64 // pixels, positive towards the reader
	Touch       bool
	Shift, Ctrl bool
}

// gestures turns a figure's events, one after the other, into what they mean:
// a mouse or one finger points, two fingers pinch and pan.
type gestures struct {
	last    Input
	fingers []Event // that are down, in the order in which they came
	down    bool    // the pointer is held
	several bool    // two fingers have been down; ends when all are up
	spread  float64
	cx, cy  float64 // the middle of the two
}

// input is what the reader does by an event.
func (g *gestures) input(e Event) Input {
	in := g.last
	in.Pressed, in.Released, in.Wheel, in.Pinch, in.Keys, in.Shift = false, false, 0, 0, 0, e.Shift
	switch {
	case e.Kind == "key":
		in.Keys = keyNamed(e.Detail)
		return in
	case e.Kind == "wheel":
		in.X, in.Y, in.Inside, in.Wheel = e.X, e.Y, true, notches(e)
	case e.Touch:
		in = g.finger(e, in)
	default:
		in.X, in.Y, in.Touch, in.Inside = e.X, e.Y, false, e.Kind != "leave" && e.Kind != "cancel"
		g.hold(&in, e, e.Kind == "down" || g.down && e.Kind != "up" && e.Kind != "cancel")
	}
	g.last = in
	return in
}

// hold notes whether the pointer is held now. What is cancelled is not released:
// it was no click.
func (g *gestures) hold(in *Input, e Event, down bool) {
	in.Down, in.Pressed, in.Released = down, down && !g.down, !down && g.down && e.Kind == "up"
	g.down = down
}

// notches: a notch of a wheel is about 100 pixels. With Ctrl it is two fingers on
// a pad, which report a tenth of that.
func notches(e Event) float64 {
	if e.Ctrl {
		return min(max(-e.Wheel/10, -3), 3)
	}
	return min(max(-e.Wheel/100, -3), 3)
}

// finger follows what lies on the screen.
func (g *gestures) finger(e Event, in Input) Input {
	g.track(e)
	n := len(g.fingers)
	in.Touch, in.Inside = true, n == 1 && !g.several
	if in.Inside || !g.several {
		in.X, in.Y = e.X, e.Y
	}
	if n >= 2 { // whatever one finger has begun is over
		g.pinch(&in)
	}
	g.hold(&in, e, n == 1 && !g.several)
	if n == 0 {
		g.several, g.spread = false, 0
	}
	return in
}

func (g *gestures) track(e Event) {
	at := -1
	for i := range g.fingers {
		if g.fingers[i].Pointer == e.Pointer {
			at = i
		}
	}
	switch {
	case e.Kind == "up" || e.Kind == "cancel" || e.Kind == "leave":
		if at >= 0 {
			g.fingers = append(g.fingers[:at], g.fingers[at+1:]...)
		}
	case at >= 0:
		g.fingers[at] = e
	case e.Kind == "down":
		g.fingers = append(g.fingers, e)
	}
}

// pinch is how the first two fingers have moved.
func (g *gestures) pinch(in *Input) {
	a, b := g.fingers[0], g.fingers[1]
	spread, cx, cy := math.Hypot(b.X-a.X, b.Y-a.Y), (a.X+b.X)/2, (a.Y+b.Y)/2
	in.PinchX, in.PinchY, in.Pinch = cx, cy, 1
	if g.several && g.spread > 0 && spread > 0 {
		in.Pinch = spread / g.spread
		in.PanX, in.PanY = cx-g.cx, cy-g.cy
	}
	g.several, g.spread, g.cx, g.cy = true, spread, cx, cy
	in.Inside = false
}

// keyNames are the browser's names, in lower case.
var keyNames = map[string]Keys{
	"arrowleft": KeyLeft, "arrowright": KeyRight, "arrowup": KeyUp, "arrowdown": KeyDown, "+": KeyPlus, "=": KeyPlus, "-": KeyMinus,
	"0": KeyZero, "home": KeyHome, "enter": KeyEnter, " ": KeySpace, "escape": KeyEscape, "n": KeyNext, "p": KeyPrev, "z": KeyUndo, "y": KeyRedo, ".": KeyLater, ",": KeyEarlier,
}

// keyNamed is the key that the browser calls name, 0 if it means nothing here.
func keyNamed(name string) Keys { return keyNames[strings.ToLower(name)] }
