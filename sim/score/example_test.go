package score_test

import (
	"fmt"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/score"
)

// Weights go to a file and come back with every bit.
func ExampleSafetensors() {
	net := score.NewNet(score.Config{Hidden: []int{8}}, sim.NewKey(1))
	back, err := score.ReadSafetensors(score.Safetensors(net))
	fmt.Println(err, len(back.Params()), back.Params()[0] == net.Params()[0])

	_, err = score.ReadJSON([]byte(`{"format":"scorefield","version":3}`))
	fmt.Println(err)
	// Output:
	// <nil> 42 true
	// score: version: 3; allowed: 1
}
