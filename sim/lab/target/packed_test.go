package target

import (
	"reflect"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/internal/mutant"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// some are points of a file with a name that settings could trip over.
func some(t testing.TB) *Points {
	t.Helper()
	p := Place(density.Points{XY: [][2]float64{{100.25, 20}, {102, 21}, {101, 22.75}}, W: []float64{1, 2.5, 1}}, Placing{Alike: true})
	p.Name, p.Facts.X, p.Facts.Y, p.Facts.Weight, p.Facts.Rows, p.Facts.Left = "a=b;c&d,\n点.csv", "lon", "lat", "w", 4, 1
	return p
}

func TestTextGivesThePointsBack(t *testing.T) {
	for _, p := range []*Points{some(t), NewPoints(density.Points{XY: [][2]float64{{1e100, -1e100}, {-1e100, 3}, {0, 0}}}, "")} {
		text := p.Text()
		if strings.ContainsAny(text, "=;&\n\r") {
			t.Errorf("%q has what divides settings", text)
		}
		q, err := FromText(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if q.Name != p.Name || !reflect.DeepEqual(q.At, p.At) || !reflect.DeepEqual(q.Weights, p.Weights) || q.Centring != p.Centring || q.Bandwidth != p.Bandwidth ||
			q.Facts.X != p.Facts.X || q.Facts.Rows != p.Facts.Rows || q.Facts.Left != p.Facts.Left || q.Text() != text {
			t.Errorf("got %+v, want %+v", q, p)
		}
		if same, err := FromText(p.Mark(), p); err != nil || same != p {
			t.Errorf("the mark beside its points: %v", err)
		}
		_, err = FromText(p.Mark(), nil)
		if e, ok := err.(*param.Error); !ok || !strings.Contains(e.Error(), "open the file") || e.In("zh") == "" {
			t.Errorf("the mark without its points: %v", err)
		}
	}
}

// FuzzFromText: whatever comes, an error or sound points that are written the
// same.
func FuzzFromText(f *testing.F) {
	p := some(f)
	for _, text := range packedSeeds(p) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { packedHolds(t, p, text) })
}

// TestMutantsOfPoints is FuzzFromText, many times in little time.
func TestMutantsOfPoints(t *testing.T) {
	p := some(t)
	mutant.Each(t, 1, mutant.Seeds(packedSeeds(p)), func(b []byte) { packedHolds(t, p, string(b)) })
}

func packedSeeds(p *Points) []string {
	album := NewAlbum(&density.Album{Side: 2, Pixels: []uint8{0, 255, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, Labels: []uint8{0, 1, 1}}, "07", "few")
	album.Describe(5)
	return []string{p.Text(), p.Mark(), "1,2,3", album.Text(), album.Mark()}
}

func packedHolds(t *testing.T, p *Points, text string) {
	q, err := FromText(text, p)
	if err != nil {
		if _, ok := err.(*param.Error); !ok {
			t.Fatalf("%v", err)
		}
		return
	}
	if !q.Sound() {
		t.Fatalf("%+v", q)
	}
	if again, err := FromText(q.Text(), nil); err != nil || again.Text() != q.Text() {
		t.Fatalf("%v", err)
	}
}
