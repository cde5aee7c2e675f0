// ── Video: frames by the browser's own encoder (WebCodecs) ──────────────────
/**
 * Levels of H.264 that pictures of this page need (table A-1 of the standard): the number in the codec's name,
 * macroblocks of a frame and of a second.
 */
const levels = [[0x1f, 3600, 108_000], [0x28, 8192, 245_760], [0x32, 22_080, 589_824], [0x33, 36_864, 983_040], [0x34, 36_864, 2_073_600]];

/** The name of a profile of H.264 at the least level that such frames need. @param {string} profile @param {number} width @param {number} height @param {number} rate */
function h264(profile, width, height, rate) {
  const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  const [level] = levels.find(([, frame, second]) => blocks <= frame && blocks * rate <= second) ?? levels[levels.length - 1];
  return `avc1.${profile}${level.toString(16)}`;
}

const vp9 = 'vp09.00.51.08';
/** Codecs of each container, the better one first; the profiles are High, Main and Constrained Baseline. @type {Record<'webm' | 'mp4', (width: number, height: number, rate: number) => string[]>} */
const codecs = { webm: () => [vp9, 'vp8'], mp4: (...size) => [...['6400', '4d00', '42e0'].map((profile) => h264(profile, ...size)), vp9] };

/** Encodes frames, of even sides. */
class Video {
  /** An encoder, or null where the browser has none for such pictures. @param {'webm' | 'mp4'} kind @param {number} width @param {number} height @param {number} rate */
  static async open(kind, width, height, rate) {
    for (const codec of typeof VideoEncoder === 'undefined' ? [] : codecs[kind](width, height, rate)) {
      const config = { codec, width, height, framerate: rate, bitrate: Math.max(500_000, Math.round(0.25 * width * height * rate)) };
      const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
      if (supported) return new Video(config, kind);
    }
    return null;
  }

  /** @param {VideoEncoderConfig & {framerate: number}} config @param {'webm' | 'mp4'} kind */
  constructor(config, kind) {
    this.#config = config;
    this.#kind = kind;
    this.#encoder = new VideoEncoder({
      output: (chunk, about) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.#decoder ??= about?.decoderConfig;
        this.#chunks.push({ key: chunk.type === 'key', at: Math.round(chunk.timestamp * config.framerate / 1e6), data });
      },
      error: (err) => { this.#failed = err; },
    });
    this.#encoder.configure(config);
  }
  #config;
  #kind;
  #decoder = /** @type {VideoDecoderConfig | undefined} */ (undefined);
  #encoder;
  #failed = /** @type {Error | null} */ (null);
  #chunks = /** @type {Chunk[]} */ ([]);
  #added = 0;

  /** @param {CanvasImageSource} picture */
  async add(picture) {
    const { framerate } = this.#config, k = this.#added++;
    const frame = new VideoFrame(/** @type {HTMLCanvasElement} */ (picture), { timestamp: Math.round(k * 1e6 / framerate), duration: Math.round(1e6 / framerate) });
    this.#encoder.encode(frame, { keyFrame: k % (2 * framerate) === 0 });
    frame.close();
    while (this.#encoder.encodeQueueSize > 2 && !this.#failed) await new Promise((go) => setTimeout(go, 4));
    if (this.#failed) throw this.#failed;
  }

  async file() {
    await this.#encoder.flush();
    if (this.#failed) throw this.#failed;
    const { width, height, framerate, codec } = this.#config;
    return (this.#kind === 'mp4' ? mp4 : webm)(this.#chunks, { width, height, rate: framerate, codec, config: this.#decoder });
  }

  close() { if (this.#encoder.state !== 'closed') this.#encoder.close(); }
}
