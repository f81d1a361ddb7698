/** The right reader for an answer. */
import { type AnswerKind, hasWideMark, kindByBytes, kindByType, SNIFFED_BYTES } from "./answer_kind.ts";
import { RecordScreen } from "./record_screen.ts";
import type { Observe, Screen } from "./screen.ts";
import { TextScreen } from "./text_screen.ts";
import { WholeScreen } from "./whole_screen.ts";

export interface ScreenLimits {
  /** New bytes in one look. */
  readonly lookBytes: number;
  /** Largest document that is read as a whole, bytes. */
  readonly maxWholeBytes: number;
}

/**
 * How much of what came before is looked at once more, bytes or characters: no token of a known service is longer; a longer value
 * (a private key) is found where its beginning and what tells its end stand in one look.
 */
const WINDOW = 4 * 1024;
/** Of texts that are told in pieces: a model writes so much in some seconds. */
const DELTA_WINDOW = 512;
const MAX_RECORD_BYTES = 256 * 1024;

/** Bytes that are wanted before the kind of an answer can be told. */
export function bytesToTell(contentType: string): number {
  return kindByType(contentType) === undefined ? SNIFFED_BYTES : 2;
}

export function kindOf(contentType: string, first: Uint8Array): AnswerKind {
  const kind = kindByType(contentType) ?? kindByBytes(first);
  return kind === "text" && hasWideMark(first) ? "whole" : kind;
}

/** Undefined for what nobody looks into. */
export function makeScreen(
  kind: AnswerKind,
  { contentType, observe, limits, holds }: {
    contentType: string;
    observe: Observe;
    limits: ScreenLimits;
    holds: boolean;
  },
): Screen | undefined {
  const { lookBytes } = limits;
  switch (kind) {
    case "events":
    case "lines":
      return new RecordScreen({
        kind,
        observe,
        lookBytes,
        holds,
        maxRecordBytes: MAX_RECORD_BYTES,
        windowChars: DELTA_WINDOW,
      });
    case "text":
      return new TextScreen({ contentType, observe, lookBytes, holds, windowBytes: WINDOW });
    case "whole":
      return new WholeScreen({ contentType, observe, holds, windowBytes: WINDOW, ...limits });
    case "opaque":
      return undefined;
  }
}
