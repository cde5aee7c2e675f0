// ── GIF: frames of one palette, each in what has changed since the one before ─
// Compuserve, "Graphics Interchange Format, version 89a" (1990).

const gifPixels = 1 << 16; // that are counted or packed at once

/** A colour in 5, 6 and 5 bits. @param {number} r @param {number} g @param {number} b */
const shadeOf = (r, g, b) => (r >> 3) << 11 | (g >> 2) << 5 | b >> 3;

/** The colours of all frames, of 5, 6 and 5 bits: how many pixels have them, and the sums of their channels. */
class Shades {
  #n = new Float64Array(65536);
  #sums = [new Float64Array(65536), new Float64Array(65536), new Float64Array(65536)];

  /** Counts a frame's pixels, and gives it back in 16 bits a pixel. @param {Uint8ClampedArray} rgba */
  async add(rgba) {
    const shades = new Uint16Array(rgba.length / 4), pause = slicing();
    for (let i = 0; i < shades.length; i += gifPixels) {
      this.#count(shades, rgba, i, Math.min(i + gifPixels, shades.length));
      await pause();
    }
    return shades;
  }

  /** Counts pixels from i to end. @param {Uint16Array} shades @param {Uint8ClampedArray} rgba @param {number} i @param {number} end */
  #count(shades, rgba, i, end) {
    const [red, green, blue] = this.#sums;
    for (let at = 4 * i; i < end; i++, at += 4) {
      const s = shades[i] = shadeOf(rgba[at], rgba[at + 1], rgba[at + 2]);
      this.#n[s]++;
      red[s] += rgba[at];
      green[s] += rgba[at + 1];
      blue[s] += rgba[at + 2];
    }
  }

  /** At most so many colours by the median cut, as palette.go has it, and the one of each shade. @param {number} most */
  async palette(most) {
    /** @typedef { {shade: number, at: number[], n: number}} Colour */
    /** @param {Colour[]} colours */
    const boxOf = (colours) => {
      let spread = 0, channel = 0;
      for (let k = 0; k < 3; k++) {
        let lo = 255, hi = 0;
        for (const { at } of colours) { lo = Math.min(lo, at[k]); hi = Math.max(hi, at[k]); }
        if (hi - lo > spread) { spread = hi - lo; channel = k; }
      }
      return { colours, spread, channel };
    };
    /** @type {Colour[]} */ const all = [], pause = slicing();
    for (const [shade, n] of this.#n.entries()) {
      if (n) all.push({ shade, at: this.#sums.map((sum) => sum[shade] / n), n });
      if (shade % 1024 === 0) await pause();
    }
    const boxes = [boxOf(all)];
    while (boxes.length < most) {
      await pause();
      const widest = boxes.reduce((a, b) => (b.spread > a.spread ? b : a));
      if (!widest.spread) break;
      const { colours, channel } = widest, values = colours.map((c) => c.at[channel]);
      const middle = (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
      boxes[boxes.indexOf(widest)] = boxOf(colours.filter((c) => c.at[channel] < middle));
      boxes.push(boxOf(colours.filter((c) => c.at[channel] >= middle)));
    }
    const indexOf = new Uint8Array(65536), colours = new Uint8Array(768);
    for (const [i, box] of boxes.entries()) {
      await pause();
      const n = box.colours.reduce((sum, c) => sum + c.n, 0);
      for (let k = 0; k < 3; k++) colours[3 * i + k] = Math.round(box.colours.reduce((sum, c) => sum + c.at[k] * c.n, 0) / n);
      for (const c of box.colours) indexOf[c.shade] = i;
    }
    return { colours, indexOf };
  }
}

/** Indices of 8 bits in the codes of Lempel, Ziv and Welch, of 9 bits and more, in blocks of at most 255 bytes. */
class Lzw {
  /** The code of a code and the index after it; 0: none. */ #next = new Uint16Array(4096 << 8);

  /** @param {Uint8Array} indices at least one @returns {Promise<Uint8Array>} */
  async pack(indices) {
    const clear = 256, next = this.#next;
    let out = new Uint8Array(indices.length + 1024), n = 1, block = 0; // the length of the present block stands at block
    let bits = 0, held = 0, width = 9, free = clear + 2;
    const byte = (/** @type {number} */ v) => {
      if (n + 3 > out.length) { const more = new Uint8Array(2 * out.length); more.set(out); out = more; }
      if (n === block + 256) { out[block] = 255; block = n++; }
      out[n++] = v;
    };
    const code = (/** @type {number} */ c) => {
      held |= c << bits;
      for (bits += width; bits >= 8; bits -= 8) { byte(held & 255); held >>>= 8; }
    };
    next.fill(0);
    code(clear);
    let prefix = indices[0];
    const pause = slicing();
    for (let i = 1; i < indices.length; i++) {
      if (i % gifPixels === 0) await pause();
      const at = prefix << 8 | indices[i];
      if (next[at]) { prefix = next[at]; continue; }
      code(prefix);
      prefix = indices[i];
      if (free < 4096) {
        if (free === 1 << width) width++;
        next[at] = free++;
      } else {
        code(clear);
        next.fill(0);
        width = 9;
        free = clear + 2;
      }
    }
    code(prefix);
    if (free === 1 << width && width < 12) width++;
    code(clear + 1);
    if (bits) byte(held);
    out[block] = n - block - 1;
    if (out[block]) out[n++] = 0;
    return out.slice(0, n);
  }
}

/** A GIF of the frames. What has not changed since the frame before is transparent, and only the rectangle of what has is there. */
class Gif {
  /** @param {number} width @param {number} height */
  constructor(width, height) { this.#width = width; this.#height = height; }
  #width;
  #height;
  #shades = new Shades();
  #frames = /** @type {Uint16Array[]} */ ([]);

  /** @param {ImageData} picture */
  async add(picture) { this.#frames.push(await this.#shades.add(picture.data)); }

  /**
   * The file. @param {number[]} order of the frames @param {number} delay hundredths of a second @param {number} last the same of the last of them @param {boolean} endless
   * @param {(share: number) => Promise<void>} pause between two frames
   */
  async file(order, delay, last, endless, pause) {
    const clear = 255, { colours, indexOf } = await this.#shades.palette(clear), lzw = new Lzw(), rest = slicing(), w = this.#width, h = this.#height, rows = Math.ceil(gifPixels / w);
    const short = (/** @type {number} */ v) => [v & 255, v >> 8];
    /** @type {BlobPart[]} */ const parts = [new Uint8Array([...new TextEncoder().encode('GIF89a'), ...short(w), ...short(h), 0xf7, 0, 0]), colours];
    if (endless) parts.push(new Uint8Array([0x21, 0xff, 11, ...new TextEncoder().encode('NETSCAPE2.0'), 3, 1, 0, 0, 0]));
    let before = /** @type {Uint8Array | null} */ (null);
    for (const [k, i] of order.entries()) {
      const frame = this.#frames[i], now = new Uint8Array(frame.length);
      let x0 = w, y0 = h, x1 = 0, y1 = 0; // of what has changed
      for (let y = 0, at = 0; y < h; y++) {
        for (let x = 0; x < w; x++, at++) {
          if ((now[at] = indexOf[frame[at]]) === before?.[at]) continue;
          x0 = Math.min(x0, x); x1 = Math.max(x1, x + 1);
          y0 = Math.min(y0, y); y1 = y + 1;
        }
        if (y % rows === 0) await rest();
      }
      if (x1 <= x0) { x0 = y0 = 0; x1 = y1 = 1; }
      const part = new Uint8Array((x1 - x0) * (y1 - y0));
      for (let y = y0, to = 0; y < y1; y++) {
        for (let x = x0; x < x1; x++, to++) {
          const at = y * w + x;
          part[to] = before && now[at] === before[at] ? clear : now[at];
        }
        if (y % rows === 0) await rest();
      }
      parts.push(new Uint8Array([0x21, 0xf9, 4, before ? 5 : 4, ...short(k === order.length - 1 ? last : delay), clear, 0, 0x2c, ...short(x0), ...short(y0), ...short(x1 - x0), ...short(y1 - y0), 0, 8]), /** @type {BlobPart} */ (await lzw.pack(part)));
      before = now;
      await pause((k + 1) / order.length);
    }
    parts.push(new Uint8Array([0x3b]));
    return parts;
  }
}
