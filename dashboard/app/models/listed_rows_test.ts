import assert from "node:assert/strict";
import { withDays } from "./listed_rows.ts";
import { wireTrace } from "./test_surroundings.ts";
import { readTrace } from "./wire.ts";

Deno.test("withDays() sets a line before each day but today", () => {
  const noon = new Date(2026, 2, 10, 12).getTime();
  const hoursAgo = [0, 1, 20, 22, 50];
  const rows = hoursAgo.flatMap((hours) => readTrace(wireTrace(`h${hours}`, noon - hours * 3_600_000)) ?? []);
  const shape = withDays(rows, noon).map((row) =>
    "dayMs" in row ? new Date(row.dayMs).getDate() : row.traceId
  );
  assert.deepEqual(shape, ["h0", "h1", 9, "h20", "h22", 8, "h50"]);
  assert.equal(withDays(rows.slice(0, 2), noon).length, 2);
});
