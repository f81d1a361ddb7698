/** Results that the proxy gives in the server's place. A model reads them, so they say what happened and what to do now. */
import type { AnswerJudgement, ResponseReport, Verdict } from "../../engine/types.ts";
import type { JsonObject } from "./message.ts";

/** A tool result that says no. `isError` makes the model see it, where a protocol error would often end the run. */
export function refusedResult(lines: readonly string[], meta: JsonObject = {}): JsonObject {
  return { content: [{ type: "text", text: lines.join("\n") }], isError: true, _meta: { [META_KEY]: meta } };
}

/** Where the proxy tells clients and logs about a decision; models do not see it. */
export const META_KEY = "dev.interven/verdict";

export function verdictMeta(verdict: Verdict): JsonObject {
  return {
    decision: verdict.decision,
    trace_id: verdict.traceId,
    risk_score: verdict.riskScore,
    risk_band: verdict.riskBand,
    reason_codes: verdict.reasonCodes,
    policy_id: verdict.policyId,
    rule_id: verdict.ruleId,
    approval_id: verdict.approvalId,
  };
}

export function deniedResult(verdict: Verdict): JsonObject {
  return refusedResult([
    `Interven refused this call: ${withStop(verdict.message)}`,
    `Reasons: ${verdict.reasonCodes.join(", ") || "none"}. Trace: ${verdict.traceId}.`,
    "Do not try to reach the same end another way. Tell the user why the call was refused.",
  ], verdictMeta(verdict));
}

export function waitingResult(verdict: Verdict, consoleUrl: string): JsonObject {
  const link = `${consoleUrl}/approvals/${encodeURIComponent(verdict.approvalId ?? "")}`;
  return refusedResult([
    `Interven holds this call until a person has approved it: ${withStop(verdict.message)}`,
    `Tell the user to decide at ${link} and then make the same call again.`,
    `Reasons: ${verdict.reasonCodes.join(", ") || "none"}. Trace: ${verdict.traceId}.`,
  ], { ...verdictMeta(verdict), console_url: link });
}

/** In the place of an answer that policy does not let through. The call itself was made. */
export function withheldResult(
  judgement: AnswerJudgement,
  { traceId, reasonCodes }: ResponseReport,
): JsonObject {
  return refusedResult([
    `Interven withheld the answer to this call: ${withStop(judgement.message)}`,
    `Reasons: ${reasonCodes.join(", ") || "none"}. Rule: ${judgement.ruleId}. Trace: ${traceId}.`,
    "The call was made. Do not make it again, nor look for the same content elsewhere; tell the user why you do not have it.",
  ], {
    trace_id: traceId,
    reason_codes: reasonCodes,
    answer_action: judgement.action,
    rule_id: judgement.ruleId,
  });
}

export function unjudgedResult(code: string, why: string): JsonObject {
  return refusedResult([
    `Interven could not judge this call (${code}: ${withStop(why)}), so it was not made.`,
    "Tell the user that Interven cannot check calls at the moment, and try again later.",
  ], { decision: "DENY", reason_codes: [code] });
}

function withStop(sentence: string): string {
  const text = sentence.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
