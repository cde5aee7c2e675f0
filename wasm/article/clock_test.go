//go:build linux || darwin

package article

import (
	"syscall"
	"testing"
)

// TestTheRaceByTheClock: a step of denoising is about as cheap as one of the explicit loss, and the
// trace pays for its derivatives. The clock is that of the process, which stands still while others
// have the processor.
func TestTheRaceByTheClock(t *testing.T) {
	e := changed(t, "race", "time", "units=32")
	e.Training().Watch(func() float64 {
		var used syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
			t.Fatal(err)
		}
		return float64(used.Utime.Nano()) / 1e6
	})
	cheapest, before := map[string]float64{}, map[string]float64{}
	for range 3 {
		e.Train(25) // from one value of a trace to the next
		for i := range e.Training().Networks() {
			trace := e.Training().Trace(i)
			now := trace.Spent[len(trace.Spent)-1]
			if c, ok := cheapest[trace.Objective]; !ok || now-before[trace.Objective] < c {
				cheapest[trace.Objective] = now - before[trace.Objective]
			}
			before[trace.Objective] = now
		}
	}
	t.Logf("milliseconds of 25 steps: %v", cheapest)
	if r := cheapest["denoising"] / cheapest["explicit"]; r < 0.6 || r > 1.6 {
		t.Errorf("denoising costs %.2f of the explicit loss", r)
	}
	for _, other := range []string{"explicit", "denoising"} {
		if r := cheapest["implicit"] / cheapest[other]; r < 1.2 {
			t.Errorf("the trace costs %.2f of %s", r, other)
		}
	}
}
