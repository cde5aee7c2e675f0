package target

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// Points are the reader's own data, centred and scaled to the view. They do not
// change once they are made.
type Points struct {
	Name      string           // of the file, or ""
	At        sim.Batch        // D×N, in the units of the view
	Weights   []float64        // N, relative; nil is equal weights
	Centring  density.Centring // the way back to the reader's units
	Bandwidth float64          // h that the data choose for themselves
	Facts     Facts            // what became of the file

	Album   *density.Album // the reader's pictures, in the place of points; else nil
	Classes string         // a digit for each of their labels; "" where they have none

	// Source is what the points were read from, for whoever reads it again; nil of
	// points from a text or a message.
	Source any
}

// Facts say what was understood of data, and what was done with them.
type Facts struct {
	Rows, Used, Left int             // of the file; as points; Rows − Used
	X, Y, Weight     string          // names of the columns; Weight is "" without one
	Units            [3]string       // theirs, "" where there is none
	Choices          []string        // names of the columns of numbers
	Summary          param.Label     // the sentence that a figure always shows
	Notes            []param.Label   // further sentences
	Reading          string          // key of the way in which the file was read, "" of numbers
	Readings         []Reading       // how else the file could be read
	Far              int             // points far from all others
	LeftFar          bool            // they were left out
	Axes             string          // of Placing
	Even             bool            // both axes have one scale
	Rule             density.LeftOut // of the bandwidth
	Accuracy         float64         // relative, of the density of merged points; 0 where none were merged
}

// Reading is another way in which a file can be read.
type Reading struct {
	Key  string      // by which it is asked for
	Text param.Label // what it is
}

// Placing says how points come into the view. The zero value decides by the
// points.
type Placing struct {
	Axes  string // SameScale or OwnScales; "" decides by the spreads
	Far   string // LeaveFar leaves out points far from all others; "" keeps them
	Alike bool   // both coordinates are known to have one unit

	// At is where the points are: a way into the view that they keep, as those do
	// that are drawn there. nil centres and scales them.
	At *density.Centring

	Yield func() // called between pieces of the work; may be nil
}

func (d *Placing) pause() {
	if d.Yield != nil {
		d.Yield()
	}
}

// Values of Placing.
const (
	SameScale = "same"  // one scale for both axes
	OwnScales = "own"   // a scale for each axis
	LeaveFar  = "leave" // points far from all others
)

const (
	// mostKept is how many points a kernel estimate is played with: a score costs
	// one exponential per point.
	mostKept = 2000
	// half is the half-width of the view that data are scaled to.
	half = 3
	// leastOwn is the least bandwidth that data choose: a view of half-width 3 on
	// 600 pixels has 0.01 a pixel, and kernels narrower than that are dots which
	// particles leave in one step.
	leastOwn = 0.005
)

// Place brings points in the reader's units into the view, merging them where
// there are more than 2,000. Two of them differ at least.
func Place(p density.Points, d Placing) *Points {
	f := Facts{Rows: len(p.XY), Used: len(p.XY), Axes: d.Axes}
	var centring density.Centring
	if d.At != nil {
		centring = *d.At
		f.Even = centring.Even()
	} else {
		p, centring = f.place(p, d)
	}
	d.pause()
	inside := p.In(centring)
	d.pause()
	all := inside.Batch()
	d.pause()
	f.Rule = density.Pieces(d.Yield).ChooseBandwidth(all, p.W)
	d.pause()
	merged := density.Pieces(d.Yield).Merge(inside, mostKept)
	h := max(merged.Bandwidth(f.Rule.H), leastOwn)
	if merged.Side > 0 {
		f.Accuracy = merged.Accuracy(f.Rule.H)
		all = merged.Batch()
	}
	f.noteKernels(all.N, h)
	return &Points{At: all, Weights: merged.W, Centring: centring, Bandwidth: h, Facts: f}
}

// place finds the way into the view, and leaves out points that are far where
// that is asked for.
func (f *Facts) place(p density.Points, d Placing) (density.Points, density.Centring) {
	d.pause()
	far := density.Pieces(d.Yield).Far(p)
	d.pause()
	near := p.Without(far)
	d.pause()
	if f.Far = len(far); f.Far > 0 {
		f.LeftFar = d.Far == LeaveFar
		f.noteFar(p, far)
		if f.LeftFar {
			p = near
		}
	}
	d.pause()
	unlike := d.Axes == OwnScales || d.Axes == "" && !d.Alike && near.Unlike()
	d.pause()
	centring := p.Centre(half, unlike)
	f.Even = centring.Even()
	f.noteScales(d)
	return p, centring
}

// NewPoints brings points that a program made into the view, with one scale for
// both axes.
func NewPoints(p density.Points, name string) *Points {
	q := Place(p, Placing{Axes: SameScale})
	q.Name = name
	return q
}

func (f *Facts) note(en, zh string) { f.Notes = append(f.Notes, param.Label{EN: en, ZH: zh}) }

// noteFar says which points are far, and how the rest looks.
func (f *Facts) noteFar(p density.Points, far []int) {
	n := strconv.Itoa(f.Far)
	q := p.XY[far[0]]
	at := "(" + number(q[0]) + ", " + number(q[1]) + ")"
	points, is, was := n+" points", "lie", "were"
	if f.Far == 1 {
		points, is, was = "1 point", "lies", "was"
	}
	switch {
	case f.LeftFar:
		f.note(points+" far from all others "+was+" left out, the first at "+at+".", "已略去远离其他所有点的 "+n+" 个点，首个位于 "+at+"。")
	default:
		f.note(points+" "+is+" far from all others, the first at "+at+": the rest has shrunk. It can be left out of the view and of the estimate.",
			n+" 个点远离其他所有点，首个位于 "+at+"：其余的点因此缩成一团。可以将其从视图和估计中略去。")
	}
}

func (f *Facts) noteScales(d Placing) {
	switch {
	case f.Even:
	case d.Axes == OwnScales:
		f.note("Each axis has a scale of its own.", "两轴各有自己的比例。")
	default:
		f.note("The spreads of the columns differ by more than "+number(density.UnlikeSpread)+": each axis has a scale of its own.",
			"两列的离散程度相差超过 "+number(density.UnlikeSpread)+" 倍：两轴各有自己的比例。")
	}
}

// noteKernels says what stands for the points, and the bandwidth's rule.
func (f *Facts) noteKernels(kernels int, h float64) {
	used := f.Rule.Of
	if f.Accuracy > 0 {
		percent := number(math.Ceil(100*f.Accuracy)) + "%"
		f.note(grouped(used)+" points in "+grouped(kernels)+" kernels, which change the density by "+percent+" at most on average.",
			grouped(used)+" 个点合并为 "+grouped(kernels)+" 个核，密度平均至多改变 "+percent+"。")
	}
	rule := param.Label{EN: "leave-one-out", ZH: "留一法"}
	if f.Rule.Looked < used {
		rule.EN += " on " + grouped(f.Rule.Looked) + " of them, × (m/N)^(1/6)"
		rule.ZH += "（随机取 " + grouped(f.Rule.Looked) + " 个点，乘以 (m/N)^(1/6)）"
	}
	if f.Rule.Rounded {
		rule = param.Label{EN: "what rounding takes away, δ/√12", ZH: "取整损失的标准差 δ/√12"}
	}
	f.note("Bandwidth h = "+number(h)+" in the view, by "+rule.EN+".", "带宽 h = "+number(h)+"（视图单位），依据："+rule.ZH+"。")
}

// Summarise writes the sentence that a figure always shows of points: names of the columns, and
// how many of the rows were taken. Of pictures Describe does.
func (p *Points) Summarise() {
	f, s := &p.Facts, param.Label{EN: "Data: ", ZH: "数据："}
	if p.Name != "" {
		s = param.Label{EN: p.Name + ": ", ZH: p.Name + "："}
	}
	say := func(en, zh string) { s.EN, s.ZH = s.EN+en, s.ZH+zh }
	x, y := column(f.X, f.Units[0]), column(f.Y, f.Units[1])
	say("x = "+x.EN+", y = "+y.EN, "x = "+x.ZH+"，y = "+y.ZH)
	if f.Weight != "" {
		w := column(f.Weight, f.Units[2])
		say(", weight = "+w.EN, "，权重 = "+w.ZH)
	}
	say(", "+grouped(f.Used)+" of "+grouped(f.Rows)+" rows", "，"+grouped(f.Rows)+" 行中的 "+grouped(f.Used)+" 行")
	f.Summary = s
}

// column is a column's name with its unit, and in both languages where the file has none.
func column(name, unit string) param.Label {
	if unit != "" {
		name += " (" + unit + ")"
	}
	if n, ok := strings.CutPrefix(name, "column "); ok && strings.Trim(n, "0123456789") == "" {
		return param.Label{EN: name, ZH: "第 " + n + " 列"}
	}
	return param.Label{EN: name, ZH: name}
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }

// grouped writes n with commas between groups of three digits.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// density is the kernel estimate of the points; bandwidth 0 is their own.
func (p *Points) density(bandwidth float64) sim.Density {
	if bandwidth == 0 {
		bandwidth = p.Bandwidth
	}
	return density.NewData(p.At, p.Weights, bandwidth)
}

// Unmerge draws n points that are spread as those were that became these kernels: of
// each kernel as it weighs, and with the variance that merging took away,
// Bandwidth² − H².
func (p *Points) Unmerge(n int, key sim.Key) sim.Batch {
	within := float64(p.Bandwidth*p.Bandwidth) - float64(p.Facts.Rule.H*p.Facts.Rule.H)
	x := sim.NewBatch(p.At.D, n)
	density.NewData(p.At, p.Weights, math.Sqrt(max(within, 0))).Rand(x, key, 0)
	return x
}

// Out turns points of the view, D×N planar, into the reader's units.
func (p *Points) Out(x sim.Batch) []float64 {
	out := make([]float64, x.D*x.N)
	for i := range x.N {
		q := p.Centring.Out([2]float64{float64(x.At(0, i)), float64(x.At(1, i))})
		out[i], out[x.N+i] = q[0], q[1]
	}
	return out
}

// Sound reports whether a kernel estimate can be made of points that came from
// elsewhere: there are some, all finite, with a weight each and a bandwidth. Of pictures it
// reports whether there are some, with a class each where they have classes.
func (p *Points) Sound() bool {
	if p.Album != nil {
		return p.soundAlbum()
	}
	finite := func(v float64) bool { return v-v == 0 }
	total := 0.0
	for _, w := range p.Weights {
		if !(w >= 0) || !finite(w) {
			return false
		}
		total += w
	}
	return p.At.D > 0 && p.At.N > 0 && p.At.N <= mostKept && len(p.At.Data) == p.At.D*p.At.N &&
		(p.Weights == nil || len(p.Weights) == p.At.N && total > 0 && finite(total)) &&
		p.Bandwidth >= 0 && finite(p.Bandwidth) &&
		!slices.ContainsFunc(p.At.Data, func(v float32) bool { return v-v != 0 })
}
