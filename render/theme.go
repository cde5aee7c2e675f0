package render

// style is what a theme fixes beside its colour maps.
type style struct {
	paper Color // behind halos and exports; a canvas stays transparent
	roles [numberRoles]Color
	line  float64 // factor for the widths of strokes
	disc  float64 // opacity of a particle
}

// The categories are those of Okabe and Ito, "Color Universal Design" (2008),
// moved in lightness to stand on white or on near-black.
var styles = [numberThemes]style{
	Light: {
		paper: hex(0xffffff), line: 1, disc: 0.8,
		roles: [numberRoles]Color{
			Ink: hex(0x1a2332), Muted: hex(0x5f6b7d), Faint: hex(0xdce1e8),
			Truth: hex(0x1764ab), Learned: hex(0xd0570a), Drift: hex(0x00795a), Noise: hex(0xae4580), Alarm: hex(0xb9202c), Good: hex(0x00795a),
			Cat0: hex(0x0b62a4), Cat1: hex(0xdd8a00), Cat2: hex(0x00876a), Cat3: hex(0xb9558f),
			Cat4: hex(0x45a4dc), Cat5: hex(0xc14a00), Cat6: hex(0x7d6f00), Cat7: hex(0x3c4452),
		},
	},
	Dark: {
		paper: hex(0x0f131a), line: 1, disc: 0.85,
		roles: [numberRoles]Color{
			Ink: hex(0xf3e6c8), Muted: hex(0x9aa5b5), Faint: hex(0x2a3240),
			Truth: hex(0x74b7f5), Learned: hex(0xff9752), Drift: hex(0x58d3a8), Noise: hex(0xf29fcb), Alarm: hex(0xff7070), Good: hex(0x58d3a8),
			Cat0: hex(0x5aaeee), Cat1: hex(0xf5b13d), Cat2: hex(0x35c497), Cat3: hex(0xeb93c1),
			Cat4: hex(0xa5d9f9), Cat5: hex(0xf07b3a), Cat6: hex(0xf2e767), Cat7: hex(0xb4bcc8),
		},
	},
	LightStrong: {
		paper: hex(0xffffff), line: 1.4, disc: 0.95,
		roles: [numberRoles]Color{
			Ink: hex(0x000000), Muted: hex(0x333333), Faint: hex(0xb0b0b0),
			Truth: hex(0x003f88), Learned: hex(0xa33b00), Drift: hex(0x005a3c), Noise: hex(0x8a1f63), Alarm: hex(0x99000d), Good: hex(0x005a3c),
			Cat0: hex(0x003f88), Cat1: hex(0xa86500), Cat2: hex(0x00664d), Cat3: hex(0x96326f),
			Cat4: hex(0x1f7ab8), Cat5: hex(0x9a3400), Cat6: hex(0x5c5200), Cat7: hex(0x111111),
		},
	},
	DarkStrong: {
		paper: hex(0x000000), line: 1.4, disc: 0.95,
		roles: [numberRoles]Color{
			Ink: hex(0xffffff), Muted: hex(0xd0d0d0), Faint: hex(0x555555),
			Truth: hex(0x8fccff), Learned: hex(0xffa35e), Drift: hex(0x6ff0c0), Noise: hex(0xffaed8), Alarm: hex(0xff8585), Good: hex(0x6ff0c0),
			Cat0: hex(0x8fccff), Cat1: hex(0xffbf47), Cat2: hex(0x4fe3b2), Cat3: hex(0xffaed8),
			Cat4: hex(0xc9ebff), Cat5: hex(0xff9452), Cat6: hex(0xfff27a), Cat7: hex(0xdddddd),
		},
	},
}

// Paper is the colour that the theme is made for: exports fill it in, a canvas
// stays transparent.
func (t Theme) Paper() Color { return styles[t%numberThemes].paper }

// Color returns the colour of a role.
func (t Theme) Color(r Role) Color { return styles[t%numberThemes].roles[r%numberRoles] }

func (t Theme) style() *style { return &styles[t%numberThemes] }

// dark reports whether ink is lighter than paper.
func (t Theme) dark() bool { return t == Dark || t == DarkStrong }
