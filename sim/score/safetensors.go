package score

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
)

// Safetensors is n in Hugging Face's format: the length of the header (8 bytes,
// little-endian), the header (JSON: dtype, shape and place of each tensor, and
// the shape of the network as metadata), padded with spaces to a multiple of
// eight, then the tensors' float32, little-endian.
func Safetensors(n Network) []byte {
	c, energy := n.Config(), isEnergy(n)
	head := `{"__metadata__":{` + describe(c, energy, true) + "}"
	for _, t := range tensors(c, energy) {
		head += `,"` + t.name + `":{"dtype":"F32","shape":[` + t.shape() + `],"data_offsets":[` +
			strconv.Itoa(4*t.at) + "," + strconv.Itoa(4*(t.at+t.len())) + "]}"
	}
	head += "}"
	head += strings.Repeat(" ", -len(head)&7)
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(head)))
	out = append(out, head...)
	for _, v := range n.Params() {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return out
}

func (t tensor) shape() string {
	if t.columns == 0 {
		return strconv.Itoa(t.rows)
	}
	return strconv.Itoa(t.rows) + "," + strconv.Itoa(t.columns)
}

// maxHeader is the longest header that is read; a network of the most layers
// needs a tenth.
const maxHeader = 1 << 16

// ReadSafetensors returns the network in data, as Safetensors wrote it. The
// error is an *[Error] that names the field. It allocates at most 256 bytes for each
// byte of data, whatever the data say, and 64 KiB.
func ReadSafetensors(data []byte) (Network, error) {
	head, body, err := splitSafetensors(data)
	if err != nil {
		return nil, err
	}
	v, err := readJSON(head, "header")
	if err != nil {
		return nil, err
	}
	d := description{object: unquote(v.get("__metadata__"))}
	c, energy := d.network()
	if d.err != nil {
		return nil, d.err
	}
	all := tensors(c, energy)
	if len(v.fields) != len(all)+1 {
		return nil, &Error{"header", strconv.Itoa(len(v.fields)) + " fields", strconv.Itoa(len(all) + 1)}
	}
	for _, t := range all {
		if err := checkPlace(v.get(t.name), t); err != nil {
			return nil, err
		}
	}
	if want := 4 * count(c.sizes(outputs(c, energy))); len(body) != want {
		return nil, &Error{"data", strconv.Itoa(len(body)) + " bytes", strconv.Itoa(want)}
	}
	n := newUninitialised(c, energy)
	for i := range n.Params() {
		x := math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))
		if !(math.Abs(float64(x)) <= math.MaxFloat32) {
			return nil, &Error{"data[" + strconv.Itoa(i) + "]", number(float64(x)), "a finite number"}
		}
		n.Params()[i] = x
	}
	return n, nil
}

func splitSafetensors(data []byte) (head, body []byte, err error) {
	if len(data) < 8 {
		return nil, nil, &Error{"file", strconv.Itoa(len(data)) + " bytes", "at least 8"}
	}
	n := binary.LittleEndian.Uint64(data)
	if most := min(maxHeader, uint64(len(data)-8)); n > most {
		return nil, nil, &Error{"header length", strconv.FormatUint(n, 10), "0 … " + strconv.FormatUint(most, 10)}
	}
	return data[8 : 8+n], data[8+n:], nil
}

// unquote reads the metadata's texts as the values that they quote, where
// they are such.
func unquote(meta value) value {
	out := value{kind: isObject}
	for _, f := range meta.fields {
		v := f.value
		if v.kind == isText {
			if inner, err := readJSON([]byte(v.text), f.name); err == nil && inner.kind != isObject {
				v = inner
			}
		}
		out.fields = append(out.fields, field{f.name, v})
	}
	return out
}

// checkPlace returns an error unless v describes t, at its place in the file.
func checkPlace(v value, t tensor) error {
	if v.kind != isObject {
		return &Error{t.name, kindNames[v.kind], kindNames[isObject]}
	}
	if dtype := v.get("dtype"); dtype.text != "F32" {
		return &Error{t.name + ".dtype", strconv.Quote(dtype.text[:min(len(dtype.text), 40)]), "F32"}
	}
	shape := []int{t.rows, t.columns}
	if t.columns == 0 {
		shape = shape[:1]
	}
	if err := checkWholes(v.get("shape"), t.name+".shape", shape); err != nil {
		return err
	}
	return checkWholes(v.get("data_offsets"), t.name+".data_offsets", []int{4 * t.at, 4 * (t.at + t.len())})
}

func checkWholes(v value, name string, want []int) error {
	ok := v.kind == isNumbers && len(v.numbers) == len(want)
	text := ""
	for i, w := range want {
		ok = ok && v.numbers[i] == float64(w)
		if i > 0 {
			text += ", "
		}
		text += strconv.Itoa(w)
	}
	if ok {
		return nil
	}
	got := kindNames[v.kind]
	if v.kind == isNumbers {
		got = ""
		for i, x := range v.numbers[:min(len(v.numbers), 4)] {
			if i > 0 {
				got += ", "
			}
			got += number(x)
		}
	}
	return &Error{name, got, text}
}
