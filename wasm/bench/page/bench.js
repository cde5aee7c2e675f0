// The page of the benchmarks. It holds our program and, when asked, TensorFlow.js
// in one thread, and does short pieces of work when told to: whoever measures
// alternates them.
//
//   start(peers)              loads ours, and TensorFlow.js if peers
//   ours.run(name, ms)        our work, see ours/main_js.go
//   kernels.run(name, ms)     the benchmark Dense/name of our vector kernels: GFLOP/s
//   tfjs.run(way, name, ms)   the same work by TensorFlow.js: ms/step or GFLOP/s
//   tfjs.learn(setting)       learns the toy with the wasm backend: {seconds, steps}
//   tfjs.learnDigits(way)     learns digits, as bench.Digits says: {seconds, steps, distance}
//
// The ways of TensorFlow.js are its backends, cpu and wasm, and tuned: the wasm
// backend, which multiplies transposed matrices ten times slower than others,
// with the transposes of every gradient written out.
'use strict';

/** @param {string} url */
const compiled = async (url) => WebAssembly.compile(await (await fetch(url)).arrayBuffer());

/** @param {boolean} peers */
async function start(peers) {
  const go = new Go();
  go.run(await WebAssembly.instantiate(await compiled('ours.wasm'), go.importObject));
  while (!globalThis.ours) await new Promise((next) => setTimeout(next, 10));
  if (peers) await Promise.all([kernels.start(), tfjs.start()]);
}

const kernels = {
  /** @type {WebAssembly.Module | null} */ module: null,
  async start() { kernels.module = await compiled('vec.test.wasm'); },

  /**
   * Runs the test program of our kernels anew and reads what it prints.
   * @param {string} name
   * @param {number} ms
   * @returns {Promise<number>}
   */
  async run(name, ms) {
    const go = new Go();
    go.argv = ['vec.test', '-test.run=^$', `-test.bench=^BenchmarkDense$/^${name}$`, `-test.benchtime=${ms}ms`];
    const log = console.log, lines = [];
    console.log = (line) => lines.push(line);
    await go.run(await WebAssembly.instantiate(kernels.module, go.importObject));
    console.log = log;
    return Number(/([\d.]+) GFLOP\/s/.exec(lines.join('\n'))[1]);
  },
};

/** @typedef {(a: any, w: any) => any} Product a matrix product */
/** @typedef {{w: any[], b: any[], times: Product}} Net weights in×out and biases, as variables */

const tfjs = {
  /** @type {Record<string, () => void>} */ rounds: {}, // by way and name, kept so that all but the first slice are warm
  /** @type {Float32Array} */ pool: new Float32Array(0), // N×2 points of the toy; drawing them costs TensorFlow.js nothing
  next: 0,

  async start() {
    for (const file of ['tfjs/dist/tf', 'tfjs-backend-wasm/dist/tf-backend-wasm']) {
      const script = document.createElement('script');
      script.src = `tensorflow/${file}.min.js`;
      await new Promise((done, fail) => { script.onload = done; script.onerror = fail; document.head.append(script); });
    }
    tf.wasm.setWasmPaths(new URL('tensorflow/tfjs-backend-wasm/dist/', location.href).href);
    tf.wasm.setThreadsCount(1);
    const n = 1 << 16, planar = ours.toy(n, 0);
    tfjs.pool = Float32Array.from({ length: 2 * n }, (_, i) => planar[(i & 1) * n + (i >> 1)]);
  },

  /** The next n points, n×2. @param {number} n */
  draw(n) {
    tfjs.next = 2 * (tfjs.next + n) > tfjs.pool.length ? 0 : tfjs.next;
    const x = tfjs.pool.subarray(2 * tfjs.next, 2 * (tfjs.next + n));
    tfjs.next += n;
    return tf.tensor2d(x, [n, 2]);
  },

  /** @type {Record<string, Product>} */ products: {
    plain: (a, w) => tf.matMul(a, w),
    tuned: (a, w) => tf.customGrad((/** @type {any} */ a, /** @type {any} */ w, /** @type {any} */ save) => {
      save([a, w]);
      const gradFunc = (/** @type {any} */ d, /** @type {any[]} */ [a, w]) => [tf.matMul(d, tf.transpose(w)), tf.matMul(tf.transpose(a), d)];
      return { value: tf.matMul(a, w), gradFunc };
    })(a, w),
  },

  /** A network of the given widths, uniform in ±1/√in. @param {boolean} tuned @param {number[]} widths @returns {Net} */
  net(tuned, ...widths) {
    const uniform = (shape, n) => tf.variable(tf.randomUniform(shape, -1 / Math.sqrt(n), 1 / Math.sqrt(n)));
    const layers = widths.slice(1).map((out, i) => [widths[i], out]);
    const times = tuned ? tfjs.products.tuned : tfjs.products.plain;
    return { w: layers.map(([n, out]) => uniform([n, out], n)), b: layers.map(([n, out]) => uniform([out], n)), times };
  },

  /** Its output, softplus between layers. @param {Net} net @param {any} x */
  eval(net, x) {
    return net.w.reduce((a, w, i) => tf.add(net.times(i ? tf.softplus(a) : a, w), net.b[i]), x);
  },

  /** Its output s and the derivative of s along v. @param {Net} net @param {any} x @param {any} v */
  tangent(net, x, v) {
    let a = x, da = v;
    net.w.forEach((w, i) => {
      if (i) [a, da] = [tf.softplus(a), tf.mul(tf.sigmoid(a), da)];
      [a, da] = [tf.add(net.times(a, w), net.b[i]), net.times(da, w)];
    });
    return [a, da];
  },

  /**
   * λ(σ)·½‖s(x + σz, σ) + z/σ‖² with λ = σ² and s = o/σ, o of x and log σ; σ is
   * log-uniform in 0.1 … 20.
   * @param {Net} net @param {number} n
   */
  denoisingLadder(net, n) {
    const z = tf.randomNormal([n, 2]);
    const logSigma = tf.randomUniform([n, 1], Math.log(0.1), Math.log(20));
    const noisy = tf.add(tfjs.draw(n), tf.mul(tf.exp(logSigma), z));
    return tf.mul(1 / 2 / n, tf.sum(tf.square(tf.add(tfjs.eval(net, tf.concat([noisy, logSigma], 1)), z))));
  },

  /** ½‖s(x + σz) + z/σ‖² at one level. @param {Net} net @param {number} n @param {number} sigma */
  denoising(net, n, sigma) {
    const z = tf.randomNormal([n, 2]);
    const s = tfjs.eval(net, tf.add(tfjs.draw(n), tf.mul(sigma, z)));
    return tf.mul(1 / 2 / n, tf.sum(tf.square(tf.add(s, tf.mul(1 / sigma, z)))));
  },

  /** vᵀ(∂s/∂x)v + ½‖s‖², v Gaussian or of signs. @param {Net} net @param {number} n @param {boolean} signs */
  sliced(net, n, signs) {
    const v = signs ? tf.sign(tf.randomUniform([n, 2], -1, 1)) : tf.randomNormal([n, 2]);
    const [s, jv] = tfjs.tangent(net, tfjs.draw(n), v);
    return tf.mul(1 / n, tf.add(tf.sum(tf.mul(v, jv)), tf.mul(1 / 2, tf.sum(tf.square(s)))));
  },

  /** One step of Adam. @param {Net} net @param {number} rate @param {(net: Net) => any} loss */
  training(net, rate, loss) {
    const adam = tf.train.adam(rate);
    return () => { tf.tidy(() => { adam.minimize(() => loss(net), false, [...net.w, ...net.b]); }); };
  },

  /** A round of the named work. @param {string} name @param {boolean} tuned @returns {() => void} */
  make(name, tuned) {
    const [, kind, size] = /^(.*?)-?(\d*)$/.exec(name), n = Number(size);
    switch (kind) {
      case 'denoising-conditional': return tfjs.training(tfjs.net(tuned, 3, 128, 128, 2), 1e-3, (net) => tfjs.denoisingLadder(net, n));
      case 'denoising': return tfjs.training(tfjs.net(tuned, 2, 128, 128, 2), 1e-3, (net) => tfjs.denoising(net, n, 0.5));
      case 'sliced-vr': return tfjs.training(tfjs.net(tuned, 2, 128, 128, 2), 1e-3, (net) => tfjs.sliced(net, n, false));
    }
    const a = tf.randomNormal([512, 128]), b = tf.randomNormal([512, 128]), w = tf.randomNormal([128, 128]);
    const product = {
      'dense-forward': () => tf.matMul(a, w),
      'dense-dX': () => (tuned ? tf.matMul(a, tf.transpose(w)) : tf.matMul(a, w, false, true)),
      'dense-dW': () => (tuned ? tf.matMul(tf.transpose(a), b) : tf.matMul(a, b, true, false)),
    }[kind];
    if (!product) throw new Error(`no work ${name}`);
    return () => { tf.tidy(() => { product(); }); };
  },

  /**
   * @param {'wasm' | 'tuned' | 'cpu'} way
   * @param {string} name
   * @param {number} ms
   */
  async run(way, name, ms) {
    await tf.setBackend(way === 'cpu' ? 'cpu' : 'wasm');
    const round = tfjs.rounds[way + name] ??= tfjs.make(name, way === 'tuned');
    round();
    const begin = performance.now();
    let n = 0, gone = 0;
    do { round(); n++; gone = performance.now() - begin; } while (gone < ms);
    return name.startsWith('dense') ? 2 * 512 * 128 * 128 * n / gone / 1e6 : gone / n;
  },

  /** Its weights as our network has them: W out×in, then b, layer by layer. @param {Net} net */
  weights(net) {
    const parts = net.w.flatMap((w, i) => [tf.tidy(() => tf.transpose(w).dataSync()), net.b[i].dataSync()]);
    const all = new Float32Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of parts) { all.set(p, at); at += p.length; }
    return all;
  },

  /**
   * Ways to learn the toy: the published one, and the one that suits TensorFlow.js
   * best, of objectives, rates from 2e-3 to 5e-3 and batches from 32 to 512.
   */
  settings: {
    published: { tuned: false, rate: 1e-3, loss: (/** @type {Net} */ net) => tfjs.sliced(net, 128, false) },
    best: { tuned: true, rate: 3e-3, loss: (/** @type {Net} */ net) => tfjs.sliced(net, 64, true) },
  },

  /** As ours.learn: the same steps between looks, which are not counted, the same error. @param {string} setting */
  async learn(setting) {
    await tf.setBackend('wasm');
    const { tuned, rate, loss } = tfjs.settings[setting], net = tfjs.net(tuned, 2, 128, 128, 2), step = tfjs.training(net, rate, loss);
    let seconds = 0, steps = 0;
    while (steps <= 20000) {
      const begin = performance.now();
      for (let i = 0; i < 25; i++) step();
      seconds += (performance.now() - begin) / 1e3;
      steps += 25;
      if (ours.error(tfjs.weights(net)) <= 0.05) break;
    }
    return { seconds, steps };
  },

  /** Pictures of digits, n×64. @param {number} n */
  pictures(n) {
    const planar = ours.digits(n, 0);
    return tf.tensor2d(Float32Array.from({ length: 64 * n }, (_, i) => planar[(i % 64) * n + Math.floor(i / 64)]), [n, 64]);
  },

  /** The scores s of x at σ, n×1, of bench.Digits' network, whose data deviate by 0.8. @param {Net} net @param {any} x @param {any} sigma */
  digitScores(net, x, sigma) {
    const logSigma = tf.log(sigma), r2 = tf.add(tf.square(sigma), 0.64), r = tf.sqrt(r2);
    const turns = [1, 2, 4, 8].flatMap((k) => [tf.cos(tf.mul(logSigma, k / 2)), tf.sin(tf.mul(logSigma, k / 2))]);
    const silu = (/** @type {any} */ z) => tf.mul(z, tf.sigmoid(z));
    const layer = (/** @type {any} */ a, /** @type {number} */ l) => tf.add(net.times(a, net.w[l]), net.b[l]);
    const a = silu(layer(tf.concat([tf.div(x, r), tf.div(logSigma, 4), ...turns], 1), 0));
    const out = layer(tf.add(a, layer(silu(layer(a, 1)), 2)), 3);
    return tf.sub(tf.mul(tf.div(0.8, tf.mul(sigma, r)), out), tf.div(x, r2));
  },

  /** The same loss at draws of σ. @param {Net} net @param {any} x n×64 */
  digitLoss(net, x) {
    const n = x.shape[0], z = tf.randomNormal([n, 64]), sigma = tf.exp(tf.randomNormal([n, 1], -0.6, 1.2));
    const s = tfjs.digitScores(net, tf.add(x, tf.mul(sigma, z)), sigma);
    return tf.mul(1 / 2 / n, tf.sum(tf.square(tf.add(tf.mul(sigma, s), z))));
  },

  /** As ours.learnDigits: the same network, from weights of the same law, and steps. @param {'wasm' | 'tuned'} way */
  async learnDigits(way) {
    const alike = 6, between = 250, most = 3000, batch = 128; // as pictures.go has them
    await tf.setBackend('wasm');
    const net = tfjs.net(way === 'tuned', 73, 256, 256, 256, 64), all = [...net.w, ...net.b], adam = tf.train.adam(4e-3);
    const pool = tfjs.pictures(1 << 14), mean = { ...net, w: net.w.map((v) => tf.variable(v)), b: net.b.map((v) => tf.variable(v)) }, means = [...mean.w, ...mean.b];
    const planar = ours.scores(tfjs.weights(net)), scores = tf.tidy(() => tfjs.digitScores(net, tf.slice(pool, [0, 0], [64, 64]), tf.fill([64, 1], 0.5)).dataSync());
    const off = Math.max(...scores.map((/** @type {number} */ s, /** @type {number} */ i) => Math.abs(s - planar[(i % 64) * 64 + Math.floor(i / 64)])));
    if (!(off < 1e-3 * Math.max(...planar.map(Math.abs)))) throw new Error(`another network: scores are off by ${off}`);
    let seconds = 0, steps = 0, distance = Infinity;
    while (steps < most && distance > alike) {
      const begin = performance.now();
      for (let i = 0; i < between; i++) {
        adam.learningRate = 4e-3 * Math.min((steps + 1) / 100, 1) * (1 + Math.cos(Math.PI * steps / most)) / 2;
        steps++;
        const decay = Math.min(0.998, (1 + steps) / (10 + steps));
        tf.tidy(() => {
          const x = tf.gather(pool, tf.randomUniform([batch], 0, 1 << 14, 'int32'));
          adam.minimize(() => tfjs.digitLoss(net, x), false, all);
          means.forEach((m, k) => m.assign(tf.add(m, tf.mul(1 - decay, tf.sub(all[k], m)))));
        });
      }
      seconds += (performance.now() - begin) / 1e3;
      distance = ours.distance(tfjs.weights(mean));
      await new Promise((next) => setTimeout(next)); // the page lives
    }
    tf.dispose([pool, ...all, ...means]);
    return { seconds, steps, distance };
  },
};
