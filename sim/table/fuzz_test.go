package table

import (
	"errors"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/mutant"
	"github.com/scorefield/scorefield/sim/internal/tables"
)

// held checks what is promised of every file: an *Error with its sentences, or
// points that are finite, weights that are positive, and counts that add up.
func held(t *testing.T, data []byte) {
	tb, err := Read(data, Options{Name: "f"})
	if err != nil {
		refusedWell(t, err)
		return
	}
	for _, o := range tb.Others {
		if _, err := Read(data, Options{Reading: o.Key}); err != nil {
			t.Fatalf("the other reading %q: %v", o.Key, err)
		}
	}
	names := map[string]bool{}
	for j := range tb.Columns {
		c := &tb.Columns[j]
		if c.Numeric() && len(c.Values) != tb.complete || names[c.Name] && c.Numeric() {
			t.Fatalf("column %q: %d values of %d rows", c.Name, len(c.Values), tb.complete)
		}
		names[c.Name] = true
	}
	p, err := tb.Choose(Choice{})
	if err != nil {
		refusedWell(t, err)
		return
	}
	r := &p.Report
	if r.Used != len(p.XY) || r.Used+r.Left != r.Rows || r.Used < 2 || p.W != nil && len(p.W) != r.Used || r.Left < r.Zero {
		t.Fatalf("%+v of %d points", r, len(p.XY))
	}
	for i, q := range p.XY {
		if !usable(q[0]) || !usable(q[1]) || p.W != nil && !(p.W[i] > 0) {
			t.Fatalf("point %d: %v", i, q)
		}
	}
	if r.X == "" || r.Y == "" {
		t.Fatalf("columns without names: %s", taken(r))
	}
	for _, n := range r.Notes {
		if n.EN == "" || n.ZH == "" || strings.ContainsAny(n.EN, "\n\x00") {
			t.Fatalf("note %q, %q", n.EN, n.ZH)
		}
	}
	if _, err := tb.Choose(Choice{X: r.X, Y: r.Y, Weight: r.Weight}); err != nil && r.Weight != NoWeight {
		t.Fatalf("the same by name: %v", err)
	}
}

func refusedWell(t *testing.T, err error) {
	var e *Error
	if !errors.As(err, &e) || e.Range() == "" || len(e.Value) > 60 || len(e.Error()) > 1000 || !endEN.MatchString(e.Sentence().EN) || !endZH.MatchString(e.Sentence().ZH) {
		t.Fatalf("%#v", err)
	}
}

func FuzzTable(f *testing.F) {
	for _, data := range tableSeeds() {
		f.Add(data)
	}
	f.Fuzz(held)
}

// TestMutantsOfTables is FuzzTable, many times in little time.
func TestMutantsOfTables(t *testing.T) {
	mutant.Each(t, 2, tableSeeds(), func(b []byte) { held(t, b) })
}

func tableSeeds() (list [][]byte) {
	for _, c := range shapes {
		list = append(list, []byte(c.text))
	}
	for _, c := range world {
		if len(c.text) < 2000 {
			list = append(list, []byte(c.text))
		}
	}
	for seed := range uint64(40) {
		if data := tables.Random(seed).File; len(data) < 400 {
			list = append(list, data)
		}
	}
	return list
}

// FuzzJSON: what is taken for JSON is read the same when it is written anew.
func FuzzJSON(f *testing.F) {
	for _, text := range jsonSeeds() {
		f.Add(text)
	}
	f.Fuzz(jsonHolds)
}

// TestMutantsOfJSON is FuzzJSON, many times in little time.
func TestMutantsOfJSON(t *testing.T) {
	mutant.Each(t, 1, mutant.Seeds(jsonSeeds()), func(b []byte) { jsonHolds(t, string(b)) })
}

func jsonSeeds() (list []string) {
	for _, c := range shapes {
		if c.text != "" && strings.ContainsAny(c.text[:1], "[{") {
			list = append(list, c.text)
		}
	}
	return append(list, `{"a\u00e9\ud83d\ude00\n":[1e3,-0.5,null,true,{"b":[]}]}`, strings.Repeat("[", 100))
}

func jsonHolds(t *testing.T, text string) {
	v, why := parseJSON(text, &Options{})
	if why != nil {
		refusedWell(t, why)
		return
	}
	again, why := parseJSON(printed(v), &Options{})
	if why != nil || printed(again) != printed(v) {
		t.Fatalf("%q: %s, again %s, %v", text, printed(v), printed(again), why)
	}
	held(t, []byte(text))
}

// printed writes a value as JSON.
func printed(v value) string {
	switch v.kind {
	case jsonBool:
		return "true"
	case jsonNumber:
		if !usable(v.num) {
			return "1e999"
		}
		return number(v.num)
	case jsonString:
		return quotedJSON(v.str)
	case jsonArray, jsonObject:
		var parts []string
		for i := range v.length() {
			s := printed(v.at(i))
			if v.kind == jsonObject {
				s = quotedJSON(v.keys[i]) + ":" + s
			}
			parts = append(parts, s)
		}
		if v.kind == jsonObject {
			return "{" + strings.Join(parts, ",") + "}"
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return "null"
}

func quotedJSON(s string) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '"' || c == '\\':
			b.WriteString(`\u00` + string(hex[c>>4]) + string(hex[c&15]))
		default:
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

func FuzzNPY(f *testing.F) {
	for _, data := range arrays() {
		f.Add(data)
	}
	f.Fuzz(held)
}

// TestMutantsOfNPY is FuzzNPY, many times in little time.
func TestMutantsOfNPY(t *testing.T) {
	mutant.Each(t, 1, arrays(), func(b []byte) { held(t, b) })
}

func arrays() (list [][]byte) {
	items := make([]byte, 96)
	for i := range items {
		items[i] = byte(i * 37)
	}
	for version := byte(1); version <= 3; version++ {
		for _, descr := range []string{"<f2", ">f4", "<f8", "|i1", "<u4", ">i8"} {
			list = append(list, []byte(npy(version, descr, version == 2, "(4, 3)", items)), []byte(npy(version, descr, version == 1, "(2, 6)", items)))
		}
	}
	return list
}

func FuzzPictures(f *testing.F) {
	for _, data := range pictureFiles() {
		f.Add(data)
	}
	f.Fuzz(picturesHold)
}

// TestMutantsOfPictures is FuzzPictures, many times in little time.
func TestMutantsOfPictures(t *testing.T) {
	mutant.Each(t, 4, pictureFiles(), func(b []byte) { picturesHold(t, b) })
}

func pictureFiles() (list [][]byte) {
	items := make([]byte, 160)
	for i := range items {
		items[i] = byte(i * 37)
	}
	for _, shape := range []string{"(4, 3, 3)", "(9, 4)", "(4, 10)", "(7,)", "(2, 2, 5, 1)"} {
		list = append(list, []byte(npy(1, "|u1", false, shape, items)), []byte(npy(2, "<f2", len(shape) == 6, shape, items)))
	}
	return append(list, []byte(idx(8, []int{3, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), []byte(idx(8, []int{4}, 1, 2, 3, 4)),
		[]byte(idx(13, []int{2, 4}, 0, 1, 2, 3, 4, 5, 6, 7)), []byte(rows(12, 17, 16, ",", "")), []byte(rows(9, 16, -1, ";", "")))
}

// picturesHold checks what is promised of every file, alone and as the labels of pictures and the
// pictures of labels: an *Error with its sentences, or pictures whose numbers go together.
func picturesHold(t *testing.T, data []byte) {
	pictures, labels := []byte(idx(8, []int{4, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)), []byte(idx(8, []int{4}, 1, 2, 3, 4))
	for _, files := range [][2][]byte{{data, nil}, {pictures, data}, {data, labels}, {data, data}} {
		p, err := ReadPictures(files[0], Options{Labels: files[1]})
		if err != nil {
			refusedWell(t, err)
			continue
		}
		if p.N() < 1 || p.N() > p.Total || len(p.Pixels) != p.N()*p.Height*p.Width || p.Labels != nil && len(p.Labels) != p.N() {
			t.Fatalf("%d of %d pictures of %d × %d, %d labels", p.N(), p.Total, p.Height, p.Width, len(p.Labels))
		}
		scale, err := p.Scale()
		if err != nil {
			refusedWell(t, err)
			continue
		}
		if grey := p.Grey(scale); len(grey) != len(p.Pixels) || scale.Note().ZH == "" {
			t.Fatalf("%+v", scale)
		}
	}
}

// TestMutantsOfSheets: sizes and pixels of every kind are divided or refused.
func TestMutantsOfSheets(t *testing.T) {
	seeds := [][]byte{{24, 16, 0, 200, 3}, {40, 40, 9}, {64, 64, 0, 0, 255, 255}, {30, 120, 1, 2, 3, 4, 5, 6, 7}, {0, 0, 0}}
	mutant.Each(t, 4, seeds, func(b []byte) {
		if len(b) < 3 {
			return
		}
		width, height := int(b[0]), int(b[1])
		grey := make([]uint8, width*height)
		for i := range grey {
			grey[i] = b[2:][i%(len(b)-2)]
		}
		p, err := ReadSheet(grey, width, height, Options{})
		if err != nil {
			refusedWell(t, err)
			return
		}
		for _, o := range p.Others {
			q, err := ReadSheet(grey, width, height, Options{Reading: o.Key})
			if err != nil || q.N() < leastTiles || len(q.Pixels) > len(grey) {
				t.Fatalf("%v: %v", o, err)
			}
		}
	})
}
