// ── Text and axes: drawn by the browser over the picture ────────────────────
// Where they are, how large and in which colour, the program says (render/overlay.go);
// the letters are the reader's, with all pixels of the screen whatever the picture has.

/**
 * @typedef { {string: string, role: string, panel: number, x: number, y: number, align: number, up: boolean, size: number, box: number[],
 *   color: string, halo: string, rim: number}} CanvasText
 * @typedef { {lines: [number, number, number, number, number, string][], texts: CanvasText[]}} Overlay
 */

const capHeight = 0.715; // of a font's size, in the fonts that systems have

/** Draws texts and lines of a picture. @param {CanvasRenderingContext2D} context @param {Overlay} overlay @param {number} ratio device pixels per unit @param {string} family of the font @param { {x: number, y: number}} [corner] of the canvas in the picture */
function drawOverlay(context, { lines, texts }, ratio, family, { x, y } = { x: 0, y: 0 }) {
  context.save();
  context.setTransform(ratio, 0, 0, ratio, -x, -y);
  const onPixel = (/** @type {number} */ v) => (Math.floor(v * ratio) + 0.5) / ratio;
  context.lineCap = 'round';
  for (let [x0, y0, x1, y1, width, color] of lines) {
    if (width <= 2 && x0 === x1) x0 = x1 = onPixel(x0);
    if (width <= 2 && y0 === y1) y0 = y1 = onPixel(y0);
    context.strokeStyle = color;
    context.lineWidth = Math.max(width, 0.6 / ratio);
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  }
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.direction = 'ltr';
  for (const t of texts) {
    context.save();
    context.translate(t.x, t.y);
    if (t.up) context.rotate(-Math.PI / 2);
    context.font = `${t.size / capHeight}px ${family}`;
    context.textAlign = t.align === 0 ? 'left' : t.align === 1 ? 'right' : 'center';
    const room = t.up ? t.box[3] - t.box[1] : t.box[2] - t.box[0];
    if (t.rim) {
      context.strokeStyle = t.halo;
      context.lineWidth = 2 * t.rim;
      context.strokeText(t.string, 0, 0, room);
    }
    context.fillStyle = t.color;
    context.fillText(t.string, 0, 0, room);
    context.restore();
  }
  context.restore();
}

/**
 * A rectangle of pixels of a picture.
 * @typedef { {x0: number, y0: number, x1: number, y1: number}} Box
 */

/** What a line takes up, in pixels. @param {Overlay['lines'][0]} line @param {number} ratio @returns {Box} */
function boxOfLine([x0, y0, x1, y1, width], ratio) {
  const rim = width * ratio / 2 + 2;
  return { x0: Math.min(x0, x1) * ratio - rim, y0: Math.min(y0, y1) * ratio - rim, x1: Math.max(x0, x1) * ratio + rim, y1: Math.max(y0, y1) * ratio + rim };
}

/** What a text takes up at most: letters of some fonts stand out of its box. @param {CanvasText} t @param {number} ratio @returns {Box} */
function boxOfText({ box, size, rim }, ratio) {
  const over = (0.4 * size + rim) * ratio + 2;
  return { x0: box[0] * ratio - over, y0: box[1] * ratio - over, x1: box[2] * ratio + over, y1: box[3] * ratio + over };
}

const tile = 16; // pixels, or a little more
const canvasCosts = 25_000; // pixels: a canvas more takes about as long as so many pixels more

/** Which tiles of so many pixels have boxes in them, row by row. @param {Box[]} boxes @param {number} columns @param {number} rows @param {number} tile */
function tilesOf(boxes, columns, rows, tile) {
  const full = new Uint8Array(columns * rows);
  for (const b of boxes) {
    const from = Math.max(Math.floor(b.x0 / tile), 0), to = Math.min(Math.ceil(b.x1 / tile), columns);
    for (let y = Math.max(Math.floor(b.y0 / tile), 0); y < Math.min(Math.ceil(b.y1 / tile), rows); y++) if (from < to) full.fill(1, y * columns + from, y * columns + to);
  }
  return full;
}

/**
 * Few rectangles that have all these tiles in them, do not overlap and have their edges on multiples of a tile or where the picture ends.
 * @param {Uint8Array} full by tilesOf; what the rectangles have in them besides is filled, too @param {number} columns @param {number} rows @param {number} tile pixels
 * @param {number} width of the picture @param {number} height @returns {Box[]}
 */
function pieces(full, columns, rows, tile, width, height) {
  /** @type {Box[]} */ let list = [], /** @type {Box[]} */ above = [];
  for (let y = 0; y < rows; y++) {
    /** @type {Box[]} */ const row = [];
    for (let x = 0; x < columns; x++) {
      if (!full[y * columns + x]) continue;
      const last = row[row.length - 1];
      if (last?.x1 === x) last.x1++; else row.push({ x0: x, y0: y, x1: x + 1, y1: y + 1 });
    }
    above = row.map((r) => { // a span that goes on
      const same = above.find((o) => o.x0 === r.x0 && o.x1 === r.x1);
      if (!same) { list.push(r); return r; }
      same.y1++;
      return same;
    });
  }
  const worth = canvasCosts / tile / tile, clear = new Uint32Array((columns + 1) * (rows + 1));
  for (;;) { // those are joined first that lose least by it
    for (let y = 0; y < rows; y++) {
      for (let x = 0, n = 0; x < columns; x++) {
        n += 1 - full[y * columns + x];
        clear[(y + 1) * (columns + 1) + x + 1] = clear[y * (columns + 1) + x + 1] + n;
      }
    }
    const lost = (/** @type {Box} */ b) => clear[b.y1 * (columns + 1) + b.x1] - clear[b.y0 * (columns + 1) + b.x1] - clear[b.y1 * (columns + 1) + b.x0] + clear[b.y0 * (columns + 1) + b.x0];
    let least = worth, /** @type {Box | null} */ best = null;
    for (let i = 0; i < list.length; i++) for (let j = i + 1; j < list.length; j++) {
      let whole = union(list[i], list[j]);
      if (lost(whole) >= least * (list.length - 1)) continue; // nor is it less with more in it
      for (let n = 1, last = 0; n !== last;) { // with all that it would lie over
        last = n;
        const at = whole;
        n = 0;
        for (const b of list) if (meet(b, at)) { n++; whole = union(whole, b); }
        if (n === last && lost(whole) / (n - 1) < least) { least = lost(whole) / (n - 1); best = whole; }
      }
    }
    if (!best) break;
    const joined = best;
    list = [joined, ...list.filter((b) => !meet(b, joined))];
    for (let y = joined.y0; y < joined.y1; y++) full.fill(1, y * columns + joined.x0, y * columns + joined.x1);
  }
  return list.map((b) => ({ x0: b.x0 * tile, y0: b.y0 * tile, x1: Math.min(b.x1 * tile, width), y1: Math.min(b.y1 * tile, height) }));
}

/** Whether two boxes have pixels in common. @param {Box} a @param {Box} b */
function meet(a, b) { return a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0; }

/** @param {Box} a @param {Box} b @returns {Box} */
function union(a, b) { return { x0: Math.min(a.x0, b.x0), y0: Math.min(a.y0, b.y0), x1: Math.max(a.x1, b.x1), y1: Math.max(a.y1, b.y1) }; }

/** Texts and lines over a figure's picture, on canvases where there are any: what lies over a picture is put together with it in every frame, pixel by pixel, be they clear. */
class Texts {
  box = make('div', { className: 'text', ariaHidden: 'true' });
  /** By place and size. @type {Map<string, {canvas: HTMLCanvasElement, drawn: string}>} */ #canvases = new Map();
  #where = ''; // the tiles that the pieces are of
  /** @type {Box[]} */ #pieces = [];

  /** @param {Overlay} overlay @param { {width: number, height: number, ratio: number}} size of the picture @param {number} step pixels after which there is an edge of the page's own @param {string} family of the font */
  draw({ lines, texts }, { width, height, ratio }, step, family) {
    const marks = [...lines.map((l) => ({ line: l, box: boxOfLine(l, ratio), text: null })), ...texts.map((t) => ({ text: t, box: boxOfText(t, ratio), line: null }))];
    const old = this.#canvases;
    this.#canvases = new Map();
    const side = Math.ceil(tile / step) * step, columns = Math.ceil(width / side), rows = Math.ceil(height / side);
    const full = tilesOf(marks.map((m) => m.box), columns, rows, side), where = [width, height, side, full].join();
    if (where !== this.#where) {
      this.#where = where;
      this.#pieces = pieces(full, columns, rows, side, width, height);
    }
    for (const p of this.#pieces) {
      const key = [p.x0, p.y0, p.x1, p.y1, width, height].join();
      let piece = old.get(key);
      old.delete(key);
      if (!piece) {
        const canvas = make('canvas', { width: p.x1 - p.x0, height: p.y1 - p.y0 });
        // a hundredth of a pixel more, for browsers round down to a part of one
        canvas.style.cssText = `left: ${100 * (p.x0 + 0.01) / width}%; top: ${100 * (p.y0 + 0.01) / height}%; width: ${100 * (canvas.width + 0.01) / width}%; height: ${100 * (canvas.height + 0.01) / height}%`;
        piece = { canvas, drawn: '' };
        this.box.append(canvas);
      }
      this.#canvases.set(key, piece);
      const here = marks.filter(({ box: b }) => b.x0 < p.x1 && b.x1 > p.x0 && b.y0 < p.y1 && b.y1 > p.y0);
      const overlay = { lines: here.flatMap((m) => m.line ? [m.line] : []), texts: here.flatMap((m) => m.text ?? []) };
      const drawn = jsonOf([overlay, ratio, family]), context = piece.canvas.getContext('2d');
      if (drawn === piece.drawn || !context) continue;
      piece.drawn = drawn;
      context.clearRect(0, 0, piece.canvas.width, piece.canvas.height);
      drawOverlay(context, overlay, ratio, family, { x: p.x0, y: p.y0 });
    }
    for (const { canvas } of old.values()) canvas.remove();
  }

  /** Draws them on a picture. @param {CanvasRenderingContext2D} context */
  onto(context) {
    for (const [key, { canvas }] of this.#canvases) {
      const [x, y] = key.split(',').map(Number);
      context.drawImage(canvas, x, y);
    }
  }
}
