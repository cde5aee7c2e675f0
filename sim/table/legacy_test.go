package table

import (
	"strings"
	"testing"
)

// TestEastAsianEncodings: text of two bytes a letter is known, Western, Cyrillic and Greek
// text of one byte is not taken for it; the letters are right where the program can decode
// them, and the reader is told where it cannot. Numbers are right in any case.
func TestEastAsianEncodings(t *testing.T) {
	for _, c := range []struct{ label, name, data, utf8 string }{
		{"gb18030", "GBK", "\xce\xb3\xb6\xc8,\xbe\xad\xb6\xc8,\xb1\xb8\xd7\xa2\n39.9,116.4,\xb1\xb1\xbe\xa9\n31.2,121.5,\xc9\xcf\xba\xa3\n23.1,113.3,\xb9\xe3\xd6\xdd\n", "纬度,经度,备注\n39.9,116.4,北京\n31.2,121.5,上海\n23.1,113.3,广州\n"},
		{"gb18030", "GBK", "\xb1\xe0\xba\xc5\t\xc9\xed\xb8\xdf\xa3\xa8\xc0\xe5\xc3\xd7\xa3\xa9\t\xcc\xe5\xd6\xd8\n\xbc\xd7\t171\t62\n\xd2\xd2\t165\t55\n", "编号\t身高（厘米）\t体重\n甲\t171\t62\n乙\t165\t55\n"},
		{"big5", "Big5", "\xbdn\xab\xd7,\xb8g\xab\xd7,\xa6a\xc2I\n25.0,121.5,\xbbO\xa5_\n22.6,120.3,\xb0\xaa\xb6\xaf\n24.1,120.7,\xbbO\xa4\xa4\n", "緯度,經度,地點\n25.0,121.5,臺北\n22.6,120.3,高雄\n24.1,120.7,臺中\n"},
		{"shift_jis", "Shift_JIS", "\x88\xdc\x93x,\x8co\x93x,\x96\xbc\x91O\n35.7,139.7,\x82\xc6\x82\xa4\x82\xab\x82\xe5\x82\xa4\n34.7,135.5,\x82\xa8\x82\xa8\x82\xb3\x82\xa9\n43.1,141.3,\x82\xb3\x82\xc1\x82\xdb\x82\xeb\n", "緯度,経度,名前\n35.7,139.7,とうきょう\n34.7,135.5,おおさか\n43.1,141.3,さっぽろ\n"},
		{"shift_jis", "Shift_JIS", "\x82\xcb\x82\xf1\x82\xea\x82\xa2;\x82\xbd\x82\xa2\x82\xb6\x82\xe3\x82\xa4;\x83J\x83^\x83J\x83i\n30;60;\x83A\x83C\x83E\n40;70;\x83G\x83I\x83J\n", "ねんれい;たいじゅう;カタカナ\n30;60;アイウ\n40;70;エオカ\n"},
		{"euc-kr", "EUC-KR", "\xc0\xa7\xb5\xb5,\xb0\xe6\xb5\xb5,\xc0\xcc\xb8\xa7\n37.6,127.0,\xbc\xad\xbf\xef\n35.2,129.1,\xba\xce\xbb\xea\n35.9,128.6,\xb4\xeb\xb1\xb8\n", "위도,경도,이름\n37.6,127.0,서울\n35.2,129.1,부산\n35.9,128.6,대구\n"},
	} {
		if label, name := eastAsianEncoding([]byte(c.data)); label != c.label || name != c.name {
			t.Errorf("%q is taken for %q", c.utf8, name)
			continue
		}
		want, err := Read([]byte(c.utf8), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read([]byte(c.data), Options{Decode: func(label string, data []byte) (string, bool) {
			return c.utf8, label == c.label && string(data) == c.data
		}})
		if err != nil || strings.Join(got.Choices(), "|") != strings.Join(want.Choices(), "|") {
			t.Errorf("%q: %v, %v", c.utf8, got, err)
			continue
		}
		p, err := got.Choose(Choice{})
		if q, _ := want.Choose(Choice{}); err != nil || !begins(p.XY, q.XY) || !strings.Contains(notes(&p.Report), "The text is "+c.name) {
			t.Errorf("%q: %v, %v", c.utf8, p, err)
		}
		if p, err := open(c.data, "", Choice{}); err != nil || len(p.XY) < 2 || !strings.Contains(notes(&p.Report), "The text seems to be "+c.name) {
			t.Errorf("%q without a decoder: %v, %v", c.utf8, p, err)
		}
	}
	for _, data := range []string{
		"caf\xe9;na\xefve;\xe9t\xe9\n\xe0 c\xf4t\xe9;1,5;2\nl\x92\xeele;3,5;4\n", // cp1252
		"gr\xf6\xdfe,stra\xdfe,m\xfcll\n\xfcber,1,2\n\xc4\xd6\xdc,3,4\n",         // latin1
		"Temp\xe9rature (\xb0C);\xc9nergie\n1,5;2\n",                             // cp1252
		"\xf8\xe8\xf0\xee\xf2\xe0,\xe4\xee\xeb\xe3\xee\xf2\xe0,\xe3\xee\xf0\xee\xe4\n55.7,37.6,\xcc\xee\xf1\xea\xe2\xe0\n59.9,30.3,\xcf\xe5\xf2\xe5\xf0\xe1\xf3\xf0\xe3\n", // cp1251
		"\xdb\xc9\xd2\xcf\xd4\xc1,\xc4\xcf\xcc\xc7\xcf\xd4\xc1,\xc7\xcf\xd2\xcf\xc4\n55.7,37.6,\xed\xcf\xd3\xcb\xd7\xc1\n59.9,30.3,\xf0\xc5\xd4\xc5\xd2\xc2\xd5\xd2\xc7\n", // koi8-r
		"\xe3\xe5\xf9\xe3\xf1\xe1\xf6\xe9\xea\xfc,\xf0\xeb\xdc\xf4\xef\xf2\n1,2\n3,4\n",                                                                                    // cp1253
		"zem\xecpisn\xe1,\x9a\xed\xf8ka\n1,2\n\x8elu\x9dou\xe8k\xfd,4\n",                                                                                                   // cp1250
		"a,b\n1\xb0,2\xb0\n3\xb0,4\xb0\n", // latin1
	} {
		if label, _ := eastAsianEncoding([]byte(data)); label != "" {
			t.Errorf("%q is taken for %s", data, label)
		}
	}
}
