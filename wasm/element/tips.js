// ── Tips: what a setting or a number is, for whoever points at it, comes to it with the keys, or taps it ─
const tipDelay = 350; // milliseconds that a pointer has to rest

class Tips {
  /** @param {HTMLElement} figure whose parts with data-tip are told about, and its buttons by their names where keys come to them */
  constructor(figure) {
    this.#figure = figure;
    this.#parts = () => /** @type {HTMLElement[]} */ ([...figure.querySelectorAll('[data-tip]')].filter((part) => part.checkVisibility?.() !== false));
    const about = (/** @type {EventTarget | null} */ e) => /** @type {HTMLElement | null} */ (e instanceof Element ? e.closest('[data-tip], button.tool[title]') : null);
    figure.addEventListener('pointerover', (e) => {
      if (e.pointerType === 'touch') return;
      const of = about(e.target);
      if (!of?.dataset.tip) this.#soon(null); // what browsers show of a button by themselves is enough
      else if (textOf(of) === this.#next) return; // the numbers of a run are made anew with every frame
      else if (textOf(of) === this.#shown) clearTimeout(this.#timer);
      else this.#soon(of);
    });
    figure.addEventListener('pointerleave', (e) => { if (e.pointerType !== 'touch') this.#soon(null); });
    this.box.addEventListener('pointerenter', () => clearTimeout(this.#timer));
    this.box.addEventListener('pointerleave', () => this.#soon(null));
    this.box.addEventListener('click', () => this.hide());
    figure.addEventListener('focusin', (e) => {
      const of = about(e.target);
      if (of?.dataset.tip || of?.matches(':focus-visible')) this.#show(this.#focused = of);
    });
    figure.addEventListener('focusout', () => { this.#focused = null; this.hide(); });
    figure.addEventListener('click', (e) => {
      const of = about(e.target);
      if (!of?.dataset.tip) this.hide();
      else if (!(e.target instanceof HTMLInputElement || e.target instanceof HTMLSelectElement)) this.#show(of); // a control is used; its name is asked
    });
    figure.addEventListener('input', (e) => { if (/** @type {HTMLInputElement} */ (e.target).type !== 'checkbox') this.hide(); }); // whose name is pressed with it
    figure.addEventListener('keydown', (e) => { if (e.key === 'Escape') this.hide(); });
  }
  #figure;
  #parts;
  box = make('p', { className: 'tip', role: 'tooltip', hidden: true });
  #shown = '';
  #next = ''; // what is shown once the pointer has rested
  #timer = 0;
  /** @type {HTMLElement | null} */ #focused = null;

  hide() {
    clearTimeout(this.#timer);
    this.#next = '';
    this.box.hidden = true;
    this.#shown = '';
  }

  /** Shows another one, or none, once the pointer has rested. @param {HTMLElement | null} of */
  #soon(of) {
    clearTimeout(this.#timer);
    const next = this.#next = of ? textOf(of) : '';
    if (!of && (!this.#shown || this.#focused)) return;
    this.#timer = setTimeout(() => {
      const now = of?.isConnected ? of : this.#parts().find((part) => part.dataset.tip === next);
      if (now && next) this.#show(now); else this.hide();
    }, tipDelay);
  }

  /** Above what it is about, where there is room in the window, and within the figure. @param {HTMLElement} of */
  #show(of) {
    clearTimeout(this.#timer);
    this.#next = '';
    this.box.textContent = this.#shown = textOf(of);
    this.box.hidden = false;
    const { style } = this.box;
    style.left = style.top = '0'; // where that is depends on the page: a host with display: contents is no box to be placed in
    const host = this.#figure.getBoundingClientRect(), at = of.getBoundingClientRect(), size = this.box.getBoundingClientRect();
    const scale = host.width / this.#figure.offsetWidth || 1, gap = 6 * scale; // a page may have made the figure larger
    const left = Math.max(Math.min(at.left, host.right - size.width - gap), host.left + gap);
    const above = at.top - size.height - gap;
    style.left = `${(left - size.left) / scale}px`;
    style.top = `${((above > 0 ? above : at.bottom + gap) - size.top) / scale}px`;
  }
}

/** Lets a part of the figure be told about, and its control say the same to who does not see it. @template {HTMLElement} T @param {T} part @param {string} tip @returns {T} */
function told(part, tip) {
  if (tip) part.dataset.tip = tip;
  for (const control of part.querySelectorAll('input, select')) describe(control, 'description', tip);
  return part;
}

/** @param {HTMLElement} of */
const textOf = (of) => of.dataset.tip ?? of.title;
