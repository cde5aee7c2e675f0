package export

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab"
)

// Go is the experiment as a program in Go. It goes through the same steps with
// the same bits, says whether its numbers are those that were shown, and prints
// the particles as CSV. Workers that have the particles must have brought them
// home (see lab.Particles.Settled).
func Go(e *lab.Experiment) string {
	var b strings.Builder
	w := func(s ...string) {
		for _, s := range s {
			b.WriteString(s)
		}
		b.WriteByte('\n')
	}
	w("// ", title(e), ", as a program.")
	w("//")
	w("// In an empty folder:")
	w("//")
	w("//\tgo mod init experiment")
	w("//\tgo get github.com/scorefield/scorefield")
	w("//\tgo run . > particles.csv")
	w("//")
	w("// It ends with status 1 if a number is not, to the last bit, what was shown.")
	w("package main")
	w()
	w("import (\n\t\"fmt\"\n\t\"os\"\n\n\t\"github.com/scorefield/scorefield/sim/lab\"\n)")
	w()
	w("// experiment is what was chosen: settings that are not the scene's own, at=… for")
	w("// changes on the way (step of sampling, step of training, setting), data=… for own")
	w("// points, and now=… for the moment (steps of sampling and training, and those that")
	w("// had been done when the particles started).")
	w("const experiment = \"\" +")
	all := lines(e)
	for i, line := range all {
		end := "\\n\" +"
		if i == len(all)-1 {
			end = "\""
		}
		w("\t", strings.TrimSuffix(strconv.Quote(line), `"`), end)
	}
	w()
	w("func main() {")
	w("\te, errs := lab.Open(experiment)")
	w("\tfor _, err := range errs {")
	w("\t\tfmt.Fprintln(os.Stderr, err)")
	w("\t}")
	w("\tif len(errs) > 0 {\n\t\tos.Exit(1)\n\t}")
	w("\te.Advance(e.Ahead())")
	if e.View().Judged() != nil {
		w("\tfor !e.LearnToRead(1) { // the classifier that judges the samples\n\t}")
	}
	w("\ts := e.Stats()")
	w("\tsame := true")
	w("\tfor _, n := range []struct {\n\t\tname         string\n\t\tvalue, shown float64\n\t}{")
	for _, n := range shown(e) {
		w("\t\t{", strconv.Quote(n.name), ", ", n.field, ", ", literal(n.value), "},")
	}
	w("\t} {")
	w("\t\tfmt.Fprintf(os.Stderr, \"%s: %v (shown: %v)\\n\", n.name, n.value, n.shown)")
	w("\t\tsame = same && n.value == n.shown")
	w("\t}")
	w("\tfmt.Print(e.CSV())")
	w("\tif !same {\n\t\tos.Exit(1)\n\t}")
	w("}")
	return b.String()
}
