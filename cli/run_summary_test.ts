import assert from "node:assert/strict";
import type { Decision } from "../engine/types.ts";
import { traceOf } from "../tests/fixtures/traces.ts";
import { RunSummary } from "./run_summary.ts";

function summaryOf(...decisions: readonly Decision[]): RunSummary {
  const summary = new RunSummary();
  decisions.forEach((decision, index) =>
    summary.decision(
      traceOf(`trace-${index}`, {
        decision,
        method: "POST",
        url: `https://api.example.com/${index}`,
        reasonCodes: ["SECRET_EGRESS"],
      }),
    )
  );
  return summary;
}

Deno.test("a summary counts by decision and tells the latest calls that did not simply pass", () => {
  const [first, ...rest] = summaryOf("ALLOW", "DENY", "ALLOW", "SANITIZE").lines();
  assert.equal(first, "4 calls: 1 refused, 1 redacted, 2 allowed");
  assert.match(rest[0]!, /DENY .*https:\/\/api\.example\.com\/1 SECRET_EGRESS/);
  assert.match(rest[1]!, /SANITIZE /);
  assert.equal(summaryOf(...Array<Decision>(30).fill("DENY")).lines().length, 11);
  assert.match(summaryOf().lines()[0]!, /No call came through/);
});

Deno.test("a run fails at the decision that was named and at all that are stricter", () => {
  const codes = (summary: RunSummary) =>
    ([undefined, "deny", "approval", "sanitize"] as const).map((at) => summary.exitCode(at));
  assert.deepEqual(codes(summaryOf("ALLOW")), [0, 0, 0, 0]);
  assert.deepEqual(codes(summaryOf("SANITIZE", "ALLOW")), [0, 0, 0, 3]);
  assert.deepEqual(codes(summaryOf("SANITIZE", "REQUIRE_APPROVAL")), [0, 0, 4, 4]);
  assert.deepEqual(codes(summaryOf("REQUIRE_APPROVAL", "DENY")), [0, 5, 5, 5]);
});
