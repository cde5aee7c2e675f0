package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// idx writes items of a type in MNIST's format.
func idx(typ byte, shape []int, values ...float64) string {
	out := []byte{0, 0, typ, byte(len(shape))}
	for _, n := range shape {
		out = binary.BigEndian.AppendUint32(out, uint32(n))
	}
	for _, v := range values {
		out = append(out, item(">"+idxTypes[typ], v)...)
	}
	return string(out)
}

// rows is n rows of d numbers, in column at of which the label 0 … 9 of the row stands.
func rows(n, d, at int, separator, header string) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range n {
		for k := range d {
			if k > 0 {
				b.WriteString(separator)
			}
			v := (i*7 + k*k) % 17
			switch {
			case k == at:
				v = i % 10
			case k == 0:
				v = 0 // a corner that never has ink
			}
			fmt.Fprint(&b, v)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestReadPictures(t *testing.T) {
	counted := []float64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	f8 := func(values []float64) (b []byte) {
		for _, v := range values {
			b = append(b, item("<f8", v)...)
		}
		return b
	}
	header := "label," + strings.Join(strings.Split(strings.Repeat("pixel,", 64), ",")[:64], ",") + "\n"
	for i := range 64 {
		header = strings.Replace(header, "pixel,", fmt.Sprintf("pixel%d,", i), 1)
	}
	for name, c := range map[string]struct {
		file                  string
		n, height, width      int
		picture, pixel, label int // label −1: none
		want                  float32
	}{
		"idx bytes":         {idx(8, []int{2, 2, 3}, counted...), 2, 2, 3, 1, 4, -1, 10},
		"idx floats":        {idx(13, []int{2, 2, 3}, counted...), 2, 2, 3, 0, 5, -1, 5},
		"idx shorts":        {idx(11, []int{3, 2, 2}, counted...), 3, 2, 2, 2, 3, -1, 11},
		"idx flat":          {idx(8, []int{3, 4}, counted...), 3, 2, 2, 2, 1, -1, 9},
		"npy":               {npy(1, "<f8", false, "(2, 3, 2)", f8(counted)), 2, 3, 2, 1, 0, -1, 6},
		"npy channel":       {npy(1, "<f8", false, "(2, 3, 2, 1)", f8(counted)), 2, 3, 2, 1, 5, -1, 11},
		"npy flat":          {npy(1, "<f8", false, "(3, 4)", f8(counted)), 3, 2, 2, 1, 1, -1, 5},
		"npy columns":       {npy(1, "<f8", true, "(3, 4)", f8(counted)), 3, 2, 2, 1, 2, -1, 7},
		"csv":               {rows(40, 64, -1, ",", ""), 40, 8, 8, 3, 9, -1, (3*7 + 81) % 17},
		"csv, semicolon":    {rows(40, 64, -1, ";", ""), 40, 8, 8, 3, 9, -1, (3*7 + 81) % 17},
		"label last":        {rows(40, 65, 64, ",", ""), 40, 8, 8, 3, 9, 3, (3*7 + 81) % 17},
		"label first":       {rows(40, 65, 0, ",", ""), 40, 8, 8, 13, 8, 3, (13*7 + 81) % 17},
		"npy label first":   {npy(1, "<f8", false, "(3, 5)", f8([]float64{7, 0, 200, 3, 0.5, 1, 5, 6, 9, 8, 7, 1, 2, 255, 4})), 3, 2, 2, 2, 2, 7, 255},
		"npy label last":    {npy(1, "<f8", false, "(3, 5)", f8([]float64{0.5, 0, 200, 3, 4, 1, 5, 6, 9, 4, 7, 1, 2, 255, 0})), 3, 2, 2, 2, 3, 0, 255},
		"npy one row":       {npy(1, "<f8", false, "(3, 4, 1)", f8(counted)), 3, 2, 2, 1, 1, -1, 5},
		"npy channel first": {npy(1, "<f8", false, "(2, 1, 3, 2)", f8(counted)), 2, 3, 2, 1, 5, -1, 11},
		"label named":       {rows(40, 65, 0, ",", header), 40, 8, 8, 13, 8, 3, (13*7 + 81) % 17},
	} {
		p, err := ReadPictures([]byte(c.file), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.N() != c.n || p.Height != c.height || p.Width != c.width {
			t.Errorf("%s: %d pictures of %d × %d", name, p.N(), p.Height, p.Width)
			continue
		}
		if got := p.Pixels[c.picture*c.height*c.width+c.pixel]; got != c.want {
			t.Errorf("%s: pixel %d of picture %d is %g, want %g", name, c.pixel, c.picture, got, c.want)
		}
		if c.label < 0 != (p.Labels == nil) || c.label >= 0 && int(p.Labels[c.picture]) != c.label {
			t.Errorf("%s: labels %v, want %d at %d", name, p.Labels, c.label, c.picture)
		}
	}
}

func TestPicturesThatCannotBeRead(t *testing.T) {
	full := idx(8, []int{2, 2, 3}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	for name, c := range map[string]struct {
		file string
		kind Kind
		says string
	}{
		"idx cut off":       {full[:len(full)-1], BadPictures, "cut off"},
		"idx header":        {full[:9], BadPictures, "cut off"},
		"idx of labels":     {idx(8, []int{3}, 1, 2, 3), BadPictures, "(3,)"},
		"idx flat, oblong":  {idx(8, []int{2, 6}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), BadPictures, "(2, 6)"},
		"idx huge":          {idx(8, []int{1 << 31, 1 << 31, 1 << 31}), BadPictures, "cut off"},
		"idx empty":         {idx(8, []int{0, 4, 4}), BadPictures, "0 pictures"},
		"idx no pixels":     {idx(8, []int{5, 0, 4}), BadPictures, "0 × 4"},
		"idx, not a number": {idx(14, []int{1, 1, 2}, 1, math.NaN()), NotNumber, "row 1, column 2"},
		"npy of colours":    {npy(1, "|u1", false, "(1, 2, 2, 3)", make([]byte, 12)), BadPictures, "(1, 2, 2, 3)"},
		"npy of one":        {npy(1, "|u1", false, "(4,)", make([]byte, 4)), BadPictures, "(4,)"},
		"npy cut off":       {npy(1, "|u1", false, "(3, 2, 2)", make([]byte, 11)), BadPictures, "cut off"},
		"csv of two":        {"x,y\n1,2\n3,4\n", BadPictures, "2 columns"},
		"csv with words":    {"a,b,c,d\n1,2,3,x\n4,5,6,7\n", 0, ""},
		"csv ragged":        {rows(9, 64, -1, ",", "") + "1,2,3\n", BadPictures, "differ in width"},
		"gzip":              {"\x1f\x8b\x08\x00", Unreadable, "gzip"},
		"nothing":           {"", TooFew, ""},
	} {
		_, err := ReadPictures([]byte(c.file), Options{})
		var e *Error
		if !errors.As(err, &e) || c.kind != 0 && e.Kind != c.kind || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "allowed") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPicturesWithLabelsInAFileOfTheirOwn: whichever of the two comes first; as many labels as
// pictures.
func TestPicturesWithLabelsInAFileOfTheirOwn(t *testing.T) {
	pictures := idx(8, []int{3, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	for name, labels := range map[string]string{"idx": idx(8, []int{3}, 7, 0, 2), "npy": npy(1, "|u1", false, "(3,)", []byte{7, 0, 2})} {
		for _, files := range [][2]string{{pictures, labels}, {labels, pictures}} {
			p, err := ReadPictures([]byte(files[0]), Options{Labels: []byte(files[1])})
			if err != nil || p.N() != 3 || !slices.Equal(p.Labels, []uint8{7, 0, 2}) || p.Pixels[11] != 11 {
				t.Errorf("%s: %+v, %v", name, p, err)
			}
		}
	}
	for says, labels := range map[string]string{
		"2 labels for 3 pictures": idx(8, []int{2}, 1, 2),
		"no file of labels":       "1,2\n3,4\n",
		"cut off":                 idx(8, []int{3}, 1, 2, 3)[:10],
		"0 to 255":                idx(9, []int{3}, 1, 2, -3),
	} {
		var e *Error
		if _, err := ReadPictures([]byte(pictures), Options{Labels: []byte(labels)}); !errors.As(err, &e) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// TestManyPicturesAreTakenFromTheWholeFile: of more than are kept some from every part, with
// their labels.
func TestManyPicturesAreTakenFromTheWholeFile(t *testing.T) {
	const n, side = 9000, 32 // 8,192 are kept
	file := []byte(idx(8, []int{n, side, side}))
	pixels := make([]byte, n*side*side)
	labels := make([]byte, n)
	for i := range n {
		labels[i] = byte(i / 1000)
		pixels[i*side*side] = labels[i]
	}
	p, err := ReadPictures(append(file, pixels...), Options{Labels: append([]byte(idx(8, []int{n})), labels...)})
	if err != nil || p.N() != mostPixels/(side*side) || p.Total != n || len(p.Notes) != 1 || !strings.Contains(p.Notes[0].EN, "8,192 of 9,000") {
		t.Fatalf("%d of %d, %v, %v", p.N(), p.Total, p.Notes, err)
	}
	var count [9]int
	for i, l := range p.Labels {
		if p.Pixels[i*side*side] != float32(l) {
			t.Fatalf("picture %d has the label of another", i)
		}
		count[l]++
	}
	if slices.Min(count[:]) < 900 {
		t.Errorf("%v", count)
	}
}

func TestReadLabels(t *testing.T) {
	labels, err := ReadLabels([]byte(idx(8, []int{4}, 7, 0, 255, 3)))
	if err != nil || !slices.Equal(labels, []uint8{7, 0, 255, 3}) {
		t.Errorf("%v, %v", labels, err)
	}
	for _, file := range []string{"", "1\n2\n", idx(8, []int{2, 2}, 1, 2, 3, 4), idx(8, []int{4}, 1, 2, 3), idx(9, []int{1}, -1), idx(13, []int{1}, 0.5), "\x1f\x8b\x08"} {
		var e *Error
		if _, err := ReadLabels([]byte(file)); !errors.As(err, &e) {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// TestScale: what usual files have is guessed, with paper at the border.
func TestScale(t *testing.T) {
	// One picture of 3 × 3 pixels whose border is all of one value, but for another at a
	// corner.
	picture := func(border, corner, middle float32) *Pictures {
		return &Pictures{Height: 3, Width: 3, Pixels: []float32{corner, border, border, border, middle, border, border, border, border}}
	}
	for _, c := range []struct {
		p    *Pictures
		want Scale
		grey []uint8 // of corner, border and middle
	}{
		{picture(0, 3, 16), Scale{0, 16}, []uint8{48, 0, 255}},
		{picture(0, 3, 12), Scale{0, 16}, []uint8{48, 0, 191}},
		{picture(0, 0, 1), Scale{0, 1}, []uint8{0, 0, 255}},
		{picture(1, 0.25, 0), Scale{1, 0}, []uint8{191, 0, 255}},
		{picture(0, 0, 255), Scale{0, 255}, []uint8{0, 0, 255}},
		{picture(255, 250, 10), Scale{255, 0}, []uint8{5, 0, 245}},
		{picture(-1, 0, 1), Scale{-1, 1}, []uint8{128, 0, 255}},
		{picture(-0.4, 2.5, 2.8), Scale{-0.4, 2.8}, []uint8{231, 0, 255}},
		{picture(0, 65535, 500), Scale{0, 65535}, []uint8{255, 0, 2}},
	} {
		got, err := c.p.Scale()
		if err != nil || got != c.want {
			t.Errorf("%v: %v, %v; want %v", c.p.Pixels, got, err, c.want)
			continue
		}
		if grey := c.p.Grey(got); grey[0] != c.grey[0] || grey[1] != c.grey[1] || grey[4] != c.grey[2] {
			t.Errorf("%v: %v, want %v", c.p.Pixels, grey, c.grey)
		}
		if turned := c.p.Grey(got.Turned()); turned[1] != 255 {
			t.Errorf("%v turned: %v", c.p.Pixels, turned)
		}
		if n := got.Note(); !strings.Contains(n.EN, number(float64(got.Ink))+" is ink") {
			t.Errorf("%q", n.EN)
		}
	}
	var e *Error
	if _, err := picture(7, 7, 7).Scale(); !errors.As(err, &e) || !strings.Contains(err.Error(), "one grey") || !strings.Contains(err.Error(), "7") {
		t.Errorf("one grey: %v", err)
	}
}

// TestDamagedPicturesAreRefused: with any one byte changed, or cut off anywhere, a file is
// read or refused with a sentence, and takes no more memory than it has bytes for.
func TestDamagedPicturesAreRefused(t *testing.T) {
	for name, file := range map[string]string{
		"idx": idx(8, []int{2, 2, 3}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
		"npy": npy(1, "|u1", false, "(3, 2, 2)", make([]byte, 12)),
	} {
		try := func(data []byte) {
			p, err := ReadPictures(data, Options{})
			var e *Error
			if err != nil && !errors.As(err, &e) {
				t.Fatalf("%s: %v", name, err)
			}
			if err == nil && (p.N() < 1 || len(p.Pixels) > len(data)) {
				t.Fatalf("%s: %d pictures of %d × %d from %d bytes", name, p.N(), p.Height, p.Width, len(data))
			}
			ReadLabels(data)
		}
		for at := range len(file) {
			try([]byte(file[:at]))
			for _, flip := range []byte{1, 4, 0x80, 0xff} {
				data := []byte(file)
				data[at] ^= flip
				try(data)
			}
		}
	}
}
