package render

const filmGap = 3.0 // between rows of pictures

// filmNames is the width that the names of a film's rows take up before it.
func filmNames(names []string) float64 {
	wide := 0.0
	for _, name := range names {
		wide = max(wide, float64(TextWidth(name, labelType)))
	}
	if wide > 0 {
		wide += 8
	}
	return wide
}

// drawFilm draws a row of the film and its name.
func (l *Ladder) drawFilm(c *canvas, layout *Layout, row int, cache *picturesCache) {
	if name := layout.frame(row, 0); row < len(l.Names) {
		c.write(AxisText, c.copyText(l.Names[row]), layout.Strip.X0-8, (name.Y0+name.Y1+labelType*c.typeScale)/2, labelType, 1, c.color(Ink))
	}
	p := l.Film[row]
	if p.N() == 0 {
		return
	}
	p.valid()
	cache.update(p, 1)
	for k := range min(p.N(), len(l.Sigmas)) {
		box := layout.frame(row, k)
		pixel := box.W() / float64(max(p.W, p.H))
		x, y := (box.X0+box.X1-float64(p.W)*pixel)/2, (box.Y0+box.Y1-float64(p.H)*pixel)/2
		if pixel > 0 {
			cache.drawRow(c, p, k, x, y, pixel)
		}
	}
}
