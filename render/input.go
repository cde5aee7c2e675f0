package render

// Input is what the reader did since the last tick. Positions are
// device-independent pixels from the upper left corner.
type Input struct {
	Width, Height float64 // of the figure
	Ratio         float64 // device pixels per device-independent pixel
	Seconds       float64 // since the last tick

	X, Y     float64 // pointer or first finger
	Inside   bool    // the pointer is over the figure, or a finger is down
	Touch    bool    // a finger: targets are larger
	Down     bool    // held
	Pressed  bool    // went down in this tick
	Released bool    // went up in this tick
	Double   bool    // Pressed, for the second time at the same place
	Right    bool    // the press is of the secondary button

	Wheel  float64 // notches, positive away from the reader: zoom in
	Pinch  float64 // factor by which two fingers have spread; 1 or 0: none
	PinchX float64 // middle of the two fingers
	PinchY float64 // the same, downwards
	PanX   float64 // movement of that middle since the last tick
	PanY   float64 // the same, downwards

	Keys  Keys // pressed in this tick, or repeated
	Shift bool // held
	Ctrl  bool // or Meta, held
	Alt   bool // held
}

// Keys is a set of keys.
type Keys uint32

// The keys that mean something in a figure.
const (
	KeyLeft     Keys = 1 << iota // arrow to the left
	KeyRight                     // arrow to the right
	KeyUp                        // arrow up
	KeyDown                      // arrow down
	KeyPlus                      // + or =, also of the number pad
	KeyMinus                     // −, also of the number pad
	KeyZero                      // 0
	KeyEnter                     // Enter
	KeySpace                     // space bar
	KeyEscape                    // Escape
	KeyHome                      // Home
	KeyEnd                       // End
	KeyPageUp                    // Page Up
	KeyPageDown                  // Page Down
	KeyDelete                    // or Backspace
	KeyNext                      // N
	KeyPrev                      // P
	KeyUndo                      // Z
	KeyRedo                      // Y
)

// Has reports whether any of the keys is in the set.
func (k Keys) Has(keys Keys) bool { return k&keys != 0 }

// App is what a Game shows.
type App interface {
	// Tick takes what the reader did since the last tick and returns the picture
	// to show, or nil if nothing has changed since the last Frame.
	Tick(in Input) *Frame
}
