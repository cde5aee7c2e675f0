// Boot script of the hidden frame in which the program lives. It runs before the
// Go program and gives Ebitengine a document that is its own: a canvas on which
// nothing but drawing happens, as large as the page says, and an animation frame
// when the page says. Sizes, input, focus and visibility are the page's business.
//
// The page finds window.scorefieldFrame here; see engine.js.
'use strict';
(() => {
  const size = { width: 1, height: 1 };
  /** What Ebitengine wants to be called with next. @type {FrameRequestCallback | null} */
  let next = null;
  /** @type {HTMLCanvasElement | null} */
  let canvas = null;
  /** @type {WebGL2RenderingContext | null} */
  let context = null;
  /** What the program wrote: nothing but why it ends. @type {string[]} */
  const lines = [];
  const mostLines = 30;

  window.requestAnimationFrame = (f) => { next = f; return 1; };

  // A frame that the page has taken out has no timers, and in Firefox asking for one breaks off what asks: the program,
  // which is to say once more where its figures are.
  for (const name of /** @type {const} */ (['setTimeout', 'clearTimeout'])) {
    const plain = /** @type {any} */ (window)[name].bind(window);
    /** @type {any} */ (window)[name] = (/** @type {any[]} */ ...values) => { try { return plain(...values); } catch { return 0; } };
  }

  // Ebitengine sizes its canvas by the body, listens for what the reader does on
  // its canvas, and reloads the document when it loses its graphics context.
  const deaf = (/** @type {EventTarget} */ target) => { target.addEventListener = () => {}; };
  const create = document.createElement.bind(document);
  document.createElement = (/** @type {string} */ name) => (name === 'canvas' && canvas ? document.adoptNode(canvas) : create(name));

  /** The canvas that Ebitengine asks for is the page's, which has its context already. @param {HTMLCanvasElement} given @param {WebGL2RenderingContext} its */
  function take(given, its) {
    canvas = given;
    context = its;
    deaf(canvas);
    canvas.focus = () => {};
    canvas.getContext = /** @type {any} */ (() => its);
    EventTarget.prototype.addEventListener.call(canvas, 'webglcontextlost', (e) => { e.preventDefault(); frame.lost(); });
    if (frame.dark) throw new Error('the graphics context is lost');
  }

  deaf(window);
  deaf(document);

  // What goes between the page and the program is the page's kind of object and array.
  for (const name of ['Object', 'Array', 'Uint8Array', 'Float32Array', 'Float64Array']) Object.defineProperty(window, name, { value: /** @type {any} */ (parent)[name], writable: true, configurable: true });

  const go = new Go();
  // Memory of WebAssembly never shrinks. Collected twice as often, which is a few milliseconds in ten seconds, it grows half as
  // far; and garbage of several figures that begin anew together does not add up beyond the limit.
  go.env.GOGC = '50';
  go.env.GOMEMLIMIT = '700MiB';
  let over = false;

  /** The program is there no more. @param {any} [why] */
  function end(why) {
    if (why !== undefined) lines.unshift(String(why));
    if (!over) frame.ended(lines);
    over = true;
  }

  const frame = {
    get canvas() { return canvas; },

    /** The page's: called when the start has come so far. @param {string} _stage */
    reached(_stage) {},

    /** The page's: called when the graphics context is gone. */
    lost() {},

    /** The page's: called once when the program has ended, with its last lines. @param {string[]} _lines */
    ended(_lines) {},

    /** The graphics context is gone, though its event may not have come yet. */
    get dark() { return Boolean(context?.isContextLost()); },

    /** The figure that the program works for, 0 for none: said by the page, and by the program where it works for several. */
    served: 0,

    /** Does work with the program, unless it ends by it. @template T @param {(frame: any) => T} work @returns {T | undefined} */
    alive(work) {
      try {
        const result = work(frame);
        if (!go.exited) return result;
        end();
      } catch (err) { // its functions throw nothing: what comes out of them has broken off what they did
        end(err);
      }
    },

    /** Starts the program; it is there when the promise resolves. @param {WebAssembly.Module} module @param { {canvas: HTMLCanvasElement, context: WebGL2RenderingContext, most: number}} graphics most is the longest side of a picture that can be drawn */
    async start(module, graphics) {
      take(graphics.canvas, graphics.context);
      for (const [name, value] of [['clientWidth', () => size.width], ['clientHeight', () => size.height]]) {
        Object.defineProperty(document.body, /** @type {string} */ (name), { get: /** @type {() => number} */ (value) });
      }
      window.scorefieldMost = graphics.most;
      console.log = (...args) => { // Go's standard output and error
        if (lines.length < mostLines) lines.push(args.join(' '));
      };
      const instance = await WebAssembly.instantiate(module, go.importObject);
      frame.reached('instantiated');
      const run = go.run(instance);
      const program = window.scorefieldProgram;
      if (!program || !canvas || go.exited) throw new Error(lines.join('\n'));
      canvas.removeAttribute('tabindex');
      canvas.remove(); // WebKit waits for ever for the picture of a canvas in a document that is not to be seen
      window.onerror = (message) => { end(message); };
      run.then(() => end(), end);
      await new Promise((then) => setTimeout(then));
      program.lay([], false); // a frame without pictures links the shaders, in a task of its own
      frame.draw(1, 1);
      if (go.exited) throw new Error(lines.join('\n'));
      return { program, canvas, memory: instance.exports.mem };
    },

    /** Draws what the program has laid out, on a canvas of this size. @param {number} width @param {number} height */
    draw(width, height) {
      if (!canvas || frame.dark) return; // what the program asks such a context, it gets no answer to, and ends
      if (canvas.width !== width || canvas.height !== height) {
        size.width = canvas.width = width;
        size.height = canvas.height = height;
      }
      const f = next;
      next = null;
      f?.(performance.now());
    },
  };
  window.scorefieldFrame = frame;
})();
