package main

import (
	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// readings appends to dst what a panel is about at the pointer's place: p where
// it shows the density, a score where it shows its arrows or particles that
// follow it, and how far apart the two scores are where it shows both or the
// map of their distance. A network that has learned nothing yet says nothing.
func readings(dst []render.Reading, at *lab.Probe, p scene.Panel) []render.Reading {
	learned := p.Has(scene.LearnedArrows)
	truth := p.Has(scene.TrueArrows) || p.Has(scene.ParticlesA) || p.Has(scene.ParticlesB)
	if p.Has(scene.Density) {
		dst = append(dst, render.Reading{Name: "p", X: at.P, Role: render.Ink})
	}
	if truth {
		dst = append(dst, render.Reading{Name: "s", X: at.Score[0], Y: at.Score[1], Vector: true, Role: render.Truth})
	}
	if learned && at.Trained {
		dst = append(dst, render.Reading{Name: "sθ", X: at.Learned[0], Y: at.Learned[1], Vector: true, Role: render.Learned})
	}
	if (learned && truth || p.Has(scene.ErrorMap)) && at.Trained {
		dst = append(dst, render.Reading{Name: "‖sθ − s‖", X: at.ScoreError(), Role: render.Alarm})
	}
	return dst
}
