import assert from "node:assert/strict";
import fc from "fast-check";
import { EventTooLargeError, readEvents, type ServerEvent, writeEvent } from "./event_stream.ts";

function streamOf(bytes: Uint8Array, chunk: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += chunk) controller.enqueue(bytes.slice(at, at + chunk));
      controller.close();
    },
  });
}

async function read(text: string, { chunk = 3, maxChars = 1_000 } = {}): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(streamOf(new TextEncoder().encode(text), chunk), { maxChars })) {
    events.push(event);
  }
  return events;
}

Deno.test("Events are read with any line end, however they are cut into chunks", async () => {
  const expected = [
    { event: "message", data: "a\nb", id: "1" },
    { event: "endpoint", data: "/x", retryMs: 50 },
    { event: "message", data: "", id: "2" },
  ];
  const text =
    ": hello\n\nid: 1\ndata: a\ndata:b\n\nevent: endpoint\nretry: 50\ndata: /x\n\nid: 2\ndata\n\ndata: lost";
  for (const end of ["\n", "\r\n", "\r"]) {
    for (const chunk of [1, 2, 3, 1_000]) {
      const events = await read(text.replaceAll("\n", end), { chunk });
      assert.deepEqual(events.filter(({ data, id }) => data !== "" || id !== undefined), expected);
    }
  }
});

Deno.test("What is written is read again, whatever text it is", () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 7 }), async (text, chunk) => {
      const data = JSON.stringify(text);
      assert.deepEqual(await read(writeEvent({ id: "7", data }), { chunk, maxChars: 100_000 }), [{
        event: "message",
        data,
        id: "7",
      }]);
    }),
  ));

Deno.test("An event over the limit is refused, in one line or in many", async () => {
  await assert.rejects(read(`data: ${"x".repeat(2_000)}`), EventTooLargeError);
  await assert.rejects(read("data: x\n".repeat(500)), EventTooLargeError);
});
