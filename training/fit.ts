/** From samples to a model as it ships: weights in bytes, and a bias that puts the threshold at 0. */
import { createHash } from "node:crypto";
import type { LinearModel } from "../engine/injection/model.ts";
import { learn, type Sample, topLogit, type Weights } from "./learn.ts";

/** Share of ordinary texts of the calibration set that may be flagged. */
const FALSE_ALARMS = 0.004;
export const SEED = 3;
/** One group in this many is held back to choose the threshold. */
const CALIBRATION_PARTS = 5;

/** Trains twice: without a fifth of the groups, to choose the threshold on those, then on everything. */
export function fit(samples: readonly Sample[]): LinearModel {
  const isHeldBack = (sample: Sample) => partOf(sample, CALIBRATION_PARTS) === 0;
  const inner = learn(samples.filter((sample) => !isHeldBack(sample)), { seed: SEED });
  const ordinary = samples.filter((sample) => isHeldBack(sample) && !sample.example.label && isRead(sample));
  const threshold = upperQuantile(ordinary.map((sample) => topLogit(sample, inner)), FALSE_ALARMS);
  return quantise(learn(samples, { seed: SEED }), threshold);
}

/** Whether the text is something that an agent reads, and neither a chat nor a request body. */
function isRead({ example }: Sample): boolean {
  return example.channel !== "direct" && example.channel !== "api-request";
}

function upperQuantile(values: number[], share: number): number {
  return values.sort((a, b) => b - a)[Math.floor(values.length * share)] ?? 0;
}

/** Groups that are whole sources of ordinary texts would never be in two parts; these are split by text. */
const SPLIT_BY_TEXT = /^(?:docs:|bipia:(?:table|code)$|agentdojo:travel$|notinject:|pint:)/;

/** Part of `parts` that a sample belongs to; hostile texts of one task are always together. */
export function partOf({ example }: Sample, parts: number): number {
  const { label, group, id } = example;
  const key = !label && SPLIT_BY_TEXT.test(group) ? id : group;
  return createHash("sha256").update(key).digest().readUInt32BE(0) % parts;
}

function quantise({ weights, bias }: Weights, threshold: number): LinearModel {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127;
  return {
    weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    scale,
    bias: bias - threshold,
  };
}

export function digestOf(weights: Int8Array): string {
  return createHash("sha256").update(new Uint8Array(weights.buffer, weights.byteOffset, weights.length))
    .digest("hex");
}
