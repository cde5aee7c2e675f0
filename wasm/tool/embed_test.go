package main

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var repository = filepath.Join("..", "..")

// missing skips a test that cannot run, aloud; with CI=true it fails.
func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// embedded is a folder in which embed has made its folders.
func embedded(t *testing.T) (folder, version string) {
	t.Helper()
	if testing.Short() {
		t.Skip("needs what ./build.sh makes")
	}
	for _, name := range built {
		if _, err := os.Stat(filepath.Join(repository, "public", name)); err != nil {
			missing(t, "public/"+name+" is missing: run ./build.sh")
		}
	}
	_, version, err := packageFiles(repository)
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	if err := embed([]string{repository, folder}); err != nil {
		t.Fatal(err)
	}
	return folder, version
}

// TestTheFolderForEmbedding holds what an embed needs and nothing else, twice,
// with the hashes that it says.
func TestTheFolderForEmbedding(t *testing.T) {
	folder, version := embedded(t)
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(version) {
		t.Errorf("version %q", version)
	}
	var hashes map[string]string
	if err := json.Unmarshal([]byte(text(t, filepath.Join(folder, "scorefield", "integrity.json"))), &hashes); err != nil {
		t.Fatal(err)
	}
	seen := 0
	err := filepath.WalkDir(filepath.Join(folder, "scorefield"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(filepath.Join(folder, "scorefield"), path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		b := []byte(text(t, path))
		if other := []byte(text(t, filepath.Join(folder, "scorefield-"+version, filepath.FromSlash(name)))); !bytes.Equal(b, other) {
			t.Errorf("%s differs in the folder of the version", name)
		}
		switch ext := filepath.Ext(name); {
		case name == "scorefield.css":
		case slices.Contains([]string{".html", ".css", ".csv", ".go"}, ext):
			t.Errorf("%s is not for embedding", name)
		}
		if name == "integrity.json" {
			return nil
		}
		seen++
		sum := sha512.Sum384(b)
		if want := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); hashes[name] != want {
			t.Errorf("%s: the list says %s, it is %s", name, hashes[name], want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen != len(hashes) {
		t.Errorf("%d files, %d hashes", seen, len(hashes))
	}
	for _, name := range []string{"scorefield.js", "scorefield.css", "scorefield.mjs", "place.mjs", "frame.js", "worker.js", "scorefield.wasm.gz", "core.wasm.gz", "LICENSE", "NOTICE.txt",
		"README.md", "package.json", "scorefield.d.ts", "react.d.ts", "preact.d.ts", "vue.d.ts", "custom-elements.json"} {
		if hashes[name] == "" {
			t.Errorf("%s is missing", name)
		}
	}
	// Every file that the script asks for by name is there, and the module says where.
	place := text(t, filepath.Join(folder, "scorefield", "place.mjs"))
	posters, err := filepath.Glob(filepath.Join(folder, "scorefield", "posters", "*.png"))
	if err != nil || len(posters) < 52 {
		t.Errorf("%d posters, %v", len(posters), err)
	}
	asked := []string{"scorefield.wasm.gz", "core.wasm.gz", "frame.js", "worker.js"}
	for _, name := range posters {
		asked = append(asked, "posters/"+filepath.Base(name))
	}
	for _, name := range asked {
		if !strings.Contains(place, "'"+name+"': new URL('./"+name+"', import.meta.url).href") {
			t.Errorf("place.mjs does not say where %s is", name)
		}
	}
	for _, name := range found(`(?:beside\(|Delivery\(|File = )'([\w.]+)'`, element(t)) {
		if hashes[name] == "" {
			t.Errorf("the script asks for %s", name)
		}
	}
}

// TestThePackageIsPlain: no dependencies, and all that it names is there.
func TestThePackageIsPlain(t *testing.T) {
	var p map[string]any
	if err := json.Unmarshal([]byte(text(t, filepath.Join("..", "package", "package.json"))), &p); err != nil {
		t.Fatal(err)
	}
	for name := range p {
		if strings.HasSuffix(strings.ToLower(name), "dependencies") || name == "scripts" || name == "private" {
			t.Errorf("it has %s", name)
		}
	}
	if p["sideEffects"] != true || p["license"] != "Apache-2.0" {
		t.Errorf("%v", p)
	}
	folder, _ := embedded(t)
	var name func(v any)
	name = func(v any) {
		switch v := v.(type) {
		case string:
			if strings.HasPrefix(v, "./") && !strings.Contains(v, "*") {
				if _, err := os.Stat(filepath.Join(folder, "scorefield", filepath.FromSlash(v))); err != nil {
					t.Error(err)
				}
			}
		case map[string]any:
			for _, w := range v {
				name(w)
			}
		}
	}
	name(p)
}

// TestNothingForTemplateEngines: no text of the site or of the package makes a
// site generator stumble.
func TestNothingForTemplateEngines(t *testing.T) {
	for _, bad := range []string{"a {{b}}", "{% raw %}", "<%= x %>", "{# note #}"} {
		if templated(map[string][]byte{"a.js": []byte(bad)}) == nil {
			t.Errorf("%q passes", bad)
		}
	}
	files := map[string][]byte{}
	for _, pattern := range []string{"public/*.js", "public/*.html", "public/*/*.html", "public/*.css", "wasm/element/*.js", "wasm/page/*.js", "wasm/package/*"} {
		names, err := filepath.Glob(filepath.Join(repository, filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: nothing (%v)", pattern, err)
		}
		for _, name := range names {
			if d, err := os.Stat(name); err == nil && !d.IsDir() {
				files[name] = []byte(text(t, name))
			}
		}
	}
	for name, b := range files {
		if err := templated(map[string][]byte{name: b}); err != nil {
			t.Error(err)
		}
	}
}

// TestNpmPack: npm makes a package of the folder with every file in it.
func TestNpmPack(t *testing.T) {
	folder, version := embedded(t)
	npm, err := exec.LookPath("npm")
	if err != nil {
		missing(t, "npm is missing; install it to pack the package")
	}
	pack := exec.Command(npm, "pack", "--json", "--dry-run", "--ignore-scripts")
	pack.Dir = filepath.Join(folder, "scorefield")
	pack.Env = append(os.Environ(), "npm_config_cache="+t.TempDir(), "npm_config_update_notifier=false")
	var errors bytes.Buffer
	pack.Stderr = &errors
	out, err := pack.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, errors.String())
	}
	type packed struct {
		ID    string
		Files []struct{ Path string }
	}
	var list []packed
	if err := json.Unmarshal(out, &list); err != nil { // later versions of npm key it by name
		var named map[string]packed
		if err := json.Unmarshal(out, &named); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, p := range named {
			list = append(list, p)
		}
	}
	if len(list) != 1 || list[0].ID != "scorefield@"+version {
		t.Fatalf("%s", out)
	}
	var paths []string
	for _, f := range list[0].Files {
		paths = append(paths, f.Path)
	}
	err = filepath.WalkDir(pack.Dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if name, _ := filepath.Rel(pack.Dir, path); !slices.Contains(paths, filepath.ToSlash(name)) {
				t.Errorf("%s is not packed", name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
