// ── Drawing: points by pen, eraser, spray and line ──────────────────────────
// The surface lies over the picture. Points are kept in the reader's units; the program
// makes a density of them while they are drawn, and a stroke is one step of its undo.

const mostDrawn = 5000; // points
const penSpacing = 6; // CSS pixels between the points of a line
const eraserReach = 14;
const sprayReach = 18; // deviation of its points
const sprayPoints = 2; // an animation frame
const keyStep = 8; // pixels that an arrow key moves the cross

/**
 * How a panel shows the reader's plane: at (X, Y) of the picture lies (x + perX X, y − perY Y).
 * @typedef { {left: number, top: number, width: number, height: number, x: number, y: number, perX: number, perY: number}} Plane
 */

/** Whether points x, y, x, y, … hold two that differ. @param {ArrayLike<number>} points */
function differ(points) {
  for (let i = 2; i < points.length; i += 2) if (points[i] !== points[0] || points[i + 1] !== points[1]) return true;
  return false;
}

/** The points of a table that the program wrote: x and y, below comments and names. @param {string} csv */
function pointsOf(csv) {
  return csv.split('\n').filter((line) => /^[-\d]/.test(line)).flatMap((line) => line.split(',').slice(0, 2).map(Number));
}

/**
 * What drawing needs of its figure.
 * @typedef {object} Drawable
 * @property {(x: number, y: number) => Plane | null} plane of the panel at a place of the picture
 * @property {(points: number[], stroke: string) => Promise<any>} send makes them the figure's data; stroke: begin, more, end, or '' of what is no stroke
 * @property {() => typeof words.en} words
 * @property {() => void} over drawing has ended
 */

/**
 * What is done with strokes on a surface; places in CSS pixels of its own, pressure of a stylus from 0 to 1.
 * @typedef {object} Strokes
 * @property {(pointer: number, x: number, y: number, pressure: number) => void} begin
 * @property {(x: number, y: number, pressure: number) => void} move
 * @property {() => void} end
 * @property {() => number | undefined} pointer which is drawing now
 */

/** Which way an arrow key leads. @type {Record<string, [number, number]>} */
const arrowKeys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Adds the cross of the keyboard to a path. @param {CanvasRenderingContext2D} c @param { {x: number, y: number} } at */
function addCross(c, { x, y }) {
  for (const [x0, y0, x1, y1] of [[x - 9, y, x + 9, y], [x, y - 9, x, y + 9]]) { c.moveTo(x0, y0); c.lineTo(x1, y1); }
}

/** Listens to mouse, finger and pen on a surface. @param {HTMLCanvasElement} c @param {Strokes} on */
function strokes(c, on) {
  /** @returns {[number, number]} */
  const place = (/** @type {PointerEvent} */ e) => [e.offsetX / zoomOf(c), e.offsetY / zoomOf(c)]; // whatever the page's transforms are
  const pressure = (/** @type {PointerEvent} */ e) => e.pointerType === 'pen' ? e.pressure : 0.5;
  c.addEventListener('pointerdown', (e) => {
    if (e.pointerType === 'mouse' && e.button !== 0) return;
    e.preventDefault();
    c.focus({ preventScroll: true });
    try { c.setPointerCapture(e.pointerId); } catch { /* a pointer that is gone already */ }
    on.begin(e.pointerId, ...place(e), pressure(e));
  });
  c.addEventListener('pointermove', (e) => {
    if (on.pointer() !== e.pointerId) return;
    const all = e.getCoalescedEvents?.() ?? [], last = all.at(-1);
    const placed = last && Math.hypot(last.offsetX - e.offsetX, last.offsetY - e.offsetY) < 1; // not every browser says where those were on the surface
    for (const p of placed ? all : [e]) on.move(...place(p), pressure(p));
  });
  for (const type of /** @type {const} */ (['pointerup', 'pointercancel'])) c.addEventListener(type, (e) => { if (on.pointer() === e.pointerId) on.end(); });
}

class Drawing {
  /** @param {Drawable} figure */
  constructor(figure) {
    this.#figure = figure;
    this.#ink = make('canvas', { tabIndex: 0, role: 'application' });
    this.#hint = make('div', { className: 'hint' });
    this.#kit = make('div', { className: 'kit', role: 'toolbar' });
    this.box = make('div', { className: 'drawing', hidden: true }, this.#ink, this.#hint, this.#kit);
    this.#listen();
    new ResizeObserver(() => this.#measure()).observe(this.box);
  }
  #figure;
  #ink;
  #hint;
  #kit;
  #tool = /** @type {'pen' | 'eraser' | 'spray' | 'line'} */ ('pen');
  /** x, y, x, y, … @type {number[]} */ #points = [];
  /** What they were before each stroke. @type {number[][]} */ #earlier = [];
  /** @type {Plane | null} */ #plane = null;
  /** The stroke that is being drawn: who draws it, where it began and where it is. @type { {pointer: number, x0: number, y0: number, x: number, y: number, pressure: number} | null} */ #stroke = null;
  /** The cross of the keyboard; null until a key is pressed. @type { {x: number, y: number} | null} */ #cross = null;
  /** Where a line of the keyboard begins. @type { {x: number, y: number} | null} */ #from = null;
  #changed = false; // since it was sent
  #sending = false;
  #begun = false; // a part of the stroke has been sent

  get active() { return !this.box.hidden; }

  /** @param {number[]} points to begin with */
  start(points) {
    this.#points = points;
    this.#earlier = [];
    this.box.hidden = false;
    this.#build();
    this.#measure();
    this.#ink.focus({ preventScroll: true });
  }

  stop() {
    if (!this.active) return;
    this.#end();
    this.box.hidden = true;
  }

  /** The figure has other points: an undo, or other data. @param {number[]} points */
  follow(points) {
    if (this.#stroke || this.#sending || this.#changed || points.length === this.#points.length && points.every((v, i) => v === this.#points[i])) return;
    if (!points.length && !differ(this.#points)) return; // fewer than two are not the figure's
    this.#points = points;
    this.#show();
  }

  #build() {
    const w = this.#figure.words();
    const button = (/** @type {keyof typeof icons} */ i, /** @type {string} */ label, /** @type {() => void} */ f) => make('button', { className: 'tool', type: 'button', title: label, ariaLabel: label, onclick: f }, icon(i));
    const tools = /** @type {const} */ (['pen', 'eraser', 'spray', 'line']).map((name) => {
      const b = button(name, w[name], () => this.#choose(name));
      b.dataset.tool = name;
      return b;
    });
    this.#kit.replaceChildren(...tools, button('undo', w.undoStroke, () => this.#undo()), button('clear', w.clear, () => this.#clear()), button('done', w.done, () => this.#done()));
    this.#kit.setAttribute('aria-label', w.draw);
    this.#ink.setAttribute('aria-label', w.drawKeys);
    this.#hint.textContent = w.drawHere;
    this.#choose(this.#tool);
  }

  /** @param {'pen' | 'eraser' | 'spray' | 'line'} tool */
  #choose(tool) {
    this.#tool = tool;
    this.#from = null;
    for (const b of this.#kit.children) if (b instanceof HTMLElement && b.dataset.tool) b.setAttribute('aria-pressed', String(b.dataset.tool === tool));
  }

  #done() {
    this.stop();
    this.#figure.over();
  }

  #measure() {
    const { clientWidth: width, clientHeight: height } = this.box, zoom = zoomOf(this.box);
    if (!this.active || !width) return;
    this.#per = zoom / (Number(getComputedStyle(this.box).getPropertyValue('--magnify')) || 1);
    const pixels = zoom * devicePixelRatio * seenOf(this.box);
    this.#ink.width = Math.round(width * pixels);
    this.#ink.height = Math.round(height * pixels);
    this.#plane = this.#figure.plane(width * this.#per / 2, height * this.#per / 2);
    this.#show();
  }
  /** Pixels of the picture, as the program counts them, for one of the surface's own. */ #per = 1;

  // ── Points ────────────────────────────────────────────────────────────────
  /** @param {number} x @param {number} y pixels */
  #put(x, y) {
    const p = this.#plane;
    if (!p || x < p.left || x > p.left + p.width || y < p.top || y > p.top + p.height) return;
    if (this.#points.length >= 2 * mostDrawn) {
      announce(this.#figure.words().fullDrawing(mostDrawn), this.box);
      return;
    }
    this.#points.push(p.x + p.perX * x, p.y - p.perY * y);
    this.#changed = true;
  }

  /** Where point i is on the picture. @param {Plane} p @param {number} i @returns {[number, number]} */
  #pixel(p, i) { return [(this.#points[2 * i] - p.x) / p.perX, (p.y - this.#points[2 * i + 1]) / p.perY]; }

  /** @param {number} x @param {number} y */
  #erase(x, y) {
    const p = this.#plane;
    if (!p) return;
    const left = [];
    for (let i = 0; 2 * i < this.#points.length; i++) {
      const [px, py] = this.#pixel(p, i);
      if (Math.hypot(px - x, py - y) > eraserReach) left.push(this.#points[2 * i], this.#points[2 * i + 1]);
    }
    this.#changed ||= left.length !== this.#points.length;
    this.#points = left;
  }

  /** @param {number} x @param {number} y @param {number} pressure of a stylus, from 0 to 1 */
  #spray(x, y, pressure) {
    for (let i = 0; i < sprayPoints; i++) { // polar form of Box and Muller
      const r = sprayReach * (0.5 + pressure) * Math.sqrt(-2 * Math.log(1 - Math.random())), a = 2 * Math.PI * Math.random();
      this.#put(x + r * Math.cos(a), y + r * Math.sin(a));
    }
  }

  /** Points from one place to another, without the first. @param {number} x0 @param {number} y0 @param {number} x @param {number} y */
  #along(x0, y0, x, y) {
    const n = Math.max(1, Math.round(Math.hypot(x - x0, y - y0) / penSpacing));
    for (let k = 1; k <= n; k++) this.#put(x0 + (x - x0) * k / n, y0 + (y - y0) * k / n);
  }

  // ── Strokes ───────────────────────────────────────────────────────────────
  /** @param {number} pointer @param {number} x @param {number} y @param {number} pressure */
  #begin(pointer, x, y, pressure) {
    if (this.#stroke) return;
    this.#plane = this.#figure.plane(x, y);
    this.#earlier.push(this.#points.slice());
    this.#begun = false;
    this.#stroke = { pointer, x0: x, y0: y, x, y, pressure };
    if (this.#tool === 'pen') this.#put(x, y);
    else if (this.#tool === 'eraser') this.#erase(x, y);
    else if (this.#tool === 'spray') this.#mist();
    this.#show();
    this.#send();
  }

  /** @param {number} x @param {number} y @param {number} pressure */
  #move(x, y, pressure) {
    const s = this.#stroke;
    if (!s) return;
    s.pressure = pressure;
    if (this.#tool === 'pen') {
      if (Math.hypot(x - s.x, y - s.y) < penSpacing) return;
      this.#along(s.x, s.y, x, y);
    } else if (this.#tool === 'eraser') this.#erase(x, y);
    s.x = x;
    s.y = y;
    this.#show();
    this.#send();
  }

  /** Sprays as long as the stroke goes on. */
  #mist() {
    const s = this.#stroke;
    if (!s || this.#tool !== 'spray') return;
    this.#spray(s.x, s.y, s.pressure);
    this.#show();
    this.#send();
    requestAnimationFrame(() => { if (this.#stroke === s) this.#mist(); });
  }

  #end() {
    const s = this.#stroke;
    if (!s) return;
    if (this.#tool === 'line') {
      this.#put(s.x0, s.y0);
      if (s.x !== s.x0 || s.y !== s.y0) this.#along(s.x0, s.y0, s.x, s.y);
    }
    this.#stroke = null;
    this.#finish();
  }

  /** A stroke is over. */
  #finish() {
    const before = this.#earlier.at(-1);
    if (before && before.length === this.#points.length && before.every((v, i) => v === this.#points[i])) this.#earlier.pop(); // it did nothing
    this.#show();
    this.#send();
    announce(this.#figure.words().drawn(this.#points.length / 2), this.box);
  }

  /** Sends the points as they are, one message after the other, and what has changed meanwhile in the next. */
  async #send() {
    if (this.#sending || !this.#changed && !(this.#begun && !this.#stroke)) return;
    this.#sending = true;
    try {
      while (this.#changed || this.#begun && !this.#stroke) {
        this.#changed = false;
        const stroke = this.#stroke ? this.#begun ? 'more' : 'begin' : this.#begun ? 'end' : '';
        this.#begun = this.#stroke !== null;
        await this.#figure.send(this.#points.slice(), stroke);
      }
    } finally {
      this.#sending = false;
    }
  }

  #undo() {
    const before = this.#earlier.pop();
    if (!before || this.#stroke) return;
    this.#points = before;
    this.#changed = true;
    this.#show();
    this.#send();
    announce(this.#figure.words().drawn(before.length / 2), this.box);
  }

  #clear() {
    if (!this.#points.length || this.#stroke) return;
    this.#earlier.push(this.#points);
    this.#points = [];
    this.#changed = true;
    this.#finish();
  }

  // ── Input ─────────────────────────────────────────────────────────────────
  #listen() {
    strokes(this.#ink, {
      begin: (pointer, x, y, pressure) => { this.#cross = null; this.#begin(pointer, x * this.#per, y * this.#per, pressure); },
      move: (x, y, pressure) => this.#move(x * this.#per, y * this.#per, pressure), end: () => this.#end(), pointer: () => this.#stroke?.pointer,
    });
    this.#ink.addEventListener('keydown', (e) => this.#key(e));
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    const way = arrowKeys[e.key];
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() !== 'z' || e.altKey) return;
    if (way) this.#step(way, e.shiftKey);
    else if (e.key === ' ') this.#press();
    else if (/^[1-4]$/.test(e.key)) this.#choose(/** @type {const} */ (['pen', 'eraser', 'spray', 'line'])[Number(e.key) - 1]);
    else if (e.key.toLowerCase() === 'z') this.#undo();
    else if (e.key === 'Escape') this.#done();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** Moves the cross, and with draw the tool goes along. @param {[number, number]} way @param {boolean} draw */
  #step([dx, dy], draw) {
    const p = this.#plane;
    if (!p) return;
    const c = this.#cross ??= { x: p.left + p.width / 2, y: p.top + p.height / 2 };
    c.x = Math.min(p.left + p.width, Math.max(p.left, c.x + dx * keyStep));
    c.y = Math.min(p.top + p.height, Math.max(p.top, c.y + dy * keyStep));
    if (draw && this.#tool !== 'line') this.#press(); else this.#show();
  }

  /** The tool acts at the cross. */
  #press() {
    const p = this.#plane;
    if (!p || this.#stroke) return;
    const { x, y } = this.#cross ??= { x: p.left + p.width / 2, y: p.top + p.height / 2 };
    if (this.#tool === 'line' && !this.#from) {
      this.#from = { x, y };
      this.#show();
      return;
    }
    this.#earlier.push(this.#points.slice());
    if (this.#tool === 'pen') this.#put(x, y);
    else if (this.#tool === 'eraser') this.#erase(x, y);
    else if (this.#tool === 'spray') for (let i = 0; i < 4; i++) this.#spray(x, y, 0.5);
    else if (this.#from) {
      this.#put(this.#from.x, this.#from.y);
      this.#along(this.#from.x, this.#from.y, x, y);
      this.#from = null;
    }
    this.#finish();
  }

  // ── Picture ───────────────────────────────────────────────────────────────
  #show() {
    const context = this.#ink.getContext('2d'), p = this.#plane;
    this.#hint.hidden = differ(this.#points) || this.#stroke !== null;
    if (!context || !p) return;
    const style = getComputedStyle(this.box), k = this.#ink.width / (this.box.clientWidth * this.#per || 1);
    context.setTransform(k, 0, 0, k, 0, 0);
    context.clearRect(0, 0, this.#ink.width, this.#ink.height);
    context.fillStyle = style.getPropertyValue('--accent');
    for (let i = 0; 2 * i < this.#points.length; i++) {
      const [x, y] = this.#pixel(p, i);
      context.beginPath();
      context.arc(x, y, 2, 0, 2 * Math.PI);
      context.fill();
    }
    context.strokeStyle = style.getPropertyValue('--ink');
    const s = this.#stroke, line = this.#tool === 'line' && (s ? { x0: s.x0, y0: s.y0, x: s.x, y: s.y } : this.#from && this.#cross && { x0: this.#from.x, y0: this.#from.y, x: this.#cross.x, y: this.#cross.y });
    context.beginPath();
    if (line) {
      context.moveTo(line.x0, line.y0);
      context.lineTo(line.x, line.y);
    }
    if (s && this.#tool === 'eraser') context.arc(s.x, s.y, eraserReach, 0, 2 * Math.PI);
    if (this.#cross) addCross(context, this.#cross);
    context.stroke();
  }
}
