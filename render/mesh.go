package render

import "math"

// Mesh is triangles appended to slices. All positions are device pixels, Y
// down. A vertex carries a place (u, v) = Src and two radii = Custom0, Custom1;
// a pixel is covered by
//
//	coverage = clamp(outer + ½ − ‖(u, v)‖, 0, 1) − clamp(inner + ½ − ‖(u, v)‖, 0, 1)
//
// with everything interpolated linearly. That one formula antialiases discs,
// rings, strokes with round ends and the rims of polygons, in the raster and in
// the shader alike.
type Mesh struct {
	Vertices []Vertex // of all triangles, in no order that matters
	Indices  []uint32 // three a triangle, into Vertices; later triangles lie over earlier ones
}

// Point is a place in device pixels.
type Point struct {
	X, Y float32 // to the right and downwards
}

// finite: not NaN, and near enough to the screen to be drawn.
func (p Point) finite() bool { return abs(p.X)+abs(p.Y) < 1e6 }

const noInner = -1 // an inner radius that takes nothing away

// Reset empties the mesh and keeps its memory.
func (m *Mesh) Reset() { m.Vertices, m.Indices = m.Vertices[:0], m.Indices[:0] }

func (m *Mesh) vertex(x, y, u, v, outer, inner float32, c Color) uint32 {
	m.Vertices = append(m.Vertices, Vertex{
		DstX: x, DstY: y, SrcX: u, SrcY: v,
		ColorR: c[0], ColorG: c[1], ColorB: c[2], ColorA: c[3],
		Custom0: outer, Custom1: inner,
	})
	return uint32(len(m.Vertices) - 1)
}

func (m *Mesh) triangle(a, b, c uint32) { m.Indices = append(m.Indices, a, b, c) }

func (m *Mesh) quad(a, b, c, d uint32) { m.Indices = append(m.Indices, a, b, c, a, c, d) }

// Disc adds a disc of radius r.
func (m *Mesh) Disc(x, y, r float32, c Color) { m.annulus(x, y, r, noInner, c) }

// Ring adds a circle of radius r drawn with a pen of width w.
func (m *Mesh) Ring(x, y, r, w float32, c Color) {
	inner := r - w/2
	if inner < 0 {
		inner = noInner
	}
	m.annulus(x, y, r+w/2, inner, c)
}

func (m *Mesh) annulus(x, y, outer, inner float32, c Color) {
	p := outer + 1
	i := m.vertex(x-p, y-p, -p, -p, outer, inner, c)
	m.vertex(x+p, y-p, p, -p, outer, inner, c)
	m.vertex(x+p, y+p, p, p, outer, inner, c)
	m.vertex(x-p, y+p, -p, p, outer, inner, c)
	m.quad(i, i+1, i+2, i+3)
}

// Line adds a stroke with round ends.
func (m *Mesh) Line(x0, y0, x1, y1, w float32, c Color) {
	a, b, h := Point{x0, y0}, Point{x1, y1}, w/2
	dx, dy, ok := unit(b.X-a.X, b.Y-a.Y)
	if !ok {
		m.Disc(a.X, a.Y, h, c)
		return
	}
	r0 := m.row(a, dx, dy, -(h + 1), h, h+1, 1, c)
	r1 := m.row(a, dx, dy, 0, h, 0, 1, c)
	r2 := m.row(b, dx, dy, 0, h, 0, 1, c)
	r3 := m.row(b, dx, dy, h+1, h, h+1, 1, c)
	m.strip(r0, r1)
	m.strip(r1, r2)
	m.strip(r2, r3)
}

// row adds the two vertices across a stroke at p + ahead·d: u is the distance
// from the axis, v the distance beyond an end. wide lengthens the row at joints.
func (m *Mesh) row(p Point, dx, dy, ahead, half, v, wide float32, c Color) uint32 {
	pad := half + 1
	x, y := p.X+dx*ahead, p.Y+dy*ahead
	nx, ny := -dy*pad*wide, dx*pad*wide
	i := m.vertex(x+nx, y+ny, pad, v, half, noInner, c)
	m.vertex(x-nx, y-ny, -pad, v, half, noInner, c)
	return i
}

func (m *Mesh) strip(a, b uint32) { m.quad(a, a+1, b+1, b) }

// Polyline adds a joined stroke through pts. Joints are mitred up to a turn of
// about 100 degrees and rounded beyond. Repeated points are removed from pts.
func (m *Mesh) Polyline(pts []Point, w float32, c Color, closed bool) {
	pts = trimRepeats(pts)
	if closed && len(pts) > 2 && pts[0] == pts[len(pts)-1] {
		pts = pts[:len(pts)-1]
	}
	n := len(pts)
	if n < 2 {
		if n == 1 {
			m.Disc(pts[0].X, pts[0].Y, w/2, c)
		}
		return
	}
	if closed && n > 2 {
		m.loop(pts, w/2, c)
		return
	}
	m.open(pts, w/2, c)
}

func (m *Mesh) open(pts []Point, h float32, c Color) {
	n := len(pts)
	dx, dy, _ := unit(pts[1].X-pts[0].X, pts[1].Y-pts[0].Y)
	m.strip(m.row(pts[0], dx, dy, -(h+1), h, h+1, 1, c), m.row(pts[0], dx, dy, 0, h, 0, 1, c))
	last := uint32(len(m.Vertices) - 2)
	for i := 1; i < n-1; i++ {
		last, dx, dy = m.joint(last, pts[i], pts[i+1], dx, dy, h, c)
	}
	end := m.row(pts[n-1], dx, dy, 0, h, 0, 1, c)
	m.strip(last, end)
	m.strip(end, m.row(pts[n-1], dx, dy, h+1, h, h+1, 1, c))
}

// joint ends the segment that came along (dx, dy) at p and starts the one to q.
func (m *Mesh) joint(last uint32, p, q Point, dx, dy, h float32, c Color) (uint32, float32, float32) {
	ex, ey, _ := unit(q.X-p.X, q.Y-p.Y)
	mx, my, ok := unit(dx+ex, dy+ey)
	cos := mx*dx + my*dy // of half the turn
	if ok && cos > 0.64 {
		r := m.row(p, mx, my, 0, h, 0, 1/cos, c)
		m.strip(last, r)
		return r, ex, ey
	}
	end := m.row(p, dx, dy, 0, h, 0, 1, c)
	m.strip(last, end)
	m.strip(end, m.row(p, dx, dy, h+1, h, h+1, 1, c))
	start := m.row(p, ex, ey, 0, h, 0, 1, c)
	return start, ex, ey
}

func (m *Mesh) loop(pts []Point, h float32, c Color) {
	n := len(pts)
	dx, dy, _ := unit(pts[0].X-pts[n-1].X, pts[0].Y-pts[n-1].Y)
	ex, ey, _ := unit(pts[1].X-pts[0].X, pts[1].Y-pts[0].Y)
	mx, my, ok := unit(dx+ex, dy+ey)
	cos := mx*dx + my*dy
	if !ok || cos <= 0.64 {
		mx, my, cos = ex, ey, 1
	}
	first := m.row(pts[0], mx, my, 0, h, 0, 1/cos, c)
	last := first
	dx, dy = ex, ey
	for i := 1; i < n; i++ {
		last, dx, dy = m.joint(last, pts[i], pts[(i+1)%n], dx, dy, h, c)
	}
	m.strip(last, first)
}

// Tail adds a stroke through n points, newest first, that thins and fades to
// nothing at its end.
func (m *Mesh) Tail(pts []Point, w float32, c Color) {
	n := len(pts)
	last, started := uint32(0), false
	var dx, dy float32
	for k := range n - 1 {
		ex, ey, ok := unit(pts[k+1].X-pts[k].X, pts[k+1].Y-pts[k].Y)
		if !ok {
			continue
		}
		f := 1 - float32(k)/float32(n-1)
		mx, my, wide := ex, ey, float32(1)
		if started {
			if x, y, ok := unit(dx+ex, dy+ey); ok {
				mx, my = x, y
				wide = min(1/max(mx*ex+my*ey, 0.1), 1.5)
			}
		}
		r := m.row(pts[k], mx, my, 0, w/2*f, 0, wide, c.Alpha(float64(f)))
		if started {
			m.strip(last, r)
		}
		last, started, dx, dy = r, true, ex, ey
	}
	if started {
		m.strip(last, m.row(pts[n-1], dx, dy, 0, 0, 0, 1, Color{}))
	}
}

// Rect fills an axis-parallel rectangle with sharp edges; whole pixels stay
// whole.
func (m *Mesh) Rect(x0, y0, x1, y1 float32, c Color) {
	i := m.vertex(x0, y0, 0, 0, 1, noInner, c)
	m.vertex(x1, y0, 0, 0, 1, noInner, c)
	m.vertex(x1, y1, 0, 0, 1, noInner, c)
	m.vertex(x0, y1, 0, 0, 1, noInner, c)
	m.quad(i, i+1, i+2, i+3)
}

// Triangle fills a triangle with antialiased edges.
func (m *Mesh) Triangle(a, b, d Point, c Color) {
	if (b.X-a.X)*(d.Y-a.Y)-(b.Y-a.Y)*(d.X-a.X) < 0 {
		b, d = d, b
	}
	m.Convex([]Point{a, b, d}, c)
}

// Convex fills a convex polygon whose points run clockwise on the screen: it is
// drawn half a pixel smaller, with a rim of one pixel around it over which
// coverage falls from 1 to 0.
func (m *Mesh) Convex(pts []Point, c Color) {
	n := len(pts)
	first := uint32(len(m.Vertices))
	for i, p := range pts {
		q, o := pts[(i+n-1)%n], pts[(i+1)%n]
		dx, dy, _ := unit(p.X-q.X, p.Y-q.Y)
		ex, ey, _ := unit(o.X-p.X, o.Y-p.Y)
		mx, my, ok := unit(dx+ex, dy+ey)
		wide := float32(1)
		if ok {
			wide = min(1/max(mx*dx+my*dy, 0.2), 3)
		}
		nx, ny := my*wide/2, -mx*wide/2 // outwards: clockwise with Y down
		m.vertex(p.X-nx, p.Y-ny, 0, 0, 0.5, noInner, c)
		m.vertex(p.X+nx, p.Y+ny, 1, 0, 0.5, noInner, c)
	}
	for i := 1; i < n-1; i++ {
		m.triangle(first, first+2*uint32(i), first+2*uint32(i+1))
	}
	for i := range uint32(n) {
		j := (i + 1) % uint32(n)
		m.quad(first+2*i, first+2*i+1, first+2*j+1, first+2*j)
	}
}

// Arrow adds a shaft and a filled head that ends at (x1, y1); the head takes at
// most half of the length.
func (m *Mesh) Arrow(x0, y0, x1, y1, w, head float32, c Color) {
	dx, dy, ok := unit(x1-x0, y1-y0)
	if !ok {
		return
	}
	length := (x1-x0)*dx + (y1-y0)*dy
	head = min(head, max(length*0.55, w))
	bx, by := x1-dx*head, y1-dy*head
	if length > head {
		m.butt(Point{x0, y0}, Point{bx + dx*head*0.25, by + dy*head*0.25}, w/2, c)
	}
	s := head * 0.42
	nx, ny := -dy*s, dx*s
	var tri = [3]Point{{x1, y1}, {bx + nx, by + ny}, {bx - nx, by - ny}}
	m.Convex(tri[:], c)
}

// butt adds a stroke that starts round and ends flat, under an arrow's head.
func (m *Mesh) butt(a, b Point, h float32, c Color) {
	dx, dy, ok := unit(b.X-a.X, b.Y-a.Y)
	if !ok {
		return
	}
	r0 := m.row(a, dx, dy, -(h + 1), h, h+1, 1, c)
	r1 := m.row(a, dx, dy, 0, h, 0, 1, c)
	m.strip(r0, r1)
	m.strip(r1, m.row(b, dx, dy, 0, h, 0, 1, c))
}

func unit(dx, dy float32) (x, y float32, ok bool) {
	l := float32(math.Sqrt(float64(dx*dx + dy*dy)))
	if !(l > 1e-6) || l > 1e9 {
		return 0, 0, false
	}
	return dx / l, dy / l, true
}

// trimRepeats removes repeated neighbours, in place.
func trimRepeats(pts []Point) []Point {
	if len(pts) == 0 {
		return pts
	}
	kept := pts[:1]
	for _, p := range pts[1:] {
		if q := kept[len(kept)-1]; abs(p.X-q.X)+abs(p.Y-q.Y) > 1e-3 {
			kept = append(kept, p)
		}
	}
	return kept
}

func abs(x float32) float32 { return max(x, -x) }
