package render

import "math"

// Color is premultiplied red, green, blue and alpha in [0, 1], sRGB-encoded, as
// canvases blend it.
type Color [4]float32

// Alpha returns the colour made more transparent by the factor a.
func (c Color) Alpha(a float64) Color {
	f := float32(a)
	return Color{c[0] * f, c[1] * f, c[2] * f, c[3] * f}
}

// hex returns the opaque colour 0xRRGGBB.
func hex(rgb uint32) Color {
	return Color{float32(rgb>>16&255) / 255, float32(rgb>>8&255) / 255, float32(rgb&255) / 255, 1}
}

// oklch is a colour by lightness, chroma and hue in degrees of Oklab
// (B. Ottosson, "A perceptual color space for image processing", 2020).
type oklch struct{ L, C, H float64 }

// color converts to sRGB; chroma is reduced until the colour is in gamut, so
// that lightness and hue are kept.
func (k oklch) color() Color {
	for {
		r, g, b := k.linear()
		if lo, hi := min(r, g, b), max(r, g, b); lo >= -1e-4 && hi <= 1+1e-4 || k.C < 1e-3 {
			return Color{encode(r), encode(g), encode(b), 1}
		}
		k.C *= 0.98
	}
}

// linear is linear sRGB.
func (k oklch) linear() (r, g, b float64) {
	sin, cos := math.Sincos(k.H * math.Pi / 180)
	a, bb := k.C*cos, k.C*sin
	l := cube(k.L + 0.3963377774*a + 0.2158037573*bb)
	m := cube(k.L - 0.1055613458*a - 0.0638541728*bb)
	s := cube(k.L - 0.0894841775*a - 1.2914855480*bb)
	return 4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s
}

func cube(x float64) float64 { return x * x * x }

// encode applies sRGB's transfer curve.
func encode(v float64) float32 {
	v = clamp(v, 0, 1)
	if v <= 0.0031308 {
		return float32(12.92 * v)
	}
	return float32(1.055*math.Pow(v, 1/2.4) - 0.055)
}

// mixOklch interpolates along a straight line of Oklab.
func mixOklch(a, b oklch, f float64) oklch {
	sa, ca := math.Sincos(a.H * math.Pi / 180)
	sb, cb := math.Sincos(b.H * math.Pi / 180)
	x := a.C*ca + (b.C*cb-a.C*ca)*f
	y := a.C*sa + (b.C*sb-a.C*sa)*f
	return oklch{a.L + (b.L-a.L)*f, math.Hypot(x, y), math.Atan2(y, x) * 180 / math.Pi}
}
