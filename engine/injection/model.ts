/** The trained weights: linear over hashed features, one signed byte each. Made by `deno task train`; see docs/model-card.md. */
import { FEATURE_COUNT, type FeatureVector } from "./features.ts";
import { WEIGHTS } from "./weights.ts";

export interface LinearModel {
  readonly weights: Int8Array;
  /** What one step of a weight is worth. */
  readonly scale: number;
  /** Shifted so that 0 is the threshold that training chose. */
  readonly bias: number;
}

export const MODEL: LinearModel = {
  weights: bytesOf(WEIGHTS.base64),
  scale: WEIGHTS.scale,
  bias: WEIGHTS.bias,
};

/** 64 letters of RFC 4648, section 4. */
function bytesOf(base64: string): Int8Array {
  const text = atob(base64);
  const bytes = new Int8Array(FEATURE_COUNT);
  for (let i = 0; i < Math.min(text.length, FEATURE_COUNT); i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The probability that a segment is an instruction to its reader, in the model's opinion; 0.5 is the threshold. */
export function probability({ indices, values, count }: FeatureVector, model: LinearModel): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += model.weights[indices[i]!]! * values[i]!;
  return 1 / (1 + Math.exp(-(sum * model.scale + model.bias)));
}
