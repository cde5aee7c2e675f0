//go:build !js

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/wasm/article"
)

// articleFigure is a figure of the article with its settings and its data, which lie in
// the site's folder.
func articleFigure(f article.Figure, site string) (*Figure, error) {
	text, data := "", ""
	for _, s := range append(f.Params(), article.Setting{Name: "seed", Value: "1"}) {
		text += s.Name + "=" + s.Value + "\n"
	}
	for _, s := range f.Settings {
		if s.Name == "data" {
			data = s.Value[1:] // below the site's folder
		}
	}
	app := newFigure(text, "en", func(string, any) {})
	if data == "" {
		return app, nil
	}
	csv, err := os.ReadFile(filepath.Join(site, data))
	if err != nil {
		return nil, err
	}
	points, err := own.Read(own.Data{Bytes: csv, Name: data}, nil)
	if err == nil {
		err = app.Controller.Exp.Use(points)
	}
	return app, err
}

// writeArticlePosters draws the posters of the article's figures into a folder: each as
// it is after the steps of its still picture.
func writeArticlePosters(folder, site string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	figures, err := article.Figures()
	if err != nil {
		return err
	}
	errs := make([]error, len(figures))
	var all sync.WaitGroup
	for i, f := range figures {
		all.Go(func() { errs[i] = writeArticlePoster(folder, site, f) })
	}
	all.Wait()
	return errors.Join(errs...)
}

func writeArticlePoster(folder, site string, f article.Figure) error {
	app, err := articleFigure(f, site)
	if err != nil {
		return fmt.Errorf("figure %s: %w", f.Key, err)
	}
	wide, _ := sizes(f.Scene())
	prepare(app)
	animate(app, f.Pictured, wide)
	for name, img := range posters(f.Key, app) {
		if err := writeSmall(filepath.Join(folder, name+".png"), img, posterBytes); err != nil {
			return err
		}
	}
	return nil
}
