package render

import (
	"math"
	"strconv"
)

// ticks are the round numbers in a range: From, From+Step, … , count of them.
type ticks struct {
	From, Step float64
	Count      int
	digits     int     // after the point
	offset     float64 // what the numbers are differences from
	decades    bool    // on a log axis: 1, 2 and 5 times the powers of ten, From the first's number
}

// niceTicks chooses a step of 1, 2 or 5 times a power of ten so that there are
// at most most of them.
func niceTicks(lo, hi float64, most int) ticks {
	span := hi - lo
	if !(span > 0) || math.IsInf(span, 0) || most < 1 {
		return ticks{From: lo, Step: 1}
	}
	return ticksBy(lo, hi, niceStep(span/float64(most)))
}

// ticksBy are the multiples of a step in a range.
func ticksBy(lo, hi, step float64) ticks {
	first := math.Ceil(lo/step - 1e-9)
	last := math.Floor(hi/step + 1e-9)
	// As many digits as the step has: 0.05 has two.
	return ticks{From: first * step, Step: step, Count: int(last-first) + 1, digits: max(0, -int(math.Floor(math.Log10(step)+1e-9)))}
}

// niceStep is the least of 1, 2, 5 × 10^k that is not below x.
func niceStep(x float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(x)+1e-9))
	for _, m := range [...]float64{1, 2, 5} {
		if m*p >= x*(1-1e-9) {
			return m * p
		}
	}
	return 10 * p
}

// decadeTicks are the 1, 2, 5, 10, … between two logarithms to base 10.
func decadeTicks(lo, hi float64) ticks {
	first, count := 3*math.Floor(lo), 0
	for decade125(first) < lo-1e-9 {
		first++
	}
	for decade125(first+float64(count)) < hi+1e-9 {
		count++
	}
	return ticks{From: first, Step: 1. / 3, Count: count, decades: true}
}

// decade125 is the logarithm of the n-th number of … 1, 2, 5, 10, 20, ….
func decade125(n float64) float64 {
	e := math.Floor(n / 3)
	return e + [...]float64{0, 0.30102999566398120, 0.69897000433601880}[int(n-3*e)]
}

// at is the k-th number; its logarithm on a log axis of decades.
func (t ticks) at(k int) float64 {
	if t.decades {
		return decade125(t.From + float64(k))
	}
	v := t.From + float64(k)*t.Step
	if math.Abs(v) < t.Step*1e-6 { // 0 and not 1e-17 by rounding
		return 0
	}
	return v
}

// appendFixed writes v with digits after the point and a true minus sign.
func appendFixed(b []byte, v float64, digits int) []byte {
	if v < 0 {
		b = append(b, "−"...)
		v = -v
	}
	return strconv.AppendFloat(b, v, 'f', digits, 64)
}

// appendShort writes v with about n significant digits, as 0.05, 12.3, 3×10⁻⁵.
func appendShort(b []byte, v float64, n int) []byte {
	switch a := math.Abs(v); {
	case math.IsNaN(v):
		return append(b, "–"...)
	case math.IsInf(v, 0):
		if v < 0 {
			b = append(b, "−"...)
		}
		return append(b, "∞"...)
	case a == 0:
		return append(b, '0')
	case a >= 1e5 || a < 1e-3:
		return appendScientific(b, v, min(n-1, 1))
	default:
		e := int(math.Floor(math.Log10(a) + 1e-12))
		return trimZeros(appendFixed(b, v, max(0, n-1-e)))
	}
}

// appendScientific writes v as 3×10⁻⁵, with so many digits after the point at most.
func appendScientific(b []byte, v float64, digits int) []byte {
	e := int(math.Floor(math.Log10(math.Abs(v)) + 1e-12))
	unit := math.Pow(10, float64(digits))
	if r := math.Round(v/math.Pow(10, float64(e))*unit) / unit; math.Abs(r) != 1 {
		b = trimZeros(appendFixed(b, r, digits))
		b = append(b, "×"...)
	} else if v < 0 {
		b = append(b, "−"...)
	}
	return appendPower(b, e)
}

// trimZeros removes zeros at the end of a decimal fraction.
func trimZeros(b []byte) []byte {
	dot := -1
	for i := len(b) - 1; i >= 0 && (b[i] == '.' || '0' <= b[i] && b[i] <= '9'); i-- {
		if b[i] == '.' {
			dot = i
		}
	}
	if dot < 0 {
		return b
	}
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}

var superscripts = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// appendPower writes 10ᵉ.
func appendPower(b []byte, e int) []byte {
	b = append(b, "10"...)
	if e < 0 {
		b = append(b, "⁻"...)
		e = -e
	}
	if e >= 10 {
		b = append(b, superscripts[e/10%10]...)
	}
	return append(b, superscripts[e%10]...)
}
