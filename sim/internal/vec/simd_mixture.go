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
		for ; k+2 <= last; k += 2 {
			c, q := (*[2]component)(unsafe.Add(first, k*sizeComponent)), (*[2][2]kept4)(unsafe.Add(base, k*sizeKept))
			top0, top1 = q[0][0].term(&c[0], u0, v0, top0), q[0][1].term(&c[0], u1, v1, top1)
			top0, top1 = q[1][0].term(&c[1], u0, v0, top0), q[1][1].term(&c[1], u1, v1, top1)
		}
		for ; k < last; k++ {
			c, q := (*component)(unsafe.Add(first, k*sizeComponent)), (*[2]kept4)(unsafe.Add(base, k*sizeKept))
			top0, top1 = q[0].term(c, u0, v0, top0), q[1].term(c, u1, v1, top1)
		}
		var sum0, ux0, uy0, sum1, ux1, uy1 f4
		for k = 0; k+2 <= last; k += 2 {
			q := (*[2][2]kept4)(unsafe.Add(base, k*sizeKept))
			e0, e1 := weight4(top0.Sub(part(&q[0][0].l))), weight4(top1.Sub(part(&q[0][1].l)))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(part(&q[0][0].gx))), uy0.Add(e0.Mul(part(&q[0][0].gy)))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(part(&q[0][1].gx))), uy1.Add(e1.Mul(part(&q[0][1].gy)))
			e0, e1 = weight4(top0.Sub(part(&q[1][0].l))), weight4(top1.Sub(part(&q[1][1].l)))
			sum0, ux0, uy0 = sum0.Add(e0), ux0.Add(e0.Mul(part(&q[1][0].gx))), uy0.Add(e0.Mul(part(&q[1][0].gy)))
			sum1, ux1, uy1 = sum1.Add(e1), ux1.Add(e1.Mul(part(&q[1][1].gx))), uy1.Add(e1.Mul(part(&q[1][1].gy)))
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
// components: their terms are computed once.
func pairMixture(c *[2]component, sx, sy, logp, x, y *float32, n int) {
	var zero f4
	for i := 0; i < n; i += 4 {
		u, v := load(x, i), load(y, i)
		l0, gx0, gy0 := term4(&c[0], u, v)
		l1, gx1, gy1 := term4(&c[1], u, v)
		top := top4(l1, top4(l0, floats(kLowest)))
		e0, e1 := weight4(top.Sub(l0)), weight4(top.Sub(l1))
		sum := e0.Add(e1)
		if sx != nil {
			store(sx, i, zero.Add(e0.Mul(gx0)).Add(e1.Mul(gx1)).Div(sum).Neg())
			store(sy, i, zero.Add(e0.Mul(gy0)).Add(e1.Mul(gy1)).Div(sum).Neg())
		}
		if logp != nil {
			store(logp, i, top.Add(log4(sum)))
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

// pair4 is the log-weight of one kernel at four points, and the differences.
func pair4(px, py, logw *float32, k int, x, y, half f4) (l, dx, dy f4) {
	dx, dy = x.Sub(splat(px, k)), y.Sub(splat(py, k))
	return splat(logw, k).Sub(half.Mul(dx.Mul(dx).Add(dy.Mul(dy)))), dx, dy
}

// splat is element k in all four places.
func splat(p *float32, k int) f4 {
	return archsimd.BroadcastFloat32x4(*(*float32)(unsafe.Add(unsafe.Pointer(p), 4*k)))
}

func kdeSIMD(sx, sy, logp, x, y, px, py, logw []float32, p, norm float32) int {
	if !vectors || len(px) == 0 {
		return 0
	}
	clearUpper()
	n, bx, by := len(x)&^3, unsafe.SliceData(x), unsafe.SliceData(y)
	half, alike := archsimd.BroadcastFloat32x4(p*0.5), sameAll(logw)
	var tops [kdeBlock / 4][4]float32
	for lo := 0; lo < n; lo += kdeBlock {
		hi := min(lo+kdeBlock, n)
		for i := lo; i < hi; i += 4 {
			tops[(i-lo)/4] = kdeTop(px, py, logw, alike, load(bx, i), load(by, i), half)
		}
		kdeSums(sx, sy, logp, x, y, px, py, logw, &tops, lo, hi, p, norm)
	}
	return n
}

// kdeBlock is how many points' largest log-weights are found before their sums:
// a choice between two ways inside the loop over points would slow the sums.
const kdeBlock = 64

// kdeSums is KDE2 at the points lo … hi, whole vectors, with their largest
// log-weights.
func kdeSums(sx, sy, logp, x, y, px, py, logw []float32, tops *[kdeBlock / 4][4]float32, lo, hi int, p, norm float32) {
	bx, by, bw, kernels := unsafe.SliceData(px), unsafe.SliceData(py), unsafe.SliceData(logw), len(px)
	psx, psy, plp := unsafe.SliceData(sx), unsafe.SliceData(sy), unsafe.SliceData(logp)
	prec, half := archsimd.BroadcastFloat32x4(p), archsimd.BroadcastFloat32x4(p*0.5)
	for i := lo; i < hi; i += 4 {
		u, v, top := load(unsafe.SliceData(x), i), load(unsafe.SliceData(y), i), part(&tops[(i-lo)/4])
		var sum, ux, uy f4
		k := 0
		for ; k+4 <= kernels; k += 4 {
			l, dx, dy := pair4(bx, by, bw, k, u, v, half)
			e := weight4(top.Sub(l))
			sum, ux, uy = sum.Add(e), ux.Add(e.Mul(dx)), uy.Add(e.Mul(dy))
			l, dx, dy = pair4(bx, by, bw, k+1, u, v, half)
			e = weight4(top.Sub(l))
			sum, ux, uy = sum.Add(e), ux.Add(e.Mul(dx)), uy.Add(e.Mul(dy))
			l, dx, dy = pair4(bx, by, bw, k+2, u, v, half)
			e = weight4(top.Sub(l))
			sum, ux, uy = sum.Add(e), ux.Add(e.Mul(dx)), uy.Add(e.Mul(dy))
			l, dx, dy = pair4(bx, by, bw, k+3, u, v, half)
			e = weight4(top.Sub(l))
			sum, ux, uy = sum.Add(e), ux.Add(e.Mul(dx)), uy.Add(e.Mul(dy))
		}
		for ; k < kernels; k++ {
			l, dx, dy := pair4(bx, by, bw, k, u, v, half)
			e := weight4(top.Sub(l))
			sum, ux, uy = sum.Add(e), ux.Add(e.Mul(dx)), uy.Add(e.Mul(dy))
		}
		if psx != nil {
			store(psx, i, prec.Mul(ux.Div(sum)).Neg())
			store(psy, i, prec.Mul(uy.Div(sum)).Neg())
		}
		if plp != nil {
			store(plp, i, top.Add(log4(sum)).Sub(archsimd.BroadcastFloat32x4(norm)))
		}
	}
}

// kdeTop is the largest log-weight of all kernels at four points. Rounding
// keeps the order, so that where all kernels weigh alike it is that of the
// nearest, with the same bits.
func kdeTop(px, py, logw []float32, alike bool, x, y, half f4) (top [4]float32) {
	bx, by, bw := unsafe.SliceData(px), unsafe.SliceData(py), unsafe.SliceData(logw)
	if alike {
		near := kdeNear(bx, by, len(px), x, y)
		top4(splat(bw, 0).Sub(half.Mul(near)), floats(kLowest)).StoreArray(&top)
	} else {
		kdeLargest(bx, by, bw, len(px), x, y, half).StoreArray(&top)
	}
	return top
}

func kdeLargest(px, py, logw *float32, kernels int, x, y, half f4) f4 {
	top := floats(kLowest)
	k := 0
	for ; k+4 <= kernels; k += 4 {
		l0, _, _ := pair4(px, py, logw, k, x, y, half)
		l1, _, _ := pair4(px, py, logw, k+1, x, y, half)
		l2, _, _ := pair4(px, py, logw, k+2, x, y, half)
		l3, _, _ := pair4(px, py, logw, k+3, x, y, half)
		top = top4(l3, top4(l2, top4(l1, top4(l0, top))))
	}
	for ; k < kernels; k++ {
		l, _, _ := pair4(px, py, logw, k, x, y, half)
		top = top4(l, top)
	}
	return top
}

// kdeNear is the square of the distance to the nearest kernel at four points.
func kdeNear(px, py *float32, kernels int, x, y f4) f4 {
	best := archsimd.BroadcastUint32x4(math.Float32bits(float32(math.Inf(1)))) // NaN has more bits still
	k := 0
	for ; k+4 <= kernels; k += 4 {
		a, b := square4(px, py, k, x, y).Min(square4(px, py, k+1, x, y)), square4(px, py, k+2, x, y).Min(square4(px, py, k+3, x, y))
		best = best.Min(a.Min(b))
	}
	for ; k < kernels; k++ {
		best = best.Min(square4(px, py, k, x, y))
	}
	return best.BitsToFloat32()
}

// square4 is the bits of the square of the distance to kernel k: they have its
// order.
func square4(px, py *float32, k int, x, y f4) u4 {
	dx, dy := x.Sub(splat(px, k)), y.Sub(splat(py, k))
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
