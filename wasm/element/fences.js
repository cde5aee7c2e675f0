// ── Fenced code blocks ──────────────────────────────────────────────────────
/** What a fenced block may set: the element's own attributes, without those that reach into the page, and the parameters of the program's table. */
const allowed = new Set(['scene', 'seed', 'data', 'autoplay', 'controls', 'loading', 'reveal', 'poster', 'alt', 'theme', 'lang', 'permalink', 'ratio',
  'density', 'mixture', 'bandwidth', 'score', 'sigma', 'sampler', 'versus', 'particles', 'auto-epsilon', 'epsilon', 'versus-epsilon', 'noise', 'adapt', 'leaps', 'friction', 'start-law', 'start-width',
  'sigma-min', 'sigma-max', 'levels', 'steps-per-level', 'denoise', 'schedule', 'predictor', 'rho', 'churn', 'solver-steps', 'objective', 'noise-levels', 'weighting', 'race', 'projection', 'projections',
  'training-sigma', 'model', 'units', 'hidden-layers', 'activation', 'rate', 'batch', 'averaging', 'dataset', 'train-first', 'target-steps', 'speed', 'heat',
  'contours', 'arrows', 'flow', 'trails', 'colour', 'dissect', 'marginals', 'training-axis', 'half-width', 'centre-x', 'centre-y']);

/** Turns fenced code blocks of language "scorefield" (name: value or name=value lines) into figures. A block may be a guest's: nothing but what is allowed here becomes an attribute. @param {ParentNode} [root] */
function autoRender(root = document) {
  for (const code of root.querySelectorAll('code.language-scorefield, pre.scorefield, pre > code.scorefield, .highlight.scorefield pre')) {
    const figure = /** @type {any} */ (document.createElement('score-field'));
    /** @type {string[]} */ const refused = [];
    for (const line of (code.textContent ?? '').split('\n')) {
      if (!line.trim()) continue;
      const sign = line.search(/[:=]/);
      const name = (sign < 0 ? line : line.slice(0, sign)).trim();
      if (allowed.has(name)) figure.setAttribute(name, sign < 0 ? '' : line.slice(sign + 1).trim());
      else refused.push(name.slice(0, 40));
    }
    (code.closest('figure.highlight, div.highlight, pre') ?? code).replaceWith(figure);
    if (refused.length) refuseBlock(figure, refused);
  }
}
/** @type {any} */ (window).scorefield = Object.assign(given, { autoRender, version });
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => autoRender()); else autoRender();
