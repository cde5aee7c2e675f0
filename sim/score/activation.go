package score

import "github.com/scorefield/scorefield/sim/internal/vec"

// Activation is the smooth nonlinearity φ between the layers of a network.
type Activation uint8

const (
	Softplus Activation = iota // ln(1 + eᶻ)
	SiLU                       // z/(1 + e⁻ᶻ)
	Tanh                       // tanh z
)

// The names in files of weights, and the kernels.
var (
	activationNames   = [...]string{Softplus: "softplus", SiLU: "silu", Tanh: "tanh"}
	activationKernels = [...]vec.Activation{Softplus: vec.Softplus, SiLU: vec.SiLU, Tanh: vec.Tanh}
)

// String is the name that files of weights have for it: softplus, silu or tanh.
func (a Activation) String() string { return activationNames[a] }
