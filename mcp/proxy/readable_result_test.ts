import assert from "node:assert/strict";
import { readableBody } from "./readable_result.ts";

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
