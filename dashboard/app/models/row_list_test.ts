import assert from "node:assert/strict";
import fc from "fast-check";
import type { RecordedTrace } from "../../../engine/types.ts";
import { RowList } from "./row_list.ts";
import { wireTrace } from "./test_surroundings.ts";
import { readTrace } from "./wire.ts";

function trace(number: number): RecordedTrace {
  // Two of each moment, so that the id decides between them.
  const read = readTrace(wireTrace(`t${String(number).padStart(3, "0")}`, Math.floor(number / 2)));
  assert.ok(read);
  return read;
}

Deno.test("RowList keeps the newest of what came, each once and newest first, however it came", () => {
  const batches = fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 12 }), { maxLength: 20 });
  fc.assert(
    fc.property(batches, (batches) => {
      const list = new RowList(1_000);
      for (const batch of batches) {
        const before = list.rows.length;
        assert.equal(list.insert(batch.map(trace)), list.rows.length - before);
      }
      const wanted = [...new Set(batches.flat())].sort((a, b) => b - a).map((number) =>
        trace(number).traceId
      );
      assert.deepEqual(list.rows.map((row) => row.traceId), wanted);
    }),
    { seed: 3 },
  );
});

Deno.test("RowList lets the oldest go, and takes them again when they are asked for anew", () => {
  const list = new RowList(2, [1, 5, 9].map(trace));
  assert.deepEqual(list.rows.map((row) => row.traceId), ["t009", "t005"]);
  assert.equal(list.has("t001"), false);
});
