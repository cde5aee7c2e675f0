package score

import (
	"math"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/vec"
)

// mlp is a network of dense layers with an activation between them, or, if it is
// residual, with blocks of two layers from the second hidden one on, each of which adds
// to what enters it:
//
//	h ← h + W₂ φ(W₁ h + b₁) + b₂
//
// It carries jets: beside the value, derivatives along fixed directions, each a stream of
// its own through the same weights.
//
//	1 stream:  value
//	2 streams: value, tangent
//	4 streams: value, tangents v and w, and m: a tangent plus the mixed second
//	           derivative along v and w
type mlp struct {
	sizes      []int
	act        vec.Activation
	residual   bool
	params     []float32 // per layer W (out×in), then b (out)
	wt         [][]float32
	transposed []float32 // group×16×stride: inputs of a layer, transposed
	da, dz     []float32 // adjoints of a layer's outputs, panels×streams×units×16
	around     []float32 // adjoint that goes around a block, likewise
	frozen     bool      // the parameters stay as they are
	prepared   int       // while frozen: layers from here on have been prepared
}

// group is how many panels of one stream DenseGrad gets at once.
const group = 4

func newMLP(sizes []int, act vec.Activation, residual bool) mlp {
	return mlp{sizes: sizes, act: act, residual: residual, params: make([]float32, count(sizes)), wt: make([][]float32, len(sizes)-1)}
}

// closes reports whether hidden layer l is the second of a block.
func (m *mlp) closes(l int) bool { return m.residual && l > 0 && l%2 == 0 && l < m.layers()-1 }

// init draws W and b from U(−1/√in, 1/√in), layer l from key.Sub(l): what
// PyTorch's Linear starts from.
func (m *mlp) init(key sim.Key) {
	at := 0
	for l := range m.layers() {
		in, out := m.sizes[l], m.sizes[l+1]
		p := m.params[at : at+out*(in+1)]
		at += len(p)
		vec.Uniform(p, uint64(key.Sub(uint64(l))), 0)
		bound := float32(1 / math.Sqrt(float64(in)))
		for i, u := range p {
			p[i] = float32(float32(2*u)-1) * bound
		}
	}
}

func (m *mlp) layers() int { return len(m.sizes) - 1 }

// layer is the weights and biases of layer l within p, the parameters or
// their gradient.
func (m *mlp) layer(p []float32, l int) (w, b []float32) {
	at := 0
	for k := range l {
		at += m.sizes[k+1] * (m.sizes[k] + 1)
	}
	in, out := m.sizes[l], m.sizes[l+1]
	return p[at : at+out*in : at+out*in], p[at+out*in : at+out*(in+1) : at+out*(in+1)]
}

// tape remembers a forward pass.
type tape struct {
	streams, panels int
	in              [][]float32 // per layer, panels×streams×units×16: its inputs
	z               [][]float32 // per hidden layer, likewise: before the activation
	d1, d2, d3      [][]float32 // per hidden layer, panels×units×16: φ′, φ″, φ‴
	out             []float32   // panels×streams×outputs×16
}

// fit makes room for a pass over panels of streams that keeps φ's first
// streams derivatives (one, two, or three of four streams).
func (t *tape) fit(m *mlp, streams, panels int) {
	n := m.layers()
	if t.in == nil {
		t.in, t.z = make([][]float32, n), make([][]float32, n-1)
		t.d1, t.d2, t.d3 = make([][]float32, n-1), make([][]float32, n-1), make([][]float32, n-1)
	}
	t.streams, t.panels = streams, panels
	each := panels * vec.Panel
	for l := range n {
		t.in[l] = grow(t.in[l], m.sizes[l]*streams*each)
	}
	for l := range n - 1 {
		u := m.sizes[l+1] * each
		t.z[l] = grow(t.z[l], u*streams)
		t.d1[l] = grow(t.d1[l], u)
		if streams >= 2 {
			t.d2[l] = grow(t.d2[l], u)
		}
		if streams >= 4 {
			t.d3[l] = grow(t.d3[l], u)
		}
	}
	t.out = grow(t.out, m.sizes[n]*streams*each)
}

// part is stream s of panel p of a, which has units of them.
func (t *tape) part(a []float32, p, s, units int) []float32 {
	n := units * vec.Panel
	at := (p*t.streams + s) * n
	return a[at : at+n : at+n]
}

// part1 is panel p of a, which has one stream.
func part1(a []float32, p, units int) []float32 {
	n := units * vec.Panel
	return a[p*n : (p+1)*n : (p+1)*n]
}

// forward runs the network on t.in[0].
func (m *mlp) forward(t *tape) {
	last := m.layers() - 1
	for p := range t.panels {
		for l := range last {
			m.dense(t, t.z[l], p, l)
			if m.closes(l) {
				m.addBlock(t, p, l)
			} else {
				m.activate(t, p, l)
			}
		}
		m.dense(t, t.out, p, last)
	}
}

// dense is layer l of panel p: z = Wa + b, and without b for derivatives.
func (m *mlp) dense(t *tape, z []float32, p, l int) {
	in, out := m.sizes[l], m.sizes[l+1]
	w, b := m.layer(m.params, l)
	for s := range t.streams {
		vec.Dense(t.part(z, p, s, out), w, b, t.part(t.in[l], p, s, in), out, in)
		b = nil
	}
}

// activate turns hidden layer l of panel p into the inputs of layer l+1:
//
//	a = φ(z),  a_v = φ′z_v,  a_w = φ′z_w,  a_m = φ′z_m + φ″z_v z_w.
func (m *mlp) activate(t *tape, p, l int) {
	u := m.sizes[l+1]
	part := func(a [][]float32, i, s int) []float32 { return t.part(a[i], p, s, u) }
	d1, d2, d3 := t.derivatives(p, l, u)
	m.act.Apply(part(t.in, l+1, 0), d1, d2, d3, part(t.z, l, 0))
	if t.streams == 1 {
		return
	}
	vec.Mul(part(t.in, l+1, 1), d1, part(t.z, l, 1))
	if t.streams == 4 {
		vec.Mul(part(t.in, l+1, 2), d1, part(t.z, l, 2))
		vec.Mixed(part(t.in, l+1, 3), d1, d2, part(t.z, l, 1), part(t.z, l, 2), part(t.z, l, 3))
	}
}

// addBlock adds what hidden layer l of panel p, which closes a block, has computed to
// what entered the block, in all streams.
func (m *mlp) addBlock(t *tape, p, l int) {
	for s := range t.streams {
		part := func(a []float32) []float32 { return t.part(a, p, s, m.sizes[l+1]) }
		vec.Add(part(t.in[l+1]), part(t.z[l]), part(t.in[l-1]))
	}
}

// derivatives are those of φ that the tape keeps, nil for the others.
func (t *tape) derivatives(p, l, u int) (d1, d2, d3 []float32) {
	d1 = part1(t.d1[l], p, u)
	if t.streams >= 2 {
		d2 = part1(t.d2[l], p, u)
	}
	if t.streams >= 4 {
		d3 = part1(t.d3[l], p, u)
	}
	return d1, d2, d3
}

// prepare transposes the weights of the layers from first on for backward.
// It must follow every change of the parameters; while these are frozen each layer
// is prepared once.
func (m *mlp) prepare(first int) {
	last := m.layers()
	if m.frozen {
		last = m.prepared
		m.prepared = min(first, last)
	}
	for l := first; l < last; l++ {
		w, _ := m.layer(m.params, l)
		m.wt[l] = grow(m.wt[l], len(w))
		vec.Transpose(m.wt[l], w, m.sizes[l+1], m.sizes[l])
	}
}

// freeze says that the parameters stay as they are until it is called again, or that
// they may change.
func (m *mlp) freeze(on bool) { m.frozen, m.prepared = on, m.layers() }

// backward takes the adjoint of the outputs, shaped as t.out, through the
// network; adds the parameters' gradient to grad unless that is nil; and
// stores the adjoint of the inputs in din, shaped as t.in[0], unless that is
// nil. Layers from 1 on, or from 0 with din, have been prepared.
func (m *mlp) backward(t *tape, dout, grad, din []float32) {
	dz := dout
	for l := m.layers() - 1; l >= 0; l-- {
		if grad != nil {
			m.layerGrad(t, dz, grad, l)
		}
		if l == 0 {
			if din != nil {
				m.backwardLinear(t, din, dz, 0)
			}
			return
		}
		m.da = grow(m.da, len(t.z[l-1]))
		m.backwardLinear(t, m.da, dz, l)
		if m.closes(l + 1) { // layer l opens a block
			vec.Add(m.da, m.da, m.around)
		}
		if m.closes(l - 1) {
			m.around = append(m.around[:0], m.da...)
		} else {
			for p := range t.panels {
				m.backwardActivation(t, m.da, p, l-1)
			}
		}
		dz = m.da
		m.da, m.dz = m.dz, m.da
	}
}

// backwardLinear stores Wᵀdz of layer l in da.
func (m *mlp) backwardLinear(t *tape, da, dz []float32, l int) {
	in, out := m.sizes[l], m.sizes[l+1]
	for i := range t.panels * t.streams {
		vec.Dense(part1(da, i, in), m.wt[l], nil, part1(dz, i, out), in, out)
	}
}

// backwardActivation turns the adjoint of hidden layer l's activations in panel p
// into that of what stands before them, in place.
func (m *mlp) backwardActivation(t *tape, g []float32, p, l int) {
	u := m.sizes[l+1]
	d1, d2, d3 := t.derivatives(p, l, u)
	switch t.streams {
	case 1:
		a := t.part(g, p, 0, u)
		vec.Mul(a, a, d1)
	case 2:
		vec.Pullback2(t.part(g, p, 0, u), t.part(g, p, 1, u), d1, d2, t.part(t.z[l], p, 1, u))
	case 4:
		vec.Pullback4(t.jet(g, p, u), d1, d2, d3, t.jet(t.z[l], p, u))
	}
}

func (t *tape) jet(a []float32, p, u int) vec.Jet4 {
	return vec.Jet4{A: t.part(a, p, 0, u), V: t.part(a, p, 1, u), W: t.part(a, p, 2, u), M: t.part(a, p, 3, u)}
}

// layerGrad adds Σ dz aᵀ over all points and streams to layer l's weights, and
// Σ dz of the value stream to its biases.
func (m *mlp) layerGrad(t *tape, dz, grad []float32, l int) {
	in, out := m.sizes[l], m.sizes[l+1]
	w, b := m.layer(grad, l)
	for p := range t.panels {
		vec.BiasGrad(b, t.part(dz, p, 0, out))
	}
	stride := vec.Stride(in)
	m.transposed = grow(m.transposed, group*vec.Panel*stride)
	for lo, all := 0, t.panels*t.streams; lo < all; lo += group {
		n := min(group, all-lo)
		for i := range n {
			vec.TransposePanel(m.transposed[i*vec.Panel*stride:(i+1)*vec.Panel*stride], part1(t.in[l], lo+i, in), in)
		}
		vec.DenseGrad(w, dz[lo*out*vec.Panel:(lo+n)*out*vec.Panel], m.transposed[:n*vec.Panel*stride], out, in, n)
	}
}
