// ── What a page's security policy asks of a script that brings scripts ──────

/** The page's nonce, which the scripts that this one brings get too. */
const nonce = /** @type {HTMLScriptElement | null} */ (document.currentScript ?? document.querySelector('script[nonce]'))?.nonce ?? '';

/** The document of the hidden frame; its script comes afterwards (frame.js), by the page's hand. */
const frameDocument = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>';

/** The addresses that may become scripts. */
const scriptAddresses = new Set([beside('frame.js'), beside('worker.js')]);

/** Makes what the browser takes for a document, the address of a script and its text, where the page enforces Trusted Types: by a policy that lets nothing else through.
 * @returns { {html: () => any, address: (url: string) => any, text: (text: string) => any}} */
function trusted() {
  shared.trusted ??= (() => {
    const plain = { html: () => frameDocument, address: (/** @type {string} */ url) => url, text: (/** @type {string} */ text) => text };
    try {
      const policy = /** @type {any} */ (window).trustedTypes?.createPolicy('scorefield', {
        createHTML: () => frameDocument,
        createScriptURL: (/** @type {string} */ url) => (scriptAddresses.has(url) ? url : null),
        createScript: (/** @type {string} */ text) => (text === inside('scorefield-frame') ? text : null),
      });
      return policy ? { html: () => policy.createHTML(''), address: (/** @type {string} */ url) => policy.createScriptURL(url), text: (/** @type {string} */ text) => policy.createScript(text) } : plain;
    } catch {
      return plain; // the page does not allow the policy: where it enforces Trusted Types too, the frame cannot be made
    }
  })();
  return shared.trusted;
}
