package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// ratios prints what the element has to know before its program runs: the names of the
// settings, and of each scene its width over its height, on a wide page and on a phone,
// and what stands below its picture: the stages of those that are gone through, and numbers.
func ratios([]string) error {
	numbers := map[string][]string{}
	for _, s := range scene.All {
		numbers[s.Name] = numbersOf(s)
	}
	stages, err := json.Marshal(stagesOf(scene.All))
	if err != nil {
		return err
	}
	names, err := json.Marshal(numbers)
	if err != nil {
		return err
	}
	settings, err := json.Marshal(param.Names())
	if err != nil {
		return err
	}
	_, err = fmt.Printf("/** @type {string[]} */ const parameterNames = %s;\n%s\n/** @type {Record<string, Variation[]>} */ const stages = %s;\n/** @type {Record<string, string[]>} */ const numbers = %s;\n", settings, ratiosOf(scene.All), stages, names)
	return err
}

func ratiosOf(scenes []scene.Scene) string {
	list := make([]string, len(scenes))
	for i, s := range scenes {
		wide, narrow := s.Ratios()
		list[i] = fmt.Sprintf("'%s': [%.4g, %.4g]", s.Name, wide, narrow)
	}
	return "/** @type {Record<string, [number, number]>} */ const ratios = { " + strings.Join(list, ", ") + " };"
}

// variation is a Variation of the element's script.
type variation struct {
	EN      string `json:"en"`
	ZH      string `json:"zh"`
	Text    string `json:"text"`
	AboutEN string `json:"aboutEn"`
	AboutZH string `json:"aboutZh"`
}

func stagesOf(scenes []scene.Scene) map[string][]variation {
	of := map[string][]variation{}
	for _, s := range scenes {
		for _, v := range s.Stages {
			text := ""
			for _, name := range slices.Sorted(maps.Keys(v.Set)) {
				text += name + "=" + v.Set[name] + "\n"
			}
			of[s.Name] = append(of[s.Name], variation{v.Label.EN, v.Label.ZH, text, v.About.EN, v.About.ZH})
		}
	}
	return of
}

// numbersOf is what the line below a scene says as the scene comes, at rest; status.js
// says how wide each of them is.
func numbersOf(s scene.Scene) (names []string) {
	add := func(more ...string) { names = append(names, more...) }
	learns, levels := s.Clock == scene.Training || s.Coupled || s.Rounds, s.Set["sampler"] != ""
	if s.Clock == scene.Still {
		add("σ")
	} else {
		add("stepName")
	}
	switch {
	case s.Pictures:
		add("loss", "confidence", "frechet")
	case s.Coupled:
		add("loss", "heldOut", "½E‖e‖²", "rmse", "curl", "heavy±", "swd")
	case learns:
		add("loss", "optimum", "½E‖e‖²", "rmse", "curl")
	case s.Clock == scene.Sampling:
		if levels {
			add("σ")
		}
		add("ε", "heavy")
	}
	return names
}
