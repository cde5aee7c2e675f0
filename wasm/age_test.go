package main

import (
	"slices"
	"testing"
)

// TestAParticleIsAsOldAsItsStay in a mode: it grows with the steps, and is born
// again where it crosses over or time goes back.
func TestAParticleIsAsOldAsItsStay(t *testing.T) {
	var a ages
	a.grow(5, []uint8{0, 1, 1})
	a.grow(6, []uint8{0, 1, 0})
	a.grow(7, []uint8{0, 0, 0})
	a.grow(7, []uint8{0, 0, 0})
	if !slices.Equal(a.steps, []float32{2, 0, 1}) {
		t.Errorf("ages %v", a.steps)
	}
	if s := a.shares(); !(s[0] > s[2] && s[2] > s[1] && s[1] == 0) {
		t.Errorf("shares %v", s)
	}
	a.grow(10, []uint8{0, 0, 1}) // three steps in a frame
	if !slices.Equal(a.steps, []float32{5, 3, 0}) {
		t.Errorf("three steps later the ages are %v", a.steps)
	}
	a.forget()
	a.grow(12, []uint8{0, 0, 1})
	if !slices.Equal(a.steps, []float32{0, 0, 0}) {
		t.Errorf("seen again the ages are %v", a.steps)
	}
	a.grow(4, []uint8{0, 0, 1})
	if !slices.Equal(a.steps, []float32{0, 0, 0}) {
		t.Errorf("back in time the ages are %v", a.steps)
	}
}

// TestColourByAge: an annealed cloud crosses over while σ is large, a plain one
// stays where it is.
func TestColourByAge(t *testing.T) {
	p := open("scene=annealed\ncolour=age\nparticles=400")
	mean := func(k int) (sum float64) {
		for _, v := range p.app.FrameBuilder.clouds[k].Value {
			sum += float64(v) / 400
		}
		return sum
	}
	for range 60 {
		p.ask(t, "step", map[string]string{"n": "1"})
		p.app.FrameBuilder.Frame(p.app.Controller, wide)
	}
	if annealed, plain := mean(0), mean(1); !(annealed < plain/2) {
		t.Errorf("mean colours: annealed %g, plain %g", annealed, plain)
	}
}
