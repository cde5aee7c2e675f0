// ── Links: a figure's settings in the page's address ────────────────────────
const mostLink = 2000; // characters

/** Text as it comes back out of a link: half a surrogate pair, which has no code in it, as the sign for that. @param {string} text */
const whole = (text) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Text in a link. @param {string} text */
const escaped = (text) => encodeURIComponent(whole(text));

/** Text out of a link. What mail and chat programs have broken in it is the sign for that, so that the rest of it can be read and the reader hears of it. @param {string} text */
const unescaped = (text) => text.replace(/(?:%[0-9a-f]{2})+|%/gi, (codes) => { try { return decodeURIComponent(codes); } catch { return '\ufffd'; } });

/** The figures' parts of the page's link: key, settings as written, the whole. Programs that copy a link may write its & as &amp; and escape it once more. @returns {[string, string, string][]} */
function links() {
  const hash = location.hash.slice(1);
  return (hash.includes('=') ? hash : unescaped(hash)).split('&').flatMap((part) => {
    const [, key, text] = part.match(/^(?:amp;)?sf\.([^=]*)=(.*)$/s) ?? [];
    return key === undefined ? [] : [[unescaped(key), text, part]];
  });
}

/** A key as it is compared; some systems take letters with accents apart. @param {string} key */
const plainKey = (key) => whole(key).normalize();

/** Whether two keys are one figure's. @param {string} a @param {string} b */
const sameKey = (a, b) => plainKey(a) === plainKey(b);

/** The figures in the page by their keys in its link. @type {Map<string, Element>} */
const keys = new Map();

/**
 * The key of a figure: its id, x.2, x.3, … for others of an id x, which no page should have, and a, f2, f3, … for those without one,
 * all in the order of the page. What is another's id, or the key of one that is there already, is passed over.
 * @param {Element} figure
 */
function freeKey(figure) {
  const { id } = figure, root = /** @type {ParentNode} */ (figure.getRootNode());
  /** @type {Element[]} */ const figures = [...root.querySelectorAll('score-field')];
  const others = new Set(figures.filter((f) => f.id && !sameKey(f.id, id)).map((f) => plainKey(f.id)));
  const taken = (/** @type {string} */ key) => [...keys].some(([k, f]) => sameKey(k, key) && f !== figure && f.isConnected);
  let before = Math.max(figures.filter((f) => sameKey(f.id, id)).indexOf(figure), 0); // so many have an earlier name
  for (let n = 1; ; n++) {
    const key = n === 1 ? id || 'a' : id ? `${id}.${n}` : `f${n}`;
    if (!others.has(plainKey(key)) && before-- <= 0 && !taken(key)) return key;
  }
}

/** The settings in the address for figure key, '' if there are none. @param {string} key */
function linked(key) {
  const text = links().find(([other]) => sameKey(other, key))?.[1] ?? '', once = unescaped(text);
  return (once.includes('=') ? once : unescaped(once)).replace(/;(?=[a-z-]+=)/g, '\n');
}

/** Whether the page has an address that leads to it: one that another page wrote into a frame has none. */
const hasAddress = !/^(about|blob|data):$/.test(location.protocol); // programs that show pages have schemes of their own

/** Puts an address into the browser's line, where it lets the page. @param {string} url */
function showAddress(url) {
  try { history.replaceState(null, '', url); } catch { /* Safari lets a page do so a hundred times in half a minute */ }
}

/** The page's address with a figure's settings; null if they are too long, or the page has none. @param {string} key @param {string} settings a line each */
function address(key, settings) {
  if (!hasAddress) return null;
  const text = settings.split('\n').join(';');
  const part = `sf.${escaped(key)}=${escaped(text).replace(/%3D/g, '=').replace(/%3B/g, ';').replace(/%2C/g, ',')}`;
  if (part.length >= mostLink) return null;
  const own = links().filter(([other]) => sameKey(other, key)).map(([, , part]) => part);
  const others = location.hash.slice(1).split('&').filter((other) => other.includes('=') && !own.includes(other)); // of other figures, and what a page of its own keeps there
  return location.href.replace(/#.*$/, '') + '#' + [part, ...others].join('&');
}
