package density

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestReadCSVReads(t *testing.T) {
	xy := func(v ...float64) (p [][2]float64) {
		for i := 0; i < len(v); i += 2 {
			p = append(p, [2]float64{v[i], v[i+1]})
		}
		return p
	}
	two := xy(1.5, -2, 3, 4e2)
	for _, c := range []struct {
		name, text string
		xy         [][2]float64
		w          []float64
	}{
		{"commas", "1.5,-2\n3,4e2\n", two, nil},
		{"no final newline", "1.5,-2\n3,4e2", two, nil},
		{"header", "x,y\n1.5,-2\n3,4e2\n", two, nil},
		{"title", "my points\n1.5,-2\n3,4e2\n", two, nil},
		{"blanks after commas", "x, y\n 1.5, -2\n 3, 4e2 \n", two, nil},
		{"semicolons", "x;y\n1.5;-2\n3;4e2\n", two, nil},
		{"decimal commas, semicolons", "x;y\n1,5;-2\n3,0;400,0\n", two, nil},
		{"decimal commas, tabs", "1,5\t-2\n3\t400,0\n", two, nil},
		{"decimal commas, blanks", "1,5 -2,0\n3,0 400\n", two, nil},
		{"tabs", "x\ty\n1.5\t-2\n3\t4e2\n", two, nil},
		{"blanks", "x y\n  1.5   -2\n3 \t 4e2  \n", two, nil},
		{"byte-order mark", "\ufeffx,y\n1.5,-2\n3,4e2\n", two, nil},
		{"CRLF", "x,y\r\n1.5,-2\r\n3,4e2\r\n", two, nil},
		{"CR", "x,y\r1.5,-2\r3,4e2\r", two, nil},
		{"comments and empty lines", "# made by hand\n\nx,y\n# a\n1.5,-2\n \n  # b, c\n3,4e2\n\n", two, nil},
		{"quotes", "\"x\",\"y\"\n\"1.5\",\"-2\"\n\"3\",\"4e2\"\n", two, nil},
		{"quoted separators", "name,x,y\n\"a, \"\"b\"\"\",1.5,-2\n\"c;d\",3,4e2\n", two, nil},
		{"text columns", "id,x,kind,y\na,1.5,u,-2\nb,3,v,4e2\n", two, nil},
		{"more columns", "1.5,-2,7\n3,4e2,8\n", two, nil},
		{"weight", "x,y,w\n1.5,-2,1\n3,4e2,0.5\n", two, []float64{1, 0.5}},
		{"weight first, capital", "W;x;y\n1;1,5;-2\n0,5;3;400\n", two, []float64{1, 0.5}},
		{"weight zero", "x,y,w\n1.5,-2,1\n9,9,0\n3,4e2,0.5\n", two, []float64{1, 0.5}},
		{"row numbers of pandas", ",x,y\n0,1.5,-2\n1,3,4e2\n", two, nil},
		{"row numbers of R", "\"x\" \"y\"\n\"1\" 1.5 -2\n\"2\" 3 4e2\n", two, nil},
		{"signs", "+1.5,−2\n3,+4E+2\n", two, nil},
		{"wide separators", "x，y\n1.5，-2\n3，4e2\n", two, nil},
		{"Chinese header", "横,纵\n1.5,-2\n3,4e2\n", two, nil},
		{"far away", "x,y\n4500000.125,1\n4500000.250,1\n", xy(4500000.125, 1, 4500000.25, 1), nil},
	} {
		p, err := ReadCSV(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if !reflect.DeepEqual(p.XY, c.xy) || !reflect.DeepEqual(p.W, c.w) {
			t.Errorf("%s: got %v %v, want %v %v", c.name, p.XY, p.W, c.xy, c.w)
		}
	}
}

func TestReadCSVRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       InputError
	}{
		{"nothing", "", InputError{Kind: TooFew, Value: "0"}},
		{"comments only", "# x\n\n", InputError{Kind: TooFew, Value: "0"}},
		{"one point", "1,2\n", InputError{Kind: TooFew, Value: "1"}},
		{"one point, many times", "1,2\n1,2\n1.0,2e0\n", InputError{Kind: TooFew, Value: "1"}},
		{"prose", "Dear reader,\nthis is no table, sorry\n", InputError{Kind: NotNumber, Line: 2, Column: 1, Value: "this is no table"}},
		{"text", "x,y\n1,2\n3,four\n", InputError{Kind: NotNumber, Line: 3, Column: 2, Name: "y", Value: "four"}},
		{"text in the first row", "x,y\none,2\n3,4\n", InputError{Kind: NotNumber, Line: 2, Column: 1, Value: "one"}},
		{"a hole", "x,y\n1,2\n3,\n", InputError{Kind: NotNumber, Line: 3, Column: 2, Name: "y"}},
		{"thousands", "x;y\n1,0;2\n1.234,5;2\n", InputError{Kind: NotNumber, Line: 3, Column: 1, Name: "x", Value: "1.234,5"}},
		{"short row", "1,2\n3,4\n5\n", InputError{Kind: Ragged, Line: 3, Value: "1", Want: 2}},
		{"long row", "1,2\n3,4,5\n", InputError{Kind: Ragged, Line: 2, Value: "3", Want: 2}},
		{"header that names too much", "x,y,z,w\n1,2,3\n4,5,6\n", InputError{Kind: Ragged, Line: 1, Value: "4", Want: 3}},
		{"NaN", "x,y\n1,2\nnan,4\n", InputError{Kind: NotFinite, Line: 3, Column: 1, Name: "x", Value: "nan"}},
		{"NaN in the first row", "NaN,2\n3,4\n", InputError{Kind: NotFinite, Line: 1, Column: 1, Value: "NaN"}},
		{"infinity", "1,2\n3,-Inf\n", InputError{Kind: NotFinite, Line: 2, Column: 2, Value: "-Inf"}},
		{"beyond float64", "1,2\n3,1e999\n", InputError{Kind: NotFinite, Line: 2, Column: 2, Value: "1e999"}},
		{"too large", "1,2\n3,-1e200\n", InputError{Kind: TooLarge, Line: 2, Column: 2, Value: "-1e200"}},
		{"negative weight", "x,y,w\n1,2,1\n3,4,-1\n", InputError{Kind: BadWeight, Line: 3, Column: 3, Name: "w", Value: "-1"}},
		{"weight that is text", "x,y,w\n1,2,1\n3,4,much\n", InputError{Kind: NotNumber, Line: 3, Column: 3, Name: "w", Value: "much"}},
		{"one column", "x\n1\n2\n", InputError{Kind: FewColumns, Line: 2, Value: "1"}},
		{"weight as a coordinate", "x,w\n1,2\n3,4\n", InputError{Kind: FewColumns, Line: 2, Value: "1"}},
		{"open quote", "x,y\n1,2\n\"3,4\n", InputError{Kind: OpenQuote, Line: 3, Value: "\"3,4"}},
		{"UTF-16", "\xff\xfex\x00,\x00y\x00\n\x00", InputError{Kind: BadEncoding, Line: 1, Value: "UTF-16"}},
		{"UTF-16 without a mark", "1\x00,\x002\x00\n\x00", InputError{Kind: BadEncoding, Line: 1, Value: "UTF-16"}},
		{"Latin-1", "x,y\n1,2\nl\xe4nge,4\n", InputError{Kind: BadEncoding, Line: 3, Value: "another encoding (it holds the byte 0xe4)"}},
		{"decoded wrongly", "\ufffd\ufffd,y\n1,2\n3,4\n", InputError{Kind: BadEncoding, Line: 1, Value: "another encoding (it holds U+FFFD)"}},
	} {
		_, err := ReadCSV(c.text)
		var e *InputError
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v, want %+v", c.name, err, c.want)
			continue
		}
		if *e != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, *e, c.want)
		}
		if e.Range() == "" || !strings.Contains(e.Error(), e.Field()) || !strings.Contains(e.Error(), e.Range()) {
			t.Errorf("%s: %q does not name field and range", c.name, e.Error())
		}
	}
}

func TestReadCSVRefusesAMillionRows(t *testing.T) {
	_, err := ReadCSV(strings.Repeat("1,2\n3,4\n", 500_000))
	var e *InputError
	if !errors.As(err, &e) || e.Kind != TooMany || e.Value != "1000000" {
		t.Fatalf("got %v", err)
	}
	if p, err := ReadCSV(strings.Repeat("1,2\n3,4\n", MaxPoints/2)); err != nil || len(p.XY) != MaxPoints {
		t.Fatalf("%d rows: got %v", MaxPoints, err)
	}
}

func TestFromFloats(t *testing.T) {
	p, err := FromFloats([]float32{1, 2, 3, 4})
	if err != nil || !reflect.DeepEqual(p.XY, [][2]float64{{1, 2}, {3, 4}}) || p.W != nil {
		t.Fatalf("got %v %v", p, err)
	}
	nan := float32(math.NaN())
	for _, c := range []struct {
		xy   []float32
		want InputError
	}{
		{nil, InputError{Kind: TooFew, Value: "0"}},
		{[]float32{1, 2}, InputError{Kind: TooFew, Value: "1"}},
		{[]float32{1, 2, 3}, InputError{Kind: Ragged, Line: 2, Value: "1", Want: 2}},
		{[]float32{1, 2, 3, nan}, InputError{Kind: NotFinite, Line: 2, Column: 2, Value: "NaN"}},
		{make([]float32, 2*MaxPoints+2), InputError{Kind: TooMany, Value: decimal(MaxPoints + 1)}},
	} {
		_, err := FromFloats(c.xy)
		var e *InputError
		if !errors.As(err, &e) || *e != c.want {
			t.Errorf("%d floats: got %+v, want %+v", len(c.xy), e, c.want)
		}
	}
}

func TestBriefCutsAtARune(t *testing.T) {
	for n := range 60 {
		s := strings.Repeat("a", n) + strings.Repeat("点", 20)
		if b := brief(s); len(b) > 40 || strings.ContainsRune(b, '\ufffd') {
			t.Errorf("%q: %d bytes", b, len(b))
		}
	}
}

// FuzzReadCSV: whatever comes, no panic; what is read keeps its promises and
// is read again from what it prints.
func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"x,y,w\n1,2,3\n4,5,6\n", "1;2\r\n3,5;4\r", "\"a\" \"\"\n1\t2", "\xff\xfe1", "\ufeff1，2\n，", ",x,y\n0,1,2\n1,2,3", "1,5 2,5\n1 2", "#\n\"", "−1 2\n3 4\u00a0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadCSV(text)
		if err != nil {
			var e *InputError
			if !errors.As(err, &e) || e.Range() == "" || len(e.Value) > 60 {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		if n := len(p.XY); n < 2 || n > len(text) || p.W != nil && len(p.W) != n || p.Distinct(2) < 2 {
			t.Fatalf("%q: %v", text, p)
		}
		again, err := ReadCSV(printed(p))
		if err != nil || !reflect.DeepEqual(p, again) {
			t.Fatalf("%q: %v, again %v %v", text, p, again, err)
		}
	})
}

func printed(p Points) string {
	var b strings.Builder
	b.WriteString("x,y,w\n")
	if p.W == nil {
		b.Reset()
	}
	for i, q := range p.XY {
		fmt.Fprintf(&b, "%v,%v", q[0], q[1])
		if p.W != nil {
			fmt.Fprintf(&b, ",%v", p.W[i])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func BenchmarkReadCSV(b *testing.B) {
	text := strings.Repeat("1.234567,2.345678,3.5\n-3.25,4e-2,1\n", 5000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadCSV(text); err != nil {
			b.Fatal(err)
		}
	}
}
