package article

import (
	"slices"
	"strconv"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// Figure is one live figure of the article.
type Figure struct {
	Key      string
	Broad    bool      // wider than the text
	Pictured int       // after how many steps its picture shows it
	Flags    []string  // attributes without a value
	Settings []Setting // the others, scene first
	Presets  []Preset
}

// Preset is a button under a figure.
type Preset struct {
	Key   string
	Set   []Setting // everything in which the presets of the figure differ, so that each is the same whatever was pressed before
	Verbs []string  // what happens afterwards: reset, play
}

// Figure reads a figure's block of the outline.
func (b Block) Figure() Figure {
	f := Figure{Key: b.Key}
	for _, s := range settings(b.Args) {
		if s.Name == "pictured" {
			f.Pictured, _ = strconv.Atoi(s.Value)
			continue
		}
		f.Settings = append(f.Settings, s)
	}
	for _, a := range b.Args {
		switch {
		case a == "broad":
			f.Broad = true
		case !slices.Contains([]byte(a), '='):
			f.Flags = append(f.Flags, a)
		}
	}
	names := []string{}
	for _, t := range b.Items {
		for _, s := range settings(t.Args) {
			if !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	for _, t := range b.Items {
		p := Preset{Key: t.Key}
		own := settings(t.Args)
		for _, name := range names {
			if s, ok := f.value(own, name); ok && !slices.Contains(p.Set, s) {
				p.Set = append(p.Set, s)
			}
		}
		if i := slices.Index(t.Args, ":"); i >= 0 {
			p.Verbs = t.Args[i+1:]
		}
		f.Presets = append(f.Presets, p)
	}
	return f
}

// Params are the settings that are parameters of the program, without the
// attributes of the element.
func (f Figure) Params() []Setting {
	return slices.DeleteFunc(slices.Clone(f.Settings), func(s Setting) bool {
		_, ok := param.Find(s.Name)
		return !ok
	})
}

// Scene is the figure's scene.
func (f Figure) Scene() scene.Scene {
	name, _ := lookup(f.Settings, "scene")
	s, _ := scene.Find(name)
	return s
}

// value is what a preset with settings of its own gives the parameter name:
// its own, the figure's, or the scene's. A mixture and a named density stand
// for one another.
func (f Figure) value(own []Setting, name string) (Setting, bool) {
	if name == "mixture" || name == "density" {
		for _, list := range [][]Setting{own, f.Settings} {
			for _, target := range []string{"mixture", "density"} {
				if v, ok := lookup(list, target); ok {
					return Setting{target, v}, true
				}
			}
		}
		name = "density"
	}
	for _, list := range [][]Setting{own, f.Settings} {
		if v, ok := lookup(list, name); ok {
			return Setting{name, v}, true
		}
	}
	p, ok := param.Find(name)
	return Setting{name, p.DefaultIn(f.Scene())}, ok
}
