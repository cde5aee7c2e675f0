// ── The element ─────────────────────────────────────────────────────────────
/** Attributes that are not parameters: the element's own, those that HTML has for every element, and RDFa's. */
const ownAttributes = new Set(['scene', 'data', 'columns', 'seed', 'autoplay', 'controls', 'loading', 'reveal', 'poster', 'alt', 'theme', 'lang', 'permalink',
  'class', 'id', 'style', 'title', 'hidden', 'dir', 'slot', 'role', 'tabindex', 'part', 'exportparts', 'is', 'width', 'height', 'ratio', 'inert', 'translate',
  'draggable', 'nonce', 'popover', 'accesskey', 'autofocus', 'spellcheck', 'itemid', 'itemprop', 'itemref', 'itemscope', 'itemtype',
  'contenteditable', 'enterkeyhint', 'inputmode', 'autocapitalize', 'autocorrect', 'writingsuggestions', 'virtualkeyboardpolicy', 'anchor', 'focusgroup', 'headingoffset', 'headingreset',
  'interestfor', 'elementtiming', 'xmlns', 'align', 'name', 'property', 'typeof', 'resource', 'about', 'vocab', 'prefix', 'datatype', 'content', 'rel', 'rev', 'key', 'ref']);
/** Marks of frameworks and editors: data-…, hx-… of htmx, uk-… of UIkit, up-… of Unpoly, b-… of Blazor and the like; names with _ or : in them are none of ours either. */
const marks = /^(data|aria|ng|v|x|hx|uk|up|b|c|s|astro|turbo|wire|unicorn|cke|mce|jsx|svelte|fx|aos|wow|wp|amp)-|^on/;
/** Whether an attribute names a parameter. @param {string} name */
const isParameter = (name) => !ownAttributes.has(name) && /^[a-z][a-z0-9-]*$/.test(name) && !marks.test(name);

/** Values of the element's own attributes; the first is the default. */
const choices = { loading: ['auto', 'lazy', 'eager'], reveal: ['auto', 'interaction', 'manual'], theme: ['auto', 'light', 'dark'], controls: ['', 'bar', 'none', 'full'], permalink: ['', 'off', 'on'] };

/** Properties that reflect an attribute. */
const reflected = ['scene', 'seed', 'columns', 'controls', 'loading', 'reveal', 'poster', 'alt', 'theme', 'permalink', 'ratio'];

const mostBrought = 20; // data sets whose columns can be chosen anew after a restart

/** What figures have called themselves. @type {Set<string>} */
const labels = new Set();

/** How often what a playing figure shows is put into words, in milliseconds. */
const sayEvery = 2000;

/** The width up to which panels stand below one another; see the style sheet. */
const narrowest = 560;

/** What does not pass by trying again, and what a page of its own may be without. */
const lasting = new Set(['nowasm', 'csp', 'trusted', 'policy', 'disk', 'sandbox']);
const elsewhere = new Set(['csp', 'trusted', 'policy', 'disk', 'sandbox', 'cors', 'missing']);

/** Errors that a figure has said. @type {WeakSet<Error>} */
const said = new WeakSet();

/** What comes of data that came when others had been given. */
const late = Symbol('late');

/** How long who asks an element that is in no page waits for it to be put into one, in milliseconds. */
const patienceOutside = 1500;

/** A promise with its ends. @template T */
class Deferred {
  constructor() {
    /** @type {(v: T) => void} */ this.resolve = () => {};
    /** @type {(err: any) => void} */ this.reject = () => {};
    /** @type {Promise<T>} */ this.promise = new Promise((resolve, reject) => { this.resolve = resolve; this.reject = reject; });
    this.promise.catch(() => {});
  }
}

/** Says in a figure which lines of its fenced block set nothing. @type {(figure: ScoreField, names: string[]) => void} */
let refuseBlock;

/** @implements {DeclaredElement} */
class ScoreField extends HTMLElement {
  // Not a static block, which older browsers cannot read: they are to read the script far enough to say that they are old.
  static #befriended = (refuseBlock = (figure, names) => {
    const value = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
    figure.#complain({ type: 'setting', field: 'block', value, range: [...allowed].join(', '), message: figure.#words.block(value) });
  });

  static observedAttributes = ['theme', 'lang', 'alt', 'data', 'columns', 'scene', 'seed', 'poster', 'ratio', 'controls', 'loading', 'reveal', 'permalink', 'autoplay'];

  #shadow = this.attachShadow({ mode: 'open' });
  /** The box around everything. */ #figure = make('div', { className: 'figure', part: 'figure' });
  #internals = this.attachInternals();
  #stage = new Stage(() => { this.#touch(); this.#hang(); });
  #notes = new Notes(() => this.#words);
  #controls = new Controls({
    play: () => this.play(), pause: () => this.#aloud(this.pause()), step: (n) => this.#aloud(this.step(n)), reset: () => this.#aloud(this.reset()), undo: () => this.#aloud(this.undo()), redo: () => this.#aloud(this.redo()),
    view: () => this.#call('view'), seek: async (step, clock) => {
      if (typeof step === 'string') return this.#complain(refused(this.#language, 'step', step, 'count'));
      this.#notes.clear('step');
      return this.#aloud(this.seek(step, clock));
    },
    change: (name, value) => this.#set(`${name}=${value}`).then(() => this.#emit('change', { name, value }), () => this.#refresh()),
    variant: (text) => this.#set(text).then(() => this.reset()).then(() => this.play()),
    stage: (text) => this.#set(text).then(() => this.play()),
    preset: async (text) => {
      const own = this.#values.density === 'data' ? (await this.getState()).split('\n').filter((line) => line.startsWith('data=')) : [];
      await this.setState([text, `seed=${this.#values.seed}`, ...own].join('\n'));
      await this.play();
    },
    copy: (what) => this.#copy(what), savePicture: (scale) => this.#savePicture(scale), saveFile: (kind) => this.toFile(kind).then((f) => this.#save(f, f.name)), film: () => this.#askForFilm(),
    keys: () => showKeys(this.#words, this.#shadow), fullScreen: () => (document.fullscreenElement === this ? document.exitFullscreen() : this.requestFullscreen()).then(() => this.#notes.clear('screen'), () => this.#complain({ type: 'screen', message: this.#words.noScreen })), file: (file) => this.#bringIn(file, nameOf(file)),
    own: () => this.#showOwn(), unfolded: () => this.#report(),
  });
  #dataPanel = new DataPanel({
    choose: (choice) => this.#choose(choice), file: (file) => this.#bringIn(file, nameOf(file)), paste: () => this.#paste(), draw: () => this.#draw(), addDrawn: (ink, label) => this.#addDrawn(ink, label), saveData: () => this.#saveOwnData(),
    forget: () => this.#takeAway(), keep: (name) => this.#keep(name), take: (name) => this.#takeKept(name), drop: (name) => this.#try(forgetData(name, this.#words)), kept: () => keptNames(this.#words),
  });
  #working = new Working(() => { if (this.#filming) this.#stopFilming(); else this.pause().catch(() => {}); }, () => this.#stage.canvas.focus({ preventScroll: true }));
  #poster = make('div', { className: 'poster', part: 'poster' });
  #veil = make('div', { className: 'veil' });
  #status = new Status();
  #built = false;
  /** @type {Array<() => void>} */ #undoers = [];
  /** @type {'poster' | 'loading' | 'live'} */ #phaseNow = 'poster';
  get #phase() { return this.#phaseNow; }
  set #phase(phase) {
    this.#phaseNow = phase;
    this.#state('loading', phase === 'loading');
    this.#state('live', phase === 'live');
  }
  /** @type {Run | null} */ #run = null;
  /** Resolves with the run once there is one. @type {Deferred<Run> | null} */ #alive = null;
  #start = 0; // counts starts: one that was broken off is not gone on with
  #wanted = false; // somebody has asked for it
  #broken = false; // the last start failed: it does not start by itself
  #near = false;
  #hiding = false; // what it shows now is not what it shall show
  #visible = false;
  #playingNow = false;
  get #playing() { return this.#playingNow; }
  set #playing(on) {
    this.#playingNow = on;
    if (on) this.#fresh = false;
    this.#state('playing', on);
  }
  #held = false; // a script has taken the clock: it does not play by itself
  #fresh = false; // it rests where it began, and has not played
  /** @type {Record<string, string>} */ #values = {};
  /** @type {Stats | null} */ #last = null;
  /** @type {Pointed | null} */ #pointed = null;
  #saved = ''; // the state that a script has set before there was a program
  /** Of a run whose program is gone. @type { {last: Last | null, playing: boolean} | null} */ #checkpoint = null;
  /** Data that a script or the reader gave; null where the page has them. @type {Given | null} */ #given = null;
  #without = false; // a script has taken the data away, the page's too
  /** What the program says of the data. @type {Facts | null} */ #facts = null;
  /** What was given of the data of a fingerprint, and what was said of them: a program that comes back has not the file. @type {Map<string, {given: Given, facts: Facts}>} */ #brought = new Map();
  #drawing = new Drawing({
    plane: (x, y) => this.#run?.plane(x, y) ?? null, send: (points, stroke) => this.#sendDrawing(points, stroke), words: () => this.#words,
    over: () => this.#stage.canvas.focus({ preventScroll: true }),
  });
  #dressed = '';
  #named = true; // the page has not named it
  /** @type {string | null} */ #key = null;
  #timer = 0;
  /** @type {Set<string>} */ #told = new Set(); // attributes complained of
  /** @type {Place} */ #place = {
    pixels: () => this.#stage.pixels(),
    visible: () => this.#shows(),
    pointed: () => this.#stage.pointed,
    show: (...picture) => { this.#stage.show(...picture); if (!this.#poster.hidden && this.#phase === 'live') this.#uncover(); },
    write: (overlay) => this.#stage.write(overlay),
    font: () => this.#stage.font,
    host: (...picture) => this.#stage.host(...picture),
    hear: (type, value) => this.#hear(type, value),
    lost: (cause, last) => this.#lost(cause, last),
  };

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = [sheetOf(document)];
  }

  // ── Life cycle ────────────────────────────────────────────────────────────
  connectedCallback() {
    if (!this.#built) this.#build();
    this.#adoptProperties();
    if (!this.hasAttribute('role')) this.setAttribute('role', 'figure');
    this.#name();
    this.#dress();
    this.#unwatch(); // it may stand in another body, or in another document
    this.#watch();
    if (this.#choice('loading') === 'eager') this.#near = true;
    this.#consider();
  }

  /** A style sheet made by script stays behind in the document that it was made for. */
  adoptedCallback() { if (this.ownerDocument.defaultView) this.#shadow.adoptedStyleSheets = [sheetOf(this.ownerDocument)]; }

  /** An element that is moved within a task keeps its experiment. */
  disconnectedCallback() {
    setTimeout(() => { if (!this.isConnected) this.#leave(); });
  }

  #unwatch() { for (const undo of this.#undoers.splice(0)) undo(); }

  #leave() {
    this.#unwatch();
    this.#visible = this.#near = false;
    const gone = Object.assign(new Error(this.#words.removed), { type: 'removed' });
    this.#stopRun(gone);
    if (this.#wanted || this.#phase === 'loading') this.#alive?.reject(gone);
    this.#alive = null;
    this.#wanted = false;
    this.#checkpoint = null;
    this.#notWanted();
    if (this.#key !== null && keys.get(this.#key) === this) keys.delete(this.#key);
    this.#key = null;
    shared.failed.delete(this.#revive);
    this.#cover();
  }

  /** Properties that were set before the element was defined hide its own: they are taken now. */
  #adoptProperties() {
    for (const name of ['params', 'data', 'state', ...reflected, 'autoplay']) {
      if (!Object.hasOwn(this, name)) continue;
      const value = /** @type {any} */ (this)[name];
      delete (/** @type {any} */ (this)[name]);
      /** @type {any} */ (this)[name] = value;
    }
  }

  /** What screen readers call the figure, unless the page says. What a figure has called itself is not the page's, and comes along where one is copied. */
  #name() {
    const given = this.getAttribute('aria-label');
    this.#named &&= !this.hasAttribute('aria-labelledby') && (given === null || labels.has(given));
    this.#label = this.getAttribute('alt') || (this.info ? this.#scene[this.#language] : this.getAttribute('scene')) || 'Scorefield';
    labels.add(this.#label);
    if (this.#named) this.setAttribute('aria-label', this.#label);
    if (this.#hung.alt !== (this.getAttribute('alt') ?? '')) this.#hung.alt = this.getAttribute('alt') ?? '';
    this.#stage.canvas.setAttribute('aria-label', this.#words.canvas(this.#label));
  }
  #label = '';

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (!this.#built || before === after) return;
    if (name === 'theme' || name === 'lang') this.#dress();
    else if (name === 'alt') this.#name();
    else if (name === 'poster') this.#hang();
    else if (name === 'ratio') this.#proportion();
    else if (name === 'controls') this.#furnish();
    else if (name === 'loading' || name === 'reveal') { this.#near ||= this.#choice('loading') === 'eager'; this.#consider(); }
    else if (name === 'permalink') this.#remember();
    else if (name === 'autoplay') this.#autoplay();
    else if (name === 'data') { this.#wishes++; this.#given = null; this.#without = !after?.trim(); this.#checkpoint = null; this.#supply(); }
    else if (name === 'columns') this.#chooseColumns();
    else if (this.#phase === 'live' && after !== null) this.#set(`${name}=${after}`).catch(() => {});
    if (name === 'scene') { this.#shape(...this.#sceneRatios()); this.#hang(); }
    if ((name === 'scene' || name === 'lang') && this.#controlled) this.#bare();
  }

  #build() {
    this.#built = true;
    this.#veil.append(this.#startButton());
    const slot = make('slot', { onslotchange: () => {
      const seen = slot.assignedNodes().filter((n) => (n instanceof Element ? !n.matches('script, style, template') : n.nodeValue?.trim()));
      slot.classList.toggle('text', seen.length > 1 || seen[0]?.nodeType === Node.TEXT_NODE);
    } });
    this.#poster.append(slot, this.#veil);
    this.#stage.box.append(this.#poster, this.#drawing.box, this.#notes.box, this.#working.box);
    const figure = this.#figure;
    figure.append(this.#stage.box);
    this.#shadow.append(figure, new Tips(figure).box);
    if (this.hasAttribute('ratio')) this.#proportion();
    this.#shape(...this.#sceneRatios());
    this.#furnish();
    this.#stage.box.addEventListener('keys', () => showKeys(this.#words, this.#shadow));
    for (const type of ['dragover', 'dragleave', 'drop']) this.#stage.box.addEventListener(type, (e) => this.#dropping(/** @type {DragEvent} */ (e)));
    this.#stage.box.addEventListener('paste', (e) => this.#pasting(/** @type {ClipboardEvent} */ (e)));
  }

  /** Puts around the picture what the attribute controls asks for. */
  #furnish() {
    const around = [this.#controls.tools, this.#controls.panel, this.#dataPanel.box, this.#status.box];
    for (const box of around) if (!this.#controlled && box !== this.#dataPanel.box) box.remove();
    this.#figure.append(...(this.#controlled ? around : [this.#dataPanel.box]));
    if (this.#phase === 'live') this.#refresh();
    else if (this.#controlled) this.#bare();
  }

  /** The bar of a figure that has not lived yet. */
  #bare() {
    this.#controls.bare(this.#language, this.#sceneName, this.#alone);
    this.#status.foresee(this.#sceneName, this.#language);
  }

  #startButton() {
    return make('button', { className: 'big', type: 'button', onclick: () => this.play().catch(() => {}) }, icon('play'), this.#words.start);
  }

  /** An attribute of the element's own, checked. @param {keyof typeof choices} name */
  #choice(name) {
    const v = this.getAttribute(name);
    if (v === null) return choices[name][0];
    if (choices[name].includes(v)) return v;
    if (!this.#told.has(name + v)) {
      this.#told.add(name + v);
      const range = choices[name].filter(Boolean).join(', ');
      this.#complain({ type: 'setting', field: name, value: v, range, message: this.#words.notAllowed(name, v, range) });
    }
    return choices[name][0];
  }

  /** There are controls. */
  get #controlled() { return this.getAttribute('controls') !== 'none'; }

  /** How many settings the attribute controls names, wrong ones too. */
  get #alone() { const value = this.getAttribute('controls') ?? ''; return choices.controls.includes(value) ? 0 : value.split(/\s+/).filter(Boolean).length; }

  /** The settings that the attribute controls names; [] where it is one of the words. */
  #chosen() {
    const value = this.getAttribute('controls') ?? '';
    if (choices.controls.includes(value)) return [];
    const known = this.info?.params.map((p) => p.name) ?? [], names = value.split(/\s+/).filter(Boolean);
    const wrong = names.find((name) => !known.includes(name));
    if (wrong && !this.#told.has(value)) {
      this.#told.add(value);
      const range = [...choices.controls.filter(Boolean), ...known].join(', ');
      this.#complain({ type: 'setting', field: 'controls', value: wrong, range, message: this.#words.notAllowed('controls', wrong, range) });
    }
    return names.filter((name) => known.includes(name));
  }

  get #language() { return languageOf(this); }
  get #words() { return words[this.#language]; }
  get #scene() { return sceneOf(/** @type {Info} */ (this.info), this.#values.scene ?? this.#sceneName); }

  #look() { return { dark: !this.#onPaper && isDark(this, this.#choice('theme')), contrast: matchMedia('(prefers-contrast: more)').matches, lang: this.#language }; }
  /** The page is being printed, and this is light for it. */ #onPaper = false;

  /** Browsers leave grounds out on paper, so that a dark picture would be light on white: what runs is drawn light for it. A poster stays, for another would not have come in time. @param {boolean} on */
  #print(on) {
    if (on ? this.#phase !== 'live' || !this.#look().dark : !this.#onPaper) return;
    this.#onPaper = on;
    this.#dress();
    if (on) engine().print(this.#place);
    this.#stage.flatten(on);
  }

  #reduced() { return matchMedia('(prefers-reduced-motion: reduce)').matches; }

  #dress() {
    const look = this.#look(), now = jsonOf(look);
    afterTransitions(this, this.#transitions, () => this.#dressSoon());
    this.classList.toggle('dark', look.dark);
    this.#state('dark', look.dark);
    this.#hang();
    if (now === this.#dressed) return; // pages change the classes of their root for many reasons
    this.#dressed = now;
    this.#figure.lang = this.#language === 'zh' ? 'zh-CN' : 'en'; // the page may have another
    this.#run?.request('look', look).catch(() => {});
    this.#name();
    this.#refresh();
    this.#dataPanel.dress();
  }

  /** Pages change their root many times a second: once a frame is enough. */
  #dressSoon() {
    this.#dressing ||= requestAnimationFrame(() => { this.#dressing = 0; if (this.isConnected) this.#dress(); });
  }
  #dressing = 0;
  /** @type {WeakSet<Animation>} */ #transitions = new WeakSet();

  /** Watches what decides whether the figure runs and how it looks. */
  #watch() {
    const on = (/** @type {EventTarget} */ t, /** @type {string} */ type, /** @type {(e: Event) => void} */ f) => {
      t.addEventListener(type, f);
      this.#undoers.push(() => t.removeEventListener(type, f));
    };
    this.#undoers.push(
      watchSight(this, this.#figure, { rootMargin: '200% 0%' }, (entry) => { this.#near = entry.isIntersecting; this.#consider(); }),
      // What only touches the edge of what is seen, as the next picture of a carousel does, is not seen.
      watchSight(this, this.#figure, { threshold: [0, 1e-6] }, (entry, drawn) => { this.#visible = drawn && entry.intersectionRatio > 0; this.#consider(); this.#touch(); }));
    const params = new MutationObserver((records) => this.#attributes(records));
    params.observe(this, { attributes: true });
    this.#stage.watch();
    this.#undoers.push(engine().join(this.#place), watchTheme(this, () => this.#dressSoon()), () => params.disconnect(), () => this.#stage.unwatch());
    on(matchMedia('(prefers-color-scheme: dark)'), 'change', () => this.#dress());
    on(matchMedia('(prefers-contrast: more)'), 'change', () => this.#dress());
    on(window, 'beforeprint', () => this.#print(true));
    on(window, 'afterprint', () => this.#print(false));
    on(document, 'fullscreenchange', () => this.#touch());
    // Who waits in another page, around this one, hears of it, and so does who waits here while the figure stands in a frame that goes.
    for (const page of new Set([window, this.ownerDocument.defaultView ?? window])) on(page, 'pagehide', (e) => { if (!/** @type {PageTransitionEvent} */ (e).persisted) this.#leave(); });
    on(window, 'hashchange', () => { const text = linked(this.#linkKey); if (text && this.#phase === 'live') this.setState(text).catch(() => {}); });
  }

  /** Attributes that are parameters may change at any time. @param {MutationRecord[]} records */
  #attributes(records) {
    for (const name of new Set(records.map((r) => r.attributeName ?? ''))) {
      const value = this.getAttribute(name);
      if (isParameter(name) && value !== null && this.#phase === 'live') this.#set(`${name}=${value}`).catch(() => {}); // said in the figure
    }
  }

  /** Something may have changed about whether it moves. */
  #touch() { this.#run?.wake(); }

  /** Somebody looks at it. */
  #shows() {
    return this.#visible && !this.#hiding && !document.hidden && (!document.fullscreenElement || document.fullscreenElement.contains(this));
  }

  /** Starts the figure by itself where the page asked for that. */
  #consider() {
    if (this.#phase !== 'poster' || !this.isConnected) return;
    if (this.#wanted || this.#checkpoint && this.#visible || this.#choice('reveal') === 'auto' && this.#near && !this.#broken) this.#wake().catch(() => {}); // the figure has said why
  }

  // ── From poster to life ───────────────────────────────────────────────────
  /** The run, once there is one: it is started if the element is in a page. @returns {Promise<Run>} */
  #wake() {
    this.#alive ??= new Deferred();
    const { promise } = this.#alive;
    if (this.#phase === 'poster' && this.isConnected) this.#begin();
    return promise;
  }

  async #begin() {
    this.#phase = 'loading';
    this.#broken = false;
    shared.failed.delete(this.#revive);
    this.#notes.clear('stopped');
    const start = ++this.#start;
    const waiting = new Waiting(this.#words);
    if (!this.#stage.painted) this.#veil.replaceChildren(waiting.box);
    const progress = (/** @type {Progress} */ p) => {
      waiting.show(p);
      this.#emit('progress', { totalProgress: p.share, loaded: Math.round(p.loaded), total: p.total });
    };
    shared.watchers.add(progress);
    try {
      await engine().start();
      progress({ share: 1, loaded: lengths[programFile][0], total: lengths[programFile][0], trouble: null });
      revive();
      await engine().turn(this.#place);
      if (start !== this.#start) return;
      await this.#open(start);
    } catch (err) {
      if (start === this.#start) this.#fail(err);
    } finally {
      shared.watchers.delete(progress);
    }
  }

  /** Opens the figure in the engine. @param {number} start */
  async #open(start) {
    this.#stage.measure();
    this.#visible ||= inView(this.#figure); // who observes that says so later
    const before = this.#checkpoint;
    const checkpoint = before?.last?.checkpoint ?? null, state = before?.last?.state;
    const text = checkpoint || state ? `scene=${this.#values.scene}` : this.#settings();
    const dressed = this.#dressed;
    const { run, values } = await engine().open(this.#place, { text, checkpoint, ...this.#look(), reduced: this.#reduced() }, before?.last ?? null);
    if (start !== this.#start) { run.close(fault('removed')); return; }
    this.#run = run;
    if (dressed !== this.#dressed) run.request('look', this.#look()).catch(() => {});
    if (!checkpoint && !state && text !== this.#settings()) run.request('set', { text: this.#settings() }).catch(() => {}); // attributes have changed meanwhile
    this.#saved = '';
    this.#controls.undoable({ undo: false, redo: false });
    this.#values = values;
    this.#stage.serve(run);
    this.#phase = 'live';
    this.#veil.replaceChildren(); // the poster stands until there is a picture, with nothing more to wait for
    this.#name();
    this.#refresh();
    const settled = checkpoint ? Promise.resolve() : this.#supply();
    if (before) { // it goes on where it was when its program was lost
      this.#hiding = true;
      await settled;
      if (state) await run.request('restore', { text: state }).catch(() => {});
      if (start !== this.#start) return;
      this.#hiding = false;
      this.#checkpoint = null;
      this.#notes.clear('lost');
    }
    this.#choice('permalink'); // a wrong value is said before there is something to keep
    this.#alive?.resolve(run);
    const moment = /^now=/m.test(text); // of a link: that is shown
    if (!before) this.#fresh = !moment;
    if (before?.playing) run.request('play').catch(() => {});
    else if (this.#fresh && !before && this.#reduced()) { // a converged picture
      this.#hiding = true;
      settled.then(() => run.request('step', { n: 300 })).catch(() => {}).then(() => { this.#hiding = false; this.#touch(); });
    } else this.#autoplay();
    this.#emit('load', { scene: values.scene });
  }

  /** Plays by itself where the page asks for that, also later: until it has played, or a script has taken its clock. */
  #autoplay() {
    if (this.#phase === 'live' && this.#fresh && this.hasAttribute('autoplay') && !this.#held && !this.#reduced()) this.#run?.request('play').catch(() => {});
  }

  /** The settings in the page's link, or in the attributes. */
  #settings() {
    const hash = linked(this.#linkKey);
    if (hash) return hash;
    const lines = [];
    for (const { name, value } of this.attributes) {
      if (name === 'scene' || name === 'seed' || isParameter(name)) lines.push(`${name}=${value.replace(/[\r\n&]+/g, ' ')}`);
    }
    return lines.sort((a, b) => Number(b.startsWith('scene=')) - Number(a.startsWith('scene='))).join('\n');
  }

  /** @param {any} why */
  #stopRun(why) {
    this.#start++;
    const run = this.#run;
    this.#run = null;
    this.#stage.serve(null);
    this.#working.show(null, this.#words);
    this.#drawing.stop();
    this.#playing = false;
    this.#phase = 'poster';
    this.#hiding = false;
    run?.close(why);
  }

  /** Its program is gone: it comes back in another, where it was. @param {keyof typeof words.en.lost} cause @param {Last | null} last */
  #lost(cause, last) {
    const playing = this.#playing, message = this.#words.lost[cause];
    this.#stopRun(Object.assign(new Error(message), { type: 'lost' }));
    this.#alive = null;
    if (!this.isConnected) return;
    this.#checkpoint ??= { last, playing };
    this.#complain({ type: 'lost', message });
    if (this.#visible) this.#wake().catch(() => {});
  }

  get #sceneName() { return this.getAttribute('scene') ?? 'langevin'; }
  /** @returns {[number?, number?]} */
  #sceneRatios() { return ratios[this.#sceneName] ?? []; }

  /** Makes room for a scene, before there is a picture of it. @param {number} [wide] width over height @param {number} [narrow] the same on a phone */
  #shape(wide, narrow) {
    const { style } = this.#stage.box;
    if (wide) style.setProperty('--ratio-scene', String(wide));
    if (narrow) style.setProperty('--ratio-scene-small', String(narrow));
  }

  /** The shape that the attribute ratio asks for, also as 3/2, 3:2 or 1.5; what is none, or flatter or taller than a figure can be, is said, and the scene's stays. */
  #proportion() {
    const text = this.getAttribute('ratio')?.trim() ?? '';
    const [, width, height = '1'] = text.match(/^(\d*\.?\d+)\s*(?:[/:]\s*(\d*\.?\d+))?$/) ?? [], ratio = Number(width) / Number(height);
    if (ratio >= 0.1 && ratio <= 10) {
      this.style.setProperty('--ratio', `${width} / ${height}`);
      return;
    }
    this.style.removeProperty('--ratio');
    if (text && !this.#told.has('ratio' + text)) {
      this.#told.add('ratio' + text);
      const range = '1 / 10 … 10 / 1';
      this.#complain({ type: 'setting', field: 'ratio', value: shown(text), range, message: this.#words.notAllowed('ratio', shown(text), range) });
    }
  }

  /** The picture that stands in for the figure until it lives: the page's, or the scene's own, unless the page has put something else into the element. */
  #hang() {
    if (this.#poster.hidden || this.#onPaper) return;
    const src = this.#kind(this.getAttribute('poster') ?? this.#drawn());
    if (src === this.#hung.getAttribute('src')) return;
    this.#hung.remove();
    if (!src) return;
    this.#hung = make('img', { src, alt: this.getAttribute('alt') ?? '', decoding: 'async', onerror: (/** @type {Event} */ e) => /** @type {Element} */ (e.target).remove() });
    this.#poster.prepend(this.#hung);
  }
  #hung = make('img');

  /** The poster that the build drew of the scene: it shows the scene's own density, and is a file beside the script. */
  #drawn() {
    const scene = this.#sceneName;
    if (!ratios[scene] || inside('scorefield-frame') !== null || /\S/.test(this.textContent ?? '') || this.childElementCount) return '';
    if (['data', 'density', 'mixture'].some((name) => this.hasAttribute(name))) return '';
    const name = this.#kind(`posters/${scene}-{shape}-{theme}.png`);
    return placed(name) ? beside(name) : '';
  }

  /** An address for the figure as it is: {shape} stands for wide or narrow, {theme} for light or dark. @param {string} address */
  #kind(address) { return address.replace('{shape}', this.#figure.offsetWidth > narrowest ? 'wide' : 'narrow').replace('{theme}', this.#look().dark ? 'dark' : 'light'); }

  /** The poster stands in the picture's place. */
  #cover() {
    this.#stage.painted = false;
    this.#poster.hidden = false;
    this.#hang();
    this.#veil.replaceChildren(this.#startButton());
  }

  #uncover() { this.#poster.hidden = true; }

  /** The failure ladder: the poster stays, one line says why, and what can be done. @param {any} err @param {boolean} [own] the cause is in the figure, not in how the program is had */
  #fail(err, own = false) {
    this.#broken = true;
    this.#wanted = false;
    const w = this.#words;
    const type = Object.hasOwn(w.faults, err?.type) ? err.type : 'failed', detail = String(err?.message ?? '');
    const message = /** @type {Record<string, (detail: string) => string>} */ (w.faults)[type](detail);
    const failed = Object.assign(new Error(message), { type, detail });
    this.#stopRun(failed);
    this.#alive?.reject(failed);
    this.#alive = null;
    const again = lasting.has(type) ? null : () => this.dismissPoster().catch(() => {});
    if (this.#stage.painted) this.#notes.add(message, 'stopped', again);
    else {
      this.#veil.replaceChildren(make('div', { className: 'line', role: 'alert' }, message));
      if (again) this.#veil.append(make('button', { className: 'chip', type: 'button', onclick: again }, w.retry));
      if (standalone && elsewhere.has(type)) this.#veil.append(make('a', { className: 'chip', href: standalone }, w.standalone));
    }
    if (!own) shared.failed.add(this.#revive);
    this.#emit('error', { type, message, detail });
    if (type === 'stopped' || type === 'failed') console.error('Scorefield: ' + detail);
  }

  /** The program does not get on with this figure: where it is would lead there again. @param {any} err */
  #halt(err) {
    this.#checkpoint = null;
    this.#fail(err, true);
  }

  /** The program may be had now. */
  #revive = () => {
    shared.failed.delete(this.#revive);
    this.#broken = false;
    this.#consider();
  };

  // ── Requests ──────────────────────────────────────────────────────────────
  /** The run, for somebody who has asked for it. Who asks an element outside of any page waits a little for it to be put into one. @param {Options} options @param {number} wait milliseconds */
  #reach({ signal }, wait = patienceOutside) {
    signal?.throwIfAborted();
    this.#wanted = true;
    const run = this.#wake();
    return withSignal(this.isConnected || wait === Infinity ? run : Promise.race([run, this.#outside(wait)]), signal);
  }

  /** Rejects if the element is in no page after so many milliseconds. @param {number} wait @returns {Promise<never>} */
  #outside(wait) {
    return new Promise((_, reject) => setTimeout(() => { if (!this.isConnected) reject(Object.assign(new Error(this.#words.outside), { type: 'removed' })); }, wait));
  }

  /** Asks the program, once there is one. What a person chose wrong is said in the figure. @param {string} type @param {any} [value] @param {unknown} [given] a script's options @param {number} [wait] @param {boolean} [canvas] */
  async #call(type, value, given, wait, canvas) {
    const options = optionsOf(this.#language, given);
    const run = await this.#reach(options, wait);
    try {
      return await run.request(type, value, options, canvas);
    } catch (err) {
      if (/** @type {any} */ (err)?.type === 'setting') this.#complain(err);
      throw err;
    }
  }

  /** Settings, as lines. @param {string} text @param {Options} [options] @param {number} [wait] */
  async #set(text, options, wait) {
    await this.#call('set', { text }, options, wait);
    for (const line of text.split('\n')) this.#notes.clear(line.split('=')[0]);
  }

  /** @param {string} type @param {any} value */
  #hear(type, value) {
    switch (type) {
      case 'frame': this.#last = value; this.#playing = value.playing; this.#report(); this.#emit('frame', value); break;
      case 'values':
        if (this.#filming && value.scene !== this.#values.scene) this.#stopFilming(); // its run is no more
        this.#values = value;
        this.#name();
        this.#refresh();
        this.#remember();
        break;
      case 'change': this.#emit('change', value); break;
      case 'alone': { // it goes on without workers, only more slowly
        const detail = String(value?.message ?? value);
        this.#emit('error', { type: 'workers', message: this.#words.faults.workers(detail), detail });
        break;
      }
      case 'data': this.#learn(value); break;
      case 'undoable': this.#controls.undoable(value); break;
      case 'error': if (value.type === 'stopped' || value.type === 'ended') this.#halt(value); else this.#complain(value); break;
      case 'pointer': this.#pointed = value.x === undefined ? null : value; this.#report(); break;
      case 'waiting': if (!this.#filming) this.#working.show(value, this.#words); break;
      case 'cursor': this.#stage.canvas.style.cursor = value; break;
    }
  }

  // ── Data ──────────────────────────────────────────────────────────────────
  /** Brings the data. */
  #supply() { return this.#taking((still) => this.#bring(still)); }

  /** Counts the data that were given: what comes from far when others have been given since is not taken, and nothing is said of it. */
  #supplies = 0;
  /** Data on their way from their addresses. @type {Set<Delivery>} */ #arriving = new Set();
  #notWanted() {
    this.#supplies++;
    for (const d of this.#arriving) d.leave();
  }
  /** Counts how often the page has said which its data are. */ #wishes = 0;
  /** A state that was set while data were on their way: it decides whether they are still taken. @type { {supply: number, decided: Promise<void>}} */ #judge = { supply: 0, decided: Promise.resolve() };
  /** Data that were asked for before a state are taken behind it only if it shows the reader's data and has none itself, or only the name of some: the later wish wins. @param {string} text @param {number} wishes before the state @param {Promise<any>} done */
  #judgeBy(text, wishes, done) {
    if (wishes !== this.#wishes) return;
    const supply = this.#supplies, named = /(^|[\n&])\s*data\s*=/.test(text);
    const decide = (/** @type {boolean} */ has) => { if (supply === this.#supplies && (has || this.#values.density !== 'data' && this.#values.pictures !== 'own')) this.#notWanted(); };
    this.#judge = { supply, decided: done.then(() => decide(named), (err) => decide(named && err?.field !== 'data')) };
  }

  /** What is at an address of data. While nothing comes, or it is asked for again, the figure says so. @param {string} url @param {() => boolean} still */
  #fetch(url, still) {
    const w = this.#words;
    let noted = false;
    /** @type {Delivery} */ const delivery = new Delivery(url, (trouble) => {
      if (trouble ? !still() : !noted) return;
      noted = Boolean(trouble);
      if (!trouble) this.#notes.clear('data');
      else this.#notes.add('quiet' in trouble ? `${shown(url)}: ${w.quiet}` : w.again(`${shown(url)}: ${whyNot(url, trouble.type, trouble.cause, w)}`, trouble.attempt, tries), 'data', () => delivery.again());
    }, this.#arriving);
    return fetchData(delivery, w);
  }

  /** Takes data, or something else about them; what does not go well is said, and a note about earlier ones goes. @param {(still: () => boolean) => Promise<any>} take @returns {Promise<boolean>} whether it was done */
  async #taking(take) {
    this.#notWanted();
    const supply = this.#supplies, still = () => supply === this.#supplies;
    try {
      if (await take(still) === late) return false;
      if (still()) this.#notes.clear('data');
      return true;
    } catch (err) {
      if (still()) this.#complain(err, 'data', /** @type {any} */ (err).passes ? () => this.#supply() : null);
      return false;
    }
  }

  /** The reader's data, from the property, a child script or the data attribute. @param {() => boolean} still */
  async #bring(still) {
    if (this.#phase !== 'live') return;
    if (this.#without) return this.#forget();
    const given = this.#given;
    if (given) return this.#give(given.script ? { ...given, choice: this.#columns } : given, still);
    const child = this.querySelector('script[type="text/csv"]');
    if (child) return this.#give({ data: child.textContent ?? '', name: 'csv', choice: this.#columns }, still);
    const url = this.getAttribute('data')?.trim() ?? '', pair = this.#scene.pictures ? url.split(/\s+/) : [];
    if (pair.length === 2) {
      const files = await Promise.all(pair.map(async (u) => new File([await this.#fetch(u, still)], fileName(u))));
      return this.#give({ data: files, name: nameOf(files), choice: this.#columns }, still);
    }
    if (isWritten(url)) return this.#give({ data: url, name: 'data', choice: this.#columns }, still);
    if (url) return this.#give({ data: await this.#fetch(url, still), name: fileName(url), choice: this.#columns }, still);
  }

  /** What the attribute columns chooses. @returns {Choice} */
  get #columns() {
    const text = this.getAttribute('columns') ?? '', choice = columnsOf(text);
    if (!choice) throw refused(this.#language, 'columns', text, 'columns');
    return choice;
  }

  /** The attribute columns has changed: the page's data are taken so, and those that the reader has brought. */
  #chooseColumns() {
    if (this.#phase !== 'live') return;
    const f = this.#facts;
    if (!this.#given || this.#given.script) this.#supply();
    else if (f) this.#taking(async (still) => this.#take({ reading: f.reading, axes: f.axes, far: f.leftFar ? 'leave' : '', ...this.#columns }, still));
  }

  /** Gives the program data, and remembers what they were. @param {Given} given @param {() => boolean} still whether they are the last that were given @param {string} [stroke] of a drawing */
  async #give(given, still, stroke) {
    const request = await dataRequest(given.data, given.name, this.#words, this.#scene.pictures);
    if (still() && this.#judge.supply === this.#supplies) await this.#judge.decided;
    if (!still()) return late;
    if (!request) throw refused(this.#language, 'data', given.data, 'points');
    const facts = await this.#run?.request('data', { ...request, ...given.choice, ...(stroke && { stroke }) });
    if (facts) this.#know(given, facts);
  }

  /** @param {Given} given @param {Facts} facts */
  #know(given, facts) {
    this.#brought.delete(facts.print);
    this.#brought.set(facts.print, { given, facts });
    if (this.#brought.size > mostBrought) this.#brought.delete(/** @type {string} */ (this.#brought.keys().next().value));
  }

  /** Takes the data away; the density is the page's again, or the scene's. */
  async #forget() {
    await this.#run?.request('forget');
    const density = this.getAttribute('density');
    if (density) await this.#set(`density=${density}`);
  }

  /** Data of the reader's own. @param {any} data @param {string} name @param {Choice} [choice] */
  async #bringIn(data, name, choice = {}) {
    await this.#reach({}, Infinity);
    const given = { data, name, choice };
    if (!await this.#taking((still) => this.#give(given, still))) return;
    this.#given = given;
    this.#without = false;
    this.#emit('change', { name: 'data', value: name });
  }

  /** Whether something about data that are kept went well; what did not is said. @param {Promise<any>} promise */
  #try(promise) { return promise.then(() => { this.#notes.clear('data'); return true; }, (err) => { this.#complain(err, 'data'); return false; }); }

  /** The same data, taken otherwise. @param {Choice} choice */
  async #choose(choice) {
    const name = this.#facts?.name;
    if (name !== undefined && await this.#taking((still) => this.#take(choice, still))) this.#emit('change', { name: 'data', value: name });
  }

  /** @param {Choice} choice @param {() => boolean} still */
  async #take(choice, still) {
    const facts = this.#facts, known = facts && this.#brought.get(facts.print);
    if (!facts) return;
    const given = { data: known?.given.data, name: facts.name, choice: { ...known?.given.choice, ...choice } };
    const request = this.#choosable ? {} : known && await dataRequest(given.data, given.name, this.#words, this.#scene.pictures);
    if (!still()) return late;
    const now = await this.#run?.request('data', { ...request, ...choice });
    if (now && known) this.#know(given, now);
    if (known && this.#given?.data === known.given.data) this.#given = given;
  }
  #choosable = false; // the program has the file

  /** What the program says of the data; of those whose file it has not, what it said when it had. @param {Facts | null} facts */
  #learn(facts) {
    this.#choosable = facts?.choosable ?? false;
    this.#facts = facts && !facts.choosable ? this.#brought.get(facts.print)?.facts ?? facts : facts;
    this.#refreshData();
    if (!this.#drawing.active) return;
    const given = facts && this.#brought.get(facts.print)?.given; // undone, or other data
    if (!facts) this.#drawing.follow([]);
    else if (given?.choice.drawn) this.#drawing.follow(Array.from(given.data));
  }

  /** Shows where the reader's own pictures come from, or hides it where there are none yet. */
  #showOwn() {
    this.#ownShown = Boolean(this.#dataPanel.box.hidden);
    this.#refreshData();
    if (!this.#dataPanel.box.hidden) this.#dataPanel.focus();
  }
  #ownShown = false;

  #refreshData() {
    const { scene, pictures } = this.#values;
    const shown = this.#facts || scene === 'own-data' || this.#scene.pictures && (pictures === 'own' || this.#ownShown);
    this.#controls.owning(Boolean(shown));
    if (shown) this.#dataPanel.show(this.#facts, this.#language, this.#controlled, this.#scene.pictures, this.#facts ? this.#facts.classes !== '' : this.#values.pictures !== 'letters');
    else this.#dataPanel.hide();
  }

  /** @param {DragEvent} e */
  #dropping(e) {
    e.preventDefault();
    this.#stage.box.classList.toggle('drop', e.type === 'dragover');
    if (e.type !== 'drop') return;
    const data = transferred(e.dataTransfer);
    if (data) this.#receive(data, this.#words.dropped); else this.#complain({ type: 'data', field: 'data', message: this.#words.emptyDrop });
  }

  /** @param {ClipboardEvent} e */
  #pasting(e) {
    const data = transferred(e.clipboardData);
    if (!data) return;
    e.preventDefault();
    this.#receive(data, this.#words.pasted);
  }

  /** @param {File | File[] | string | null} data @param {string} name of what has none */
  #receive(data, name) {
    if (data) this.#bringIn(data, typeof data === 'string' ? name : nameOf(data)).catch(() => {}); // the figure has said why it does not start
  }

  async #paste() {
    const data = await clipboardData(this.#words).catch((err) => { this.#complain(err, 'data'); return null; });
    if (data) await this.#bringIn(data, this.#words.pasted);
  }

  async #takeAway() {
    if (!await this.#taking(() => this.#forget())) return;
    this.#given = null;
    this.#without = true;
    this.#emit('change', { name: 'data', value: '' });
  }

  /** Keeps the data by name in this browser. @param {string} name */
  async #keep(name) {
    const known = this.#facts && this.#brought.get(this.#facts.print);
    const { data, choice } = known?.given ?? { data: await this.#call('points'), choice: {} };
    await this.#try(keepData({ name, data, choice, file: this.#facts?.name ?? name }, this.#words));
  }

  /** @param {string} name */
  async #takeKept(name) {
    const kept = await keptData(name, this.#words).catch((err) => { this.#complain(err, 'data'); return null; });
    if (kept) await this.#bringIn(kept.data instanceof Blob ? kept.data.slice() : kept.data, name, kept.choice); // a part of a file has not its name
  }

  /** Lets the reader draw points on those that there are; of data that were merged, or have weights, on points that are spread as they are. */
  async #draw() {
    await this.#reach({}, Infinity);
    const f = this.#facts, drawn = f && this.#brought.get(f.print)?.given;
    let points = /** @type {number[]} */ ([]);
    if (drawn?.choice.drawn) points = Array.from(drawn.data);
    else if (f && !f.accuracy && !f.weight && f.used <= mostDrawn) points = pointsOf(await this.#call('points'));
    else if (f) {
      points = Array.from(await this.#call('sketch'));
      announce(this.#words.sketched(points.length / 2), this);
    }
    this.#stage.engage(false);
    this.#drawing.start(points);
  }

  /** A picture that the reader has drawn joins the data. @param {Uint8Array} ink @param {string} label */
  async #addDrawn(ink, label) {
    const { drawing, drawnPicture } = this.#words;
    if (!await this.#taking(async () => this.#run?.request('data', { bytes: ink, width: Math.sqrt(ink.length), label, drawn: true, name: drawing }))) return false;
    this.#given = null;
    this.#without = false;
    announce(drawnPicture, this);
    this.#emit('change', { name: 'data', value: drawing });
    return true;
  }

  /** @param {number[]} points @param {string} stroke */
  async #sendDrawing(points, stroke) {
    if (!differ(points)) {
      if (this.#facts) await this.#taking(() => this.#forget());
      this.#given = null;
      return;
    }
    const given = { data: Float64Array.from(points), name: this.#words.drawing, choice: { drawn: true } };
    if (!await this.#taking((still) => this.#give(given, still, stroke))) return;
    this.#given = given;
    this.#without = false;
    if (stroke !== 'begin' && stroke !== 'more') this.#emit('change', { name: 'data', value: given.name });
  }

  get data() { return this.#given ? this.#given.data : this.#without ? undefined : this.getAttribute('data') ?? undefined; }
  set data(value) {
    this.#wishes++;
    this.#without = value === null || value === undefined;
    this.#given = null;
    const before = this.getAttribute('data'), address = addressIn(value);
    if (this.#without) {
      this.removeAttribute('data');
      if (this.#built && before !== null) return; // its going has taken them away
    } else if (address !== null) {
      this.setAttribute('data', address);
      if (this.#built && address !== before) return; // the attribute brings them
    } else this.#given = { data: value, name: 'data', choice: {}, script: true };
    this.#checkpoint = null;
    if (this.#phase === 'live') this.#supply();
  }

  // ── What scripts use ──────────────────────────────────────────────────────
  /** What can be set, and the scenes; null before the program is there. @returns {Info | null} */
  get info() { return shared.engine?.info ?? null; }
  /** Every setting as it is now. @returns {Record<string, string>} */
  get params() { return { ...this.#values }; }
  set params(p) { this.#setAll(p, {}, Infinity).catch((err) => this.#sayOnce(err)); }
  /** What getState() would give now; without a program what the figure will start from. */
  get state() { return this.#run ? this.#run.state() : this.#saved || this.#settings(); }
  set state(text) { this.#restore(text, {}, Infinity).catch((err) => this.#sayOnce(err)); }
  /** Says what a property did not take, for nobody waits for that: what the program has refused has been said. @param {any} err */
  #sayOnce(err) { if (err?.type === 'setting' && !said.has(err)) this.#complain(err); }
  get autoplay() { return this.hasAttribute('autoplay'); }
  set autoplay(on) { this.toggleAttribute('autoplay', Boolean(on)); }

  /** @param {Options} [options] */
  async play(options) { this.#held = false; await this.#timed(() => this.#call('play', {}, options)); this.#nowPlaying(true); }
  /** @param {Options} [options] */
  async pause(options) {
    this.#held = true;
    if (this.#filming) this.#filming.plays = false;
    await this.#timed(() => this.#call('pause', {}, options));
    this.#nowPlaying(false);
  }
  /** @param {number} n @param {Options} [options] */
  async step(n = 1, options) { this.#held = true; return this.#timed(() => this.#call('step', { n: this.#counted('step', n) }, options)); }
  /** @param {number} n @param {Options} [options] */
  async train(n = 1, options) { this.#held = true; return this.#timed(() => this.#call('train', { n: this.#counted('train', n) }, options)); }
  /** @param {number | string} [seed] @param {Options} [options] */
  async reset(seed, options) {
    if (seed !== undefined && typeof seed !== 'number' && typeof seed !== 'string' || seed === '') throw refused(this.#language, 'seed', seed, 'count');
    return this.#call('reset', seed === undefined ? {} : { seed: String(seed) }, options);
  }
  /** @param {Record<string, any>} params @param {Options} [options] */
  async set(params, options) { return this.#setAll(params, options); }

  /** @param {any} params @param {any} options @param {number} [wait] */
  async #setAll(params, options, wait) {
    const lines = entriesOf(this.#language, params).map(([name, value]) => {
      if (!['string', 'number', 'boolean'].includes(typeof value)) throw refused(this.#language, name, value, 'text');
      return `${name}=${value}`.replace(/[\r\n&]+/g, ' '); // a value is one, and sets nothing else
    });
    return this.#set(lines.join('\n'), options, wait);
  }
  /** @param {Options} [options] */
  async undo(options) { return this.#call('undo', {}, options); }
  /** @param {Options} [options] */
  async redo(options) { return this.#call('redo', {}, options); }
  /** @param {number} step @param {string} [clock] @param {Options} [options] */
  async seek(step, clock = 'sampling', options) {
    const done = this.#timed(() => this.#call('seek', { step: this.#counted('step', step), clock: shown(clock) }, options));
    this.#sought = done.then(() => {}, () => {});
    return done;
  }
  /** Resolves when it is where it was sent. */ #sought = Promise.resolve();
  /** @param {Options} [options] @returns {Promise<string>} */
  async getState(options) { return this.#call('state', {}, options); }
  /** @param {string} text @param {Options} [options] */
  async setState(text, options) { return this.#restore(text, options); }

  /** @param {any} text @param {any} options @param {number} [wait] */
  async #restore(text, options, wait) {
    if (typeof text !== 'string') throw refused(this.#language, 'state', text, 'text');
    if (!this.#run) this.#saved = text;
    const wishes = this.#wishes;
    await this.#reach(optionsOf(this.#language, options), wait);
    const done = this.#call('restore', { text }, options);
    this.#judgeBy(text, wishes, done);
    return done;
  }
  /** @param {Options} [options] @returns {Promise<Stats>} */
  async stats(options) { return this.#call('stats', {}, options); }
  /** @param {Options} [options] @returns {Promise<Float64Array>} */
  async samples(options) { return this.#call('samples', {}, options); }
  /** @param { {scale?: number, width?: number, height?: number, signal?: AbortSignal}} [options] @returns {Promise<Blob>} */
  async toBlob(options) { return this.#call('image', this.#size(options), options); }
  /** The size of a picture that a script asks for. @param {any} options */
  #size(options) {
    const size = { scale: 1, width: 0, height: 0 };
    for (const name of /** @type {(keyof typeof size)[]} */ (Object.keys(size))) {
      const v = optionOf(this.#language, options, name);
      if (v === undefined) continue;
      if (typeof v !== 'number' || !Number.isFinite(v)) throw refused(this.#language, name, v, 'number');
      if (v <= 0) throw beyond(this.#language, name, v, '> 0');
      size[name] = v;
    }
    return size;
  }
  /** @param {Options} [options] @returns {Promise<string>} */
  async toCSV(options) { return this.#headed(this.#call('csv', {}, options), options); }
  /** A table below a link to the figure. @param {Promise<string>} table @param {Options} [options] */
  async #headed(table, options) {
    const csv = await table, url = address(this.#linkKey, String(await this.#call('link', {}, options)));
    return (url ? `# ${url}\n` : '') + csv;
  }
  /** @param {string} kind @param {FilmOptions} [options] @returns {Promise<File>} */
  async toFile(kind, options) {
    if (kind === 'gif' || kind === 'webm' || kind === 'mp4') return this.#film(kind, options);
    if (typeof kind !== 'string' || !Object.hasOwn(fileKinds, kind)) throw beyond(this.#language, 'kind', kind, [...Object.keys(fileKinds), ...Object.keys(filmKinds)].join(', '));
    const value = await this.#call('file', { kind }, options);
    return fileOf(kind, value, this.#values.scene);
  }

  /** Asks for what moves the clock: a film that is being made ends and gives it back first. @template T @param {() => Promise<T>} ask */
  #timed(ask) { return this.#filming ? this.#endFilm().then(ask) : ask(); }
  async #endFilm() { this.#stopFilming(); await this.#filming?.ended; }

  /** A film of the run, which is gone through from picture to picture, and then back to where it was; what played plays on. One that is being made gives way, and ends with its run: whoever has begun another finds that as it is. @param {FilmKind} kind @param {FilmOptions} [options] */
  async #film(kind, options) {
    const l = this.#language, { signal } = optionsOf(l, options), size = this.#size(options);
    spanOf(l, kind, options, 0); // what is wrong in it is said at once
    while (this.#filming) await this.#endFilm();
    signal?.throwIfAborted();
    const stop = new AbortController(), by = { signal: stop.signal }, ended = new Deferred();
    /** @type {Filming} */ const film = this.#filming = { stop, ended: ended.promise, plays: false };
    signal?.addEventListener('abort', () => stop.abort(signal.reason), by);
    const { scene } = this.#values;
    /** @type {(() => Promise<any>) | null} */ let back = null;
    try {
      await withSignal(this.#sought, stop.signal); // where it goes back to is no place on the way
      const number = await this.#call('run', {}, by), run = this.#run;
      const before = await this.stats(by), { clock } = this.#scene, began = performance.now();
      if (clock === 'still') throw Object.assign(new Error(this.#words.motionless), { type: 'setting', field: 'clock' });
      const now = clock === 'training' ? before.training?.step ?? 0 : before.step, seek = (/** @type {number} */ step, /** @type {Options} */ options, rest = true) => this.#call('seek', { step, clock, rest, ...(this.#run === run && { run: number }) }, options); // where its program was lost it goes on in another, which counts runs anew
      back = () => seek(now, {}, false);
      film.plays = before.playing;
      if (before.playing) await this.#call('pause', {}, by);
      const parts = await filmed(kind, spanOf(l, kind, options, now), {
        language: l, ...by, picture: (step) => seek(step, by).then(() => this.#call('image', size, by, undefined, true)),
        tell: (share) => this.#working.show({ share, left: (performance.now() - began) / 1000 * (1 - share) / share }, this.#words),
      });
      await seek(now, by); // the last picture, too, was of this run
      return new File(parts, `scorefield-${before.scene}.${kind}`, { type: filmKinds[kind].type });
    } catch (err) {
      if (/** @type {any} */ (err)?.name === 'AbortError') this.#stopFilming();
      if (/** @type {any} */ (err)?.type === 'removed') [back, film.plays] = [null, false]; // where it comes back it begins
      stop.signal.throwIfAborted();
      throw err;
    } finally {
      if (this.#values.scene === scene) await back?.().catch(() => {});
      if (film.plays) await this.#call('play').catch(() => {}); // in another run, too
      this.#working.show(null, this.#words);
      this.#filming = null;
      ended.resolve(null);
    }
  }
  /** @type {Filming | null} */ #filming = null;
  #stopFilming() { this.#filming?.stop.abort(new DOMException(this.#words.filmStopped, 'AbortError')); }

  async #askForFilm() {
    const s = await this.stats(), { clock } = this.#scene;
    if (clock === 'still') { this.#complain({ type: 'setting', field: 'clock', message: this.#words.motionless }); return; }
    askForFilm(this.#language, this.#shadow, clock === 'training' ? s.training?.step ?? 0 : s.step, (kind, span) => {
      this.toFile(kind, span).then((f) => this.#save(f, f.name), (err) => { if (err?.name !== 'AbortError') this.#complain(err, 'film'); });
    });
  }

  /** The figure in a sentence, for those who do not see it. @param {Options} [options] */
  async summary(options) {
    const s = await this.#call('brief', {}, options);
    return sentenceOf(s, this.#scene, /** @type {Info} */ (this.info), this.#language);
  }
  /** @param {Options} [options] */
  async dismissPoster(options) { await this.#reach(optionsOf(this.#language, options)); }

  /** Who has pressed a button hears what came of it, once it is done; of several presses in a row the last. @template T @param {Promise<T>} done @returns {Promise<T>} */
  #aloud(done) {
    const press = ++this.#presses, last = () => press === this.#presses;
    done.then(() => (last() ? this.summary() : '')).then((said) => { if (said && last()) announce(said, this); }).catch(() => {});
    return done;
  }
  #presses = 0;

  /** A link to the figure as it is, in the clipboard; whether it is there. @param {Options} [options] */
  async copyLink(options) {
    const w = this.#words;
    const here = (/** @type {string} */ state) => (/^now=/m.test(state) || this.#playing ? state : `${state}\nnow=0,0,0`); // one that rests at its beginning does so where the link opens, too
    const url = address(this.#linkKey, here(await this.getState(options))) ?? address(this.#linkKey, here(await this.#call('link', {}, options))); // data may be too many for a link
    if (!url) { this.#complain({ type: 'setting', field: 'link', value: '', range: String(mostLink), message: hasAddress ? w.long : w.nowhere }); return false; }
    clearTimeout(this.#timer); // settings alone, without the moment, come no more in its place
    this.#timer = 0;
    showAddress(url);
    return this.#clip(url, w.copied);
  }

  /** Puts a text into the clipboard and says so, or shows it where that is denied; whether it is there. @param {string} text @param {string} said */
  async #clip(text, said) {
    const copied = await (navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => false) : false);
    if (copied) announce(said, this); else this.#notes.add(`${this.#words.denied} ${text}`, 'link');
    return copied;
  }

  /** @param {string} name @param {any} n */
  #counted(name, n) {
    if (typeof n !== 'number' || !Number.isInteger(n) || n < 0) throw refused(this.#language, name, n, 'count');
    return n;
  }

  /** @param {boolean} on */
  #nowPlaying(on) {
    if (on && this.info && this.#scene.clock === 'still') return;
    this.#playing = on;
    this.#report();
  }

  /** Lets the browser save a file. Where the page is in a frame that keeps files back this is said, and where it may be one, too. @param {Blob} blob @param {string} name */
  #save(blob, name) {
    const may = maySave();
    if (may !== false) save(blob, name);
    if (may === false) this.#complain({ type: 'download', value: name, message: this.#words.framed(name, false) });
    else if (may === null) this.#notes.add(this.#words.framed(name, true), 'download');
  }
  /** @param {number} scale */
  async #savePicture(scale) { this.#save(await this.toBlob({ scale }), `scorefield-${this.#values.scene}${scale === 1 ? '' : `@${scale}x`}.png`); }
  async #saveOwnData() { this.#save(new Blob(['\ufeff', await this.#headed(this.#call('points'))], { type: 'text/csv' }), this.#pointsName()); }
  #pointsName() { return `${(this.#facts?.name ?? 'data').replace(/\.[a-z]{1,7}$/i, '').replace(/[^\p{L}\p{N}._-]+/gu, '-')}-points.csv`; }

  /** Code for a page of the reader's that shows this figure. */
  async #embedCode() {
    const points = this.#facts && { name: this.#pointsName(), csv: await this.#call('points') };
    const { html, file } = snippet(await this.getState(), beside('scorefield.js'), points);
    if (file) this.#notes.add(this.#words.lieBeside(file), 'embed');
    return html;
  }

  /** @param {'link' | 'embed' | 'cite' | 'numbers'} what */
  async #copy(what) {
    if (what === 'link') return this.copyLink();
    const text = what === 'numbers' ? numbersOf(await this.stats()) : what === 'embed' ? await this.#embedCode() :
      citation(this.#scene[this.#language], address(this.#linkKey, await this.getState()) ?? (hasAddress ? location.href : document.baseURI));
    return this.#clip(text, this.#words.copiedText);
  }

  /** @param {string} type @param {any} detail */
  #emit(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail })); }

  /** Shows a problem in the figure and tells scripts. @param {any} p @param {string} [cause] @param {(() => void) | null} [again] tries it again */
  #complain(p, cause, again) {
    const message = p?.message ?? shown(p);
    if (p instanceof Error) said.add(p);
    this.#notes.add(message, cause ?? p?.field ?? p?.type ?? '', again);
    this.#emit('error', { type: p?.type ?? 'failed', field: p?.field, value: p?.value, range: p?.range, message });
  }

  /** A state for style sheets, score-field:state(live), where the browser has them. @param {string} name @param {boolean} on */
  #state(name, on) {
    const { states } = this.#internals;
    try {
      if (on) states?.add(name); else states?.delete(name);
    } catch { /* Chrome before 125 takes only names that begin with two dashes, which is another selector */ }
  }

  // ── What is shown around the picture ──────────────────────────────────────
  /** Shows the present values in the controls. */
  #refresh() {
    if (!this.info || this.#phase !== 'live') return;
    const scene = this.#scene;
    this.#shape(scene.ratio, scene.ratioNarrow);
    if (this.#controlled) this.#status.foresee(scene.name, this.#language);
    if (this.#controlled) this.#controls.show(this.info, this.#values, this.#language, this.getAttribute('controls') === 'full', this.#chosen());
    this.#refreshData();
    this.#report();
  }

  #report() {
    const s = this.#last, now = performance.now();
    if (!s || !this.info) return;
    if (!this.#playing || now > this.#saidAt + sayEvery) { // whoever reads it is not to be overtaken by every step
      this.#saidAt = now;
      this.#stage.say(sentenceOf(s, this.#scene, this.info, this.#language));
    }
    if (!this.#controlled) return;
    this.#controls.report(this.#playing, s.step);
    this.#status.show(s, this.#scene.clock, this.#words, !this.#controls.panel.hidden);
    this.#stage.read(this.#pointed ? readingOf(this.#pointed) : []);
  }

  #saidAt = -Infinity;

  // ── Links ─────────────────────────────────────────────────────────────────
  /** What a link calls the figure, from when it is first asked until the figure leaves the page. */
  get #linkKey() {
    if (this.#key !== null) return this.#key;
    const key = freeKey(this);
    if (this.isConnected) keys.set(this.#key = key, this);
    return key;
  }

  /** Keeps the settings in the page's address, where the page wants that. */
  #remember() {
    if (this.#choice('permalink') !== 'on' || this.#phase !== 'live') return;
    clearTimeout(this.#timer);
    const timer = this.#timer = setTimeout(() => {
      this.#run?.request('link').then((text) => {
        const url = address(this.#linkKey, text);
        if (url && timer === this.#timer) showAddress(url);
      }, () => {});
    }, 400);
  }
}

for (const name of reflected) {
  Object.defineProperty(ScoreField.prototype, name, {
    configurable: true, enumerable: true,
    get() { return this.getAttribute(name) ?? ''; },
    set(value) { if (value === null || value === undefined) this.removeAttribute(name); else this.setAttribute(name, String(value)); },
  });
}

/** The last part of an address. @param {string} url */
function fileName(url) { return /^(data|blob):/i.test(url) ? 'data' : url.split('/').pop() || url; }

/** A promise that somebody may no longer wait for. @template T @param {Promise<T>} promise @param {AbortSignal | undefined} signal @returns {Promise<T>} */
function withSignal(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

customElements.define('score-field', ScoreField);
