/** @jsxImportSource react */
// A component of React 19.
import { useRef } from 'react';
import 'scorefield';
import ScoreField from 'scorefield/react';
import type { ScoreFieldElement } from 'scorefield';

export function Figure() {
  const figure = useRef<ScoreFieldElement>(null);
  return (
    <section onClick={() => figure.current?.play()}>
      <score-field ref={figure} scene="annealed" epsilon={0.1} half-width="4" autoplay controls="full" className="wide" data={new Float64Array(4)}
        onframe={(event) => event.detail.step.toFixed()} onerror={(event) => event.detail.message}>
        What is shown without scripts.
      </score-field>
    </section>
  );
}

// @ts-expect-error there is no such scene
export const scene = <score-field scene="anealed" />;
// @ts-expect-error nor such a setting
export const setting = <score-field epsilom={1} />;
// @ts-expect-error a frame has no such number
export const frame = <score-field onframe={(event) => event.detail.steps} />;
// The component takes the same.
export const component = <ScoreField scene="annealed" epsilon={0.1} onframe={(event) => event.detail.step}>Fallback</ScoreField>;
// @ts-expect-error there is no such scene
export const wrong = <ScoreField scene="anealed" />;
