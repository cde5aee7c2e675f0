/** @jsxImportSource preact */
// A component of Preact.
import { createRef } from 'preact';
import 'scorefield';
import type {} from 'scorefield/preact';
import type { ScoreFieldElement } from 'scorefield';

const figure = createRef<ScoreFieldElement>();
export const Figure = () => (
  <score-field ref={figure} scene="annealed" epsilon={0.1} half-width="4" autoplay controls="full" class="wide" key="a"
    onframe={(event) => event.detail.step.toFixed()}>
    What is shown without scripts.
  </score-field>
);

// @ts-expect-error there is no such scene
export const scene = <score-field scene="anealed" />;
// @ts-expect-error nor such a setting
export const setting = <score-field epsilom={1} />;
