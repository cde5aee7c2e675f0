package render

import (
	_ "embed"
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

//go:embed ink.kage
var inkSource []byte

//go:embed field.kage
var fieldSource []byte

//go:embed picture.kage
var pictureSource []byte

// gpu draws lists with Ebitengine. It keeps a copy of every texture on the
// graphics card and sends it again only when its Stamp has changed.
type gpu struct {
	ink, field *ebiten.Shader
	picture    *ebiten.Shader // a texel for a pixel
	copies     map[*Texture]*textureCopy
	uniforms   map[*ColorMap]map[string]any
	grounds    map[*List]*groundCopy
	options    ebiten.DrawTrianglesShaderOptions
	quad       [4]ebiten.Vertex
	whole      [1]image.Rectangle // of a picture that is drawn
	vertices   []ebiten.Vertex    // of its parts
	indices    []uint32
	frame      int
}

type textureCopy struct {
	image *ebiten.Image
	stamp uint64
	used  int // frame
}

// groundCopy is a picture's ground as it was drawn.
type groundCopy struct {
	ground
	image *ebiten.Image
	used  int // frame
}

func newGPU() (*gpu, error) {
	ink, err := ebiten.NewShader(inkSource)
	if err != nil {
		return nil, err
	}
	field, err := ebiten.NewShader(fieldSource)
	if err != nil {
		return nil, err
	}
	picture, err := ebiten.NewShader(pictureSource)
	if err != nil {
		return nil, err
	}
	return &gpu{ink: ink, field: field, picture: picture, copies: map[*Texture]*textureCopy{}, uniforms: map[*ColorMap]map[string]any{}, grounds: map[*List]*groundCopy{}}, nil
}

// begin begins a frame of pictures. The first uses every shader: it is linked where it is used for
// the first time, and whoever links waits for all that the graphics card has to draw.
func (g *gpu) begin(canvas *ebiten.Image) {
	if g.frame++; g.frame == 1 {
		texel := ebiten.NewImageWithOptions(image.Rect(0, 0, 1, 1), &ebiten.NewImageOptions{Unmanaged: true})
		g.drawPicture(canvas, texel, nil, image.Point{}, ebiten.BlendCopy)
		g.options.Images[0], g.options.Uniforms = texel, g.uniform(Map(Light, DensityMap))
		canvas.DrawTrianglesShader32(g.quad[:], quadIndices, g.field, &g.options)
		g.options.Images[0], g.options.Uniforms = nil, nil
		canvas.DrawTrianglesShader32(g.quad[:], quadIndices, g.ink, &g.options)
		texel.Deallocate()
	}
	g.sweep()
}

// draw draws a list onto the canvas, which is clear there.
func (g *gpu) draw(canvas *ebiten.Image, l *List) {
	height := canvas.Bounds().Dy()
	onCanvas := func(r image.Rectangle) image.Rectangle { return upsideDown(r, height) }
	n := 0
	if l.at == (image.Point{}) { // a picture that moves alone
		n = g.drawGround(canvas, l)
	}
	g.drawOps(canvas, l, l.Ops[n:], onCanvas)
}

// drawOps draws some of a list's Ops; clip is how their rectangles are named there.
func (g *gpu) drawOps(dst *ebiten.Image, l *List, ops []Op, clip func(image.Rectangle) image.Rectangle) {
	for i := range ops {
		o := &ops[i]
		if o.Clip.Empty() {
			continue
		}
		part := dst.SubImage(clip(o.Clip)).(*ebiten.Image) // cached by Ebitengine
		if o.Texture != nil {
			g.drawTexture(part, o)
		} else if o.Last > o.First {
			g.drawMesh(part, l, o)
		}
	}
}

// drawGround draws the ground of a picture, if there is one, and returns how many
// of the list's Ops are in it. It is drawn anew where it has changed only.
func (g *gpu) drawGround(canvas *ebiten.Image, l *List) int {
	q := g.grounds[l]
	if q == nil {
		q = &groundCopy{}
		g.grounds[l] = q
	}
	q.used = g.frame
	n := q.find(l)
	if n == 0 {
		return 0
	}
	if !q.made {
		if q.image != nil && q.image.Bounds().Size() != q.size {
			q.image.Deallocate()
			q.image = nil
		}
		if q.image == nil {
			q.image = ebiten.NewImageWithOptions(image.Rectangle{Max: q.size}, &ebiten.NewImageOptions{Unmanaged: true})
		} else {
			q.image.Clear()
		}
		g.drawOps(q.image, l, l.Ops[:n], func(r image.Rectangle) image.Rectangle { return r })
		q.made = true
	}
	g.drawPicture(canvas, q.image, nil, image.Point{}, ebiten.BlendCopy)
	return n
}

// upsideDown is the part of a canvas that must be named to have r drawn:
// Ebitengine turns what it draws on the canvas upside down for OpenGL, but not
// the rectangle that it clips to (internal/graphicsdriver/opengl/graphics.go).
func upsideDown(r image.Rectangle, height int) image.Rectangle {
	return image.Rect(r.Min.X, height-r.Max.Y, r.Max.X, height-r.Min.Y)
}

// drawMesh sends only the vertices that the run refers to.
func (g *gpu) drawMesh(dst *ebiten.Image, l *List, o *Op) {
	vertices, indices := l.run(o)
	g.options.Images[0], g.options.Uniforms = nil, nil
	dst.DrawTrianglesShader32(vertices, indices, g.ink, &g.options)
}

var quadIndices = []uint32{0, 1, 2, 0, 2, 3}

func (g *gpu) drawTexture(dst *ebiten.Image, o *Op) {
	t := o.Texture
	if o.Map == nil {
		g.drawPicture(dst, g.copy(t), t.Parts, image.Pt(int(o.Dst.X0), int(o.Dst.Y0)), ebiten.BlendSourceOver)
		return
	}
	x0, y0, x1, y1 := float32(o.Dst.X0), float32(o.Dst.Y0), float32(o.Dst.X1), float32(o.Dst.Y1)
	w, h := float32(t.W), float32(t.H)
	edge := o.edge()
	ex, ey := float32(edge[0]), float32(edge[1])
	g.quad[0] = ebiten.Vertex{DstX: x0, DstY: y0, Custom0: ex, Custom1: ey}
	g.quad[1] = ebiten.Vertex{DstX: x1, DstY: y0, SrcX: w, Custom0: ex, Custom1: ey}
	g.quad[2] = ebiten.Vertex{DstX: x1, DstY: y1, SrcX: w, SrcY: h, Custom0: ex, Custom1: ey}
	g.quad[3] = ebiten.Vertex{DstX: x0, DstY: y1, SrcY: h, Custom0: ex, Custom1: ey}
	g.options.Images[0], g.options.Uniforms = g.copy(t), g.uniform(o.Map)
	dst.DrawTrianglesShader32(g.quad[:], quadIndices, g.field, &g.options)
}

// drawPicture draws an image, or parts of it, pixel by pixel, its upper left corner at a place.
func (g *gpu) drawPicture(dst, src *ebiten.Image, parts []image.Rectangle, at image.Point, blend ebiten.Blend) {
	if parts == nil {
		parts = append(g.whole[:0], src.Bounds())
	}
	if len(parts) == 0 {
		return
	}
	g.vertices, g.indices = g.vertices[:0], g.indices[:0]
	for _, r := range parts {
		first := uint32(len(g.vertices))
		for _, p := range [4]image.Point{r.Min, {r.Max.X, r.Min.Y}, r.Max, {r.Min.X, r.Max.Y}} {
			g.vertices = append(g.vertices, ebiten.Vertex{DstX: float32(at.X + p.X), DstY: float32(at.Y + p.Y), SrcX: float32(p.X), SrcY: float32(p.Y)})
		}
		for _, k := range quadIndices {
			g.indices = append(g.indices, first+k)
		}
	}
	g.options.Images[0], g.options.Uniforms, g.options.Blend = src, nil, blend
	dst.DrawTrianglesShader32(g.vertices, g.indices, g.picture, &g.options)
	g.options.Blend = ebiten.BlendSourceOver
}

func (g *gpu) copy(t *Texture) *ebiten.Image {
	c := g.copies[t]
	if c != nil && (c.image.Bounds().Dx() != t.W || c.image.Bounds().Dy() != t.H) {
		c.image.Deallocate()
		c = nil
	}
	if c == nil {
		c = &textureCopy{image: ebiten.NewImageWithOptions(image.Rect(0, 0, t.W, t.H), &ebiten.NewImageOptions{Unmanaged: true}), stamp: t.Stamp + 1}
		g.copies[t] = c
	}
	if c.stamp != t.Stamp {
		c.send(t)
		c.stamp = t.Stamp
	}
	c.used = g.frame
	return c.image
}

// send sends a texture's texels, of one that has parts the rows that these are in: the others are not drawn.
func (c *textureCopy) send(t *Texture) {
	switch n := len(t.Parts); {
	case t.Parts == nil:
		c.image.WritePixels(t.Pix)
	case n > 0:
		rows := image.Rect(0, t.Parts[0].Min.Y, t.W, t.Parts[n-1].Max.Y)
		c.image.SubImage(rows).(*ebiten.Image).WritePixels(t.Pix[4*t.W*rows.Min.Y : 4*t.W*rows.Max.Y])
	}
}

func (g *gpu) uniform(m *ColorMap) map[string]any {
	u := g.uniforms[m]
	if u == nil {
		flat := make([]float32, 0, 4*mapSize)
		for i := range m {
			flat = append(flat, m[i][:]...)
		}
		u = map[string]any{"Map": flat}
		g.uniforms[m] = u
	}
	return u
}

// sweep frees copies that no picture has shown for some time.
func (g *gpu) sweep() {
	if g.frame%120 != 0 {
		return
	}
	for t, c := range g.copies {
		if g.frame-c.used > 120 {
			c.image.Deallocate()
			delete(g.copies, t)
		}
	}
	for l, q := range g.grounds {
		if g.frame-q.used > 120 {
			if q.image != nil {
				q.image.Deallocate()
			}
			delete(g.grounds, l)
		}
	}
}
