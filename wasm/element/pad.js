// ── Pad: pictures that the reader draws join the data ───────────────────────
const padSide = 192; // pixels; the program scales what is drawn to the size of the pictures
const padPen = 26; // pixels, about as wide as the pen of the drawn digits
const padStep = 12; // pixels that an arrow key moves the cross

/**
 * What the pad needs of its figure.
 * @typedef {object} PadActions
 * @property {(ink: Uint8Array, label: string) => Promise<boolean>} add a picture of padSide × padSide pixels, 0 paper and 255 ink; whether it was taken
 * @property {() => typeof words.en} words
 */

class Pad {
  /** @param {PadActions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#ink = make('canvas', { width: padSide, height: padSide, tabIndex: 0, role: 'application' });
    this.#label = make('select', {});
    this.#label.dataset.name = 'label';
    this.box = make('div', { className: 'pad', hidden: true });
    strokes(this.#ink, {
      begin: (pointer, x, y) => {
        if (this.#stroke) return;
        this.#cross = null;
        this.#keep();
        this.#stroke = { pointer, ...this.#place(x, y) };
        this.#line(this.#stroke, this.#stroke);
      },
      move: (x, y) => {
        const s = this.#stroke, to = this.#place(x, y);
        if (!s) return;
        this.#line(s, to);
        Object.assign(s, to);
      },
      end: () => { this.#stroke = null; },
      pointer: () => this.#stroke?.pointer,
    });
    this.#ink.addEventListener('keydown', (e) => this.#key(e));
    this.#ink.addEventListener('blur', () => { this.#cross = null; this.#show(); });
  }
  #actions;
  #ink;
  #label;
  /** What has been drawn: lines, each from a place to another. @type {number[][]} */ #lines = [];
  /** How many lines there were before each stroke. @type {number[]} */ #earlier = [];
  /** @type { {pointer: number, x: number, y: number} | null} */ #stroke = null;
  /** The cross of the keyboard; null until a key is pressed. @type { {x: number, y: number} | null} */ #cross = null;

  get active() { return !this.box.hidden; }

  /** Opens the pad, or closes it. */
  toggle() {
    this.box.hidden = !this.box.hidden;
    if (!this.active) return;
    this.#show(); // the colours may have changed since
    this.#ink.focus({ preventScroll: true });
  }

  /** Shows the classes that pictures may have; none where they have no labels. @param {boolean} labelled */
  build(labelled) {
    const w = this.#actions.words();
    const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => any} */ run) => {
      const b = make('button', { className: 'chip', type: 'button', onclick: quietly(run) }, text);
      b.dataset.name = name;
      return b;
    };
    this.#ink.setAttribute('aria-label', w.padKeys);
    const value = this.#label.value || '0';
    this.#label.replaceChildren(...[...'0123456789'].map((v) => make('option', { value: v }, v)));
    this.#label.value = value;
    this.#label.disabled = !labelled;
    this.box.replaceChildren(this.#ink, make('div', { className: 'row' }, ...(labelled ? [make('label', { className: 'field' }, w.padLabel, this.#label)] : []),
      button('add', w.padAdd, () => this.#add()), button('back', w.undoStroke, () => this.#back()), button('clean', w.padClear, () => this.#clear())), make('p', { className: 'hint' }, w.padHint));
    this.#show();
  }

  /** What is drawn takes the page's colours. */
  dress() { if (this.active) this.#show(); }

  focus() { this.#ink.focus({ preventScroll: true }); }

  /** A place on the pad's pixels. @param {number} x @param {number} y CSS pixels */
  #place(x, y) { return { x: x * padSide / (this.#ink.clientWidth || padSide), y: y * padSide / (this.#ink.clientHeight || padSide) }; }

  #keep() { this.#earlier.push(this.#lines.length); }

  /** @param { {x: number, y: number}} from @param { {x: number, y: number}} to */
  #line(from, to) {
    this.#lines.push([from.x, from.y, to.x, to.y]);
    this.#show();
  }

  #back() {
    this.#lines.length = this.#earlier.pop() ?? 0;
    this.#show();
  }

  #clear() {
    if (this.#lines.length) this.#keep();
    this.#earlier = [];
    this.#lines = [];
    this.#show();
  }

  /** The picture joins the data, and the pad is empty for the next one. */
  async #add() {
    const ink = this.#pixels(), label = this.#label.disabled ? '' : this.#label.value;
    if (this.#lines.length && await this.#actions.add(ink, label)) this.#clear();
  }

  /** What is drawn, on black. @param {CanvasRenderingContext2D} c @param {string} paper @param {string} ink */
  #draw(c, paper, ink) {
    c.fillStyle = paper;
    c.fillRect(0, 0, padSide, padSide);
    c.strokeStyle = ink;
    c.lineWidth = padPen;
    c.lineCap = c.lineJoin = 'round';
    c.beginPath();
    for (const [x0, y0, x, y] of this.#lines) {
      c.moveTo(x0, y0);
      c.lineTo(x, y === y0 && x === x0 ? y + 0.01 : y); // of a line without length some browsers draw no caps
    }
    c.stroke();
  }

  #pixels() {
    const c = make('canvas', { width: padSide, height: padSide }).getContext('2d', { willReadFrequently: true });
    if (!c) return new Uint8Array(0);
    this.#draw(c, '#000', '#fff');
    const { data } = c.getImageData(0, 0, padSide, padSide);
    return Uint8Array.from({ length: padSide * padSide }, (_, i) => data[4 * i]);
  }

  #show() {
    const c = this.#ink.getContext('2d');
    if (!c) return;
    const style = getComputedStyle(this.#ink);
    this.#draw(c, style.getPropertyValue('--paper') || '#fff', style.getPropertyValue('--ink') || '#000');
    if (!this.#cross) return;
    c.strokeStyle = style.getPropertyValue('--accent');
    c.lineWidth = 2;
    c.beginPath();
    addCross(c, this.#cross);
    c.stroke();
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    const way = arrowKeys[e.key];
    if (e.ctrlKey || e.metaKey || e.altKey || this.#stroke) return;
    const c = this.#cross ??= { x: padSide / 2, y: padSide / 2 };
    if (way) {
      const to = { x: Math.min(padSide, Math.max(0, c.x + way[0] * padStep)), y: Math.min(padSide, Math.max(0, c.y + way[1] * padStep)) };
      if (e.shiftKey) {
        this.#keep();
        this.#line(c, to);
      }
      this.#cross = to;
    } else if (e.key === ' ') {
      this.#keep();
      this.#line(c, c);
    } else if (e.key === 'Enter') quietly(() => this.#add())();
    else if (e.key.toLowerCase() === 'z') this.#back();
    else return;
    this.#show();
    e.preventDefault();
    e.stopPropagation();
  }
}
