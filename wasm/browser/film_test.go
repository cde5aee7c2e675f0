//go:build !js

package browser_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/gif"
	"math"
	"strings"
	"testing"
)

// film is what toFile gives for a kind and options in JavaScript; the page keeps it too.
func (p *tab) film(kind, options string) []byte {
	p.t.Helper()
	return p.bytes(fmt.Sprintf("el.toFile('%s', %s).then((f) => (window.film = f))", kind, options))
}

// TestFilmsAsGIF: a span of a run as a GIF has the pictures that it says, each as long as
// it says, and they are those of the figure at these steps: what has been left out of
// a frame because it has not changed is where the frame before had it. Afterwards the
// figure is where it was.
func TestFilmsAsGIF(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="300" trails="off" flow="off"></score-field>`)
	eval[any](p, "el.pause().then(() => el.reset()).then(() => el.step(30))")
	state := eval[string](p, "el.getState()")
	for _, c := range []struct {
		options         string
		frames, endless int
		last            int // hundredths of a second
	}{
		{"{ from: 0, to: 20, every: 5, width: 180, height: 120 }", 5, 0, 105},
		{"{ from: 3, to: 12, every: 4, rate: 10, loop: 'back', width: 90, height: 60, scale: 2 }", 4, 0, 10},
		{"{ from: 10, to: 10, rate: 1, loop: 'once', width: 180, height: 120 }", 1, -1, 100},
	} {
		g, err := gif.DecodeAll(bytes.NewReader(p.film("gif", c.options)))
		if err != nil {
			t.Fatalf("%s: %v", c.options, err)
		}
		if len(g.Image) != c.frames || g.LoopCount != c.endless || g.Delay[len(g.Delay)-1] != c.last || g.Config.Width != 180 || g.Config.Height != 120 {
			t.Errorf("%s: %d frames, loop count %d, delays %v, %d×%d", c.options, len(g.Image), g.LoopCount, g.Delay, g.Config.Width, g.Config.Height)
		}
	}
	g, err := gif.DecodeAll(bytes.NewReader(p.film("gif", "{ from: 0, to: 20, every: 10, width: 180, height: 120 }")))
	if err != nil {
		t.Fatal(err)
	}
	if now := eval[string](p, "el.getState()"); now != state {
		t.Error("the figure is not where it was")
	}
	shown := make([][3]uint32, 180*120) // as who plays it sees it
	for k, frame := range g.Image {
		want := p.picture(fmt.Sprintf("el.seek(%d).then(() => el.toBlob({ width: 180, height: 120 }))", 10*k))
		far := 0
		for y := range 120 {
			for x := range 180 {
				if at := frame.Rect; x >= at.Min.X && x < at.Max.X && y >= at.Min.Y && y < at.Max.Y {
					if r, g, b, a := frame.At(x, y).RGBA(); a > 0 {
						shown[y*180+x] = [3]uint32{r, g, b}
					}
				}
				r, g, b, _ := want.At(x, y).RGBA()
				for i, v := range [3]uint32{r, g, b} {
					if math.Abs(float64(shown[y*180+x][i])-float64(v)) > 24*257 { // 255 colours in the place of all
						far++
						break
					}
				}
			}
		}
		if far > 180*120/200 {
			t.Errorf("frame %d: %d pixels are far from the figure's", k, far)
		}
	}
	// of what learns the steps are those of training
	eval[any](p, "el.set({ scene: 'matching', units: 8 }).then(() => el.reset()).then(() => el.step(12))")
	g, err = gif.DecodeAll(bytes.NewReader(p.film("gif", "{ to: 10, every: 5, width: 90, height: 60 }")))
	if step := eval[int](p, "el.stats().then((s) => s.training.step)"); err != nil || len(g.Image) != 3 || step != 12 {
		t.Errorf("of training: %v, %d frames; afterwards it is at step %d", err, len(g.Image), step)
	}
}

// TestFilmsAsWebM: a span of a run as a WebM holds a block for each frame, at its exact
// time, and the browser plays it from the first to the last.
func TestFilmsAsWebM(t *testing.T) {
	p := newTab(t)
	p.origin = serveUnder(t, policy+"; media-src blob:", `<score-field scene="langevin" particles="300"></score-field>`)
	p.visit(p.origin + "page.html")
	p.until("live(el)")
	for _, c := range []struct {
		options       string
		frames, rate  int
		width, height int
	}{
		{"{ from: 0, to: 40, every: 8, rate: 6, loop: 'hold', width: 181, height: 121 }", 6 + 6, 6, 182, 122},
		{"{ from: 0, to: 4, rate: 30, loop: 'back', width: 180, height: 120 }", 8, 30, 180, 120},
	} {
		film := readWebM(t, p.film("webm", c.options))
		if len(film.times) != c.frames || film.frame != uint64(math.Round(1e9/float64(c.rate))) || film.duration != float64(c.frames) {
			t.Errorf("%s: %d blocks of %d ns, duration %v", c.options, len(film.times), film.frame, film.duration)
		}
		for k, at := range film.times {
			if at != k {
				t.Fatalf("%s: block %d is at %d frames", c.options, k, at)
			}
		}
		played := eval[struct{ Width, Height, Duration, Frames float64 }](p, `new Promise((resolve, reject) => {
			const v = document.createElement('video');
			v.muted = true;
			v.onerror = () => reject(new Error(v.error.message));
			v.onended = () => resolve({ Width: v.videoWidth, Height: v.videoHeight, Duration: v.duration, Frames: v.getVideoPlaybackQuality().totalVideoFrames });
			v.src = URL.createObjectURL(film);
			v.play().catch(reject);
		})`)
		if played.Width != float64(c.width) || played.Height != float64(c.height) || math.Abs(played.Duration-float64(c.frames)/float64(c.rate)) > 1e-3 || played.Frames != float64(c.frames) {
			t.Errorf("%s: played %+v", c.options, played)
		}
	}
	// an encoder that fails, or none at all, is said
	if why := eval[string](p, "((had) => { delete window.VideoEncoder; return el.toFile('webm', { to: 2 }).then(() => '', (e) => e.message).finally(() => { window.VideoEncoder = had; }); })(window.VideoEncoder)"); !strings.Contains(why, "WebCodecs") {
		t.Errorf("without an encoder: %q", why)
	}
}

// TestFilmsCanBeStopped: by the signal, by the button, by another film; what is wrong is
// said with field, value and range; and a figure in which nothing moves says that.
func TestFilmsCanBeStopped(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="300"></score-field>`)
	eval[any](p, "el.pause().then(() => el.reset()).then(() => el.step(7))")
	const ends = ".then(() => 'done', (e) => e.name)"
	if got := eval[string](p, "((stop) => { const f = el.toFile('gif', { to: 90000, every: 1000, signal: stop.signal })"+ends+"; stop.abort(); return f; })(new AbortController())"); got != "AbortError" {
		t.Errorf("aborted: %s", got)
	}
	const box = "el.shadowRoot.querySelector('.working')"
	eval[any](p, "void (window.ended = '', el.toFile('gif', { to: 90000, every: 1000, width: 90, height: 60 })"+ends+".then((e) => { ended = e; }))")
	p.until(box + ".checkVisibility() && " + box + ".querySelector('progress').value > 0")
	eval[any](p, "void "+box+".querySelector('button').click()")
	p.until("ended === 'AbortError' && !" + box + ".checkVisibility()")
	if got := eval[[]string](p, "Promise.all([el.toFile('gif', { to: 90000, every: 1000 })"+ends+", el.toFile('gif', { to: 2, width: 90, height: 60 })"+ends+"])"); got[0] != "AbortError" || got[1] != "done" {
		t.Errorf("two at once: %v", got)
	}
	if step := eval[stats](p, "el.stats()").Step; step != 7 {
		t.Errorf("it is at step %v", step)
	}
	for options, field := range map[string]string{"{ rate: 30 }": "rate", "{ from: 9, to: 8 }": "to", "{ every: 0 }": "every", "{ loop: 'fade' }": "loop", "{ from: -1 }": "from", "{ width: 90, height: 60, to: 20000, every: 1 }": "frames", "{ rate: '20' }": "rate"} {
		if got := eval[[]string](p, "el.toFile('gif', "+options+").then(() => [], (e) => [e.field, e.message])"); len(got) != 2 || got[0] != field || len(got[1]) < 20 {
			t.Errorf("%s: %q", options, got)
		}
	}
	eval[any](p, "el.set({ scene: 'score-field' })")
	if why := eval[string](p, "el.toFile('gif').then(() => '', (e) => e.message)"); !strings.Contains(why, "Nothing moves") {
		t.Errorf("where nothing moves: %q", why)
	}
}

// TestFilmDialog: the reader chooses a span, is told how many pictures it has, and gets
// the file.
func TestFilmDialog(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="300" controls="full"></score-field>`)
	eval[any](p, "el.pause().then(() => el.reset()).then(() => el.step(40))")
	eval[any](p, `void (() => {
		window.saved = [];
		HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
		const chips = [...el.shadowRoot.querySelectorAll('.panel .chip')], chip = (text) => chips.find((c) => c.textContent.startsWith(text));
		chip('Export').click();
		chip('GIF or video').click();
	})()`)
	const dialog = "el.shadowRoot.querySelector('dialog.film')"
	p.until(dialog + "?.querySelector('[role=status]').textContent === '41 pictures, 3.05 s'")
	eval[any](p, "void (() => { const [, to, every] = "+dialog+".querySelectorAll('input'); to.value = 10; every.value = 3; to.dispatchEvent(new Event('input', { bubbles: true })); })()")
	p.until(dialog + ".querySelector('[role=status]').textContent === '4 pictures, 1.2 s'")
	eval[any](p, "void [..."+dialog+".querySelectorAll('.chip')].find((c) => c.textContent === 'GIF').click()")
	p.until("saved.length === 1 && saved[0] === 'scorefield-langevin.gif' && !" + dialog)
}

// webmFilm is what there is in a WebM.
type webmFilm struct {
	frame    uint64  // nanoseconds of a tick
	duration float64 // ticks
	times    []int   // of the blocks, ticks
}

// readWebM reads a file's elements; it fails where they do not fit into one another, or
// where a cue names no cluster.
func readWebM(t *testing.T, b []byte) (film webmFilm) {
	clusters, cues, segment, cluster := map[int]bool{}, []int{}, 0, 0
	var read func(from, to int)
	read = func(from, to int) {
		for at := from; at < to; {
			begin, id := at, 0
			for n := 1 + leading(b[at]); n > 0; n-- {
				id = id<<8 | int(b[at])
				at++
			}
			n := 1 + leading(b[at])
			size := int(b[at]) & (1<<(8-n) - 1)
			for k := 1; k < n; k++ {
				size = size<<8 | int(b[at+k])
			}
			at += n
			if at+size > to {
				t.Fatalf("element %x of %d bytes ends beyond its parent", id, size)
			}
			number := 0
			for _, v := range b[at : at+min(size, 8)] {
				number = number<<8 | int(v)
			}
			switch id {
			case 0x18538067:
				segment = at
				read(at, at+size)
			case 0x1f43b675:
				clusters[begin-segment] = true
				read(at, at+size)
			case 0x1549a966, 0x1c53bb6b, 0xbb, 0xb7:
				read(at, at+size)
			case 0xf1:
				cues = append(cues, number)
			case 0x2ad7b1:
				film.frame = uint64(number)
			case 0x4489:
				film.duration = math.Float64frombits(uint64(number))
			case 0xe7:
				cluster = number
			case 0xa3:
				film.times = append(film.times, cluster+int(int16(binary.BigEndian.Uint16(b[at+1:]))))
			}
			at += size
		}
	}
	read(0, len(b))
	for _, c := range cues {
		if !clusters[c] {
			t.Errorf("a cue to %d, where there is no cluster", c)
		}
	}
	if len(cues) != len(clusters) {
		t.Errorf("%d cues, %d clusters", len(cues), len(clusters))
	}
	return film
}

// leading is the number of zeros before the first one of a byte.
func leading(b byte) (n int) {
	for ; b&0x80 == 0; b <<= 1 {
		n++
	}
	return n
}
