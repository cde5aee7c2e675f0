package main

import (
	"math"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// closedRole is the colour of what was fitted in closed form.
const closedRole = render.Noise

// closedField is the score of the fit beside a network, and what it is called.
type closedField struct {
	field
	model any // that the field is of

	called struct{ family, lang, text string }
}

// update computes the score at nx×ny nodes over box where it is another.
func (c *closedField) update(v *lab.View, version lab.Version, box render.Rect, nx, ny int) {
	f := v.ClosedForm()
	if f == nil || f.Model == nil {
		return
	}
	if c.model != any(f.Model) {
		c.model, c.fresh = f.Model, false
	}
	if c.stale(version, box, nx, ny) {
		f.Model.Score(c.score, c.nodes, 0)
	}
}

// level draws what the fit comes to across a chart.
func (c *closedField) level(to *render.Curves, ctl *Controller, f *lab.ClosedForm, y float64) {
	if !math.IsNaN(y) {
		to.Levels = append(to.Levels, render.Level{Name: c.name(ctl, f), Y: y, Role: closedRole})
	}
}

// name is what the fit is called on a picture.
func (c *closedField) name(ctl *Controller, f *lab.ClosedForm) string {
	if c.called.text == "" || c.called.family != f.Family || c.called.lang != ctl.Lang {
		p, _ := param.Find("closed-form")
		for _, o := range p.Options {
			if o.Value == f.Family {
				c.called.text = fill(words.closed.In(ctl.Lang), o.Label.In(ctl.Lang))
			}
		}
		c.called.family, c.called.lang = f.Family, ctl.Lang
	}
	return c.called.text
}

// closedFormStats are its numbers for scripts, nil where there is none.
func closedFormStats(f *lab.ClosedForm) any {
	if f == nil {
		return nil
	}
	return map[string]any{"family": f.Family, "points": float64(f.Points), "fisher": f.Fisher}
}
