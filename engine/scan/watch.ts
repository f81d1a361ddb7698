/** How a scan is watched: it says what it does, and asks whether time is up. */

export interface ScanWatch {
  /** Called before a rule runs; `RULE_IDS[ruleIndex]` is its name. Must be cheap. */
  enter(ruleIndex: number): void;
  /** Told of the characters that a step went through, repeated ones counted again. What a pattern reads in vain is not known. */
  read?(chars: number): void;
  /** Whether the deadline has passed. Asked between rules and decodings. */
  expired(): boolean;
  /** Monotonic milliseconds. */
  now(): number;
}

/** Time was up. `rule` ran last, or was next. */
export class DeadlineExceededError extends Error {
  override name = "DeadlineExceededError";
  constructor(readonly rule: string) {
    super(`Cannot finish scan: time was up at rule "${rule}"`);
  }
}
