package param

import (
	"math"
	"strconv"
	"strings"
)

// Component is one Gaussian of a mixture in the plane, as text and handles have
// it.
type Component struct {
	Weight float64    // relative to the others, above 0
	Mean   [2]float64 // x, y
	Cov    [3]float64 // σ_xx, σ_xy, σ_yy, positive definite
}

// MostComponents bounds a reader's own mixture.
const MostComponents = 24

const mixtureGrammar = "w,mx,my,sxx,sxy,syy;…"

// The ranges of a component. Farther out than farthestMean its particles would count as
// diverged. Below leastVariance, in any direction, float32 coordinates have too few digits and
// the least ε that can be set diverges; with sxx·syy − sxy² below leastIndependence·sxx·syy the
// float32 terms of a score cancel along the ridge.
const (
	leastWeight       = 1e-12 // of the sum
	farthestMean      = 1e5
	leastVariance     = 1e-6
	leastIndependence = 1e-4
)

// ParseMixture reads components written as w,mx,my,sxx,sxy,syy and separated
// by semicolons. Weights are relative. A covariance must be positive definite, with
// variances of 1e-6 and more in every direction and a correlation of 0.99995 at most.
func ParseMixture(text string) ([]Component, error) {
	wrong := func(value, allowed string) error { return &Error{Field: "mixture", Value: value, Range: allowed} }
	if strings.Count(text, ";") >= MostComponents {
		n, most := strconv.Itoa(strings.Count(text, ";")+1), strconv.Itoa(MostComponents)
		return nil, &Error{Field: "mixture", Value: n, Range: "1 … " + most, Why: Label{
			EN: "mixture: " + n + " components are too many; allowed: 1 … " + most + ".",
			ZH: "mixture：" + n + " 个分量太多；允许：1 … " + most + " 个。"}}
	}
	var cs []Component
	for part := range strings.SplitSeq(text, ";") {
		v, ok := sixNumbers(part)
		switch {
		case !ok:
			return nil, wrong(clip(part), mixtureGrammar)
		case !(v[0] > 0 && v[0] <= 1e6):
			return nil, wrong("w = "+short(v[0]), "0 < w ≤ 1e6")
		case !(math.Abs(v[1]) <= farthestMean && math.Abs(v[2]) <= farthestMean):
			return nil, wrong("mx, my = "+short(v[1])+", "+short(v[2]), "-1e5 … 1e5")
		case !(v[3] > 0 && v[5] > 0 && v[3]*v[5] > v[4]*v[4]):
			return nil, wrong(covariance(v), "sxx > 0, syy > 0, sxx·syy > sxy²")
		case !(v[3]*v[5]-v[4]*v[4] >= leastIndependence*(1-rounding)*v[3]*v[5]):
			return nil, wrong(covariance(v), "|sxy| ≤ 0.99995 √(sxx·syy)")
		case !(narrowest(v[3], v[4], v[5]) >= leastVariance*(1-rounding)):
			return nil, wrong(covariance(v), "eigenvalues ≥ 1e-6")
		}
		cs = append(cs, Component{v[0], [2]float64{v[1], v[2]}, [3]float64{v[3], v[4], v[5]}})
	}
	sum := 0.0
	for _, c := range cs {
		sum += c.Weight
	}
	for _, c := range cs {
		if c.Weight < leastWeight*sum {
			return nil, wrong("w = "+short(c.Weight), "w ≥ 1e-12 Σw")
		}
	}
	return cs, nil
}

// rounding is what FormatMixture may take from a bound.
const rounding = 1e-2

// narrowest is the lesser eigenvalue of a covariance: the determinant over the greater one.
func narrowest(xx, xy, yy float64) float64 {
	return (xx*yy - xy*xy) / ((xx+yy)/2 + math.Hypot((xx-yy)/2, xy))
}

// covariance names three numbers for a message.
func covariance(v [6]float64) string {
	return "sxx, sxy, syy = " + short(v[3]) + ", " + short(v[4]) + ", " + short(v[5])
}

// FormatMixture writes what ParseMixture reads, with enough digits to read the
// same numbers back at the precision of the picture (float32).
func FormatMixture(cs []Component) string {
	var b strings.Builder
	for i, c := range cs {
		if i > 0 {
			b.WriteByte(';')
		}
		for j, v := range [...]float64{c.Weight, c.Mean[0], c.Mean[1], c.Cov[0], c.Cov[1], c.Cov[2]} {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.FormatFloat(v, 'g', -1, 32))
		}
	}
	return b.String()
}

// sixNumbers reads six finite numbers of a sane size.
func sixNumbers(text string) (v [6]float64, ok bool) {
	i := 0
	for s := range strings.SplitSeq(text, ",") {
		if i == len(v) {
			return v, false
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		if err != nil || !(-1e6 <= x && x <= 1e6) {
			return v, false
		}
		v[i] = x
		i++
	}
	return v, i == len(v)
}

// short is v with as many digits as a message needs.
func short(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
