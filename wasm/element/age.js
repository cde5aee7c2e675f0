// ── Browsers that are too old ───────────────────────────────────────────────
// What the script and the programs cannot do without, and which browsers have all of
// it. An older one shows what stands in the element, and a sentence.
const tooOld = [
  ['WebAssembly SIMD', typeof WebAssembly !== 'object' || WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]))],
  ['DecompressionStream', typeof DecompressionStream === 'function'],
  ['ElementInternals', 'attachInternals' in HTMLElement.prototype],
  ['adoptedStyleSheets', 'adoptedStyleSheets' in Document.prototype && typeof CSSStyleSheet === 'function' && 'replaceSync' in CSSStyleSheet.prototype],
  ['Object.hasOwn', 'hasOwn' in Object],
  .../** @type {[string, boolean][]} */ (['ResizeObserver', 'IntersectionObserver', 'MutationObserver', 'AbortController', 'AbortSignal', 'MessageChannel', 'matchMedia', 'fetch', 'Response', 'TextDecoder', 'requestAnimationFrame'].map((name) => [name, name in window])),
  ['performance.mark', typeof performance.mark === 'function' && typeof performance.getEntriesByName === 'function'],
  ['document.timeline', 'timeline' in Document.prototype],
  ['canvas', typeof HTMLCanvasElement.prototype.getContext === 'function'],
  ['container queries', CSS.supports('container-type', 'inline-size')],
  ['color-mix', CSS.supports('color', 'color-mix(in srgb, red, blue)')],
].filter(([, has]) => !has).map(([name]) => String(name));

if (tooOld.length) {
  offer({ autoRender() {}, version });
  customElements.define('score-field', class extends HTMLElement {
    connectedCallback() {
      if (this.querySelector(':scope > .scorefield-old')) return;
      const message = words[languageOf(this)].faults.old(tooOld.join(', '));
      this.append(make('p', { className: 'scorefield-old', role: 'alert' }, message));
      this.dispatchEvent(new CustomEvent('error', { detail: { type: 'old', message, detail: tooOld.join(', ') } }));
    }
  });
  return;
}
