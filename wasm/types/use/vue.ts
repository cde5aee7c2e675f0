// What the templates of Vue 3 are checked against.
import { h, type GlobalComponents } from 'vue';
import 'scorefield';
import ScoreField from 'scorefield/vue';

type Props = InstanceType<GlobalComponents['score-field']>['$props'];

export const props: Props = { scene: 'annealed', epsilon: 0.1, 'half-width': '4', autoplay: true, class: 'wide', data: new Float32Array(2), onFrame: (event) => event.detail.step };

// @ts-expect-error there is no such scene
export const scene: Props = { scene: 'anealed' };
// @ts-expect-error nor such a setting
export const setting: Props = { epsilom: 1 };
// The component takes the same.
export const component = h(ScoreField, { scene: 'annealed', epsilon: 0.1, onFrame: (event) => event.detail.step });
// @ts-expect-error there is no such scene
export const wrong = h(ScoreField, { scene: 'anealed' });
