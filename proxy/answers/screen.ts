/** What reads an answer while it passes. */
import { EngineUnavailableError } from "../../engine/ports.ts";
import type { AnswerPiece, CallBody, ObservedResponse } from "../../engine/types.ts";
import { type AnswerOutcome, outcomeOf } from "../../engine/answers/judge_answer.ts";

/** How far an answer is taken: what fills a whole look, all that has come, or all there will be. */
export type Extent = "full-looks" | "all" | "last";

/** Shows a piece to the engine; undefined when the engine does not know the call. */
export type Observe = (
  body: CallBody | null,
  piece: AnswerPiece | undefined,
) => Promise<ObservedResponse | undefined>;

export interface Screen {
  /** Takes in what came, content codings undone. */
  push(bytes: Uint8Array): void;
  /** Bytes that have come and that nobody has looked at. */
  readonly unseenBytes: number;
  /** Bytes that are held back because what follows may belong to them. */
  readonly heldBytes: number;
  /**
   * Looks at what came, as far as `extent` says, and gives back what may go on. The same bytes give the same findings and the same
   * output however they were cut into pieces, as long as it is called with `full-looks` and once with `last`.
   *
   * @throws {WithheldError} when the policy withholds what was seen
   */
  advance(extent: Extent): Promise<readonly Uint8Array[]>;
  /** What was looked at and is held back goes on all the same: it has waited long enough. */
  release(): readonly Uint8Array[];
}

export class WithheldError extends Error {
  override name = "WithheldError";
  constructor(readonly outcome: AnswerOutcome & { readonly kind: "withhold" }) {
    super(outcome.judgement.message);
  }
}

export interface Look {
  readonly body: CallBody;
  /** Bytes of the answer before what is new in it. */
  readonly offset: number;
  readonly isLast: boolean;
  /** Whether the whole answer is in it. */
  readonly isWhole: boolean;
}

/**
 * One look at a piece.
 *
 * @returns What stands in the body's place; null when it goes on as it is.
 * @throws {WithheldError}
 * @throws {EngineUnavailableError} when it could not be judged
 */
export async function lookAt(
  { body, offset, isLast, isWhole }: Look,
  observe: Observe,
): Promise<Uint8Array | null> {
  const seen = await observe(body, isWhole ? undefined : { offset, isLast });
  if (seen === undefined) {
    throw new EngineUnavailableError("ENGINE_UNAVAILABLE", "Cannot judge the answer: its call is not known");
  }
  const outcome = outcomeOf(seen);
  if (outcome.kind === "withhold") throw new WithheldError(outcome);
  return outcome.kind === "replace" ? outcome.body : null;
}
