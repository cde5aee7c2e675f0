// ── The reader's data: what a script, a file or the clipboard has ───────────
/**
 * Which columns to take and how; see own.Data. Empty lets the program choose.
 * @typedef { {x?: string, y?: string, weight?: string, reading?: string, axes?: string, far?: string, drawn?: boolean}} Choice
 *
 * Data that somebody gave; script: by the property data, so that the attribute columns is about them.
 * @typedef { {data: any, name: string, choice: Choice, script?: boolean}} Given
 */

/** What an attribute columns chooses: the names of x, y and perhaps the weight ("none" for none), with commas between them, and in quotes where a name has one. An empty name lets the table choose. Null if there are more than three. @param {string} text @returns {Choice | null} */
function columnsOf(text) {
  const names = [...`,${text}`.matchAll(/,\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain.trim());
  const [x, y = '', weight = ''] = names;
  return names.length > 3 ? null : { x, y, weight };
}

/** What the program is asked with data that somebody gave; null if they are none. A picture is a density; see picture.js. @param {any} data @param {string} name @param {typeof words.en} w @returns {Promise<Record<string, any> | null>} */
async function dataRequest(data, name, w) {
  if (typeof data === 'string') return { text: data, name };
  if (typeof data !== 'object' || data === null) return null;
  if (typeof data.arrayBuffer === 'function' && typeof data.size === 'number') return bytesRequest(new Uint8Array(await data.arrayBuffer()), data.name ?? name, w);
  if (ArrayBuffer.isView(data)) {
    if (data instanceof DataView || Object.prototype.toString.call(data) === '[object DataView]') return bytesRequest(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(), name, w);
    return { numbers: Float64Array.from(/** @type {any} */ (data), Number), name };
  }
  if (/^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(data))) return bytesRequest(new Uint8Array(data).slice(), name, w);
  if (Array.isArray(data) && data.every((v) => typeof v === 'number' || typeof v === 'bigint')) return { numbers: Float64Array.from(data, Number), name };
  if (Array.isArray(data) ? data.every((v) => typeof v === 'object') : Object.getPrototypeOf(data) === null || Object.prototype.toString.call(data) === '[object Object]') return objectsRequest(data, name);
  return null;
}

/** Pairs, objects, columns or GeoJSON: what the program reads as JSON. @param {object} data @param {string} name */
function objectsRequest(data, name) {
  const plain = (/** @type {string} */ _, /** @type {any} */ v) => typeof v === 'bigint' ? Number(v) : ArrayBuffer.isView(v) && !(v instanceof DataView) ? Array.from(/** @type {any} */ (v), Number) : v;
  try {
    return { text: JSON.stringify(data, plain), name };
  } catch { return null; } // circles
}

/** @param {Uint8Array} bytes @param {string} name @param {typeof words.en} w */
async function bytesRequest(bytes, name, w) { return isPicture(bytes) ? pictureRequest(bytes, name, w) : { bytes, name }; }

/** The bytes at a data attribute's address. @param {string} url @param {typeof words.en} w @returns {Promise<ArrayBuffer>} */
async function fetchData(url, w) {
  const wrong = (/** @type {string} */ message) => Object.assign(new Error(`${url}: ${message}`), { type: 'data', field: 'data', value: url });
  if (onDisk) throw wrong(w.dataDisk);
  const response = await fetch(new URL(url, document.baseURI)).catch(() => null);
  if (!response?.ok) throw wrong(w.data + (response ? ` (HTTP ${response.status})` : ''));
  return response.arrayBuffer();
}

/** What a drop or a paste holds: a file, or text; of a copied part of a sheet, which is a picture too, its text. @param {DataTransfer | null} transfer @returns {File | string | null} */
function transferred(transfer) {
  const file = transfer?.files[0] ?? null, text = transfer?.getData('text/plain') ?? '';
  return /\S/.test(text) && (!file || file.type.startsWith('image/')) ? text : file;
}

/** What the clipboard holds, asked for by a button. @param {typeof words.en} w @returns {Promise<Blob | string>} */
async function clipboardData(w) {
  const refused = (/** @type {string} */ message) => Object.assign(new Error(message), { type: 'clipboard', field: 'data', value: '' });
  if (!navigator.clipboard?.read && !navigator.clipboard?.readText) throw refused(w.noClipboard);
  try {
    if (!navigator.clipboard.read) return await navigator.clipboard.readText();
    const items = await navigator.clipboard.read();
    for (const item of items) if (item.types.includes('text/plain')) return await (await item.getType('text/plain')).text();
    for (const item of items) for (const type of item.types) if (type.startsWith('image/')) return await item.getType(type);
  } catch { throw refused(w.noClipboard); }
  throw refused(w.emptyClipboard);
}

/** Lets the browser save a file. @param {Blob} blob @param {string} name */
function save(blob, name) {
  const a = make('a', { href: URL.createObjectURL(blob), download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
