package target

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"math"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// packVersion begins packed points, and albumVersion packed pictures.
const packVersion, albumVersion = 1, 2

// Text is the points as a value of a state: fingerprint, name, and the kernels
// that they became, packed: at most 2,000, so it has 64 kB at most. The same
// text gives the same kernel estimate, bit for bit, and the way back to the
// reader's units. The file's other columns are not in it. Of pictures that are more than a
// state holds it is Mark.
func (p *Points) Text() string {
	b := p.pack()
	if len(b) > mostPacked {
		return p.Mark()
	}
	return print(b) + "," + escape(p.Name) + "," + base64.RawURLEncoding.EncodeToString(b)
}

// Mark is Text without the points: what a link carries.
func (p *Points) Mark() string { return print(p.pack()) + "," + escape(p.Name) }

// FromText are the points of what Text or Mark wrote. Of a mark they are
// present's, if they are the same; if not, the error names the file that is
// missing. The error is a *param.Error.
func FromText(text string, present *Points) (*Points, error) {
	mark, rest, _ := strings.Cut(text, ",")
	name, packed, whole := strings.Cut(rest, ",")
	name = unescape(name)
	if !whole {
		if present != nil && print(present.pack()) == mark {
			return present, nil
		}
		return nil, &param.Error{Field: "data", Value: name, Why: param.Label{
			EN: "The data of this link, " + quoted(name) + ", are not in it: open the file to see the figure as it was.",
			ZH: "链接中不含数据 “" + name + "”：请打开该文件以还原图形。"}}
	}
	b, err := base64.RawURLEncoding.DecodeString(packed)
	p, ok := unpack(b)
	if err != nil || !ok || print(b) != mark {
		return nil, &param.Error{Field: "data", Value: name, Range: "fingerprint,name,points", What: param.Damaged}
	}
	if present != nil && print(present.pack()) == mark { // these know their other columns
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
func (p *Points) Print() string { return print(p.pack()) }

// Pack is the points as bytes: what Text has of them.
func (p *Points) Pack() []byte { return p.pack() }

// Unpack are the points of what Pack wrote; ok is false for other bytes.
func Unpack(b []byte) (p *Points, ok bool) { return unpack(b) }

// print is the fingerprint of packed points.
func print(b []byte) string {
	h := fnv.New64a()
	h.Write(b)
	return strconv.FormatUint(h.Sum64(), 16)
}

func (p *Points) pack() []byte {
	if p.Album != nil {
		return p.packAlbum()
	}
	f := &p.Facts
	b := []byte{packVersion}
	for _, s := range []string{p.Name, f.X, f.Y, f.Weight} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	for _, n := range []int{f.Rows, f.Used, f.Rule.Looked, f.Rule.Of, p.At.N, len(p.Weights)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, v := range [...]float64{p.Centring.Mid[0], p.Centring.Mid[1], p.Centring.Scale[0], p.Centring.Scale[1], p.Bandwidth, f.Rule.H, f.Accuracy} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	for _, w := range p.Weights {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(w))
	}
	for _, v := range p.At.Data {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	if f.Units != [3]string{} {
		for _, s := range f.Units {
			b = binary.AppendUvarint(b, uint64(len(s)))
			b = append(b, s...)
		}
	}
	return b
}

// unpack reads what pack wrote.
func unpack(b []byte) (*Points, bool) {
	if len(b) > 0 && b[0] == albumVersion {
		return unpackAlbum(b[1:])
	}
	if len(b) == 0 || b[0] != packVersion {
		return nil, false
	}
	r := packed{b[1:], true}
	p := &Points{}
	f := &p.Facts
	p.Name, f.X, f.Y, f.Weight = r.text(), r.text(), r.text(), r.text()
	f.Rows, f.Used, f.Rule.Looked, f.Rule.Of = r.count(), r.count(), r.count(), r.count()
	n, weights := r.count(), r.count()
	for _, v := range []*float64{&p.Centring.Mid[0], &p.Centring.Mid[1], &p.Centring.Scale[0], &p.Centring.Scale[1], &p.Bandwidth, &f.Rule.H, &f.Accuracy} {
		*v = r.number()
	}
	if !r.ok || n > mostKept || weights > n || len(r.b) < 8*weights+8*n {
		return nil, false
	}
	if weights > 0 {
		p.Weights = make([]float64, weights)
		for i := range p.Weights {
			p.Weights[i] = r.number()
		}
	}
	p.At = sim.NewBatch(2, n)
	for i := range p.At.Data {
		p.At.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(r.b[4*i:]))
	}
	if r.b = r.b[8*n:]; len(r.b) > 0 {
		for i := range f.Units {
			f.Units[i] = r.text()
		}
	}
	if !r.ok || len(r.b) > 0 {
		return nil, false
	}
	c := p.Centring
	for j := range c.Mid {
		if !(math.Abs(c.Mid[j]) <= math.MaxFloat64 && c.Scale[j] > 0 && c.Scale[j] <= math.MaxFloat64) {
			return nil, false
		}
	}
	f.Left, f.Even = f.Rows-f.Used, c.Even()
	p.Summarise()
	return p, p.Sound() && f.Left >= 0
}

// packed reads packed values; after a fault everything is zero.
type packed struct {
	b  []byte
	ok bool
}

func (r *packed) count() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > math.MaxInt32 {
		r.b, r.ok = nil, false
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *packed) text() string {
	n := r.count()
	if n > len(r.b) {
		r.b, r.ok = nil, false
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *packed) number() float64 {
	if len(r.b) < 8 {
		r.b, r.ok = nil, false
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
	return v
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
