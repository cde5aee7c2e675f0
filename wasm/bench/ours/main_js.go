// Command ours offers the page of the benchmarks what it measures of us:
//
//	ours.work()                  the names of all work and their units
//	ours.run(name, ms)           does it for so long: the time of one in its unit
//	ours.learn(setting, seed)    learns the toy: {seconds, steps}
//	ours.toy(n, first)           2×n draws of the toy, a Float32Array
//	ours.error(weights)          ½E‖s_θ − s‖² of a network's weights
//	ours.learnDigits(seed)       learns digits: {seconds, steps, distance}
//	ours.digits(n, first)        64×n draws of digits, a Float32Array
//	ours.distance(weights)       the Fréchet distance of what a network with the weights makes
//	ours.scores(weights)         64×64, its scores of the first 64 digits at σ = 0.5
package main

import (
	"math"
	"sync"
	"syscall/js"
	"time"

	"github.com/scorefield/scorefield/wasm/bench"
)

func main() {
	q, digits := bench.NewQuality(), sync.OnceValue(bench.NewDigits) // whose classifier takes a second to learn
	offer(map[string]func(args []js.Value) any{
		"work":  func([]js.Value) any { return work() },
		"run":   func(args []js.Value) any { return run(args[0].String(), args[1].Float()) },
		"learn": func(args []js.Value) any { return learn(q, args[0].String(), args[1].Int()) },
		"toy":   func(args []js.Value) any { return array(bench.Toy(args[0].Int(), args[1].Int()).Data) },
		"error": func(args []js.Value) any { return q.Error(floats(args[0])) },
		"learnDigits": func(args []js.Value) any {
			t, steps, distance := digits().Learn(uint64(args[0].Int()))
			return map[string]any{"seconds": t.Seconds(), "steps": steps, "distance": distance}
		},
		"digits":   func(args []js.Value) any { return array(digits().Draws(args[0].Int(), args[1].Int()).Data) },
		"distance": func(args []js.Value) any { return digits().Distance(floats(args[0])) },
		"scores":   func(args []js.Value) any { return array(digits().Scores(floats(args[0])).Data) },
	})
	select {}
}

// offer sets the global object ours.
func offer(calls map[string]func(args []js.Value) any) {
	ours := map[string]any{}
	for name, f := range calls {
		ours[name] = js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) })
	}
	js.Global().Set("ours", ours)
}

func work() (list []any) {
	for _, w := range bench.All() {
		list = append(list, map[string]any{"name": w.Name, "unit": w.Unit})
	}
	return list
}

// run is null for work that there is not.
func run(name string, ms float64) any {
	w, ok := bench.Find(name)
	if !ok {
		return nil
	}
	return w.For(time.Duration(ms * float64(time.Millisecond)))
}

func learn(q *bench.Quality, setting string, seed int) any {
	t, steps := q.Learn(setting, uint64(seed))
	return map[string]any{"seconds": t.Seconds(), "steps": steps}
}

// array is v as the page's own Float32Array.
func array(v []float32) js.Value {
	a := js.Global().Get("Uint8Array").New(4 * len(v))
	b := make([]byte, 0, 4*len(v))
	for _, f := range v {
		u := math.Float32bits(f)
		b = append(b, byte(u), byte(u>>8), byte(u>>16), byte(u>>24))
	}
	js.CopyBytesToJS(a, b)
	return js.Global().Get("Float32Array").New(a.Get("buffer"))
}

// floats copies the page's Float32Array.
func floats(a js.Value) []float32 {
	v := make([]float32, a.Length())
	for i := range v {
		v[i] = float32(a.Index(i).Float())
	}
	return v
}
