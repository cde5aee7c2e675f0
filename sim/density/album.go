package density

import (
	"cmp"
	"math"
	"slices"

	"github.com/scorefield/scorefield/sim"
)

// An Album is a finite set of pictures, such as a person's own: draws are some of them,
// each as often as any other. Like [Glyphs] it is no [sim.Density]. It does not change once
// it is made, and may be drawn from concurrently.
type Album struct {
	Side   int     // of a picture, in pixels
	Pixels []uint8 // N×Side×Side, each picture row by row from the top left; 0 is paper, 255 ink
	Labels []uint8 // N; nil where the pictures have none
}

// The random numbers of a draw.
const drawnPicture = 0

// N is how many pictures there are.
func (a *Album) N() int { return len(a.Pixels) / (a.Side * a.Side) }

// Dim is Side².
func (a *Album) Dim() int { return a.Side * a.Side }

// pixel is the value of a pixel, from −1, paper, to 1, ink.
func pixel(v uint8) float32 { return float32(float64(int(v)*2-255) / 255) }

// RandLabelled fills dst with the pictures number first, first+1, … of the stream key, points
// of R^Dim with coordinates from −1, paper, to 1, ink, and labels with theirs: 0 of pictures
// that have none. It panics if there are no pictures.
func (a *Album) RandLabelled(dst sim.Batch, labels []uint8, key sim.Key, first int) {
	checkDim(dst, a.Dim())
	if len(labels) != dst.N || a.N() == 0 {
		panic(badShape)
	}
	from := make([]int, dst.N)
	picks(from, a.N(), key.Sub(drawnPicture), first)
	for i, k := range from {
		if a.Put(dst, i, k); a.Labels != nil {
			labels[i] = a.Labels[k]
		} else {
			labels[i] = 0
		}
	}
}

// heldOut is the key of the order in which pictures are held out.
const heldOut sim.Key = 0x68656c64

// Split divides the pictures into one of so many parts, which is held out, and the others: at
// random, but always alike.
func (a *Album) Split(parts int) (kept, out *Album) {
	order := make([]int, a.N())
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, k int) int { return cmp.Compare(heldOut.Sub(uint64(i)), heldOut.Sub(uint64(k))) })
	n := len(order) / parts
	return a.some(order[n:]), a.some(order[:n])
}

// some are the pictures at some places.
func (a *Album) some(places []int) *Album {
	s, d := &Album{Side: a.Side}, a.Dim()
	for _, k := range places {
		s.Pixels = append(s.Pixels, a.Pixels[k*d:(k+1)*d]...)
		if a.Labels != nil {
			s.Labels = append(s.Labels, a.Labels[k])
		}
	}
	return s
}

// InTurn is RandLabelled with picture i mod N as draw i: as many as there are, or a multiple, are
// each of them as often.
func (a *Album) InTurn(dst sim.Batch, labels []uint8, _ sim.Key, first int) {
	checkDim(dst, a.Dim())
	if len(labels) != dst.N || a.N() == 0 {
		panic(badShape)
	}
	for i := range dst.N {
		k := (first + i) % a.N()
		labels[i] = 0
		if a.Put(dst, i, k); a.Labels != nil {
			labels[i] = a.Labels[k]
		}
	}
}

// Put stores picture k as point i of dst, as RandLabelled has it.
func (a *Album) Put(dst sim.Batch, i, k int) {
	d := a.Dim()
	for j, v := range a.Pixels[k*d : (k+1)*d] {
		dst.Data[j*dst.N+i] = pixel(v)
	}
}

// Points are the pictures at some places, as RandLabelled has them: D×len(places).
func (a *Album) Points(places []int) sim.Batch {
	x := sim.NewBatch(a.Dim(), len(places))
	for i, k := range places {
		a.Put(x, i, k)
	}
	return x
}

// Resize are the pictures at side × side pixels, each the mean over the area that it covers,
// rounded. It panics unless side is positive.
func (a *Album) Resize(side int) *Album {
	if side < 1 {
		panic(badShape)
	}
	if side == a.Side {
		return a
	}
	out := &Album{Side: side, Pixels: make([]uint8, a.N()*side*side), Labels: a.Labels}
	across := overlaps(a.Side, side)
	rows := make([]float64, side*a.Side) // a picture that has been averaged over rows alone
	for n := range a.N() {
		from, to := a.Pixels[n*a.Dim():(n+1)*a.Dim()], out.Pixels[n*out.Dim():(n+1)*out.Dim()]
		for r, over := range across {
			row := rows[r*a.Side : (r+1)*a.Side]
			clear(row)
			for _, y := range over {
				for c, v := range from[y.at*a.Side : (y.at+1)*a.Side] {
					row[c] += float64(y.part * float64(v))
				}
			}
			for c, over := range across {
				sum := 0.0
				for _, x := range over {
					sum += float64(x.part * row[x.at])
				}
				to[r*side+c] = uint8(min(sum+0.5, 255))
			}
		}
	}
	return out
}

// overlap is a pixel and the part that it has of a new one.
type overlap struct {
	at   int
	part float64
}

// overlaps are, for each of to new pixels in the place of from, those that it covers.
func overlaps(from, to int) [][]overlap {
	all := make([][]overlap, to)
	for k := range all {
		lo, hi := float64(k*from)/float64(to), float64((k+1)*from)/float64(to)
		for at := int(lo); at < from && float64(at) < hi; at++ {
			if part := (min(hi, float64(at+1)) - max(lo, float64(at))) / (hi - lo); part > 0 {
				all[k] = append(all[k], overlap{at, part})
			}
		}
	}
	return all
}

// Deviation is the standard deviation of a pixel, over all places: the root of the mean
// variance of a coordinate. It is exact, whatever the order of the pictures.
func (a *Album) Deviation() float64 {
	n, d := a.N(), a.Dim()
	sums, squares := make([]int, d), make([]int, d)
	for k, v := range a.Pixels {
		sums[k%d] += int(v)
		squares[k%d] += int(v) * int(v)
	}
	total := 0.0
	for j := range d { // of n·v: n²·variance = n Σv² − (Σv)²
		total += float64(n*squares[j]-sums[j]*sums[j]) / float64(n) / float64(n)
	}
	return math.Sqrt(total/float64(d)) * 2 / 255
}

// Sound reports whether the numbers go together.
func (a *Album) Sound() bool {
	return a.Side > 0 && a.Side <= MaxGlyphSide && len(a.Pixels) > 0 && len(a.Pixels)%(a.Side*a.Side) == 0 &&
		(a.Labels == nil || len(a.Labels) == a.N())
}
