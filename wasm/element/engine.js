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
 * @property {(canvas: HTMLCanvasElement) => void} host takes the engine's canvas itself into the picture's place
 * @property {(type: string, value: any) => void} hear what the program says
 * @property {(last: Last | null) => void} lost the program is gone, and this is where the figure was, if it is known
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
  /** @type {Map<number, {resolve: (v: any) => void, reject: (e: any) => void}>} */ #waiting = new Map();
  #asked = 0;
  /** There is something to animate. */ awake = true;
  /** When it was ticked last. */ ticked = 0;
  /** Ticks so far. */ frames = 0;
  /** Where it was when that was asked last, and when. @type {Last | null} */ last = null;
  kept = 0;
  /** @type {Served | null} */ #served = null;
  #closed = false;

  /** It goes on in the next frame. */
  get wants() { return this.#waiting.size > 0 || (this.awake && this.place.visible()); }

  wake() {
    this.awake = true;
    this.#engine.schedule();
  }

  /** Asks the program. @param {string} type @param {any} [value] @param {Options} [options] @returns {Promise<any>} */
  request(type, value = {}, { signal } = {}) {
    return new Promise((resolve, reject) => {
      if (this.#closed) { reject(new Error('the figure is closed')); return; }
      if (signal?.aborted) { reject(signal.reason); return; }
      const number = ++this.#asked;
      const abort = () => {
        this.#waiting.delete(number);
        this.#engine.program.cancel(this.id, number);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort);
      const settle = (/** @type {(v: any) => void} */ f) => (/** @type {any} */ v) => { signal?.removeEventListener('abort', abort); f(v); };
      this.#waiting.set(number, { resolve: settle(resolve), reject: settle(reject) });
      this.#engine.program.request(this.id, type, value, number);
      this.wake();
    });
  }

  /** Tells the program, and expects no answer. @param {string} type @param {any} value */
  tell(type, value) {
    if (this.#closed) return;
    this.#engine.program.request(this.id, type, value, 0);
    this.wake();
  }

  /** An event of the picture; see Event in events.go. @param {string} kind @param {number} pointer @param {number} x @param {number} y @param {number} flags @param {string | number} detail */
  event(kind, pointer, x, y, flags, detail) {
    if (this.#closed) return;
    this.#engine.program.event(this.id, kind, pointer, x, y, flags, detail);
    this.wake();
  }

  /** Everything that makes it what it is, as text. @returns {string} */
  state() { return this.#engine.program?.state(this.id) ?? ''; }

  /** Whether a finger there would take hold of something. @param {number} x @param {number} y @returns {boolean} */
  grips(x, y) { return !this.#closed && this.#engine.program.grips(this.id, x, y); }

  /** How the panel there shows the reader's plane; see Plane in owndata.go. @param {number} x @param {number} y @returns {Plane | null} */
  plane(x, y) { return this.#closed ? null : this.#engine.program.plane(this.id, x, y); }

  /** What the program says of this figure. @param {string} type @param {any} value */
  hear(type, value) {
    if (this.#served?.tell(type, value)) return;
    if (type === 'idle') this.awake = false;
    else if (type === 'workers') this.#hire(value.all);
    else if (type === 'reply') this.#replied(value);
    else this.place.hear(type, value);
  }

  /** @param { {id: number, value: any, error?: Problem}} answer */
  #replied({ id, value, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(error.type === 'cancelled' ? new DOMException(error.message, 'AbortError') : Object.assign(new Error(error.message), error));
    else if (value?.rgba) packed(value, this.place.font()).then(waiting?.resolve, waiting?.reject);
    else {
      if (value !== null && typeof value === 'object' && 'fps' in value) value.frames = this.frames;
      waiting?.resolve(value);
    }
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
  }
}

/** A picture with its texts as a PNG, which the browser packs. @param { {width: number, height: number, rgba: Uint8Array, scale: number, overlay: string}} v @param {string} font @returns {Promise<Blob>} */
function packed(v, font) {
  const c = make('canvas', { width: v.width, height: v.height }), context = c.getContext('2d');
  const pixels = new ImageData(new Uint8ClampedArray(/** @type {ArrayBuffer} */ (v.rgba.buffer), v.rgba.byteOffset, v.rgba.byteLength), v.width, v.height);
  if (context) {
    context.putImageData(pixels, 0, 0);
    drawOverlay(context, JSON.parse(v.overlay), v.scale, font);
  }
  return new Promise((resolve, reject) => c.toBlob((b) => (b ? resolve(b) : reject(new Error('the browser could not pack the picture'))), 'image/png'));
}

const patienceWithLosses = 60_000; // milliseconds until a lost context is forgotten
const keepStatesEvery = 2_000; // milliseconds
const mostKept = 4 << 20; // bytes of a checkpoint that is kept in case the program ends; of a larger one, a text
const framesAlone = 6; // until the canvas goes to a figure that moves alone
const framesOfCompany = 30; // until it leaves one that does not

class Engine {
  /** @type {any} */ program = null;
  /** @type {Info | null} */ info = null;
  /** @type {HTMLIFrameElement | null} */ #frame = null;
  /** @type {any} */ #api = null;
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

  /** When the graphics context was lost lately. @type {number[]} */ #losses = [];
  /** How often the program has ended by itself. */ #deaths = 0;
  /** When a state was kept last. */ #kept = 0;

  /** The program is there when the promise resolves. @returns {Promise<void>} */
  start() {
    this.#started ??= this.#again().catch((err) => { this.#end(); throw err; });
    return this.#started;
  }

  /** Starts as soon as the browser gives a context. One that has been lost is asked for again, ever more seldom. @returns {Promise<void>} */
  async #again() {
    for (;;) {
      this.#losses = this.#losses.filter((at) => performance.now() - at < patienceWithLosses);
      const n = this.#losses.length;
      if (n > 1) await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** Math.min(n, 7)));
      try {
        return await this.#start();
      } catch (err) {
        if (!n || /** @type {any} */ (err)?.type !== 'webgl') throw err;
        this.#losses.push(performance.now());
        this.#frame?.remove();
      }
    }
  }

  async #start() {
    if (this.#deaths > 2) throw fault('stopped', 'it has ended several times');
    const most = await probe();
    const opened = openFrame();
    this.#frame = opened.frame;
    const [module, api] = await Promise.all([program(), opened.api]).catch((err) => { opened.close(); throw err; });
    api.lost = () => this.#lost();
    api.stopped = (/** @type {string[]} */ lines) => this.#stopped(lines);
    const { program: p, canvas, memory } = await api.start(module, most);
    this.#api = api;
    this.program = p;
    this.#canvas = canvas;
    this.#memory = memory;
    this.info = p.info();
  }

  /** Starts a figure. @param {Place} place @param {Settings} settings @returns { {run: Run, values: Record<string, string>}} */
  open(place, settings) {
    const run = new Run(this, ++this.#opened, place);
    this.#runs.set(run.id, run);
    const values = this.program.open(run.id, settings, (/** @type {string} */ type, /** @type {any} */ value) => run.hear(type, value));
    this.schedule();
    return { run, values };
  }

  /** @param {Run} run */
  forget(run) {
    if (!this.#runs.delete(run.id)) return;
    if (this.#guest === run) this.#withdraw();
    this.program?.close(run.id);
  }

  /** There is something to do in the next frame. A page that is not shown gets none, but who asks a figure is answered even so. */
  schedule() {
    if (this.#scheduled || !this.program || ![...this.#runs.values()].some((r) => r.wants)) return;
    this.#scheduled = true;
    const tick = (/** @type {number} */ now) => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      this.#scheduled = false;
      this.#tick(now);
      this.schedule();
    };
    const frame = requestAnimationFrame(tick);
    const timer = setTimeout(() => tick(performance.now()), document.hidden ? 4 : 500);
  }

  /** One frame of the figures that want it. @param {number} now */
  #tick(now) {
    if (!this.program) return;
    const shown = [];
    for (const run of this.#runs.values()) {
      if (!run.wants) continue;
      const place = run.place.visible() ? run.place.pixels() : { width: 0, height: 0, ratio: 1 };
      shown.push({ id: run.id, ...place, seconds: run.ticked ? Math.min((now - run.ticked) / 1000, 0.1) : 0, pointed: run.place.pointed() });
      run.ticked = now;
      run.frames++;
    }
    if (!shown.length) return;
    const ids = this.program.tick(shown);
    this.#present(ids);
    this.#keep(now);
    if (this.#guest && !this.#guest.wants) this.#settle();
  }

  /** Keeps where a figure is now and then, for the case that the program ends: of the figures by turns. @param {number} now */
  #keep(now) {
    if (now - this.#kept < keepStatesEvery) return;
    this.#kept = now;
    const [run] = [...this.#runs.values()].sort((a, b) => a.kept - b.kept);
    if (!run) return;
    run.kept = now;
    run.last = this.program.last(run.id, mostKept);
  }

  // ── Pictures ──────────────────────────────────────────────────────────────
  // The canvas itself stands in the stage of a figure that moves alone: nothing is
  // copied then. Pictures of others that change now and then are drawn and copied in
  // between, in the same task; where several move, all are copies.
  /** In whose stage the canvas stands. @type {Run | null} */ #guest = null;
  /** Who was drawn alone last, and for how many frames. */ #alone = { id: 0, frames: 0 };
  /** Frames in a row in which the canvas's guest was not the only one. */ #company = 0;

  /** Draws figures whose pictures have changed. @param {number[]} ids */
  #present(ids) {
    if (!ids.length) return;
    const guest = this.#guest;
    if (!guest) {
      this.#copy(ids);
      this.#alone = ids.length === 1 ? { id: ids[0], frames: this.#alone.id === ids[0] ? this.#alone.frames + 1 : 1 } : { id: 0, frames: 0 };
      const run = this.#runs.get(this.#alone.id);
      if (run?.wants && this.#alone.frames >= framesAlone) this.#lend(run);
      return;
    }
    const others = ids.filter((id) => id !== guest.id);
    this.#company = others.length ? this.#company + 1 : 0;
    if (this.#company > framesOfCompany) {
      this.#settle(others);
      return;
    }
    if (others.length) this.#copy(others);
    this.#draw([guest.id], true);
  }

  /** Draws pictures and copies each to its place. @param {number[]} ids */
  #copy(ids) {
    const begin = performance.now();
    for (const { id, x, y, width, height } of this.#draw(ids, false)) this.#runs.get(id)?.place.show(/** @type {HTMLCanvasElement} */ (this.#canvas), x, y, width, height);
    this.program.drew(performance.now() - begin);
  }

  /** @param {number[]} ids @param {boolean} alone @returns { {id: number, x: number, y: number, width: number, height: number}[]} */
  #draw(ids, alone) {
    const plan = this.program.lay(ids, alone);
    if (!plan) return [];
    this.#api.draw(plan.width, plan.height);
    for (const { id, overlay } of plan.places) if (overlay) this.#runs.get(id)?.place.write(overlay);
    return plan.places;
  }

  /** The canvas goes into the stage of a figure that moves alone. @param {Run} run */
  #lend(run) {
    this.#guest = run;
    this.#company = 0;
    this.#draw([run.id], true);
    run.place.host(/** @type {HTMLCanvasElement} */ (this.#canvas));
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

  /** The graphics context is gone, and with it what Ebitengine has drawn on: the figures come back in another program. */
  #lost() {
    this.#losses.push(performance.now());
    this.#end(new Map([...this.#runs.values()].map((run) => [run, this.program.last(run.id, Infinity)])));
  }

  /** The program has ended. @param {string[]} lines */
  #stopped(lines) {
    console.error('Scorefield: ' + lines.slice(0, 8).join('\n'));
    this.#deaths++;
    this.#end(new Map([...this.#runs.values()].map((run) => [run, run.last])));
  }

  /** Nothing is left of the program; every figure hears of it. @param {Map<Run, Last | null>} [last] */
  #end(last) {
    const runs = [...this.#runs.values()];
    this.#runs.clear();
    this.#canvas?.remove();
    this.#guest = null;
    this.program = this.#api = this.#canvas = this.#memory = this.#started = null;
    this.#frame?.remove();
    this.#frame = null;
    for (const run of runs) run.place.lost(last?.get(run) ?? null);
  }
}

/** @returns {Engine} */
const engine = () => (shared.engine ??= new Engine());
