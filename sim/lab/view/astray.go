package view

import "math"

// astrayAt is how many deviations of what a run follows are out of reach of any draw of it.
const astrayAt = 20

// Astray is how many particles of run k, once it is frozen, are farther from the mean of what the
// run follows than 20 of its deviations: those that have been lost from the picture, of which
// only the fastest have diverged by then. Until then, and where workers have the
// particles, it is how many have diverged.
func (v *View) Astray(k int) int {
	r := &v.Runs[k]
	d, known := v.Target.Density.(interface {
		Moments(sigma float64) (mean, cov []float64)
	})
	if !r.Frozen || r.Counted != nil || !known {
		return r.Lost
	}
	l := v.RunLevel(k)
	mean, cov := d.Moments(l.ScoreSigma())
	x := r.State.X
	variance := 0.0
	for j := range x.D {
		variance += cov[j*x.D+j]
	}
	reach, n := astrayAt*l.Alpha*math.Sqrt(variance), 0
	for i := range x.N {
		if !(norm(x.D, func(j int) float32 { return x.At(j, i) - float32(l.Alpha*mean[j]) }) <= reach) {
			n++
		}
	}
	return max(n, r.Lost)
}
