package table

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
)

// zipMember is a file in a zip archive.
type zipMember struct {
	name   string
	method uint16 // 0 is stored, 8 deflated
	locked bool   // with a password
	crc    uint32
	size   uint64
	packed []byte
}

func isZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// zipMembers are the files of an archive, from the directory at its end (APPNOTE.TXT 6.3.10, 4.3.12
// and 4.3.16, with zip64); ok is false where that is not whole. Of package archive/zip the page's
// program would carry what writes them, too.
func zipMembers(data []byte) (members []zipMember, ok bool) {
	const least, longestComment = 22, 1<<16 - 1
	le := binary.LittleEndian
	end := len(data) - least
	for ; end >= 0; end-- { // a comment stands behind it
		if bytes.HasPrefix(data[end:], []byte("PK\x05\x06")) && int(le.Uint16(data[end+20:])) == len(data)-end-least {
			break
		}
		if end == len(data)-least-longestComment {
			return nil, false
		}
	}
	if end < 0 {
		return nil, false
	}
	n, size, from := uint64(le.Uint16(data[end+10:])), uint64(le.Uint32(data[end+12:])), uint64(le.Uint32(data[end+16:]))
	begin := uint64(end) // of what stands behind the directory
	if at := end - 20; at >= 0 && bytes.HasPrefix(data[at:], []byte("PK\x06\x07")) {
		if big := bytes.LastIndex(data[:at], []byte("PK\x06\x06")); big >= 0 && at-big >= 56 {
			n, size, from = le.Uint64(data[big+32:]), le.Uint64(data[big+40:]), le.Uint64(data[big+48:])
			begin = uint64(big)
		}
	}
	if size > begin || from > begin-size {
		return nil, false
	}
	before := begin - size - from // bytes that somebody has put before the archive
	for rest := data[begin-size : begin]; n > 0; n-- {
		if len(rest) < 46 || !bytes.HasPrefix(rest, []byte("PK\x01\x02")) {
			return nil, false
		}
		name, extra, comment := int(le.Uint16(rest[28:])), int(le.Uint16(rest[30:])), int(le.Uint16(rest[32:]))
		if len(rest) < 46+name+extra+comment {
			return nil, false
		}
		m := zipMember{name: string(rest[46 : 46+name]), method: le.Uint16(rest[10:]), locked: rest[8]&1 != 0, crc: le.Uint32(rest[16:]), size: uint64(le.Uint32(rest[24:]))}
		packed, at := uint64(le.Uint32(rest[20:])), uint64(le.Uint32(rest[42:]))
		for more := rest[46+name : 46+name+extra]; len(more) >= 4; {
			id, length := le.Uint16(more), int(le.Uint16(more[2:]))
			if more = more[4:]; length > len(more) {
				break
			}
			for field, big := more[:length], []*uint64{&m.size, &packed, &at}; id == 1 && len(big) > 0 && len(field) >= 8; big = big[1:] {
				if *big[0] == 1<<32-1 {
					*big[0], field = le.Uint64(field), field[8:]
				}
			}
			more = more[length:]
		}
		if at += before; at+30 < at || at+30 > begin {
			return nil, false
		}
		local := data[at:]
		begun := 30 + uint64(le.Uint16(local[26:])) + uint64(le.Uint16(local[28:]))
		if begun > uint64(len(local)) || packed > uint64(len(local))-begun {
			return nil, false
		}
		m.packed = local[begun : begun+packed]
		if !strings.HasSuffix(m.name, "/") {
			members = append(members, m)
		}
		rest = rest[46+name+extra+comment:]
	}
	return members, true
}

// mostUnpacked bounds what comes out of an archive, in bytes; deflatedMost is how many bytes one
// deflated byte can stand for.
const (
	mostUnpacked = 1 << 28
	deflatedMost = 1032
)

// head are the first bytes of the member, at most n; nil where it cannot be unpacked.
func (m *zipMember) head(n int) []byte {
	switch {
	case m.locked:
		return nil
	case m.method == 0:
		return m.packed[:min(n, len(m.packed))]
	case m.method != 8:
		return nil
	}
	b := make([]byte, n)
	k, _ := io.ReadFull(flate.NewReader(bytes.NewReader(m.packed)), b)
	return b[:k]
}

// whole is all of the member, and whether it is what the directory says.
func (m *zipMember) whole(pause func()) (out []byte, ok bool) {
	const piece = 1 << 16
	out = m.packed
	if m.method == 8 {
		out = make([]byte, m.size)
		r := flate.NewReader(bytes.NewReader(m.packed))
		for at := 0; at < len(out); {
			n, err := r.Read(out[at:min(at+piece, len(out))])
			if at += n; err != nil && at < len(out) {
				return nil, false
			}
			pause()
		}
		if n, err := r.Read(make([]byte, 1)); n > 0 || err != io.EOF {
			return nil, false
		}
	}
	sum := uint32(0)
	for at := 0; at < len(out); at += piece {
		sum = crc32.Update(sum, crc32.IEEETable, out[at:min(at+piece, len(out))])
		pause()
	}
	return out, uint64(len(out)) == m.size && sum == m.crc
}

// open is the whole member.
func (m *zipMember) open(o *Options) ([]byte, *Error) {
	damaged := func(en, zh string) *Error {
		name := brief(m.name)
		return &Error{Kind: Unreadable, what: Text{"an archive whose file “" + name + "” is " + en, "一个压缩包，其中的文件“" + name + "”" + zh}, allowed: Text{"the file itself, or an archive made anew", "该文件本身，或重新生成的压缩包"}}
	}
	switch {
	case m.locked:
		return nil, damaged("locked with a password", "有密码保护")
	case m.method != 0 && m.method != 8:
		return nil, damaged("packed in a way that is not read here (method "+decimal(int(m.method))+")", "的压缩方式此处无法读取（方法 "+decimal(int(m.method))+"）")
	case m.method == 8 && m.size/deflatedMost > uint64(len(m.packed)):
		return nil, damaged("damaged", "已损坏")
	case m.size > mostUnpacked:
		return nil, damaged("larger than 256 MB", "超过 256 MB")
	}
	out, ok := m.whole(o.pause)
	if !ok {
		return nil, damaged("damaged", "已损坏")
	}
	return out, nil
}

// readZip reads an archive of arrays, or of one file.
func readZip(data []byte, o *Options) (*Table, error) {
	members, ok := zipMembers(data)
	arrays := 0
	var only *zipMember
	files := 0
	for i := range members {
		m := &members[i]
		if strings.HasSuffix(m.name, ".npy") {
			arrays++
		}
		if !strings.HasPrefix(m.name, "__MACOSX/") && !strings.HasSuffix(m.name, ".DS_Store") {
			only = m
			files++
		}
	}
	switch {
	case ok && arrays > 0:
		return readNPZ(members, o)
	case ok && files == 1:
		inside, why := only.open(o)
		if why != nil {
			return nil, why
		}
		if isZip(inside) {
			return nil, unreadable(data)
		}
		t, err := read(inside, *o)
		if err == nil {
			name := brief(only.name)
			t.Notes = append([]Text{{"The archive holds “" + name + "”.", "压缩包内为“" + name + "”。"}}, t.Notes...)
		}
		return t, err
	}
	why := unreadable(data)
	switch {
	case ok && files == 0:
		why.what, why.allowed = Text{"a zip archive with nothing in it", "空的 zip 压缩文件"}, Text{"an archive with one file, or of arrays", "只含一个文件或若干数组的压缩包"}
	case ok && why.allowed == unpack:
		why.what, why.allowed = Text{"a zip archive of " + decimal(files) + " files", "含 " + decimal(files) + " 个文件的 zip 压缩文件"}, Text{"one of these files, or an archive with one", "其中一个文件，或只含一个文件的压缩包"}
	case !ok:
		why.what = why.what.plus(Text{" that is cut off", "（不完整）"})
	}
	return nil, why
}
