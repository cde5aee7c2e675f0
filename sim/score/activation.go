package score

import (
	"strconv"

	"github.com/scorefield/scorefield/sim/internal/vec"
)

// Activation is the smooth nonlinearity φ between the layers of a network.
type Activation uint8

const (
	// DefaultActivation is SiLU in a conditional network, which has to be sharp at
	// small σ, and Softplus, the published toy's, in any other.
	// WithDefaults replaces it.
	DefaultActivation Activation = iota
	Softplus                     // ln(1 + eᶻ)
	SiLU                         // z/(1 + e⁻ᶻ)
	Tanh                         // tanh z
)

// The names in files of weights, and the kernels.
var (
	activationNames   = [...]string{DefaultActivation: "default", Softplus: "softplus", SiLU: "silu", Tanh: "tanh"}
	activationKernels = [...]vec.Activation{Softplus: vec.Softplus, SiLU: vec.SiLU, Tanh: vec.Tanh}
)

// String is the name that files of weights have for it: softplus, silu or tanh.
func (a Activation) String() string {
	if int(a) >= len(activationNames) {
		return "Activation(" + strconv.Itoa(int(a)) + ")"
	}
	return activationNames[a]
}
