package table

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// input is what is right of one of the files that people were seen to have.
// testdata/inputs.json holds them for these tests and those in a browser.
type input struct {
	File         string
	X, Y, Weight string
	Rows, Used   int
	First        [][2]float64 // the first points
	Says         []string     // parts of the report's sentences
	Error        string       // part of the error's sentence instead
}

// inputs reads the table and the folder of the files.
func inputs(t *testing.T) ([]input, string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "inputs.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []input
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list, filepath.Join("testdata", "inputs")
}

func TestInputs(t *testing.T) {
	list, folder := inputs(t)
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(list) {
		t.Errorf("%d files and %d right answers", len(files), len(list))
	}
	for _, c := range list {
		data, err := os.ReadFile(filepath.Join(folder, c.File))
		if err != nil {
			t.Fatal(err)
		}
		p, err := open(string(data), c.File, Choice{})
		if c.Error != "" || err != nil {
			if err == nil || c.Error == "" || !strings.Contains(err.Error(), c.Error) {
				t.Errorf("%s: got the error %v, want %q", c.File, err, c.Error)
			}
			continue
		}
		r := &p.Report
		if r.X != c.X || r.Y != c.Y || r.Weight != c.Weight || r.Rows != c.Rows || r.Used != c.Used || len(p.XY) != c.Used || !begins(p.XY, c.First) {
			t.Errorf("%s: got %s, %v …", c.File, taken(r), p.XY[:min(3, len(p.XY))])
		}
		for _, s := range c.Says {
			if !strings.Contains(notes(r), s) {
				t.Errorf("%s: the notes do not say %q:\n%s", c.File, s, notes(r))
			}
		}
	}
}

func TestChoices(t *testing.T) {
	tb, err := Read([]byte("id,a,b,c,k\n7,1,2,0,u\n9,3,4,5,v\n8,5,6,2,w\n"), Options{Name: "t.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(tb.Choices(), " "); got != "id a b c" {
		t.Errorf("choices: %s", got)
	}
	p, err := tb.Choose(Choice{X: "b", Y: "a", Weight: "c"})
	if err != nil || taken(&p.Report) != "t.csv: b, a, c, 2 of 3" || !begins(p.XY, xy(4, 3, 6, 5)) || p.Report.Zero != 1 {
		t.Errorf("got %v, %v", p, err)
	}
	if p, err := tb.Choose(Choice{X: "id"}); err != nil || p.Report.X != "id" || p.Report.Y != "a" {
		t.Errorf("x by hand: %v %v", p, err)
	}
	if p, err := tb.Choose(Choice{Y: "a"}); err != nil || p.Report.X != "b" || p.Report.Y != "a" {
		t.Errorf("y by hand: %v %v", p, err)
	}
	for _, c := range []Choice{{X: "k"}, {Y: "nothing"}, {Weight: "k"}} {
		_, err := tb.Choose(c)
		e, ok := err.(*Error)
		if !ok || e.Kind != NoColumn || e.Range() != "id, a, b, c" {
			t.Errorf("%v: %v", c, err)
		}
	}
	boxes, err := Read([]byte("x,y,w\n10,20,0\n30,40,120\n50,45,60\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := boxes.Choose(Choice{Weight: NoWeight}); err != nil || p.W != nil || p.Report.Used != 3 {
		t.Errorf("no weight: %v %v", p, err)
	}
	if _, err := tb.Choose(Choice{X: "a", Y: "a"}); err == nil {
		t.Log("one column twice is a line, which is allowed")
	}
}

func TestTheOtherReading(t *testing.T) {
	const text = "a;b\n1.204;310\n1.350;2.112\n950;1\n"
	tb, err := Read([]byte(text), Options{})
	if err != nil || len(tb.Others) != 1 {
		t.Fatalf("%v %v", tb, err)
	}
	other, err := Read([]byte(text), Options{Reading: tb.Others[0].Key})
	if err != nil {
		t.Fatal(err)
	}
	p, err := other.Choose(Choice{})
	if err != nil || !begins(p.XY, xy(1.204, 310, 1.35, 2.112)) || len(other.Others) != 1 || other.Others[0].Key != tb.Reading.Key {
		t.Errorf("got %v, %v, others %v", p, err, other.Others)
	}
	if same, err := Read([]byte(text), Options{Reading: tb.Reading.Key}); err != nil || same.Reading != tb.Reading {
		t.Errorf("the reading by its own key: %v %v", same, err)
	}
	_, err = Read([]byte(text), Options{Reading: "upside-down"})
	if e, ok := err.(*Error); !ok || e.Kind != NoReading || !strings.Contains(e.Range(), tb.Others[0].Key) {
		t.Errorf("a reading that is not there: %v", err)
	}
	// of a text that begins as JSON does, and of one row less
	held(t, []byte("{\"colamma\t2339057.0\t10752978.2\t3\ntwo words\t76122.8\t2808309.4\t1\numns\":[\"[[[[[[[[x\""))
}

func TestFromRows(t *testing.T) {
	tb, err := FromRows([]float64{1, 2, 3, 4}, 2, Options{Name: "a"})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := tb.Choose(Choice{}); err != nil || !begins(p.XY, xy(1, 2, 3, 4)) {
		t.Errorf("%v %v", p, err)
	}
	if _, err := FromRows([]float64{1, 2, 3}, 2, Options{}); err == nil || !strings.Contains(err.Error(), "a list of 3 numbers, which are no rows of 2") {
		t.Errorf("three values: %v", err)
	}
}

// TestManyColumns: of a wide table only as many columns are kept as there is
// room for, those with names of coordinates among them wherever they stand.
func TestManyColumns(t *testing.T) {
	tb := &Table{Columns: make([]Column, 100)}
	var numeric []int
	for j := range tb.Columns {
		tb.Columns[j].call(j, "c"+decimal(j), "")
		numeric = append(numeric, j)
	}
	tb.Columns[98].call(98, "Longitude", "deg")
	tb.Columns[99].call(99, "Latitude", "deg")
	kept := tb.keep(numeric, MaxRows)
	tb.noteKept(numeric)
	if most := mostCells / MaxRows; len(kept) != most || kept[0] != 98 || kept[1] != 99 || kept[2] != 0 {
		t.Errorf("kept %v, want the two coordinates and %d others", kept, most-2)
	}
	if len(tb.Notes) != 1 || !strings.Contains(tb.Notes[0].EN, "Of 100 columns of numbers the first 16 can be chosen") {
		t.Errorf("notes: %v", tb.Notes)
	}
}
