package render

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// Text is a text of a picture as a mark of its own, so that a page can draw it
// with the reader's font at the screen's full resolution, whatever the
// resolution of the mesh. Lengths are device-independent pixels.
//
// The layout is that of the stroke font. Another font is drawn from the anchor
// (X, Y) and Align and, where it is wider than Box, narrowed to it; so no text
// reaches another or leaves what it stands in, whatever the font. Box is wide
// enough for Arial and its like to be narrowed little, if at all.
type Text struct {
	First, Last int      // its string is List.Letters[First:Last]: any signs, in the language of the Frame
	Role        TextRole // what it is for
	Panel       int      // index of its panel, −1: the ladder's
	X, Y        float64  // anchor, on the baseline
	Align       float64  // share of the text's width that lies before the anchor: 0, ½ or 1
	Up          bool     // turned by a quarter about the anchor: it reads upwards
	Size        float64  // height of the capitals
	Box         Rect     // what it may take up: from the tops of the letters to their descenders
	Color       Color    // of the letters
	Halo        Color    // of a rim around them; transparent: none
	Rim         float64  // width of the rim on each side of a letter's edge
}

// TextRole is what a text is for.
type TextRole uint8

const (
	TitleText  TextRole = iota // title of a panel
	TickText                   // number beside an axis, a colour bar, a level of the ladder
	AxisText                   // name of an axis or of a colour bar
	LegendText                 // row of a legend
	LabelText                  // beside a mark: contour, handle, curve, known value, scale bar
	NoteText                   // line in a plot's corner
	ValueText                  // numbers of gauges, meters, readings and dissected steps
)

var textRoles = [...]string{"title", "tick", "axis", "legend", "label", "note", "value"}

// String is the role's name.
func (r TextRole) String() string { return textRoles[r] }

// Line is a straight line of what surrounds the data: the border of a plot, a
// tick, a scale bar. Like Text it can be drawn apart from the mesh. Lengths are
// device-independent pixels. The lines of a grid are not among them: they lie
// under the data and stay in the mesh.
//
// A line straight up or across is sharp when it is moved to the middle of a device
// pixel; none should be thinner than 0.6 device pixels.
type Line struct {
	X0, Y0, X1, Y1 float64 // from and to
	Width          float64 // above 0
	Color          Color   // may be transparent in part
}

// overlay collects a picture's texts and lines and keeps those of the picture
// before, to know whether anything has changed.
type overlay struct {
	letters, oldLetters []byte
	texts, oldTexts     []Text
	lines, oldLines     []Line
	stamp               uint64
}

func (o *overlay) begin() {
	o.texts, o.oldTexts = o.oldTexts[:0], o.texts
	o.lines, o.oldLines = o.oldLines[:0], o.lines
	o.letters, o.oldLetters = o.oldLetters[:0], o.letters
}

// end hands the marks to the list.
func (o *overlay) end(l *List) {
	if !slices.Equal(o.texts, o.oldTexts) || !slices.Equal(o.lines, o.oldLines) || !slices.Equal(o.letters, o.oldLetters) {
		o.stamp++
	}
	l.Letters, l.Texts, l.Lines, l.OverlayStamp = o.letters, o.texts, o.lines, o.stamp
}

const (
	ascent    = 7.6 / capHeight // of the tallest letters and superscripts over the height of capitals
	descent   = 2.2 / capHeight
	narrowest = 0.6 // share of its width to which a text may be narrowed
)

// add lists a text, if it can be read inside clip: what would
// be cut at an end is narrowed; what would have to be narrowed too much, or would
// lose more than its descenders, is left out.
func (o *overlay) add(t Text, text []byte, clip Rect) {
	width := float64(pageWidth(text, float32(t.Size)))
	before, after := width*t.Align, width*(1-t.Align)
	up, down := ascent*t.Size, descent*t.Size
	if t.Up {
		t.Box = Rect{t.X - up, t.Y - after, t.X + down, t.Y + before}
	} else {
		t.Box = Rect{t.X - before, t.Y - up, t.X + after, t.Y + down}
	}
	if len(text) == 0 || !(width > 0) || !t.fit(clip) {
		return
	}
	t.First = len(o.letters)
	o.letters = append(o.letters, text...)
	t.Last = len(o.letters)
	o.texts = append(o.texts, t)
}

// fit narrows the box to clip, evenly about the anchor, so that Align stays
// true. It reports false where too little would be left.
func (t *Text) fit(clip Rect) bool {
	b := &t.Box
	if t.Up {
		inside := b.X0 >= clip.X0 && t.X <= clip.X1
		b.X1 = min(b.X1, clip.X1)
		return inside && narrow(&b.Y0, &b.Y1, t.Y, clip.Y0, clip.Y1)
	}
	inside := b.Y0 >= clip.Y0 && t.Y <= clip.Y1
	b.Y1 = min(b.Y1, clip.Y1)
	return inside && narrow(&b.X0, &b.X1, t.X, clip.X0, clip.X1)
}

// narrow shrinks lo … hi about the point at until it is inside least … most.
func narrow(lo, hi *float64, at, least, most float64) bool {
	k := 1.0
	if *lo < least {
		k = min(k, (at-least)/(at-*lo))
	}
	if *hi > most {
		k = min(k, (most-at)/(*hi-at))
	}
	if !(k >= narrowest) {
		return false
	}
	if k < 1 {
		*lo, *hi = max(at-(at-*lo)*k, least), min(at+(*hi-at)*k, most)
	}
	return true
}

// cover takes away the texts that a card is laid over.
func (o *overlay) cover(card Rect) {
	kept := o.texts[:0]
	for _, t := range o.texts {
		if b := t.Box; min(b.X1, card.X1) <= max(b.X0, card.X0) || min(b.Y1, card.Y1) <= max(b.Y0, card.Y0) {
			kept = append(kept, t)
		}
	}
	o.texts = kept
}

// StringOf is what a text says.
func (l *List) StringOf(t *Text) string { return string(l.Letters[t.First:t.Last]) }

// AppendOverlay appends the texts and lines as JSON, in the order of drawing
// (lines first):
//
//	{"lines":[[x0,y0,x1,y1,width,"#rrggbbaa"],…],
//	 "texts":[{"string":…,"role":"title",…,"panel":0,"x":…,"y":…,"align":0.5,"up":false,"size":…,
//	           "box":[x0,y0,x1,y1],"color":"#rrggbbaa","halo":"#rrggbbaa","rim":…},…]}
//
// It is written by hand because the page's program does without encoding/json.
func (l *List) AppendOverlay(b []byte) []byte {
	b = append(b, `{"lines":[`...)
	for i := range l.Lines {
		r := &l.Lines[i]
		b = appendNumbers(appendComma(b, i), "[", r.X0, r.Y0, r.X1, r.Y1, r.Width)
		b = append(appendHex(append(b, ','), r.Color), ']')
	}
	b = append(b, `],"texts":[`...)
	for i := range l.Texts {
		t := &l.Texts[i]
		b = appendQuoted(append(appendComma(b, i), `{"string":`...), l.Letters[t.First:t.Last])
		b = append(append(append(b, `,"role":"`...), t.Role.String()...), `","panel":`...)
		b = strconv.AppendInt(b, int64(t.Panel), 10)
		b = appendNumbers(b, `,"x":`, t.X)
		b = appendNumbers(b, `,"y":`, t.Y)
		b = appendNumbers(b, `,"align":`, t.Align)
		b = strconv.AppendBool(append(b, `,"up":`...), t.Up)
		b = appendNumbers(b, `,"size":`, t.Size)
		b = appendNumbers(b, `,"box":[`, t.Box.X0, t.Box.Y0, t.Box.X1, t.Box.Y1)
		b = appendHex(append(b, `],"color":`...), t.Color)
		b = appendHex(append(b, `,"halo":`...), t.Halo)
		b = append(appendNumbers(b, `,"rim":`, t.Rim), '}')
	}
	return append(b, `]}`...)
}

func appendComma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}

// appendNumbers writes numbers to a thousandth of a pixel, with commas between.
func appendNumbers(b []byte, before string, values ...float64) []byte {
	b = append(b, before...)
	for i, v := range values {
		b = appendComma(b, i)
		b = strconv.AppendFloat(b, v, 'f', 3, 64)
	}
	return b
}

// appendHex writes a colour as pages write it, not premultiplied.
func appendHex(b []byte, c Color) []byte {
	const digits = "0123456789abcdef"
	b = append(b, `"#`...)
	for k, v := range c {
		if k < 3 && c[3] > 0 {
			v /= c[3]
		}
		n := byte(min(max(v, 0), 1)*255 + 0.5)
		b = append(b, digits[n>>4], digits[n&15])
	}
	return append(b, '"')
}

// appendQuoted writes a JSON string. Bytes that are no UTF-8 become U+FFFD.
func appendQuoted(b, s []byte) []byte {
	b = append(b, '"')
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		s = s[n:]
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < ' ':
			b = append(b, `\u00`...)
			b = append(b, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
