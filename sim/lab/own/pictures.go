package own

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/table"
)

const (
	// leastPictures is how many pictures a file must have.
	leastPictures = 8
	// largestSide is that of pictures which are kept as they are: a multiple of all sides that
	// a scene has, so that larger ones scaled to it and then to a scene's become what they
	// would become at once.
	largestSide = 48
	// mostClasses is of how many classes pictures are labelled, a digit for each.
	mostClasses = 10
	// longest is how many times longer one side may be than the other.
	longest = 4
)

// turned is the key of the reading in which paper and ink are in each other's place. Of a sheet
// it comes behind that of the tiles.
const turned = "turned"

// album is what pictures were read from.
type album struct {
	data     Data
	pictures *table.Pictures
	tiles    string // the part of the reading that says how a sheet is divided
}

// ReadPictures makes pictures that can be learned of what a person brought; before are those of
// what was brought earlier, or nil. A file of labels alone is about those. The error is a
// *param.Error.
func ReadPictures(d Data, before *target.Points) (*target.Points, error) {
	s := album{data: d}
	old, known := album{}, false
	if before != nil {
		old, known = before.Source.(album)
	}
	if d.Numbers != nil {
		return nil, &param.Error{Field: "data", Value: strconv.Itoa(len(d.Numbers)), Why: param.Label{
			EN: "data: " + counted(len(d.Numbers), "number", "numbers") + " without rows; allowed: a list of numbers for each picture, or the bytes of a file.",
			ZH: "数据：" + strconv.Itoa(len(d.Numbers)) + " 个没有分行的数字；允许：每幅图像一个数字列表，或文件的字节。"}}
	}
	if d.Bytes == nil {
		if !known {
			return nil, noFile()
		}
		reading := d.Reading
		s = old
		s.data.Reading, s.data.Yield = reading, d.Yield
	} else if known && d.Labels == nil && d.Width == 0 && table.IsLabels(d.Bytes) {
		s.data = old.data
		s.data.Labels, s.data.Yield = d.Bytes, d.Yield
		s.pictures = nil
	}
	s.tiles, _ = strings.CutSuffix(s.data.Reading, turned)
	s.tiles = strings.TrimSpace(s.tiles)
	if s.pictures == nil || s.tiles != s.pictures.Reading.Key {
		if err := s.read(); err != nil {
			return nil, sentence(err)
		}
	}
	return s.points()
}

func (s *album) read() (err error) {
	d := &s.data
	if d.Width > 0 {
		s.pictures, err = table.ReadSheet(d.Bytes, d.Width, d.Height, table.Options{Name: d.Name, Reading: s.tiles, Yield: d.Yield})
		return err
	}
	s.pictures, err = table.ReadPictures(d.Bytes, table.Options{Name: d.Name, Labels: d.Labels, Yield: d.Yield})
	return err
}

// points makes the pictures those of an experiment, with what is to be said of them.
func (s *album) points() (*target.Points, error) {
	p := s.pictures
	s.data.pause()
	scale, err := p.Scale()
	s.data.pause()
	if err != nil {
		return nil, sentence(err)
	}
	if s.turned() {
		scale = scale.Turned()
	}
	if p.Height > longest*p.Width || p.Width > longest*p.Height {
		return nil, refused(size(p.Height, p.Width), param.Label{EN: "sides up to 4 : 1", ZH: "边长之比不超过 4 : 1"})
	}
	out := target.NewAlbum(&density.Album{}, "", s.data.Name)
	out.Source = *s
	f := &out.Facts
	for _, n := range p.Notes {
		f.Notes = append(f.Notes, param.Label(n))
	}
	f.Notes = append(f.Notes, param.Label(scale.Note()))
	f.Reading = s.data.Reading
	f.Readings = s.others()
	grey := p.Grey(scale)
	s.data.pause()
	s.take(out, grey)
	s.data.pause()
	if n := out.Album.N(); n < leastPictures {
		return nil, refused(strconv.Itoa(n), param.Label{EN: strconv.Itoa(leastPictures) + " or more that are not of one grey", ZH: strconv.Itoa(leastPictures) + " 幅或更多（不计只有一种灰度的）"})
	}
	out.Describe(p.Total)
	if !out.Carried() {
		f.Notes = append(f.Notes, param.Label{EN: "Links and saved states name these pictures but do not hold them: with them the file is needed again.",
			ZH: "链接与保存的状态只记录这些图像的名称与指纹，不含图像：还原时需要再次打开该文件。"})
	}
	return out, nil
}

// turned reports whether paper and ink are in each other's place.
func (s *album) turned() bool { return strings.HasSuffix(s.data.Reading, turned) }

// others are the readings that are offered beside the present one.
func (s *album) others() (list []target.Reading) {
	for _, o := range s.pictures.Others {
		list = append(list, target.Reading{Key: o.Key, Text: param.Label(o.Text)})
	}
	now := s.pictures.Reading.Key
	if s.turned() {
		return append(list, target.Reading{Key: now, Text: param.Label{EN: "ink and paper as at the border", ZH: "按边缘判断墨与纸"}})
	}
	return append(list, target.Reading{Key: strings.TrimSpace(now + " " + turned), Text: param.Label{EN: "ink and paper exchanged", ZH: "墨与纸互换"}})
}

// take fills the album with pictures in grey: squares, not too large and not too many, and none
// of one grey.
func (s *album) take(out *target.Points, grey []uint8) {
	p, f := s.pictures, &out.Facts
	d := p.Height * p.Width
	side := max(p.Height, p.Width)
	if p.Height != p.Width {
		was, is := size(p.Height, p.Width), size(side, side)
		f.Notes = append(f.Notes, param.Label{EN: "Pictures of " + was + " pixels have paper around them to make " + is + ".", ZH: was + " 像素的图像四周补纸，成为 " + is + "。"})
	}
	if side > largestSide {
		was, is := size(side, side), size(largestSide, largestSide)
		f.Notes = append(f.Notes, param.Label{EN: "Pictures of " + was + " pixels were scaled to " + is + ".", ZH: was + " 像素的图像已缩放为 " + is + "。"})
	}
	var seen []int
	for i := range p.N() {
		if varies(grey[i*d : (i+1)*d]) {
			seen = append(seen, i)
		}
	}
	if n := p.N() - len(seen); n > 0 {
		f.Notes = append(f.Notes, param.Label{EN: counted(n, "picture", "pictures") + " of one grey left out.", ZH: "已略去 " + strconv.Itoa(n) + " 幅只有一种灰度的图像。"})
	}
	if most := target.MostPictures(min(side, largestSide)); len(seen) > most {
		f.Notes = append(f.Notes, param.Label{EN: strconv.Itoa(most) + " of " + strconv.Itoa(len(seen)) + " pictures are taken, spread evenly over the file.",
			ZH: "从 " + strconv.Itoa(len(seen)) + " 幅图像中均匀取出 " + strconv.Itoa(most) + " 幅。"})
		some := make([]int, most)
		for i := range some {
			some[i] = seen[i*len(seen)/most]
		}
		seen = some
	}
	s.data.pause()
	a := &density.Album{Side: side, Pixels: make([]uint8, len(seen)*side*side)}
	top, left := (side-p.Height)/2, (side-p.Width)/2
	for k, i := range seen {
		for r := range p.Height {
			copy(a.Pixels[(k*side+top+r)*side+left:], grey[i*d+r*p.Width:i*d+(r+1)*p.Width])
		}
	}
	if side > largestSide {
		s.data.pause()
		a = target.Resized(a, largestSide, s.data.Yield)
	}
	out.Album = a
	if p.Labels != nil {
		s.label(out, seen)
	}
}

// label gives the pictures their classes, where those are from two to ten.
func (s *album) label(out *target.Points, seen []int) {
	f := &out.Facts
	var count [256]int
	for _, i := range seen {
		count[s.pictures.Labels[i]]++
	}
	var names, values []string
	var class [256]uint8
	same := true
	for v, n := range count {
		if n == 0 {
			continue
		}
		class[v] = uint8(len(values))
		values = append(values, strconv.Itoa(v))
		same = same && v < mostClasses
	}
	if n := len(values); n < 2 || n > mostClasses {
		f.Notes = append(f.Notes, param.Label{EN: "Labels: " + counted(n, "class", "classes") + "; from 2 to " + strconv.Itoa(mostClasses) + " are learned, so these are not.",
			ZH: "标签：共 " + strconv.Itoa(n) + " 类；只学习 2 至 " + strconv.Itoa(mostClasses) + " 类，故未使用标签。"})
		return
	}
	for k, v := range values {
		if !same {
			v = strconv.Itoa(k)
		}
		names = append(names, v)
	}
	if !same {
		list := strings.Join(values, ", ")
		f.Notes = append(f.Notes, param.Label{EN: "The labels " + list + " are called " + strings.Join(names, ", ") + " here.", ZH: "标签 " + list + " 在此记为 " + strings.Join(names, ", ") + "。"})
	}
	out.Classes = strings.Join(names, "")
	out.Album.Labels = make([]uint8, len(seen))
	for k, i := range seen {
		out.Album.Labels[k] = class[s.pictures.Labels[i]]
	}
}

// varies reports whether pixels are of more than one grey, but for what JPEG leaves of one.
func varies(pixels []uint8) bool { return slices.Max(pixels)-slices.Min(pixels) > evenGrey }

// evenGrey is how much the pixels of one grey may differ.
const evenGrey = 8

func size(h, w int) string { return strconv.Itoa(h) + " × " + strconv.Itoa(w) }

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// refused is the error that names what is wrong with pictures.
func refused(value string, allowed param.Label) error {
	return &param.Error{Field: "data", Value: value, Range: allowed.EN, Why: param.Label{
		EN: "data: " + value + " pictures; allowed: " + allowed.EN + ".", ZH: "数据：" + value + " 的图像；允许：" + allowed.ZH + "。"}}
}
