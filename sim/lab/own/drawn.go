package own

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/target"
)

// Drawn is a picture that a person has drawn.
type Drawn struct {
	Name  string // of the pictures that it begins, where there are none
	Side  int    // in pixels
	Ink   []byte // Side×Side, row by row: 0 is paper, 255 ink
	Label string // its class, a digit; "" is none
}

// begun is how many of a scene's pictures a person's first drawing joins.
const begun = 200

// Add are pictures with one more that a person has drawn, scaled to their size: a person's own,
// or where before is nil 200 draws of the pictures at, whose classes are named, and which have
// no labels where there are more than ten. The error is a *param.Error.
func Add(d Drawn, before *target.Points, at *target.Pictures, classes string) (*target.Points, error) {
	if d.Side < 1 || d.Side > largestDrawing || len(d.Ink) != d.Side*d.Side || !varies(d.Ink) {
		return nil, &param.Error{Field: "data", Value: d.Name, Why: param.Label{EN: "data: an empty drawing; allowed: one with something drawn in it.", ZH: "数据：空白的图；允许：画有内容的图。"}}
	}
	if before == nil {
		before = beginning(d.Name, at, classes)
	}
	old := before.Album
	class := strings.Index(before.Classes, d.Label)
	names := before.Classes
	switch {
	case old.Labels == nil:
	case len(d.Label) != 1 || d.Label < "0" || d.Label > "9":
		return nil, &param.Error{Field: "label", Value: d.Label, Range: "0 … 9"}
	case class < 0: // a class of its own, in its place
		class, _ = slices.BinarySearch([]byte(names), d.Label[0])
		names = names[:class] + d.Label + names[class:]
	}
	a := &density.Album{Side: old.Side, Pixels: bytes.Clone(old.Pixels), Labels: bytes.Clone(old.Labels)}
	a.Pixels = append(a.Pixels, (&density.Album{Side: d.Side, Pixels: d.Ink}).Resize(old.Side).Pixels...)
	if old.Labels != nil {
		for i, l := range a.Labels {
			if len(names) > len(before.Classes) && int(l) >= class {
				a.Labels[i]++
			}
		}
		a.Labels = append(a.Labels, uint8(class))
	}
	if n := a.N(); n > target.MostPictures(a.Side) {
		return nil, &param.Error{Field: "data", Value: strconv.Itoa(n), Range: "1 … " + strconv.Itoa(target.MostPictures(a.Side))}
	}
	p := target.NewAlbum(a, names, before.Name)
	p.Facts.Notes = slices.Clone(before.Facts.Notes)
	n := 1
	if earlier, ok := before.Source.(drawing); ok {
		n += int(earlier)
		p.Facts.Notes = p.Facts.Notes[:len(p.Facts.Notes)-1]
	}
	p.Source = drawing(n)
	p.Facts.Notes = append(p.Facts.Notes, param.Label{EN: counted(n, "picture was", "pictures were") + " drawn here.", ZH: "其中 " + strconv.Itoa(n) + " 幅在此画成。"})
	p.Describe(before.Facts.Rows + 1)
	return p, nil
}

// drawing is what drawn pictures were read from: how many of them there are, the last ones.
type drawing int

// largestDrawing bounds the side of a drawing, in pixels.
const largestDrawing = 1024

// beginning are some of a scene's pictures as a person's own.
func beginning(name string, at *target.Pictures, classes string) *target.Points {
	x, labels := sim.NewBatch(at.H*at.W, begun), make([]uint8, begun)
	at.Draw(x, labels, sim.NewKey(1), 0)
	a := &density.Album{Side: at.H, Pixels: make([]uint8, len(x.Data)), Labels: labels}
	for i := range x.N {
		for k := range x.D {
			a.Pixels[i*x.D+k] = uint8(127.5*float64(x.At(k, i)) + 128)
		}
	}
	if len(classes) > mostClasses {
		a.Labels, classes = nil, ""
	}
	p := target.NewAlbum(a, classes, name)
	p.Facts.Notes = []param.Label{{EN: "The drawing begins with " + strconv.Itoa(begun) + " of the pictures that were here.", ZH: "绘制从原有图像中的 " + strconv.Itoa(begun) + " 幅开始。"}}
	p.Describe(begun)
	return p
}
