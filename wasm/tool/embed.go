package main

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// built are the files of the site that an embedded figure needs, and what goes
// with copies of them.
var built = []string{"scorefield.js", "scorefield.css", "frame.js", "worker.js", "scorefield.wasm.gz", "core.wasm.gz", "NOTICE.txt"}

// embed makes the folders for embedding: args are the repository's root and the
// folder in which they are made. scorefield/ and scorefield-VERSION/ hold the
// same; each is an npm package too, and
// hexo-tag-scorefield/ is another. hugo-scorefield/ is a theme component, and
// jekyll-scorefield/ is copied into a site.
func embed(args []string) error {
	if err := need(args, 2); err != nil {
		return err
	}
	root, dist := args[0], args[1]
	files, version, err := packageFiles(root)
	if err != nil {
		return err
	}
	hashes := integrity(files)
	text, err := json.MarshalIndent(hashes, "", "  ")
	if err != nil {
		return err
	}
	files["integrity.json"] = append(text, '\n')
	for _, name := range []string{"scorefield", "scorefield-" + version} {
		if err := fill(filepath.Join(dist, name), files); err != nil {
			return err
		}
	}
	if err := plugins(root, dist, version, files); err != nil {
		return err
	}
	for _, name := range []string{"scorefield.js", "scorefield.mjs", "scorefield.wasm.gz", "core.wasm.gz"} {
		fmt.Printf("  %-20s %s\n", name, hashes[name])
	}
	return nil
}

// plugins makes the plugin for Hexo, the theme component for Hugo and what is
// copied into a site of Jekyll, each with the element's files in it.
func plugins(root, dist, version string, files map[string][]byte) error {
	for _, p := range []struct{ source, target, assets, contract string }{
		{"hexo", "hexo-tag-scorefield", "assets", "custom-elements.json"},
		{"hugo", "hugo-scorefield", "static/scorefield-" + version, "data/scorefield.json"},
		{"jekyll", "jekyll-scorefield", "scorefield-" + version, ""},
	} {
		plugin := map[string][]byte{"LICENSE": files["LICENSE"]}
		if p.contract != "" { // it knows which attributes there are
			plugin[p.contract] = files["custom-elements.json"]
		}
		source := os.DirFS(filepath.Join(root, "wasm", "package", p.source))
		err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := fs.ReadFile(source, name)
			plugin[name] = bytes.ReplaceAll(b, []byte("VERSION"), []byte(version))
			return err
		})
		if err != nil {
			return err
		}
		for name, b := range files {
			if slices.Contains(built, name) || strings.HasPrefix(name, "posters/") || name == "LICENSE" {
				plugin[p.assets+"/"+name] = b
			}
		}
		if err := fill(filepath.Join(dist, p.target), plugin); err != nil {
			return err
		}
	}
	return nil
}

// packageFiles are the files of the package by their names, without the list of
// their hashes.
func packageFiles(root string) (files map[string][]byte, version string, err error) {
	files = map[string][]byte{}
	read := func(from, to string) {
		b, e := os.ReadFile(from)
		if e != nil && err == nil {
			err = e
		}
		files[to] = b
	}
	for _, name := range built {
		read(filepath.Join(root, "public", name), name)
	}
	read(filepath.Join(root, "LICENSE"), "LICENSE")
	own, e := os.ReadDir(filepath.Join(root, "wasm", "package"))
	if e != nil {
		return nil, "", e
	}
	for _, f := range own {
		if !f.IsDir() {
			read(filepath.Join(root, "wasm", "package", f.Name()), f.Name())
		}
	}
	posters, _ := filepath.Glob(filepath.Join(root, "public", "posters", "*"))
	for _, name := range posters {
		read(name, "posters/"+filepath.Base(name))
	}
	files["place.mjs"] = bytes.Replace(files["place.mjs"], []byte("  // and every poster, by the build\n"), placesOf(posters), 1)
	types, e := os.ReadFile(filepath.Join(root, "wasm", "element", "types.js"))
	if err == nil {
		err = e
	}
	if err != nil {
		return nil, "", err
	}
	declared, err := declarations(theContract(), string(types))
	if err != nil {
		return nil, "", err
	}
	files["scorefield.d.ts"] = []byte(declared)
	if files["custom-elements.json"], err = manifestOf(theContract()).encode(); err != nil {
		return nil, "", err
	}
	var about struct{ Version string }
	if err := json.Unmarshal(files["package.json"], &about); err != nil {
		return nil, "", fmt.Errorf("package.json: %w", err)
	}
	if !strings.Contains(string(files["scorefield.js"]), "const version = '"+about.Version+"', ") {
		return nil, "", fmt.Errorf("scorefield.js is not version %s", about.Version)
	}
	return files, about.Version, templated(files)
}

// placesOf are the lines that say where each poster is, as place.mjs has them
// for other files.
func placesOf(posters []string) []byte {
	var b bytes.Buffer
	for _, name := range posters {
		name = "posters/" + filepath.Base(name)
		fmt.Fprintf(&b, "  '%s': new URL('./%s', import.meta.url).href,\n", name, name)
	}
	return b.Bytes()
}

// integrity are the files' hashes as the integrity attribute of HTML has them.
func integrity(files map[string][]byte) map[string]string {
	hashes := map[string]string{}
	for name, b := range files {
		sum := sha512.Sum384(b)
		hashes[name] = "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
	}
	return hashes
}

// stumble is what template engines act on: Nunjucks and Liquid, Go, ERB and EJS.
var stumble = regexp.MustCompile(`\{\{|\{%|\{#|<%`)

// templated returns an error for a text that a template engine would change.
func templated(files map[string][]byte) error {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".png") {
			continue
		}
		if at := stumble.FindIndex(files[name]); at != nil {
			return fmt.Errorf("%s: template engines stumble over %q", name, files[name][at[0]:min(at[0]+40, len(files[name]))])
		}
	}
	return nil
}

// fill makes a folder of just these files.
func fill(folder string, files map[string][]byte) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	for name, b := range files {
		to := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, b, 0o644); err != nil {
			return err
		}
	}
	return nil
}
