package main

import "time"

// pictureRate leaves a page its frames while a network of a figure learns, and the figure its time
// while somebody waits for samples. Where a picture takes longer than a frame, because a processor
// draws it and not a graphics card, or because both are needed for learning, pictures come so
// seldom that most of the time belongs to frames without one: what the reader scrolls or types
// meanwhile goes on smoothly. The zero value is ready.
type pictureRate struct {
	drew    bool          // the last frame had a picture
	waits   bool          // the last frame had none though there was something new
	last    time.Time     // when the last frame came
	picture time.Time     // and the last picture
	took    time.Duration // from the last picture to the next frame
	cost    float64       // that, in seconds, of late
}

const (
	quickPicture = 0.025 // seconds, a frame and a half: what takes less is drawn in every frame
	pictureShare = 3     // pictures take one part in so many of the time
)

// tick counts a frame.
func (r *pictureRate) tick(now time.Time) {
	if r.drew {
		r.took, r.drew = now.Sub(r.last), false
		smooth(&r.cost, r.took.Seconds())
	}
	r.last, r.waits = now, false
}

// due reports whether there is time for a picture.
func (r *pictureRate) due() bool {
	r.waits = r.cost >= quickPicture && r.last.Sub(r.picture).Seconds() < pictureShare*r.cost
	return !r.waits
}

// drawn counts a picture.
func (r *pictureRate) drawn() { r.drew, r.picture = true, r.last }
