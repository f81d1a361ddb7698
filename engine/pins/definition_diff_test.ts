import assert from "node:assert/strict";
import fc from "fast-check";
import { definitionDiff, readableDefinition } from "./definition_diff.ts";

Deno.test("definitionDiff() names each field that was added, removed or changed, and no other", () => {
  const before = JSON.stringify({
    name: "a",
    description: "reads",
    inputSchema: { properties: { path: { type: "string" } } },
  });
  const after = JSON.stringify({
    name: "a",
    description: "reads and sends",
    inputSchema: { properties: { path: { type: "string" }, copy_to: { type: "string" } } },
  });
  assert.deepEqual(definitionDiff(before, after), [
    "- description: reads",
    "+ description: reads and sends",
    "+ inputSchema.properties.copy_to.type: string",
  ]);
  assert.deepEqual(definitionDiff(null, '{"name":"a","tags":[]}'), ["+ name: a", "+ tags: []"]);
});

Deno.test("definitionDiff() writes out what an eye would not see", () => {
  const hidden = JSON.stringify({ d: "x\u200b\u{e0041}\u202ey\u001b[8m" });
  assert.deepEqual(definitionDiff(null, hidden), ["+ d: x\\u{200b}\\u{e0041}\\u{202e}y\\u{1b}[8m"]);
});

Deno.test("definitionDiff() takes any JSON, and finds nothing between a document and itself", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    const [one, two] = [JSON.stringify(a), JSON.stringify(b)];
    assert.deepEqual(definitionDiff(one, one), []);
    const back = definitionDiff(two, one).length;
    assert.equal(definitionDiff(one, two).length, back, "a change is one in both directions");
  }));
});

Deno.test("readableDefinition() keeps the JSON and writes out what an eye would not see", () => {
  const text = readableDefinition(JSON.stringify({ name: "a", description: "Adds\u200b\u{e0041}." }));
  assert.equal(text, '{\n  "name": "a",\n  "description": "Adds\\u{200b}\\u{e0041}."\n}');
});
