// ── Theme: light or dark, as the page around a figure ───────────────────────
const themeMarks = ['data-theme', 'data-mode', 'data-bs-theme', 'data-color-mode', 'data-color-scheme', 'color-theme'];

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
    if (e?.classList.contains('dark') || e?.classList.contains('quarto-dark')) return true;
    if (e?.classList.contains('light') || e?.classList.contains('quarto-light')) return false;
  }
  for (let e = element.parentElement; e; e = e.parentElement) { // the nearest background that covers what is behind it
    const rgb = getComputedStyle(e).backgroundColor.match(/^rgb\((\d+), (\d+), (\d+)\)$/);
    if (rgb) return 0.299 * Number(rgb[1]) + 0.587 * Number(rgb[2]) + 0.114 * Number(rgb[3]) < 128;
  }
  const scheme = getComputedStyle(element.parentElement ?? root).colorScheme;
  if (scheme === 'dark' || scheme === 'only dark') return true;
  if (scheme === 'light' || scheme === 'only light') return false;
  return matchMedia('(prefers-color-scheme: dark)').matches && scheme !== 'normal';
}
