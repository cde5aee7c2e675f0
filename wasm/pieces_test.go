//go:build linux

package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// spent is the processor time of this thread, which other programs do not lengthen.
func spent() time.Duration {
	const threadClock = 3 // CLOCK_THREAD_CPUTIME_ID
	var t syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, threadClock, uintptr(unsafe.Pointer(&t)), 0)
	return time.Duration(t.Nano())
}

// pieces watches a figure's work: how long it goes on between two places where it may be
// interrupted.
type pieces struct {
	t       testing.TB
	app     *Figure
	shown   Shown
	said    map[string][]any
	what    string // that the figure does
	begin   time.Duration
	at      []uintptr // where it could be interrupted last
	longest map[string]piece
	asked   int
}

// piece is a piece of work, and between which places.
type piece struct {
	length   time.Duration
	from, to []uintptr
}

func watch(t testing.TB, text string) *pieces {
	p := &pieces{t: t, shown: Shown{ID: 1, Width: 800, Height: 600, Ratio: 1, Seconds: 1. / 60}, said: map[string][]any{}, longest: map[string]piece{}}
	p.app = &Figure{say: func(kind string, value any) { p.said[kind] = append(p.said[kind], value) }}
	p.app.slicer.passing = p.pass
	p.do("open", func() { p.app.begin(text, nil, "en") })
	return p
}

// pass is called where the work may be interrupted.
func (p *pieces) pass() {
	length := spent() - p.begin
	at := make([]uintptr, 24)
	at = at[:runtime.Callers(3, at)]
	if length > p.longest[p.what].length {
		p.longest[p.what] = piece{length, p.at, at}
	}
	p.at, p.begin = at, spent()
}

// do is a task of the page.
func (p *pieces) do(what string, task func()) {
	p.what, p.at, p.begin = what, nil, spent()
	task()
	p.pass()
}

func (p *pieces) frames(what string, n int) {
	for range n {
		p.do(what, func() { p.app.advance(p.shown, frameBudget) })
		if p.app.stopped != "" {
			p.t.Fatalf("%s: %s", what, p.app.stopped)
		}
		p.do(what+", composed", func() {
			if p.app.display.Stale() {
				p.app.list()
			}
		})
	}
}

// ask sends a message and goes on until it is answered, and what it changes is drawn.
func (p *pieces) ask(what string, m Message) {
	p.asked++
	before := len(p.said["reply"])
	m.ID = float64(before + 1)
	p.app.Post(m)
	for n := 0; len(p.said["reply"]) == before && n < 2000; n++ {
		p.frames(what, 1)
	}
	p.frames(what, 3)
	clear(p.said["band"])
	p.said["band"] = p.said["band"][:0]
}

func (p *pieces) set(text string) Message {
	return Message{Type: "set", Fields: map[string]string{"text": text}}
}

func (p *pieces) play(what string, n int) {
	p.ask(what, Message{Type: "play"})
	p.frames(what, n)
	p.ask(what, Message{Type: "pause"})
}

// walk asks a scene for everything that a page can ask for.
func (p *pieces) walk(name string) {
	s, _ := scene.Find(name)
	before := p.app.Controller.Exp.Config()
	p.frames("open", 5)
	p.play("play", 20)
	p.ask("step(50)", Message{Type: "step", Fields: map[string]string{"n": "50"}})
	p.ask("stats()", Message{Type: "stats"})
	for _, kind := range []string{"particles", "loss", "grid", "weights", "go", "numpy"} {
		p.ask("file "+kind, Message{Type: "file", Fields: map[string]string{"kind": kind}})
	}
	p.ask("image", Message{Type: "image"})
	p.ask("state", Message{Type: "state"})
	p.ask("reset()", Message{Type: "reset"})
	for _, q := range param.Table {
		if !slices.Contains(s.Controls, q.Name) {
			continue
		}
		var ends []string
		for _, o := range q.Options {
			ends = append(ends, o.Value)
		}
		if ends == nil && q.Max > q.Min {
			ends = []string{strconv.FormatFloat(q.Min, 'g', -1, 64), strconv.FormatFloat(q.Max, 'g', -1, 64)}
		}
		for _, end := range ends {
			what := q.Name + "=" + end
			p.ask(what, p.set(what))
			p.play(what+", play", 4)
			p.ask(what+", stats()", Message{Type: "stats"})
		}
		p.ask(q.Name+" back", p.set(q.Name+"="+before.Get(q.Name)))
	}
	p.ask("undo", Message{Type: "undo"})
	p.ask("redo", Message{Type: "redo"})
	for _, q := range param.Table {
		if q.Options == nil && q.Max > 1 && !slices.Contains([]string{"seed", "centre-x", "centre-y", "half-width"}, q.Name) {
			p.ask("ends: "+q.Name, p.set(q.Name+"="+strconv.FormatFloat(q.Max, 'g', -1, 64)))
		}
	}
	p.play("ends, play", 60) // until it has diverged, where it does
	p.ask("ends, stats()", Message{Type: "stats"})
	p.ask("ends, reset()", Message{Type: "reset"})
	if name == "own-data" {
		p.rows(300_000)
	}
}

// rows drops a table of n rows.
func (p *pieces) rows(n int) {
	r := rand.New(rand.NewPCG(1, 2))
	b := []byte("x,y\n")
	for range n {
		b = fmt.Appendf(b, "%.6f,%.4f\n", r.NormFloat64(), 100*r.NormFloat64())
	}
	p.ask(strconv.Itoa(n)+" rows", Message{Type: "data", Bytes: b, Fields: map[string]string{"name": "rows.csv"}})
}

// report prints what took longer than so much, from the longest.
func (p *pieces) report(than time.Duration) (n int) {
	names := slices.SortedFunc(maps.Keys(p.longest), func(a, b string) int { return int(p.longest[b].length - p.longest[a].length) })
	for _, name := range names {
		if q := p.longest[name]; q.length > than {
			n++
			p.t.Logf("%6.1f ms  %s\n          from %s\n          to   %s", q.length.Seconds()*1e3, name, places(q.from), places(q.to))
		}
	}
	return n
}

// places are functions and lines, from the innermost.
func places(at []uintptr) string {
	var b strings.Builder
	frames := runtime.CallersFrames(at)
	for more, n := len(at) > 0, 0; more && n < 7; {
		var f runtime.Frame
		f, more = frames.Next()
		_, name, _ := strings.Cut(f.Function[strings.LastIndexByte(f.Function, '/')+1:], ".")
		if strings.Contains(f.Function, "slicer") || strings.HasPrefix(name, "pause") || strings.Contains(name, "pieces") {
			continue
		}
		n++
		fmt.Fprintf(&b, "%s:%d ", name, f.Line)
	}
	return b.String()
}

// BenchmarkPieces asks every scene for everything that a page can ask for, natively and
// without a frame's end, and prints the pieces of work between two places where it may be
// interrupted that took longest, of the processor's time. In Chromium they take about twice as long.
func BenchmarkPieces(b *testing.B) {
	for _, o := range param.Scenes {
		b.Run(o.Value, func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			for b.Loop() {
				p := watch(b, "scene="+o.Value)
				p.walk(o.Value)
				n := p.report(8 * time.Millisecond)
				b.ReportMetric(float64(n), "long-pieces")
				b.ReportMetric(float64(p.asked), "asked")
			}
		})
	}
}
