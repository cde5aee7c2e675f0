// Package density holds targets: densities whose smoothed score, normalised
// log-density and draws are known exactly at every noise level.
//
// There are four kinds. Every toy is defined as one of them, so that nothing is
// approximated without being stated:
//
//   - [Mixture]: Gaussians with full covariances;
//   - [Data]: weighted points under an isotropic Gaussian kernel. A reader's own
//     points are one, and so is a curve, cut finely into points;
//   - [Raster]: a grid of cells with uniform mass in each, its edges softened.
//     A checkerboard is one, and so is an image;
//   - [Truncated]: a Gaussian cut off at a line, the one density whose edge is
//     sharp: there log p is −Inf outside and integration by parts has a boundary
//     term.
//
// Of many points or cells, [Table] makes the score cheap, with an error that it
// states.
//
// [Glyphs] are pictures of characters, in as many dimensions as they have pixels; of them
// only draws are known.
//
// [ByName] finds a toy by its name, [Points.Centre] brings a reader's own points
// into view, [ChooseBandwidth] and [Points.Merge] make a kernel estimate of them.
//
// Smoothing convolves: p_σ = p * N(0, σ²I), and σ = 0 is p itself.
package density
