package main

import (
	"testing"
	"time"
)

// learningFrames plays a scene of rounds for so many frames on a machine where a frame with a picture
// takes so many seconds and one without a sixtieth; it returns the seconds that they took in all, and
// how many had a picture.
func learningFrames(t *testing.T, p *page, frames int, cost float64) (seconds float64, pictures int) {
	pass := setClock(t, func() time.Duration { return 10 * time.Microsecond })
	p.app.pictures = pictureRate{cost: p.app.pictures.cost}
	begin := now()
	for range frames {
		frame, takes := now(), 1./60
		if p.app.Tick(wide, time.Millisecond) != nil {
			pictures, takes = pictures+1, max(cost, takes)
		}
		pass(time.Duration(takes*float64(time.Second)) - since(frame))
	}
	return since(begin).Seconds(), pictures
}

// TestThePageKeepsItsFrames while a network learns: where a picture takes long, it is drawn so seldom
// that the page has two thirds of the frames that it has without, at 40 and at 300 ms a picture; what is
// drawn in time comes in every frame, and so does everything where nothing is learned. Particles
// go on three frames a picture at most, and what the reader does is seen at once.
func TestThePageKeepsItsFrames(t *testing.T) {
	const text = "scene=digits\nunits=8\nbatch=8\nhidden-layers=1\nsolver-steps=10000\nlikelihood=off\nparticles=4\ntarget-steps=0"
	for _, cost := range []float64{0.01, 0.04, 0.3} {
		p := open(text)
		p.ticks(1)
		p.app.Post(Message{Type: "play"})
		learningFrames(t, p, 60, cost) // what a picture takes is found out
		before := p.app.Controller.Exp.Clock().Sampling
		seconds, pictures := learningFrames(t, p, 300, cost)
		steps := p.app.Controller.Exp.Clock().Sampling - before
		rate := 300 / seconds
		t.Logf("%g s a picture: %.1f frames a second, %d pictures in %.1f s, %d steps", cost, rate, pictures, seconds, steps)
		if cost < quickPicture {
			if pictures != 300 {
				t.Errorf("%g s a picture: %d pictures in 300 frames", cost, pictures)
			}
			continue
		}
		if rate < 40 || float64(pictures)/seconds < 1 || steps > (mostUnseen+1)*(pictures+1) || steps < 2*pictures {
			t.Errorf("%g s a picture: %.1f frames a second, %d pictures in %.1f s, %d steps", cost, rate, pictures, seconds, steps)
		}
		for range 5 { // also in the midst of a wait
			if p.app.Do(Event{Kind: "move", X: 100, Y: 100}); p.app.Tick(wide, frameBudget) == nil {
				t.Error("what the reader does is not seen at once")
			}
		}
		p.ask(t, "set", map[string]string{"text": "target-steps=1"})
		p.ticks(1)
		if _, pictures := learningFrames(t, p, 30, cost); pictures != 30 || p.app.Controller.learning() {
			t.Errorf("%g s a picture: nothing is learned, and of 30 frames %d have a picture", cost, pictures)
		}
	}
}

// TestWhoWaitsForSamplesWaitsForFewPictures: where pictures take long, steps that were asked for take
// most of the time until they are done, and the last picture is there with the answer.
func TestWhoWaitsForSamplesWaitsForFewPictures(t *testing.T) {
	const cost = 0.04 // seconds a picture
	p := open("scene=digits\nunits=8\nbatch=8\nhidden-layers=1\nsolver-steps=10000\nlikelihood=off\nparticles=4")
	p.ticks(1)
	pass := setClock(t, func() time.Duration { return 10 * time.Microsecond })
	p.app.Post(Message{Type: "step", ID: 1, Fields: map[string]string{"n": "10000"}})
	begin, pictures, last := now(), 0, false
	for frames := 0; len(p.said["reply"]) == 0; frames++ {
		if frames == 100_000 {
			t.Fatal("it was never answered")
		}
		frame, takes := now(), 1./60
		if last = p.app.Tick(wide, time.Microsecond) != nil; last {
			pictures, takes = pictures+1, cost
		}
		pass(time.Duration(takes*float64(time.Second)) - since(frame))
	}
	all := since(begin).Seconds()
	share := float64(pictures) * cost / all
	t.Logf("%d pictures took %.2f of %.1f s", pictures, share, all)
	if share > 0.4 || !last {
		t.Errorf("%d pictures took %.2f of %.1f s; the last was drawn with the answer: %v", pictures, share, all, last)
	}
}
