// ── Programs: fetched, unpacked and compiled once a page ────────────────────
/** @type {Set<(share: number) => void>} */
const watchers = new Set();
const leaving = new AbortController(); // the reader has left the page: nothing that is on its way is wanted
addEventListener('pagehide', (e) => { if (!e.persisted) leaving.abort(); });

/** The compiled program of the page; the first call downloads it. */
function program() {
  shared.module ??= load('scorefield.wasm.gz', 'scorefield-wasm', (share) => { for (const f of watchers) f(share); })
    .catch((err) => { shared.module = null; throw err; });
  return shared.module;
}

/** The compiled program of the workers. */
function core() {
  shared.core ??= load('core.wasm.gz', 'scorefield-core', () => {}).catch((err) => { shared.core = null; throw err; });
  return shared.core;
}

/** @param {string} name @param {string} id of its block in the stand-alone page @param {(share: number) => void} progress */
async function load(name, id, progress) {
  if (typeof WebAssembly !== 'object') throw fault('nowasm');
  if (document.readyState === 'loading') await new Promise((r) => document.addEventListener('DOMContentLoaded', r));
  const block = inside(id);
  if (block === null && onDisk) throw fault('disk');
  const packed = block !== null ? bytesOf(block) : await download(beside(name), progress);
  try {
    // Not streamed: leaving a page while a stream is compiled stops WebAssembly for the pages after it in Firefox.
    return await WebAssembly.compile(await unpacked(packed));
  } catch (err) {
    if (/** @type {any} */ (err).type) throw err;
    throw fault(/CSP|Content Security|unsafe-eval|blocked/i.test(String(err)) ? 'csp' : 'download', String(err));
  }
}

/** @param {string} url @param {(share: number) => void} progress */
async function download(url, progress) {
  const response = await fetch(url, { signal: leaving.signal }).catch((err) => { throw fault('download', String(err)); });
  if (!response.ok || !response.body) throw fault('download', `HTTP ${response.status}`);
  const total = Number(response.headers.get('content-length')) || 0;
  const reader = response.body.getReader();
  /** @type {Uint8Array[]} */ const parts = [];
  let loaded = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((err) => { throw fault('download', String(err)); });
    if (done) break;
    parts.push(value);
    loaded += value.length;
    progress(total ? Math.min(loaded / total, 0.99) : 0.5);
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) { bytes.set(part, at); at += part.length; }
  return bytes;
}

/** Unpacks gzip, unless the host has done so already: the first two bytes say which. @param {Uint8Array} bytes @returns {Promise<BufferSource>} */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return /** @type {BufferSource} */ (bytes);
  if (typeof DecompressionStream !== 'function') throw fault('old', 'no DecompressionStream');
  return new Response(new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** @param {string} text base64 */
function bytesOf(text) {
  const raw = atob(text.trim());
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}
