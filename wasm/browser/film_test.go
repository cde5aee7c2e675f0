//go:build !js

package browser_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/gif"
	"math"
	"slices"
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
	if step := eval[int](p, "(el.seek(2500).catch(() => {}), el.toFile('gif', { from: 2, to: 4, width: 90, height: 60 }).then(() => el.stats()).then((s) => s.step))"); step != 2500 {
		t.Errorf("a film asked for on the way to step 2500 goes back to %d", step)
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

// TestFilmsAsVideo: a span of a run as a WebM or an MP4 holds each frame, at its exact time,
// and the browser plays it from the first to the last.
func TestFilmsAsVideo(t *testing.T) {
	p := newTab(t)
	p.origin = serveUnder(t, policy+"; media-src blob:", `<score-field scene="langevin" particles="300"></score-field>`)
	p.visit(p.origin + "page.html")
	p.until("live(el)")
	const withoutH264 = `void (window.isAllowed ??= VideoEncoder.isConfigSupported, VideoEncoder.isConfigSupported = (config) => config.codec.startsWith('avc') ? Promise.resolve({ supported: false }) : isAllowed.call(VideoEncoder, config))`
	for _, c := range []struct {
		kind, before  string
		options       string
		frames, rate  int
		width, height int
	}{
		{"webm", "", "{ from: 0, to: 40, every: 8, rate: 6, loop: 'hold', width: 181, height: 121 }", 6 + 6, 6, 182, 122},
		{"webm", "", "{ from: 0, to: 4, rate: 30, loop: 'back', width: 180, height: 120 }", 8, 30, 180, 120},
		{"mp4", "", "{ from: 0, to: 40, every: 8, rate: 6, loop: 'hold', width: 181, height: 121 }", 6 + 6, 6, 182, 122},
		{"mp4", "", "{ from: 0, to: 30, rate: 25, width: 320, height: 240 }", 31, 25, 320, 240},
		{"mp4", withoutH264, "{ from: 0, to: 30, rate: 25, width: 320, height: 240 }", 31, 25, 320, 240},
	} {
		name := c.kind + " " + c.options
		if c.before != "" {
			eval[any](p, c.before)
			name += " without H.264"
		}
		if c.kind == "webm" {
			film := readWebM(t, p.film("webm", c.options))
			if len(film.times) != c.frames || film.frame != uint64(math.Round(1e9/float64(c.rate))) || film.duration != float64(c.frames) {
				t.Errorf("%s: %d blocks of %d ns, duration %v", name, len(film.times), film.frame, film.duration)
			}
			for k, at := range film.times {
				if at != k {
					t.Fatalf("%s: block %d is at %d frames", name, k, at)
				}
			}
		} else {
			film := readMP4(t, p.film("mp4", c.options))
			if film.frames != c.frames || film.scale != c.rate*film.ticks || film.duration != c.frames*film.ticks || film.width != c.width || film.height != c.height || len(film.late) > 0 {
				t.Errorf("%s: %+v", name, film)
			}
			if film.h264 && c.before != "" || !film.h264 && c.before == "" && eval[bool](p, "VideoEncoder.isConfigSupported({ codec: 'avc1.42e01f', width: 320, height: 240 }).then((s) => s.supported, () => false)") {
				t.Errorf("%s: in H.264: %v", name, film.h264)
			}
		}
		played := eval[struct{ Width, Height, Duration, Frames, Apart float64 }](p, `new Promise((resolve, reject) => {
			const v = document.createElement('video');
			v.muted = true;
			v.onerror = () => reject(new Error(v.error.message));
			v.onended = async () => {
				const to = `+c.options+`.loop === 'back' ? 1 : `+c.options+`.to, shown = document.createElement('canvas').getContext('2d'), want = document.createElement('canvas').getContext('2d');
				const picture = await el.seek(to).then(() => el.toBlob({ width: v.videoWidth, height: v.videoHeight })).then(createImageBitmap);
				const [a, b] = [[shown, v], [want, picture]].map(([context, source]) => {
					Object.assign(context.canvas, { width: v.videoWidth, height: v.videoHeight });
					context.drawImage(source, 0, 0);
					return context.getImageData(0, 0, v.videoWidth, v.videoHeight).data;
				});
				resolve({ Width: v.videoWidth, Height: v.videoHeight, Duration: v.duration, Frames: v.getVideoPlaybackQuality().totalVideoFrames, Apart: a.reduce((sum, x, i) => sum + Math.abs(x - b[i]), 0) / a.length });
			};
			v.src = URL.createObjectURL(film);
			v.play().catch(reject);
		})`)
		if played.Width != float64(c.width) || played.Height != float64(c.height) || math.Abs(played.Duration-float64(c.frames)/float64(c.rate)) > 1e-3 || played.Frames != float64(c.frames) {
			t.Errorf("%s: played %+v", name, played)
		}
		if played.Apart > 12 { // 5.6 by the encoders here; a picture of another step, or in other colours, is further
			t.Errorf("%s: its last picture is %.1f of 255 from the figure's", name, played.Apart)
		}
	}
	// frames that are decoded in another order than shown, as encoders may have it
	eval[any](p, `void (window.real = VideoEncoder, window.VideoEncoder = class {
		static isConfigSupported = async () => ({ supported: true });
		constructor({ output }) { Object.assign(this, { output, kept: [], state: 'configured', encodeQueueSize: 0 }); }
		configure() {}
		encode(frame) { this.kept.push(frame.timestamp); }
		async flush() {
			[this.kept[1], this.kept[2]] = [this.kept[2], this.kept[1]];
			this.kept.forEach((timestamp, k) => this.output({ timestamp, type: k ? 'delta' : 'key', byteLength: 5, copyTo: (to) => to.set([0, 0, 0, 1, k ? 1 : 5]) }, { decoderConfig: { description: new Uint8Array([1, 66, 0, 31, 255, 225, 0, 1, 103, 1, 0, 1, 104]) } }));
		}
		close() { this.state = 'closed'; }
	})`)
	if film := readMP4(t, p.film("mp4", "{ from: 0, to: 3, width: 180, height: 120 }")); !slices.Equal(film.late, []int{0, 1, -1, 0}) {
		t.Errorf("frames in another order: %+v", film)
	}
	// an encoder that fails, or none at all, is said
	for _, kind := range []string{"webm", "mp4"} {
		if why := eval[string](p, "(() => { delete window.VideoEncoder; return el.toFile('"+kind+"', { to: 2 }).then(() => '', (e) => e.message); })()"); !strings.Contains(why, "WebCodecs") {
			t.Errorf("%s without an encoder: %q", kind, why)
		}
	}
}

// TestFilmsCanBeStopped: by the signal, by the button, by another film; what is wrong is
// said with field, value and range; and a figure in which nothing moves says that.
func TestFilmsCanBeStopped(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="300"></score-field>`)
	eval[any](p, "el.pause().then(() => el.reset()).then(() => el.step(7))")
	const ends = ".then(() => 'done', (e) => e.name)"
	const says = ".then(() => 'done', (e) => e.name + ': ' + e.message)"
	if got := eval[string](p, "((stop) => { const f = el.toFile('gif', { to: 90000, every: 1000, signal: stop.signal })"+ends+"; stop.abort(); return f; })(new AbortController())"); got != "AbortError" {
		t.Errorf("aborted: %s", got)
	}
	const box = "el.shadowRoot.querySelector('.working')"
	eval[any](p, "void (window.ended = '', el.toFile('gif', { to: 90000, every: 1000, width: 90, height: 60 })"+says+".then((e) => { ended = e; }))")
	p.until(box + ".checkVisibility() && " + box + ".querySelector('progress').value > 0")
	eval[any](p, "void "+box+".querySelector('button').click()")
	p.until("ended === 'AbortError: The film was stopped: by the reader, for another one, or because another run has begun.' && !" + box + ".checkVisibility()")
	if got := eval[[]string](p, "Promise.all([el.toFile('gif', { to: 90000, every: 1000 })"+says+", el.toFile('gif', { to: 2, width: 90, height: 60 })"+ends+"])"); !strings.HasPrefix(got[0], "AbortError: The film was stopped:") || got[1] != "done" {
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
	// a film of a run ends with it, and who has begun another finds it as it is
	elsewhere := eval[string](p, "el.step(40).then(() => el.getState())")
	for change, step := range map[string]float64{"el.setState(elsewhere)": 47, "el.reset()": 0, "el.set({ particles: 90 })": 0, "el.undo()": 0, "el.set({ seed: 8 })": 0} {
		eval[any](p, fmt.Sprintf("(async () => { window.elsewhere = %q; await el.set({ particles: 300 }); await el.set({ 'start-width': 7 }); await el.set({ 'start-width': 5 }); await el.step(3); })()", elsewhere))
		got := eval[[]any](p, `(async () => {
			const film = el.toFile('gif', { from: 5, to: 9000, every: 1, width: 90, height: 60 })`+says+`;
			while ((await el.stats()).step < 6);
			await `+change+`;
			const state = await el.getState(), why = await film;
			return [why, (await el.stats()).step, await el.getState() === state];
		})()`)
		if why := got[0].(string); !strings.HasPrefix(why, "AbortError: The film was stopped:") || got[1] != step || got[2] != true {
			t.Errorf("%s in the midst of a film: %v, want step %v", change, got, step)
		}
	}
	// what played before a film plays afterwards, whatever has ended that; and who has it play, pause or step meanwhile ends the film and has it so
	for _, c := range []struct {
		change  string
		playing bool
	}{
		{"el.setState(elsewhere)", true}, {"el.reset()", true}, {"el.set({ scene: 'annealed', particles: 300 })", true}, {box + ".querySelector('button').click()", true}, {"el.play()", true}, {"el.step(2)", true}, {"el.pause()", false},
		{"(el.shadowRoot.querySelector('.stage > canvas').focus(), ['Enter', ' '].forEach((key) => el.shadowRoot.querySelector('.stage > canvas').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))))", true},
	} {
		got := eval[[]any](p, `(async () => {
			const rolling = () => `+box+`.checkVisibility() && `+box+`.querySelector('progress').value > 0;
			await el.pause();
			await el.set({ scene: 'langevin', particles: 300 });
			await el.reset();
			await el.play();
			const film = el.toFile('gif', { from: 5, to: 9000, every: 1, width: 90, height: 60 })`+says+`;
			while (!rolling()) await new Promise(requestAnimationFrame);
			await `+c.change+`;
			return [await film, (await el.stats()).playing];
		})()`)
		if why := got[0].(string); !strings.HasPrefix(why, "AbortError: The film was stopped:") || got[1] != c.playing {
			t.Errorf("%s in the midst of a film of what played: %v, want playing %v", c.change, got, c.playing)
		}
	}
	eval[any](p, "el.pause().then(() => el.reset())")
	if again := eval[bool](p, "(async () => { const film = el.toFile('gif', { from: 0, to: 9000, every: 1, width: 90, height: 60 })"+ends+"; while (!"+box+".checkVisibility()) await new Promise(requestAnimationFrame); await el.play(); await film; return (await el.stats()).playing; })()"); !again {
		t.Error("what rested before a film does not play, though it was told to in its midst")
	}
	eval[any](p, "el.pause()")
	// a film of a scene ends with it, and the new scene is left as it begins
	for i, scene := range []string{"annealed", "matching", "score-field"} {
		eval[any](p, "void (window.ended = '', el.toFile('gif', { to: 90000, every: 1000, width: 90, height: 60 })"+says+".then((e) => { ended = e; }))")
		p.until(box + ".checkVisibility() && " + box + ".querySelector('progress').value > 0")
		eval[any](p, "el.set({ scene: '"+scene+"', units: 8 })")
		p.until("ended.startsWith('AbortError: The film was stopped:') && !" + box + ".checkVisibility()")
		if s := eval[stats](p, "el.stats()"); s.Scene != scene || s.Step != 0 || s.Playing {
			t.Errorf("%d: after the film that %s ended: %+v", i, scene, s)
		}
	}
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
	for to, said := range map[string]string{"100000000": "frames: “100000001” is not allowed; allowed: ≤ 100000.", "1e15": ""} { // what would take all memory is not even counted out
		eval[any](p, "void (() => { const [, to, every] = "+dialog+".querySelectorAll('input'); to.value = "+to+"; every.value = 1; to.dispatchEvent(new Event('input', { bubbles: true })); })()")
		if got := eval[string](p, dialog+".querySelector('[role=status]').textContent"); got != said {
			t.Errorf("to step %s it says %q", to, got)
		}
	}
	eval[any](p, "void (() => { const [, to, every] = "+dialog+".querySelectorAll('input'); to.value = 10; every.value = 3; to.dispatchEvent(new Event('input', { bubbles: true })); })()")
	for _, call := range []string{"toFile('gif', { to: 1e9 })", "toFile('webm', { to: 1e8, every: 1 })", "toFile('gif', { to: 2, width: 0 })", "toBlob({ width: -5, height: 5 })", "toBlob({ scale: 0 })", "toBlob({ width: 1e4, height: 1e4 })", "reset('')", "set({ mixture: '1,0,0,1,0,1;'.repeat(30) })", "set({ epsilon: 'x'.repeat(1e5) })"} {
		why := eval[[2]string](p, "(async () => { const said = []; for (const lang of ['en', 'zh']) { el.lang = lang; said.push(await el."+call+".then(() => 'taken', (err) => err.message)); } el.lang = 'en'; return said; })()")
		if !strings.Contains(why[0], "allowed") || !strings.Contains(why[1], "允许") || strings.Contains(why[1], " pixels") || strings.Contains(why[1], " bytes") {
			t.Errorf("%s: %q", call, why)
		}
	}
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

// mp4Film is what there is in an MP4.
type mp4Film struct {
	h264                           bool
	width, height                  int
	frames, ticks, scale, duration int   // ticks of a frame, of a second, of all
	late                           []int // frames by which each is shown later than decoded; none if all are in order
}

// readMP4 reads a file's boxes; it fails where they do not fit into one another, where
// the samples do not fill the data, or where the key frames of H.264 are others than the table says.
func readMP4(t *testing.T, b []byte) (film mp4Film) {
	t.Helper()
	boxes := map[string][]byte{}
	data := 0 // where the frames begin
	var read func(from, to int)
	read = func(from, to int) {
		for at := from; at < to; {
			size, name := int(binary.BigEndian.Uint32(b[at:])), string(b[at+4:at+8])
			if size < 8 || at+size > to {
				t.Fatalf("box %s of %d bytes ends beyond its parent", name, size)
			}
			if boxes[name] != nil {
				t.Errorf("two boxes %s", name)
			}
			boxes[name] = b[at+8 : at+size]
			switch name {
			case "mdat":
				data = at + 8
			case "moov", "trak", "mdia", "minf", "dinf", "stbl":
				read(at+8, at+size)
			case "stsd":
				read(at+16, at+size)
			case "avc1", "vp09":
				read(at+8+78, at+size)
			}
			at += size
		}
	}
	read(0, len(b))
	numbers := func(name string) (list []int) {
		for v := boxes[name]; len(v) >= 4; v = v[4:] {
			list = append(list, int(int32(binary.BigEndian.Uint32(v))))
		}
		if len(list) == 0 {
			t.Fatalf("no box %s", name)
		}
		return list
	}
	if boxes["colr"] == nil || string(boxes["ftyp"][:4]) != "isom" || string(boxes["hdlr"][8:12]) != "vide" {
		t.Error("its head is incomplete")
	}
	film.h264 = boxes["avcC"] != nil
	mvhd, tkhd, mdhd, stts, stsz, stss := numbers("mvhd"), numbers("tkhd"), numbers("mdhd"), numbers("stts"), numbers("stsz"), numbers("stss")
	film.width, film.height = tkhd[19]>>16, tkhd[20]>>16
	film.ticks, film.scale, film.duration, film.frames = stts[3], mdhd[3], mdhd[4], stts[2]
	if mvhd[3] != mdhd[3] || mvhd[4] != mdhd[4] || tkhd[5] != mvhd[4] || stsz[2] != film.frames || len(stsz) != 3+film.frames || numbers("stco")[2] != data || numbers("stsc")[3] != film.frames {
		t.Errorf("its tables disagree: %v %v %v %v %v", mvhd, tkhd, mdhd, stts, stsz)
	}
	if ctts := boxes["ctts"]; ctts != nil {
		list := numbers("ctts")
		for k := range film.frames {
			film.late = append(film.late, list[3+2*k]/film.ticks)
		}
	}
	at := 0
	for k, size := range stsz[3:] {
		key := false
		for end, n := at+size, 0; film.h264 && at < end; at += 4 + n { // units behind their lengths
			n = int(binary.BigEndian.Uint32(boxes["mdat"][at:]))
			key = key || boxes["mdat"][at+4]&31 == 5
			if at+4+n > end {
				t.Fatalf("frame %d: a unit of %d bytes ends beyond it", k, n)
			}
		}
		if !film.h264 {
			at += size
		} else if key != slices.Contains(stss[2:], k+1) {
			t.Errorf("frame %d is a key frame: %v; the table has %v", k, key, stss[2:])
		}
	}
	if at != len(boxes["mdat"]) {
		t.Errorf("the frames have %d of %d bytes", at, len(boxes["mdat"]))
	}
	return film
}
