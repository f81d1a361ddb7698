/** What an agent has lost of its trust, and why. Trust is 1 minus the debt. */
import type { StateKind } from "../agent_states.ts";

const DAY_MS = 24 * 3_600_000;

/** Half of a debt is forgotten after so long, whatever the agent does. */
export const DEBT_HALF_LIFE_MS = 3 * DAY_MS;
/** Reasons that are kept for people to see. */
export const MAX_TRUST_EVENTS = 8;
const VERSION = 1;

/** One change of the debt. */
export interface TrustEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  /** A reason code, or `APPROVED`. */
  readonly reason: string;
  /** How much trust it cost; negative when some came back. */
  readonly cost: number;
}

export interface TrustState {
  /** 0…1 in what is known; what is still to be saved may be negative, for it is a difference. */
  debt: number;
  agedAt: number;
  /** Oldest first. */
  events: readonly TrustEvent[];
}

export const TRUST_KIND: StateKind<TrustState> = {
  name: "trust",
  empty: (now) => ({ debt: 0, agedAt: now, events: [] }),
  add(state, more, now) {
    state.debt = clamp(agedDebt(state, now) + agedDebt(more, now));
    state.agedAt = Math.max(state.agedAt, now);
    state.events = [...state.events, ...more.events].sort((a, b) => a.at - b.at).slice(-MAX_TRUST_EVENTS);
  },
  serialize: ({ debt, agedAt, events }) =>
    JSON.stringify({ v: VERSION, debt: Math.round(debt * 1e4) / 1e4, at: agedAt, events }),
  parse: parseTrust,
};

/** The debt at `now`. A clock that goes back forgets nothing. */
export function agedDebt({ debt, agedAt }: TrustState, now: number): number {
  return debt * 2 ** (-Math.max(0, now - agedAt) / DEBT_HALF_LIFE_MS);
}

/** Adds to the debt, or takes from it. */
export function changeDebt(state: TrustState, cost: number, now: number): void {
  state.debt = agedDebt(state, now) + cost;
  state.agedAt = Math.max(state.agedAt, now);
}

export function noteEvent(state: TrustState, event: TrustEvent): void {
  state.events = [...state.events, event].slice(-MAX_TRUST_EVENTS);
}

export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function parseTrust(document: string): TrustState | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(document);
  } catch {
    return undefined;
  }
  if (typeof fields !== "object" || fields === null) return undefined;
  const { v, debt, at, events } = fields as Record<string, unknown>;
  if (v !== VERSION || typeof debt !== "number" || !(debt >= 0 && debt <= 1)) return undefined;
  if (typeof at !== "number" || !(at >= 0) || !Array.isArray(events)) return undefined;
  const read = events.slice(-MAX_TRUST_EVENTS);
  return read.every(isEvent) ? { debt, agedAt: at, events: read } : undefined;
}

function isEvent(value: unknown): value is TrustEvent {
  if (typeof value !== "object" || value === null) return false;
  const { at, reason, cost } = value as Record<string, unknown>;
  return typeof at === "number" && typeof cost === "number" && typeof reason === "string";
}
