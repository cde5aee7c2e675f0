// The laboratory: a menu of scenes, one figure or two on the same seed, the formula of what runs, suggestions.
'use strict';
(() => {
  const root = document.documentElement, body = document.body;
  /** @template {HTMLElement} T @param {string} id @returns {T} */
  const by = (id) => /** @type {T} */ (document.getElementById(id));
  /** @template {Element} T @param {string} selector @param {ParentNode} [within] @returns {T[]} */
  const all = (selector, within = document) => /** @type {T[]} */ ([...within.querySelectorAll(selector)]);
  /** What figures cannot do they say themselves. @param {() => any} f */
  const quietly = (f) => () => { Promise.resolve().then(f).catch(() => {}); };
  /** @typedef {any} Figure a score-field */
  const figures = () => /** @type {Figure[]} */ (all('score-field', by('figures')));
  let now = figures()[0]; // the one that scenes and suggestions act on

  // ── The page's part of the link: sf.a and sf.b are the figures' ───────────
  const own = () => location.hash.slice(1).split('&').find((part) => part.startsWith('lab='))?.slice(4).split('.') ?? [];
  function keep() {
    const parts = location.hash.slice(1).split('&').filter((part) => part && !part.startsWith('lab=') && (comparing() || !part.startsWith('sf.b=')));
    const lab = [comparing() && 'compare', zh() ? 'zh' : 'en', root.dataset.theme].filter(Boolean).join('.');
    history.replaceState(null, '', '#' + [...parts, 'lab=' + lab].join('&'));
  }

  // ── Language and theme ────────────────────────────────────────────────────
  const zh = () => root.lang !== 'en';
  /** @param {HTMLElement} e */
  const said = (e) => (zh() ? e.dataset.zh : e.dataset.en) ?? '';
  const word = (/** @type {string} */ id) => said(/** @type {HTMLElement} */ (/** @type {HTMLTemplateElement} */ (by('words')).content.getElementById(id)));
  /** @param {boolean} chinese */
  function speak(chinese) {
    root.lang = chinese ? 'zh-Hans' : 'en';
    for (const e of /** @type {HTMLElement[]} */ (all('[data-en]'))) {
      e.title = said(e);
      e.ariaLabel = e.tagName === 'BUTTON' && /\p{L}/u.test(e.textContent ?? '') ? null : said(e);
    }
    differences();
  }
  /** @param {string} name */
  const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  /** @param {string} name @param {string} value */
  const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* the page forgets */ } };
  by('language').onclick = () => { speak(!zh()); store('scorefield-language', root.lang); keep(); };
  by('theme').onclick = () => { root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; store('scorefield-theme', root.dataset.theme); keep(); };

  // ── Scenes ────────────────────────────────────────────────────────────────
  for (const b of /** @type {HTMLButtonElement[]} */ (all('#scenes button'))) {
    b.onclick = quietly(async () => { await now.set({ scene: b.dataset.scene }); mark(); await now.play(); });
  }

  let marked = ''; // scene of the menu
  /** Scrolls a menu, and not the page, to a button that is not wholly seen. @param {HTMLElement} menu @param {HTMLElement | null} button */
  function reach(menu, button) {
    if (!button) return;
    const at = button.getBoundingClientRect(), box = menu.getBoundingClientRect();
    if (at.left < box.left || at.right > box.right) menu.scrollLeft += (at.left + at.right - box.left - box.right) / 2;
    if (at.top < box.top || at.bottom > box.bottom) menu.scrollTop += (at.top + at.bottom - box.top - box.bottom) / 2;
  }

  /** The menu, the suggestions and the formula are those of the figure. */
  function mark() {
    const { scene } = now.params;
    if (!scene || !now.info) return;
    for (const b of /** @type {HTMLElement[]} */ (all('#scenes button'))) b.ariaPressed = String(b.dataset.scene === scene);
    if (scene !== marked) reach(by('scenes'), /** @type {HTMLElement | null} */ (document.querySelector('#scenes [aria-pressed=true]')));
    marked = scene;
    for (const list of /** @type {HTMLElement[]} */ (all('#tries ul'))) {
      if (list.hidden === (list.dataset.scene !== scene)) continue;
      list.hidden = list.dataset.scene !== scene;
      if (!list.hidden) tell(null);
    }
    formula(now.info.scenes.find((/** @type {any} */ s) => s.name === scene)?.clock, null);
    differences();
  }

  // ── What runs, with its present numbers ───────────────────────────────────
  const digits = (/** @type {any} */ v) => typeof v !== 'number' || !Number.isFinite(v) ? '–' : String(Number(v.toPrecision(3))).replace('-', '−');
  /** @type {any} */ let stats = null;
  /** @param {string} clock @param {any} latest numbers of a frame event */
  function formula(clock, latest) {
    stats = latest ?? stats;
    const { params } = now, t = stats?.training;
    const of = clock === 'still' ? 'still' : clock === 'training' ? (params.race === 'on' ? 'race' : params.objective) : params.sampler;
    const eps = clock === 'sampling' && stats?.step ? stats.epsilon : Number(params.epsilon);
    /** @type {Record<string, any>} */
    const numbers = { eps, shake: Math.sqrt(2 * eps), sigma: clock === 'still' ? Number(params.sigma) : stats?.sigma, accepted: stats?.accepted, kick: Math.sqrt(2 * Number(params.friction)),
      step: stats?.step, loss: t?.loss, optimum: t?.optimum, fisher: t?.fisher };
    for (const d of /** @type {HTMLElement[]} */ (all('#formula > div'))) {
      d.hidden = d.dataset.of !== of;
      if (d.hidden) continue;
      for (const e of all('[data-live]', d)) {
        const name = e.getAttribute('data-live') ?? '', text = digits(name in numbers ? numbers[name] : Number(params[name]));
        if (e.textContent !== text) e.textContent = text;
      }
    }
  }

  // ── Suggestions ───────────────────────────────────────────────────────────
  const shown = () => /** @type {HTMLButtonElement[]} */ (all('#tries ul:not([hidden]) button'));
  /** Says what a suggestion shows. @param {HTMLButtonElement | null} b */
  function tell(b) {
    for (const other of shown()) other.ariaPressed = String(other === b);
    by('says').replaceChildren(...[...(b?.nextElementSibling?.childNodes ?? [])].map((n) => n.cloneNode(true)));
  }
  for (const b of /** @type {HTMLButtonElement[]} */ (all('#tries button'))) {
    b.onclick = quietly(async () => {
      tell(b);
      await now.setState((b.dataset.text ?? '').replace(/;(?=[a-z-]+=)/g, '\n') + `\nseed=${now.params.seed}`);
      if (/play/.test(b.dataset.then ?? '')) await now.play();
    });
  }

  // ── Two figures on the same seed ──────────────────────────────────────────
  const comparing = () => body.classList.contains('compare');
  /** @param {boolean} on @param {boolean} [linked] the link says what the second figure is */
  async function compare(on, linked = false) {
    body.classList.toggle('compare', on);
    by('compare').ariaPressed = String(on);
    by('transport').hidden = by('differ').hidden = !on;
    const [a, b] = figures();
    if (on && !b) {
      const slot = document.createElement('div'), second = /** @type {Figure} */ (document.createElement('score-field'));
      slot.className = 'slot';
      for (const [name, value] of Object.entries({ id: 'b', scene: a.params.scene || 'langevin', controls: 'full', loading: 'eager', permalink: 'on' })) second.setAttribute(name, value);
      slot.append(second);
      by('figures').append(slot);
      listen(second);
      letters();
      if (!linked) {
        await a.pause();
        await second.setState(await a.getState());
      }
    } else if (!on && b) {
      b.parentElement.remove();
      choose(a);
    }
    keep();
    mark();
  }
  function letters() { all('.slot').forEach((s, i) => { /** @type {HTMLElement} */ (s).dataset.letter = 'AB'[i]; }); }
  /** @param {Figure} figure */
  function choose(figure) {
    now = figure;
    stats = null;
    for (const s of all('.slot')) s.classList.toggle('now', s.contains(figure));
    mark();
  }
  /** Brings both to the step of the one that is further. */
  async function align() {
    await Promise.all(figures().map((f) => f.pause()));
    const steps = await Promise.all(figures().map((f) => f.stats().then((/** @type {any} */ s) => s.step)));
    await Promise.all(figures().map((f, i) => steps[i] < Math.max(...steps) ? f.seek(Math.max(...steps), clockOf(f)) : null));
  }
  /** @param {(figure: Figure) => Promise<any>} f */
  const both = (f) => quietly(() => Promise.all(figures().map(f)));
  by('compare').onclick = quietly(() => compare(!comparing()));
  by('both-play').onclick = quietly(() => align().then(both((f) => f.play())));
  by('both-pause').onclick = quietly(align);
  by('both-reset').onclick = both((f) => f.reset());
  const target = /** @type {HTMLInputElement} */ (by('both-step'));
  target.oninput = () => target.setCustomValidity('');
  target.onchange = async () => {
    const text = target.value.trim(), n = Number(text.replace(/(\d),(?=\d{3}\b)/g, '$1'));
    if (!text) return;
    try {
      await Promise.all(figures().map(async (f) => { await f.pause(); await f.seek(Number.isInteger(n) ? n : text, clockOf(f)); }));
    } catch (/** @type {any} */ e) { // why not is said at the field
      if (e.name === 'AbortError') return;
      target.setCustomValidity(e.message);
      target.reportValidity();
    }
  };
  const clockOf = (/** @type {Figure} */ f) => f.info.scenes.find((/** @type {any} */ s) => s.name === f.params.scene)?.clock === 'training' ? 'training' : 'sampling';

  /** Says in which settings the two differ. */
  function differences() {
    const [a, b] = figures();
    if (!a?.params.scene || !b?.params.scene || !a.info) return; // of a link's two figures either may be the first that is there
    const l = zh() ? 'zh' : 'en';
    const list = a.info.params.filter((/** @type {any} */ p) => p.scope !== 'view' && a.params[p.name] !== b.params[p.name])
      .map((/** @type {any} */ p) => `${p[l]} ${[a, b].map((f) => p.choices.find((/** @type {any} */ c) => c.value === f.params[p.name])?.[l] ?? (p.kind === 'switch' ? word(f.params[p.name]) : f.params[p.name])).join(' | ')}`);
    by('differ').textContent = list.length ? `${word('differs')}: ${list.join('; ')}` : word('alike');
  }

  /** @param {Figure} figure */
  function listen(figure) {
    figure.addEventListener('load', mark);
    figure.addEventListener('frame', (/** @type {CustomEvent} */ e) => {
      if (figure !== now) { differences(); return; } // a script may have changed it
      stats = e.detail;
      mark();
    });
    figure.addEventListener('change', (/** @type {CustomEvent} */ e) => {
      if (e.detail.name === 'seed') for (const other of figures()) if (other !== figure) other.set({ seed: e.detail.value }).catch(() => {});
      mark();
    });
    for (const type of ['pointerdown', 'focusin']) figure.addEventListener(type, () => { if (figure !== now) choose(figure); });
  }

  // ── Lecture ───────────────────────────────────────────────────────────────
  const lecturing = () => body.classList.contains('lecture');
  /** @param {boolean} on */
  function lecture(on) {
    body.classList.toggle('lecture', on);
    by('lecture').ariaPressed = String(on);
    by('ring').hidden = true;
    if (on && !document.fullscreenElement) root.requestFullscreen?.().catch(() => {}); // large type is of use in a window, too
    if (!on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }
  by('lecture').onclick = () => lecture(!lecturing());
  document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement && lecturing()) lecture(false); });
  document.addEventListener('pointermove', (e) => {
    const ring = by('ring');
    ring.hidden = !lecturing() || e.pointerType === 'touch' && e.buttons === 0;
    ring.style.transform = `translate(${e.clientX}px, ${e.clientY}px)`;
  });
  document.addEventListener('keydown', (e) => {
    const path = e.composedPath();
    if (e.ctrlKey || e.metaKey || e.altKey || path.some((at) => at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLDialogElement)) return;
    if (e.key === 'Escape' && lecturing() && !e.defaultPrevented) lecture(false);
    if (/^[1-9]$/.test(e.key)) shown()[Number(e.key) - 1]?.click();
  });

  // ── The link ──────────────────────────────────────────────────────────────
  const link = by('link'), linkText = [...link.childNodes];
  link.onclick = quietly(async () => {
    keep();
    let copied = false;
    for (const f of figures()) copied = await f.copyLink(); // the last has all
    if (!copied) return;
    link.textContent = word('copied');
    setTimeout(() => link.replaceChildren(...linkText), 2000);
  });
  /** What the link says of the page. @returns {Promise<void>} */
  async function follow() {
    const parts = own(), theme = parts.find((p) => p === 'dark' || p === 'light') ?? stored('scorefield-theme');
    root.dataset.theme = theme === 'dark' || theme === 'light' ? theme : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    speak(/^zh/.test(parts.find((p) => p === 'zh' || p === 'en') ?? stored('scorefield-language') ?? navigator.language));
    const on = parts.includes('compare');
    if (on !== comparing()) await compare(on, true);
  }
  addEventListener('hashchange', quietly(follow));

  letters();
  listen(now);
  choose(now);
  quietly(follow)();
})();
