import assert from "node:assert/strict";
import { type Engine, EngineUnavailableError } from "../engine/ports.ts";
import { verdictToWire } from "../engine/wire/verdict.ts";
import { apiHarness } from "../tests/fixtures/api_harness.ts";
import { verdictOf } from "../tests/fixtures/fake_engine.ts";
import { createRemoteEngine, type RemoteEngine, type RemoteEngineOptions } from "./remote_engine.ts";

const CALL = {
  door: "proxy",
  method: "GET",
  url: "https://api.github.com/",
  headers: [],
  body: null,
  agentId: "a",
  sessionId: "a",
} as const;

async function withServer(
  handler: (request: Request) => Response | Promise<Response>,
  test: (engine: RemoteEngine, url: string) => Promise<void>,
  options: Partial<RemoteEngineOptions> = {},
): Promise<void> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, handler);
  const url = `http://127.0.0.1:${server.addr.port}`;
  const engine = createRemoteEngine({ url, ...options });
  try {
    await test(engine, url);
  } finally {
    engine.close();
    await server.shutdown();
  }
}

async function unavailability(engine: Engine): Promise<string> {
  try {
    await engine.evaluate(CALL);
  } catch (error) {
    assert.ok(error instanceof EngineUnavailableError);
    assert.equal(error.code, "ENGINE_UNAVAILABLE");
    assert.ok(!error.message.includes("\n"));
    return error.message;
  }
  throw new Error("A verdict came");
}

/** An address at which nothing listens. */
function deadUrl(): string {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return `http://127.0.0.1:${port}`;
}

const GOOD = verdictToWire(verdictOf(), { consoleUrl: "", body: "base64" });

Deno.test("every answer that is no verdict is no verdict", async () => {
  const answers: readonly (readonly [name: string, answer: () => Response])[] = [
    ["refused", () => new Response("{}", { status: 401 })],
    ["broken", () => new Response("{}", { status: 500 })],
    ["not ready", () => new Response("{}", { status: 503 })],
    ["not found", () => new Response("{}", { status: 404 })],
    ["elsewhere", () => new Response(null, { status: 302, headers: { location: "http://127.0.0.1:1/" } })],
    ["no content", () => new Response(null, { status: 204 })],
    ["a page", () => new Response("<html>ALLOW</html>")],
    ["an empty object", () => Response.json({})],
    ["null", () => Response.json(null)],
    ["a bare decision", () => Response.json({ decision: "ALLOW" })],
    ["an unknown decision", () => Response.json({ ...GOOD, decision: "SURE" })],
    ["no trace", () => Response.json({ ...GOOD, trace_id: "" })],
    ["findings of another form", () => Response.json({ ...GOOD, findings: "none" })],
    ["half an answer", () => new Response(JSON.stringify(GOOD).slice(0, -5))],
  ];
  for (const [name, answer] of answers) {
    await withServer(answer, async (engine) => {
      assert.match(await unavailability(engine), /^Cannot get a verdict from the engine at "http:/, name);
    });
  }
  await withServer(() => Response.json(GOOD), async (engine) => {
    assert.deepEqual((await engine.evaluate(CALL)).verdict, verdictOf());
  });
});

Deno.test("an engine that is gone is no verdict", async () => {
  const engine = createRemoteEngine({ url: deadUrl() });
  assert.match(await unavailability(engine), /Cannot get a verdict/);
  engine.close();
});

Deno.test("an engine that is too slow is no verdict", async () => {
  const hold = Promise.withResolvers<Response>();
  await withServer(() => hold.promise, async (engine) => {
    assert.match(await unavailability(engine), /no answer within 30 ms/);
    hold.resolve(new Response());
  }, { timeoutMs: 30 });
});

Deno.test("an answer that never ends is no verdict", async () => {
  const endless = () =>
    new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10_000)) }));
  await withServer(endless, async (engine) => {
    assert.match(await unavailability(engine), /longer than 100000 bytes/);
  }, { maxAnswerBytes: 100_000 });
});

Deno.test("a connection that was closed while idle is no reason to refuse a call", async () => {
  const answer = JSON.stringify(GOOD);
  const response = new TextEncoder().encode(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`,
  );
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  let connections = 0;
  const serving = (async () => {
    // Each connection answers once, and breaks off when it is used again.
    for await (const connection of listener) {
      connections++;
      const buffer = new Uint8Array(65_536);
      await connection.read(buffer);
      await connection.write(response);
      await connection.read(buffer);
      connection.close();
      if (connections === 2) break;
    }
  })();
  const engine = createRemoteEngine({ url: `http://127.0.0.1:${listener.addr.port}` });
  await engine.evaluate(CALL);
  await engine.evaluate(CALL);
  engine.close();
  await serving;
  assert.equal(connections, 2);
});

Deno.test("404 counts as unknown only from an engine", async () => {
  await withServer(() => new Response("no such page", { status: 404 }), async (engine) => {
    await assert.rejects(engine.approvalStatus("a1"), EngineUnavailableError);
    await assert.rejects(
      engine.observeResponse({ traceId: "t", body: null, status: 200 }),
      EngineUnavailableError,
    );
  });
});

Deno.test("calls do not go to the proxy that the environment names", async () => {
  const names = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
  const before = names.map((name) => Deno.env.get(name));
  let diverted = 0;
  const proxy = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => {
    diverted++;
    return Response.json(GOOD);
  });
  try {
    for (const name of names) Deno.env.set(name, `http://127.0.0.1:${proxy.addr.port}`);
    await withServer(() => Response.json({ ...GOOD, trace_id: "direct" }), async (engine) => {
      assert.equal((await engine.evaluate(CALL)).verdict.traceId, "direct");
    });
    assert.equal(diverted, 0);
  } finally {
    names.forEach((name, i) => {
      const value = before[i];
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    });
    await proxy.shutdown();
  }
});

Deno.test("check() finds an engine that is ready", async () => {
  await using harness = apiHarness();
  await withServer((request) => harness.api(request), async (engine) => {
    assert.deepEqual(await engine.check(), { ok: true });
  });
});

Deno.test("check() says in one line what is wrong", async () => {
  const reasonOf = async (engine: RemoteEngine) => {
    const found = await engine.check();
    return found.ok ? "fine" : found.reason;
  };
  const gone = createRemoteEngine({ url: deadUrl() });
  assert.match(
    await reasonOf(gone),
    /^Cannot use the engine at "http:\/\/127\.0\.0\.1:\d+": it cannot be reached \(/,
  );
  gone.close();
  await withServer(() => new Response("<html>"), async (engine) => {
    assert.match(await reasonOf(engine), /\(status 200\) is no Interven engine$/);
  });
  await using guarded = apiHarness({ requiredApiKeys: ["right"] });
  await withServer((request) => guarded.api(request), async (engine, url) => {
    assert.match(await reasonOf(engine), /it refused the API key$/);
    const keyed = createRemoteEngine({ url, apiKey: "right" });
    assert.equal(await reasonOf(keyed), "fine");
    keyed.close();
    guarded.engine.readiness = { ready: false, reason: "Three workers were lost" };
    assert.match(await reasonOf(engine), /it is not ready: engine: Three workers were lost$/);
  });
});

Deno.test("a URL with credentials shows them in no message", async () => {
  const url = deadUrl().replace("//", "//user:hidden@");
  const engine = createRemoteEngine({ url });
  assert.ok(!(await unavailability(engine)).includes("hidden"));
  assert.ok(!JSON.stringify(await engine.check()).includes("hidden"));
  engine.close();
});

Deno.test("only http and https lead to an engine", () => {
  for (const url of ["ftp://e.example", "file:///etc", "nonsense"]) {
    assert.throws(() => createRemoteEngine({ url }), TypeError);
  }
});
