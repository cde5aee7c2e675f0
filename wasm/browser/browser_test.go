//go:build !js

// Package browser_test holds the built site to its contract in a real browser,
// over http under a sub-path and a strict security policy, and from disk.
//
// The tests need Chromium and what build.sh makes. Without them, and with
// -short, they are skipped; with CI=true only -short skips.
package browser_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

const (
	policy = built.Policy
	below  = built.Folder
)

// patience is how long one thing may take, and limit how long a test; machines
// without a GPU draw slowly, and slower still when they have other work. Both
// only end what will never come: tests wait for conditions.
const (
	patience = 2 * time.Minute
	limit    = 5 * time.Minute
)

var browser struct {
	once sync.Once
	ctx  context.Context
	err  error
	stop []context.CancelFunc
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, f := range browser.stop {
		f()
	}
	os.Exit(code)
}

// site is the folder that build.sh fills.
func site(t testing.TB) string {
	t.Helper()
	return built.Path(t, "")
}

// ready skips or fails the test where there is no browser, no site or no time.
func ready(t testing.TB) {
	t.Helper()
	built.Need(t, limit)
	browser.once.Do(launch)
	if browser.err != nil {
		built.Missing(t, "no Chromium: "+browser.err.Error())
	}
}

// addressBar is what Chromium prepares with every tab for the suggestions below its address bar: two pages of its own, which
// no test sees, and which cost more of the processor than an empty tab. The two before it are chromedp's.
const addressBar = "WebUIOmniboxPopup,WebUIOmniboxAimPopup"

// chromiums are the names of the browser; headlessShell is the same engine without a window's furniture around each page,
// which costs a quarter less of the processor to open one.
var chromiums = []string{"chromium", "chromium-browser", "google-chrome", "chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"}

const headlessShell = "chromium-headless-shell"

// launch starts the one browser of all tests, drawing with the processor.
func launch() {
	names, software := chromiums, os.Getenv("SCOREFIELD_COMPOSITOR") == "software"
	if software {
		names = append([]string{headlessShell}, names...)
	}
	path := ""
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		browser.err = exec.ErrNotFound
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("window-size", "720,800"), chromedp.Flag("lang", "en"),
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,"+addressBar))
	if software { // pages are put together without graphics: the other way that readers have
		options = append(options, chromedp.Flag("disable-gpu-compositing", true),
			// a page lives for seconds: its program's functions are optimised when they are hotter than a reader's, the bits are the same
			chromedp.Flag("js-flags", "--wasm-tiering-budget=100000000"))
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	browser.stop = append(browser.stop, stop)
	ctx, stop = chromedp.NewContext(ctx)
	browser.stop = append([]context.CancelFunc{stop}, browser.stop...)
	browser.ctx, browser.err = ctx, chromedp.Do(ctx)
}

// tab is one page, with everything that it asked the network for and
// complained of.
type tab struct {
	t      testing.TB
	ctx    context.Context
	origin string // of the server, below included

	mu       sync.Mutex
	requests []string
	errors   []string
	expected []string     // parts of complaints that the test provokes
	heard    func(ev any) // hears all events too; may be nil
}

// open loads a page with the given HTML in its body over http, beside the
// site's files.
func open(t testing.TB, body string) *tab {
	t.Helper()
	ready(t)
	origin := serve(t, body) // ends after the tab, whose last requests nobody refuses
	p := newTab(t)
	p.origin = origin
	p.visit(p.origin + "page.html")
	return p
}

// before has a script run in every page of the tab, before its own.
func (p *tab) before(script string) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		p.t.Fatal(err)
	}
}

// newTab is a new tab that is closed when the test is over; complaints on its
// console fail the test.
func newTab(t testing.TB) *tab {
	t.Helper()
	ready(t)
	p := &tab{t: t}
	end := limit
	if everything() {
		end *= 8
	}
	timed, over := context.WithTimeout(browser.ctx, end)
	ctx, stop := chromedp.NewContext(timed, chromedp.WithListener(p.hear))
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	p.ctx = ctx
	for _, enable := range []func() error{
		func() error { _, err := chromedp.Call(ctx, log.Enable, struct{}{}); return err },
		func() error { _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); return err },
		func() error {
			_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: witness})
			return err
		},
	} {
		if err := enable(); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		for _, e := range p.complaints() {
			t.Error("console: " + e)
		}
		stop()
		over()
	})
	return p
}

// witness is a script for every page: it hears the events that figures dispatch,
// and reads what they show.
//
//	live(figure)     how often it has come to life
//	last(figure)     the stats of its last frame event, null before the first
//	pointed(figure)  where the figure says that the pointer is, null if nowhere
//	drawing()        the engine's canvas, wherever it stands
const witness = `{
	const stats = new WeakMap(), lives = new WeakMap();
	document.addEventListener('frame', (e) => { if (e.detail) stats.set(e.target, e.detail); }, true);
	document.addEventListener('load', (e) => { if (e.detail) lives.set(e.target, (lives.get(e.target) ?? 0) + 1); }, true);
	window.last = (figure) => stats.get(figure) ?? null;
	window.live = (figure) => lives.get(figure) ?? 0;
	window.textsOf = (figure) => [...figure.shadowRoot.querySelectorAll('.stage > .text > canvas')];
	window.pointed = (figure) => {
		const at = figure.shadowRoot.querySelector('.reading:not([hidden])')?.textContent.match(/x \(([^,]*), ([^)]*)\)/);
		const number = (text) => (/×10⁻/.test(text) ? 0 : Number(text.replace('−', '-')));
		return at && { x: number(at[1]), y: number(at[2]) };
	};
	window.drawing = () => document.querySelector(':root > iframe').contentWindow.scorefieldFrame.canvas;
}`

// hear notes requests and complaints.
func (p *tab) hear(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard != nil {
		p.heard(ev)
	}
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, ev.Request.URL)
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, fmt.Sprint(ev.ExceptionDetails.Text, " ", describe(ev.ExceptionDetails)))
	case *runtime.EventConsoleAPICalled:
		if kind := string(ev.Type); kind == "error" || kind == "warning" || kind == "assert" {
			p.errors = append(p.errors, kind+": "+arguments(ev.Args))
		}
	case *log.EventEntryAdded:
		if string(ev.Entry.Level) == "error" {
			p.errors = append(p.errors, ev.Entry.Text+" "+ev.Entry.URL)
		}
	}
}

func describe(d *runtime.ExceptionDetails) string {
	if d.Exception == nil {
		return ""
	}
	return d.Exception.Description
}

func arguments(args []*runtime.RemoteObject) string {
	var parts []string
	for _, a := range args {
		parts = append(parts, string(a.Value)+a.Description)
	}
	return strings.Join(parts, " ")
}

// complaints are those that the test did not expect.
func (p *tab) complaints() (list []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
next:
	for _, e := range p.errors {
		for _, part := range p.expected {
			if strings.Contains(e, part) {
				continue next
			}
		}
		list = append(list, e)
	}
	return list
}

// asked is the requests so far.
func (p *tab) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.requests...)
}

// fetched is how often a file was asked for, by the end of its address.
func (p *tab) fetched(name string) (n int) {
	for _, r := range p.asked() {
		if strings.HasSuffix(r, name) {
			n++
		}
	}
	return n
}

// visit loads a URL.
func (p *tab) visit(url string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
}

// do runs actions.
func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// eval is the value of a JavaScript expression, awaited if it is a promise. el
// is the page's first figure.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`(async () => { const el = document.querySelector('score-field'); const v = await (`+expression+`); return JSON.stringify(v === undefined ? null : v); })()`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		p.t.Fatalf("%s: %s: %v", expression, text, err)
	}
	return v
}

// until waits for a JavaScript condition, which may be a promise.
func (p *tab) until(condition string) {
	p.t.Helper()
	most := patience
	if everything() { // a million particles take their time
		most *= 5
	}
	for deadline := time.Now().Add(most); ; time.Sleep(50 * time.Millisecond) {
		if eval[bool](p, "Promise.resolve("+condition+").then(Boolean)") {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("never came: %s\nthe page is %s\nconsole: %v", condition, eval[string](p, pageIs), p.complaints())
		}
	}
}

// pageIs says whether a page is drawn: one that is not waits for ever.
const pageIs = `new Promise((done) => {
	const say = (frame) => done(document.visibilityState + ', ' + (document.hasFocus() ? '' : 'not ') + 'in focus, ' + frame);
	requestAnimationFrame(() => say('and drawn'));
	setTimeout(() => say('and not drawn within a second'), 1000);
})`

// frames waits until the page has shown so many: by then a figure has seen what
// came before, and would have done what it must not do.
func (p *tab) frames(n int) {
	p.t.Helper()
	eval[any](p, fmt.Sprintf("new Promise((done) => { let n = %d; const next = () => n-- > 0 ? requestAnimationFrame(next) : done(); next(); })", n))
}

// serve is the site under below with the strict policy, and one page.
func serve(t testing.TB, body string) string {
	t.Helper()
	return serveUnder(t, policy, body)
}

// serveUnder is the same under another policy, or none.
func serveUnder(t testing.TB, policy, body string) string {
	t.Helper()
	return serveAt(t, below, policy, body)
}

// serveAt is the same in another folder.
func serveAt(t testing.TB, folder, policy, body string) string {
	t.Helper()
	return built.Page{Body: body, Folder: folder, Policy: policy}.Serve(t)
}
