/** The rows of the list with a line of its own where the day changes. */
import type { RecordedTrace } from "../../../engine/types.ts";

export interface DayLine {
  /** Some moment of that day, epoch milliseconds. */
  readonly dayMs: number;
}

export type ListedRow = RecordedTrace | DayLine;

/** @param rows Newest first. A list that begins today begins without a line. */
export function withDays(rows: readonly RecordedTrace[], nowMs: number): readonly ListedRow[] {
  let dayStartMs = startOfDay(nowMs);
  const oldest = rows.at(-1);
  if (!oldest || oldest.at >= dayStartMs) return rows;
  const listed: ListedRow[] = [];
  for (const row of rows) {
    if (row.at < dayStartMs) {
      dayStartMs = startOfDay(row.at);
      listed.push({ dayMs: dayStartMs });
    }
    listed.push(row);
  }
  return listed;
}

/** Midnight where the person at the screen is. */
function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}
