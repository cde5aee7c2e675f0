// ── PNG: a picture packed in slices ─────────────────────────────────────────
// W3C, "Portable Network Graphics (PNG) Specification (Third Edition)". A browser packs
// a canvas when the page leaves it time, and at once when it leaves none.

/** Remainders of the polynomial of annex D, of every byte. */
const remainders = Uint32Array.from({ length: 256 }, (_, c) => {
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ c >>> 1 : c >>> 1;
  return c;
});

/** A chunk: length, type, data, and the code of type and data. @param {string} type @param {Uint8Array} data */
function pngChunk(type, data) {
  const chunk = new Uint8Array(data.length + 12), view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i);
  chunk.set(data, 8);
  let code = -1;
  for (let i = 4; i < data.length + 8; i++) code = remainders[(code ^ chunk[i]) & 255] ^ code >>> 8;
  view.setUint32(data.length + 8, ~code);
  return chunk;
}

const pngPixels = 1 << 14; // that are packed at once

/** Some rows as they are packed: of each byte what the one above it lacks (filter 2), modulo 256. @param {Uint8ClampedArray} rgba @param {Uint8Array} above the row before, which becomes the last of them */
function filtered(rgba, above) {
  const side = above.length, rows = rgba.length / side, lines = new Uint8Array(rows * (side + 1));
  for (let y = 0, from = 0, to = 0; y < rows; y++) {
    lines[to++] = 2;
    for (let x = 0; x < side; x++, from++) {
      lines[to++] = rgba[from] - above[x];
      above[x] = rgba[from];
    }
  }
  return lines;
}

/** A picture as a PNG. @param {HTMLCanvasElement} c @returns {Promise<Blob>} */
async function packed(c) {
  const { width, height } = c, context = c.getContext('2d'), header = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]); // eight bits of red, green, blue and opacity
  if (!context) throw new Error('the browser could not pack the picture');
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  const parts = [new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]), pngChunk('IHDR', header)];
  const { readable, writable } = new CompressionStream('deflate'), writer = writable.getWriter(), reader = readable.getReader();
  const read = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(pngChunk('IDAT', part.value));
  })();
  const pause = slicing(), rows = Math.max(1, Math.floor(pngPixels / width)), above = new Uint8Array(4 * width);
  for (let y = 0; y < height; y += rows) {
    const lines = filtered(context.getImageData(0, y, width, Math.min(rows, height - y)).data, above);
    await Promise.race([writer.write(lines), read]); // read ends before the end only where the packing has failed
    await pause();
  }
  await Promise.all([writer.close(), read]);
  return new Blob([...parts, pngChunk('IEND', new Uint8Array())], { type: 'image/png' });
}
