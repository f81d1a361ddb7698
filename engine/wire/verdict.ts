/** A verdict on the wire: what `POST /v1/scan` answers, and what a gateway with a remote engine reads. */
import {
  type Action,
  ANSWER_ACTIONS,
  CONFIDENCES,
  DATA_CLASSES,
  type DataClass,
  DECISIONS,
  type Finding,
  RISK_BANDS,
  type Signal,
  VERBS,
  type Verdict,
} from "../types.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import {
  FieldError,
  type Fields,
  isFields,
  kindOf,
  optionalText,
  requiredArray,
  requiredNumber,
  requiredText,
  requiredTexts,
  requiredWord,
} from "./fields.ts";
import type { BodyForm } from "./scan_request.ts";

export interface VerdictWireOptions {
  /** Where people decide, without a trailing slash; the approval's page is `<consoleUrl>/approvals/<id>`. */
  readonly consoleUrl: string;
  /** Form of the caller's body. `base64` writes the whole verdict, so that `verdictFromWire` gives it back. */
  readonly body: BodyForm;
}

/** The public JSON of a verdict. Names and values are interface; `message` and `approval_expires_at` stand beside the documented fields. */
export function verdictToWire(verdict: Verdict, options: VerdictWireOptions): Record<string, unknown> {
  return {
    decision: verdict.decision,
    risk_score: verdict.riskScore,
    risk_band: verdict.riskBand,
    reason_codes: [...verdict.reasonCodes],
    trace_id: verdict.traceId,
    tool_name: verdict.action.tool,
    operation: verdict.action.operation,
    verb: verdict.action.verb,
    classifications: [...verdict.classifications],
    signals: verdict.signals.map(({ engine, score, details }) => ({ engine, score, details })),
    findings: verdict.findings.map((finding) => ({ ...finding, chain: [...finding.chain] })),
    ...sanitizedBodyToWire(verdict.sanitizedBody, options.body),
    approval_id: verdict.approvalId,
    approval_expires_at: verdict.approvalExpiresAt === null
      ? null
      : new Date(verdict.approvalExpiresAt).toISOString(),
    console_url: verdict.approvalId === null
      ? null
      : `${options.consoleUrl.replace(/\/+$/, "")}/approvals/${verdict.approvalId}`,
    policy_id: verdict.policyId,
    policy_name: verdict.policyName,
    rule_id: verdict.ruleId,
    message: verdict.message,
    ...(verdict.answersUpTo && { answers_up_to: verdict.answersUpTo }),
    ...(options.body === "base64" && { action: actionToWire(verdict.action) }),
  };
}

function sanitizedBodyToWire(body: Uint8Array | null, form: BodyForm): Record<string, unknown> {
  if (form === "base64") {
    return { sanitized_body: null, sanitized_body_base64: body === null ? null : toBase64(body) };
  }
  if (body === null) return { sanitized_body: null };
  const text = new TextDecoder().decode(body);
  if (form === "text") return { sanitized_body: text };
  try {
    return { sanitized_body: JSON.parse(text) };
  } catch {
    // A redactor keeps JSON valid; should one ever not, the agent still gets the redacted text and not the original.
    return { sanitized_body: text };
  }
}

function actionToWire(action: Action): Record<string, unknown> {
  return {
    category: action.category,
    host: action.host,
    facts: { ...action.facts },
    ...(action.externalPrincipal !== undefined && { external_principal: action.externalPrincipal }),
  };
}

export type ParsedVerdict =
  | { readonly ok: true; readonly verdict: Verdict }
  | { readonly ok: false; readonly field: string; readonly message: string };

/** Reads what `verdictToWire` wrote. A verdict of which anything is missing or wrong is no verdict: the field is named. */
export function verdictFromWire(value: unknown): ParsedVerdict {
  if (!isFields(value)) {
    return {
      ok: false,
      field: "$",
      message: `Cannot read the verdict: found ${kindOf(value)}, wanted an object`,
    };
  }
  try {
    return { ok: true, verdict: readVerdict(value) };
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, field: error.field, message: error.message };
    throw error;
  }
}

const MAX_TEXT_CHARS = 65_536;

function readVerdict(fields: Fields): Verdict {
  return {
    traceId: requiredText(fields, "trace_id", MAX_TEXT_CHARS),
    decision: requiredWord(fields, "decision", DECISIONS),
    riskScore: requiredNumber(fields, "risk_score"),
    riskBand: requiredWord(fields, "risk_band", RISK_BANDS),
    reasonCodes: requiredTexts(fields, "reason_codes"),
    message: optionalText(fields, "message", MAX_TEXT_CHARS) ?? "",
    action: readAction(fields),
    classifications: readClasses(fields),
    signals: requiredArray(fields, "signals").map(readSignal),
    findings: requiredArray(fields, "findings").map(readFinding),
    sanitizedBody: readSanitizedBody(fields),
    approvalId: optionalText(fields, "approval_id", MAX_TEXT_CHARS) ?? null,
    approvalExpiresAt: readTime(fields, "approval_expires_at"),
    policyId: optionalText(fields, "policy_id", MAX_TEXT_CHARS) ?? null,
    policyName: optionalText(fields, "policy_name", MAX_TEXT_CHARS) ?? null,
    ruleId: optionalText(fields, "rule_id", MAX_TEXT_CHARS) ?? null,
    // A word that is not known must not read as "nothing is done to the answer".
    ...(fields["answers_up_to"] !== undefined && {
      answersUpTo: requiredWord(fields, "answers_up_to", ANSWER_ACTIONS),
    }),
  };
}

function readAction(fields: Fields): Action {
  const more = isFields(fields["action"]) ? fields["action"] : {};
  const facts: Record<string, string> = Object.create(null);
  if (isFields(more["facts"])) {
    for (const [name, value] of Object.entries(more["facts"])) {
      if (typeof value === "string") facts[name] = value;
    }
  }
  const external = more["external_principal"];
  return {
    tool: requiredText(fields, "tool_name", MAX_TEXT_CHARS),
    operation: requiredText(fields, "operation", MAX_TEXT_CHARS),
    verb: requiredWord(fields, "verb", VERBS),
    category: optionalText(more, "category", MAX_TEXT_CHARS) ?? "other",
    host: optionalText(more, "host", MAX_TEXT_CHARS) ?? "",
    facts: { ...facts },
    ...(typeof external === "boolean" && { externalPrincipal: external }),
  };
}

function readClasses(fields: Fields): readonly DataClass[] {
  const words = requiredTexts(fields, "classifications");
  return words.map((word) => requiredWord({ classifications: word }, "classifications", DATA_CLASSES));
}

function readSignal(value: unknown): Signal {
  if (!isFields(value)) throw new FieldError("signals", `Cannot read "signals": wanted objects only`);
  return {
    engine: requiredText(value, "engine", MAX_TEXT_CHARS),
    score: requiredNumber(value, "score"),
    details: isFields(value["details"]) ? value["details"] : {},
  };
}

function readFinding(value: unknown): Finding {
  if (!isFields(value)) throw new FieldError("findings", `Cannot read "findings": wanted objects only`);
  return {
    rule: requiredText(value, "rule", MAX_TEXT_CHARS),
    class: requiredWord(value, "class", DATA_CLASSES),
    confidence: requiredWord(value, "confidence", CONFIDENCES),
    part: requiredWord(value, "part", ["url", "header", "body"]),
    path: optionalText(value, "path", MAX_TEXT_CHARS) ?? "$",
    start: requiredNumber(value, "start"),
    end: requiredNumber(value, "end"),
    chain: requiredTexts(value, "chain"),
    preview: optionalText(value, "preview", MAX_TEXT_CHARS) ?? "",
  };
}

function readSanitizedBody(fields: Fields): Uint8Array | null {
  const base64 = fields["sanitized_body_base64"];
  if (typeof base64 === "string") {
    const bytes = fromBase64(base64);
    if (bytes === undefined) {
      throw new FieldError(
        "sanitized_body_base64",
        `Cannot read "sanitized_body_base64": the value is not base64`,
      );
    }
    return bytes;
  }
  const body = fields["sanitized_body"];
  if (body === undefined || body === null) return null;
  return new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
}

function readTime(fields: Fields, name: string): number | null {
  const text = optionalText(fields, name, MAX_TEXT_CHARS);
  if (text === undefined) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new FieldError(name, `Cannot read "${name}": "${text}" is no time`);
  return time;
}
