package matching

import "github.com/scorefield/scorefield/sim"

// HeldOut is the mean loss of the present weights on n batches that the run does not
// learn from: points of data, and directions, levels and noise of the stream key. The
// same arguments give the same batches, so that losses of different moments differ by
// the weights alone. Weights and run stay as they are.
func (t *Trainer) HeldOut(data Source, key sim.Key, n int) float64 {
	t.initialise()
	sum := 0.0
	for i := range n {
		w := t.begin(data, key, i*t.batch())
		_, loss := w.sum(nil, t.leaves(), 0)
		sum += loss
		t.end()
	}
	return sum / float64(max(n, 1))
}
