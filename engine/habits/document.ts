/** Habits as the document that outlives the process: JSON, some kilobytes, counts to two decimals. */
import type { StateKind } from "../agent_states.ts";
import { addHabits, emptyHabits, type Habits, MAX_DESTINATIONS, MAX_OPERATIONS } from "./habits.ts";
import type { Magnitudes, Tally } from "./tally.ts";

const VERSION = 1;
/** No count is larger: beyond it, a number is damage. */
const MAX_COUNT = 1e12;

export const HABITS_KIND: StateKind<Habits> = {
  name: "habits",
  empty: emptyHabits,
  add: addHabits,
  serialize: serializeHabits,
  parse: parseHabits,
};

function serializeHabits(habits: Habits): string {
  return JSON.stringify({
    v: VERSION,
    calls: habits.calls,
    days: [habits.days, habits.lastDay],
    at: habits.fadedAt,
    to: tallyFields(habits.destinations),
    ops: tallyFields(habits.operations),
    size: sparse(habits.sizes.counts),
    hour: sparse(habits.hours),
    rate: sparse(habits.callsAMinute.counts),
    writes: sparse(habits.writesAMinute.counts),
  });
}

/** Undefined when anything in it cannot have been written by this version. */
function parseHabits(document: string): Habits | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(document);
  } catch {
    return undefined;
  }
  if (typeof fields !== "object" || fields === null) return undefined;
  const { v, calls, days, at, to, ops, size, hour, rate, writes } = fields as Record<string, unknown>;
  if (v !== VERSION || !isCount(calls) || !isCount(at) || !Array.isArray(days)) return undefined;
  const [dayCount, lastDay] = days;
  if (!isCount(dayCount) || !Number.isInteger(lastDay) || lastDay < -1) return undefined;
  const habits = emptyHabits(at);
  Object.assign(habits, { calls, days: dayCount, lastDay });
  const read = readTally(habits.destinations, to, MAX_DESTINATIONS) &&
    readTally(habits.operations, ops, MAX_OPERATIONS) &&
    readSparse(habits.sizes.counts, size) && readSparse(habits.hours, hour) &&
    readMagnitudes(habits.callsAMinute, rate) && readMagnitudes(habits.writesAMinute, writes);
  return read ? habits : undefined;
}

const short = (count: number) => Math.round(count * 100) / 100;

function tallyFields(tally: Tally): Record<string, number> {
  return Object.fromEntries([...tally.entries()].map(([name, count]) => [name, short(count)]));
}

/** Pairs of place and count; most places are empty. */
function sparse(counts: readonly number[]): number[] {
  return counts.flatMap((count, at) => short(count) === 0 ? [] : [at, short(count)]);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= MAX_COUNT * 10;
}

function readTally(tally: Tally, value: unknown, max: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  const entries = Object.entries(value);
  if (entries.length > max) return false;
  for (const [name, count] of entries) {
    if (!isCount(count) || name.length > 16) return false;
    tally.add(name, count);
  }
  return true;
}

function readMagnitudes(magnitudes: Magnitudes, value: unknown): boolean {
  return readSparse(magnitudes.counts, value);
}

function readSparse(counts: number[], value: unknown): boolean {
  if (!Array.isArray(value) || value.length % 2 !== 0 || value.length > counts.length * 2) return false;
  for (let i = 0; i < value.length; i += 2) {
    const [at, count] = [value[i], value[i + 1]];
    if (!Number.isInteger(at) || at < 0 || at >= counts.length || !isCount(count)) return false;
    counts[at] = count;
  }
  return true;
}
