package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/scorefield/scorefield/wasm/article"
)

// lesson writes the article's pages below the site's folder, the first argument; the
// second, if there is one, is the address that the folder will have.
func lesson(args []string) error {
	if err := need(args, 1); err != nil {
		return err
	}
	pages, err := article.Pages(strings.Join(args[1:], ""))
	if err != nil {
		return err
	}
	for path, text := range pages {
		if err := os.WriteFile(filepath.Join(args[0], filepath.FromSlash(path)), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
