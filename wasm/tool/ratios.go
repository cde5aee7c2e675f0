package main

import (
	"fmt"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// ratios prints what the element has to know of the scenes before its program runs:
// each one's width over its height, on a wide page and on a phone.
func ratios([]string) error {
	_, err := fmt.Println(ratiosOf(scene.All))
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
