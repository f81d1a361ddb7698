import assert from "node:assert/strict";
import fc from "fast-check";
import type { Signal } from "../../../engine/types.ts";
import { flowsIn } from "./flows.ts";

const correlation = (flows: unknown): Signal => ({ engine: "correlation", score: 0.4, details: { flows } });

Deno.test("flowsIn() tells what came from which call, heaviest first", () => {
  const flow = (over: object) => ({
    trace_id: "t1",
    kind: "destination",
    path: "$.to",
    weight: 0.5,
    reasons: ["r"],
    ...over,
  });
  const shown = flowsIn([correlation([flow({}), flow({ trace_id: "t2", kind: "new_kind", weight: 0.9 })])]);
  assert.deepEqual(shown.map(({ traceId, what }) => [traceId, what]), [
    ["t2", "new kind"],
    ["t1", "The place it goes to"],
  ]);
});

Deno.test("flowsIn() takes any details without throwing, and shows nothing of calls that it cannot name", () => {
  fc.assert(fc.property(fc.jsonValue(), (flows) => {
    for (const flow of flowsIn([correlation(flows)])) assert.notEqual(flow.traceId, "");
  }));
  assert.deepEqual(flowsIn([]), []);
});
