package table

// Scale says which values of a pixel are paper and ink. Paper may be the larger one.
type Scale struct {
	Paper float32 // where nothing is drawn
	Ink   float32 // where something is
}

// scales are the ranges that pixels usually have.
var scales = [...][2]float32{{0, 1}, {-1, 1}, {0, 16}, {0, 255}}

// Scale guesses which values are paper and ink: the ends of the narrowest usual range in which
// all values lie and more than half of which they use (0 to 1, −1 to 1, 0 to 16, 0 to 255), or
// else the least and the largest value. Paper is the end that is nearer to the mean of the
// pictures' borders. The error, of pictures of one grey, is an [*Error].
func (p *Pictures) Scale() (Scale, error) {
	low, high := p.Pixels[0], p.Pixels[0]
	for _, v := range p.Pixels {
		low, high = min(low, v), max(high, v)
	}
	if low == high {
		return Scale{}, &Error{Kind: BadPictures, what: Text{"pictures of one grey: all pixels are " + number(float64(low)), "只有一种灰度的图片：所有像素均为 " + number(float64(low))},
			allowed: Text{"pixels that differ", "互不相同的像素"}}
	}
	for _, s := range scales {
		if s[0] <= low && high <= s[1] && high-low > (s[1]-s[0])/2 && (s[0] < 0) == (low < 0) {
			low, high = s[0], s[1]
			break
		}
	}
	if p.border() > (float64(low)+float64(high))/2 {
		return Scale{Paper: high, Ink: low}, nil
	}
	return Scale{Paper: low, Ink: high}, nil
}

// border is the mean of the outermost pixels.
func (p *Pictures) border() float64 {
	sum, n := 0.0, 0
	d := p.Height * p.Width
	for k := range d {
		if r, c := k/p.Width, k%p.Width; r > 0 && r < p.Height-1 && c > 0 && c < p.Width-1 {
			continue
		}
		for i := range p.N() {
			sum += float64(p.Pixels[i*d+k])
			n++
		}
	}
	return sum / float64(n)
}

// Note says the scale in a sentence.
func (s Scale) Note() Text {
	low, high := number(float64(min(s.Paper, s.Ink))), number(float64(max(s.Paper, s.Ink)))
	paper, ink := number(float64(s.Paper)), number(float64(s.Ink))
	return Text{"Pixels are taken to be from " + low + " to " + high + ": " + paper + " is paper, as at the border, and " + ink + " is ink.",
		"像素取值视为 " + low + " 到 " + high + "：" + paper + " 为纸（与边缘一致），" + ink + " 为墨。"}
}

// Turned is the scale with paper and ink in each other's place.
func (s Scale) Turned() Scale { return Scale{Paper: s.Ink, Ink: s.Paper} }

// Grey are the pixels in bytes: 0 is paper, 255 is ink, rounded. Values beyond the scale are
// one of these.
func (p *Pictures) Grey(s Scale) []uint8 {
	out := make([]uint8, len(p.Pixels))
	from, width := float64(s.Paper), float64(s.Ink)-float64(s.Paper)
	for i, v := range p.Pixels {
		out[i] = uint8(min(max((float64(v)-from)/width*255+0.5, 0), 255))
	}
	return out
}
