/**
 * What the model sees of a sentence: which kinds of words stand in which order, where the sentence stands, and a few ideas put into
 * words ("asks to send something of mine to an address"). Words themselves weigh little, so that the wording does not matter.
 */
import { classed, classedAt, gather } from "./classed_words.ts";
import { type Context, IDEA_COUNT } from "./ideas.ts";
import { Field, Place, PLACE_COUNT } from "./places.ts";
import type { Segment } from "./segments.ts";
import type { Tokens } from "./tokens.ts";

/** Places for features: the first half for classes, places and ideas, the second for words. */
export const FEATURE_COUNT = 16384;
const HALF = FEATURE_COUNT / 2;

/** How much a feature of each family counts before training; words little, since they say what this text is about and not what it wants. */
const IDEA_VALUE = 1;
const CLASS_VALUE = 0.6;
const WORD_VALUE = 0.18;

/** Features of one segment. The same index may come more than once. */
export class FeatureVector {
  count = 0;
  readonly indices: Int32Array;
  readonly values: Float32Array;

  constructor(readonly capacity = 4096) {
    this.indices = new Int32Array(capacity);
    this.values = new Float32Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  add(index: number, value: number): void {
    if (this.count === this.capacity) return;
    this.indices[this.count] = index;
    this.values[this.count++] = value;
  }
}

/** Places that people seldom write requests in, places that they do, and what nobody sees. */
const PLACE_GROUP = [0, 1, 2, 3, 3, 4, 5, 6, 5, 1];

/** Adds every feature of a segment. `ideas` is what {@linkcode ideasOf} said of the same segment and tokens. */
export function addFeatures(
  segment: Segment,
  tokens: Tokens,
  about: { ideas: number; phrases: number; forgeries: number; context: Context },
  out: FeatureVector,
): void {
  const { ideas, phrases, forgeries, context } = about;
  const group = PLACE_GROUP[segment.place]!;
  let at = 0;
  out.add(at + segment.place, IDEA_VALUE);
  at += PLACE_COUNT;
  out.add(at + segment.field, IDEA_VALUE);
  at += 5;
  for (let bits = ideas, idea = 0; bits !== 0; bits >>>= 1, idea++) {
    if ((bits & 1) === 0) continue;
    out.add(at + idea, IDEA_VALUE);
    out.add(at + IDEA_COUNT * (1 + group) + idea, IDEA_VALUE);
  }
  at += IDEA_COUNT * 8;
  for (let bits = context.ideasBefore, idea = 0; bits !== 0; bits >>>= 1, idea++) {
    if ((bits & 1) !== 0) out.add(at + idea, IDEA_VALUE / 2);
  }
  at += IDEA_COUNT;
  if (segment.first) out.add(at, IDEA_VALUE);
  if (context.codeFollows) out.add(at + 1, IDEA_VALUE);
  if (context.codeActs) out.add(at + 2, IDEA_VALUE);
  out.add(at + 3 + Math.min(7, tokens.count >> 2), IDEA_VALUE);
  out.add(at + 11 + Math.min(3, tokens.codeSigns >> 1), IDEA_VALUE);
  if (tokens.invisible > 1) out.add(at + 15, IDEA_VALUE);
  if (segment.field === Field.identifier && tokens.count > 4) out.add(at + 16, IDEA_VALUE);
  if (segment.place === Place.amongRows && tokens.count > 2) out.add(at + 17, IDEA_VALUE);
  for (let bits = phrases, i = 0; bits !== 0; bits >>>= 1, i++) {
    if ((bits & 1) !== 0) out.add(FIRST_PHRASE + i, IDEA_VALUE);
  }
  for (let bits = forgeries, i = 0; bits !== 0; bits >>>= 1, i++) {
    if ((bits & 1) !== 0) out.add(FIRST_FORGERY + i, IDEA_VALUE);
  }
  addClasses(gather(tokens), group, out);
  addWords(tokens, out);
}

/** Below this index stand the ideas, one by one; class n-grams are hashed into the rest of the first half. */
const FIRST_HASHED = 512;
const FIRST_PHRASE = 400;
const FIRST_FORGERY = 440;

function addClasses(count: number, group: number, out: FeatureVector): void {
  if (count === 0) return;
  const value = CLASS_VALUE / Math.sqrt(Math.max(4, count) / 4);
  for (let i = 0; i < count; i++) {
    const a = classed[i]!;
    out.add(hashed(1, a, 0, 0), value);
    if (i + 1 < count) {
      const b = classed[i + 1]!;
      const close = classedAt[i + 1]! - classedAt[i]! <= 2 ? 1 : 0;
      out.add(hashed(2, a, b, close), value);
      if (i + 2 < count) {
        out.add(hashed(3, a, b, classed[i + 2]!), value);
        out.add(hashed(4, a, classed[i + 2]!, 0), value / 2);
      }
    }
  }
  out.add(hashed(5, classed[0]!, group, classedAt[0]! === 0 ? 1 : 0), CLASS_VALUE);
  if (count > 1) out.add(hashed(6, classed[0]!, classed[1]!, group), CLASS_VALUE);
}

function addWords(tokens: Tokens, out: FeatureVector): void {
  const { count, hashes, classes } = tokens;
  if (count === 0) return;
  const value = WORD_VALUE / Math.sqrt(Math.max(4, count) / 4);
  let before = 0;
  for (let i = 0; i < count; i++) {
    // A value is its class: what address it is does not matter.
    const word = hashes[i]! === 0 ? classes[i]! : hashes[i]!;
    out.add(HALF + (mix(word, 7) & (HALF - 1)), value);
    if (i > 0) out.add(HALF + (mix(word, before) & (HALF - 1)), value);
    before = word;
  }
}

function hashed(kind: number, a: number, b: number, c: number): number {
  const at = mix(mix(a * 8 + kind, b), c) & (HALF - 1);
  return at < FIRST_HASHED ? at + FIRST_HASHED : at;
}

function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
