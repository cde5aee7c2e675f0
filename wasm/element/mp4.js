// ── MP4: what the browser's encoder gives, in the container that slides and messengers take ─
// ISO/IEC 14496-12 (its boxes), 14496-15 (H.264 in them), and "VP Codec ISO Media File Format Binding" 1.0.

/** Whole numbers of so many bytes each. @param {number} size @param {...number} list */
const fixed = (size, ...list) => list.flatMap((v) => bytesOfNumber(v < 0 ? v + 256 ** size : v, size));

/** A box: its length, its four letters, its content. @param {string} type @param {...(ArrayLike<number>)} content */
function box(type, ...content) {
  const body = joined(...content);
  return joined(fixed(4, 8 + body.length), new TextEncoder().encode(type), body);
}

/** Numbers of H.273 for colours as WebCodecs calls them; 2 is "not said". @type {Record<string, number>} */
const colours = { bt709: 1, bt470bg: 5, smpte170m: 6, linear: 8, bt2020: 9, 'bt2020-ncl': 9, smpte432: 12, 'iec61966-2-1': 13 };

/** Ticks of the clock to a frame: players expect some thousands a second. */
const ticks = 1000;

/** A film whose frames follow one another at an exact rate, with all that players must know before the frames. @param {Chunk[]} chunks @param {Coded} of */
function mp4(chunks, { width, height, rate, codec, config }) {
  const u16 = (/** @type {number[]} */ ...list) => fixed(2, ...list), u32 = (/** @type {number[]} */ ...list) => fixed(4, ...list), zeros = (/** @type {number} */ n) => new Uint8Array(n);
  const n = chunks.length, scale = rate * ticks, h264 = codec.startsWith('avc1');
  const { primaries, transfer, matrix, fullRange } = config?.colorSpace ?? {}, colour = [primaries, transfer, matrix].map((c) => colours[c ?? ''] ?? 2), full = fullRange ? 1 : 0;
  const upright = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  const description = config?.description, stored = ArrayBuffer.isView(description) ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength) : new Uint8Array(/** @type {ArrayBuffer} */ (description ?? new ArrayBuffer(0)));
  const entry = box(h264 ? 'avc1' : 'vp09', zeros(6), u16(1), zeros(16), u16(width, height), u32(0x480000, 0x480000, 0), u16(1), zeros(32), u16(24, 0xffff),
    h264 ? box('avcC', stored) : box('vpcC', u32(0x1000000), [0, Number(codec.split('.')[2]), 8 << 4 | 1 << 1 | full, ...colour], u16(0)),
    box('colr', new TextEncoder().encode('nclx'), u16(...colour), [full << 7]));
  const keys = chunks.flatMap((c, i) => (c.key ? [i + 1] : [])), late = chunks.map((c, i) => c.at - i);
  const table = (/** @type {number} */ at) => box('stbl', box('stsd', u32(0, 1), entry), box('stts', u32(0, 1, n, ticks)),
    ...(late.some((d) => d !== 0) ? [box('ctts', u32(0x1000000, n, ...late.flatMap((d) => [1, d * ticks])))] : []), // shown in another order than decoded
    box('stss', u32(0, keys.length, ...keys)), box('stsc', u32(0, 1, 1, n, 1)), box('stsz', u32(0, 0, n, ...chunks.map((c) => c.data.length))), box('stco', u32(0, 1, at)));
  const media = (/** @type {number} */ at) => box('mdia', box('mdhd', u32(0, 0, 0, scale, n * ticks), u16(0x55c4, 0)), box('hdlr', u32(0, 0), new TextEncoder().encode('vide'), zeros(12), new TextEncoder().encode('Scorefield\0')),
    box('minf', box('vmhd', u32(1, 0, 0)), box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))), table(at)));
  const movie = (/** @type {number} */ at) => box('moov', box('mvhd', u32(0, 0, 0, scale, n * ticks, 0x10000), u16(0x100), zeros(10), upright, zeros(24), u32(2)),
    box('trak', box('tkhd', u32(3, 0, 0, 1, 0, n * ticks), zeros(16), upright, u32(width * 0x10000, height * 0x10000)), media(at)));
  const head = box('ftyp', new TextEncoder().encode('isom'), u32(0x200), new TextEncoder().encode(`isomiso4mp41${h264 ? 'avc1' : ''}`));
  return joined(head, movie(head.length + movie(0).length + 8), box('mdat', ...chunks.map((c) => c.data)));
}
