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
		"idx bytes":      {idx(8, []int{2, 2, 3}, counted...), 2, 2, 3, 1, 4, -1, 10},
		"idx floats":     {idx(13, []int{2, 2, 3}, counted...), 2, 2, 3, 0, 5, -1, 5},
		"idx shorts":     {idx(11, []int{3, 2, 2}, counted...), 3, 2, 2, 2, 3, -1, 11},
		"idx flat":       {idx(8, []int{3, 4}, counted...), 3, 2, 2, 2, 1, -1, 9},
		"npy":            {npy(1, "<f8", false, "(2, 3, 2)", f8(counted)), 2, 3, 2, 1, 0, -1, 6},
		"npy channel":    {npy(1, "<f8", false, "(2, 3, 2, 1)", f8(counted)), 2, 3, 2, 1, 5, -1, 11},
		"npy flat":       {npy(1, "<f8", false, "(3, 4)", f8(counted)), 3, 2, 2, 1, 1, -1, 5},
		"npy columns":    {npy(1, "<f8", true, "(3, 4)", f8(counted)), 3, 2, 2, 1, 2, -1, 7},
		"csv":            {rows(40, 64, -1, ",", ""), 40, 8, 8, 3, 9, -1, (3*7 + 81) % 17},
		"csv, semicolon": {rows(40, 64, -1, ";", ""), 40, 8, 8, 3, 9, -1, (3*7 + 81) % 17},
		"label last":     {rows(40, 65, 64, ",", ""), 40, 8, 8, 3, 9, 3, (3*7 + 81) % 17},
		"label first":    {rows(40, 65, 0, ",", ""), 40, 8, 8, 13, 8, 3, (13*7 + 81) % 17},
		"label named":    {rows(40, 65, 0, ",", header), 40, 8, 8, 13, 8, 3, (13*7 + 81) % 17},
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

// TestPlanar: the smallest value becomes −1, the largest 1, and the middle 0.
func TestPlanar(t *testing.T) {
	p := &Pictures{Height: 1, Width: 2, Pixels: []float32{0, 16, 8, 4}}
	if got := p.Planar(); !slices.Equal(got, []float32{-1, 0, 1, -0.5}) {
		t.Errorf("%v", got)
	}
	p.Pixels = []float32{3, 3, 3, 3}
	if got := p.Planar(); !slices.Equal(got, []float32{-1, -1, -1, -1}) {
		t.Errorf("one grey: %v", got)
	}
}

// TestResize: means of areas, so that the mean of a picture stays; to its own size it is
// what it was.
func TestResize(t *testing.T) {
	p := &Pictures{Height: 2, Width: 3, Pixels: []float32{0, 6, 12, 18, 24, 30}}
	// Half as wide as three: the first new pixel covers one and a half of a row.
	for _, c := range []struct {
		height, width int
		want          []float32
	}{
		{2, 3, []float32{0, 6, 12, 18, 24, 30}},
		{1, 3, []float32{9, 15, 21}},
		{2, 2, []float32{2, 10, 20, 28}},
		{1, 1, []float32{15}},
		{2, 6, []float32{0, 0, 6, 6, 12, 12, 18, 18, 24, 24, 30, 30}},
	} {
		got := p.Resize(c.height, c.width)
		for k, w := range c.want {
			if math.Abs(float64(got.Pixels[k]-w)) > 1e-5 {
				t.Errorf("%d × %d: %v, want %v", c.height, c.width, got.Pixels, c.want)
				break
			}
		}
		if same := c.height == 2 && c.width == 3; same != (len(got.Notes) == 0) {
			t.Errorf("%d × %d: %v", c.height, c.width, got.Notes)
		}
	}
	big := &Pictures{Height: 28, Width: 28, Pixels: make([]float32, 2*28*28)}
	for i := range big.Pixels {
		big.Pixels[i] = float32((i*i + i/7) % 256)
	}
	mean := func(pixels []float32) (m float64) {
		for _, v := range pixels {
			m += float64(v) / float64(len(pixels))
		}
		return m
	}
	small := big.Resize(8, 8)
	for i := range 2 {
		if a, b := mean(big.Pixels[i*784:(i+1)*784]), mean(small.Pixels[i*64:(i+1)*64]); math.Abs(a-b) > 1e-4 {
			t.Errorf("picture %d: mean %g became %g", i, a, b)
		}
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
