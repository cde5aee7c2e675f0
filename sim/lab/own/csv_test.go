package own

import (
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/table"
)

func read(t *testing.T, d Data, before *target.Points) *target.Points {
	t.Helper()
	p, err := Read(d, before)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestCSVComesBack: the reader of tables reads what CSV writes as the same
// points, bit for bit, whatever the columns are called and however far the origin
// is.
func TestCSVComesBack(t *testing.T) {
	for _, text := range []string{
		"eruptions,waiting\n3.6,79\n1.8,54\n3.333,74\nNA,60\n",
		"id,\"a, \"\"b\"\"\",weight,#c\n7,1764547200.125,2,1e-7\n9,1764547201.25,0.5,2\n8,1764547202.75,1,0.1\n",
		"x,y\n0.1,1\n0.2,2\n0.30000000000000004,3\n1e6,1e6\n0.2,1\n0.1,2\n0.3,1\n",
	} {
		for _, far := range []string{"", target.LeaveFar} {
			p := read(t, Data{Bytes: []byte(text), Name: "a\nb.csv", Far: far}, nil)
			want := taken(p)
			out := CSV(p)
			tb, err := table.Read([]byte(out), table.Options{})
			if err != nil {
				t.Fatalf("%v:\n%s", err, out)
			}
			got, err := tb.Choose(table.Choice{})
			if err != nil || !slices.Equal(got.XY, want.XY) || !slices.Equal(got.W, want.W) {
				t.Errorf("%v: got %v %v, want %v %v of\n%s", err, got.XY, got.W, want.XY, want.W, out)
			}
			if !strings.HasPrefix(out, "# a b.csv: x = ") || len(want.XY) != p.Facts.Used {
				t.Errorf("%d points of %d in\n%s", len(want.XY), p.Facts.Used, out)
			}
		}
	}
}

// TestCSVOfAState: of points whose file is not there the kernels are written, and
// they come back where they were.
func TestCSVOfAState(t *testing.T) {
	p := read(t, Data{Bytes: []byte("x,y,w\n1,2,1\n3,4,2\n5,9,1\n")}, nil)
	q, err := target.FromText(p.Text(), nil)
	if err != nil {
		t.Fatal(err)
	}
	again := read(t, Data{Bytes: []byte(CSV(q))}, nil)
	if again.Print() == "" || len(again.At.Data) != len(p.At.Data) {
		t.Fatalf("%v", again)
	}
	for i, v := range again.At.Data {
		if d := v - p.At.Data[i]; d > 1e-6 || d < -1e-6 { // float32 at 2.4 has 1.2e-7 a digit, twice rounded
			t.Errorf("coordinate %d: %v, want %v", i, v, p.At.Data[i])
		}
	}
}

// TestDrawn: points that are drawn stay where they are in the view, whatever is
// added; without data before them their units are the view's.
func TestDrawn(t *testing.T) {
	p := read(t, Data{Numbers: []float64{0, 0, 1, 2}, Drawn: true}, nil)
	if p.At.At(0, 1) != 1 || p.At.At(1, 1) != 2 {
		t.Errorf("%v", p.At)
	}
	before := read(t, Data{Bytes: []byte("x,y\n100,2000\n110,2100\n105,2300\n")}, nil)
	p = read(t, Data{Numbers: []float64{100, 2000, 105, 2300, 150, 2000}, Drawn: true}, before)
	if p.Centring != before.Centring || p.At.At(0, 0) != before.At.At(0, 0) || p.At.At(1, 1) != before.At.At(1, 2) {
		t.Errorf("%+v %v, before %+v %v", p.Centring, p.At, before.Centring, before.At)
	}
}

// TestNames: a program's numbers may have names, and the third may be weights.
func TestNames(t *testing.T) {
	p := read(t, Data{Numbers: []float64{0, 0, 1, 1, 0, 0.5, 1, 1, 0}, Columns: 3, Names: []string{"across", "up", "darkness"}, Weight: "darkness", Name: "cat.png"}, nil)
	want := param.Label{EN: "cat.png: x = across, y = up, weight = darkness, 2 of 3 rows", ZH: "cat.png：x = across，y = up，权重 = darkness，3 行中的 2 行"}
	if p.Facts.Summary != want {
		t.Error(p.Facts.Summary)
	}
}

// TestPackedPointsSayTheSame: the sentence about the reader's points is the same, in both languages,
// after they have been packed for a state and a program: with and without names, weights, units, a file.
func TestPackedPointsSayTheSame(t *testing.T) {
	rows := "1,2,3\n2,4,1\n4,1,2\n8,8,8\n9,3,1e5\n"
	for _, text := range []string{
		"x,y,w\n" + rows, "x,y,weight\n" + rows, "a,b,c\n" + rows, rows, "length (mm),width (mm),count\n" + rows,
		"time,height,mass\ns,m,kg\n" + rows, "经度,纬度,权重\n" + rows, "x,y\n1,2\n,3\n3,4\n5,6\n",
	} {
		for _, name := range []string{"", "a.csv", "数据，1.csv"} {
			for _, far := range []string{"", target.LeaveFar} {
				for _, weight := range []string{"", table.NoWeight} {
					p := read(t, Data{Name: name, Bytes: []byte(text), Far: far, Weight: weight}, nil)
					q, ok := target.Unpack(p.Pack())
					if !ok || q.Facts.Summary != p.Facts.Summary || q.Print() != p.Print() {
						t.Errorf("%v: %q, want %q of\n%s", ok, q.Facts.Summary, p.Facts.Summary, text)
					}
				}
			}
		}
	}
}
