/** The two redacted versions of a part: what may be sent, and what may be stored. */
import type { ScanPart, ScanRequest } from "../ports.ts";
import type { CompiledRules } from "./compiled_rules.ts";
import type { Hit } from "./hit.ts";
import { type PartResult, scanPart } from "./part_scan.ts";
import type { Replacements } from "./replacements.ts";
import { redact, settleHits } from "./settle.ts";
import type { ScanWatch } from "./watch.ts";

export type Content = string | Uint8Array;

/** Contents of the part's own type. */
export interface RedactedPart {
  /** Null when nothing was found. */
  readonly redacted: Content | null;
  /** Null when it is the same. */
  readonly stored: Content | null;
}

export const UNCHANGED: RedactedPart = { redacted: null, stored: null };

/** What a part was scanned with. */
export interface ScanContext {
  readonly request: ScanRequest;
  readonly watch: ScanWatch;
  readonly rules: CompiledRules;
  /** Shared by all parts, so that the same value has the same number in each. */
  readonly replacements: Replacements;
  /** What of the hits is written over. Default: all. */
  readonly meant?: (hit: Hit) => boolean;
}

/**
 * Redacts a part. URLs and headers are only ever stored: all hits in them get placeholders. In bodies, what goes home stays as it is,
 * and the rest is written in the styles that were asked for; a second version for storing has placeholders for all.
 *
 * @param found The hits have their replacements already, from `context.replacements`.
 */
export function redactPart(part: ScanPart, found: FoundInPart, context: ScanContext): RedactedPart {
  const { hits, result } = found;
  if (part.kind !== "body") return { redacted: write(part, found, "placeholder"), stored: null };
  const sent = hits.filter((hit) => !hit.exempt);
  const isStyled = sent.some(({ placeholder, replacement }) => replacement !== placeholder);
  const redacted = write(part, { result, hits: sent }, "replacement");
  const isSealed = isStyled || result.text.length <= MAX_SEALED_CHARS;
  return {
    redacted: isSealed ? sealed(part, redacted, context) : redacted,
    stored: context.meant === undefined && (isStyled || sent.length < hits.length)
      ? write(part, found, "placeholder")
      : null,
  };
}

interface FoundInPart {
  readonly result: PartResult;
  /** Settled. */
  readonly hits: readonly Hit[];
}

function write(
  part: ScanPart,
  { result, hits }: FoundInPart,
  use: "placeholder" | "replacement",
): Content | null {
  if (hits.length === 0) return null;
  const text = redact(result.text, hits, use);
  return typeof part.content === "string" ? text : result.toBytes(text);
}

/** Longer bodies are not scanned twice for placeholders alone, which hardly ever make something of what stands beside them. */
const MAX_SEALED_CHARS = 131_072;
/** How often a redacted body is looked at again; in the last round all that is left gets placeholders. */
const MAX_ROUNDS = 3;

/**
 * A redacted body in which nothing is left to redact. What stood around a value can come to mean something that it did not mean
 * before: digits on both sides of one that was removed, a number that had letters right behind it.
 */
function sealed(part: ScanPart, content: Content | null, context: ScanContext): Content | null {
  const { request, watch, rules, replacements, meant } = context;
  let current = content;
  for (let round = 1; current !== null && round <= MAX_ROUNDS; round++) {
    const again = { ...part, content: current };
    const result = scanPart(again, { host: request.host, watch, rules });
    const hits = settleHits(result.hits).filter((hit) => !hit.exempt && (meant?.(hit) ?? true));
    if (hits.length === 0) break;
    for (const hit of hits) replacements.assign(hit);
    current = write(again, { result, hits }, round < MAX_ROUNDS ? "replacement" : "placeholder");
  }
  return current;
}
