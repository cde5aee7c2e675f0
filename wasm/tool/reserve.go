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
	barHeight     = 78 // buttons and the line of numbers
	narrowLine    = 19 // a second line of numbers in a narrow figure
	fingers       = 10 // higher buttons for fingers
	largeSettings = 44 // a row of settings that stand alone
)

// unnamed is the scene of a figure that names none.
const unnamed = "langevin"

func styleSheet() string {
	var s strings.Builder
	const figure = ":where(score-field:not(:defined))"
	fmt.Fprintf(&s, "/* The place of a figure until scorefield.js makes it: nothing moves then. */\n")
	fmt.Fprintf(&s, "%s { display: flow-root; container-type: inline-size; width: 100%%; width: -moz-available; width: -webkit-fill-available; width: stretch; min-width: min(240px, 100%%); box-sizing: border-box; contain-intrinsic-width: 300px; margin: 1.5em 0; font-size: 14px; --sf-below: %dpx; --sf-more: 0px; }\n", figure, aroundPicture+barHeight)
	// a float without a width, which text that stands in the element flows beside
	fmt.Fprintf(&s, "%s::before { content: ''; float: left; box-sizing: content-box; padding-top: calc((100%% - %dpx) * var(--sf-high) + var(--sf-below) + var(--sf-more)); }\n", figure, aroundPicture)
	fmt.Fprintf(&s, ":where(score-field[controls]:not([controls=''], [controls='bar'], [controls='full'], [controls='none']):not(:defined)) { --sf-more: %dpx; }\n", largeSettings)
	for i, way := range []string{"wide", "narrow"} {
		rules := ""
		if way == "narrow" {
			fmt.Fprintf(&s, "@media (max-width: 592px) {\n%s { --sf-below: %dpx; }\n", figure, aroundPicture+barHeight+narrowLine)
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
	fmt.Fprintf(&s, "@media (pointer: coarse) { %s::before { border-top: %dpx solid transparent; } }\n", figure, fingers)
	fmt.Fprintf(&s, ":where(score-field[controls='none']:not(:defined)) { --sf-below: %dpx; --sf-more: 0px; }\n", aroundPicture)
	fmt.Fprintf(&s, "@media (pointer: coarse) { :where(score-field[controls='none']:not(:defined))::before { border: 0; } }\n")
	fmt.Fprintf(&s, "@media (scripting: none) { %s::before { display: none; } }\n", figure)
	return s.String()
}
