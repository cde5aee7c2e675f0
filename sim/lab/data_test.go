package lab

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/tables"
	"github.com/scorefield/scorefield/sim/internal/testsize"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// given is a file with what is right of it; see the tests of package table.
type given struct {
	File, X, Y, Weight, Error string
	Rows, Used                int
	data                      []byte
}

// inputs are the files that people were seen to have.
func inputs(t *testing.T) []given {
	t.Helper()
	folder := filepath.Join("..", "table", "testdata")
	text, err := os.ReadFile(filepath.Join(folder, "inputs.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []given
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if list[i].data, err = os.ReadFile(filepath.Join(folder, "inputs", list[i].File)); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// TestEveryInputRuns (D1): each file that can be read runs 2,000 steps at the
// defaults of own-data, and some in the scenes of Langevin dynamics: no particle
// diverges, and all of them stay where the data are.
func TestEveryInputRuns(t *testing.T) {
	for _, c := range inputs(t) {
		for _, text := range []string{"scene=own-data", "scene=langevin", "scene=annealed"} {
			steps := 2000
			if text != "scene=own-data" {
				steps = 100
			}
			e := open(t, text+"\nparticles=20")
			err := bring(e, own.Data{Bytes: c.data, Name: c.File})
			if c.Error != "" || err != nil {
				if _, ok := err.(*param.Error); !ok || !strings.Contains(err.Error(), c.Error) {
					t.Errorf("%s: %v", c.File, err)
				}
				continue
			}
			e.Sample(steps)
			s := e.Stats()
			d := s.Data
			if s.Diverged > 0 || s.Frozen || !(e.Config().Epsilon < s.Limit) {
				t.Errorf("%s in %s: %d particles diverged at ε = %v with the limit %v", c.File, text, s.Diverged, e.Config().Epsilon, s.Limit)
			}
			if d == nil || d.X != c.X || d.Y != c.Y || d.Weight != c.Weight || d.Rows != c.Rows || d.Used != c.Used || d.Left != c.Rows-c.Used || d.Name != c.File {
				t.Errorf("%s: %+v", c.File, d)
			}
			if text == "scene=own-data" {
				for _, v := range e.Particles().Positions(0).Data {
					if !(math.Abs(float64(v)) < 2.4+10*d.Bandwidth) {
						t.Errorf("%s: a particle at %v", c.File, v)
						break
					}
				}
			}
		}
	}
}

// byName is the input of that name.
func byName(t *testing.T, name string) own.Data {
	t.Helper()
	for _, c := range inputs(t) {
		if strings.HasPrefix(c.File, name) {
			return own.Data{Bytes: c.data, Name: c.File}
		}
	}
	t.Fatalf("no input %s", name)
	return own.Data{}
}

// bring reads data and uses them.
func bring(e *Experiment, d own.Data) error {
	p, err := own.Read(d, e.Points())
	if err != nil {
		return err
	}
	return e.Use(p)
}

func use(t *testing.T, text string, d own.Data) *Experiment {
	t.Helper()
	e := open(t, text)
	if err := bring(e, d); err != nil {
		t.Fatal(err)
	}
	return e
}

// TestScales (D9): unlike units have a scale each, maps and like units one, and
// a reader may have it otherwise.
func TestScales(t *testing.T) {
	for _, c := range []struct {
		name, axes string
		even       bool
	}{
		{"a1", "", false}, {"a1", "same", true}, {"a2", "", true}, {"a2", "own", false}, {"b5", "", true}, {"f1", "", true}, {"f2", "", true}, {"b1", "", false},
	} {
		d := byName(t, c.name)
		d.Axes = c.axes
		e := use(t, "scene=own-data\nparticles=10", d)
		s := e.Stats().Data
		said := strings.Contains(english(s), "a scale of its own")
		if s.Even != c.even || said == c.even {
			t.Errorf("%s, axes %q: even %v, %s", c.name, c.axes, s.Even, english(s))
		}
	}
}

func english(s *DataStats) string {
	var lines []string
	for _, n := range s.Notes {
		lines = append(lines, n.EN)
	}
	return strings.Join(lines, "\n")
}

// TestTwoClustersAreTwoClouds (D9): of a1, shape of geyser.csv, particles gather
// around two places that differ in both coordinates.
func TestTwoClustersAreTwoClouds(t *testing.T) {
	e := use(t, "scene=own-data\nparticles=400", byName(t, "a1"))
	e.Sample(400)
	_, at := e.View().Samples()
	var low, high, between int
	for i := range 400 {
		switch v := at[i]; {
		case v < 2.6:
			low++
		case v > 3.4:
			high++
		default:
			between++
		}
	}
	if low < 50 || high < 50 || between > 60 {
		t.Errorf("%d to the left, %d to the right, %d between", low, high, between)
	}
	x := e.Particles().Positions(0)
	for j := range 2 {
		lo, hi := slices.Min(x.Row(j)), slices.Max(x.Row(j))
		if hi-lo < 3 {
			t.Errorf("axis %d is %v … %v wide in a view of 6: a stripe", j, lo, hi)
		}
	}
}

// TestFarPointsAreSaidAndLeftOut (D9).
func TestFarPointsAreSaidAndLeftOut(t *testing.T) {
	d := byName(t, "g1")
	e := use(t, "scene=own-data\nparticles=50", d)
	s := e.Stats().Data
	if s.Far != 1 || s.LeftFar || !strings.Contains(english(s), "1 point lies far from all others, the first at (1e+09") {
		t.Errorf("%+v", s)
	}
	if err := bring(e, own.Data{Far: "leave"}); err != nil {
		t.Fatal(err)
	}
	s = e.Stats().Data
	if s.Far != 1 || !s.LeftFar || s.Used != 300 || s.Left != 1 || !strings.Contains(english(s), "was left out") {
		t.Errorf("%+v", s)
	}
	e.Sample(100)
	_, at := e.View().Samples()
	for _, v := range at {
		if math.Abs(v) > 10 {
			t.Fatalf("a particle at %v", v)
		}
	}
	if !e.Undo() || e.Stats().Data.LeftFar {
		t.Error("leaving them out is a step of undo")
	}
}

// TestDigits (D8): positions of epoch seconds and of metres on a map are finer
// than the float32 at that place (128 s, 0.5 m), in samples and in the CSV.
func TestDigits(t *testing.T) {
	for _, c := range []struct {
		name string
		axis int
		step float64
	}{{"f1", 0, 128}, {"f2", 1, 0.5}} {
		e := use(t, "scene=own-data\nparticles=200", byName(t, c.name))
		e.Sample(50)
		_, at := e.View().Samples()
		rows := strings.Split(strings.TrimSpace(e.CSV()), "\n")
		rows = rows[len(rows)-200:]
		fine := 0
		for i := range 200 {
			v := at[200*c.axis+i]
			if math.Remainder(v, c.step) != 0 {
				fine++
			}
			text := strings.Split(rows[i], ",")[c.axis]
			got, err := strconv.ParseFloat(text, 64)
			if err != nil || math.Abs(got-v) > 1e-14*math.Abs(v) {
				t.Fatalf("%s: %v is written %s", c.name, v, text)
			}
		}
		if fine < 150 {
			t.Errorf("%s: only %d of 200 positions are finer than %v", c.name, fine, c.step)
		}
	}
}

// TestColumnsAreChosenAnew by name, from the file that was brought, and the
// bytes are read another way.
func TestColumnsAreChosenAnew(t *testing.T) {
	e := use(t, "scene=own-data\nparticles=20", byName(t, "b4"))
	if got := e.Stats().Data.Choices; !slices.Equal(got, []string{"size", "depth", "x", "y"}) {
		t.Fatalf("choices %q", got)
	}
	if err := bring(e, own.Data{X: "depth", Y: "y", Weight: "size"}); err != nil {
		t.Fatal(err)
	}
	if s := e.Stats().Data; s.Summary.EN != "b4_x_y_late.csv: x = depth, y = y, weight = size, 40 of 40 rows" {
		t.Errorf("%q", s.Summary.EN)
	}
	before := e.State()
	err := bring(e, own.Data{X: "colour"})
	if p, ok := err.(*param.Error); !ok || p.Range != "size, depth, x, y" || e.State() != before {
		t.Errorf("a column that is not there: %v", err)
	}
	e = use(t, "scene=own-data\nparticles=20", byName(t, "d1"))
	other := e.Stats().Data.Readings[0].Key
	if err := bring(e, own.Data{Reading: other}); err != nil || !strings.Contains(english(e.Stats().Data), "decimal commas") {
		t.Errorf("the other reading: %v, %s", err, english(e.Stats().Data))
	}
	if err := bring(open(t, ""), own.Data{X: "a"}); err == nil {
		t.Error("columns of no file were chosen")
	}
}

// TestDataComeBack (D10): a state carries the kernels; an experiment elsewhere
// makes the same particles of it, bit for bit, and knows the way back to the
// reader's units. A link has a fingerprint, and says what is missing.
func TestDataComeBack(t *testing.T) {
	for _, name := range []string{"a1", "e3", "f2", "g1"} {
		e := use(t, "scene=own-data\nparticles=60\nseed=5", byName(t, name))
		e.Sample(40)
		if name == "a1" { // the last digit of the scene's step size, chosen by hand
			if err := e.Set("epsilon", "0.0021"); err != nil {
				t.Fatal(err)
			}
			e.Sample(10)
		}
		state, link := e.State(), e.Link()
		if len(state) > 1<<16 || len(link) > 1000 {
			t.Errorf("%s: a state of %d bytes and a link of %d", name, len(state), len(link))
		}
		again, errs := Open(state)
		if len(errs) > 0 {
			t.Fatalf("%s: %v", name, errs)
		}
		again.Advance(again.Ahead())
		if again.State() != state || !slices.Equal(again.Particles().Positions(0).Data, e.Particles().Positions(0).Data) {
			t.Errorf("%s: other particles", name)
		}
		_, want := e.View().Samples()
		if _, got := again.View().Samples(); !slices.Equal(got, want) {
			t.Errorf("%s: other units", name)
		}
		if a, b := again.Stats().Data, e.Stats().Data; a.X != b.X || a.Weight != b.Weight || a.Rows != b.Rows || a.Used != b.Used || a.Bandwidth != b.Bandwidth || a.Name != b.Name {
			t.Errorf("%s: %+v, want %+v", name, a, b)
		}
		if errs := e.Restore(link); len(errs) > 0 || e.Stats().Data == nil {
			t.Errorf("%s: the link beside its data: %v", name, errs)
		}
		elsewhere, errs := Open(link)
		if len(errs) != 1 || !strings.Contains(errs[0].Error(), name) || elsewhere.Config().Density != "data" || elsewhere.Stats().Data != nil {
			t.Errorf("%s: the link without its data: %v", name, errs)
		}
	}
}

// TestBrokenDataOfAState are said, and nothing is lost.
func TestBrokenDataOfAState(t *testing.T) {
	e := use(t, "scene=own-data\nparticles=20", byName(t, "e3"))
	state := e.State()
	head, text, _ := strings.Cut(state, "data=")
	for i := 0; i < len(text); i += 7 {
		if text[i] == '\n' {
			break
		}
		bad := head + "data=" + text[:i] + "~" + text[i+1:]
		e, errs := Open(bad)
		if i > 60 && len(errs) == 0 && e.State() != state {
			t.Errorf("byte %d: another experiment without a word", i)
		}
		e.Sample(1)
	}
	if _, errs := Open(head + "data=" + strings.Repeat("a", 1<<18)); len(errs) == 0 {
		t.Error("a quarter of a megabyte was taken")
	}
}

// TestStepFollowsTheData: where nobody has chosen ε it is one at which the data
// do not diverge; what a person chose stays.
func TestStepFollowsTheData(t *testing.T) {
	e := use(t, "scene=langevin\nparticles=20", byName(t, "a2"))
	own := e.Config().Epsilon
	if !(own < 0.05 && own < e.Stats().Limit) {
		t.Errorf("ε = %v, limit %v", own, e.Stats().Limit)
	}
	for _, c := range [][2]string{{"bandwidth", "0.02"}, {"bandwidth", "0"}, {"density", "toy"}, {"density", "data"}, {"scene", "own-data"}} {
		if err := e.Set(c[0], c[1]); err != nil {
			t.Fatal(err)
		}
		if s := e.Stats(); !(e.Config().Epsilon < s.Limit) {
			t.Errorf("%v: ε = %v, limit %v", c, e.Config().Epsilon, s.Limit)
		}
	}
	for _, h := range []string{"0.001", "0.003", "0.03"} { // the least that data or a person choose
		if e = use(t, "scene=own-data\nparticles=20\nbandwidth="+h, byName(t, "a2")); !(e.Config().Epsilon < e.Stats().Limit) {
			t.Errorf("h = %s: ε = %v, limit %v", h, e.Config().Epsilon, e.Stats().Limit)
		}
	}
	if e = use(t, "scene=langevin\nepsilon=0.07\nparticles=20", byName(t, "a2")); e.Config().Epsilon != 0.07 {
		t.Errorf("a chosen ε became %v", e.Config().Epsilon)
	}
	if e = use(t, "scene=langevin\nparticles=20", byName(t, "a2")); e.Set("density", "toy") != nil || e.Config().Epsilon != 0.05 {
		t.Errorf("without data ε is %v, not the scene's", e.Config().Epsilon)
	}
}

// TestForget takes the data away, and undo brings them back.
func TestForget(t *testing.T) {
	e := use(t, "scene=own-data\nparticles=20", byName(t, "e4"))
	if err := e.Forget(); err != nil || e.Stats().Data != nil || e.Config().Density != "data" {
		t.Errorf("%v, %+v", err, e.Stats().Data)
	}
	if !e.Undo() || e.Stats().Data == nil {
		t.Error("undo does not bring them back")
	}
}

// TestManyPoints are merged, and it is said.
func TestManyPoints(t *testing.T) {
	var b strings.Builder
	b.WriteString("x,y\n")
	for i := range 30_000 {
		b.WriteString(strconv.FormatFloat(math.Sin(float64(i)), 'f', 4, 64) + "," + strconv.FormatFloat(math.Cos(float64(3*i)), 'f', 4, 64) + "\n")
	}
	e := use(t, "scene=own-data\nparticles=20", own.Data{Bytes: []byte(b.String()), Name: "many.csv"})
	s := e.Stats().Data
	if s.Used != 30_000 || s.Kernels > 2000 || s.Kernels < 500 || s.Rule.Looked != 800 || s.Rule.Of != 30_000 ||
		!strings.Contains(english(s), "30,000 points in "+strconv.Itoa(s.Kernels)[:1]+",") || !strings.Contains(english(s), "leave-one-out on 800 of them") {
		t.Errorf("%d kernels: %s", s.Kernels, english(s))
	}
}

func TestNumbersOfAProgram(t *testing.T) {
	e := open(t, "scene=own-data\nparticles=20")
	if err := bring(e, own.Data{Numbers: []float64{1.93e9, 1, 1.93e9 + 7, 2, 1.93e9 + 14, 4}, Name: "data"}); err != nil {
		t.Fatal(err)
	}
	if s := e.Stats().Data; s.Summary.EN != "data: x = column 1, y = column 2, 3 of 3 rows" {
		t.Errorf("%q", s.Summary.EN)
	}
	if err := bring(e, own.Data{Numbers: []float64{1, 2, 3}}); err == nil {
		t.Error("half a point was taken")
	}
}

// TestRandomDataRun (D1): data of every nasty shape run 2,000 steps at the
// defaults, and no particle diverges.
func TestRandomDataRun(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	shapes := map[string]func(i int) (x, y float64){
		"two places":            func(i int) (x, y float64) { return float64(i % 2), 5 },
		"a lattice":             func(i int) (x, y float64) { return float64(i % 7), float64(i / 7 % 5) },
		"a line":                func(i int) (x, y float64) { return float64(i), 2 * float64(i) },
		"a constant":            func(i int) (x, y float64) { return float64(i * i), 3 },
		"heavy tails":           func(i int) (x, y float64) { return math.Tan(3 * (r.Float64() - 0.5)), r.NormFloat64() },
		"one far away":          func(i int) (x, y float64) { return r.NormFloat64() + 1e9*float64(i/99), r.NormFloat64() },
		"tight and wide":        func(i int) (x, y float64) { return r.NormFloat64() * math.Pow(10, -float64(i%6)), r.NormFloat64() },
		"unlike":                func(i int) (x, y float64) { return 1e-9 * r.NormFloat64(), 1e12 + 1e4*r.NormFloat64() },
		"the largest":           func(i int) (x, y float64) { return 1e100 * (2*r.Float64() - 1), 1e100 * (2*r.Float64() - 1) },
		"the smallest":          func(i int) (x, y float64) { return 1e-99 * r.Float64(), 0 },
		"mostly one place":      func(i int) (x, y float64) { return float64(max(0, i-95)), 0 },
		"clumps of one point":   func(i int) (x, y float64) { return float64(i/10) * 1.37, float64(i/10*7%11) * 0.71 },
		"a class and a measure": func(i int) (x, y float64) { return float64(i % 3), r.ExpFloat64() },
	}
	for name, shape := range shapes {
		var v []float64
		for i := range 100 {
			x, y := shape(i)
			v = append(v, x, y)
		}
		e := use(t, "scene=own-data\nparticles=20", own.Data{Numbers: v, Name: name})
		e.Sample(2000)
		if s := e.Stats(); s.Diverged > 0 || s.Frozen || !(e.Config().Epsilon < s.Limit) {
			t.Errorf("%s: %d diverged at ε = %v, limit %v, h = %v", name, s.Diverged, e.Config().Epsilon, s.Limit, s.Data.Bandwidth)
		}
		_, at := e.View().Samples()
		for _, u := range at {
			if u-u != 0 {
				t.Fatalf("%s: %v", name, u)
			}
		}
	}
}

// TestRandomTablesRun: of tables of random dialects every one that is read runs
// 2,000 steps at the defaults, and no particle diverges: 10,000 tables with
// ./build.sh test --all.
func TestRandomTablesRun(t *testing.T) {
	n := uint64(testsize.Of(100, 500, 10_000))
	ran := 0
	for seed := range n {
		e := open(t, "scene=own-data\nparticles=1\nseed="+strconv.FormatUint(seed+1, 10))
		if bring(e, own.Data{Bytes: tables.Random(seed).File}) != nil {
			continue // what is refused is tested with the reader
		}
		e.Sample(2000)
		if s := e.Stats(); s.Diverged > 0 || s.Frozen || !(e.Config().Epsilon < s.Limit) {
			t.Errorf("table %d: %d diverged at ε = %v, limit %v, h = %v", seed, s.Diverged, e.Config().Epsilon, s.Limit, s.Data.Bandwidth)
		}
		ran++
	}
	t.Logf("%d tables", ran)
	if ran < int(n)*97/100 {
		t.Errorf("only %d of %d tables were read", ran, n)
	}
}

// BenchmarkBring300000 is the way from a file of 300,000 rows to an experiment
// that runs on them.
func BenchmarkBring300000(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	text := []byte("x,y\n")
	for range 300_000 {
		text = strconv.AppendFloat(text, r.NormFloat64(), 'f', 6, 64)
		text = append(text, ',')
		text = strconv.AppendFloat(text, 100*r.NormFloat64(), 'f', 4, 64)
		text = append(text, '\n')
	}
	e, errs := Open("scene=own-data")
	if len(errs) > 0 {
		b.Fatal(errs)
	}
	for b.Loop() {
		if err := bring(e, own.Data{Bytes: text, Name: "big.csv"}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAStrokeIsOneStepOfUndo: points that are brought while a gesture goes on are
// taken back together, with the step size that goes with them.
func TestAStrokeIsOneStepOfUndo(t *testing.T) {
	e := open(t, "scene=own-data\nparticles=10")
	before := e.Config()
	xy := []float64{0, 0, 0.01, 0.02}
	e.Gesture(true)
	for i := range 5 {
		xy = append(xy, 0.3*float64(i), 0.1*float64(i*i))
		if err := bring(e, own.Data{Numbers: xy, Drawn: true}); err != nil {
			t.Fatal(err)
		}
	}
	e.Gesture(false)
	after, points := e.Config(), e.Points()
	if !e.Undo() || e.Points() != nil || e.Config() != before {
		t.Errorf("undone: %v, %+v", e.Points(), e.Config())
	}
	if e.Undo() {
		t.Error("the stroke was two steps")
	}
	if !e.Redo() || e.Points() != points || e.Config() != after {
		t.Errorf("redone: %v, %+v", e.Points(), e.Config())
	}
}

// TestForgetGoesHome: without its data a figure has the density of its scene.
func TestForgetGoesHome(t *testing.T) {
	for _, text := range []string{"scene=langevin", "scene=own-data", "scene=matching"} {
		e := open(t, text+"\nparticles=10")
		home := e.Config().Density
		if err := bring(e, own.Data{Numbers: []float64{0, 0, 1, 1, 2, 0}}); err != nil {
			t.Fatal(err)
		}
		if err := e.Forget(); err != nil || e.Points() != nil || e.Config().Density != home {
			t.Errorf("%s: %v, %q, want %q", text, err, e.Config().Density, home)
		}
	}
}

// TestCSVIsATable: our own reader takes the particles of a figure from its CSV
// as they are, and what the coordinates mean stands above them.
func TestCSVIsATable(t *testing.T) {
	e := use(t, "scene=own-data\nparticles=50", byName(t, "a1"))
	e.Sample(20)
	text := e.CSV()
	for _, part := range []string{"# scene=own-data\n", "# data=", "# x: ", "# a1"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%.600s", part, text)
		}
	}
	d, want := e.View().Samples()
	again := use(t, "scene=own-data\nparticles=10", own.Data{Bytes: []byte(text)})
	tb, err := own.Read(own.Data{Bytes: []byte(text)}, nil)
	if err != nil || tb.Facts.Used != len(want)/d || tb.Facts.X != "x" || tb.Facts.Y != "y" {
		t.Fatalf("%v %+v", err, again.Stats().Data)
	}
	for i, line := range strings.Split(strings.TrimSpace(text[strings.Index(text, "x,y\n")+4:]), "\n") {
		x, y, _ := strings.Cut(line, ",")
		for j, s := range []string{x, y} {
			if v, _ := strconv.ParseFloat(s, 64); math.Abs(v-want[j*50+i]) > 1e-12*math.Abs(want[j*50+i]) {
				t.Errorf("line %d: %s, want %v", i, s, want[j*50+i])
			}
		}
	}
}

// TestSketch: the points are spread as the data are, in their units and by weight, and
// are the same every time.
func TestSketch(t *testing.T) {
	e := open(t, "scene=own-data\nparticles=20")
	if e.View().Sketch(10) != nil {
		t.Error("points without data")
	}
	if err := bring(e, own.Data{Numbers: []float64{1000, 5, 1, 1010, 9, 3, 1005, 7, 0.5}, Columns: 3, Names: []string{"x", "y", "weight"}}); err != nil {
		t.Fatal(err)
	}
	xy := e.View().Sketch(3000)
	if len(xy) != 6000 || !slices.Equal(xy, e.View().Sketch(3000)) {
		t.Fatalf("%d coordinates, or others the second time", len(xy))
	}
	heavy := 0
	for i := 0; i < len(xy); i += 2 {
		if math.Abs(xy[i]-1010) < 1 && math.Abs(xy[i+1]-9) < 1 {
			heavy++
		}
	}
	// A share of 2/3 of 3,000 independent draws is known to √(2/9·3000) = 26; four of it.
	if math.Abs(float64(heavy)-2000) > 104 {
		t.Errorf("%d of 3000 at the point of two thirds of the weight", heavy)
	}
}
