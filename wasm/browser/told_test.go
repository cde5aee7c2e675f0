//go:build !js

package browser_test

import "testing"

// TestWhatWasAskedForIsTold: who presses a button hears what came of it, through one polite region of
// the page that is not part of the picture, in the page's language. What happens by itself is
// not told: a figure that plays says nothing.
func TestWhatWasAskedForIsTold(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="200"></score-field>`)
	const region = "document.querySelector('body > [aria-live=polite]')"
	press := func(label string) {
		t.Helper()
		eval[any](p, "void el.shadowRoot.querySelector('.tools button[aria-label="+quote(label)+"]').click()")
	}
	told := func(text string) {
		t.Helper()
		p.until(region + "?.textContent.includes(" + quote(text) + ")")
	}
	eval[any](p, "el.set({ epsilon: 0.02 })")
	eval[any](p, "el.step(3)")
	if eval[bool](p, region+"?.textContent > ''") {
		t.Error("what a script has asked for is told")
	}
	press("One step")
	told("step 4")
	press("Start again")
	told("step 0")
	eval[any](p, "el.step(7)")
	press("Undo")
	told("step 7")
	if said, summary := eval[string](p, region+".textContent"), eval[string](p, "el.summary()"); said != summary {
		t.Errorf("told is %q, true is %q", said, summary)
	}
	eval[any](p, "void ("+region+".textContent = '')")
	eval[any](p, "el.play()")
	p.until("last(el)?.step > 20")
	if said := eval[string](p, region+".textContent"); said != "" {
		t.Errorf("while it plays it says %q", said)
	}
	press("Pause")
	told("step ")
	eval[any](p, "void (document.documentElement.lang = 'zh-CN')")
	p.until("el.shadowRoot.querySelector('.tools button[aria-label=单步]')")
	press("单步")
	p.until("/第 ?\\d+ ?步|步/.test(" + region + ".textContent)")
}

// TestItIsToldWhereItCanBeHeard: in a modal dialog, beside which all of the page is inert, in the figure's language, and
// whatever the page asks of all that stands in its body it becomes no larger by it.
func TestItIsToldWhereItCanBeHeard(t *testing.T) {
	p := newTab(t)
	p.visit(serveUnder(t, policy+"; style-src 'unsafe-inline'", `<style>html, body { margin: 0; height: 100% } body > * { display: block; position: relative; min-height: 50vh; margin: 3rem auto; padding: 2rem } body { display: grid; gap: 2rem }</style>
		<dialog><score-field scene="langevin" particles="200" lang="zh"></score-field></dialog>`) + "page.html")
	eval[any](p, "void document.querySelector('dialog').showModal()")
	p.until("live(el)")
	step := func(where string) {
		t.Helper()
		p.until("(document.querySelector(" + quote(where+" > [aria-live=polite]") + ")?.textContent ?? '') === ''")
		eval[any](p, "void ([window.high, window.wide] = [document.documentElement.scrollHeight, document.documentElement.scrollWidth], el.shadowRoot.querySelector('.tools button[aria-label=单步]').click())")
		p.until("/langevin|朗之万/.test(document.querySelector(" + quote(where+" > [aria-live=polite][lang=zh-CN]") + ")?.textContent)")
		if !eval[bool](p, "document.querySelectorAll('[aria-live=polite]:not(.about)').length === 1 && document.documentElement.scrollHeight === high && document.documentElement.scrollWidth === wide") {
			t.Errorf("in %s the page becomes larger, or it is told in several places", where)
		}
	}
	step("dialog")
	eval[any](p, "void (document.querySelector('dialog').close(), document.body.append(el))")
	step("body")
}

// TestUndoHasNothingToDo: the buttons say whether there is a change to take back or to make again,
// whatever made it, and keep the focus when there is none.
func TestUndoHasNothingToDo(t *testing.T) {
	p := run(t, `<score-field scene="langevin" particles="200"></score-field>`)
	state := func(undo, redo string) {
		t.Helper()
		p.until("['Undo', 'Redo'].map((l) => el.shadowRoot.querySelector(`.tools button[aria-label=${l}]`).ariaDisabled).join() === '" + undo + "," + redo + "'")
	}
	state("true", "true")
	eval[any](p, "el.set({ epsilon: 0.02 })")
	state("false", "true")
	eval[any](p, "(() => { const b = el.shadowRoot.querySelector('.tools button[aria-label=Undo]'); b.focus(); b.click(); })()")
	state("true", "false")
	if label := eval[string](p, "el.shadowRoot.activeElement?.ariaLabel ?? ''"); label != "Undo" {
		t.Errorf("the focus has gone to %q", label)
	}
	if eps := eval[string](p, "el.params.epsilon"); eps == "0.02" {
		t.Error("nothing was undone")
	}
	eval[any](p, "el.redo()")
	state("false", "true")
	eval[any](p, "el.setState('scene=annealed')")
	state("true", "true")
	eval[any](p, "el.set({ seed: 9 })")
	state("false", "true")
	p.lose(true) // it comes back with what can be undone
	state("false", "true")
}
