// Package langevin moves particles with a score: Langevin dynamics, plain and
// corrected, annealed over a ladder of noise levels, and the reverse-time
// equations of the limit of infinitely many levels.
//
// A Kernel advances a State by one step and reports an Info, which no kernel
// reads; Run does many steps. The convention of a step is x ← x + ε s(x) + √(2ε) z; papers that
// write α/2 and √α have α = 2ε.
//
// Noise is a function of (State.Key, step, particle): step k of particle
// First+i draws coordinates 2p and 2p+1 from the stream Key.Sub(k).Sub(p) at the
// counter First+i. So a run does not depend on how its particles are split
// over states, and any step can be computed again. Particles have the same
// bits on every platform. Streams below State.Key belong to kernels: draw the
// first positions from another key, or they depend on the noise of the steps.
package langevin
