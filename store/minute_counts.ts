/** Calls counted by the minute, beside the calls themselves. Those of one transaction are summed up and written at its end. */
import type { DatabaseSync } from "node:sqlite";
import type { Decision } from "../engine/types.ts";
import { MINUTE_MS } from "./stats.ts";

export interface CountedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly decision: Decision;
  readonly tool: string;
  /** A JSON array, as in the call's row. */
  readonly reasonCodes: string;
}

export class MinuteCounts {
  readonly #add;
  /** By what is counted by, as one text. */
  readonly #sums = new Map<
    string,
    { readonly kind: readonly [number, Decision, string, string]; calls: number }
  >();

  constructor(db: DatabaseSync) {
    this.#add = db.prepare(`
      INSERT INTO minute_counts (minute_ms, decision, tool, reason_codes, calls) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET calls = calls + excluded.calls`);
  }

  add({ at, decision, tool, reasonCodes }: CountedCall): void {
    const minuteMs = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    const key = `${minuteMs} ${decision} ${reasonCodes} ${tool}`;
    const sum = this.#sums.get(key);
    if (sum !== undefined) sum.calls++;
    else this.#sums.set(key, { kind: [minuteMs, decision, tool, reasonCodes], calls: 1 });
  }

  /** Forgets what was not written: the transaction was undone. */
  clear(): void {
    this.#sums.clear();
  }

  /** To be called inside the transaction. */
  write(): void {
    for (const { kind, calls } of this.#sums.values()) this.#add.run(...kind, calls);
    this.#sums.clear();
  }
}
