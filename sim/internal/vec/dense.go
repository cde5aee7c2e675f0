package vec

// Panel is the number of points that a dense layer treats together. A panel of
// F features is F×16: feature f of its 16 points stands at [16f, 16f+16).
const Panel = 16

// Dense is a layer over one panel:
//
//	dst[o] = bias[o] + Σ_k w[o·in+k] x[k],   k rising,
//
// dst out×16, w out×in, bias out or nil for 0, x in×16.
func Dense(dst, w, bias, x []float32, out, in int) {
	same(len(dst), Panel*out)
	same(len(x), Panel*in)
	same(len(w), out*in)
	if bias != nil {
		same(len(bias), out)
	}
	if denseSIMD(dst, w, bias, x, out, in) {
		return
	}
	for o := range out {
		var acc [Panel]float32
		if bias != nil {
			for i := range acc {
				acc[i] = bias[o]
			}
		}
		for k, wk := range w[o*in : (o+1)*in] {
			row := (*[Panel]float32)(x[k*Panel:])
			for i, v := range row {
				acc[i] += float32(wk * v)
			}
		}
		*(*[Panel]float32)(dst[o*Panel:]) = acc
	}
}

// Stride is how far the points of a transposed panel of so many features are apart: whole
// vectors of four.
func Stride(in int) int { return (in + 3) &^ 3 }

// DenseGrad adds a layer's gradient over panels in order, point by point:
//
//	dw[o·in+k] += Σ_p Σ_i dz[p][o][i] xt[p][i][k],
//
// dw out×in, dz panels×out×16, xt panels×16×Stride(in): the layer's inputs,
// transposed, see TransposePanel. As every point is added
// alone, any split into calls gives the same bits.
func DenseGrad(dw, dz, xt []float32, out, in, panels int) {
	stride := Stride(in)
	same(len(dw), out*in)
	same(len(dz), panels*out*Panel)
	same(len(xt), panels*Panel*stride)
	if denseGradSIMD(dw, dz, xt, out, in, panels) {
		return
	}
	for p := range panels {
		for o := range out {
			row := dw[o*in : (o+1)*in]
			for i := range Panel {
				g := dz[(p*out+o)*Panel+i]
				for k, v := range xt[(p*Panel+i)*stride:][:in] {
					row[k] += float32(g * v)
				}
			}
		}
	}
}

// BiasGrad adds to db[o] the sum of the 16 points of dz[o], as four lanes:
// ((0+4)+(8+12)) and so on, then ((lane 0 + lane 1) + (lane 2 + lane 3)).
func BiasGrad(db, dz []float32) {
	same(len(dz), Panel*len(db))
	if biasGradSIMD(db, dz) {
		return
	}
	for o := range db {
		z := (*[Panel]float32)(dz[o*Panel:])
		l0 := (z[0] + z[4]) + (z[8] + z[12])
		l1 := (z[1] + z[5]) + (z[9] + z[13])
		l2 := (z[2] + z[6]) + (z[10] + z[14])
		l3 := (z[3] + z[7]) + (z[11] + z[15])
		db[o] += (l0 + l1) + (l2 + l3)
	}
}

// TransposePanel transposes a panel: dst[i·s+k] = x[k][i], dst 16×s, x in×16, s = Stride(in).
// Columns from in on become 0.
func TransposePanel(dst, x []float32, in int) {
	stride := Stride(in)
	same(len(x), in*Panel)
	same(len(dst), stride*Panel)
	for k := transposeSIMD(dst, x, in, Panel, stride); k < in; k++ {
		for i, v := range x[k*Panel:][:Panel] {
			dst[i*stride+k] = v
		}
	}
	for k := in; k < stride; k++ {
		for i := range Panel {
			dst[i*stride+k] = 0
		}
	}
}

// Transpose stores w (rows×columns) in dst (columns×rows).
func Transpose(dst, w []float32, rows, columns int) {
	same(rows*columns, len(dst), len(w))
	for r := transposeSIMD(dst, w, rows, columns, rows); r < rows; r++ {
		for c, v := range w[r*columns : (r+1)*columns] {
			dst[c*rows+r] = v
		}
	}
}
