// ── Waiting: what stands in a figure's place until its program is there ─────
class Waiting {
  /** @param {typeof words.en} w */
  constructor(w) {
    this.#words = w;
    this.#fill = make('i');
    this.#bar = make('div', { className: 'bar', role: 'progressbar', ariaLabel: w.loading, ariaValueMin: '0', ariaValueMax: '100' }, this.#fill);
    this.#amount = make('div', { className: 'amount', ariaHidden: 'true' });
    this.#trouble = make('div', { className: 'line', role: 'status', hidden: true });
    this.#again = make('button', { className: 'chip', type: 'button', hidden: true, onclick: () => { for (const d of [...shared.deliveries]) d.again(); } }, w.retry);
    this.box = make('div', { className: 'waiting' }, this.#bar, this.#amount, this.#trouble, this.#again);
  }
  #words;
  #fill;
  #bar;
  #amount;
  #trouble;
  #again;

  /** @param {Progress} p */
  show({ share, loaded, total, trouble }) {
    const w = this.#words, megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
    this.#fill.style.width = `${100 * share}%`;
    describe(this.#bar, 'valuenow', String(Math.round(100 * share)));
    this.#amount.textContent = total ? w.amount(megabytes(loaded), megabytes(total)) : '';
    const text = !trouble ? '' : 'quiet' in trouble ? w.quiet : w.again(trouble.cause, trouble.attempt, tries);
    if (this.#trouble.textContent !== text) this.#trouble.textContent = text;
    this.#trouble.hidden = this.#again.hidden = !text;
  }
}
