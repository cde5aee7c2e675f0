package lab

import (
	"strconv"
	"strings"
)

// CSV is the first run's particles, one a line, in the reader's units where
// the density is the reader's data. The settings stand in comment lines above,
// so that the file says how it was made; the same state gives the same bytes.
func (e *Experiment) CSV() string {
	var b strings.Builder
	for line := range strings.SplitSeq(e.State(), separator) {
		b.WriteString("# " + line + "\n")
	}
	b.WriteString("x,y\n")
	d, data := e.samples()
	n := len(data) / d
	var buf []byte
	for i := range n {
		buf = strconv.AppendFloat(buf[:0], float64(data[i]), 'g', -1, 32)
		buf = append(buf, ',')
		buf = strconv.AppendFloat(buf, float64(data[n+i]), 'g', -1, 32)
		b.Write(append(buf, '\n'))
	}
	return b.String()
}
