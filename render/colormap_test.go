package render

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// over returns c laid over an opaque or transparent b.
func (c Color) over(b Color) Color {
	k := 1 - c[3]
	return Color{c[0] + b[0]*k, c[1] + b[1]*k, c[2] + b[2]*k, c[3] + b[3]*k}
}

// oklab returns lightness and the two opponent axes of linear sRGB.
func oklab(r, g, b float64) (L, A, B float64) {
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return 0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s
}

// decode undoes encode.
func decode(c float32) float64 {
	v := float64(c)
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// sight is a linear map of linear sRGB: what a reader sees. The matrices for
// complete colour blindness are those of Machado, Oliveira and Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
// severity 1.
var sights = map[string][9]float64{
	"full":         {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// seen is an opaque colour in Oklab as a reader sees it.
func seen(c Color, m [9]float64) (L, a, b float64) {
	r, g, bl := decode(c[0]), decode(c[1]), decode(c[2])
	at := func(k int) float64 { return clamp(m[k]*r+m[k+1]*g+m[k+2]*bl, 0, 1) }
	return oklab(at(0), at(3), at(6))
}

func distance(c, d Color, m [9]float64) float64 {
	l, a, b := seen(c, m)
	l2, a2, b2 := seen(d, m)
	return math.Sqrt((l-l2)*(l-l2) + (a-a2)*(a-a2) + (b-b2)*(b-b2))
}

// TestLightnessIsMonotone: on the theme's paper every map gets steadily darker
// or lighter, for every kind of sight; a signed map does so on both sides of
// its middle.
func TestLightnessIsMonotone(t *testing.T) {
	check := func(name string, m *ColorMap, from, to int, paper Color) {
		for sight, k := range sights {
			first, _, _ := seen(m[from].over(paper), k)
			last, _, _ := seen(m[to-1].over(paper), k)
			if math.Abs(last-first) < 0.2 {
				t.Errorf("%s, %s: lightness spans only %.3f", name, sight, math.Abs(last-first))
			}
			sign := math.Copysign(1, last-first)
			before := first
			for i := from + 1; i < to; i++ {
				l, _, _ := seen(m[i].over(paper), k)
				if (l-before)*sign < -1e-3 { // colours of 8-bit canvases differ by 4e-3
					t.Errorf("%s, %s: lightness turns at %d: %.4f after %.4f", name, sight, i, l, before)
				}
				before = l
			}
		}
	}
	for theme := range Theme(numberThemes) {
		for kind := range MapKind(numberMaps) {
			m, name := Map(theme, kind), "theme "+strconv.Itoa(int(theme))+" map "+strconv.Itoa(int(kind))
			if kind == SignedMap {
				check(name+" below", m, 0, mapSize/2, theme.Paper())
				check(name+" above", m, mapSize/2, mapSize, theme.Paper())
				continue
			}
			check(name, m, 0, mapSize, theme.Paper())
		}
		check("values", &values[theme], 0, mapSize, theme.Paper())
	}
}

// TestMapsBeginAtThePage: zero shows the page itself.
func TestMapsBeginAtThePage(t *testing.T) {
	for theme := range Theme(numberThemes) {
		for _, kind := range []MapKind{DensityMap, ErrorMap, CloudMap} {
			if c := Map(theme, kind).At(0); c != (Color{}) {
				t.Errorf("theme %d map %d starts at %v", theme, kind, c)
			}
			if c := Map(theme, kind).At(1); c[3] != 1 {
				t.Errorf("theme %d map %d ends with opacity %v", theme, kind, c[3])
			}
		}
	}
}

func TestMapInterpolatesAndClamps(t *testing.T) {
	m := Map(Light, ErrorMap)
	if m.At(-1) != m[0] || m.At(2) != m[mapSize-1] {
		t.Error("outside [0, 1] is not the end's colour")
	}
	at := m.At(10.5 / (mapSize - 1))
	for k := range at {
		if want := (m[10][k] + m[11][k]) / 2; math.Abs(float64(at[k]-want)) > 1e-5 {
			t.Errorf("channel %d: %v between %v and %v", k, at[k], m[10][k], m[11][k])
		}
	}
}

// contrast is that of WCAG 2.2.
func contrast(a, b Color) float64 {
	y := func(c Color) float64 { return 0.2126*decode(c[0]) + 0.7152*decode(c[1]) + 0.0722*decode(c[2]) }
	hi, lo := max(y(a), y(b)), min(y(a), y(b))
	return (hi + 0.05) / (lo + 0.05)
}

// TestRolesStandOut: text has a contrast of 4.5 to the paper, 7 under high
// contrast; marks have 2.4, 4.5 under high contrast (WCAG asks for 3 where
// nothing else tells them; light categories also have shapes and names).
func TestRolesStandOut(t *testing.T) {
	for theme := range Theme(numberThemes) {
		text, mark := 4.5, 2.4
		if theme > Dark {
			text, mark = 7, 4.5
		}
		for r := range Role(numberRoles) {
			want := mark
			switch r {
			case Ink, Muted:
				want = text
			case Faint:
				continue
			}
			if c := contrast(theme.Color(r), theme.Paper()); c < want {
				t.Errorf("theme %d role %d: contrast %.2f, want %v", theme, r, c, want)
			}
		}
	}
}

// TestCategoriesDiffer: the first four categories differ by 0.08 in Oklab (four
// just noticeable differences) for every sight; pairs of colours that stand for
// opposites do as well.
func TestCategoriesDiffer(t *testing.T) {
	pairs := [][2]Role{{Truth, Learned}, {Drift, Noise}, {Drift, Ink}, {Noise, Ink}, {Truth, Alarm}, {Good, Alarm}}
	for i := range Role(4) {
		for j := range i {
			pairs = append(pairs, [2]Role{Cat0 + j, Cat0 + i})
		}
	}
	for theme := range Theme(numberThemes) {
		for sight, m := range sights {
			for _, p := range pairs {
				if d := distance(theme.Color(p[0]), theme.Color(p[1]), m); d < 0.08 {
					t.Errorf("theme %d, %s: roles %d and %d differ by only %.3f", theme, sight, p[0], p[1], d)
				}
			}
		}
	}
}

// TestOklabRoundTrip: white is (1, 0, 0), and converting there and back is the
// identity up to the rounding of the published matrices.
func TestOklabRoundTrip(t *testing.T) {
	L, a, b := oklab(1, 1, 1)
	if math.Abs(L-1)+math.Abs(a)+math.Abs(b) > 1e-6 {
		t.Errorf("white is %v %v %v", L, a, b)
	}
	for _, c := range []Color{hex(0x1764ab), hex(0xd0570a), hex(0x20c090)} {
		L, a, b := oklab(decode(c[0]), decode(c[1]), decode(c[2]))
		got := oklch{L, math.Hypot(a, b), math.Atan2(b, a) * 180 / math.Pi}.color()
		for k := range c {
			if math.Abs(float64(got[k]-c[k])) > 1e-3 {
				t.Errorf("%v came back as %v", c, got)
			}
		}
	}
}

// TestShaderKnowsTheMapSize: Kage needs a literal.
func TestShaderKnowsTheMapSize(t *testing.T) {
	source, err := os.ReadFile("field.kage")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"var Map [" + strconv.Itoa(mapSize) + "]vec4", "* " + strconv.Itoa(mapSize-1), "int(t), " + strconv.Itoa(mapSize-2)} {
		if !strings.Contains(string(source), want) {
			t.Errorf("field.kage lacks %q", want)
		}
	}
}
