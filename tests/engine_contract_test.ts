/** One contract, two engines: in this process, and behind another gateway's API. What is promised of one holds for both. */
import assert from "node:assert/strict";
import { createRemoteEngine } from "../api/remote_engine.ts";
import type { Engine } from "../engine/ports.ts";
import type { ToolCall, Verdict } from "../engine/types.ts";
import { apiHarness } from "./fixtures/api_harness.ts";
import { FakeEngine, verdictOf } from "./fixtures/fake_engine.ts";

type EngineTest = (engine: Engine, fake: FakeEngine) => Promise<void>;

function testEngine(name: string, test: EngineTest): void {
  Deno.test(`${name} (engine in this process)`, async () => {
    const fake = new FakeEngine();
    await test(fake, fake);
  });
  Deno.test(`${name} (engine of another gateway)`, async () => {
    await using harness = apiHarness();
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen: () => {} },
      (request) => harness.api(request),
    );
    const engine = createRemoteEngine({ url: `http://127.0.0.1:${server.addr.port}` });
    try {
      await test(engine, harness.engine);
    } finally {
      engine.close();
      await server.shutdown();
    }
  });
}

const BYTES = Uint8Array.from({ length: 256 }, (_, i) => i);

const CALL: ToolCall = {
  door: "api",
  method: "POST",
  url: "https://slack.com/api/chat.postMessage?a=%20b&a=c",
  headers: [["content-type", "application/octet-stream"], ["x-twice", "1"], ["x-twice", "2"]],
  body: { bytes: BYTES, contentType: "application/octet-stream", inspectable: true },
  toolName: "slack.post_message",
  agentId: "agent-one",
  agentName: "One",
  sessionId: "session-one",
  runtime: "langchain",
  context: "Some talk",
  env: "production",
};

const FULL_VERDICT: Verdict = verdictOf({
  decision: "REQUIRE_APPROVAL",
  riskScore: 0.625,
  riskBand: "HIGH",
  reasonCodes: ["PII_EGRESS", "EXTERNAL_PRINCIPAL"],
  message: "Ask first",
  action: { ...verdictOf().action, externalPrincipal: true },
  classifications: ["PII"],
  signals: [{ engine: "classifier", score: 0.4, details: { count: 2, nested: ["a"] } }],
  findings: [{
    rule: "email",
    class: "PII",
    confidence: "HIGH",
    part: "body",
    path: "$.text",
    start: 1,
    end: 5,
    chain: ["json"],
    preview: "…m",
  }],
  sanitizedBody: BYTES.toReversed(),
  approvalId: "a1",
  approvalExpiresAt: 1_700_000_000_000,
  ruleId: "pii-to-chat",
});

testEngine("the call arrives as it was sent, bytes and all", async (engine, fake) => {
  await (await engine.evaluate(CALL)).recorded;
  assert.deepEqual(fake.calls, [CALL]);
});

testEngine("a call without headers, body or extras arrives so", async (engine, fake) => {
  const bare: ToolCall = {
    door: "api",
    method: "GET",
    url: "mcp://server/tool",
    headers: [],
    body: null,
    agentId: "a",
    sessionId: "a",
  };
  await engine.evaluate(bare);
  assert.deepEqual(fake.calls, [bare]);
});

testEngine("the verdict comes back whole, with or without a body in the call", async (engine, fake) => {
  fake.answer(FULL_VERDICT);
  assert.deepEqual((await engine.evaluate(CALL)).verdict, FULL_VERDICT);
  const denied = verdictOf({ decision: "DENY", riskBand: "CRITICAL", reasonCodes: ["SECRET_EGRESS"] });
  fake.answer(denied);
  assert.deepEqual((await engine.evaluate({ ...CALL, body: null })).verdict, denied);
});

testEngine(
  "observeResponse() hands the body over and the report back; undefined for an unknown trace",
  async (engine, fake) => {
    const body = { bytes: BYTES, contentType: "image/png", inspectable: true };
    assert.equal(await engine.observeResponse({ traceId: "t1", body, status: 206 }), undefined);
    assert.deepEqual(fake.observations, [{ traceId: "t1", body, status: 206 }]);
    const report = {
      traceId: "t1",
      dataClasses: ["SECRETS" as const],
      fieldsRedactedCount: 3,
      contentFingerprint: "sha256:ab",
      reasonCodes: ["PROMPT_INJECTION"],
    };
    fake.report = report;
    assert.deepEqual(await engine.observeResponse({ traceId: "t1", body: null, status: 200 }), report);
  },
);

testEngine(
  "approvalStatus() tells the state, and undefined for an unknown approval",
  async (engine, fake) => {
    assert.equal(await engine.approvalStatus("a/../1"), undefined);
    fake.status = { status: "denied", expiresAt: 1_700_000_000_000 };
    assert.deepEqual(await engine.approvalStatus("a1"), fake.status);
  },
);

testEngine("recordRefusal() hands the refusal over and names its trace", async (engine, fake) => {
  const refusal = {
    method: "GET",
    url: "http://169.254.169.254/",
    agentId: "a",
    sessionId: "s",
    code: "BLOCKED_ADDRESS",
    message: "That address is not public",
  };
  assert.deepEqual(await engine.recordRefusal(refusal), { traceId: "refused-1" });
  assert.deepEqual(fake.refusals, [refusal]);
});

testEngine("health() tells whether verdicts can be had", async (engine, fake) => {
  assert.deepEqual(await engine.health(), { ready: true });
  fake.readiness = { ready: false, reason: "Three workers were lost" };
  const health = await engine.health();
  assert.equal(health.ready, false);
  assert.match(health.reason ?? "", /Three workers were lost/);
});
