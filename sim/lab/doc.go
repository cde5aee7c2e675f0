// Package lab runs one experiment: a Config names the density, the model, the
// objective and the sampler, New builds them, Train and Sample advance them,
// Stats reports. It ties the rooms of sim together and holds no mathematics of
// its own.
//
// An [Experiment] is a façade over four parts that do not know one another:
//
//	history    what was chosen, and when: settings at a step, journal, undo. Pure data
//	training   the networks, their keyframes, and the job that a worker does for them
//	particles  the runs, their keyframes, and the shards in which workers move them
//	view       what can be seen, as functions of a read-only snapshot
//
// A message to the experiment becomes a change of the history, which says what
// has to start again; the parts follow. An experiment is (Config, seed, journal):
// what is changed while it runs is an entry of the journal, so that any step can
// be reached again, going back, or from a text, or in a worker, with the same
// bits.
package lab
