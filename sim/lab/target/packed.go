package target

import (
	"encoding/binary"
	"math"

	"github.com/scorefield/scorefield/sim"
)

// packVersion begins packed points, and albumVersion packed pictures.
const packVersion, albumVersion = 1, 2

// Pack is the points as bytes: what Text has of them.
func (p *Points) Pack() []byte {
	if p.Album != nil {
		return p.packAlbum()
	}
	f := &p.Facts
	b := []byte{packVersion}
	for _, s := range []string{p.Name, f.X, f.Y, f.Weight} {
		b = appendText(b, s)
	}
	for _, n := range []int{f.Rows, f.Used, f.Rule.Looked, f.Rule.Of, p.At.N, len(p.Weights)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, v := range [...]float64{p.Centring.Mid[0], p.Centring.Mid[1], p.Centring.Scale[0], p.Centring.Scale[1], p.Bandwidth, f.Rule.H, f.Accuracy} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	for _, w := range p.Weights {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(w))
	}
	for _, v := range p.At.Data {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	if f.Units != [3]string{} {
		for _, s := range f.Units {
			b = appendText(b, s)
		}
	}
	return b
}

// Unpack are the points of what Pack wrote; ok is false for other bytes.
func Unpack(b []byte) (p *Points, ok bool) {
	if len(b) > 0 && b[0] == albumVersion {
		return unpackAlbum(b[1:])
	}
	if len(b) == 0 || b[0] != packVersion {
		return nil, false
	}
	r := packed{b[1:], true}
	p = &Points{}
	f := &p.Facts
	p.Name, f.X, f.Y, f.Weight = r.text(), r.text(), r.text(), r.text()
	f.Rows, f.Used, f.Rule.Looked, f.Rule.Of = r.count(), r.count(), r.count(), r.count()
	n, weights := r.count(), r.count()
	for _, v := range []*float64{&p.Centring.Mid[0], &p.Centring.Mid[1], &p.Centring.Scale[0], &p.Centring.Scale[1], &p.Bandwidth, &f.Rule.H, &f.Accuracy} {
		*v = r.number()
	}
	if !r.ok || n > mostKept || weights > n || len(r.b) < 8*weights+8*n {
		return nil, false
	}
	if weights > 0 {
		p.Weights = make([]float64, weights)
		for i := range p.Weights {
			p.Weights[i] = r.number()
		}
	}
	p.At = sim.NewBatch(2, n)
	for i := range p.At.Data {
		p.At.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(r.b[4*i:]))
	}
	if r.b = r.b[8*n:]; len(r.b) > 0 {
		for i := range f.Units {
			f.Units[i] = r.text()
		}
	}
	if !r.ok || len(r.b) > 0 {
		return nil, false
	}
	c := p.Centring
	for j := range c.Mid {
		if !(math.Abs(c.Mid[j]) <= math.MaxFloat64 && c.Scale[j] > 0 && c.Scale[j] <= math.MaxFloat64) {
			return nil, false
		}
	}
	f.Left, f.Even = f.Rows-f.Used, c.Even()
	p.Summarise()
	return p, p.Sound() && f.Left >= 0
}

// appendText appends what packed.text reads.
func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// packed reads packed values; after a fault everything is zero.
type packed struct {
	b  []byte
	ok bool
}

func (r *packed) count() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > math.MaxInt32 {
		r.b, r.ok = nil, false
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *packed) text() string {
	n := r.count()
	if n > len(r.b) {
		r.b, r.ok = nil, false
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *packed) number() float64 {
	if len(r.b) < 8 {
		r.b, r.ok = nil, false
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
	return v
}
