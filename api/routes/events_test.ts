import assert from "node:assert/strict";
import { apiHarness, BEARER } from "../../tests/fixtures/api_harness.ts";
import { traceOf } from "../../tests/fixtures/traces.ts";

async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

Deno.test("GET /v1/events streams what happens, and ends its subscription when the reader leaves", async () => {
  await using harness = apiHarness();
  const response = await harness.send("GET", "/v1/events", { headers: BEARER });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  assert.equal(response.headers.get("cache-control"), "no-store");
  const reader = response.body?.getReader();
  assert.ok(reader !== undefined);
  const hello = await readUntil(reader, "event: stats");
  harness.hub.decision(traceOf("t1"));
  assert.match(await readUntil(reader, '"t1"'), /event: decision\ndata: \{"trace_id":"t1"/);
  assert.equal(harness.hub.size, 1);
  await reader.cancel();
  assert.equal(harness.hub.size, 0);

  const id = /id: (\S+)/.exec(hello)?.[1] ?? "";
  const resumed = await harness.send("GET", "/v1/events", { headers: { ...BEARER, "last-event-id": id } });
  const second = resumed.body?.getReader();
  assert.ok(second !== undefined);
  assert.match(await readUntil(second, '"t1"'), /event: hello/);
  await second.cancel();
});

Deno.test("HEAD /v1/events opens no stream", async () => {
  await using harness = apiHarness();
  const response = await harness.send("HEAD", "/v1/events", { headers: BEARER });
  assert.equal(response.status, 200);
  assert.equal(harness.hub.size, 0);
});

Deno.test("one stream too many is refused with 503 and Retry-After", async () => {
  await using harness = apiHarness();
  const open = await Promise.all(
    Array.from({ length: 64 }, () => harness.send("GET", "/v1/events", { headers: BEARER })),
  );
  const response = await harness.send("GET", "/v1/events", { headers: BEARER });
  assert.equal(response.status, 503);
  assert.equal(response.headers.get("retry-after"), "10");
  await Promise.all(open.map((each) => each.body?.cancel()));
});

Deno.test("a stream ends when the gateway stops", async () => {
  await using harness = apiHarness();
  const response = await harness.send("GET", "/v1/events", { headers: BEARER });
  harness.hub.close();
  assert.match(await response.text(), /event: hello/);
});
