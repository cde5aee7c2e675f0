// Command wasm is the page's program: it runs the experiments of all figures and
// draws them. It lives in a hidden frame (page/frame.js) and is called by the
// page (element/engine.js) through the one object scorefieldProgram; what it
// says of a figure goes to the function that the figure was opened with.
package main

import (
	"strconv"
	"syscall/js"
	"time"

	"github.com/scorefield/scorefield/render"
)

// version is that of the package; the build says which.
var version string

func main() {
	screen, err := render.NewScreen()
	if err != nil {
		panic(err)
	}
	p := &program{engine: NewEngine(), screen: screen}
	p.engine.Slice = slice
	frame := js.Global().Get("scorefieldFrame")
	p.engine.Serving = func(id int) { frame.Set("served", id) }
	p.engine.MostPixels = js.Global().Get("scorefieldMost").Int()
	js.Global().Set("scorefieldProgram", p.object())
	if err := screen.Run(); err != nil {
		panic(err)
	}
}

// slice is the time of a frame in which figures work. With a piece of work and a picture more it
// is less than the 50 ms from which a frame is felt to be late.
const slice = 15 * time.Millisecond

// program is what the page calls.
type program struct {
	engine *Engine
	screen *render.Screen
}

// object has the program's functions:
//
//	version                                         of the package
//	info()                                          → {version, params, scenes}
//	open(id, {text, checkpoint, lang, dark, contrast, reduced}, hear)  hear(type, value) is called with what is said: first 'opened' with all values,
//	                                                   now or in a later tick, or an error; checkpoint: bytes of last, null to begin with the settings in text
//	close(id)
//	request(id, type, value, number)                 hear('reply', {id: number, value | error}) follows
//	cancel(id, number)                               no reply follows
//	event(id, kind, pointer, x, y, flags, detail)    flags: 1 touch, 2 shift, 4 ctrl; detail: of wheel pixels, of key its name
//	grips(id, x, y)                                  → whether a finger there would take hold of something
//	plane(id, x, y)                                  → {left, top, width, height, x, y, perX, perY} of the panel there, see Plane; null where there is none
//	prepare({id, width, height, ratio, seconds, pointed})  makes part of what its first picture needs, before it is seen → whether there is another part
//	tick([{id, width, height, ratio, seconds, pointed}, …])  → ids of the figures whose pictures are to be drawn
//	lay(ids, alone)                                  → {width, height, places: [{id, x, y, width, height, overlay}, …]} of the next screen, of as many as it has room for;
//	                                                   overlay: texts and lines as JSON where they have changed, else ''
//	reserve(width, height)                           with room for the largest place for a picture on the page: the screen is at least so large
//	drew(milliseconds)
//	state(id)                                        → the state as text, as a request for it would give
//	last(id, most)                                   → {checkpoint, state}: where the figure is, as bytes where they are no more than most;
//	                                                   else checkpoint is null, and state is a text, from which steps are done again
//	working(id)                                      → whether it has work that goes on in the next tick, which last and state would end at once
func (p *program) object() js.Value {
	o := js.Global().Get("Object").New()
	o.Set("version", version)
	for name, f := range map[string]func(args []js.Value) any{
		"info": func([]js.Value) any { return valueOf(describe()) },
		"open": p.open, "close": p.close, "tick": p.tick, "lay": p.lay,
		"prepare": func(args []js.Value) any { return p.engine.Prepare(shownOf(args[0])) },
		"reserve": func(args []js.Value) any { p.engine.Reserve(args[0].Int(), args[1].Int()); return nil },
		"drew":    func(args []js.Value) any { p.engine.Drew(args[0].Float()); return nil },
		"last":    p.of(p.last),
		"working": func(args []js.Value) any { return p.engine.Working(args[0].Int()) },
		"state":   p.of(func(f *Figure, _ []js.Value) any { return f.Controller.Exp.State() }),
		"plane":   p.looking(plane),
		"request": p.to(func(f *Figure, args []js.Value) { f.Post(messageOf(args)) }),
		"cancel":  p.to(func(f *Figure, args []js.Value) { f.Cancel(args[0].Float()) }),
		"event":   p.to(event),
		"grips": p.looking(func(f *Figure, args []js.Value) any {
			return f.Controller.Grips(args[0].Float(), args[1].Float())
		}),
	} {
		o.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) }))
	}
	return o
}

func (p *program) last(f *Figure, args []js.Value) any {
	if b, ok := p.engine.Checkpoint(f, args[0].Float()); ok {
		return valueOf(map[string]any{"checkpoint": b, "state": ""})
	}
	return valueOf(map[string]any{"checkpoint": nil, "state": f.Controller.Exp.State()})
}

// to tells the figure whose number comes first something, if there is one, whatever it is
// working on.
func (p *program) to(tell func(f *Figure, args []js.Value)) func(args []js.Value) any {
	return func(args []js.Value) any {
		if f := p.engine.Figure(args[0].Int()); f != nil {
			f.guard(func() { tell(f, args[1:]) })
		}
		return nil
	}
}

// of is what the figure says whose number comes first, if there is one, once it has done what
// it is working on. A panic stops that figure alone; there is no result then.
func (p *program) of(do func(f *Figure, args []js.Value) any) func(args []js.Value) any {
	return func(args []js.Value) (result any) {
		if f := p.engine.Figure(args[0].Int()); f != nil {
			f.guard(func() {
				f.slicer.Finish()
				f.slicer.Hold(func() { result = do(f, args[1:]) })
			})
		}
		return result
	}
}

// looking is of, for what is found in the figure's frame: while it is only measured, that need
// not be done before.
func (p *program) looking(do func(f *Figure, args []js.Value) any) func(args []js.Value) any {
	return func(args []js.Value) (result any) {
		if f := p.engine.Figure(args[0].Int()); f != nil {
			f.guard(func() {
				if f.Controller == nil || !f.Controller.measuring {
					f.slicer.Finish()
				}
				f.slicer.Hold(func() { result = do(f, args[1:]) })
			})
		}
		return result
	}
}

func (p *program) open(args []js.Value) any {
	settings, hear := args[1], args[2]
	var checkpoint []byte
	if v := settings.Get("checkpoint"); v.Truthy() {
		checkpoint = bytesOf(v)
	}
	f := p.engine.Open(args[0].Int(), text(settings, "text"), checkpoint, text(settings, "lang"), func(kind string, value any) { hear.Invoke(kind, valueOf(value)) })
	f.Recycle = recycle
	f.display.Apart = true
	f.Post(Message{Type: "look", Fields: map[string]string{"dark": truthText(settings, "dark"), "contrast": truthText(settings, "contrast"), "reduced": truthText(settings, "reduced")}})
	return nil
}

func (p *program) close(args []js.Value) any {
	p.engine.Close(args[0].Int())
	return nil
}

const (
	flagTouch = 1 << iota
	flagShift
	flagCtrl
)

func event(f *Figure, args []js.Value) {
	flags := args[4].Int()
	e := Event{Kind: args[0].String(), Pointer: args[1].Int(), X: args[2].Float(), Y: args[3].Float(),
		Touch: flags&flagTouch != 0, Shift: flags&flagShift != 0, Ctrl: flags&flagCtrl != 0}
	switch detail := args[5]; detail.Type() {
	case js.TypeString:
		e.Detail = detail.String()
	case js.TypeNumber:
		e.Wheel = detail.Float()
	}
	f.Do(e)
}

func plane(f *Figure, args []js.Value) any {
	q, ok := f.Controller.Plane(args[0].Float(), args[1].Float())
	if !ok {
		return nil
	}
	return valueOf(map[string]any{"left": q.Left, "top": q.Top, "width": q.Width, "height": q.Height, "x": q.At[0], "y": q.At[1], "perX": q.Per[0], "perY": q.Per[1]})
}

func (p *program) tick(args []js.Value) any {
	shown := make([]Shown, args[0].Length())
	for i := range shown {
		s := args[0].Index(i)
		shown[i] = shownOf(s)
	}
	return idsValue(p.engine.Tick(shown))
}

func shownOf(s js.Value) Shown {
	return Shown{ID: s.Get("id").Int(), Width: s.Get("width").Int(), Height: s.Get("height").Int(), Ratio: s.Get("ratio").Float(),
		Seconds: s.Get("seconds").Float(), Pointed: truth(s, "pointed")}
}

func idsValue(ids []int) js.Value {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	return js.ValueOf(list)
}

func (p *program) lay(args []js.Value) any {
	var ids []int
	for i := range args[0].Length() {
		if id := args[0].Index(i).Int(); p.engine.Figure(id) != nil {
			ids = append(ids, id)
		}
	}
	pictures, placed := p.engine.Lay(ids, args[1].Truthy())
	p.screen.Show(pictures)
	places := make([]any, len(placed))
	for i, q := range placed {
		places[i] = map[string]any{"id": q.ID, "x": q.Rect.Min.X, "y": q.Rect.Min.Y, "width": q.Rect.Dx(), "height": q.Rect.Dy(), "overlay": string(q.Overlay)}
	}
	size := p.engine.Size()
	return js.ValueOf(map[string]any{"width": size.X, "height": size.Y, "places": places})
}

func text(o js.Value, name string) string {
	if v := o.Get(name); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

func truth(o js.Value, name string) bool { return o.Get(name).Truthy() }

func truthText(o js.Value, name string) string { return strconv.FormatBool(truth(o, name)) }
