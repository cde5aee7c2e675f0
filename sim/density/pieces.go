package density

// Pieces does what the functions of the same names do, and calls itself between pieces of the work,
// of some milliseconds at most for half a million points. So a caller can let others work. A nil
// one is never called.
type Pieces func()

func (yield Pieces) pause() {
	if yield != nil {
		yield()
	}
}

// everyPoints is how many points there are between two pauses of every.
const everyPoints = 1 << 14

// every is pause after so many points, of which point i is done.
func (yield Pieces) every(i int) {
	if i%everyPoints == everyPoints-1 {
		yield.pause()
	}
}
