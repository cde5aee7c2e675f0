// ── The reader's data: text, bytes or coordinates ───────────────────────────
/** What the program is asked with data that a script gave; null if they are none. @param {any} data @param {string} name */
async function dataRequest(data, name) {
  if (typeof data === 'string') return { text: data, name };
  if (data instanceof Blob) return { bytes: new Uint8Array(await data.arrayBuffer()), name: /** @type {File} */ (data).name ?? name };
  if (data instanceof ArrayBuffer) return { bytes: new Uint8Array(data), name };
  if (ArrayBuffer.isView(data) && !(data instanceof DataView) && !(data instanceof BigInt64Array) && !(data instanceof BigUint64Array) || Array.isArray(data) && data.every((v) => typeof v === 'number')) {
    return { numbers: Float64Array.from(/** @type {any} */ (data)), name };
  }
  return null;
}

/** The text at a data attribute's address. @param {string} url @param {typeof words.en} w @returns {Promise<ArrayBuffer>} */
async function fetchData(url, w) {
  const wrong = (/** @type {string} */ message) => Object.assign(new Error(`${url}: ${message}`), { type: 'data', field: 'data', value: url });
  if (onDisk) throw wrong(w.dataDisk);
  const response = await fetch(new URL(url, document.baseURI)).catch(() => null);
  if (!response?.ok) throw wrong(w.data + (response ? ` (HTTP ${response.status})` : ''));
  return response.arrayBuffer();
}

/** Lets the browser save a file. @param {Blob} blob @param {string} name */
function save(blob, name) {
  const a = make('a', { href: URL.createObjectURL(blob), download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
