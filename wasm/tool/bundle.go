package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/scorefield/scorefield/wasm/article"
)

// placeholder is {{FORM:FILE}}, FILE below the site's folder, or
// {{laboratory:PART}}, a part that the lesson's sources make.
var placeholder = regexp.MustCompile(`\{\{(text|base64|png|laboratory):([a-z0-9./:-]+)\}\}`)

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
	laboratory, err := article.NewLaboratory()
	if err != nil {
		return err
	}
	fill := func(text string, part func(form, name string) (string, error)) string {
		return placeholder.ReplaceAllStringFunc(text, func(p string) string {
			m := placeholder.FindStringSubmatch(p)
			filled, e := part(m[1], m[2])
			if e != nil && err == nil {
				err = e
			}
			return filled
		})
	}
	whole := fill(string(page), func(form, name string) (string, error) {
		if form != "laboratory" { // a part may have placeholders of files
			return "{{" + form + ":" + name + "}}", nil
		}
		return laboratory.Part(name)
	})
	whole = fill(whole, func(form, name string) (string, error) {
		return inline(filepath.Join(args[0], filepath.FromSlash(name)), form)
	})
	if err != nil {
		return err
	}
	return os.WriteFile(args[2], []byte(whole), 0o644)
}

// inline is a file as it can stand inside a script or style element, or as the
// address of a picture.
func inline(name, form string) (string, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	switch form {
	case "base64":
		return base64.StdEncoding.EncodeToString(b), nil
	case "png":
		return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b), nil
	}
	for _, end := range []string{"</script", "</style", "<!--"} {
		if strings.Contains(strings.ToLower(string(b)), end) {
			return "", fmt.Errorf("%s contains %q and cannot be inlined", name, end)
		}
	}
	return string(b), nil
}
