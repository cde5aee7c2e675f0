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
			Truth: hex(0x1764ab), Learned: hex(0xd0570a), Drift: hex(0x14775f), Noise: hex(0xcf5f9c), Alarm: hex(0xa3151f), Good: hex(0x14775f),
			Cat0: hex(0x1f66b0), Cat1: hex(0xc27c0a), Cat2: hex(0x03604a), Cat3: hex(0xda8db4),
			Cat4: hex(0x45a4dc), Cat5: hex(0xc14a00), Cat6: hex(0x7d6f00), Cat7: hex(0x3c4452),
		},
	},
	Dark: {
		paper: hex(0x0f131a), line: 1, disc: 0.85,
		roles: [numberRoles]Color{
			Ink: hex(0xf3e6c8), Muted: hex(0x9aa5b5), Faint: hex(0x2a3240),
			Truth: hex(0x74b7f5), Learned: hex(0xff9752), Drift: hex(0x62cc9c), Noise: hex(0xff9ede), Alarm: hex(0xe2544a), Good: hex(0x62cc9c),
			Cat0: hex(0x62b2ff), Cat1: hex(0xfaa728), Cat2: hex(0x3f9f78), Cat3: hex(0xf9cde2),
			Cat4: hex(0xa5d9f9), Cat5: hex(0xf07b3a), Cat6: hex(0xf2e767), Cat7: hex(0xb4bcc8),
		},
	},
	LightStrong: {
		paper: hex(0xffffff), line: 1.4, disc: 0.95,
		roles: [numberRoles]Color{
			Ink: hex(0x000000), Muted: hex(0x333333), Faint: hex(0xb0b0b0),
			Truth: hex(0x003f88), Learned: hex(0xa33b00), Drift: hex(0x1f7a62), Noise: hex(0x5a0a4c), Alarm: hex(0x8f0a14), Good: hex(0x1f7a62),
			Cat0: hex(0x1f5fb0), Cat1: hex(0xa85a00), Cat2: hex(0x00402c), Cat3: hex(0x8e1f7a),
			Cat4: hex(0x1f7ab8), Cat5: hex(0x9a3400), Cat6: hex(0x5c5200), Cat7: hex(0x111111),
		},
	},
	DarkStrong: {
		paper: hex(0x000000), line: 1.4, disc: 0.95,
		roles: [numberRoles]Color{
			Ink: hex(0xffffff), Muted: hex(0xd0d0d0), Faint: hex(0x555555),
			Truth: hex(0x8fccff), Learned: hex(0xffa35e), Drift: hex(0x66dfa5), Noise: hex(0xd58ac6), Alarm: hex(0xef5a4e), Good: hex(0x66dfa5),
			Cat0: hex(0x6dbdff), Cat1: hex(0xffb44e), Cat2: hex(0x4fa37c), Cat3: hex(0xffe0ee),
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
