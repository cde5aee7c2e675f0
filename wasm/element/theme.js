// ── Theme: light or dark, as the page around a figure ───────────────────────
const themeMarks = ['data-theme', 'data-mode', 'data-bs-theme', 'data-color-mode', 'data-color-scheme', 'color-theme'];

/** @type {Map<string, number | null>} */ const lights = new Map();

/** How light a colour is, 0 to 255, whatever CSS calls it; null if one sees through it. @param {string} colour */
function lightOf(colour) {
  const known = lights.get(colour);
  if (known !== undefined) return known;
  const channels = channelsOf(colour);
  if (!channels) return null;
  const [r, g, b, a] = channels;
  const light = a < 128 ? null : 0.299 * r + 0.587 * g + 0.114 * b;
  if (lights.size > 100) lights.clear(); // colours in motion
  lights.set(colour, light);
  return light;
}

/** Red, green, blue and alpha, 0 to 255, of a colour as getComputedStyle says it; null if that cannot be told now.
 * Only what is not in rgb is painted to be read: some browsers give noise for pixels, so that nobody is known by them. @param {string} colour @returns {Iterable<number> | null} */
function channelsOf(colour) {
  const rgb = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
  if (rgb) return [+rgb[1], +rgb[2], +rgb[3], 255 * +(rgb[4] ?? 1)];
  const context = make('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** @param {Element} element @param {string} theme auto, light or dark */
function isDark(element, theme) {
  if (theme !== 'auto') return theme === 'dark';
  const root = document.documentElement;
  for (const e of [root, document.body]) {
    for (const name of themeMarks) {
      const v = e?.getAttribute(name);
      if (v && /dark|night/.test(v)) return true;
      if (v && /light|day/.test(v)) return false;
    }
    const named = [...e?.classList ?? []].map((c) => c.match(/^(?:quarto-|theme-)?(dark|light)(?:-?mode)?$/i)?.[1].toLowerCase()).find(Boolean);
    if (named) return named === 'dark';
  }
  const places = around(element);
  for (const e of places) { // the nearest background that covers what is behind it
    const light = lightOf(getComputedStyle(e).backgroundColor);
    if (light !== null) return light < 128;
  }
  const place = getComputedStyle(places[0] ?? root), scheme = place.colorScheme;
  if (scheme === 'dark' || scheme === 'only dark') return true;
  if (scheme === 'light' || scheme === 'only light') return false;
  if (scheme !== 'normal') return matchMedia('(prefers-color-scheme: dark)').matches;
  return (lightOf(place.color) ?? 0) > 160; // where only a meta element names a scheme no property tells, but text that nobody has coloured is that scheme's
}

/** Hears of whatever may make a page dark or light: an attribute of any element around, its style sheets, a control that they
 * ask for (:has(:checked)), the end of a change that takes its time. @param {HTMLElement} element @param {() => void} look @returns {() => void} ends it */
function watchTheme(element, look) {
  const page = element.ownerDocument;
  const observer = new MutationObserver(look);
  for (const e of around(element)) observer.observe(e, { attributes: true });
  if (page.head) observer.observe(page.head, { attributes: true, childList: true, characterData: true, subtree: true });
  const heard = (/** @type {Event} */ e) => { if (e.type !== 'load' || e.target instanceof HTMLLinkElement) look(); };
  for (const type of changes) page.addEventListener(type, heard, true);
  return () => {
    observer.disconnect();
    for (const type of changes) page.removeEventListener(type, heard, true);
  };
}
const changes = ['load', 'change', 'transitionend', 'transitioncancel', 'animationend'];

/** Calls once for each change of the elements around that goes on now, when it is over: its own event is not heard from
 * within another shadow root. @param {HTMLElement} element @param {WeakSet<Animation>} known @param {() => void} look */
function afterTransitions(element, known, look) {
  for (const e of around(element)) {
    for (const a of e.getAnimations?.() ?? []) {
      if (known.has(a) || !('transitionProperty' in a)) continue;
      known.add(a);
      a.finished.then(look, look);
    }
  }
}
