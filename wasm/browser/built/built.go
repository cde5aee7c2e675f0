//go:build !js

// Package built finds and serves what build.sh has made, for the tests in
// browsers.
package built

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Policy is the strictest that embedding asks of a site: one token beside
// 'self'.
const Policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"

// Folder is where the site is served: nothing may assume the root.
const Folder = "/blog/2026/"

// Path is where the files of the site are, or one of them.
func Path(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "public", name)
		}
		if filepath.Dir(dir) == dir {
			err = os.ErrNotExist
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no folder above has a go.mod: ", err)
	return ""
}

// Missing skips the test for want of something; with CI=true it fails.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// Need skips or fails the test where the site has not been built, or go test
// leaves less than limit of what it allows the whole package, ten minutes if not
// told otherwise. With -short it always skips.
func Need(t testing.TB, limit time.Duration) {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests take minutes")
	}
	if timed, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if end, ok := timed.Deadline(); ok && time.Until(end) < limit {
			Missing(t, "no time left of go test's -timeout; ./build.sh test gives more")
		}
	}
	for _, name := range []string{"scorefield.js", "scorefield.wasm.gz", "core.wasm.gz", "frame.js", "worker.js", "scorefield.html"} {
		if _, err := os.Stat(Path(t, name)); err != nil {
			Missing(t, "public/"+name+" is missing: run ./build.sh")
		}
	}
}

// A Page is a page.html in a folder of the site's files.
type Page struct {
	Body    string
	Folder  string                      // with a slash at both ends
	Policy  string                      // of security; none if it is empty
	Instead map[string]http.HandlerFunc // of files of these names
	Kept    bool                        // browsers may keep what they have had, and whole pages to come back to
	Site    string                      // the folder with the files; what build.sh has made if it is empty
}

// Serve serves the page until the test is over and returns the address of its
// folder.
func (p Page) Serve(t testing.TB) string {
	t.Helper()
	site := p.Site
	if site == "" {
		site = Path(t, "")
	}
	files := http.StripPrefix(p.Folder, http.FileServer(http.Dir(site)))
	mux := map[string]http.HandlerFunc{
		p.Folder + "page.html": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><script src="scorefield.js" defer></script></head><body>%s</body></html>`, p.Body)
		},
		"/favicon.ico": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) },
	}
	for name, f := range p.Instead {
		mux[p.Folder+name] = f
	}
	server := NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.Policy != "" {
			w.Header().Set("Content-Security-Policy", p.Policy)
		}
		if !p.Kept {
			w.Header().Set("Cache-Control", "no-store")
		}
		if f := mux[r.URL.Path]; f != nil {
			f(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + (&url.URL{Path: p.Folder}).EscapedPath()
}
