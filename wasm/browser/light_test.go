//go:build !js

package browser_test

import (
	"bytes"
	"fmt"
	"image/png"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// stats is what the tests read of the element's stats().
type stats struct {
	Scene                 string
	Seed, Step, Particles float64
	Sigma, Epsilon        *float64
	Shares                []float64
	Share                 *float64
	Diverged, Frames      float64
	StepNs                float64
	Frozen, Playing       bool
}

const plain = `<score-field scene="langevin" particles="1280" seed="1"></score-field>`

// run waits for the figure and pauses it at once.
func run(t *testing.T, body string) *tab {
	t.Helper()
	p := open(t, body)
	eval[any](p, "el.pause()")
	return p
}

// TestHTTP: first light over http: particles move, frames are drawn, and no
// request goes to anything but the site's own files.
func TestHTTP(t *testing.T) {
	p := open(t, `<score-field scene="langevin" autoplay></score-field>`)
	p.until("last(el)?.step > 5")
	before := eval[[]float32](p, "el.pause().then(() => el.samples()).then((s) => [...s.slice(0, 200)])")
	eval[any](p, "el.step(3)")
	after := eval[[]float32](p, "el.samples().then((s) => [...s.slice(0, 200)])")
	if moved(before, after) < 190 {
		t.Errorf("only %d of 200 coordinates moved", moved(before, after))
	}
	for _, r := range p.asked() {
		u, err := url.Parse(r)
		if err == nil && (u.Scheme == "about" || u.Path == "/favicon.ico") { // the icon is the browser's idea
			continue
		}
		if err != nil || !strings.HasPrefix(r, p.origin) {
			t.Errorf("a request to %s", r)
		}
	}
	if n := len(p.asked()); n < 4 { // page, script, program, frame script
		t.Errorf("the log has only %d requests", n)
	}
}

func moved(a, b []float32) (n int) {
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// TestDisk: the page in one file works from disk without any request beside
// itself.
func TestDisk(t *testing.T) {
	p := newTab(t)
	file := "file://" + filepath.ToSlash(filepath.Join(site(t), "scorefield.html"))
	p.visit(file)
	p.until("last(el)?.step > 5")
	for _, r := range p.asked() {
		if !strings.HasPrefix(r, file) && !strings.HasPrefix(r, "about:") && !strings.HasPrefix(r, "blob:") && !strings.HasPrefix(r, "data:") {
			t.Errorf("a request to %s", r)
		}
	}
	if n := eval[int](p, "document.querySelectorAll('#scenes button').length"); n < 9 {
		t.Errorf("%d scenes to choose from", n)
	}
}

// TestShareAfterAThousandSteps: the published plain Langevin run, 1280
// particles from U([−8, 8]²), leaves about half in each mode (gate of four
// standard deviations around 0.508).
func TestShareAfterAThousandSteps(t *testing.T) {
	p := run(t, plain)
	eval[any](p, "el.reset().then(() => el.step(1000))")
	s := eval[stats](p, "el.stats()")
	if s.Step != 1000 || s.Particles != 1280 || s.Share == nil || *s.Share < 0.45 || *s.Share > 0.57 {
		t.Errorf("%+v", s)
	}
}

// TestSameSeedSameParticles: in two figures, and however the steps are asked
// for.
func TestSameSeedSameParticles(t *testing.T) {
	p := run(t, plain)
	sum := "el.samples().then((s) => { let h = 0; for (const v of new Uint32Array(s.buffer)) h = (Math.imul(h, 31) + v) | 0; return h; })"
	eval[any](p, "el.reset(7).then(() => el.step(60))")
	first := eval[int](p, sum)
	eval[any](p, "el.reset(8).then(() => el.step(60))")
	other := eval[int](p, sum)
	eval[any](p, "el.reset(7).then(() => el.step(13)).then(() => el.step(47))")
	if again := eval[int](p, sum); again != first {
		t.Error("the same seed gives other particles")
	}
	if other == first {
		t.Error("another seed gives the same particles")
	}
}

// TestPauseStopsFrames: paused, the gate counts no frames; out of sight
// neither.
func TestPauseStopsFrames(t *testing.T) {
	p := open(t, `<score-field scene="langevin" autoplay></score-field><div id="far"></div>`)
	p.until("last(el)?.step > 5")
	p.until(fmt.Sprintf("last(el)?.step > %d", eval[int](p, "last(el)?.step")+5)) // nobody asks, and it goes on
	eval[any](p, "el.pause()")
	// The question itself opens the gate for a moment: up to calmTicks frames,
	// 20, are drawn after each before it closes again, and a few more in which the
	// slow numbers come, which are worked out in slices.
	p.rests("frames", 40)
	p.do(chromedp.Evaluate[chromedp.Void]("void (far.style.height = '5000px', scrollTo(0, 4000))"))
	eval[any](p, "el.play()")
	p.rests("step", 22)
}

// rests waits until one of the figure's counts grows by no more than so much
// while the page shows 100 frames.
func (p *tab) rests(count string, most int) {
	p.t.Helper()
	p.until(fmt.Sprintf(`el.stats().then(async (before) => {
		for (let n = 0; n < 100; n++) await new Promise(requestAnimationFrame);
		return (await el.stats()).%[1]s - before.%[1]s <= %[2]d;
	})`, count, most))
}

// TestScreenshotIsNotBlank: what the browser shows has the figure in it, and so
// has the exported picture.
func TestScreenshotIsNotBlank(t *testing.T) {
	p := open(t, `<score-field scene="langevin" autoplay></score-field>`)
	p.until("last(el)?.step > 5")
	ctx := p.ctx
	shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if n := colours(t, shot); n < 200 {
		t.Errorf("the screen shows %d colours", n)
	}
	if n := colours(t, p.bytes("el.toBlob({ scale: 2 })")); n < 200 {
		t.Errorf("the exported picture has %d colours", n)
	}
}

// colours counts how many there are in a PNG.
func colours(t *testing.T, data []byte) int {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[[3]uint32]bool{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 2 {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x += 2 {
			r, g, b, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r, g, b}] = true
		}
	}
	return len(seen)
}
