package langevin

// tableau is an explicit Runge–Kutta method: with k_i = v(x + h Σ_j a_ij k_j,
// t + c_i h) a step is x + h Σ b_i k_i. diff, where there is an embedded
// method, is what its weights differ by; it has one weight more, for the slope
// at the end of the step.
type tableau struct {
	order int
	c     []float64
	a     [][]float64
	b     []float64
	diff  []float64
}

// methods are the ones that carry particles, by order.
var methods = [...]tableau{
	1: euler,
	2: heun,
	3: bogackiShampine,
}

var euler = tableau{order: 1, c: []float64{0}, a: [][]float64{nil}, b: []float64{1}}

var heun = tableau{order: 2, c: []float64{0, 1}, a: [][]float64{nil, {1}}, b: []float64{1. / 2, 1. / 2}}

// bogackiShampine is the pair of orders 3 and 2 of Bogacki and Shampine
// (Applied Mathematics Letters 1989).
var bogackiShampine = tableau{
	order: 3,
	c:     []float64{0, 1. / 2, 3. / 4},
	a:     [][]float64{nil, {1. / 2}, {0, 3. / 4}},
	b:     []float64{2. / 9, 1. / 3, 4. / 9},
	diff:  []float64{-5. / 72, 1. / 12, 1. / 9, -1. / 8},
}

// dormandPrince is the pair of orders 5 and 4 of Dormand and Prince (Journal
// of Computational and Applied Mathematics 1980).
var dormandPrince = tableau{
	order: 5,
	c:     []float64{0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1},
	a: [][]float64{
		nil,
		{1. / 5},
		{3. / 40, 9. / 40},
		{44. / 45, -56. / 15, 32. / 9},
		{19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
		{9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
	},
	b:    []float64{35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84},
	diff: []float64{71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40},
}
