// ── Exports: the experiment as files and as text ────────────────────────────
/** Kinds of files, with the end of their names; words.files has what they are called. */
const fileKinds = { particles: 'csv', loss: 'csv', grid: 'csv', weights: 'safetensors', go: 'go', numpy: 'py' };

/** A file of what the program gives. @param {string} kind @param {string | Uint8Array} value @param {string} scene */
function fileOf(kind, value, scene) {
  const end = fileKinds[/** @type {keyof typeof fileKinds} */ (kind)];
  return new File(end === 'csv' ? ['\ufeff', /** @type {string} */ (value)] : [/** @type {BlobPart} */ (value)], `scorefield-${scene}${kind === 'particles' || end !== 'csv' ? '' : '-' + kind}.${end}`, { type: end === 'csv' ? 'text/csv' : end === 'safetensors' ? 'application/octet-stream' : 'text/plain' });
}

/** Text as the value of an attribute in HTML. @param {string} text */
const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** So many characters of points may stand in a page; more, and what HTML would read otherwise, lie beside it. */
const mostInline = 60_000;

/** HTML that shows a figure as it is. @param {string} settings a line each @param {string} script address @param { {name: string, csv: string} | null} points the reader's data @returns { {html: string, file: string}} and the file that has to lie beside the page, if any */
function snippet(settings, script, points) {
  const attributes = settings.split('\n').map((line) => line.match(/^([a-z-]+)=(.*)$/)).filter((m) => m && !['v', 'at', 'now', 'data'].includes(m[1])).map((m) => ` ${m?.[1]}="${quoted(m?.[2] ?? '')}"`);
  const inline = points && points.csv.length <= mostInline && !points.csv.includes('<');
  if (points && !inline) attributes.push(` data="${quoted(points.name)}"`);
  const child = inline ? `<script type="text/csv">\n${points.csv.trim()}\n<\/script>` : '';
  return { html: `<script src="${quoted(script)}" defer><\/script>\n<score-field${attributes.join('')}>${child}</score-field>\n`, file: points && !inline ? points.name : '' };
}

/** How a figure is cited: of the year of its version. @param {string} label of the scene @param {string} address */
function citation(label, address) {
  const year = released.slice(0, 4);
  return `Scorefield ${version}: ${label}. ${year}. ${address}\n\n@misc{scorefield,\n  title = {Scorefield: ${label}},\n  year = {${year}},\n  note = {Version ${version}},\n  howpublished = {\\url{${address}}},\n}\n`;
}

/** The numbers of a run, a line each. @param {Stats} s */
function numbersOf(s) {
  /** @type {(v: any, name: string) => string[]} */
  const flat = (v, name) => (v === null || v === undefined || typeof v === 'string' && !v ? [] :
    typeof v === 'object' && !Array.isArray(v) ? Object.entries(v).flatMap(([key, x]) => flat(x, name ? `${name}.${key}` : key)) : [`${name}\t${Array.isArray(v) ? v.join(' ') : v}`]);
  const { data, fps, stepNs, workers, frames, ...kept } = /** @type {any} */ (s);
  return flat(kept, '').sort().join('\n') + '\n'; // the program gives them in any order
}

/**
 * The menu. A mistake has been said in the figure.
 * @param {typeof words.en} w @param {Actions} a
 */
function exportMenu(w, a) {
  const chip = (/** @type {string} */ label, /** @type {() => any} */ f) => make('button', { className: 'chip', type: 'button', onclick: quietly(f) }, label);
  const copying = (/** @type {string} */ label, /** @type {'link' | 'embed' | 'cite' | 'numbers'} */ what) => {
    const c = chip(label, async () => {
      if (!await a.copy(what)) return;
      c.textContent = w.copiedText;
      setTimeout(() => { c.textContent = label; }, 2000);
    });
    return c;
  };
  const film = chip(`${w.film} …`, () => a.film());
  film.classList.add('moving'); // shown where something moves by itself
  const box = make('div', { className: 'exports', hidden: true, role: 'group', ariaLabel: w.exports },
    ...[1, 2, 3, 4].map((n) => chip(`PNG ${n}×`, () => a.savePicture(n))),
    film,
    ...Object.keys(fileKinds).map((kind) => {
      const c = chip(w.files[/** @type {keyof typeof w.files} */ (kind)], () => a.saveFile(kind));
      c.classList.toggle('learned', kind === 'loss' || kind === 'weights'); // shown where something is
      c.classList.toggle('planar', kind === 'grid'); // shown where there is a plane
      return c;
    }),
    copying(w.embed, 'embed'), copying(w.cite, 'cite'), copying(w.numbers, 'numbers'));
  const open = make('button', { className: 'chip', type: 'button', ariaExpanded: 'false', onclick: () => { box.hidden = !box.hidden; describe(open, 'expanded', String(!box.hidden)); } }, w.exports);
  return [copying(w.link, 'link'), open, box];
}

/** The keys of a figure, until the dialog is closed. @param {typeof words.en} w @param {ShadowRoot} root */
function showKeys(w, root) {
  const close = make('button', { className: 'chip', type: 'button', onclick: () => dialog.close() }, w.close);
  const dialog = make('dialog', { className: 'keys', onclose: () => dialog.remove() }, make('h2', {}, w.keys),
    make('dl', {}, ...w.keyList.flatMap(([keys, what]) => [make('dt', {}, ...keys.split(' ').flatMap((k, i) => [i ? ' ' : '', make('kbd', {}, k)])), make('dd', {}, what)])), close);
  root.append(dialog);
  dialog.showModal();
}
