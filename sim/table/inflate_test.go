package table

import (
	"bytes"
	"compress/flate"
	stdcrc32 "hash/crc32"
	"math/rand/v2"
	"testing"
)

// TestInflateIsThatOfTheLibrary: what package compress/flate packs at any level comes back, of
// bytes of every kind; of what is cut off or changed the result is what the library has, or false.
func TestInflateIsThatOfTheLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kinds := map[string]func(i int) byte{
		"zeros":   func(int) byte { return 0 },
		"random":  func(int) byte { return byte(r.Uint32()) },
		"few":     func(int) byte { return "ab,\n0123"[r.IntN(8)] },
		"repeats": func(i int) byte { return byte(i * i / 97) },
		"skewed":  func(int) byte { return byte(1 << r.IntN(8) * r.IntN(2)) },
	}
	for name, byteAt := range kinds {
		for _, n := range []int{0, 1, 2, 257, 258, 259, 1000, 70_000, 300_000} {
			data := make([]byte, n)
			for i := range data {
				data[i] = byteAt(i)
			}
			if got := crc32(data, func() {}); got != stdcrc32.ChecksumIEEE(data) {
				t.Errorf("%s, %d bytes: the check is %x", name, n, got)
			}
			for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, flate.BestSpeed, flate.DefaultCompression, flate.BestCompression} {
				var packed bytes.Buffer
				w, _ := flate.NewWriter(&packed, level)
				w.Write(data)
				w.Close()
				f := inflater{in: packed.Bytes(), pause: func() {}}
				if got, ok := f.into(make([]byte, 0, n)); !ok || !bytes.Equal(got, data) {
					t.Fatalf("%s, %d bytes, level %d: %v, %d bytes", name, n, level, ok, len(got))
				}
				if n == 0 || n > 1000 {
					continue
				}
				f = inflater{in: packed.Bytes(), pause: func() {}}
				if got, ok := f.into(make([]byte, 0, n-1)); ok || !bytes.HasPrefix(data, got) {
					t.Errorf("%s, %d bytes, level %d: more than there is room for", name, n, level)
				}
				for range 300 {
					mutant := bytes.Clone(packed.Bytes())
					mutant[r.IntN(len(mutant))] ^= 1 << r.IntN(8)
					mutant = mutant[:r.IntN(len(mutant)+1)]
					want := make([]byte, n+1)
					from := flate.NewReader(bytes.NewReader(mutant))
					m := 0
					var err error
					for m < len(want) && err == nil {
						var k int
						k, err = from.Read(want[m:])
						m += k
					}
					f := inflater{in: mutant, pause: func() {}}
					got, ok := f.into(make([]byte, 0, n))
					if whole := err != nil && err.Error() == "EOF" && m <= n; ok && whole && !bytes.Equal(got, want[:m]) || whole && !ok {
						t.Fatalf("%s, %d bytes, level %d: got %d bytes, %v, the library has %d, %v", name, n, level, len(got), ok, m, err)
					}
				}
			}
		}
	}
}
