import assert from "node:assert/strict";
import fc from "fast-check";
import { IdFinder } from "./id_finder.ts";
import { idOf, type JsonObject } from "./message.ts";

function found(text: string, cut: number) {
  const finder = new IdFinder();
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += cut) finder.read(bytes.subarray(at, at + cut));
  return [finder.id, finder.kind];
}

Deno.test("IdFinder finds the id that JSON.parse finds, wherever it stands, whatever is written around it, however the message is cut", () => {
  const message = fc.record({
    id: fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ maxLength: 40 }),
    ),
    jsonrpc: fc.constant("2.0"),
    method: fc.string(),
    result: fc.jsonValue(),
    params: fc.record({ id: fc.integer(), method: fc.string(), deep: fc.jsonValue() }),
  }, { requiredKeys: [] }).chain((object) =>
    fc.shuffledSubarray(Object.entries(object), { minLength: Object.keys(object).length })
      .map((entries): JsonObject => Object.fromEntries(entries))
  );
  fc.assert(
    fc.property(
      message,
      fc.constantFrom(undefined, 1, "\t"),
      fc.integer({ min: 1, max: 40 }),
      (message, space, cut) => {
        const text = JSON.stringify(message, null, space);
        const kind = "method" in message ? "request" : "response";
        assert.deepEqual(found(text, cut), [idOf(JSON.parse(text)), kind], text);
      },
    ),
    { seed: 5, numRuns: 400 },
  );
});

Deno.test("IdFinder takes escapes, ids that are none, and what is no JSON", () => {
  assert.deepEqual(found(String.raw`{"a":"\\","id":"x\"},\u0041"}`, 3), ['x"},A', "response"]);
  assert.deepEqual(found(`{"id":{"id":1},"method":"x"}`, 2), [undefined, "request"]);
  assert.deepEqual(found(`{"id":1,"id":2}`, 1), [2, "response"]);
  assert.deepEqual(found(`[{"id":1}]`, 1), [undefined, "response"]);
  assert.deepEqual(found(`{"id":"${"x".repeat(300)}"}`, 7), [undefined, "response"]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      const finder = new IdFinder();
      finder.read(noise);
      assert.ok(["undefined", "number", "string"].includes(typeof finder.id));
    }),
    { seed: 5 },
  );
});
