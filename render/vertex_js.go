package render

import "github.com/hajimehoshi/ebiten/v2"

// Vertex is Ebitengine's vertex; see its plain twin.
type Vertex = ebiten.Vertex
