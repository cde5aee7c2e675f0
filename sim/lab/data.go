package lab

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/history"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/target"
)

// Use makes points that package own has read the density, or pictures those that are learned.
// It is a step of undo like any other. The error is a *param.Error, also where points of the
// plane come to an experiment about pictures, or pictures to one of the plane.
func (e *Experiment) Use(p *Points) error {
	next := e.parts.history.Now()
	if next.OfPictures() != (p.Album != nil) {
		return &param.Error{Field: "data", Value: p.Name, Why: otherData[next.OfPictures()]}
	}
	if p.Album != nil {
		c, errs := next.Changed(settingsOf(p, &next.Config))
		if len(errs) > 0 {
			return errs[0]
		}
		next.Config = c
	} else if err := next.Config.Change("density", "data"); err != nil {
		return err
	}
	next.Data = p
	e.chooseStep(&next)
	return e.change(next)
}

var otherData = map[bool]param.Label{
	true: {
		EN: "This figure is about pictures, not about points of the plane: open “Your data” for these.",
		ZH: "此图的对象是图像，不是平面上的点：请在“你的数据”图中打开这些点。"},
	false: {
		EN: "This figure is about points of the plane, not about pictures: open “Digits out of noise” for these.",
		ZH: "此图的对象是平面上的点，不是图像：请在“噪声中浮现数字”图中打开这些图像。"},
}

// settingsOf are the settings that go with pictures: their classes, and no side to which they
// would have to be blown up, where there is a smaller one.
func settingsOf(p *Points, now *Config) string {
	text := "pictures=own&painted="
	if p.Classes == "" {
		text += "&labels=off&likelihood=off"
	} else {
		text += "&labels=on&class-set=" + p.Classes
		if len(now.Class) == 1 && !strings.Contains(p.Classes, now.Class) {
			text += "&class-label=all"
		}
	}
	side := ""
	for _, s := range []string{"8", "12", "16"} {
		if n, _ := strconv.Atoi(s); side == "" || n <= p.Album.Side {
			side = s
		}
		if s == now.Side {
			break
		}
	}
	return text + "&side=" + side
}

// suit makes settings that are about the reader's pictures go with them: with classes that they
// have, and with none where they have none. now are the settings before.
func suit(next *history.Settings, now *Config) error {
	p, _ := next.Data.(*target.Points)
	if next.Config.Pictures != "own" || p == nil || p.Album == nil {
		return nil
	}
	c := &next.Config
	if p.Classes == "" {
		if c.Labels == "on" && now.Pictures == "own" && now.Labels == "off" {
			return &param.Error{Field: "labels", Value: "on", Range: "off", Why: param.Label{
				EN: "Labels: “on” is not allowed, for your pictures have none; allowed: off.",
				ZH: "标签：你的图像没有标签，“on” 不可用；允许：off。"}}
		}
		c.Labels, c.ClassSet, c.Likelihood = "off", "", "off"
		return nil
	}
	if c.ClassSet == "" || strings.Trim(c.ClassSet, p.Classes) != "" {
		c.ClassSet = p.Classes
	}
	if len(c.Class) == 1 && !strings.Contains(c.ClassSet, c.Class) {
		c.Class = "all"
	}
	return nil
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
	if next.Pictures == "own" {
		c, errs := next.Changed("pictures=digits&labels=" + labelsOf(&next.Config) + "&class-label=all")
		if len(errs) > 0 {
			return errs[0]
		}
		next.Config = c
	}
	e.chooseStep(&next)
	return e.change(next)
}

// labelsOf is the scene's choice of labels.
func labelsOf(c *Config) string {
	p, _ := param.Find("labels")
	return p.DefaultOf(c)
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
	return s.Base.Density == "data" || s.Base.Pictures == "own" || slices.ContainsFunc(s.Journal, func(e history.Entry) bool { return e.Name == "density" && e.Value == "data" })
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
