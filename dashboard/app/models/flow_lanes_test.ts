import assert from "node:assert/strict";
import fc from "fast-check";
import type { FlowWire, SessionCallWire } from "../../../engine/wire/session.ts";
import { flowPicture } from "./flow_lanes.ts";

function flowFrom(traceId: string, weight = 0.5): FlowWire {
  return { trace_id: traceId, kind: "copied_data", path: "$.text", weight, reasons: [] };
}

/** Calls `c0`, `c1` …, each with flows from those named. */
function callsWith(...flows: readonly (readonly FlowWire[])[]): readonly SessionCallWire[] {
  return flows.map((each, i) => ({ trace_id: `c${i}`, flows: each }) as unknown as SessionCallWire);
}

Deno.test("A line goes from the row of the read to the row of the call, and the heaviest stands for several", () => {
  const { lines, lanes } = flowPicture(callsWith([], [], [flowFrom("c0", 0.2), flowFrom("c0", 0.9)]));
  assert.deepEqual(lines.map(({ from, to, lane, flow }) => [from, to, lane, flow.weight]), [[0, 2, 0, 0.9]]);
  assert.equal(lanes, 1);
});

Deno.test("A read that is not loaded comes from above, and one that stands below is no source", () => {
  const { lines } = flowPicture(callsWith([flowFrom("elsewhere"), flowFrom("c1")], []));
  assert.deepEqual(lines.map(({ from, to }) => [from, to]), [[-1, 0]]);
});

Deno.test("Lines that run beside each other have lanes of their own; one may begin where another ends", () => {
  const { lines, lanes } = flowPicture(callsWith([], [flowFrom("c0")], [flowFrom("c1"), flowFrom("c0")]));
  const laneOf = (from: number, to: number) =>
    lines.find((line) => line.from === from && line.to === to)?.lane;
  assert.equal(laneOf(0, 1), laneOf(1, 2));
  assert.notEqual(laneOf(0, 1), laneOf(0, 2));
  assert.equal(lanes, 2);
});

Deno.test("However calls are connected, the picture stays bounded and no two lines of a lane overlap while there is room", () => {
  const call = fc.array(fc.nat(40).map((i) => flowFrom(`c${i}`)), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (flows) => {
      const { lines, lanes } = flowPicture(callsWith(...flows));
      assert.ok(lanes <= 12 && lines.length <= 200);
      for (const a of lines) {
        assert.ok(a.from < a.to && a.to < flows.length);
        for (const b of lines) {
          if (a === b || a.lane !== b.lane || a.lane === 11) continue;
          assert.ok(a.to <= b.from || b.to <= a.from, "they overlap");
        }
      }
    }),
    { seed: 7 },
  );
});
