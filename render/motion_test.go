package render

import (
	"bytes"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/hist"
)

// cloudFrame has enough particles to be splatted.
func cloudFrame(n int) *Frame {
	b, _ := mix{}.draws(n, &rand{})
	return &Frame{Width: 320, Height: 240, View: View{0, 0, 9}, Panels: []Panel{{Particles: []*Particles{{At: b, Stamp: 1}}}}}
}

// TestTrailsReachZero: when the particles have gone, a splatted trail fades
// until not one pixel differs from an empty plot.
func TestTrailsReachZero(t *testing.T) {
	f := cloudFrame(12000)
	p := f.Panels[0].Particles[0]
	p.Fade = 0.97 // the slowest that anyone uses: 0.97 × 1 stalls in an 8-bit buffer
	var c Composer
	c.Compose(f, 1)
	q := &c.panels[0].clouds[0]
	if !anything(q.counts.Bins) {
		t.Fatal("nothing was splatted")
	}
	for i := range p.At.Data {
		p.At.Data[i] = 1e9 // far outside
	}
	frames := 0
	for ; anything(q.counts.Bins) && frames < 1000; frames++ {
		p.Stamp++
		c.Compose(f, 1)
	}
	// 65535·0.97^k < 1 from k = 364 on, and rounding down only hastens it.
	if frames > 364 {
		t.Errorf("%d frames until the trail was gone", frames)
	}
	for i := 0; i < len(q.texture.Pix); i += 4 {
		if q.texture.Pix[i] != 0 || q.texture.Pix[i+1] != 0 {
			t.Fatal("a texel is not zero")
		}
	}
}

func anything(s []uint16) bool {
	for _, v := range s {
		if v != 0 {
			return true
		}
	}
	return false
}

// TestDrawingDoesNotAdvance: the same Stamp drawn twice is the same picture;
// another camera begins anew.
func TestDrawingDoesNotAdvance(t *testing.T) {
	f := cloudFrame(12000)
	var c Composer
	c.Compose(f, 1)
	q := &c.panels[0].clouds[0]
	before, stamp := bytes.Clone(q.texture.Pix), q.texture.Stamp
	c.Compose(f, 1)
	if !bytes.Equal(before, q.texture.Pix) || q.texture.Stamp != stamp {
		t.Error("a second drawing changed the trail")
	}
	f.View.CX = 3
	c.Compose(f, 1)
	var fresh Composer
	fresh.Compose(f, 1)
	if !bytes.Equal(fresh.panels[0].clouds[0].texture.Pix, q.texture.Pix) {
		t.Error("an old camera's trail is still there")
	}
}

// TestCountsEveryParticle that is in the plot, once.
func TestCountsEveryParticle(t *testing.T) {
	f := cloudFrame(15000)
	f.Panels[0].Particles[0].At.Set(0, 0, float32(math.NaN()))
	f.Panels[0].Particles[0].At.Set(1, 1, float32(math.Inf(1)))
	var c Composer
	c.Compose(f, 1)
	l := f.Layout()
	w, inside, sum := l.World(0), 0, 0
	p := f.Panels[0].Particles[0].At
	for i := range p.N {
		if w.Has(float64(p.At(0, i)), float64(p.At(1, i))) {
			inside++
		}
	}
	for _, v := range c.panels[0].clouds[0].counts.Bins {
		sum += int(v) / hist.Unit
	}
	if d := sum - inside; d < -2 || d > 2 { // a point on the rim may round to either side
		t.Errorf("counted %d of %d", sum, inside)
	}
}

// TestTrailRing: the latest positions come first, a new N starts anew.
func TestTrailRing(t *testing.T) {
	tr := &Trail{Length: 3}
	for k := range 5 {
		tr.Push(sim.FromPoints([]float64{float64(k), 0}, []float64{0, float64(k)}))
	}
	if tr.len != 3 {
		t.Fatalf("length %d", tr.len)
	}
	for k := range 3 {
		x, y := tr.back(k)
		if x[0] != float32(4-k) || y[1] != float32(4-k) {
			t.Errorf("%d pushes ago: %v %v", k, x, y)
		}
	}
	tr.Push(sim.FromPoints([]float64{9, 9}))
	if tr.len != 1 || tr.n != 1 {
		t.Errorf("after another N: %d of %d", tr.len, tr.n)
	}
	if n := testing.AllocsPerRun(10, func() { tr.Push(sim.Batch{D: 2, N: 1, Data: tr.x[:2]}) }); n != 0 {
		t.Errorf("Push allocates %v times", n)
	}
}

// TestTailFades: the strip's last row is transparent and without width.
func TestTailFades(t *testing.T) {
	var m Mesh
	m.Tail([]Point{{0, 0}, {5, 1}, {9, 4}, {10, 9}}, 3, black)
	v := m.Vertices[len(m.Vertices)-1]
	if v.ColorA != 0 || v.Custom0 != 0 || m.Vertices[0].ColorA != 1 {
		t.Errorf("first alpha %v, last alpha %v radius %v", m.Vertices[0].ColorA, v.ColorA, v.Custom0)
	}
}

// TestStreaks: the same key gives the same streaks; they stay near the box, age
// and are born again; a steady field carries them at the promised speed.
func TestStreaks(t *testing.T) {
	box := Rect{-4, -4, 4, 4}
	f := newField(5, 5, box)
	for i := range f.U {
		f.U[i] = 3
	}
	a, b := &Streaks{N: 50, Key: 9}, &Streaks{N: 50, Key: 9}
	for range 200 {
		a.Advance(f, box, 4, 0.02)
		b.Advance(f, box, 4, 0.02)
	}
	born := uint32(0)
	for i := range a.age {
		if a.age[i] < 0 || a.age[i] >= 1 {
			t.Errorf("age %v", a.age[i])
		}
		born += a.births[i]
		p := i * 26
		if a.x[p] != b.x[p] || a.y[p] != b.y[p] {
			t.Fatal("not reproducible")
		}
		// 0.35 halves a second at the median length, half = 4, 20 ms a step.
		if d := float64(a.x[p] - a.x[p+1]); d != 0 && math.Abs(d-0.35*4*0.02) > 1e-4 {
			t.Errorf("moved by %v", d)
		}
	}
	if born < 50 { // 4 seconds, lives of at most 2.5
		t.Errorf("only %d births", born)
	}
	if n := testing.AllocsPerRun(5, func() { a.Advance(f, box, 4, 0.02) }); n != 0 {
		t.Errorf("Advance allocates %v times", n)
	}
}
