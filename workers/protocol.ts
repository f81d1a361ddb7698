/**
 * What crosses between the gateway and a scanning thread, all of it:
 *
 * 1. The pool posts `start` with two blocks of shared memory; the worker answers `ready`, once. A worker that does neither in time is lost.
 * 2. A job is one frame of bytes with an id. The worker must answer each with one frame of the same id: a caller waits for it.
 * 3. A frame goes by `postMessage`, or, after the pool has posted `attach`, through a pair of rings in shared memory when it fits.
 *    Both ways are open at once, in both directions; the id says what belongs together.
 * 4. While a rule runs, `LaneCell.rule` and `LaneCell.job` say which, so that a worker that never comes back can be explained.
 * 5. `rules` puts other user rules in force, for all jobs that are posted after it, whichever way they go.
 * 6. To end, the pool raises `LaneCell.closing`, rings, and terminates. The worker says nothing more.
 *
 * Plain data only: an `Error`, `URL` or `Headers` would arrive empty. A job's content is copied into its frame, so the caller's bytes stay the caller's.
 */
import type { ScanFailure, ScanReport, ScanRequest } from "../engine/ports.ts";
import type { PackedPrints } from "../engine/correlate/stored_reading.ts";
import type { UserRule } from "../engine/rules/user_rules.ts";

/** From the pool, by message. Frames are transferred: the sender must not touch them again. */
export type ToWorker =
  | {
    readonly kind: "start";
    /** `LANE_CELLS` 32-bit cells, private to this worker and the pool. */
    readonly lane: SharedArrayBuffer;
    /** One byte a rule, shared by every worker: 1 when the rule is benched. */
    readonly benched: SharedArrayBuffer;
    readonly userRules: readonly UserRule[];
  }
  | { readonly kind: "attach"; readonly jobs: SharedArrayBuffer; readonly answers: SharedArrayBuffer }
  | { readonly kind: "rules"; readonly userRules: readonly UserRule[] }
  | { readonly kind: "job"; readonly frame: Uint8Array };

/** From the worker, by message. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly frame: Uint8Array };

/** Places in a lane's shared cells. */
export const LaneCell = {
  /** Id of the job that runs; 0 when none does. */
  job: 0,
  /** Index of the rule that runs, or `NO_RULE`. */
  rule: 1,
  /** How many messages the pool has posted since `attach`: a worker that sleeps on its ring has to leave it for them. */
  posted: 2,
  /** 1 when the worker shall end. */
  closing: 3,
} as const;

export const LANE_CELLS = 4;

/** Stands in `LaneCell.rule` while no rule runs. */
export const NO_RULE = -1;

/** The first part of a job's frame. Byte contents follow it, in the order of the parts. */
export interface JobHead {
  /** 1 and up. */
  readonly id: number;
  readonly host: string;
  /** All of it, so that a thread never does less than was asked for. */
  readonly want: ScanRequest["want"];
  /** Epoch milliseconds, since the monotonic clocks of two threads do not share their zero. */
  readonly deadlineAt: number;
  /** What the caller allowed in all; for messages. */
  readonly timeoutMs: number;
  readonly parts: readonly JobPart[];
}

export interface JobPart {
  readonly kind: "url" | "header" | "body";
  readonly name?: string;
  readonly contentType?: string;
  /** The text itself, or how many bytes of the frame belong to this part. */
  readonly content: string | number;
}

/** The first part of an answer's frame. In `redacted` and `stored`, a number is a count of bytes, as in `JobPart.content`. */
export type AnswerHead =
  | { readonly id: number } & Omit<ScanReport, "redacted" | "stored" | "prints"> & {
    readonly prints?: PackedPrints;
    readonly redacted: readonly (string | number | null)[];
    readonly stored?: readonly (string | number | null)[];
  }
  | { readonly id: number } & ScanFailure;
