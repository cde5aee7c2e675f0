// ── What a page shares: one download, one compile, one engine, one pool ─────
const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;
const beside = (/** @type {string} */ name) => new URL(name, here || location.href).href;
const onDisk = location.protocol === 'file:';

/** What the stand-alone page has inside: the text of a script element. Anything else of that name may be a guest's. @param {string} id */
const inside = (id) => { const e = document.getElementById(id); return e instanceof HTMLScriptElement ? e.text : null; };

/** Two copies of this script share it. @type {{module: Promise<WebAssembly.Module> | null, core: Promise<WebAssembly.Module> | null, engine: any, pool: any, region: HTMLElement | null}} */
const shared = /** @type {any} */ (window)[Symbol.for('scorefield')] ??= { module: null, core: null, engine: null, pool: null, region: null };

/** An error that carries which step of the failure ladder it is. @param {string} type @param {string} [detail] */
function fault(type, detail = '') { return Object.assign(new Error(detail || type), { type }); }

/** Says something through the page's one polite live region. @param {string} text */
function announce(text) {
  if (!shared.region?.isConnected) {
    shared.region = make('div', { ariaLive: 'polite' });
    Object.assign(shared.region.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' });
    document.body.append(shared.region);
  }
  shared.region.textContent = text;
}
