package target

import (
	"encoding/base64"
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// Text is the points as a value of a state: fingerprint, name, and the kernels
// that they became, packed: at most 2,000, so it has 64 kB at most. The same
// text gives the same kernel estimate, bit for bit, and the way back to the
// reader's units. The file's other columns are not in it. Of pictures that are more than a
// state holds it is Mark.
func (p *Points) Text() string {
	b := p.Pack()
	if len(b) > mostPacked {
		return p.Mark()
	}
	return fingerprint(b) + "," + escape(p.Name) + "," + base64.RawURLEncoding.EncodeToString(b)
}

// Mark is Text without the points: what a link carries.
func (p *Points) Mark() string { return p.Print() + "," + escape(p.Name) }

// FromText are the points of what Text or Mark wrote. Of a mark they are
// present's, if they are the same; if not, the error names the file that is
// missing. The error is a *param.Error.
func FromText(text string, present *Points) (*Points, error) {
	mark, rest, _ := strings.Cut(text, ",")
	name, packed, whole := strings.Cut(rest, ",")
	name = unescape(name)
	if !whole {
		if present != nil && present.Print() == mark {
			return present, nil
		}
		return nil, &param.Error{Field: "data", Value: name, Why: param.Label{
			EN: "The data of this link, " + quoted(name) + ", are not in it: open the file to see the figure as it was.",
			ZH: "链接中不含数据 “" + name + "”：请打开该文件以还原图形。"}}
	}
	b, err := base64.RawURLEncoding.DecodeString(packed)
	p, ok := Unpack(b)
	if err != nil || !ok || fingerprint(b) != mark {
		return nil, &param.Error{Field: "data", Value: name, Range: "fingerprint,name,points", What: param.Damaged}
	}
	if present != nil && present.Print() == mark { // these know their other columns
		return present, nil
	}
	if p.Album == nil {
		p.Facts.note("The points came with the state: to choose its columns anew, open the file again.", "数据点来自保存的状态：要重新选择列，请再次打开该文件。")
	}
	return p, nil
}

func quoted(name string) string {
	if name == "" {
		return "without a name"
	}
	return strconv.Quote(name)
}

// Print is the fingerprint of the points: what a link knows them by.
func (p *Points) Print() string { return fingerprint(p.Pack()) }

// fingerprint is that of packed points.
func fingerprint(b []byte) string {
	h := fnv.New64a()
	h.Write(b)
	return strconv.FormatUint(h.Sum64(), 16)
}

// escape writes a name with nothing in it that divides settings.
func escape(name string) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := range len(name) {
		switch c := name[i]; {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c == '.', c == '_', c == '-':
			b.WriteByte(c)
		default:
			b.WriteString("~" + string(hex[c>>4]) + string(hex[c&15]))
		}
	}
	return b.String()
}

func unescape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '~' && i+2 < len(text) {
			if v, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(v))
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return strings.ToValidUTF8(b.String(), "")
}
