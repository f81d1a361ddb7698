import assert from "node:assert/strict";
import fc from "fast-check";
import type { End, Incoming } from "./end.ts";
import { type Frame, frameOf, type JsonObject, parseFrames } from "./message.ts";
import { type Handlers, Relay } from "./relay.ts";

/** A side that a test speaks for: what it says, what it hears, and when it closes. */
class ScriptedEnd implements End {
  readonly heard: JsonObject[] = [];
  readonly texts: string[] = [];
  isClosed = false;
  #waiting: Incoming[] = [];
  #wake = Promise.withResolvers<void>();
  #isDone = false;

  say(message: JsonObject | string): void {
    const frames = typeof message === "string" ? parseFrames(message) : [frameOf(message)];
    for (const frame of frames ?? []) this.#waiting.push({ ok: true, frame });
    if (frames === undefined) this.#waiting.push({ ok: false, why: "it is no JSON-RPC message" });
    this.#wake.resolve();
  }

  tell(incoming: Incoming): void {
    this.#waiting.push(incoming);
    this.#wake.resolve();
  }

  end(): void {
    this.#isDone = true;
    this.#wake.resolve();
  }

  async *incoming(): AsyncGenerator<Incoming> {
    for (;;) {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) yield next;
      if (this.#isDone) return;
      await this.#wake.promise;
      this.#wake = Promise.withResolvers<void>();
    }
  }

  send(frame: Frame): Promise<void> {
    if (this.isClosed) return Promise.reject(new Error("closed"));
    this.heard.push(frame.message);
    this.texts.push(frame.text);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

function setUp(handlers: Partial<Handlers> = {}) {
  const [client, server, said] = [new ScriptedEnd(), new ScriptedEnd(), [] as string[]];
  const relay = new Relay({
    client,
    server,
    say: (message) => void said.push(message),
    handlers: { fromClient: {}, fromServer: {}, results: {}, ...handlers },
  });
  return { client, server, relay, said, running: relay.run() };
}

/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

async function finish({ client, server, running }: ReturnType<typeof setUp>): Promise<void> {
  client.end();
  await settle();
  server.end();
  await running;
}

Deno.test("Messages of any method pass both ways, in order, as the text they came in", async () => {
  const method = fc.constantFrom(
    "tools/list",
    "ping",
    "notifications/progress",
    "future/method",
    "toString",
    "__proto__",
  );
  const message = fc.record({
    jsonrpc: fc.constant("2.0"),
    id: fc.oneof(fc.integer(), fc.string()),
    method,
    params: fc.jsonValue(),
    _meta: fc.jsonValue(),
  }, { requiredKeys: ["method"] });
  await fc.assert(
    fc.asyncProperty(fc.array(message), fc.array(message), async (asked, told) => {
      const run = setUp();
      const texts = [asked, told].map((list) => list.map((one) => JSON.stringify(one, null, 1)));
      for (const text of texts[0] ?? []) run.client.say(text);
      for (const text of texts[1] ?? []) run.server.say(text);
      await settle();
      assert.deepEqual(run.server.texts, texts[0]);
      assert.deepEqual(run.client.texts, texts[1]);
      await finish(run);
    }),
    { numRuns: 40 },
  );
});

Deno.test("An answer goes to the handler of the request it answers, by the id's type too", async () => {
  const read: unknown[] = [];
  const run = setUp({
    results: {
      "tools/call": (frame, request) => {
        read.push([request.id, frame.message["result"]]);
        return Promise.resolve({ pass: frameOf({ ...frame.message, result: "changed" }) });
      },
    },
  });
  run.client.say({ id: 1, method: "tools/call" });
  run.client.say({ id: "1", method: "tools/list" });
  await settle();
  run.server.say({ id: "1", result: "list" });
  run.server.say({ id: 1, result: "call" });
  run.server.say({ id: 1, result: "once more" });
  await finish(run);
  assert.deepEqual(read, [[1, "call"]]);
  assert.deepEqual(run.client.heard.map(({ result }) => result), ["list", "changed"]);
});

Deno.test("A server that answers what it was not asked, or not yet, is not heard", async () => {
  const person = Promise.withResolvers<void>();
  const run = setUp({
    fromClient: {
      "tools/call": (frame) => Promise.resolve({ later: person.promise.then(() => ({ pass: frame })) }),
    },
  });
  run.server.say({ id: 1, result: "guessed before the request" });
  await settle();
  run.client.say({ id: 1, method: "tools/call" });
  await settle();
  run.server.say({ id: 1, result: "guessed while a person is asked" });
  await settle();
  assert.deepEqual(run.client.heard, []);
  person.resolve();
  await settle();
  run.server.say({ id: 1, result: "asked" });
  await finish(run);
  assert.deepEqual(run.client.heard.map(({ result }) => result), ["asked"]);
});

Deno.test("A message that takes its time holds up nothing behind it, and the server is kept open for it", async () => {
  const slow = Promise.withResolvers<void>();
  const run = setUp({
    fromClient: {
      "tools/call": (frame) => Promise.resolve({ later: slow.promise.then(() => ({ pass: frame })) }),
    },
  });
  run.client.say({ id: 1, method: "tools/call" });
  run.client.say({ id: 2, method: "ping" });
  run.client.end();
  await settle();
  assert.deepEqual(run.server.heard.map(({ id }) => id), [2]);
  assert.equal(run.server.isClosed, false);
  slow.resolve();
  await settle();
  assert.deepEqual(run.server.heard.map(({ id }) => id), [2, 1]);
  assert.equal(run.server.isClosed, true);
  run.server.end();
  await run.running;
});

Deno.test("A request that is answered here never reaches the server, and its late answer means nothing", async () => {
  const run = setUp({
    fromClient: { "tools/call": () => Promise.resolve({ answer: frameOf({ id: 1, result: "no" }) }) },
    results: { "tools/call": () => assert.fail("there is no such request any more") },
  });
  run.client.say({ id: 1, method: "tools/call" });
  await settle();
  assert.deepEqual([run.server.heard, run.client.heard], [[], [{ id: 1, result: "no" }]]);
  run.server.say({ id: 1, result: "forged" });
  await finish(run);
});

Deno.test("What the proxy asks the client is answered to the proxy alone; the server's own requests are not touched", async () => {
  const run = setUp();
  const answer = run.relay.ask("elicitation/create", { message: "?" });
  await settle();
  const id = run.client.heard[0]?.["id"] as string;
  run.server.say({ id, method: "sampling/createMessage" });
  run.client.say({ id, result: { action: "decline" } });
  run.client.say({ id, result: { role: "assistant" } });
  assert.deepEqual((await answer).message["result"], { action: "decline" });
  await settle();
  assert.deepEqual(run.server.heard.map(({ result }) => result), [{ role: "assistant" }]);
  await finish(run);
});

Deno.test("When the server ends, every open request is answered once", async () => {
  const given: unknown[] = [];
  const run = setUp({ givenUp: ({ id }) => void given.push(id) });
  for (const id of [1, 2, 3]) run.client.say({ id, method: "tools/call" });
  await settle();
  run.server.say({ id: 2, result: {} });
  run.server.end();
  await run.running;
  assert.deepEqual(given, [1, 3]);
  const errors = run.client.heard.filter(({ error }) => error !== undefined);
  assert.deepEqual(errors.map(({ id }) => id), [1, 3]);
  assert.equal(run.client.isClosed, true);
});

Deno.test("A broken message of the client is answered, one of the server is dropped, and both are told", async () => {
  const run = setUp();
  run.client.say("{");
  run.server.say("log line on stdout");
  await finish(run);
  assert.deepEqual(run.client.heard.map(({ id, error }) => [id, (error as { code: number }).code]), [[
    null,
    -32700,
  ]]);
  assert.deepEqual(run.server.heard, []);
  assert.equal(run.said.length, 2);
});

/** Says messages one after the other for as long as they are taken, and counts how many were. */
function flood(count: number, message: (n: number) => JsonObject) {
  const taken = { count: 0 };
  async function* incoming(): AsyncGenerator<Incoming> {
    for (; taken.count < count; taken.count++) yield { ok: true, frame: frameOf(message(taken.count)) };
  }
  return { taken, incoming };
}

Deno.test("A side that does not take what it is sent is sent no more, and nothing is read for it", async () => {
  for (const slow of ["client", "server"] as const) {
    const { taken, incoming } = flood(1_000, (n) => ({ method: "notifications/message", params: { n } }));
    const room = Promise.withResolvers<void>();
    const still: End = { ...quietEnd(), send: () => room.promise };
    const talking: End = { ...quietEnd(), incoming };
    const ends = slow === "client" ? { client: still, server: talking } : { client: talking, server: still };
    const relay = new Relay({
      ...ends,
      say: () => {},
      handlers: { fromClient: {}, fromServer: {}, results: {} },
    });
    const running = relay.run();
    await settle();
    assert.equal(taken.count, 0, slow);
    room.resolve();
    await running;
    assert.equal(taken.count, slow === "client" ? 1_000 : taken.count);
  }
});

Deno.test("While much is worked on nothing more is read; what only waits for a person does not count", async () => {
  const work = Promise.withResolvers<void>();
  const server = flood(1_000, (n) => ({ id: n, result: "x".repeat(1_000) }));
  const client = flood(1_000, (n) => ({ id: n, method: "tools/call", params: "x".repeat(1_000) }));
  const answers: unknown[] = [];
  const asked = Promise.withResolvers<void>();
  const relay = new Relay({
    client: {
      ...quietEnd(),
      incoming: client.incoming,
      send: ({ message }) => Promise.resolve(void answers.push(message)),
    },
    server: {
      ...quietEnd(),
      async *incoming() {
        await asked.promise;
        yield* server.incoming();
      },
      send: ({ message }) => Promise.resolve(message["id"] === 999 ? asked.resolve() : undefined),
    },
    maxWorkingBytes: 10_000,
    say: () => {},
    handlers: {
      fromServer: {},
      fromClient: {
        "tools/call": (frame) => Promise.resolve({ later: Promise.resolve({ pass: frame }), isIdle: true }),
      },
      results: {
        "tools/call": (frame) => Promise.resolve({ later: work.promise.then(() => ({ pass: frame })) }),
      },
    },
  });
  const running = relay.run();
  await asked.promise;
  await settle();
  assert.equal(client.taken.count, 1_000);
  assert.ok(server.taken.count <= 10, String(server.taken.count));
  work.resolve();
  await running;
  assert.equal(answers.length, 1_000);
});

/** A side that says nothing and takes everything. */
function quietEnd(): End {
  return {
    async *incoming() {},
    send: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

Deno.test("A request that is given up while it is looked at is neither carried out nor answered, and the server hears nothing of it", async () => {
  for (const outcome of ["pass", "answer"] as const) {
    const given: unknown[] = [];
    const judging = Promise.withResolvers<void>();
    const run = setUp({
      fromClient: {
        "tools/call": (frame) =>
          Promise.resolve({
            later: judging.promise.then(() =>
              outcome === "pass" ? { pass: frame } : { answer: frameOf({ id: 1, result: "no" }) }
            ),
          }),
      },
      givenUp: ({ id, isPassed }) => void given.push([id, isPassed]),
    });
    run.client.say({ id: 1, method: "tools/call" });
    run.client.say({ method: "notifications/cancelled", params: { requestId: 1 } });
    await settle();
    judging.resolve();
    await settle();
    assert.deepEqual([run.server.heard, run.client.heard, given], [[], [], [[1, false]]], outcome);
    await finish(run);
  }
});

Deno.test("A question of our own can be taken back: the client is told, and its answer goes nowhere", async () => {
  const run = setUp();
  const controller = new AbortController();
  const answer = run.relay.ask("elicitation/create", {}, { signal: controller.signal });
  await settle();
  const id = run.client.heard[0]?.["id"] as string;
  controller.abort();
  assert.ok("error" in (await answer).message);
  await settle();
  assert.deepEqual(run.client.heard[1]?.["params"], {
    requestId: id,
    reason: "The question was settled elsewhere",
  });
  run.client.say({ id, result: { action: "accept" } });
  await finish(run);
  assert.deepEqual(run.server.heard, []);
});

Deno.test("A message that is too long is told to whoever waits for it, and to nobody else", async () => {
  const run = setUp();
  run.client.say({ id: 1, method: "tools/call" });
  await settle();
  run.server.tell({ ok: false, why: "it is long", concerns: { id: 1, kind: "response" } });
  run.server.tell({ ok: false, why: "it is long", concerns: { id: 1, kind: "response" } });
  run.server.tell({ ok: false, why: "it is long", concerns: { id: 2, kind: "request" } });
  run.client.tell({ ok: false, why: "it is long", concerns: { id: 3, kind: "request" } });
  run.client.tell({ ok: false, why: "it is long", concerns: { id: 4, kind: "response" } });
  await finish(run);
  const errors = (heard: readonly JsonObject[]) =>
    heard.filter((each) => "error" in each).map(({ id }) => id).sort();
  assert.deepEqual([errors(run.client.heard), errors(run.server.heard)], [[1, 3], [2, 4]]);
});
