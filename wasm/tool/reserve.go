package main

import (
	"fmt"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// reserve prints a style sheet that keeps the place of figures until the
// page's script comes, so that the text below does not move: what the element's
// own sheet and bar make of them then. Its rules weigh nothing, as those of an
// element within itself, so any rule of the page stands.
func reserve([]string) error {
	fmt.Print(styleSheet())
	return nil
}

// Heights of what stands below a picture, in pixels of the page; a test in a
// browser holds them against the element.
const (
	aroundPicture = 2  // the border
	barHeight     = 78 // buttons and a line of numbers
	largeSettings = 44 // a row of settings that stand alone
	numbersLine   = 19.5
	stageButtons  = 38 // a row of them
	stageLine     = 18.85
	stageGap      = 4  // between all these and the buttons
	fingers       = 10 // higher buttons for fingers
	fingersStage  = 12
)

// foot is what a figure has, up to a width of its own, besides a line of numbers:
// more of these, rows of buttons for stages, and lines about the present one.
type foot struct{ upTo, numbers, rows, about int }

// feetOf is found in a browser: where the words of a scene break.
func feetOf(s scene.Scene) []foot {
	switch {
	case s.Coupled:
		return []foot{{9999, 0, 1, 2}, {1168, 1, 1, 2}, {658, 2, 1, 2}, {563, 2, 1, 3}, {507, 2, 2, 3}, {436, 3, 2, 3}, {389, 3, 2, 4}, {368, 4, 2, 4}, {311, 4, 3, 4}, {291, 5, 3, 4}}
	case s.Pictures:
		return []foot{{9999, 0, 1, 2}, {821, 0, 2, 2}, {727, 0, 2, 3}, {599, 1, 2, 3}, {493, 1, 2, 4}, {481, 1, 3, 4}, {405, 2, 3, 4}, {385, 2, 3, 5}, {301, 2, 3, 6}}
	case s.Clock == scene.Training:
		return []foot{{755, 1, 0, 0}, {391, 2, 0, 0}, {291, 3, 0, 0}}
	}
	return []foot{{463, 1, 0, 0}}
}

// height is that of all of them.
func (l foot) height() float64 {
	gap := 0.0
	if l.rows > 0 {
		gap = stageGap
	}
	return float64(l.numbers)*numbersLine + float64(l.rows)*stageButtons + float64(l.about)*stageLine + gap
}

// unnamed is the scene of a figure that names none.
const unnamed = "langevin"

func styleSheet() string {
	var s strings.Builder
	const figure = ":where(score-field:not(:defined))"
	fmt.Fprintf(&s, "/* The place of a figure until scorefield.js makes it: nothing moves then. */\n")
	fmt.Fprintf(&s, "%s { display: flow-root; container-type: inline-size; width: 100%%; width: -moz-available; width: -webkit-fill-available; width: stretch; min-width: min(240px, 100%%); box-sizing: border-box; contain-intrinsic-width: 300px; margin: 1.5em 0; font-size: 14px; --sf-below: %dpx; --sf-more: 0px; }\n", figure, aroundPicture+barHeight)
	// a float without a width, which text that stands in the element flows beside
	fmt.Fprintf(&s, "%s::before { content: ''; float: left; box-sizing: content-box; padding-top: calc((100%% - %dpx) * var(--sf-high) + var(--sf-below) + var(--sf-more) + var(--sf-lines, 0px)); }\n", figure, aroundPicture)
	// whose end its host contains, and where a theme gives the host no box (display: contents), this
	fmt.Fprintf(&s, "%s::after { content: ''; display: block; clear: both; }\n", figure)
	fmt.Fprintf(&s, ":where(score-field[controls]:not([controls=''], [controls='bar'], [controls='full'], [controls='none']):not(:defined)) { --sf-more: %dpx; }\n", largeSettings)
	for i, way := range []string{"wide", "narrow"} {
		rules := ""
		if way == "narrow" {
			fmt.Fprintf(&s, "@media (max-width: 592px) {\n")
		}
		for _, c := range scene.All {
			wide, narrow := c.Ratios()
			high := 1 / []float64{wide, narrow}[i]
			if c.Name == unnamed {
				rules = fmt.Sprintf("%s { --sf-high: %.4f; }\n", figure, high) + rules // first: rules that weigh the same
			}
			rules += fmt.Sprintf(":where(score-field[scene='%s']:not(:defined)) { --sf-high: %.4f; }\n", c.Name, high)
		}
		s.WriteString(rules)
	}
	s.WriteString("}\n")
	for _, c := range scene.All {
		which := fmt.Sprintf(":where(score-field[scene='%s']:not(:defined))", c.Name)
		if c.Name == unnamed {
			which = fmt.Sprintf(":where(score-field:is(:not([scene]), [scene='%s']):not(:defined))", c.Name)
		}
		for _, l := range feetOf(c) {
			fmt.Fprintf(&s, "@container (max-width: %dpx) { %s::before { --sf-lines: %gpx; --sf-rows: %d; } }\n", l.upTo, which, l.height(), l.rows)
		}
	}
	fmt.Fprintf(&s, "@media (pointer: coarse) { %s::before { border-top: calc(%dpx + %dpx * var(--sf-rows, 0)) solid transparent; } }\n", figure, fingers, fingersStage)
	fmt.Fprintf(&s, ":where(score-field[controls='none']:not(:defined))::before { --sf-lines: 0px; }\n")
	fmt.Fprintf(&s, ":where(score-field[controls='none']:not(:defined)) { --sf-below: %dpx; --sf-more: 0px; }\n", aroundPicture)
	fmt.Fprintf(&s, "@media (pointer: coarse) { :where(score-field[controls='none']:not(:defined))::before { border: 0; } }\n")
	fmt.Fprintf(&s, "@media (scripting: none) { %s::before, %[1]s::after { display: none; } }\n", figure)
	return s.String()
}
