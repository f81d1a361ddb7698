import assert from "node:assert/strict";
import fc from "fast-check";
import { TokenBuckets } from "./token_bucket.ts";

Deno.test("TokenBuckets allow so many acts at once and then one by one", () => {
  const buckets = new TokenBuckets(2);
  buckets.take("a", 0);
  assert.equal(buckets.waitSeconds("a", 0), 0);
  buckets.take("a", 0);
  assert.equal(buckets.waitSeconds("a", 0), 30);
  assert.equal(buckets.waitSeconds("b", 0), 0);
  assert.equal(buckets.waitSeconds("a", 29_000), 1);
  assert.equal(buckets.waitSeconds("a", 30_000), 0);
});

Deno.test("TokenBuckets never allow more than twice their rate in a minute", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.nat(4_000), { maxLength: 200 }),
      (rate, gaps) => {
        const buckets = new TokenBuckets(rate);
        let now = 0;
        const acts: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (buckets.waitSeconds("a", now) > 0) continue;
          buckets.take("a", now);
          acts.push(now);
        }
        for (const start of acts) {
          assert.ok(acts.filter((at) => at >= start && at < start + 60_000).length <= rate * 2);
        }
      },
    ),
  );
});

Deno.test("TokenBuckets remember a bounded number of names", () => {
  const buckets = new TokenBuckets(1);
  for (let i = 0; i < 30_000; i++) buckets.take(`name-${i}`, 0);
  assert.equal(buckets.waitSeconds("name-0", 0), 0);
  assert.equal(buckets.waitSeconds("name-29999", 0), 60);
});
