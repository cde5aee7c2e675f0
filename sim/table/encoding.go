package table

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode returns the text of data and the name of its encoding: UTF-8 or
// UTF-16 by their marks, UTF-32 too, UTF-16 without a mark by its zero bytes, else UTF-8 if
// it is valid, else what eastAsian says and the program can decode, and Windows-1252 if
// not. Numbers and separators are ASCII in all of them, so a wrong guess of the last
// spoils names only.
func decode(data []byte, east func(label string, data []byte) (string, bool)) (text, encoding string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
		return utf32Text(data[4:], binary.LittleEndian), "UTF-32"
	case bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return utf32Text(data[4:], binary.BigEndian), "UTF-32"
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
	data = bytes.TrimRight(data, "\x00") // room that a program had asked for
	if utf8.Valid(data) {
		text := string(data)
		if hasByte(text, "\xef") { // its first byte
			text = strings.TrimPrefix(strings.ReplaceAll(text, "\n\ufeff", "\n"), "\ufeff") // files are put behind one another with their marks
		}
		return text, "UTF-8"
	}
	label, name := eastAsianEncoding(data)
	if name != "" && east != nil {
		if text, ok := east(label, data); ok {
			return text, name
		}
	}
	if name != "" {
		return windows1252(data), name + unread
	}
	return windows1252(data), "Windows-1252"
}

// unread ends the name of an encoding that is known but not read.
const unread = "?"

// mostZeros is in how many bytes zeros are looked for.
const mostZeros = 1 << 16

// zerosAt returns at which of each pair of bytes the zeros stand, −1 if there is no such
// place: separators, digits and line ends in UTF-16 have one each, letters of Chinese none.
func zerosAt(data []byte) int {
	var zeros [2]int
	head := data[:min(len(data), mostZeros)]
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs > 1 && zeros[1]*4 >= pairs && zeros[0] == 0:
		return 1
	case pairs > 1 && zeros[0]*4 >= pairs && zeros[1] == 0:
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

// utf32Text decodes four bytes a character.
func utf32Text(data []byte, order binary.ByteOrder) string {
	var b strings.Builder
	for ; len(data) >= 4; data = data[4:] {
		b.WriteRune(rune(min(order.Uint32(data), utf8.MaxRune+1))) // beyond it is the sign for what is none
	}
	return b.String()
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
	if strings.Contains(text, "\r") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	}
	if !strings.Contains(strings.TrimSpace(text), "\n") { // what else ends lines, in Unicode
		text = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(text)
	}
	return text
}
