// ── Theme: light or dark, as the page around a figure ───────────────────────
const themeMarks = ['data-theme', 'data-mode', 'data-bs-theme', 'data-color-mode', 'data-color-scheme', 'color-theme'];

/** @type {Map<string, number | null>} */ const lights = new Map();

/** How light a colour is, 0 to 255, whatever CSS calls it; null if one sees through it. @param {string} colour */
function lightOf(colour) {
  const known = lights.get(colour);
  if (known !== undefined) return known;
  const context = make('canvas', { width: 1, height: 1 }).getContext('2d');
  if (!context) return null;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  const light = a < 128 ? null : 0.299 * r + 0.587 * g + 0.114 * b;
  if (lights.size > 100) lights.clear(); // colours in motion
  lights.set(colour, light);
  return light;
}

/** @param {HTMLElement} element @param {string} theme auto, light or dark */
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
  for (let e = element.parentElement; e; e = e.parentElement) { // the nearest background that covers what is behind it
    const light = lightOf(getComputedStyle(e).backgroundColor);
    if (light !== null) return light < 128;
  }
  const scheme = getComputedStyle(element.parentElement ?? root).colorScheme;
  if (scheme === 'dark' || scheme === 'only dark') return true;
  if (scheme === 'light' || scheme === 'only light') return false;
  if (scheme !== 'normal') return matchMedia('(prefers-color-scheme: dark)').matches;
  return (lightOf(getComputedStyle(element.parentElement ?? root).color) ?? 0) > 160; // where only a meta element names a scheme no property tells, but text that nobody has coloured is that scheme's
}
