// Package fit finds models of a score in closed form: where the implicit loss
// E[tr ∂s/∂x + ½‖s‖²] of score matching (Hyvärinen, JMLR 2005) is quadratic in
// the parameters, its minimum is the solution of linear equations, and there is
// nothing to train.
//
// Each fit returns a model that is a [sim.Scorer], or an [*Error] that names
// what was wrong. Of the packages under sim only this one uses gonum's linear
// algebra; its results may differ between platforms in their last bits.
package fit

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"gonum.org/v1/gonum/mat"
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

// solve returns a⁻¹b for a positive definite a; field is to blame if it is not.
func solve(a *mat.SymDense, b []float64, field, want string) ([]float64, error) {
	var c mat.Cholesky
	if !c.Factorize(a) || c.Cond() > maxCondition {
		return nil, &Error{field, "singular equations", want}
	}
	var x mat.VecDense
	if err := c.SolveVecTo(&x, mat.NewVecDense(len(b), b)); err != nil {
		return nil, &Error{field, err.Error(), want}
	}
	return x.RawVector().Data, nil
}
