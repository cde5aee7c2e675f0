// Package score holds models of a score: [Net], a network whose output is the
// vector field itself; [Energy], a scalar network f with s = −∇f, conservative
// by construction; and [Kernel], an expansion that is linear in its parameters.
//
// All three have the same methods. Eval gives the score and, with it, the
// derivative of the score along a direction, the Jacobian times v; Grad takes
// the loss's derivatives by both back to the parameters (Pearlmutter, "Fast
// exact multiplication by the Hessian", Neural Computation 1994). Every
// objective is arithmetic on that pair. Score makes a model a [sim.Scorer].
//
// [Classifier] is no score but stands beside them: the same network, to tell classes of
// points apart, and the yardstick of pictures (see package metric).
//
// A batch is worked on in panels of 16 points, and gradients are added point by
// point in order: a batch that is split at multiples of 16 gives the same bits.
// Models keep scratch memory and are not safe for concurrent use; once they
// have seen a batch of a size they allocate nothing more.
package score

const (
	badShape = "score: bad shape"
	noSigma  = "score: a conditional network needs a noise level for each point, or one for all"
)
