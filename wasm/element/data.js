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

/** An error about data that somebody gave. @param {string} message @param {string} value what is wrong */
const dataFault = (message, value) => Object.assign(new Error(message), { type: 'data', field: 'data', value });

/** Whether a value is a file, of whatever window. @param {any} v */
const isFile = (v) => typeof v?.arrayBuffer === 'function' && typeof v.size === 'number';

/** Whether all of an array are such; a hole, of which an array may have four thousand million, is none. @param {any[]} list @param {(v: any) => boolean} such */
function eachIs(list, such) {
  for (let i = 0; i < list.length; i++) if (!such(list[i])) return false;
  return true;
}

/** The address that a script gives as data, null if it is something else. @param {any} value */
function addressIn(value) {
  try {
    const text = typeof value === 'string' || value instanceof URL ? String(value) : null;
    return text === null || /[\n\r]/.test(text) || isWritten(text) ? null : text;
  } catch { return null; } // a proxy that tells nobody what it is
}

/** What the program is asked with data that somebody gave; null if they are none, also where they throw when they are looked at. @param {any} data @param {string} name @param {typeof words.en} w @param {boolean} pictures whether the scene is about pictures @returns {Promise<Record<string, any> | null>} */
async function dataRequest(data, name, w, pictures) {
  try {
    return await requestWith(data, name, w, pictures);
  } catch (err) {
    if (err instanceof Error && 'field' in err) throw err; // one of ours
    if (ArrayBuffer.isView(data) || isBuffer(data)) throw dataFault(w.goneBuffer(name), shown(data));
    return null;
  }
}

/** Whether a value is a buffer, of whatever window. @param {any} v */
const isBuffer = (v) => /^\[object (Shared)?ArrayBuffer\]$/.test(shown(v));

/** In the plane a picture is a density; see picture.js. Two files are pictures and their labels. @param {any} data @param {string} name @param {typeof words.en} w @param {boolean} pictures @returns {Promise<Record<string, any> | null>} */
async function requestWith(data, name, w, pictures) {
  if (typeof data === 'string') return { text: data, name };
  if (typeof data !== 'object' || data === null) return null;
  if (isFile(data)) return bytesRequest(await contents(data, data.name ?? name, w), data.name ?? name, w, pictures);
  if (Array.isArray(data) && data.length > 0 && eachIs(data, isFile)) {
    const most = pictures ? 2 : 1;
    if (data.length > most) throw dataFault(w.manyFiles(data.length, most), String(data.length));
    return data.length === 1 ? dataRequest(data[0], name, w, pictures) : pairRequest(data, name, w);
  }
  if (ArrayBuffer.isView(data)) {
    if (data instanceof DataView || Object.prototype.toString.call(data) === '[object DataView]') return bytesRequest(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(), name, w, pictures);
    if (Object.prototype.toString.call(data) === '[object Uint8Array]' && isOfAFile(/** @type {Uint8Array} */ (data))) return bytesRequest(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(), name, w, pictures);
    return { numbers: Float64Array.from(/** @type {any} */ (data), Number), name };
  }
  if (isBuffer(data)) return bytesRequest(new Uint8Array(data).slice(), name, w, pictures);
  if (Array.isArray(data) && eachIs(data, (v) => typeof v === 'number' || typeof v === 'bigint')) return { numbers: Float64Array.from(data, Number), name };
  if (Array.isArray(data) ? eachIs(data, (v) => typeof v === 'object') : Object.getPrototypeOf(data) === null || Object.prototype.toString.call(data) === '[object Object]') return objectsRequest(data, name);
  return null;
}

/** Whether bytes, which may be numbers as well, are those of a file: they begin as one does, or are lines of text that are digits and separators mostly. @param {Uint8Array} bytes */
function isOfAFile(bytes) {
  const head = bytes.subarray(0, 4096), begin = String.fromCharCode(...head.subarray(0, 6));
  if (isPicture(bytes) || isPacked(bytes) || head[6] === 0 && head[7] === 0 && head[8] === 0x7b && head[9] === 0x22 || /^(\x93NUMPY|PK\x03\x04|\0\0\x08[\x01\x03]|\xff\xfe|\xfe\xff)/.test(begin)) return true;
  const text = new TextDecoder('latin1').decode(head);
  return !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text) && (/[\n\r]/.test(text) || isWritten(text)) && 2 * (text.match(/[\d\s.,;+-]/g)?.length ?? 0) > text.length;
}

/** Whether a text is data, not their address: JSON, or what is nearly that. @param {string} text */
const isWritten = (text) => /^\s*[[{]/.test(text);

/** The bytes of a file, which may be gone since it was chosen. @param {File} file @param {string} name @param {typeof words.en} w */
async function contents(file, name, w) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch { throw dataFault(w.lostFile(name), name); }
}

/** Pairs, objects, columns or GeoJSON: what the program reads as JSON. @param {object} data @param {string} name */
function objectsRequest(data, name) {
  const plain = (/** @type {any} */ v) => typeof v === 'bigint' ? Number(v) : ArrayBuffer.isView(v) && !(v instanceof DataView) ? Array.from(/** @type {any} */ (v), Number) : v;
  try {
    return { text: jsonOf(data, plain), name };
  } catch { return null; } // circles
}

/** @param {Uint8Array} bytes @param {string} name @param {typeof words.en} w @param {boolean} pictures */
async function bytesRequest(bytes, name, w, pictures) {
  if (!bytes.length) throw dataFault(w.emptyFile(name), name);
  if (isPicture(bytes)) return (pictures ? sheetRequest : pictureRequest)(bytes, name, w);
  return { bytes: await unpacked(bytes, name, w), name };
}

/** Pictures and their labels; the program sees which is which. @param {File[]} files @param {string} name @param {typeof words.en} w */
async function pairRequest(files, name, w) {
  const [bytes, labels] = await Promise.all(files.map(async (f) => unpacked(await contents(f, f.name ?? name, w), f.name ?? name, w)));
  return { bytes, labels, name: pairName(files.map((f) => f.name ?? '')) || name };
}

/** The name of the pictures among two files, as far as names say it. @param {string[]} names */
const pairName = (names) => names.find((n) => !/label/i.test(n)) ?? names[0];

/** The name of one file or two. @param {File | File[]} file */
const nameOf = (file) => Array.isArray(file) ? pairName(file.map((f) => f.name)) : file.name;

/** What gzip has packed. @param {Uint8Array} bytes @param {string} name @param {typeof words.en} w @returns {Promise<Uint8Array>} */
async function unpacked(bytes, name, w) {
  if (!isPacked(bytes)) return bytes;
  return new Unpacker().end(bytes).catch(() => { throw dataFault(w.damagedData(name), name); });
}

/** @param {string} url as a page has it */
function addressOf(url) {
  try {
    return new URL(url, document.baseURI).href;
  } catch { throw fault('address'); }
}

/** Why data do not come, in words that stand behind their address. @param {string} url @param {string} type @param {string} detail of the loader's fault @param {typeof words.en} w @returns {string} */
function whyNot(url, type, detail, w) {
  const why = detail.replace(`${url}: `, '').replace(`: ${url}`, '');
  return w.dataFaults[type]?.(why) ?? why;
}

/** The bytes at a data attribute's address. The error says why they did not come, and whether the cause may pass. @param {Delivery} delivery of that name @param {typeof words.en} w @returns {Promise<ArrayBuffer>} */
async function fetchData(delivery, w) {
  const url = delivery.name;
  if (onDisk) throw dataFault(`${shown(url)}: ${w.dataDisk}`, url);
  /** @type {Uint8Array<ArrayBuffer>[]} */ let parts = [];
  try {
    await delivery.bring(async (d, signal, again) => {
      parts = [];
      await receive(await answer(addressOf(url), url, signal, again), d, (part) => parts.push(part));
    });
  } catch (err) {
    const { type, message } = /** @type {any} */ (err);
    throw Object.assign(dataFault(`${shown(url)}: ${w.data(whyNot(url, type, message, w))}`, url), { passes: passing.has(type) });
  }
  return new Blob(parts).arrayBuffer();
}

/** What a drop or a paste holds: a file, several, or text; of a copied part of a sheet, which is a picture too, its text. @param {DataTransfer | null} transfer @returns {File | File[] | string | null} */
function transferred(transfer) {
  if (transfer && transfer.files.length > 1) return [...transfer.files];
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

/** Whether a page in a frame may save files, as far as it can see the frames around it, which only pages of the same origin let it; null where it cannot. Browsers say nothing of a file that a sandbox keeps back. @returns {boolean | null} */
function maySave() {
  for (let w = /** @type {Window} */ (window); w !== w.parent; w = w.parent) {
    const frame = w.frameElement;
    if (!frame) return null;
    if (frame.hasAttribute('sandbox') && !(frame.getAttribute('sandbox') ?? '').split(/\s+/).includes('allow-downloads')) return false;
  }
  return true;
}

/** Lets the browser save a file. @param {Blob} blob @param {string} name */
function save(blob, name) {
  const a = make('a', { href: URL.createObjectURL(blob), download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
