package target

import (
	"github.com/scorefield/scorefield/sim/lab/protocol"
)

// Message is what a worker needs of the points; p may be nil.
func (p *Points) Message() protocol.Points {
	if p == nil {
		return protocol.Points{}
	}
	return protocol.Points{At: p.At, Weights: p.Weights, Bandwidth: p.Bandwidth}
}

// FromMessage are the points of a message, nil where it has none; ok is false
// where no kernel estimate can be made of them.
func FromMessage(m protocol.Points) (p *Points, ok bool) {
	if m.At.Empty() {
		return nil, true
	}
	p = &Points{At: m.At, Weights: m.Weights, Bandwidth: m.Bandwidth}
	return p, p.Sound()
}
