//go:build !js

// Command wasm is the page's program: all figures of a page in one. Built for anything
// but a browser it draws the posters of scenes. What knows no JavaScript is
// plain Go with native tests: Engine (all figures), Figure (one), Controller (its
// experiment), FrameBuilder (what it shows). Only the controller changes an
// experiment; what builds frames reads, which a test holds over the types of all
// that it uses.
//
// The way of an event. The browser dispatches it to the figure's canvas
// (element/stage.js), which decides whether it is the page's or the figure's and
// calls the program (Run.event in element/engine.js, program.event here). The
// figure queues it (Figure.Do) behind the requests that came before. At the next
// animation frame Figure.handle takes it off: gestures say what it means, and
// Controller.Manipulate finds by the frame that is on the screen what lies under
// it and changes the experiment or the camera. What the page has to know comes
// back as values, change, pointer and cursor.
//
// The way of a picture. An animation frame of the page calls Engine.Tick with the
// figures that are to be seen and have something to animate. Each advances within
// its share of the frame's time; FrameBuilder.Frame puts what it shows into a
// render.Frame. Tick returns those that have changed, the page asks Engine.Lay for
// them: render composes triangles and textures and finds each picture a place on
// the one canvas, Ebitengine draws it, and the page copies every picture into its
// figure's own canvas, all in one task. Where one figure moves alone, the canvas
// itself stands in its stage, and nothing is copied. A figure's first picture is
// a task of its own, which waits for no frame.
package main

import (
	"fmt"
	"os"
)

// Elsewhere it draws the pictures that a page shows before the program runs.
func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "scorefield: this program runs in a browser, see ./build.sh --help;\nelsewhere it draws posters: wasm SITE")
		os.Exit(2)
	}
	if err := drawPosters(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
