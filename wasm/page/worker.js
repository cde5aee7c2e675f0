// Boot script of a worker. It runs the core program, which trains networks and
// moves large clouds, and carries messages between it and the figures' frames.
// A page has one pool of workers; each frame has a port to the worker that
// serves it.
//
//   page → worker     boot{module}, then for every figure join{id} with a port, and leave{id};
//                     for every other worker peer{number} with a port, and unpeer{number}
//   frame → worker    trainingJob{version,bytes}  train{step,stride,every}  shardJob{shard,bytes}  shardCommand{bytes}  release
//   worker → frame    trainingReport{number,bytes,steps,spent}  shardReport{number,bytes,steps,spent}  gone
//   worker → page     here, version{version}, wanted{n}: so many workers would share a training step, gone
//   worker ↔ worker   bytes: jobs to help with, orders and answers (sim/lab/protocol)
//
// The program's messages are those with a figure's number, work, and with another worker's number
// peer, unpeer and hear. It says what goes to another worker by scorefieldSend(number, bytes), bytes that
// scorefieldBuffer(length) gave.
'use strict';
(() => {
  /** @type {Map<number, MessagePort>} */
  const ports = new Map();
  /** @type { {type: string, id: number, value: any}[]} */
  const early = []; // came before the program was there

  /** The program's function; null before it starts and after it stops. @type {((type: string, id: number, value: any) => any) | null} */
  let core = null;
  let over = false;

  /** @param {string} type @param {number} id @param {any} value */
  function call(type, id, value) {
    if (!core && !over) early.push({ type, id, value });
    else if (over || core?.(type, id, value) === false) ports.get(id)?.postMessage({ type: 'gone' });
  }

  /** Nobody waits for ever for a program that has stopped. */
  function stopped() {
    over = true;
    core = null;
    for (const port of ports.values()) port.postMessage({ type: 'gone' });
    self.postMessage({ type: 'gone' });
  }

  // WebAssembly gives nothing back. Go lets garbage grow up to what is held, which six clouds of a million particles and
  // what they keep to go back to make 0.6 GB: it collects when there is half as much, and from the limit on more often.
  const collect = '50', memoryLimit = '1200MiB';

  // ── Turns: messages come in between them ────────────────────────────────
  const turns = new MessageChannel();
  let going = false;
  function go() {
    if (going) return;
    going = true;
    turns.port2.postMessage(0);
  }
  turns.port1.onmessage = () => {
    going = false;
    turned(core?.('work', 0, null));
  };

  let wanted = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  /** Passes on what a turn has come to: a report, or after how many milliseconds another is due; null for none. @param {any} report */
  function turned(report) {
    clearTimeout(patience);
    if (typeof report === 'number') {
      if (report > 0) patience = setTimeout(go, Math.ceil(report));
      else go();
    }
    if (!report?.bytes) return;
    if (report.wanted > wanted) {
      wanted = report.wanted;
      self.postMessage({ type: 'wanted', n: wanted });
    }
    ports.get(report.id)?.postMessage(report, [report.bytes.buffer]);
    go();
  }

  // ── Other workers ───────────────────────────────────────────────────────
  /** @type {Map<number, MessagePort>} */
  const peers = new Map();
  /** What came last, whose memory the next message goes out in. @type {ArrayBuffer | null} */
  let spare = null;

  Object.assign(self, {
    /** @param {number} n */
    scorefieldBuffer(n) {
      const buffer = spare && spare.byteLength >= n && spare.byteLength <= 2 * n ? spare : new ArrayBuffer(n);
      spare = null;
      return new Uint8Array(buffer, 0, n);
    },
    /** @param {number} number @param {Uint8Array} bytes */
    scorefieldSend(number, bytes) { peers.get(number)?.postMessage(bytes, [bytes.buffer]); },
  });

  /** @param {number} number @param {MessagePort} port */
  function meet(number, port) {
    peers.set(number, port);
    call('peer', number, null);
    port.onmessage = (e) => {
      if (!peers.has(number)) return; // it is gone
      if (!core) return call('hear', number, e.data);
      spare = e.data.buffer; // nobody reads it after hear
      turned(core('hear', number, e.data)); // a turn at once, for another may wait for what comes of it
    };
  }

  /** @param {number} id @param {MessagePort} port */
  function join(id, port) {
    ports.set(id, port);
    port.onmessage = (e) => {
      if (!ports.has(id)) return; // it has left
      const { type, ...value } = e.data;
      call(type, id, value);
      go();
    };
  }

  /** @param {WebAssembly.Module} module */
  async function boot(module) {
    const program = new Go();
    program.env.GOGC = collect;
    program.env.GOMEMLIMIT = memoryLimit;
    const instance = await WebAssembly.instantiate(module, program.importObject);
    program.run(instance).finally(stopped);
    core = /** @type {any} */ (self).scorefieldCore;
    self.postMessage({ type: 'version', version: /** @type {any} */ (self).scorefieldVersion });
    for (const { type, id, value } of early.splice(0)) call(type, id, value);
    go();
  }

  self.postMessage({ type: 'here' });
  self.onmessage = (e) => {
    const { type, id, module, number } = e.data;
    if (type === 'boot') boot(module).catch(stopped);
    if (type === 'join') join(id, e.ports[0]);
    if (type === 'peer') meet(number, e.ports[0]);
    if (type === 'unpeer') {
      call('unpeer', number, null);
      peers.get(number)?.close();
      peers.delete(number);
    }
    if (type === 'leave') {
      call('leave', id, null);
      ports.get(id)?.close();
      ports.delete(id);
    }
  };
})();
