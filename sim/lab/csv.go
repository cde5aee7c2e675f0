package lab

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/piece"
	"github.com/scorefield/scorefield/sim/lab/view"
)

// table is the first run's particles as CSV, below the lines of a state as
// comments.
func table(state string, v *view.View) string {
	var b strings.Builder
	comment(&b, state)
	if p := v.OwnPoints(); p != nil { // what the coordinates are
		for _, s := range [...]string{p.Facts.Summary.EN, "x: " + p.Facts.X, "y: " + p.Facts.Y} {
			b.WriteString("# " + strings.Join(strings.Fields(s), " ") + "\n")
		}
	}
	d, data := v.Samples()
	for j := range d {
		if j > 0 {
			b.WriteByte(',')
		}
		b.WriteString(coordinate(j, d))
	}
	b.WriteByte('\n')
	n := len(data) / d
	var line []byte
	own := v.OwnPoints() != nil
	piece.Each(n, max(numbersAtOnce/max(d, 1), 1), v.Yield, func(first, n int) {
		for i := first; i < first+n; i++ {
			line = line[:0]
			for j := range d {
				if j > 0 {
					line = append(line, ',')
				}
				line = appendCoordinate(line, data[j*len(data)/d+i], own)
			}
			b.Write(append(line, '\n'))
		}
	})
	return b.String()
}

// numbersAtOnce is how many numbers are written in some milliseconds.
const numbersAtOnce = 1 << 13

// coordinate is the name of coordinate j of d: x, y in the plane.
func coordinate(j, d int) string {
	if d <= 2 {
		return [...]string{"x", "y"}[j]
	}
	return "x" + strconv.Itoa(j+1)
}
