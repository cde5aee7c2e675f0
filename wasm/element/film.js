// ── Films: a span of a run as pictures at an exact rate ─────────────────────
/** Frames a second that a GIF can have, whose clock has hundredths of a second; browsers show none that is quicker. */
const gifRates = [1, 2, 4, 5, 10, 20, 25, 50];
const videoRates = Array.from({ length: 60 }, (_, i) => i + 1);
/** Kinds of films, with the rates that they can have. */
const filmKinds = { gif: { type: 'image/gif', rates: gifRates }, webm: { type: 'video/webm', rates: videoRates }, mp4: { type: 'video/mp4', rates: videoRates } };
/** How a film ends: it is over; its last picture stands for a second; it goes back to the first, so that it can be repeated without a jump. */
/** @type {Loop[]} */ const loops = ['once', 'hold', 'back'];
const usualFrames = 100; // at most, unless somebody says every how many steps there is one
const mostFilmPixels = 64_000_000; // of all frames together: two bytes each
const mostFrames = 100_000;
const mostSteps = 100_000_000; // as in message.go

/**
 * @typedef {'gif' | 'webm' | 'mp4'} FilmKind
 * @typedef {'once' | 'hold' | 'back'} Loop
 * @typedef { {from: number, to: number, every: number, rate: number, loop: Loop}} Span of a run
 * @typedef { {stop: AbortController, ended: Promise<any>, plays: boolean}} Filming a film that is being made; whether the figure plays when it is over
 */

/** How many pictures a span has. @param {Span} s */
const countOf = ({ from, to, every }) => Math.floor((to - from) / every) + 1;

/** Which of n pictures the frames of a film show. @param {FilmKind} kind @param {Span} s @param {number} n */
function framesOf(kind, { loop, rate }, n) {
  const order = Array.from({ length: n }, (_, k) => k);
  if (loop === 'back') for (let k = n - 2; k > 0; k--) order.push(k);
  if (loop === 'hold' && kind !== 'gif') for (let k = 0; k < rate; k++) order.push(n - 1);
  return order;
}

/** How many seconds a film takes. @param {FilmKind} kind @param {Span} s @param {number} n pictures */
const secondsOf = (kind, s, n) => framesOf(kind, s, n).length / s.rate + (s.loop === 'hold' && kind === 'gif' ? 1 : 0);

/**
 * What a script asks for, checked. The usual span is the run so far, or 100 steps where there is none yet.
 * @param {Language} l @param {FilmKind} kind @param {any} options @param {number} step where the run is @returns {Span}
 */
function spanOf(l, kind, options, step) {
  const whole = (/** @type {string} */ name, /** @type {number} */ usual, /** @type {number} */ least) => {
    const v = optionOf(l, options, name) ?? usual;
    if (typeof v !== 'number' || !Number.isSafeInteger(v) || v < 0) throw refused(l, name, v, 'count');
    if (v < least || v > mostSteps) throw beyond(l, name, v, `${least} … ${mostSteps}`);
    return v;
  };
  const from = whole('from', 0, 0), to = whole('to', step > from ? step : from + usualFrames, from);
  const every = whole('every', Math.max(1, Math.ceil((to - from) / usualFrames)), 1);
  const rate = optionOf(l, options, 'rate') ?? 20, { rates } = filmKinds[kind];
  if (!rates.includes(rate)) throw beyond(l, 'rate', rate, kind === 'gif' ? rates.join(', ') : `1 … ${rates.length}`);
  const loop = optionOf(l, options, 'loop') ?? (kind === 'gif' ? 'hold' : 'once');
  if (!loops.includes(loop)) throw beyond(l, 'loop', loop, loops.join(', '));
  const span = { from, to, every, rate, loop }, n = countOf(span);
  if (n > mostFrames) throw beyond(l, 'frames', n, `≤ ${mostFrames}`);
  return span;
}

/**
 * Makes a film. @param {FilmKind} kind @param {Span} span
 * @param { {language: Language, picture: (step: number) => Promise<HTMLCanvasElement>, tell: (share: number) => void, signal: AbortSignal}} by
 * @returns {Promise<BlobPart[]>}
 */
async function filmed(kind, span, { language, picture, tell, signal }) {
  const steps = Array.from({ length: countOf(span) }, (_, k) => span.from + k * span.every), order = framesOf(kind, span, steps.length);
  /** @type {Gif | null} */ let gif = null;
  /** @type {Video | null} */ let video = null;
  /** @type {HTMLCanvasElement[]} that are shown again */ const kept = [];
  const pause = async (/** @type {number} */ share) => {
    tell(share);
    await new Promise((go) => setTimeout(go));
    signal.throwIfAborted();
  };
  const work = steps.length + (kind === 'gif' ? order.length / 4 : order.length - steps.length); // packing a frame is a quarter of making its picture
  try {
    for (const [k, step] of steps.entries()) {
      const drawn = await picture(step), { width, height } = drawn;
      if (k === 0) {
        const all = (kind === 'gif' || span.loop === 'back' ? steps.length : 1) * width * height;
        if (all > mostFilmPixels) throw beyond(language, 'frames', `${steps.length} × ${width} × ${height}`, words[language].pixels(mostFilmPixels));
      }
      if (kind === 'gif') await (gif ??= new Gif(width, height)).add(/** @type {CanvasRenderingContext2D} */ (drawn.getContext('2d')).getImageData(0, 0, width, height));
      else {
        const even = evenSided(drawn);
        await breath();
        video ??= await Video.open(kind, even.width, even.height, span.rate);
        if (!video) throw Object.assign(new Error(words[language].noVideo), { type: 'video' });
        await video.add(even);
        if (span.loop === 'back' || k === steps.length - 1) kept[k] = even;
      }
      await pause((k + 1) / work);
    }
    if (gif) return await gif.file(order, 100 / span.rate, 100 / span.rate + (span.loop === 'hold' ? 100 : 0), span.loop !== 'once', (share) => pause((steps.length + share * order.length / 4) / work));
    for (const [k, i] of order.slice(steps.length).entries()) {
      await video?.add(kept[i]);
      await pause((steps.length + k + 1) / work);
    }
    return video ? [/** @type {BlobPart} */ (await video.file())] : [];
  } finally {
    video?.close();
  }
}

/** A picture whose sides are even, as encoders want them: where it lacks a line, its last one stands twice. @param {HTMLCanvasElement} c */
function evenSided(c) {
  const width = c.width + c.width % 2, height = c.height + c.height % 2;
  if (width === c.width && height === c.height) return c;
  const even = make('canvas', { width, height }), context = even.getContext('2d');
  context?.drawImage(c, width - c.width, height - c.height);
  context?.drawImage(c, 0, 0);
  return even;
}

/**
 * Asks the reader for a span and makes the film. @param {Language} l @param {ShadowRoot} root @param {number} step where the run is
 * @param {(kind: FilmKind, span: Span) => void} chosen
 */
function askForFilm(l, root, step, chosen) {
  const w = words[l];
  const number = (/** @type {number} */ value, /** @type {number} */ min) => make('input', { type: 'number', min: String(min), max: String(mostSteps), step: '1', value: String(value), required: true });
  const usual = spanOf(l, 'gif', {}, step);
  const select = (/** @type {string[][]} */ options, /** @type {string} */ value) => {
    const s = make('select', {}, ...options.map(([v, label]) => make('option', { value: v }, label)));
    s.value = value;
    return s;
  };
  const from = number(usual.from, 0), to = number(usual.to, 0), every = number(usual.every, 1);
  const rate = select(gifRates.map((r) => [String(r), String(r)]), '20'), loop = select(loops.map((v) => [v, w.loops[v]]), 'hold');
  const said = make('p', { role: 'status' });
  const span = () => ({ from: from.valueAsNumber, to: to.valueAsNumber, every: every.valueAsNumber, rate: Number(rate.value), loop: /** @type {Loop} */ (loop.value) });
  const submit = (/** @type {FilmKind} */ kind, /** @type {string} */ label) => make('button', { className: 'chip', type: 'button', onclick: () => { if (!form.reportValidity()) return; dialog.close(); chosen(kind, span()); } }, label);
  const tell = () => {
    to.min = from.value;
    said.textContent = '';
    if (!form.checkValidity()) return;
    try {
      const s = spanOf(l, 'gif', span(), step), n = countOf(s);
      said.textContent = w.filmLength(n, secondsOf('gif', s, n));
    } catch (err) { said.textContent = /** @type {Error} */ (err).message; }
  };
  const videos = [submit('mp4', 'MP4'), submit('webm', 'WebM')], none = typeof VideoEncoder === 'undefined';
  for (const b of videos) b.disabled = none;
  const form = make('form', { oninput: tell, onsubmit: (/** @type {Event} */ e) => e.preventDefault() },
    ...([[w.filmFrom, from], [w.filmTo, to], [w.filmEvery, every], [w.filmRate, rate], [w.filmLoop, loop]]).map(([label, input]) => make('label', {}, make('span', {}, label), input)));
  const dialog = make('dialog', { className: 'keys film', onclose: () => dialog.remove() }, make('h2', {}, w.film), form, said, ...(none ? [make('p', {}, w.noVideo)] : []),
    make('div', { className: 'exports' }, submit('gif', 'GIF'), ...videos, make('button', { className: 'chip', type: 'button', onclick: () => dialog.close() }, w.close)));
  root.append(dialog);
  tell();
  dialog.showModal();
}
