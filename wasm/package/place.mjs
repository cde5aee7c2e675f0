// Says where the files of this folder are, before scorefield.js asks. Each is
// written out because bundlers look for just this form, copy the file and put
// its new address in the place of the expression.
const files = {
  'scorefield.wasm.gz': new URL('./scorefield.wasm.gz', import.meta.url).href,
  'core.wasm.gz': new URL('./core.wasm.gz', import.meta.url).href,
  'frame.js': new URL('./frame.js', import.meta.url).href,
  'worker.js': new URL('./worker.js', import.meta.url).href,
  // and every poster, by the build
};
globalThis.scorefield = { files, ...globalThis.scorefield };
