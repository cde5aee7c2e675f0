// Command judge lets programs in other languages learn digits as bench.Digits says: they get
// pictures from its output, and for weights that they write to its input what became of them. All
// numbers are float32, little-endian.
//
//	first      16,384 pictures of 64 pixels, one after the other
//	for        the network's weights: for each layer W (out×in), then b
//	comes      the Fréchet distance of 500 samples, and 64 × 64 numbers: the network's scores
//	           of the first 64 pictures at σ = 0.5, one picture after the other
package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/wasm/bench"
)

const pictures = 1 << 14

func main() {
	if err := judge(os.Stdin, os.Stdout, bench.NewDigits(), pictures); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

// judge hands out n pictures and answers until the input ends.
func judge(r io.Reader, w io.Writer, q *bench.Digits, n int) error {
	in, out := bufio.NewReader(r), bufio.NewWriter(w)
	weights := make([]float32, q.Weights())
	for answer := points(q.Draws(n, 0)); ; {
		if err := errors.Join(binary.Write(out, binary.LittleEndian, answer), out.Flush()); err != nil {
			return err
		}
		switch err := binary.Read(in, binary.LittleEndian, weights); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		answer = append([]float32{float32(q.Distance(weights))}, points(q.Scores(weights))...)
	}
}

// points are those of b, one after the other.
func points(b sim.Batch) []float32 {
	all := make([]float32, 0, len(b.Data))
	for i := range b.N {
		for j := range b.D {
			all = append(all, b.At(j, i))
		}
	}
	return all
}
