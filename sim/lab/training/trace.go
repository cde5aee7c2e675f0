package training

// Trace is the history of one network, a value every 25 steps; more than a
// thousand are thinned out.
type Trace struct {
	Objective string    // by which it learns
	Step      []float64 // steps done
	Loss      []float64 // mean over the steps since the value before; NaN before the first step
	Fisher    []float64 // ½E‖s_θ − s‖² on draws of p_σ; NaN where s is not known
	Grid      []float64 // root mean square of ‖s_θ − s‖ over [−8, 8] in the first two coordinates; NaN likewise
	HeldOut   []float64 // of a finite data set: the loss on fresh draws of the target, the same ones every time; else NaN
	Spent     []float64 // milliseconds of training until then, 0 without a clock

	sum    float64 // of the losses since the last value
	losses int     // how many
}

const (
	// measureEvery is how many steps lie between two values of a trace.
	measureEvery = 25
	// mostValues bounds a trace; when it is full every second value goes.
	mostValues = 1000
)

// columns are the values of a trace, one beside the other.
func (t *Trace) columns() [6]*[]float64 {
	return [...]*[]float64{&t.Step, &t.Loss, &t.Fisher, &t.Grid, &t.HeldOut, &t.Spent}
}

// add puts one value of every column at the end.
func (t *Trace) add(row ...float64) {
	for i, column := range t.columns() {
		*column = append(*column, row[i])
	}
	if len(t.Step) >= mostValues {
		t.thin()
	}
}

// thin drops every second value.
func (t *Trace) thin() {
	for _, column := range t.columns() {
		c := *column
		for i := range (len(c) + 1) / 2 {
			c[i] = c[2*i]
		}
		*column = c[:(len(c)+1)/2]
	}
}

// cut keeps the first n values.
func (t *Trace) cut(n int) {
	for _, column := range t.columns() {
		*column = (*column)[:n]
	}
}

// rewind forgets the values after step and returns the time spent until then.
func (t *Trace) rewind(step int) (spent float64) {
	n := reached(t.Step, step)
	if n > 0 {
		spent = t.Spent[n-1]
	}
	t.cut(n)
	t.sum, t.losses = 0, 0
	return spent
}

// Last is the index of the last value; there is always one.
func (t *Trace) Last() int { return len(t.Step) - 1 }
