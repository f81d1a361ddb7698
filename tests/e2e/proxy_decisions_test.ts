import assert from "node:assert/strict";
import zlib from "node:zlib";
import { EngineUnavailableError, StoreError } from "../../engine/ports.ts";
import { fakeEngine } from "./fake_engine.ts";
import { startGateway } from "./proxy_fixture.ts";
import { splitMessage, startRawUpstream, writeAll } from "./raw_http.ts";

function startEcho() {
  return startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok");
    return "keep";
  });
}

const POST = { method: "POST", headers: { "content-type": "application/json" }, body: '{"text":"secret"}' };

Deno.test("ALLOW: the engine sees the call as sent, and the answer carries the verdict", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ defaultAgent: "nobody", env: "test" });
  const answer = await fetch(gateway.url(`${upstream.origin}/a//b?x=1`), {
    ...POST,
    headers: {
      ...POST.headers,
      "x-interven-agent": "bot",
      "x-interven-session": "s-1",
      "x-interven-runtime": "langchain",
    },
  });
  assert.equal(await answer.text(), "ok");
  assert.equal(answer.headers.get("x-interven-decision"), "ALLOW");
  assert.equal(answer.headers.get("x-interven-trace-id"), "trace-1");
  assert.equal(answer.headers.get("x-interven-risk"), "0.91");
  assert.equal(answer.headers.get("x-interven-reasons"), "SECRET_EGRESS,NEW_DESTINATION");
  assert.equal(answer.headers.get("x-interven-would-be"), null);
  const [call] = gateway.engine.calls;
  assert.deepEqual(
    [call!.door, call!.method, call!.agentId, call!.sessionId, call!.runtime, call!.env],
    ["proxy", "POST", "bot", "s-1", "langchain", "test"],
  );
  assert.equal(call!.body!.contentType, "application/json");
  assert.ok(!call!.headers.some(([name]) => name.startsWith("x-interven-") || name === "host"));
});

Deno.test("a caller that names nobody is the default agent, and its session is the agent", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ defaultAgent: "iv_live_0123" });
  await (await fetch(gateway.url(`${upstream.origin}/`))).text();
  assert.deepEqual([gateway.engine.calls[0]!.agentId, gateway.engine.calls[0]!.sessionId], [
    "iv_live_0123",
    "iv_live_0123",
  ]);
});

Deno.test("DENY: 403 problem+json as the contract shows it, and the upstream hears nothing", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ engine: fakeEngine("DENY") });
  const answer = await fetch(gateway.url(`${upstream.origin}/`), POST);
  assert.equal(answer.status, 403);
  assert.equal(answer.headers.get("content-type"), "application/problem+json");
  assert.equal(answer.headers.get("x-interven-error"), "DENIED");
  assert.equal(answer.headers.get("x-interven-decision"), "DENY");
  assert.deepEqual(await answer.json(), {
    type: "https://interven.dev/problems/denied",
    title: "Tool call denied",
    status: 403,
    detail: "Remove the GitHub token from the text and send the message again.",
    decision: "DENY",
    trace_id: "trace-1",
    risk_score: 0.91,
    risk_band: "CRITICAL",
    reason_codes: ["SECRET_EGRESS", "NEW_DESTINATION"],
    policy_id: "default",
    rule_id: "secrets-to-third-party",
    findings: [{
      class: "SECRETS",
      rule: "github-pat",
      confidence: "HIGH",
      path: "$.text",
      preview: "ghp_…9aB2",
    }],
  });
  assert.equal(upstream.connections, 0);
  assert.deepEqual((await gateway.engine.outcomeOf("trace-1")).forwarded, "none");
});

Deno.test("a call that a person denied says APPROVAL_DENIED", async () => {
  await using gateway = startGateway({ engine: fakeEngine("DENY") });
  gateway.engine.decide({ reasonCodes: ["APPROVAL_DENIED"] });
  const answer = await fetch(gateway.url("http://127.0.0.1:1/"), POST);
  assert.equal(answer.status, 403);
  assert.equal(answer.headers.get("x-interven-error"), "APPROVAL_DENIED");
  assert.deepEqual((await answer.json()).reason_codes, ["APPROVAL_DENIED"]);
});

Deno.test("SANITIZE: the redacted body goes out with the right length and the same content type", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ engine: fakeEngine("SANITIZE") });
  gateway.engine.decide({ sanitizedBody: new TextEncoder().encode('{"text":"[REDACTED]"}') });
  const answer = await fetch(gateway.url(`${upstream.origin}/`), {
    ...POST,
    headers: { ...POST.headers, "content-md5": "x", "content-digest": "sha-256=:x:" },
  });
  assert.equal(await answer.text(), "ok");
  assert.equal(answer.headers.get("x-interven-decision"), "SANITIZE");
  const [head, body] = splitMessage(upstream.requests[0]!);
  assert.equal(body, '{"text":"[REDACTED]"}');
  assert.match(head!, /\r\nContent-Length: 21(\r\n|$)/);
  assert.match(head!, /\r\ncontent-type: application\/json(\r\n|$)/);
  assert.ok(!/content-md5|content-digest/.test(head!));
  assert.equal((await gateway.engine.outcomeOf("trace-1")).forwarded, "redacted");
});

Deno.test("SANITIZE of a compressed body sends the redacted one plain, and says so", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ engine: fakeEngine("SANITIZE") });
  gateway.engine.decide({ sanitizedBody: new TextEncoder().encode('{"text":"*"}') });
  const body = new Uint8Array(zlib.gzipSync(POST.body));
  await (await fetch(gateway.url(`${upstream.origin}/`), {
    ...POST,
    headers: { ...POST.headers, "content-encoding": "gzip" },
    body,
  })).text();
  const [head, sent] = splitMessage(upstream.requests[0]!);
  assert.equal(sent, '{"text":"*"}');
  assert.ok(!/content-encoding/i.test(head!));
});

Deno.test("SANITIZE without anything to send in the body's place forwards nothing", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ engine: fakeEngine("SANITIZE") });
  const answer = await fetch(gateway.url(`${upstream.origin}/?email=a`));
  assert.equal(answer.status, 403);
  assert.equal(answer.headers.get("x-interven-error"), "NOT_SANITIZABLE");
  await answer.body?.cancel();
  assert.equal(upstream.connections, 0);
});

Deno.test("REQUIRE_APPROVAL: 202 with Location, Retry-After and where a person decides; the upstream hears nothing", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ engine: fakeEngine("REQUIRE_APPROVAL") });
  gateway.engine.decide({
    approvalId: "ap-1",
    approvalExpiresAt: 1_700_000_000_000,
    riskBand: "HIGH",
    riskScore: 0.6,
  });
  const answer = await fetch(gateway.url(`${upstream.origin}/`), POST);
  assert.equal(answer.status, 202);
  assert.equal(answer.headers.get("location"), "/v1/approvals/ap-1/status");
  assert.match(answer.headers.get("retry-after")!, /^\d+$/);
  assert.equal(answer.headers.get("x-interven-decision"), "REQUIRE_APPROVAL");
  const { detail, ...told } = await answer.json();
  assert.equal(typeof detail, "string");
  assert.deepEqual(told, {
    decision: "REQUIRE_APPROVAL",
    status: "pending",
    approval_id: "ap-1",
    console_url: "http://localhost:4100/approvals/ap-1",
    status_url: "/v1/approvals/ap-1/status",
    expires_at: "2023-11-14T22:13:20.000Z",
    trace_id: "trace-1",
    reason_codes: ["SECRET_EGRESS", "NEW_DESTINATION"],
    risk_score: 0.6,
    risk_band: "HIGH",
  });
  assert.equal(upstream.connections, 0);
});

for (const decision of ["ALLOW", "SANITIZE", "REQUIRE_APPROVAL", "DENY"] as const) {
  Deno.test(`monitor mode forwards the original and says what ${decision} would have been`, async () => {
    await using upstream = startEcho();
    await using gateway = startGateway({ engine: fakeEngine(decision), mode: () => "monitor" });
    gateway.engine.decide({ sanitizedBody: new TextEncoder().encode("redacted") });
    const answer = await fetch(gateway.url(`${upstream.origin}/`), POST);
    assert.equal(await answer.text(), "ok");
    assert.equal(answer.headers.get("x-interven-would-be"), decision);
    assert.equal(answer.headers.get("x-interven-decision"), "ALLOW");
    assert.equal(splitMessage(upstream.requests[0]!)[1], POST.body);
  });
}

Deno.test("no answer leaves before its trace is durable, though the upstream is called meanwhile", async () => {
  const durable = Promise.withResolvers<void>();
  const called = Promise.withResolvers<void>();
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    called.resolve();
    return "keep";
  });
  await using gateway = startGateway();
  gateway.engine.recorded = () => durable.promise;
  let answered = false;
  const answer = fetch(gateway.url(`${upstream.origin}/`)).then((response) => (answered = true, response));
  await called.promise;
  assert.equal(answered, false);
  durable.resolve();
  assert.equal(await (await answer).text(), "ok");
});

Deno.test("a trace that cannot be written turns the answer into 503, or lets it pass with --fail-open", async () => {
  await using upstream = startEcho();
  for (const failOpen of [false, true]) {
    await using gateway = startGateway({ failOpen });
    gateway.engine.recorded = () => Promise.reject(new StoreError("disk full"));
    const answer = await fetch(gateway.url(`${upstream.origin}/`), POST);
    assert.equal(answer.status, failOpen ? 200 : 503);
    assert.equal(answer.headers.get("x-interven-error"), failOpen ? null : "ENGINE_UNAVAILABLE");
    await answer.text();
  }
});

for (const code of ["ENGINE_UNAVAILABLE", "SCAN_TIMEOUT"] as const) {
  Deno.test(`without a verdict (${code}) nothing is forwarded`, async () => {
    await using upstream = startEcho();
    await using gateway = startGateway();
    gateway.engine.failure = new EngineUnavailableError(code, "the scan took too long");
    const answer = await fetch(gateway.url(`${upstream.origin}/`), POST);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get("x-interven-error"), "ENGINE_UNAVAILABLE");
    assert.equal(answer.headers.get("x-interven-reasons"), code);
    assert.notEqual(answer.headers.get("x-interven-trace-id"), null);
    assert.equal((await answer.json()).type, "https://interven.dev/problems/engine-unavailable");
    assert.equal(upstream.connections, 0);
    const [kept] = gateway.engine.refusals;
    assert.deepEqual([kept?.code, kept?.decision], [code, "DENY"], "no answer without a trace");
  });
}

Deno.test("without a verdict --fail-open forwards the original and says that nobody looked", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ failOpen: true });
  gateway.engine.failure = new EngineUnavailableError("ENGINE_UNAVAILABLE", "gone");
  const answer = await fetch(gateway.url(`${upstream.origin}/`), POST);
  assert.equal(await answer.text(), "ok");
  assert.equal(answer.headers.get("x-interven-decision"), "ALLOW");
  assert.equal(answer.headers.get("x-interven-reasons"), "ENGINE_UNAVAILABLE");
  const [kept] = gateway.engine.refusals;
  assert.deepEqual(
    [kept?.code, kept?.decision],
    ["ENGINE_UNAVAILABLE", "ALLOW"],
    "an unjudged call leaves a trace",
  );
  assert.equal(answer.headers.get("x-interven-trace-id"), "refusal-1");
  assert.equal(gateway.engine.outcomes[0]?.traceId, "refusal-1");
});

Deno.test("monitor mode forwards without a verdict too, and says that enforcing would have refused", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ mode: () => "monitor" });
  gateway.engine.failure = new EngineUnavailableError("ENGINE_UNAVAILABLE", "gone");
  const answer = await fetch(gateway.url(`${upstream.origin}/`), POST);
  assert.equal(await answer.text(), "ok");
  assert.equal(answer.headers.get("x-interven-would-be"), "DENY");
});

Deno.test("an upgrade that is no WebSocket handshake is refused, and any other upgrade is ignored", async () => {
  await using gateway = startGateway();
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(
    conn,
    "GET /proxy/http://127.0.0.1:1/ws HTTP/1.1\r\nHost: g\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  );
  const buffer = new Uint8Array(4096);
  const text = new TextDecoder().decode(buffer.subarray(0, await conn.read(buffer) ?? 0));
  assert.match(text, /^HTTP\/1.1 400 /);
  assert.match(text, /x-interven-error: BAD_REQUEST/i);
});
