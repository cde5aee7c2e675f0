// Package lab runs one experiment: a Config names the density, the model, the
// objective and the sampler, New builds them, Train and Sample advance them,
// Stats reports. It ties the rooms of sim together and holds no mathematics of
// its own.
//
// An experiment is (Config, seed, journal): what is changed while it runs is an
// entry of the journal, so that any step can be reached again.
package lab
