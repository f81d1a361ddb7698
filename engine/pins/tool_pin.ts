/** Definitions of MCP tools as a person knows them. What a server says of its tools steers a model, so a change is news. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical_json.ts";

/** Why a definition is held back. */
export const PIN_CODES = [
  "MCP_TOOL_ADDED",
  "MCP_TOOL_DRIFT",
  "MCP_TOOL_POISONED",
  "MCP_TOOL_SHADOWED",
] as const;
export type PinCode = typeof PIN_CODES[number];

export interface Definition {
  /** SHA-256 in hex over the canonical definition. */
  readonly digest: string;
  /** The definition as JSON, as the server gave it. */
  readonly json: string;
}

/** A definition that waits for a person. */
export interface HeldDefinition extends Definition {
  readonly codes: readonly PinCode[];
  /** Why, for people: one line each. */
  readonly reasons: readonly string[];
  /** Epoch milliseconds. */
  readonly since: number;
}

/** What is known of one tool of one server. */
export interface ToolPin {
  /** Identity of the server: see `serverIdentity()`. */
  readonly server: string;
  /** What policies and people call the server. */
  readonly serverName: string;
  readonly tool: string;
  /** What a model may see and call; null when it never was accepted. */
  readonly accepted: Definition | null;
  readonly held: HeldDefinition | null;
  /** Digest of what a person has refused; it stays away without being asked about again. */
  readonly rejectedDigest: string | null;
  /** Epoch milliseconds of the first sight and of the last change. */
  readonly seenAt: number;
  readonly changedAt: number;
}

/** Pins shared by every process that uses the data folder. */
export interface PinStore {
  list(filter?: { readonly server?: string }): readonly ToolPin[];
  /** Puts pins in the place of those of the same server and tool, in one step. */
  put(pins: readonly ToolPin[]): void;
}

/**
 * Names a server by how it is reached, which its user wrote, and never by what it says of itself. A new version of the same package
 * is the same server: its definitions are compared with those of the version before.
 */
export function serverIdentity(reachedBy: readonly string[]): string {
  const words = reachedBy.map((word) => word.replace(/(?<=[\w/-])@(?:v?\d[\w.^~+-]*|latest|next)$/, ""));
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 16);
}

/** @returns undefined for what has no canonical form: it could be read in two ways. */
export function definitionOf(tool: unknown): Definition | undefined {
  const json = JSON.stringify(tool);
  const canonical = canonicalJson(json);
  if (canonical === undefined) return undefined;
  return { digest: createHash("sha256").update(canonical).digest("hex"), json };
}

/** A person takes what is held: from now on a model may see it. Undefined when nothing is held. */
export function acceptPin(pin: ToolPin, now: number): ToolPin | undefined {
  if (pin.held === null) return undefined;
  const { digest, json } = pin.held;
  return { ...pin, accepted: { digest, json }, held: null, rejectedDigest: null, changedAt: now };
}

/** A person refuses what is held. What was accepted before stays accepted, should the server go back to it. */
export function rejectPin(pin: ToolPin, now: number): ToolPin | undefined {
  if (pin.held === null) return undefined;
  return { ...pin, held: null, rejectedDigest: pin.held.digest, changedAt: now };
}
