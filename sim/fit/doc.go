// Package fit finds models of a score in closed form: where the implicit loss
// E[tr ∂s/∂x + ½‖s‖²] of score matching (Hyvärinen, JMLR 2005) is quadratic in
// the parameters, its minimum is the solution of linear equations, and there is
// nothing to train.
//
// Each fit returns a model that is a [sim.Scorer], or an [*Error] that names
// what was wrong. Results may differ between platforms in their last bits. The
// equations are solved here and not by gonum, whose linear algebra would make the
// page's program a tenth larger; tests hold the one to the other.
package fit

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

const badShape = "fit: bad shape"

// An Error says why there is no fit.
type Error struct {
	Field string // what to change: points, features, ridge, bandwidth, lambda, …
	Value string // what it is
	Want  string // what would do
}

// Error is one sentence: field, value and what would do.
func (e *Error) Error() string { return "fit: " + e.Field + ": " + e.Value + "; want " + e.Want }

// finite returns an error unless all points are.
func finite(x sim.Batch) error {
	for _, v := range x.Data {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return &Error{"points", "some are not finite", "finite coordinates"}
		}
	}
	return nil
}

// maxCondition is the condition number beyond which equations count as
// singular: half of float64's digits would be left.
const maxCondition = 1e12

// invertible returns the factor of a positive definite matrix; field is to blame
// if it is none, or nearly none.
func invertible(a square, field, want string) (cholesky, error) {
	l, ok := factorise(a)
	if !ok || l.condition(a) > maxCondition {
		return l, &Error{field, "singular equations", want}
	}
	return l, nil
}
