package render

import (
	"image"
	"math"
)

// Raster draws a frame onto dst, which is scale device pixels per
// device-independent pixel and is filled with the theme's paper first.
// The frame's own Ratio plays no part: an export may be of any size.
func Raster(dst *image.RGBA, f *Frame, scale float64) {
	var c Composer
	Fill(dst, c.Compose(f, scale), true)
}

// Fill draws a list onto dst: on the list's paper, or on nothing. dst may be a band of the
// picture, some of its rows: bands one under another are the whole picture, bit for bit.
func Fill(dst *image.RGBA, l *List, paper bool) {
	var bg Color
	if paper {
		bg = l.Paper
	}
	clear8(dst, bg)
	for i := range l.Ops {
		if o := &l.Ops[i]; o.Texture != nil {
			fillTexture(dst, o)
		} else {
			fillMesh(dst, &l.Mesh, o)
		}
	}
}

// clear8 fills dst with a colour.
func clear8(dst *image.RGBA, c Color) {
	var p [4]byte
	for k := range p {
		p[k] = byte(c[k]*255 + 0.5)
	}
	b := dst.Rect
	for y := b.Min.Y; y < b.Max.Y; y++ {
		row := dst.Pix[dst.PixOffset(b.Min.X, y):][:4*b.Dx()]
		for i := 0; i < len(row); i += 4 {
			copy(row[i:i+4], p[:])
		}
	}
}

// blend lays a premultiplied colour over a pixel.
func blend(p []byte, r, g, b, a float32) {
	p = p[:4:4]
	k := 1 - a
	p[0] = byte(min(r*255+float32(p[0])*k+0.5, 255))
	p[1] = byte(min(g*255+float32(p[1])*k+0.5, 255))
	p[2] = byte(min(b*255+float32(p[2])*k+0.5, 255))
	p[3] = byte(min(a*255+float32(p[3])*k+0.5, 255))
}

// fillTexture draws what the field shader draws: values are interpolated first
// and coloured afterwards, so that colours are those of the map.
func fillTexture(dst *image.RGBA, o *Op) {
	box := pixels(o.Dst).Intersect(o.Clip).Intersect(dst.Rect)
	t := o.Texture
	if o.Map == nil {
		fillPicture(dst, box, t, pixels(o.Dst).Min)
		return
	}
	sx, sy := float64(t.W)/o.Dst.W(), float64(t.H)/o.Dst.H()
	edge := o.edge()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		v := (float64(y) + 0.5 - o.Dst.Y0) * sy
		row := dst.Pix[dst.PixOffset(box.Min.X, y):]
		for x := box.Min.X; x < box.Max.X; x++ {
			u := (float64(x) + 0.5 - o.Dst.X0) * sx
			value, solid := t.sample(u, v, edge)
			if solid > 0 {
				c := o.Map.At(value)
				s := float32(solid)
				blend(row, c[0]*s, c[1]*s, c[2]*s, c[3]*s)
			}
			row = row[4:]
		}
	}
}

// fillPicture draws a texture that has colours, its upper left corner at a pixel.
func fillPicture(dst *image.RGBA, box image.Rectangle, t *Texture, at image.Point) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := dst.Pix[dst.PixOffset(box.Min.X, y):]
		from := t.Pix[4*((y-at.Y)*t.W+box.Min.X-at.X):]
		for i := 0; i < 4*box.Dx(); i += 4 {
			if p := from[i : i+4 : i+4]; p[3] > 0 {
				blend(row[i:], float32(p[0])/255, float32(p[1])/255, float32(p[2])/255, float32(p[3])/255)
			}
		}
	}
}

// pixels are the pixels whose centres are in r.
func pixels(r Rect) image.Rectangle {
	at := func(v float64) int { return int(math.Ceil(v - 0.5)) }
	return image.Rect(at(r.X0), at(r.Y0), at(r.X1), at(r.Y1))
}

// edge is how many times steeper than linear, in x and y, values change between the
// middles of two texels: 1 to interpolate, else so that they change within a pixel.
func (o *Op) edge() [2]float64 {
	if !o.Squares {
		return [2]float64{1, 1}
	}
	return [2]float64{max(o.Dst.W()/float64(o.Texture.W), 1), max(o.Dst.H()/float64(o.Texture.H), 1)}
}

// sample interpolates at (u, v) in texels, texel centres at halves, with such an
// edge; values are weighted by solidity, so that holes do not bleed into their
// neighbours.
func (t *Texture) sample(u, v float64, edge [2]float64) (value, solid float64) {
	u, v = clamp(u-0.5, 0, float64(t.W-1)), clamp(v-0.5, 0, float64(t.H-1))
	i, j := int(u), int(v)
	a, b := clamp((u-float64(i)-0.5)*edge[0]+0.5, 0, 1), clamp((v-float64(j)-0.5)*edge[1]+0.5, 0, 1)
	i1, j1 := min(i+1, t.W-1), min(j+1, t.H-1)
	add := func(x, y int, w float64) {
		p := t.Pix[(y*t.W+x)*4:]
		w *= float64(p[3]) / 255
		value += w * (float64(p[0])*256 + float64(p[1])) / 65535
		solid += w
	}
	add(i, j, (1-a)*(1-b))
	add(i1, j, a*(1-b))
	add(i, j1, (1-a)*b)
	add(i1, j1, a*b)
	if solid > 0 {
		value /= solid
	}
	return value, solid
}

// fillMesh draws what the ink shader draws.
func fillMesh(dst *image.RGBA, m *Mesh, o *Op) {
	all := dst.Rect // of which dst is a band
	all.Min.Y, all.Max.Y = min(all.Min.Y, 0), max(all.Max.Y, o.Clip.Max.Y)
	clip := o.Clip.Intersect(all)
	if clip.Intersect(dst.Rect).Empty() {
		return
	}
	for i := o.First; i+2 < o.Last; i += 3 {
		fillTriangle(dst, clip, &m.Vertices[m.Indices[i]], &m.Vertices[m.Indices[i+1]], &m.Vertices[m.Indices[i+2]])
	}
}

// plane is a quantity linear over a triangle: its value at a pixel centre and
// its step along a row and along a column.
type plane struct{ at, dx, dy float32 }

// fillTriangle covers the pixels whose centres lie inside; an edge shared by
// two triangles gives each pixel to exactly one of them.
func fillTriangle(dst *image.RGBA, clip image.Rectangle, a, b, c *Vertex) {
	ax, ay := fixed(a.DstX), fixed(a.DstY)
	bx, by := fixed(b.DstX), fixed(b.DstY)
	cx, cy := fixed(c.DstX), fixed(c.DstY)
	area := (bx-ax)*(cy-ay) - (by-ay)*(cx-ax)
	if area == 0 {
		return
	}
	if area < 0 { // all triangles run clockwise from here on
		b, c = c, b
		bx, by, cx, cy = cx, cy, bx, by
		area = -area
	}
	x0 := max(int((min(ax, bx, cx)+perPixel/2-1)>>8), clip.Min.X)
	x1 := min(int((max(ax, bx, cx)+perPixel/2)>>8), clip.Max.X-1)
	y0 := max(int((min(ay, by, cy)+perPixel/2-1)>>8), clip.Min.Y)
	y1 := min(int((max(ay, by, cy)+perPixel/2)>>8), clip.Max.Y-1, dst.Rect.Max.Y-1)
	if x0 > x1 || y0 > y1 {
		return
	}
	top := y0 // where sums along the columns begin, so that a picture drawn in bands is the same to the last bit
	if y0 = max(y0, dst.Rect.Min.Y); y0 > y1 {
		return
	}
	px, py := int64(x0)*perPixel+perPixel/2, int64(top)*perPixel+perPixel/2
	ea := newEdge(bx, by, cx, cy, px, py)
	eb := newEdge(cx, cy, ax, ay, px, py)
	ec := newEdge(ax, ay, bx, by, px, py)
	inv := 1 / float64(area)
	// A quantity's plane follows from its corners by barycentric coordinates, which
	// are the edge functions over twice the area.
	lin := func(va, vb, vc float32) plane {
		f := func(p, q, r int64) float32 {
			return float32((float64(p)*float64(va) + float64(q)*float64(vb) + float64(r)*float64(vc)) * inv)
		}
		return plane{f(ea.raw, eb.raw, ec.raw), f(ea.dx, eb.dx, ec.dx), f(ea.dy, eb.dy, ec.dy)}
	}
	var q [8]plane
	q[0], q[1], q[2], q[3] = lin(a.ColorR, b.ColorR, c.ColorR), lin(a.ColorG, b.ColorG, c.ColorG), lin(a.ColorB, b.ColorB, c.ColorB), lin(a.ColorA, b.ColorA, c.ColorA)
	q[4], q[5] = lin(a.SrcX, b.SrcX, c.SrcX), lin(a.SrcY, b.SrcY, c.SrcY)
	q[6], q[7] = lin(a.Custom0, b.Custom0, c.Custom0), lin(a.Custom1, b.Custom1, c.Custom1)

	for y := top; y <= y1; y++ {
		if y < y0 {
			ea.at, eb.at, ec.at = ea.at+ea.dy, eb.at+eb.dy, ec.at+ec.dy
			for i := range q {
				q[i].at += q[i].dy
			}
			continue
		}
		wa, wb, wc := ea.at, eb.at, ec.at
		v := [8]float32{q[0].at, q[1].at, q[2].at, q[3].at, q[4].at, q[5].at, q[6].at, q[7].at}
		p := dst.PixOffset(x0, y)
		for x := x0; x <= x1; x++ {
			if wa|wb|wc >= 0 { // none is negative: inside all three edges
				if k := coverage(v[4], v[5], v[6], v[7]); k > 0 {
					blend(dst.Pix[p:], v[0]*k, v[1]*k, v[2]*k, v[3]*k)
				}
			}
			wa, wb, wc = wa+ea.dx, wb+eb.dx, wc+ec.dx
			for i := range v {
				v[i] += q[i].dx
			}
			p += 4
		}
		ea.at, eb.at, ec.at = ea.at+ea.dy, eb.at+eb.dy, ec.at+ec.dy
		for i := range q {
			q[i].at += q[i].dy
		}
	}
}

// coverage is the formula at Mesh.
func coverage(u, v, outer, inner float32) float32 {
	d := float32(math.Sqrt(float64(u*u + v*v)))
	return min(max(outer+0.5-d, 0), 1) - min(max(inner+0.5-d, 0), 1)
}

// edge is the edge function of p→q at a pixel centre, ≥ 0 inside, and its step
// along a row and a column; raw is at without the rule for shared edges.
type edge struct{ at, raw, dx, dy int64 }

func newEdge(px, py, qx, qy, x, y int64) edge {
	ex, ey := qx-px, qy-py
	e := edge{dx: -ey * perPixel, dy: ex * perPixel}
	e.raw = ex*(y-py) - ey*(x-px)
	e.at = e.raw
	if !(ey < 0 || ey == 0 && ex > 0) { // a left or top edge owns its pixels
		e.at--
	}
	return e
}

// perPixel is how many sub-pixels there are along a pixel's side, as graphics cards have.
const perPixel = 256

// fixed is a coordinate in sub-pixels.
func fixed(v float32) int64 {
	return int64(math.Round(float64(min(max(v, -1e6), 1e6) * perPixel)))
}
