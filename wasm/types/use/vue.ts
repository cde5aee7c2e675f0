// What the templates of Vue 3 are checked against.
import type { GlobalComponents } from 'vue';
import 'scorefield';
import type {} from 'scorefield/vue';

type Props = InstanceType<GlobalComponents['score-field']>['$props'];

export const props: Props = { scene: 'annealed', epsilon: 0.1, 'half-width': '4', autoplay: true, class: 'wide', data: new Float32Array(2), onFrame: (event) => event.detail.step };

// @ts-expect-error there is no such scene
export const scene: Props = { scene: 'anealed' };
// @ts-expect-error nor such a setting
export const setting: Props = { epsilom: 1 };
