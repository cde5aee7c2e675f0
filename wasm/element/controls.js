// ── Controls, built from the program's table of parameters ──────────────────
/**
 * What controls do; every one is a promise, and says in the figure what went wrong.
 * @typedef {object} Actions
 * @property {() => Promise<any>} play
 * @property {() => Promise<any>} pause
 * @property {(n: number) => Promise<any>} step
 * @property {() => Promise<any>} reset
 * @property {() => Promise<any>} undo
 * @property {() => Promise<any>} redo
 * @property {() => Promise<any>} view back to what the scene shows at first
 * @property {(step: number | string, clock: string) => Promise<any>} seek of what is no number it is said in the figure
 * @property {(name: string, value: string) => Promise<any>} change a setting
 * @property {(text: string) => Promise<any>} variant of a published figure
 * @property {(text: string) => Promise<any>} preset of the lesson, all of whose settings are in the text
 * @property {(text: string) => Promise<any>} stage of a scene that is gone through
 * @property {(what: 'link' | 'embed' | 'cite' | 'numbers') => Promise<boolean>} copy whether it was copied
 * @property {(scale: number) => Promise<any>} savePicture
 * @property {(kind: string) => Promise<any>} saveFile
 * @property {() => Promise<any>} film asks for a span and makes a GIF or a video of it
 * @property {() => any} keys shows what keys do
 * @property {() => Promise<any>} fullScreen
 * @property {(file: File | File[]) => Promise<any>} file
 * @property {() => any} unfolded the settings are open now, or no longer
 * @property {() => any} own shows where pictures of the reader's own come from, or hides it
 */

/** A number as it is shown in little room. @param {string} v */
function brief(v) {
  const n = Number(v), short = Number(n.toPrecision(3));
  return !Number.isFinite(n) || v === '' ? v : Math.abs(n) >= 1000 ? n.toLocaleString('en', { maximumFractionDigits: 0 }) : Math.abs(short) < 1e-3 && n ? short.toExponential() : String(short);
}

/** How many signs the longest number of a parameter has when it is brief: tried is one for each length of an exponent. @param {Param} p */
function mostDigits(p) {
  const tried = [p.min, p.max];
  if (p.kind !== 'int') {
    for (const k of [-100, -10, -4, -3, -2, -1, 0, 1, 2, 3]) for (const v of [1.23 * 10 ** k, -1.23 * 10 ** k]) if (v >= p.min && v <= p.max) tried.push(v);
  }
  return Math.max(...tried.map((v) => brief(String(v)).length));
}

/** Runs an action of a control: what fails has been said in the figure. @param {() => any} f */
const quietly = (f) => () => { Promise.resolve(f()).catch(() => {}); };

class Controls {
  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.tools = make('div', { className: 'tools', part: 'controls', role: 'toolbar' });
    this.panel = make('div', { className: 'panel', part: 'settings', hidden: true });
    this.tools.addEventListener('keydown', (e) => this.#walk(e));
  }
  #actions;
  /** @type {Info | null} */ #info = null;
  #language = /** @type {Language} */ ('en');
  #builtFor = '';
  #scene = '';
  /** The panel is there from the start. */ #open = false;
  #playing = false;
  /** @type {HTMLButtonElement | null} */ #playButton = null;
  /** @type {HTMLInputElement | null} */ #scrubber = null;
  /** Shows where the reader's own pictures come from. @type {HTMLButtonElement | null} */ #own = null;
  #owning = false;
  #furthest = 0;
  /** @type { {name: string, show: (value: string) => void}[]} */ #fields = [];
  /** @type { {stage: Variation, button: HTMLButtonElement, about: HTMLElement}[]} */ #stages = [];
  /** @type {[Param, HTMLElement][]} parameters that only some samplers or objectives use */ #ofSome = [];

  get #words() { return words[this.#language]; }

  /** The keys of a toolbar go from button to button, in the direction of the page. @param {KeyboardEvent} e */
  #walk(e) {
    const buttons = [...this.tools.querySelectorAll('button')].filter((b) => !b.disabled && b.checkVisibility?.() !== false);
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (e.target)), n = buttons.length;
    const forth = getComputedStyle(this.tools).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight', back = forth === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forth]: (at + 1) % n, [back]: (at + n - 1) % n, Home: 0, End: n - 1 }[e.key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    buttons[to].focus();
  }

  /** A poster's only tool, with the stages that its scene is gone through by, and room for the settings that will stand alone. @param {Language} l @param {string} scene @param {number} alone how many */
  bare(l, scene, alone) {
    if (this.#builtFor) return;
    this.#language = l;
    const w = this.#words;
    this.tools.replaceChildren(...this.#steps(scene), make('button', { className: 'tool main', type: 'button', title: w.play, ariaLabel: w.play, onclick: quietly(() => this.#actions.play()) }, icon('play')),
      ...(alone ? [make('div', { className: 'chosen' }, ...Array.from({ length: alone }, () => make('div', { className: 'field' })))] : []));
  }

  /**
   * Shows the present values, in new controls if scene, language or choice are others.
   * @param {Info} info @param {Record<string, string>} values @param {Language} l @param {boolean} open the panel is there from the start
   * @param {string[]} chosen the settings that stand alone, large and labelled, with all others behind “more”; none is the usual bar
   */
  show(info, values, l, open, chosen) {
    this.#info = info;
    this.#language = l;
    this.#scene = values.scene;
    const for_ = [values.scene, l, open, ...chosen].join(' ');
    if (this.#builtFor !== for_) {
      this.#builtFor = for_;
      this.#build(sceneOf(info, values.scene), open, chosen);
    }
    for (const f of this.#fields) f.show(values[f.name] ?? '');
    for (const [p, field] of this.#ofSome) field.hidden = !p.of.some((v) => v === values.sampler || v === values.versus || v === values.objective);
    const { clock, controls } = sceneOf(info, values.scene);
    const offered = { learned: clock === 'training' || values.score === 'learned', moving: clock !== 'still', planar: !controls.includes('pictures') };
    for (const [name, on] of Object.entries(offered)) for (const c of /** @type {NodeListOf<HTMLElement>} */ (this.panel.querySelectorAll(`.${name}`))) c.hidden = !on;
    this.#showStage(values);
  }

  /** The buttons of a scene's stages, and a sentence about the present one, in the room that the longest of them takes. Before there are values it is in the first. @param {string} scene */
  #steps(scene) {
    const l = this.#language, list = stages[scene] ?? [];
    this.#stages = list.map((stage, i) => ({ stage, button: make('button', { className: 'chip', type: 'button', onclick: quietly(() => this.#actions.stage(stage.text)) }, `${i + 1} ${stage[l]}`),
      about: make('p', {}, l === 'zh' ? stage.aboutZh : stage.aboutEn) }));
    this.#mark(0);
    return list.length ? [make('div', { className: 'stages', part: 'stages', role: 'group', ariaLabel: this.#words.stages }, ...this.#stages.map((s) => s.button),
      make('div', { className: 'about', ariaLive: 'polite' }, ...this.#stages.map((s) => s.about)))] : [];
  }

  /** @param {number} now the present stage, -1 if it is none */
  #mark(now) {
    for (const [i, { button, about }] of this.#stages.entries()) {
      button.setAttribute('aria-pressed', String(i === now));
      about.classList.toggle('now', i === now);
    }
  }

  /** Marks the stage whose settings these are, but for those that may change on the way. @param {Record<string, string>} values */
  #showStage(values) {
    const lasting = (/** @type {string} */ name) => !['live', 'view'].includes(this.#info?.params.find((p) => p.name === name)?.scope ?? '');
    this.#mark(this.#stages.map(({ stage }) => stage.text.split('\n').filter(Boolean).map((line) => line.split('=')).every(([name, value]) => !lasting(name) || values[name] === value)).lastIndexOf(true));
  }

  /** @param {Scene} scene @param {boolean} open @param {string[]} chosen */
  #build(scene, open, chosen) {
    const w = this.#words, a = this.#actions;
    this.#fields = [];
    this.#ofSome = [];
    const tool = (/** @type {keyof typeof icons} */ i, /** @type {string} */ label, /** @type {() => any} */ f) =>
      make('button', { className: 'tool', type: 'button', title: label, ariaLabel: label, onclick: quietly(f) }, icon(i));
    const play = this.#playButton = tool('play', w.play, () => (this.#playing ? a.pause() : a.play()));
    play.classList.add('main');
    const more = tool('more', w.more, () => {
      this.panel.hidden = !this.panel.hidden;
      more.setAttribute('aria-expanded', String(!this.panel.hidden));
      a.unfolded();
    });
    if (open !== this.#open) this.panel.hidden = !open;
    this.#open = open;
    more.setAttribute('aria-expanded', String(!this.panel.hidden));
    this.#scrubber = null;
    this.#undos = [];
    this.#redos = [];
    const undo = () => { const b = tool('undo', w.undo, () => a.undo()); this.#undos.push(b); return b; };
    const redo = () => { const b = tool('redo', w.redo, () => a.redo()); this.#redos.push(b); return b; };
    const rare = (/** @type {string} */ className) => { const list = [redo(), tool('home', w.home, () => a.view())]; for (const b of list) b.classList.add(className); return list; };
    const back = () => [undo(), ...rare('rare')]; // where fingers need more room than there is, these stand in the panel
    const wide = (/** @type {keyof typeof icons} */ i, /** @type {string} */ label, /** @type {() => any} */ f) => { const b = tool(i, label, f); b.classList.add('roomy'); return b; };
    const alone = chosen.length > 0, screen = document.fullscreenEnabled; // telephones may have no full screen for parts of a page
    const bar = open || alone ? [] : ['sigma', 'speed', 'epsilon', 'particles'].filter((n) => useful(n, scene)); // else they are in the panel
    const moves = scene.clock !== 'still';
    this.#own = scene.pictures ? tool('pen', w.ownPictures, () => a.own()) : null;
    this.owning(this.#owning);
    for (const box of [this.tools, this.panel]) box.classList.toggle('crowded', scene.pictures && !alone);
    this.tools.setAttribute('aria-label', scene[this.#language]);
    this.tools.replaceChildren(...this.#steps(scene.name),
      ...(moves ? [play, tool('step', w.step, () => a.pause().then(() => a.step(1))), tool('reset', w.reset, () => a.reset())] : []),
      ...(alone ? [make('div', { className: 'chosen' }, ...chosen.map((n) => this.#control(n, false, 'chosen')))] : [...back(), ...(moves ? [this.#time(scene)] : [])]),
      ...bar.map((n) => this.#control(n, true)), make('span', { className: 'space' }), ...(this.#own ? [this.#own] : []), ...(screen && !alone ? [wide('full', w.full, () => a.fullScreen())] : []), more);
    this.#fill(scene, alone ? [...back(), ...(screen ? [tool('full', w.full, () => a.fullScreen())] : []), ...(moves ? [this.#time(scene)] : [])] : rare('moved'), chosen);
    this.undoable(this.#undoable);
    this.#showPlaying();
  }

  /** Whether it is shown where the reader's own pictures come from. @param {boolean} on */
  owning(on) {
    this.#owning = on;
    this.#own?.setAttribute('aria-expanded', String(on));
  }

  /** A slider through the steps done so far, back and forth. @param {Scene} scene */
  #time(scene) {
    const clock = scene.clock === 'training' ? 'training' : 'sampling';
    const input = make('input', { type: 'range', min: '0', max: '1', step: '1', value: '0', ariaLabel: this.#words.time });
    let busy = false;
    const go = async () => {
      if (busy) return;
      busy = true;
      const to = input.value;
      await this.#actions.pause().then(() => this.#actions.seek(Number(to), clock)).catch(() => {});
      busy = false;
      if (input.value !== to) go();
    };
    input.addEventListener('input', go);
    this.#furthest = 0;
    this.#scrubber = input;
    return told(make('div', { className: 'field extra' }, make('span', { ariaHidden: 'true' }, this.#words.time), input), this.#words.tips.time);
  }

  /** Goes to a step that is typed. @param {Scene} scene */
  #goTo(scene) {
    const id = 'sf-goto', clock = scene.clock === 'training' ? 'training' : 'sampling';
    const input = make('input', { id, type: 'text', inputMode: 'numeric', onchange: () => {
      const text = input.value.trim(), n = Number(ungrouped(text));
      if (text) this.#actions.pause().then(() => this.#actions.seek(Number.isInteger(n) && n >= 0 ? n : text, clock)).catch(() => {});
      input.value = '';
    } });
    return told(make('div', { className: 'field' }, make('label', { htmlFor: id }, this.#words.goTo), input), this.#words.tips.goTo);
  }

  /** The panel of settings. @param {Scene} scene @param {Node[]} tools that have no room in the bar @param {string[]} chosen settings that stand above */
  #fill(scene, tools, chosen) {
    const w = this.#words, l = this.#language, a = this.#actions;
    const names = scene.controls.concat(['particles', 'epsilon', 'speed'].filter((n) => useful(n, scene) && !scene.controls.includes(n)), ['seed']);
    const chip = (/** @type {string} */ label, /** @type {() => any} */ f) => make('button', { className: 'chip', type: 'button', onclick: quietly(f) }, label);
    const full = chip(w.full, () => a.fullScreen());
    full.classList.add('cramped'); // where the bar has no room for it
    this.panel.replaceChildren(
      make('p', { className: 'about' }, l === 'zh' ? scene.aboutZh : scene.aboutEn),
      make('div', { className: `wide ${chosen.length ? '' : 'moved'}` }, ...tools),
      ...(chosen.length ? [] : this.#presets(scene)),
      ...names.filter((n) => !chosen.includes(n)).map((n) => this.#control(n, false)), ...(scene.clock === 'still' ? [] : [this.#goTo(scene)]),
      make('div', { className: 'wide' }, ...scene.variants.map((v) => chip(v[l], () => a.variant(v.text))),
        ...fileChip(w, (file) => a.file(file)), ...exportMenu(w, a), chip(w.keys, () => a.keys()), ...(document.fullscreenEnabled && !chosen.length ? [full] : [])));
  }

  /** What the lesson suggests for a scene. @param {Scene} scene */
  #presets(scene) {
    const list = presets[scene.name] ?? [], id = 'sf-presets', w = this.#words;
    if (!list.length) return [];
    const input = make('select', { id, onchange: () => {
      this.#actions.preset(list[Number(input.value)].text).catch(() => {});
      input.value = '';
    } }, make('option', { value: '', disabled: true, hidden: true }, w.choose), ...list.map((p, i) => make('option', { value: String(i) }, p[this.#language])));
    input.value = '';
    return [told(make('div', { className: 'field list', part: 'presets' }, make('label', { htmlFor: id }, w.presets), input), w.tips.presets)];
  }

  /** One control for a parameter. @param {string} name @param {boolean} inBar @param {string} [place] */
  #control(name, inBar, place = inBar ? 'bar' : 'panel') {
    const p = /** @type {Param} */ (this.#info?.params.find((q) => q.name === name));
    const l = this.#language;
    const id = `sf-${name}-${place}`;
    const label = make('label', { htmlFor: id }, inBar ? p[l].replace(/^.*\s(?=\S$)/, '') : p[l]);
    const list = p.kind === 'choice' || p.kind === 'switch';
    const field = make('div', { className: inBar ? `field extra ${name}` : list ? 'field list' : 'field' }, label);
    const { inputs, show } = list ? this.#choice(p, id) : name === 'seed' || p.kind === 'text' ? this.#text(p, id) : this.#slider(p, id);
    field.append(...inputs);
    field.addEventListener('dblclick', (e) => { if (!(e.target instanceof HTMLInputElement && e.target.type === 'text')) this.#restore(p); });
    this.#fields.push({ name, show });
    if (p.of.length) this.#ofSome.push([p, field]);
    told(field, l === 'zh' ? p.helpZh : p.helpEn);
    if (p.auto) field.append(this.#auto(p));
    return field;
  }

  /** The switch that lets the program choose a number, beside that number. @param {Param} p */
  #auto(p) {
    const by = /** @type {Param} */ (this.#info?.params.find((q) => q.name === p.auto));
    const input = make('input', { type: 'checkbox', ariaLabel: by[this.#language], onchange: () => this.#change(by, input.checked ? 'on' : 'off') });
    this.#fields.push({ name: by.name, show: (v) => { input.checked = v === 'on'; } });
    return told(make('label', { className: 'auto' }, input, this.#words.auto), this.#language === 'zh' ? by.helpZh : by.helpEn);
  }

  /** Gives a setting back what the scene has. @param {Param} p */
  #restore(p) {
    if (p.auto) this.#actions.change(p.auto, 'on').catch(() => {});
    else this.#change(p, sceneOf(/** @type {Info} */ (this.#info), this.#scene).set[p.name] ?? p.default);
  }

  /** @param {Param} p @param {string} v */
  #change(p, v) { this.#actions.change(p.name, v).catch(() => {}); }

  /** @param {Param} p @param {string} id */
  #choice(p, id) {
    const l = this.#language;
    const options = p.kind === 'switch' ? ['on', 'off'].map((value) => ({ value, en: words.en[/** @type {'on' | 'off'} */ (value)], zh: words.zh[/** @type {'on' | 'off'} */ (value)] })) : p.choices;
    const input = make('select', { id, onchange: () => this.#change(p, input.value) }, ...options.map((o) => make('option', { value: o.value }, o[l])));
    return { inputs: [input], show: (/** @type {string} */ v) => { input.value = v; } };
  }

  /** @param {Param} p @param {string} id */
  #text(p, id) {
    const input = make('input', { id, type: 'text', inputMode: p.kind === 'int' ? 'numeric' : 'text', spellcheck: false, onchange: () => this.#change(p, input.value.trim()) });
    if (p.kind === 'int') {
      input.classList.add('whole');
      input.style.setProperty('--digits', String(String(p.max).length));
    }
    return { inputs: [input], show: (/** @type {string} */ v) => { input.value = v; } };
  }

  /** @param {Param} p @param {string} id */
  #slider(p, id) {
    const out = make('input', { type: 'text', className: 'exact', inputMode: 'decimal', spellcheck: false, ariaLabel: p[this.#language], onchange: () => this.#change(p, ungrouped(out.value.trim()).replace(',', '.')) });
    out.style.setProperty('--digits', String(mostDigits(p)));
    out.addEventListener('focus', () => { out.value = exact; out.select(); });
    out.addEventListener('blur', () => { out.value = brief(exact); });
    let exact = '';
    const to = (/** @type {number} */ v) => p.log ? Math.log(v / p.min) / Math.log(p.max / p.min) : (v - p.min) / (p.max - p.min);
    const from = (/** @type {number} */ s) => {
      const v = p.log ? p.min * Math.pow(p.max / p.min, s) : p.min + s * (p.max - p.min);
      return p.kind === 'int' ? String(Math.min(p.max, Math.max(p.min, Number(Math.round(v).toPrecision(2))))) : String(Number(v.toPrecision(3)));
    };
    const input = make('input', { id, type: 'range', min: '0', max: '1', step: '0.005' });
    const live = p.scope === 'live' || p.scope === 'view';
    input.addEventListener(live ? 'input' : 'change', () => this.#change(p, from(Number(input.value))));
    input.addEventListener('input', () => { out.value = from(Number(input.value)); input.setAttribute('aria-valuetext', out.value); });
    return { inputs: [input, out], show: (/** @type {string} */ v) => { exact = v; input.value = String(to(Number(v))); if (!out.matches(':focus')) out.value = brief(v); input.setAttribute('aria-valuetext', v); } };
  }

  /** Shows how the run goes. @param {boolean} playing @param {number} step */
  report(playing, step) {
    if (playing !== this.#playing) {
      this.#playing = playing;
      this.#showPlaying();
    }
    const s = this.#scrubber;
    if (!s || s.matches(':focus')) return;
    this.#furthest = step === 0 ? 0 : Math.max(this.#furthest, step);
    s.max = String(Math.max(this.#furthest, 1));
    s.value = String(step);
    s.setAttribute('aria-valuetext', String(step));
  }

  /** @type {HTMLButtonElement[]} */ #undos = [];
  /** @type {HTMLButtonElement[]} */ #redos = [];
  #undoable = { undo: false, redo: false };

  /** Says whether there is something to undo and to redo. A button without anything to do keeps the focus. @param { {undo: boolean, redo: boolean}} now */
  undoable(now) {
    this.#undoable = now;
    for (const b of this.#undos) b.setAttribute('aria-disabled', String(!now.undo));
    for (const b of this.#redos) b.setAttribute('aria-disabled', String(!now.redo));
  }

  #showPlaying() {
    const b = this.#playButton;
    if (!b) return;
    b.replaceChildren(icon(this.#playing ? 'pause' : 'play'));
    b.title = this.#playing ? this.#words.pause : this.#words.play;
    describe(b, 'label', b.title);
  }
}

/** A number that is typed, without the commas between its thousands. @param {string} text */
const ungrouped = (text) => text.replace(/(\d),(?=\d{3}\b)/g, '$1');

/** @param {Info} info @param {string} name @returns {Scene} */
function sceneOf(info, name) { return info.scenes.find((s) => s.name === name) ?? info.scenes[0]; }

/** Whether a parameter of the bar means something in a scene. @param {string} name @param {Scene} scene */
function useful(name, scene) { return name === 'sigma' ? scene.clock === 'still' && scene.controls.includes(name) : name === 'speed' ? scene.clock !== 'still' : scene.clock === 'sampling'; }
