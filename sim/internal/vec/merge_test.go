package vec

import (
	"slices"
	"testing"
)

// TestMerge holds the unrolled loop to the plain one at every length and place,
// with sums that are full and others that are not, and Encode to it.
func TestMerge(t *testing.T) {
	a, b := make([]uint16, 170), make([]uint16, 170)
	for i := range a {
		a[i], b[i] = uint16(i*40503), uint16(i*52711+9)
	}
	for from := range 9 {
		for n := range len(a) - from {
			bytes := make([]byte, 2*n)
			Encode(bytes, b[from:from+n])
			got, want := slices.Clone(a), slices.Clone(a)
			AddEncoded(got[from:from+n], bytes)
			addEncodedPlain(want[from:from+n], bytes)
			sum := slices.Clone(a)
			AddSaturating(sum[from:from+n], b[from:from+n])
			if !slices.Equal(got, want) || !slices.Equal(sum, want) {
				t.Fatalf("%d sums from %d on differ", n, from)
			}
			for i := range n {
				if sum := int(a[from+i]) + int(b[from+i]); int(got[from+i]) != min(sum, 65535) {
					t.Fatalf("%d + %d = %d", a[from+i], b[from+i], got[from+i])
				}
			}
		}
	}
	for _, f := range []func(){func() { Encode(make([]byte, 3), a[:2]) }, func() { AddEncoded(a[:2], make([]byte, 3)) }, func() { AddSaturating(a[:2], b[:3]) }} {
		func() {
			defer func() {
				if recover() != badLength {
					t.Error("lengths differ")
				}
			}()
			f()
		}()
	}
}
