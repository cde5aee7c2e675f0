// ── The shelf: data sets that the reader keeps by name, in this browser ─────
/** Data as they are kept: bytes, text or numbers, and how to take them. @typedef { {name: string, data: any, choice: Choice, file: string}} Kept */

/** Does something with the database's one store; the error is a sentence. @template T @param {IDBTransactionMode} mode @param {typeof words.en} w @param {(store: IDBObjectStore) => IDBRequest<T>} work @returns {Promise<T>} */
async function onShelf(mode, w, work) {
  try {
    const db = await new Promise((/** @type {(db: IDBDatabase) => void} */ resolve, reject) => {
      const opening = indexedDB.open('scorefield', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('data', { keyPath: 'name' });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = opening.onblocked = () => reject(opening.error);
    });
    try {
      return await new Promise((resolve, reject) => {
        const transaction = db.transaction('data', mode), request = work(transaction.objectStore('data'));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      db.close();
    }
  } catch (err) {
    throw Object.assign(new Error(w.noShelf), { type: 'shelf', field: 'data', value: '', detail: String(err) });
  }
}

/** The names of what is kept. @param {typeof words.en} w @returns {Promise<string[]>} */
const keptNames = async (w) => (await onShelf('readonly', w, (store) => store.getAllKeys())).map(String);

/** @param {string} name @param {typeof words.en} w @returns {Promise<Kept | undefined>} */
const keptData = (name, w) => onShelf('readonly', w, (store) => store.get(name));

/** @param {Kept} kept @param {typeof words.en} w */
const keepData = (kept, w) => onShelf('readwrite', w, (store) => store.put(kept));

/** @param {string} name @param {typeof words.en} w */
const forgetData = (name, w) => onShelf('readwrite', w, (store) => store.delete(name));
