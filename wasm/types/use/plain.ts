// A page in TypeScript that uses everything the element has.
import 'scorefield';
import type { Problem, ScoreFieldElement, Stats } from 'scorefield';

const figure = document.createElement('score-field');
const same: ScoreFieldElement | null = document.querySelector('score-field');
figure.scene = 'annealed';
figure.seed = 7;
figure.autoplay = true;
figure.controls = 'full';
figure.poster = null;
figure.ratio = '16 / 9';
figure.params = { epsilon: 0.1, 'half-width': '4', noise: 'off' };
figure.data = new Float32Array([0, 0, 1, 1]);
const epsilon: string = figure.params.epsilon;
const scene: string = figure.scene;

export async function use(signal: AbortSignal) {
  await figure.play({ signal });
  await figure.step(10, { signal });
  await figure.reset(3);
  await figure.set({ density: 'two-moons' });
  await figure.seek(100, 'training');
  await figure.setState(await figure.getState());
  const stats: Stats = await figure.stats();
  const share: number | null = stats.share;
  const samples: Float64Array = await figure.samples();
  const picture: Blob = await figure.toBlob({ scale: 2 });
  const film: File = await figure.toFile('gif', { from: 0, to: 60, every: 2, rate: 20, loop: 'back', scale: 2 });
  const copied: boolean = await figure.copyLink();
  return [epsilon, scene, same, share, samples, picture, film, copied, figure.info?.params[0].min];
}

figure.addEventListener('frame', (event) => { const step: number = event.detail.step; return step; });
figure.addEventListener('error', (event) => { const problem: Problem = event.detail; return problem.field; });
figure.addEventListener('click', (event) => event.clientX);
window.scorefield = { base: '/assets/scorefield/' };
window.scorefield.autoRender?.(document.body);

// @ts-expect-error there is no such scene
figure.scene = 'anealed';
// @ts-expect-error nor such a setting
figure.set({ epsilom: 1 });
// @ts-expect-error a switch is on or off
figure.set({ noise: true });
// @ts-expect-error info is the program's
figure.info = null;
// @ts-expect-error steps are counted
figure.step('many');
// @ts-expect-error a frame has no such number
figure.addEventListener('frame', (event) => event.detail.steps);
