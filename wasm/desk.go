package main

import (
	"strconv"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Desk takes the page's messages and answers them. It owns the experiment; it
// draws nothing and knows no JavaScript.
type Desk struct {
	Exp     *lab.Experiment
	Lang    string
	Dark    bool
	Strong  bool // high contrast
	Playing bool
	Engaged bool
	Still   bool // the reader prefers less motion: nothing moves by itself
	Changed bool // something to draw has changed since the last frame
	Rate    rate // how fast frames and steps go

	say     func(kind string, value any) // to the page
	picture func(width, height, scale float64) (map[string]any, error)
	goal    goal
	tutor   tutor
	crew    crew
	window  lab.Window // what the easel wants to see of a cloud that is elsewhere
	debt    float64    // steps owed to the clock: fractions of a step, in slow motion
}

// NewDesk opens a desk on the settings in text: what is right in them is
// taken, what is wrong is returned.
func NewDesk(text, lang string, say func(kind string, value any)) (*Desk, []error) {
	exp, errs := lab.Open(text)
	exp.Watch(stopwatch())
	return &Desk{Exp: exp, Lang: lang, say: say, Changed: true, tutor: tutor{say: say}, crew: crew{say: say}}, errs
}

// busy reports whether time goes on or something waits for steps.
func (d *Desk) busy() bool { return d.Playing || d.goal.active || !d.Exp.Settled() }

// Defers reports whether m has to wait: while positions are fetched for a
// request they must not move, and a request that moves them goes first.
func (d *Desk) Defers(m Message) bool {
	switch {
	case !d.goal.active:
		return false
	case fetches(d.goal.request):
		return m.Type != "part" && m.Type != "report" && m.Type != "workers"
	}
	return fetches(m) && d.Exp.Away()
}

// fetches reports whether a request needs all positions.
func fetches(m Message) bool { return m.Type == "samples" || m.Type == "csv" }

// report sends errors to the page, each a sentence of its own.
func (d *Desk) report(errs []error) {
	for _, err := range errs {
		if err != nil {
			d.say("error", problem(err, d.Lang))
		}
	}
}

// Handle answers one message. Requests that take steps are done when the steps
// are; the others at once.
func (d *Desk) Handle(m Message) {
	d.Changed = true
	switch m.Type {
	case "step":
		d.pursue(m, d.goalAfter(int(m.number("n", 1))))
	case "train":
		g := d.goalAfter(0)
		g.training += max(int(m.number("n", 1)), 0)
		d.pursue(m, g)
	case "seek":
		d.seek(m)
	case "restore":
		d.restore(m)
	case "samples", "csv":
		d.fetch(m)
	case "workers":
		d.staff(int(m.number("n", 0)))
	case "report":
		d.taught(m)
	case "part":
		d.moved(m)
	default:
		value, errs := d.answer(m)
		d.reply(m, value, errs)
	}
}

// reply answers m; the first error is the answer's, the others are reported.
func (d *Desk) reply(m Message, value any, errs []error) {
	if m.ID == 0 {
		d.report(errs)
		return
	}
	answer := map[string]any{"id": m.ID, "value": value}
	if len(errs) > 0 {
		answer["error"] = problem(errs[0], d.Lang)
		d.report(errs[1:])
	}
	d.say("reply", answer)
}

// answer carries out what needs no steps.
func (d *Desk) answer(m Message) (any, []error) {
	switch m.Type {
	case "set":
		return nil, d.set(m.Fields["text"])
	case "play":
		d.Playing = d.Exp.Scene().Clock != scene.Still // where nothing moves by itself there is nothing to play
	case "pause":
		d.Playing = false
	case "reset":
		return nil, d.reset(m.Fields["seed"])
	case "undo":
		return d.values(d.Exp.Undo()), nil
	case "redo":
		return d.values(d.Exp.Redo()), nil
	case "data":
		return d.data(m)
	case "state":
		return d.Exp.State(), nil
	case "stats":
		return d.stats(d.Exp.Stats()), nil
	case "samples":
		return interleaved(d.Exp.Samples()), nil
	case "csv":
		return d.Exp.CSV(), nil
	case "step", "train", "seek", "restore": // the steps have been done
	case "image":
		picture, err := d.picture(m.number("width", 0), m.number("height", 0), m.number("scale", 1))
		return picture, some(err)
	case "look":
		d.look(m)
	case "view":
		return d.values(true), d.set("half-width=0\ncentre-x=0\ncentre-y=0")
	case "engage":
		d.Engaged = m.flag("on")
	case "ask":
		return values(d.Exp.Config()), nil
	default:
		return nil, some(&param.Error{Field: "message", Value: m.Type, Range: "set, play, pause, step, train, reset, data, state, …", What: param.Damaged})
	}
	return nil, nil
}

func some(err error) []error {
	if err == nil {
		return nil
	}
	return []error{err}
}

// values tells the page every setting, if there is something to tell.
func (d *Desk) values(changed bool) any {
	if changed {
		d.say("values", values(d.Exp.Config()))
	}
	return changed
}

// set changes settings one by one; what is wrong is reported, the rest done.
func (d *Desk) set(text string) []error {
	errs := d.Exp.Merge(text)
	d.values(true)
	return errs
}

func (d *Desk) reset(seed string) []error {
	if seed != "" {
		if err := d.Exp.Set("seed", seed); err != nil {
			return some(err)
		}
	}
	if d.goal.active { // as far as it came
		d.finish(d.goal.request)
	}
	d.Exp.Reset()
	d.goal = goal{}
	d.values(seed != "")
	return nil
}

func (d *Desk) look(m Message) {
	d.Dark, d.Strong = m.flag("dark"), m.flag("contrast")
	if l := m.Fields["lang"]; l != "" {
		d.Lang = l
	}
}

// data makes the reader's points the density.
func (d *Desk) data(m Message) (any, []error) {
	var err error
	if m.Floats != nil {
		err = d.Exp.UseFloats(m.Floats, m.Fields["name"])
	} else {
		err = d.Exp.UseCSV(m.Fields["text"], m.Fields["name"])
	}
	d.values(err == nil)
	return nil, some(err)
}

// interleaved turns planar points into x, y pairs.
func interleaved(d int, data []float32) []float32 {
	n := len(data) / max(d, 1)
	out := make([]float32, 0, len(data))
	for i := range n {
		for j := range d {
			out = append(out, data[j*n+i])
		}
	}
	return out
}

// stats is what scripts, tests and the page's read-outs share.
func (d *Desk) stats(s lab.Stats) map[string]any {
	shares := make([]any, len(s.Shares))
	for i, v := range s.Shares {
		shares[i] = v
	}
	m := map[string]any{
		"scene": s.Scene, "seed": float64(s.Seed), "step": float64(s.Step), "particles": float64(s.Particles),
		"sigma": s.Sigma, "epsilon": s.Epsilon, "fps": d.Rate.fps, "stepNs": d.Rate.stepNs,
		"shares": shares, "share": s.Share, "swd": s.SWD, "accepted": s.Accepted, "diverged": float64(s.Diverged),
		"frozen": s.Frozen, "playing": d.Playing, "limit": s.Limit, "workers": float64(d.crew.at(d.Exp)), "training": nil, "versus": nil, "verdict": nil,
	}
	if t := s.Training; t != nil {
		m["training"] = map[string]any{"objective": t.Objective, "step": float64(t.Step), "loss": t.Loss, "optimum": t.Optimum,
			"fisher": t.Fisher, "grid": t.Grid, "msPerStep": d.Rate.trainMs, "worker": d.tutor.here}
	}
	if v := s.Versus; v != nil {
		m["versus"] = map[string]any{"sampler": v.Sampler, "share": v.Share, "diverged": float64(v.Diverged), "frozen": v.Frozen}
	}
	if v := s.Verdict; v != nil {
		m["verdict"] = map[string]any{"source": v.Source, "quantity": v.Quantity, "value": v.Value, "low": v.Low, "high": v.High,
			"after": float64(v.After), "done": v.Done, "held": v.Held}
	}
	return m
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'g', 6, 32) }
