// ── Workers: one pool a page, fetched when a figure first asks for one ──────
/** @typedef { {worker: Worker, serves: Set<Served>}} PoolWorker */

/** A figure's share of the pool: ports to the workers that serve it. */
class Served {
  /** @param {number} id @param {readonly PoolWorker[]} workers @param {(type: string, value: any) => void} hear what workers report @param {() => void} gone a worker has stopped */
  constructor(id, workers, hear, gone) {
    this.gone = gone;
    this.#workers = workers;
    this.#id = id;
    this.#ports = workers.map((w) => {
      const { port1, port2 } = new MessageChannel();
      w.serves.add(this);
      w.worker.postMessage({ type: 'join', id }, [port1]);
      port2.onmessage = (e) => {
        const { type, ...value } = e.data;
        if (type === 'gone') gone(); else hear(type, value);
      };
      return port2;
    });
  }
  #id;
  #workers;
  #ports;

  get size() { return this.#ports.length; }

  /** What the program tells workers; see worker.js. @param {string} type @param {any} value @returns {boolean} whether it is for workers */
  tell(type, value) {
    const send = (/** @type {MessagePort | undefined} */ port, /** @type {Transferable[]} */ ...moved) => port?.postMessage({ type, ...value }, moved);
    switch (type) {
      case 'trainingJob': send(this.#ports[0], value.bytes.buffer); break;
      case 'train': send(this.#ports[0]); break;
      case 'shardJob': send(this.#ports[value.shard], value.bytes.buffer); break;
      case 'shardCommand': case 'release': for (const port of this.#ports) send(port); break;
      default: return false;
    }
    return true;
  }

  leave() {
    for (const port of this.#ports) port.close();
    for (const w of this.#workers) { w.serves.delete(this); w.worker.postMessage({ type: 'leave', id: this.#id }); }
    this.#ports = [];
  }
}

class WorkerPool {
  /** @type {PoolWorker[]} */ workers = [];
  #joined = 0;
  /** One figure after the other. @type {Promise<any>} */ #turn = Promise.resolve();
  #most = Math.min(8, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));

  /** All workers that the page may have, or the one that serves the fewest figures; null where there can be none.
   * @param {boolean} all @param {(type: string, value: any) => void} hear @param {() => void} gone @returns {Promise<Served | null>} */
  serve(all, hear, gone) {
    const turn = this.#turn.then(() => this.#find(all)).then((list) => list.length ? new Served(++this.#joined, list, hear, gone) : null, () => null);
    this.#turn = turn;
    return turn;
  }

  /** @param {boolean} all */
  async #find(all) {
    const module = await core();
    const idlest = () => [...this.workers].sort((a, b) => a.serves.size - b.serves.size)[0];
    while (this.workers.length < this.#most && (all || !this.workers.length || idlest().serves.size > 0)) {
      /** @type {PoolWorker} */ const w = { worker: await newWorker(), serves: new Set() };
      w.worker.addEventListener('error', () => this.#discard(w));
      w.worker.addEventListener('message', (e) => { if (e.data?.type === 'gone') this.#discard(w); });
      w.worker.postMessage({ type: 'boot', module });
      this.workers.push(w);
    }
    return all ? [...this.workers] : [idlest()];
  }

  /** A worker whose script cannot run, or whose program has stopped, is none. @param {PoolWorker} w */
  #discard(w) {
    this.workers = this.workers.filter((other) => other !== w);
    for (const served of [...w.serves]) served.gone();
    w.worker.terminate();
  }
}

/** A worker by URL; where the script comes from elsewhere or the page from disk, from a blob. */
async function newWorker() {
  const inline = inside('scorefield-worker');
  const url = beside('worker.js');
  if (inline === null && new URL(url).origin === location.origin) return new Worker(url);
  const text = inline ?? await (await fetch(url)).text();
  const blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try { return new Worker(blob); } finally { setTimeout(() => URL.revokeObjectURL(blob), 10000); }
}

/** @returns {WorkerPool} */
const pool = () => (shared.pool ??= new WorkerPool());
