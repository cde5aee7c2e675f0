package density

import (
	"math"

	"github.com/scorefield/scorefield/sim"
)

// A Raster is a grid of cells in the plane with mass spread evenly in each, its
// edges softened by N(0, h²I). A checkerboard is one, and so is an image.
//
// With s² = h² + σ², cells [l, r] × [b, t] of size c × c and masses m_ij,
//
//	p_σ(x, y) = Σ_ij m_ij F_i(x) G_j(y) / c²,   F_i(x) = Φ((x−l_i)/s) − Φ((x−r_i)/s)
//
// in closed form, and G likewise: nothing is approximate but the rounding.
type Raster struct {
	w, h   int
	mass   []float64 // h×w, row-major, the lowest row first; sums to 1
	pick   cumulative
	x0, y0 float64 // lower left corner
	cell   float64 // side of a cell
	soft   float64 // h
	col    axis    // scratch for one point
	row    axis    //
}

// NewRaster returns the density whose cells of the given side have mass, h×w
// row-major with the lowest row first, its lower left corner at (x0, y0). Masses
// are relative. soft is the deviation h that blurs the edges and must be
// positive: p is smooth, and so is its score at σ = 0. NewRaster panics on a
// wrong shape, on negative mass and on no mass at all.
func NewRaster(w, h int, mass []float64, x0, y0, cell, soft float64) *Raster {
	if w < 1 || h < 1 || len(mass) != w*h {
		panic(badShape)
	}
	if !(cell > 0) || !(soft > 0) {
		panic("density: cells or softening that are not positive")
	}
	r := &Raster{w: w, h: h, mass: normalised(mass), x0: x0, y0: y0, cell: cell, soft: soft}
	r.pick = newCumulative(r.mass)
	r.col, r.row = newAxis(w), newAxis(h)
	return r
}

// Dim is 2.
func (r *Raster) Dim() int { return 2 }

// Score stores the exact ∇ log p_σ.
func (r *Raster) Score(dst, x sim.Batch, sigma float32) {
	checkScore(dst, x, 2)
	checkSigma(sigma)
	s := spread(r.soft, sigma)
	gx, gy := dst.Row(0), dst.Row(1)
	for i := range x.N {
		f := r.at(float64(x.Row(0)[i]), float64(x.Row(1)[i]), s)
		gx[i], gy[i] = float32(f.dx), float32(f.dy)
	}
}

// LogProb stores the exact log p_σ.
func (r *Raster) LogProb(dst []float32, x sim.Batch, sigma float32) {
	checkLogProb(dst, x, 2)
	checkSigma(sigma)
	s := spread(r.soft, sigma)
	for i := range x.N {
		dst[i] = float32(r.at(float64(x.Row(0)[i]), float64(x.Row(1)[i]), s).log)
	}
}

// Rand draws a cell, a point in it and the softening.
func (r *Raster) Rand(dst sim.Batch, key sim.Key, first int) {
	checkDim(dst, 2)
	x, y := dst.Row(0), dst.Row(1)
	r.pick.choose(dst.N, key, first, func(i, k int) {
		x[i], y[i] = float32(k%r.w), float32(k/r.w)
	})
	uniforms(dst.N, key.Sub(drawPlace), first, func(i int, u, v float64) {
		x[i] = float32(r.x0 + float64(r.cell*(float64(x[i])+u)))
		y[i] = float32(r.y0 + float64(r.cell*(float64(y[i])+v)))
	})
	addNoise(dst, r.soft, key, first)
}

// Moments returns the exact mean and covariance (2×2, row-major) at σ.
func (r *Raster) Moments(sigma float64) (mean, cov []float64) {
	s2 := float64(r.soft*r.soft) + float64(sigma*sigma) + float64(r.cell*r.cell)/12
	return pointMoments(len(r.mass), 2, s2, func(k int) float64 { return r.mass[k] }, func(k, j int) float64 {
		if j == 0 {
			return r.x0 + float64(r.cell*(float64(k%r.w)+0.5))
		}
		return r.y0 + float64(r.cell*(float64(k/r.w)+0.5))
	})
}

// Size returns the columns, rows and side of the cells, and the lower left
// corner.
func (r *Raster) Size() (w, h int, cell, x0, y0 float64) { return r.w, r.h, r.cell, r.x0, r.y0 }

// field is log p and its gradient at one point.
type field struct{ log, dx, dy float64 }

// at is p_σ at one point, s² = h² + σ².
//
// Masses are summed relative to exp(−t²/2) of the grid's nearest edge, so
// points outside are harmless. Inside, the nearest mass may be further than
// float64 reaches: first the sum is taken over the cells within 11 s, which
// leaves less than 1e-26 of the mass out; if they hold too little to neglect
// that, over those within 37 s; and in the end in logarithms.
func (r *Raster) at(x, y, s float64) field {
	if lost := x - x + y - y; lost != 0 { // not finite
		return field{lost, lost, lost}
	}
	for _, try := range [...]struct{ reach, enough float64 }{{11, 1e-14}, {37, 1e-270}} {
		r.col.set(x-r.x0, r.cell, s, try.reach)
		r.row.set(y-r.y0, r.cell, s, try.reach)
		if p, dx, dy := r.sum(); p > try.enough {
			log := math.Log(p) - 2*math.Log(r.cell) - r.col.shift - r.row.shift
			return field{log, dx / p, dy / p}
		}
	}
	return r.atFar(x-r.x0, y-r.y0, s)
}

// sum is Σ m_ij F_i G_j and its derivatives, over the cells in reach. Four rows
// are summed side by side, which is what the processor has room for; rows are
// added in order, so the result does not depend on it.
func (r *Raster) sum() (p, dx, dy float64) {
	add := func(j int, m, d float64) {
		p += float64(m * r.row.f[j])
		dx += float64(d * r.row.f[j])
		dy += float64(m * r.row.df[j])
	}
	lo, hi := r.col.lo, r.col.hi
	f, df := r.col.f[lo:hi], r.col.df[lo:hi]
	j := r.row.lo
	for ; j+4 <= r.row.hi; j += 4 {
		m, d := fourRows(r.mass[j*r.w+lo:], r.w, f, df)
		for k := range m {
			add(j+k, m[k], d[k])
		}
	}
	for ; j < r.row.hi; j++ {
		var m, d float64 // Σ_i m_ij F_i and Σ_i m_ij F_i′
		for i, mass := range r.mass[j*r.w+lo : j*r.w+hi] {
			m += float64(mass * f[i])
			d += float64(mass * df[i])
		}
		add(j, m, d)
	}
	return p, dx, dy
}

// fourRows is Σ_i m_ij F_i and Σ_i m_ij F_i′ of four rows, which begin w apart.
func fourRows(mass []float64, w int, f, df []float64) (m, d [4]float64) {
	n := len(f)
	df = df[:n]
	a, b, c, e := mass[:n], mass[w:][:n], mass[2*w:][:n], mass[3*w:][:n]
	var m0, m1, m2, m3, d0, d1, d2, d3 float64
	for i, f := range f {
		df := df[i]
		m0 += float64(a[i] * f)
		d0 += float64(a[i] * df)
		m1 += float64(b[i] * f)
		d1 += float64(b[i] * df)
		m2 += float64(c[i] * f)
		d2 += float64(c[i] * df)
		m3 += float64(e[i] * f)
		d3 += float64(e[i] * df)
	}
	return [4]float64{m0, m1, m2, m3}, [4]float64{d0, d1, d2, d3}
}

// atFar is at in logarithms: terms m_ij exp(log F_i + log G_j) under their
// maximum.
func (r *Raster) atFar(x, y, s float64) field {
	r.col.setLog(x, r.cell, s)
	r.row.setLog(y, r.cell, s)
	top := math.Inf(-1)
	for k, m := range r.mass {
		if m > 0 {
			top = max(top, r.col.f[k%r.w]+r.row.f[k/r.w])
		}
	}
	var p, dx, dy float64
	for k, m := range r.mass {
		if l := r.col.f[k%r.w] + r.row.f[k/r.w] - top; m > 0 && l > -745 {
			e := float64(m * exp(l))
			p += e
			dx += float64(e * r.col.df[k%r.w])
			dy += float64(e * r.row.df[k/r.w])
		}
	}
	return field{math.Log(p) + top - 2*math.Log(r.cell), dx / p, dy / p}
}
