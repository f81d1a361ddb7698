import assert from "node:assert/strict";
import { bucketAt, linePath, roundTop } from "./chart_scale.ts";

Deno.test("roundTop() is a round number that the peak fits under", () => {
  assert.deepEqual([0, 1, 3, 7, 12, 41, 99, 0.3, NaN].map(roundTop), [1, 1, 4, 10, 20, 50, 100, 0.4, 1]);
});

Deno.test("bucketAt() finds the bucket and never leaves the chart", () => {
  assert.deepEqual([-1, 0, 0.49, 0.5, 0.999, 1, 2].map((share) => bucketAt(share, 2)), [0, 0, 0, 1, 1, 1, 1]);
});

Deno.test("linePath() breaks where there is no value and shows one that stands alone", () => {
  const at = { top: 10, height: 10 };
  assert.equal(linePath([null, null], at), "");
  assert.equal(linePath([0, 10, null, 20], at), "M0.5 10.00L1.5 0.00M3.2 0.00h0.6");
});
