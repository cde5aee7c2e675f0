package render

import (
	"math"
	"strconv"
	"strings"
)

// The stroke font: each glyph is a few open strokes on a grid whose unit is a
// seventh of a capital's height. The baseline is at 0, small letters reach 5,
// capitals and digits 7, descenders −2.
//
// Strokes are written as commands with numbers:
//
//	M x y             begin a stroke
//	L x y             straight on to
//	A cx cy rx ry a b an arc about (cx, cy) from angle a to b in degrees, counter-clockwise when b > a; joined to the stroke
//	O cx cy rx ry     a whole ellipse, a stroke of its own
//	D x y             a dot
type glyph struct {
	width   float32 // of the ink; letters are tracking apart
	strokes [][]Point
	small   bool // a superscript or subscript: a finer pen
}

const (
	capHeight = 7.0
	tracking  = 1.75
)

const smallSigns = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂ₓ°ᵀ½"

var font = parseFont(fontSource)

// glyphOf falls back to a hollow box, so that a missing sign is seen and, where
// the page draws the text with a font that has it, has its room: an em for signs
// of East Asian scripts.
func glyphOf(r rune) glyph {
	if g, ok := font[r]; ok {
		return g
	}
	if fullWidth(r) {
		return wideBox
	}
	return font['\uFFFD']
}

// em is the size of type of which capitals are 0.715 high, as they are in the
// fonts that systems have: 0.714 in Noto Sans, 0.716 in Arial.
const em = capHeight / 0.715

var wideBox = glyph{width: em - tracking, strokes: [][]Point{{{0, -0.5}, {em - tracking, -0.5}, {em - tracking, 7.5}, {0, 7.5}, {0, -0.5}}}}

// fullWidth reports whether a sign is an em wide: ideographs, kana, Hangul, full
// forms of punctuation, pictures (the wide blocks of Unicode's annex 11).
func fullWidth(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF01 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6,
		r >= 0x1F300 && r <= 0x1FAFF, r >= 0x20000 && r <= 0x3FFFD:
		return true
	}
	return false
}

// Knows reports whether the stroke font has every sign of s.
func Knows(s string) bool {
	for _, r := range s {
		if _, ok := font[r]; !ok {
			return false
		}
	}
	return true
}

// fontSource has one glyph a line: the sign, the width of its ink, strokes.
const fontSource = `
0 4.4 O 2.2 3.5 2.2 3.5
1 2.2 M 0 5.5 L 2.2 7 L 2.2 0
2 4.2 M 0.1 5.2 A 2.1 4.95 2.05 2.05 170 -35 L 0 0 L 4.2 0
3 4.2 M 0.3 6 A 2 5.25 1.9 1.75 145 -78 L 1.5 3.5 L 2.1 3.5 A 2.1 1.75 2.1 1.75 90 -150
4 4.6 M 3.5 0 L 3.5 7 L 0 1.9 L 4.6 1.9
5 4.2 M 3.8 7 L 0.6 7 L 0.3 3.8 A 2.1 2.2 2.1 2.2 125 -150
6 4.4 M 3.6 7 L 0.5 3.5 M 4.4 2.2 A 2.2 2.2 2.2 2.2 0 360
7 4.2 M 0 7 L 4.2 7 L 1.3 0
8 4.4 O 2.2 5.25 1.85 1.75 O 2.2 1.75 2.2 1.75
9 4.4 M 0.8 0 L 3.9 3.5 M 4.4 4.8 A 2.2 4.8 2.2 2.2 0 360
A 5 M 0 0 L 2.5 7 L 5 0 M 0.85 2.3 L 4.15 2.3
B 4.4 M 0 0 L 0 7 L 2.3 7 A 2.3 5.25 1.75 1.75 90 -90 L 0 3.5 M 2.3 3.5 A 2.6 1.75 1.8 1.75 90 -90 L 0 0
C 5 M 5 5.6 A 3.1 3.5 3.1 3.5 45 315
D 4.8 M 0 0 L 0 7 L 1.6 7 A 1.6 3.5 3.2 3.5 90 -90 L 0 0
E 3.9 M 3.9 7 L 0 7 L 0 0 L 3.9 0 M 0 3.6 L 3.5 3.6
F 3.8 M 3.8 7 L 0 7 L 0 0 M 0 3.5 L 3.4 3.5
G 5.3 M 5 5.7 A 3.1 3.5 3.1 3.5 45 318 L 5.3 1.2 L 5.3 3.2 L 3.3 3.2
H 4.8 M 0 0 L 0 7 M 4.8 0 L 4.8 7 M 0 3.6 L 4.8 3.6
I 0.2 M 0.1 0 L 0.1 7
J 2.8 M 2.8 7 L 2.8 1.6 A 1.2 1.6 1.6 1.6 0 -120
K 4.4 M 0 0 L 0 7 M 4.2 7 L 0 2.8 M 1.5 4.2 L 4.4 0
L 3.6 M 0 7 L 0 0 L 3.6 0
M 5.8 M 0 0 L 0 7 L 2.9 2 L 5.8 7 L 5.8 0
N 4.8 M 0 0 L 0 7 L 4.8 0 L 4.8 7
O 6 O 3 3.5 3 3.5
P 4.2 M 0 0 L 0 7 L 2.3 7 A 2.3 5.05 1.9 1.95 90 -90 L 0 3.1
Q 6 O 3 3.5 3 3.5 M 3.6 1.6 L 5.7 -0.5
R 4.4 M 0 0 L 0 7 L 2.3 7 A 2.3 5.1 1.9 1.9 90 -90 L 0 3.2 M 2.3 3.2 L 4.4 0
S 4.4 M 4.1 5.9 A 2.25 5.25 1.95 1.75 35 270 A 2.2 1.75 2.2 1.75 90 -145
T 4.6 M 0 7 L 4.6 7 M 2.3 7 L 2.3 0
U 4.8 M 0 7 L 0 2.4 A 2.4 2.4 2.4 2.4 180 360 L 4.8 7
V 4.8 M 0 7 L 2.4 0 L 4.8 7
W 7 M 0 7 L 1.75 0 L 3.5 6.3 L 5.25 0 L 7 7
X 4.6 M 0 0 L 4.6 7 M 0 7 L 4.6 0
Y 4.6 M 0 7 L 2.3 3.4 L 4.6 7 M 2.3 3.4 L 2.3 0
Z 4.4 M 0 7 L 4.4 7 L 0 0 L 4.4 0
a 3.9 M 3.9 2.5 A 1.95 2.5 1.95 2.5 0 360 M 3.9 5 L 3.9 0
b 3.9 M 0 7.3 L 0 0 M 0 2.5 A 1.95 2.5 1.95 2.5 180 540
c 3.6 M 3.55 4.05 A 2.1 2.5 2.1 2.5 45 315
d 3.9 M 3.9 7.3 L 3.9 0 M 3.9 2.5 A 1.95 2.5 1.95 2.5 0 360
e 4 M 0 2.65 L 4 2.65 A 2 2.5 2 2.5 4 312
f 2.4 M 2.5 7.2 A 2.3 5.8 1.4 1.4 90 180 L 0.9 0 M 0 4.7 L 2.3 4.7
g 3.9 M 3.9 5 L 3.9 -0.2 A 1.95 -0.2 1.95 1.9 0 -140 M 3.9 2.5 A 1.95 2.5 1.95 2.5 0 360
h 3.7 M 0 7.3 L 0 0 M 0 3.1 A 1.85 3.1 1.85 1.9 180 0 L 3.7 0
i 0.2 M 0.1 5 L 0.1 0 D 0.1 6.9
j 1.2 M 1.1 5 L 1.1 -0.8 A -0.1 -0.8 1.2 1.2 0 -90 D 1.1 6.9
k 3.4 M 0 7.3 L 0 0 M 3.2 5 L 0 1.9 M 1.2 3.05 L 3.4 0
l 0.9 M 0 7.3 L 0 1.1 A 0.95 1.1 0.95 1.1 180 270
m 6.2 M 0 5 L 0 0 M 0 3.4 A 1.55 3.4 1.55 1.6 180 0 L 3.1 0 M 3.1 3.4 A 4.65 3.4 1.55 1.6 180 0 L 6.2 0
n 3.7 M 0 5 L 0 0 M 0 3.1 A 1.85 3.1 1.85 1.9 180 0 L 3.7 0
o 4.2 O 2.1 2.5 2.1 2.5
p 3.9 M 0 5 L 0 -2.2 M 0 2.5 A 1.95 2.5 1.95 2.5 180 540
q 3.9 M 3.9 5 L 3.9 -2.2 M 3.9 2.5 A 1.95 2.5 1.95 2.5 0 360
r 2.2 M 0 5 L 0 0 M 0 3 A 1.9 3 1.9 2 180 75
s 3.3 M 3.1 4.2 A 1.65 3.75 1.45 1.25 35 270 A 1.65 1.25 1.65 1.25 90 -145
t 2.3 M 0.8 6.6 L 0.8 1.2 A 2 1.2 1.2 1.2 180 280 M 0 5 L 2.2 5
u 3.7 M 0 5 L 0 1.9 A 1.85 1.9 1.85 1.9 180 360 M 3.7 5 L 3.7 0
v 3.8 M 0 5 L 1.9 0 L 3.8 5
w 5.6 M 0 5 L 1.4 0 L 2.8 4.6 L 4.2 0 L 5.6 5
x 3.6 M 0 0 L 3.6 5 M 0 5 L 3.6 0
y 3.8 M 0 5 L 1.95 0.1 M 3.8 5 L 1.5 -1.1 A 0.5 -1 1 1.1 -10 -90
z 3.4 M 0 5 L 3.4 5 L 0 0 L 3.4 0
. 0.2 D 0.1 0.15
, 0.8 M 0.6 0.3 L 0 -1.3
: 0.2 D 0.1 0.6 D 0.1 4.2
; 0.8 M 0.6 0.3 L 0 -1.3 D 0.6 4.2
! 0.2 M 0.1 7 L 0.1 2 D 0.1 0.15
? 3.4 M 0 5.6 A 1.7 5.4 1.7 1.6 172 -60 A 2.9 2.6 1.2 1.4 120 180 L 1.7 2 D 1.7 0.15
' 0.2 M 0.1 7.3 L 0.1 5.3
" 1.8 M 0.1 7.3 L 0.1 5.3 M 1.7 7.3 L 1.7 5.3
- 2.2 M 0 2.6 L 2.2 2.6
− 4 M 0 3.2 L 4 3.2
– 3.4 M 0 2.7 L 3.4 2.7
+ 4 M 0 3.2 L 4 3.2 M 2 1.2 L 2 5.2
± 4 M 0 4 L 4 4 M 2 2 L 2 6 M 0 0.5 L 4 0.5
× 3.2 M 0 1.6 L 3.2 4.8 M 0 4.8 L 3.2 1.6
· 0.2 D 0.1 3.2
* 2.8 M 1.4 6.9 L 1.4 3.9 M 0.1 6.15 L 2.7 4.65 M 0.1 4.65 L 2.7 6.15
/ 3.2 M 0 -0.9 L 3.2 7.9
\ 3.2 M 3.2 -0.9 L 0 7.9
| 0.2 M 0.1 -1.4 L 0.1 8
‖ 1.8 M 0.1 -1.4 L 0.1 8 M 1.7 -1.4 L 1.7 8
= 4 M 0 2.1 L 4 2.1 M 0 4.3 L 4 4.3
≈ 4 M 0 1.7 A 1 1.75 1 0.75 180 0 A 3 1.75 1 0.75 180 360 M 0 4.1 A 1 4.15 1 0.75 180 0 A 3 4.15 1 0.75 180 360
≠ 4 M 0 2.1 L 4 2.1 M 0 4.3 L 4 4.3 M 0.9 0.2 L 3.1 6.2
~ 4 M 0 3 A 1 3 1 0.9 180 0 A 3 3 1 0.9 180 360
< 3.8 M 3.8 5.6 L 0 3.2 L 3.8 0.8
> 3.8 M 0 5.6 L 3.8 3.2 L 0 0.8
≤ 3.8 M 3.8 6.2 L 0 4.1 L 3.8 2 M 0 0.5 L 3.8 0.5
≥ 3.8 M 0 6.2 L 3.8 4.1 L 0 2 M 0 0.5 L 3.8 0.5
( 1.7 M 1.7 8 A 3.4 3.3 3.4 5.4 120 240
) 1.7 M 0 8 A -1.7 3.3 3.4 5.4 60 -60
[ 1.3 M 1.3 8 L 0 8 L 0 -1.4 L 1.3 -1.4
] 1.3 M 0 8 L 1.3 8 L 1.3 -1.4 L 0 -1.4
{ 1.9 M 1.9 8 A 1.9 6.8 1 1.2 90 180 L 0.9 4.4 L 0 3.3 L 0.9 2.2 L 0.9 -0.2 A 1.9 -0.2 1 1.2 180 270
} 1.9 M 0 8 A 0 6.8 1 1.2 90 0 L 1 4.4 L 1.9 3.3 L 1 2.2 L 1 -0.2 A 0 -0.2 1 1.2 0 -90
% 6.2 M 5.2 7 L 1 0 O 1.4 5.4 1.4 1.6 O 4.8 1.6 1.4 1.6
& 5.2 M 5.2 0 L 1.2 4.6 A 2.2 5.6 1.35 1.4 225 -45 L 1 3.3 A 2 1.9 2 1.9 130 290 L 5 2.8
# 4.6 M 1.2 0 L 2 7 M 3 0 L 3.8 7 M 0.2 2.3 L 4.4 2.3 M 0.4 4.7 L 4.6 4.7
_ 4 M 0 -1.2 L 4 -1.2
^ 3 M 0 5 L 1.5 7.2 L 3 5
→ 6 M 0 3.2 L 6 3.2 M 3.9 5.2 L 6 3.2 L 3.9 1.2
← 6 M 6 3.2 L 0 3.2 M 2.1 5.2 L 0 3.2 L 2.1 1.2
↑ 4 M 2 0 L 2 7 M 0 4.8 L 2 7 L 4 4.8
↓ 4 M 2 7 L 2 0 M 0 2.2 L 2 0 L 4 2.2
∞ 6.4 M 3.2 3.2 A 4.75 3.2 1.65 1.7 180 -180 A 1.65 3.2 1.55 1.7 0 360
√ 5 M 0 3.2 L 1 3.2 L 2.3 0 L 4 8 L 5 8
∇ 4.8 M 0 7 L 4.8 7 L 2.4 0 L 0 7 L 4.8 7
∂ 4 M 0.8 6.6 A 1.6 3.6 2.4 3.6 100 0 A 2 2.1 2 2.1 10 370
∫ 3 M 3 7.6 A 2.4 7 0.8 1.1 40 180 L 1.4 -0.6 A 0.6 -0.6 0.8 1.1 0 -140
∑ 4.4 M 4.2 7 L 0 7 L 2.4 3.5 L 0 0 L 4.4 0
Σ 4.4 M 4.2 7 L 0 7 L 2.4 3.5 L 0 0 L 4.4 0
Δ 4.8 M 0 0 L 2.4 7 L 4.8 0 L 0 0 L 2.4 7
Θ 6 O 3 3.5 3 3.5 M 1.7 3.5 L 4.3 3.5
Ω 5.6 M 0 0 L 1.9 0 L 1.9 0.5 A 2.8 3.9 2.8 3.1 245 -65 L 3.7 0 L 5.6 0
α 4.6 M 4.5 5 L 3.8 2.5 A 1.9 2.5 1.9 2.5 0 -360 M 3.8 2.5 L 3.8 1.1 A 4.7 1.1 0.9 1.1 180 270
β 3.9 M 0 -2.2 L 0 5.6 A 1.75 5.6 1.75 1.7 180 -80 L 1.2 3.9 L 1.9 3.9 A 1.9 1.95 2 1.95 90 -170
γ 4 M 0 4.6 A 0.6 4.1 0.8 0.9 130 10 L 2 -1 L 2 -2.2 M 4 5 L 2 0
δ 4 M 3.6 6.9 A 2 6 1.3 1.1 60 240 L 3.3 4.1 A 2 2.3 2 2.3 50 -310
ε 3.4 M 3.2 4.3 A 1.75 3.8 1.55 1.2 40 262 L 2.3 2.65 M 2.3 2.65 L 1.6 2.65 A 1.7 1.3 1.7 1.3 95 320
θ 4 O 2 3.6 2 3.6 M 0 3.6 L 4 3.6
η 3.7 M 0 5 L 0 0 M 0 3.1 A 1.85 3.1 1.85 1.9 180 0 L 3.7 -2.2
κ 3.4 M 0 5 L 0 0 M 3.2 5 L 0 2 M 1.2 3.1 L 3.4 0
λ 4.2 M 0.3 7.3 L 1 7.3 L 4.2 0 M 2.1 4.7 L 0 0
μ 3.9 M 0 5 L 0 -2.2 M 0 1.9 A 1.85 1.9 1.85 1.9 180 360 M 3.7 5 L 3.7 0.7 A 4.3 0.7 0.6 0.7 180 270
ν 3.8 M 0 5 L 1.9 0 L 3.8 5
π 4.8 M 0 5 L 4.8 5 M 1.2 5 L 1.2 0 M 3.6 5 L 3.6 0.8 A 4.4 0.8 0.8 0.8 180 270
ρ 3.9 M 0 -2.2 L 0 2.5 A 1.95 2.5 1.95 2.5 180 -180
σ 4.6 M 4.6 5 L 2 5 A 2 2.5 2 2.5 90 450
τ 3.8 M 0 5 L 3.8 5 M 1.9 5 L 1.9 1 A 2.8 1 0.9 1 180 270
φ 5 O 2.5 2.5 2.5 2.5 M 2.5 7 L 2.5 -2.2
χ 3.8 M 0 5 L 3.8 -2.2 M 3.8 5 L 0 -2.2
ψ 5 M 0 5 L 0 2.5 A 2.5 2.5 2.5 2.5 180 360 L 5 5 M 2.5 7 L 2.5 -2.2
ω 5.6 M 0.9 5 A 1.4 2.2 1.4 2.2 125 360 L 2.8 3.6 L 2.8 2.2 A 4.2 2.2 1.4 2.2 180 415
½ 5.6 M 0 6.3 L 1.1 7 L 1.1 3.6 M 5 7 L 0.8 0 M 3.3 2.4 A 4.4 2.3 1.1 1.1 170 -30 L 3.2 0 L 5.6 0
² 2.4 M 0.1 6.6 A 1.2 6.5 1.1 1.1 170 -30 L 0 4.2 L 2.4 4.2
³ 2.4 M 0.2 7.2 A 1.1 6.8 1 0.8 150 -80 L 0.9 6 L 1.2 6 A 1.2 5.1 1.2 0.9 90 -150
⁰ 2.4 O 1.2 5.9 1.2 1.7
¹ 1.1 M 0 6.9 L 1.1 7.6 L 1.1 4.2
⁴ 2.5 M 1.9 4.2 L 1.9 7.6 L 0 5.2 L 2.5 5.2
⁵ 2.3 M 2 7.6 L 0.4 7.6 L 0.2 6.1 A 1.1 5.25 1.15 1.05 125 -150
⁶ 2.4 M 1.9 7.6 L 0.3 5.7 O 1.2 5.25 1.2 1.05
⁷ 2.3 M 0 7.6 L 2.3 7.6 L 0.7 4.2
⁸ 2.3 O 1.15 6.75 0.95 0.85 O 1.15 5.05 1.15 0.85
⁹ 2.4 M 0.5 4.2 L 2.1 6.1 O 1.2 6.55 1.2 1.05
⁻ 2.2 M 0 5.9 L 2.2 5.9
₀ 2.4 O 1.2 0.2 1.2 1.7
₁ 1.1 M 0 1.2 L 1.1 1.9 L 1.1 -1.5
₂ 2.4 M 0.1 0.9 A 1.2 0.8 1.1 1.1 170 -30 L 0 -1.5 L 2.4 -1.5
ₓ 2.2 M 0 -1.3 L 2.2 1.5 M 0 1.5 L 2.2 -1.3
° 2 O 1 6 1 1
ᵀ 2.8 M 0 7.6 L 2.8 7.6 M 1.4 7.6 L 1.4 4.2
… 4.6 D 0.1 0.15 D 2.3 0.15 D 4.5 0.15
̂ -1.75 M -5.4 8.1 L -4.1 9.4 L -2.8 8.1
✓ 4.6 M 0 2.8 L 1.6 0.8 L 4.6 6
� 3.6 M 0 0 L 3.6 0 L 3.6 7 L 0 7 L 0 0 L 3.6 0
`

// parseFont reads fontSource once, when the program starts.
func parseFont(source string) map[rune]glyph {
	glyphs := map[rune]glyph{' ': {width: 1.6}}
	for line := range strings.Lines(source) {
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		p := pen{words: words[2:]}
		for len(p.words) > 0 {
			p.command()
		}
		sign := []rune(words[0])[0]
		small := strings.ContainsRune(smallSigns, sign)
		glyphs[sign] = glyph{width: number(words[1]), strokes: p.strokes, small: small}
	}
	return glyphs
}

// pen follows the commands of one glyph.
type pen struct {
	words   []string
	strokes [][]Point
}

// command does the next one and takes its numbers away.
func (p *pen) command() {
	name := p.words[0]
	p.words = p.words[1:]
	switch name {
	case "M":
		p.strokes = append(p.strokes, []Point{p.point()})
	case "L":
		p.to(p.point())
	case "D":
		p.strokes = append(p.strokes, []Point{p.point()})
	case "A":
		c, r, a := p.point(), p.point(), p.point()
		p.arc(c, r, float64(a.X), float64(a.Y))
	case "O":
		c, r := p.point(), p.point()
		p.strokes = append(p.strokes, nil)
		p.arc(c, r, 90, 450)
	default:
		panic("render: font: " + name)
	}
}

func (p *pen) point() Point {
	q := Point{number(p.words[0]), number(p.words[1])}
	p.words = p.words[2:]
	return q
}

func (p *pen) to(q Point) {
	n := len(p.strokes) - 1
	p.strokes[n] = append(p.strokes[n], q)
}

// arc goes along an ellipse, in chords of 18 degrees.
func (p *pen) arc(c, r Point, from, to float64) {
	n := max(2, int(math.Abs(to-from)/18)) // 20 chords to a circle
	for k := range n + 1 {
		sin, cos := math.Sincos((from + (to-from)*float64(k)/float64(n)) * math.Pi / 180)
		p.to(Point{c.X + r.X*float32(cos), c.Y + r.Y*float32(sin)})
	}
}

func number(s string) float32 {
	v, err := strconv.ParseFloat(s, 32)
	if err != nil {
		panic("render: font: " + s)
	}
	return float32(v)
}
