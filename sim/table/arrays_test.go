package table

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// floats writes numbers as one of NumPy's types.
func floats(descr string, v ...float64) []byte {
	var b []byte
	for _, v := range v {
		b = append(b, item(descr, v)...)
	}
	return b
}

// zipped is an archive of files, by name and contents in turn, packed by this method.
func zipped(t testing.TB, method uint16, files ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: files[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, files[i+1])
	}
	w.Close()
	return b.String()
}

// stored is the same as Python's zipfile has it where it can go back in its file: lengths before the contents,
// with zip64 as numpy.savez asks for it, and in the directory where big is set.
func stored(big bool, name, contents, comment string) string {
	le := binary.LittleEndian
	crc, n := crc32.ChecksumIEEE([]byte(contents)), uint32(len(contents))
	head := func(b []byte, length uint32) []byte { // from the version on
		b = le.AppendUint16(b, 45)
		b = append(b, make([]byte, 8)...) // flags, method, time
		b = le.AppendUint32(b, crc)
		b = le.AppendUint32(le.AppendUint32(b, length), length)
		return le.AppendUint16(b, uint16(len(name)))
	}
	sizes := le.AppendUint64(le.AppendUint64([]byte{1, 0, 16, 0}, uint64(n)), uint64(n))
	b := head([]byte("PK\x03\x04"), 1<<32-1)
	b = append(append(append(le.AppendUint16(b, 20), name...), sizes...), contents...)
	at := uint32(len(b))
	if big {
		n = 1<<32 - 1
	} else {
		sizes = nil
	}
	b = head(append(b, "PK\x01\x02\x2d\x00"...), n)
	b = append(le.AppendUint16(b, uint16(len(sizes))), make([]byte, 14)...)
	b = append(append(b, name...), sizes...)
	size := uint32(len(b)) - at
	if big {
		end := uint64(len(b))
		b = append(append(b, "PK\x06\x06"...), make([]byte, 28)...)
		b = le.AppendUint64(le.AppendUint64(le.AppendUint64(b, 1), uint64(size)), uint64(at))
		b = append(le.AppendUint64(append(b, "PK\x06\x07\x00\x00\x00\x00"...), end), 1, 0, 0, 0)
		at, size = 1<<32-1, 1<<32-1
	}
	b = append(append(b, "PK\x05\x06"...), 0, 0, 0, 0, 1, 0, 1, 0)
	b = le.AppendUint16(le.AppendUint32(le.AppendUint32(b, size), at), uint16(len(comment)))
	return string(b) + comment
}

// tensors is a file of safetensors: names, types, shapes and bytes.
func tensors(parts ...any) string {
	header, body := "", ""
	for i := 0; i < len(parts); i += 4 {
		data := string(parts[i+3].([]byte))
		header += fmt.Sprintf(`,%q:{"dtype":%q,"shape":%s,"data_offsets":[%d,%d]}`, parts[i], parts[i+1], parts[i+2], len(body), len(body)+len(data))
		body += data
	}
	header = `{"__metadata__":{"format":"pt"}` + header + "}"
	return string(binary.LittleEndian.AppendUint64(nil, uint64(len(header)))) + header + body
}

// bfloat are the upper halves of float32.
func bfloat(v ...float64) (b []byte) {
	for _, v := range v {
		b = binary.LittleEndian.AppendUint16(b, uint16(math.Float32bits(float32(v))>>16))
	}
	return b
}

// TestArraysWithNames: what numpy.savez, safetensors and records hold is read by the names of
// its arrays and fields, and what is left out is said.
func TestArraysWithNames(t *testing.T) {
	three := floats("<f8", 1, 2, 3, 4.5, 5, 9)
	points := npy(1, "<f8", false, "(3, 2)", three)
	x, y := npy(1, "<f4", false, "(3,)", floats("<f4", 1, 3, 5)), npy(2, ">f8", false, "(3, 1)", floats(">f8", 2, 4.5, 9))
	record := func(version byte, fields string, items ...[]byte) string {
		header := "{'descr': " + fields + ", 'fortran_order': False, 'shape': (3,), }"
		b := append([]byte(npyMagic), version, 0)
		if version == 1 {
			b = binary.LittleEndian.AppendUint16(b, uint16(len(header)))
		} else {
			b = binary.LittleEndian.AppendUint32(b, uint32(len(header)))
		}
		return string(append(append(b, header...), bytes.Join(items, nil)...))
	}
	cases := []strangeFile{
		{"npz: one array, stored", zipped(t, zip.Store, "arr_0.npy", points), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: one array, deflated", zipped(t, zip.Deflate, "arr_0.npy", points), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: as NumPy writes it", stored(false, "arr_0.npy", points, ""), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: zip64", stored(true, "arr_0.npy", points, ""), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: a comment that looks like an end", stored(false, "arr_0.npy", points, "PK\x05\x06 no end, but long enough for one"), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: behind other bytes", "PK\x03\x04 of another" + zipped(t, zip.Deflate, "arr_0.npy", points), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: columns by name, of other types, as a column", zipped(t, zip.Deflate, "x.npy", x, "y.npy", y), "x", "y", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: a name with a mark", zipped(t, zip.Deflate, "y.npy", y, "\ufeffx.npy", x), "x", "y", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: longitude and latitude", zipped(t, zip.Deflate, "lat.npy", y, "lon.npy", x), "lon", "lat", 3, xy(1, 2, 3, 4.5, 5, 9), "as on a map"},
		{"npz: weights beside points", zipped(t, zip.Deflate, "points.npy", points, "weights.npy", npy(1, "<i4", false, "(3,)", floats("<i4", 1, 2, 1))), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npz: labels called y are no coordinate", zipped(t, zip.Deflate, "X.npy", points, "y.npy", npy(1, "<i8", false, "(3,)", floats("<i8", 0, 1, 0))), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), "2 arrays: “X” was taken, and 1 other was left out"},
		{"npz: training and test", zipped(t, zip.Deflate, "X_test.npy", npy(1, "<f8", false, "(2, 2)", three[:32]), "X_train.npy", points), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), "“X_train” was taken"},
		{"npz: another length", zipped(t, zip.Deflate, "x.npy", x, "y.npy", y, "z.npy", npy(1, "<f8", false, "(4,)", three[:32])), "x", "y", 3, xy(1, 2, 3, 4.5, 5, 9), "3 arrays: 1 other was left out"},
		{"npz: what is no number beside points", zipped(t, zip.Deflate, "points.npy", points, "names.npy", npy(1, "|O", false, "(3,)", []byte("\x80\x04]q\x00.")), "images.npy", npy(1, "|u1", false, "(1, 2, 2)", make([]byte, 4))), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), "2 others were left out"},
		{"npz: times", zipped(t, zip.Deflate, "t.npy", npy(1, "<M8[h]", false, "(3,)", floats("<i8", 24, 36, 48)), "v.npy", y), "t", "v", 3, xy(1, 2, 1.5, 4.5, 2, 9), "“t” holds dates"},
		{"npz: arrays of different widths", zipped(t, zip.Deflate, "w0.npy", points, "w1.npy", npy(1, "<f8", false, "(1, 2)", three[:16]), "w2.npy", npy(1, "<f8", false, "(3, 3)", make([]byte, 72))), "", "", 0, nil, "different widths"},
		{"npz: objects alone", zipped(t, zip.Deflate, "a.npy", npy(1, "|O", false, "(3,)", []byte("\x80\x04"))), "", "", 0, nil, "of type |O"},
		{"npz: numbers alone", zipped(t, zip.Deflate, "a.npy", npy(1, "<f8", false, "()", three[:8]), "b.npy", npy(1, "<f8", false, "()", three[:8])), "", "", 0, nil, "without two columns of numbers: a (), b ()"},
		{"npz: cut off", zipped(t, zip.Deflate, "x.npy", x, "y.npy", y)[:300], "", "", 0, nil, "(.npz) that is cut off"},
		{"npz: a bit is another", strings.Replace(stored(false, "a.npy", points, ""), string(three[:24]), string(three[:23])+"\x01", 1), "", "", 0, nil, "“a.npy” is damaged"},
		{"zip: a table", zipped(t, zip.Deflate, "data/a.csv", "x,y\n1,2\n3,4\n5,9\n", "__MACOSX/data/._a.csv", "?"), "x", "y", 3, xy(1, 2, 3, 4, 5, 9), "The archive holds “data/a.csv”"},
		{"zip: two", zipped(t, zip.Deflate, "a.csv", "1,2\n", "b.csv", "1,2\n"), "", "", 0, nil, "a zip archive of 2 files"},
		{"zip: none", zipped(t, zip.Deflate), "", "", 0, nil, "nothing in it"},

		{"safetensors: float32", tensors("points", "F32", "[3,2]", floats("<f4", 1, 2, 3, 4.5, 5, 9)), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"safetensors: bfloat16", tensors("points", "BF16", "[3,2]", bfloat(1, 2, 3, -4.5, 5, 9)), "column 1", "column 2", 3, xy(1, 2, 3, -4.5, 5, 9), ""},
		{"safetensors: float16, with a length of 1", tensors("p", "F16", "[3,1,2]", floats("<f2", 1, 2, 3, 4.5, 5, 9)), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"safetensors: columns", tensors("y", "F64", "[3]", floats("<f8", 2, 4.5, 9), "x", "I16", "[3]", floats("<i2", 1, 3, 5)), "x", "y", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"safetensors: a network", tensors("w0", "F32", "[2,2]", floats("<f4", 1, 2, 3, 4), "w1", "F32", "[1,3]", floats("<f4", 1, 2, 3), "w2", "F32", "[2,3]", floats("<f4", 1, 2, 3, 4, 5, 6)), "column 1", "column 2", 3, xy(1, 4, 2, 5, 3, 6), "“w2” was taken, and 2 others were left out"},
		{"safetensors: a network of layers", tensors("w0", "F32", "[3,3]", floats("<f4", 1, 2, 3, 4, 1, 2, 3, 4, 5), "w1", "F32", "[3,2]", floats("<f4", 1, 2, 3, 4, 5, 6)), "", "", 0, nil, "different widths: w0 (3, 3), w1 (3, 2)"},
		{"safetensors: eight bits", tensors("p", "F8_E4M3", "[2,2]", []byte{1, 2, 3, 4}), "", "", 0, nil, "a tensor of type F8_E4M3"},
		{"safetensors: a number", tensors("p", "F32", "[]", floats("<f4", 1)), "", "", 0, nil, "a tensor of shape ()"},
		{"safetensors: cut off", tensors("p", "F64", "[3,2]", three)[:140], "", "", 0, nil, "cut off or damaged"},

		{"records: of several types", record(1, "[('id', '<i4'), ('y', '>f8'), ('x', '<f2'), ('s', '<U1')]", floats("<i4", 1), floats(">f8", 2), floats("<f2", 1), []byte("a\x00\x00\x00"), floats("<i4", 2), floats(">f8", 4.5), floats("<f2", 3), []byte("b\x00\x00\x00"), floats("<i4", 3), floats(">f8", 9), floats("<f2", 5), []byte("c\x00\x00\x00")), "x", "y", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"records: with room between", record(1, "[('x', 'u1'), ('', '|V3'), ('y', '<f4')]", []byte{1, 7, 7, 7}, floats("<f4", 2), []byte{3, 7, 7, 7}, floats("<f4", 4.5), []byte{5, 7, 7, 7}, floats("<f4", 9)), "x", "y", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"records: several numbers a field", record(1, "[('n', 'u1'), ('pos', '<f8', (2,))]", []byte{9}, three[:16], []byte{9}, three[16:32], []byte{9}, three[32:]), "pos 1", "pos 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"records: in records, with a title", record(3, "[(('of a ball', 'ball'), [('x', '<f8'), ('y', '<f8')])]", three), "ball.x", "ball.y", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"records: names in Latin-1", record(1, "[('gr\xf6\xdfe', '<f8'), ('l\xe4nge', '<f8')]", three), "größe", "länge", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"records: names in UTF-8", record(3, "[('größe', '<f8'), ('länge', '<f8')]", three), "größe", "länge", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"records: a complex number", record(1, "[('z', '<c16')]", three), "z re", "z im", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"records: objects", record(1, "[('x', '<f8'), ('s', '|O')]", three), "", "", 0, nil, "without two fields of numbers"},
		{"records: cut off", record(1, "[('x', '<f8'), ('y', '<f8')]", three[:40]), "", "", 0, nil, "cut off"},

		{"npy: lengths of 1", npy(1, "<f8", false, "(3, 1, 2)", three), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npy: complex numbers as a column", npy(1, "<c16", false, "(3, 1)", three), "column 1", "column 2", 3, xy(1, 2, 3, 4.5, 5, 9), ""},
		{"npy: days", npy(1, "<M8[D]", false, "(3, 2)", floats("<i8", 1, 2, 3, 4, 5, 9)), "column 1", "column 2", 3, xy(1, 2, 3, 4, 5, 9), "holds dates"},
		{"npy: nothing in it is not cut off", npy(1, "<f8", false, "(0, 2)", nil), "", "", 0, nil, "of shape (0, 2)"},
	}
	for _, c := range cases {
		p, err := open(c.text, "", Choice{})
		if c.x == "" || err != nil {
			if e, ok := err.(*Error); !ok || c.x != "" || !strings.Contains(e.Error(), c.says) || e.Range() == "" {
				t.Errorf("%s: %v, %v", c.kind, p, err)
			}
			continue
		}
		if r := &p.Report; r.X != c.x || r.Y != c.y || r.Rows != c.rows || len(p.XY) != len(c.xy) || !begins(p.XY, c.xy) || !strings.Contains(notes(r), c.says) {
			t.Errorf("%s: got %s and the points %v, want %s, %s and %v\n%s", c.kind, taken(r), p.XY, c.x, c.y, c.xy, notes(r))
		}
	}
	if p, err := open(cases[9].text, "", Choice{}); err != nil || p.Report.Weight != "weights" {
		t.Errorf("weights beside points: %v, %v", p, err)
	}

	// Of a file with bits that are others, whole numbers are read or there is a sentence; nothing panics.
	r := rand.New(rand.NewPCG(3, 4))
	for range 8_000 {
		mutant := []byte(cases[r.IntN(len(cases))].text)
		for range 1 + r.IntN(3) {
			mutant[r.IntN(len(mutant))] = byte(r.Uint32())
		}
		mutant = mutant[:len(mutant)-r.IntN(2)*r.IntN(len(mutant))]
		if p, err := open(string(mutant), "", Choice{}); err == nil && len(p.XY) < 2 {
			t.Fatalf("%q: %v", mutant, p)
		}
		if _, err := ReadPictures(mutant, Options{}); err == nil && len(mutant) == 0 {
			t.Fatal("pictures of nothing")
		}
	}
}

// TestPicturesOfAnArchive: of Keras' mnist.npz the larger set is taken, with its labels.
func TestPicturesOfAnArchive(t *testing.T) {
	pixels := make([]byte, 20*8*8)
	labels := make([]byte, 20)
	for i := range pixels {
		pixels[i] = byte(i * i % 251)
	}
	for i := range labels {
		labels[i] = byte(i % 10)
	}
	data := zipped(t, zip.Deflate, "x_test.npy", npy(1, "|u1", false, "(4, 8, 8)", pixels[:256]), "x_train.npy", npy(1, "|u1", false, "(20, 8, 8)", pixels),
		"y_train.npy", npy(1, "|u1", false, "(20,)", labels), "y_test.npy", npy(1, "|u1", false, "(4,)", labels[:4]))
	p, err := ReadPictures([]byte(data), Options{})
	if err != nil || p.N() != 20 || p.Height != 8 || p.Width != 8 || !bytes.Equal(p.Labels, labels) || p.Pixels[700] != float32(pixels[700]) {
		t.Fatalf("%v, %v", p, err)
	}
	if said := fmt.Sprint(p.Notes); !strings.Contains(said, "“x_train”, their labels “y_train”") {
		t.Error(said)
	}
}
