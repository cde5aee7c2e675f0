// The stand-alone page: a menu of scenes over one figure.
'use strict';
(() => {
  const figure = /** @type {any} */ (document.getElementById('a'));
  const nav = /** @type {HTMLElement} */ (document.getElementById('scenes'));
  const zh = /^zh/.test(navigator.language);
  document.documentElement.lang = zh ? 'zh' : 'en';
  figure.addEventListener('load', () => {
    nav.replaceChildren(...figure.info.scenes.map((/** @type {any} */ s) => {
      const b = document.createElement('button');
      b.type = 'button';
      b.textContent = zh ? s.zh : s.en;
      b.dataset.scene = s.name;
      b.addEventListener('click', () => figure.set({ scene: s.name }).then(() => { mark(); return s.clock === 'still' ? null : figure.play(); }));
      return b;
    }));
    mark();
  });
  figure.addEventListener('frame', mark);
  function mark() {
    for (const b of nav.querySelectorAll('button')) b.setAttribute('aria-pressed', String(b.dataset.scene === figure.params.scene));
  }
})();
