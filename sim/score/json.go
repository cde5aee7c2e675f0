package score

import (
	"math"
	"strconv"
)

// JSON is n as text: its shape and, in "tensors", one flat list of numbers for
// each weight and bias, shortest decimals that read back as the same float32.
func JSON(n Network) []byte {
	c, energy := n.Config(), isEnergy(n)
	out := []byte("{" + describe(c, energy, false) + `,"tensors":{`)
	for i, t := range tensors(c, energy) {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, "\n\""+t.name+"\":["...)
		for k, v := range n.Params()[t.at : t.at+t.len()] {
			if k > 0 {
				out = append(out, ',')
			}
			out = strconv.AppendFloat(out, float64(v), 'g', -1, 32)
		}
		out = append(out, ']')
	}
	return append(out, "}}\n"...)
}

// ReadJSON returns the network in text, as JSON wrote it. The error is an
// *[Error] that names the field. It allocates at most 256 bytes for each byte of
// text, whatever the text says, and 64 KiB.
func ReadJSON(text []byte) (Network, error) {
	v, err := readJSON(text, "file")
	if err != nil {
		return nil, err
	}
	if v.kind != isObject {
		return nil, &Error{"file", kindNames[v.kind], kindNames[isObject]}
	}
	d := description{object: v}
	c, energy := d.network()
	list := d.field("tensors", isObject)
	if d.err != nil {
		return nil, d.err
	}
	all := tensors(c, energy)
	if len(list.fields) != len(all) {
		return nil, &Error{"tensors", strconv.Itoa(len(list.fields)) + " fields", strconv.Itoa(len(all))}
	}
	for _, t := range all {
		if err := checkNumbers(list.get(t.name), t); err != nil {
			return nil, err
		}
	}
	n := newUninitialised(c, energy)
	for _, t := range all {
		for k, v := range list.get(t.name).numbers {
			n.Params()[t.at+k] = float32(v)
		}
	}
	return n, nil
}

// checkNumbers returns an error unless v are t's numbers.
func checkNumbers(v value, t tensor) error {
	if v.kind != isNumbers {
		return &Error{t.name, kindNames[v.kind], kindNames[isNumbers]}
	}
	if len(v.numbers) != t.len() {
		return &Error{t.name, strconv.Itoa(len(v.numbers)) + " numbers", strconv.Itoa(t.len())}
	}
	for k, x := range v.numbers {
		if math.Abs(x) > math.MaxFloat32 {
			return &Error{t.name + "[" + strconv.Itoa(k) + "]", number(x), "a float32"}
		}
	}
	return nil
}
