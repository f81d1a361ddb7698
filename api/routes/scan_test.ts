import assert from "node:assert/strict";
import fc from "fast-check";
import { EngineUnavailableError, StoreError } from "../../engine/ports.ts";
import { apiHarness, ORIGIN } from "../../tests/fixtures/api_harness.ts";
import { verdictOf } from "../../tests/fixtures/fake_engine.ts";

const CALL = { method: "POST", url: "https://slack.com/api/chat.postMessage", body: { text: "hello" } };

Deno.test("POST /v1/scan answers the verdict with 200, whatever the decision", async () => {
  await using harness = apiHarness();
  for (const decision of ["ALLOW", "SANITIZE", "REQUIRE_APPROVAL", "DENY"] as const) {
    harness.engine.answer(verdictOf({
      decision,
      sanitizedBody: decision === "SANITIZE" ? new TextEncoder().encode('{"text":"[REDACTED]"}') : null,
      approvalId: decision === "REQUIRE_APPROVAL" ? "a1" : null,
    }));
    const response = await harness.send("POST", "/v1/scan", { body: CALL });
    const verdict = await response.json();
    assert.equal(response.status, 200);
    assert.equal(verdict.decision, decision);
    assert.equal(verdict.trace_id, "trace-1");
    assert.deepEqual(verdict.sanitized_body, decision === "SANITIZE" ? { text: "[REDACTED]" } : null);
    assert.equal(verdict.console_url, decision === "REQUIRE_APPROVAL" ? `${ORIGIN}/approvals/a1` : null);
  }
});

Deno.test("POST /v1/scan names the agent by its key, its header or its body, in that order of last resort", async () => {
  await using harness = apiHarness();
  const key = "key-of-agent" + "-and-more";
  const agentOf = async (headers: Record<string, string>, more: Record<string, string> = {}) => {
    await harness.send("POST", "/v1/scan", { headers, body: { ...CALL, ...more } });
    const call = harness.engine.calls.at(-1);
    return [call?.agentId, call?.sessionId];
  };
  assert.deepEqual(await agentOf({}), ["default", "default"]);
  assert.deepEqual(await agentOf({ "x-interven-agent": "header" }), ["header", "header"]);
  assert.deepEqual(await agentOf({ authorization: `Bearer ${key}` }), ["key-of-agent", "key-of-agent"]);
  assert.deepEqual(await agentOf({ "x-interven-session": "s1" }), ["default", "s1"]);
  assert.deepEqual(await agentOf({ authorization: `Bearer ${key}` }, { agent_id: "body" }), ["body", "body"]);
  assert.equal(harness.engine.calls.at(-1)?.door, "api");
});

Deno.test("POST /v1/scan refuses what is no scan request and names the field", async () => {
  await using harness = apiHarness();
  const cases: readonly (readonly [body: unknown, field: string])[] = [
    ["", "$"],
    ["{", "$"],
    ["[]", "$"],
    [{ url: CALL.url }, "method"],
    [{ method: "GET" }, "url"],
    [{ method: "GET", url: "/relative" }, "url"],
    [{ ...CALL, headers: "x" }, "headers"],
    [{ ...CALL, agent_id: 7 }, "agent_id"],
    [{ ...CALL, body_base64: "%" }, "body_base64"],
  ];
  for (const [body, field] of cases) {
    const response = await harness.send("POST", "/v1/scan", { body });
    const problem = await response.json();
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.equal(problem.code, "BAD_REQUEST");
    assert.equal(problem.field, field);
  }
  assert.equal(harness.engine.calls.length, 0);
});

Deno.test("POST /v1/scan never fails on any JSON value", async () => {
  await using harness = apiHarness();
  await fc.assert(fc.asyncProperty(fc.jsonValue(), async (body) => {
    const response = await harness.send("POST", "/v1/scan", { body: JSON.stringify(body) });
    assert.ok([200, 400].includes(response.status));
  }));
});

Deno.test("POST /v1/scan refuses a body over the limit, announced or not", async () => {
  await using harness = apiHarness({ maxBodyBytes: 1_000 });
  const body = { ...CALL, body: "x".repeat(1_000) };
  const announced = await harness.send("POST", "/v1/scan", { body, headers: { "content-length": "1100" } });
  const silent = await harness.send("POST", "/v1/scan", { body });
  for (const response of [announced, silent]) {
    assert.equal(response.status, 413);
    assert.equal((await response.json()).code, "PAYLOAD_TOO_LARGE");
  }
});

Deno.test("an endless body is cut off at the limit and its source is told to stop", async () => {
  await using harness = apiHarness({ maxBodyBytes: 10_000 });
  let isStopped = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
    cancel: () => void (isStopped = true),
  });
  const response = await harness.api(new Request(`${ORIGIN}/v1/scan`, { method: "POST", body }));
  assert.equal(response.status, 413);
  assert.equal(isStopped, true);
});

Deno.test("no verdict: 503 with the code, and never an ALLOW", async () => {
  await using harness = apiHarness();
  const cases = [
    [() => Promise.reject(new EngineUnavailableError("SCAN_TIMEOUT", "Cannot scan in time")), "SCAN_TIMEOUT"],
    [() => Promise.reject(new EngineUnavailableError("ENGINE_UNAVAILABLE", "Gone")), "ENGINE_UNAVAILABLE"],
    [
      () =>
        Promise.resolve({
          verdict: verdictOf(),
          recorded: Promise.reject(new StoreError("Cannot write: full")),
        }),
      "ENGINE_UNAVAILABLE",
    ],
  ] as const;
  for (const [evaluation, code] of cases) {
    harness.engine.evaluation = evaluation;
    const response = await harness.send("POST", "/v1/scan", { body: CALL });
    const problem = await response.json();
    assert.equal(response.status, 503);
    assert.equal(problem.code, code);
    assert.equal(problem.decision, undefined);
  }
});

Deno.test("no answer leaves before its trace is durable", async () => {
  await using harness = apiHarness();
  const gate = Promise.withResolvers<void>();
  harness.engine.evaluation = () => Promise.resolve({ verdict: verdictOf(), recorded: gate.promise });
  let isAnswered = false;
  const answer = harness.send("POST", "/v1/scan", { body: CALL }).then((response) => {
    isAnswered = true;
    return response;
  });
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isAnswered, false);
  gate.resolve();
  assert.equal((await answer).status, 200);
});

Deno.test("what nobody expected is a 500 that tells nothing of the inside", async () => {
  const seen: unknown[] = [];
  await using harness = apiHarness({ report: (error) => seen.push(error) });
  harness.engine.evaluation = () => Promise.reject(new Error("inner secret"));
  const response = await harness.send("POST", "/v1/scan", { body: CALL });
  assert.equal(response.status, 500);
  assert.ok(!(await response.text()).includes("inner secret"));
  assert.equal(seen.length, 1);
});

Deno.test("POST /v1/scan/response answers what was seen, and 404 for an unknown trace", async () => {
  await using harness = apiHarness();
  const body = { trace_id: "t1", response_body: { email: "x" }, response_status: 201 };
  const unknown = await harness.send("POST", "/v1/scan/response", { body });
  assert.equal(unknown.status, 404);
  assert.equal((await unknown.json()).code, "UNKNOWN_TRACE");
  harness.engine.report = {
    traceId: "t1",
    dataClasses: ["PII"],
    fieldsRedactedCount: 1,
    contentFingerprint: "sha256:00",
    reasonCodes: [],
  };
  const known = await harness.send("POST", "/v1/scan/response", { body });
  assert.deepEqual(await known.json(), {
    trace_id: "t1",
    data_classes: ["PII"],
    fields_redacted_count: 1,
    content_fingerprint: "sha256:00",
    reason_codes: [],
  });
  assert.equal(harness.engine.observations.at(-1)?.status, 201);
  assert.equal((await harness.send("POST", "/v1/scan/response", { body: {} })).status, 400);
});

Deno.test("where keys are required, a request without a right one gets 401 INVALID_KEY", async () => {
  const key = "key-of-agent" + "-and-more";
  await using harness = apiHarness({ requiredApiKeys: [key, "another"] });
  const status = async (headers: Record<string, string>, path = "/v1/scan") => {
    const response = await harness.send("POST", path, { headers, body: CALL });
    return [response.status, (await response.json()).code];
  };
  for (const path of ["/v1/scan", "/v1/scan/response", "/v1/refusals"]) {
    assert.deepEqual(await status({}, path), [401, "INVALID_KEY"]);
  }
  assert.deepEqual(await status({ authorization: "Bearer wrong" }), [401, "INVALID_KEY"]);
  assert.deepEqual(await status({ authorization: `Bearer ${key.slice(0, -1)}` }), [401, "INVALID_KEY"]);
  assert.equal((await status({ authorization: `Bearer ${key}` }))[0], 200);
  assert.equal((await harness.send("GET", "/v1/approvals/a/status")).status, 401);
});

Deno.test("an agent over its pace gets 429 with Retry-After, another does not", async () => {
  await using harness = apiHarness({ requestsPerMinute: 2 });
  const scan = (agent: string) =>
    harness.send("POST", "/v1/scan", { headers: { "x-interven-agent": agent }, body: CALL });
  assert.equal((await scan("a")).status, 200);
  assert.equal((await scan("a")).status, 200);
  const refused = await scan("a");
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get("retry-after"), "30");
  assert.equal((await refused.json()).code, "RATE_LIMITED");
  assert.equal((await scan("b")).status, 200);
  harness.clock.nowMs += 30_000;
  assert.equal((await scan("a")).status, 200);
});

Deno.test("a page of another site cannot use the agent routes", async () => {
  await using harness = apiHarness();
  const headers = { origin: "https://evil.example", "content-type": "text/plain" };
  const response = await harness.send("POST", "/v1/scan", { headers, body: JSON.stringify(CALL) });
  assert.equal(response.status, 403);
  assert.equal(harness.engine.calls.length, 0);
});

Deno.test("POST /v1/refusals records what another gateway refused", async () => {
  await using harness = apiHarness();
  const body = { method: "GET", url: "x", agent_id: "a", session_id: "s", code: "BAD_TARGET", message: "No" };
  const response = await harness.send("POST", "/v1/refusals", { body });
  assert.equal(response.status, 201);
  assert.deepEqual(await response.json(), { trace_id: "refused-1" });
  assert.equal(harness.engine.refusals[0]?.code, "BAD_TARGET");
  for (const wrong of [{ code: "not a code" }, { url: 1 }, { message: "x".repeat(2_001) }]) {
    assert.equal((await harness.send("POST", "/v1/refusals", { body: { ...body, ...wrong } })).status, 400);
  }
});
