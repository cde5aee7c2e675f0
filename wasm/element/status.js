// ── The status line: how the run goes; and what is under the pointer ────────
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

/** A number with its name. @param {string} name @param {string} value */
const numbered = (name, value, className = '', tip = '') => told(make('span', {}, name + ' ', make('b', { className }, value)), tip);

/** What the status line says. @param {Stats} s @param {string} clock of the scene @param {typeof words.en} w @param {boolean} all beside open settings: the discrepancies, too @returns {HTMLElement[]} */
function statusOf(s, clock, w, all) {
  /** @type {HTMLElement[]} */ const parts = [];
  const share = shareOf(s);
  const item = (/** @type {Parameters<typeof numbered>} */ ...number) => parts.push(numbered(...number));
  if (clock === 'still') item('σ', digits(s.sigma), '', w.tips.sigma);
  else item(w.stepName, String(s.step), '', clock === 'training' ? w.tips.trainingStep : w.tips.step);
  if (s.remaining && s.playing) parts.push(make('span', {}, w.left(s.remaining)));
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
      const against = (/** @type {string} */ name, /** @type {number | null} */ v, /** @type {number | null} */ floor, /** @type {string} */ tip) => {
        if (v !== null && floor !== null) item(name, `${digits(v, 2)} (${w.floor(digits(floor, 2))})`, v > floor ? 'bad' : '', tip);
      };
      if (s.logLikelihood !== null) item(w.likelihood, `${digits(s.logLikelihood, 4)} (${w.exact} ${digits(s.exactLogLikelihood, 4)})`, '', w.tips.likelihood);
      if (all) {
        against('W₂', s.w2, s.w2Floor, w.tips.w2);
        against('MMD²', s.mmd, s.mmdFloor, w.tips.mmd);
        against('KSD²', s.ksd, s.ksdFloor, w.tips.ksd);
      }
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
  if (s.verdict?.done) item(w.source(s.verdict.source), `${digits(s.verdict.value)} ∈ [${digits(s.verdict.low)}, ${digits(s.verdict.high)}] ${s.verdict.held ? '✓' : '✗'}`, s.verdict.held ? 'good' : 'bad', w.tips.verdict);
  if (s.frozen) parts.push(make('span', { className: 'bad' }, w.diverged(s)));
  if (clock === 'still') parts.push(make('span', {}, matchMedia('(hover: none)').matches ? w.hintTouch : w.hint));
  return parts;
}

/** What is under the pointer. @param {Pointed} at */
function readingOf(at) {
  const pair = (/** @type {ArrayLike<number>} */ v) => `(${digits(v[0])}, ${digits(v[1])})`;
  return [numbered('x', pair([at.x, at.y])), numbered('p', digits(at.p)), numbered('log p', digits(at.logp, 4)), numbered('s', pair(at.score)),
    ...(at.mean ? [numbered('E[x₀|x]', pair(at.mean))] : []), ...(at.learned ? [numbered('sθ', pair(at.learned))] : [])];
}

/** Numbers as wide as they usually are; the build says which of them a scene has (numbers). @type {Record<string, string>} */
const usual = { stepName: '12345', σ: '46.9', ε: '0.05 (α = 0.1)', heavy: '57.0%', 'heavy±': '57.0% (44.5 … 72.4%)', loss: '−0.546', heldOut: '−0.546', optimum: '−1', '½E‖e‖²': '0.43', rmse: '6.02', curl: '0.046',
  swd: '4.44 (1.97)', confidence: '0.98', frechet: '12 (1.9)' };

/**
 * The line, with room for all that it has said of the scene so far, so that nothing below moves while numbers come and go as the
 * figure plays and rests. What it has said is kept, as wide as it was, where it is not seen.
 */
class Status {
  line = make('div', { className: 'status' });
  box = make('div', { className: 'foot', part: 'status' }, this.line);
  /** What it says while the figure plays, at rest, beside open settings, and before there is anything to say: the widest texts of every kind of number. @type {Map<string, {box: HTMLElement, widest: Map<string, string>}>} */ #rooms = new Map();
  #of = '';

  /** Makes room for a scene, before any of its numbers is known, and anew if it is another. @param {string} scene @param {Language} l */
  foresee(scene, l) {
    if (this.#of === (this.#of = `${scene} ${l}`)) return;
    for (const { box } of this.#rooms.values()) box.remove();
    this.#rooms.clear();
    /** @type {Record<string, any>} */ const w = words[l];
    this.#keep('before', (numbers[scene] ?? []).map((name) => {
      const kind = name.replace('±', ''); // with its interval
      return [kind, `${Object.hasOwn(w, kind) ? w[kind] : kind} ${usual[name]}`];
    }));
  }

  /** @param {Stats} s @param {string} clock of the scene @param {typeof words.en} w @param {boolean} all whether the settings are open */
  show(s, clock, w, all) {
    const parts = statusOf(s, clock, w, all);
    this.line.replaceChildren(...parts);
    for (const [way, { box }] of this.#rooms) box.hidden = way === 'in full' && !all;
    this.#keep(s.playing ? 'plays' : all ? 'in full' : 'rests', parts.map((p) => [p.querySelector('b')?.previousSibling?.textContent ?? '', p.textContent ?? '']));
  }

  /** @param {string} way @param {string[][]} parts kind and text of each */
  #keep(way, parts) {
    let room = this.#rooms.get(way);
    if (!room) {
      room = { box: make('div', { className: 'room', ariaHidden: 'true' }), widest: new Map() };
      this.#rooms.set(way, room);
      this.box.append(room.box);
    }
    const { box, widest } = room;
    const wider = parts.filter(([kind, text]) => text.length > (widest.get(kind)?.length ?? 0));
    for (const [kind, text] of wider) widest.set(kind, text);
    if (wider.length) box.replaceChildren(...[...widest].map(([kind, text]) => make('span', {}, kind ? make('b', {}, text) : text)));
  }
}

/** The figure in a sentence. @param {Stats} s @param {Scene} scene @param {Info} info @param {Language} l */
function sentenceOf(s, scene, info, l) {
  const w = words[l], name = scene[l];
  if (scene.clock === 'still') return w.still(name, digits(s.sigma));
  if (s.training && scene.pictures) return w.pictured(name, s, s.training);
  const objective = info.params.find((p) => p.name === 'objective')?.choices.find((c) => c.value === s.training?.objective)?.[l] ?? s.training?.objective ?? '';
  return s.training && scene.clock === 'training' ? w.trained(name, s, { ...s.training, objective }) : w.sampled(name, { ...s, share: shareOf(s) });
}
