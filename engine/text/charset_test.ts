import assert from "node:assert/strict";
import { CallView } from "../call_view.ts";
import { storedBody } from "../trace.ts";
import type { CallBody, ToolCall } from "../types.ts";
import { textOf } from "./charset.ts";
import { encodeUtf16 } from "./utf16.ts";

const JSON_TEXT = '{"amount":5,"to":"Zoë"}';

function callWith(body: CallBody): ToolCall {
  return {
    door: "api",
    method: "POST",
    url: "https://a.example/",
    headers: [],
    body,
    agentId: "a",
    sessionId: "s",
  };
}

for (const order of ["le", "be"] as const) {
  const mark = new Uint8Array(order === "le" ? [0xff, 0xfe] : [0xfe, 0xff]);
  const units = encodeUtf16(JSON_TEXT, order);
  const bodies: Record<string, CallBody> = {
    "with a byte order mark": {
      bytes: new Uint8Array([...mark, ...units]),
      contentType: "application/json",
      inspectable: true,
    },
    "with a charset": {
      bytes: units,
      contentType: `application/json; charset=utf-16${order}`,
      inspectable: true,
    },
  };
  for (const [how, body] of Object.entries(bodies)) {
    Deno.test(`a body in UTF-16 (${order}) ${how} is read field by field and stored as text`, () => {
      const view = new CallView(callWith(body));
      assert.equal(view.text, JSON_TEXT);
      assert.deepEqual(view.fields, { kind: "json", value: { amount: 5, to: "Zoë" } });
      assert.equal(storedBody(body, null).body, JSON_TEXT);
    });
  }
}

Deno.test("a byte order mark alone does not make UTF-16 of plain bytes", () => {
  const bytes = new Uint8Array([0xff, 0xfe, ...new TextEncoder().encode("token=abcdefgh")]);
  assert.ok(textOf(bytes, "text/plain").endsWith("token=abcdefgh"));
});

Deno.test("what is no text is not stored; a text that is cut within a character is", () => {
  const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 0]);
  assert.equal(storedBody({ bytes: image, contentType: "image/png", inspectable: true }, null).body, null);
  assert.equal(textOf(new TextEncoder().encode("aé").subarray(0, 2), "", { fatal: true, isCut: true }), "a");
});
