package render

import (
	"bytes"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden images anew")

// golden compares with testdata/name.png.
//
// Policy: goldens are stored in steps of 5 of 255, which halves their size and
// is an error of at most 2. The raster is float32 arithmetic in a fixed order,
// but a compiler may fuse a·b+c on arm64 and so move a value across a rounding
// border: 2 more. A channel may therefore differ by 4 anywhere; beyond that, by
// any amount in one pixel of 2,000 (an edge that falls on a pixel centre). A
// change that is meant is recorded with go test ./render -update and looked at.
func golden(t *testing.T, name string, img *image.RGBA) {
	t.Helper()
	file := filepath.Join("testdata", name+".png")
	if *update {
		var buf bytes.Buffer
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		if err := enc.Encode(&buf, coarse(img)); err != nil {
			t.Fatal(err)
		}
		if buf.Len() > 20<<10 {
			t.Errorf("%s: %d bytes; goldens stay below 20 KiB", file, buf.Len())
		}
		if err := os.WriteFile(file, buf.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	decoded, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewRGBA(decoded.Bounds())
	draw.Draw(want, want.Rect, decoded, image.Point{}, draw.Src)
	if want.Rect != img.Rect {
		t.Fatalf("%s: size %v, golden %v", name, img.Rect, want.Rect)
	}
	off := 0
	for i := 0; i < len(img.Pix); i += 4 {
		for k := range 4 {
			if d := int(img.Pix[i+k]) - int(want.Pix[i+k]); d < -4 || d > 4 {
				off++
				break
			}
		}
	}
	if limit := len(img.Pix) / 4 / 2000; off > limit {
		t.Errorf("%s: %d pixels differ by more than 4, allowed are %d", name, off, limit)
	}
}

// coarse rounds every channel to a multiple of 5.
func coarse(img *image.RGBA) *image.RGBA {
	c := image.NewRGBA(img.Rect)
	for i, v := range img.Pix {
		c.Pix[i] = byte((int(v) + 2) / 5 * 5)
	}
	return c
}
