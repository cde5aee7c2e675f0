//go:build !js

package browser_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// TestASecondVisitComesFromTheCache: where the host lets files be kept, another
// page with a figure that trains asks it for nothing but itself.
func TestASecondVisitComesFromTheCache(t *testing.T) {
	var lock sync.Mutex
	asked := map[string]int{}
	files := http.StripPrefix(below, http.FileServer(http.Dir(site(t))))
	server := built.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		asked[r.URL.Path]++
		lock.Unlock()
		w.Header().Set("Content-Security-Policy", policy)
		switch r.URL.Path {
		case below + "first.html", below + "second.html":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><script src="scorefield.js" defer></script></head><body>%s</body></html>`, learner)
		case "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
		default:
			w.Header().Set("Cache-Control", "public, max-age=3600")
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	p := newTab(t)
	for _, page := range []string{"first.html", "second.html"} {
		p.visit(server.URL + below + page)
		p.until("live(el)")
		p.until("el.train(1).then(() => el.stats()).then((s) => s.training.worker)")
	}
	lock.Lock()
	defer lock.Unlock()
	for _, name := range []string{"first.html", "second.html", "scorefield.js", "frame.js", "worker.js", "scorefield.wasm.gz", "core.wasm.gz"} {
		if n := asked[below+name]; n != 1 {
			t.Errorf("%s was asked for %d times", name, n)
		}
	}
}
