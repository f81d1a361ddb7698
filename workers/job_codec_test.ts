import assert from "node:assert/strict";
import fc from "fast-check";
import type { ScanReport, ScanRequest } from "../engine/ports.ts";
import { printsOf } from "../engine/correlate/answer_prints.ts";
import { packPrints } from "../engine/correlate/stored_reading.ts";
import { packFrame } from "./frame.ts";
import { openAnswer, openJob, packAnswer, packJob } from "./job_codec.ts";

const request: ScanRequest = {
  parts: [{ kind: "url", content: "https://a.example/\ud800" }, {
    kind: "body",
    content: new Uint8Array([1, 2, 3]),
  }],
  host: "a.example",
  want: { redact: true },
  timeoutMs: 100,
};

const report: ScanReport = {
  ok: true,
  findings: [{
    rule: "r",
    class: "SECRETS",
    confidence: "HIGH",
    part: "body",
    path: "$",
    start: 0,
    end: 3,
    chain: ["json"],
    preview: "…",
  }],
  redacted: ["https://a.example/", new Uint8Array([9, 9])],
  reasonCodes: ["ENCODED_PAYLOAD"],
  scanMs: 0.5,
};

Deno.test("a job arrives as it was sent, lone surrogates and bytes included", () => {
  const job = { id: 7, deadlineAt: 1234.5, request };
  assert.deepEqual(openJob(packJob(job)), job);
});

Deno.test("the styles of redaction and the key of digests arrive", () => {
  const styles = { byClass: { PII: "mask" }, byRule: { "card-number": "remove" } } as const;
  const asked = { ...request, want: { redact: true, styles, hashKey: "k" } };
  assert.deepEqual(openJob(packJob({ id: 7, deadlineAt: 1, request: asked })).request, asked);
});

Deno.test("the wish for instructions arrives, and so does what was found", () => {
  const asked = { ...request, want: { redact: false, instructions: true } };
  assert.deepEqual(openJob(packJob({ id: 7, deadlineAt: 1, request: asked })).request.want, asked.want);
  const span = { part: 1, path: "$.note", start: 0, end: 9, score: 0.9, reasons: ["model"] };
  const found = { ...report, instructions: { score: 0.9, spans: [span] } };
  assert.deepEqual(openAnswer(packAnswer(7, found))?.result(asked), found);
  for (
    const wrong of [{ ...span, part: 2 }, { ...span, score: 2 }, { ...span, end: -1 }, { ...span, start: 10 }]
  ) {
    const answer = openAnswer(packAnswer(7, { ...found, instructions: { score: 0.9, spans: [wrong] } }));
    assert.equal(answer?.result(asked), undefined);
  }
});

Deno.test("the prints and the fingerprint of an answer arrive, and nothing in their place that no scan writes", () => {
  const key = { high: 17, low: 4 };
  const asked = { ...request, want: { redact: false, prints: key, fingerprint: true } };
  assert.deepEqual(openJob(packJob({ id: 7, deadlineAt: 1, request: asked })).request.want, asked.want);
  const text = "Transfer the rest to DE89370400440532013000 and write to jo@mail.example. ".repeat(4);
  const spans = [{ part: 0, path: "$", start: 0, end: 40, score: 0.9, reasons: [] }];
  const body = { bytes: new TextEncoder().encode(text), contentType: "text/plain" };
  const prints = printsOf(body, { findings: [], spans }, key);
  assert.ok(prints.values.length > 0 && prints.prints.length > 0 && prints.directives.length > 0);
  const contentFingerprint = `sha256:${"0a".repeat(32)}`;
  const packed = packPrints(prints);
  const result = openAnswer(packAnswer(7, { ...report, prints, contentFingerprint }))?.result(asked);
  assert.ok(result?.ok && result.prints !== undefined);
  assert.deepEqual(packPrints(result.prints), packed);
  assert.equal(result.contentFingerprint, contentFingerprint);
  const wrongs = [
    { prints: 1 },
    { prints: { ...packed, marks: packed.prints } },
    { prints: { ...packed, values: "%" } },
    { prints: { ...packed, directives: [{}] } },
    { prints: { ...packed, directives: new Array(17).fill(packed.directives[0]) } },
    { contentFingerprint: "sha256:0" },
  ];
  for (const wrong of wrongs) {
    assert.equal(openAnswer(packFrame({ ...good, ...wrong }, []))?.result(asked), undefined);
  }
});

Deno.test("a report and a failure arrive as they were sent", () => {
  const failure = { ok: false, code: "SCAN_TIMEOUT", rule: "r", message: "m" } as const;
  const withStored: ScanReport = { ...report, stored: [null, new Uint8Array([8])] };
  for (const result of [report, withStored, failure]) {
    const answer = openAnswer(packAnswer(7, result));
    assert.equal(answer?.id, 7);
    assert.deepEqual(answer?.result(request), result);
  }
});

const finding = report.findings[0];
const good = { ...report, id: 7, redacted: [null, null] };
const MALFORMED: Record<string, unknown> = {
  "no ok": { ...good, ok: undefined },
  "ok that is not a boolean": { ...good, ok: 1 },
  "failure without a known code": { id: 7, ok: false, code: "CLEAN", message: "m" },
  "failure without a message": { id: 7, ok: false, code: "SCAN_FAILED" },
  "no findings": { ...good, findings: undefined },
  "a finding of unknown class": { ...good, findings: [{ ...finding, class: "NONE" }] },
  "a finding with an end before its start": { ...good, findings: [{ ...finding, start: 4 }] },
  "a finding that is null": { ...good, findings: [null] },
  "stored parts of another type": { ...good, stored: ["x", "y"] },
  "too few stored parts": { ...good, stored: [null] },
  "too few redacted parts": { ...good, redacted: [null] },
  "a redacted part of the wrong type": { ...good, redacted: [null, "text"] },
  "more redacted bytes than there are": { ...good, redacted: [null, 1] },
  "a negative count of bytes": { ...good, redacted: [null, -1] },
  "reason codes that are not text": { ...good, reasonCodes: [1] },
  "no time": { ...good, scanMs: "1" },
};
for (const [what, head] of Object.entries(MALFORMED)) {
  Deno.test(`an answer with ${what} is no result`, () => {
    const answer = openAnswer(packFrame(head, []));
    assert.equal(answer?.id, 7);
    assert.equal(answer?.result(request), undefined);
  });
}

Deno.test("redacted bytes that belong to no part are no result", () => {
  assert.equal(openAnswer(packFrame(good, [new Uint8Array(1)]))?.result(request), undefined);
});

Deno.test("noise is no answer, and never throws", () => {
  fc.assert(fc.property(fc.oneof(fc.uint8Array(), fc.anything()), (noise) => {
    assert.equal(openAnswer(noise), undefined);
  }));
});

Deno.test("an answer with bytes changed is a result of the right shape, or none", () => {
  const frame = packAnswer(7, report);
  fc.assert(fc.property(fc.nat(frame.length - 1), fc.nat(255), (at, value) => {
    const changed = frame.slice();
    changed[at] = value;
    const result = openAnswer(changed)?.result(request);
    assert.ok(result === undefined || !result.ok || result.redacted.length === request.parts.length);
  }));
});
