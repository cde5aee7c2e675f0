// Package view is what can be seen of an experiment: fields, curves, gauges and
// statistics, as functions of a read-only snapshot. Nothing here changes an
// experiment; what is kept is memory for results, and results that are costly.
package view

import (
	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/evaluation"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/scene"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/langevin"
	"github.com/scorefield/scorefield/sim/matching"
)

// Snapshot is an experiment at one moment. It aliases the experiment and is
// valid until that changes.
type Snapshot struct {
	Config   param.Config   // every default filled in
	Scene    scene.Scene    // of the settings
	Target   target.Target  // of the settings
	Points   *target.Points // the reader's own, nil if there are none
	Version  Version        // of target and networks
	Step     int            // of the scene's clock, as far as it can be seen
	Over     bool           // every run has come to its end
	Networks []Network      // none where nothing learns
	Runs     []Run          // one for each sampler
	Driver   sim.Scorer     // the score that drives the particles

	// Sample are the first points that the first network learns from, without noise; empty
	// where the settings ask for no fit to them.
	Sample sim.Batch

	// Learned and Held are the reader's points that the networks learn from and those
	// that are held out, D×N in the view's units; empty where none are. Of pictures Learned
	// are the first that are learned from, 1,000 at most.
	Learned, Held sim.Batch
	Judge         *evaluation.Evaluator // of pictures; nil until it has learned to read them
}

// Network is one network as it is.
type Network struct {
	Objective string  // the loss that it minimises, by its name in the table
	Steps     int     // training steps done
	Sigma     float64 // noise level at which it is measured
	// Model is the network with its present weights.
	Model interface {
		matching.Model
		sim.Scorer
	}
	Loss, HeldOut, Fisher, Grid float64 // the last values of its trace
	// Exact makes the expected loss of the exact score when it is asked for; NaN where it
	// is no bound.
	Exact interface {
		// Optimum is that loss.
		Optimum() float64
	}
}

// Run is one cloud of particles as it is.
type Run struct {
	Sampler string            // its name in the table
	Kernel  langevin.Kernel   // at the present settings
	State   *langevin.State   // positions, and the steps done
	Info    langevin.Info     // of the last step
	Lost    int               // particles that have diverged
	Frozen  bool              // it stays at its last good state
	Earlier []*langevin.State // keyframes of a frozen run, or of pictures, rising
	Counted *Counted          // what workers that move the particles have counted; nil where they are here
}

// Counted is what is known of particles that are elsewhere.
type Counted struct {
	Shares    []float64 // of the components; empty where they have not been counted
	Marginals [2][]int  // particles in equal bins to the right and upwards; empty where they have not been counted
	Particles int       // in the run
}

// Version names what a computed picture depends on: two pictures of one
// Version over the same points are the same.
type Version struct {
	Target   uint64 // of the density and σ
	Shape    uint64 // of the density alone
	Training int    // training steps done
	Level    Level  // of the picture, or one of its own
}

// View reads a snapshot. Results that alias it are valid until the next call of
// the same method. The zero value with a Snapshot is ready.
type View struct {
	Snapshot
	Yield func() // called between pieces of long work; may be nil

	shares    [2]shareCount
	truths    [2]trueShare
	pictures  [2]picture
	qualities floors
	steins    struct {
		of  qualityOf
		ksd float64
	}
	floor struct {
		of   floorOf
		high float64
	}
	evaluator piece.Evaluator
	scaled    sim.Batch
	relative  struct {
		of      *target.Points
		weights []float32
	}
	labels     []uint8
	bins       []int
	across     sim.Batch // nodes of marginals
	acrossLogs []float32
	pull       sim.Batch
	errors     [2]sim.Batch // exact and learned score
	traces     traceEstimates
	closed     closedForm
	potential  []float64 // nodes of a lattice
	film       Film
	judged     judgement
	weighing   weighing
}

// pause is between two pieces of work of some milliseconds.
func (v *View) pause() {
	if v.Yield != nil {
		v.Yield()
	}
}

// resize gives s n elements, keeping its memory where that suffices.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// like gives b the shape of x, keeping its memory where it has it already.
func like(b *sim.Batch, x sim.Batch) sim.Batch {
	if !b.Like(x) {
		*b = sim.NewBatch(x.D, x.N)
	}
	return *b
}
