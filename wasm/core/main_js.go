package main

import "syscall/js"

func main() {
	clock := js.Global().Get("performance")
	room := &Room{Now: func() float64 { return clock.Call("now").Float() }}
	js.Global().Set("scorefieldCore", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return answer(room, args[0].String(), args[1].Int(), args[2])
	}))
	select {}
}

// answer carries out one message of the boot script.
func answer(room *Room, kind string, id int, v js.Value) any {
	switch kind {
	case "enrol":
		return room.Enrol(id, v.Get("lesson").Int(), bytesOf(v.Get("bytes")))
	case "teach":
		room.Teach(id, v.Get("step").Int(), v.Get("stride").Int())
	case "depart":
		return room.Depart(id, v.Get("shard").Int(), bytesOf(v.Get("bytes")))
	case "order":
		return room.Order(id, bytesOf(v.Get("bytes")))
	case "rest":
		room.Rest(id)
	case "leave":
		room.Leave(id)
	case "turn":
		if r, ok := room.Turn(v.Float()); ok {
			return r.object()
		}
	}
	return nil
}

// object is a report as the boot script passes it on.
func (r Report) object() map[string]any {
	m := map[string]any{"id": r.ID, "type": r.Kind, "number": r.Number, "steps": r.Steps, "spent": r.Spent, "bytes": nil}
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
