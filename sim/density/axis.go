package density

import (
	"math"
)

// axis holds, for one coordinate x of one point, what each of n cells in a row
// receives of a Gaussian of deviation s around x, and the derivative by x.
type axis struct {
	f, df  []float64 // n: F_k exp(shift) and F_k′ exp(shift), or log F_k and F_k′/F_k
	lo, hi int       // the cells that count
	shift  float64   // t²/2 of the row's nearest edge, 0 inside it
	scale  float64   // exp(shift) where that is not large
}

func newAxis(n int) axis { return axis{f: make([]float64, n), df: make([]float64, n)} }

// edge is what is known at an edge that stands t = (x − e)/s away.
type edge struct {
	right bool    // x is right of the edge
	tail  float64 // Φ(−|t|) exp(shift): the mass beyond the edge
	bell  float64 // φ(t) exp(shift)
}

// set fills the cells within reach deviations of x, or of the row's nearest
// edge when x is outside; x counts from the row's first edge.
//
// F_k = Φ(t_k) − Φ(t_{k+1}) is taken as a difference of tails on the side where
// both edges are, so that it keeps its digits.
func (a *axis) set(x, cell, s, reach float64) {
	n := len(a.f)
	out := max(-x, x-float64(float64(n)*cell), 0)
	a.shift = float64(out/s*(out/s)) / 2
	if a.scale = 1; a.shift > 0 {
		a.scale = exp(a.shift)
	}
	// Whatever is further than √(out² + (reach s)²) is less than exp(−reach²/2)
	// of the nearest.
	far := math.Sqrt(float64(out*out) + float64(reach*s*(reach*s)))
	a.lo = int(clamp(math.Floor((x-far)/cell), 0, float64(n)))
	a.hi = int(clamp(math.Ceil((x+far)/cell), float64(a.lo), float64(n)))
	l := a.edge(a.lo, x, cell, s)
	for k := a.lo; k < a.hi; k++ {
		r := a.edge(k+1, x, cell, s)
		switch {
		case r.right: // both edges are left of x
			a.f[k] = r.tail - l.tail
		case l.right:
			a.f[k] = 1 - l.tail - r.tail // x is inside, shift is 0
		default:
			a.f[k] = l.tail - r.tail
		}
		a.df[k] = (l.bell - r.bell) / s
		l = r
	}
}

func (a *axis) edge(k int, x, cell, s float64) edge {
	t := (x - float64(float64(k)*cell)) / s
	e := exp(a.shift - float64(t*t/2))
	r := edge{right: t >= 0, bell: float64(e * invRoot2Pi)}
	if u := math.Abs(t) / math.Sqrt2; u > small {
		r.tail = float64(e * erfcx(u) / 2)
	} else { // shift, too, is small here
		r.tail = float64(a.scale * (1 - erfSmall(u)) / 2)
	}
	return r
}

const invRoot2Pi = 0.398942280401432677939946059934381868

// setLog fills every cell with log F_k and F_k′/F_k, which reach as far as
// float64 does. With u the distance to the cell's nearer edge and v to its
// further one, in units of s, outside the cell
//
//	F = exp(−u²/2) (erfcx(u/√2) − exp((u²−v²)/2) erfcx(v/√2)) / 2.
func (a *axis) setLog(x, cell, s float64) {
	for k := range a.f {
		l, r := (x-float64(float64(k)*cell))/s, (x-float64(float64(k+1)*cell))/s
		if l >= 0 && r <= 0 {
			bell := func(t float64) float64 { return float64(exp(-float64(t*t)/2) * erfcx(t/math.Sqrt2) / 2) }
			f := 1 - bell(l) - bell(-r)
			a.f[k] = math.Log(f)
			a.df[k] = (exp(-float64(l*l)/2) - exp(-float64(r*r)/2)) * invRoot2Pi / (s * f)
			continue
		}
		u, v, sign := r, l, -1.0 // right of the cell F falls
		if r < 0 {
			u, v, sign = -l, -r, 1
		}
		drop := exp(float64((u-v)*(u+v)) / 2)
		f := (erfcx(u/math.Sqrt2) - float64(drop*erfcx(v/math.Sqrt2))) / 2
		a.f[k] = math.Log(f) - float64(u*u/2)
		a.df[k] = sign * (1 - drop) * invRoot2Pi / (s * f)
	}
}

func clamp(v, lo, hi float64) float64 { return max(lo, min(v, hi)) }
