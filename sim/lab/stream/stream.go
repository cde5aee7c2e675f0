// Package stream numbers the purposes for which an experiment draws random
// numbers. Each has a stream of its own, key.Sub(purpose), so that drawing for
// one never disturbs another. The numbers are part of what a seed means: they
// do not change.
package stream

// The purposes.
const (
	Training uint64 = iota // batches, directions, noise of training
	Start                  // where particles begin
	Noise                  // of sampling steps
	Test                   // draws that networks are measured on
	Report                 // draws that statistics compare with
	Init                   // first weights
	Dataset                // points of a finite data set
	Sketch                 // points that a drawing begins with
	Painted                // noise on what is painted, at the start of a completion
)
