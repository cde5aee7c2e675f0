//go:build !js

package render

// Vertex is Ebitengine's vertex, so that a List goes to the graphics card as it
// is. Its colour is premultiplied; Src and Custom mean what Mesh says.
type Vertex struct {
	DstX, DstY                         float32
	SrcX, SrcY                         float32
	ColorR, ColorG, ColorB, ColorA     float32
	Custom0, Custom1, Custom2, Custom3 float32
}
