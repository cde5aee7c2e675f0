package table

import (
	"encoding/base64"
	"strings"
)

// unpacked is the array whose bytes an object holds in base64, as Plotly writes
// {"dtype": "f8", "bdata": …} and Bokeh {"type": "ndarray", "array": {"type": "bytes", "data": …},
// "dtype": "float64", "order": "little"}. Any other value, and an array of several dimensions,
// is returned as it is.
func unpacked(v value) value {
	packed := v.member("bdata").str
	if packed == "" {
		array := v.member("array")
		packed = array.member("data").str
	}
	if packed == "" {
		packed = v.member("__ndarray__").str
	}
	shape := v.member("shape")
	if packed == "" || strings.Contains(shape.str, ",") || shape.length() > 1 {
		return v
	}
	item := numpyName(v.member("dtype").str)
	if v.member("order").str == "big" {
		item = ">" + item
	}
	var a array
	data, err := base64.StdEncoding.DecodeString(packed)
	if err != nil || !a.typed(item) || len(data)%a.size != 0 {
		return v
	}
	a.data, a.rows, a.cols = data, len(data)/a.size, 1
	nums := make([]float64, a.rows)
	for i := range nums {
		nums[i] = a.at(i, 0)
	}
	return value{kind: jsonArray, parts: &parts{nums: nums}}
}

// numpyName is the short name of a type, f8, for its long one, float64.
func numpyName(dtype string) string {
	for _, t := range [...]struct{ long, short string }{{"float", "f"}, {"uint", "u"}, {"int", "i"}} {
		bits, ok := strings.CutPrefix(dtype, t.long)
		switch {
		case !ok:
		case bits == "8":
			return t.short + "1"
		case bits == "16":
			return t.short + "2"
		case bits == "32":
			return t.short + "4"
		case bits == "64":
			return t.short + "8"
		}
	}
	return dtype
}
