/** Messages that are none, that are too long, that break off: on either side, in any order. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { LineEnd } from "../../mcp/proxy/end.ts";
import { Relay } from "../../mcp/proxy/relay.ts";
import { connectRaw, type Message, wordsOf } from "./mcp_raw_client.ts";

const MAX_BYTES = 400;

/** A side of the relay: bytes that it says, and the lines that it hears. */
function side() {
  const said = new TransformStream<Uint8Array, Uint8Array>();
  const heard = new TransformStream<Uint8Array, Uint8Array>();
  return {
    end: new LineEnd({ input: said.readable, output: heard.writable, maxBytes: MAX_BYTES }),
    say: said.writable.getWriter(),
    text: new Response(heard.readable).text(),
  };
}

const encode = (text: string) => new TextEncoder().encode(text);

/** A line that means something: what is expected of it stands beside it. */
const message = fc.record({
  jsonrpc: fc.constant("2.0"),
  method: fc.string({ maxLength: 20 }),
  params: fc.jsonValue(),
})
  .map((object) => JSON.stringify(object)).filter((text) => encode(text).length <= MAX_BYTES)
  .map((text) => ({ bytes: encode(text), passes: text }));
const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 0x0a))
  .filter((bytes) => isNoMessage(bytes)).map((bytes) => ({ bytes, passes: null }));
const long = fc.integer({ min: MAX_BYTES + 1, max: 3 * MAX_BYTES })
  .map((length) => ({ bytes: encode(`{"method":"${"x".repeat(length)}"}`), passes: null }));
const lines = fc.array(fc.oneof(message, noise, long), { maxLength: 12 });

function isNoMessage(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value !== "object" || value === null || Array.isArray(value);
  } catch {
    return true;
  }
}

Deno.test("Whatever comes between them, and however it is cut, the messages of both sides arrive as they were written", async () => {
  await fc.assert(
    fc.asyncProperty(lines, lines, fc.integer({ min: 1, max: 300 }), async (asked, told, cut) => {
      const [client, server] = [side(), side()];
      const handlers = { fromClient: {}, fromServer: {}, results: {} };
      const relay = new Relay({ client: client.end, server: server.end, handlers, say: () => {} });
      const running = relay.run();
      const saying = async (each: typeof client, said: typeof asked) => {
        const bytes = encode("");
        const whole = said.reduce((before, line) => Uint8Array.of(...before, ...line.bytes, 0x0a), bytes);
        for (let at = 0; at < whole.length; at += cut) await each.say.write(whole.slice(at, at + cut));
        await each.say.close();
      };
      const clientSays = saying(client, asked);
      const heardByServer = server.text;
      await saying(server, told);
      await clientSays;
      await running;
      const passed = (said: typeof asked) => said.flatMap((line) => line.passes ?? []);
      assert.deepEqual((await heardByServer).split("\n").filter(Boolean), passed(asked));
      const heard = (await client.text).split("\n").filter(Boolean);
      const errors = heard.filter((line) => line.includes('"error":{"code":-32700'));
      assert.deepEqual(heard.filter((line) => !errors.includes(line)), passed(told));
    }),
    { seed: 5, numRuns: 60 },
  );
});

Deno.test("A server's noise is dropped, and the answer behind it arrives", async () => {
  await using client = await connectRaw();
  assert.equal(wordsOf(await client.call("garbage", "still here")), "still here");
  assert.deepEqual(client.heard, []);
});

Deno.test("A client's broken messages are answered, and the calls behind them are made", async () => {
  await using client = await connectRaw();
  for (const line of ["{", "null", '"text"', "[]", '{"id":1}{"id":2}', "\u0000"]) {
    const told = client.hear(({ id }) => id === null);
    await client.write(`${line}\n`);
    assert.equal(((await told)["error"] as Message)["code"], -32700, line);
  }
  assert.equal(wordsOf(await client.call("echo", "behind")), "behind");
});

Deno.test("An answer over the limit is an error to the call that waits for it; a call over the limit is refused; others go on", async () => {
  await using client = await connectRaw({ args: ["--max-body", "2000"] });
  const waiting = client.call("never", "", "waiting");
  const tooMuch = wordsOf(await client.call("big", "40000"));
  assert.match(tooMuch, /^Interven cannot pass the answer on: it has \d+ bytes, the limit is 16000$/);
  assert.match(
    wordsOf(await client.call("echo", "x".repeat(40_000))),
    /cannot pass the request on: it has \d+ bytes/,
  );
  const refused = await client.call("echo", "x".repeat(3_000));
  assert.match(wordsOf(refused), /PAYLOAD_TOO_LARGE.*the limit is 2000/);
  assert.equal((refused["result"] as Message)["isError"], true);
  assert.equal(wordsOf(await client.call("calls")), "3", "only what was let through reached the server");
  await client.close();
  assert.match(wordsOf(await waiting), /ended without an answer/);
});

Deno.test("A server that dies in the middle of an answer leaves an error for every open call, and its exit code", async () => {
  await using client = await connectRaw();
  const open = ["a", "b"].map((id) => client.call("never", "", id));
  const crashed = client.call("crash");
  for (const answer of [...await Promise.all(open), await crashed]) {
    assert.deepEqual(answer["error"], { code: -32603, message: "The server has ended without an answer" });
  }
  assert.equal((await client.status).code, 7);
  await client.ended;
  assert.deepEqual(client.heard, []);
});
