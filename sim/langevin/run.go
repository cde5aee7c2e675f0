package langevin

// Run prepares s for k and does n steps. For a kernel that has an end,
// Run(k, s, k.Total()) is the whole run. Another Run continues from where s is,
// with the same bits as one Run of all the steps.
//
// It returns the last step's report, with the mean share of accepted moves over
// the n steps. Particles that diverged do not end a run: Info.Diverged counts
// them. With n < 1 it only prepares s, and counts. It panics without k or s.
func Run(k Kernel, s *State, n int) Info {
	require(k != nil, "langevin: a run without a Kernel")
	require(s != nil, "langevin: a run without a State")
	k.Init(s)
	info := Info{Accepted: 1}
	info.Diverged, info.FirstDiverged = Diverged(s.X)
	accepted := 0.0
	for range n {
		info = k.Step(s)
		accepted += info.Accepted
	}
	if n > 0 {
		info.Accepted = accepted / float64(n)
	}
	return info
}
