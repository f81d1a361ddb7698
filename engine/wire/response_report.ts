/** What an agent read, and what was seen in it, on the wire (`POST /v1/scan/response`). */
import {
  ANSWER_ACTIONS,
  type AnswerPiece,
  type CallBody,
  DATA_CLASSES,
  type InjectionSpan,
  type ObservedResponse,
  type ResponseObservation,
  type ResponseReport,
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
import { type BodyForm, MAX_NAME_CHARS } from "./scan_request.ts";

export type ParsedObservation =
  | { readonly ok: true; readonly observation: ResponseObservation; readonly bodyForm: BodyForm }
  | { readonly ok: false; readonly field: string; readonly message: string };

/**
 * Reads `{trace_id, response_body, response_status?}`; bytes may come as `response_body_base64` with `response_content_type`, and an
 * answer in pieces with `response_piece: {offset, is_last}`.
 */
export function parseResponseObservation(value: unknown): ParsedObservation {
  if (!isFields(value)) {
    return {
      ok: false,
      field: "$",
      message: `Cannot read the request: found ${kindOf(value)}, wanted an object`,
    };
  }
  try {
    const traceId = requiredText(value, "trace_id", MAX_NAME_CHARS);
    const status = value["response_status"] === undefined ? 200 : requiredNumber(value, "response_status");
    const piece = readPiece(value);
    const ofWrite = value["response_of_write"] === true;
    const body = readBody(value);
    const observation = { traceId, status, body, ...(piece && { piece }), ...(ofWrite && { ofWrite }) };
    return { ok: true, observation, bodyForm: formOf(value) };
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, field: error.field, message: error.message };
    throw error;
  }
}

/** A redacted body is given back in the form in which the body came. */
function formOf(fields: Fields): BodyForm {
  if (typeof fields["response_body_base64"] === "string") return "base64";
  return typeof fields["response_body"] === "string" ? "text" : "json";
}

function readPiece(fields: Fields): AnswerPiece | undefined {
  const piece = fields["response_piece"];
  if (piece === undefined || piece === null) return undefined;
  if (!isFields(piece) || typeof piece["is_last"] !== "boolean") {
    throw new FieldError(
      "response_piece",
      `Cannot read "response_piece": wanted an object with "offset" and "is_last"`,
    );
  }
  const offset = requiredNumber(piece, "offset");
  if (Number.isSafeInteger(offset) && offset >= 0) return { offset, isLast: piece["is_last"] };
  throw new FieldError("response_piece", `Cannot read "response_piece": wanted an "offset" of whole bytes`);
}

function readBody(fields: Fields): CallBody | null {
  const stated = optionalText(fields, "response_content_type", MAX_NAME_CHARS);
  const base64 = optionalText(fields, "response_body_base64", Number.MAX_SAFE_INTEGER);
  if (base64 !== undefined) {
    const bytes = fromBase64(base64);
    if (bytes === undefined) {
      throw new FieldError(
        "response_body_base64",
        `Cannot read "response_body_base64": the value is not base64`,
      );
    }
    const inspectable = fields["response_body_inspectable"] !== false;
    return { bytes, contentType: stated ?? "", inspectable };
  }
  const body = fields["response_body"];
  if (body === undefined || body === null) return null;
  const text = typeof body === "string" ? body : writeJson(body);
  return {
    bytes: new TextEncoder().encode(text),
    contentType: stated ?? (typeof body === "string" ? "" : "application/json"),
    inspectable: true,
  };
}

function writeJson(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    throw new FieldError("response_body", `Cannot read "response_body": it is nested too deeply`);
  }
}

/** What a gateway with a remote engine sends. */
export function responseObservationToWire(observation: ResponseObservation): Record<string, unknown> {
  const { body, piece, ofWrite } = observation;
  return {
    trace_id: observation.traceId,
    response_status: observation.status,
    ...(body !== null && {
      response_body_base64: toBase64(body.bytes),
      response_content_type: body.contentType,
      ...(!body.inspectable && { response_body_inspectable: false }),
    }),
    ...(piece && { response_piece: { offset: piece.offset, is_last: piece.isLast } }),
    ...(ofWrite === true && { response_of_write: true }),
  };
}

/** @param form Of the redacted body. Default `json`. */
export function responseReportToWire(
  report: ObservedResponse,
  form: BodyForm = "json",
): Record<string, unknown> {
  const { judgement } = report;
  return {
    trace_id: report.traceId,
    data_classes: [...report.dataClasses],
    fields_redacted_count: report.fieldsRedactedCount,
    content_fingerprint: report.contentFingerprint,
    reason_codes: [...report.reasonCodes],
    ...(report.classCounts && { class_counts: { ...report.classCounts } }),
    ...(report.injection && {
      injection_score: report.injection.score,
      injection_spans: report.injection.spans.map((span) => ({ ...span, reasons: [...span.reasons] })),
    }),
    ...(judgement && {
      answer_action: judgement.action,
      answer_rule_id: judgement.ruleId,
      answer_reason_codes: [...judgement.reasonCodes],
      answer_message: judgement.message,
      ...redactedBodyToWire(report.redactedBody, form),
    }),
  };
}

function redactedBodyToWire(body: Uint8Array | null | undefined, form: BodyForm): Record<string, unknown> {
  if (body === null || body === undefined) return {};
  if (form === "base64") return { redacted_body_base64: toBase64(body) };
  const text = new TextDecoder().decode(body);
  if (form === "text") return { redacted_body: text };
  try {
    return { redacted_body: JSON.parse(text) };
  } catch {
    return { redacted_body: text };
  }
}

/** Undefined when the answer is not a report. */
export function responseReportFromWire(value: unknown): ObservedResponse | undefined {
  if (!isFields(value)) return undefined;
  try {
    return {
      traceId: requiredText(value, "trace_id", MAX_NAME_CHARS),
      dataClasses: requiredTexts(value, "data_classes").map((word) =>
        requiredWord({ data_classes: word }, "data_classes", DATA_CLASSES)
      ),
      fieldsRedactedCount: requiredNumber(value, "fields_redacted_count"),
      contentFingerprint: requiredText(value, "content_fingerprint", MAX_NAME_CHARS),
      reasonCodes: requiredTexts(value, "reason_codes"),
      ...readClassCounts(value),
      ...readInjection(value),
      ...readJudgement(value),
    };
  } catch (error) {
    if (error instanceof FieldError) return undefined;
    throw error;
  }
}

function readJudgement(fields: Fields): Pick<ObservedResponse, "judgement" | "redactedBody"> {
  if (fields["answer_action"] === undefined) return {};
  const base64 = optionalText(fields, "redacted_body_base64", Number.MAX_SAFE_INTEGER);
  const redactedBody = base64 === undefined ? null : fromBase64(base64);
  if (redactedBody === undefined) {
    throw new FieldError(
      "redacted_body_base64",
      `Cannot read "redacted_body_base64": the value is not base64`,
    );
  }
  return {
    judgement: {
      action: requiredWord(fields, "answer_action", ANSWER_ACTIONS),
      ruleId: requiredText(fields, "answer_rule_id", MAX_NAME_CHARS),
      reasonCodes: requiredTexts(fields, "answer_reason_codes"),
      message: optionalText(fields, "answer_message", Number.MAX_SAFE_INTEGER) ?? "",
    },
    redactedBody,
  };
}

/** Engines of older versions send none. */
function readClassCounts(fields: Fields): Pick<ResponseReport, "classCounts"> {
  const counts = fields["class_counts"];
  if (counts === undefined) return {};
  if (!isFields(counts)) {
    throw new FieldError(
      "class_counts",
      `Cannot read "class_counts": found ${kindOf(counts)}, wanted an object`,
    );
  }
  const named = DATA_CLASSES.filter((name) => counts[name] !== undefined);
  return { classCounts: Object.fromEntries(named.map((name) => [name, requiredNumber(counts, name)])) };
}

function readInjection(fields: Fields): Pick<ResponseReport, "injection"> {
  if (fields["injection_score"] === undefined) return {};
  const score = requiredNumber(fields, "injection_score");
  return { injection: { score, spans: requiredArray(fields, "injection_spans").map(readSpan) } };
}

function readSpan(span: unknown): InjectionSpan {
  if (!isFields(span)) {
    throw new FieldError(
      "injection_spans",
      `Cannot read "injection_spans": found ${kindOf(span)} in it, wanted objects only`,
    );
  }
  return {
    path: requiredText(span, "path", Number.MAX_SAFE_INTEGER),
    start: requiredNumber(span, "start"),
    end: requiredNumber(span, "end"),
    score: requiredNumber(span, "score"),
    reasons: requiredTexts(span, "reasons"),
  };
}
