package main

// ages are how many steps in a row each particle has been seen in the mode in
// which it is: what mixes is young everywhere, what is caught grows old.
type ages struct {
	steps  []float32
	was    []uint8 // the mode at the last step
	at     int     // the step that has been counted
	values []float32
}

// grow notes in which modes the particles are at a step. A particle that is
// where it was grows by the steps since; going back in time begins anew.
func (a *ages) grow(step int, modes []uint8) {
	if step == a.at && len(a.was) == len(modes) {
		return
	}
	since, fresh := float32(step-a.at), step < a.at || len(a.was) != len(modes)
	a.at, a.steps, a.was = step, resize(a.steps, len(modes)), resize(a.was, len(modes))
	for i, m := range modes {
		if fresh || m != a.was[i] {
			a.steps[i] = 0
		} else {
			a.steps[i] += since
		}
	}
	copy(a.was, modes)
}

// forget lets all be born again when they are next seen.
func (a *ages) forget() { a.was = a.was[:0] }

// old is the age at which a particle's colour is half way up.
const old = 50

// shares are the ages t as t/(t + old), in [0, 1).
func (a *ages) shares() []float32 {
	a.values = resize(a.values, len(a.steps))
	for i, t := range a.steps {
		a.values[i] = t / (t + old)
	}
	return a.values
}
