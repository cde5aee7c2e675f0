package density

import (
	"math"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// kde stores the score and/or log p (nil is not wanted) at x (D×N) of the
// kernel estimate on points (D×K) with log-weights logw (K) under a kernel of
// variance v. The plane has a kernel of its own.
func kde(score, logp []float32, x []float32, points []float32, logw []float32, d int, v float64) {
	n, k := len(x)/d, len(logw)
	if d == 2 {
		var sx, sy []float32
		if score != nil {
			sx, sy = score[:n], score[n:]
		}
		vec.KDE2(sx, sy, logp, x[:n], x[n:], points[:k], points[k:], logw, float32(v))
		return
	}
	e := estimate{d: d, n: n, k: k, x: x, points: points, logw: logw, half: float32(0.5 / v)}
	norm := float32(float64(d) / 2 * math.Log(2*math.Pi*v))
	for i := range n {
		l := e.at(score, i, float32(1/v))
		if logp != nil {
			logp[i] = l - norm
		}
	}
}

// estimate is a kernel estimate in any dimension, by the loop that vec.KDE2
// unrolls.
type estimate struct {
	d, n, k         int
	x, points, logw []float32
	half            float32 // 1/2v
}

// at returns log p without its normaliser at point i and stores the score.
func (e *estimate) at(score []float32, i int, precision float32) float32 {
	top := float32(math.Inf(-1))
	for c := range e.k {
		top = max(top, e.term(i, c))
	}
	if score != nil {
		for j := range e.d {
			score[j*e.n+i] = 0
		}
	}
	var sum float32
	for c := range e.k {
		w := vec.Exp1(e.term(i, c) - top)
		sum += w
		for j := 0; score != nil && j < e.d; j++ {
			score[j*e.n+i] += float32(w * (e.points[j*e.k+c] - e.x[j*e.n+i]))
		}
	}
	for j := 0; score != nil && j < e.d; j++ {
		score[j*e.n+i] = float32(score[j*e.n+i]/sum) * precision
	}
	return top + vec.Log1(sum)
}

// term is log w_c − |x_i − p_c|²/2v.
func (e *estimate) term(i, c int) float32 {
	var q float32
	for j := range e.d {
		t := e.x[j*e.n+i] - e.points[j*e.k+c]
		q += float32(t * t)
	}
	return e.logw[c] - float32(e.half*q)
}
