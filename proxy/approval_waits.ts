/** Calls that are held open until a person has decided. Each keeps its body in memory, so their number and size are limited. */
import { setTimeout } from "node:timers/promises";
import { awaitDecision } from "../engine/await_decision.ts";
import type { Engine } from "../engine/ports.ts";
import type { ApprovalState } from "../engine/types.ts";

const MAX_WAITING_CALLS = 256;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

export interface ApprovalWaitsOptions {
  readonly engine: Pick<Engine, "approvalStatus">;
  /** How long a call may be held, milliseconds; 0 holds none. */
  readonly forMs: number;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  /** Default: a timer. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export class ApprovalWaits {
  readonly #options: Required<ApprovalWaitsOptions>;
  readonly #ending = new AbortController();
  #calls = 0;
  #bytes = 0;

  constructor(options: ApprovalWaitsOptions) {
    this.#options = { sleep: timer, ...options };
  }

  /**
   * Holds a call until its approval is decided, time is up, or the caller has gone.
   *
   * @param call.bytes What the call keeps in memory.
   * @returns the approval's state then; `pending` when calls are not held, too many are, or the engine cannot say.
   */
  async wait(
    approvalId: string,
    { bytes, signal }: { bytes: number; signal: AbortSignal },
  ): Promise<ApprovalState> {
    const { engine, forMs, monotonic, sleep } = this.#options;
    const isFull = this.#calls >= MAX_WAITING_CALLS || this.#bytes + bytes > MAX_WAITING_BYTES;
    if (forMs === 0 || isFull || this.#ending.signal.aborted) return "pending";
    this.#calls += 1;
    this.#bytes += bytes;
    try {
      const either = AbortSignal.any([signal, this.#ending.signal]);
      return await awaitDecision(engine, approvalId, { forMs, monotonic, sleep, signal: either });
    } catch {
      return "pending";
    } finally {
      this.#calls -= 1;
      this.#bytes -= bytes;
    }
  }

  /** Sends everybody who waits away to come back. Nobody waits afterwards. */
  end(): void {
    this.#ending.abort();
  }
}

const timer = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => {});
