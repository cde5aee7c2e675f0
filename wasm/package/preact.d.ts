// Types of <score-field> in Preact: import 'scorefield/preact' anywhere as a type,
// or name it in the "types" of tsconfig.json.
import type { HTMLAttributes } from 'preact';
import type { ScoreFieldAttributes, ScoreFieldElement, ScoreFieldEventMap, ScoreFieldProperties } from './scorefield.js';

type Listeners = { [K in keyof ScoreFieldEventMap as `on${K}`]?: (event: ScoreFieldEventMap[K]) => void };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'score-field': Omit<HTMLAttributes<ScoreFieldElement>, keyof ScoreFieldAttributes | keyof ScoreFieldProperties | keyof Listeners> & ScoreFieldAttributes & ScoreFieldProperties & Listeners;
    }
  }
}
