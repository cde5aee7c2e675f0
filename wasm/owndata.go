package main

import (
	"strings"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// data makes the reader's points the density. Of a stroke that is being drawn the
// first message begins a step of undo and the last ends it.
func (ctl *Controller) data(m Message) (any, []error) {
	f := m.Fields
	d := own.Data{Name: f["name"], Bytes: m.Bytes, Numbers: m.Doubles, Columns: int(m.number("columns", 2)), X: f["x"], Y: f["y"], Weight: f["weight"],
		Reading: f["reading"], Axes: f["axes"], Far: f["far"], Drawn: m.flag("drawn"), Decode: decodeText, Yield: ctl.slicer.Yield}
	if text, ok := f["text"]; ok {
		d.Bytes = []byte(text)
	}
	if names := f["names"]; names != "" {
		d.Names = strings.Split(names, ",")
	}
	if m.Floats != nil {
		d.Numbers = make([]float64, len(m.Floats))
		for i, v := range m.Floats {
			d.Numbers[i] = float64(v)
		}
	}
	if f["stroke"] == "begin" {
		ctl.Exp.Gesture(true)
	}
	read := own.Read
	if c := ctl.Exp.Config(); c.OfPictures() {
		read, d.Labels = own.ReadPictures, m.Labels
		d.Width, d.Height = int(m.number("width", 0)), int(m.number("height", 0))
	}
	points, err := (*lab.Points)(nil), error(nil)
	if v := ctl.Exp.View(); d.Drawn && v.Target.Pictures != nil {
		points, err = own.Add(own.Drawn{Name: d.Name, Side: d.Width, Ink: m.Bytes, Label: f["label"]}, v.Target.Own, v.Target.Pictures, v.Config.Classes())
	} else {
		points, err = read(d, ctl.Exp.Points())
	}
	if err == nil {
		err = ctl.Exp.Use(points)
	}
	if f["stroke"] == "end" {
		ctl.Exp.Gesture(false)
	}
	ctl.values(err == nil)
	if err != nil {
		return nil, some(err)
	}
	return dataStats(ctl.Exp.View().DataStats(), ctl.Lang), nil
}

// points are the reader's data as CSV.
func (ctl *Controller) points() (any, []error) {
	p := ctl.Exp.View().Target.Own
	if p == nil {
		return nil, some(&param.Error{Field: "data", Why: noData})
	}
	return own.CSV(p), nil
}

// sketched is how many points a drawing begins with on data whose kernels are no
// points, or have weights: enough to see their shape, and to draw on.
const sketched = 1000

// noData is said to who asks for data that are not there.
var noData = param.Label{EN: "The figure has no data of yours.", ZH: "图中没有你的数据。"}

// dataReport is what the page has heard of the reader's data.
type dataReport struct {
	points    *lab.Points
	bandwidth float64
	side      int
	lang      string
}

// reportData tells the page what the reader's data are, when they are others, or
// null when there are none any more.
func (ctl *Controller) reportData() {
	v := ctl.Exp.View()
	now := dataReport{points: v.Target.Own, lang: ctl.Lang}
	switch {
	case now.points == nil:
		now.lang = ""
	case v.Target.Pictures != nil:
		now.side = v.Target.Pictures.H
	default:
		now.bandwidth = v.Target.Data.Bandwidth()
	}
	if now == ctl.dataReport {
		return
	}
	ctl.dataReport = now
	ctl.say("data", dataStats(v.DataStats(), ctl.Lang))
}

// dataStats is what a page says of the reader's data; nil where there are none.
func dataStats(s *lab.DataStats, lang string) any {
	if s == nil {
		return nil
	}
	notes, choices, others := make([]any, len(s.Notes)), make([]any, len(s.Choices)), make([]any, len(s.Readings))
	for i, n := range s.Notes {
		notes[i] = n.In(lang)
	}
	for i, c := range s.Choices {
		choices[i] = c
	}
	for i, o := range s.Readings {
		others[i] = map[string]any{"key": o.Key, "text": o.Text.In(lang)}
	}
	return map[string]any{"name": s.Name, "rows": float64(s.Rows), "used": float64(s.Used), "left": float64(s.Left), "x": s.X, "y": s.Y,
		"weight": s.Weight, "kernels": float64(s.Kernels), "bandwidth": s.Bandwidth, "summary": s.Summary.In(lang), "notes": notes,
		"choices": choices, "reading": s.Reading, "readings": others, "far": float64(s.Far), "leftFar": s.LeftFar, "axes": s.Axes, "even": s.Even,
		"accuracy": s.Accuracy, "print": s.Print, "choosable": s.Choosable,
		"side": float64(s.Side), "classes": s.Classes}
}

// Plane is how a panel of the picture shows the reader's plane: what lies at
// (X, Y) of the picture, in device-independent pixels, is At + Per·(X, −Y).
type Plane struct {
	Left, Top, Width, Height float64 // of the panel
	At, Per                  [2]float64
}

// Plane is that of the panel under a place of the picture, or of the first one
// that shows the plane; ok is false where there is none.
func (ctl *Controller) Plane(x, y float64) (p Plane, ok bool) {
	frame := &ctl.builder.frame
	if len(frame.Panels) == 0 {
		return p, false
	}
	l := frame.Layout()
	panel, _, _, ok := l.At(x, y)
	for k := 0; !ok && k < l.N; k++ {
		panel, ok = k, l.Cells[k].World
	}
	if !ok {
		return p, false
	}
	return ctl.plane(&l, panel), true
}

func (ctl *Controller) plane(l *render.Layout, panel int) Plane {
	box := l.Cells[panel].Plot
	p := Plane{Left: box.X0, Top: box.Y0, Width: box.W(), Height: box.H()}
	p.At[0], p.At[1] = l.ToWorld(panel, 0, 0)
	p.Per = [2]float64{1 / l.Scale(panel), 1 / l.Scale(panel)}
	if own := ctl.Exp.Points(); own != nil {
		p.At = own.Centring.Out(p.At)
		p.Per[0] /= own.Centring.Scale[0]
		p.Per[1] /= own.Centring.Scale[1]
	}
	return p
}
