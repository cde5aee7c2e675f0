package fit

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim"
)

// Gaussian is the normal density whose score s = −P(x − μ) fits best.
type Gaussian struct {
	Mean      []float64 // μ̂, D
	Cov       []float64 // S, the sample covariance with 1/N, D×D
	Precision []float64 // P̂ = S⁻¹, D×D
	Minimum   float64   // implicit loss of the fit, −½ tr S⁻¹

	sigma  float32 // what p and logz are at
	p      square
	logz   float64
	points []float64 // scratch
}

// NewGaussian fits a Gaussian. The loss −tr P + ½E‖P(x − μ)‖² is least at
// μ̂ = mean and P̂ = S⁻¹, as with maximum likelihood (Hyvärinen 2005, section
// 3.1).
func NewGaussian(x sim.Batch) (*Gaussian, error) {
	if x.N <= x.D || x.D == 0 {
		return nil, &Error{"points", strconv.Itoa(x.N), "more than there are dimensions, " + strconv.Itoa(x.D)}
	}
	if err := finite(x); err != nil {
		return nil, err
	}
	g := &Gaussian{Mean: make([]float64, x.D), Cov: make([]float64, x.D*x.D)}
	g.moments(x)
	l, err := invertible(square{x.D, g.Cov}, "points", "points that do not all lie in a plane")
	if err != nil {
		return nil, err
	}
	p := l.inverse()
	g.Precision, g.Minimum = p.data, -p.trace()/2
	g.points = make([]float64, 2*x.D)
	return g, nil
}

func (g *Gaussian) moments(x sim.Batch) {
	n := float64(x.N)
	for j := range x.D {
		for _, v := range x.Row(j) {
			g.Mean[j] += float64(v) / n
		}
	}
	for j := range x.D {
		for k := range j + 1 {
			sum := 0.0
			for i, v := range x.Row(j) {
				sum += (float64(v) - g.Mean[j]) * (float64(x.At(k, i)) - g.Mean[k])
			}
			square{x.D, g.Cov}.add(j, k, sum/n)
		}
	}
}

// at prepares the precision and the normaliser of N(μ, S + σ²I).
func (g *Gaussian) at(sigma float32) {
	if g.p.n > 0 && g.sigma == sigma {
		return
	}
	d := len(g.Mean)
	s := newSquare(d)
	copy(s.data, g.Cov)
	for j := range d {
		s.add(j, j, float64(sigma)*float64(sigma))
	}
	l, _ := factorise(s) // S is positive definite, and so is this
	g.p, g.sigma = l.inverse(), sigma
	g.logz = (float64(d)*math.Log(2*math.Pi) + l.logDet()) / 2
}

// Score stores −(S + σ²I)⁻¹(x − μ).
func (g *Gaussian) Score(dst, x sim.Batch, sigma float32) {
	if x.D != len(g.Mean) || !dst.Like(x) {
		panic(badShape)
	}
	g.at(sigma)
	for i := range x.N {
		for j, v := range g.pointScore(x, i) {
			dst.Set(j, i, float32(v))
		}
	}
}

// LogProb stores log N(x; μ, S + σ²I), normalised.
func (g *Gaussian) LogProb(dst []float32, x sim.Batch, sigma float32) {
	if x.D != len(g.Mean) || len(dst) != x.N {
		panic(badShape)
	}
	g.at(sigma)
	for i := range dst {
		q := 0.0
		for j, v := range g.pointScore(x, i) {
			q += v * (float64(x.At(j, i)) - g.Mean[j])
		}
		dst[i] = float32(q/2 - g.logz)
	}
}

// pointScore is the score at point i, in scratch.
func (g *Gaussian) pointScore(x sim.Batch, i int) []float64 {
	d := len(g.Mean)
	e, s := g.points[:d], g.points[d:]
	x.Point(e, i)
	for j, m := range g.Mean {
		e[j] -= m
	}
	for j := range s {
		s[j] = -dot(g.p.row(j), e)
	}
	return s
}
