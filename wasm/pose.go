package main

import (
	"math"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// pose opens a scene at seed 1 and runs its clock far enough to show what the
// scene is about. It is the same on every machine: particles and weights are the
// same bits, and so is the geometry but for the last place of a float64. The last
// steps are drawn one by one, so that there are trails.
func pose(s scene.Scene, in Viewport) *Figure {
	f := newFigure("scene="+s.Name+"\nseed=1", "en", func(string, any) {})
	prepare(f)
	animate(f, tellingSteps(s), in)
	return f
}

// prepare lets a network learn whose samples are made in rounds.
func prepare(f *Figure) {
	if f.Controller.Exp.Scene().Rounds {
		f.Controller.Exp.Train(tellingTraining)
		f.Controller.Exp.Reset()
	}
}

// animate does steps of a figure's clock, and draws the last ones one by one; where ways of
// particles are shown, so many on the way that these are whole.
func animate(f *Figure, steps int, in Viewport) {
	const drawn, onTheWay = 6, 80
	if s := f.Controller.Exp.Scene(); s.Shows(scene.Paths) || s.Shows(scene.OnePath) {
		for n := max(steps/onTheWay, 1); steps > drawn+n; steps -= n {
			f.FrameBuilder.Frame(f.Controller, in)
			advance(f.Controller, n)
		}
	}
	for range min(steps, drawn) + 1 {
		advance(f.Controller, steps-drawn)
		f.FrameBuilder.Frame(f.Controller, in)
		steps = drawn + 1
	}
}

// advance does n steps of the scene's clock.
func advance(ctl *Controller, n int) {
	if ctl.Exp.Scene().Clock == scene.Training {
		ctl.Exp.Train(n)
		return
	}
	ctl.Exp.Sample(n)
}

// tellingTraining is how far networks have learned when the round of a portrait begins.
const tellingTraining = 300

// tellingSteps is how far a scene's clock runs for its portrait.
func tellingSteps(s scene.Scene) int {
	switch {
	case s.Clock == scene.Still:
		return 0
	case s.Clock == scene.Training:
		return 200
	case s.Name == "sde":
		return 330
	case s.Rounds: // to the end
		return 40
	case s.Name == "own-data": // a step is a sum over all points for every particle
		return 40
	}
	return 120
}

// sizes are a figure's in an article and on a phone: panels stand side by side
// where there is room, as the page's element has it.
func sizes(s scene.Scene) (wide, narrow Viewport) {
	w, n := s.Ratios()
	return Viewport{Width: 720, Height: math.Round(720 / w), Seconds: 1. / 60}, Viewport{Width: 328, Height: min(math.Round(328/n), 480), Seconds: 1. / 60}
}
