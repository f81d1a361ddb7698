import assert from "node:assert/strict";
import fc from "fast-check";
import { wireApproval, wireTrace } from "./test_surroundings.ts";
import {
  readApproval,
  readApprovals,
  readOutcome,
  readRunCounts,
  readStats,
  readTrace,
  readTracePage,
} from "./wire.ts";

Deno.test("readTrace() reads a summary, as the stream sends it, and fills what only the whole record has", () => {
  const trace = readTrace(wireTrace("t1", 1_700_000_000_000, { facts: { channel: "#x", amount: 3 } }));
  assert.equal(trace?.at, 1_700_000_000_000);
  assert.deepEqual(trace?.action, {
    tool: "slack",
    operation: "post_message",
    verb: "WRITE",
    category: "other",
    host: "slack.com",
    facts: { channel: "#x", amount: "3" },
  });
  assert.deepEqual(trace?.findings, []);
  assert.equal(trace?.request.body, null);
});

Deno.test("readTrace() shows words it does not know as the strictest, never as harmless", () => {
  const trace = readTrace(wireTrace("t1", 0, { decision: "SOMETHING_NEW", risk_band: "UNKNOWN" }));
  assert.equal(trace?.decision, "DENY");
  assert.equal(trace?.riskBand, "CRITICAL");
});

Deno.test("readApproval() takes a state it does not know for one that cannot be decided", () => {
  assert.equal(readApproval(wireApproval("a", 0, { status: "paused" }))?.status, "expired");
});

Deno.test("readTrace() writes out a fact or header that is no text, whatever its members are called", () => {
  const odd = { toString: 1, valueOf: null };
  const trace = readTrace(wireTrace("t1", 0, { facts: { odd, n: 3 }, request: { headers: { odd } } }));
  assert.deepEqual(trace?.action.facts, { odd: '{"toString":1,"valueOf":null}', n: "3" });
  assert.deepEqual(trace?.request.headers, [["odd", '{"toString":1,"valueOf":null}']]);
});

Deno.test("the wire readers take any JSON without throwing", () => {
  const keys = fc.constantFrom(
    ...Object.keys({ ...wireTrace("t", 0), ...wireApproval("a", 0) }),
    "series",
    "by_decision",
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(keys, fc.jsonValue()),
    fc.array(fc.dictionary(keys, fc.jsonValue())),
  );
  const readers = [
    readTrace,
    readTracePage,
    readApproval,
    readApprovals,
    readStats,
    readRunCounts,
    readOutcome,
  ];
  fc.assert(fc.property(value, fc.jsonValue(), (json, inner) => {
    for (const read of readers) {
      read(json);
      read({
        ...wireTrace("t", 0),
        ...wireApproval("a", 0),
        findings: inner,
        signals: inner,
        request: inner,
        facts: inner,
      });
      read({ traces: json, approvals: json, by_decision: inner, series: json });
    }
  }));
});
