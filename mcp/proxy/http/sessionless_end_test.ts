import assert from "node:assert/strict";
import { type Frame, frameOf, idOf, isObject, type JsonObject, paramsOf } from "../message.ts";
import { META, metaOf } from "./request_route.ts";
import { SessionlessEnd } from "./sessionless_end.ts";

/** A client side whose server is the test: `heard` is the next message that came, `say` what the server says. */
function setUp() {
  const end = new SessionlessEnd(() => 0);
  const incoming = end.incoming()[Symbol.asyncIterator]();
  const heard = async (): Promise<Frame> => {
    const { value } = await incoming.next();
    assert.ok(value?.ok);
    return value.frame;
  };
  const ask = (message: JsonObject, { headers = {}, signal = new AbortController().signal } = {}) =>
    end.receive(frameOf({ jsonrpc: "2.0", ...message }), { headers: new Headers(headers), signal });
  const say = (message: JsonObject) => end.send(frameOf({ jsonrpc: "2.0", ...message }));
  return { end, heard, ask, say };
}

const request = (id: unknown, meta: JsonObject = {}, method = "tools/call"): JsonObject => ({
  id,
  method,
  params: { name: "x", _meta: meta },
});

async function events(response: Response): Promise<JsonObject[]> {
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  return (await response.text()).split("\n\n").filter((text) => text !== "")
    .map((text) => JSON.parse(text.replace(/^data: /, "")));
}

Deno.test("An answer that nothing came before is JSON, with the status that its error asks for", async () => {
  const { ask, heard, say } = setUp();
  for (
    const [error, status] of [[undefined, 200], [-32601, 404], [-32021, 400], [-32602, 200], [
      -32001,
      200,
    ]] as const
  ) {
    const response = ask(request(1));
    await heard();
    await say({
      id: 1,
      ...(error === undefined ? { result: {} } : { error: { code: error, message: "no" } }),
    });
    assert.equal((await response).status, status);
    assert.equal((await (await response).json()).id, 1);
  }
});

Deno.test("What comes before the answer makes it a stream, and what belongs to another request is not on it", async () => {
  const { ask, heard, say } = setUp();
  const first = ask(request(1, { progressToken: "p" }));
  const second = ask(request(2, { [META.logLevel]: "info" }));
  await heard();
  await heard();
  const progress = { progressToken: "p", progress: 1 };
  await say({ method: "notifications/progress", params: progress });
  await say({ method: "notifications/message", params: { data: "log" } });
  await say({ method: "notifications/unheard_of", params: {} });
  await say({ id: 1, result: { n: 1 } });
  await say({ id: 2, result: { n: 2 } });
  assert.deepEqual((await events(await first)).map(({ method, id }) => method ?? id), [
    "notifications/progress",
    1,
  ]);
  assert.deepEqual((await events(await second)).map(({ method, id }) => method ?? id), [
    "notifications/message",
    2,
  ]);
});

Deno.test("Two clients that choose the same names hear each their own, with the digits of long numbers as they came", async () => {
  const { end, ask, heard, say } = setUp();
  const meta = { progressToken: 7 };
  const first = ask(request(7, meta));
  const text = JSON.stringify({ jsonrpc: "2.0", ...request(7, meta) })
    .replace(`"name":"x"`, `"name":"x","arguments":{"n":12345678901234567890.10}`);
  const second = end.receive({ text, message: JSON.parse(text) }, {
    headers: new Headers(),
    signal: new AbortController().signal,
  });
  assert.equal(idOf((await heard()).message), 7);
  const renamed = await heard();
  const id = idOf(renamed.message);
  assert.ok(id !== 7 && id !== undefined);
  assert.ok(renamed.text.includes("12345678901234567890.10"));
  const { progressToken } = metaOf(renamed.message);
  assert.notEqual(progressToken, 7);
  await say({ method: "notifications/progress", params: { progressToken, progress: 1 } });
  await say({ id, result: { who: "second" } });
  await say({ id: 7, result: { who: "first" } });
  const [told, answer] = await events(await second);
  assert.equal(paramsOf(told ?? {})["progressToken"], 7);
  assert.deepEqual(answer, { jsonrpc: "2.0", id: 7, result: { who: "second" } });
  assert.deepEqual((await (await first).json()).result, { who: "first" });
});

Deno.test("Subscriptions are told under the name that their client gave", async () => {
  const { ask, heard, say } = setUp();
  const others = ask(request("s", {}, "subscriptions/listen"));
  const own = ask(request("s", {}, "subscriptions/listen"));
  await heard();
  const id = idOf((await heard()).message);
  const _meta = { [META.subscriptionId]: id };
  await say({ method: "notifications/tools/list_changed", params: { _meta } });
  await say({ id, result: { _meta } });
  const [changed, result] = await events(await own);
  assert.equal(metaOf(changed ?? {})[META.subscriptionId], "s");
  const ended = result?.["result"];
  assert.deepEqual(isObject(ended) ? ended["_meta"] : undefined, { [META.subscriptionId]: "s" });
  await say({ id: "s", result: {} });
  assert.equal((await others).status, 200);
});

Deno.test("A closed connection gives its request up; a late answer reaches nobody, not even one of the same name", async () => {
  const { ask, heard, say, end } = setUp();
  const controller = new AbortController();
  const gone = ask(request(1), { signal: controller.signal });
  await heard();
  controller.abort();
  const cancelled = await heard();
  assert.equal(cancelled.message["method"], "notifications/cancelled");
  assert.equal(paramsOf(cancelled.message)["requestId"], 1);
  assert.equal((await gone).status, 204);
  const next = ask(request(1));
  const id = idOf((await heard()).message);
  assert.notEqual(id, 1);
  await say({ id: 1, result: { of: "the first" } });
  assert.ok(end.isBusy);
  await say({ id, result: { of: "the second" } });
  assert.deepEqual((await (await next).json()).result, { of: "the second" });
  assert.ok(!end.isBusy);
});

Deno.test("A client cannot give up the request of another, and a server cannot ask", async () => {
  const { ask, heard, say } = setUp();
  const answer = ask(request(1));
  await heard();
  const dropped = await ask({ method: "notifications/cancelled", params: { requestId: 1 } });
  assert.equal(dropped.status, 202);
  await say({ id: "mine", method: "elicitation/create", params: {} });
  const refusal = await heard();
  assert.equal(idOf(refusal.message), "mine");
  assert.ok("error" in refusal.message);
  await say({ id: 1, result: {} });
  assert.equal((await answer).status, 200);
});

Deno.test("Revisions that the server did not name at discovery are refused, with those that it did", async () => {
  const { ask, heard, say } = setUp();
  const discovery = ask(request(1, {}, "server/discover"));
  await heard();
  await say({ id: 1, result: { supportedVersions: ["2026-07-28"], capabilities: {} } });
  await discovery;
  const refused = await ask(request(2, { [META.protocolVersion]: "2099-01-01" }));
  assert.equal(refused.status, 400);
  const { error } = await refused.json();
  assert.deepEqual([error.code, error.data], [-32022, {
    supported: ["2026-07-28"],
    requested: "2099-01-01",
  }]);
});

Deno.test("A server that does not know discovery is remembered as one of older revisions", async () => {
  const { ask, heard, say, end } = setUp();
  const discovery = ask(request(1, {}, "server/discover"));
  await heard();
  await say({ id: 1, error: { code: -32601, message: "Method not found" } });
  assert.equal((await discovery).status, 404);
  assert.ok(end.isUnknownToServer);
});

Deno.test("A server that ends leaves no request without an answer", async () => {
  const { ask, end } = setUp();
  const answer = ask(request(1));
  await end.close();
  assert.match((await (await answer).json()).error.message, /ended without an answer/);
  assert.match((await (await ask(request(2))).json()).error.message, /has ended/);
});
