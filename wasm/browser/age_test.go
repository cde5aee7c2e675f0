//go:build !js

package browser_test

import (
	"strings"
	"testing"
)

// younger takes from Chromium what Chrome 111, Firefox 113 or Safari 16.4, the oldest
// browsers that README promises, have not all: the version that brought it to the last
// of them stands behind it.
const younger = `(() => {
	const without = (owner, ...names) => { for (const name of names) if (owner) delete owner[name]; };
	for (const name of Object.getOwnPropertyNames(Element.prototype)) if (/^aria[A-Z]|^role$/.test(name)) without(Element.prototype, name); // Firefox 119
	without(Element.prototype, 'checkVisibility', 'setHTMLUnsafe', 'getHTML', 'moveBefore'); // Safari 17.4, 18.4
	without(HTMLElement.prototype, 'popover', 'showPopover', 'hidePopover', 'togglePopover'); // Firefox 125
	without(PointerEvent.prototype, 'getCoalescedEvents'); // Safari 18.2
	without(ResizeObserverEntry.prototype, 'devicePixelContentBoxSize'); // none of Safari
	without(window, 'requestIdleCallback', 'scheduler', 'VideoEncoder', 'VideoFrame', 'VideoDecoder', 'trustedTypes', 'Iterator', 'documentPictureInPicture', 'cookieStore', 'navigation', 'EditContext');
	without(AbortSignal, 'any'); // Firefox 124
	without(Array, 'fromAsync');
	without(Array.prototype, 'with', 'toSorted', 'toReversed', 'toSpliced'); // Firefox 115
	without(Object.getPrototypeOf(Uint8Array.prototype), 'with', 'toSorted', 'toReversed');
	without(Uint8Array, 'fromBase64', 'fromHex');
	without(ArrayBuffer.prototype, 'transfer', 'transferToFixedLength');
	without(Promise, 'withResolvers', 'try');
	without(Object, 'groupBy');
	without(Map, 'groupBy');
	without(Set.prototype, 'union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom');
	without(URL, 'canParse', 'parse');
	without(Blob.prototype, 'bytes');
	without(Response.prototype, 'bytes');
	without(String.prototype, 'isWellFormed', 'toWellFormed');
	without(Atomics, 'waitAsync');
	without(RegExp, 'escape');
	without(Math, 'sumPrecise', 'f16round');
	without(window, 'Float16Array');
	const { add } = CustomStateSet.prototype;
	CustomStateSet.prototype.add = function (name) { // Chrome before 125
		if (!name.startsWith('--')) throw new DOMException('must start with --', 'SyntaxError');
		return add.call(this, name);
	};
})();`

// TestTheOldestBrowsers: what browsers of that age have is enough. A figure plays and
// trains, and who cannot see it is told what its buttons do.
func TestTheOldestBrowsers(t *testing.T) {
	p := newTab(t)
	p.before(younger)
	p.origin = serve(t, `<score-field scene="matching" controls="full" autoplay></score-field>`)
	p.visit(p.origin + "page.html")
	p.until("last(el)?.step > 5")
	p.until("el.train(5).then(() => el.stats()).then((s) => s.training.fisher > 0)")
	const button = "el.shadowRoot.querySelector('[part=controls] button')"
	named := func(label string) {
		t.Helper()
		p.until(button + ".getAttribute('aria-label') === '" + label + "' && " + button + ".title === '" + label + "'")
	}
	named("Pause")
	eval[any](p, "el.pause()")
	named("Play")
	if missing := eval[string](p, `[...el.shadowRoot.querySelectorAll('button, input, select')].filter((e) => e.checkVisibility === undefined && !e.getAttribute('aria-label') && !e.title && !e.textContent.trim() && !e.labels?.length && !e.closest('label, [hidden]')).map((e) => e.outerHTML).join('\n')`); missing != "" {
		t.Errorf("without a name:\n%s", missing)
	}
}

// TestWhatABrowserLacks: whatever of all that the script cannot do without a browser has not, or has had switched off, the
// figure says so in its language, and what stands in it is shown.
func TestWhatABrowserLacks(t *testing.T) {
	var frames strings.Builder
	for i, without := range []string{"ResizeObserver", "IntersectionObserver", "MutationObserver", "AbortController", "AbortSignal", "MessageChannel", "matchMedia", "fetch", "Response", "TextDecoder", "requestAnimationFrame",
		"CSSStyleSheet", "DecompressionStream", "Performance.prototype.mark", "Document.prototype.timeline", "HTMLCanvasElement.prototype.getContext", "HTMLElement.prototype.attachInternals"} {
		frames.WriteString(`<iframe title="` + without + `" srcdoc='<html lang="` + []string{"en", "zh"}[i%2] + `"><script>delete ` + without + `</script><script src="scorefield.js"></script><score-field>what stands in it</score-field>'></iframe>`)
	}
	p := newTab(t)
	p.visit(serveUnder(t, "default-src 'self'; script-src 'self' 'unsafe-inline'", frames.String()) + "page.html")
	p.until("[...document.querySelectorAll('iframe')].every((f) => f.contentDocument?.readyState === 'complete' && f.contentDocument.querySelector('score-field'))")
	for _, silent := range eval[[]string](p, `[...document.querySelectorAll('iframe')].flatMap((f) => {
		const figure = f.contentDocument.querySelector('score-field'), said = figure.querySelector('[role=alert]');
		const sentence = { en: /Chrome or Edge 111.*missing: /, zh: /Chrome 或 Edge 111.*缺少：/ }[f.contentDocument.documentElement.lang];
		return sentence.test(said?.textContent) && said.getBoundingClientRect().height > 10 && figure.textContent.includes('what stands in it') && !figure.shadowRoot ? [] : [f.title + ': ' + said?.textContent];
	})`) {
		t.Errorf("without %s", silent)
	}
}
