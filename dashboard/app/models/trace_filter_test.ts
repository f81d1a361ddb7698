import assert from "node:assert/strict";
import fc from "fast-check";
import { wireTrace } from "./test_surroundings.ts";
import {
  filterOfQuery,
  isSameFilter,
  matcherOf,
  NO_FILTER,
  queryOfFilter,
  type TraceFilter,
} from "./trace_filter.ts";
import { readTrace } from "./wire.ts";

const CALL = readTrace(wireTrace("trace-1", 5_000, {
  decision: "DENY",
  agent_name: "Release bot",
  session_id: "s1",
  reason_codes: ["SECRET_EGRESS"],
  classifications: ["SECRETS"],
}));

function holds(filter: Partial<TraceFilter>): boolean {
  assert.ok(CALL);
  return matcherOf({ ...NO_FILTER, ...filter })(CALL);
}

Deno.test("a filter lets through what it asks for, and each part of it can keep a call out", () => {
  const fitting: Partial<TraceFilter>[] = [
    {},
    { decision: "DENY" },
    { tool: "slack" },
    { agent: "agent-one" },
    { agent: "Release bot" },
    { session: "s1" },
    { dataClass: "SECRETS" },
    { reason: "SECRET_EGRESS" },
    { sinceMs: 5_000, untilMs: 5_001 },
    { text: "SLACK.com post_mess" },
    { text: "release secret_e trace-1 s1" },
  ];
  for (const filter of fitting) assert.ok(holds(filter), JSON.stringify(filter));
  const others: Partial<TraceFilter>[] = [
    { decision: "ALLOW" },
    { tool: "slac" },
    { agent: "agent" },
    { session: "s2" },
    { dataClass: "PII" },
    { reason: "SECRET" },
    { sinceMs: 5_001 },
    { untilMs: 5_000 },
    { text: "slack github" },
  ];
  for (const filter of others) assert.ok(!holds(filter), JSON.stringify(filter));
});

Deno.test("a filter survives the address bar", () => {
  const optional = (value: fc.Arbitrary<string>) => fc.option(value.filter((text) => text !== ""));
  const filters = fc.record({
    decision: fc.option(fc.constantFrom("ALLOW", "SANITIZE", "REQUIRE_APPROVAL", "DENY")),
    tool: optional(fc.string()),
    agent: optional(fc.string({ unit: "grapheme" })),
    session: optional(fc.string()),
    dataClass: fc.option(fc.constantFrom("SECRETS", "PII", "PHI", "INTERNAL")),
    reason: optional(fc.string()),
    text: fc.string().map((text) => text.trim()),
    sinceMs: fc.option(fc.integer({ min: 0, max: 4e12 })),
    untilMs: fc.option(fc.integer({ min: 0, max: 4e12 })),
  }) as fc.Arbitrary<TraceFilter>;
  fc.assert(
    fc.property(filters, (filter) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(queryOfFilter(filter))) {
        if (value !== null) query.set(name, value);
      }
      assert.deepEqual(filterOfQuery(new URLSearchParams(query.toString())), { ...filter });
    }),
    { seed: 7 },
  );
});

Deno.test("a query of the wrong form asks for nothing", () => {
  const query = new URLSearchParams("decision=MAYBE&class=X&since=yesterday&until=&tool=");
  assert.ok(isSameFilter(filterOfQuery(query), NO_FILTER));
  assert.equal(filterOfQuery(new URLSearchParams("since=1700000000000")).sinceMs, 1_700_000_000_000);
});
