/** A place in the list of traces: after the call that was last on a page. Stable while new calls arrive, for `(at, traceId)` never changes. */

export interface TracePlace {
  readonly at: number;
  readonly traceId: string;
}

export function formatCursor(place: TracePlace): string {
  return btoa(encodeURIComponent(JSON.stringify([place.at, place.traceId])))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @throws {RangeError} when the text was not made by `formatCursor`. */
export function parseCursor(cursor: string): TracePlace {
  try {
    const text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const [at, traceId, ...rest] = JSON.parse(decodeURIComponent(text)) as unknown[];
    if (Number.isSafeInteger(at) && typeof traceId === "string" && rest.length === 0) {
      return { at: at as number, traceId };
    }
  } catch {
    // Falls through: whatever it was, it is no cursor of ours.
  }
  throw new RangeError(`Cannot read the cursor "${cursor.slice(0, 40)}": wanted the one of the page before`);
}
