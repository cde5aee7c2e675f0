package score

import (
	"math"
	"strconv"
)

// Config is the shape of a network. The zero value is the published toy's,
// 2→128→128→2 with softplus.
type Config struct {
	Dim         int        // D; 0 is 2
	Hidden      []int      // units of the hidden layers; nil is 128, 128
	Activation  Activation // φ; 0 is SiLU if Conditional, else Softplus
	Conditional bool       // s(x, σ) in place of s(x)
	// Residual makes blocks of two hidden layers, from the second layer on, that add to
	// what enters them (He, Zhang, Ren and Sun, CVPR 2016):
	//
	//	h ← h + W₂ φ(W₁ h + b₁) + b₂
	//
	// It takes an odd number of hidden layers, all of the same units.
	Residual bool

	// Of a conditional network only:
	Scale              float64 // σ_d, a length of the data's own; 1 to 2 suits data within ±10; 0 is 1
	SigmaMin, SigmaMax float64 // σ is clamped to this range; 0 is 0.01 and 50
	// Features is the number of cosines and sines of log σ beside log σ
	// itself; 0 is 4 of each, negative is none. On the article's toy, ladder from
	// 0.1 to 20, SiLU and 5,000 steps, 4 make the error a third or less.
	Features int
	// Classes is K of a class-conditional [Net], s(x, σ, c), at most 255; 0 is none. The
	// class enters as K numbers, its own 1 and the others 0, or all 0 where there is none.
	// See Net.SetLabels and Guided.
	Classes int
}

// An Error says what in a [Config], or in a file of weights, does not make a
// network.
type Error struct {
	Field string // where
	Value string // what stands there
	Want  string // what is allowed
}

// Error is one sentence: field, value and what is allowed.
func (e *Error) Error() string {
	return "score: " + e.Field + ": " + e.Value + "; allowed: " + e.Want
}

// Limits of what a person may ask for, so that a damaged file asks for little.
const (
	maxDim      = 4096
	maxUnits    = 4096
	maxLayers   = 32
	maxFeatures = 32
	maxParams   = 1 << 26
)

// WithDefaults returns c with every default filled in.
func (c Config) WithDefaults() Config {
	if c.Dim == 0 {
		c.Dim = 2
	}
	if c.Hidden == nil {
		c.Hidden = []int{128, 128}
	}
	if c.Activation == DefaultActivation {
		c.Activation = Softplus
		if c.Conditional {
			c.Activation = SiLU
		}
	}
	if c.Conditional {
		c.Scale = orElse(c.Scale, 1)
		c.SigmaMin, c.SigmaMax = orElse(c.SigmaMin, 0.01), orElse(c.SigmaMax, 50)
		if c.Features == 0 {
			c.Features = 4
		}
	} else {
		c.Scale, c.SigmaMin, c.SigmaMax, c.Features, c.Classes = 0, 0, 0, 0, 0
	}
	return c
}

func orElse(v, def float64) float64 {
	if v == 0 {
		return def
	}
	return v
}

// Check returns a *[Error] unless c is the shape of a network.
func (c Config) Check() error {
	c = c.WithDefaults()
	if err := checkInt("dim", c.Dim, 1, maxDim); err != nil {
		return err
	}
	if err := checkInt("hidden layers", len(c.Hidden), 0, maxLayers); err != nil {
		return err
	}
	for _, h := range c.Hidden {
		if err := checkInt("hidden", h, 1, maxUnits); err != nil {
			return err
		}
	}
	if c.Residual {
		if err := c.checkBlocks(); err != nil {
			return err
		}
	}
	if int(c.Activation) >= len(activationNames) {
		return &Error{"activation", strconv.Itoa(int(c.Activation)), "softplus, silu, tanh"}
	}
	if c.Conditional {
		if err := c.checkNoise(); err != nil {
			return err
		}
	}
	return checkInt("parameters", count(c.sizes(c.Dim)), 1, maxParams)
}

func (c Config) checkBlocks() error {
	if len(c.Hidden)%2 == 0 {
		return &Error{"hidden layers", strconv.Itoa(len(c.Hidden)), "an odd number, if residual"}
	}
	for _, h := range c.Hidden {
		if h != c.Hidden[0] {
			return &Error{"hidden", strconv.Itoa(h), strconv.Itoa(c.Hidden[0]) + " units in every layer, if residual"}
		}
	}
	return nil
}

func (c Config) checkNoise() error {
	if !positive(c.Scale) {
		return &Error{"scale", number(c.Scale), "1e-6 … 1e6"}
	}
	if !positive(c.SigmaMin) || !positive(c.SigmaMax) || c.SigmaMin > c.SigmaMax {
		return &Error{"sigma", number(c.SigmaMin) + " … " + number(c.SigmaMax), "a rising range within 1e-6 … 1e6"}
	}
	if err := checkInt("features", c.Features, -1, maxFeatures); err != nil {
		return err
	}
	return checkInt("classes", c.Classes, 0, NoClass)
}

func positive(v float64) bool { return 1e-6 <= v && v <= 1e6 }

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func checkInt(field string, v, lo, hi int) error {
	if lo <= v && v <= hi {
		return nil
	}
	return &Error{field, strconv.Itoa(v), strconv.Itoa(lo) + " … " + strconv.Itoa(hi)}
}

// inputs is how many numbers enter the network for a point.
func (c Config) inputs() int {
	if !c.Conditional {
		return c.Dim
	}
	return c.Dim + c.noiseFeatures() + c.Classes
}

// noiseFeatures is how many of them say what σ is.
func (c Config) noiseFeatures() int { return 1 + 2*max(c.Features, 0) }

// sizes are the widths of all layers, inputs to out outputs.
func (c Config) sizes(out int) []int {
	return append(append([]int{c.inputs()}, c.Hidden...), out)
}

// Count is how many parameters a [Net] of shape c has, or an [Energy].
func (c Config) Count(energy bool) int {
	return count(c.WithDefaults().sizes(outputs(c, energy)))
}

// count is the number of parameters of a network with these widths, stopping
// above maxParams.
func count(sizes []int) int {
	n := 0
	for l := range len(sizes) - 1 {
		n += sizes[l+1] * (sizes[l] + 1)
		if n > maxParams {
			return math.MaxInt32
		}
	}
	return n
}
