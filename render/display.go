package render

import (
	"image"
	"math"
)

// Display is the place of one figure on the screen: how large and how sharp its
// picture is, and whether it has to be drawn. The zero value is ready.
type Display struct {
	// Apart leaves texts and the lines of axes to the page, which draws them with
	// all of the screen's pixels: see Overlay.
	Apart bool

	width, height int     // device pixels that the place has
	ratio         float64 // device pixels per device-independent pixel
	frame         *Frame
	fresh         bool // the frame has not been drawn as it should be
	sharp         sharpness
	share         float64 // of the place's pixels along each side that were drawn last
	composer      Composer
	stamp         uint64 // of the overlay that was handed out last
	list          *List
}

// Resize tells the display how large its place is now, in device pixels.
func (d *Display) Resize(width, height int, ratio float64) {
	if width == d.width && height == d.height && ratio == d.ratio {
		return
	}
	d.width, d.height, d.ratio = width, height, ratio
	d.sharp, d.fresh = sharpness{}, true // another size, another load
}

// Size is that of the figure in device-independent pixels.
func (d *Display) Size() (width, height float64) {
	if d.ratio <= 0 {
		return 0, 0
	}
	return float64(d.width) / d.ratio, float64(d.height) / d.ratio
}

// Tick takes a new frame, or nil if nothing has changed, after so many seconds,
// of which the program spent so many on steps and geometry. It reports whether
// the picture has to be drawn.
func (d *Display) Tick(f *Frame, seconds, work float64) bool {
	if f != nil {
		d.frame = f
	}
	d.sharp.tick(f != nil && !f.Still, seconds, work)
	d.fresh = d.fresh || f != nil || d.wanted() != d.share
	return d.Stale()
}

// Stale reports whether the picture has to be drawn.
func (d *Display) Stale() bool {
	return d.fresh && d.frame != nil && d.width > 0 && d.height > 0
}

// wanted is the share of the place's pixels along each side to draw with now.
func (d *Display) wanted() float64 { return max(d.sharp.scale(), legible(d.ratio)) }

// PictureSize is that of the picture as it would be drawn now, in pixels.
func (d *Display) PictureSize() (width, height int) {
	k := d.wanted()
	return max(int(math.Ceil(float64(d.width)*k-1e-9)), 1), max(int(math.Ceil(float64(d.height)*k-1e-9)), 1)
}

// Rest gives up memory while nobody sees the figure, see Composer.Rest. It ends the
// list of the last Compose.
func (d *Display) Rest() {
	d.composer.Rest()
	d.list = nil
}

// Warm does most of what Compose will do for a frame, and calls pause between pieces of some
// milliseconds.
func (d *Display) Warm(f *Frame, pause func()) {
	if d.width > 0 && d.height > 0 {
		w, _ := d.PictureSize()
		d.composer.warm(f, float64(w)/f.Width, pause)
	}
}

// Compose lays the picture out. The list is valid until the next call.
func (d *Display) Compose() *List {
	w, h := d.PictureSize()
	d.share, d.fresh = d.wanted(), false
	d.composer.Apart = d.Apart
	d.list = d.composer.compose(d.frame, float64(w)/d.frame.Width, w, h)
	return d.list
}

// Last is the list of the last Compose, nil where there is none of the size that the
// picture would have now.
func (d *Display) Last() *List {
	if w, h := d.PictureSize(); d.list == nil || d.list.W != w || d.list.H != h {
		return nil
	}
	return d.list
}

// Prepare lays the picture out so that the next is laid out sooner, and is drawn
// even so.
func (d *Display) Prepare() {
	d.Compose()
	d.fresh = true
}

// AppendOverlay appends the texts and lines of the picture that was composed last
// to dst, as List.AppendOverlay does, if they are others than those that were
// handed out last.
func (d *Display) AppendOverlay(dst []byte) []byte {
	if !d.Apart || d.list == nil || d.stamp == d.list.OverlayStamp {
		return dst
	}
	d.stamp = d.list.OverlayStamp
	return d.list.AppendOverlay(dst)
}

// Picture is a list and where on the screen its upper left corner is.
type Picture struct {
	List *List       // of a Composer that has not composed another since
	At   image.Point // device pixels
}
