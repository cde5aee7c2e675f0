package table

import (
	"cmp"
	"slices"
)

// What a sheet may be.
const (
	leastTile     = 4 // pixels of a side
	mostTile      = 512
	leastTiles    = 8  // on a sheet
	widestGap     = 8  // between tiles
	evenGrey      = 12 // by which the pixels of a gap may differ from its mean: what JPEG leaves
	otherGrids    = 3  // how many others are offered
	leastExplains = 0.1
)

// grid is a way to divide a sheet into square tiles.
type grid struct {
	side, gap  int
	margin     int // before the first tile and behind the last: 0 or the gap
	rows, cols int
	explains   float64 // how well its period explains where the sheet changes
}

// ReadSheet reads pictures that stand in rows and columns on one large picture of width ×
// height pixels: squares, with nothing between them or with gaps of one grey. grey are its
// pixels, row by row. The side of the squares is guessed: where a sheet has tiles, it changes
// from pixel to pixel in the same way at every period. Options.Reading is the key of another
// reading, one of Others of an earlier call. The error is an [*Error].
func ReadSheet(grey []uint8, width, height int, o Options) (*Pictures, error) {
	if width < leastTile || height < leastTile || len(grey) != width*height {
		return nil, badSheet(width, height)
	}
	fullWidth, fullHeight := width, height
	enlarged := enlargedBy(grey, width, height, &o)
	if enlarged > 1 {
		grey, width, height = reduced(grey, width, height, enlarged, &o), width/enlarged, height/enlarged
	}
	list := grids(grey, width, height, &o)
	if len(list) == 0 {
		return nil, badSheet(fullWidth, fullHeight)
	}
	k := 0
	if o.Reading != "" {
		if k = slices.IndexFunc(list, func(g grid) bool { return g.reading().Key == o.Reading }); k < 0 {
			return nil, &Error{Kind: NoReading, Value: brief(o.Reading)}
		}
	}
	g := list[k]
	p := &Pictures{Height: g.side, Width: g.side, Reading: g.reading()}
	for i, other := range list[:min(len(list), otherGrids+1)] {
		if i != k {
			p.Others = append(p.Others, other.reading())
		}
	}
	tiles := decimal(g.cols) + " × " + decimal(g.rows)
	is := decimal(g.side) + " × " + decimal(g.side)
	p.Notes = append(p.Notes, Text{"The sheet of " + decimal(fullWidth) + " × " + decimal(fullHeight) + " pixels is taken to be " + tiles + " tiles of " + is + ".",
		decimal(fullWidth) + " × " + decimal(fullHeight) + " 像素的图片视为 " + tiles + " 个 " + is + " 的小图。"})
	if enlarged > 1 {
		of := decimal(enlarged) + " × " + decimal(enlarged)
		p.Notes = append(p.Notes, Text{"A pixel of a tile is " + of + " pixels of the sheet.", "小图的一个像素对应大图的 " + of + " 个像素。"})
	}
	if why := p.fill(g.rows*g.cols, func(i, k int) float64 {
		x, y := g.at(i%g.cols)+k%g.side, g.at(i/g.cols)+k/g.side
		return float64(grey[y*width+x])
	}, &o); why != nil {
		return nil, why
	}
	return p, nil
}

func badSheet(width, height int) *Error {
	is := decimal(width) + " × " + decimal(height)
	return &Error{Kind: BadPictures, what: Text{"a picture of " + is + " pixels that is no sheet of equal squares", is + " 像素的图片，不是由大小相同的方格拼成"},
		allowed: Text{"8 or more square pictures in rows and columns, with gaps of at most 8 pixels", "按行列排列的 8 幅或更多正方形图片，间隔至多 8 像素"}}
}

// at is where tile i of a row or column begins.
func (g *grid) at(i int) int { return g.margin + i*(g.side+g.gap) }

func (g *grid) reading() Reading {
	is := decimal(g.side) + " × " + decimal(g.side)
	return Reading{Key: "tiles-" + decimal(g.side), Text: Text{"tiles of " + is, is + " 的小图"}}
}

// grids are the ways to divide a sheet, the likeliest first, no two with tiles of one side.
func grids(grey []uint8, width, height int, o *Options) (list []grid) {
	across, down := changes(grey, width, height, o)
	for period := leastTile; period <= min(max(width, height), mostTile+widestGap); period++ {
		for gap := 0; gap <= min(widestGap, period-leastTile); gap++ {
			for _, margin := range []int{0, gap}[:min(gap, 1)+1] {
				g := grid{side: period - gap, gap: gap, margin: margin}
				var ok1, ok2 bool
				g.cols, ok1 = g.count(width)
				g.rows, ok2 = g.count(height)
				if !ok1 || !ok2 || g.rows*g.cols < leastTiles || g.side > mostTile || gap > 0 && !g.separated(grey, width, height, o) {
					continue
				}
				o.pause()
				g.explains = (explained(across, period, g.cols) + explained(down, period, g.rows)) / 2
				list = append(list, g)
			}
		}
	}
	best := 0.0
	for _, g := range list {
		best = max(best, g.explains)
	}
	// A multiple of the true period explains as much as that: the smallest that explains nearly
	// as much as any is the likeliest. Where none explains anything, usual sides come first.
	weight := func(g grid) int {
		switch {
		case best >= leastExplains && g.explains >= 0.8*best:
			return 0
		case best < leastExplains && usual(g.side):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(list, func(a, b grid) int {
		if c := cmp.Compare(weight(a), weight(b)); c != 0 {
			return c
		}
		if weight(a) == 2 {
			return cmp.Compare(b.explains, a.explains)
		}
		return cmp.Compare(a.side+a.gap, b.side+b.gap)
	})
	var some []grid
	for _, g := range list {
		if !slices.ContainsFunc(some, func(o grid) bool { return o.side == g.side }) {
			some = append(some, g)
		}
	}
	return some
}

// usual reports whether sets of pictures often have this side.
func usual(side int) bool { return slices.Contains([]int{8, 12, 16, 20, 28, 32, 48, 64}, side) }

// count is how many tiles there are along a side of the sheet; ok is false where they leave
// something over.
func (g *grid) count(length int) (n int, ok bool) {
	inner := length - 2*g.margin + g.gap
	n = inner / (g.side + g.gap)
	return n, n > 0 && inner%(g.side+g.gap) == 0
}

// separated reports whether what lies between the tiles, and around them, is of one grey.
func (g *grid) separated(grey []uint8, width, height int, o *Options) bool {
	between := func(at int) bool {
		at -= g.margin
		return at < 0 || at%(g.side+g.gap) >= g.side
	}
	sum, n := 0, 0
	for _, check := range []bool{false, true} {
		for y := range height {
			o.pause()
			gap := between(y)
			for x := range width {
				if !gap && !between(x) {
					continue
				}
				v := int(grey[y*width+x])
				if check && (v*n-sum > evenGrey*n || sum-v*n > evenGrey*n) {
					return false
				}
				if !check {
					sum += v
					n++
				}
			}
		}
	}
	return n > 0
}

// enlargedBy is how many pixels of a sheet, each way, show one of what it was made from: it
// changes at multiples of that alone, but for a hundredth, which JPEG leaves. 1 is as it was.
func enlargedBy(grey []uint8, width, height int, o *Options) int {
	across, down := changes(grey, width, height, o)
	for by := min(width, height) / leastTile; by > 1; by-- {
		if width%by == 0 && height%by == 0 && (width/by)*(height/by) >= leastTiles*leastTile*leastTile && changesAt(across, by) && changesAt(down, by) {
			return by
		}
	}
	return 1
}

// changesAt reports whether there are changes, and next to none but at multiples of by.
func changesAt(v []float64, by int) bool {
	at, between := 0.0, 0.0
	for i, u := range v {
		if (i+1)%by == 0 {
			at += u
		} else {
			between += u
		}
	}
	return at > 0 && between <= 0.01*at
}

// reduced has a pixel for each block of by × by, their mean.
func reduced(grey []uint8, width, height, by int, o *Options) []uint8 {
	out := make([]uint8, (width/by)*(height/by))
	for i := range out {
		sum, x, y := 0, i%(width/by)*by, i/(width/by)*by
		for r := range by {
			for _, v := range grey[(y+r)*width+x : (y+r)*width+x+by] {
				sum += int(v)
			}
		}
		if out[i] = uint8((sum + by*by/2) / (by * by)); x == 0 { // a row of them
			o.pause()
		}
	}
	return out
}

// changes are the sums of the differences between neighbours: across[x] between columns x and
// x + 1, down[y] between rows y and y + 1.
func changes(grey []uint8, width, height int, o *Options) (across, down []float64) {
	across, down = make([]float64, width-1), make([]float64, height-1)
	for y := range height {
		o.pause()
		row := grey[y*width : (y+1)*width]
		for x, v := range row {
			if x+1 < width {
				across[x] += distance(v, row[x+1])
			}
			if y+1 < height {
				down[y] += distance(v, grey[(y+1)*width+x])
			}
		}
	}
	return across, down
}

func distance(a, b uint8) float64 {
	if a < b {
		a, b = b, a
	}
	return float64(a - b)
}

// explained is which part of the variance of v its mean at each place of a period explains,
// less what so many means explain by chance (adjusted R²); of a single period it is 1, for
// nothing speaks against it.
func explained(v []float64, period, n int) float64 {
	if n < 2 {
		return 1
	}
	sums, counts, mean := make([]float64, period), make([]float64, period), 0.0
	for i, u := range v {
		sums[i%period] += u
		counts[i%period]++
		mean += u / float64(len(v))
	}
	total, rest := 0.0, 0.0
	for i, u := range v {
		d, e := u-mean, u-sums[i%period]/counts[i%period]
		total += float64(d * d)
		rest += float64(e * e)
	}
	free := len(v) - period
	if total == 0 || free < 1 {
		return 0
	}
	return 1 - rest/total*float64(len(v)-1)/float64(free)
}
