package table

import "math/bits"

// inflater unpacks deflated bytes (RFC 1951). Package compress/flate would add 25 kB to the page's
// program, ten times this.
type inflater struct {
	in      []byte
	hold    uint64 // bits of in that are not used yet, the next one lowest
	n       int    // how many
	literal huffman
	offset  huffman
	pause   func()
}

// huffman is a canonical prefix code: the value and the length of the code with which these bits
// begin, where it is short, and else what its length tells.
type huffman struct {
	quick   [1 << quickBits]uint16 // value<<4 | length; 0 of longer codes
	count   [16]int                // codes of each length
	symbols []uint16               // in the order of the codes
}

const (
	quickBits = 9
	noSymbol  = 1 << 15
)

// set makes the code whose values have these lengths; it is false of what is no such code.
func (h *huffman) set(lengths []uint8) bool {
	*h = huffman{symbols: h.symbols[:0]}
	for _, l := range lengths {
		h.count[l]++
	}
	h.count[0] = 0
	var next, first [16]int // code and place of each length
	code, at, left := 0, 0, 1
	for l := 1; l < 16; l++ {
		code = (code + h.count[l-1]) << 1
		next[l], first[l] = code, at
		at += h.count[l]
		if left = left<<1 - h.count[l]; left < 0 {
			return false
		}
	}
	h.symbols = append(h.symbols, make([]uint16, at)...)
	for v, l := range lengths {
		if l == 0 {
			continue
		}
		c := next[l]
		next[l]++
		h.symbols[first[l]] = uint16(v)
		first[l]++
		if l <= quickBits {
			for k := int(bits.Reverse16(uint16(c)) >> (16 - l)); k < len(h.quick); k += 1 << l {
				h.quick[k] = uint16(v)<<4 | uint16(l)
			}
		}
	}
	return true
}

// need brings n bits, at most 32; it is false at the end.
func (f *inflater) need(n int) bool {
	for f.n < n && len(f.in) > 0 {
		f.hold |= uint64(f.in[0]) << f.n
		f.in = f.in[1:]
		f.n += 8
	}
	return f.n >= n
}

// take are the next n bits; 0 at the end, which the next symbol finds.
func (f *inflater) take(n int) int {
	f.need(n)
	v := int(f.hold & (1<<n - 1))
	f.hold >>= n
	f.n = max(0, f.n-n)
	return v
}

// symbol is the next value of a code, noSymbol where there is none.
func (f *inflater) symbol(h *huffman) int {
	f.need(15)
	if q := h.quick[f.hold&(1<<quickBits-1)]; q != 0 && int(q&15) <= f.n {
		f.hold >>= q & 15
		f.n -= int(q & 15)
		return int(q >> 4)
	}
	code, first, at := 0, 0, 0
	for l := 1; l < 16 && l <= f.n; l++ {
		code |= int(f.hold>>(l-1)) & 1
		if n := h.count[l]; code-first < n {
			f.hold >>= l
			f.n -= l
			return int(h.symbols[at+code-first])
		}
		at += h.count[l]
		first = (first + h.count[l]) << 1
		code <<= 1
	}
	return noSymbol
}

// The least lengths and offsets of the symbols for them, and how many bits follow (3.2.5).
var (
	lengthFrom = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthBits = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	offsetFrom = [30]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
	codeOrder  = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
)

// into appends what is unpacked to out, up to its capacity; it is false of what is damaged, or longer.
func (f *inflater) into(out []byte) ([]byte, bool) {
	for last := 0; last == 0; {
		if !f.need(3) {
			return out, false
		}
		last = f.take(1)
		ok := false
		switch f.take(2) {
		case 0:
			out, ok = f.stored(out)
		case 1:
			var lengths [288 + 30]uint8
			for v := range lengths {
				switch {
				case v < 144 || v >= 280 && v < 288:
					lengths[v] = 8
				case v < 256:
					lengths[v] = 9
				case v < 280:
					lengths[v] = 7
				default:
					lengths[v] = 5
				}
			}
			f.literal.set(lengths[:288])
			f.offset.set(lengths[288:])
			out, ok = f.block(out)
		case 2:
			if f.codes() {
				out, ok = f.block(out)
			}
		}
		if !ok {
			return out, false
		}
	}
	return out, true
}

// stored copies a block that is not packed.
func (f *inflater) stored(out []byte) ([]byte, bool) {
	f.take(f.n % 8)
	n := f.take(16)
	if f.take(16) != n^0xffff {
		return out, false
	}
	for ; n > 0; n-- {
		if len(out) == cap(out) || !f.need(8) {
			return out, false
		}
		out = append(out, byte(f.take(8)))
	}
	f.pause()
	return out, true
}

// codes reads the codes of a block.
func (f *inflater) codes() bool {
	literals, offsets, n := 257+f.take(5), 1+f.take(5), 4+f.take(4)
	var lengths [320]uint8
	for _, v := range codeOrder[:n] {
		lengths[v] = uint8(f.take(3))
	}
	var code huffman
	if !code.set(lengths[:19]) {
		return false
	}
	clear(lengths[:19])
	for i := 0; i < literals+offsets; {
		v := f.symbol(&code)
		var again uint8
		times := 1
		switch {
		case v < 16:
			again = uint8(v)
		case v == 16 && i > 0:
			again, times = lengths[i-1], 3+f.take(2)
		case v == 17:
			times = 3 + f.take(3)
		case v == 18:
			times = 11 + f.take(7)
		default:
			return false
		}
		if i+times > literals+offsets {
			return false
		}
		for ; times > 0; times-- {
			lengths[i] = again
			i++
		}
	}
	return f.literal.set(lengths[:literals]) && f.offset.set(lengths[literals:literals+offsets])
}

// block unpacks what follows the codes.
func (f *inflater) block(out []byte) ([]byte, bool) {
	for n := 1; ; n++ {
		if n%(1<<14) == 0 {
			f.pause()
		}
		v := f.symbol(&f.literal)
		switch {
		case v == 256:
			return out, true
		case v < 256:
			if len(out) == cap(out) {
				return out, false
			}
			out = append(out, byte(v))
			continue
		case v >= 257+len(lengthFrom):
			return out, false
		}
		length := int(lengthFrom[v-257]) + f.take(int(lengthBits[v-257]))
		v = f.symbol(&f.offset)
		if v >= len(offsetFrom) {
			return out, false
		}
		back := int(offsetFrom[v]) + f.take(max(0, v/2-1))
		if back > len(out) || length > cap(out)-len(out) {
			return out, false
		}
		for from := len(out) - back; length > 0; length-- {
			out = append(out, out[from])
			from++
		}
	}
}

// crc32 is the check of a zip archive's files (IEEE 802.3).
func crc32(data []byte, pause func()) uint32 {
	var of [256]uint32
	for i := range of {
		c := uint32(i)
		for range 8 {
			c = c>>1 ^ 0xedb88320*(c&1)
		}
		of[i] = c
	}
	sum := ^uint32(0)
	for i, b := range data {
		if i%(1<<16) == 0 {
			pause()
		}
		sum = sum>>8 ^ of[byte(sum)^b]
	}
	return ^sum
}
