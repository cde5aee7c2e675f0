// ── The engine: one program, one canvas, one animation frame a page ─────────
// The program lives in a hidden frame of the same origin, for Ebitengine wants a
// document (frame.js). It is called directly: what it can do is listed at the head of
// main_js.go, what it is asked and says in message.go.
//
// A frame: the figures that are to go on are ticked together (Engine.#tick); the
// program says whose pictures have changed and lays them out on one canvas; Ebitengine
// draws it; each picture is copied into its figure's own canvas, all in one task.

/**
 * Where a figure shows its picture.
 * @typedef {object} Place
 * @property {() => {width: number, height: number, ratio: number}} pixels device pixels of the place and how many there are to a CSS pixel
 * @property {() => boolean} visible whether anybody looks
 * @property {() => boolean} pointed whether the reader points at it
 * @property {(source: HTMLCanvasElement, x: number, y: number, width: number, height: number) => void} show takes a picture
 * @property {(overlay: string) => void} write takes the texts and lines over the picture
 * @property {() => string} font family of those texts
 * @property {(canvas: HTMLCanvasElement, width: number, height: number) => void} host takes the engine's canvas itself into the picture's place: the picture, of so many pixels, is in its upper left corner
 * @property {(type: string, value: any) => void} hear what the program says
 * @property {(cause: keyof typeof words.en.lost, last: Last | null) => void} lost the program is gone, and this is where the figure was, if it is known
 *
 * Where a figure was: bytes, from which it goes on at once, or a text, from which its steps are done again.
 * @typedef { {checkpoint: Uint8Array | null, state: string}} Last
 *
 * @typedef { {text: string, checkpoint: Uint8Array | null, lang: string, dark: boolean, contrast: boolean, reduced: boolean}} Settings
 */

/** A figure that runs in the engine. */
class Run {
  /** @param {Engine} engine @param {number} id @param {Place} place */
  constructor(engine, id, place) {
    this.#engine = engine;
    this.id = id;
    this.place = place;
  }
  #engine;
  /** @type {Map<number, {resolve: (v: any) => void, reject: (e: any) => void, canvas: boolean}>} */ #waiting = new Map();
  #asked = 0;
  /** There is something to animate. */ awake = true;
  /** When it was ticked last. */ ticked = 0;
  /** Ticks so far. */ frames = 0;
  /** It has had a picture. */ drawn = false;
  /** Texts of its first picture. */ unwritten = '';
  /** The reader has done something to it since it was ticked last: that its picture is another does not say that it moves by itself. */ stirred = false;
  /** Where it was when that was asked last, and when; whether it has gone on since. @type {Last | null} */ last = null;
  kept = 0;
  went = true;
  /** @type {Served | null} */ #served = null;
  #closed = false;
  /** Settles when the program has opened it: with its settings, or null if it has stopped at once. @type {Deferred<any> | null} */ #opening = null;

  /** It has been asked something that it has not answered. */
  get asked() { return this.#waiting.size > 0; }

  /** It goes on in the next frame. */
  get wants() { return this.#opening !== null || this.#waiting.size > 0 || (this.awake && this.place.visible()); }

  wake() {
    this.awake = true;
    this.#engine.schedule();
  }

  /** Opens it in the program, which may take some frames. @param {Settings} settings @returns {Promise<Record<string, string> | null>} */
  open(settings) {
    const opening = this.#opening = new Deferred();
    this.#engine.call(this.id, 'open', this.id, settings, (/** @type {string} */ type, /** @type {any} */ value) => this.hear(type, value));
    this.#engine.schedule();
    return opening.promise;
  }

  /** @param {(opening: Deferred<any>) => void} settle */
  #opened(settle) {
    const opening = this.#opening;
    this.#opening = null;
    if (opening) settle(opening);
  }

  /** Asks the program. @param {string} type @param {any} [value] @param {Options} [options] @param {boolean} [canvas] a picture is wanted as a canvas, not as a PNG @returns {Promise<any>} */
  request(type, value = {}, { signal } = {}, canvas = false) {
    return new Promise((resolve, reject) => {
      if (this.#closed) { reject(new Error('the figure is closed')); return; }
      if (signal?.aborted) { reject(signal.reason); return; }
      const number = ++this.#asked;
      const abort = () => {
        this.#waiting.delete(number);
        this.#engine.call(this.id, 'cancel', this.id, number);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort);
      const settle = (/** @type {(v: any) => void} */ f) => (/** @type {any} */ v) => { signal?.removeEventListener('abort', abort); f(v); };
      this.#waiting.set(number, { resolve: settle(resolve), reject: settle(reject), canvas });
      this.#engine.call(this.id, 'request', this.id, type, value, number);
      this.wake();
    });
  }

  /** Tells the program, and expects no answer. @param {string} type @param {any} value */
  tell(type, value) {
    if (this.#closed) return;
    this.#engine.call(this.id, 'request', this.id, type, value, 0);
    this.wake();
  }

  /** An event of the picture; see Event in events.go. @param {string} kind @param {number} pointer @param {number} x @param {number} y @param {number} flags @param {string | number} detail */
  event(kind, pointer, x, y, flags, detail) {
    if (this.#closed) return;
    this.stirred = true;
    this.#engine.call(this.id, 'event', this.id, kind, pointer, x, y, flags, detail);
    this.wake();
  }

  /** Everything that makes it what it is, as text. @returns {string} */
  state() { return this.#engine.call(this.id, 'state', this.id) ?? ''; }

  /** Whether a finger there would take hold of something. @param {number} x @param {number} y @returns {boolean} */
  grips(x, y) { return !this.#closed && Boolean(this.#engine.call(this.id, 'grips', this.id, x, y)); }

  /** How the panel there shows the reader's plane; see Plane in owndata.go. @param {number} x @param {number} y @returns {Plane | null} */
  plane(x, y) { return this.#closed ? null : this.#engine.call(this.id, 'plane', this.id, x, y) ?? null; }

  /** What the program says of this figure. @param {string} type @param {any} value */
  hear(type, value) {
    if (this.#served?.tell(type, value)) return;
    if (type === 'opened') this.#opened((opening) => opening.resolve(value));
    else if (type === 'idle') this.awake = false;
    else if (type === 'workers') this.#hire(value.all);
    else if (type === 'band') this.#draw(value);
    else if (type === 'reply') this.#replied(value);
    else this.place.hear(type, value);
    if (type === 'error' && value.type === 'stopped') this.#opened((opening) => opening.resolve(null));
  }

  /** @param { {id: number, value: any, error?: Problem}} answer */
  #replied({ id, value, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(error.type === 'cancelled' ? new DOMException(error.message, 'AbortError') : Object.assign(new Error(error.message), error));
    else if (this.#picture && value?.overlay !== undefined) {
      const c = this.#picture;
      this.#picture = null;
      breath().then(async () => { // the program has worked in this task already
        addTexts(c, value, this.place.font());
        await breath();
        return waiting?.canvas ? c : packed(c);
      }).then(waiting?.resolve, waiting?.reject);
    }
    else {
      if (value !== null && typeof value === 'object' && 'fps' in value) value.frames = this.frames;
      waiting?.resolve(value);
    }
  }

  /** The picture that is asked for, as far as it is drawn. @type {HTMLCanvasElement | null} */ #picture = null;

  /** Some rows of it. @param { {width: number, height: number, y: number, rgba: Uint8Array}} band */
  #draw({ width, height, y, rgba }) {
    if (y === 0 || !this.#picture) this.#picture = make('canvas', { width, height });
    const pixels = new Uint8ClampedArray(/** @type {ArrayBuffer} */ (rgba.buffer), rgba.byteOffset, rgba.byteLength);
    this.#picture.getContext('2d', { willReadFrequently: true })?.putImageData(new ImageData(pixels, width, pixels.length / 4 / width), 0, y);
  }

  /** Finds workers for the program. @param {boolean} all */
  async #hire(all) {
    const served = await pool().serve(all, (type, value) => this.tell(type, value), () => this.#dismiss()).catch((err) => { this.place.hear('alone', err); });
    if (!served && !this.#served) this.tell('workers', { n: 0 });
    if (!served) return;
    if (this.#closed) { served.leave(); return; }
    this.#served?.leave();
    this.#served = served;
    this.tell('workers', { n: served.size });
  }

  /** Its workers are gone: the program goes on by itself. */
  #dismiss() {
    this.#served?.leave();
    this.#served = null;
    this.tell('workers', { n: 0 });
  }

  /** Nobody waits for its answers any longer. @param {any} why */
  close(why) {
    if (this.#closed) return;
    this.#closed = true;
    this.#served?.leave();
    this.#engine.forget(this);
    for (const w of this.#waiting.values()) w.reject(why);
    this.#waiting.clear();
    this.#opened((opening) => opening.reject(why));
  }
}

/** Writes a picture's texts on it. @param {HTMLCanvasElement} c @param { {scale: number, overlay: string}} v @param {string} font */
function addTexts(c, v, font) {
  const context = c.getContext('2d', { willReadFrequently: true }); // its pixels come from memory and go back there
  if (context) drawOverlay(context, JSON.parse(v.overlay), v.scale, font);
}

const patienceWithLosses = 60_000; // milliseconds until it is forgotten that a program was lost
const mostForPaper = 500; // milliseconds until a figure is printed as it was
const keepEvery = 2_000; // milliseconds: where one figure is, in case the program ends
const keepShare = 0.01; // of the time, at most
const mostKept = 32 << 20; // bytes of what is kept of all figures; of one that does not fit in, a text
const mostEnds = 2; // how often a figure may end the program
const roomForSeveral = 1 << 20; // pixels of the canvas; of one that has room for one picture more
const mostToDraw = 20; // milliseconds since a frame began, after which only what moves alone is drawn: other pictures wait for the next
const framesAlone = 6; // until the canvas goes to a figure that moves alone
const framesOfCompany = 30; // until it leaves one that does not

/** Calls f when the page takes an element out of its root, or puts it elsewhere. @param {Element} element @param {() => void} f */
function whenTaken(element, f) {
  const observer = new MutationObserver((records) => {
    if (element.isConnected && !records.some((r) => [...r.removedNodes].includes(element))) return;
    observer.disconnect();
    f();
  });
  for (const above of [document, document.documentElement]) observer.observe(above, { childList: true });
  return observer;
}

class Engine {
  /** @type {any} */ #program = null;
  /** @type {Info | null} */ info = null;
  /** @type {HTMLIFrameElement | null} */ #frame = null;
  /** @type {MutationObserver | null} */ #observer = null;
  /** What frame.js offers, while its program runs. @type {any} */ #api = null;
  /** @type {HTMLCanvasElement | null} */ #canvas = null;
  /** @type {WebAssembly.Memory | null} */ #memory = null;
  /** @type {Map<number, Run>} */ #runs = new Map();
  /** @type {Promise<void> | null} */ #started = null;
  #opened = 0;
  #scheduled = false;

  /** How many bytes of memory the program has. */
  get memory() { return this.#memory?.buffer.byteLength ?? 0; }

  constructor() {
    document.addEventListener('visibilitychange', () => this.schedule());
    addEventListener('beforeprint', () => this.#settle());
  }

  /** When a program was lost lately. @type {number[]} */ #losses = [];
  /** How often the program ended while it worked for a figure. @type {WeakMap<Place, number>} */ #ends = new WeakMap();

  /** The program is there when the promise resolves. @returns {Promise<void>} */
  start() {
    this.#started ??= this.#again().catch((err) => { this.#end(); throw err; });
    return this.#started;
  }

  /** Starts as soon as the browser gives a context. A program that was lost is started again, ever more seldom. @returns {Promise<void>} */
  async #again() {
    for (;;) {
      this.#losses = this.#losses.filter((at) => performance.now() - at < patienceWithLosses);
      const n = this.#losses.length;
      if (n > 1) await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** Math.min(n, 7)));
      try {
        return await this.#start();
      } catch (err) {
        const { type } = /** @type {any} */ (err);
        if (type !== 'taken' && !(n && type === 'webgl')) throw err;
        this.#losses.push(performance.now());
        this.#shut();
      }
    }
  }

  async #start() {
    reached('asked');
    await possible();
    const drawing = graphics();
    reached('probed');
    const opened = openFrame();
    this.#frame = opened.frame;
    /** @type {Promise<never>} */ const taken = new Promise((_, reject) => {
      this.#observer = whenTaken(opened.frame, () => { if (this.#api) this.#lost('frame'); else reject(fault('taken')); });
    });
    const [module, api] = await Promise.race([taken, Promise.all([program(), opened.api])]).catch((err) => { opened.close(); release(drawing); throw err; });
    reached('met');
    api.reached = reached;
    api.lost = () => this.#lost('graphics');
    api.ended = (/** @type {string[]} */ lines) => this.#ended(api, lines);
    const started = await Promise.race([taken, api.start(module, drawing)]).catch((err) => { throw api.dark ? fault('taken') : err; });
    reached('started');
    if (!sameVersion(programFile, started.program.version)) throw fault('version', `${version}, ${started.program.version}`);
    this.#api = api;
    this.#program = started.program;
    this.#reserved = { width: 0, height: 0 };
    this.#canvas = started.canvas;
    this.#memory = started.memory;
    this.info = this.call(0, 'info');
  }

  /** The frame goes. */
  #shut() {
    this.#observer?.disconnect();
    this.#frame?.remove();
    this.#observer = this.#frame = null;
  }

  /**
   * Calls the program on behalf of a figure, 0 of none: see object in main_js.go. Where the program is gone, or ends by this, there is no result.
   * @param {number} id @param {string} name @param {...any} values @returns {any}
   */
  call(id, name, ...values) { return this.#guarded(id, () => this.#program[name](...values)); }

  /** Has the program work. @template T @param {number} id @param {(api: any) => T} work @returns {T | undefined} */
  #guarded(id, work) {
    const api = this.#api;
    if (!api) return undefined;
    const outer = api.served;
    api.served = id;
    const result = api.alive(work);
    if (this.#api !== api) return undefined;
    api.served = outer;
    return result;
  }

  /** Where the page has room for pictures, of figures that run or may. @type {Set<Place>} */ #places = new Set();
  #reserved = { width: 0, height: 0 };

  /** A figure stands in the page. @param {Place} place @returns {() => void} to be called when it does no longer */
  join(place) {
    this.#places.add(place);
    return () => { this.#places.delete(place); };
  }

  /** The canvas has room for any picture from the start, and for several where they are small: to make it larger takes until all has been drawn that the graphics card has to draw, and most it has when a figure comes. */
  #reserve() {
    let width = 0, height = 0;
    for (const place of this.#places) {
      const pixels = place.pixels();
      width = Math.max(width, pixels.width);
      height = Math.max(height, pixels.height);
    }
    height *= Math.max(Math.min(this.#places.size, Math.floor(roomForSeveral / (width * height))), 1);
    if (width === this.#reserved.width && height === this.#reserved.height) return;
    this.#reserved = { width, height };
    this.call(0, 'reserve', width, height);
  }

  /** Figures that wait to be opened. @type { {place: Place, proceed: (v: any) => void}[]} */ #queue = [];
  /** The frame in which one was opened last. @type {any} */ #opening = null;

  /** Resolves when a figure may be opened: one a frame, so that the page can be scrolled meanwhile; those first that are seen. @param {Place} place */
  async turn(place) {
    const frame = document.timeline.currentTime;
    if (!this.#queue.length && frame !== this.#opening) {
      this.#opening = frame;
      return;
    }
    await new Promise((proceed) => { this.#queue.push({ place, proceed }); this.schedule(); });
    while (!this.#api) await this.start(); // lost meanwhile
  }

  /** The next of them, where there has been a frame since the last: a tick may come without one. */
  #admit() {
    if (this.#admitting || !document.hidden && document.timeline.currentTime === this.#opening) return;
    const i = this.#queue.findIndex((q) => q.place.visible()), [next] = this.#queue.splice(Math.max(i, 0), 1);
    if (!next) return;
    this.#admitting = true;
    setTimeout(() => { // a task of its own: this one has drawn
      this.#admitting = false;
      this.#opening = document.timeline.currentTime;
      next.proceed(null);
      this.schedule();
    });
  }
  #admitting = false;

  /** Starts a figure. @param {Place} place @param {Settings} settings @param {Last | null} last where it is to go on, in case that this program ends before it can be asked
   * @returns {Promise<{run: Run, values: Record<string, string>}>} */
  async open(place, settings, last) {
    const run = new Run(this, ++this.#opened, place);
    run.last = last;
    this.#runs.set(run.id, run);
    const values = await run.open(settings);
    if (!values) { // the place has heard why
      run.close(fault('stopped'));
      throw fault('stopped');
    }
    setTimeout(() => this.#first(run));
    return { run, values };
  }

  /** @param {Run} run */
  forget(run) {
    if (!this.#runs.delete(run.id)) return;
    if (this.#guest === run) this.#withdraw();
    this.call(run.id, 'close', run.id);
  }

  /** There is something to do in the next frame. A page that is not shown gets none, but who asks a figure is answered even so. */
  schedule() {
    if (this.#scheduled || !this.#api || !this.#queue.length && ![...this.#runs.values()].some((r) => r.wants)) return;
    this.#scheduled = true;
    const tick = (/** @type {number} */ now) => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      this.#scheduled = false;
      this.#tick(now);
      this.#admit();
      this.schedule();
    };
    const frame = requestAnimationFrame(tick);
    const timer = setTimeout(() => tick(performance.now()), document.hidden ? 4 : 500);
  }

  /** The first picture of a figure that is seen is a task of its own, and waits for no frame: the one in which a figure comes into a page is long without it.
   * That of another is prepared in several. @param {Run} run */
  #first(run) {
    if (!this.#runs.has(run.id)) return;
    if (run.place.visible()) {
      if (!run.frames) this.#tick(performance.now(), [run]);
    } else if (this.call(run.id, 'prepare', { id: run.id, ...run.place.pixels(), seconds: 0, pointed: false })) setTimeout(() => this.#first(run));
  }

  /** Draws a figure at once, whether it is seen or not: paper has what there is when the page has heard that it is printed. @param {Place} place */
  print(place) {
    this.#settle();
    const run = [...this.#runs.values()].find((r) => r.place === place);
    for (const late = performance.now() + mostForPaper; run && performance.now() < late;) {
      const { asked } = run;
      this.#tick(run.ticked, [run], true);
      this.#undrawn?.();
      if (!asked) return;
    }
  }

  /** One frame of the figures that want it. @param {number} now @param {Iterable<Run>} runs @param {boolean} [all] those that are not seen, too */
  #tick(now, runs = this.#runs.values(), all = false) {
    /** @type { {id: number, width: number, height: number, ratio: number, seconds: number, pointed: boolean}[]} */ const shown = [];
    for (const run of runs) {
      if (!run.wants && !all) continue;
      const place = all || run.place.visible() ? run.place.pixels() : { width: 0, height: 0, ratio: 1 };
      shown.push({ id: run.id, ...place, seconds: run.ticked ? Math.min(Math.max(now - run.ticked, 0) / 1000, 0.1) : 0, pointed: run.place.pointed() });
      run.ticked = now;
      run.went = true;
      run.frames++;
    }
    if (!shown.length) return;
    this.#undrawn?.();
    const begin = performance.now(), anew = shown.some(({ id, width }) => width && !this.#runs.get(id)?.drawn);
    this.#reserve();
    const ids = this.call(0, 'tick', shown) ?? [];
    const draw = (/** @type {number} */ late) => {
      this.#undrawn = null;
      this.#present(ids, late);
      for (const id of ids) { const run = this.#runs.get(id); if (run) run.drawn = true; }
      for (const { id } of shown) { const run = this.#runs.get(id); if (run) run.stirred = false; }
      if (this.#guest && !this.#guest.wants) this.#settle();
    };
    if (!anew && performance.now() - begin < mostToDraw) draw(begin + mostToDraw);
    else {
      const later = this.#undrawn = () => draw(performance.now() + mostToDraw);
      breath().then(() => { if (this.#undrawn === later) later(); });
    }
    this.#keepLater();
  }

  /** Draws what has been found and is not drawn yet: where that took long, or code runs for the first time, drawing is a task of its own. @type {(() => void) | null} */ #undrawn = null;

  // ── In case the program ends ──────────────────────────────────────────────
  // Figures that have gone on are asked by turns where they are.
  /** Milliseconds until the next. */ #pause = keepEvery;
  #timer = 0;
  /** All that have gone on were at work: one is asked after the next frame, in which it may have come to an end. */ #overdue = false;

  #keepLater() { this.#timer ||= setTimeout(() => { this.#timer = 0; this.#keep(); }, this.#overdue ? 0 : this.#pause); }

  #keep() {
    const runs = [...this.#runs.values()], due = runs.filter((r) => r.went).sort((a, b) => a.kept - b.kept);
    const run = due.find((r) => !this.call(r.id, 'working', r.id)); // of the others what they are working on would be done at once
    this.#overdue = !run && due.length > 0;
    if (!run) return;
    const begin = performance.now();
    const others = runs.reduce((sum, r) => sum + (r !== run && r.last?.checkpoint?.length || 0), 0);
    run.last = this.call(run.id, 'last', run.id, mostKept - others) ?? run.last;
    run.went = false;
    run.kept = performance.now();
    this.#pause = Math.max(keepEvery, (run.kept - begin) / keepShare);
    if (due.length > 1) this.#keepLater();
  }

  // ── Pictures ──────────────────────────────────────────────────────────────
  // The canvas itself stands in the stage of a figure that moves alone: nothing is
  // copied then. Pictures of others that change now and then are drawn and copied in
  // between, in the same task; where several move, all are copies.
  /** In whose stage the canvas stands. @type {Run | null} */ #guest = null;
  /** Who was drawn alone last, and for how many frames. */ #alone = { id: 0, frames: 0 };
  /** Frames in a row in which another than the canvas's guest moved by itself: the pointer alone, which goes from figure to figure, takes the canvas from nobody. */ #company = 0;

  /** Draws figures whose pictures have changed. @param {number[]} ids @param {number} late when those that have a screen of their own wait for another frame */
  #present(ids, late) {
    if (!ids.length) return;
    const guest = this.#guest;
    if (!guest) {
      this.#copy(ids, late);
      this.#alone = ids.length === 1 ? { id: ids[0], frames: this.#alone.id === ids[0] ? this.#alone.frames + 1 : 1 } : { id: 0, frames: 0 };
      const run = this.#runs.get(this.#alone.id);
      if (run?.wants && this.#alone.frames >= framesAlone) this.#lend(run);
      return;
    }
    const others = ids.filter((id) => id !== guest.id);
    this.#company = others.some((id) => !this.#runs.get(id)?.stirred) ? this.#company + 1 : 0;
    if (this.#company > framesOfCompany) {
      this.#settle(others);
      return;
    }
    if (others.length) this.#copy(others, late);
    this.#drawGuest(guest);
  }

  /** Draws a picture onto the canvas where it stands, or is to stand. @param {Run} run */
  #drawGuest(run) {
    const [place] = this.#draw([run.id], true);
    if (place) run.place.host(/** @type {HTMLCanvasElement} */ (this.#canvas), place.width, place.height);
  }

  /** Draws pictures and copies each to its place: those on the first screen, and the others until it is late. @param {number[]} ids @param {number} late */
  #copy(ids, late = Infinity) {
    while (ids.length) {
      const begin = performance.now(), places = this.#draw(ids, false);
      for (const { id, x, y, width, height } of places) this.#runs.get(id)?.place.show(/** @type {HTMLCanvasElement} */ (this.#canvas), x, y, width, height);
      this.call(0, 'drew', performance.now() - begin);
      if (!places.length || performance.now() > late) return;
      ids = ids.filter((id) => !places.some((place) => place.id === id));
    }
  }

  /** Draws the first of these figures, as many as there is room for. @param {number[]} ids @param {boolean} alone @returns { {id: number, x: number, y: number, width: number, height: number}[]} */
  #draw(ids, alone) {
    const plan = this.call(0, 'lay', ids, alone);
    this.#guarded(ids.length === 1 ? ids[0] : 0, (api) => api.draw(plan.width, plan.height));
    if (!this.#api) return [];
    for (const { id, overlay } of plan.places) {
      const run = this.#runs.get(id);
      if (run && overlay) this.#write(run, overlay);
    }
    return plan.places;
  }

  /** Writes a picture's texts over it; those of the first, whose letters the browser has yet to find, in a task of its own. @param {Run} run @param {string} overlay */
  #write(run, overlay) {
    run.unwritten = run.drawn ? '' : overlay;
    if (run.drawn) run.place.write(overlay);
    else breath().then(() => { if (run.unwritten === overlay && this.#runs.has(run.id)) run.place.write(overlay); });
  }

  /** The canvas goes into the stage of a figure that moves alone. @param {Run} run */
  #lend(run) {
    this.#guest = run;
    this.#company = 0;
    this.#drawGuest(run);
  }

  /** The canvas's guest, and others, become copies. @param {number[]} [others] */
  #settle(others = []) {
    const guest = this.#guest;
    if (!guest) return;
    this.#copy([guest.id, ...others]);
    this.#withdraw();
  }

  /** The canvas stands nowhere. */
  #withdraw() {
    this.#guest = null;
    this.#alone = { id: 0, frames: 0 };
    this.#canvas?.remove();
  }

  /** The program can be used no longer, but tells where its figures are, which go on in another. @param {'graphics' | 'frame'} cause */
  #lost(cause) {
    const last = new Map([...this.#runs.values()].map((run) => [run, this.call(run.id, 'last', run.id, Infinity) ?? run.last]));
    if (!this.#api) return;
    this.#losses.push(performance.now());
    this.#end(cause, (run) => last.get(run) ?? null);
  }

  /** The program of api has ended by itself, perhaps while it worked for a figure. @param {any} api @param {string[]} lines */
  #ended(api, lines) {
    if (this.#api !== api) return;
    console.error('Scorefield: ' + lines.slice(0, 8).join('\n'));
    this.#losses.push(performance.now());
    const cause = this.#runs.get(api.served);
    const ends = cause ? (this.#ends.get(cause.place) ?? 0) + 1 : 0;
    if (cause) this.#ends.set(cause.place, ends);
    if (cause && ends >= mostEnds) {
      this.#runs.delete(cause.id);
      if (this.#guest === cause) this.#guest = null;
    }
    this.#end('program', (run) => run.last);
    if (cause && ends >= mostEnds) cause.place.hear('error', { type: 'ended', message: lines[0] ?? '' });
  }

  /** Nothing is left of the program; every figure hears of it. @param {keyof typeof words.en.lost} [cause] @param {(run: Run) => Last | null} [last] */
  #end(cause = 'program', last = () => null) {
    const runs = [...this.#runs.values()];
    this.#runs.clear();
    this.#canvas?.remove();
    this.#guest = this.#undrawn = null;
    this.#program = this.#api = this.#canvas = this.#memory = this.#started = null;
    this.#shut();
    for (const { proceed } of this.#queue.splice(0)) proceed(null);
    for (const run of runs) run.place.lost(cause, last(run));
    for (const run of runs) run.close(fault(cause));
  }
}

/** @returns {Engine} */
const engine = () => (shared.engine ??= new Engine());
