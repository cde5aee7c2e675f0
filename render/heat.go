package render

import "math"

// heatCache keeps a grid that was made into a texture, and memory for the next: a picture
// shows the one until the other is complete.
type heatCache struct {
	heatMap
	next heatMap
	row  []float32 // scratch: a row of the grid or of the texture
	wide []float32 // rows of the grid, interpolated along X
}

type heatMap struct {
	key     heatKey
	texture Texture
	fine    int     // texels a cell
	lo, hi  float64 // range of what is shown (decades if Log)
	peak    float64 // the greatest value of what is shown
}

// heatKey is all that the texture depends on.
type heatKey struct {
	grid   *Grid
	stamp  uint64
	kind   MapKind
	logs   bool
	scale  Scale
	lo, hi float64
	fine   int
}

// draw draws the grid where it lies in the world.
func (h *Heat) draw(c *plot, cache *heatCache) {
	if h == nil {
		return
	}
	world := h.Grid.Bounds
	x0, y0 := c.toScreen(world.X0, world.Y1)
	x1, y1 := c.toScreen(world.X1, world.Y0)
	h.drawOnto(c.canvas, Rect{x0, y0, x1, y1}, cache)
}

// colors is the map in the theme, in steps if there are any.
func (h *Heat) colors(t Theme) *ColorMap {
	if h.Steps > 0 {
		return steppedMap(t, h.Map, min(h.Steps, MaxSteps))
	}
	return Map(t, h.Map)
}

// drawOnto draws the grid onto a rectangle of the screen.
func (h *Heat) drawOnto(c *canvas, r Rect, cache *heatCache) {
	g := h.Grid
	g.valid()
	k := float64(c.k)
	fine := cache.update(h, fineness(r.W()*k/float64(g.NX-1), g.NX*g.NY))
	// The outer nodes lie on the edges: the texture is half a texel larger.
	dx, dy := r.W()*k/float64((g.NX-1)*fine)/2, r.H()*k/float64((g.NY-1)*fine)/2
	dst := Rect{r.X0*k - dx, r.Y0*k - dy, r.X1*k + dx, r.Y1*k + dy}
	c.list.texture(&cache.texture, dst, h.colors(c.theme))
}

// fineness is how many texels a cell of a grid becomes: enough that linear
// interpolation between them looks smooth, at most 400,000 in all.
func fineness(cell float64, nodes int) int {
	fine := int(clamp(cell/3, 1, 6))
	for fine > 1 && nodes*fine*fine > 400_000 {
		fine--
	}
	return fine
}

// warm makes what draw will draw.
func (h *Heat) warm(l *Layout, panel int, k float64, cache *heatCache, pause func()) {
	if h == nil {
		return
	}
	g := h.Grid
	x0, _ := l.ToScreen(panel, g.Bounds.X0, g.Bounds.Y1)
	x1, _ := l.ToScreen(panel, g.Bounds.X1, g.Bounds.Y0)
	cache.make(h, fineness((x1-x0)*k/float64(g.NX-1), g.NX*g.NY), pause)
}

// update makes the texture anew if need be, and returns its texels a cell: one
// where there are holes, which cubics would smear.
func (h *heatCache) update(heat *Heat, fine int) int {
	if h.make(heat, fine, nil) {
		stamp := h.texture.Stamp
		h.heatMap, h.next = h.next, h.heatMap
		h.texture.Stamp = stamp + 1
	}
	return h.fine
}

// make makes the next map and reports whether it is another than the one that is there. It calls
// pause, where there is one, between pieces of some milliseconds.
func (h *heatCache) make(heat *Heat, fine int, pause func()) bool {
	g, next := heat.Grid, &h.next
	key := heatKey{g, g.Stamp, heat.Map, heat.Logs, heat.Scale, heat.Lo, heat.Hi, fine}
	if key == h.key || key == next.key {
		return key != h.key
	}
	next.key = heatKey{} // until it is complete
	next.fine = fine
	if g.hasHoles() {
		next.fine = 1
	}
	next.lo, next.hi = heat.span()
	next.peak = heat.peak()
	h.fill(g, heat.Logs, heat.Scale, pause)
	next.key = key
	return true
}

// hasHoles reports whether any value is not finite.
func (g *Grid) hasHoles() bool {
	for _, v := range g.Values {
		if v-v != 0 { // NaN or infinite
			return true
		}
	}
	return false
}

// peak is the greatest finite value of what is shown, 0 if there is none.
func (h *Heat) peak() float64 {
	top := math.Inf(-1)
	for _, v := range h.Grid.Values {
		if f := float64(v); !math.IsNaN(f) && !math.IsInf(f, 0) {
			top = max(top, f)
		}
	}
	switch {
	case math.IsInf(top, 0):
		return 0
	case h.Logs:
		return math.Exp(top)
	}
	return top
}

// span is the range of what is shown; logarithms to base 10 on a Log scale.
func (h *Heat) span() (lo, hi float64) {
	show := func(v float64) float64 { // a value as the scale has it
		switch {
		case h.Logs && h.Scale == Log:
			return v / math.Ln10
		case h.Logs:
			return math.Exp(v)
		case h.Scale == Log:
			return math.Log10(v)
		}
		return v
	}
	if h.Lo != h.Hi {
		if h.Scale == Log {
			return math.Log10(h.Lo), math.Log10(h.Hi)
		}
		return h.Lo, h.Hi
	}
	top, big := math.Inf(-1), 0.0
	for _, v := range h.Grid.Values {
		if f := float64(v); !math.IsNaN(f) && !math.IsInf(f, 0) {
			top, big = max(top, f), max(big, math.Abs(f))
		}
	}
	if math.IsInf(top, 0) {
		return 0, 1
	}
	switch hi = show(top); {
	case h.Map == SignedMap:
		return -big, big
	case h.Scale == Log:
		return hi - 4, hi
	}
	return 0, hi
}

// pieceTexels is how many texels are made between two pauses.
const pieceTexels = 1 << 16

// fill interpolates the grid by Catmull–Rom cubics to fine texels a cell, and
// turns values into [0, 1]. Logarithms are interpolated as such, also those of a
// Log scale, so that what is shown stays positive: beside a narrow valley a cubic
// of the values would swing below zero.
func (h *heatCache) fill(g *Grid, logs bool, scale Scale, pause func()) {
	t, fine := &h.next.texture, h.next.fine
	w, ht := (g.NX-1)*fine+1, (g.NY-1)*fine+1
	t.resize(w, ht)
	h.wide = grow(h.wide, w*g.NY)
	norm := normaliser{logs, scale, float32(h.next.lo), float32(1 / max(h.next.hi-h.next.lo, 1e-30))}
	for j := range g.NY {
		row := g.Values[j*g.NX : (j+1)*g.NX]
		if !logs && scale == Log {
			h.row = grow(h.row, g.NX)
			for i, v := range row {
				h.row[i] = norm.log10(v)
			}
			row = h.row
		}
		interpolateRow(h.wide[j*w:(j+1)*w], row, fine)
	}
	h.row = grow(h.row, w)
	rows := max(pieceTexels/w, 1)
	for y := range ht {
		if pause != nil && y > 0 && y%rows == 0 {
			pause()
		}
		j, p := y/fine, y%fine
		interpolateRows(h.row, h.wide, w, g.NY, j, catmullRom(float32(p)/float32(fine)))
		at := (ht - 1 - y) * w
		for x, v := range h.row {
			t.set(at+x, norm.at(v))
		}
	}
}

// normaliser takes an interpolated value to [0, 1] in the range.
type normaliser struct {
	logs    bool
	scale   Scale
	lo, inv float32
}

func (n normaliser) at(v float32) float32 {
	switch {
	case v != v: // a hole
	case n.logs && n.scale == Log:
		v /= math.Ln10
	case n.logs:
		v = quickExp(v)
	}
	return (v - n.lo) * n.inv
}

// log10 is a node's logarithm, not below the range: the cubic needs no depths
// that cannot be seen. A hole stays one.
func (n normaliser) log10(v float32) float32 {
	if v != v {
		return v
	}
	return max(quickLog10(v), n.lo)
}

// catmullRom are the weights of the four nodes around a place f in [0, 1)
// between the second and the third.
func catmullRom(f float32) [4]float32 {
	return [4]float32{
		f * (-0.5 + f*(1-0.5*f)),
		1 + f*f*(-2.5+1.5*f),
		f * (0.5 + f*(2-1.5*f)),
		f * f * (-0.5 + 0.5*f),
	}
}

// interpolateRow interpolates along a row, fine values a cell. Beyond its ends
// the first and the last value count.
func interpolateRow(dst, src []float32, fine int) {
	n := len(src)
	for p := range fine {
		w := catmullRom(float32(p) / float32(fine))
		for i := range n {
			x := i*fine + p
			if x >= len(dst) {
				break
			}
			if p == 0 {
				dst[x] = src[i]
				continue
			}
			dst[x] = w[0]*src[max(i-1, 0)] + w[1]*src[i] + w[2]*src[min(i+1, n-1)] + w[3]*src[min(i+2, n-1)]
		}
	}
}

// interpolateRows interpolates with weights k between rows j−1 … j+2 of a table
// of n rows of w values.
func interpolateRows(dst, rows []float32, w, n, j int, k [4]float32) {
	b := rows[j*w:][:w]
	if k[1] == 1 {
		copy(dst, b)
		return
	}
	a, c, d := rows[max(j-1, 0)*w:][:w], rows[min(j+1, n-1)*w:][:w], rows[min(j+2, n-1)*w:][:w]
	for x := range dst {
		dst[x] = k[0]*a[x] + k[1]*b[x] + k[2]*c[x] + k[3]*d[x]
	}
}

// shortestBar is the length below which a colour bar cannot be read.
const shortestBar = 30.0

// drawBar draws the colour bar at the right of the title's row: the least value,
// the colours with a tick at every round number, the greatest. Where the title leaves
// little room the bar is shorter, and where it leaves none there is no bar.
func (h *Heat) drawBar(c *canvas, r Rect, title string, cache *heatCache) {
	if h == nil || !h.Bar {
		return
	}
	base := r.Y0 + 6 + tickType*c.typeScale
	muted := c.color(Muted)
	from := r.X0 // free of the title from here on
	if title != "" {
		from += c.textWidth(c.copyText(title), titleType) + 14
	}
	if h.Label != "" {
		from += c.textWidth(c.copyText(h.Label), labelType) + 8
	}
	c.text = h.Scale.appendNumber(c.text[:0], h.inUnits(cache.lo))
	low := c.textWidth(c.text, tickType)
	c.text = h.Scale.appendNumber(c.text[:0], h.inUnits(cache.hi))
	x := r.X1 - c.textWidth(c.text, tickType) - 5 // from the right: the greatest, the colours, the least, the label
	body := Rect{max(x-r.W()*0.42, from+low+5), base - tickType*c.typeScale - 0.5, x, base + 0.5}
	if body.W() < shortestBar {
		return
	}
	c.write(TickText, c.text, r.X1, base, tickType, 1, muted)
	c.text = h.Scale.appendNumber(c.text[:0], h.inUnits(cache.lo))
	c.write(TickText, c.text, body.X0-5, base, tickType, 1, muted)
	if h.Label != "" {
		c.write(AxisText, c.copyText(h.Label), body.X0-low-13, base, labelType, 1, c.color(Ink))
	}
	h.colors(c.theme).draw(c, body)
	c.border(body)
	t := niceTicks(cache.lo, cache.hi, 5) // without numbers: there is no room
	switch {
	case h.Steps > 0: // where the colours change
		n := min(h.Steps, MaxSteps)
		t = ticks{From: cache.lo, Step: (cache.hi - cache.lo) / float64(n), Count: n + 1}
	case h.Scale == Log:
		t = logTicks(cache.lo, cache.hi, 9, true)
	}
	for k := range t.Count {
		x := body.X0 + body.W()*(t.at(k)-cache.lo)/(cache.hi-cache.lo)
		c.axisLine(x, body.Y1, x, body.Y1+2.5, muted)
	}
}

// inUnits is a value of the colour bar, on a log scale its logarithm, as it is
// written.
func (h *Heat) inUnits(v float64) float64 {
	switch {
	case h.Unit == 0:
		return v
	case h.Scale == Log:
		return v + math.Log10(h.Unit)
	}
	return v * h.Unit
}

// draw fills a rectangle with the map's colours, from left to right.
func (m *ColorMap) draw(c *canvas, body Rect) {
	y0, y1 := c.snap(body.Y0)-0.5, c.snap(body.Y1)-0.5
	for k := range mapSize - 1 {
		x0 := c.px(body.X0 + body.W()*float64(k)/(mapSize-1))
		x1 := c.px(body.X0 + body.W()*float64(k+1)/(mapSize-1))
		c.list.gradient(x0, y0, x1, y1, m[k], m[k+1])
	}
}

// appendNumber writes a value of the scale, of which v is the logarithm to base
// 10 on a Log scale.
func (s Scale) appendNumber(b []byte, v float64) []byte {
	if s != Log {
		return appendShort(b, v, 2)
	}
	if e := math.Round(v); math.Abs(v-e) < 1e-6 {
		return appendPower(b, int(e))
	}
	return appendShort(b, math.Pow(10, v), 2)
}

// gradient fills a rectangle from one colour at the left to another.
func (m *Mesh) gradient(x0, y0, x1, y1 float32, left, right Color) {
	i := m.vertex(x0, y0, 0, 0, 1, noInner, left)
	m.vertex(x1, y0, 0, 0, 1, noInner, right)
	m.vertex(x1, y1, 0, 0, 1, noInner, right)
	m.vertex(x0, y1, 0, 0, 1, noInner, left)
	m.quad(i, i+1, i+2, i+3)
}
