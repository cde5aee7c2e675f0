package piece_test

import (
	"testing"

	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/score"
)

// TestPiecesOfNetworksAreWholePanels: a network takes sixteen points at a time, and as long for
// fewer, so that pieces of any other size would cost more than all at once: 64 pictures of 16×16
// that were evaluated 24 at a time took five panels in the place of four.
func TestPiecesOfNetworksAreWholePanels(t *testing.T) {
	for _, dim := range []int{2, 64, 144, 256} {
		for _, units := range []int{16, 64, 256, 512} {
			net := score.NewNet(score.Config{Dim: dim, Hidden: []int{units, units, units}, Conditional: true, Classes: 10}, 1)
			for times := 1; times <= 3; times++ {
				n := piece.Times(net, times)
				if n < 1 || n%16 != 0 || n > 16 && n*times*len(net.Params()) > piece.Work {
					t.Errorf("%d pixels, %d units, %d times: %d points", dim, units, times, n)
				}
			}
			if piece.Of(net) != piece.Times(net, 1) || piece.Times(net, 1) < piece.Times(net, 2) {
				t.Errorf("%d pixels, %d units: %d and %d points", dim, units, piece.Of(net), piece.Times(net, 2))
			}
		}
	}
}
