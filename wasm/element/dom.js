// ── Making elements ─────────────────────────────────────────────────────────
/** Makes an element. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, any>} [props] @param {...(Node | string)} children @returns {HTMLElementTagNameMap[T]} */
function make(tag, props = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in e) /** @type {any} */ (e)[name] = value; else e.setAttribute(name.replace(/^aria(?=[A-Z])/, 'aria-').toLowerCase(), value);
  }
  e.append(...children);
  return e;
}

const svg = 'http://www.w3.org/2000/svg';

/** Paths; those with a dot before them are filled. */
const icons = {
  play: ['.M5.5 3.6v10.8a.6.6 0 0 0 .92.5l8.1-5.4a.6.6 0 0 0 0-1L6.4 3.1a.6.6 0 0 0-.92.5z'],
  pause: ['.M4.5 3.5h3.2v11h-3.2z', '.M10.3 3.5h3.2v11h-3.2z'],
  step: ['.M3.5 4.2v9.6a.6.6 0 0 0 .9.5l7-4.8a.6.6 0 0 0 0-1l-7-4.8a.6.6 0 0 0-.9.5z', 'M14.2 4v10'],
  reset: ['M3.2 9a5.8 5.8 0 1 0 1.9-4.3', 'M3 2.6v3.2h3.2'],
  undo: ['M6.2 3.5 3 6.7l3.2 3.2', 'M3.2 6.7h7a4 4 0 0 1 0 8H7'],
  redo: ['M11.8 3.5 15 6.7l-3.2 3.2', 'M14.8 6.7h-7a4 4 0 0 0 0 8H11'],
  more: ['M3 5h6m4 0h2M3 13h2m4 0h6', 'M9.1 5a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0', 'M5.1 13a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0'],
  home: ['M3 6.5V3h3.5M11.5 3H15v3.5M15 11.5V15h-3.5M6.5 15H3v-3.5', 'M7.8 9a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0'],
};

/** @param {keyof typeof icons} name */
function icon(name) {
  const s = document.createElementNS(svg, 'svg');
  s.setAttribute('class', 'icon');
  s.setAttribute('viewBox', '0 0 18 18');
  s.setAttribute('aria-hidden', 'true');
  for (const d of icons[name]) {
    const p = document.createElementNS(svg, 'path');
    if (d[0] === '.') p.setAttribute('class', 'solid');
    p.setAttribute('d', d.replace('.M', 'M'));
    s.append(p);
  }
  return s;
}
