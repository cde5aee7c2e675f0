// What the scripts of the page find in their windows: Go's support script, which
// the build puts before frame.js and worker.js.

declare class Go {
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  env: Record<string, string>;
  exited: boolean;
  run(instance: WebAssembly.Instance): Promise<void>;
}

// What frame.js and the program leave in the window of the hidden frame.
interface Window {
  scorefieldMost: number;
  scorefieldProgram: any;
  scorefieldFrame: any;
}

// What the element is declared to be, for those who use it, without what reflects attributes.
type DeclaredElement = Omit<import('../../dist/scorefield/scorefield').ScoreFieldElement, keyof HTMLElement | keyof import('../../dist/scorefield/scorefield').ScoreFieldReflected>;
