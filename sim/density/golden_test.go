package density

import (
	"hash/fnv"
	"math"
	"testing"

	"github.com/scorefield/scorefield/sim"
)

// goldens are FNV-1a hashes of the bits of 1,000 draws of each toy and of their
// scores at σ = 0.5. Every platform, SIMD or not, must reach the same; a
// change of a toy or of a kernel's rounding changes them on purpose and says so
// in its commit.
var goldens = map[string][2]uint64{
	"toy":             {0x4e3c9c5e411049d, 0x64b29a9a045823fe},
	"three-modes":     {0x75f7fe37acf77d29, 0xd4785f722a0099a3},
	"eight-gaussians": {0x1c2973ee5283ec02, 0xa63494a6ddc163e9},
	"grid":            {0x926e6db1445c43f8, 0x5a7e4d1cc7824e99},
	"gaussian":        {0x1e7de2750f67926c, 0x81a1e5e79b337776},
	"square":          {0xa725d6447b2eca97, 0x8ffd41d7959dc8f8},
	"checkerboard":    {0xe1c1904efdd7cc56, 0x836a2a06072e3554},
	"ring":            {0xd5493b0b5fc93c81, 0xabe9f8d1be08b55},
	"rings":           {0xccb864af3c16c5c2, 0xec0991f9beca2f08},
	"two-moons":       {0xcf90df92de1d2b9e, 0x295874d6370a6211},
	"pinwheel":        {0xad025782ee7e423e, 0x391fbf6c84060ca2},
	"swiss-roll":      {0x5772671ad32a8f4e, 0x3cc90f7cb1b8364f},
	"spirals":         {0x349d3682cd945757, 0xa00d50a567d87d9e},
	"banana":          {0x798c099d4137b85c, 0x498b5ec8703793a4},
	"funnel":          {0xba7df32e840d3652, 0x31fed31523c460e9},
	"squiggle":        {0x53b91bf388ac094a, 0xd49233de3b92c678},
	"smiley":          {0x1d62ab89f8dd8f76, 0x5e8825bad87ff352},
	"heart":           {0x9ab4ab5bc9be0d3c, 0x5a3bd4f883a8d8c4},
	"truncated":       {0xd042f78ffd20fa38, 0xd814b2a21614b037},
}

func TestGoldenBits(t *testing.T) {
	for _, name := range Names() {
		d, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		x, s := sim.NewBatch(2, 1000), sim.NewBatch(2, 1000)
		d.Rand(x, sim.NewKey(42), 7)
		d.Score(s, x, 0.5)
		if got := [2]uint64{bits(x.Data), bits(s.Data)}; got != goldens[name] {
			t.Errorf("%q: {%#x, %#x},", name, got[0], got[1])
		}
	}
}

func bits(x []float32) uint64 {
	h := fnv.New64a()
	for _, v := range x {
		b := math.Float32bits(v)
		h.Write([]byte{byte(b), byte(b >> 8), byte(b >> 16), byte(b >> 24)})
	}
	return h.Sum64()
}
