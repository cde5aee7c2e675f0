package target

import (
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
)

// of are the pictures that the filled settings c ask for, at a side: those of their classes
// where they have labels, and else all, without labels. It yields on the way.
func (p *Points) of(c *param.Config, side int, yield func()) *density.Album {
	all := Resized(p.Album, side, yield)
	if all.Labels == nil {
		return all
	}
	d := all.Dim()
	some := &density.Album{Side: side}
	for i, l := range all.Labels {
		if k := strings.IndexByte(c.Classes(), p.Classes[l]); k >= 0 {
			some.Pixels = append(some.Pixels, all.Pixels[i*d:(i+1)*d]...)
			some.Labels = append(some.Labels, uint8(k))
		}
	}
	if some.Labels == nil {
		return &density.Album{Side: side, Pixels: all.Pixels}
	}
	return some
}

// Resized is a.Resize(side), between pieces of which it calls yield, unless that is nil.
func Resized(a *density.Album, side int, yield func()) *density.Album {
	if side == a.Side {
		return a
	}
	all := &density.Album{Side: side, Labels: a.Labels}
	piece.Each(a.N(), piece.Pictures, yield, func(first, n int) {
		part := density.Album{Side: a.Side, Pixels: a.Pixels[first*a.Dim() : (first+n)*a.Dim()]}
		all.Pixels = append(all.Pixels, part.Resize(side).Pixels...)
	})
	return all
}

func (p *Points) soundAlbum() bool {
	a := p.Album
	if !a.Sound() || a.N() > mostPictures || (a.Labels == nil) != (p.Classes == "") {
		return false
	}
	for _, l := range a.Labels {
		if int(l) >= len(p.Classes) {
			return false
		}
	}
	return true
}

// What a page and its workers each keep of the reader's pictures.
const (
	mostPictures = 20_000
	mostPixels   = 8 << 20 // of all of them together
)

// MostPictures is how many pictures of side × side pixels are kept.
func MostPictures(side int) int { return min(mostPictures, mostPixels/(side*side)) }

// NewAlbum are a person's pictures with the name of their file; see Points.Album.
func NewAlbum(a *density.Album, classes, name string) *Points {
	return &Points{Name: name, Album: a, Classes: classes, Centring: density.NoCentring}
}

// Sized says at which size the pictures of a summary are learned.
func (p *Points) Sized(side int) param.Label {
	s := p.Facts.Summary
	if p.Album == nil || side == p.Album.Side {
		return s
	}
	is := strconv.Itoa(side) + " × " + strconv.Itoa(side)
	return param.Label{EN: s.EN + "; scaled to " + is, ZH: s.ZH + "；缩放为 " + is}
}

// mostPacked bounds the bytes of data that are a part of a state.
const mostPacked = 90_000

// Carried reports whether a state holds the data, and not their name alone.
func (p *Points) Carried() bool { return len(p.Pack()) <= mostPacked }

func (p *Points) packAlbum() []byte {
	a := p.Album
	b := []byte{albumVersion}
	for _, s := range []string{p.Name, p.Classes} {
		b = appendText(b, s)
	}
	for _, n := range []int{p.Facts.Rows, a.Side, len(a.Labels), len(a.Pixels)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return append(append(b, a.Labels...), a.Pixels...)
}

// unpackAlbum reads what packAlbum wrote, after its version.
func unpackAlbum(b []byte) (*Points, bool) {
	r := packed{b, true}
	name, classes := r.text(), r.text()
	rows, side, labels, pixels := r.count(), r.count(), r.count(), r.count()
	if !r.ok || len(r.b) != labels+pixels {
		return nil, false
	}
	p := NewAlbum(&density.Album{Side: side, Labels: present(r.b[:labels:labels]), Pixels: r.b[labels:]}, classes, name)
	if !p.Sound() {
		return nil, false
	}
	p.Describe(rows)
	return p, rows >= p.Facts.Used
}

// Describe writes the facts of pictures that are all or some of so many: the sentence that a
// figure shows.
func (p *Points) Describe(rows int) {
	f, a := &p.Facts, p.Album
	f.Rows, f.Used = rows, a.N()
	f.Left = f.Rows - f.Used
	of := grouped(f.Used)
	if f.Left > 0 {
		of += " of " + grouped(f.Rows)
	}
	zh := strings.Replace(of, " of ", " / ", 1)
	size := strconv.Itoa(a.Side) + " × " + strconv.Itoa(a.Side)
	f.Summary = param.Label{EN: p.Name + ": " + of + " pictures of " + size + " pixels", ZH: p.Name + "：" + zh + " 幅 " + size + " 像素的图像"}
	if f.Used == 1 && f.Left == 0 {
		f.Summary.EN = p.Name + ": 1 picture of " + size + " pixels"
	}
	switch k := len(p.Classes); {
	case k > 0:
		f.Summary.EN += ", " + strconv.Itoa(k) + " classes"
		f.Summary.ZH += "，" + strconv.Itoa(k) + " 类"
	default:
		f.Summary.EN += ", without labels"
		f.Summary.ZH += "，无标签"
	}
}
