package vec

import "math"

// KDE2 is a weighted kernel estimate in the plane: the score in sx, sy and
// log p in logp at the points x, y, under Gaussian kernels of variance v on the
// points px, py with log-weights logw. logp, or both of sx and sy, may be nil.
//
// It equals a mixture of isotropic components with l_k = logw_k − |x−p_k|²/2v −
// log 2πv; the maximum of l is found first, so nothing is lost far away.
func KDE2(sx, sy, logp, x, y, px, py, logw []float32, v float32) {
	same(len(x), len(y))
	same(len(px), len(py), len(logw))
	same(len(sx), len(sy))
	if sx != nil {
		same(len(x), len(sx))
	}
	if logp != nil {
		same(len(x), len(logp))
	}
	norm := float32(math.Log(2 * math.Pi * float64(v)))
	if kdeSIMD(sx, sy, logp, x, y, px, py, logw, 1/v, norm) {
		return
	}
	for i := range x {
		u, w, l := kde(x[i], y[i], px, py, logw, 1/v)
		if sx != nil {
			sx[i], sy[i] = u, w
		}
		if logp != nil {
			logp[i] = l - norm
		}
	}
}

// kde is one point of KDE2, without the normaliser; p is the precision 1/v.
// Sums run over the points in order.
func kde(x, y float32, px, py, logw []float32, p float32) (sx, sy, logp float32) {
	half := p * 0.5
	top := float32(lowest)
	for k := range px {
		dx, dy := x-px[k], y-py[k]
		if l := logw[k] - float32(half*float32(float32(dx*dx)+float32(dy*dy))); l > top {
			top = l
		}
	}
	var sum, ux, uy float32
	for k := range px {
		dx, dy := x-px[k], y-py[k]
		l := logw[k] - float32(half*float32(float32(dx*dx)+float32(dy*dy)))
		e := Weight(top - l)
		sum += e
		ux += float32(e * dx)
		uy += float32(e * dy)
	}
	return -(p * (ux / sum)), -(p * (uy / sum)), top + Log1(sum)
}
