/** Calls, newest first, each once; bounded. Made for a list that grows at its top many times a second. */
import type { RecordedTrace } from "../../../engine/types.ts";

export class RowList {
  #rows: readonly RecordedTrace[] = [];
  readonly #ids = new Set<string>();
  readonly #limit: number;

  /** @param limit Rows kept; the oldest go first. */
  constructor(limit: number, rows: readonly RecordedTrace[] = []) {
    this.#limit = limit;
    this.insert(rows);
  }

  /** A new array whenever the rows change. */
  get rows(): readonly RecordedTrace[] {
    return this.#rows;
  }

  has(traceId: string): boolean {
    return this.#ids.has(traceId);
  }

  /** @returns how many of them were new. */
  insert(traces: readonly RecordedTrace[]): number {
    const fresh: RecordedTrace[] = [];
    for (const trace of traces) {
      if (this.#ids.has(trace.traceId)) continue;
      this.#ids.add(trace.traceId);
      fresh.push(trace);
    }
    if (fresh.length === 0) return 0;
    this.#rows = merge(fresh.sort(newestFirst), this.#rows);
    if (this.#rows.length > this.#limit) {
      for (const trace of this.#rows.slice(this.#limit)) this.#ids.delete(trace.traceId);
      this.#rows = this.#rows.slice(0, this.#limit);
    }
    return fresh.length;
  }
}

/** Both are in order already, and mostly all of one come before all of the other. */
function merge(a: readonly RecordedTrace[], b: readonly RecordedTrace[]): readonly RecordedTrace[] {
  const lastOfA = a.at(-1);
  const firstOfB = b[0];
  if (!lastOfA || !firstOfB || newestFirst(lastOfA, firstOfB) < 0) return [...a, ...b];
  const lastOfB = b.at(-1);
  const firstOfA = a[0];
  if (lastOfB && firstOfA && newestFirst(lastOfB, firstOfA) < 0) return [...b, ...a];
  return [...a, ...b].sort(newestFirst);
}

function newestFirst(a: RecordedTrace, b: RecordedTrace): number {
  return b.at - a.at || (a.traceId < b.traceId ? 1 : -1);
}
