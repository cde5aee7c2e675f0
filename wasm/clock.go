package main

import "time"

// now is the clock that paces frames and says how long work took; what is computed does not
// depend on it. Tests that must repeat exactly set another.
var now = time.Now

// since is how long ago that was.
func since(t time.Time) time.Duration { return now().Sub(t) }
