package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
)

// lines takes the tables of line numbers, the names of source files and what
// arguments look like out of WebAssembly program args[0]: a tenth of what a reader
// downloads, and read only when a trace is printed, which names functions even so. What the runtime works
// with, sizes of frames, pointers and inlined calls, stays as it is.
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

	partArguments = 5 // which of them is of how arguments are printed
)

// headerMark begins the tables.
var headerMark = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// withoutLines takes the line numbers out of a Go program's memory.
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
		for k := range n {
			if err := use(f[funcSize+4*k:]); err != nil {
				return err
			}
		}
		if f[funcParts] > partArguments {
			at := funcSize + 4*(n+partArguments)
			binary.LittleEndian.PutUint32(f[at:], math.MaxUint32) // none
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
	return nil
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
