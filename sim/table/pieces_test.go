package table

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

// TestReadingIsInPieces: a file of any kind is read as it is at once, and while it is read others
// may work after every few thousand lines or numbers: the number of pieces grows as the file does.
func TestReadingIsInPieces(t *testing.T) {
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, math.Sin(float64(i)), float64(i%97)/7)
		}
		return b.String()
	}
	npy := func(n, cols int) []byte {
		header := fmt.Sprintf("{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }", n, cols)
		header += strings.Repeat(" ", 118-len(header)-1) + "\n"
		b := append([]byte(npyMagic+"\x01\x00"), byte(len(header)), 0)
		b = append(b, header...)
		for i := range n * cols {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(float64(i*i%251)))
		}
		return b
	}
	read := func(data []byte, o Options) (any, error) { return Read(data, o) }
	pictures := func(data []byte, o Options) (any, error) { return ReadPictures(data, o) }
	for name, c := range map[string]struct {
		data func(n int) []byte
		read func(data []byte, o Options) (any, error)
	}{
		"commas": {func(n int) []byte { return []byte("x,y\n" + lines(n, "%.4f,%.3f\n")) }, read},
		"quotes": {func(n int) []byte { return []byte("\"x\",\"y\"\n" + lines(n, "\"%.4f\",\"%.3f\"\n")) }, read},
		"blanks": {func(n int) []byte { return []byte(lines(n, "  %.4f   %.3f\n")) }, read},
		"comma":  {func(n int) []byte { return []byte(strings.ReplaceAll(lines(n, "%.4f;%.3f\n"), ".", ",")) }, read},
		"pairs":  {func(n int) []byte { return []byte("[" + strings.TrimSuffix(lines(n, "[%.4f,%.3f],"), ",") + "]") }, read},
		"objects": {func(n int) []byte {
			return []byte("[" + strings.TrimSuffix(lines(n, `{"x":%.4f,"y":%.3f},`), ",") + "]")
		}, read},
		"array":    {func(n int) []byte { return npy(n, 2) }, read},
		"pictures": {func(n int) []byte { return npy(n/16, 16) }, pictures},
		"rows":     {func(n int) []byte { return []byte(strings.Repeat(strings.Repeat("0,9,", 7)+"3,5\n", n/16)) }, pictures},
		"sheet": {func(n int) []byte { return make([]byte, 0, n) }, func(data []byte, o Options) (any, error) {
			grey := make([]byte, 64*(cap(data)/64/8*8))
			for i := range grey {
				if i%8 > 2 && i/64%8 > 1 {
					grey[i] = byte(i * i % 251)
				}
			}
			return ReadSheet(grey, 64, len(grey)/64, o)
		}},
	} {
		calls := func(n int) (calls int) {
			data := c.data(n)
			whole, err := c.read(data, Options{Name: "a"})
			parts, err2 := c.read(data, Options{Name: "a", Yield: func() { calls++ }})
			if err != nil || err2 != nil {
				t.Fatal(name, err, err2)
			}
			if a, b := fmt.Sprint(whole), fmt.Sprint(parts); a != b || !reflect.DeepEqual(fmt.Sprintf("%+v", whole), fmt.Sprintf("%+v", parts)) {
				t.Errorf("%s: in pieces it is another table", name)
			}
			return calls
		}
		const some, all = 1 << 13, 1 << 15
		few, many := calls(some), calls(all)
		if more := many - few; more < (all-some)/mostAtOnce {
			t.Errorf("%s: %d pieces of %d numbers, %d of %d", name, few, some, many, all)
		}
	}
}
