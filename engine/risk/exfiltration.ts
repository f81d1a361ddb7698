/** How much packed data weighs that stands where it has no business. */
import type { Signal } from "../types.ts";
import type { RiskFacts } from "./score.ts";
import { PAYLOAD_TO_KNOWN, PAYLOAD_TO_UNKNOWN } from "./weights.ts";

/** Reads count in full: an address carries data away just as well as a body. */
export function exfiltrationSignal({ action, payloads = [] }: RiskFacts): Signal | null {
  const first = payloads[0];
  if (first === undefined) return null;
  return {
    engine: "exfiltration",
    score: action.tool === "custom_proxy" ? PAYLOAD_TO_UNKNOWN : PAYLOAD_TO_KNOWN,
    details: {
      shapes: [...new Set(payloads.map(({ shape }) => shape))],
      part: first.part,
      path: first.path,
      chars: payloads.reduce((sum, { chars }) => sum + chars, 0),
    },
  };
}
