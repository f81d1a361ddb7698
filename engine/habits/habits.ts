/**
 * What one agent usually does: where it goes, what it does there, how much it sends, when, and how fast. Names are kept as digests, so
 * that no habit holds a value, and a row of them has a bounded length.
 */
import { createHash } from "node:crypto";
import { remembered } from "../recent.ts";
import { Magnitudes, Tally } from "./tally.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What was seen counts half after so long. */
export const HALF_LIFE_MS = 14 * DAY_MS;
/** What counts less is forgotten: a place that was seen once, after 60 days. */
export const FORGOTTEN_BELOW = 0.05;
/** Different places and operations that are kept of one agent. */
export const MAX_DESTINATIONS = 256;
export const MAX_OPERATIONS = 256;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const MAX_CALLS_A_MINUTE = 100_000;

export interface Habits {
  /** Calls ever learned from; not faded. */
  calls: number;
  /** Days on which there were any. */
  days: number;
  /** The last of them, in days since 1970. */
  lastDay: number;
  /** When the counts were last faded, epoch milliseconds. */
  fadedAt: number;
  readonly destinations: Tally;
  readonly operations: Tally;
  /** Body sizes of calls that change something, in bytes. */
  readonly sizes: Magnitudes;
  /** Calls by hour of the day, UTC. */
  readonly hours: number[];
  /** Calls, and calls that change something, in a minute with any. */
  readonly callsAMinute: Magnitudes;
  readonly writesAMinute: Magnitudes;
}

export function emptyHabits(now: number): Habits {
  return {
    calls: 0,
    days: 0,
    lastDay: -1,
    fadedAt: now,
    destinations: new Tally(MAX_DESTINATIONS),
    operations: new Tally(MAX_OPERATIONS),
    sizes: new Magnitudes(MAX_BODY_BYTES),
    hours: new Array<number>(24).fill(0),
    callsAMinute: new Magnitudes(MAX_CALLS_A_MINUTE),
    writesAMinute: new Magnitudes(MAX_CALLS_A_MINUTE),
  };
}

/** 54 bits of SHA-256: nobody finds a name that is taken for a usual one. */
export const nameDigest = remembered(
  (name) => createHash("sha256").update(name).digest("base64url").slice(0, 9),
  { minTexts: 4_096 },
);

/** One call as habits see it. */
export interface HabitualCall {
  /** Digest of the host; empty when the call has none. */
  readonly destination: string;
  readonly operation: string;
  readonly changes: boolean;
  readonly bodyBytes: number;
  readonly now: number;
}

export function learnCall(habits: Habits, call: HabitualCall): void {
  fade(habits, call.now);
  habits.calls += 1;
  const day = Math.floor(call.now / DAY_MS);
  if (day > habits.lastDay) {
    habits.days += 1;
    habits.lastDay = day;
  }
  if (call.destination !== "") habits.destinations.add(call.destination);
  habits.operations.add(call.operation);
  if (call.changes) habits.sizes.add(call.bodyBytes);
  const hour = hourOf(call.now);
  habits.hours[hour] = (habits.hours[hour] ?? 0) + 1;
}

/** Hour of the day, UTC. */
export function hourOf(now: number): number {
  return Math.floor((now % DAY_MS) / HOUR_MS);
}

/** Ages the counts to `now`, at most once an hour: fading is the same whether it is done in one step or in many. */
export function fade(habits: Habits, now: number): void {
  const age = now - habits.fadedAt;
  if (age < HOUR_MS) return;
  const factor = 2 ** (-age / HALF_LIFE_MS);
  habits.fadedAt = now;
  for (const counts of [habits.destinations, habits.operations]) counts.fade(factor, FORGOTTEN_BELOW);
  for (const counts of [habits.sizes, habits.callsAMinute, habits.writesAMinute]) {
    counts.fade(factor, FORGOTTEN_BELOW);
  }
  habits.hours.forEach((count, hour) => habits.hours[hour] = count * factor);
}

/** Adds habits that another run or another process has learned. */
export function addHabits(habits: Habits, more: Habits, now: number): void {
  fade(habits, now);
  fade(more, now);
  habits.calls += more.calls;
  // The same day in both is one day; that of others cannot be told, so days may be a few too many.
  habits.days += more.days - (more.days > 0 && more.lastDay === habits.lastDay ? 1 : 0);
  habits.lastDay = Math.max(habits.lastDay, more.lastDay);
  for (const [name, count] of more.destinations.entries()) habits.destinations.add(name, count);
  for (const [name, count] of more.operations.entries()) habits.operations.add(name, count);
  addCounts(habits.sizes.counts, more.sizes.counts);
  addCounts(habits.hours, more.hours);
  addCounts(habits.callsAMinute.counts, more.callsAMinute.counts);
  addCounts(habits.writesAMinute.counts, more.writesAMinute.counts);
}

function addCounts(counts: number[], more: readonly number[]): void {
  for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (more[at] ?? 0);
}
