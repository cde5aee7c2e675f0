package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// TestGzippedComesBack: what is packed is unpacked to the same bytes, and takes less than the standard
// library needs, at every length around those where codes, cells, windows and stretches end.
func TestGzippedComesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := func(n, values int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.IntN(values))
		}
		return b
	}
	// copied is noise in which runs come again, near and far.
	copied := func(n int) []byte {
		b := noise(min(n, 40), 256)
		for len(b) < n {
			back, length := 1+r.IntN(min(len(b), 2*window)), 1+r.IntN(300)
			for range length {
				b = append(b, b[len(b)-back])
			}
			b = append(b, noise(r.IntN(4), 256)...)
		}
		return b[:n]
	}
	source, err := os.ReadFile("deflate.go")
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string][]byte{"nothing": nil, "source": source, "zeros": make([]byte, 100_000), "noise": noise(100_000, 256), "few values": noise(100_000, 3),
		"every byte": noise(300, 256), "a word": []byte(strings.Repeat("scorefield ", 10_000)), "stretches": append(noise(stretch-200, 256), copied(cell)...), "Fibonacci": fibonacci()}
	for _, n := range []int{1, 2, 3, 4, 5, 257, 258, 259, 260, 516, cell - 1, cell, cell + 1, window - 1, window, window + 1, window + 300} {
		cases[fmt.Sprint("copied ", n)] = copied(n)
		if n < cell {
			cases[fmt.Sprint("one value ", n)] = bytes.Repeat([]byte{7}, n)
		}
	}
	for name, data := range cases {
		packed := gzipped(data)
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if back, err := io.ReadAll(z); err != nil || !bytes.Equal(back, data) {
			t.Errorf("%s: %d bytes become %d, %v", name, len(data), len(back), err)
		}
		var plain bytes.Buffer
		w, _ := gzip.NewWriterLevel(&plain, gzip.BestCompression)
		w.Write(data)
		w.Close()
		if limit := plain.Len() + 40 + len(data)/1000; len(packed) > limit { // 40: codes of a block, where the library takes those that RFC 1951 gives
			t.Errorf("%s: %d bytes, the library's %d", name, len(packed), plain.Len())
		}
	}
	if text := cases["source"]; true {
		var plain bytes.Buffer
		w, _ := gzip.NewWriterLevel(&plain, gzip.BestCompression)
		w.Write(text)
		w.Close()
		if n := len(gzipped(text)); float64(n) > 0.985*float64(plain.Len()) {
			t.Errorf("a source takes %d bytes, the library's %d: nothing is chosen", n, plain.Len())
		}
	}
}

// fibonacci is text in which the bytes are used as often as the numbers of Fibonacci say: the best code for it
// has lengths up to the number of its bytes, more than a code may have.
func fibonacci() []byte {
	var b []byte
	for i, p, q := 0, 1, 1; i < 24; i, p, q = i+1, q, p+q {
		b = append(b, bytes.Repeat([]byte{byte(i)}, p)...)
	}
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(b), func(i, j int) { b[i], b[j] = b[j], b[i] })
	return b
}
