// ── Loading: every file has an end, and the figures say how far it is ───────
const tries = 3;
const quiet = 8_000; // milliseconds without a sign of a file until the figures say so

/** What may have passed when a file is asked for again. */
const passing = new Set(['network', 'server', 'damaged']);

/**
 * What the figures show while they wait.
 * @typedef {object} Progress
 * @property {number} share of the page's program that has come, from 0 to 1
 * @property {number} loaded bytes that have come, as they are on the way
 * @property {number} total bytes in all, 0 while that is not known
 * @property { {quiet: true} | {type: string, cause: string, attempt: number} | null} trouble nothing comes, or a file is asked for again, and why
 */

/** Of what the figures can do without they say nothing. */
const unheard = () => {};

/** A file on its way into the page. */
class Delivery {
  /** @param {string} name @param {(trouble: Progress['trouble']) => void} [hear] is told whenever there was a sign of it, or none @param {Set<Delivery>} [among] those on their way with it */
  constructor(name, hear = tellProgress, among = shared.deliveries) {
    this.name = name;
    this.#hear = hear;
    this.#among = among;
  }
  #hear;
  #among;
  loaded = 0;
  total = 0;
  share = 0;
  /** @type {Progress['trouble']} */ trouble = null;
  #controller = new AbortController();
  #timer = 0;
  #anew = false;
  #left = false;
  #proceed = () => {};

  /** Does it, three times where the cause may have passed. @template T @param {(delivery: Delivery, signal: AbortSignal, again: boolean) => Promise<T>} task @returns {Promise<T>} */
  async bring(task) {
    this.#among.add(this);
    let again = false; // past the cache, which may keep a part of what was broken off
    try {
      for (let attempt = 1; ; attempt++) {
        this.#controller = new AbortController();
        const { signal } = this.#controller;
        this.loaded = this.share = 0;
        this.heard();
        try {
          const given = new Promise((_, reject) => signal.addEventListener('abort', () => reject(fault('network', this.name))));
          return await /** @type {Promise<T>} */ (Promise.race([task(this, signal, again), given]));
        } catch (err) {
          clearTimeout(this.#timer);
          again = true;
          const { type, message } = /** @type {any} */ (err);
          if (this.#anew) attempt = 0;
          else if (this.#left || attempt >= tries || !passing.has(type)) throw err;
          else {
            this.#tell({ type, cause: message, attempt: attempt + 1 });
            await new Promise((resolve) => { this.#proceed = () => resolve(null); setTimeout(this.#proceed, 500 * 4 ** (attempt - 1)); });
            if (this.#left) throw err;
          }
          this.#anew = false;
        }
      }
    } finally {
      clearTimeout(this.#timer);
      this.#among.delete(this);
    }
  }

  /** There was a sign of it. */
  heard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell({ quiet: true }), quiet);
    this.#tell(null);
  }

  /** @param {Progress['trouble']} trouble */
  #tell(trouble) {
    this.trouble = trouble;
    this.#hear(trouble);
  }

  /** The reader does not want to wait: it is asked for anew, at once. */
  again() {
    this.#anew = true;
    this.#controller.abort();
    this.#proceed();
  }

  /** It is not wanted any more, or the reader has left the page. */
  leave() {
    this.#left = true;
    this.#controller.abort();
    this.#proceed();
  }
}

addEventListener('pagehide', (e) => { if (!e.persisted) for (const d of shared.deliveries) d.leave(); });

function tellProgress() {
  const all = [...shared.deliveries];
  const { share = 0, loaded = 0, total = 0 } = all.find((d) => d.name === programFile) ?? {};
  const trouble = all.find((d) => d.trouble)?.trouble ?? null;
  for (const f of shared.watchers) f({ share, loaded, total, trouble });
}

/** Throws what stands in the way of the program in this page and browser, before it is asked for. */
async function possible() {
  if (document.readyState === 'loading') await new Promise((r) => document.addEventListener('DOMContentLoaded', r)); // the page in one file has the program at its end
  if (typeof WebAssembly !== 'object') throw fault('nowasm');
  if (onDisk && inside('scorefield-wasm') === null) throw fault('disk');
  try { new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); } catch (err) { throw fault('csp', String(err)); }
}

/**
 * What the program draws with.
 * @typedef {object} Graphics
 * @property {HTMLCanvasElement} canvas
 * @property {WebGL2RenderingContext} context
 * @property {number} most the longest side of a picture that can be drawn
 */

/** Asks the browser for graphics, once, and before the program is asked for, which can do nothing without. @returns {Graphics} */
function graphics() {
  const canvas = make('canvas');
  // Edges are smooth already; samples, depth and stencils would cost memory and time for nothing.
  const context = canvas.getContext('webgl2', { alpha: true, premultipliedAlpha: true, antialias: false, depth: false, stencil: false });
  if (!context) throw fault('webgl');
  const most = Math.min(context.getParameter(context.MAX_TEXTURE_SIZE), ...context.getParameter(context.MAX_VIEWPORT_DIMS));
  if (!most) throw fault('webgl', 'the context is lost');
  return { canvas, context, most };
}

/** Gives them back: a browser has few. @param {Graphics} g */
function release({ context }) { context.getExtension('WEBGL_lose_context')?.loseContext(); }

// ── Programs: fetched, unpacked and compiled once a page ────────────────────
const programFile = 'scorefield.wasm.gz', coreFile = 'core.wasm.gz';

/** Programs that a cache has had from another version: they are asked for past it. @type {Set<string>} */
const stale = new Set();

/** Whether a program is of this script's version. If not, it is forgotten. @param {string} name @param {string} other */
function sameVersion(name, other) {
  if (other === version) return true;
  stale.add(name);
  if (name === coreFile) shared.core = null; else shared.module = null;
  return false;
}

/** The compiled program of the page; the first call downloads it. */
function program() {
  shared.module ??= load(new Delivery(programFile), 'scorefield-wasm').catch((err) => { shared.module = null; throw err; });
  return shared.module;
}

/** The compiled program of the workers. */
function core() {
  shared.core ??= load(new Delivery(coreFile, unheard), 'scorefield-core').catch((err) => { shared.core = null; throw err; });
  return shared.core;
}

/** @param {Delivery} delivery @param {string} id of its block in the stand-alone page @returns {Promise<WebAssembly.Module>} */
async function load(delivery, id) {
  const block = inside(id);
  return delivery.bring(async (d, signal, again) => compiled(block !== null ? new Unpacker().end(bytesOf(block)) : download(d, signal, again), d.name));
}

/** @param {Promise<Uint8Array>} coming @param {string} name */
async function compiled(coming, name) {
  const bytes = await coming;
  if (name === programFile) reached('unpacked');
  if (bytes.length > 0 && /^\uFEFF?\s*</.test(new TextDecoder().decode(bytes.subarray(0, 40)))) throw fault('page', name);
  try {
    // Not streamed: leaving a page while a stream is compiled stops WebAssembly for the pages after it in Firefox.
    const module = await WebAssembly.compile(/** @type {BufferSource} */ (bytes));
    if (name === programFile) reached('compiled');
    return module;
  } catch (err) {
    throw fault('damaged', `${name}: ${err}`);
  }
}

/** @param {Delivery} delivery @param {AbortSignal} signal @param {boolean} again past the cache, which may have kept what was damaged */
async function download(delivery, signal, again) {
  const url = beside(delivery.name);
  const response = await answer(url, delivery.name, signal, again);
  const [packed, plain] = lengths[delivery.name];
  delivery.total = Number(response.headers.get('content-length')) || packed;
  const unpacker = new Unpacker();
  let loaded = 0, whole = 0;
  await receive(response, delivery, (part) => {
    unpacker.take(part);
    loaded += part.length;
    whole ||= isPacked(part) ? delivery.total : plain; // the host or the browser may have unpacked it, and then the length is of something else
    delivery.share = Math.min(loaded / whole, 1);
    delivery.loaded = delivery.share * delivery.total;
  });
  if (delivery.name === programFile) reached('loaded');
  return unpacker.end().catch((err) => { throw fault('damaged', `${delivery.name}: ${err}`); });
}

/** Takes what an answer brings, part by part. @param {Response} response @param {Delivery} delivery @param {(part: Uint8Array<ArrayBuffer>) => void} take */
async function receive(response, delivery, take) {
  for (const reader = response.body?.getReader(); reader;) {
    const { done, value } = await reader.read().catch((err) => { throw fault('network', `${delivery.name}: ${err}`); });
    if (done) return;
    take(value);
    delivery.heard();
  }
}

/** The answer to a request, or the true cause why there is none. @param {string} url @param {string} name @param {AbortSignal} signal @param {boolean} again */
async function answer(url, name, signal, again) {
  /** @type {SecurityPolicyViolationEvent | null} */ let violation = null;
  const hear = (/** @type {SecurityPolicyViolationEvent} */ e) => { if (url.startsWith(e.blockedURI)) violation = e; };
  document.addEventListener('securitypolicyviolation', hear);
  try {
    const response = await fetch(url, { signal, cache: again || stale.has(name) ? 'reload' : 'default' }).catch(async (err) => {
      await new Promise((r) => setTimeout(r)); // what a policy has blocked is said afterwards
      if (violation) throw fault('policy', `${violation.effectiveDirective}: ${name}`);
      const { origin, protocol } = new URL(url);
      if (!/^https?:$/.test(protocol)) throw fault('scheme', protocol);
      if (origin !== location.origin && await fetch(url, { mode: 'no-cors', method: 'HEAD', signal }).then(() => true, () => false)) throw fault('cors', origin);
      throw fault('network', `${name}: ${err}`);
    });
    if (!response.ok) throw fault(response.status >= 500 || response.status === 429 || response.status === 408 ? 'server' : 'missing', `${name}: HTTP ${response.status}`);
    return response;
  } finally {
    document.removeEventListener('securitypolicyviolation', hear);
  }
}

/** @param {Uint8Array} bytes */
const isPacked = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Unpacks gzip while it comes, unless the host has done so already. */
class Unpacker {
  /** What has come and is not on its way through #gzip: the beginning, until it is known what it is, and all that is not packed. @type {Uint8Array[]} */ #parts = [];
  #length = 0;
  /** @type { {writer: WritableStreamDefaultWriter<BufferSource>, whole: Promise<ArrayBuffer>} | null} */ #gzip = null;

  /** @param {Uint8Array} part */
  take(part) {
    if (!this.#gzip) {
      this.#parts.push(part);
      this.#length += part.length;
      if (this.#length < 2 || !isPacked(this.#joined(2))) return;
      const { readable, writable } = new DecompressionStream('gzip');
      this.#gzip = { writer: writable.getWriter(), whole: new Response(readable).arrayBuffer() };
      this.#gzip.whole.catch(() => {}); // end() says it, if anybody waits for the end
      part = this.#joined(this.#length);
      this.#parts = [];
    }
    this.#gzip.writer.write(/** @type {BufferSource} */ (part)).catch(() => {});
  }

  /** All of it, with a last part. @param {Uint8Array} [part] @returns {Promise<Uint8Array>} */
  async end(part) {
    if (part) this.take(part);
    if (!this.#gzip) return this.#joined(this.#length);
    this.#gzip.writer.close().catch(() => {});
    return new Uint8Array(await this.#gzip.whole);
  }

  /** The first n bytes of the parts. @param {number} n */
  #joined(n) {
    if (this.#parts.length === 1) return this.#parts[0].subarray(0, n);
    const bytes = new Uint8Array(n);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part.subarray(0, n - at), at);
      at = Math.min(at + part.length, n);
    }
    return bytes;
  }
}

/** @param {string} text base64 */
function bytesOf(text) {
  const raw = atob(text.trim());
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}
