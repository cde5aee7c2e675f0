package main

import (
	"strconv"
	"time"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/export"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Controller takes the page's messages and answers them. It owns the experiment; it
// draws nothing and knows no JavaScript.
type Controller struct {
	Exp     *lab.Experiment
	Lang    string
	Dark    bool
	Strong  bool // high contrast
	Playing bool
	Engaged bool
	Still   bool // the reader prefers less motion: nothing moves by itself
	Changed bool // something to draw has changed since the last frame
	Rate    rate // how fast frames and steps go

	say      func(kind string, value any) // to the page
	slicer   *slicer
	picture  func(width, height, scale float64) (map[string]any, error)
	goal     goal
	training trainingClient
	shards   shardPool
	window   lab.Window // what the frame builder wants to see of a cloud that is elsewhere

	manipulation manipulation
	builder      *FrameBuilder // of the picture that the reader points at
	shown        *render.Frame // its frame
	pointer      pointerReport
	waiting      bool // the page knows how far a request has come
	measuring    bool // the work that has been begun is to measure the experiment, which stays as it is
	dataReport   dataReport
	told         lab.Config    // the settings that the page has heard of
	undoable     [2]bool       // what the page has heard of undo and redo
	budget       time.Duration // of the present frame, for steps
	pace         pace          // of a coupled scene
	unseen       int           // frames since the last picture, of a figure that leaves the page its frames
	debt         float64       // steps owed to the clock: fractions of a step, in slow motion
}

// newController opens one of fresh's experiments at a checkpoint, or without one on the settings
// in text: what is right in them is taken, what is wrong is returned. Its work is done in slices.
func newController(fresh func() *lab.Experiment, text string, checkpoint []byte, lang string, say func(kind string, value any), work *slicer) (*Controller, []error) {
	exp, errs := openExperiment(fresh, text, checkpoint)
	exp.Training().Watch(stopwatch(work))
	ctl := &Controller{Exp: exp, Lang: lang, say: say, slicer: work, Changed: true, training: trainingClient{say: say}, shards: shardPool{say: say}}
	if ahead := exp.Ahead(); ahead != (lab.Clock{}) { // particles that workers had: from where they left home to where they were
		ctl.pursue(Message{}, goal{sampling: ahead.Sampling, training: ahead.Training})
	}
	return ctl, errs
}

func openExperiment(fresh func() *lab.Experiment, text string, checkpoint []byte) (*lab.Experiment, []error) {
	exp := fresh()
	if len(checkpoint) == 0 {
		return exp, exp.Restore(text)
	}
	if exp.Resume(checkpoint) {
		return exp, nil
	}
	exp = fresh()
	return exp, append(exp.Restore(text), &param.Error{Field: "checkpoint", Value: strconv.Itoa(len(checkpoint)), Why: param.Label{
		EN: "The figure cannot go on where it was: what was kept of it is damaged, or of another version of the program.",
		ZH: "图形无法从原处继续：所保留的内容已损坏，或来自程序的另一版本。"}})
}

// busy reports whether time goes on or something waits for steps.
func (ctl *Controller) busy() bool {
	return ctl.Playing || ctl.goal.active || ctl.weighs() || ctl.reads() || !ctl.Exp.Particles().Settled()
}

// Defers reports whether m has to wait: while positions are fetched for a
// request they must not move, and a request that moves them goes first.
func (ctl *Controller) Defers(m Message) bool {
	switch {
	case !ctl.goal.active:
		return false
	case fetches(ctl.goal.request):
		return m.Type != "shardReport" && m.Type != "trainingReport" && m.Type != "workers"
	}
	return fetches(m) && ctl.Exp.Particles().Remote()
}

// fetches reports whether a request needs all positions.
func fetches(m Message) bool { return m.Type == "samples" || m.Type == "csv" || m.Type == "file" }

// report sends errors to the page, each a sentence of its own.
func (ctl *Controller) report(errs []error) {
	for _, err := range errs {
		if err != nil {
			ctl.say("error", problem(err, ctl.Lang))
		}
	}
}

// Handle answers one message. Requests that take steps are done when the steps
// are; the others at once.
func (ctl *Controller) Handle(m Message) {
	ctl.Changed = true
	switch m.Type {
	case "step", "train":
		n, err := m.count("n", 1)
		if err == nil && m.Type == "train" {
			err = ctl.learns()
		}
		if err != nil {
			ctl.reply(m, nil, some(err))
			return
		}
		g := ctl.goalAfter(0)
		if m.Type == "train" {
			g.training += n
		} else {
			g = ctl.goalAfter(n)
		}
		ctl.pursue(m, g)
	case "seek":
		ctl.seek(m)
	case "restore":
		ctl.restore(m)
	case "samples", "csv", "file":
		ctl.fetch(m)
	case "workers":
		ctl.staff(int(m.number("n", 0)))
	case "trainingReport":
		ctl.taught(m)
	case "shardReport":
		ctl.moved(m)
	default:
		value, errs := ctl.answer(m)
		ctl.reply(m, value, errs)
	}
}

// reply answers m; the first error is the answer's, the others are reported.
func (ctl *Controller) reply(m Message, value any, errs []error) {
	if m.ID == 0 {
		ctl.report(errs)
		return
	}
	answer := map[string]any{"id": m.ID, "value": value}
	if len(errs) > 0 {
		answer["error"] = problem(errs[0], ctl.Lang)
		ctl.report(errs[1:])
	}
	ctl.say("reply", answer)
}

// answer carries out what needs no steps.
func (ctl *Controller) answer(m Message) (any, []error) {
	switch m.Type {
	case "set":
		return nil, ctl.set(m.Fields["text"])
	case "play":
		ctl.Playing = ctl.Exp.Scene().Clock != scene.Still // where nothing moves by itself there is nothing to play
	case "pause":
		ctl.Playing = false
		ctl.cancel(0)
	case "reset":
		return nil, ctl.reset(m.Fields["seed"])
	case "undo":
		return ctl.values(ctl.Exp.Undo()), nil
	case "redo":
		return ctl.values(ctl.Exp.Redo()), nil
	case "data":
		return ctl.data(m)
	case "forget":
		err := ctl.Exp.Forget()
		ctl.values(err == nil)
		return nil, some(err)
	case "points":
		return ctl.points()
	case "sketch":
		return ctl.Exp.View().Sketch(sketched), nil
	case "link":
		return ctl.Exp.Link(), nil
	case "state":
		return ctl.Exp.State(), nil
	case "stats":
		return ctl.measured(), nil
	case "brief":
		return ctl.stats(ctl.Exp.View().Brief()), nil
	case "samples":
		return interleaved(ctl.Exp.View().Samples()), nil
	case "csv":
		return ctl.Exp.CSV(), nil
	case "file":
		value, err := ctl.file(m.Fields["kind"])
		return value, some(err)
	case "step", "train", "seek", "restore": // the steps have been done
	case "image":
		picture, err := ctl.picture(m.number("width", 0), m.number("height", 0), m.number("scale", 1))
		return picture, some(err)
	case "look":
		ctl.appearance(m)
	case "view":
		ctl.resetView()
	case "engage":
		ctl.Engaged = m.flag("on")
	case "run":
		return float64(ctl.Exp.Beginning()), nil
	default:
		return nil, some(&param.Error{Field: "message", Value: m.Type, Range: "set, play, pause, step, train, reset, data, state, …", What: param.Damaged})
	}
	return nil, nil
}

// file is the experiment as a file of some kind, text or bytes.
func (ctl *Controller) file(kind string) (any, error) {
	switch kind {
	case "particles":
		return ctl.Exp.CSV(), nil
	case "grid":
		return ctl.Exp.GridCSV()
	case "loss":
		return ctl.Exp.Training().CSV()
	case "weights":
		return ctl.Exp.Training().Weights()
	case "go":
		return export.Go(ctl.Exp), nil
	case "numpy":
		return export.NumPy(ctl.Exp)
	}
	return nil, &param.Error{Field: "kind", Value: kind, Range: "particles, loss, grid, weights, go, numpy"}
}

func some(err error) []error {
	if err == nil {
		return nil
	}
	return []error{err}
}

// resetView shows what the scene shows at first.
func (ctl *Controller) resetView() {
	c := ctl.Exp.Config()
	first := lab.Config{Scene: c.Scene}.WithDefaults()
	for _, name := range []string{"half-width", "centre-x", "centre-y"} {
		ctl.report(some(ctl.Exp.Set(name, first.Get(name))))
	}
	ctl.values(true)
}

// cancel ends what waits for steps: request id, or any if id is 0. An experiment
// that was on its way to a restored moment goes on there with the next request.
func (ctl *Controller) cancel(id float64) {
	g := ctl.goal
	if !g.active || id != 0 && g.request.ID != id {
		return
	}
	ctl.goal = goal{}
	if g.request.Type != "" {
		ctl.refuse(g.request)
	}
}

// refuse tells who waits for an answer to m that there will be none, for another request has come.
func (ctl *Controller) refuse(m Message) {
	if m.ID != 0 {
		ctl.say("reply", map[string]any{"id": m.ID, "error": map[string]any{"type": "cancelled", "message": cancelled.In(ctl.Lang)}})
	}
}

// cancelled is said to who waits for what will not be done.
var cancelled = param.Label{EN: "cancelled: another request has ended this one", ZH: "已取消：另一个请求结束了它"}

// values tells the page every setting, if there is something to tell.
func (ctl *Controller) values(changed bool) any {
	if changed {
		ctl.told = ctl.Exp.Config()
		ctl.say("values", values(ctl.told))
	}
	return changed
}

// reportValues tells the page every setting where one is another than it has heard, whatever has
// changed it: also steps, back or forth, past a change of the journal.
func (ctl *Controller) reportValues() { ctl.values(ctl.Exp.Config() != ctl.told) }

// reportUndo tells the page whether there is something to undo and to redo, when that has
// changed.
func (ctl *Controller) reportUndo() {
	undo, redo := ctl.Exp.Undoable()
	if now := [2]bool{undo, redo}; now != ctl.undoable {
		ctl.undoable = now
		ctl.say("undoable", map[string]any{"undo": undo, "redo": redo})
	}
}

// set changes settings as a whole: what is wrong is reported, and then nothing is done.
func (ctl *Controller) set(text string) []error {
	errs := ctl.Exp.Apply(text)
	ctl.values(true)
	return errs
}

func (ctl *Controller) reset(seed string) []error {
	if seed != "" {
		if err := ctl.Exp.Set("seed", seed); err != nil {
			return some(err)
		}
	}
	if ctl.goal.active { // as far as it came
		ctl.finish(ctl.goal.request)
	}
	ctl.Exp.Reset()
	ctl.goal = goal{}
	ctl.values(seed != "")
	return nil
}

func (ctl *Controller) appearance(m Message) {
	ctl.Dark, ctl.Strong = m.flag("dark"), m.flag("contrast")
	if _, ok := m.Fields["reduced"]; ok {
		ctl.Still = m.flag("reduced")
	}
	if l := m.Fields["lang"]; l != "" {
		ctl.Lang = l
	}
}

// interleaved turns planar points into x, y pairs.
func interleaved(d int, data []float64) []float64 {
	n := len(data) / max(d, 1)
	out := make([]float64, 0, len(data))
	for i := range n {
		for j := range d {
			out = append(out, data[j*n+i])
		}
	}
	return out
}

// measured is stats with the slow numbers.
func (ctl *Controller) measured() map[string]any {
	ctl.measuring = true
	defer func() { ctl.measuring = false }()
	return ctl.stats(ctl.Exp.Stats())
}

// stats is what scripts, tests and the page's read-outs share.
func (ctl *Controller) stats(s lab.Stats) map[string]any {
	if s.Pictures == nil && ctl.Exp.Scene().Rounds && ctl.roundOver() {
		s.Pictures = ctl.Exp.View().Judged() // the picture says it, too
	}
	shares := make([]any, len(s.Shares))
	for i, v := range s.Shares {
		shares[i] = v
	}
	m := map[string]any{
		"scene": s.Scene, "seed": float64(s.Seed), "step": float64(s.Step), "particles": float64(s.Particles),
		"sigma": s.Sigma, "epsilon": s.Epsilon, "fps": ctl.Rate.fps, "stepNs": ctl.Rate.stepNs,
		"shares": shares, "share": s.Share, "trueShare": s.TrueShare, "shareLow": s.ShareLow, "shareHigh": s.ShareHigh, "scoreSigma": s.ScoreSigma, "swd": s.SWD, "swdFloor": s.SWDFloor, "remaining": ctl.remaining(), "accepted": s.Accepted, "bestAcceptance": s.BestAcceptance,
		"w2": s.W2, "w2Floor": s.W2Floor, "mmd": s.MMD, "mmdFloor": s.MMDFloor, "ksd": s.KSD, "ksdFloor": s.KSDFloor, "logLikelihood": s.LogLikelihood, "exactLogLikelihood": s.ExactLogLikelihood, "ess": s.ESS, "rhat": s.RHat, "diverged": float64(s.Diverged), "astray": float64(s.Astray),
		"frozen": s.Frozen, "earlier": s.Earlier, "playing": ctl.Playing, "limit": s.Limit, "workers": float64(ctl.shards.at(ctl.Exp)), "training": nil, "versus": nil, "verdict": nil,
		"data": dataStats(s.Data, ctl.Lang), "pictures": pictureStats(s.Pictures), "posterior": posteriorStats(s.Posterior),
	}
	if t := s.Training; t != nil {
		m["training"] = map[string]any{"objective": t.Objective, "step": float64(t.Step), "loss": t.Loss, "heldOut": t.HeldOut, "nearness": t.Nearness, "optimum": t.Optimum,
			"fisher": t.Fisher, "grid": t.Grid, "curl": t.Curl, "closedForm": closedFormStats(t.ClosedForm), "msPerStep": ctl.Rate.trainMs, "worker": ctl.training.here, "workers": float64(ctl.training.workers())}
	}
	if v := s.Versus; v != nil {
		m["versus"] = map[string]any{"sampler": v.Sampler, "share": v.Share, "trueShare": v.TrueShare, "shareLow": v.ShareLow, "shareHigh": v.ShareHigh,
			"diverged": float64(v.Diverged), "frozen": v.Frozen}
	}
	if v := s.Verdict; v != nil {
		m["verdict"] = map[string]any{"source": v.Source, "quantity": v.Quantity, "value": v.Value, "low": v.Low, "high": v.High,
			"after": float64(v.After), "done": v.Done, "held": v.Held}
	}
	return m
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'g', 6, 32) }
