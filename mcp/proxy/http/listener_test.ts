import assert from "node:assert/strict";
import { frameOf, idOf, type JsonObject, kindOf } from "../message.ts";
import { HttpListener, type ListenerOptions } from "./listener.ts";
import type { End } from "../end.ts";

/** A server that answers every request with its method, after what `also` says. */
async function echo(client: End, also: (message: JsonObject) => readonly JsonObject[] = () => []) {
  for await (const incoming of client.incoming()) {
    if (!incoming.ok) continue;
    const { message } = incoming.frame;
    for (const extra of also(message)) await client.send(frameOf({ jsonrpc: "2.0", ...extra }));
    const id = idOf(message);
    if (kindOf(message) !== "request" || id === undefined || message["method"] === "never") continue;
    const opening = { protocolVersion: "2025-11-25", serverInfo: { name: "echo" } };
    const result = message["method"] === "initialize" ? opening : { method: message["method"] };
    await client.send(frameOf({ jsonrpc: "2.0", id, result }));
  }
}

function setUp(options: Partial<ListenerOptions> = {}) {
  let now = 0;
  const listener = new HttpListener({
    open: (client) => echo(client),
    maxBytes: 10_000,
    maxSessions: 2,
    idleMs: 1_000,
    monotonic: () => now,
    say: () => {},
    ...options,
  });
  const send = (
    method: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ) =>
    listener.handle(
      new Request("http://localhost:1/mcp", {
        method,
        headers: {
          host: "localhost:1",
          accept: "application/json, text/event-stream",
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
  const open = async () => {
    const response = await send("POST", { body: { jsonrpc: "2.0", id: 0, method: "initialize" } });
    assert.equal(response.status, 200);
    await response.text();
    return response.headers.get("mcp-session-id") ?? "";
  };
  return { listener, send, open, pass: (ms: number) => now += ms };
}

const request = (id: number, method: string) => ({ jsonrpc: "2.0", id, method });

/** Reads until the text has come, and leaves the rest. */
async function readUntil(body: ReadableStream<Uint8Array> | null, text: string): Promise<string> {
  let read = "";
  const reader = body?.getReader();
  while (reader !== undefined && !read.includes(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    read += new TextDecoder().decode(value);
  }
  await reader?.cancel();
  return read;
}

Deno.test("A session opens with initialize, answers on the stream of each request, and ends with DELETE", async () => {
  const { listener, send, open } = setUp();
  const id = await open();
  assert.match(id, /^[0-9a-f-]{36}$/);
  const headers = { "mcp-session-id": id };
  const answer = await send("POST", { body: request(1, "tools/list"), headers });
  assert.match(
    await answer.text(),
    /data: \{"jsonrpc":"2.0","id":1,"result":\{"method":"tools\/list"\}\}\n\n$/,
  );
  const notified = await send("POST", { body: { jsonrpc: "2.0", method: "notifications/x" }, headers });
  assert.equal(notified.status, 202);
  assert.equal((await send("DELETE", { headers })).status, 200);
  assert.equal((await send("POST", { body: request(2, "ping"), headers })).status, 404);
  await listener.close();
});

Deno.test("Names of other machines are refused, as host and as origin", async () => {
  const { send } = setUp();
  const body = request(0, "initialize");
  for (
    const headers of [
      { host: "evil.example" },
      { host: "localhost.evil.example:1" },
      { host: "" },
      { origin: "http://evil.example" },
      { origin: "null" },
      { origin: "http://127.0.0.1.evil.example" },
    ]
  ) assert.equal((await send("POST", { body, headers })).status, 403, JSON.stringify(headers));
});

Deno.test("Requests that are not as the transport wants them are refused with a status that says why", async () => {
  const { listener, send, open } = setUp();
  const id = await open();
  const body = request(1, "ping");
  const headers = { "mcp-session-id": id };
  const status = async (method: string, options: Parameters<typeof send>[1]) =>
    (await send(method, options)).status;
  assert.equal(await status("POST", { body }), 400);
  assert.equal(await status("POST", { body, headers: { "mcp-session-id": "another" } }), 404);
  assert.equal(await status("POST", { body: "{", headers }), 400);
  assert.equal(await status("POST", { body: { jsonrpc: "2.0" }, headers }), 400);
  assert.equal(await status("POST", { body: "x".repeat(20_000), headers }), 413);
  assert.equal(await status("POST", { body, headers: { ...headers, "content-type": "text/plain" } }), 415);
  assert.equal(await status("POST", { body, headers: { ...headers, accept: "application/json" } }), 406);
  assert.equal(
    await status("POST", { body, headers: { ...headers, "mcp-protocol-version": "2026-07-28" } }),
    400,
  );
  assert.equal(await status("GET", { headers: { ...headers, accept: "text/html" } }), 406);
  assert.equal(await status("GET", { headers: { ...headers, "last-event-id": "unknown" } }), 400);
  assert.equal(await status("PUT", { headers }), 405);
  await listener.close();
});

Deno.test("Sessions are bounded, and one that nobody uses makes room", async () => {
  const { listener, send, open, pass } = setUp();
  await open();
  const used = await open();
  assert.equal((await send("POST", { body: request(0, "initialize") })).status, 503);
  pass(900);
  await (await send("POST", { body: request(1, "ping"), headers: { "mcp-session-id": used } })).text();
  pass(200);
  await open();
  assert.equal(
    (await send("POST", { body: request(2, "ping"), headers: { "mcp-session-id": used } })).status,
    200,
  );
  await listener.close();
});

Deno.test("What belongs to a request comes on its stream, what the server says by itself on the other", async () => {
  const { listener, send, open } = setUp({
    open: (client) =>
      echo(client, ({ method }) => {
        if (method === "notifications/x") return [{ method: "notifications/tools/list_changed" }];
        return method === "work" ? [{ method: "notifications/message", params: { data: "half done" } }] : [];
      }),
  });
  const headers = { "mcp-session-id": await open() };
  await send("POST", { body: { jsonrpc: "2.0", method: "notifications/x" }, headers });
  const work = await send("POST", { body: request(1, "work"), headers });
  assert.match(await work.text(), /half done[\s\S]*"id":1/);
  const own = await send("GET", { headers });
  assert.match(await readUntil(own.body, "list_changed"), /list_changed/);
  await listener.close();
});

Deno.test("A stream that was cut is taken up after the last event that was heard", async () => {
  let server: End | undefined;
  const { listener, send, open } = setUp({
    open: (client) => {
      server = client;
      return echo(client);
    },
  });
  const headers = { "mcp-session-id": await open() };
  const cut = await send("POST", { body: request(7, "never"), headers });
  const first = await readUntil(cut.body, "id: ");
  const last = /id: (\S+)/.exec(first)?.[1] ?? "";
  await server?.send(
    frameOf({ jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: 1 } }),
  );
  const again = await send("GET", { headers: { ...headers, "last-event-id": last } });
  await server?.send(frameOf({ jsonrpc: "2.0", id: 7, result: { late: true } }));
  const text = await again.text();
  assert.match(text, /notifications\/progress[\s\S]*"late":true/);
  await listener.close();
});

Deno.test("A request that is given up leaves no stream open, and a server that ends closes all", async () => {
  const { listener, send, open } = setUp();
  const headers = { "mcp-session-id": await open() };
  const never = await send("POST", { body: request(7, "never"), headers });
  const body = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 7 } };
  await send("POST", { body, headers });
  await never.text();
  const open8 = await send("POST", { body: request(8, "never"), headers });
  const own = await send("GET", { headers });
  await listener.close();
  await open8.text();
  await own.text();
});

const SESSIONLESS = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

function sessionless(id: number, method: string) {
  return {
    headers: { "mcp-protocol-version": "2026-07-28", "mcp-method": method },
    body: { ...request(id, method), params: { _meta: SESSIONLESS } },
  };
}

Deno.test("Clients without sessions share one server beside those of the sessions; it ends when nobody uses it, and comes again", async () => {
  let opened = 0;
  const { listener, send, open, pass } = setUp({
    open: (client) => {
      opened++;
      return echo(client);
    },
  });
  await open();
  const answers = [await send("POST", sessionless(1, "a")), await send("POST", sessionless(1, "b"))];
  assert.deepEqual(await Promise.all(answers.map(async (each) => (await each.json()).result.method)), [
    "a",
    "b",
  ]);
  assert.equal(opened, 2);
  pass(1_001);
  listener.endIdle();
  assert.equal((await (await send("POST", sessionless(1, "c"))).json()).result.method, "c");
  assert.equal(opened, 3);
  await listener.close();
});

Deno.test("A server of older revisions is asked once whether it speaks the one without sessions, and clients are sent back", async () => {
  let asked = 0;
  const { listener, send, open } = setUp({
    open: async (client) => {
      for await (const incoming of client.incoming()) {
        if (!incoming.ok) continue;
        const { message } = incoming.frame;
        const id = idOf(message);
        if (message["method"] === "server/discover") asked++;
        const error = { code: -32601, message: "Method not found" };
        const answer = message["method"] === "initialize" ? { result: {} } : { error };
        if (id !== undefined) await client.send(frameOf({ jsonrpc: "2.0", id, ...answer }));
      }
    },
  });
  for (const id of [1, 2]) {
    const response = await send("POST", sessionless(id, "server/discover"));
    assert.equal(response.status, 404);
    const { error, id: answered } = await response.json();
    assert.deepEqual([error.code, answered], [-32601, id]);
  }
  assert.equal(asked, 1);
  await open();
  await listener.close();
});

Deno.test("A message without a session whose headers say something else is refused under its id", async () => {
  const { listener, send } = setUp();
  const { body } = sessionless(5, "tools/list");
  const headers = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call" };
  const response = await send("POST", { body, headers });
  const { id, error } = await response.json();
  assert.deepEqual([response.status, id, error.code], [400, 5, -32020]);
  await listener.close();
});
