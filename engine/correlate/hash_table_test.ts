import assert from "node:assert/strict";
import fc from "fast-check";
import { HashTable } from "./hash_table.ts";

const key = fc.integer({ min: 1, max: 2 ** 52 - 1 });

Deno.test("HashTable gives back what was set last, as a Map does, until it is full", () => {
  fc.assert(fc.property(fc.array(fc.tuple(key, fc.nat(0xffff)), { maxLength: 500 }), (pairs) => {
    const table = new HashTable(1_000);
    for (const [k, value] of pairs) table.set(k, value);
    for (const [k, value] of new Map(pairs)) assert.equal(table.get(k), value);
    assert.equal(table.get(2 ** 52), undefined);
  }));
});

Deno.test("HashTable keeps the latest of more than it holds, forgets the oldest, and stays within its memory", () => {
  const table = new HashTable(1_000);
  for (let i = 1; i <= 50_000; i++) table.set(i * 7919, i % 0x10000);
  for (let i = 49_001; i <= 50_000; i++) assert.equal(table.get(i * 7919), i % 0x10000);
  assert.equal(table.get(7919), undefined);
  assert.ok(table.size <= 2_000, String(table.size));
  assert.ok(table.bytes <= 2 * 2_048 * 10, String(table.bytes));
});
