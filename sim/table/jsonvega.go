package table

import (
	"slices"
	"strings"
)

// vegaParts are members of a drawing of Vega or Vega-Lite that no table has.
var vegaParts = []string{"mark", "marks", "encoding", "layer", "spec", "hconcat", "vconcat", "concat"}

// isVega reports a drawing of Vega or Vega-Lite.
func (v *value) isVega() bool {
	if schema := v.member("$schema"); strings.Contains(schema.str, "/schema/vega") {
		return true
	}
	_, data := v.get("data")
	return data && slices.ContainsFunc(vegaParts, func(name string) bool { _, ok := v.get(name); return ok })
}

// vegaAxes are the fields that a drawing has along x and y, "" where it has none: of the first
// object with members x and y, or longitude and latitude, that each name a field.
func (v *value) vegaAxes(depth int) (axes [2]string) {
	for _, pair := range [...][2]string{{"x", "y"}, {"longitude", "latitude"}} {
		x, y := v.member(pair[0]), v.member(pair[1])
		if axes = [2]string{x.field(), y.field()}; axes[0] != "" && axes[1] != "" {
			return axes
		}
	}
	if v.parts == nil || depth > 8 {
		return [2]string{}
	}
	for i := range v.list {
		if v.kind == jsonObject && (v.keys[i] == "data" || v.keys[i] == "datasets") {
			continue
		}
		if axes = v.list[i].vegaAxes(depth + 1); axes[0] != "" {
			return axes
		}
	}
	return [2]string{}
}

// field is the name of a channel's field as a column has it: brackets and points are ways into
// objects, unless a backslash stands before them. It is "" of what is counted or averaged.
func (v *value) field() string {
	name := v.member("field")
	for _, changed := range [...]string{"aggregate", "bin", "timeUnit"} {
		if m, ok := v.get(changed); ok && m.kind != jsonNull && m.str != "false" {
			return ""
		}
	}
	return strings.NewReplacer(`\`, "", "['", ".", "']", "", `["`, ".", `"]`, "", "[", ".", "]", "").Replace(name.str)
}

// vegaText is what a drawing's data hold as text, "" where they are no text, and the address
// where they are said to be.
func (v *value) vegaText(depth int) (text, url string) {
	data := v.member("data")
	for _, d := range append(data.elements(), data) {
		values, at := d.member("values"), d.member("url")
		if values.kind == jsonString {
			text = values.str
		}
		if at.kind == jsonString {
			url = at.str
		}
	}
	if text+url != "" || v.parts == nil || depth > 8 {
		return text, url
	}
	for i := range v.list {
		if text, url = v.list[i].vegaText(depth + 1); text+url != "" {
			return text, url
		}
	}
	return "", ""
}

// readVega makes a table of a drawing's data, of which its axes are x and y.
func readVega(v value, o *Options) (*Table, *Error) {
	text, url := v.vegaText(0)
	var t *Table
	if text != "" {
		read, err := readText(text, "UTF-8", *o)
		if err != nil {
			return nil, err.(*Error)
		}
		t = read
	} else {
		read, why := tabled(tableOf(v.vegaData(), 0))
		switch {
		case why != nil && url != "":
			return nil, &Error{Kind: Unreadable, what: Text{"a drawing of Vega whose data are elsewhere, at “" + brief(url) + "”", "Vega 图形，其数据在别处：“" + brief(url) + "”"},
				allowed: Text{"these data themselves, or a drawing that holds them (data.values)", "该数据本身，或含有数据（data.values）的图形"}}
		case why != nil:
			return nil, why
		}
		t = read
	}
	t.axes = v.vegaAxes(0)
	for i, name := range t.axes {
		t.axes[i] = strings.TrimSpace(brief(name))
	}
	return t, nil
}

// vegaData is a drawing without what is no data: a scale may have numbers, too.
func (v *value) vegaData() value {
	out := value{kind: jsonObject, parts: &parts{}}
	v.gather(&out, 0)
	return out
}

func (v *value) gather(out *value, depth int) {
	if v.parts == nil || depth > 8 {
		return
	}
	for i, e := range v.list {
		if v.kind == jsonObject && (v.keys[i] == "data" || v.keys[i] == "datasets") {
			out.keys, out.list = append(out.keys, v.keys[i]), append(out.list, e)
			continue
		}
		e.gather(out, depth+1)
	}
}
