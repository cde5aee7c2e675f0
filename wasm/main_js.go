// Command wasm is the program in a figure's frame: it takes the page's
// messages, runs the experiment and draws it. The page talks to it through
//
//	scorefieldBoot                      settings, set before the program starts
//	scorefieldGo(type, value, id)       a message to the program
//	scorefieldPage(type, value)         a message from the program
package main

import (
	"syscall/js"

	"github.com/scorefield/scorefield/render"
)

func main() {
	boot := js.Global().Get("scorefieldBoot")
	app := newFigure(text(boot, "text"), text(boot, "lang"), say)
	app.Recycle = recycle
	app.Controller.Dark, app.Controller.Strong, app.Controller.Still = truth(boot, "dark"), truth(boot, "contrast"), truth(boot, "reduced")
	js.Global().Set("scorefieldGo", js.FuncOf(func(_ js.Value, args []js.Value) any {
		app.Post(messageOf(args))
		return nil
	}))
	say("ready", app.Greeting())
	if err := render.Run(app, screen()); err != nil {
		say("error", map[string]any{"type": "stopped", "message": err.Error()})
	}
}

// say sends a message to the page.
func say(kind string, value any) {
	js.Global().Call("scorefieldPage", kind, valueOf(value))
}

func text(o js.Value, name string) string {
	if v := o.Get(name); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

func truth(o js.Value, name string) bool { return o.Get(name).Truthy() }

// screen tells the drawer how sharp the page's screen is now: zoom and moves
// between screens change it.
func screen() render.Options {
	return render.Options{
		Scaled:  true,
		Ratio:   func() float64 { return js.Global().Get("scorefieldRatio").Float() },
		Sharpen: func(share float64) { js.Global().Call("scorefieldSharpen", share) },
	}
}
