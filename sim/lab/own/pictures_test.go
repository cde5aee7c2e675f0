package own

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/target"
)

// digits is n lines of 64 pixels from 0 to 16 and the label, as the public set of handwritten
// digits has them.
func digits(t *testing.T, n int) string {
	t.Helper()
	g, err := density.NewGlyphs(8, density.Digits)
	if err != nil {
		t.Fatal(err)
	}
	x, labels := sim.NewBatch(64, n), make([]uint8, n)
	g.RandLabelled(x, labels, 1, 0)
	var b strings.Builder
	for i := range n {
		for j := range 64 {
			fmt.Fprintf(&b, "%d,", int(8*x.At(j, i)+8.5))
		}
		fmt.Fprintf(&b, "%d\n", labels[i])
	}
	return b.String()
}

// idx writes pictures of bytes in MNIST's format.
func idx(pixels []byte, shape ...int) []byte {
	out := []byte{0, 0, 8, byte(len(shape))}
	for _, n := range shape {
		out = binary.BigEndian.AppendUint32(out, uint32(n))
	}
	return append(out, pixels...)
}

// pattern is n pictures of h × w pixels with ink in the middle, each another.
func pattern(n, h, w int) []byte {
	out := make([]byte, n*h*w)
	for i := range n {
		for r := h / 4; r < h-h/4; r++ {
			for c := w / 4; c < w-w/4; c++ {
				out[(i*h+r)*w+c] = byte(100 + (i*37+r*11+c*5)%156)
			}
		}
	}
	return out
}

func has(notes []param.Label, says string) bool {
	return slices.ContainsFunc(notes, func(n param.Label) bool { return strings.Contains(n.EN, says) && n.ZH != "" })
}

// TestReadOwnPictures: what is understood of files is right, and said.
func TestReadOwnPictures(t *testing.T) {
	labels := make([]byte, 40)
	for i := range labels {
		labels[i] = byte(10 * (i % 3))
	}
	many := make([]byte, 40)
	for i := range many {
		many[i] = byte(i % 26)
	}
	inverted := pattern(40, 12, 12)
	for i, v := range inverted {
		inverted[i] = 255 - v
	}
	blank := pattern(40, 12, 12)
	clear(blank[144 : 3*144])
	for name, c := range map[string]struct {
		data    Data
		n, side int
		classes string
		summary string
		notes   []string
	}{
		"digits": {Data{Name: "digits.csv", Bytes: []byte(digits(t, 300))}, 300, 8, "0123456789",
			"digits.csv: 300 pictures of 8 × 8 pixels, 10 classes", []string{"Labels are in column 65", "from 0 to 16", "16 is ink"}},
		"mnist": {Data{Name: "train", Bytes: idx(pattern(40, 28, 28), 40, 28, 28)}, 40, 28, "",
			"train: 40 pictures of 28 × 28 pixels, without labels", []string{"from 0 to 255"}},
		"labels of tens": {Data{Name: "t", Bytes: idx(pattern(40, 12, 12), 40, 12, 12), Labels: idx(labels, 40)}, 40, 12, "012",
			"t: 40 pictures of 12 × 12 pixels, 3 classes", []string{"0, 10, 20 are called 0, 1, 2"}},
		"labels of letters": {Data{Name: "t", Bytes: idx(pattern(40, 12, 12), 40, 12, 12), Labels: idx(many, 40)}, 40, 12, "",
			"without labels", []string{"26 classes; from 2 to 10"}},
		"light ink": {Data{Name: "t", Bytes: idx(inverted, 40, 12, 12)}, 40, 12, "", "t: 40", []string{"255 is paper, as at the border, and 0 is ink"}},
		"oblong":    {Data{Name: "t", Bytes: idx(pattern(40, 20, 16), 40, 20, 16)}, 40, 20, "", "20 × 20", []string{"20 × 16 pixels have paper around them to make 20 × 20"}},
		"large":     {Data{Name: "t", Bytes: idx(pattern(40, 96, 96), 40, 96, 96)}, 40, 48, "", "48 × 48", []string{"96 × 96 pixels were scaled to 48 × 48"}},
		"blank":     {Data{Name: "t", Bytes: idx(blank, 40, 12, 12)}, 38, 12, "", "t: 38 of 40 pictures", []string{"2 pictures of one grey left out"}},
		"many":      {Data{Name: "t", Bytes: idx(pattern(21000, 8, 8), 21000, 8, 8)}, 20000, 8, "", "20,000 of 21,000", []string{"20000 of 21000 pictures are taken", "Links and saved states name these pictures but do not hold them"}},
	} {
		p, err := ReadPictures(c.data, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		a := p.Album
		if a.N() != c.n || a.Side != c.side || p.Classes != c.classes || !p.Sound() || !strings.Contains(p.Facts.Summary.EN, c.summary) {
			t.Errorf("%s: %d of side %d, classes %q, %q", name, a.N(), a.Side, p.Classes, p.Facts.Summary.EN)
		}
		for _, says := range c.notes {
			if !has(p.Facts.Notes, says) {
				t.Errorf("%s: %q is not in %v", name, says, p.Facts.Notes)
			}
		}
		if d := a.Dim(); a.Pixels[0] > 20 || slices.Max(a.Pixels[:d]) < 100 {
			t.Errorf("%s: paper is not 0 and ink not 255: %v", name, a.Pixels[:d])
		}
		// Exchanged paper and ink, and back.
		q, err := ReadPictures(Data{Reading: p.Facts.Readings[0].Key}, p)
		if err != nil || q.Album.N() != a.N() || int(q.Album.Pixels[0])+int(a.Pixels[0]) != 255 && c.data.Name != "t" {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if back, err := ReadPictures(Data{Reading: q.Facts.Readings[0].Key}, q); err != nil || !slices.Equal(back.Album.Pixels, a.Pixels) {
			t.Errorf("%s: not the same after two exchanges, %v", name, err)
		}
	}
}

// TestSheets: what a sheet is divided into can be had otherwise, and paper and ink exchanged, each
// without the other.
func TestSheets(t *testing.T) {
	const side, cols, rows = 16, 10, 6
	sheet := make([]byte, side*cols*side*rows)
	g, err := density.NewGlyphs(side, density.Digits)
	if err != nil {
		t.Fatal(err)
	}
	x := sim.NewBatch(side*side, cols*rows)
	g.Rand(x, 1, 0)
	tiles := make([]byte, len(x.Data))
	for i := range cols * rows {
		for k := range side * side {
			tiles[i*side*side+k] = byte(127.5 * (x.At(k, i) + 1))
		}
	}
	for i := range cols * rows {
		for r := range side {
			copy(sheet[((i/cols*side)+r)*side*cols+i%cols*side:], tiles[(i*side+r)*side:(i*side+r+1)*side])
		}
	}
	p, err := ReadPictures(Data{Name: "sheet.png", Bytes: sheet, Width: side * cols, Height: side * rows}, nil)
	if err != nil || p.Album.Side != side || p.Album.N() != cols*rows || !has(p.Facts.Notes, "10 × 6 tiles of 16 × 16") {
		t.Fatalf("%v", err)
	}
	readings := p.Facts.Readings
	if len(readings) < 2 {
		t.Fatalf("%v", readings)
	}
	for _, key := range []string{readings[0].Key, readings[0].Key + " turned", "turned"} {
		q, err := ReadPictures(Data{Reading: key}, p)
		if err != nil || (q.Album.Side == side) != (key == "turned") || (q.Album.Pixels[0] > 128) != strings.HasSuffix(key, "turned") {
			t.Errorf("%q: %v", key, err)
			continue
		}
		back, err := ReadPictures(Data{Reading: ""}, q)
		if err != nil || back.Print() != p.Print() {
			t.Errorf("%q: not what it was, %v", key, err)
		}
	}
	if _, err := ReadPictures(Data{Bytes: sheet[:31*29], Width: 31, Height: 29}, nil); err == nil || !strings.Contains(err.Error(), "31 × 29 pixels that is no sheet") {
		t.Errorf("%v", err)
	}
}

// TestLabelsThatComeLater are told to the pictures that are there.
func TestLabelsThatComeLater(t *testing.T) {
	p, err := ReadPictures(Data{Name: "images", Bytes: idx(pattern(40, 12, 12), 40, 12, 12)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	labels := make([]byte, 40)
	for i := range labels {
		labels[i] = byte(i % 4)
	}
	q, err := ReadPictures(Data{Name: "labels", Bytes: idx(labels, 40)}, p)
	if err != nil || q.Classes != "0123" || !slices.Equal(q.Album.Labels, labels) || q.Name != "images" {
		t.Errorf("%v", err)
	}
	if _, err := ReadPictures(Data{Name: "labels", Bytes: idx(labels, 40)}, nil); err == nil {
		t.Error("labels of nothing")
	}
}

// TestPicturesThatAreRefused: a sentence names the field, the value and what is allowed, in both
// languages.
func TestPicturesThatAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data Data
		says string
	}{
		"few":          {Data{Bytes: idx(pattern(7, 8, 8), 7, 8, 8)}, "7 pictures; allowed: 8 or more"},
		"blank":        {Data{Bytes: idx(make([]byte, 640), 10, 8, 8)}, "one grey: all pixels are 0"},
		"thin":         {Data{Bytes: idx(pattern(10, 40, 8), 10, 40, 8)}, "40 × 8 pictures; allowed: sides up to 4 : 1"},
		"not a number": {Data{Bytes: []byte(strings.Replace(digits(t, 30), "0,", "NaN,", 1))}, "allowed"},
		"two columns":  {Data{Bytes: []byte("x,y\n1,2\n3,4\n5,6\n")}, "2 columns"},
		"nothing":      {Data{}, "open it again"},
	} {
		_, err := ReadPictures(c.data, nil)
		e, ok := err.(*param.Error)
		if !ok || !strings.Contains(err.Error(), c.says) || e.In("zh") == e.In("en") || e.Field == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPicturesAreCarried: a state of few pictures has them, with labels; of many it has their
// name and knows them again.
func TestPicturesAreCarried(t *testing.T) {
	few, err := ReadPictures(Data{Name: "few.csv", Bytes: []byte(digits(t, 200))}, nil)
	if err != nil {
		t.Fatal(err)
	}
	back, err := target.FromText(few.Text(), nil)
	if err != nil || !slices.Equal(back.Album.Pixels, few.Album.Pixels) || !slices.Equal(back.Album.Labels, few.Album.Labels) || back.Classes != few.Classes ||
		back.Facts.Summary != few.Facts.Summary || back.Print() != few.Print() {
		t.Errorf("%v", err)
	}
	many, err := ReadPictures(Data{Name: "many.csv", Bytes: []byte(digits(t, 1600))}, nil)
	if err != nil || many.Carried() || len(many.Text()) > 100 {
		t.Fatalf("%d bytes, %v", len(many.Text()), err)
	}
	if _, err := target.FromText(many.Text(), few); err == nil || !strings.Contains(err.Error(), "many.csv") {
		t.Errorf("other pictures in their place: %v", err)
	}
	if back, err := target.FromText(many.Text(), many); err != nil || back != many {
		t.Errorf("not known again: %v", err)
	}
	if text := CSV(few); strings.Count(text, "\n") != 202 || !strings.Contains(text, "label,pixel1,") {
		t.Errorf("%.200s", text)
	}
	again, err := ReadPictures(Data{Name: "few.csv", Bytes: []byte(CSV(few))}, nil)
	if err != nil || !slices.Equal(again.Album.Pixels, few.Album.Pixels) || !slices.Equal(again.Album.Labels, few.Album.Labels) {
		t.Errorf("what was written is not read again: %v", err)
	}
}

// TestDrawnPicturesJoin the reader's own, or the first 200 of what is shown; with a class that
// they have, or one of its own, and counted.
func TestDrawnPicturesJoin(t *testing.T) {
	c := param.Config{Scene: "digits", ClassSet: "17"}.WithDefaults()
	at := target.New(c, nil, nil).Pictures
	ink := make([]byte, 24*24)
	for r := 6; r < 18; r++ {
		for x := 9; x < 15; x++ {
			ink[r*24+x] = 255
		}
	}
	first, err := Add(Drawn{Name: "drawing", Side: 24, Ink: ink, Label: "7"}, nil, at, c.Classes())
	if err != nil {
		t.Fatal(err)
	}
	a := first.Album
	if a.N() != 201 || a.Side != 8 || first.Classes != "17" || a.Labels[200] != 1 || !first.Sound() || !has(first.Facts.Notes, "begins with 200") || !has(first.Facts.Notes, "1 picture was drawn here") ||
		!strings.Contains(first.Facts.Summary.EN, "drawing: 201 pictures of 8 × 8") {
		t.Errorf("%d of side %d, %q, %+v", a.N(), a.Side, first.Classes, first.Facts)
	}
	// Rows 6 to 17 of 24 are rows 2 to 5 of 8, columns 9 to 14 columns 3 and 4.
	for k, v := range a.Pixels[200*64:] {
		want := uint8(0)
		if r, x := k/8, k%8; r >= 2 && r < 6 && x >= 3 && x < 5 {
			want = 255
		}
		if v != want {
			t.Errorf("pixel %d is %d, want %d", k, v, want)
		}
	}
	second, err := Add(Drawn{Side: 24, Ink: ink, Label: "3"}, first, at, "")
	if err != nil || second.Classes != "137" || second.Album.N() != 202 || second.Album.Labels[201] != 1 || second.Album.Labels[200] != 2 || !has(second.Facts.Notes, "2 pictures were drawn") || len(second.Facts.Notes) != 2 {
		t.Errorf("%v, %v", second.Facts.Notes, err)
	}
	if first.Classes != "17" || len(first.Album.Labels) != 201 || first.Album.Labels[200] != 1 {
		t.Error("the pictures before have changed")
	}
	file, err := ReadPictures(Data{Name: "t", Bytes: idx(pattern(40, 12, 12), 40, 12, 12)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := Add(Drawn{Side: 24, Ink: ink}, file, at, ""); err != nil || p.Album.N() != 41 || p.Album.Labels != nil || p.Name != "t" || p.Facts.Rows != 41 {
		t.Errorf("joined to a file: %v", err)
	}
	letters := param.Config{Scene: "digits", Pictures: "letters"}.WithDefaults()
	if p, err := Add(Drawn{Name: "d", Side: 24, Ink: ink, Label: "7"}, nil, target.New(letters, nil, nil).Pictures, letters.Classes()); err != nil || p.Album.Labels != nil {
		t.Errorf("joined to letters: %v", err)
	}
	for says, d := range map[string]Drawn{"empty": {Side: 24, Ink: make([]byte, 24*24), Label: "1"}, "empty drawing": {Side: 24, Ink: ink[:9], Label: "1"}, "label": {Side: 24, Ink: ink, Label: "x"}} {
		if _, err := Add(d, nil, at, c.Classes()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}
