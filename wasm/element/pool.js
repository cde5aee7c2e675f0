// ── Workers: one pool a page, fetched when a figure first asks for one ──────
/** @typedef { {worker: Worker, number: number, serves: Set<Served>}} PoolWorker */

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
  #made = 0;
  /** One figure after the other. @type {Promise<any>} */ #turn = Promise.resolve();
  #most = Math.min(8, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));

  /** All workers that the page may have, or the one that serves the fewest figures; rejects with the cause where there can be none.
   * @param {boolean} all @param {(type: string, value: any) => void} hear @param {() => void} gone @returns {Promise<Served>} */
  serve(all, hear, gone) {
    const turn = this.#turn.then(() => this.#find(all)).then((list) => new Served(++this.#joined, list, hear, gone));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Makes room for so many workers to share a training step. @param {number} n */
  #grow(n) {
    this.#turn = this.#turn.then(async () => {
      while (this.workers.length < Math.min(n, this.#most)) await this.#add(await core());
    }).catch(() => {}); // those that there are do it
  }

  /** @param {WebAssembly.Module} module */
  async #add(module) {
    /** @type {PoolWorker} */ const w = { worker: await newWorker(), number: ++this.#made, serves: new Set() };
    w.worker.addEventListener('error', () => this.#discard(w));
    w.worker.addEventListener('message', (e) => {
      if (e.data?.type === 'wanted') this.#grow(e.data.n);
      if (e.data?.type === 'gone' || e.data?.type === 'version' && !sameVersion(coreFile, e.data.version)) this.#discard(w);
    });
    w.worker.postMessage({ type: 'boot', module });
    for (const other of this.workers) { // they help one another without the page
      const { port1, port2 } = new MessageChannel();
      w.worker.postMessage({ type: 'peer', number: other.number }, [port1]);
      other.worker.postMessage({ type: 'peer', number: w.number }, [port2]);
    }
    this.workers.push(w);
  }

  /** @param {boolean} all */
  async #find(all) {
    const module = await core();
    const idlest = () => [...this.workers].sort((a, b) => a.serves.size - b.serves.size)[0];
    while (this.workers.length < this.#most && (all || !this.workers.length || idlest().serves.size > 0)) {
      await this.#add(module);
    }
    return all ? [...this.workers] : [idlest()];
  }

  /** A worker whose script cannot run, or whose program has stopped, is none. @param {PoolWorker} w */
  #discard(w) {
    this.workers = this.workers.filter((other) => other !== w);
    for (const other of this.workers) other.worker.postMessage({ type: 'unpeer', number: w.number });
    for (const served of [...w.serves]) served.gone();
    w.worker.terminate();
  }
}

/** A worker whose script has run. By URL; where the script comes from elsewhere or the page from disk, from a blob. @returns {Promise<Worker>} */
async function newWorker() {
  const url = beside('worker.js'), inline = inside('scorefield-worker');
  return new Delivery('worker.js', unheard).bring(async (_, signal, again) => {
    let address = url;
    if (inline !== null || new URL(url).origin !== location.origin) {
      const text = inline ?? await (await answer(url, 'worker.js', signal, again)).text();
      address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      scriptAddresses.add(address);
    } else if (again) await answer(url, 'worker.js', signal, true); // what the cache has may be damaged
    /** @type {SecurityPolicyViolationEvent | null} */ let violation = null;
    const hear = (/** @type {SecurityPolicyViolationEvent} */ e) => { violation = e; };
    const worker = new Worker(trusted().address(address));
    document.addEventListener('securitypolicyviolation', hear);
    try {
      await new Promise((resolve, reject) => {
        worker.onmessage = resolve; // its first word
        worker.onerror = () => reject(fault('damaged', 'worker.js'));
        signal.addEventListener('abort', () => reject(fault('network', 'worker.js')));
      });
      worker.onmessage = worker.onerror = null;
      return worker;
    } catch (err) {
      worker.terminate();
      await new Promise((r) => setTimeout(r)); // what a policy has blocked is said afterwards
      if (violation) throw fault('policy', `${/** @type {SecurityPolicyViolationEvent} */ (violation).effectiveDirective}: worker.js`);
      throw err;
    } finally {
      document.removeEventListener('securitypolicyviolation', hear);
      if (address !== url) URL.revokeObjectURL(address);
    }
  });
}

/** @returns {WorkerPool} */
const pool = () => (shared.pool ??= new WorkerPool());
