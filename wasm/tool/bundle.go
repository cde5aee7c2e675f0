package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// placeholder is {{text:FILE}} or {{base64:FILE}}, FILE below the site's
// folder.
var placeholder = regexp.MustCompile(`\{\{(text|base64):([a-z.]+)\}\}`)

// bundle makes the page in one file: args are the site's folder, the template
// and the target.
func bundle(args []string) error {
	if err := need(args, 3); err != nil {
		return err
	}
	page, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	var failed error
	whole := placeholder.ReplaceAllStringFunc(string(page), func(p string) string {
		m := placeholder.FindStringSubmatch(p)
		text, err := inline(filepath.Join(args[0], m[2]), m[1])
		if err != nil && failed == nil {
			failed = err
		}
		return text
	})
	if failed != nil {
		return failed
	}
	return os.WriteFile(args[2], []byte(whole), 0o644)
}

// inline is a file as it can stand inside a script or style element.
func inline(name, form string) (string, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	if form == "base64" {
		return base64.StdEncoding.EncodeToString(b), nil
	}
	for _, end := range []string{"</script", "</style", "<!--"} {
		if strings.Contains(strings.ToLower(string(b)), end) {
			return "", fmt.Errorf("%s contains %q and cannot be inlined", name, end)
		}
	}
	return string(b), nil
}
