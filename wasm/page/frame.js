// Boot script of a figure's frame. It runs before the Go program, mends what
// Ebitengine does to pages, and carries messages between the host page and the
// program.
//
// The page and the program speak one language; the same list stands at the
// head of the program's message.go.
//
//   page → program (each has an id and gets a reply)
//     set{text}  play  pause  step{n}  train{n}  reset{seed}  data{text|bytes|numbers|floats,columns,name,x,y,weight,reading,axes,far} forget link
//     state  restore{text}  stats  samples  csv  image{width,height,scale}
//     look{dark,contrast,lang}  undo  redo  view{reset}  engage{on}  seek{clock,step}
//     (without a reply)  workers{n}  trainingReport{number,bytes,steps,spent}  shardReport{number,bytes,steps,spent}
//   program → page
//     ready{version,params,scenes,values}  frame{stats}  change{name,value}  values{…}
//     error{type,field,value,range,message}  pointer{x,y,p,logp,score}  idle  reply{id,value|error}
//     workers{all}  trainingJob{version,bytes}  train{step,stride}  shardJob{shard,bytes}  shardCommand{bytes}  release
//
// Beside these the page says boot{module,settings}, show{on} and focus to this
// script, and hears hello, lost, stopped{lines}, engaged{on} and busy{on} from it.
// Workers come as a message workers with a port for each, over which the program's
// trainingJob and train (to the first), shardJob (to one), shardCommand and release
// (to all) go to them
// and what they answer comes; see worker.js.
'use strict';
(() => {
  const host = window.parent;

  /** @param {string} type @param {any} [value] @param {Transferable[]} [transfer] */
  const tell = (type, value, transfer) => host.postMessage({ scorefield: type, value }, { targetOrigin: '*', transfer }); // from disk the origin is null, which "/" does not match in WebKit

  // ── The gate: every frame of the program passes here ──────────────────────
  // It is open while the figure is visible and has something to animate, and
  // for as long as a message waits for its reply.
  const gate = {
    visible: true, running: true, waiting: 0, frames: 0, scheduled: false,
    /** @type {Map<number, FrameRequestCallback>} */ queue: new Map(),
    next: 1,
    open() { return this.waiting > 0 || (this.visible && this.running); },
    wake() { this.running = true; this.pump(); },
    pump() {
      if (this.scheduled || this.queue.size === 0 || !this.open()) return;
      this.scheduled = true;
      const run = (/** @type {number} */ now) => {
        this.scheduled = false;
        if (!this.open()) return;
        const callbacks = [...this.queue.values()];
        this.queue.clear();
        this.frames++;
        for (const f of callbacks) f(now);
      };
      // A hidden document gets no animation frames, but a script may still ask.
      if (document.hidden) setTimeout(() => run(performance.now()), 4);
      else nativeFrame(run);
    },
  };
  const nativeFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (f) => { const id = gate.next++; gate.queue.set(id, f); gate.pump(); return id; };
  window.cancelAnimationFrame = (id) => { gate.queue.delete(id); };

  // ── What Ebitengine must not see ──────────────────────────────────────────
  const stop = (/** @type {Event} */ e) => e.stopImmediatePropagation();

  // Losing the graphics context would reload the frame, again and again.
  addEventListener('webglcontextlost', (e) => { stop(e); e.preventDefault(); tell('lost'); }, true);

  let engaged = false;
  /** @returns {HTMLCanvasElement | null} */
  const canvas = () => document.querySelector('canvas');

  /** @param {boolean} on */
  function engage(on) {
    if (engaged === on) return;
    engaged = on;
    const c = canvas();
    if (c) {
      c.style.touchAction = on ? 'none' : 'pan-y pinch-zoom';
      c.setAttribute('role', on ? 'application' : 'img');
    }
    window.scorefieldGo?.('engage', { on }, 0);
    gate.wake();
    tell('engaged', { on });
  }

  const meaning = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '-', '=', '0', 'Enter', ' ', 'Escape', 'Home', 'End',
    'PageUp', 'PageDown', 'Delete', 'Backspace', 'n', 'N', 'p', 'P', 'z', 'Z', 'y', 'Y']);
  for (const type of ['keydown', 'keyup']) {
    addEventListener(type, (event) => {
      const e = /** @type {KeyboardEvent} */ (event);
      if (e.ctrlKey || e.metaKey || e.altKey || !meaning.has(e.key)) return stop(e);
      if (e.key === 'Escape') { if (type === 'keydown') engage(false); gate.wake(); return; }
      if (!engaged) {
        if (e.key === 'Enter' && type === 'keydown') engage(true);
        return stop(e);
      }
      gate.wake();
    }, true);
  }
  addEventListener('keypress', stop, true);
  addEventListener('contextmenu', stop, true);

  // The wheel scrolls the page unless the figure is engaged or Ctrl is held.
  addEventListener('wheel', (e) => { if (engaged || e.ctrlKey || e.metaKey) gate.wake(); else stop(e); }, { capture: true, passive: true });

  // One finger scrolls the page until a tap has engaged the figure.
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel']) {
    addEventListener(type, (e) => { if (engaged) gate.wake(); else stop(e); }, { capture: true, passive: true });
  }
  addEventListener('click', () => engage(true), true);
  addEventListener('mousedown', () => { engage(true); gate.wake(); }, true);
  for (const type of ['mousemove', 'mouseup', 'mouseleave', 'mouseenter']) addEventListener(type, () => gate.wake(), true);
  addEventListener('blur', () => engage(false));
  document.addEventListener('visibilitychange', () => gate.pump());

  // Files are the host's business.
  for (const type of ['dragenter', 'dragover', 'drop']) {
    addEventListener(type, (event) => {
      const e = /** @type {DragEvent} */ (event);
      stop(e);
      e.preventDefault();
      const file = e.dataTransfer?.files[0];
      if (type === 'drop' && file) tell('dropped', { file });
    }, true);
  }

  // ── Size and sharpness ────────────────────────────────────────────────────
  // Ebitengine reads the device pixel ratio once. The body is made that many
  // times as large and scaled down again, so that its pixels are the screen's.
  // The program asks for a share of them where it cannot draw all in time.
  // Ebitengine also writes sizes and colours of its own into the style attributes
  // of the root and the body when it starts: what an important rule says stands
  // above them, whoever comes first.
  const rules = new CSSStyleSheet();
  rules.replaceSync(`
    html { height: 100% !important; overflow: hidden !important; background: transparent !important; }
    body { margin: 0 !important; background: transparent !important; overflow: hidden !important; transform-origin: 0 0 !important; }`);
  const body = /** @type {CSSStyleRule} */ (rules.cssRules[1]).style;
  let screenRatio = 0, share = 1;
  function sharpen() {
    if (screenRatio !== devicePixelRatio) {
      screenRatio = devicePixelRatio;
      matchMedia(`(resolution: ${screenRatio}dppx)`).addEventListener('change', sharpen, { once: true });
    }
    const ratio = screenRatio * share;
    if (window.scorefieldRatio === ratio) return;
    window.scorefieldRatio = ratio;
    body.setProperty('width', `${100 * ratio}%`, 'important');
    body.setProperty('height', `${100 * ratio}%`, 'important');
    body.setProperty('transform', `scale(${1 / ratio})`, 'important');
    dispatchEvent(new Event('resize'));
    gate.wake();
  }
  window.scorefieldSharpen = (/** @type {number} */ s) => { share = s; sharpen(); };
  addEventListener('resize', () => gate.wake());

  // ── Messages ──────────────────────────────────────────────────────────────
  /** Image replies come as pixels; the browser packs them, so that the program need not. */
  async function packed(/** @type {{width: number, height: number, rgba: Uint8Array}} */ v) {
    const c = document.createElement('canvas');
    c.width = v.width;
    c.height = v.height;
    const pixels = new ImageData(new Uint8ClampedArray(v.rgba.buffer, v.rgba.byteOffset, v.rgba.byteLength), v.width, v.height);
    /** @type {CanvasRenderingContext2D} */ (c.getContext('2d')).putImageData(pixels, 0, 0);
    return new Promise((resolve) => c.toBlob(resolve, 'image/png'));
  }

  /** To the workers that work for this figure. @type {readonly MessagePort[]} */
  let workers = [];

  /** @param {readonly MessagePort[]} ports none if there can be no workers */
  function hire(ports) {
    for (const port of workers) port.close();
    workers = ports;
    window.scorefieldGo?.('workers', { n: ports.length }, 0);
    for (const port of ports) {
      port.onmessage = (e) => {
        const { type, ...value } = e.data;
        if (type === 'gone') hire([]);
        else window.scorefieldGo?.(type, value, 0);
      };
    }
  }

  /** What goes to workers. @type {Record<string, (type: string, value: any) => void>} */
  const toWorkers = {
    trainingJob: (type, value) => workers[0]?.postMessage({ type, ...value }, [value.bytes.buffer]),
    train: (type, value) => workers[0]?.postMessage({ type, ...value }),
    shardJob: (type, value) => workers[value.shard]?.postMessage({ type, ...value }, [value.bytes.buffer]),
    shardCommand: (type, value) => { for (const port of workers) port.postMessage({ type, ...value }); },
    release: (type) => { for (const port of workers) port.postMessage({ type }); },
  };

  window.scorefieldPage = (type, value) => {
    if (toWorkers[type]) { toWorkers[type](type, value); return; }
    if (type === 'idle') { gate.running = false; tell('busy', { on: false }); return; }
    if (type === 'reply') {
      gate.waiting = Math.max(0, gate.waiting - 1);
      const answer = value.value;
      if (answer?.rgba) { packed(answer).then((blob) => tell('reply', { id: value.id, value: blob })); return; }
      if (answer !== null && typeof answer === 'object' && 'fps' in answer) answer.frames = gate.frames;
    }
    tell(type, value);
    if (type === 'ready') adopt();
  };

  addEventListener('message', (e) => {
    if (e.source !== host || !e.data?.scorefield) return;
    const { scorefield: type, value, id } = e.data;
    if (type === 'boot') return boot(value);
    if (type === 'show') { gate.visible = value.on; if (value.on) gate.wake(); return; }
    if (type === 'focus') { canvas()?.focus(); return; }
    if (type === 'workers') return hire(e.ports);
    if (type === 'look') scheme(value.dark);
    if (id) gate.waiting++;
    window.scorefieldGo?.(type, value ?? {}, id ?? 0);
    gate.wake();
  });

  /** Gives the canvas, once Ebitengine has made it, a name, a place in the tab order and its touch behaviour. */
  let label = '';
  function adopt() {
    const c = canvas();
    if (!c) { setTimeout(adopt, 10); return; }
    c.tabIndex = 0;
    c.setAttribute('role', 'img');
    c.setAttribute('aria-label', label);
    c.style.touchAction = 'pan-y pinch-zoom';
    c.style.outline = 'none';
  }

  /** A frame is see-through only in the colour scheme of its element. @param {boolean} dark */
  const scheme = (dark) => { document.documentElement.style.colorScheme = dark ? 'dark' : 'light'; };

  // ── The program ───────────────────────────────────────────────────────────
  /** @type {string[]} */
  const lines = []; // the last that the program wrote to its standard error

  /** @param {{module: WebAssembly.Module, settings: any, label: string}} value */
  async function boot({ module, settings, label: name }) {
    label = name;
    const log = console.log;
    console.log = (...args) => { // Go's standard output and error
      lines.push(args.join(' '));
      if (lines.length > 30) lines.shift();
    };
    if (!document.createElement('canvas').getContext('webgl2')) { tell('stopped', { type: 'webgl', lines }); return; }
    window.scorefieldBoot = settings;
    scheme(settings.dark);
    const go = new Go();
    const exit = go.exit;
    let code = 0;
    go.exit = (/** @type {number} */ n) => { code = n; exit?.(n); };
    try {
      const instance = await WebAssembly.instantiate(module, go.importObject);
      await go.run(instance);
      tell('stopped', { type: 'stopped', code, lines });
    } catch (err) {
      tell('stopped', { type: 'stopped', code, lines: [...lines, String(err)] });
    }
    console.log = log;
  }

  function start() {
    document.adoptedStyleSheets.push(rules);
    sharpen();
    tell('hello');
  }
  if (document.body) start(); else addEventListener('DOMContentLoaded', start);
})();
