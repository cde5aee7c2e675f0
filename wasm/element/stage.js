// ── The stage: a figure's picture and what the reader does to it ────────────
const mostPixels = 4096; // along a side of a picture

/** Keys that mean something in an engaged figure; the others are the page's. */
const meaningful = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '-', '=', '0', 'Enter', ' ', 'Home', 'n', 'N', 'p', 'P', 'z', 'Z', 'y', 'Y', ',', '.']);

/** How many CSS pixels of the window one of an element's own is, by the property zoom of the elements around it. @param {Element} e @returns {number} */
const zoomOf = (e) => /** @type {any} */ (e).currentCSSZoom ?? 1;

const mostSeen = 3; // times its size that a picture is drawn sharply

/** How much larger than its own size an element is seen, by what transforms it and the elements around it, as of a slide that fills a screen. @param {Element} e @returns {number} */
function scaleOf(e) {
  let k = 1;
  for (const a of [e, ...around(e)]) {
    const { transform, scale } = getComputedStyle(a);
    if (transform !== 'none') {
      const m = new DOMMatrixReadOnly(transform);
      k *= Math.sqrt(Math.abs(m.a * m.d - m.b * m.c));
    }
    if (scale !== 'none') {
      const [x, y = x] = scale.split(' ').map(Number);
      k *= Math.sqrt(Math.abs(x * y));
    }
  }
  return k || 1;
}

/** Pixels along a length for each that it would have by its own size. @param {Element} e */
const seenOf = (e) => Math.min(Math.max(scaleOf(e), 1), mostSeen);

/** After how many pixels of the screen there are whole ones of the page, too: canvases that begin between these may be moved to one, where the screen is only emulated. @param {number} ratio pixels for one of the page's */
function wholePixels(ratio) {
  for (let n = 1; n <= 64; n++) if (Math.abs(Math.round(n / ratio) - n / ratio) < 1e-4) return n;
  return mostPixels;
}

/** The canvas of a figure: it shows the copies of the engine's pictures, and takes the reader's input. */
class Stage {
  /** @param {() => void} resized */
  constructor(resized) {
    this.canvas = make('canvas', { width: 1, height: 1, tabIndex: 0, role: 'img' });
    this.#lens = make('div', { className: 'lens' });
    this.#said = make('p', { id: 'sf-said', className: 'quiet' });
    this.canvas.setAttribute('aria-describedby', this.#said.id);
    this.box = make('div', { className: 'stage', part: 'stage' }, this.canvas, this.#lens, this.#texts.box, this.#reading, this.#said);
    this.#context = this.canvas.getContext('2d');
    this.#resized = resized;
    new MutationObserver(() => this.box.classList.toggle('hosts', this.#lens.childElementCount > 0)).observe(this.#lens, { childList: true }); // by script, for WebKit does not see by :has() that it leaves, and the copy stayed unseen
    this.#observer = new ResizeObserver((entries) => {
      const { contentRect, devicePixelContentBoxSize } = entries[entries.length - 1];
      this.#take(contentRect, devicePixelContentBoxSize?.[0]);
    });
    this.#listen();
  }
  #context;
  /** Numbers of the place that the reader points at: over the picture, and in that half of it where the pointer is not. */ #reading = make('div', { className: 'reading', part: 'reading', hidden: true });
  #low = false;
  #texts = new Texts();
  /** Shows the picture's part of the engine's canvas, while that is here. */ #lens;
  #said;
  /** @type {Overlay | null} */ #overlay = null;
  #resized;
  #observer;
  #size = { width: 0, height: 0, ratio: 1 };
  /** @type {Run | null} */ #run = null;
  /** The reader's input goes to the figure and not to the page. */ engaged = false;
  /** The reader points at it. */ pointed = false;
  /** It shows a picture of the program. */ painted = false;

  /** @param {Run | null} run */
  serve(run) {
    this.#run = run;
    if (this.engaged) this.#tell();
  }

  /** From now on, while the figure is in the page. */
  watch() {
    try { this.#observer.observe(this.box, { box: 'device-pixel-content-box' }); } catch { this.#observer.observe(this.box); }
    addEventListener('resize', this.#rescaled);
  }

  unwatch() {
    this.#observer.disconnect();
    removeEventListener('resize', this.#rescaled);
    this.engage(false);
  }

  /** Device pixels, and how many of them there are to a CSS pixel. Browsers do not always say that these have become others. */
  pixels() {
    if (this.#watched && (devicePixelRatio || 1) !== this.#watched) this.#watchAnew();
    return this.#size;
  }

  /** With the window a page may scale its slides, which no observer hears of. */ #rescaled = () => requestAnimationFrame(() => { if (this.box.isConnected && seenOf(this.box) !== this.#seen) this.#watchAnew(); });

  #watchAnew() {
    this.#observer.unobserve(this.box);
    this.watch();
  }

  /** Finds its size, where it has not been told yet. */
  measure() {
    if (this.#size.width) return;
    const box = this.box.getBoundingClientRect(), zoom = zoomOf(this.box), scale = scaleOf(this.box), pixels = (/** @type {number} */ from, /** @type {number} */ to) => Math.round(to * devicePixelRatio) - Math.round(from * devicePixelRatio);
    if (box.width) this.#take({ width: box.width / zoom / scale, height: box.height / zoom / scale }, scale === 1 ? { inlineSize: pixels(box.left, box.right), blockSize: pixels(box.top, box.bottom) } : undefined);
  }

  /** Takes the size of its box, in CSS pixels of its own and, where the browser says so, in device pixels. @param { {width: number, height: number}} box @param {ResizeObserverSize | undefined} exact */
  #take(box, exact) {
    const ratio = devicePixelRatio || 1;
    if (ratio !== this.#watched) { // another screen, another zoom
      this.#watched = ratio;
      matchMedia(`(resolution: ${ratio}dppx)`).addEventListener('change', () => this.#watchAnew(), { once: true });
    }
    // Most browsers say how many device pixels there are, to the pixel. A screen that is only emulated has them in CSS pixels.
    const zoom = zoomOf(this.box);
    const sides = (/** @type {number} */ length, /** @type {number | undefined} */ exact) => {
      const seen = length * zoom * ratio;
      if (exact !== undefined && Math.abs(exact - seen) > 1) return { pixels: Math.round(exact * ratio), css: exact / zoom };
      const pixels = exact ?? Math.round(seen);
      return { pixels, css: pixels / ratio / zoom };
    };
    const width = sides(box.width, exact?.inlineSize), height = sides(box.height, exact?.blockSize);
    this.#seen = seenOf(this.box);
    const k = Math.min(this.#seen, mostPixels / Math.max(width.pixels, height.pixels, 1));
    this.#step = wholePixels(ratio * k);
    this.#magnified = Number(getComputedStyle(this.box).getPropertyValue('--magnify')) || 1;
    this.#size = { width: Math.round(width.pixels * k), height: Math.round(height.pixels * k), ratio: ratio * k * this.#magnified };
    // A picture that is stretched by a part of a pixel is blurred. In parts of the box, for the page's zoom changes its CSS pixels and nobody hears of it.
    this.box.style.setProperty('--picture-width', `${100 * width.css / (box.width || 1)}%`);
    this.box.style.setProperty('--picture-height', `${100 * height.css / (box.height || 1)}%`);
    this.#drawText();
    this.#resized();
  }
  #step = 1;
  #seen = 1;
  #watched = 0;
  #magnified = 1; // letters and lines, by the page's style

  /** Takes a picture from the engine's canvas. @param {HTMLCanvasElement} source @param {number} x @param {number} y @param {number} width @param {number} height */
  show(source, x, y, width, height) {
    const c = this.canvas, context = this.#context;
    if (!context) return;
    if (c.width !== width || c.height !== height) { c.width = width; c.height = height; }
    context.globalCompositeOperation = 'copy';
    context.drawImage(source, x, y, width, height, 0, 0, width, height);
    this.painted = true;
  }

  /** Takes the picture's texts and lines. @param {string} json */
  write(json) {
    this.#overlay = JSON.parse(json);
    this.#drawText();
  }

  /** Has texts and lines in the picture itself, or over it again: canvases that are drawn on while a page is printed cut out what lies below them (Chromium 156). The next picture has none in it. @param {boolean} on */
  flatten(on) {
    if (on && this.#context) {
      this.#context.globalCompositeOperation = 'source-over';
      this.#texts.onto(this.#context);
    }
    this.box.classList.toggle('flat', on);
  }

  /** Has the picture in words, for those who do not see it. @param {string} sentence */
  say(sentence) { if (this.#said.textContent !== sentence) this.#said.textContent = sentence; }

  /** Shows what is under the pointer. @param {HTMLElement[]} parts */
  read(parts) {
    this.#reading.hidden = !parts.length;
    this.#reading.classList.toggle('above', this.#low);
    if (parts.length) this.#reading.replaceChildren(...parts);
  }

  /** The font of the figure's texts. */
  get font() { return getComputedStyle(this.box).fontFamily; }

  #drawText() {
    if (this.#overlay && this.#size.width) this.#texts.draw(this.#overlay, this.#size, this.#step, this.font);
  }

  /** Takes the engine's canvas itself: it lies over the copy, which is not to be seen meanwhile and takes the reader's input. @param {HTMLCanvasElement} canvas @param {number} width pixels of the picture in its upper left corner @param {number} height */
  host(canvas, width, height) {
    const size = `width: ${100 * canvas.width / width}%; height: ${100 * canvas.height / height}%`;
    if (canvas.parentNode === this.#lens && this.#hosted === size) return;
    canvas.setAttribute('aria-hidden', 'true');
    canvas.style.cssText = this.#hosted = size; // in the place of Ebitengine's, for a document that is all canvas
    if (canvas.parentNode !== this.#lens) this.#lens.append(canvas);
  }
  #hosted = '';

  // ── Input ─────────────────────────────────────────────────────────────────
  /** @param {boolean} on */
  engage(on) {
    if (this.engaged === on) return;
    this.engaged = on;
    this.box.classList.toggle('engaged', on);
    this.canvas.setAttribute('role', on ? 'application' : 'img');
    this.#ring();
    this.#tell();
  }

  #tell() { this.#run?.tell('engage', { on: this.engaged }); }

  #ring() { this.box.classList.toggle('ring', this.engaged || this.canvas.matches(':focus-visible')); }

  /** @param {string} kind @param {MouseEvent} e @param {number} pointer @param {boolean} touch @param {number | string} [detail] */
  #send(kind, e, pointer, touch, detail = 0) {
    const flags = (touch ? 1 : 0) | (e.shiftKey ? 2 : 0) | (e.ctrlKey || e.metaKey ? 4 : 0);
    this.#low = e.offsetY > this.canvas.offsetHeight / 2;
    this.#run?.event(kind, pointer, e.offsetX / this.#magnified, e.offsetY / this.#magnified, flags, detail);
  }

  /** Where in the picture a pointer went down last: of a touch, which the browser tells afterwards, it says only where in the window it is, and the page may scale and turn the figure. @type {[number, number]} */ #down = [0, 0];

  #listen() {
    const c = this.canvas;
    const on = (/** @type {string} */ type, /** @type {(e: any) => void} */ f, /** @type {AddEventListenerOptions} */ options = {}) => c.addEventListener(type, f, options);
    const pointer = (/** @type {string} */ kind) => (/** @type {PointerEvent} */ e) => this.#send(kind, e, e.pointerId, e.pointerType === 'touch');
    on('pointerdown', (/** @type {PointerEvent} */ e) => {
      if (e.pointerType === 'mouse' && e.button !== 0) return;
      this.pointed = true;
      this.#down = [e.offsetX / this.#magnified, e.offsetY / this.#magnified];
      if (e.pointerType !== 'touch') {
        try { c.setPointerCapture(e.pointerId); } catch { /* a pointer that is gone already, or was never there */ }
        this.engage(true);
      }
      c.focus({ preventScroll: true });
      pointer('down')(e);
    });
    on('mousedown', (/** @type {MouseEvent} */ e) => { if (e.button === 0) e.preventDefault(); }); // it would focus, and scroll
    const move = (/** @type {PointerEvent} */ e) => { this.pointed = true; pointer('move')(e); };
    on('pointermove', move);
    on('pointerenter', (/** @type {PointerEvent} */ e) => { if (e.pointerType !== 'touch') move(e); }); // nor has it to move where a poster goes, or the page is scrolled, under it
    on('pointerup', pointer('up'));
    on('pointercancel', pointer('cancel'));
    on('pointerleave', (/** @type {PointerEvent} */ e) => { this.pointed = false; pointer('leave')(e); });
    on('click', () => this.engage(true));
    // A finger scrolls the page until a tap has engaged the figure, but for what it can take hold of at once.
    // Heard by the box, for Chromium asks nobody whether a touch of the canvas alone may scroll the page: there it cannot be prevented.
    this.box.addEventListener('touchstart', (e) => {
      if (e.target !== c || this.engaged || !e.cancelable || e.touches.length !== 1 || !this.#run?.grips(...this.#down)) return;
      e.preventDefault();
      this.engage(true);
    }, { passive: false });
    // The wheel scrolls the page unless the figure is engaged or Ctrl is held.
    on('wheel', (/** @type {WheelEvent} */ e) => {
      if (!this.#run || !this.engaged && !e.ctrlKey && !e.metaKey) return;
      e.preventDefault();
      this.#send('wheel', e, 0, false, e.deltaY * [1, 33, 400][e.deltaMode]);
    }, { passive: false });
    on('keydown', (/** @type {KeyboardEvent} */ e) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === 'Escape' && this.engaged) {
        this.#run?.event('key', 0, 0, 0, 0, e.key);
        this.engage(false);
      } else if (!this.engaged) {
        if (e.key !== 'Enter') return;
        this.engage(true);
      } else if (e.key === '?') {
        this.box.dispatchEvent(new CustomEvent('keys'));
      } else if (meaningful.has(e.key)) {
        this.#run?.event('key', 0, 0, 0, e.shiftKey ? 2 : 0, e.key);
      } else return;
      e.preventDefault();
    });
    on('focus', () => this.#ring());
    on('blur', () => { this.engage(false); this.#ring(); });
  }
}
