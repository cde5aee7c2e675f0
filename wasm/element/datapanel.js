// ── What was understood of the reader's data, and how to have it otherwise ──
/**
 * What the panel does; every one is a promise, and says in the figure what went wrong.
 * @typedef {object} DataActions
 * @property {(choice: Choice) => Promise<any>} choose
 * @property {(file: File | File[]) => Promise<any>} file
 * @property {() => Promise<any>} paste
 * @property {() => Promise<any>} draw
 * @property {(ink: Uint8Array, label: string) => Promise<boolean>} addDrawn a picture; whether it was taken
 * @property {() => Promise<any>} saveData
 * @property {() => Promise<any>} forget takes the data away
 * @property {(name: string) => Promise<any>} keep
 * @property {(name: string) => Promise<any>} take what is kept
 * @property {(name: string) => Promise<any>} drop what is kept
 * @property {() => Promise<string[]>} kept names
 */

class DataPanel {
  /** @param {DataActions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.box = make('div', { className: 'data', part: 'data', hidden: true });
    this.#pad = new Pad({ add: (ink, label) => actions.addDrawn(ink, label), words: () => words[this.#language] });
  }
  #pad;
  /** @type {Language} */ #language = 'en';
  #actions;
  #shown = '';
  #open = false;

  /** Shows what is known of the data; null where the density is the example. @param {Facts | null} facts @param {Language} l @param {boolean} controls whether there are any, or the sentence alone @param {boolean} pictures whether the scene is about pictures @param {boolean} labelled whether a drawn picture has a label */
  show(facts, l, controls, pictures, labelled) {
    const now = jsonOf([facts, l, controls, pictures, labelled]);
    this.box.hidden = false;
    if (now === this.#shown) return;
    this.#shown = now;
    this.#language = l;
    const w = words[l];
    const said = make('p', { className: 'said' }, facts ? facts.summary : pictures ? w.examplePictures : w.example);
    /** @type {HTMLElement[]} */ const rows = [said];
    if (controls) rows.push(...(facts ? [this.#choices(facts, w)] : []), this.#tools(facts, w, pictures));
    if (controls && facts?.notes.length) rows.push(this.#notes(facts, w));
    if (controls && pictures) rows.push(this.#pad.box);
    const focused = /** @type {HTMLElement | null} */ (this.box.contains(/** @type {ShadowRoot} */ (this.box.getRootNode()).activeElement) ? /** @type {ShadowRoot} */ (this.box.getRootNode()).activeElement : null)?.dataset.name;
    const drawing = this.#pad.box.contains(/** @type {ShadowRoot} */ (this.box.getRootNode()).activeElement);
    this.box.replaceChildren(...rows);
    if (pictures) this.#pad.build(labelled);
    if (drawing) this.#pad.focus();
    if (focused) /** @type {HTMLElement | null} */ (this.box.querySelector(`[data-name="${focused}"]`))?.focus();
  }

  /** The page has other colours. */
  dress() { this.#pad.dress(); }

  /** Goes to the first of its buttons. */
  focus() { this.box.querySelector('button')?.focus(); }

  hide() {
    this.box.hidden = true;
    this.#shown = '';
  }

  /** @param {string} name @param {string} label @param {[string, string][]} options value and text @param {string} value @param {string} tip @param {(value: string) => Choice} choice */
  #select(name, label, options, value, tip, choice) {
    const select = make('select', { onchange: quietly(() => this.#actions.choose(choice(select.value))) }, ...options.map(([v, text]) => make('option', { value: v }, text)));
    select.dataset.name = name;
    select.value = value;
    return told(make('label', { className: 'field' }, label, select), tip);
  }

  /** The selects of columns and axes, and what can be had otherwise with one click. @param {Facts} f @param {typeof words.en} w */
  #choices(f, w) {
    const row = make('div', { className: 'row' });
    const now = { x: f.x, y: f.y, weight: f.weight || 'none', reading: f.reading, axes: f.axes, far: f.leftFar ? 'leave' : '' };
    const chip = (/** @type {string} */ name, /** @type {string} */ text, /** @type {Choice} */ choice) => {
      const button = make('button', { className: 'chip', type: 'button', onclick: quietly(() => this.#actions.choose(choice)) }, text);
      button.dataset.name = name;
      row.append(button);
    };
    const readings = () => { for (const { key, text } of f.readings) chip('reading', w.otherReading(text), { reading: key }); };
    if (f.side) { // pictures have no columns
      readings();
      return row;
    }
    if (!f.choices.length) {
      row.append(make('span', { className: 'hint' }, w.noChoice));
      return row;
    }
    const columns = f.choices.map((name) => /** @type {[string, string]} */ ([name, name]));
    row.append(
      this.#select('x', 'x', columns, f.x, w.tips.column, (x) => ({ ...now, x, y: x === f.y ? f.x : f.y })), // one that is taken changes places
      this.#select('y', 'y', columns, f.y, w.tips.column, (y) => ({ ...now, y, x: y === f.x ? f.y : f.x })));
    if (f.choices.length > 2 || f.weight) row.append(this.#select('weight', w.weight, [['none', w.noWeight], ...columns], now.weight, w.tips.weight, (weight) => ({ ...now, weight })));
    row.append(this.#select('axes', w.axes, [['same', w.sameScale], ['own', w.ownScales]], f.even ? 'same' : 'own', w.tips.axes, (axes) => ({ ...now, axes })));
    if (f.far) chip('far', f.leftFar ? w.takeFar(f.far) : w.leaveFar(f.far), { ...now, far: f.leftFar ? '' : 'leave' });
    readings();
    return row;
  }

  /** @param {Facts} f @param {typeof words.en} w */
  #notes(f, w) {
    const notes = make('details', { open: this.#open, ontoggle: () => { this.#open = notes.open; } }, make('summary', {}, w.understood(f.notes.length)), make('ul', {}, ...f.notes.map((n) => make('li', {}, n))));
    return notes;
  }

  /** Where data come from, and where they are kept. @param {Facts | null} f @param {typeof words.en} w @param {boolean} pictures */
  #tools(f, w, pictures) {
    const a = this.#actions;
    const row = make('div', { className: 'row' });
    const chip = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => any} */ run) => {
      const button = make('button', { className: 'chip', type: 'button', onclick: quietly(run) }, label);
      button.dataset.name = name;
      return button;
    };
    row.append(...fileChip(w, (file) => a.file(file)), chip('paste', w.paste, () => a.paste()));
    row.append(chip('draw', w.draw, () => pictures ? this.#pad.toggle() : a.draw()));
    if (f) {
      const name = make('input', { type: 'text', value: f.name, ariaLabel: w.keepAs, maxLength: 80, spellcheck: false, hidden: true, onkeydown: (/** @type {KeyboardEvent} */ e) => { if (e.key === 'Enter') keep.click(); } });
      const keep = chip('keep', w.keep, () => {
        if (name.hidden) {
          name.hidden = false;
          name.focus();
          name.select();
          return null;
        }
        name.hidden = true;
        return a.keep(name.value.trim() || w.unnamed).then(() => this.#fill(shelf, w));
      });
      row.append(name, keep, chip('save', pictures ? w.savePictures : w.saveOwn, () => a.saveData()), chip('forget', w.takeAway, () => a.forget()));
    }
    const shelf = make('span', { className: 'shelf', hidden: true });
    row.append(shelf);
    this.#fill(shelf, w);
    return row;
  }

  /** What is kept, with a way to forget it. @param {HTMLElement} shelf @param {typeof words.en} w */
  async #fill(shelf, w) {
    const names = await this.#actions.kept().catch(() => []); // said when something shall be kept
    shelf.hidden = !names.length;
    if (!names.length) return;
    const select = make('select', { ariaLabel: w.kept }, ...names.map((n) => make('option', { value: n }, n)));
    const chip = (/** @type {string} */ label, /** @type {() => any} */ run) => make('button', { className: 'chip', type: 'button', onclick: quietly(run) }, label);
    shelf.replaceChildren(told(make('label', { className: 'field' }, w.kept, select), w.tips.kept), chip(w.takeKept, () => this.#actions.take(select.value)),
      chip(w.dropKept, () => this.#actions.drop(select.value).then(() => this.#fill(shelf, w))));
  }
}

/** A button that opens a file, and the browser's own that stands behind it. @param {typeof words.en} w @param {(file: File | File[]) => any} take @returns {HTMLElement[]} */
function fileChip(w, take) {
  const input = make('input', { type: 'file', className: 'quiet', tabIndex: -1, multiple: true, ariaLabel: w.open, onchange: () => {
    const files = [...input.files ?? []];
    input.value = ''; // the same file may be opened again
    if (files.length) quietly(() => take(files.length === 1 ? files[0] : files))();
  } });
  return [make('button', { className: 'chip', type: 'button', onclick: () => input.click() }, w.open), input];
}
