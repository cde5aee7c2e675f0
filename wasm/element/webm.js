// ── WebM: what the browser's encoder gives, in the container that browsers play ─
// RFC 8794 (EBML) and RFC 9559 (Matroska), of which WebM is a part.

/** A whole number in big-endian bytes, at least so many. @param {number} v @param {number} [least] */
function bytesOfNumber(v, least = 1) {
  const b = [];
  for (; v > 0 || b.length < least; v = Math.floor(v / 256)) b.unshift(v % 256);
  return b;
}

/** Bytes of parts one after the other. @param {...(ArrayLike<number>)} parts */
function joined(...parts) {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) { all.set(p, at); at += p.length; }
  return all;
}

/** An element: its number, its length in four bytes, its content. @param {number} id @param {...(ArrayLike<number>)} content */
function ebml(id, ...content) {
  const body = joined(...content);
  return joined(bytesOfNumber(id), bytesOfNumber(0x10000000 + body.length), body);
}

/**
 * @typedef { {key: boolean, at: number, data: Uint8Array}} Chunk of the frame that is shown as the at-th
 * @typedef { {width: number, height: number, rate: number, codec: string, config?: VideoDecoderConfig}} Coded how frames were encoded
 */

/** A film whose frames follow one another at an exact rate: a tick of its clock is a frame. @param {Chunk[]} chunks @param {Coded} of */
function webm(chunks, { width, height, rate, codec }) {
  const text = (/** @type {string} */ s) => new TextEncoder().encode(s), real = (/** @type {number} */ v) => new Uint8Array(new Float64Array([v]).buffer).reverse();
  const nanoseconds = bytesOfNumber(Math.round(1e9 / rate));
  const head = ebml(0x1a45dfa3, ebml(0x4286, [1]), ebml(0x42f7, [1]), ebml(0x42f2, [4]), ebml(0x42f3, [8]), ebml(0x4282, text('webm')), ebml(0x4287, [2]), ebml(0x4285, [2]));
  const info = ebml(0x1549a966, ebml(0x2ad7b1, nanoseconds), ebml(0x4489, real(chunks.length)), ebml(0x4d80, text('Scorefield')), ebml(0x5741, text('Scorefield')));
  const tracks = ebml(0x1654ae6b, ebml(0xae, ebml(0xd7, [1]), ebml(0x73c5, [1]), ebml(0x83, [1]), ebml(0x9c, [0]), ebml(0x86, text(codec === 'vp8' ? 'V_VP8' : 'V_VP9')), ebml(0x23e383, nanoseconds),
    ebml(0xe0, ebml(0xb0, bytesOfNumber(width)), ebml(0xba, bytesOfNumber(height)))));
  /** @type { {first: number, bytes: Uint8Array}[]} a cluster for every key frame and what follows it */ const clusters = [];
  for (let first = 0, end = 0; first < chunks.length; first = end) {
    for (end = first + 1; end < chunks.length && !chunks[end].key; end++);
    const blocks = chunks.slice(first, end).map((c, i) => ebml(0xa3, [0x81, i >> 8, i & 255, c.key ? 0x80 : 0], c.data));
    clusters.push({ first, bytes: ebml(0x1f43b675, ebml(0xe7, bytesOfNumber(first)), ...blocks) });
  }
  // Where the clusters are is said before them, in numbers of fixed length.
  const cues = (/** @type {number} */ at) => ebml(0x1c53bb6b, ...clusters.map(({ first, bytes }) => {
    const point = ebml(0xbb, ebml(0xb3, bytesOfNumber(first)), ebml(0xb7, ebml(0xf7, [1]), ebml(0xf1, bytesOfNumber(at, 6))));
    at += bytes.length;
    return point;
  }));
  const before = info.length + tracks.length;
  return joined(head, ebml(0x18538067, info, tracks, cues(before + cues(0).length), ...clusters.map((c) => c.bytes)));
}
