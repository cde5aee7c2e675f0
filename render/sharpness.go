package render

// sharpness decides with how many of the screen's pixels a picture that moves is
// drawn: fewer where the graphics card is too slow for all, so that a blurred
// picture moves instead of a sharp one that jerks. What stands still is sharp.
// The zero value is ready.
type sharpness struct {
	level  int     // of sharpnesses
	rest   float64 // seconds since the last new picture, atRest at most
	still  bool    // the picture to be drawn stands still, but for streaks
	span   float64 // seconds that were looked at since the last decision
	work   float64 // of which the program itself took so many
	frames int     // that came in them
	quick  float64 // seconds of quick frames in a row
	wait   float64 // so many of them make the picture sharper; 0 is firstWait
	tried  bool    // it was made sharper by the last decision
	slow   float64 // frames a second before the last decision, where that took fewer pixels; else 0
	hold   float64 // seconds in which fewer are not tried again
}

// sharpnesses are the shares of the screen's pixels along each side.
var sharpnesses = [...]float64{1, 0.75, 0.5}

const (
	lookAt    = 1.0  // seconds of frames that a decision is made on
	worth     = 1.25 // times as many frames: for less, fewer pixels are not worth it, for they must be made larger, which takes time too
	slowRate  = 24.0 // frames a second: fewer are too slow
	quickRate = 28.0 // more are quick; a screen that saves power shows 30
	firstWait = 4.0  // seconds
	lastWait  = 64.0
	atRest    = 0.1 // seconds without a new picture: it stands still
	hidden    = 0.9 // seconds: a page that is not to be seen gets a tick a second
)

// tick is told of every tick: whether there is a new picture, how many seconds
// have gone by since the last tick, and how many of them the program has spent
// on steps and geometry, which fewer pixels do not make quicker. What stands
// still for a while is sharp.
func (s *sharpness) tick(fresh bool, seconds, work float64) {
	if s.moves() && seconds < hidden {
		s.measure(seconds, work)
	}
	if !fresh {
		s.rest = min(s.rest+seconds, atRest)
		s.still = s.still || !s.moves()
		return
	}
	s.still = !s.moves() // the first after a rest is sharp
	s.rest = 0
}

// moves reports whether new pictures follow one another.
func (s *sharpness) moves() bool { return s.rest < atRest }

// scale is the share of the screen's pixels along each side to draw with now.
func (s *sharpness) scale() float64 {
	if s.still {
		return 1
	}
	return sharpnesses[s.level]
}

// legible is the least share of a screen's pixels at which letters can be read:
// three for every four device-independent ones.
func legible(ratio float64) float64 { return min(0.75/ratio, 1) }

// measure takes a frame into account, and decides after a second of them.
func (s *sharpness) measure(seconds, work float64) {
	if seconds <= 0 { // the first, before which there was no picture
		return
	}
	s.span, s.work, s.frames = s.span+seconds, s.work+work, s.frames+1
	if s.span < lookAt {
		return
	}
	rate, slow := float64(s.frames)/s.span, s.slow
	s.slow, s.hold = 0, max(s.hold-s.span, 0)
	switch {
	case rate < worth*slow: // pixels are not what takes the time
		s.level, s.quick, s.hold = s.level-1, 0, lastWait
	case rate < slowRate && s.work < s.span/2 && s.hold == 0: // the screen takes most of the time
		if s.level < len(sharpnesses)-1 {
			s.slow = rate
		}
		s.takeFewerPixels()
	case rate > quickRate && s.level > 0:
		s.quick += s.span
		s.tried = false
	default:
		s.quick, s.tried = 0, false
	}
	if s.quick >= s.seconds() {
		s.level, s.quick, s.tried = s.level-1, 0, true
	}
	s.span, s.work, s.frames = 0, 0, 0
}

// takeFewerPixels goes down a level. If a decision ago there were as few, the next
// attempt to take more waits for twice as long.
func (s *sharpness) takeFewerPixels() {
	if s.tried {
		s.wait = min(2*s.seconds(), lastWait)
	}
	s.level = min(s.level+1, len(sharpnesses)-1)
	s.quick, s.tried = 0, false
}

// seconds of quick frames that make the picture sharper.
func (s *sharpness) seconds() float64 {
	if s.wait == 0 {
		return firstWait
	}
	return s.wait
}
