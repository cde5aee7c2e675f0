//go:build !js

package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
)

// box is a part of the cube of colours: those of colors lie in it, and have so many
// pixels together. The longest side of its content is along a channel.
type box struct {
	colors           []shade
	pixels           int
	longest, channel int
}

// shade is a colour of a picture and how many of its pixels have it.
type shade struct {
	rgb   [3]uint8
	count int
}

// mean is the box's colour: the mean of its pixels.
func (b *box) mean() color.Color {
	var sum [3]int
	for _, s := range b.colors {
		for k, v := range s.rgb {
			sum[k] += int(v) * s.count
		}
	}
	half := b.pixels / 2
	return color.RGBA{uint8((sum[0] + half) / b.pixels), uint8((sum[1] + half) / b.pixels), uint8((sum[2] + half) / b.pixels), 255}
}

// palette is n colours of a picture, or as many as it has, by the median cut (Heckbert,
// "Color image quantization for frame buffer display", SIGGRAPH 1982): the box whose
// content is longest is cut, here in the middle of its length, so that few pixels of a
// colour that is like no other keep it.
func palette(img *image.RGBA, n int) color.Palette {
	boxes := []box{newBox(shades(img))}
	for len(boxes) < n {
		widest := 0
		for i := range boxes {
			if boxes[i].longest > boxes[widest].longest {
				widest = i
			}
		}
		colors, channel := boxes[widest].colors, boxes[widest].channel
		if boxes[widest].longest == 0 {
			break
		}
		slices.SortStableFunc(colors, func(a, b shade) int { return int(a.rgb[channel]) - int(b.rgb[channel]) })
		middle := (int(colors[0].rgb[channel]) + int(colors[len(colors)-1].rgb[channel]) + 1) / 2
		cut := slices.IndexFunc(colors, func(s shade) bool { return int(s.rgb[channel]) >= middle })
		boxes[widest] = newBox(colors[:cut:cut])
		boxes = append(boxes, newBox(colors[cut:]))
	}
	p := make(color.Palette, len(boxes))
	for i := range boxes {
		p[i] = boxes[i].mean()
	}
	return p
}

func newBox(colors []shade) box {
	b := box{colors: colors}
	for _, s := range colors {
		b.pixels += s.count
	}
	for k := range 3 {
		lo, hi := 255, 0
		for _, s := range colors {
			lo, hi = min(lo, int(s.rgb[k])), max(hi, int(s.rgb[k]))
		}
		if hi-lo > b.longest {
			b.longest, b.channel = hi-lo, k
		}
	}
	return b
}

// shades are the colours of an opaque picture, in the order of their channels.
func shades(img *image.RGBA) []shade {
	counts := map[[3]uint8]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		counts[[3]uint8(img.Pix[i:i+3])]++
	}
	list := make([]shade, 0, len(counts))
	for rgb, n := range counts {
		list = append(list, shade{rgb, n})
	}
	slices.SortFunc(list, func(a, b shade) int { return slices.Compare(a.rgb[:], b.rgb[:]) })
	return list
}

// paletted is a picture in n colours, each pixel in the nearest one.
func paletted(img *image.RGBA, n int) *image.Paletted {
	p := palette(img, n)
	out := image.NewPaletted(img.Rect, p)
	nearest := map[[3]uint8]uint8{}
	for i := range out.Pix {
		rgb := [3]uint8(img.Pix[4*i : 4*i+3])
		at, ok := nearest[rgb]
		if !ok {
			at = index(p, rgb)
			nearest[rgb] = at
		}
		out.Pix[i] = at
	}
	return out
}

// index is the place of the nearest colour.
func index(p color.Palette, rgb [3]uint8) uint8 {
	at, least := 0, math.MaxInt
	for i, c := range p {
		c := c.(color.RGBA)
		r, g, b := int(rgb[0])-int(c.R), int(rgb[1])-int(c.G), int(rgb[2])-int(c.B)
		if d := r*r + g*g + b*b; d < least {
			at, least = i, d
		}
	}
	return uint8(at)
}

// small is a picture as a PNG of at most so many bytes, with as many colours as that
// allows, 4 at least.
func small(img *image.RGBA, most int) ([]byte, error) {
	var b bytes.Buffer
	for n := 256; n >= 4; n /= 2 {
		b.Reset()
		if err := png.Encode(&b, paletted(img, n)); err != nil {
			return nil, err
		}
		if b.Len() <= most {
			break
		}
	}
	return b.Bytes(), nil
}
