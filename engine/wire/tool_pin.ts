/** Pinned definitions of MCP tools as JSON: for the console, and for `interven mcp pins list --json`. */
import type { PinCode, ToolPin } from "../pins/tool_pin.ts";
import { timeToWire } from "./trace.ts";

/** `waits` for a person; `rejected`, or a change of what was accepted before was. */
export type PinState = "waits" | "rejected" | "change rejected" | "accepted";

export interface HeldWire {
  /** Names exactly what is shown: what is accepted must be what was read. */
  readonly digest: string;
  readonly reason_codes: readonly PinCode[];
  /** Why, for people. */
  readonly reasons: readonly string[];
  readonly since: string;
  /** The definition field by field, `-` before and `+` after; what an eye would not see is written out. */
  readonly diff: readonly string[];
}

export interface ToolPinWire {
  readonly tool: string;
  readonly state: PinState;
  /** What the accepted definition says of itself, or the held one while none was; cut at 500 characters. */
  readonly description: string;
  readonly seen_at: string;
  readonly changed_at: string;
  readonly held: HeldWire | null;
}

export interface PinnedServerWire {
  /** Identity of the server: a digest of how it is reached. */
  readonly server_id: string;
  readonly server: string;
  readonly tools: readonly ToolPinWire[];
}

/** `GET /v1/pins`. */
export interface PinListWire {
  readonly servers: readonly PinnedServerWire[];
}

/** `GET /v1/pins/definition`: the whole of it as indented JSON text, with secrets written over; null when there is none. */
export interface DefinitionWire {
  readonly server_id: string;
  readonly tool: string;
  readonly accepted: string | null;
  readonly held: string | null;
}

/** One definition that a person has read: by its digest, so that nothing else is taken in its place. */
export interface PinChoiceWire {
  readonly tool: string;
  readonly digest: string;
}

export function pinState({ held, rejectedDigest, accepted }: ToolPin): PinState {
  if (held !== null) return "waits";
  if (rejectedDigest !== null) return accepted === null ? "rejected" : "change rejected";
  return "accepted";
}

const MAX_DESCRIPTION_CHARS = 500;

/** @param diffOf How two definitions (JSON, the first may be absent) differ, line by line. */
export function toolPinToWire(
  pin: ToolPin,
  diffOf: (before: string | null, after: string) => readonly string[],
): ToolPinWire {
  const { held } = pin;
  return {
    tool: pin.tool,
    state: pinState(pin),
    description: descriptionIn(pin.accepted?.json ?? held?.json ?? "{}"),
    seen_at: timeToWire(pin.seenAt),
    changed_at: timeToWire(pin.changedAt),
    held: held === null ? null : {
      digest: held.digest,
      reason_codes: held.codes,
      reasons: held.reasons,
      since: timeToWire(held.since),
      diff: diffOf(pin.accepted?.json ?? null, held.json),
    },
  };
}

function descriptionIn(json: string): string {
  const { description } = JSON.parse(json) as { readonly description?: unknown };
  return typeof description === "string" ? description.slice(0, MAX_DESCRIPTION_CHARS) : "";
}
