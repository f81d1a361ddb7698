import assert from "node:assert/strict";
import fc from "fast-check";
import { Counter, Histogram, Reading } from "./families.ts";

Deno.test("a counter writes its help, its type and one line for each set of labels", () => {
  const counter = new Counter("calls_total", "Calls\nof agents.");
  counter.add({ decision: "DENY" });
  counter.add({ decision: "DENY" }, 2);
  counter.add({ decision: "ALLOW" }, 0);
  assert.deepEqual(counter.lines(), [
    "# HELP calls_total Calls\\nof agents.",
    "# TYPE calls_total counter",
    'calls_total{decision="DENY"} 3',
    'calls_total{decision="ALLOW"} 0',
  ]);
});

Deno.test("a label cannot break out of its quotes, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const counter = new Counter("calls_total", "Calls.");
      counter.add({ reason: text });
      const [, , line, ...rest] = counter.lines();
      assert.equal(rest.length, 0);
      assert.match(line ?? "", /^calls_total\{reason="(?:[^"\\\n]|\\["\\n])*"\} 1$/);
    }),
    { seed: 1 },
  );
});

Deno.test("more label sets than a collector could bear count as other", () => {
  const counter = new Counter("calls_total", "Calls.");
  for (let i = 0; i < 1_000; i++) counter.add({ reason: `R${i}` });
  const lines = counter.lines();
  assert.ok(lines.length <= 203, String(lines.length));
  assert.ok(lines.includes('calls_total{reason="other"} 800'));
});

Deno.test("a histogram's buckets are cumulated and end with all of them", () => {
  const histogram = new Histogram("took_seconds", "Time.", [0.1, 1]);
  for (const value of [0.05, 0.1, 0.5, 7]) histogram.observe({}, value);
  assert.deepEqual(histogram.lines().slice(2), [
    'took_seconds_bucket{le="0.1"} 2',
    'took_seconds_bucket{le="1"} 3',
    'took_seconds_bucket{le="+Inf"} 4',
    "took_seconds_sum 7.65",
    "took_seconds_count 4",
  ]);
});

Deno.test("a reading that fails or is not known writes no line", () => {
  const failing = new Reading("size_bytes", "Size.", () => {
    throw new Error("The disk is gone");
  });
  assert.deepEqual(failing.lines(), []);
  assert.deepEqual(new Reading("size_bytes", "Size.", () => undefined).lines(), []);
  assert.equal(new Reading("size_bytes", "Size.", () => 7).lines().at(-1), "size_bytes 7");
});
