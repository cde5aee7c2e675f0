package render

import (
	"image"
	"slices"
)

// ground is the part of a picture at the bottom that stays the same while the
// rest moves: the field of a density, its contours. Who draws pictures one after
// the other draws it once and keeps it.
//
// Which part that is shows by itself: of a first picture everything is kept, and
// from the second what both have in common.
type ground struct {
	size image.Point
	ops  []groundOp
	same int  // pictures in a row that began with ops, after the first
	made bool // the owner's copy shows ops
}

// groundOp is a copy of an Op and what it refers to.
type groundOp struct {
	Op
	stamp    uint64
	vertices []Vertex
	indices  []uint32
}

const groundFrames = 2 // pictures that begin alike until the ground is kept

// find returns how many of the list's Ops belong to the ground: none while that
// is not known, or where there is nothing to be saved.
func (g *ground) find(l *List) int {
	n := 0
	if size := image.Pt(l.W, l.H); size == g.size {
		for n < len(g.ops) && n < len(l.Ops) && g.ops[n].is(l, &l.Ops[n]) {
			n++
		}
	} else {
		g.size, g.ops = size, g.ops[:0]
	}
	switch {
	case n > 0 && n == len(g.ops):
		g.same++
	case n > 0 && g.same == 0: // everything of the last picture was kept
		g.ops, g.same, g.made = g.ops[:n], 1, false
	default:
		g.keep(l)
		return 0
	}
	if g.same < groundFrames || !slices.ContainsFunc(g.ops, func(o groundOp) bool { return o.Texture != nil }) {
		return 0
	}
	return n
}

// is reports whether an Op of a list draws the same.
func (o *groundOp) is(l *List, p *Op) bool {
	if o.Clip != p.Clip || o.Texture != p.Texture {
		return false
	}
	if p.Texture != nil {
		return o.stamp == p.Texture.Stamp && o.Dst == p.Dst && o.Map == p.Map && o.Squares == p.Squares
	}
	if o.Last-o.First != p.Last-p.First {
		return false
	}
	if p.Last == p.First {
		return true
	}
	vertices, indices := l.run(p)
	return slices.Equal(o.indices, indices) && slices.Equal(o.vertices, vertices)
}

// keep begins anew with everything that a list has.
func (g *ground) keep(l *List) {
	old := g.ops[:cap(g.ops)]
	g.ops, g.same, g.made = g.ops[:0], 0, false
	for i := range l.Ops {
		p := &l.Ops[i]
		o := groundOp{Op: *p}
		if i < len(old) {
			o.vertices, o.indices = old[i].vertices[:0], old[i].indices[:0]
		}
		if p.Texture != nil {
			o.stamp = p.Texture.Stamp
		} else if p.Last > p.First {
			vertices, indices := l.run(p)
			o.vertices, o.indices = append(o.vertices, vertices...), append(o.indices, indices...)
		}
		g.ops = append(g.ops, o)
	}
}
