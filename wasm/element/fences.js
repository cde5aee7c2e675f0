// ── Fenced code blocks ──────────────────────────────────────────────────────
/** What a fenced block may set: the element's own attributes, without those that reach into the page, and the settings. */
const allowed = new Set(['data', 'columns', 'autoplay', 'controls', 'loading', 'reveal', 'poster', 'alt', 'theme', 'lang', 'permalink', 'ratio', ...parameterNames]);

/** Blocks that say their language; generators and highlighters say it in these places. */
const named = 'code.language-scorefield, code.scorefield, pre.scorefield, pre.language-scorefield, pre[data-language="scorefield"], div[class~="language-scorefield"] pre, .highlight.scorefield pre';
/** Columns of line numbers. */
const gutters = '.gutter, .rouge-gutter, .lntd:first-child:not(:last-child)';
/** What highlighters put around a block: it goes with the block. */
const wrappers = ['pre', 'figure.highlight', 'div[class*="highlight"]', 'div[class*="language-"]', 'div.chroma', 'div[class*="codeBlock"]',
  ...['table', 'tbody', 'tr', 'td'].flatMap((e) => [`figure.highlight ${e}`, `div.highlight ${e}`])].join(', ');

/** The lines of a block; some highlighters end them by elements. @param {Element} code */
function linesOf(code) {
  const copy = /** @type {Element} */ (code.cloneNode(true));
  for (const e of copy.querySelectorAll('br')) e.replaceWith('\n');
  return (copy.textContent ?? '').split('\n');
}

/** Whether a block whose language nobody says is one of ours: its first line names a scene. @param {Element} code */
function isFigure(code) {
  const around = [code, code.closest('pre'), code.closest('div[class*="language-"]')].map((e) => `${e?.className ?? ''} language-${e?.getAttribute('data-language') ?? 'none'}`).join(' ');
  const hexo = code.closest('figure.highlight');
  if (/\blanguage-(?!plain|text|none|txt)/.test(around) || hexo && !/^highlight( (plaintext|plain|text|none))?$/.test(hexo.className.trim())) return false;
  const scene = linesOf(code)[0].match(/^\s*scene\s*[:=]\s*([a-z0-9-]+)\s*$/)?.[1];
  return scene !== undefined && Object.hasOwn(ratios, scene);
}

/** Turns fenced code blocks of language "scorefield" (name: value or name=value lines) into figures. A block may be a guest's: nothing but what is allowed here becomes an attribute. @param {ParentNode} [root] */
function autoRender(root = document) {
  const done = new Set();
  for (const code of root.querySelectorAll(`${named}, pre`)) {
    if (code.closest(`${gutters}, score-field`) || !code.matches(named) && !isFigure(code.querySelector('code') ?? code)) continue;
    let whole = code;
    while (whole !== root && whole.parentElement?.matches(wrappers)) whole = whole.parentElement;
    if (done.has(whole)) continue;
    done.add(whole);
    const figure = /** @type {any} */ (document.createElement('score-field'));
    /** @type {string[]} */ const refused = [];
    for (const line of linesOf(code)) {
      if (!line.trim()) continue;
      const sign = line.search(/[:=]/);
      const name = (sign < 0 ? line : line.slice(0, sign)).trim();
      if (allowed.has(name)) figure.setAttribute(name, sign < 0 ? '' : line.slice(sign + 1).trim());
      else refused.push(name.slice(0, 40));
    }
    whole.replaceWith(figure);
    if (refused.length) refuseBlock(figure, refused);
  }
}

/** Renders at once, and what comes later where the script's tag asks for that (data-fences="watch"); "off" leaves blocks to the page. */
function startRendering() {
  autoRender();
  if (fences !== 'watch') return;
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof HTMLElement && node.isConnected) autoRender(node.matches(`${named}, pre`) ? node.parentNode ?? document : node);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
const fences = document.currentScript?.dataset.fences ?? '';
offer({ autoRender, version });
if (fences !== 'off') {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', startRendering); else startRendering();
}
