// ── What takes longer than a moment: how far it has come, and a way to stop it ─
class Working {
  /** @param {() => void} stop @param {() => void} leave the button that has the focus goes */
  constructor(stop, leave) {
    this.#leave = leave;
    this.#stop.addEventListener('click', stop);
    this.box.append(this.#bar, this.#left, this.#stop);
  }
  #leave;
  #bar = make('progress', { max: 1 });
  #left = make('span');
  #stop = make('button', { className: 'chip', type: 'button' });
  box = make('div', { className: 'working', role: 'group', hidden: true });

  /** @param { {share: number | null, left: number | null} | null} how @param {typeof words.en} w */
  show(how, w) {
    if (!how && this.box.contains(/** @type {ShadowRoot} */ (this.box.getRootNode()).activeElement)) this.#leave();
    this.box.hidden = !how;
    if (!how) return;
    if (how.share === null) this.#bar.removeAttribute('value'); else this.#bar.value = how.share;
    for (const e of [this.box, this.#bar]) describe(e, 'label', w.working);
    this.#left.textContent = how.left === null ? w.working : w.left(how.left);
    this.#stop.textContent = w.stop;
  }
}
