package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// Shares stores in dst, of length K, the probability under p_σ that component k
// is the one that Modes names, the one of the largest responsibility: what the
// share of points so labelled estimates. It is the weight of k only where
// components do not overlap. err bounds what is left of the quadrature.
//
// P(k) = Σ_j w_j P(k wins at μ_j + r L_j u), with u uniform on the unit sphere,
// r² of chi-square's law and L_j the Cholesky factor of Σ_j + σ²I. Along such a
// ray the log-likelihoods of all components are quadratics in r, and the stretches
// on which one of them is the largest are found exactly. What remains is the mean
// over directions: two on the line; in the plane Simpson's rule over arcs of the angle,
// 256 at first, that are halved until they settle to 1e-7; 4096 random directions and their
// opposites in higher dimensions, err being four standard errors there.
func (m *Mixture) Shares(dst []float64, sigma float64) (err float64) {
	return m.MarginalShares(dst, 1, sigma, sigma)
}

// MarginalShares is Shares of another law of the points, that of α x + σ z with x from p,
// when Modes names them at the noise level named: of particles on their way along a
// schedule.
func (m *Mixture) MarginalShares(dst []float64, alpha, sigma, named float64) (err float64) {
	if len(dst) != m.k {
		panic(badShape)
	}
	r := newRays(m, alpha, sigma, named)
	switch m.d {
	case 1:
		return r.line(dst)
	case 2:
		return r.plane(dst)
	}
	return r.space(dst)
}

// rays is what the likelihoods along rays need.
type rays struct {
	m          *Mixture
	alpha      float64   // means of the points are αμ
	root       []float64 // K×D×D, Cholesky factors of their covariances α²Σ + σ²I
	inv        []float64 // K×D×D, inverse factors of Σ + named²I
	log        []float64 // K, log w − ½ log det
	c0, c1, c2 []float64 // K, l_k(r) = c0 + c1 r + c2 r²
	start, way []float64 // D, scratch
	sum, share []float64 // K, scratch
}

func newRays(m *Mixture, alpha, sigma, named float64) *rays {
	d, k := m.d, m.k
	of := func(n int) []float64 { return make([]float64, n) }
	r := &rays{m: m, alpha: alpha, root: of(k * d * d), inv: of(k * d * d), log: of(k), c0: of(k), c1: of(k), c2: of(k), start: of(d), way: of(d), sum: of(k), share: of(k)}
	l := of(d * d)
	for k := range m.k {
		r.factor(r.root[k*d*d:], k, float64(alpha*alpha), float64(sigma*sigma))
		r.factor(l, k, 1, float64(named*named))
		invertLower(r.inv[k*d*d:(k+1)*d*d], l, d)
		r.log[k] = math.Log(m.w[k])
		for j := range d {
			r.log[k] += math.Log(r.inv[k*d*d+j*d+j])
		}
	}
	return r
}

// factor stores the Cholesky factor of a Σ_k + v I in l.
func (r *rays) factor(l []float64, k int, a, v float64) {
	d := r.m.d
	cov := make([]float64, d*d)
	for i, c := range r.m.Cov(k) {
		cov[i] = float64(a * c)
	}
	for j := range d {
		cov[j*d+j] += v
	}
	cholesky(l, cov, d)
}

// along adds to dst the weight times the shares along the ray from the mean of
// component j's points in the direction of L_j u.
func (r *rays) along(dst []float64, weight float64, j int, u []float64) {
	r.setDirection(j, u)
	at := 0.0
	for range 4 * (r.m.k + 1) { // an upper envelope of K parabolas has 2K − 1 pieces at most
		k := r.largest(at)
		next := r.overtaken(k, at)
		dst[k] += float64(weight * (r.beyond(at) - r.beyond(next)))
		if math.IsInf(next, 1) {
			return
		}
		at = next
	}
}

// setDirection sets the quadratics of the ray: with e = αμ_j − μ_k and y = L_k⁻¹e,
// z = L_k⁻¹L_j u it is l_k = log w_k − ½ log det − ½|y|² − r y·z − ½r²|z|².
func (r *rays) setDirection(j int, u []float64) {
	d := r.m.d
	lower(r.way, r.root[j*d*d:], u)
	for k := range r.m.k {
		for c := range d {
			r.start[c] = float64(r.alpha*r.m.means[j*d+c]) - r.m.means[k*d+c]
		}
		var yy, yz, zz float64
		for row := range d {
			y, z := 0.0, 0.0
			for c := range row + 1 {
				inv := r.inv[k*d*d+row*d+c]
				y += float64(inv * r.start[c])
				z += float64(inv * r.way[c])
			}
			yy += float64(y * y)
			yz += float64(y * z)
			zz += float64(z * z)
		}
		r.c0[k], r.c1[k], r.c2[k] = r.log[k]-yy/2, -yz, -zz/2
	}
}

// lower stores L u in dst for the lower triangle l.
func lower(dst, l, u []float64) {
	d := len(u)
	for i := range d {
		dst[i] = 0
		for c := range i + 1 {
			dst[i] += float64(l[i*d+c] * u[c])
		}
	}
}

// sliver is the relative length of ray within which crossings count as one.
const sliver = 1e-9

// largest is the component that leads just beyond r, the lower index on ties.
func (r *rays) largest(at float64) int {
	at += sliver * (1 + at)
	best, top := 0, math.Inf(-1)
	for k := range r.m.k {
		if l := r.c0[k] + float64(at*(r.c1[k]+float64(at*r.c2[k]))); l > top {
			best, top = k, l
		}
	}
	return best
}

// overtaken is where, beyond at, the first other component rises above k; +Inf
// if none does. A difference a r² + b r + c of two rises through 0 once at most,
// at (−b + √(b² − 4ac))/2a.
func (r *rays) overtaken(k int, at float64) float64 {
	first := math.Inf(1)
	at += sliver * (1 + at)
	for o := range r.m.k {
		a, b, c := r.c2[o]-r.c2[k], r.c1[o]-r.c1[k], r.c0[o]-r.c0[k]
		disc := float64(b*b) - float64(4*a*c)
		if !(disc > 0) {
			continue
		}
		root := math.Inf(1)
		switch sq := math.Sqrt(disc); {
		case b > 0:
			root = -2 * c / (b + sq)
		case a != 0:
			root = (sq - b) / (2 * a)
		}
		if root > at && root < first {
			first = root
		}
	}
	return first
}

// beyond is P(|z| > r) of z ~ N(0, I) in R^D: with h = r²/2 it is erfc(√h) on
// the line, e^−h in the plane, and Q_{D+2} = Q_D + h^(D/2) e^−h/Γ(D/2 + 1).
func (r *rays) beyond(at float64) float64 {
	switch {
	case at == 0:
		return 1
	case math.IsInf(at, 1):
		return 0
	}
	h := float64(at*at) / 2
	q, term, n := exp(-h), exp(-h), 2
	if r.m.d%2 == 1 { // the first term is that of D = −1
		q, term, n = math.Erfc(math.Sqrt(h)), exp(-h)/math.Sqrt(h)/sqrtPi, 1
	}
	for ; n < r.m.d; n += 2 {
		term *= h / (float64(n) / 2)
		q += term
	}
	return q
}

func (r *rays) line(dst []float64) float64 {
	clear(dst)
	for j, w := range r.m.w {
		r.along(dst, w/2, j, []float64{1})
		r.along(dst, w/2, j, []float64{-1})
	}
	return 0
}

const (
	arcs     = 256  // into which the circle is cut at first
	halvings = 20   // of an arc, at most
	settled  = 1e-7 // error of an arc's part of a share that is good enough
)

// plane is Simpson's rule over arcs of the angle, which are halved until two
// of them and one agree. Shares jump at the angles of points where three components
// meet, so that what is left there is proportional to the last arc.
func (r *rays) plane(dst []float64) (err float64) {
	clear(dst)
	f := make([][]float64, 5+2*halvings) // shares at angles, five and two more a halving
	for i := range f {
		f[i] = make([]float64, r.m.k)
	}
	for j, w := range r.m.w {
		for i := range arcs {
			a, b := 2*math.Pi*float64(i)/arcs, 2*math.Pi*float64(i+1)/arcs
			r.angle(f[0], j, a)
			r.angle(f[1], j, (a+b)/2)
			r.angle(f[2], j, b)
			err += w * r.arc(dst, w/arcs, j, a, b, f)
		}
	}
	return err
}

// angle stores in dst the shares of component j's draws in one direction.
func (r *rays) angle(dst []float64, j int, angle float64) {
	clear(dst)
	sin, cos := math.Sincos(angle)
	r.along(dst, 1, j, []float64{cos, sin})
}

// arc adds the weight times the mean over the angles from a to b, given the
// shares f at a, in the middle and at b; what lies behind these in f is scratch. It
// returns the error, as a part of the circle's mean.
func (r *rays) arc(dst []float64, weight float64, j int, a, b float64, f [][]float64) (err float64) {
	r.angle(f[3], j, (3*a+b)/4)
	r.angle(f[4], j, (a+3*b)/4)
	part := (b - a) / (2 * math.Pi)
	for k := range dst {
		ends := f[0][k] + f[2][k]
		one := (ends + 4*f[1][k]) / 6
		two := (ends + 2*f[1][k] + 4*(f[3][k]+f[4][k])) / 12
		r.sum[k] = two
		err = max(err, math.Abs(two-one)*part)
	}
	if err <= settled || len(f) < 7 {
		for k, v := range r.sum {
			dst[k] += weight * v
		}
		return err
	}
	left := append([][]float64{f[0], f[3], f[1]}, f[5:]...)
	right := append([][]float64{f[1], f[4], f[2]}, f[5:]...)
	mid := (a + b) / 2
	return r.arc(dst, weight/2, j, a, mid, left) + r.arc(dst, weight/2, j, mid, b, right)
}

// space is the mean over random directions, each with its opposite.
func (r *rays) space(dst []float64) (err float64) {
	const n = 4096
	directions := sim.NewBatch(r.m.d, n)
	noise(directions, sim.NewKey(0), 0)
	clear(dst)
	square, u := make([]float64, len(dst)), make([]float64, r.m.d)
	for i := range n {
		multiply(u, 1/length(directions.Point(u, i)))
		clear(r.share)
		for range 2 {
			for j, w := range r.m.w {
				r.along(r.share, w/2, j, u)
			}
			multiply(u, -1)
		}
		for k, v := range r.share {
			dst[k] += v / n
			square[k] += float64(v*v) / n
		}
	}
	for k, v := range dst {
		err = max(err, 4*math.Sqrt(max(square[k]-float64(v*v), 0)/n))
	}
	return err
}

func length(u []float64) float64 {
	sum := 0.0
	for _, v := range u {
		sum += float64(v * v)
	}
	return math.Sqrt(sum)
}

func multiply(u []float64, by float64) {
	for i := range u {
		u[i] *= by
	}
}
