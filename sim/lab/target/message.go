package target

import (
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/protocol"
)

// Message is what a worker needs of the points; p may be nil.
func (p *Points) Message() protocol.Points {
	if p == nil {
		return protocol.Points{}
	}
	m := protocol.Points{At: p.At, Weights: p.Weights, Bandwidth: p.Bandwidth}
	if a := p.Album; a != nil {
		m.Side, m.Pictures, m.Labels, m.Classes = a.Side, a.Pixels, a.Labels, p.Classes
	}
	return m
}

// FromMessage are the points of a message, nil where it has none; ok is false
// where no kernel estimate can be made of them, or they are no pictures.
func FromMessage(m protocol.Points) (p *Points, ok bool) {
	switch {
	case len(m.Pictures) > 0:
		p = NewAlbum(&density.Album{Side: m.Side, Pixels: m.Pictures, Labels: present(m.Labels)}, m.Classes, "")
	case m.At.Empty():
		return nil, true
	default:
		p = &Points{At: m.At, Weights: m.Weights, Bandwidth: m.Bandwidth}
	}
	return p, p.Sound()
}

// present is b, nil where it is empty.
func present(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return b
}
