package lab

import (
	"slices"
	"strconv"

	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/target"
)

// Use makes points that package own has read the density. It is a step of undo
// like any other. The error is a *param.Error, also where the experiment is not about points
// of the plane.
func (e *Experiment) Use(p *Points) error {
	next := e.parts.history.Now()
	if next.OfPictures() {
		return &param.Error{Field: "data", Value: p.Name, Why: param.Label{
			EN: "This figure is about pictures, not about points of the plane: open “Your data” for these.",
			ZH: "此图的对象是图像，不是平面上的点：请在“你的数据”图中打开这些点。"}}
	}
	if err := next.Config.Change("density", "data"); err != nil {
		return err
	}
	next.Data = p
	e.chooseStep(&next)
	return e.change(next)
}

// Points are the person's own data, nil if there are none.
func (e *Experiment) Points() *Points { return e.parts.points() }

// Forget takes the reader's data away: the density is the scene's own. It is a
// step of undo.
func (e *Experiment) Forget() error {
	next := e.parts.history.Now()
	next.Data = nil
	if p, _ := param.Find("density"); next.Density == "data" {
		p.Assign(&next.Config, p.DefaultOf(&next.Config))
	}
	e.chooseStep(&next)
	return e.change(next)
}

// marked is the state with the mark of the reader's data in their place.
func (e *Experiment) marked() history.State {
	s := e.parts.state()
	if p := e.parts.points(); p != nil && usesData(&s) {
		s.Data = p.Mark()
	}
	return s
}

// usesData reports whether the density is the reader's data at some moment of a
// state.
func usesData(s *history.State) bool {
	return s.Base.Density == "data" || slices.ContainsFunc(s.Journal, func(e history.Entry) bool { return e.Name == "density" && e.Value == "data" })
}

// Link is State without the clock and with the fingerprint and name of the
// reader's data in their place: what an address carries. Restoring it without
// the data says which file is missing.
func (e *Experiment) Link() string {
	s := e.marked()
	s.Moved = false
	return s.Text()
}

// restoreData finds the data of a state among those that are there or in its
// text. The error is a *param.Error.
func (e *Experiment) restoreData(s *history.State) (*target.Points, error) {
	var present *target.Points
	if e.parts.networks != nil {
		present = e.parts.points()
	}
	if s.Data == "" {
		return present, nil
	}
	p, err := target.FromText(s.Data, present)
	if err != nil {
		return present, err
	}
	return p, nil
}

// digits are how many a coordinate in the reader's units is written with: the
// particles' float32 have eight over the width of the data, and the distance to
// the origin may have seven more.
const digits = 15

func appendCoordinate(b []byte, v float64, own bool) []byte {
	if own {
		return strconv.AppendFloat(b, v, 'g', digits, 64)
	}
	return strconv.AppendFloat(b, v, 'g', -1, 32)
}
