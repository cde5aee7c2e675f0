package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
)

// lines takes the tables of line numbers, the names of source files, what was inlined where and what
// arguments look like out of WebAssembly program args[0]: an eighth of what a reader
// downloads, and read only when a trace is printed, which names functions even so, but for those that
// were inlined. What the runtime works with, sizes of frames and pointers, stays as it is.
//
// The tables are those of runtime/symtab.go: functions refer to tables of values
// by address, of which table 0 is "there is none". What no function refers to any
// longer is filled with zeros, so that nothing moves.
//
// With "names" after it, names of functions go too, but those of the runtime, by which it
// knows its own: a trace has none then.
func lines(args []string) error {
	if err := need(args, 1); err != nil {
		return err
	}
	file, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	segments, err := dataSegments(file)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	memory := memoryOf(segments)
	if err := withoutLines(memory); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	if len(args) > 1 && args[1] == "names" {
		withoutNames(memory)
	}
	for _, s := range segments {
		copy(s.bytes, memory[s.at:])
	}
	return os.WriteFile(args[0], file, 0o755)
}

// segment is a part of a program's memory as it is in the beginning, in place.
type segment struct {
	at    int
	bytes []byte
}

// memoryOf is the memory that segments fill.
func memoryOf(segments []segment) []byte {
	size := 0
	for _, s := range segments {
		size = max(size, s.at+len(s.bytes))
	}
	memory := make([]byte, size)
	for _, s := range segments {
		copy(memory[s.at:], s.bytes)
	}
	return memory
}

var errWasm = errors.New("not WebAssembly as Go's linker writes it")

// dataSegments finds the segments of the data section, number 11, of a program:
// each is 0 for the only memory there is, i32.const with its address, end, and
// the bytes after their number.
func dataSegments(file []byte) ([]segment, error) {
	if !bytes.HasPrefix(file, []byte("\x00asm\x01\x00\x00\x00")) {
		return nil, errWasm
	}
	r := reader{file[8:]}
	for len(r.rest) > 0 {
		id := r.byte()
		section := reader{r.bytes(r.number())}
		if id != 11 {
			continue
		}
		segments := make([]segment, section.number())
		for i := range segments {
			if section.byte() != 0 || section.byte() != 0x41 {
				return nil, errWasm
			}
			segments[i].at = section.number()
			if section.byte() != 0x0b {
				return nil, errWasm
			}
			segments[i].bytes = section.bytes(section.number())
		}
		return segments, nil
	}
	return nil, errWasm
}

// reader reads WebAssembly; beyond the end there are zeros and nothing.
type reader struct{ rest []byte }

func (r *reader) byte() byte {
	if b := r.bytes(1); len(b) > 0 {
		return b[0]
	}
	return 0
}

func (r *reader) bytes(n int) []byte {
	n = min(n, len(r.rest))
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) number() int {
	v, n := binary.Uvarint(r.rest)
	r.bytes(max(n, 0))
	return int(v)
}

// The header of the tables (runtime.pcHeader) on a machine with instructions of
// one byte and words of eight: its mark, the number of functions, and where the
// tables are from there.
const (
	headerFunctions = 8
	headerNames     = 32
	headerUnits     = 40 // names of files by compilation unit
	headerFiles     = 48
	headerTables    = 56
	headerFuncs     = 64
)

// A function (runtime._func) and what it refers to.
const (
	funcFrame     = 16
	funcFile      = 20
	funcLine      = 24
	funcTables    = 28 // number of those at its end
	funcUnit      = 32
	funcStartLine = 36
	funcParts     = 43 // number of addresses behind the tables
	funcSize      = 44

	// Which of the tables (runtime's abi.PCDATA_…) are of where a signal may stop the program, which
	// cannot happen in WebAssembly; of what was inlined; and of which arguments are alive, for traces.
	tableUnsafe  = 0
	tableInlined = 2
	tableAlive   = 3

	// Which of the addresses (abi.FUNCDATA_…) are of what was inlined, by name; of how arguments are
	// printed; and of which are alive.
	partInlined   = 3
	partArguments = 5
	partAlive     = 6

	none = math.MaxUint32 // no address
)

// headerMark begins the tables.
var headerMark = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// withoutLines takes the line numbers out of a Go program's memory, and what
// was inlined where: traces alone read it, to name functions that have no frame of their own.
func withoutLines(memory []byte) error {
	start := bytes.Index(memory, headerMark)
	if start < 0 || bytes.Contains(memory[start+1:], headerMark) {
		return errors.New("the tables of functions are not there, or not as Go 1.20 to 1.27 has them")
	}
	m := memory[start:]
	offset := func(field int) int { return int(binary.LittleEndian.Uint64(m[field:])) }
	functions, units, tables, funcs := offset(headerFunctions), offset(headerUnits), offset(headerTables), offset(headerFuncs)
	if !(0 < units && units < offset(headerFiles) && offset(headerFiles) < tables && tables < funcs && funcs+8*functions < len(m)) {
		return errors.New("the header of the tables of functions is not as Go 1.20 to 1.27 has it")
	}
	values := m[tables:funcs]
	var trees []span
	used := make([]bool, len(values))
	used[0] = true
	use := func(b []byte) error {
		at := int(binary.LittleEndian.Uint32(b))
		if at == 0 {
			return nil
		}
		end := tableEnd(values, at)
		if end < 0 {
			return fmt.Errorf("table %d of %d bytes has no end", at, len(values))
		}
		for i := at; i < end; i++ {
			used[i] = true
		}
		return nil
	}
	for i := range functions {
		f := m[funcs+int(binary.LittleEndian.Uint32(m[funcs+8*i+4:])):]
		if err := use(f[funcFrame:]); err != nil {
			return err
		}
		n := int(binary.LittleEndian.Uint32(f[funcTables:]))
		if n > tableInlined && f[funcParts] > partInlined {
			at, tree := int(binary.LittleEndian.Uint32(f[funcSize+4*tableInlined:])), binary.LittleEndian.Uint32(f[funcSize+4*(n+partInlined):])
			if at > 0 && tree != none {
				trees = append(trees, span{int(tree), inlinedSize * (largest(values, at) + 1)})
			}
		}
		for k := range n {
			table := f[funcSize+4*k:]
			if k == tableUnsafe || k == tableAlive || k == tableInlined {
				clear(table[:4])
			} else if err := use(table); err != nil {
				return err
			}
		}
		for part := range int(f[funcParts]) {
			if part == partArguments || part == partAlive || part == partInlined {
				binary.LittleEndian.PutUint32(f[funcSize+4*(n+part):], none)
			}
		}
		for _, field := range []int{funcFile, funcLine, funcUnit, funcStartLine} {
			clear(f[field : field+4])
		}
	}
	for i := range values {
		if !used[i] {
			values[i] = 0
		}
	}
	clear(m[units:tables])
	if len(trees) == 0 {
		return nil
	}
	base, ok := treeBase(memory, start, offset(headerNames), offset(headerUnits), trees)
	if !ok {
		return errors.New("the module's data are not as Go 1.26 and 1.27 have them")
	}
	for _, t := range trees {
		clear(memory[base+t.at : base+t.at+t.n])
	}
	return nil
}

// span is n bytes from an address on.
type span struct{ at, n int }

// What was inlined into a function is a tree of calls (runtime.inlinedCall), each with the place
// of its function's name.
const (
	inlinedSize = 16
	inlinedName = 4
)

// treeBase finds what addresses of such trees count from (runtime.moduledata's gofunc): a word of the data that
// begin with the addresses of the header and of the names, from which on every call of every tree has a name.
func treeBase(memory []byte, start, names, units int, trees []span) (base int, ok bool) {
	const fewest, most = 36, 48 // words before it, in Go 1.26 and 1.27
	begin := binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, uint64(start)), uint64(start+names))
	module := bytes.Index(memory, begin)
	if module < 0 || module+8*most > len(memory) {
		return 0, false
	}
	for k := fewest; k < most; k++ {
		base := int(binary.LittleEndian.Uint64(memory[module+8*k:]))
		if base > 0 && base < len(memory) && calls(memory, base, memory[start+names:start+units], trees) {
			return base, true
		}
	}
	return 0, false
}

// calls reports whether every call of the trees from base on has the beginning of a name.
func calls(memory []byte, base int, names []byte, trees []span) bool {
	for _, t := range trees {
		if base+t.at+t.n > len(memory) {
			return false
		}
		for at := 0; at < t.n; at += inlinedSize {
			name := int(binary.LittleEndian.Uint32(memory[base+t.at+at+inlinedName:]))
			if name <= 0 || name >= len(names) || names[name-1] != 0 {
				return false
			}
		}
	}
	return true
}

// withoutNames takes the names of functions out of the memory of a program, in which
// withoutLines has found the tables; those of the runtime stay.
func withoutNames(memory []byte) {
	m := memory[bytes.Index(memory, headerMark):]
	names := m[binary.LittleEndian.Uint64(m[headerNames:]):binary.LittleEndian.Uint64(m[headerUnits:])]
	for len(names) > 0 {
		n := bytes.IndexByte(names, 0)
		if n < 0 {
			n = len(names)
		}
		if !bytes.HasPrefix(names[:n], []byte("runtime.")) {
			clear(names[:n])
		}
		names = names[min(n+1, len(names)):]
	}
}

// largest is the largest value of the table at an address, which has an end, −1 if it has none of 0 and above.
func largest(values []byte, at int) int {
	value, most := -1, -1
	for end := tableEnd(values, at); at < end; {
		difference, n := binary.Varint(values[at:])
		at += n
		if value += int(difference); at < end {
			most = max(most, value)
		}
		_, n = binary.Uvarint(values[at:])
		at += n
	}
	return most
}

// tableEnd is where the table at an address ends, behind the last of its pairs of
// a difference of values and one of addresses: a difference of values of zero that
// is not the first. −1: it does not end.
func tableEnd(values []byte, at int) int {
	for first := true; ; first = false {
		difference, n := binary.Uvarint(values[min(at, len(values)):])
		if n <= 0 {
			return -1
		}
		at += n
		if difference == 0 && !first {
			return at
		}
		if _, n = binary.Uvarint(values[at:]); n <= 0 {
			return -1
		}
		at += n
	}
}
