// ── Sight: whether a figure is where it is seen ─────────────────────────────
/** Whether an entry has a box. @param {IntersectionObserverEntry | undefined} entry */
const boxed = (entry) => Boolean(entry && (entry.boundingClientRect.width || entry.boundingClientRect.height));

/**
 * Tells how much is seen of a figure, whatever the page makes of its host: one with display: contents has no box, and one with content-visibility: hidden
 * has, but nothing in it is drawn.
 * @param {Element} host @param {Element} figure the box in it @param {IntersectionObserverInit} options @param {(entry: IntersectionObserverEntry, drawn: boolean) => void} tell
 * @returns {() => void} to be called when nobody is interested any longer
 */
function watchSight(host, figure, options, tell) {
  /** @type {Map<Element, IntersectionObserverEntry>} */ const last = new Map();
  const observer = new IntersectionObserver((entries) => {
    for (const e of entries) last.set(e.target, e);
    const outer = last.get(host), inner = last.get(figure);
    if (outer && inner) tell(boxed(outer) ? outer : inner, boxed(inner));
  }, options);
  observer.observe(host);
  observer.observe(figure);
  return () => observer.disconnect();
}

/** Whether a part of an element is where the page is seen. @param {Element} element */
function inView(element) {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}
