package render

import "image"

// List is a picture ready to be filled in: textures and triangles, in order.
// It belongs to the Composer that made it and is valid until its next picture.
type List struct {
	W, H  int   // device pixels
	Paper Color // the theme's page
	Mesh        // the triangles of all Ops
	Ops   []Op  // in the order of drawing

	Letters      []byte // the strings of Texts
	Texts        []Text // in the order of drawing; they are in the mesh too, unless the Composer keeps them apart
	Lines        []Line // of the axes, in the order of drawing; as Texts
	OverlayStamp uint64 // differs when Texts or Lines do from the last picture's

	at image.Point // of the picture's upper left corner; the composer has it at 0, 0
}

// Op is either a run of the mesh's indices or a texture.
type Op struct {
	Clip        image.Rectangle // device pixels
	First, Last int             // indices, when Texture is nil
	base        int             // vertex that index 0 of the run stands for
	Texture     *Texture        // nil: a run of the mesh
	Dst         Rect            // where the texture's outer texel edges go, device pixels
	Map         *ColorMap       // what turns the texture's values into colours; nil: it has colours, and each texel is the pixel under it
	Squares     bool            // texels are squares with edges one device pixel wide; else values are interpolated between their middles
}

// Texture is a grid of values in [0, 1] that a colour map turns into pixels,
// interpolated linearly between texel centres. Pix holds four bytes a texel:
// the value in 16 bits (high, low), 0, and 255, or 0 for a hole. Of an Op without
// a map it is a picture: red, green, blue and opacity, premultiplied.
type Texture struct {
	W, H  int    // texels
	Pix   []byte // H×W×4, rows from the top down
	Stamp uint64 // differs when Pix does; for the owner of a copy

	// Parts of a picture, from the top down, outside of which all is clear; nil: it may be anywhere.
	Parts []image.Rectangle
}

func (t *Texture) resize(w, h int) {
	t.W, t.H = w, h
	t.Pix = grow(t.Pix, w*h*4)
}

// set stores a value; NaN is a hole.
func (t *Texture) set(at int, v float32) {
	p := t.Pix[at*4 : at*4+4 : at*4+4]
	if v != v {
		p[0], p[1], p[2], p[3] = 0, 0, 0, 0
		return
	}
	q := uint16(min(max(v, 0), 1)*65535 + 0.5)
	p[0], p[1], p[2], p[3] = byte(q>>8), byte(q), 0, 255
}

func (l *List) reset(w, h int, paper Color) {
	l.W, l.H, l.Paper, l.at = w, h, paper, image.Point{}
	l.Mesh.Reset()
	l.Ops = l.Ops[:0]
}

// clip begins a run of triangles that show only inside r.
func (l *List) clip(r image.Rectangle) {
	r = r.Intersect(image.Rect(0, 0, l.W, l.H))
	l.seal()
	if n := len(l.Ops); n > 0 && l.Ops[n-1].Texture == nil {
		if o := &l.Ops[n-1]; o.First == o.Last {
			o.Clip = r
			return
		} else if o.Clip == r {
			return
		}
	}
	at := len(l.Indices)
	l.Ops = append(l.Ops, Op{Clip: r, First: at, Last: at})
}

// seal ends the current run.
func (l *List) seal() {
	if n := len(l.Ops); n > 0 && l.Ops[n-1].Texture == nil {
		l.Ops[n-1].Last = len(l.Indices)
	}
}

// texture adds a texture, clipped like the run before it, and goes on with a
// new run.
func (l *List) texture(t *Texture, dst Rect, m *ColorMap) {
	l.seal()
	clip := image.Rect(0, 0, l.W, l.H)
	if n := len(l.Ops); n > 0 {
		clip = l.Ops[n-1].Clip
		if o := l.Ops[n-1]; o.Texture == nil && o.First == o.Last {
			l.Ops = l.Ops[:n-1]
		}
	}
	at := len(l.Indices)
	l.Ops = append(l.Ops, Op{Clip: clip, Texture: t, Dst: dst, Map: m}, Op{Clip: clip, First: at, Last: at})
}

// squares is texture with Squares.
func (l *List) squares(t *Texture, dst Rect, m *ColorMap) {
	l.texture(t, dst, m)
	l.Ops[len(l.Ops)-2].Squares = true
}

// moveTo moves the picture to another place of the screen.
func (l *List) moveTo(at image.Point) {
	by := at.Sub(l.at)
	if by == (image.Point{}) {
		return
	}
	l.at = at
	dx, dy := float32(by.X), float32(by.Y)
	for i := range l.Vertices {
		v := &l.Vertices[i]
		v.DstX, v.DstY = v.DstX+dx, v.DstY+dy
	}
	for i := range l.Ops {
		o := &l.Ops[i]
		o.Clip = o.Clip.Add(by)
		o.Dst.X0, o.Dst.Y0, o.Dst.X1, o.Dst.Y1 = o.Dst.X0+float64(dx), o.Dst.Y0+float64(dy), o.Dst.X1+float64(dx), o.Dst.Y1+float64(dy)
	}
}

// run is what a run of triangles refers to: its vertices, and its indices
// counted from the first of them.
func (l *List) run(o *Op) ([]Vertex, []uint32) {
	indices := l.Indices[o.First:o.Last]
	lo, hi := indices[0], indices[0]
	for _, k := range indices {
		lo, hi = min(lo, k), max(hi, k)
	}
	for k := range indices {
		indices[k] -= lo
	}
	o.base += int(lo)
	return l.Vertices[o.base : o.base+int(hi-lo)+1], indices
}
