//go:build !goexperiment.simd

package langevin_test

// fast says that networks are evaluated with vectors.
const fast = false
