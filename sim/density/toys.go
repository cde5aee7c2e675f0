package density

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim"
)

// toy is a density with a name. Every toy fits into the square |x|, |y| ≤ 8.
type toy struct {
	name string // kebab-case
	make func() sim.Density
}

// toys are all toys, in the order in which a reader meets them.
var toys = [...]toy{
	{"toy", twoModes},
	{"three-modes", threeModes},
	{"eight-gaussians", eightGaussians},
	{"grid", gridOfGaussians},
	{"gaussian", gaussian},
	{"square", square},
	{"checkerboard", checkerboard},
	{"ring", ring},
	{"rings", rings},
	{"two-moons", twoMoons},
	{"pinwheel", pinwheel},
	{"swiss-roll", swissRoll},
	{"spirals", spirals},
	{"banana", banana},
	{"funnel", funnel},
	{"squiggle", squiggle},
	{"smiley", smiley},
	{"heart", heart},
	{"truncated", truncated},
}

// Names returns the names of all toys.
func Names() []string {
	names := make([]string, len(toys))
	for i, t := range toys {
		names[i] = t.name
	}
	return names
}

// ByName returns a new copy of the toy called name: a [*Mixture], [*Data],
// [*Raster] or [*Truncated], which know more than a density has to. The error is
// a [*NameError].
func ByName(name string) (sim.Density, error) {
	for _, t := range toys {
		if t.name == name {
			return t.make(), nil
		}
	}
	return nil, &NameError{Name: name}
}

// A NameError says that no toy has the name that was asked for.
type NameError struct {
	Name string // what was asked for
}

// Error names the densities that there are.
func (e *NameError) Error() string {
	return "density: " + strconv.Quote(e.Name) + " is no density; allowed: " + strings.Join(Names(), ", ")
}
