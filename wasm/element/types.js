// The one script that a page includes. It defines the element <score-field>, downloads
// the program once a page, and has one engine draw all figures (engine.js). It has no
// numbers of its own: names, ranges, defaults and labels come from the program.
//
// This file is built: ./build.sh joins the files of wasm/element, each an idea.

/**
 * @typedef { {name: string, kind: string, min: number, max: number, default: string, log: boolean, unit: string, auto: string, of: string[], scope: string,
 *   choices: {value: string, en: string, zh: string}[], en: string, zh: string, helpEn: string, helpZh: string}} Param
 * @typedef { {name: string, en: string, zh: string, controls: string[], clock: string, pictures: boolean, ratio: number, ratioNarrow: number, aboutEn: string, aboutZh: string,
 *   variants: Variation[], stages: Variation[], set: Record<string, string>}} Scene
 * @typedef { {en: string, zh: string, text: string, aboutEn: string, aboutZh: string}} Variation
 * @typedef { {version: number, params: Param[], scenes: Scene[]}} Info
 * @typedef { {type: string, message: string, field?: string, value?: string, range?: string, detail?: string}} Problem
 * @typedef {'en' | 'zh'} Language
 * @typedef { {accuracy: number, confidence: number, asked: number, shares: number[], leastShare: number, distance: number, floor: number, noise: number}} PictureStats
 * @typedef { {sample: number, sigma: number, likeliest: number, probabilities: number[], logProb: number[]}} PosteriorStats
 * @typedef { {family: string, points: number, fisher: number | null}} ClosedFormStats
 * @typedef { {objective: string, step: number, loss: number | null, heldOut: number | null, nearness: number | null, optimum: number | null, fisher: number | null, grid: number | null, curl: number | null, closedForm: ClosedFormStats | null, msPerStep: number, worker: boolean, workers: number}} TrainingStats
 * @typedef { {name: string, rows: number, used: number, left: number, x: string, y: string, weight: string, kernels: number, bandwidth: number, summary: string,
 *   notes: string[], choices: string[], reading: string, readings: {key: string, text: string}[], far: number, leftFar: boolean, axes: string, even: boolean,
 *   accuracy: number, print: string, choosable: boolean, side: number, classes: string}} Facts
 * @typedef { {scene: string, seed: number, step: number, particles: number, sigma: number | null, epsilon: number, fps: number, stepNs: number,
 *   shares: number[], share: number | null, trueShare: number | null, shareLow: number | null, shareHigh: number | null,
 *   scoreSigma: number, swd: number | null, swdFloor: number | null, remaining: number | null, accepted: number | null, bestAcceptance: number | null, w2: number | null, w2Floor: number | null, mmd: number | null, mmdFloor: number | null,
 *   ksd: number | null, ksdFloor: number | null, logLikelihood: number | null, exactLogLikelihood: number | null, ess: number | null, rhat: number | null, diverged: number, astray: number, frozen: boolean, earlier: boolean, playing: boolean, limit: number | null,
 *   workers: number, training: TrainingStats | null, data: Facts | null, pictures: PictureStats | null, posterior: PosteriorStats | null,
 *   verdict: {source: string, value: number, low: number, high: number, done: boolean, held: boolean} | null, frames?: number}} Stats
 * @typedef { {x: number, y: number, p: number, logp: number, score: number[], mean?: number[], learned?: number[]}} Pointed
 * @typedef { {signal?: AbortSignal}} Options
 * @typedef { {from?: number, to?: number, every?: number, rate?: number, loop?: 'once' | 'hold' | 'back', scale?: number, width?: number, height?: number, signal?: AbortSignal}} FilmOptions
 */
