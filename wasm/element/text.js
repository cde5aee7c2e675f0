// ── Text and axes: drawn by the browser over the picture ────────────────────
// Where they are, how large and in which colour, the program says (render/overlay.go);
// the letters are the reader's, with all pixels of the screen whatever the picture has.

/**
 * @typedef { {string: string, role: string, panel: number, x: number, y: number, align: number, up: boolean, size: number, box: number[],
 *   color: string, halo: string, rim: number}} CanvasText
 * @typedef { {lines: [number, number, number, number, number, string][], texts: CanvasText[]}} Overlay
 */

const capHeight = 0.715; // of a font's size, in the fonts that systems have

/** Draws texts and lines of a picture. @param {CanvasRenderingContext2D} context @param {Overlay} overlay @param {number} ratio device pixels per unit @param {string} family of the font */
function drawOverlay(context, { lines, texts }, ratio, family) {
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
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
