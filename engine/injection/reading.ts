/** Walks through the segments of a text and hands out what the model sees of each. Used by the detector and by its trainer, so that both see the same. */
import { codeAfter } from "./acting_code.ts";
import { addFeatures, FeatureVector } from "./features.ts";
import { type Context, ideasOf, isWorthALook } from "./ideas.ts";
import { findForgeries } from "./forgeries.ts";
import { phrasesIn } from "./phrase_match.ts";
import { type Segment, type SegmentOptions, segmentsOf } from "./segments.ts";
import { tokenize, Tokens } from "./tokens.ts";

export interface SeenSegment {
  readonly segment: Segment;
  /** Of this segment; used again for the next. */
  readonly tokens: Tokens;
  readonly ideas: number;
  /** Bits of the phrases in it, as {@linkcode phrasesIn} gives them. */
  readonly phrases: number;
  /** Bits of the kinds of forgery in it or just before it. */
  readonly forgeries: number;
  /** Of this segment; used again for the next. */
  readonly features: FeatureVector;
}

const tokens = new Tokens(400);
const features = new FeatureVector();

/** Calls `visit` for each segment that may ask for something, in order. */
export function readSegments(
  text: string,
  options: SegmentOptions,
  visit: (seen: SeenSegment) => void,
): void {
  let ideasBefore = 0;
  const segments = segmentsOf(text, options);
  const hasFences = text.includes("```");
  const forgeries = findForgeries(text).sort((a, b) => a.start - b.start);
  let nextForgery = 0;
  for (const segment of segments) {
    tokens.clear();
    tokenize(text, segment.start, segment.end, tokens);
    if (tokens.count === 0) continue;
    if (!isWorthALook(segment, tokens) && (forgeries[nextForgery]?.start ?? Infinity) >= segment.end) {
      ideasBefore = 0;
      continue;
    }
    const code = hasFences ? codeAfter(text, segment.end) : NO_CODE;
    const context: Context = { codeActs: code.acts, codeFollows: code.follows, ideasBefore };
    const ideas = ideasOf(text, segment, tokens, context);
    const phrases = phrasesIn(tokens);
    let forged = 0;
    while (nextForgery < forgeries.length && forgeries[nextForgery]!.start < segment.end) {
      forged |= 1 << forgeries[nextForgery++]!.index;
    }
    features.clear();
    addFeatures(segment, tokens, { ideas, phrases, forgeries: forged, context }, features);
    visit({ segment, tokens, ideas, phrases, forgeries: forged, features });
    ideasBefore = ideas;
  }
}

const NO_CODE = { follows: false, acts: false };
