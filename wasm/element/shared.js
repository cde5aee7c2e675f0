// ── What a page shares: one download, one compile, one engine, one pool ─────
/** What a page may say before this script runs: the folder of its files, or where each of them is (place.mjs). @type { {base?: string, files?: Record<string, string>}} */
const given = /** @type {any} */ (window).scorefield ?? {};
const here = ownAddress();

/** Where this script came from: its element knows; for a module, and where a <base> that came later makes another address of the element's, the browser's trace of calls does. */
function ownAddress() {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement && !(script.src && document.querySelector('base[href]'))) return script.src || location.href;
  return new Error().stack?.match(/(?:https?|file):\/\/[^\s()]+?(?=:\d+:\d+)/)?.[0] ?? (/** @type {HTMLScriptElement | null} */ (script)?.src || location.href);
}

/** The address of one of this script's files. @param {string} name */
function beside(name) {
  const { base, files } = given;
  if (base) return new URL(name, new URL(base.replace(/\/?$/, '/'), document.baseURI)).href;
  return files?.[name] ?? new URL(name, here).href;
}

/** Whether one of this script's files may be there: a page that says where each is says so of all that there are. @param {string} name */
const placed = (name) => Boolean(given.base || !given.files || given.files[name]);

const onDisk = location.protocol === 'file:';

/** What the stand-alone page has inside: the text of a script element. Anything else of that name may be a guest's. @param {string} id */
const inside = (id) => { const e = document.getElementById(id); return e instanceof HTMLScriptElement ? e.text : null; };

/**
 * All figures share it; a later copy of this script finds here what is offered to scripts. Deliveries are the files on their way, watchers
 * those who hear of them, failed the figures whose program could not be had: they try again when another has it, or the network is back.
 * @type { {module: Promise<WebAssembly.Module> | null, core: Promise<WebAssembly.Module> | null, engine: any, pool: any, region: HTMLElement | null, saying: number, trusted: any,
 *   offered: any, deliveries: Set<Delivery>, watchers: Set<(progress: Progress) => void>, failed: Set<() => void>}}
 */
const shared = /** @type {any} */ (window)[Symbol.for('scorefield')] = { module: null, core: null, engine: null, pool: null, region: null, saying: 0, trusted: null, offered: null,
  deliveries: new Set(), watchers: new Set(), failed: new Set() };

/** Offers to the page's scripts, as scorefield, what this one can do, beside what the page has said there, which may be frozen. @param {any} what */
function offer(what) {
  shared.offered = what;
  /** @type {any} */ (window).scorefield = Object.assign({}, given, what);
}

/** Figures that could not start try again. */
function revive() { for (const start of [...shared.failed]) start(); }
addEventListener('online', revive);

/** The page in one file, where the page says that there is one. */
const standalone = document.currentScript?.dataset.standalone ? new URL(document.currentScript.dataset.standalone, document.baseURI).href : '';

/** A value as JSON, whatever toJSON a page's library has given all arrays and objects (Prototype.js did, and the arrays became text). @param {any} value @param {(v: any) => any} [replace] */
function jsonOf(value, replace) {
  const changed = 'toJSON' in Array.prototype || 'toJSON' in Object.prototype;
  if (!changed && !replace) return JSON.stringify(value);
  return JSON.stringify(value, /** @this {any} @param {string} key @param {any} v */ function (key, v) {
    const before = this[key], of = before !== null && typeof before === 'object' && changed && !Object.hasOwn(before, 'toJSON') ? Object.getPrototypeOf(before) : undefined;
    const own = of === null || of === Array.prototype || of === Object.prototype ? before : v;
    return replace ? replace(own) : own;
  });
}

/** Notes in the page's own record of times that the start has come so far, once a page. @param {string} stage */
function reached(stage) {
  const name = 'scorefield ' + stage;
  if (!performance.getEntriesByName(name, 'mark').length) performance.mark(name);
}

/** An error that carries which step of the failure ladder it is. @param {string} type @param {string} [detail] */
function fault(type, detail = '') { return Object.assign(new Error(detail || type), { type }); }

/** Styles an element that takes no room in the page, whatever the page asks of all its elements. @param {HTMLElement} element @param {Record<string, string>} also */
function unseen({ style }, also) {
  for (const [name, value] of Object.entries({ all: 'initial', position: 'fixed', width: '1px', height: '1px', border: '0', 'pointer-events': 'none', ...also })) style.setProperty(name, value, 'important');
}

const untilHeard = 100; // milliseconds: of a live region that has just come into a page, what it has in it is not read

/** Says something of a figure, or of what is in it, through one polite live region. It stands in the page, or, as nothing else of the page is there for
 * who cannot see it, in what is modal or fills the screen around the figure. @param {string} text @param {Element} element of the figure */
function announce(text, element) {
  const modal = [element, ...around(element)].find((e) => e.matches(':modal')), { body, documentElement } = element.ownerDocument;
  const place = modal ? modal.shadowRoot ?? modal : body ?? documentElement;
  const region = shared.region ??= make('div', { ariaLive: 'polite' });
  const say = () => { region.textContent = text; };
  clearTimeout(shared.saying);
  region.lang = languageOf(element) === 'zh' ? 'zh-CN' : 'en';
  if (region.parentNode === place) { say(); return; }
  unseen(region, { inset: '0 auto auto 0', overflow: 'hidden', 'clip-path': 'inset(50%)' });
  region.textContent = '';
  place.append(region);
  shared.saying = setTimeout(say, untilHeard);
}
