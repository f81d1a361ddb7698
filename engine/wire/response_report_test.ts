import assert from "node:assert/strict";
import fc from "fast-check";
import { DATA_CLASSES, type ResponseReport } from "../types.ts";
import { responseReportFromWire, responseReportToWire } from "./response_report.ts";

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
