/** Logistic regression over segments. A hostile text teaches by its most hostile segments: which of them they are is found while learning. */
import { FEATURE_COUNT } from "../engine/injection/features.ts";
import { readSegments } from "../engine/injection/reading.ts";
import type { Example } from "./examples.ts";
import { Chance } from "./grammar.ts";

/** An example as the model sees it: segment `i` has the features `[offsets[i], offsets[i + 1])`. */
export interface Sample {
  readonly example: Example;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
  readonly spans: Int32Array;
  /** Per segment: 1 inside a hostile span, 0 outside, 2 unknown. */
  readonly inside: Uint8Array;
}

export function sampleOf(example: Example): Sample {
  const offsets: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const spans: number[] = [];
  const inside: number[] = [];
  readSegments(example.text, { field: "", hidden: false }, ({ segment, features }) => {
    for (let i = 0; i < features.count; i++) {
      indices.push(features.indices[i]!);
      values.push(features.values[i]!);
    }
    offsets.push(indices.length);
    spans.push(segment.start, segment.end);
    inside.push(placeOf(example, segment.start, segment.end));
  });
  return {
    example,
    offsets: Int32Array.from(offsets),
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
    spans: Int32Array.from(spans),
    inside: Uint8Array.from(inside),
  };
}

function placeOf(example: Example, start: number, end: number): number {
  if (!example.label) return 0;
  if (example.spans.length === 0) return 2;
  const middle = (start + end) / 2;
  return example.spans.some(([from, to]) => from <= middle && middle <= to) ? 1 : 0;
}

export interface Weights {
  readonly weights: Float32Array;
  readonly bias: number;
}

export function logit(sample: Sample, segment: number, { weights, bias }: Weights): number {
  let sum = bias;
  for (let i = sample.offsets[segment]!, end = sample.offsets[segment + 1]!; i < end; i++) {
    sum += weights[sample.indices[i]!]! * sample.values[i]!;
  }
  return sum;
}

/** The highest logit of any segment; -20 for a text without words. */
export function topLogit(sample: Sample, model: Weights): number {
  let top = -20;
  for (let i = 0; i + 1 < sample.offsets.length; i++) top = Math.max(top, logit(sample, i, model));
  return top;
}

export interface LearnOptions {
  readonly seed: number;
  /** Default 8. */
  readonly epochs?: number;
}

const RATE = 0.12;
const DECAY = 2e-6;
/** How much a negative segment counts against a positive one. */
const NEGATIVE_WEIGHT = 1;

/** Trains on the samples. The same samples in the same order and the same seed give the same weights. */
export function learn(samples: readonly Sample[], { seed, epochs = 8 }: LearnOptions): Weights {
  const weights = new Float32Array(FEATURE_COUNT);
  const squares = new Float32Array(FEATURE_COUNT).fill(1e-3);
  const model = { weights, bias: -2 };
  let biasSquares = 1e-3;
  const chance = new Chance(seed);
  const importance = importanceOf(samples);
  const step = (sample: Sample, segment: number, target: number, weight: number) => {
    const gradient = (1 / (1 + Math.exp(-logit(sample, segment, model))) - target) * weight;
    if (Math.abs(gradient) < 1e-4) return;
    for (let i = sample.offsets[segment]!, end = sample.offsets[segment + 1]!; i < end; i++) {
      const index = sample.indices[i]!;
      const slope = gradient * sample.values[i]! + DECAY * weights[index]!;
      squares[index]! += slope * slope;
      weights[index]! -= RATE * slope / Math.sqrt(squares[index]!);
    }
    biasSquares += gradient * gradient;
    model.bias -= RATE * gradient / Math.sqrt(biasSquares);
  };
  const order = samples.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    chance.shuffle(order);
    for (const at of order) {
      const sample = samples[at]!;
      teach(sample, { epoch, model, weight: importance.get(weightKey(sample))!, step });
    }
  }
  return model;
}

type Step = (sample: Sample, segment: number, target: number, weight: number) => void;

function teach(sample: Sample, about: { epoch: number; model: Weights; weight: number; step: Step }): void {
  const { epoch, model, weight, step } = about;
  const count = sample.offsets.length - 1;
  const candidates: { segment: number; score: number }[] = [];
  for (let segment = 0; segment < count; segment++) {
    const inside = sample.inside[segment]!;
    if (inside === 0) step(sample, segment, 0, weight * NEGATIVE_WEIGHT);
    else candidates.push({ segment, score: logit(sample, segment, model) });
  }
  if (candidates.length === 0) return;
  const known = sample.inside.includes(1);
  // Where nobody says which segment it is, the first round only learns from those who do.
  if (!known && epoch === 0) return;
  candidates.sort((a, b) => b.score - a.score);
  const taught = epoch === 0 ? candidates.length : known ? Math.max(1, candidates.length >> 1) : 1;
  for (const { segment } of candidates.slice(0, taught)) step(sample, segment, 1, weight * (known ? 1.5 : 1));
}

function weightKey({ example }: Sample): string {
  return `${example.source} ${example.group} ${example.label}`;
}

/** Groups of many rows count less a row, so that no source and no template drowns the others. */
function importanceOf(samples: readonly Sample[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const sample of samples) rows.set(weightKey(sample), (rows.get(weightKey(sample)) ?? 0) + 1);
  return new Map(
    [...rows].map((
      [key, count],
    ) => [key, key.startsWith("synthetic") ? 0.6 : Math.min(1, Math.max(0.25, 20 / count))]),
  );
}
