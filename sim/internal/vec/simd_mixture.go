//go:build goexperiment.simd && go1.27 && (wasm || amd64 || arm64)

package vec

import (
	"math"
	"simd/archsimd"
	"unsafe"
)

func part(p *[4]float32) f4 { return archsimd.LoadFloat32x4Array(p) }

// term4 is Mixture2.term at four points.
func term4(c *component, x, y f4) (l, gx, gy f4) {
	dx, dy := x.Sub(part(&c.mx)), y.Sub(part(&c.my))
	gx = part(&c.pxx).Mul(dx).Add(part(&c.pxy).Mul(dy))
	gy = part(&c.pxy).Mul(dx).Add(part(&c.pyy).Mul(dy))
	return part(&c.log).Sub(gx.Mul(dx).Add(gy.Mul(dy)).Mul(floats(kHalf))), gx, gy
}

// top4 is the larger of l and top; top where l is not a number.
func top4(l, top f4) f4 { return l.IfElse(l.Greater(top), top) }

func mixtureSIMD(m *Mixture2, sx, sy, logp, x, y []float32) int {
	if !vectors || len(m.splat) == 0 {
		return 0
	}
	clearUpper()
	px, py := unsafe.SliceData(x), unsafe.SliceData(y)
	psx, psy, plp := unsafe.SliceData(sx), unsafe.SliceData(sy), unsafe.SliceData(logp)
	n := len(x) &^ 3
	switch {
	case len(m.splat) == 2:
		pairMixture((*[2]component)(m.splat), psx, psy, plp, px, py, n)
	case len(m.splat) > keeps:
		wideMixture(m, psx, psy, plp, px, py, n)
	default:
		if n = len(x) &^ 7; n > 0 {
			manyMixture(m, psx, psy, plp, px, py, n)
		}
	}
	return n
}

// manyMixture is Mixture2.Eval at n points, a multiple of eight. Eight at a time
// share the loads of a component, and its terms are kept for the second pass:
// three loads instead of as many products as a term has.
func manyMixture(m *Mixture2, psx, psy, plp, px, py *float32, n int) {
	var kept [keeps][2]kept4
	first, last, base := unsafe.Pointer(&m.splat[0]), len(m.splat), unsafe.Pointer(&kept)
	for i := 0; i < n; i += 8 {
		u0, v0, u1, v1 := load(px, i), load(py, i), load(px, i+4), load(py, i+4)
		top0, top1 := floats(kLowest), floats(kLowest)
		k := 0
		for ; k+4 <= last; k += 4 {
			c, q := (*[4]component)(unsafe.Add(first, k*sizeComponent)), (*[4][2]kept4)(unsafe.Add(base, k*sizeKept))
			top0, top1 = q[0][0].term(&c[0], u0, v0, top0), q[0][1].term(&c[0], u1, v1, top1)
			top0, top1 = q[1][0].term(&c[1], u0, v0, top0), q[1][1].term(&c[1], u1, v1, top1)
			top0, top1 = q[2][0].term(&c[2], u0, v0, top0), q[2][1].term(&c[2], u1, v1, top1)
			top0, top1 = q[3][0].term(&c[3], u0, v0, top0), q[3][1].term(&c[3], u1, v1, top1)
		}
		for ; k < last; k++ {
			c, q := (*component)(unsafe.Add(first, k*sizeComponent)), (*[2]kept4)(unsafe.Add(base, k*sizeKept))
			top0, top1 = q[0].term(c, u0, v0, top0), q[1].term(c, u1, v1, top1)
		}
		var sum0, ux0, uy0, sum1, ux1, uy1 f4
		for k = 0; k+4 <= last; k += 4 {
			q := (*[4][2]kept4)(unsafe.Add(base, k*sizeKept))
			e0, e1 := weight4(top0.Sub(part(&q[0][0].l))), weight4(top1.Sub(part(&q[0][1].l)))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(part(&q[0][0].gx))), uy0.Add(e0.Mul(part(&q[0][0].gy)))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(part(&q[0][1].gx))), uy1.Add(e1.Mul(part(&q[0][1].gy)))
			e0, e1 = weight4(top0.Sub(part(&q[1][0].l))), weight4(top1.Sub(part(&q[1][1].l)))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(part(&q[1][0].gx))), uy0.Add(e0.Mul(part(&q[1][0].gy)))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(part(&q[1][1].gx))), uy1.Add(e1.Mul(part(&q[1][1].gy)))
			e0, e1 = weight4(top0.Sub(part(&q[2][0].l))), weight4(top1.Sub(part(&q[2][1].l)))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(part(&q[2][0].gx))), uy0.Add(e0.Mul(part(&q[2][0].gy)))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(part(&q[2][1].gx))), uy1.Add(e1.Mul(part(&q[2][1].gy)))
			e0, e1 = weight4(top0.Sub(part(&q[3][0].l))), weight4(top1.Sub(part(&q[3][1].l)))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(part(&q[3][0].gx))), uy0.Add(e0.Mul(part(&q[3][0].gy)))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(part(&q[3][1].gx))), uy1.Add(e1.Mul(part(&q[3][1].gy)))
		}
		for ; k < last; k++ {
			q := (*[2]kept4)(unsafe.Add(base, k*sizeKept))
			e0, e1 := weight4(top0.Sub(part(&q[0].l))), weight4(top1.Sub(part(&q[1].l)))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(part(&q[0].gx))), uy0.Add(e0.Mul(part(&q[0].gy)))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(part(&q[1].gx))), uy1.Add(e1.Mul(part(&q[1].gy)))
		}
		if psx != nil {
			store(psx, i, ux0.Div(sum0).Neg())
			store(psy, i, uy0.Div(sum0).Neg())
			store(psx, i+4, ux1.Div(sum1).Neg())
			store(psy, i+4, uy1.Div(sum1).Neg())
		}
		if plp != nil {
			store(plp, i, top0.Add(log4(sum0)))
			store(plp, i+4, top1.Add(log4(sum1)))
		}
	}
}

// kept4 is a component's term at four points.
type kept4 struct{ l, gx, gy [4]float32 }

const (
	keeps         = 128 // components whose terms fit into the first cache
	sizeComponent = int(unsafe.Sizeof(component{}))
	sizeKept      = int(unsafe.Sizeof([2]kept4{}))
)

// term keeps a component's term and returns the larger of its l and top.
func (q *kept4) term(c *component, x, y, top f4) f4 {
	l, gx, gy := term4(c, x, y)
	l.StoreArray(&q.l)
	gx.StoreArray(&q.gx)
	gy.StoreArray(&q.gy)
	return top4(l, top)
}

// wideMixture is Mixture2.Eval at n points, a multiple of four, for any number
// of components.
func wideMixture(m *Mixture2, psx, psy, plp, px, py *float32, n int) {
	first, last := unsafe.Pointer(&m.splat[0]), len(m.splat)
	for i := 0; i < n; i += 4 {
		u, v := load(px, i), load(py, i)
		top := floats(kLowest)
		for k := 0; k < last; k++ {
			l, _, _ := term4((*component)(unsafe.Add(first, k*sizeComponent)), u, v)
			top = top4(l, top)
		}
		var sum, ux, uy f4
		for k := 0; k < last; k++ {
			l, gx, gy := term4((*component)(unsafe.Add(first, k*sizeComponent)), u, v)
			e := weight4(top.Sub(l))
			sum, ux, uy = sum.Add(e), ux.Add(e.Mul(gx)), uy.Add(e.Mul(gy))
		}
		if psx != nil {
			store(psx, i, ux.Div(sum).Neg())
			store(psy, i, uy.Div(sum).Neg())
		}
		if plp != nil {
			store(plp, i, top.Add(log4(sum)))
		}
	}
}

// pairMixture is Mixture2.Eval at n points, a multiple of four, for two
// components: their terms are computed once, and as the larger one weighs e⁰, which is 1 to the
// last bit, there is one exponential. Where both are infinite or no numbers, that of their
// difference is the least weight, for both.
func pairMixture(c *[2]component, sx, sy, logp, x, y *float32, n int) {
	var zero f4
	i := 0
	if logp == nil {
		i = pairScore(c, sx, sy, x, y, n)
	}
	for ; i < n; i += 4 {
		l0, gx0, gy0 := term4(&c[0], load(x, i), load(y, i))
		l1, gx1, gy1 := term4(&c[1], load(x, i), load(y, i))
		e0, e1 := pairWeights4(l0, l1)
		sum := e0.Add(e1)
		if sx != nil {
			store(sx, i, zero.Add(e0.Mul(gx0)).Add(e1.Mul(gx1)).Div(sum).Neg())
			store(sy, i, zero.Add(e0.Mul(gy0)).Add(e1.Mul(gy1)).Div(sum).Neg())
		}
		if logp != nil {
			store(logp, i, top4(l1, top4(l0, floats(kLowest))).Add(log4(sum)))
		}
	}
}

// modesSIMD is Mixture2.Modes at whole vectors: it returns at how many points.
func modesSIMD(m *Mixture2, dst []uint8, x, y []float32) int {
	if !vectors || len(m.splat) == 0 {
		return 0
	}
	clearUpper()
	n, px, py := len(x)&^3, unsafe.SliceData(x), unsafe.SliceData(y)
	first, last := unsafe.Pointer(&m.splat[0]), len(m.splat)
	for i := 0; i < n; i += 4 {
		u, v := load(px, i), load(py, i)
		top, mode := archsimd.BroadcastFloat32x4(float32(math.Inf(-1))), archsimd.BroadcastInt32x4(0)
		for k := 0; k < last; k++ {
			l, _, _ := term4((*component)(unsafe.Add(first, k*sizeComponent)), u, v)
			larger := l.Greater(top)
			top, mode = l.IfElse(larger, top), archsimd.BroadcastInt32x4(int32(k)).IfElse(larger, mode)
		}
		q := (*[4]uint8)(dst[i : i+4])
		q[0], q[1], q[2], q[3] = uint8(mode.GetElem(0)), uint8(mode.GetElem(1)), uint8(mode.GetElem(2)), uint8(mode.GetElem(3))
	}
	return n
}

// pairWeights4 is the weights of two components beside the larger.
func pairWeights4(l0, l1 f4) (e0, e1 f4) {
	e := weight4(l0.Sub(l1).ToBits().And(words4(wNotSign)).BitsToFloat32())
	return floats(kOne).IfElse(l0.Greater(l1), e), floats(kOne).IfElse(l1.Greater(l0), e)
}

// pairScore is the score alone, at eight points at a time, which share the loads of components and constants;
// it says at how many.
func pairScore(c *[2]component, sx, sy, x, y *float32, n int) int {
	var zero f4
	n &^= 7
	for i := 0; i < n; i += 8 {
		u, v, s, t := load(x, i), load(y, i), load(x, i+4), load(y, i+4)
		l0, gx0, gy0 := term4(&c[0], u, v)
		m0, hx0, hy0 := term4(&c[0], s, t)
		l1, gx1, gy1 := term4(&c[1], u, v)
		m1, hx1, hy1 := term4(&c[1], s, t)
		e0, e1 := pairWeights4(l0, l1)
		f0, f1 := pairWeights4(m0, m1)
		e, f := e0.Add(e1), f0.Add(f1)
		store(sx, i, zero.Add(e0.Mul(gx0)).Add(e1.Mul(gx1)).Div(e).Neg())
		store(sy, i, zero.Add(e0.Mul(gy0)).Add(e1.Mul(gy1)).Div(e).Neg())
		store(sx, i+4, zero.Add(f0.Mul(hx0)).Add(f1.Mul(hx1)).Div(f).Neg())
		store(sy, i+4, zero.Add(f0.Mul(hy0)).Add(f1.Mul(hy1)).Div(f).Neg())
	}
	return n
}

// pair4 is the log-weight of one kernel at four points, and the differences.
func pair4(c *kernel4, x, y, half f4) (l, dx, dy f4) {
	dx, dy = x.Sub(part(&c.x)), y.Sub(part(&c.y))
	return part(&c.log).Sub(half.Mul(dx.Mul(dx).Add(dy.Mul(dy)))), dx, dy
}

// kernel4 is a kernel in the form in which vectors load it, every value four times.
type kernel4 struct{ x, y, log [4]float32 }

// kdeTable is some points, some kernels, and the points' sums over those that have come so far: the largest
// log-weight of all kernels, or the square of the distance to the nearest one, and then the sums of the weights and
// of weights times differences.
type kdeTable struct {
	kernels              [kdeKernels]kernel4
	x, y                 [kdeBlock]float32
	top, sum, sumX, sumY [kdeBlock]float32
}

// A block of points takes the kernels by tables: to write them out four times each takes less
// than to do that anew for all points.
const (
	kdeBlock   = 64  // a multiple of eight
	kdeKernels = 128 // even
)

func kdeSIMD(sx, sy, logp, x, y, px, py, logw []float32, p, norm float32) bool {
	if !vectors || len(px) == 0 {
		return false
	}
	clearUpper()
	var t kdeTable
	alike, half := sameAll(logw), archsimd.BroadcastFloat32x4(p*0.5)
	for lo := 0; lo < len(x); lo += kdeBlock {
		hi := min(lo+kdeBlock, len(x))
		n := t.load(x[lo:hi], y[lo:hi])
		t.tops(px, py, logw, n, alike, half)
		for k := 0; k < len(px); k += kdeKernels {
			kdeSums(&t, n, t.fill(px, py, logw, k), half)
		}
		for i := 0; i < n; i += 4 {
			s, prec := load(&t.sum[0], i), archsimd.BroadcastFloat32x4(p)
			store(&t.x[0], i, prec.Mul(load(&t.sumX[0], i).Div(s)).Neg())
			store(&t.y[0], i, prec.Mul(load(&t.sumY[0], i).Div(s)).Neg())
			if logp != nil {
				store(&t.top[0], i, load(&t.top[0], i).Add(log4(s)).Sub(archsimd.BroadcastFloat32x4(norm)))
			}
		}
		if sx != nil {
			copy(sx[lo:hi], t.x[:])
			copy(sy[lo:hi], t.y[:])
		}
		if logp != nil {
			copy(logp[lo:hi], t.top[:])
		}
	}
	return true
}

// load takes a block's points and says how many it has made of them by repeating the last: a multiple of eight.
func (t *kdeTable) load(x, y []float32) int {
	n := len(x)
	copy(t.x[:], x)
	copy(t.y[:], y)
	for ; n%8 != 0; n++ {
		t.x[n], t.y[n] = x[len(x)-1], y[len(y)-1]
	}
	clear(t.sum[:n])
	clear(t.sumX[:n])
	clear(t.sumY[:n])
	return n
}

// fill puts the kernels from k on into the table and says how many they are.
func (t *kdeTable) fill(px, py, logw []float32, k int) int {
	n := min(kdeKernels, len(px)-k)
	for i := range n {
		c := &t.kernels[i]
		archsimd.BroadcastFloat32x4(px[k+i]).StoreArray(&c.x)
		archsimd.BroadcastFloat32x4(py[k+i]).StoreArray(&c.y)
		archsimd.BroadcastFloat32x4(logw[k+i]).StoreArray(&c.log)
	}
	return n
}

// tops finds the largest log-weights at n points. Rounding keeps the order, so that where all
// kernels weigh alike it is that of the nearest, with the same bits.
func (t *kdeTable) tops(px, py, logw []float32, n int, alike bool, half f4) {
	start := float32(lowest)
	if alike {
		start = float32(math.Inf(1))
	}
	for i := range t.top[:n] {
		t.top[i] = start
	}
	for k := 0; k < len(px); k += kdeKernels {
		if m := t.fill(px, py, logw, k); alike {
			kdeNear(t, n, m)
		} else {
			kdeLargest(t, n, m, half)
		}
	}
	if alike {
		for i := 0; i < n; i += 4 {
			l := archsimd.BroadcastFloat32x4(logw[0]).Sub(half.Mul(load(&t.top[0], i)))
			store(&t.top[0], i, top4(l, floats(kLowest)))
		}
	}
}

// kernel is kernel k of the table.
func (t *kdeTable) kernel(k int) *kernel4 {
	return (*kernel4)(unsafe.Add(unsafe.Pointer(&t.kernels), k*int(unsafe.Sizeof(kernel4{}))))
}

// kdeSums adds the weights of a table's kernels, of which there are m, at n points. Eight at a time share the loads
// of kernels and constants: what a processor can have begun of them is what bounds its pace.
func kdeSums(t *kdeTable, n, m int, half f4) {
	for i := 0; i < n; i += 8 {
		x0, y0, x1, y1 := load(&t.x[0], i), load(&t.y[0], i), load(&t.x[0], i+4), load(&t.y[0], i+4)
		top0, sum0, ux0, uy0 := load(&t.top[0], i), load(&t.sum[0], i), load(&t.sumX[0], i), load(&t.sumY[0], i)
		top1, sum1, ux1, uy1 := load(&t.top[0], i+4), load(&t.sum[0], i+4), load(&t.sumX[0], i+4), load(&t.sumY[0], i+4)
		k := 0
		for ; k+4 <= m; k += 4 {
			c := t.kernel(k)
			l0, dx0, dy0 := pair4(c, x0, y0, half)
			l1, dx1, dy1 := pair4(c, x1, y1, half)
			e0, e1 := weight4(top0.Sub(l0)), weight4(top1.Sub(l1))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(dx0)), uy0.Add(e0.Mul(dy0))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(dx1)), uy1.Add(e1.Mul(dy1))
			c = t.kernel(k + 1)
			l0, dx0, dy0 = pair4(c, x0, y0, half)
			l1, dx1, dy1 = pair4(c, x1, y1, half)
			e0, e1 = weight4(top0.Sub(l0)), weight4(top1.Sub(l1))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(dx0)), uy0.Add(e0.Mul(dy0))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(dx1)), uy1.Add(e1.Mul(dy1))
			c = t.kernel(k + 2)
			l0, dx0, dy0 = pair4(c, x0, y0, half)
			l1, dx1, dy1 = pair4(c, x1, y1, half)
			e0, e1 = weight4(top0.Sub(l0)), weight4(top1.Sub(l1))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(dx0)), uy0.Add(e0.Mul(dy0))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(dx1)), uy1.Add(e1.Mul(dy1))
			c = t.kernel(k + 3)
			l0, dx0, dy0 = pair4(c, x0, y0, half)
			l1, dx1, dy1 = pair4(c, x1, y1, half)
			e0, e1 = weight4(top0.Sub(l0)), weight4(top1.Sub(l1))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(dx0)), uy0.Add(e0.Mul(dy0))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(dx1)), uy1.Add(e1.Mul(dy1))
		}
		for ; k < m; k++ {
			c := t.kernel(k)
			l0, dx0, dy0 := pair4(c, x0, y0, half)
			l1, dx1, dy1 := pair4(c, x1, y1, half)
			e0, e1 := weight4(top0.Sub(l0)), weight4(top1.Sub(l1))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(dx0)), uy0.Add(e0.Mul(dy0))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(dx1)), uy1.Add(e1.Mul(dy1))
		}
		store(&t.sum[0], i, sum0)
		store(&t.sumX[0], i, ux0)
		store(&t.sumY[0], i, uy0)
		store(&t.sum[0], i+4, sum1)
		store(&t.sumX[0], i+4, ux1)
		store(&t.sumY[0], i+4, uy1)
	}
}

// kdeLargest raises the largest log-weight at n points to those of the table's kernels.
func kdeLargest(t *kdeTable, n, m int, half f4) {
	for i := 0; i < n; i += 8 {
		x0, y0, x1, y1 := load(&t.x[0], i), load(&t.y[0], i), load(&t.x[0], i+4), load(&t.y[0], i+4)
		top0, top1 := load(&t.top[0], i), load(&t.top[0], i+4)
		k := 0
		for ; k+2 <= m; k += 2 {
			a0, _, _ := pair4(t.kernel(k), x0, y0, half)
			a1, _, _ := pair4(t.kernel(k), x1, y1, half)
			b0, _, _ := pair4(t.kernel(k+1), x0, y0, half)
			b1, _, _ := pair4(t.kernel(k+1), x1, y1, half)
			top0, top1 = top4(b0, top4(a0, top0)), top4(b1, top4(a1, top1))
		}
		if k < m {
			a0, _, _ := pair4(t.kernel(k), x0, y0, half)
			a1, _, _ := pair4(t.kernel(k), x1, y1, half)
			top0, top1 = top4(a0, top0), top4(a1, top1)
		}
		store(&t.top[0], i, top0)
		store(&t.top[0], i+4, top1)
	}
}

// kdeNear lowers the square of the distance to the nearest kernel at n points to those of the table's. Bits have the
// order of numbers that are not negative, and NaN has more of them than infinity.
func kdeNear(t *kdeTable, n, m int) {
	for i := 0; i < n; i += 8 {
		x0, y0, x1, y1 := load(&t.x[0], i), load(&t.y[0], i), load(&t.x[0], i+4), load(&t.y[0], i+4)
		best0, best1 := load(&t.top[0], i).ToBits(), load(&t.top[0], i+4).ToBits()
		k := 0
		for ; k+4 <= m; k += 4 {
			a, b, c, d := t.kernel(k), t.kernel(k+1), t.kernel(k+2), t.kernel(k+3)
			best0 = best0.Min(square4(a, x0, y0).Min(square4(b, x0, y0)))
			best1 = best1.Min(square4(a, x1, y1).Min(square4(b, x1, y1)))
			best0 = best0.Min(square4(c, x0, y0).Min(square4(d, x0, y0)))
			best1 = best1.Min(square4(c, x1, y1).Min(square4(d, x1, y1)))
		}
		for ; k < m; k++ {
			best0, best1 = best0.Min(square4(t.kernel(k), x0, y0)), best1.Min(square4(t.kernel(k), x1, y1))
		}
		store(&t.top[0], i, best0.BitsToFloat32())
		store(&t.top[0], i+4, best1.BitsToFloat32())
	}
}

// square4 is the bits of the square of the distance to a kernel.
func square4(c *kernel4, x, y f4) u4 {
	dx, dy := x.Sub(part(&c.x)), y.Sub(part(&c.y))
	return dx.Mul(dx).Add(dy.Mul(dy)).ToBits()
}

// sameAll reports whether all numbers are the first.
func sameAll(v []float32) bool {
	for _, x := range v {
		if x != v[0] {
			return false
		}
	}
	return true
}

// beyondSIMD says how many elements from the first on, a multiple of 16, are
// surely within the limit: bits of magnitudes are in the order of magnitudes,
// infinity and NaN above all, so limit − |x| has the top bit where x is beyond.
func beyondSIMD(x []float32, limit float32) int {
	if !vectors || !(limit >= 0) {
		return 0
	}
	clearUpper()
	p, n := unsafe.SliceData(x), len(x)&^15
	most := archsimd.BroadcastFloat32x4(limit).ToBits()
	for i := 0; i < n; i += 16 {
		a := most.Sub(load(p, i).ToBits().And(words4(wNotSign)))
		a = a.Or(most.Sub(load(p, i+4).ToBits().And(words4(wNotSign))))
		a = a.Or(most.Sub(load(p, i+8).ToBits().And(words4(wNotSign))))
		a = a.Or(most.Sub(load(p, i+12).ToBits().And(words4(wNotSign))))
		var lanes [4]uint32
		a.StoreArray(&lanes)
		if (lanes[0]|lanes[1]|lanes[2]|lanes[3])>>31 != 0 {
			return i
		}
	}
	return n
}
