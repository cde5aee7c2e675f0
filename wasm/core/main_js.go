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
	case "leave":
		room.Leave(id)
	case "turn":
		if r, ok := room.Turn(v.Float()); ok {
			return map[string]any{"id": r.ID, "lesson": r.Lesson, "bytes": arrayOf(r.Bytes), "steps": r.Steps, "spent": r.Spent}
		}
	}
	return nil
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
