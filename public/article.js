// The article's own script: presets, live numbers, the program that lights up,
// what symbols mean, the list of contents and the theme. It uses the figures'
// public contract only, and without it the page is complete to read.
'use strict';
(() => {
  /**
   * @typedef {object} Contract what this script uses of a figure
   * @property {(params: Record<string, string>) => Promise<any>} set
   * @property {() => Promise<any>} reset
   * @property {() => Promise<any>} play
   * @property {Record<string, string>} params
   * @typedef {HTMLElement & Contract} Figure
   *
   * @typedef {object} Stats of its frame event
   * @property {number} step
   * @property {number} sigma
   * @property {number} epsilon
   */
  const root = document.documentElement;
  root.classList.add('js');

  // ── Theme: before anything is drawn ───────────────────────────────────────
  const key = 'scorefield-theme';
  /** Storage may be forbidden. @returns {string | null} */
  function remembered() { try { return localStorage.getItem(key); } catch { return null; } }
  /** @param {string} theme */
  function remember(theme) { try { localStorage.setItem(key, theme); } catch { /* the page forgets */ } }
  const wish = remembered();
  if (wish === 'dark' || wish === 'light') root.dataset.theme = wish;

  document.addEventListener('DOMContentLoaded', () => {
    theme();
    contents();
    presets();
    live();
    programs();
    symbols();
    paper();
  });

  /** @template {Element} T @param {string} selector @param {ParentNode} [within] @returns {T[]} */
  function all(selector, within = document) { return /** @type {T[]} */ ([...within.querySelectorAll(selector)]); }

  function theme() {
    const nav = document.querySelector('nav.site');
    if (!nav) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.title = document.body.dataset.themeLabel ?? '';
    const system = matchMedia('(prefers-color-scheme: dark)');
    const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
    const label = () => { button.textContent = (dark() ? document.body.dataset.light : document.body.dataset.dark) ?? ''; };
    button.addEventListener('click', () => {
      root.dataset.theme = dark() ? 'light' : 'dark';
      remember(root.dataset.theme);
      label();
    });
    system.addEventListener('change', label);
    label();
    nav.prepend(button);
  }

  // ── Contents: the chapter in view is marked ───────────────────────────────
  function contents() {
    const details = /** @type {HTMLDetailsElement | null} */ (document.querySelector('nav.contents details'));
    const title = details?.querySelector('summary span');
    if (!details || !title) return;
    const name = title.textContent ?? '';
    const beside = matchMedia('(min-width: 78rem)');
    const links = /** @type {HTMLAnchorElement[]} */ (all('a', details));
    const sections = links.map((a) => document.getElementById(a.hash.slice(1)));
    let current = -1;
    const mark = () => {
      let now = -1;
      sections.forEach((s, i) => { if (s && s.getBoundingClientRect().top < innerHeight / 3) now = i; });
      if (now !== current) {
        links.forEach((a, i) => { if (i === now) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current'); });
        current = now;
      }
      title.textContent = beside.matches || now < 0 ? name : links[now].textContent;
    };
    const fit = () => { details.open = beside.matches; mark(); };
    let waiting = false;
    addEventListener('scroll', () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    beside.addEventListener('change', fit);
    for (const a of links) a.addEventListener('click', () => { if (!beside.matches) details.open = false; });
    fit();
  }

  /** The live element of a figure. @param {string | undefined} id @returns {Figure | null} */
  function figure(id) { return /** @type {Figure | null} */ (document.getElementById(id ?? '')?.querySelector('score-field') ?? null); }

  // ── Presets ───────────────────────────────────────────────────────────────
  function presets() {
    for (const button of /** @type {HTMLButtonElement[]} */ (all('.try button'))) {
      const el = figure(button.dataset.figure);
      const set = Object.fromEntries((button.dataset.set ?? '').split('&').filter(Boolean).map((s) => { const i = s.indexOf('='); return [s.slice(0, i), s.slice(i + 1)]; }));
      const then = (button.dataset.then ?? '').split(' ').filter(Boolean);
      const siblings = () => /** @type {HTMLButtonElement[]} */ (all('button', button.closest('.try') ?? document));
      button.addEventListener('click', async () => {
        if (!el) return;
        el.scrollIntoView({ block: 'nearest' });
        try {
          if (Object.keys(set).length) await el.set(set);
          if (then.includes('reset')) await el.reset();
          if (then.includes('play')) await el.play();
          for (const b of siblings()) b.setAttribute('aria-pressed', String(b === button));
        } catch { /* the figure has said why */ }
      });
      el?.addEventListener('change', () => button.setAttribute('aria-pressed', 'false'));
    }
  }

  // ── Numbers that come from a figure ───────────────────────────────────────
  /** @type {Record<string, (v: number) => string>} */
  const formats = {
    num: (v) => String(Number(v.toPrecision(2))),
    percent: (v) => `${(100 * v).toFixed(0)}%`,
  };

  function live() {
    for (const span of /** @type {HTMLElement[]} */ (all('.live'))) {
      const el = figure(span.dataset.figure);
      const path = (span.dataset.path ?? '').split('.');
      const format = formats[span.dataset.format ?? 'num'];
      const stated = span.textContent;
      let shown = 0;
      el?.addEventListener('frame', (e) => {
        const now = performance.now();
        if (now - shown < 250) return;
        shown = now;
        const { detail } = /** @type {CustomEvent} */ (e), begun = detail.step > 0 || detail.training?.step > 0;
        /** @type {any} */ let v = detail;
        for (const name of path) v = v?.[name];
        if (begun && (v === null || v === undefined)) return; // nobody knows it now: the last number stands
        const known = typeof v === 'number' && Number.isFinite(v) && begun;
        const text = known ? format(v) : stated;
        if (span.textContent !== text) span.textContent = text;
        span.classList.toggle('running', known);
      });
    }
  }

  // ── The program beside annealed Langevin dynamics ─────────────────────────
  function programs() {
    for (const program of /** @type {HTMLElement[]} */ (all('.program'))) {
      const el = figure(program.dataset.figure);
      const lines = /** @type {HTMLElement[]} */ (all('li', program));
      let shown = '';
      el?.addEventListener('frame', (e) => {
        const s = /** @type {CustomEvent<Stats>} */ (e).detail;
        const { params } = el;
        const rungs = Number(params.levels), steps = Number(params['steps-per-level']);
        const done = s.step >= rungs * steps;
        const rung = Math.floor(Math.max(s.step - 1, 0) / steps), inner = s.step ? (s.step - 1) % steps + 1 : 0;
        const at = s.step === 0 ? ['init'] : done ? ['return'] : ['noise', 'move', ...(inner === 1 ? ['level', 'size'] : []), ...(inner === steps ? ['carry'] : [])];
        /** @type {Record<string, string>} */
        const now = s.step === 0 || done ? {} : {
          level: `i = ${rungs - rung}, σ = ${Number(s.sigma.toPrecision(3))}`, size: `ε = ${Number(s.epsilon.toPrecision(3))}`, inner: `${inner} / ${steps}`,
        };
        const text = at.join() + JSON.stringify(now);
        if (text === shown) return;
        shown = text;
        for (const li of lines) {
          li.classList.toggle('at', at.includes(li.dataset.line ?? ''));
          const out = li.querySelector('.now');
          if (out) out.textContent = now[li.dataset.line ?? ''] ?? '';
        }
      });
    }
  }

  // ── What a symbol means: pointer, tap, and arrow keys in a formula ────────
  function symbols() {
    const note = document.createElement('div');
    note.id = 'symbol-note';
    note.setAttribute('role', 'status');
    note.hidden = true;
    document.body.append(note);
    /** @type {Element | null} */ let told = null;

    const hide = () => {
      told?.classList.remove('told');
      told = null;
      note.hidden = true;
    };
    /** @param {Element} symbol */
    const tell = (symbol) => {
      if (symbol === told) return;
      hide();
      const row = document.getElementById(`sym-${symbol.getAttribute('data-sym')}`);
      const sign = row?.querySelector('math'), meaning = row?.querySelector('td:last-child');
      if (!sign || !meaning || row?.contains(symbol)) return;
      told = symbol;
      symbol.classList.add('told');
      note.replaceChildren(sign.cloneNode(true), ' · ', ...[...meaning.childNodes].map((n) => n.cloneNode(true)));
      note.hidden = false;
      const at = symbol.getBoundingClientRect(), size = note.getBoundingClientRect(), edge = 8;
      const left = Math.min(Math.max(at.left + at.width / 2 - size.width / 2, edge), root.clientWidth - size.width - edge);
      const above = at.top - size.height - edge;
      note.style.left = `${left + scrollX}px`;
      note.style.top = `${(above > 60 ? above : at.bottom + edge) + scrollY}px`;
    };
    /** @param {Event} e */
    const under = (e) => e.target instanceof Element ? e.target.closest('[data-sym]') : null;

    document.addEventListener('pointerover', (e) => {
      if (e.pointerType === 'touch') return;
      const symbol = under(e);
      if (symbol) tell(symbol); else if (told && !(document.activeElement?.contains(told))) hide();
    });
    document.addEventListener('click', (e) => {
      const symbol = under(e);
      if (symbol && symbol !== told) tell(symbol); else if (!symbol) hide();
    });
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', (e) => {
      if (e.key === 'Escape') hide();
      const formula = document.activeElement;
      if (!formula?.classList.contains('formula') || (e.key !== 'ArrowRight' && e.key !== 'ArrowLeft')) return;
      const list = all('[data-sym]', formula);
      if (!list.length) return;
      e.preventDefault();
      const i = told ? list.indexOf(told) : -1;
      const next = list[(i + (e.key === 'ArrowRight' ? 1 : i < 0 ? 0 : -1) + list.length) % list.length];
      next.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      tell(next);
    });
  }

  // ── Paper: everything that is folded is printed ───────────────────────────
  function paper() {
    /** @type {HTMLDetailsElement[]} */ let opened = [];
    addEventListener('beforeprint', () => {
      opened = /** @type {HTMLDetailsElement[]} */ (all('main details')).filter((d) => !d.open);
      for (const d of opened) d.open = true;
    });
    addEventListener('afterprint', () => { for (const d of opened) d.open = false; });
  }
})();
