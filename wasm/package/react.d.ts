// Types of <score-field> in React 19: import 'scorefield/react' anywhere as a type,
// or name it in the "types" of tsconfig.json.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ScoreFieldAttributes, ScoreFieldElement, ScoreFieldEventMap, ScoreFieldProperties } from './scorefield.js';

type Listeners = { [K in keyof ScoreFieldEventMap as `on${K}`]?: (event: ScoreFieldEventMap[K]) => void };

/** The tag, and the script in the browser. */
export default function ScoreField(props: DetailedHTMLProps<HTMLAttributes<ScoreFieldElement>, ScoreFieldElement> & ScoreFieldAttributes & ScoreFieldProperties & Listeners): import('react').ReactElement;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'score-field': DetailedHTMLProps<HTMLAttributes<ScoreFieldElement>, ScoreFieldElement> & ScoreFieldAttributes & ScoreFieldProperties & Listeners;
    }
  }
}
