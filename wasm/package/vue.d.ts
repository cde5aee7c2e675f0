// Types of <score-field> in the templates of Vue 3: import 'scorefield/vue' anywhere
// as a type, or name it in the "types" of tsconfig.json. The compiler has to be
// told that the tag is an element: isCustomElement: (tag) => tag === 'score-field'.
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { ScoreFieldAttributes, ScoreFieldElement, ScoreFieldEventMap, ScoreFieldProperties } from './scorefield.js';

type Listeners = { [K in keyof ScoreFieldEventMap as `on${Capitalize<K>}`]?: (event: ScoreFieldEventMap[K]) => void };

/** The tag, and the script in the browser. */
declare const ScoreField: DefineComponent<ScoreFieldAttributes & ScoreFieldProperties & Listeners>;
export default ScoreField;

declare module 'vue' {
  interface GlobalComponents {
    'score-field': new () => ScoreFieldElement & { $props: Omit<HTMLAttributes, keyof ScoreFieldAttributes | keyof Listeners> & ScoreFieldAttributes & ScoreFieldProperties & Listeners };
  }
}
