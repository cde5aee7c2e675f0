package main

// Viewport is how the page shows a figure.
type Viewport struct {
	Width, Height float64 // device-independent pixels; 0: nothing is shown
	Ratio         float64 // device pixels per device-independent pixel
	Seconds       float64 // since the last event
}

// Input is what the reader did at one moment, and what is held then. Positions
// are device-independent pixels from the figure's upper left corner.
type Input struct {
	X, Y     float64 // pointer or first finger
	Inside   bool    // the pointer is over the figure, or a finger is down
	Touch    bool    // a finger: targets are larger
	Down     bool    // held
	Pressed  bool    // goes down
	Released bool    // goes up

	Wheel  float64 // notches, positive away from the reader: zoom in
	Pinch  float64 // factor by which two fingers have spread; 1 or 0: none
	PinchX float64 // middle of the two fingers
	PinchY float64 // the same, downwards
	PanX   float64 // movement of that middle since the last event
	PanY   float64 // the same, downwards

	Keys  Keys // pressed, or repeated
	Shift bool // held
}

// Keys is a set of keys.
type Keys uint32

// The keys that mean something in a figure.
const (
	KeyLeft Keys = 1 << iota
	KeyRight
	KeyUp
	KeyDown
	KeyPlus
	KeyMinus
	KeyZero
	KeyEnter
	KeySpace
	KeyEscape
	KeyHome
	KeyNext    // N
	KeyPrev    // P
	KeyUndo    // Z
	KeyRedo    // Y
	KeyLater   // full stop
	KeyEarlier // comma
)

// Has reports whether any of the keys is in the set.
func (k Keys) Has(keys Keys) bool { return k&keys != 0 }
