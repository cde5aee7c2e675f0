package main

import (
	"os"
	"path/filepath"

	"github.com/scorefield/scorefield/wasm/article"
)

// lesson writes the article's pages below the site's folder, the argument.
func lesson(args []string) error {
	if err := need(args, 1); err != nil {
		return err
	}
	pages, err := article.Pages()
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
