package matching_test

import (
	"slices"
	"testing"

	"github.com/scorefield/scorefield/sim/matching"
)

// TestACheckpointTravels as bytes: training goes on from it with the same bits,
// and bytes that are cut off anywhere are refused.
func TestACheckpointTravels(t *testing.T) {
	for name, run := range runs(t) {
		here, there := run(), run()
		here.Step(7)
		var c, d matching.Checkpoint
		here.Snapshot(&c)
		b := c.AppendBinary([]byte("head"))[4:]
		rest, ok := d.ReadBinary(append(slices.Clone(b), 1, 2))
		if !ok || len(rest) != 2 {
			t.Fatalf("%s: read %v, %d bytes left", name, ok, len(rest))
		}
		there.Restore(&d)
		if there.Steps() != 7 || there.Loss() != here.Loss() {
			t.Errorf("%s: step %d, loss %g; want 7, %g", name, there.Steps(), there.Loss(), here.Loss())
		}
		here.Step(5)
		there.Step(5)
		if !slices.Equal(bothWeights(here), bothWeights(there)) || !slices.Equal(here.Model.Params(), there.Model.Params()) {
			t.Errorf("%s: the weights differ", name)
		}
		for n := 0; n < len(b); n += 1 + n/2 {
			if _, ok := d.ReadBinary(b[:n]); ok {
				t.Fatalf("%s: %d of %d bytes were enough", name, n, len(b))
			}
		}
	}
}
