package own

import (
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/table"
)

// CSV is the points that were taken of a person's data, in their own units and
// with all digits, a line each: x, y, and weight where there is one. Comment lines
// above say what they are. Of points from a state it has the kernels that they
// became.
func CSV(p *target.Points) string {
	var b strings.Builder
	f := &p.Facts
	b.WriteString("# " + line(f.Summary.EN) + "\n")
	if p.Album != nil {
		picturesCSV(&b, p)
		return b.String()
	}
	for _, name := range [...][2]string{{"x", f.X}, {"y", f.Y}, {"weight", f.Weight}} {
		if name[1] != "" {
			b.WriteString("# " + name[0] + ": " + line(name[1]) + "\n")
		}
	}
	points := taken(p)
	w := csv.NewWriter(&b)
	header := []string{"x", "y", "weight"}
	if points.W == nil {
		header = header[:2]
	}
	w.Write(header)
	row := make([]string, len(header))
	for i, q := range points.XY {
		for j := range row {
			v := points.Weight(i)
			if j < 2 {
				v = q[j]
			}
			row[j] = strconv.FormatFloat(v, 'g', -1, 64)
		}
		w.Write(row)
	}
	w.Flush() // a strings.Builder takes everything
	return b.String()
}

// line is a text without line ends.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// taken are the points of the file that were taken, or of points without one the
// kernels.
func taken(p *target.Points) density.Points {
	s, ok := p.Source.(source)
	if ok {
		f := &p.Facts
		choice := table.Choice{X: f.X, Y: f.Y, Weight: f.Weight}
		if f.Weight == "" {
			choice.Weight = table.NoWeight
		}
		if chosen, err := s.table.Choose(choice); err == nil {
			points := density.Points{XY: chosen.XY, W: chosen.W}
			if f.LeftFar {
				points = points.Without(points.Far())
			}
			return points
		}
	}
	xy := p.Out(p.At)
	points := density.Points{XY: make([][2]float64, p.At.N), W: p.Weights}
	for i := range points.XY {
		points.XY[i] = [2]float64{xy[i], xy[p.At.N+i]}
	}
	return points
}

// picturesCSV writes pictures.
func picturesCSV(b *strings.Builder, p *target.Points) {
	a, d := p.Album, p.Album.Dim()
	if a.Labels != nil {
		b.WriteString("label,")
	}
	for k := range d {
		if k > 0 {
			b.WriteByte(',')
		}
		b.WriteString("pixel" + strconv.Itoa(k+1))
	}
	b.WriteByte('\n')
	var line []byte
	for i := range a.N() {
		line = line[:0]
		if a.Labels != nil {
			line = append(line, p.Classes[a.Labels[i]], ',')
		}
		for k, v := range a.Pixels[i*d : (i+1)*d] {
			if k > 0 {
				line = append(line, ',')
			}
			line = strconv.AppendUint(line, uint64(v), 10)
		}
		b.Write(append(line, '\n'))
	}
}
