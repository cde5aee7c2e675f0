//go:build !js

// Command wasm is the program in a figure's frame. It runs in browsers only;
// built for anything else it says so. Its parts that know no JavaScript (the
// controller that answers messages, the frame builder that fills render's tray) are plain Go
// with native tests.
package main

import "os"

func main() {
	os.Stderr.WriteString("scorefield: this program runs in a browser; see ./build.sh --help\n")
	os.Exit(2)
}
