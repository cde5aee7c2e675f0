package main

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"
)

// gzipped packs data as RFC 1952 has it, the same bytes for the same data: there is no name or time in the
// header. The page’s program takes a 20th less than by compress/gzip at its best, and two to three times the time: of all ways to write data as
// literals and copies the cheapest is chosen, by what the codes of the last choice cost (RFC 1951).
func gzipped(data []byte) []byte {
	w := bitWriter{bytes: []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255}}
	f := newFinder(data)
	for at := 0; at == 0 || at < len(data); at += stretch {
		end := min(at+stretch, len(data))
		f.find(at, end)
		f.write(&w, at, end)
	}
	w.align()
	w.bytes = binary.LittleEndian.AppendUint32(w.bytes, crc32.ChecksumIEEE(data))
	return binary.LittleEndian.AppendUint32(w.bytes, uint32(len(data)))
}

const (
	stretch  = 1 << 20 // bytes for which copies are kept in mind at a time
	cell     = 1 << 13 // bytes: blocks end between cells
	window   = 1 << 15 // how far back a copy may be, and at least a byte more
	shortest = 3       // copy
	longest  = 258
	deepest  = 200 // strings that are compared with one
	parses   = 2   // of a stretch, and of a block, each by the costs of the one before

	endOfBlock = 256
	literals   = 286 // codes for bytes, the end and lengths of copies
	distances  = 30
	longCode   = 15 // bits
)

// code is a symbol for a range of values, and how many bits follow that say which.
type code struct{ symbol, base, extra int }

var (
	ofLength   [longest + 1]code
	ofDistance [2*256 + 1]code // of distance − 1 below 256, and 256 + (distance − 1)/128 above
)

func init() {
	fill := func(codes []code, first, direct, value int, until func(value int) bool, at func(value int) int) {
		for k := 0; until(value); k++ {
			c := code{first + k, value, max(k/direct-1, 0)}
			for end := value + 1<<c.extra; value < end && until(value); value++ {
				codes[at(value)] = c
			}
		}
	}
	fill(ofLength[:], endOfBlock+1, 4, shortest, func(v int) bool { return v < longest }, func(v int) int { return v })
	ofLength[longest] = code{literals - 1, longest, 0}
	fill(ofDistance[:], 0, 2, 1, func(v int) bool { return v <= window }, placeOfDistance)
}

func placeOfDistance(d int) int {
	if d <= 256 {
		return d - 1
	}
	return 256 + (d-1)>>7
}

// piece is a byte as it is, of length 1, or a copy.
type piece struct{ length, distance uint16 }

// finder finds copies and chooses among them.
type finder struct {
	data   []byte
	last3  []int32 // where a string of three bytes began last, by its hash
	root   []int32 // the same of four: the root of a tree of the strings before, ordered as words are, later ones above
	child  []int32 // two of every string within the window
	copies []piece // of all positions of a stretch, one after the other, each longer and farther than the one before
	from   []int32 // where those of a position begin; one more
	cost   []uint32
	choice []piece
}

func newFinder(data []byte) *finder {
	f := &finder{data: data, last3: make([]int32, 1<<15), root: make([]int32, 1<<16), child: make([]int32, 2*window),
		from: make([]int32, stretch+1), cost: make([]uint32, stretch+1), choice: make([]piece, stretch)}
	for _, s := range [][]int32{f.last3, f.root, f.child} {
		for i := range s {
			s[i] = -window
		}
	}
	return f
}

// find lists the copies that may begin at the positions from at to end − 1.
func (f *finder) find(at, end int) {
	f.copies = f.copies[:0]
	for pos := at; pos < end; pos++ {
		f.from[pos-at] = int32(len(f.copies))
		if len(f.data)-pos < 4 {
			continue
		}
		four := binary.LittleEndian.Uint32(f.data[pos:])
		h := (four << 8) * 0x9e3779b1 >> 17
		if d := pos - int(f.last3[h]); d < window && (binary.LittleEndian.Uint32(f.data[pos-d:])^four)<<8 == 0 {
			f.copies = append(f.copies, piece{shortest, uint16(d)})
		}
		f.last3[h] = int32(pos)
		f.descend(pos, int(four*0x9e3779b1>>16))
	}
	f.from[end-at] = int32(len(f.copies))
}

// descend goes down the tree of strings of a hash and makes the one at pos its root.
func (f *finder) descend(pos, hash int) {
	most := min(longest, len(f.data)-pos)
	other := int(f.root[hash])
	f.root[hash] = int32(pos)
	less, more := 2*(pos%window), 2*(pos%window)+1 // where what is less, and what is more, goes next
	sameLess, sameMore, best := 0, 0, shortest     // bytes that all below are known to share
	for depth := 0; pos-other < window && depth < deepest; depth++ {
		n := min(sameLess, sameMore)
		for n < most && f.data[other+n] == f.data[pos+n] {
			n++
		}
		if n > best {
			best = n
			f.copies = append(f.copies, piece{uint16(n), uint16(pos - other)})
		}
		at := 2 * (other % window)
		if n == most { // the new string takes the place of the other
			f.child[less], f.child[more] = f.child[at], f.child[at+1]
			return
		}
		if f.data[other+n] < f.data[pos+n] {
			f.child[less] = int32(other)
			less, sameLess = at+1, n
			other = int(f.child[less])
		} else {
			f.child[more] = int32(other)
			more, sameMore = at, n
			other = int(f.child[more])
		}
	}
	f.child[less], f.child[more] = -window, -window
}

// counts are how often symbols are used.
type counts struct {
	literal  [literals]uint32
	distance [distances]uint32
}

func (c *counts) add(o *counts) {
	for i, n := range o.literal {
		c.literal[i] += n
	}
	for i, n := range o.distance {
		c.distance[i] += n
	}
}

// bit is the unit of costs: that many to a bit.
const bit = 64

// prices are the costs of symbols by how often they are used, in the shares of a bit that a code of any length would need.
func prices(counts, into []uint32) {
	total := 0.0
	for _, n := range counts {
		total += max(float64(n), 0.3)
	}
	for i, n := range counts {
		into[i] = uint32(bit*math.Log2(total/max(float64(n), 0.3)) + 0.5)
	}
}

// bits is how many bits these symbols take about, with the codes that go before them.
func (c *counts) bits() float64 {
	const perCode = 5
	sum := 80.0
	for _, s := range [][]uint32{c.literal[:], c.distance[:]} {
		total := 0.0
		for _, n := range s {
			total += float64(n)
		}
		for _, n := range s {
			if n > 0 {
				sum += perCode + float64(n)*math.Log2(total/float64(n))
			}
		}
	}
	return sum
}

// parse chooses pieces for the bytes from a to b − 1, where at is the stretch's beginning, that are cheapest by these counts.
func (f *finder) parse(at, a, b int, by *counts) {
	var literal [literals]uint32
	var distance [distances]uint32
	var length [longest + 1]uint32
	prices(by.literal[:], literal[:])
	prices(by.distance[:], distance[:])
	for l := shortest; l <= longest; l++ {
		length[l] = literal[ofLength[l].symbol] + uint32(bit*ofLength[l].extra)
	}
	cost := f.cost[:b-a+1]
	cost[b-a] = 0
	for i := b - 1; i >= a; i-- {
		k := i - a
		best, choice := cost[k+1]+literal[f.data[i]], piece{length: 1}
		l := shortest
		for _, c := range f.copies[f.from[i-at]:f.from[i-at+1]] {
			far := ofDistance[placeOfDistance(int(c.distance))]
			d := distance[far.symbol] + uint32(bit*far.extra)
			for end := min(int(c.length), b-i); l <= end; l++ {
				if sum := cost[k+l] + length[l] + d; sum < best {
					best, choice = sum, piece{uint16(l), c.distance}
				}
			}
		}
		cost[k], f.choice[i-at] = best, choice
	}
}

// count counts the symbols of the pieces that begin from a to b − 1, and returns where the last ends.
func (f *finder) count(at, a, b int, c *counts) int {
	for a < b {
		p := f.choice[a-at]
		if p.length == 1 {
			c.literal[f.data[a]]++
		} else {
			c.literal[ofLength[p.length].symbol]++
			c.distance[ofDistance[placeOfDistance(int(p.distance))].symbol]++
		}
		a += int(p.length)
	}
	return a
}

// block is a run of bytes with codes of its own.
type block struct {
	from int
	counts
}

// write writes a stretch in blocks.
func (f *finder) write(w *bitWriter, at, end int) {
	guess := &counts{}
	for i := range guess.literal {
		guess.literal[i] = 2
	}
	for i := range guess.distance {
		guess.distance[i] = 1
	}
	for range parses {
		f.parse(at, at, end, guess)
		*guess = counts{}
		f.count(at, at, end, guess)
		guess.literal[endOfBlock]++
	}
	blocks := f.blocks(at, end)
	for i := range blocks {
		b, next := &blocks[i], end
		if i+1 < len(blocks) {
			next = blocks[i+1].from
		}
		for range parses {
			f.parse(at, b.from, next, &b.counts)
			b.counts = counts{}
			f.count(at, b.from, next, &b.counts)
			b.literal[endOfBlock] = 1
		}
		w.block(f, at, b, next, i+1 == len(blocks) && end == len(f.data))
	}
}

// blocks parts a stretch where that makes it shorter: cells are joined as long as this saves anything, those first that save most.
func (f *finder) blocks(at, end int) []block {
	var list []block
	for pos := at; pos < end || len(list) == 0; {
		b := block{from: pos}
		b.literal[endOfBlock] = 1
		pos = f.count(at, pos, min(pos-(pos-at)%cell+cell, end), &b.counts)
		list = append(list, b)
	}
	join := func(i int) (c counts) {
		c = list[i].counts
		c.add(&list[i+1].counts)
		c.literal[endOfBlock] = 1
		return c
	}
	saves := func(i int) float64 {
		c := join(i)
		return list[i].bits() + list[i+1].bits() - c.bits()
	}
	var saved []float64
	for i := range len(list) - 1 {
		saved = append(saved, saves(i))
	}
	for len(saved) > 0 {
		i := 0
		for k, s := range saved {
			if s > saved[i] {
				i = k
			}
		}
		if saved[i] <= 0 {
			break
		}
		list[i].counts = join(i)
		list, saved = slices.Delete(list, i+1, i+2), slices.Delete(saved, i, i+1)
		if i > 0 {
			saved[i-1] = saves(i - 1)
		}
		if i < len(saved) {
			saved[i] = saves(i)
		}
	}
	return list
}

// bitWriter writes bits, the first into the lowest place of a byte.
type bitWriter struct {
	bytes []byte
	held  uint64
	n     int
}

func (w *bitWriter) write(v uint64, n int) {
	w.held |= v << w.n
	for w.n += n; w.n >= 8; w.n -= 8 {
		w.bytes = append(w.bytes, byte(w.held))
		w.held >>= 8
	}
}

func (w *bitWriter) align() {
	if w.n > 0 {
		w.write(0, 8-w.n)
	}
}

// block writes a block with codes of its own.
func (w *bitWriter) block(f *finder, at int, b *block, end int, final bool) {
	literal, distance := newHuffman(b.literal[:], longCode), newHuffman(b.distance[:], longCode)
	if final {
		w.write(1, 1)
	} else {
		w.write(0, 1)
	}
	w.write(2, 2)
	w.codes(literal.lengths, distance.lengths)
	for pos := b.from; pos < end; {
		p := f.choice[pos-at]
		if p.length == 1 {
			literal.write(w, int(f.data[pos]))
		} else {
			l, d := ofLength[p.length], ofDistance[placeOfDistance(int(p.distance))]
			literal.write(w, l.symbol)
			w.write(uint64(int(p.length)-l.base), l.extra)
			distance.write(w, d.symbol)
			w.write(uint64(int(p.distance)-d.base), d.extra)
		}
		pos += int(p.length)
	}
	literal.write(w, endOfBlock)
}

// codes writes the lengths of both codes, in runs, by a code of their own.
func (w *bitWriter) codes(literal, distance []uint8) {
	trim := func(s []uint8, least int) []uint8 {
		for len(s) > least && s[len(s)-1] == 0 {
			s = s[:len(s)-1]
		}
		return s
	}
	literal, distance = trim(literal, endOfBlock+1), trim(distance, 1)
	all := slices.Concat(literal, distance)
	type run struct{ symbol, value, extra int }
	var runs []run
	used := make([]uint32, 19)
	add := func(r run) { runs, used[r.symbol] = append(runs, r), used[r.symbol]+1 }
	for i := 0; i < len(all); {
		v, n := all[i], 1
		for i+n < len(all) && all[i+n] == v {
			n++
		}
		i += n
		if v != 0 {
			add(run{symbol: int(v)})
			n--
		}
		for n >= 3 {
			switch {
			case v != 0:
				k := min(n, 6)
				add(run{16, k - 3, 2})
				n -= k
			case n <= 10:
				add(run{17, n - 3, 3})
				n = 0
			default:
				k := min(n, 138)
				add(run{18, k - 11, 7})
				n -= k
			}
		}
		for ; n > 0; n-- {
			add(run{symbol: int(v)})
		}
	}
	order := [19]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	h := newHuffman(used, 7)
	last := len(order)
	for last > 4 && h.lengths[order[last-1]] == 0 {
		last--
	}
	w.write(uint64(len(literal)-257), 5)
	w.write(uint64(len(distance)-1), 5)
	w.write(uint64(last-4), 4)
	for _, s := range order[:last] {
		w.write(uint64(h.lengths[s]), 3)
	}
	for _, r := range runs {
		h.write(w, r.symbol)
		w.write(uint64(r.value), r.extra)
	}
}

// huffman is a code for symbols.
type huffman struct {
	lengths []uint8
	bits    []uint16 // the first to be written in the lowest place
}

func (h *huffman) write(w *bitWriter, symbol int) {
	w.write(uint64(h.bits[symbol]), int(h.lengths[symbol]))
}

// newHuffman is the best code for symbols that are used so often in which none is longer than most bits: by packages of
// coins (Larmore and Hirschberg 1990). Two symbols have one at least, for a decoder wants a whole code.
func newHuffman(used []uint32, most int) *huffman {
	h := &huffman{make([]uint8, len(used)), make([]uint16, len(used))}
	type coin struct {
		worth   uint64
		symbols []int
	}
	var coins []coin
	for s, n := range used {
		if n > 0 {
			coins = append(coins, coin{uint64(n), []int{s}})
		}
	}
	for s := 0; len(coins) < 2; s++ {
		if used[s] == 0 {
			coins = append(coins, coin{0, []int{s}})
		}
	}
	byWorth := func(a, b coin) int { return int(int64(a.worth) - int64(b.worth)) }
	slices.SortStableFunc(coins, byWorth)
	row := coins
	for range most - 1 {
		next := slices.Clone(coins)
		for i := 0; i+1 < len(row); i += 2 {
			next = append(next, coin{row[i].worth + row[i+1].worth, slices.Concat(row[i].symbols, row[i+1].symbols)})
		}
		slices.SortStableFunc(next, byWorth)
		row = next
	}
	for _, c := range row[:2*len(coins)-2] {
		for _, s := range c.symbols {
			h.lengths[s]++
		}
	}
	value := uint16(0)
	for n := uint8(1); int(n) <= most; n++ {
		for s, l := range h.lengths {
			if l != n {
				continue
			}
			for k := range n { // the highest bit first
				h.bits[s] |= value >> k & 1 << (n - 1 - k)
			}
			value++
		}
		value <<= 1
	}
	return h
}
