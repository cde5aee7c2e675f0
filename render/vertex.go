//go:build !js

package render

// Vertex is Ebitengine's vertex, so that a List goes to the graphics card as it
// is. Its colour is premultiplied; Src and Custom mean what Mesh says.
type Vertex struct {
	DstX, DstY                         float32 // place, device pixels
	SrcX, SrcY                         float32 // (u, v) of the coverage, device pixels
	ColorR, ColorG, ColorB, ColorA     float32 // in [0, 1], premultiplied, sRGB-encoded
	Custom0, Custom1, Custom2, Custom3 float32 // outer and inner radius of the coverage, device pixels; unused; unused
}
