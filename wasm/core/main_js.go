package main

import (
	"slices"
	"syscall/js"

	"github.com/scorefield/scorefield/wasm/core/host"
)

// version is that of the package; the build says which.
var version string

func main() {
	clock := js.Global().Get("performance")
	h := &host.Host{Now: func() float64 { return clock.Call("now").Float() }}
	send, buffer := js.Global().Get("scorefieldSend"), js.Global().Get("scorefieldBuffer")
	h.Send = func(peer int, b []byte) {
		a := buffer.Invoke(len(b))
		js.CopyBytesToJS(a, b)
		send.Invoke(peer, a)
	}
	js.Global().Set("scorefieldCore", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return answer(h, args[0].String(), args[1].Int(), args[2])
	}))
	js.Global().Set("scorefieldVersion", version)
	select {}
}

// answer carries out one message of the boot script; id is the number of a figure, or in peer, unpeer
// and hear that of another worker.
func answer(h *host.Host, kind string, id int, v js.Value) any {
	switch kind {
	case "trainingJob":
		return h.StartTraining(id, v.Get("version").Int(), bytesOf(v.Get("bytes")))
	case "train":
		h.Train(id, v.Get("step").Int(), v.Get("stride").Int(), v.Get("every").Int())
	case "shardJob":
		return h.StartShard(id, v.Get("shard").Int(), bytesOf(v.Get("bytes")))
	case "shardCommand":
		return h.Command(id, bytesOf(v.Get("bytes")))
	case "release":
		h.Release(id)
	case "peer":
		h.Join(id)
	case "unpeer":
		h.Part(id)
	case "hear":
		inbox = slices.Grow(inbox[:0], v.Get("byteLength").Int())[:v.Get("byteLength").Int()]
		js.CopyBytesToGo(inbox, v)
		h.Hear(id, inbox)
		return turn(h)
	case "leave":
		h.Remove(id)
	case "work":
		return turn(h)
	}
	return nil
}

// slice is how many milliseconds of work there are between two looks at the mail.
const slice = 30

// inbox is the memory of what another worker says; whoever hears it keeps nothing of it.
var inbox []byte

// turn is a turn of the host, with its report if there is one to be passed on. Else it is the
// number of milliseconds after which there is something to be done again: 0 is at once,
// and nil is never.
func turn(h *host.Host) any {
	switch r, ok := h.Work(slice); {
	case !ok:
		return nil
	case r.Bytes == nil:
		return r.Wait
	default:
		return object(r)
	}
}

// object is a report as the boot script passes it on.
func object(r host.Report) map[string]any {
	return map[string]any{"id": r.Figure, "type": r.Kind, "number": r.Number, "steps": r.Steps, "spent": r.Spent, "bytes": arrayOf(r.Bytes),
		"workers": r.Workers, "wanted": r.Wanted, "trained": r.Trained}
}

func bytesOf(v js.Value) []byte {
	b := make([]byte, v.Get("byteLength").Int())
	js.CopyBytesToGo(b, v)
	return b
}

func arrayOf(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}
