package score

import (
	"strconv"

	"github.com/scorefield/scorefield/sim"
)

// Network is a [Net] or an [Energy], which say more.
type Network interface {
	// Config is the network's shape, every default filled in.
	Config() Config
	// Params are the weights, aliased.
	Params() []float32
	// Dim is D.
	Dim() int
	// Eval stores s(x, σ) in s and, unless v is empty, (∂s/∂x)v in jv. sigma has
	// one noise level for each point, or one for all.
	Eval(s, jv, x, v sim.Batch, sigma []float32)
	// Grad adds the gradient of a loss to grad, given its derivatives by s and jv
	// at the points of the last Eval.
	Grad(grad []float32, ds, djv sim.Batch)
	// Score stores s(x_i, σ) in point i of dst.
	Score(dst, x sim.Batch, sigma float32)
}

// New returns a Net, or an Energy if energy is set. Unlike NewNet it returns
// the *[Error] of c.
func New(c Config, energy bool, key sim.Key) (Network, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	if energy {
		if err := checkEnergy(c); err != nil {
			return nil, err
		}
		return NewEnergy(c, key), nil
	}
	return NewNet(c, key), nil
}

// The format of both files: what a network is, by name, and its tensors, per
// layer a weight (out×in, row-major) and a bias (out).
const (
	formatName    = "scorefield"
	formatVersion = 1
)

// newUninitialised returns a network of shape c without drawn weights.
func newUninitialised(c Config, energy bool) Network {
	if energy {
		return newEnergy(c)
	}
	return newNet(c)
}

func outputs(c Config, energy bool) int {
	if energy {
		return 1
	}
	return c.WithDefaults().Dim
}

// tensor is one tensor of a network: parameters at … at+rows·columns; a bias
// has no columns.
type tensor struct {
	name          string
	at            int
	rows, columns int
}

func (t tensor) len() int { return t.rows * max(t.columns, 1) }

// tensors lists those of a network of shape c, filled in.
func tensors(c Config, energy bool) []tensor {
	sizes := c.sizes(outputs(c, energy))
	var all []tensor
	at := 0
	for l := range len(sizes) - 1 {
		in, out := sizes[l], sizes[l+1]
		name := "layers." + strconv.Itoa(l)
		all = append(all, tensor{name + ".weight", at, out, in}, tensor{name + ".bias", at + out*in, out, 0})
		at += out * (in + 1)
	}
	return all
}

// isEnergy reports whether n is an energy network.
func isEnergy(n Network) bool {
	_, ok := n.(*Energy)
	return ok
}

func modelName(energy bool) string {
	if energy {
		return "energy"
	}
	return "net"
}

// describe writes c as the fields of a JSON object, with quotes around every
// value if quoted is set, as safetensors' metadata have them.
func describe(c Config, energy bool, quoted bool) string {
	q := ""
	if quoted {
		q = `"`
	}
	plain := func(name, v string) string { return `,"` + name + `":` + q + v + q }
	text := func(name, v string) string { return `,"` + name + `":"` + v + `"` }
	hidden := ""
	for i, h := range c.Hidden {
		if i > 0 {
			hidden += ","
		}
		hidden += strconv.Itoa(h)
	}
	more := "" // what older files do not have
	if c.Residual {
		more += plain("residual", "true")
	}
	if c.Classes > 0 {
		more += plain("classes", strconv.Itoa(c.Classes))
	}
	return `"format":"` + formatName + `"` + plain("version", strconv.Itoa(formatVersion)) +
		text("model", modelName(energy)) + plain("dim", strconv.Itoa(c.Dim)) + plain("hidden", "["+hidden+"]") +
		text("activation", c.Activation.String()) + plain("conditional", strconv.FormatBool(c.Conditional)) +
		plain("scale", number(c.Scale)) + plain("sigma_min", number(c.SigmaMin)) + plain("sigma_max", number(c.SigmaMax)) +
		plain("features", strconv.Itoa(c.Features)) + more
}

// described fields, read back. fail keeps the first error.
type description struct {
	object value
	err    error
}

func (d *description) fail(field, got, want string) {
	if d.err == nil {
		d.err = &Error{field, got, want}
	}
}

// field is the value called name, which must be of kind k.
func (d *description) field(name string, k kind) value {
	v := d.object.get(name)
	if v.kind != k {
		d.fail(name, kindNames[v.kind], kindNames[k])
		return value{kind: k}
	}
	return v
}

func (d *description) whole(name string) int {
	v := d.field(name, isNumber).number
	if v != float64(int32(v)) {
		d.fail(name, number(v), "a whole number")
		return 0
	}
	return int(v)
}

// network reads what a network is. It must not have become too large to make.
func (d *description) network() (c Config, energy bool) {
	if f := d.field("format", isText).text; f != formatName {
		d.fail("format", strconv.Quote(f), formatName)
	}
	if v := d.whole("version"); v != formatVersion {
		d.fail("version", strconv.Itoa(v), strconv.Itoa(formatVersion))
	}
	energy = d.choice("model", []string{"net", "energy"}) == 1
	c = Config{Dim: d.whole("dim"), Hidden: []int{}, Conditional: d.field("conditional", isBool).yes,
		Activation: Softplus + Activation(d.choice("activation", activationNames[Softplus:])), Features: d.whole("features"),
		Scale: d.field("scale", isNumber).number, SigmaMin: d.field("sigma_min", isNumber).number, SigmaMax: d.field("sigma_max", isNumber).number}
	for _, h := range d.field("hidden", isNumbers).numbers {
		if h != float64(int32(h)) {
			d.fail("hidden", number(h), "whole numbers")
		}
		c.Hidden = append(c.Hidden, int(h))
	}
	if d.object.get("residual").kind != isNull { // files without it are of networks without blocks
		c.Residual = d.field("residual", isBool).yes
	}
	if d.object.get("classes").kind != isNull {
		c.Classes = d.whole("classes")
	}
	if d.err == nil && c.Dim < 1 {
		d.fail("dim", strconv.Itoa(c.Dim), "1 … "+strconv.Itoa(maxDim))
	}
	if d.err == nil {
		d.err = c.Check()
	}
	if d.err == nil && energy {
		d.err = checkEnergy(c)
	}
	return c.WithDefaults(), energy
}

func (d *description) choice(name string, of []string) int {
	got := d.field(name, isText).text
	want := ""
	for i, o := range of {
		if o == got {
			return i
		}
		if i > 0 {
			want += ", "
		}
		want += o
	}
	d.fail(name, strconv.Quote(got[:min(len(got), 40)]), want)
	return 0
}
