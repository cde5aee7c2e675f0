package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
)

// TestPainting: a stroke on the picked sample is a setting and one step of undo, all samples
// complete it, each in its own way, and a state gives the same samples again. A second press
// on a pixel makes paper of ink, a third nothing; the keyboard does the same.
func TestPainting(t *testing.T) {
	p := open(fewPictures + "\nlevels=4\nsteps-per-level=3\ndissect=3")
	ctl, b := p.app.Controller, &p.app.FrameBuilder
	ctl.Exp.Train(5)
	ctl.Exp.Reset()
	p.ticks(1)
	place := func(pixel int) (x, y float64) {
		return sampleAt(t, b, func(h render.Hit) bool { return h.Panel == 1 && h.Picture == 2 && h.Pixel == pixel })
	}
	painted := func(pixels ...string) string { // pixel:letter
		text := []byte(strings.Repeat("u", 64))
		for _, s := range pixels {
			text[10*(s[0]-'0')+s[1]-'0'] = s[2]
		}
		return string(text)
	}
	is := func(what, want string) {
		t.Helper()
		if got := ctl.Exp.Config().Painted; got != want {
			t.Errorf("%s: painted %q, want %q", what, got, want)
		}
	}
	x, y := place(20)
	if !ctl.Grips(x, y) {
		t.Error("a finger would scroll the page")
	}
	p.do(Event{Kind: "move", X: x, Y: y})
	p.do(Event{Kind: "down", X: x, Y: y})
	if p.ticks(1); ctl.manipulation.cursor() != "crosshair" {
		t.Errorf("the cursor is %s", ctl.manipulation.cursor())
	}
	x, y = place(21)
	p.do(Event{Kind: "move", X: x, Y: y})
	p.do(Event{Kind: "up", X: x, Y: y})
	p.ticks(1)
	is("a stroke", painted("20x", "21x"))
	if c := ctl.Exp.Config(); c.Sampler != "annealed" || c.Dissect != 3 {
		t.Errorf("sampler %s, sample %d", c.Sampler, c.Dissect)
	}
	if s := &b.album.samples; s.pictures.At.At(20, 2) != float32(s.pictures.Hi) {
		t.Error("the picked sample does not show what is painted")
	}
	press := func(pixel int) {
		x, y := place(pixel)
		for _, kind := range []string{"move", "down", "up"} {
			p.do(Event{Kind: kind, X: x, Y: y})
		}
		p.ticks(1)
	}
	press(21)
	is("paper", painted("20x", "21o"))
	press(22)
	press(22)
	press(22)
	is("nothing", painted("20x", "21o"))
	for range 4 {
		p.do(Event{Kind: "key", Detail: "z"})
		p.ticks(1)
	}
	is("undone", painted("20x", "21x"))
	p.do(Event{Kind: "key", Detail: "z"})
	p.ticks(1)
	is("all undone", "")
	if ctl.Exp.Config().Sampler != "karras" {
		t.Error("the sampler is not what it was")
	}
	for _, key := range []string{"ArrowRight", "ArrowRight", "ArrowUp", "Enter"} { // from the middle, pixel 36
		p.do(Event{Kind: "key", Detail: key})
		p.ticks(1)
	}
	is("by keys", painted("29x"))
	if b.frame.Panels[1].Sheet.Caret != 30 {
		t.Errorf("the caret is at %d", b.frame.Panels[1].Sheet.Caret)
	}
	press(40)
	press(40)
	end := func(e *lab.Experiment) []float32 {
		e.Sample(e.Particles().Total() - e.Clock().Sampling)
		return e.Particles().Positions(0).Data
	}
	got := end(ctl.Exp)
	again, errs := lab.Open(ctl.Exp.State())
	if again.Advance(again.Ahead()); len(errs) > 0 || !slices.Equal(end(again), got) {
		t.Errorf("the state is of other samples: %v", errs)
	}
	at := ctl.Exp.Particles().Positions(0)
	for i := range at.N {
		if at.At(29, i) != 1 || at.At(40, i) != -1 {
			t.Fatalf("sample %d has %g and %g where ink and paper are painted", i, at.At(29, i), at.At(40, i))
		}
		same := true
		for j := range at.D {
			same = same && at.At(j, i) == at.At(j, 0)
		}
		if same && i > 0 {
			t.Errorf("samples 0 and %d are completed alike", i)
		}
	}
	for range 2 {
		p.do(Event{Kind: "key", Detail: "Escape"})
		p.ticks(1)
	}
	is("cleared", "")
	press(29)
	is("again", painted("29x"))
	if errs := ctl.Exp.Apply("sampler=sde"); len(errs) > 0 { // which completes too, and is kept
		t.Error(errs)
	}
	press(30)
	is("more", painted("29x", "30x"))
	if got := ctl.Exp.Config().Sampler; got != "sde" {
		t.Errorf("the reader's sampler sde became %s", got)
	}
	if errs := ctl.Exp.Apply("sampler=underdamped"); len(errs) == 0 {
		t.Error("another sampler would complete")
	}
	if errs := ctl.Exp.Apply("painted=xx"); len(errs) == 0 {
		t.Error("a picture of two pixels")
	}
	if errs := ctl.Exp.Apply("side=12"); len(errs) > 0 || ctl.Exp.Config().Painted != "" {
		t.Errorf("of other pixels %q is painted: %v", ctl.Exp.Config().Painted, errs)
	}
}
