//go:build !js

package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// TestFramesThatKeepThingsBack: in a frame that lets no file be saved, nothing be copied and no screen be filled, every button
// that takes something out of the figure or brings something in does so or says why not, in the figure's language; so it is where
// the frame around cannot be asked, in a page that has no address, and in one whose server allows it nothing (Permissions-Policy).
func TestFramesThatKeepThingsBack(t *testing.T) {
	const figures = `<score-field scene="langevin" particles="100" ratio="6 / 1" controls="full" permalink="on"></score-field><score-field lang="zh" scene="langevin" particles="100" ratio="6 / 1" controls="full"></score-field><score-field scene="own-data" particles="100" ratio="6 / 1"></score-field>`
	page := func(body string) string {
		return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,"><script src="/scorefield.js" defer></script></head><body>` + body + `</body></html>`
	}
	files := http.FileServer(http.Dir(site(t)))
	other := ""
	serve := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		frame := func(name, rules, source string) string {
			return fmt.Sprintf(`<iframe name="%s" %s %s width="700" height="1200"></iframe>`, name, rules, source)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch r.URL.Path {
		case "/page.html":
			fmt.Fprint(w, page(frame("sandbox", `sandbox="allow-scripts allow-same-origin" allow="clipboard-write 'none'; fullscreen 'none'"`, `src="figures.html"`)+
				frame("elsewhere", `sandbox="allow-scripts allow-same-origin"`, `src="`+other+`/figures.html"`)+
				frame("header", "", `src="figures.html?nothing"`)+
				frame("written", "", `srcdoc="`+strings.ReplaceAll(page(figures), `"`, "&quot;")+`"`)))
		case "/figures.html":
			if r.URL.RawQuery == "nothing" {
				w.Header().Set("Permissions-Policy", "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(), compute-pressure=(), cross-origin-isolated=(), display-capture=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), idle-detection=(), keyboard-map=(), local-fonts=(), microphone=(), screen-wake-lock=(), storage-access=(), sync-xhr=(), unload=(), web-share=(), xr-spatial-tracking=()")
			}
			fmt.Fprint(w, page(figures+`<script>
				addEventListener('message', async ({ source }) => source.postMessage(await pressed(), '*'));
			</script>`))
		default:
			w.Header().Del("Content-Type")
			files.ServeHTTP(w, r)
		}
	})
	server, second := built.NewServer(serve), httptest.NewServer(serve)
	t.Cleanup(server.Close)
	t.Cleanup(second.Close)
	other = second.URL
	p := newTab(t)
	p.expected = []string{"Download is disallowed", "clipboard", "sandboxed", "Permissions policy", "favicon"}
	// what comes of each button that takes something out: a list for each figure of label and answer
	p.before(`{ const { click } = HTMLAnchorElement.prototype; HTMLAnchorElement.prototype.click = function () { if (this.download) window.given = this.download; else click.call(this); }; }
	window.pressed = async () => {
		const soon = async (f) => { for (let i = 0; i < 600 && !f(); i++) await new Promise(requestAnimationFrame); return f() || ''; };
		const label = (button) => button.title || button.textContent;
		const press = async (f) => {
			await f.stats();
			const root = f.shadowRoot, notes = root.querySelector('.notes'), came = [];
			const heard = async (button, name, press) => {
				notes.replaceChildren();
				window.given = '';
				press();
				await soon(() => notes.textContent || given || label(button) !== name);
				came.push([name, given, notes.textContent, label(button) !== name ? 'copied' : '']);
			};
			for (const chip of root.querySelectorAll('.panel .chip')) {
				const name = chip.textContent;
				if (/^(Copy|复制)/.test(name) || /^(PNG 1|Particles|粒子|Go |NumPy|Grid|分数网格)/.test(name)) await heard(chip, name, () => chip.click());
				else if (/^GIF/.test(name)) {
					chip.click();
					const dialog = await soon(() => root.querySelector('dialog.film')), [from, to, every] = dialog.querySelectorAll('input');
					[from.value, to.value, every.value] = [0, 2, 1];
					const gif = [...dialog.querySelectorAll('.chip')].find((c) => c.textContent === 'GIF');
					await heard(gif, 'GIF', () => gif.click());
				}
			}
			const full = root.querySelector('.tools .roomy'), paste = root.querySelector('.data:not([hidden]) [data-name=paste]');
			if (full) await heard(full, full.title, () => full.click()); // a browser that could may refuse even so: nobody has pressed a button here
			if (Boolean(full) !== document.fullscreenEnabled) came.push(['Full screen', '', '', '']);
			if (paste) await heard(paste, label(paste), () => paste.click());
			return came;
		};
		while (![...document.querySelectorAll('score-field')].every((f) => f.stats)) await new Promise(requestAnimationFrame);
		const all = [];
		for (const f of document.querySelectorAll('score-field')) all.push(await press(f));
		return all;
	}`)
	p.visit(server.URL + "/page.html")
	for _, tc := range []struct {
		name, ask string
		saves     bool      // gives the browser files
		file      [2]string // what is said of one, in English and in Chinese
		link      [2]string // and of a link
	}{
		{"sandbox", "frames.sandbox.pressed()", false, [2]string{"cannot be saved", "无法保存"}, [2]string{"#sf.a=", "#sf.f2="}},
		{"elsewhere", "new Promise((done) => { addEventListener('message', (e) => done(e.data), { once: true }); frames.elsewhere.postMessage('', '*'); })", true, [2]string{"was given to the browser", "已交给浏览器"}, [2]string{"#sf.a=", "#sf.f2="}},
		{"header", "frames.header.pressed()", true, [2]string{"", ""}, [2]string{"#sf.a=", "#sf.f2="}},
		{"written", "frames.written.pressed()", true, [2]string{"", ""}, [2]string{"no address", "没有自己的网址"}},
	} {
		eval[any](p, "void "+"document.querySelector('[name="+tc.name+"]').scrollIntoView()")
		all := eval[[][][4]string](p, tc.ask)
		if len(all) != 3 {
			t.Fatalf("%s: %q", tc.name, all)
		}
		if own := all[2]; len(own) == 0 || own[len(own)-1][0] != "Paste" || !strings.Contains(own[len(own)-1][2], "clipboard") {
			t.Errorf("%s: %q", tc.name, own)
		}
		for i, came := range all[:2] {
			if len(came) < 10 {
				t.Errorf("%s: only %q", tc.name, came)
			}
			for _, c := range came {
				button, file, said, copied := c[0], c[1], c[2], c[3]
				takes := regexp.MustCompile("^(Copy|复制)").MatchString(button)
				switch {
				case button == "Full screen" || button == "全屏":
					if !strings.Contains(said, "fill the screen") && !strings.Contains(said, "全屏显示") {
						t.Errorf("%s: full screen: %q", tc.name, said)
					}
				case button == "Copy link" || button == "复制链接":
					if !strings.Contains(said, tc.link[i]) && copied == "" {
						t.Errorf("%s: %s: %q", tc.name, button, said)
					}
				case takes:
					if said == "" && copied == "" {
						t.Errorf("%s: %s: nothing is said", tc.name, button)
					}
				default:
					if (file != "") != tc.saves || (said != "") != (tc.file[i] != "") || !strings.Contains(said, tc.file[i]) {
						t.Errorf("%s: %s: %q is saved, and %q is said", tc.name, button, file, said)
					}
				}
			}
		}
	}
}
