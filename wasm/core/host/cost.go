package host

// cost predicts how long a training step of a network takes that several workers share,
// and so how many should:
//
//	T(K) = T(1)·m/L + s·(latency + bytes·(trip + each·(K − 1)))
//
// L is the leaves of the step's tree and m the most that one of K workers has of them;
// bytes are those of the weights. A message with weights goes out, one with a sum comes
// back, and each is copied out of one worker's memory and into another's; the worker that
// asks does its share of that for each of the others, one after the other, and adds what comes. s is how
// much slower than on a quiet machine this was lately.
type cost struct {
	alone  float64 // T(1), milliseconds, of late
	steps  int     // how many alone it is the mean of
	slow   float64 // s
	shared int     // steps shared since the last ones alone
	rest   int     // steps to be done alone before sharing is tried again
	pause  int     // how many it will be the next time
}

// Measured in Chromium on a quiet machine with two cores; README, "Training on all cores".
const (
	latency = 0.25   // milliseconds from one worker to another and back
	trip    = 0.9e-6 // milliseconds a byte: eight copies, and what of the optimiser is not shared
	each    = 0.3e-6
)

// Of a step alone so many are measured before any is shared; after so many that are
// shared some are done alone again, for a machine does not stay as fast as it was.
const enough, again = 16, 512

// Sharing is worth it where it saves a tenth.
const worth = 0.9

// Where sharing did not pay it is tried again after so many steps, and then after twice as
// many.
const leastRest, mostRest = 64, 1 << 14

// messages are the milliseconds that a step takes beyond its share of the arithmetic.
func (c *cost) messages(bytes, helpers int) float64 {
	return max(c.slow, 1) * quiet(bytes, helpers)
}

// quiet is messages on a quiet machine.
func quiet(bytes, helpers int) float64 {
	return latency + float64(bytes)*(trip+each*float64(helpers))
}

// of is T for so many helpers, the most leaves of a worker being most of all.
func (c *cost) of(all, most, bytes, helpers int) float64 {
	if helpers == 0 {
		return c.alone
	}
	return c.alone*float64(most)/float64(all) + c.messages(bytes, helpers)
}

// best is how many helpers of those that there are a step should have.
func (c *cost) best(helpers, bytes int, leaves func(workers int) (all, most int)) int {
	best, least := 0, worth*c.alone
	for n := 1; n <= helpers; n++ {
		all, most := leaves(n + 1)
		if t := c.of(all, most, bytes, n); t < least {
			best, least = n, t
		}
	}
	return best
}

// measured reports whether enough steps have been done alone to know how long one takes,
// and it is not time to do some again.
func (c *cost) measured() bool {
	if c.rest > 0 {
		c.rest--
		return false
	}
	if c.shared >= again {
		c.shared, c.steps, c.pause = 0, enough-2, 0
	}
	return c.steps >= enough
}

// was notes how long a step has taken; in one that was shared the most leaves of a worker were
// most of all.
func (c *cost) was(ms float64, all, most, bytes, helpers int) {
	if helpers == 0 {
		if c.steps++; c.steps > enough/2 {
			ms = min(ms, 2*c.alone) // something else has held it up
		}
		// The first steps are slower: programs are compiled better while they run.
		c.alone += (ms - c.alone) / float64(min(c.steps, enough/2))
		return
	}
	c.shared++
	if c.slow == 0 {
		c.slow = 1
	}
	beyond := (ms - c.alone*float64(most)/float64(all)) / quiet(bytes, helpers)
	c.slow += (min(max(beyond, 0), 2*c.slow) - c.slow) / 16
}

// give notes that sharing does not pay at present, so that it is tried again later.
func (c *cost) give() {
	c.pause = min(max(2*c.pause, leastRest), mostRest)
	c.rest, c.slow = c.pause, 1
}
