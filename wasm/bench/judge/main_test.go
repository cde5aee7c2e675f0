package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"testing"

	"github.com/scorefield/scorefield/wasm/bench"
)

// TestJudge: who writes weights hears of what they make, one answer for each, and which pictures
// there are; scores are those of these weights, and weights that are no numbers are infinitely far.
// An input that breaks off is said.
func TestJudge(t *testing.T) {
	const n = 70
	q := bench.NewDigits()
	q.Samples = 16
	first := slices.Clone(q.Trainer(1).Model.Params())
	second := slices.Clone(first)
	for i := range second {
		second[i] = float32(math.NaN())
	}
	var in, out bytes.Buffer
	for _, w := range [][]float32{first, second} {
		if err := binary.Write(&in, binary.LittleEndian, w); err != nil {
			t.Fatal(err)
		}
	}
	if err := judge(&in, &out, q, n); err != nil {
		t.Fatal(err)
	}
	const scored = bench.CheckedPictures * 64
	got := make([]float32, n*64+2*(1+scored))
	if err := binary.Read(&out, binary.LittleEndian, got); err != nil || out.Len() > 0 {
		t.Fatalf("%v, and %d bytes more", err, out.Len())
	}
	pictures, answers := got[:n*64], got[n*64:]
	x, s := q.Draws(n, 0), q.Scores(first)
	for i := range n {
		for j := range 64 {
			if pictures[64*i+j] != x.At(j, i) || i < s.N && answers[1+64*i+j] != s.At(j, i) {
				t.Fatalf("picture %d, pixel %d: %g and %g", i, j, pictures[64*i+j], answers[1+64*i+j])
			}
		}
	}
	if d := float64(answers[0]); !(d > 10*bench.Alike) || float32(q.Distance(first)) != answers[0] {
		t.Errorf("weights at random make digits at %g", d)
	}
	if d := float64(answers[1+scored]); !math.IsInf(d, 1) {
		t.Errorf("weights that are no numbers make digits at %g", d)
	}
	if err := judge(bytes.NewReader(make([]byte, 10)), io.Discard, q, 1); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("an input that breaks off: %v", err)
	}
}
