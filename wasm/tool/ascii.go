package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ascii copies a script and escapes what is not ASCII in it. Where the host names no encoding of a script, browsers read it in that
// of the page, of which there are many; so it says the same in all.
func ascii([]string) error {
	script, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	_, err = os.Stdout.WriteString(escaped(string(script)))
	return err
}

// escaped is a script whose strings, templates and expressions mean the same, in ASCII. The rules in its comments become hyphens.
func escaped(script string) string {
	var s strings.Builder
	for _, r := range script {
		switch {
		case r < utf8.RuneSelf:
			s.WriteRune(r)
		case r == '─':
			s.WriteByte('-')
		default:
			for _, unit := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&s, `\u%04x`, unit)
			}
		}
	}
	return s.String()
}
