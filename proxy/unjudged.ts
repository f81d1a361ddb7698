/** Calls without a verdict: they leave a trace all the same. */
import type { Engine, EngineUnavailableError } from "../engine/ports.ts";
import type { Caller } from "./caller.ts";
import { refusal } from "./refusals.ts";

/** As much of an address as a refusal keeps, characters. */
const MAX_URL_CHARS = 2_000;

export const NO_VERDICT = "No verdict could be had for this call, so it was not forwarded: try again later.";

/**
 * Leaves a trace of a call without a verdict. When even that fails, the id only names the call in the caller's own logs.
 *
 * @param url As the caller wrote it; kept without query, fragment and credentials.
 */
export async function recordUnjudged(
  engine: Pick<Engine, "recordRefusal">,
  { method, url, caller }: { method: string; url: string; caller: Caller },
  what: { readonly decision?: "DENY" | "ALLOW"; readonly code: string; readonly message: string },
): Promise<{ readonly traceId: string; readonly isKept: boolean }> {
  const shown = url.split(/[?#]/, 1)[0]!.replace(/\/\/[^/]*@/, "//").slice(0, MAX_URL_CHARS);
  const { agentId, sessionId } = caller;
  try {
    const { traceId } = await engine.recordRefusal({ method, url: shown, agentId, sessionId, ...what });
    return { traceId, isKept: true };
  } catch {
    return { traceId: crypto.randomUUID(), isKept: false };
  }
}

/** 503: fail closed. */
export function unavailable(traceId: string, error: EngineUnavailableError): Response {
  return refusal("ENGINE_UNAVAILABLE", NO_VERDICT, {
    stamp: { decision: "DENY", traceId, riskScore: 0, reasonCodes: [error.code] },
    headers: [["retry-after", "5"]],
  });
}
