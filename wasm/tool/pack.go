package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
)

// sum prints the hash of standard input.
func sum([]string) error {
	h := sha256.New()
	if _, err := io.Copy(h, os.Stdin); err != nil {
		return err
	}
	fmt.Printf("%x\n", h.Sum(nil))
	return nil
}

// pack compresses file args[0] into args[1], the same bytes for the same file.
func pack(args []string) error {
	if err := need(args, 2); err != nil {
		return err
	}
	raw, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	return os.WriteFile(args[1], gzipped(raw), 0o644)
}

// sizes lists files with their sizes.
func sizes(args []string) error {
	for _, name := range args {
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		fmt.Printf("  %-28s %9d bytes\n", name, info.Size())
	}
	return nil
}
