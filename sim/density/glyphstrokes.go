package density

// A pen stroke goes through points x, y, x, y, …: straight from one to the next, or
// along a curve. A character fills 0 … 6 in x, to the right, and 0 … 10 in y, downwards.
type penStroke struct {
	curved bool
	points []float64
}

func straight(points ...float64) penStroke { return penStroke{points: points} }
func curved(points ...float64) penStroke   { return penStroke{curved: true, points: points} }

// A way to write a character is the strokes that it takes.
type way []penStroke

// written is a way as lines through many points, centred, the character's height 1.
type written [][][2]float64

// waysToWrite are the ways to write c, nil if it is neither a digit nor a capital letter.
func waysToWrite(c rune) []way {
	switch c {
	case '0':
		return []way{{curved(3, 0, 0.8, 1.5, 0, 5, 0.8, 8.5, 3, 10, 5.2, 8.5, 6, 5, 5.2, 1.5, 3, 0)}}
	case '1':
		flag := straight(1, 2.4, 3.4, 0, 3.4, 10)
		return []way{{flag}, {flag, straight(1.2, 10, 5.4, 10)}}
	case '2':
		return []way{{curved(0.3, 2.6, 1.2, 0.6, 3.2, 0, 5.2, 0.8, 5.7, 2.8, 4.6, 5.2, 2.4, 7.6, 0, 10), straight(0, 10, 6, 10)}}
	case '3':
		return []way{{curved(0.4, 1.4, 1.8, 0.2, 3.6, 0, 5.3, 1, 5.4, 3, 4.2, 4.5, 2.2, 4.9),
			curved(2.2, 4.9, 4.6, 5.3, 5.9, 7, 5.4, 9, 3.4, 10, 1.4, 9.7, 0.1, 8.4)}}
	case '4':
		return []way{{straight(4.3, 10, 4.3, 0, 0, 6.8, 6, 6.8)},
			{straight(1, 0, 0.3, 5.8, 6, 5.8), straight(4.6, 1.5, 4.6, 10)}}
	case '5':
		return []way{{straight(5.4, 0, 1, 0, 0.6, 4.4), curved(0.6, 4.4, 2.6, 3.8, 4.8, 4.5, 5.9, 6.6, 5.2, 9, 3, 10, 1.2, 9.7, 0, 8.6)}}
	case '6':
		return []way{{curved(5, 0.3, 2.8, 1.4, 0.8, 4, 0, 7, 0.8, 9.2, 3, 10, 5.2, 9.2, 6, 7, 5, 5, 3, 4.4, 1.2, 5.2, 0.1, 7)}}
	case '7':
		seven := straight(0, 0, 6, 0, 2, 10)
		return []way{{seven}, {seven, straight(1.4, 5, 5.4, 5)}}
	case '8':
		return []way{{curved(3, 0, 1, 0.7, 0.5, 2.4, 1.4, 4, 3, 4.8, 4.8, 5.9, 5.8, 7.6, 5, 9.4, 3, 10,
			1, 9.4, 0.2, 7.6, 1.2, 5.9, 3, 4.8, 4.6, 4, 5.5, 2.4, 5, 0.7, 3, 0)}}
	case '9':
		head := curved(5.8, 3, 5, 1, 3, 0, 0.9, 0.9, 0, 3, 0.9, 5, 3, 5.7, 5, 4.9, 5.8, 3)
		return []way{{head, straight(5.8, 3, 5.2, 10)}, {head, curved(5.8, 3, 5.7, 6, 4.6, 8.6, 2.4, 10)}}
	}
	return waysToWriteLetter(c)
}

func waysToWriteLetter(c rune) []way {
	circle := curved(3, 0, 0.6, 1, -0.6, 5, 0.6, 9, 3, 10, 5.4, 9, 6.6, 5, 5.4, 1, 3, 0)
	stem := straight(0.4, 0, 0.4, 10)
	bow := curved(0.4, 0, 3.8, 0.1, 5.6, 1.4, 5.6, 3.8, 3.8, 5.2, 0.4, 5.3)
	letter := map[rune]way{
		'A': {straight(0, 10, 3, 0, 6, 10), straight(1.2, 6.4, 4.8, 6.4)},
		'B': {stem, curved(0.4, 0, 3.6, 0.1, 5.2, 1.2, 5.2, 3.4, 3.6, 4.7, 0.4, 4.8), curved(0.4, 4.8, 4, 5, 5.8, 6.2, 5.8, 8.6, 4, 9.9, 0.4, 10)},
		'C': {curved(5.8, 1.8, 4.6, 0.4, 3, 0, 1, 1.2, 0, 5, 1, 8.8, 3, 10, 4.6, 9.6, 5.8, 8.2)},
		'D': {stem, curved(0.4, 0, 3, 0.2, 5.2, 1.8, 6, 5, 5.2, 8.2, 3, 9.8, 0.4, 10)},
		'E': {straight(5.6, 0, 0.4, 0, 0.4, 10, 5.6, 10), straight(0.4, 5, 4.6, 5)},
		'F': {straight(5.6, 0, 0.4, 0, 0.4, 10), straight(0.4, 4.8, 4.6, 4.8)},
		'G': {curved(5.6, 1.6, 4.4, 0.3, 3, 0, 1, 1.2, 0, 5, 1, 8.8, 3, 10, 4.6, 9.6, 5.8, 8.4), straight(5.8, 8.4, 5.8, 5.4, 3.4, 5.4)},
		'H': {straight(0.2, 0, 0.2, 10), straight(5.8, 0, 5.8, 10), straight(0.2, 5, 5.8, 5)},
		'I': {straight(3, 0, 3, 10), straight(1, 0, 5, 0), straight(1, 10, 5, 10)},
		'J': {straight(4.6, 0, 4.6, 6.6), curved(4.6, 6.6, 4.4, 8.8, 2.6, 10, 0.8, 9, 0.2, 7)},
		'K': {stem, straight(5.6, 0, 0.4, 6), straight(2.2, 4, 5.8, 10)},
		'L': {straight(0.6, 0, 0.6, 10, 5.8, 10)},
		'M': {straight(0, 10, 0.4, 0, 3, 6.4, 5.6, 0, 6, 10)},
		'N': {straight(0.2, 10, 0.2, 0, 5.8, 10, 5.8, 0)},
		'O': {circle},
		'P': {stem, bow},
		'Q': {circle, straight(3.6, 7.2, 6.4, 10.4)},
		'R': {stem, bow, straight(2.8, 5.3, 5.8, 10)},
		'S': {curved(5.6, 1.6, 4.2, 0.2, 2.2, 0.1, 0.6, 1.2, 0.8, 3.4, 3, 4.8, 5.2, 6.2, 5.6, 8.4, 4, 9.8, 1.8, 9.9, 0.2, 8.4)},
		'T': {straight(0, 0, 6, 0), straight(3, 0, 3, 10)},
		'U': {curved(0.2, 0, 0.2, 6, 0.8, 8.8, 3, 10, 5.2, 8.8, 5.8, 6, 5.8, 0)},
		'V': {straight(0, 0, 3, 10, 6, 0)},
		'W': {straight(0, 0, 1.4, 10, 3, 3.6, 4.6, 10, 6, 0)},
		'X': {straight(0.2, 0, 5.8, 10), straight(5.8, 0, 0.2, 10)},
		'Y': {straight(0, 0, 3, 4.8, 6, 0), straight(3, 4.8, 3, 10)},
		'Z': {straight(0.2, 0, 5.8, 0, 0.2, 10, 5.8, 10)},
	}[c]
	if letter == nil {
		return nil
	}
	return []way{letter}
}

// tracePieces is into how many straight pieces the way from one point of a stroke to the
// next is cut, so that it can be bent.
const tracePieces = 3

// trace cuts the strokes into pieces. A curve is the uniform Catmull–Rom spline through
// its points, closed if it ends where it began.
func (w way) trace() written {
	var out written
	for _, s := range w {
		n := len(s.points) / 2
		at := func(k int) [2]float64 { return [2]float64{(s.points[2*k] - 3) / 10, (s.points[2*k+1] - 5) / 10} }
		closed := s.curved && at(0) == at(n-1)
		beyond := func(k int) [2]float64 {
			if closed {
				return at((k + n - 1) % (n - 1))
			}
			return at(min(max(k, 0), n-1))
		}
		line := [][2]float64{at(0)}
		for k := range n - 1 {
			for m := 1; m <= tracePieces; m++ {
				t := float64(m) / tracePieces
				var p [2]float64
				for c := range p {
					if s.curved {
						p[c] = catmullRom(beyond(k - 1)[c], at(k)[c], at(k + 1)[c], beyond(k + 2)[c], t)
					} else {
						p[c] = at(k)[c] + float64(t*(at(k + 1)[c]-at(k)[c]))
					}
				}
				line = append(line, p)
			}
		}
		out = append(out, line)
	}
	return out
}

// catmullRom is the cubic from b at t = 0 to c at t = 1 with the slopes (c − a)/2 and
// (d − b)/2 there.
func catmullRom(a, b, c, d, t float64) float64 {
	k1, k2, k3 := (c-a)/2, a-float64(2.5*b)+2*c-d/2, (d-a)/2+float64(1.5*(b-c))
	return b + float64(t*(k1+float64(t*(k2+float64(t*k3)))))
}
