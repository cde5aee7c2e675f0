// Scorefield: live figures of score-based generative modelling.
//
// A page includes this script once and then writes score-field elements, say
// with scene="langevin"; see the README.
//
// This is the one script that a page includes. It defines the element
// <score-field>, downloads the program once a page, and runs each live figure in
// a same-origin frame of its own, for Ebitengine takes a whole document. It has
// no numbers of its own: names, ranges, defaults and labels come from the
// program. The messages are listed at the head of frame.js.
'use strict';
(() => {
  /**
   * @typedef {{name: string, kind: string, min: number, max: number, default: string, log: boolean, unit: string, scope: string,
   *   choices: {value: string, en: string, zh: string}[], en: string, zh: string, helpEn: string, helpZh: string}} Param
   * @typedef {{name: string, en: string, zh: string, controls: string[], clock: string, ratio: number, ratioNarrow: number, aboutEn: string, aboutZh: string,
   *   variants: {en: string, zh: string, text: string}[]}} Scene
   * @typedef {{type: string, message: string, field?: string, value?: string, range?: string}} Problem
   * @typedef {{worker: Worker, serves: Set<ScoreField>}} Staff
   */

  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;
  const beside = (/** @type {string} */ name) => new URL(name, here || location.href).href;
  const onDisk = location.protocol === 'file:';

  /** What the stand-alone page has inside: the text of a script element. Anything else of that name may be a guest's. @param {string} id */
  const inside = (id) => { const e = document.getElementById(id); return e instanceof HTMLScriptElement ? e.text : null; };

  // ── Words of the page itself ──────────────────────────────────────────────
  const words = {
    en: {
      start: 'Start the figure', play: 'Play', pause: 'Pause', step: 'One step', reset: 'Start again', undo: 'Undo', redo: 'Redo',
      time: 'Time', more: 'Settings', less: 'Hide settings', link: 'Copy link', copied: 'Link copied', long: 'These settings do not fit into a link of 2 kB; save the data instead.', png: 'Save picture', csv: 'Save data', open: 'Open a CSV file',
      home: 'Reset the view', loading: 'Loading', back: 'Bring the figure back', standalone: 'Open the stand-alone page', on: 'on', off: 'off',
      nowasm: 'This browser does not run WebAssembly.', csp: 'The page’s security policy forbids WebAssembly (it needs \'wasm-unsafe-eval\').',
      webgl: 'This browser offers no WebGL 2, which the figure draws with.', download: 'The program could not be loaded.',
      disk: 'A page opened from disk may not load the program. Open scorefield.html instead: it has everything in one file.',
      stopped: 'The program has stopped.', lost: 'The browser has taken the graphics away.', data: 'The data could not be loaded.',
      dataDisk: 'A page opened from disk cannot load data by URL; drop the file on the figure, or put it in a script element of type text/csv inside the figure.',
      attribute: (/** @type {string} */ n, /** @type {string} */ v, /** @type {string} */ r) => `${n}: “${v}” is not allowed; allowed: ${r}.`,
      block: (/** @type {string} */ names) => `Left out of the block, for they are no settings: ${names}.`,
      canvas: (/** @type {string} */ s) => `${s}: interactive figure. Press Enter to use the keyboard in it, Escape to leave.`,
      summary: (/** @type {any} */ s) => `${s.particles.toLocaleString('en')} particles, step ${s.step}` + (s.share === null ? '' : `, ${(100 * s.share).toFixed(1)} % in the heavy mode`) + '.',
    },
    zh: {
      start: '启动图形', play: '播放', pause: '暂停', step: '单步', reset: '重新开始', undo: '撤销', redo: '重做',
      time: '时间', more: '设置', less: '收起设置', link: '复制链接', copied: '链接已复制', long: '这些设置超出 2 kB 的链接长度；请改为保存数据。', png: '保存图片', csv: '保存数据', open: '打开 CSV 文件',
      home: '复位视图', loading: '加载中', back: '恢复图形', standalone: '打开独立页面', on: '开', off: '关',
      nowasm: '此浏览器不支持 WebAssembly。', csp: '页面的安全策略禁止 WebAssembly（需要 \'wasm-unsafe-eval\'）。',
      webgl: '此浏览器不提供绘图所需的 WebGL 2。', download: '程序无法加载。',
      disk: '从磁盘打开的页面不能加载程序。请打开 scorefield.html：所有内容都在这一个文件中。',
      stopped: '程序已停止。', lost: '浏览器收回了图形资源。', data: '数据无法加载。',
      dataDisk: '从磁盘打开的页面不能按网址加载数据；请把文件拖到图上，或放入类型为 text/csv 的 script 子元素。',
      attribute: (/** @type {string} */ n, /** @type {string} */ v, /** @type {string} */ r) => `${n}：“${v}” 不可用；允许：${r}。`,
      block: (/** @type {string} */ names) => `代码块中以下各项不是设置，已略去：${names}。`,
      canvas: (/** @type {string} */ s) => `${s}：交互图形。按 Enter 用键盘操作，按 Esc 离开。`,
      summary: (/** @type {any} */ s) => `${s.particles.toLocaleString('en')} 个粒子，第 ${s.step} 步` + (s.share === null ? '' : `，${(100 * s.share).toFixed(1)}% 在较重的众数`) + '。',
    },
  };

  // ── What a page shares: one download, one compile, one budget ─────────────
  const small = matchMedia('(pointer: coarse)').matches || Math.min(screen.width, screen.height) < 500;
  const shared = /** @type {any} */ (window)[Symbol.for('scorefield')] ??= {
    /** @type {Promise<WebAssembly.Module> | null} */ module: null,
    /** @type {Promise<WebAssembly.Module> | null} */ core: null,
    /** @type {Staff[]} */ staff: [], joined: 0, hiring: Promise.resolve(),
    /** @type {Set<ScoreField>} */ live: new Set(),
    most: small ? 2 : 6,
    loaded: 0, total: 0,
    /** @type {Set<(share: number) => void>} */ watchers: new Set(),
    /** @type {HTMLElement | null} */ region: null,
  };

  /** The compiled program; the first call downloads it. */
  function program() {
    shared.module ??= load('scorefield.wasm.gz', 'scorefield-wasm', true).catch((/** @type {any} */ err) => { shared.module = null; throw err; });
    return shared.module;
  }

  /** Downloads and compiles a program. @param {string} name @param {string} id of its block in the stand-alone page @param {boolean} counted */
  async function load(name, id, counted) {
    if (typeof WebAssembly !== 'object') throw fault('nowasm');
    if (document.readyState === 'loading') await new Promise((r) => document.addEventListener('DOMContentLoaded', r));
    const block = inside(id);
    let stream;
    if (block !== null) {
      stream = new Blob([bytesOf(block)]).stream();
    } else if (onDisk) {
      throw fault('disk');
    } else {
      const response = await fetch(beside(name)).catch(() => { throw fault('download'); });
      if (!response.ok || !response.body) throw fault('download', `HTTP ${response.status}`);
      stream = response.body;
      if (counted) {
        shared.total = Number(response.headers.get('content-length')) || 0;
        stream = stream.pipeThrough(counter());
      }
    }
    const wasm = new Response(await unpacked(stream), { headers: { 'content-type': 'application/wasm' } });
    try {
      return await (WebAssembly.compileStreaming ? WebAssembly.compileStreaming(wasm) : WebAssembly.compile(await wasm.arrayBuffer()));
    } catch (err) {
      throw fault(/CSP|Content Security|unsafe-eval|blocked/i.test(String(err)) ? 'csp' : 'download', String(err));
    }
  }

  // ── Workers: one pool a page, fetched when a figure first asks for one ────
  const mostStaff = Math.min(8, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));

  /** All workers that the page may have, or the one that serves the fewest figures. @param {boolean} all @returns {Promise<Staff[]>} */
  async function staff(all) {
    shared.core ??= load('core.wasm.gz', 'scorefield-core', false).catch((/** @type {any} */ err) => { shared.core = null; throw err; });
    const module = await shared.core;
    const idlest = () => [...shared.staff].sort((a, b) => a.serves.size - b.serves.size)[0];
    while (shared.staff.length < mostStaff && (all || !shared.staff.length || idlest().serves.size > 0)) {
      const s = { worker: await employ(), serves: new Set() };
      s.worker.addEventListener('error', () => discard(s));
      s.worker.addEventListener('message', (/** @type {MessageEvent} */ e) => { if (e.data?.type === 'gone') discard(s); });
      s.worker.postMessage({ type: 'boot', module });
      shared.staff.push(s);
    }
    return all ? [...shared.staff] : [idlest()];
  }

  /** A worker whose script cannot run, or whose program has stopped, is none. @param {Staff} s */
  function discard(s) {
    shared.staff = shared.staff.filter((/** @type {Staff} */ other) => other !== s);
    for (const figure of [...s.serves]) figure.dismissed();
    s.worker.terminate();
  }

  /** A worker by URL; where the script comes from elsewhere or the page from disk, from a blob. */
  async function employ() {
    const inline = inside('scorefield-worker');
    const url = beside('worker.js');
    if (inline === null && new URL(url).origin === location.origin) return new Worker(url);
    const text = inline ?? await (await fetch(url)).text();
    const blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    try { return new Worker(blob); } finally { setTimeout(() => URL.revokeObjectURL(blob), 10000); }
  }

  /** Counts bytes for the progress event. */
  function counter() {
    return new TransformStream({
      transform(chunk, out) {
        shared.loaded += chunk.byteLength;
        for (const f of shared.watchers) f(shared.total ? Math.min(shared.loaded / shared.total, 0.99) : 0.5);
        out.enqueue(chunk);
      },
    });
  }

  /** Unpacks gzip, unless the host has done so already: the first two bytes say which. @param {ReadableStream} stream */
  async function unpacked(stream) {
    const reader = stream.getReader();
    const first = await reader.read();
    const head = first.value ?? new Uint8Array();
    const rest = new ReadableStream({
      start(out) { if (head.length) out.enqueue(head); },
      async pull(out) {
        const { done, value } = await reader.read();
        if (done) out.close(); else out.enqueue(value);
      },
    });
    return head[0] === 0x1f && head[1] === 0x8b ? rest.pipeThrough(new DecompressionStream('gzip')) : rest;
  }

  /** @param {string} text base64 */
  function bytesOf(text) {
    const raw = atob(text.trim());
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  }

  /** An error that carries which step of the failure ladder it is. @param {string} type @param {string} [detail] */
  function fault(type, detail = '') { return Object.assign(new Error(detail || type), { type }); }

  // ── Style ─────────────────────────────────────────────────────────────────
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; position: relative; container-type: inline-size; color-scheme: light dark; margin: 1.5em 0;
      --ink: #1a2332; --muted: #5f6b7d; --line: #dce1e8; --paper: #ffffff; --raised: #f6f8fa; --accent: #0b62a4; --alarm: #b9202c;
      font: 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink); text-align: start; }
    :host([hidden]) { display: none; }
    :host(.dark) { --ink: #e8ecf2; --muted: #9aa5b5; --line: #2a3240; --paper: #0f131a; --raised: #171d27; --accent: #74b7f5; --alarm: #ff8a8a; }
    * { box-sizing: border-box; }
    .figure { border: 1px solid var(--line); border-radius: 10px; overflow: clip; background: var(--paper); }
    .stage { position: relative; aspect-ratio: var(--ratio, var(--ratio-scene, 3 / 2)); background: var(--paper); }
    .stage > iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; background: transparent; }
    .stage.engaged { outline: 2px solid var(--accent); outline-offset: -2px; }
    .stage:focus-within { outline: 2px solid var(--accent); outline-offset: -2px; }
    .poster { position: absolute; inset: 0; display: grid; place-items: center; background: var(--paper); border: 0; padding: 0; }
    .poster > :is(img, canvas, svg) { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
    .poster > ::slotted(*) { max-width: 90%; }
    .veil { position: relative; z-index: 1; display: grid; justify-items: center; gap: 10px; padding: 16px; max-width: 42em; text-align: center; }
    .big { appearance: none; border: 1px solid var(--line); background: color-mix(in srgb, var(--paper) 88%, transparent); color: var(--ink); border-radius: 999px;
      padding: 11px 22px 11px 18px; font: inherit; font-weight: 600; cursor: pointer; display: inline-flex; gap: 9px; align-items: center; box-shadow: 0 2px 12px rgb(0 0 0 / .10); }
    .big:hover { border-color: var(--accent); color: var(--accent); }
    .bar { height: 3px; width: 160px; background: var(--line); border-radius: 2px; overflow: hidden; }
    .bar > i { display: block; height: 100%; width: 0; background: var(--accent); transition: width .2s; }
    .line { background: var(--paper); padding: 4px 12px; border-radius: 6px; }
    .line a { color: var(--accent); }
    .tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 6px; padding: 6px 8px; border-top: 1px solid var(--line); background: var(--raised); min-height: 47px; }
    button.tool { appearance: none; border: 0; background: none; color: var(--ink); border-radius: 7px; min-width: 34px; height: 34px; padding: 0 8px; font: inherit; cursor: pointer;
      display: inline-grid; place-items: center; grid-auto-flow: column; gap: 6px; }
    button.tool:hover { background: color-mix(in srgb, var(--ink) 9%, transparent); }
    button.tool:disabled { opacity: .35; cursor: default; background: none; }
    button.tool.main { background: var(--accent); color: var(--paper); min-width: 40px; }
    button.tool.main:hover { filter: brightness(1.1); }
    button.tool[aria-expanded=true] { background: color-mix(in srgb, var(--accent) 16%, transparent); }
    :is(button, input, select, summary, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    svg.icon { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; display: block; }
    svg.icon .solid { fill: currentColor; stroke: none; }
    .field { display: flex; align-items: center; gap: 8px; color: var(--muted); font-size: 13px; min-width: 0; }
    .field output { color: var(--ink); font-variant-numeric: tabular-nums; min-width: 4.2em; text-align: end; }
    .tools .field { padding-inline: 6px; }
    .tools .field input[type=range] { width: 92px; }
    input[type=range] { accent-color: var(--accent); min-width: 60px; margin: 0; height: 24px; }
    select, input[type=number], input[type=text] { font: inherit; font-size: 13px; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 4px 6px; max-width: 100%; height: 30px; }
    .space { flex: 1 1 0; }
    .panel { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 8px 22px; padding: 12px 14px 14px; border-top: 1px solid var(--line); background: var(--raised); }
    .panel[hidden] { display: none; }
    .panel .field { display: grid; grid-template-columns: minmax(6em, 9.5em) 1fr auto; min-height: 32px; }
    .panel .field > label { overflow-wrap: anywhere; }
    .panel .field select, .panel .field input[type=text] { grid-column: 2 / 4; width: 100%; }
    .panel .wide { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding-top: 4px; }
    .panel .about { grid-column: 1 / -1; margin: 0 0 2px; color: var(--muted); }
    .chip { appearance: none; font: inherit; font-size: 13px; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 7px; padding: 5px 11px; min-height: 32px; cursor: pointer; }
    .chip:hover { border-color: var(--accent); color: var(--accent); }
    .status { display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 6px 14px; border-top: 1px solid var(--line); font-size: 12.5px; color: var(--muted); font-variant-numeric: tabular-nums; min-height: 31px; }
    .status b { font-weight: 600; color: var(--ink); }
    .status .good { color: light-dark(#00795a, #58d3a8); font-weight: 600; }
    .status .bad { color: var(--alarm); font-weight: 600; }
    .notes { position: absolute; inset-inline: 10px; top: 10px; z-index: 2; display: grid; gap: 6px; justify-items: start; pointer-events: none; }
    .note { pointer-events: auto; display: flex; gap: 10px; align-items: baseline; background: var(--paper); border: 1px solid var(--alarm); border-inline-start-width: 4px; border-radius: 7px; padding: 7px 8px 7px 12px; max-width: 100%;
      box-shadow: 0 2px 12px rgb(0 0 0 / .14); overflow-wrap: anywhere; }
    .note button { appearance: none; border: 0; background: none; color: var(--muted); font: inherit; cursor: pointer; padding: 2px 8px; border-radius: 5px; }
    .drop { outline: 3px dashed var(--accent); outline-offset: -8px; }
    .quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (pointer: coarse) { button.tool { min-width: 42px; height: 42px; } .chip, select { min-height: 42px; } input[type=range] { height: 42px; } .panel .field { min-height: 42px; } }
    @container (max-width: 1110px) { .tools .field.particles { display: none; } }
    @container (max-width: 870px) { .tools .field.epsilon { display: none; } }
    @container (max-width: 690px) { .tools .field.speed { display: none; } }
    @container (max-width: 560px) { .tools .field.extra { display: none; } .panel { grid-template-columns: 1fr; } .stage { aspect-ratio: var(--ratio-small, var(--ratio-scene-small, 4 / 5)); } }
    @media print { .tools, .panel, .status { display: none; } }
  `);

  const icons = {
    play: '<path class="solid" d="M5.5 3.6v10.8a.6.6 0 0 0 .92.5l8.1-5.4a.6.6 0 0 0 0-1L6.4 3.1a.6.6 0 0 0-.92.5z"/>',
    pause: '<rect class="solid" x="4.5" y="3.5" width="3.2" height="11" rx=".8"/><rect class="solid" x="10.3" y="3.5" width="3.2" height="11" rx=".8"/>',
    step: '<path class="solid" d="M3.5 4.2v9.6a.6.6 0 0 0 .9.5l7-4.8a.6.6 0 0 0 0-1l-7-4.8a.6.6 0 0 0-.9.5z"/><path d="M14.2 4v10"/>',
    reset: '<path d="M3.2 9a5.8 5.8 0 1 0 1.9-4.3"/><path d="M3 2.6v3.2h3.2"/>',
    undo: '<path d="M6.2 3.5 3 6.7l3.2 3.2"/><path d="M3.2 6.7h7a4 4 0 0 1 0 8H7"/>',
    redo: '<path d="M11.8 3.5 15 6.7l-3.2 3.2"/><path d="M14.8 6.7h-7a4 4 0 0 0 0 8H11"/>',
    more: '<path d="M3 5h6m4 0h2M3 13h2m4 0h6"/><circle cx="11" cy="5" r="1.9"/><circle cx="7" cy="13" r="1.9"/>',
    home: '<path d="M3 6.5V3h3.5M11.5 3H15v3.5M15 11.5V15h-3.5M6.5 15H3v-3.5"/><circle cx="9" cy="9" r="1.2"/>',
  };
  /** @param {keyof typeof icons} name */
  function icon(name) {
    const t = document.createElement('template');
    t.innerHTML = `<svg class="icon" viewBox="0 0 18 18" aria-hidden="true">${icons[name]}</svg>`;
    return /** @type {Node} */ (t.content.firstChild);
  }

  /** Text as the value of an attribute in HTML. @param {string} text */
  const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

  /** Makes an element. @param {string} tag @param {Record<string, any>} [props] @param {...(Node | string)} children */
  function make(tag, props = {}, ...children) {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name in e) /** @type {any} */ (e)[name] = value; else e.setAttribute(name, value);
    }
    e.append(...children);
    return e;
  }

  // ── The element ───────────────────────────────────────────────────────────
  /** Attributes that are not parameters. */
  const own = new Set(['scene', 'data', 'seed', 'autoplay', 'controls', 'loading', 'reveal', 'poster', 'alt', 'theme', 'lang', 'permalink',
    'class', 'id', 'style', 'title', 'hidden', 'dir', 'slot', 'role', 'tabindex', 'part', 'exportparts', 'is', 'width', 'height', 'ratio', 'inert', 'translate',
    'draggable', 'nonce', 'popover', 'accesskey', 'autofocus', 'spellcheck', 'itemid', 'itemprop', 'itemref', 'itemscope', 'itemtype']);
  /** Whether an attribute names a parameter; frameworks mark elements with data-…, _ngcontent-… and the like. @param {string} name */
  const isParameter = (name) => !own.has(name) && /^[a-z][a-z0-9-]*$/.test(name) && !/^(data-|aria-|on|ng-|v-|x-)/.test(name);

  /** What a fenced block may set: the element's own attributes, without those that reach into the page, and the parameters of the program's table. */
  const allowed = new Set(['scene', 'seed', 'data', 'autoplay', 'controls', 'loading', 'reveal', 'poster', 'alt', 'theme', 'lang', 'permalink', 'ratio',
    'density', 'mixture', 'bandwidth', 'score', 'sigma', 'sampler', 'versus', 'particles', 'epsilon', 'noise', 'friction', 'start-law', 'start-width',
    'sigma-min', 'sigma-max', 'levels', 'steps-per-level', 'denoise', 'schedule', 'solver-steps', 'objective', 'race', 'projection', 'projections',
    'training-sigma', 'model', 'units', 'hidden-layers', 'activation', 'rate', 'batch', 'averaging', 'dataset', 'target-steps', 'speed', 'heat',
    'contours', 'arrows', 'flow', 'trails', 'colour', 'marginals', 'training-axis', 'half-width', 'centre-x', 'centre-y']);

  /** Values of the element's own attributes; the first is the default. */
  const choices = { loading: ['auto', 'lazy', 'eager'], reveal: ['auto', 'interaction', 'manual'], theme: ['auto', 'light', 'dark'], controls: ['', 'bar', 'none', 'full'], permalink: ['', 'off', 'on'] };

  let numbered = 0;

  /** Text in a link; half a surrogate pair, which has no code in it, as the sign for that. @param {string} text */
  const escaped = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

  /** The figures' parts of the page's link: key, settings as written, the whole. @returns {[string, string, string][]} */
  function links() {
    return location.hash.slice(1).split('&').flatMap((part) => {
      const [, key, text] = part.match(/^sf\.([^=]*)=(.*)$/s) ?? [];
      if (key === undefined) return [];
      try { return [[decodeURIComponent(key), text, part]]; } catch { return [[key, text, part]]; }
    });
  }

  class ScoreField extends HTMLElement {
    static observedAttributes = ['theme', 'lang', 'data', 'scene', 'seed'];

    constructor() {
      super();
      this.shadow = this.attachShadow({ mode: 'open' });
      this.shadow.adoptedStyleSheets = [sheet];
      /** @type {HTMLIFrameElement | null} */ this.frame = null;
      /** @type {Map<number, {resolve: (v: any) => void, reject: (e: any) => void}>} */ this.replies = new Map();
      this.sent = 0;
      this.phase = 'poster'; // poster, loading, live, asleep, failed
      this.playing = false;
      this.wanted = false;
      this.visible = false;
      this.near = false;
      /** @type {any} */ this.info = null; // of ready
      /** @type {Record<string, string>} */ this.values = {};
      /** @type {any} */ this.last = null; // stats of the last frame
      this.saved = ''; // state of a sleeping figure
      /** @type {any} */ this.brought = undefined; // data given by property
      /** @type {(() => void) | null} */ this.dismiss = null; // lets its worker go
      this.turn = 0;
      /** @type {Array<() => void>} */ this.undoers = [];
      /** @type {Set<string>} */ this.told = new Set(); // attributes complained of
    }

    // ── Life cycle ──────────────────────────────────────────────────────────
    connectedCallback() {
      if (!this.built) this.build();
      if (!this.hasAttribute('role')) this.setAttribute('role', 'figure');
      this.named ??= !this.hasAttribute('aria-label') && !this.hasAttribute('aria-labelledby');
      this.name();
      this.dress();
      this.watch();
      if (this.choice('loading') === 'eager') this.near = true;
      this.consider();
    }

    disconnectedCallback() {
      this.undoers.splice(0).forEach((f) => f());
      this.visible = this.near = false;
      if (this.frame) this.unmount('poster'); // a frame that leaves the document has lost its program
    }

    /** What screen readers call the figure, unless the page says. */
    name() {
      const scene = this.info ? this.scene()[this.language()] : this.getAttribute('scene') ?? 'Scorefield';
      if (this.named) this.setAttribute('aria-label', this.getAttribute('alt') || scene);
    }

    /** @param {string} name @param {string | null} before @param {string | null} after */
    attributeChangedCallback(name, before, after) {
      if (!this.built || before === after) return;
      if (name === 'theme' || name === 'lang') this.dress();
      else if (name === 'data') { this.dropped = null; this.fresh = true; this.bring().catch((err) => this.mind(err)); }
      else if (this.phase === 'live' && after !== null) this.set({ [name]: after }).catch(() => {});
    }

    build() {
      this.built = true;
      const w = this.words();
      this.notes = make('div', { className: 'notes' });
      this.poster = make('div', { className: 'poster' });
      this.veil = make('div', { className: 'veil' });
      this.startButton = make('button', { className: 'big', type: 'button', onclick: () => this.play().catch(() => {}) }, icon('play'), w.start);
      this.veil.append(this.startButton);
      const src = this.getAttribute('poster');
      if (src) this.poster.append(make('img', { src, alt: this.getAttribute('alt') ?? '' }));
      this.poster.append(make('slot'), this.veil);
      this.stage = make('div', { className: 'stage' }, this.poster, this.notes);
      this.tools = make('div', { className: 'tools', role: 'toolbar' });
      this.panel = make('div', { className: 'panel', hidden: true });
      this.status = make('div', { className: 'status' });
      this.figure = make('div', { className: 'figure' }, this.stage);
      this.shadow.append(this.figure);
      const ratio = this.getAttribute('ratio');
      if (ratio && /^[\d.]+\s*\/\s*[\d.]+$/.test(ratio)) this.style.setProperty('--ratio', ratio);
      if (this.choice('controls') !== 'none') {
        this.figure.append(this.tools, this.panel, this.status);
        this.tools.append(make('button', { className: 'tool main', type: 'button', title: w.play, ariaLabel: w.play, onclick: () => this.play().catch(() => {}) }, icon('play')));
      }
      for (const type of ['dragover', 'dragleave', 'drop']) this.stage.addEventListener(type, (e) => this.dropping(/** @type {DragEvent} */ (e)));
    }

    /** An attribute of the element's own, checked. @param {keyof typeof choices} name */
    choice(name) {
      const v = this.getAttribute(name);
      if (v === null) return choices[name][0];
      if (!choices[name].includes(v)) {
        const first = !this.told.has(name + v);
        this.told.add(name + v);
        if (first) this.complain({ type: 'setting', field: name, value: v, range: choices[name].filter(Boolean).join(', '),
          message: this.words().attribute(name, v, choices[name].filter(Boolean).join(', ')) });
        return choices[name][0];
      }
      return v;
    }

    words() { return words[this.language()]; }

    /** @returns {'en' | 'zh'} */
    language() {
      const l = (this.closest('[lang]')?.getAttribute('lang') || navigator.language || 'en').toLowerCase();
      return /^zh(-cn|-sg|-hans.*)?$/.test(l) ? 'zh' : 'en';
    }

    /** Whether the figure is dark: told, or as the page around it. */
    dark() {
      const theme = this.choice('theme');
      if (theme !== 'auto') return theme === 'dark';
      const root = document.documentElement;
      for (const e of [root, document.body]) {
        for (const name of ['data-theme', 'data-mode', 'data-bs-theme', 'data-color-mode', 'data-color-scheme', 'color-theme']) {
          const v = e?.getAttribute(name);
          if (v && /dark|night/.test(v)) return true;
          if (v && /light|day/.test(v)) return false;
        }
        if (e?.classList.contains('dark') || e?.classList.contains('quarto-dark')) return true;
        if (e?.classList.contains('light') || e?.classList.contains('quarto-light')) return false;
      }
      const scheme = getComputedStyle(this.parentElement ?? root).colorScheme;
      if (scheme === 'dark' || scheme === 'only dark') return true;
      if (scheme === 'light' || scheme === 'only light') return false;
      return matchMedia('(prefers-color-scheme: dark)').matches && scheme !== 'normal';
    }

    look() { return { dark: this.dark(), contrast: matchMedia('(prefers-contrast: more)').matches, lang: this.language() }; }

    dress() {
      const look = this.look(), now = JSON.stringify(look);
      this.classList.toggle('dark', look.dark);
      if (now === this.dressed) return; // pages change the classes of their root for many reasons
      this.dressed = now;
      if (this.frame) this.frame.style.colorScheme = look.dark ? 'dark' : 'light';
      if (this.phase === 'live') { this.post('look', look); this.name(); this.refresh(); }
    }

    /** Watches what decides whether the figure runs and how it looks. */
    watch() {
      const on = (/** @type {EventTarget} */ t, /** @type {string} */ type, /** @type {() => void} */ f) => {
        t.addEventListener(type, f);
        this.undoers.push(() => t.removeEventListener(type, f));
      };
      const wide = new IntersectionObserver((es) => { this.near = es[es.length - 1].isIntersecting; this.consider(); }, { rootMargin: '200% 0%' });
      const narrow = new IntersectionObserver((es) => { this.visible = es[es.length - 1].isIntersecting; this.seen(); });
      wide.observe(this);
      narrow.observe(this);
      const dress = new MutationObserver(() => this.dress());
      for (const e of [document.documentElement, document.body]) {
        if (e) dress.observe(e, { attributes: true, attributeFilter: ['data-theme', 'data-mode', 'data-bs-theme', 'data-color-mode', 'data-color-scheme', 'class', 'style', 'lang'] });
      }
      const params = new MutationObserver((records) => this.changed(records));
      params.observe(this, { attributes: true });
      this.undoers.push(() => wide.disconnect(), () => narrow.disconnect(), () => dress.disconnect(), () => params.disconnect());
      on(matchMedia('(prefers-color-scheme: dark)'), 'change', () => this.dress());
      on(matchMedia('(prefers-contrast: more)'), 'change', () => this.dress());
      on(document, 'visibilitychange', () => this.show());
      on(document, 'fullscreenchange', () => this.show());
      on(window, 'beforeprint', () => this.show(false));
      on(window, 'afterprint', () => this.show());
      on(window, 'hashchange', () => { const text = this.linked(); if (text && this.phase === 'live') this.setState(text).catch(() => {}); });
      on(window, 'message', /** @type {any} */ ((/** @type {MessageEvent} */ e) => this.hear(e)));
    }

    /** Attributes that are parameters may change at any time. @param {MutationRecord[]} records */
    changed(records) {
      for (const name of new Set(records.map((r) => r.attributeName ?? ''))) {
        const value = this.getAttribute(name);
        if (isParameter(name) && value !== null && this.phase === 'live') this.set({ [name]: value }).catch(() => {}); // said in the figure
      }
    }

    seen() {
      if (this.visible) { this.turn = performance.now(); this.consider(); }
      this.show();
    }

    /** Starts the figure by itself where the page asked for that. */
    consider() {
      if (this.phase === 'asleep' && this.visible) { this.wake().catch(() => {}); return; }
      if (this.phase !== 'poster' || !this.isConnected) return;
      const asked = this.choice('reveal') === 'auto' && this.near && !this.broken;
      // Who is only near may have a free place, but takes nobody's.
      if (this.wanted || (asked && (this.visible || shared.live.size < shared.most))) this.wake().catch(() => {}); // the figure has said why
      else if (asked) program().catch(() => {});
    }

    /** Tells the frame whether anybody looks. @param {boolean} [on] */
    show(on = this.visible && !document.hidden && (!document.fullscreenElement || document.fullscreenElement === this)) {
      this.tell('show', { on });
    }

    // ── From poster to life and back ────────────────────────────────────────
    /** Starts the program in a frame. */
    async wake() {
      if (this.phase === 'live' || this.phase === 'loading') return this.alive;
      if (!this.born) { // else somebody still waits for a start that was broken off
        this.alive = new Promise((resolve, reject) => { this.born = { resolve, reject }; });
        this.alive.catch(() => {});
      }
      const alive = this.alive;
      this.phase = 'loading';
      this.broken = false;
      const start = this.start = (this.start ?? 0) + 1;
      const bar = make('i');
      this.veil.replaceChildren(make('div', { className: 'bar', role: 'progressbar', ariaLabel: this.words().loading }, bar));
      const progress = (/** @type {number} */ share) => {
        bar.style.width = `${100 * share}%`;
        this.emit('progress', { totalProgress: share });
      };
      shared.watchers.add(progress);
      try {
        const module = await program();
        shared.watchers.delete(progress);
        progress(1);
        await this.dozing; // its state is still being read
        if (start !== this.start) return alive;
        if (!this.isConnected) { this.phase = 'poster'; return alive; }
        this.makeRoom();
        this.mount(module);
      } catch (err) {
        shared.watchers.delete(progress);
        if (start === this.start) this.fail(err);
      }
      return alive;
    }

    /** Sends the figure that was seen least recently to sleep when there are too many. */
    makeRoom() {
      while (shared.live.size >= shared.most) {
        const oldest = [...shared.live].filter((f) => f !== this).sort((a, b) => Number(a.visible) - Number(b.visible) || a.turn - b.turn)[0];
        if (!oldest) return;
        oldest.sleep();
      }
      shared.live.add(this);
    }

    /** @param {WebAssembly.Module} module */
    mount(module) {
      const frame = /** @type {HTMLIFrameElement} */ (document.createElement('iframe'));
      const inline = inside('scorefield-frame');
      frame.title = this.title || 'Scorefield';
      frame.style.colorScheme = this.dark() ? 'dark' : 'light';
      frame.srcdoc = '<!doctype html><html><head><meta charset="utf-8">' +
        (inline === null ? `<script src="${quoted(beside('frame.js'))}"><` : '<script>' + inline + '<') + '/script>' + '</head><body></body></html>';
      this.boot = () => this.tell('boot', { module, label: this.words().canvas(this.getAttribute('alt') || this.getAttribute('scene') || 'Scorefield'),
        settings: { text: this.saved ? `scene=${this.values.scene}` : this.settings(), ...this.look(), reduced: this.still(), touch: small } });
      this.frame = frame;
      this.stage.prepend(frame);
    }

    still() { return matchMedia('(prefers-reduced-motion: reduce)').matches; }

    /** The settings in the attributes, or in the page's link. */
    settings() {
      const hash = this.linked();
      if (hash) return hash;
      const lines = [];
      for (const { name, value } of this.attributes) {
        if (name === 'scene' || name === 'seed' || isParameter(name)) lines.push(`${name}=${value.replace(/[\r\n&]+/g, ' ')}`);
      }
      lines.sort((a, b) => Number(b.startsWith('scene=')) - Number(a.startsWith('scene=')));
      return lines.join('\n');
    }

    /** Back to a picture; the experiment is kept as text. */
    async sleep() {
      shared.live.delete(this);
      if (this.phase === 'loading') {
        this.unmount('poster');
        if (this.wanted) setTimeout(() => this.consider(), 1000); // somebody waits for it: it gets another turn
        return;
      }
      const frame = this.frame;
      if (!frame || this.phase !== 'live') return;
      this.phase = 'asleep';
      this.resume = this.playing;
      this.dozing = (async () => {
        const [state, picture] = await Promise.all([this.quick('state'), this.quick('image', { scale: Math.min(devicePixelRatio, 2) })]);
        if (this.frame !== frame) return; // taken out of the page meanwhile
        if (typeof state === 'string') this.saved = state;
        await this.still_(picture);
        this.unmount(this.phase);
      })();
      await this.dozing;
    }

    /** Takes the frame away; nobody waits for its answers any longer. @param {string} phase */
    unmount(phase) {
      this.dismiss?.();
      this.frame?.remove();
      this.frame = null;
      shared.live.delete(this);
      this.playing = false;
      if (phase === 'poster') {
        this.start = (this.start ?? 0) + 1;
        this.poster.style.display = '';
        this.veil.replaceChildren(this.startButton);
      }
      this.phase = phase;
      for (const r of this.replies.values()) r.reject(new Error('the figure has gone to sleep'));
      this.replies.clear();
    }

    /** Asks the frame and does not wait for ever. @param {string} type @param {any} [value] */
    quick(type, value) {
      return Promise.race([this.ask(type, value).catch(() => null), new Promise((r) => setTimeout(() => r(null), 3000))]);
    }

    /** Shows a picture in the poster's place. @param {Blob | null} picture */
    async still_(picture) {
      if (picture instanceof Blob) {
        const bitmap = await createImageBitmap(picture);
        const c = /** @type {HTMLCanvasElement} */ (make('canvas', { width: bitmap.width, height: bitmap.height }));
        c.getContext('2d')?.drawImage(bitmap, 0, 0);
        this.poster.querySelectorAll('img, canvas').forEach((e) => e.remove());
        this.poster.prepend(c);
      }
      this.veil.replaceChildren(make('button', { className: 'big', type: 'button', onclick: () => this.play().catch(() => {}) }, icon('play'), this.words().back));
      this.poster.hidden = false;
      this.poster.style.display = '';
    }

    dismissPoster() { this.wanted = true; return this.wake(); }

    /** The failure ladder: the poster stays, one line says why, the stand-alone page is offered. @param {any} err */
    fail(err) {
      this.phase = 'failed';
      shared.live.delete(this);
      this.dismiss?.();
      this.frame?.remove();
      this.frame = null;
      const w = this.words();
      const type = err?.type in w ? err.type : 'stopped';
      const message = /** @type {any} */ (w)[type];
      this.veil.replaceChildren(make('div', { className: 'line', role: 'alert' }, message + ' ', make('a', { href: beside('scorefield.html') }, w.standalone)));
      this.poster.style.display = '';
      this.emit('error', { type, message, detail: String(err?.message ?? '') });
      this.born?.reject(Object.assign(new Error(message), { type, detail: String(err?.message ?? '') }));
      this.born = undefined;
      if (type === 'stopped') console.error('Scorefield: ' + String(err?.message ?? ''));
      for (const r of this.replies.values()) r.reject(new Error(message));
      this.replies.clear();
      this.phase = 'poster';
      this.wanted = false;
      this.broken = true;
    }

    // ── Messages ────────────────────────────────────────────────────────────
    /** @param {string} type @param {any} [value] @param {number} [id] */
    tell(type, value, id) { this.frame?.contentWindow?.postMessage({ scorefield: type, value, id }, '*'); }

    /** A message without a reply. @param {string} type @param {any} [value] */
    post(type, value) { if (this.phase === 'live') this.tell(type, value); }

    /** A message with a reply, to the frame as it is. @param {string} type @param {any} [value] @returns {Promise<any>} */
    ask(type, value) {
      const id = ++this.sent;
      return new Promise((resolve, reject) => {
        if (!this.frame) { reject(new Error('no frame')); return; }
        this.replies.set(id, { resolve, reject });
        this.tell(type, value, id);
      });
    }

    /** A message with a reply, once there is a program. @param {string} type @param {any} [value] */
    async call(type, value) {
      this.wanted = true;
      await this.wake();
      return this.ask(type, value);
    }

    /** @param {MessageEvent} e */
    hear(e) {
      if (!this.frame || e.source !== this.frame.contentWindow || !e.data?.scorefield) return;
      const { scorefield: type, value } = e.data;
      switch (type) {
        case 'hello': this.boot?.(); break;
        case 'ready': this.ready(value); break;
        case 'reply': this.replied(value); break;
        case 'frame': this.last = value; this.playing = value.playing; this.report(); this.emit('frame', value); break;
        case 'values': this.values = value; this.refresh(); this.remember(); break;
        case 'change': this.remember(); this.emit('change', value); break;
        case 'error': this.complain(value); break;
        case 'pointer': this.pointer = value.x === undefined ? null : value; this.report(); break;
        case 'engaged': this.stage.classList.toggle('engaged', value.on); break;
        case 'dropped': this.file(value.file); break;
        case 'workers': this.hire(value.all); break;
        case 'lost': this.lost(); break;
        case 'stopped': this.fail(Object.assign(new Error((value.lines ?? []).slice(0, 8).join('\n')), { type: value.type })); break;
      }
    }

    /** @param {any} info */
    async ready(info) {
      this.info = info;
      this.values = info.values;
      this.phase = 'live';
      this.notes?.querySelectorAll('[data-type=lost]').forEach((/** @type {Element} */ n) => n.remove()); // it is back
      this.show();
      this.controls();
      this.name();
      const frame = this.frame;
      const settled = this.bring().catch((err) => this.mind(err));
      if (this.saved) { // it goes on where it was when it fell asleep; new data begin anew
        await settled;
        if (!this.fresh) await this.ask('restore', { text: this.saved }).catch(() => {});
        if (this.frame !== frame) return;
      }
      this.fresh = false;
      this.born?.resolve(undefined);
      this.born = undefined;
      if (this.still() && !this.saved) {
        await settled;
        this.ask('step', { n: 300 }).catch(() => {}).then(() => this.uncover());
      } else {
        if ((this.saved ? this.resume : this.hasAttribute('autoplay')) && !this.held) this.ask('play').catch(() => {});
        requestAnimationFrame(() => requestAnimationFrame(() => this.uncover()));
      }
      this.emit('load', { scene: info.values.scene });
    }

    uncover() { if (this.phase === 'live') this.poster.style.display = 'none'; }

    /** @param {{id: number, value: any, error?: Problem}} r */
    replied({ id, value, error }) {
      const waiting = this.replies.get(id);
      this.replies.delete(id);
      if (error) { this.complain(error); waiting?.reject(Object.assign(new Error(error.message), error)); } else waiting?.resolve(value);
    }

    /** The graphics are gone: the experiment is kept, a picture and a button take its place. */
    async lost() {
      await this.sleep();
      this.complain({ type: 'lost', message: this.words().lost });
    }

    /** Gives the frame a worker that trains for it, or all of them for a large cloud. Where there can be none the frame does it itself. @param {boolean} all */
    async hire(all) {
      const frame = this.frame;
      const hired = shared.hiring.then(() => staff(all)).catch(() => []); // one figure after the other
      shared.hiring = hired.then(() => {});
      const list = await hired;
      if (!list.length || !frame || this.frame !== frame) return;
      this.dismiss?.();
      const id = ++shared.joined;
      const ports = list.map((/** @type {Staff} */ s) => {
        const { port1, port2 } = new MessageChannel();
        s.serves.add(this);
        s.worker.postMessage({ type: 'join', id }, [port1]);
        return port2;
      });
      this.dismiss = () => {
        this.dismiss = null;
        for (const s of list) { s.serves.delete(this); s.worker.postMessage({ type: 'leave', id }); }
      };
      frame.contentWindow?.postMessage({ scorefield: 'workers' }, '*', ports);
    }

    /** Its workers are gone: the frame goes on by itself. */
    dismissed() {
      this.dismiss?.();
      this.tell('workers');
    }

    // ── Data ────────────────────────────────────────────────────────────────
    /** The reader's data, from the property, a child script or the data attribute. */
    async bring() {
      if (this.phase !== 'live') return;
      if (this.dropped) return this.ask('data', this.dropped);
      if (this.brought !== undefined) return this.give(this.brought, 'data');
      const child = this.querySelector('script[type="text/csv"]');
      if (child) return this.give(child.textContent ?? '', 'csv');
      const url = this.getAttribute('data');
      if (!url) return;
      if (onDisk) throw { type: 'data', field: 'data', value: url, message: `${url}: ${this.words().dataDisk}` };
      const response = await fetch(new URL(url, document.baseURI)).catch(() => null);
      if (!response?.ok) throw { type: 'data', field: 'data', value: url, message: `${url}: ${this.words().data}${response ? ` (HTTP ${response.status})` : ''}` };
      return this.give(await response.arrayBuffer(), url.split('/').pop() ?? url);
    }

    /** Gives the program text, bytes or interleaved coordinates. @param {string | ArrayBuffer | Float32Array | number[]} data @param {string} name */
    give(data, name) {
      if (typeof data === 'string') return this.ask('data', { text: data, name });
      if (data instanceof ArrayBuffer) return this.ask('data', { bytes: new Uint8Array(data), name });
      return this.ask('data', { numbers: Float64Array.from(data), name });
    }

    /** @param {File} file */
    async file(file) {
      const bytes = await file.arrayBuffer();
      const given = { bytes: new Uint8Array(bytes), name: file.name };
      const taken = await this.call('data', given).then(() => true, () => false);
      if (!taken) return;
      this.dropped = given;
      this.emit('change', { name: 'data', value: file.name });
    }

    /** @param {DragEvent} e */
    dropping(e) {
      e.preventDefault();
      this.stage.classList.toggle('drop', e.type === 'dragover');
      const file = e.dataTransfer?.files[0];
      if (e.type === 'drop' && file) this.file(file);
    }

    get data() { return this.brought; }
    set data(value) {
      this.brought = value;
      this.dropped = null;
      this.fresh = true;
      if (this.phase === 'live') this.bring().catch((err) => this.mind(err));
    }

    // ── What scripts use ────────────────────────────────────────────────────
    get params() { return { ...this.values }; }
    set params(p) { this.set(p).catch(() => {}); }
    get state() { return this.saved; }
    set state(text) { this.setState(text).catch(() => {}); }

    play() { this.held = false; return this.call('play').then(() => { this.playing = true; this.report(); }); }
    pause() { this.held = true; return this.call('pause').then(() => { this.playing = false; this.report(); }); }
    /** @param {number} n */ step(n = 1) { this.held = true; return this.call('step', { n }); }
    /** @param {number} n */ train(n = 1) { this.held = true; return this.call('train', { n }); }
    /** @param {number | string} [seed] */ reset(seed) { return this.call('reset', seed === undefined ? {} : { seed: String(seed) }); }
    /** @param {Record<string, any>} params */
    set(params) { return this.call('set', { text: Object.entries(params).map(([n, v]) => `${n}=${v}`).join('\n') }); }
    undo() { return this.call('undo'); }
    redo() { return this.call('redo'); }
    /** @param {number} step @param {string} [clock] */ seek(step, clock = 'sampling') { return this.call('seek', { step, clock }); }
    async getState() { return (this.saved = await this.call('state')); }
    /** @param {string} text */ setState(text) { return this.call('restore', { text }); }
    stats() { return this.call('stats'); }
    samples() { return this.call('samples'); }
    /** @param {{scale?: number, width?: number, height?: number}} [options] @returns {Promise<Blob>} */
    toBlob(options = {}) { return this.call('image', { scale: 1, ...options }); }
    /** @returns {Promise<string>} */
    async toCSV() { return this.call('csv'); }

    /** @param {string} type @param {any} detail */
    emit(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail })); }

    /** Complains of what the program has not complained of already. @param {any} err */
    mind(err) { if (!(err instanceof Error)) this.complain(err); }

    /** Says which lines of a fenced block set nothing. @param {string[]} names */
    refuse(names) {
      const value = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
      this.complain({ type: 'setting', field: 'block', value, range: [...allowed].join(', '), message: this.words().block(value) });
    }

    /** Shows a problem in the figure and tells scripts. @param {any} p */
    complain(p) {
      const message = p?.message ?? String(p);
      if (this.notes && ![...this.notes.children].some((n) => n.firstChild?.textContent === message)) {
        const note = make('div', { className: 'note', role: 'alert' }, make('span', {}, message));
        note.dataset.type = p?.type ?? '';
        note.append(make('button', { type: 'button', ariaLabel: '×', onclick: () => note.remove() }, '×'));
        while (this.notes.children.length >= 3) this.notes.firstChild?.remove();
        this.notes.append(note);
      }
      this.emit('error', { type: p?.type ?? 'failed', field: p?.field, value: p?.value, range: p?.range, message });
    }

    // ── Controls, built from the program's table ────────────────────────────
    /** @returns {Scene} */
    scene() { return this.info.scenes.find((/** @type {Scene} */ s) => s.name === this.values.scene) ?? this.info.scenes[0]; }

    controls() {
      if (this.choice('controls') === 'none' || !this.info) return;
      const w = this.words();
      const tool = (/** @type {keyof typeof icons} */ i, /** @type {string} */ label, /** @type {() => any} */ f) =>
        make('button', { className: 'tool', type: 'button', title: label, ariaLabel: label, onclick: () => Promise.resolve(f()).catch(() => {}) }, icon(i));
      this.playButton = tool('play', w.play, () => (this.playing ? this.pause() : this.play()));
      this.playButton.classList.add('main');
      this.moreButton = tool('more', w.more, () => this.expand());
      this.moreButton.setAttribute('aria-expanded', String(!this.panel.hidden));
      this.builtFor = this.values.scene + this.language();
      this.shape();
      const bar = ['speed', 'epsilon', 'particles'].filter((n) => this.useful(n));
      this.tools.setAttribute('aria-label', this.scene()[this.language()]);
      const moves = this.scene().clock !== 'still';
      this.tools.replaceChildren(
        ...(moves ? [this.playButton, tool('step', w.step, () => this.pause().then(() => this.step(1))), tool('reset', w.reset, () => this.reset())] : []),
        tool('undo', w.undo, () => this.undo()), tool('redo', w.redo, () => this.redo()), tool('home', w.home, () => this.call('view', { reset: true })),
        ...(moves ? [this.scrubber()] : []), ...bar.map((n) => this.control(n, true)), make('span', { className: 'space' }), this.moreButton);
      if (this.choice('controls') === 'full') this.panel.hidden = false;
      this.fill();
      this.report();
    }

    /** A slider through the steps done so far, back and forth. */
    scrubber() {
      const clock = this.scene().clock === 'training' ? 'training' : 'sampling';
      const input = /** @type {HTMLInputElement} */ (make('input', { type: 'range', min: '0', max: '1', step: '1', value: '0', ariaLabel: this.words().time }));
      let busy = false;
      const go = async () => {
        if (busy) return;
        busy = true;
        const to = input.value;
        await this.pause().then(() => this.seek(Number(to), clock)).catch(() => {});
        busy = false;
        if (input.value !== to) go();
      };
      input.addEventListener('input', go);
      this.furthest = 0;
      this.scrub = input;
      return make('div', { className: 'field extra' }, make('span', { ariaHidden: 'true' }, this.words().time), input);
    }

    /** A scene's own proportions, wide and on a phone; the page may say otherwise. */
    shape() {
      const { ratio, ratioNarrow } = this.scene();
      if (!this.getAttribute('ratio')) this.stage.style.setProperty('--ratio-scene', String(ratio));
      this.stage.style.setProperty('--ratio-scene-small', String(ratioNarrow));
    }

    /** Whether a parameter means something in this scene. @param {string} name */
    useful(name) {
      const clock = this.scene().clock;
      if (name === 'speed') return clock !== 'still';
      return clock === 'sampling';
    }

    expand() {
      this.panel.hidden = !this.panel.hidden;
      this.moreButton?.setAttribute('aria-expanded', String(!this.panel.hidden));
    }

    /** The panel of settings. */
    fill() {
      const w = this.words(), l = this.language(), scene = this.scene();
      const names = scene.controls.concat(['particles', 'epsilon', 'speed'].filter((n) => this.useful(n) && !scene.controls.includes(n)), ['seed']);
      const file = make('input', { type: 'file', accept: '.csv,.tsv,.txt,text/csv', className: 'quiet', tabIndex: -1, onchange: () => { if (file.files?.[0]) this.file(file.files[0]); } });
      const chip = (/** @type {string} */ label, /** @type {() => any} */ f) => make('button', { className: 'chip', type: 'button', onclick: () => Promise.resolve(f()).catch(() => {}) }, label);
      const link = chip(w.link, async () => {
        if (!await this.copyLink()) return;
        link.textContent = w.copied;
        setTimeout(() => { link.textContent = w.link; }, 2000);
      });
      this.panel.replaceChildren(
        make('p', { className: 'about' }, l === 'zh' ? scene.aboutZh : scene.aboutEn),
        ...names.map((n) => this.control(n, false)),
        make('div', { className: 'wide' },
          ...scene.variants.map((v) => chip(v[l], () => this.call('set', { text: v.text }).then(() => this.reset()).then(() => this.play()))),
          chip(w.open, () => file.click()), file, chip(w.png, () => this.savePicture()), chip(w.csv, () => this.saveData()),
          link));
    }

    /** One control for a parameter. @param {string} name @param {boolean} short */
    control(name, short) {
      const p = /** @type {Param} */ (this.info.params.find((/** @type {Param} */ q) => q.name === name));
      const l = this.language();
      const id = `sf-${name}-${short ? 'bar' : 'panel'}`;
      const label = make('label', { htmlFor: id, title: l === 'zh' ? p.helpZh : p.helpEn }, short ? p[l].replace(/^.*\s(?=\S$)/, '') : p[l]);
      const field = make('div', { className: short ? `field extra ${name}` : 'field' }, label);
      const change = (/** @type {string} */ v) => this.call('set', { text: `${name}=${v}` }).then(() => this.emit('change', { name, value: v })).catch(() => this.refresh());
      /** @type {any} */ let input;
      if (p.kind === 'choice' || p.kind === 'switch') {
        const options = p.kind === 'switch' ? [{ value: 'on', en: words.en.on, zh: words.zh.on }, { value: 'off', en: words.en.off, zh: words.zh.off }] : p.choices;
        input = make('select', { id, onchange: () => change(input.value) }, ...options.map((o) => make('option', { value: o.value }, o[l])));
        input.show = (/** @type {string} */ v) => { input.value = v; };
        field.append(input);
      } else if (name === 'seed' || p.kind === 'text') {
        input = make('input', { id, type: 'text', inputMode: p.kind === 'int' ? 'numeric' : 'text', spellcheck: false, onchange: () => change(input.value.trim()) });
        input.show = (/** @type {string} */ v) => { if (this.shadow.activeElement !== input) input.value = v; };
        field.append(input);
      } else {
        const out = make('output', { htmlFor: id });
        const to = (/** @type {number} */ v) => p.log ? Math.log(v / p.min) / Math.log(p.max / p.min) : (v - p.min) / (p.max - p.min);
        const from = (/** @type {number} */ s) => {
          const v = p.log ? p.min * Math.pow(p.max / p.min, s) : p.min + s * (p.max - p.min);
          return p.kind === 'int' ? String(Math.min(p.max, Math.max(p.min, Number(Math.round(v).toPrecision(2))))) : String(Number(v.toPrecision(3)));
        };
        input = make('input', { id, type: 'range', min: '0', max: '1', step: '0.005' });
        const live = p.scope === 'live' || p.scope === 'view';
        input.addEventListener(live ? 'input' : 'change', () => change(from(Number(input.value))));
        input.addEventListener('input', () => { out.value = from(Number(input.value)); input.setAttribute('aria-valuetext', out.value); });
        input.show = (/** @type {string} */ v) => { input.value = String(to(Number(v))); out.value = short2(v); input.setAttribute('aria-valuetext', v); };
        field.append(input, out);
      }
      input.dataset.name = name;
      input.show(this.values[name] ?? '');
      return field;
    }

    /** Shows the present values in the controls. */
    refresh() {
      if (!this.info) return;
      if (this.builtFor !== this.values.scene + this.language()) { this.controls(); return; }
      for (const e of this.shadow.querySelectorAll('[data-name]')) /** @type {any} */ (e).show(this.values[/** @type {HTMLElement} */ (e).dataset.name ?? ''] ?? '');
    }

    /** The status line: what is under the pointer, or how the run goes. */
    report() {
      const s = this.last, w = this.words();
      if (this.playButton) {
        this.playButton.replaceChildren(icon(this.playing ? 'pause' : 'play'));
        this.playButton.title = this.playButton.ariaLabel = this.playing ? w.pause : w.play;
      }
      if (!s || this.choice('controls') === 'none') return;
      if (this.scrub && this.shadow.activeElement !== this.scrub) {
        this.furthest = s.step === 0 ? 0 : Math.max(this.furthest ?? 0, s.step);
        this.scrub.max = String(Math.max(this.furthest, 1));
        this.scrub.value = String(s.step);
        this.scrub.setAttribute('aria-valuetext', String(s.step));
      }
      const zh = this.language() === 'zh';
      /** @type {(Node | string)[]} */ const parts = [];
      const item = (/** @type {string} */ name, /** @type {string} */ value, cls = '') => parts.push(make('span', {}, name + ' ', make('b', { className: cls }, value)));
      const f = (/** @type {number | null} */ v, n = 3) => v === null || v === undefined ? '–' : String(Number(v.toPrecision(n)));
      if (this.pointer) {
        const p = this.pointer;
        item('x', `(${f(p.x)}, ${f(p.y)})`);
        item('p', f(p.p));
        item('log p', f(p.logp, 4));
        item('s', `(${f(p.score[0])}, ${f(p.score[1])})`);
        if (p.learned) item('sθ', `(${f(p.learned[0])}, ${f(p.learned[1])})`);
      } else if (this.scene().clock === 'still') {
        item('σ', f(s.sigma));
        parts.push(zh ? '把指针放到图上可读出 p、log p 和 s' : 'point at the figure to read p, log p and s');
      } else {
        item(zh ? '步' : 'step', String(s.step));
        if (s.training) {
          item(zh ? '损失' : 'loss', f(s.training.loss));
          if (s.training.optimum !== null) item(zh ? '最优' : 'optimum', f(s.training.optimum));
          item('½E‖e‖²', f(s.training.fisher, 2));
          item(zh ? '视野内均方根误差' : 'RMSE over the view', f(s.training.grid, 3));
        } else {
          if (s.sigma) item('σ', f(s.sigma));
          item('ε', `${f(s.epsilon)} (α = ${f(2 * s.epsilon)})`);
          if (s.share !== null) item(zh ? '较重众数' : 'heavy mode', `${(100 * s.share).toFixed(1)} %`);
          if (s.accepted !== null && s.accepted < 1) item(zh ? '接受率' : 'accepted', `${(100 * s.accepted).toFixed(1)} %`);
        }
        if (s.verdict?.done) item(s.verdict.source, `${f(s.verdict.value)} ∈ [${f(s.verdict.low)}, ${f(s.verdict.high)}] ${s.verdict.held ? '✓' : '✗'}`, s.verdict.held ? 'good' : 'bad');
        if (s.frozen) parts.push(make('span', { className: 'bad' }, zh ? `已发散：${s.diverged} 个粒子失控，停在最后的有限状态（ε 上限 ${f(s.limit)}）` : `diverged: ${s.diverged} particles ran away; frozen at the last finite state (steps are stable below ε = ${f(s.limit)})`));
      }
      this.status.replaceChildren(...parts);
    }

    /** The figure in a sentence, for those who do not see it. */
    async summary() { return this.words().summary(await this.stats()); }

    // ── Links and files ─────────────────────────────────────────────────────
    /** The figure's name in the page's link. */
    key() { return (this.keyName ??= this.id || (numbered++ ? `f${numbered}` : 'a')); }

    linked() {
      const text = links().find(([key]) => key === this.key())?.[1];
      if (!text) return '';
      try { return decodeURIComponent(text).replace(/;(?=[a-z-]+=)/g, '\n'); } catch { return ''; }
    }

    /** Keeps the settings in the page's address, where the page wants that. */
    remember() {
      if (this.choice('permalink') !== 'on' || this.phase !== 'live') return;
      clearTimeout(this.timer);
      this.timer = setTimeout(async () => { const u = await this.address(); if (u) history.replaceState(null, '', u); }, 400);
    }

    /** The page's address with this figure's settings; 2 kB at most. */
    async address() {
      const text = String(await this.ask('link')).split('\n').join(';');
      const part = `sf.${escaped(this.key())}=${escaped(text).replace(/%3D/g, '=').replace(/%3B/g, ';').replace(/%2C/g, ',')}`;
      if (part.length >= 2000) return null;
      const others = links().filter(([key]) => key !== this.key()).map(([, , whole]) => whole);
      return location.href.replace(/#.*$/, '') + '#' + [part, ...others].join('&');
    }

    async copyLink() {
      const u = await this.address();
      if (!u) this.complain({ type: 'setting', field: 'link', value: '', range: '2000', message: this.words().long });
      if (u) { await navigator.clipboard?.writeText(u).catch(() => {}); history.replaceState(null, '', u); this.announce(this.words().copied); }
      return u !== null;
    }

    async savePicture() { this.save(await this.toBlob({ scale: 2 }), `scorefield-${this.values.scene}.png`); }
    async saveData() { this.save(new Blob(['\ufeff', await this.toCSV()], { type: 'text/csv' }), `scorefield-${this.values.scene}.csv`); }

    /** @param {Blob} blob @param {string} name */
    save(blob, name) {
      const a = /** @type {HTMLAnchorElement} */ (make('a', { href: URL.createObjectURL(blob), download: name }));
      a.click();
      setTimeout(() => URL.revokeObjectURL(a.href), 10000);
    }

    /** Says something through the page's one polite live region. @param {string} text */
    announce(text) {
      if (!shared.region) {
        shared.region = make('div', { ariaLive: 'polite' });
        Object.assign(shared.region.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' });
        document.body.append(shared.region);
      }
      shared.region.textContent = text;
    }
  }

  const short2 = (/** @type {string} */ v) => { const n = Number(v); return Number.isFinite(n) && v !== '' ? (Math.abs(n) >= 1000 ? n.toLocaleString('en') : String(Number(n.toPrecision(3)))) : v; };

  if (!customElements.get('score-field')) customElements.define('score-field', ScoreField);

  /** Turns fenced code blocks of language "scorefield" (name: value or name=value lines) into figures. A block may be a guest's: nothing but what is allowed here becomes an attribute. @param {ParentNode} [root] */
  function autoRender(root = document) {
    for (const code of root.querySelectorAll('code.language-scorefield, pre.scorefield, pre > code.scorefield, .highlight.scorefield pre')) {
      const figure = /** @type {ScoreField} */ (document.createElement('score-field'));
      /** @type {string[]} */ const refused = [];
      for (const line of (code.textContent ?? '').split('\n')) {
        if (!line.trim()) continue;
        const sign = line.search(/[:=]/);
        const name = (sign < 0 ? line : line.slice(0, sign)).trim();
        if (allowed.has(name)) figure.setAttribute(name, sign < 0 ? '' : line.slice(sign + 1).trim());
        else refused.push(name.slice(0, 40));
      }
      (code.closest('figure.highlight, div.highlight, pre') ?? code).replaceWith(figure);
      if (refused.length) figure.refuse(refused);
    }
  }
  /** @type {any} */ (window).scorefield = Object.assign(/** @type {any} */ (window).scorefield ?? {}, { autoRender });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => autoRender()); else autoRender();
})();
