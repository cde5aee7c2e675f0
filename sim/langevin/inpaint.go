package langevin

import "github.com/scorefield/scorefield/sim"

// Inpaint completes points of which some coordinates are known, such as pictures of which
// a part has been painted (Song and Ermon, NeurIPS 2019, appendix, "Inpainting with
// annealed Langevin dynamics"): at each level of Annealed the known coordinates are the
// known values with noise of that level, drawn once for the level,
//
//	y = known + σ z,
//
// and are put back after every step, so that the others move by the score of p_σ given y.
// At the last σ they are, but for that noise, draws of the rest given what is known. With
// Denoise the known coordinates end as they are known.
type Inpaint struct {
	Annealed Annealed  // how the others move
	Known    sim.Batch // D×N, a point for each particle, or D×1 for all; only known coordinates are read
	Mask     []bool    // D: which coordinates are known
}

// Total is that of Annealed.
func (k *Inpaint) Total() int { return k.Annealed.Total() }

// inpaintStream is the stream below a state's key for the noise of known coordinates.
const inpaintStream = 1 << 44

// Init prepares s. It panics unless Known and Mask fit it.
func (k *Inpaint) Init(s *State) {
	k.Annealed.Init(s)
	require(len(k.Mask) == s.X.D && k.Known.D == s.X.D && (k.Known.N == 1 || k.Known.N == s.X.N), badShape)
}

// Step does one step of Annealed and puts back what is known.
func (k *Inpaint) Step(s *State) Info {
	n := s.N
	info := k.Annealed.Step(s)
	sigma := float32(info.Sigma)
	if k.Annealed.Denoise && n >= uint64(k.Total()-1) {
		sigma = 0
	}
	if n < uint64(k.Total()) {
		k.putBack(s, s.Key.Sub(inpaintStream).Sub(uint64(k.Annealed.Level(n))), sigma)
		info.Diverged, info.FirstDiverged = Diverged(s.X)
	}
	return info
}

// putBack sets the known coordinates to known + σ z, z from the stream key.
func (k *Inpaint) putBack(s *State, key sim.Key, sigma float32) {
	for j, known := range k.Mask {
		if !known {
			continue
		}
		row, values := s.X.Row(j), k.Known.Row(j)
		for lo := 0; lo < s.X.N; lo += block {
			hi := min(lo+block, s.X.N)
			z, odd := s.normal(key.Sub(uint64(j/2)), lo, hi)
			if j%2 == 1 {
				z = odd
			}
			for i, z := range z {
				row[lo+i] = values[min(lo+i, len(values)-1)] + float32(sigma*z)
			}
		}
	}
}
