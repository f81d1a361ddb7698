/** One answer as a session remembers it: hashes and places, no text. */
import type { SeenAnswer } from "../history.ts";
import type { AnswerPrints } from "./answer_prints.ts";
import type { Directive } from "./directives.ts";
import { homeOf, sourceOf } from "./sources.ts";

/** One answer that was read. */
export interface ReadRecord {
  readonly traceId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** 0…1: how much it would hurt if the gravest of it left. */
  readonly sensitivity: number;
  readonly hasSecrets: boolean;
  readonly isPrivate: boolean;
  /** Written by who knows whom: a web page, a mail, a review, an issue. */
  readonly isUntrusted: boolean;
  /** 0…1: the loudest instruction in it. */
  readonly injection: number;
  /** Digest of the host that gave it, as {@linkcode homeOf} tells. Records of versions that did not know it have none. */
  readonly home?: string;
  /** How many fingerprints it has; of those versions that did not count them, unknown. */
  readonly prints?: number;
}

export interface Reading extends Omit<AnswerPrints, "directives"> {
  readonly record: ReadRecord;
  readonly directives: readonly Directive[];
}

/**
 * What one answer adds to a session's memory.
 *
 * @param prints Of its body: see {@linkcode printsOf}.
 */
export function readingOf(
  { traceId, now: at, origin, findings, instructions }: SeenAnswer,
  prints: AnswerPrints,
): Reading {
  const home = homeOf(origin.action);
  const record: ReadRecord = {
    traceId,
    at,
    ...sourceOf(origin.action, findings),
    injection: instructions?.score ?? 0,
    ...(home !== undefined && { home }),
    prints: prints.prints.length,
  };
  return { ...prints, record, directives: prints.directives.map((said) => ({ ...said, traceId, at })) };
}
