package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// kde stores the score and/or log p (nil is not wanted) at x of the estimate under a kernel
// of variance v. The plane has a kernel of its own.
func (d *Data) kde(score, logp []float32, x sim.Batch, v float64) {
	n, k := x.N, d.x.N
	if x.D == 2 {
		var sx, sy []float32
		if score != nil {
			sx, sy = score[:n], score[n:]
		}
		vec.KDE2(sx, sy, logp, x.Row(0), x.Row(1), d.x.Row(0), d.x.Row(1), d.logw, float32(v))
		return
	}
	if d.rows == nil {
		d.rows = make([]float32, k*x.D)
		vec.Transpose(d.rows, d.x.Data, x.D, k)
	}
	e := estimate{rows: d.rows, logw: d.logw, half: float32(0.5 / v), x: make([]float32, x.D), pull: make([]float32, x.D)}
	norm := float32(float64(x.D) / 2 * math.Log(2*math.Pi*v))
	for i := range n {
		for j := range e.x {
			e.x[j] = x.Data[j*n+i]
		}
		l, sum := e.at(score != nil)
		if score != nil {
			for j, u := range e.pull {
				score[j*n+i] = float32(u/sum) * float32(1/v)
			}
		}
		if logp != nil {
			logp[i] = l - norm
		}
	}
}

// estimate is a kernel estimate at one point in any dimension, by the loop that vec.KDE2 unrolls.
type estimate struct {
	rows, logw []float32 // K×D, K
	half       float32   // 1/2v
	x          []float32 // D, the point
	pull       []float32 // D, Σ_c e_c (p_c − x)
}

// at returns log p without its normaliser and the sum of all weights e, and makes the pull if that is wanted.
func (e *estimate) at(wanted bool) (logp, sum float32) {
	top := float32(math.Inf(-1))
	for c := range e.logw {
		top = max(top, e.term(c))
	}
	clear(e.pull)
	for c := range e.logw {
		w := vec.Weight(top - e.term(c))
		sum += w
		if wanted {
			for j, p := range e.row(c) {
				e.pull[j] += float32(w * (p - e.x[j]))
			}
		}
	}
	return top + vec.Log1(sum), sum
}

func (e *estimate) row(c int) []float32 {
	d := len(e.x)
	return e.rows[c*d : (c+1)*d]
}

// term is log w_c − |x − p_c|²/2v.
func (e *estimate) term(c int) float32 {
	var q float32
	for j, p := range e.row(c) {
		t := e.x[j] - p
		q += float32(t * t)
	}
	return e.logw[c] - float32(e.half*q)
}
