import assert from "node:assert/strict";
import fc from "fast-check";
import { readableBody, repacked, unpacked } from "./readable_result.ts";

const read = (result: unknown) => JSON.parse(new TextDecoder().decode(readableBody(result).bytes));

Deno.test("Texts that the protocol packs in base64 are read unpacked", () => {
  const packed = { uri: "a://b", mimeType: "text/plain", blob: btoa("plain words") };
  assert.equal(read({ contents: [packed] }).contents[0].blob, "plain words");
  assert.equal(
    read({ content: [{ type: "resource", resource: packed }] }).content[0].resource.blob,
    "plain words",
  );
});

Deno.test("Pictures, broken base64 and results of another form are read as they are", () => {
  for (
    const result of [
      { contents: [{ mimeType: "image/png", blob: btoa("plain") }] },
      { contents: [{ mimeType: "text/plain", blob: "%%%" }, null, 3] },
      { contents: [{ mimeType: "text/plain", blob: btoa("\xff\xfe") }] },
      { content: "words" },
      [1, 2],
      null,
    ]
  ) assert.deepEqual(read(result), result);
});

Deno.test("Texts in prompts and in the results of tasks are unpacked too", () => {
  const resource = { mimeType: "application/json", blob: btoa("{}") };
  const content = { type: "resource", resource };
  assert.equal(read({ messages: [{ role: "user", content }] }).messages[0].content.resource.blob, "{}");
  assert.equal(read({ result: { content: [content] } }).result.content[0].resource.blob, "{}");
});

Deno.test("What was unpacked is packed again as it was; what was written over is packed too", () => {
  const resource = fc.record({
    uri: fc.string(),
    mimeType: fc.constantFrom("text/plain", "image/png", "application/json"),
    blob: fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: "grapheme" }).map(packed)),
  });
  const block = fc.oneof(fc.record({ type: fc.constant("resource"), resource }), fc.jsonValue());
  const results = fc.oneof(
    fc.record({ content: fc.array(block) }),
    fc.record({ contents: fc.array(resource) }),
    fc.record({ messages: fc.array(fc.record({ role: fc.constant("user"), content: block })) }),
    fc.record({ result: fc.record({ content: fc.array(block) }) }),
    fc.jsonValue(),
  );
  fc.assert(fc.property(results, (made) => {
    const result = JSON.parse(JSON.stringify(made));
    assert.deepEqual(repacked(unpacked(result), result), result);
  }));
  const original = { contents: [{ mimeType: "text/plain", blob: packed("a secret é") }] };
  const changed = { contents: [{ mimeType: "text/plain", blob: "a [gone] é" }] };
  const expected = { contents: [{ mimeType: "text/plain", blob: packed("a [gone] é") }] };
  assert.deepEqual(repacked(changed, original), expected);
});

function packed(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
