/** What a refusal costs, by the gravest of its reasons. docs/risk.md shows this table. */
import type { ReasonCode } from "../reason_codes.ts";

/** Refusals that look like a leak or a take-over. */
export const GRAVE_COST = 0.25;
export const GRAVE_REASONS: readonly ReasonCode[] = [
  "SECRET_EGRESS",
  "READ_WRITE_EXFIL",
  "TAINTED_SESSION",
  "EXFIL_SINK",
  "THREAT_INTEL_MATCH",
  "PRIVILEGE_ESCALATION",
  "TOKEN_HARVESTING",
];

/** Refusals by a person, and of data or acts that should have been known to be out of bounds. */
export const MIDDLE_COST = 0.15;
export const MIDDLE_REASONS: readonly ReasonCode[] = [
  "APPROVAL_DENIED",
  "PII_EGRESS",
  "PHI_EGRESS",
  "INTERNAL_EGRESS",
  "ENCODED_PAYLOAD",
  "PROMPT_INJECTION",
  "MASS_ACTION",
];

/** Any other refusal: a rule was not known, or is wrong. */
export const PLAIN_COST = 0.05;

/**
 * No evidence against the agent: nobody could look, the gateway failed, the tool's server changed, or it was refused for what it had
 * lost before, which would otherwise feed itself.
 */
export const NO_EVIDENCE: readonly ReasonCode[] = [
  "SCAN_TIMEOUT",
  "ENGINE_UNAVAILABLE",
  "BODY_NOT_INSPECTABLE",
  "BLOCKED_ADDRESS",
  "LOW_TRUST",
  "MCP_TOOL_DRIFT",
  "MCP_TOOL_ADDED",
  "MCP_TOOL_POISONED",
  "MCP_TOOL_SHADOWED",
  "MCP_CREDENTIAL_REQUEST",
];

export interface RefusalCost {
  readonly cost: number;
  /** The reason that counted; `POLICY` when none is named. */
  readonly reason: string;
}

/** What one refusal costs. With several reasons the gravest counts; a refusal of which one reason is no evidence costs only for a grave one beside it. */
export function refusalCost(reasonCodes: readonly string[]): RefusalCost {
  const first = (known: readonly string[]) => reasonCodes.find((code) => known.includes(code));
  const grave = first(GRAVE_REASONS);
  if (grave !== undefined) return { cost: GRAVE_COST, reason: grave };
  const excuse = first(NO_EVIDENCE);
  if (excuse !== undefined) return { cost: 0, reason: excuse };
  const middle = first(MIDDLE_REASONS);
  if (middle !== undefined) return { cost: MIDDLE_COST, reason: middle };
  return { cost: PLAIN_COST, reason: reasonCodes[0] ?? "POLICY" };
}
