package table

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// big is a file of 300,000 rows.
func big() []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := []byte("id,x,y,kind\n")
	for i := range 300_000 {
		b = strconv.AppendInt(b, int64(i), 10)
		b = append(b, ',')
		b = strconv.AppendFloat(b, r.NormFloat64(), 'f', 6, 64)
		b = append(b, ',')
		b = strconv.AppendFloat(b, 100*r.NormFloat64(), 'f', 4, 64)
		b = append(b, ",a\n"...)
	}
	return b
}

func BenchmarkRead300000(b *testing.B) {
	data := big()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if p, err := open(string(data), "big.csv", Choice{}); err != nil || len(p.XY) != 300_000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadJSON300000(b *testing.B) {
	data := "[" + strings.Repeat(`{"x":1.2345,"y":-2.5},`, 299_999) + `{"x":1,"y":2}]`
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if p, err := open(data, "big.json", Choice{}); err != nil || len(p.XY) != 300_000 {
			b.Fatal(err)
		}
	}
}

// TestReadingIsLinear: of a text twice as long, the reader looks at twice as
// many cells and no more than four times at each.
func TestReadingIsLinear(t *testing.T) {
	data := string(big()[:1<<20])
	work := func(text string) float64 {
		return testing.AllocsPerRun(1, func() {
			if _, err := open(text[:strings.LastIndexByte(text, '\n')+1], "", Choice{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	half, whole := work(data[:len(data)/2]), work(data)
	rows := float64(strings.Count(data, "\n"))
	if whole > 2.2*half || whole > 8*rows {
		t.Errorf("%v allocations for half of it, %v for all %v rows", half, whole, rows)
	}
}

// TestLiteralsAreReadInTheirLength: a program's list of twice as many points takes twice as much
// memory on the way, and a line of 300,000 pairs ends: with work that grows with their square it
// would not, within what go test allows.
func TestLiteralsAreReadInTheirLength(t *testing.T) {
	taken := func(points int) float64 {
		text := "const p = [" + strings.Repeat("{x: 1.5, y: 2}, ", points) + "{x: 3, y: 4}];"
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if p, err := open(text, "", Choice{}); err != nil || len(p.XY) != points+1 {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	if half, whole := taken(1000), taken(2000); whole > 2.5*half {
		t.Errorf("%v bytes for 1,000 points, %v for 2,000", half, whole)
	}
	if testing.Short() {
		return
	}
	if p, err := open(strings.Repeat("1,2 3,4 ", 150_000), "", Choice{}); err != nil || len(p.XY) != 300_000 {
		t.Error(err)
	}
}
