// Package render turns a tray of numbers into a picture. A Frame says what is
// to be seen; plain Go decides where everything goes, as triangles and small
// pixel textures; either a software raster (tests, export) or Ebitengine (the
// browser) fills them in. Only files named _js.go know Ebitengine.
//
//	Frame → Composer → List → Raster (image.RGBA)  or  Screen (Ebitengine)
//
// A List also says what its texts are and where: a page may leave them out of the
// mesh (Composer.Apart) and draw them with the reader's font, as sharp as the
// screen, however few pixels a moving picture has.
//
// Lengths on the screen are device-independent pixels unless a comment says
// otherwise.
package render
