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

/** Says a thing to who cannot see an element, such as its label; the properties of these attributes are younger than the oldest browsers that run figures. @param {Element} e @param {string} name without aria- @param {string} value */
function describe(e, name, value) { e.setAttribute(`aria-${name}`, value); }

const svg = 'http://www.w3.org/2000/svg';

/** Paths; those with a dot before them are filled. */
const icons = {
  play: ['.M5.5 3.6v10.8a.6.6 0 0 0 .92.5l8.1-5.4a.6.6 0 0 0 0-1L6.4 3.1a.6.6 0 0 0-.92.5z'],
  pause: ['.M4.5 3.5h3.2v11h-3.2z', '.M10.3 3.5h3.2v11h-3.2z'],
  step: ['.M3.5 4.2v9.6a.6.6 0 0 0 .9.5l7-4.8a.6.6 0 0 0 0-1l-7-4.8a.6.6 0 0 0-.9.5z', 'M14.2 4v10'],
  reset: ['M3.2 9a5.8 5.8 0 1 0 1.9-4.3', 'M3 2.6v3.2h3.2'],
  undo: ['M6.2 3.5 3 6.7l3.2 3.2', 'M3.2 6.7h7a4 4 0 0 1 0 8H7'],
  redo: ['M11.8 3.5 15 6.7l-3.2 3.2', 'M14.8 6.7h-7a4 4 0 0 0 0 8H11'],
  full: ['M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4'],
  more: ['M3 5h6m4 0h2M3 13h2m4 0h6', 'M9.1 5a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0', 'M5.1 13a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0'],
  pen: ['M3 15l1-4 8.6-8.6a1.4 1.4 0 0 1 2 0l1 1a1.4 1.4 0 0 1 0 2L7 14l-4 1z', 'M11 4l3 3'],
  eraser: ['M7 15 3.3 11.3a1.2 1.2 0 0 1 0-1.7L9.6 3.3a1.2 1.2 0 0 1 1.7 0l3.4 3.4a1.2 1.2 0 0 1 0 1.7L8 15zM6.3 6.6l5 5M7 15h8'],
  spray: ['M3 15.5V8h5v7.5zM4 8V5h3v3', '.M10.2 4.2h1.6v1.6h-1.6z', '.M13.2 2.2h1.6v1.6h-1.6z', '.M13.2 6.2h1.6v1.6h-1.6z'],
  line: ['M4.5 13.5l9-9', '.M2.2 13h3v3h-3z', '.M12.8 2h3v3h-3z'],
  clear: ['M3 4.5h12M7 4.5v-2h4v2M5 4.5l.7 11h6.6l.7-11'],
  done: ['M3.5 9.5l3.7 3.7 7.3-8.4'],
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

/** The elements around this one as they are drawn, from within: through shadow roots and their slots too. @param {Element} element @returns {Element[]} */
function around(element) {
  const next = element.assignedSlot ?? element.parentElement ?? /** @type {ShadowRoot | null} */ (element.parentNode)?.host;
  return next ? [next, ...around(next)] : [];
}

/** A task of its own for what follows, which other tasks may precede, also in a page that is not shown. */
function breath() {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); go(undefined); };
    port2.postMessage(null);
  });
}

const sliceLength = 10; // milliseconds

/** For long work in slices of some milliseconds: to be called, and waited for, between its pieces. */
function slicing() {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < sliceLength) return;
    await breath();
    begun = performance.now();
  };
}
