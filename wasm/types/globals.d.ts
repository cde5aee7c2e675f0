// What the scripts of the page find in their windows: Go's support script, which
// the build puts before frame.js and worker.js.

declare class Go {
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance): Promise<void>;
}

// What frame.js and the program leave in the window of the hidden frame.
interface Window {
  scorefieldMost: number;
  scorefieldProgram: any;
  scorefieldFrame: any;
}
