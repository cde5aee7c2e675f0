// ── Copies of this script ───────────────────────────────────────────────────
// Of several in a page, from whatever folder and of whatever version, the first makes the figures, and what a script finds as scorefield is
// the first one's. A later one has it look again for blocks, for pages that change their content bring the script with it.
if (customElements.get('score-field')) {
  /** @type { {version: string, autoRender: () => void} | undefined} */ const first = /** @type {any} */ (window)[Symbol.for('scorefield')]?.offered ?? /** @type {any} */ (window).scorefield;
  /** @type {any} */ (window).scorefield = Object.assign({}, /** @type {any} */ (window).scorefield, first);
  if (first?.version !== version) console.warn(words[languageOf(document.documentElement)].copies(first?.version ?? '?', version));
  if (document.readyState !== 'loading' && document.currentScript?.dataset.fences !== 'off') first?.autoRender?.(); // while it loads the first waits for its end
  return;
}
