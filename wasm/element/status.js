// ── The status line: how the run goes, and what is under the pointer ────────
/** A number as the picture writes it: −0.82, 3×10⁻⁷. @param {number | null | undefined} v */
function digits(v, n = 3) {
  if (v === null || v === undefined) return '–';
  const [mantissa, power] = String(Number(v.toPrecision(n))).split('e');
  return mantissa.replace('-', '−') + (power ? '×10' + [...String(Number(power))].map((c) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(c)]).join('') : '');
}

/** @param {number} v a share */
const percent = (v) => `${(100 * v).toFixed(1)}%`;

/** The share of the heaviest component, where there are others. @param {Stats} s */
const shareOf = (s) => s.shares?.length === 1 ? null : s.share;

/** What the status line says. @param {Stats} s @param {Pointed | null} pointed @param {string} clock of the scene @param {typeof words.en} w @returns {(Node | string)[]} */
function statusOf(s, pointed, clock, w) {
  /** @type {(Node | string)[]} */ const parts = [];
  const share = shareOf(s);
  const item = (/** @type {string} */ name, /** @type {string} */ value, className = '', title = '') => parts.push(make('span', { title }, name + ' ', make('b', { className }, value)));
  if (clock === 'still') item('σ', digits(s.sigma), '', w.tips.sigma);
  else item(w.stepName, String(s.step), '', clock === 'training' ? w.tips.trainingStep : w.tips.step);
  if (s.remaining !== null && s.playing) parts.push(make('span', {}, w.left(s.remaining)));
  if (s.training && clock !== 'still') {
    item(w.loss, digits(s.training.loss), '', w.tips.loss);
    if (s.training.heldOut !== null) item(w.heldOut, digits(s.training.heldOut), '', w.tips.heldOut);
    if (s.training.optimum !== null) item(w.optimum, digits(s.training.optimum), '', w.tips.optimum);
    if (s.training.fisher !== null) item('½E‖e‖²', digits(s.training.fisher, 2), '', w.tips.error);
    if (s.training.grid !== null) item(w.rmse, digits(s.training.grid), '', w.tips.rmse);
    if (s.training.closedForm) item(`${w.closed} ½E‖e‖²`, digits(s.training.closedForm.fisher, 2), '', w.tips.error);
    if (s.training.curl !== null) item(w.curl, digits(s.training.curl, 2), '', w.tips.curl);
    if (s.training.workers > 1) item(w.together, String(s.training.workers), '', w.tips.together);
  } else if (clock !== 'still') {
    if (s.sigma) item('σ', digits(s.sigma), '', w.tips.sigma);
    item('ε', `${digits(s.epsilon)} (α = ${digits(2 * s.epsilon)})`, '', w.tips.epsilon);
    if (share !== null && !s.training) item(w.heavy, percent(share), '', w.tips.heavy);
    if (s.accepted !== null && s.accepted < 1) item(w.accepted, percent(s.accepted) + (s.bestAcceptance === null ? '' : ` (${w.best(percent(s.bestAcceptance))})`), '', w.tips.accepted);
    if (s.step > 0) { // of chains that have not gone a step there is nothing to tell, and no line is added as a figure comes to life
      if (s.rhat !== null) item('R̂', digits(s.rhat), s.rhat > 1.05 ? 'bad' : '', w.tips.rhat);
      if (s.ess !== null) item(w.ess, digits(s.ess, 2), '', w.tips.ess);
      const against = (/** @type {string} */ name, /** @type {number | null} */ v, /** @type {number | null} */ floor, /** @type {string} */ title) => {
        if (v !== null && floor !== null) item(name, `${digits(v, 2)} (${w.floor(digits(floor, 2))})`, v > floor ? 'bad' : '', title);
      };
      if (s.logLikelihood !== null) item(w.likelihood, `${digits(s.logLikelihood, 4)} (${w.exact} ${digits(s.exactLogLikelihood, 4)})`, '', w.tips.likelihood);
      against('W₂', s.w2, s.w2Floor, w.tips.w2);
      against('MMD²', s.mmd, s.mmdFloor, w.tips.mmd);
      against('KSD²', s.ksd, s.ksdFloor, w.tips.ksd);
    }
  }
  if (s.training && clock === 'sampling' && share !== null) {
    item(w.heavy, percent(share) + (s.shareLow === null || s.shareHigh === null ? '' : ` (${(100 * s.shareLow).toFixed(1)} … ${percent(s.shareHigh)})`), '', w.tips.heavy);
    if (s.swd !== null && s.swdFloor !== null) item(w.swd, `${digits(s.swd)} (${w.floor(digits(s.swdFloor))})`, '', w.tips.swd);
  }
  if (s.pictures) {
    item(w.confidence, digits(s.pictures.confidence, 2), '', w.tips.confidence);
    item(w.frechet, `${digits(s.pictures.distance, 2)} (${w.floor(digits(s.pictures.floor, 2))})`, '', w.tips.frechet);
  }
  if (s.verdict?.done) item(s.verdict.source, `${digits(s.verdict.value)} ∈ [${digits(s.verdict.low)}, ${digits(s.verdict.high)}] ${s.verdict.held ? '✓' : '✗'}`, s.verdict.held ? 'good' : 'bad', w.tips.verdict);
  if (s.frozen) parts.push(make('span', { className: 'bad' }, w.diverged(s)));
  if (pointed) {
    item('x', `(${digits(pointed.x)}, ${digits(pointed.y)})`);
    item('p', digits(pointed.p));
    item('log p', digits(pointed.logp, 4));
    item('s', `(${digits(pointed.score[0])}, ${digits(pointed.score[1])})`);
    if (pointed.mean) item('E[x₀|x]', `(${digits(pointed.mean[0])}, ${digits(pointed.mean[1])})`);
    if (pointed.learned) item('sθ', `(${digits(pointed.learned[0])}, ${digits(pointed.learned[1])})`);
  } else if (clock === 'still') parts.push(matchMedia('(hover: none)').matches ? w.hintTouch : w.hint);
  return parts;
}

/** The figure in a sentence. @param {Stats} s @param {Scene} scene @param {Language} l */
function sentenceOf(s, scene, l) {
  const w = words[l], name = scene[l];
  if (scene.clock === 'still') return w.still(name, digits(s.sigma));
  if (s.training && scene.pictures) return w.pictured(name, s, s.training);
  return s.training && scene.clock === 'training' ? w.trained(name, s, s.training) : w.sampled(name, { ...s, share: shareOf(s) });
}
