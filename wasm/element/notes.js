// ── Notes over the picture: what went wrong, until it is put right ──────────
class Notes {
  /** @param {() => typeof words.en} current words of the figure's language */
  constructor(current) {
    this.#words = current;
    this.box = make('div', { className: 'notes' });
  }
  #words;

  /** @param {string} message @param {string} cause what it is about: it goes when that is put right @param {(() => void) | null} [again] tries it again */
  add(message, cause, again) {
    if ([...this.box.children].some((n) => n.firstChild?.textContent === message)) return;
    this.clear(cause);
    const note = make('div', { className: 'note', role: 'alert' }, make('span', {}, message));
    note.dataset.cause = cause;
    if (again) note.append(make('button', { type: 'button', onclick: () => { note.remove(); again(); } }, this.#words().retry));
    note.append(make('button', { type: 'button', ariaLabel: this.#words().close, onclick: () => note.remove() }, '×'));
    while (this.box.children.length >= 3) this.box.lastChild?.remove();
    this.box.prepend(note); // the newest is seen, also where the picture has no room for three
    this.box.scrollTop = 0;
  }

  /** What this was about has been put right. @param {string} cause */
  clear(cause) {
    for (const n of [...this.box.children]) if (/** @type {HTMLElement} */ (n).dataset.cause === cause) n.remove();
  }
}
