package main

import (
	"errors"
	"maps"
	"slices"

	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// problem is an error as the page gets it.
func problem(err error, lang string) map[string]any {
	var e *param.Error
	if !errors.As(err, &e) {
		return map[string]any{"type": "failed", "message": err.Error()}
	}
	return map[string]any{"type": "setting", "field": e.Field, "value": e.Value, "range": e.Range, "message": e.In(lang)}
}

// describe is what a page learns of the program before it opens a figure.
func describe() map[string]any {
	return map[string]any{"version": float64(param.TextVersion), "params": parameters(), "scenes": scenes()}
}

// parameters is the table as the page builds its controls from.
func parameters() []any {
	list := make([]any, len(param.Table))
	for i, p := range param.Table {
		list[i] = map[string]any{
			"name": p.Name, "kind": p.Kind.String(), "min": p.Min, "max": p.Max, "default": p.Default, "log": p.Log,
			"unit": p.Unit, "auto": p.Auto, "of": texts(p.Of), "scope": p.Scope.String(), "choices": options(p.Options),
			"en": p.Label.EN, "zh": p.Label.ZH, "helpEn": p.Help.EN, "helpZh": p.Help.ZH,
		}
	}
	return list
}

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func options(opts []param.Option) []any {
	list := make([]any, len(opts))
	for i, o := range opts {
		list[i] = map[string]any{"value": o.Value, "en": o.Label.EN, "zh": o.Label.ZH}
	}
	return list
}

var clockNames = [...]string{scene.Sampling: "sampling", scene.Training: "training", scene.Still: "still"}

// scenes is what the page knows of the figures.
func scenes() []any {
	list := make([]any, len(param.Scenes))
	for i, o := range param.Scenes {
		s, _ := scene.Find(o.Value)
		wide, narrow := s.Ratios()
		list[i] = map[string]any{"name": s.Name, "en": o.Label.EN, "zh": o.Label.ZH, "controls": texts(s.Controls),
			"clock": clockNames[s.Clock], "pictures": s.Pictures, "ratio": wide, "ratioNarrow": narrow, "aboutEn": s.About.EN, "aboutZh": s.About.ZH,
			"variants": variants(s), "stages": variations(s.Stages), "set": defaults(s)}
	}
	return list
}

// defaults are those of a scene that are not the table's.
func defaults(s scene.Scene) map[string]any {
	m := map[string]any{}
	for name, value := range s.Set {
		m[name] = value
	}
	return m
}

// variants are the settings that a published figure offers beside its own.
func variants(s scene.Scene) []any {
	if s.Verdict == nil {
		return []any{}
	}
	return variations(s.Verdict.Variant)
}

func variations(of []scene.Variation) []any {
	list := []any{}
	for _, v := range of {
		text := ""
		for _, name := range slices.Sorted(maps.Keys(v.Set)) {
			text += name + "=" + v.Set[name] + "\n"
		}
		list = append(list, map[string]any{"en": v.Label.EN, "zh": v.Label.ZH, "text": text, "aboutEn": v.About.EN, "aboutZh": v.About.ZH})
	}
	return list
}

// values is every setting as text.
func values(c lab.Config) map[string]any {
	m := map[string]any{}
	for _, name := range param.Names() {
		m[name] = c.Get(name)
	}
	return m
}
