package table

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"
)

// npy writes an array as numpy.save does, in format version.
func npy(version byte, descr string, fortran bool, shape string, items []byte) string {
	order := "False"
	if fortran {
		order = "True"
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': %s, 'shape': %s, }", descr, order, shape)
	prefix := 10
	if version > 1 {
		prefix = 12
	}
	for (prefix+len(header)+1)%64 != 0 {
		header += " "
	}
	header += "\n"
	out := append([]byte(npyMagic), version, 0)
	if version == 1 {
		out = binary.LittleEndian.AppendUint16(out, uint16(len(header)))
	} else {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(header)))
	}
	return string(append(append(out, header...), items...))
}

// item writes v as one of NumPy's types.
func item(descr string, v float64) []byte {
	var order binary.AppendByteOrder = binary.LittleEndian
	if descr[0] == '>' {
		order = binary.BigEndian
	}
	switch descr[1:] {
	case "f2":
		return order.AppendUint16(nil, toHalf(v))
	case "f4":
		return order.AppendUint32(nil, math.Float32bits(float32(v)))
	case "f8":
		return order.AppendUint64(nil, math.Float64bits(v))
	case "i1", "u1", "b1":
		return []byte{byte(int64(v))}
	case "i2", "u2":
		return order.AppendUint16(nil, uint16(int64(v)))
	case "i4", "u4":
		return order.AppendUint32(nil, uint32(int64(v)))
	}
	return order.AppendUint64(nil, uint64(int64(v)))
}

// toHalf writes small whole numbers and halves.
func toHalf(v float64) uint16 {
	if v == 0 {
		return 0
	}
	sign := uint16(0)
	if v < 0 {
		sign, v = 1<<15, -v
	}
	m, e := math.Frexp(v)
	return sign | uint16(e+14)<<10 | uint16(m*2048)&1023
}

// TestNPYTypes: every type, byte order, memory order and version gives the
// same points.
func TestNPYTypes(t *testing.T) {
	want := xy(1, 2, 3, 100, 0, 7)
	for _, descr := range []string{"<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "|u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8"} {
		for _, signed := range []bool{false, true} {
			want := want
			if signed {
				if !strings.ContainsAny(descr, "fi") {
					continue
				}
				want = xy(-1, 2, 3, -100, 0, -7)
			}
			for version := byte(1); version <= 3; version++ {
				var c, f []byte
				for _, q := range want {
					c = append(append(c, item(descr, q[0])...), item(descr, q[1])...)
				}
				for j := range 2 {
					for _, q := range want {
						f = append(f, item(descr, q[j])...)
					}
				}
				for name, data := range map[string]string{
					"C":                 npy(version, descr, false, "(3, 2)", c),
					"Fortran":           npy(version, descr, true, "(3, 2)", f),
					"(2, n)":            npy(version, descr, false, "(2, 3)", f),
					"(2, n) in Fortran": npy(version, descr, true, "(2, 3)", c),
				} {
					p, err := open(data, "a.npy", Choice{})
					if err != nil || len(p.XY) != 3 || !begins(p.XY, want) {
						t.Errorf("%s, version %d, %s: %v %v", descr, version, name, p, err)
						continue
					}
					if said := strings.Contains(notes(&p.Report), "(2, 3)"); said != strings.HasPrefix(name, "(2") {
						t.Errorf("%s: the notes are %q", name, notes(&p.Report))
					}
				}
			}
		}
	}
}

func TestHalf(t *testing.T) {
	for h, want := range map[uint16]float64{0x0001: math.Ldexp(1, -24), 0x03ff: math.Ldexp(1023, -24), 0x0400: math.Ldexp(1, -14), 0x3c00: 1, 0xc000: -2, 0x7bff: 65504, 0x3555: 0.333251953125} {
		if got := half(h); got != want {
			t.Errorf("%#x: %v, want %v", h, got, want)
		}
	}
	if !math.IsInf(half(0xfc00), -1) || !math.IsNaN(half(0x7e00)) {
		t.Error("infinity and NaN")
	}
}

func TestNPYColumnsAndGaps(t *testing.T) {
	var items []byte
	for _, v := range []float64{0, 1.5, 2, 1, math.NaN(), 3, 2, 4.5, 5} {
		items = append(items, item("<f8", v)...)
	}
	p, err := open(npy(1, "<f8", false, "(3, 3)", items), "a.npy", Choice{})
	if err != nil || p.Report.X != "column 2" || p.Report.Y != "column 3" || !begins(p.XY, xy(1.5, 2, 4.5, 5)) || !strings.Contains(notes(&p.Report), "1 of 3 rows has no number") {
		t.Errorf("%v %v", p, err)
	}
}

func TestNPYRefuses(t *testing.T) {
	eight := make([]byte, 64)
	for _, c := range []struct{ data, says string }{
		{npy(1, "<f8", false, "(4,)", eight), "shape (4,)"},
		{npy(1, "<f8", false, "(2, 2, 2)", eight), "shape (2, 2, 2)"},
		{npy(1, "<f8", false, "(8, 1)", eight), "shape (8, 1)"},
		{npy(1, "<f8", false, "(0, 2)", nil), "shape (0, 2)"},
		{npy(1, "<c16", false, "(2, 2)", eight), "type <c16"},
		{npy(1, "<f16", false, "(2, 2)", eight), "type <f16"},
		{npy(1, "|O", false, "(2, 2)", eight), "type |O"},
		{npy(1, "<f8", false, "(9, 2)", eight), "cut off"},
		{npy(1, "<f8", false, "(4611686018427387904, 4)", eight), "cut off"},
		{npy(1, "<f8", false, "(-1, 2)", eight), "broken header"},
		{npy(9, "<f8", false, "(4, 2)", eight), "unknown version"},
		{npyMagic, "unknown version"},
		{npyMagic + "\x01\x00\xff\xff{'descr'", "unknown version"},
		{strings.Replace(npy(1, "<f8", false, "(4, 2)", eight), "'<f8'", "[('x', '<f8')]", 1), "numpy.column_stack"},
	} {
		_, err := open(c.data, "a.npy", Choice{})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v", c.says, err)
		}
	}
}
