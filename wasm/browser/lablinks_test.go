//go:build !js

package browser_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLaboratoryLinks: random states of the laboratory, with two figures or, every fourth time, one, in both
// languages and themes, are the same in a new page that their link opens: figures to the last bit, what is said of
// them, and the page around them. A thousand figures with --all, at two times 1.3 seconds of a processor a page;
// of these SCOREFIELD_LINKS="400 440" looks at the links from one number to another.
func TestLaboratoryLinks(t *testing.T) {
	begin, links, each := 0, 4, 4
	if everything() {
		links, each = 572, 26
	}
	if some := os.Getenv("SCOREFIELD_LINKS"); some != "" {
		if _, err := fmt.Sscan(some, &begin, &links); err != nil {
			t.Fatal(err)
		}
	}
	var figures atomic.Int32
	t.Cleanup(func() { t.Logf("%d links to %d figures", links-begin, figures.Load()) })
	const all = "[...document.querySelectorAll('score-field')]"
	const around = `JSON.stringify([document.documentElement.lang, document.documentElement.dataset.theme, document.body.className, [...document.querySelectorAll('[aria-pressed=true]')].map((b) => b.id || b.dataset.scene || b.textContent),
		[...document.querySelectorAll('#formula > div:not([hidden])')].map((d) => d.textContent), document.querySelector('#differ').checkVisibility() && document.querySelector('#differ').textContent])`
	// the page around has heard of the moment at which every figure is
	const heard = "Promise.all(" + all + ".map((f) => f.stats().then((s) => last(f)?.step === s.step && last(f).training?.step === s.training?.step))).then((list) => list.every(Boolean))"
	for first := begin; first < links; first += each {
		t.Run(fmt.Sprint(first), func(t *testing.T) {
			if everything() {
				t.Parallel()
			}
			from, to := newTab(t), newTab(t)
			for _, p := range []*tab{from, to} {
				p.before(wanderer)
				p.do(chromedp.EmulateViewport(1280, 800))
			}
			from.visit("file://" + site(t) + "/scorefield.html#lab=en.light")
			from.until("live(el) && document.querySelector('#scenes [aria-pressed=true]')")
			for seed := first; seed < min(first+each, links); seed++ {
				eval[any](from, "Promise.all("+all+".map((f) => f.pause()))")
				compare := (seed%4 != 0) != eval[bool](from, "document.body.classList.contains('compare')")
				for _, press := range []struct {
					button string
					now    bool
				}{{"compare", compare}, {"language", seed%2 == 0}, {"theme", seed%5 == 0}} {
					if press.now {
						eval[any](from, "void document.querySelector('#"+press.button+"').click()")
					}
				}
				from.until(all + ".every((f) => live(f) && f.params.scene)")
				if compare && seed%4 != 0 { // a second figure first goes where the other is
					from.until("Promise.all(" + all + ".map((f) => f.getState())).then(([a, b]) => a === b)")
				}
				eval[any](from, fmt.Sprintf("(async () => { for (const [i, f] of %s.entries()) await wander(f, %d + 7 * i); })()", all, seed))
				from.until(heard)
				from.frames(3)
				states := eval[[]string](from, "Promise.all("+all+".map((f) => f.getState()))")
				want := append(eval[[]string](from, "Promise.all("+all+".map(seen))"), eval[string](from, around))
				eval[any](from, "void (window.copies = 0, document.querySelector('#link').click())")
				from.until("copies === " + all + ".length") // the last has all
				link := eval[string](from, "copied")
				to.visit("about:blank")
				to.visit(link)
				to.until(all + ".every(live) && document.querySelector('#scenes [aria-pressed=true]')")
				if n := eval[int](to, all+".length"); n != len(states) {
					t.Errorf("%d: %d figures in the place of %d by %s", seed, n, len(states), link)
					continue
				}
				for i, state := range states {
					eval[any](to, fmt.Sprintf("arrived(%s[%d], %q)", all, i, state))
				}
				figures.Add(int32(len(states)))
				to.until(heard)
				to.frames(3)
				if got := append(eval[[]string](to, "Promise.all("+all+".map(seen))"), eval[string](to, around)); !slices.Equal(got, want) {
					t.Errorf("%d: %s\nfor\n%s\nby %s", seed, strings.Join(got, "\n"), strings.Join(want, "\n"), link)
				}
			}
		})
	}
}
