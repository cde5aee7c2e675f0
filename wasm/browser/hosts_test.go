//go:build !js

package browser_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// host is a way in which a figure's files come, or do not, and what a reader
// sees of it: a row of the README and a test.
type host struct {
	name  string // in the README
	fault string // type of the error event of a figure that cannot run, "" of one that can
	says  string // part of what the figure says then, or while it waits
	once  bool   // trying again would not help: there is no button for it

	policy  string // of the page
	charset string // of the page, utf-8 if it is empty
	head    string // of the page, in the place of the script; CDN is another origin
	disk    string // a page of the site, opened from disk in the place of a page from a server
	body    string // of the page, in the place of two figures
	before  string // JavaScript, before everything else in the page
	cors    bool   // the other origin lets its files be read
	files   map[string]answer
	asked   int // how often the program is asked for, 0 if no matter, -1 never

	then func(p *tab) // what else there is to see
}

// answer writes file as the answer to the nth request for it, from 1; the page
// is t's.
type answer func(w http.ResponseWriter, n int, file []byte)

const theProgram = "scorefield.wasm.gz"

// trains waits for a network that is trained in a worker.
func trains(p *tab) { p.until("el.train(1).then(() => el.stats()).then((s) => s.training.worker)") }

// status answers with a code, from the first request to the last of these.
func status(code, last int) answer {
	return func(w http.ResponseWriter, n int, file []byte) {
		if last > 0 && n > last {
			_, _ = w.Write(file)
			return
		}
		w.WriteHeader(code)
	}
}

// sent answers with what f makes of the file, and these headers.
func sent(f func([]byte) []byte, headers ...string) answer {
	return func(w http.ResponseWriter, _ int, file []byte) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		b := f(file)
		w.Header().Set("Content-Length", fmt.Sprint(len(b)))
		_, _ = w.Write(b)
	}
}

// unwellAfter answers so often, and then no more.
func unwellAfter(times int) answer {
	return func(w http.ResponseWriter, n int, file []byte) {
		if n > times {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write(file)
	}
}

func same(b []byte) []byte  { return b }
func half(b []byte) []byte  { return b[:len(b)/2] }
func aPage(b []byte) []byte { return []byte("<!doctype html>\n<title>Welcome</title>") }

func ungzip(b []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		panic(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return plain
}

func gzipped(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}

// brotli is b as a stream of uncompressed meta-blocks (RFC 7932, section 9.2).
func brotli(b []byte) []byte {
	var out []byte
	for first := true; len(b) > 0; first = false {
		n := min(len(b), 1<<16)
		bits, at := uint32(0), 0
		put := func(v uint32, width int) { bits |= v << at; at += width }
		if first {
			put(0, 1) // a window of 2^16 bytes
		}
		put(0, 1)            // not the last block
		put(0, 2)            // its length is in four nibbles
		put(uint32(n-1), 16) //
		put(1, 1)            // uncompressed, from the next byte on
		for ; at > 0; at -= 8 {
			out = append(out, byte(bits))
			bits >>= 8
		}
		out = append(out, b[:n]...)
		b = b[n:]
	}
	return append(out, 0b11) // the last block, which is empty
}

// paused sends a quarter of what it is to send, and the rest when released.
func paused(release <-chan struct{}, f func([]byte) []byte, length bool, headers ...string) answer {
	return func(w http.ResponseWriter, _ int, file []byte) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		b := f(file)
		if length {
			w.Header().Set("Content-Length", fmt.Sprint(len(b)))
		}
		_, _ = w.Write(b[:len(b)/4])
		w.(http.Flusher).Flush()
		<-release
		_, _ = w.Write(b[len(b)/4:])
	}
}

// aQuarter waits until the figure says that a quarter has come, in megabytes,
// and lets the rest come.
func aQuarter(release chan<- struct{}) func(p *tab) {
	return func(p *tab) {
		p.until("window.shares.at(-1) > 0.1")
		p.frames(5)
		if share := eval[float64](p, "window.shares.at(-1)"); share > 0.4 {
			p.t.Errorf("it says %v at a quarter of the way", share)
		}
		info, err := os.Stat(filepath.Join(site(p.t), theProgram))
		if err != nil {
			p.t.Fatal(err)
		}
		want := fmt.Sprintf("of %.1f MB", float64(info.Size())/1e6)
		if amount := eval[string](p, "el.shadowRoot.querySelector('.amount').textContent"); !strings.HasSuffix(amount, want) || strings.HasPrefix(amount, want[3:]) {
			p.t.Errorf("it says %q, want … %s", amount, want)
		}
		close(release)
	}
}

// nonced is the policy that is recommended where every page is made by a server.
const nonced = "script-src 'nonce-r4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'"

// typesEnforced is a policy with Trusted Types.
const typesEnforced = policy + "; require-trusted-types-for 'script'"

// hosts are the rows.
func hosts() []host {
	slow, chunked, unpacking := make(chan struct{}), make(chan struct{}), make(chan struct{})
	return []host{
		{name: "packed once more with `Content-Encoding: gzip`", files: map[string]answer{theProgram: sent(gzipped, "Content-Encoding", "gzip")}},
		{name: "with `Content-Encoding: br`", files: map[string]answer{theProgram: sent(brotli, "Content-Encoding", "br")}},
		{name: "unpacked by the browser, because the host says `Content-Encoding: gzip` of the file itself", files: map[string]answer{theProgram: paused(unpacking, same, true, "Content-Encoding", "gzip")}, then: aQuarter(unpacking)},
		{name: "unpacked by the host", files: map[string]answer{theProgram: sent(ungzip)}},
		{name: "with a wrong type and `nosniff`", files: map[string]answer{theProgram: sent(same, "Content-Type", "text/html", "X-Content-Type-Options", "nosniff")}},
		{name: "in chunks, without a length", files: map[string]answer{theProgram: paused(chunked, same, false)}, then: aQuarter(chunked)},
		{name: "slowly: the figure says how much has come", files: map[string]answer{theProgram: paused(slow, same, true)}, then: aQuarter(slow)},
		{name: "nothing for eight seconds: the figure says so and waits; the reader can ask anew", says: "Nothing has come for 8 seconds", asked: 2,
			files: map[string]answer{theProgram: func(w http.ResponseWriter, n int, file []byte) {
				if n > 1 {
					_, _ = w.Write(file)
					return
				}
				_, _ = w.Write(file[:len(file)/12])
				w.(http.Flusher).Flush()
				p := w.(*patientWriter)
				<-p.r.Context().Done() // until the reader has had enough
			}},
			then: func(p *tab) {
				p.until("el.shadowRoot.querySelector('.waiting .line').textContent.includes('Nothing has come')")
				eval[any](p, "el.shadowRoot.querySelector('.waiting .chip').click()")
			}},
		{name: "503, then the file: asked for again by itself", asked: 2, says: "HTTP 503. Trying again (2 of 3)", files: map[string]answer{theProgram: status(503, 1)}},
		{name: "half of the file, then the whole", asked: 2, files: map[string]answer{theProgram: func(w http.ResponseWriter, n int, file []byte) {
			w.Header().Set("Cache-Control", "max-age=3600") // the cache would give half of it again
			if n == 1 {
				file = half(file)
			}
			_, _ = w.Write(file)
		}}},
		{name: "a connection that breaks off, then the file", asked: 2, files: map[string]answer{theProgram: func(w http.ResponseWriter, n int, file []byte) {
			w.Header().Set("Content-Length", fmt.Sprint(len(file)))
			if n == 1 {
				_, _ = w.Write(half(file))
				panic(http.ErrAbortHandler)
			}
			_, _ = w.Write(file)
		}}},
		{name: "`frame.js`: 503, then the file", files: map[string]answer{"frame.js": status(503, 1)}},
		{name: "`core.wasm.gz`: 503, then the file", body: learner, files: map[string]answer{"core.wasm.gz": status(503, 1)}, then: trains},
		{name: "`worker.js`: 404; networks are trained without workers", body: learner, files: map[string]answer{"worker.js": status(404, 0)},
			then: func(p *tab) {
				eval[any](p, "el.train(3)")
				p.until("window.faults.some((f) => f.type === 'workers' && f.message.includes('worker.js: HTTP 404'))")
			}},
		{name: "a policy that lets no worker run; networks are trained without", policy: policy + "; worker-src 'none'", body: learner,
			then: func(p *tab) {
				eval[any](p, "el.train(3)")
				p.until("window.faults.some((f) => f.type === 'workers' && f.message.includes('worker-src: worker.js'))")
			}},
		{name: "from another origin with `Access-Control-Allow-Origin`", cors: true, head: `<script src="CDN/scorefield.js" defer></script>`, body: learner, then: trains},
		{name: "a policy with a nonce and `'strict-dynamic'`", policy: nonced, head: `<script nonce="r4nd0m" src="scorefield.js" defer></script>`, body: learner, then: trains},
		{name: "the same, as a module", policy: nonced, head: `<script nonce="r4nd0m" type="module" src="scorefield.js"></script>`},
		{name: "a policy with a nonce alone", policy: "script-src 'nonce-r4nd0m' 'wasm-unsafe-eval'; worker-src 'self'; object-src 'none'; base-uri 'none'", head: `<script nonce="r4nd0m" src="scorefield.js" defer></script>`},
		{name: "Trusted Types with `trusted-types scorefield`", policy: typesEnforced + "; trusted-types scorefield", body: learner,
			before: `{ const { createPolicy } = TrustedTypePolicyFactory.prototype; TrustedTypePolicyFactory.prototype.createPolicy = function (name, rules) { window.rules = rules; return createPolicy.call(this, name, rules); }; }`,
			then: func(p *tab) {
				trains(p)
				if let := eval[[]any](p, "[rules.createHTML('<img src=x onerror=alert(1)>').includes('<img') || null, rules.createScriptURL('https://elsewhere.example/frame.js'), rules.createScriptURL('data:text/javascript,1'), rules.createScript('alert(1)')]"); slices.ContainsFunc(let, func(v any) bool { return v != nil }) {
					p.t.Errorf("its policy lets through %v", let)
				}
			}},
		{name: "a sandbox with `allow-scripts allow-same-origin`", policy: policy + "; sandbox allow-scripts allow-same-origin"},
		{name: "a page in another encoding, the script without one", charset: "gb18030", files: map[string]answer{"scorefield.js": sent(same, "Content-Type", "text/javascript")},
			then: func(p *tab) {
				p.until("live(zh) && zh.shadowRoot.querySelector('.tool.main').title === '播放'")
				if said := eval[string](p, "zh.summary()"); !strings.Contains(said, "粒子") {
					p.t.Errorf("it says %q", said)
				}
			}},
		{name: "a page with `<base href>`", policy: " ", head: `<script src="scorefield.js" defer></script><base href="/nowhere/at/all/">`},
		{name: "a service worker that keeps everything: later without a network", policy: " ", head: `<script>navigator.serviceWorker.register('keep.js')</script><script src="scorefield.js" defer></script>`,
			files: map[string]answer{"keep.js": func(w http.ResponseWriter, _ int, _ []byte) {
				w.Header().Set("Content-Type", "text/javascript")
				_, _ = io.WriteString(w, keep)
			}, theProgram: unwellAfter(2), "frame.js": unwellAfter(2), "scorefield.js": unwellAfter(2)},
			then: func(p *tab) {
				p.until("navigator.serviceWorker.controller !== null")
				p.do(chromedp.Reload())
				p.until("live(el)")
				p.until("Promise.all(['scorefield.js', 'frame.js', '" + theProgram + "'].map((name) => caches.match(name))).then((list) => list.every(Boolean))")
				p.do(chromedp.Reload())
			}},

		{name: "`scorefield.html` from disk", disk: "scorefield.html"},

		{name: "404", fault: "missing", says: "scorefield.wasm.gz: HTTP 404", asked: 1, files: map[string]answer{theProgram: status(404, 0)}},
		{name: "`frame.js`: 404", fault: "missing", says: "frame.js: HTTP 404", files: map[string]answer{"frame.js": status(404, 0)}},
		{name: "503 three times", fault: "server", says: "scorefield.wasm.gz: HTTP 503", asked: 3, files: map[string]answer{theProgram: status(503, 3)},
			then: func(p *tab) { // the host is well again: one figure's button, and all come
				eval[any](p, "el.shadowRoot.querySelector('.veil .chip').click()")
				p.until("live(el) && live(document.getElementById('zh'))")
			}},
		{name: "half of the file three times", fault: "damaged", says: "incomplete or damaged", asked: 3, files: map[string]answer{theProgram: sent(half)}},
		{name: "a script of another version, from an old cache", fault: "version", says: "different versions (0.0.1, ", files: map[string]answer{"scorefield.js": func(w http.ResponseWriter, _ int, file []byte) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write(regexp.MustCompile(`const version = '[^']*'`).ReplaceAll(file, []byte("const version = '0.0.1'")))
		}}},
		{name: "a web page in its place", fault: "page", says: "In the place of scorefield.wasm.gz the host sends a web page", asked: 1, files: map[string]answer{theProgram: sent(aPage, "Content-Type", "text/html")}},
		{name: "a web page in the place of `frame.js`", fault: "page", says: "In the place of frame.js", files: map[string]answer{"frame.js": sent(aPage, "Content-Type", "text/html")}},
		{name: "from another origin without that header", fault: "cors", says: "does not let other sites read", head: `<script src="CDN/scorefield.js" defer></script>`},
		{name: "a policy without `'wasm-unsafe-eval'`", fault: "csp", says: "script-src needs 'wasm-unsafe-eval'", once: true, policy: "default-src 'self'", asked: -1},
		{name: "a policy that lets scripts fetch nothing", fault: "policy", says: "connect-src: scorefield.wasm.gz", once: true, policy: policy + "; connect-src 'none'"},
		{name: "Trusted Types without that policy", fault: "trusted", says: "trusted-types scorefield", once: true, policy: typesEnforced + "; trusted-types other", asked: -1},
		{name: "a sandbox without `allow-same-origin`", fault: "sandbox", says: "needs allow-same-origin", once: true, policy: policy + "; sandbox allow-scripts", asked: -1},
		{name: "a page from disk", fault: "disk", says: "use scorefield.html", once: true, disk: "index.html", asked: -1},
		{name: "no WebGL 2", fault: "webgl", says: "no WebGL 2", asked: -1, before: `HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, { apply: (f, canvas, args) => args[0] === 'webgl2' ? null : Reflect.apply(f, canvas, args) });`},
		{name: "no WebAssembly", fault: "nowasm", says: "does not run WebAssembly", once: true, asked: -1, before: `delete window.WebAssembly;`},
		{name: "a browser that is too old, or has parts of it switched off", fault: "old", says: "needs Chrome or Edge 111, Firefox 113 or Safari 16.4", once: true, asked: -1, before: `delete window.DecompressionStream;`},
	}
}

// keep is a service worker that answers from its cache once it has an answer.
const keep = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (e) => e.waitUntil(clients.claim()));
addEventListener('fetch', (e) => e.respondWith((async () => {
	const cache = await caches.open('all'), kept = await cache.match(e.request);
	if (kept) return kept;
	const answer = await fetch(e.request);
	if (answer.ok) await cache.put(e.request, answer.clone());
	return answer;
})()));`

// patientWriter knows its request.
type patientWriter struct {
	http.ResponseWriter
	r *http.Request
}

func (w *patientWriter) Flush() { w.ResponseWriter.(http.Flusher).Flush() }

// served is how often each file was asked for.
type served struct {
	sync.Mutex
	n map[string]int
}

// server serves the row's page and the site's files beside it.
func (h host) server(t *testing.T) (address string, count *served) {
	count = &served{n: map[string]int{}}
	files := func(w http.ResponseWriter, r *http.Request, name string) {
		count.Lock()
		count.n[name]++
		n := count.n[name]
		count.Unlock()
		file, err := os.ReadFile(filepath.Join(site(t), filepath.FromSlash(name)))
		if f := h.files[name]; f != nil {
			f(&patientWriter{w, r}, n, file)
			return
		}
		if err != nil {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(file))
	}
	cdn := built.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.cors {
			w.Header().Set("Access-Control-Allow-Origin", "*")
		}
		files(w, r, strings.TrimPrefix(r.URL.Path, "/"))
	}))
	t.Cleanup(cdn.Close)
	head, body, rule := h.head, h.body, h.policy
	if head == "" {
		head = `<script src="scorefield.js" defer></script>`
	}
	if body == "" {
		body = `<score-field scene="langevin" particles="500" loading="eager"></score-field><score-field id="zh" lang="zh" scene="langevin" particles="500" loading="eager"></score-field>`
	}
	if rule == "" {
		rule = policy
	}
	if strings.Contains(head, "CDN") {
		rule = strings.NewReplacer("default-src 'self'", "default-src 'self' "+cdn.URL, "script-src 'self'", "script-src 'self' blob: "+cdn.URL).Replace(rule)
	}
	charset := cmp.Or(h.charset, "utf-8")
	server := built.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if w.Header().Set("Content-Security-Policy", rule); r.URL.Path != below+"page.html" {
			w.Header().Del("Content-Security-Policy")
			files(w, r, strings.TrimPrefix(r.URL.Path, below))
			return
		}
		w.Header().Set("Content-Type", "text/html; charset="+charset)
		fmt.Fprintf(w, `<!doctype html><html lang="en"><head><meta charset="%s"><title>t</title><link rel="icon" href="favicon.svg">%s</head><body>%s</body></html>`, charset, strings.ReplaceAll(head, "CDN", cdn.URL), body)
	}))
	t.Cleanup(server.Close)
	return server.URL + below + "page.html", count
}

// TestHosts: however the files come, the figure lives or says in its language
// what is wrong, tells scripts, and does not ask for what it cannot use.
func TestHosts(t *testing.T) {
	ready(t)
	for _, h := range hosts() {
		t.Run(h.name, func(t *testing.T) {
			address, count := h.server(t)
			if h.disk != "" {
				address = "file://" + filepath.ToSlash(filepath.Join(site(t), h.disk))
			}
			p := newTab(t)
			p.expected = []string{"Failed to load resource", "net::ERR_", "Content Security Policy", "CORS policy", "sandboxed", "Trusted", "TrustedHTML", "Unexpected token", "Failed to execute", "favicon", "violates the following"}
			if h.fault == "" && h.policy == "" && h.files == nil {
				p.expected = nil
			}
			if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: h.before + `;
				const later = setTimeout; // those of the page's own document: what waits for seconds waits for a fifth of them
				window.setTimeout = (f, ms, ...values) => later(f, ms / 5, ...values);
				window.faults = []; window.shares = []; window.said = new Set();
				document.addEventListener('error', (e) => { if (e.detail) faults.push(e.detail); }, true);
				document.addEventListener('progress', (e) => {
					if (!e.detail) return;
					shares.push(e.detail.totalProgress);
					const line = document.querySelector('score-field').shadowRoot.querySelector('.waiting .line');
					if (line?.textContent) said.add(line.textContent);
				}, true);`}); err != nil {
				t.Fatal(err)
			}
			p.visit(address)
			if h.fault == "" {
				if h.then != nil {
					h.then(p)
				}
				p.until("live(el)")
				if h.says != "" && !strings.Contains(eval[string](p, "[...said].join('; ')"), h.says) {
					t.Errorf("while it waited it said %q, want %q", eval[[]string](p, "[...said]"), h.says)
				}
				for _, f := range eval[[]struct{ Type, Message string }](p, "faults") {
					if f.Type != "workers" {
						t.Errorf("%+v", f)
					}
				}
			} else {
				p.until("faults.length >= " + map[bool]string{true: "1", false: "2"}[h.disk != ""])
				for _, f := range eval[[]struct{ Type, Message, Detail string }](p, "faults") {
					if f.Type != h.fault || f.Detail == "" {
						t.Errorf("the event says %+v, want %s", f, h.fault)
					}
				}
				const text = "(((f) => f.shadowRoot?.querySelector('.veil .line') ?? f.querySelector('.scorefield-old'))(%s).textContent)"
				if said := eval[string](p, fmt.Sprintf(text, "el")); !strings.Contains(said, h.says) {
					t.Errorf("it says %q, want %q", said, h.says)
				}
				if h.disk != "" { // the page says that there is one in one file
					p.until("el.shadowRoot.querySelector('.veil a').href.endsWith('/scorefield.html')")
					return
				}
				if said := eval[string](p, fmt.Sprintf(text, "document.getElementById('zh')")); !strings.Contains(said, "。") || strings.Contains(said, " the ") {
					t.Errorf("in Chinese it says %q", said)
				}
				const again = "[...el.shadowRoot?.querySelectorAll('.veil button, .veil a') ?? []].map((b) => b.textContent)"
				if offered := eval[[]string](p, again); len(offered) != map[bool]int{true: 0, false: 1}[h.once] {
					t.Errorf("it offers %q", offered)
				}
			}
			if n := count.n[theProgram]; h.asked > 0 && n != h.asked || h.asked < 0 && n > 0 {
				t.Errorf("the program was asked for %d times", n)
			}
			if h.fault != "" && h.then != nil {
				h.then(p)
			}
		})
	}
}

// TestHostsInREADME: the README's table is this list.
func TestHostsInREADME(t *testing.T) {
	var want strings.Builder
	want.WriteString("| the files come, or the page is | |\n|---|---|\n")
	for _, h := range hosts() {
		fmt.Fprintf(&want, "| %s | %s |\n", h.name, map[bool]string{true: "✓", false: "`" + h.fault + "`"}[h.fault == ""])
	}
	b, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), "\n\n"+want.String()+"\n") {
		t.Errorf("the README has another table than\n%s", want.String())
	}
}
