package table

import "unicode/utf8"

// eastAsian are encodings of two bytes a letter, by their names in the Encoding Standard
// (https://encoding.spec.whatwg.org), and the bytes with which their common letters begin.
var eastAsian = [...]struct {
	label, name string
	common      func(lead, trail byte) bool
}{
	{"gb18030", "GBK", func(a, b byte) bool {
		return (a >= 0xb0 && a <= 0xd7 || a == 0xa1 || a == 0xa3) && b >= 0xa1 && b <= 0xfe
	}},
	{"big5", "Big5", func(a, b byte) bool { return a >= 0xa1 && a <= 0xc6 && (b >= 0x40 && b <= 0x7e || b >= 0xa1) }},
	{"shift_jis", "Shift_JIS", func(a, b byte) bool {
		return (a == 0x81 || a == 0x82 || a == 0x83 || a >= 0x88 && a <= 0x97) && b >= 0x40 && b != 0x7f && b <= 0xfc
	}},
}

// isHangul are the first bytes of the syllables in EUC-KR, which are also those of the
// first half of the common letters in GBK.
func isHangul(lead byte) bool { return lead >= 0xb0 && lead <= 0xc8 }

// mostLegacy is how many bytes are looked at.
const mostLegacy = 1 << 18

// eastAsianEncoding is the encoding of two bytes a letter in which data seem to be, by its
// label and its name; "" of others. In such a text nearly all bytes beyond ASCII come in
// pairs, pair after pair, that begin as common letters do; in Western ones they stand alone.
func eastAsianEncoding(data []byte) (label, name string) {
	data = data[:min(len(data), mostLegacy)]
	for _, e := range eastAsian {
		pairs, common, alone, hangul := 0, 0, 0, 0
		for i := 0; i < len(data); {
			if data[i] < utf8.RuneSelf {
				i++
				continue
			}
			run := 0
			for ; i < len(data) && data[i] >= utf8.RuneSelf; i += 2 {
				run++
				if i+1 < len(data) && e.common(data[i], data[i+1]) {
					common++
				}
				if isHangul(data[i]) {
					hangul++
				}
			}
			if pairs += run; run == 1 {
				alone++
			}
		}
		switch {
		case pairs < 2 || 10*common < 8*pairs || 4*alone > pairs:
		case e.name == "GBK" && hangul == pairs && pairs >= 10: // of letters of GBK a third would lie beyond
			return "euc-kr", "EUC-KR"
		default:
			return e.label, e.name
		}
	}
	return "", ""
}
