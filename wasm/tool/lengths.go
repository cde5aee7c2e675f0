package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lengths prints what the element has to know of packed programs to say how much of
// them has come: how many bytes each has, and how many unpacked, which some hosts send.
func lengths(args []string) error {
	list := make([]string, len(args))
	for i, name := range args {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if len(b) < 4 {
			return fmt.Errorf("%s is no gzip file", name)
		}
		list[i] = fmt.Sprintf("'%s': [%d, %d]", filepath.Base(name), len(b), binary.LittleEndian.Uint32(b[len(b)-4:])) // RFC 1952: the last four bytes
	}
	_, err := fmt.Println("/** @type {Record<string, [number, number]>} */ const lengths = { " + strings.Join(list, ", ") + " };")
	return err
}
