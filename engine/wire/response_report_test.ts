import assert from "node:assert/strict";
import fc from "fast-check";
import { DATA_CLASSES, type ResponseReport } from "../types.ts";
import {
  parseResponseObservation,
  responseObservationToWire,
  responseReportFromWire,
  responseReportToWire,
} from "./response_report.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const span = fc.record({
  path: fc.string({ minLength: 1 }),
  start: fc.nat(),
  end: fc.nat(),
  score: share,
  reasons: fc.array(fc.string()),
});
const report: fc.Arbitrary<ResponseReport> = fc.record({
  traceId: fc.stringMatching(/^[a-z0-9]{1,20}$/),
  dataClasses: fc.subarray([...DATA_CLASSES]),
  fieldsRedactedCount: fc.nat(),
  contentFingerprint: fc.stringMatching(/^sha256:[0-9a-f]{64}$/),
  reasonCodes: fc.array(fc.constantFrom("PROMPT_INJECTION", "ENCODED_PAYLOAD")),
  classCounts: fc.record({ SECRETS: fc.nat(), PII: fc.nat() }, { requiredKeys: [], noNullPrototype: true }),
  injection: fc.record({ score: share, spans: fc.array(span, { maxLength: 3 }) }),
}, { requiredKeys: ["traceId", "dataClasses", "fieldsRedactedCount", "contentFingerprint", "reasonCodes"] });

Deno.test("a report arrives as it was sent, with counts and injection or without", () => {
  fc.assert(fc.property(report, (sent) => {
    const wire = JSON.parse(JSON.stringify(responseReportToWire(sent)));
    assert.deepEqual(JSON.stringify(responseReportFromWire(wire)), JSON.stringify(sent));
  }));
});

Deno.test("a report whose injection is of another shape is none", () => {
  const good = {
    trace_id: "t",
    data_classes: [],
    fields_redacted_count: 0,
    content_fingerprint: "sha256:0",
    reason_codes: [],
  };
  assert.ok(responseReportFromWire(good) !== undefined);
  const span = { path: "$", start: 0, end: 1, score: 0.5, reasons: [] };
  assert.ok(
    responseReportFromWire({ ...good, injection_score: 0.5, injection_spans: [span] }) !== undefined,
  );
  for (
    const wrong of [
      { class_counts: [] },
      { class_counts: { PII: "1" } },
      { injection_score: "0.5", injection_spans: [] },
      { injection_score: 0.5 },
      { injection_score: 0.5, injection_spans: [null] },
      { injection_score: 0.5, injection_spans: [{ ...span, reasons: [1] }] },
    ]
  ) {
    assert.equal(responseReportFromWire({ ...good, ...wrong }), undefined, JSON.stringify(wrong));
  }
});

Deno.test("What the policy did to an answer reads back the same, and a redacted body has the form of the body", () => {
  const judgement = {
    action: "REDACT",
    ruleId: "keys",
    reasonCodes: ["KEYS"],
    message: "Written over",
  } as const;
  const redactedBody = new TextEncoder().encode('{"key":"[REDACTED:X#1]"}');
  const report = {
    traceId: "t",
    dataClasses: ["SECRETS"],
    fieldsRedactedCount: 1,
    contentFingerprint: "sha256:0",
    reasonCodes: ["KEYS"],
    judgement,
    redactedBody,
  } as const;
  const overTheWire = (form: "json" | "text" | "base64") =>
    JSON.parse(JSON.stringify(responseReportToWire(report, form)));
  assert.deepEqual(responseReportFromWire(overTheWire("base64")), report);
  assert.deepEqual(overTheWire("json").redacted_body, { key: "[REDACTED:X#1]" });
  assert.equal(overTheWire("text").redacted_body, '{"key":"[REDACTED:X#1]"}');
  // An action that is not known must not read as "nothing was done".
  assert.equal(responseReportFromWire({ ...overTheWire("base64"), answer_action: "SHRED" }), undefined);
});

Deno.test("Pieces of an answer, and answers of calls that wrote, read back the same", () => {
  const body = { bytes: new Uint8Array([1, 2]), contentType: "text/plain", inspectable: true };
  const observation = { traceId: "t", status: 200, body, piece: { offset: 7, isLast: false }, ofWrite: true };
  const parsed = parseResponseObservation(JSON.parse(JSON.stringify(responseObservationToWire(observation))));
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.observation, observation);
  for (const piece of [{ offset: -1, is_last: true }, { offset: 0 }, 5]) {
    const wrong = parseResponseObservation({ trace_id: "t", response_piece: piece });
    assert.equal(!wrong.ok && wrong.field, "response_piece");
  }
});
