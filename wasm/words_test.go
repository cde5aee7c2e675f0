package main

import (
	"regexp"
	"slices"
	"testing"
	"unicode"

	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// latin is a word of some language, no letters of a formula; kept are names that
// Chinese texts write so too.
var (
	latin = regexp.MustCompile(`[A-Za-z]{3,}`)
	kept  = []string{"Fisher", "Karras", "Metropolis", "Euler", "Heun", "log", "ODE", "SDE"}
)

// written is every text on the picture of a figure at its start and after a few
// steps, with the pointer on it.
func written(t *testing.T, settings, lang string) (texts []string) {
	t.Helper()
	f := newFigure(settings, lang, func(string, any) {})
	composer := render.Composer{Apart: true}
	f.Tick(wide, 0)
	f.Do(Event{Kind: "move", X: wide.Width / 3, Y: wide.Height / 2})
	f.Tick(wide, 0)
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
// any picture, whatever is compared, learned and pointed at, and on an English one there is no sign that the raster's font lacks.
func TestPicturesSpeakTheLanguageOfThePage(t *testing.T) {
	small := "\nunits=4\nparticles=200\n"
	settings := []string{"scene=langevin\nepsilon=9", "scene=langevin\nflow=on\ncolour=age", "scene=langevin\ncolour=speed", "scene=matching\narrows=difference", "scene=race\ntraining-axis=ms"}
	for _, o := range param.Scenes {
		settings = append(settings, "scene="+o.Value)
	}
	for _, o := range param.Samplers {
		settings = append(settings, "scene=ncsn-fig3\nversus="+o.Value)
	}
	for _, o := range param.Objectives {
		settings = append(settings, "scene=projections\nobjective="+o.Value)
	}
	for _, s := range settings {
		han := 0
		for _, text := range written(t, s+small, "zh") {
			for _, word := range latin.FindAllString(text, -1) {
				if !slices.Contains(kept, word) {
					t.Errorf("%q: %q is not Chinese", s, text)
				}
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
