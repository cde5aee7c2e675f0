package render

import (
	"image"
	"testing"
)

func TestFontSpecimen(t *testing.T) {
	lines := []string{
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789 .,:;!?'\"-−–+±×·*/\\|‖",
		"= ≈ ≠ ~ < > ≤ ≥ ( ) [ ] { } % & # _ ^ → ← ↑ ↓ ∞ √ ∇", "∂∫∑ΣΔΘΩαβγδεθηκλμνπρστφχψω½²³°ᵀ…✓",
		"10⁰¹²³⁴⁵⁶⁷⁸⁹⁻ x₀₁₂ₓ", "s(x) = ∇ₓ log p(x)   σ = 0.05, ε ≤ ½", "plain Langevin: share 78 %, R̂",
	}
	for _, s := range lines {
		if !Knows(s) {
			t.Errorf("a sign of %q is missing", s)
		}
	}
	var l List
	l.reset(410, 186, Light.Paper())
	l.clip(image.Rect(0, 0, l.W, l.H))
	for i, s := range lines {
		l.text([]byte(s), 8, float32(16+i*20), 7, 1.1, 0, Light.Color(Ink))
	}
	l.seal()
	img := image.NewRGBA(image.Rect(0, 0, l.W, l.H))
	Fill(img, &l, true)
	golden(t, "font", img)
}
