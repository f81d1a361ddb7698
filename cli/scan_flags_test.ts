import assert from "node:assert/strict";
import { CommandError, UsageError } from "./exit_codes.ts";
import { requestFromFlags } from "./scan_flags.ts";

const url = "https://example.com/x";

Deno.test("A call without a body is a GET, one with a body a POST", async () => {
  assert.deepEqual(await requestFromFlags({ url }), { method: "GET", url, headers: {} });
  assert.deepEqual(await requestFromFlags({ url, body: "text" }), {
    method: "POST",
    url,
    headers: {},
    body: "text",
  });
});

Deno.test("A JSON body gets its type and keeps its bytes", async () => {
  const body = '{ "a": 1, "a": 2 }';
  const request = await requestFromFlags({ url, body });
  assert.deepEqual(request["headers"], { "content-type": ["application/json"] });
  assert.equal(request["body"], body);
  const typed = await requestFromFlags({ url, body, header: ["Content-Type: text/plain"] });
  assert.deepEqual(typed["headers"], { "content-type": ["text/plain"] });
});

Deno.test("A body can come from a file; what is no UTF-8 goes as base64", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, new Uint8Array([0xff, 0xfe, 0x00]));
    const request = await requestFromFlags({ url, body: `@${path}` });
    assert.equal(request["body_base64"], "//4A");
    assert.equal(request["body"], undefined);
  } finally {
    await Deno.remove(path);
  }
  await assert.rejects(requestFromFlags({ url, body: "@/nowhere" }), (error: unknown) => {
    return error instanceof CommandError && error.exitCode === 1 &&
      /"\/nowhere": no such file/.test(error.message);
  });
});

Deno.test("A header repeats, and one without a colon is refused", async () => {
  const request = await requestFromFlags({ url, header: ["X-A: 1", "x-a:2"] });
  assert.deepEqual(request["headers"], { "x-a": ["1", "2"] });
  await assert.rejects(requestFromFlags({ url, header: ["nothing"] }), UsageError);
});
