package main

import (
	"encoding/json"
	"fmt"

	"github.com/scorefield/scorefield/wasm/article"
)

// presets prints the suggestions of the lesson, which every figure has among its settings.
func presets([]string) error {
	l, err := article.NewLaboratory()
	if err != nil {
		return err
	}
	list, err := l.Offers()
	if err != nil {
		return err
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	_, err = fmt.Printf("/** @type {Record<string, {en: string, zh: string, text: string}[]>} */ const presets = %s;\n", text)
	return err
}
