package main

import (
	"encoding/binary"
	"math"
	"syscall/js"
)

// messageOf reads what the page sent: a type, a plain object and an id.
func messageOf(args []js.Value) Message {
	m := Message{Fields: map[string]string{}}
	if len(args) > 0 {
		m.Type = args[0].String()
	}
	if len(args) > 2 && args[2].Type() == js.TypeNumber {
		m.ID = args[2].Float()
	}
	if len(args) < 2 || args[1].Type() != js.TypeObject {
		return m
	}
	keys := js.Global().Get("Object").Call("keys", args[1])
	for i := range keys.Length() {
		name := keys.Index(i).String()
		m.take(name, args[1].Get(name))
	}
	return m
}

func (m *Message) take(name string, v js.Value) {
	switch v.Type() {
	case js.TypeString:
		m.Fields[name] = v.String()
	case js.TypeNumber, js.TypeBoolean:
		m.Fields[name] = js.Global().Get("String").Invoke(v).String()
	case js.TypeObject:
		switch {
		case v.InstanceOf(js.Global().Get("Float32Array")):
			m.Floats = floatsOf(v)
		case v.InstanceOf(js.Global().Get("Float64Array")):
			m.Doubles = doublesOf(v)
		case v.InstanceOf(js.Global().Get("Uint8Array")) && name == "labels":
			m.Labels = bytesOf(v)
		case v.InstanceOf(js.Global().Get("Uint8Array")):
			m.Bytes = bytesOf(v)
		}
	}
}

// bytesOf copies a Uint8Array, into memory that was recycled if there is some.
func bytesOf(v js.Value) []byte {
	n := v.Get("byteLength").Int()
	bytes := spare
	if spare = nil; cap(bytes) < n {
		bytes = make([]byte, n)
	}
	js.CopyBytesToGo(bytes[:n], v)
	return bytes[:n]
}

// spare is a message's memory that nobody needs any more: workers send many of
// the same size.
var spare []byte

func recycle(b []byte) {
	if cap(b) > cap(spare) {
		spare = b
	}
}

// decodeText decodes data in the encoding of a label of the Encoding Standard; ok is false
// where the browser does not know it. See table.Options.
func decodeText(label string, data []byte) (text string, ok bool) {
	defer func() {
		if recover() != nil { // the constructor throws
			text, ok = "", false
		}
	}()
	return js.Global().Get("TextDecoder").New(label).Call("decode", valueOf(data)).String(), true
}

// floatsOf copies a Float32Array.
func floatsOf(v js.Value) []float32 {
	bytes := bytesOf(js.Global().Get("Uint8Array").New(v.Get("buffer"), v.Get("byteOffset"), v.Get("byteLength")))
	floats := make([]float32, len(bytes)/4)
	for i := range floats {
		floats[i] = math.Float32frombits(binary.LittleEndian.Uint32(bytes[4*i:]))
	}
	return floats
}

// doublesOf copies a Float64Array.
func doublesOf(v js.Value) []float64 {
	bytes := bytesOf(js.Global().Get("Uint8Array").New(v.Get("buffer"), v.Get("byteOffset"), v.Get("byteLength")))
	doubles := make([]float64, len(bytes)/8)
	for i := range doubles {
		doubles[i] = math.Float64frombits(binary.LittleEndian.Uint64(bytes[8*i:]))
	}
	return doubles
}

// valueOf turns an answer into JavaScript: maps and lists of plain values,
// bytes as a Uint8Array, numbers as a typed array of their width, and NaN or ±∞ as null.
func valueOf(v any) js.Value {
	switch v := v.(type) {
	case map[string]any:
		o := js.Global().Get("Object").New()
		for name, x := range v {
			o.Set(name, valueOf(x))
		}
		return o
	case []any:
		a := js.Global().Get("Array").New(len(v))
		for i, x := range v {
			a.SetIndex(i, valueOf(x))
		}
		return a
	case []byte:
		a := js.Global().Get("Uint8Array").New(len(v))
		js.CopyBytesToJS(a, v)
		return a
	case []float32:
		return float32Array(v)
	case []float64:
		return float64Array(v)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return js.Null()
		}
	}
	return js.ValueOf(v)
}

func float64Array(v []float64) js.Value {
	bytes := make([]byte, 8*len(v))
	for i, x := range v {
		binary.LittleEndian.PutUint64(bytes[8*i:], math.Float64bits(x))
	}
	return js.Global().Get("Float64Array").New(valueOf(bytes).Get("buffer"))
}

func float32Array(v []float32) js.Value {
	bytes := make([]byte, 4*len(v))
	for i, x := range v {
		binary.LittleEndian.PutUint32(bytes[4*i:], math.Float32bits(x))
	}
	return js.Global().Get("Float32Array").New(valueOf(bytes).Get("buffer"))
}
