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
  assert.deepEqual(shown.map(({ traceIds, what }) => [traceIds[0], what]), [
    ["t2", "new kind"],
    ["t1", "The place it goes to"],
  ]);
});

Deno.test("flowsIn() tells what flowed in the same way from several calls once", () => {
  const flow = (id: string, weight: number) => ({
    trace_id: id,
    kind: "instruction",
    path: "$",
    weight,
    reasons: ["r"],
  });
  const shown = flowsIn([
    correlation([flow("t1", 0.1), flow("t2", 0.3), { ...flow("t3", 0.2), path: "$.a" }]),
  ]);
  assert.deepEqual(shown.map(({ traceIds }) => traceIds), [["t2", "t1"], ["t3"]]);
});

Deno.test("flowsIn() takes any details without throwing, and shows nothing of calls that it cannot name", () => {
  fc.assert(fc.property(fc.jsonValue(), (flows) => {
    for (const flow of flowsIn([correlation(flows)])) assert.ok(flow.traceIds.every((id) => id !== ""));
  }));
  assert.deepEqual(flowsIn([]), []);
});
