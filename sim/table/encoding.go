package table

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode returns the text of data and the name of its encoding: UTF-8 or
// UTF-16 by their marks, UTF-16 without a mark by its zero bytes, else UTF-8 if
// it is valid, and Windows-1252 if not. Numbers and separators are ASCII in all
// of them, so a wrong guess of the last spoils names only.
func decode(data []byte) (text, encoding string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16Text(data[2:], 1), "UTF-16"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16Text(data[2:], 0), "UTF-16"
	}
	switch zerosAt(data) {
	case 1:
		return utf16Text(data, 1), "UTF-16"
	case 0:
		return utf16Text(data, 0), "UTF-16"
	}
	if utf8.Valid(data) {
		return strings.TrimPrefix(string(data), "\ufeff"), "UTF-8"
	}
	return windows1252(data), "Windows-1252"
}

// zerosAt returns at which of each pair of bytes the zeros stand, −1 if there
// is no such place: ASCII in UTF-16 has one in every pair.
func zerosAt(data []byte) int {
	var zeros [2]int
	head := data[:min(len(data), 256)]
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs > 1 && zeros[1]*4 >= pairs*3 && zeros[0] == 0:
		return 1
	case pairs > 1 && zeros[0]*4 >= pairs*3 && zeros[1] == 0:
		return 0
	}
	return -1
}

// utf16Text decodes pairs of bytes, the high one at place high.
func utf16Text(data []byte, high int) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i+high])<<8 | uint16(data[2*i+1-high])
	}
	return string(utf16.Decode(units))
}

// high1252 are the bytes 0x80 … 0x9f of Windows-1252.
const high1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func windows1252(data []byte) string {
	high := []rune(high1252)
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		switch {
		case c < 0x80:
			b.WriteByte(c)
		case c < 0xa0:
			b.WriteRune(high[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// unixLines makes every line end in \n.
func unixLines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}
