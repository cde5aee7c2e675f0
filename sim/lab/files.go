package lab

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
)

// nothingLearns is the error of files about training where there is none.
func nothingLearns() error {
	return &param.Error{Field: "file", Why: param.Label{EN: "Nothing is learned in this figure.", ZH: "此图中没有训练。"}}
}

// CSV is how every network learned, a line for each value of its trace, below the
// lines of the state. The error is a *param.Error where nothing learns.
func (t Training) CSV() (string, error) {
	if t.Networks() == 0 {
		return "", nothingLearns()
	}
	var b strings.Builder
	comment(&b, t.e.marked().Text())
	b.WriteString("objective,step,loss,optimum,error,rmse\n")
	for k := range t.Networks() {
		n, optimum := t.Trace(k), t.Optimum(k)
		for i, step := range n.Step {
			row(&b, n.Objective, step, n.Loss[i], optimum, n.Fisher[i], n.Grid[i])
		}
	}
	return b.String(), nil
}

// Weights are those of the first network in the format of safetensors. The error is
// a *param.Error where nothing learns.
func (t Training) Weights() ([]byte, error) {
	if t.Networks() == 0 {
		return nil, nothingLearns()
	}
	return t.e.parts.networks.Safetensors(), nil
}

// gridSide is how many points of a grid are beside one another.
const gridSide = 65

// GridCSV is what the picture shows at 65×65 points of the view: p_σ, its logarithm
// and its score at the noise level at which they are drawn, and the learned score
// where there is one, in the view's units, below the lines of the state. The error is a
// *param.Error where the experiment is not about points of the plane.
func (e *Experiment) GridCSV() (string, error) {
	v := e.View()
	c := v.Config
	if c.OfPictures() {
		return "", &param.Error{Field: "file", Why: param.Label{EN: "This figure is about pictures, and has no score on a grid of the plane.", ZH: "此图的对象是图像，没有平面网格上的分数。"}}
	}
	x := sim.NewBatch(v.Target.Dim(), gridSide*gridSide)
	place := func(centre float64, i int) float32 {
		return float32(centre + c.HalfWidth*(2*float64(i)/(gridSide-1)-1))
	}
	for i := range x.N {
		x.Set(0, i, place(c.CentreX, i%gridSide))
		if x.D > 1 {
			x.Set(1, i, place(c.CentreY, i/gridSide))
		}
	}
	l := Level{Alpha: 1, Sigma: v.Sigma()}
	s, learned, logp := sim.NewBatch(x.D, x.N), sim.NewBatch(x.D, x.N), make([]float32, x.N)
	v.ScoreOf(s, x, v.Target.Density, l)
	v.LogDensityOf(logp, x, l)
	names := []string{"log p"}
	columns := [][]float32{logp}
	add := func(name string, b sim.Batch) {
		for j := range b.D {
			names = append(names, name+" "+coordinate(j, b.D))
			columns = append(columns, b.Row(j))
		}
	}
	add("score", s)
	if len(v.Networks) > 0 {
		v.ScoreOf(learned, x, v.Networks[0].Model, l)
		add("learned score", learned)
	}
	var b strings.Builder
	comment(&b, e.marked().Text())
	b.WriteString("x,y," + strings.Join(names, ",") + "\n")
	piece.Each(x.N, numbersAtOnce/len(columns), v.Yield, func(first, n int) {
		for i := first; i < first+n; i++ {
			values := []float64{float64(x.At(0, i)), 0}
			if x.D > 1 {
				values[1] = float64(x.At(1, i))
			}
			for _, column := range columns {
				values = append(values, float64(column[i]))
			}
			row(&b, "", values...)
		}
	})
	return b.String(), nil
}

// comment writes the lines of a state as comments.
func comment(b *strings.Builder, state string) {
	for line := range strings.SplitSeq(state, param.Separator) {
		b.WriteString("# " + line + "\n")
	}
}

// row writes a line of a table: a name unless it is "", and numbers with the digits
// of a float32; what is not finite is empty.
func row(b *strings.Builder, name string, values ...float64) {
	b.WriteString(name)
	for i, v := range values {
		if name != "" || i > 0 {
			b.WriteByte(',')
		}
		if v-v == 0 {
			b.WriteString(strconv.FormatFloat(v, 'g', -1, 32))
		}
	}
	b.WriteByte('\n')
}
