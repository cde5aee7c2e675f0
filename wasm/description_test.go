package main

import "testing"

// TestDescriptionIsWhole: every parameter, choice and scene has its words in both
// languages, and every numeric parameter a range.
func TestDescriptionIsWhole(t *testing.T) {
	d := describe()
	words := func(what string, m map[string]any, names ...string) {
		for _, name := range names {
			if s, _ := m[name].(string); s == "" {
				t.Errorf("%s has no %s", what, name)
			}
		}
	}
	for _, item := range d["params"].([]any) {
		p := item.(map[string]any)
		what := p["name"].(string)
		words(what, p, "kind", "scope", "en", "zh", "helpEn", "helpZh")
		if kind := p["kind"]; (kind == "real" || kind == "integer") && !(p["min"].(float64) < p["max"].(float64)) {
			t.Errorf("%s has no range", what)
		}
		for _, item := range p["choices"].([]any) {
			words("a choice of "+what, item.(map[string]any), "value", "en", "zh")
		}
	}
	for _, item := range d["scenes"].([]any) {
		s := item.(map[string]any)
		words(s["name"].(string), s, "en", "zh", "clock", "aboutEn", "aboutZh")
	}
}
