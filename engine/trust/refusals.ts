/** Which refusals were counted already: an agent that tries the same again has done one thing wrong, not eleven. */
import { RecentlyUsed } from "../recently_used.ts";

/** So long the same call counts once, and the like of it less each time. */
export const REPEAT_WINDOW_MS = 10 * 60_000;
/** Exact calls, and kinds of call, kept of one agent. */
const MAX_SIGNATURES = 64;
const MAX_KINDS = 32;

export class Refusals {
  readonly #signatures = new RecentlyUsed<string, number>(MAX_SIGNATURES);
  readonly #kinds = new RecentlyUsed<string, { count: number; at: number }>(MAX_KINDS);

  /** Whether this exact thing was counted within the window; counts it when not. */
  isRepeat(signature: string, now: number): boolean {
    const at = this.#signatures.get(signature);
    if (at !== undefined && now - at < REPEAT_WINDOW_MS) return true;
    this.#signatures.set(signature, now);
    return false;
  }

  /** 1 for the first of its kind within the window, then ½, ¼ …: together never more than two. */
  share(kind: string, now: number): number {
    const known = this.#kinds.get(kind);
    const count = known !== undefined && now - known.at < REPEAT_WINDOW_MS ? known.count : 0;
    this.#kinds.set(kind, { count: count + 1, at: now });
    return 2 ** -Math.min(count, 20);
  }
}
