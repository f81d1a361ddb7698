import type { Verdict } from "../engine/types.ts";

/** One line that a model can follow without reading the verdict: the decision, what to do now, and why. */
export function summaryOf(verdict: Verdict, consoleUrl: unknown): string {
  const reasons = verdict.reasonCodes.length === 0 ? "none" : verdict.reasonCodes.join(", ");
  const risk = `${verdict.riskScore.toFixed(2)} ${verdict.riskBand}`;
  const tail = `Reasons: ${reasons}. Risk: ${risk}. Trace: ${verdict.traceId}.`;
  return [`${verdict.decision}:`, instruction(verdict, consoleUrl), withStop(verdict.message), tail]
    .filter((part) => part !== "")
    .join(" ");
}

function instruction(verdict: Verdict, consoleUrl: unknown): string {
  switch (verdict.decision) {
    case "ALLOW":
      return "Make the call as planned.";
    case "SANITIZE":
      return "Make the call with sanitized_body in place of your body, not with the original.";
    case "REQUIRE_APPROVAL": {
      const where = typeof consoleUrl === "string" ? ` at ${consoleUrl}` : " in the Interven console";
      return `Do not make the call yet. Tell the user that a person must approve it${where}; ` +
        "then call interven_scan again with the same arguments.";
    }
    case "DENY":
      return "Do not make this call, and do not try to reach the same end another way. Tell the user why.";
  }
}

function withStop(sentence: string): string {
  const text = sentence.trim();
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}
