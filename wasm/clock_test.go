package main

import (
	"testing"
	"time"
)

// setClock has the clock tell, until the test ends, a time that passes only when it is read,
// by what reading is, and when pass is called.
func setClock(t *testing.T, reading func() time.Duration) (pass func(time.Duration)) {
	at := time.Unix(0, 0)
	now = func() time.Time {
		at = at.Add(reading())
		return at
	}
	t.Cleanup(func() { now = time.Now })
	return func(d time.Duration) { at = at.Add(d) }
}
