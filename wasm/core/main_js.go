package main

import "syscall/js"

// version is that of the package; the build says which.
var version string

func main() {
	clock := js.Global().Get("performance")
	host := &Host{Now: func() float64 { return clock.Call("now").Float() }}
	send, buffer := js.Global().Get("scorefieldSend"), js.Global().Get("scorefieldBuffer")
	host.Send = func(peer int, b []byte) {
		a := buffer.Invoke(len(b))
		js.CopyBytesToJS(a, b)
		send.Invoke(peer, a)
	}
	js.Global().Set("scorefieldCore", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return answer(host, args[0].String(), args[1].Int(), args[2])
	}))
	js.Global().Set("scorefieldVersion", version)
	select {}
}

// answer carries out one message of the boot script; id is the number of a figure, or in peer, unpeer
// and hear that of another worker.
func answer(host *Host, kind string, id int, v js.Value) any {
	switch kind {
	case "trainingJob":
		return host.StartTraining(id, v.Get("version").Int(), bytesOf(v.Get("bytes")))
	case "train":
		host.Train(id, v.Get("step").Int(), v.Get("stride").Int(), v.Get("every").Int())
	case "shardJob":
		return host.StartShard(id, v.Get("shard").Int(), bytesOf(v.Get("bytes")))
	case "shardCommand":
		return host.Command(id, bytesOf(v.Get("bytes")))
	case "release":
		host.Release(id)
	case "peer":
		host.Join(id)
	case "unpeer":
		host.Part(id)
	case "hear":
		host.Hear(id, bytesOf(v))
	case "leave":
		host.Remove(id)
	case "work":
		if r, ok := host.Work(v.Float()); ok {
			return r.object()
		}
	}
	return nil
}

// object is a report as the boot script passes it on.
func (r Report) object() map[string]any {
	m := map[string]any{"id": r.Figure, "type": r.Kind, "number": r.Number, "steps": r.Steps, "spent": r.Spent, "bytes": nil,
		"workers": r.Workers, "wanted": r.Wanted, "wait": r.Wait}
	if r.Bytes != nil {
		m["bytes"] = arrayOf(r.Bytes)
	}
	return m
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
