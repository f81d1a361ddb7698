import assert from "node:assert/strict";
import { frameOf, type JsonObject } from "../message.ts";
import { HttpEnd } from "./http_end.ts";

const KEY = "not-to-be-told";

type Answer = (request: Request, body: JsonObject | undefined) => Response | Promise<Response>;

function setUp(answer: Answer, { maxBytes = 10_000 } = {}) {
  const said: string[] = [];
  const asked: string[] = [];
  const end = new HttpEnd({
    url: new URL("https://mcp.example/mcp?key=also-secret"),
    headers: [["authorization", `Bearer ${KEY}`]],
    maxBytes,
    say: (message) => void said.push(message),
    fetch: async (input, init) => {
      const request = new Request(input as URL, init);
      asked.push(`${request.method} ${request.headers.get("mcp-session-id") ?? "-"}`);
      assert.equal(request.redirect, "manual");
      assert.equal(request.headers.get("authorization"), `Bearer ${KEY}`);
      const text = await request.clone().text();
      return await answer(request, text === "" ? undefined : JSON.parse(text));
    },
  });
  const incoming = end.incoming()[Symbol.asyncIterator]();
  const next = async (): Promise<JsonObject> => {
    const { value } = await incoming.next();
    assert.ok(value?.ok, JSON.stringify(value));
    return value.frame.message;
  };
  return { end, said, asked, next };
}

const request = (id: number, method: string, params: JsonObject = {}) =>
  frameOf({ jsonrpc: "2.0", id, method, params });
const json = (value: unknown, headers: Record<string, string> = {}) => Response.json(value, { headers });
const events = (text: string) => new Response(text, { headers: { "content-type": "text/event-stream" } });
const errorOf = (message: JsonObject): string => (message["error"] as { message: string }).message;
const OPENED = { jsonrpc: "2.0", id: 0, result: { protocolVersion: "2025-06-18", serverInfo: {} } };

Deno.test("The session and the revision of initialize go with every request after it, and the session is left at the end", async () => {
  const versions: (string | null)[] = [];
  const { end, asked, next } = setUp((given, body) => {
    versions.push(given.headers.get("mcp-protocol-version"));
    if (given.method === "DELETE") return new Response(null, { status: 200 });
    if (body?.["method"] === "initialize") return json(OPENED, { "mcp-session-id": "s1" });
    return events(`id: 1\ndata: {"jsonrpc":"2.0","id":1,"result":{"of":"ping","unknown":[1]}}\n\n`);
  });
  await end.send(request(0, "initialize"));
  assert.deepEqual(await next(), OPENED);
  await end.send(request(1, "ping"));
  assert.deepEqual(await next(), { jsonrpc: "2.0", id: 1, result: { of: "ping", unknown: [1] } });
  await end.close();
  assert.deepEqual(asked, ["POST -", "POST s1", "DELETE s1"]);
  assert.deepEqual(versions, [null, "2025-06-18", "2025-06-18"]);
  assert.equal(await end.ended, undefined);
});

Deno.test("Refusals are told clearly, to the client too, and without the credentials", async () => {
  const cases: readonly (readonly [Response, RegExp])[] = [
    [new Response("who?", { status: 401 }), /status 401: it wants credentials.*--header/],
    [
      new Response(null, { status: 302, headers: { location: "http://169.254.169.254/x?y=z" } }),
      /redirects to http:\/\/169\.254\.169\.254\/x:/,
    ],
    [new Response("oops", { status: 500 }), /status 500$/],
    [new Response("<html>", { headers: { "content-type": "text/html" } }), /holds no message/],
    [json({ big: "x".repeat(20_000) }), /longer than 10000 bytes/],
  ];
  for (const [response, expected] of cases) {
    const { end, said, next } = setUp(() => response);
    await end.send(request(1, "ping"));
    assert.match(errorOf(await next()), expected);
    assert.match(said.join("\n"), expected);
    assert.ok(!said.join("\n").includes(KEY) && !said.join("\n").includes("also-secret"));
    await end.close();
  }
});

Deno.test("An answer that comes with a refusal's status is the answer", async () => {
  const error = { jsonrpc: "2.0", id: 1, error: { code: -32000, message: "Unsupported protocol version" } };
  const { end, next } = setUp(() => Response.json(error, { status: 400 }));
  await end.send(request(1, "server/discover"));
  assert.deepEqual(await next(), error);
  await end.close();
});

Deno.test("A stream that breaks off is taken up after its last event", async () => {
  const after: (string | null)[] = [];
  const { end, next } = setUp((given) => {
    if (given.method === "POST") return events(`retry: 0\nid: a1\ndata:\n\n`);
    after.push(given.headers.get("last-event-id"));
    return after.length === 1
      ? events(`id: a2\nretry: 0\ndata: {"jsonrpc":"2.0","method":"notifications/message"}\n\n`)
      : events(`id: a3\ndata: {"jsonrpc":"2.0","id":5,"result":{}}\n\n`);
  });
  await end.send(request(5, "tools/call"));
  assert.equal((await next())["method"], "notifications/message");
  assert.equal((await next())["id"], 5);
  assert.deepEqual(after, ["a1", "a2"]);
  await end.close();
});

Deno.test("A stream that ends without the answer, and cannot be taken up, is an error", async () => {
  const { end, next } = setUp(() => events(""));
  await end.send(request(5, "tools/call"));
  assert.match(errorOf(await next()), /ended before the answer/);
  await end.close();
});

Deno.test("A session that the server has ended ends the proxy's server too", async () => {
  const { end, next } = setUp((_, body) =>
    body?.["method"] === "initialize"
      ? json(OPENED, { "mcp-session-id": "s1" })
      : new Response(null, { status: 404 })
  );
  await end.send(request(0, "initialize"));
  await next();
  await end.send(request(1, "ping"));
  assert.match(errorOf(await next()), /session has ended/);
  assert.match(await end.ended ?? "", /ended the session/);
});

Deno.test("A server of the older transport is found, but not one that wants messages elsewhere", async () => {
  for (
    const [endpoint, isFine] of [["/messages?id=1", true], ["https://elsewhere.example/x", false]] as const
  ) {
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    const tell = (text: string) => stream?.enqueue(new TextEncoder().encode(text));
    const { end, next } = setUp((given, body) => {
      if (given.method === "GET") {
        const source = new ReadableStream<Uint8Array>({
          start: (controller) => void (stream = controller),
        });
        tell(`event: endpoint\ndata: ${endpoint}\n\n`);
        return new Response(source, { headers: { "content-type": "text/event-stream" } });
      }
      if (new URL(given.url).pathname !== "/messages") return new Response(null, { status: 405 });
      tell(`event: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", id: body?.["id"], result: {} })}\n\n`);
      return new Response("Accepted", { status: 202 });
    });
    await end.send(request(0, "initialize"));
    const answer = await next();
    if (isFine) assert.deepEqual(answer["result"], {});
    else assert.match(errorOf(answer), /posted to another origin, https:\/\/elsewhere\.example/);
    await end.close();
    try {
      stream?.close();
    } catch {
      // The proxy has left the stream already.
    }
  }
});

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

Deno.test("Requests without a session repeat in headers what the revision and the tool's schema want there", async () => {
  const sent: Record<string, string | null>[] = [];
  const { end, next } = setUp((given, body) => {
    const names = ["mcp-protocol-version", "mcp-method", "mcp-name", "mcp-param-region", "mcp-session-id"];
    sent.push(Object.fromEntries(names.map((name) => [name, given.headers.get(name)])));
    const region = { type: "string", "x-mcp-header": "Region" };
    const tools = [{ name: "wetter", inputSchema: { type: "object", properties: { region } } }];
    return json({ jsonrpc: "2.0", id: body?.["id"], result: { tools } });
  });
  await end.send(request(1, "tools/list", { _meta: META }));
  await next();
  await end.send(request(2, "tools/call", { name: "wetter", arguments: { region: "süd" }, _meta: META }));
  await next();
  const common = { "mcp-protocol-version": "2026-07-28", "mcp-session-id": null };
  assert.deepEqual(sent, [
    { ...common, "mcp-method": "tools/list", "mcp-name": null, "mcp-param-region": null },
    {
      ...common,
      "mcp-method": "tools/call",
      "mcp-name": "wetter",
      "mcp-param-region": "=?base64?c8O8ZA==?=",
    },
  ]);
  await end.close();
});

Deno.test("A request without a session is given up by closing its connection, and that is no failure", async () => {
  const [arrived, aborted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { end, asked, said } = setUp((given) => {
    arrived.resolve();
    return new Promise<Response>((_, reject) => {
      given.signal.addEventListener("abort", () => {
        aborted.resolve();
        reject(given.signal.reason);
      });
    });
  });
  await end.send(request(7, "tools/call", { name: "slow", _meta: META }));
  await arrived.promise;
  const params = { requestId: 7 };
  await end.send(frameOf({ jsonrpc: "2.0", method: "notifications/cancelled", params }));
  await aborted.promise;
  await end.close();
  assert.deepEqual([asked, said], [["POST -"], []]);
});

Deno.test("A method that a server without sessions does not know is told in its words, not as a missing server", async () => {
  const error = { code: -32601, message: "Method not found" };
  const { end, next, said } = setUp(() => Response.json({ jsonrpc: "2.0", id: 1, error }, { status: 404 }));
  await end.send(request(1, "server/discover", { _meta: META }));
  assert.deepEqual((await next())["error"], error);
  assert.deepEqual(said, []);
  await end.close();
});

Deno.test("A tool whose schema asks for headers that cannot be is not called, and the client is told", async () => {
  const { end, next, asked } = setUp((_, body) => {
    const broken = { type: "string", "x-mcp-header": "a b" };
    const tools = [{ name: "broken", inputSchema: { type: "object", properties: { broken } } }];
    return json({ jsonrpc: "2.0", id: body?.["id"], result: { tools } });
  });
  await end.send(request(1, "tools/list", { _meta: META }));
  await next();
  await end.send(request(2, "tools/call", { name: "broken", arguments: {}, _meta: META }));
  assert.match(errorOf(await next()), /^Cannot call "broken" over HTTP/);
  assert.deepEqual(asked, ["POST -"]);
  await end.close();
});
