package density

import (
	"math"
	"testing"
)

// distance is the total variation ½∫|p − q| between the toy called name and
// the density q, by the midpoint rule.
func distance(t *testing.T, name string, q func(x, y float64) float64) float64 {
	t.Helper()
	d, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	g := under(name, d).integrate(0, 1)
	sum := 0.0
	for i, p := range g.p {
		sum += math.Abs(p-q(float64(g.x.At(0, i)), float64(g.x.At(1, i)))) * g.volume / 2
	}
	return sum
}

func bell(x, s float64) float64 { return math.Exp(-x*x/(2*s*s)) / (s * math.Sqrt(2*math.Pi)) }

// TestWarpedToysAreCloseToTheirNamesakes: the fine mixtures are defined to be
// the toys; here is how far they are from the densities whose names they bear.
// The bounds are what was measured, rounded up.
func TestWarpedToysAreCloseToTheirNamesakes(t *testing.T) {
	if testing.Short() {
		t.Skip("the quadratures take a second")
	}
	banana := func(x, y float64) float64 { return bell(x, 2.2) * bell(y-0.3*(x*x-2.2*2.2)+1, 0.6) }
	funnel := func(x, y float64) float64 { return bell(y, 2) * bell(x, math.Exp(y/3)) }
	// (r, a) are the distance outwards and across before the turn, which keeps area.
	pinwheel := func(x, y float64) (p float64) {
		x, y = x/3.5, y/3.5
		// The turn depends on r; near an arm r is the distance to the centre but
		// for a²/2r, and a is r times the angle.
		r := math.Hypot(x, y)
		for k := range 5 {
			angle := math.Remainder(math.Atan2(y, x)-2*math.Pi*float64(k)/5-math.Exp(r)/4, 2*math.Pi)
			p += bell(r-1, 0.3) * bell(r*angle, 0.05) / 5 / (3.5 * 3.5)
		}
		return p
	}
	for _, c := range []struct {
		name string
		q    func(x, y float64) float64
		most float64
	}{{"banana", banana, 0.002}, {"funnel", funnel, 0.014}, {"pinwheel", pinwheel, 0.09}} {
		d := distance(t, c.name, c.q)
		t.Logf("%s: %v", c.name, d)
		if d > c.most {
			t.Errorf("%s: the total variation is %v, at most %v was expected", c.name, d, c.most)
		}
	}
}

// TestAlongIsTheGaussian: what along promises of its nodes.
func TestAlongIsTheGaussian(t *testing.T) {
	const mu, s, tau = 1, 2, 0.4
	for x := mu - 3.0*s; x <= mu+3*s; x += 0.01 {
		p, sum := 0.0, 0.0
		along(mu, s, tau, func(v, w float64) {
			p += w * bell(x-v, tau)
			sum += w
		})
		// 3.1e-4 of ripple, and 6e-5 of the mass cut off four deviations out,
		// which shows at three.
		if want := bell(x-mu, s); math.Abs(p/sum/want-1) > 5e-4 && math.Abs(x-mu) < 2*s {
			t.Fatalf("p(%v) = %v, want %v", x, p/sum, want)
		}
	}
}
