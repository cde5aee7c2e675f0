// ── Links: a figure's settings in the page's address ────────────────────────
const mostLink = 2000; // characters

/** Text as it comes back out of a link: half a surrogate pair, which has no code in it, as the sign for that. @param {string} text */
const whole = (text) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Text in a link. @param {string} text */
const escaped = (text) => encodeURIComponent(whole(text));

/** The figures' parts of the page's link: key, settings as written, the whole. @returns {[string, string, string][]} */
function links() {
  return location.hash.slice(1).split('&').flatMap((part) => {
    const [, key, text] = part.match(/^sf\.([^=]*)=(.*)$/s) ?? [];
    if (key === undefined) return [];
    try { return [[decodeURIComponent(key), text, part]]; } catch { return [[key, text, part]]; }
  });
}

/** The settings in the address for figure key, '' if there are none. @param {string} key */
function linked(key) {
  const text = links().find(([other]) => other === whole(key))?.[1];
  if (!text) return '';
  try { return decodeURIComponent(text).replace(/;(?=[a-z-]+=)/g, '\n'); } catch { return ''; }
}

/** The page's address with a figure's settings; null if they are too long. @param {string} key @param {string} settings a line each */
function address(key, settings) {
  const text = settings.split('\n').join(';');
  const part = `sf.${escaped(key)}=${escaped(text).replace(/%3D/g, '=').replace(/%3B/g, ';').replace(/%2C/g, ',')}`;
  if (part.length >= mostLink) return null;
  const own = links().filter(([other]) => other === whole(key)).map(([, , part]) => part);
  const others = location.hash.slice(1).split('&').filter((other) => other.includes('=') && !own.includes(other)); // of other figures, and what a page of its own keeps there
  return location.href.replace(/#.*$/, '') + '#' + [part, ...others].join('&');
}
