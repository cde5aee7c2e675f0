package density

import (
	"math"
	"testing"
)

// TestErfcx holds erfcx to math.Erfc, which is good to 1e-15 where it does not
// underflow, and beyond to the continued fraction
// erfcx(t) = 1/√π · 1/(t + (1/2)/(t + 1/(t + (3/2)/(t + …)))).
func TestErfcx(t *testing.T) {
	for i := range 4000 {
		z := float64(i) * 0.002
		want := math.Erfc(z) * math.Exp(z*z)
		// exp(z²) alone carries z² times the rounding of z².
		if got := erfcx(z); math.Abs(got/want-1) > 2e-15*(1+z*z) {
			t.Fatalf("erfcx(%v) = %v, want %v", z, got, want)
		}
	}
	for z := 4.0; z < 1e12; z *= 1.07 {
		f := z
		for k := 200; k > 0; k-- {
			f = z + float64(k)/2/f
		}
		if got, want := erfcx(z), 1/(f*math.Sqrt(math.Pi)); math.Abs(got/want-1) > 1e-15 {
			t.Fatalf("erfcx(%v) = %v, want %v", z, got, want)
		}
	}
	for i := range 400 {
		z := float64(i-200) * 0.46875 / 200
		if got, want := erfSmall(z), math.Erf(z); math.Abs(got-want) > 1e-15*math.Abs(want) {
			t.Fatalf("erf(%v) = %v, want %v", z, got, want)
		}
	}
}

func TestLogNormalCDF(t *testing.T) {
	for z := -37.0; z < 37; z += 0.01 {
		want := math.Log(math.Erfc(-z/math.Sqrt2) / 2)
		got, slope := logNormalCDF(z)
		if math.Abs(got-want) > 1e-13*(1+math.Abs(want)) {
			t.Fatalf("log Φ(%v) = %v, want %v", z, got, want)
		}
		const h = 1e-5 // the quotient's error is about h² and 1e-16·|log Φ|/h
		up, _ := logNormalCDF(z + h)
		down, _ := logNormalCDF(z - h)
		if fd := (up - down) / (2 * h); math.Abs(fd-slope) > 1e-8+1e-10*math.Abs(want) {
			t.Fatalf("slope at %v is %v, want %v", z, slope, fd)
		}
	}
	if log, slope := logNormalCDF(-1e10); log < -1e21 || math.Abs(slope/1e10-1) > 1e-12 {
		t.Fatalf("far out: %v, %v", log, slope)
	}
}
