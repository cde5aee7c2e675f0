package render

import "testing"

// machine is a computer with a screen of 60 pictures a second. A frame takes
// work for steps and geometry, fill for a picture with all pixels, and place for
// putting it into the page, whose pixels stay as many, all in seconds; the screen
// shows it at the next of its own.
type machine struct {
	sharpness
	work, fill, place float64
	levels            []float64 // of the picture, at every frame
}

// play draws pictures for some seconds.
func (m *machine) play(seconds float64) {
	const beat = 1. / 60
	for last := 0.0; seconds > 0; seconds -= last {
		m.tick(true, last, m.work)
		k := m.scale()
		m.levels = append(m.levels, k)
		beats := 1.0
		for beats*beat < m.work+m.fill*k*k+m.place {
			beats++
		}
		last = beats * beat
	}
}

// changes is how often the number of pixels has changed.
func (m *machine) changes() (n int) {
	for i := 1; i < len(m.levels); i++ {
		if m.levels[i] != m.levels[i-1] {
			n++
		}
	}
	return n
}

func (m *machine) now() float64 { return m.levels[len(m.levels)-1] }

// TestSharpness: what different machines come to in ten minutes. Quick ones and
// those whose time goes into steps, or into what fewer pixels do not make quicker,
// keep every pixel, but for a second of every minute; the others take as many as they
// can show 24 times a second.
func TestSharpness(t *testing.T) {
	for _, c := range []struct {
		name              string
		work, fill, place float64
		want              float64
	}{
		{"quick", 0.004, 0.004, 0, 1},
		{"just quick enough", 0.005, 0.025, 0, 1},
		{"busy with steps", 0.060, 0.010, 0, 1},
		{"slow", 0.005, 0.050, 0, 0.75},                          // frames of 67 ms, then 33 ms
		{"slower", 0.005, 0.080, 0, 0.5},                         // 100 ms, 67 ms, 33 ms
		{"hopeless", 0.005, 0.800, 0, 0.5},                       // never fewer than a half
		{"on the brink", 0.002, 0.043, 0, 0.75},                  // 50 ms, 33 ms
		{"slow to put it into the page", 0.005, 0.010, 0.040, 1}, // 67 ms, whatever it is
	} {
		m := machine{work: c.work, fill: c.fill, place: c.place}
		m.play(600)
		if k := m.now(); k != c.want {
			t.Errorf("%s: %v, want %v", c.name, k, c.want)
		}
		if n := len(m.levels); c.place > 0 && count(m.levels, c.want)*20 < n*19 {
			t.Errorf("%s: %v in %d of %d frames only", c.name, c.want, count(m.levels, c.want), n)
		}
		// Every attempt to take more pixels is two changes. They wait 4, 8, 16, 32
		// and then 64 seconds for their turn, and each lasts about a second: in
		// 600 s there are at most 4 + (600−60)/64 < 13. At the start it may go
		// down twice.
		if n := m.changes(); n > 2+2*13 {
			t.Errorf("%s: %d changes", c.name, n)
		}
	}
}

// count is how many of these are v.
func count(levels []float64, v float64) (n int) {
	for _, k := range levels {
		if k == v {
			n++
		}
	}
	return n
}

// TestSharpnessComesBack: when the load has gone, every pixel is there again,
// though attempts have failed before.
func TestSharpnessComesBack(t *testing.T) {
	m := machine{work: 0.005, fill: 0.08}
	m.play(120)
	m.fill = 0.004
	m.play(2*lastWait + 4*lookAt)
	if k := m.now(); k != 1 {
		t.Errorf("%v of the pixels", k)
	}
	lowest := 1.0
	for _, k := range m.levels {
		lowest = min(lowest, k)
	}
	if lowest != 0.5 {
		t.Errorf("it was at %v at least, want 0.5", lowest)
	}
}

// TestStillPicturesAreSharp: a picture that was drawn with fewer pixels has all
// of them when nothing new has come for a while, and so has the first one after
// a rest; the next ones are as they were.
func TestStillPicturesAreSharp(t *testing.T) {
	m := machine{fill: 0.8}
	m.play(20)
	if m.now() != 0.5 {
		t.Fatalf("%v of the pixels", m.now())
	}
	for i := range 40 {
		m.tick(false, 1./60, 0)
		if rest := float64(i+1) / 60; rest < atRest-1e-9 && m.scale() != 0.5 || rest > atRest+1e-9 && m.scale() != 1 {
			t.Errorf("after %.2f seconds of rest %v of the pixels", rest, m.scale())
		}
	}
	for i, want := range []float64{1, 0.5, 0.5} {
		if m.tick(true, 1./60, 0); m.scale() != want {
			t.Errorf("picture %d after the rest: %v of the pixels, want %v", i, m.scale(), want)
		}
	}
}

// TestAbsence: a page that was not to be seen is not a slow one.
func TestAbsence(t *testing.T) {
	var s sharpness
	for range 100 {
		s.tick(true, 1, 0.001)
	}
	if s.scale() != 1 {
		t.Errorf("%v of the pixels", s.scale())
	}
}

// TestLettersStayLegible: what is drawn with fewer pixels has at least three for
// every four of the page's, on every screen.
func TestLettersStayLegible(t *testing.T) {
	for _, ratio := range []float64{0.5, 0.75, 1, 1.5, 2, 3} {
		k := max(sharpnesses[len(sharpnesses)-1], legible(ratio))
		if k > 1 || k*ratio < min(0.75, ratio)-1e-9 {
			t.Errorf("at ratio %g a share of %g", ratio, k)
		}
	}
}
