package main

import (
	"regexp"
	"testing"
	"unicode"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// english is a word of some language, no letters of a formula.
var english = regexp.MustCompile(`[a-z]{3,}`)

// written is every text on the picture of a figure at its start and after a few
// steps.
func written(t *testing.T, settings, lang string) (texts []string) {
	t.Helper()
	f := newFigure(settings, nil, lang, func(string, any) {})
	composer := render.Composer{Apart: true}
	for range 2 {
		list := composer.Compose(f.FrameBuilder.Frame(f.Controller, wide), 1)
		for i := range list.Texts {
			texts = append(texts, list.StringOf(&list.Texts[i]))
		}
		advance(f.Controller, 30)
	}
	return texts
}

// TestPicturesSpeakTheLanguageOfThePage: on a Chinese page no English word is on
// any picture, and on an English one there is no sign that the raster's font lacks.
func TestPicturesSpeakTheLanguageOfThePage(t *testing.T) {
	small := "\nunits=4\nparticles=200\n"
	settings := []string{"scene=langevin\nepsilon=9", "scene=langevin\nflow=on\ncolour=age", "scene=langevin\ncolour=speed", "scene=matching\narrows=difference", "scene=race\ntraining-axis=ms"}
	for _, o := range param.Scenes {
		settings = append(settings, "scene="+o.Value)
	}
	for _, s := range settings {
		han := 0
		for _, text := range written(t, s+small, "zh") {
			if english.MatchString(text) && !containsHan(text) {
				t.Errorf("%q: %q is not Chinese", s, text)
			}
			if containsHan(text) {
				han++
			}
		}
		if han == 0 {
			t.Errorf("%q: nothing is Chinese", s)
		}
		for _, text := range written(t, s+small, "en") {
			if !render.Knows(text) {
				t.Errorf("%q: the font does not know %q", s, text)
			}
		}
	}
}

func containsHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}
