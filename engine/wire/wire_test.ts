import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Action,
  CONFIDENCES,
  DATA_CLASSES,
  DECISIONS,
  type Finding,
  RISK_BANDS,
  type ToolCall,
  VERBS,
  type Verdict,
} from "../types.ts";
import { approvalStatusFromWire, approvalStatusToWire } from "./approval_status.ts";
import { parseResponseObservation, responseObservationToWire } from "./response_report.ts";
import { agentFromApiKey, parseScanRequest, scanRequestToWire } from "./scan_request.ts";
import { verdictFromWire, verdictToWire } from "./verdict.ts";

const DEFAULTS = { door: "api", agentId: "agent" } as const;
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

Deno.test("parseScanRequest() reads every field of a scan request", () => {
  const parsed = parseScanRequest({
    method: "post",
    url: "https://slack.com/api/chat.postMessage",
    headers: { "X-One": "1", "x-many": ["a", "b"] },
    body: { b: 1, a: 2 },
    tool_name: "slack.post_message",
    agent_id: "id",
    agent_name: "name",
    session_id: "session",
    runtime_type: "langchain",
    context: "talk",
    env: "staging",
    mcp_signals: ["MCP_TOOL_DRIFT"],
    never_heard_of: true,
  }, DEFAULTS);
  assert.ok(parsed.ok);
  const { body, ...call } = parsed.call;
  assert.deepEqual(call, {
    door: "api",
    method: "POST",
    url: "https://slack.com/api/chat.postMessage",
    headers: [["x-one", "1"], ["x-many", "a"], ["x-many", "b"]],
    toolName: "slack.post_message",
    agentId: "id",
    agentName: "name",
    sessionId: "session",
    runtime: "langchain",
    context: "talk",
    env: "staging",
    mcpSignals: ["MCP_TOOL_DRIFT"],
  });
  assert.equal(textOf(body?.bytes), '{"b":1,"a":2}');
  assert.equal(body?.contentType, "application/json");
  assert.equal(parsed.bodyForm, "json");
});

Deno.test("parseScanRequest() names the session after the agent, and the agent after its name or the door's default", () => {
  const read = (over: object) => {
    const parsed = parseScanRequest({ method: "GET", url: "https://a.example", ...over }, DEFAULTS);
    assert.ok(parsed.ok);
    return [parsed.call.agentId, parsed.call.sessionId];
  };
  assert.deepEqual(read({}), ["agent", "agent"]);
  assert.deepEqual(read({ agent_name: "n" }), ["n", "n"]);
  assert.deepEqual(read({ agent_id: "i", agent_name: "n", session_id: "s" }), ["i", "s"]);
  assert.equal(agentFromApiKey("iv_live_abcdefghijk"), "iv_live_abcd");
});

Deno.test("parseScanRequest() names the field that is wrong", () => {
  const good = { method: "POST", url: "https://a.example" };
  const wrong: [unknown, string][] = [
    [null, "$"],
    [[], "$"],
    ["x", "$"],
    [{ url: good.url }, "method"],
    [{ ...good, method: "A B" }, "method"],
    [{ ...good, method: 5 }, "method"],
    [{ ...good, method: "" }, "method"],
    [{ method: "GET" }, "url"],
    [{ ...good, url: "/relative" }, "url"],
    [{ ...good, url: "https://" }, "url"],
    [{ ...good, url: `https://a.example/${"x".repeat(70_000)}` }, "url"],
    [{ ...good, headers: [] }, "headers"],
    [{ ...good, headers: { "a b": "x" } }, "headers.a b"],
    [{ ...good, headers: { a: 5 } }, "headers.a"],
    [{ ...good, headers: { a: "x\r\ny: z" } }, "headers.a"],
    [{ ...good, headers: { a: Array(300).fill("x") } }, "headers"],
    [{ ...good, body_base64: "%%%" }, "body_base64"],
    [{ ...good, agent_id: 7 }, "agent_id"],
    [{ ...good, agent_id: "a\nb" }, "agent_id"],
    [{ ...good, session_id: "x".repeat(300) }, "session_id"],
    [{ ...good, env: {} }, "env"],
    [{ ...good, mcp_signals: "MCP_TOOL_DRIFT" }, "mcp_signals"],
    [{ ...good, mcp_signals: ["MCP_TOOL_INVENTED"] }, "mcp_signals"],
  ];
  for (const [value, field] of wrong) {
    const parsed = parseScanRequest(value, DEFAULTS);
    assert.ok(!parsed.ok, JSON.stringify(value).slice(0, 80));
    assert.equal(parsed.field, field);
    assert.match(parsed.message, /^Cannot read /);
  }
});

Deno.test("parseScanRequest() refuses a body that is nested too deeply instead of overflowing", () => {
  const body: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
  const parsed = parseScanRequest({ method: "POST", url: "https://a.example", body }, DEFAULTS);
  if (!parsed.ok) assert.equal(parsed.field, "body");
});

Deno.test("parseScanRequest() never throws, whatever JSON it is given", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void parseScanRequest(value, DEFAULTS)));
  const fields = fc.record({
    method: fc.oneof(fc.constant("GET"), fc.jsonValue()),
    url: fc.oneof(fc.webUrl(), fc.jsonValue()),
    headers: fc.jsonValue(),
    body: fc.jsonValue(),
    agent_id: fc.jsonValue(),
  }, { requiredKeys: [] });
  fc.assert(fc.property(fields, (value) => void parseScanRequest(value, DEFAULTS)));
});

const headerName = fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/);
const headerValue = fc.stringMatching(/^[ -~]{0,30}$/);
const name = fc.stringMatching(/^[!-~]{1,20}$/);

Deno.test("A call with any bytes reads back the same from what scanRequestToWire() wrote", () => {
  const calls = fc.record({
    method: fc.constantFrom("GET", "POST", "DELETE"),
    url: fc.webUrl(),
    header: fc.tuple(headerName, headerValue),
    bytes: fc.option(fc.uint8Array({ maxLength: 200 })),
    inspectable: fc.boolean(),
    agentId: name,
    sessionId: name,
  });
  fc.assert(fc.property(calls, ({ header, bytes, inspectable, ...rest }) => {
    const contentType = "text/x-test";
    const call: ToolCall = {
      ...rest,
      door: "api",
      headers: header[0] === "content-type" ? [] : [header],
      body: bytes === null ? null : { bytes, contentType, inspectable },
    };
    const parsed = parseScanRequest(overTheWire(scanRequestToWire(call)), DEFAULTS);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    const typed = bytes === null ? call.headers : [...call.headers, ["content-type", contentType]];
    assert.deepEqual({ ...parsed.call, body: null }, { ...call, body: null, headers: typed });
    assert.deepEqual(
      parsed.call.body && new Uint8Array(parsed.call.body.bytes),
      bytes && new Uint8Array(bytes),
    );
    if (bytes !== null) assert.equal(parsed.call.body?.inspectable, inspectable);
  }));
});

const finding: fc.Arbitrary<Finding> = fc.record({
  rule: name,
  class: fc.constantFrom(...DATA_CLASSES),
  confidence: fc.constantFrom(...CONFIDENCES),
  part: fc.constantFrom("url", "header", "body"),
  path: name,
  start: fc.nat(),
  end: fc.nat(),
  chain: fc.array(name, { maxLength: 3 }),
  preview: fc.string(),
}, { noNullPrototype: true });

const action: fc.Arbitrary<Action> = fc.record({
  tool: name,
  operation: name,
  verb: fc.constantFrom(...VERBS),
  category: name,
  host: name,
  facts: fc.constantFrom({}, { channel: "C1" }, { org: "acme", repo: "web" }),
}, { noNullPrototype: true });

const verdicts: fc.Arbitrary<Verdict> = fc.record({
  traceId: name,
  decision: fc.constantFrom(...DECISIONS),
  riskScore: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
  riskBand: fc.constantFrom(...RISK_BANDS),
  reasonCodes: fc.array(name, { maxLength: 4 }),
  message: fc.string(),
  action,
  classifications: fc.subarray([...DATA_CLASSES]),
  signals: fc.array(
    fc.record({ engine: name, score: fc.integer(), details: fc.constant({ count: 1 }) }, {
      noNullPrototype: true,
    }),
    {
      maxLength: 2,
    },
  ),
  findings: fc.array(finding, { maxLength: 3 }),
  sanitizedBody: fc.option(fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes))),
  approvalId: fc.option(name),
  approvalExpiresAt: fc.option(fc.integer({ min: 0, max: 4e12 })),
  policyId: fc.option(name),
  policyName: fc.option(name),
  ruleId: fc.option(name),
}, { noNullPrototype: true });

Deno.test("A whole verdict reads back the same from what verdictToWire() wrote for a gateway", () => {
  fc.assert(fc.property(verdicts, (verdict) => {
    const wire = overTheWire(verdictToWire(verdict, { consoleUrl: "http://localhost:4100", body: "base64" }));
    const parsed = verdictFromWire(wire);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(parsed.verdict, overTheWireBytes(verdict));
  }));
});

/** `-0` does not survive JSON, and is no other score. */
const overTheWireBytes = (verdict: Verdict) => ({
  ...verdict,
  riskScore: verdict.riskScore + 0,
  signals: verdict.signals.map((signal) => ({ ...signal, score: signal.score + 0 })),
});

Deno.test("A verdict of which any field is missing or of another kind is none, and never throws", () => {
  const [verdict] = fc.sample(verdicts, { numRuns: 1, seed: 1 });
  assert.ok(verdict);
  const wire = verdictToWire(verdict, { consoleUrl: "", body: "base64" });
  for (
    const field of [
      "decision",
      "risk_score",
      "risk_band",
      "reason_codes",
      "trace_id",
      "tool_name",
      "verb",
      "signals",
      "findings",
    ]
  ) {
    for (const bad of [undefined, 5n.toString(), { a: 1 }, "MAYBE"]) {
      if (field === "trace_id" || field === "tool_name") continue;
      const parsed = verdictFromWire({ ...wire, [field]: bad });
      assert.ok(!parsed.ok, `${field} = ${JSON.stringify(bad)}`);
      assert.equal(parsed.field, field);
    }
  }
  fc.assert(fc.property(fc.jsonValue(), (value) => void verdictFromWire(value)));
});

Deno.test("A sanitised body has the form of the body that was given", () => {
  const [sample] = fc.sample(verdicts, { numRuns: 1, seed: 2 });
  assert.ok(sample);
  const verdict: Verdict = {
    ...sample,
    approvalId: "a1",
    sanitizedBody: new TextEncoder().encode('{"a":1}'),
  };
  const wire = (body: "json" | "text") =>
    verdictToWire(verdict, { consoleUrl: "http://localhost:4100/", body });
  assert.deepEqual(wire("json")["sanitized_body"], { a: 1 });
  assert.equal(wire("text")["sanitized_body"], '{"a":1}');
  assert.equal(wire("json")["console_url"], "http://localhost:4100/approvals/a1");
});

Deno.test("Approval states and observations read back the same", () => {
  const status = { status: "pending", expiresAt: 1_700_000_000_000 } as const;
  assert.deepEqual(approvalStatusFromWire(overTheWire(approvalStatusToWire(status))), status);
  assert.equal(approvalStatusFromWire({ status: "maybe", expires_at: "2026-01-01T00:00:00Z" }), undefined);
  assert.equal(approvalStatusFromWire({ status: "pending" }), undefined);
  const observation = {
    traceId: "t",
    status: 404,
    body: { bytes: new Uint8Array([1, 2, 255]), contentType: "image/png", inspectable: false },
  };
  assert.deepEqual(parseResponseObservation(overTheWire(responseObservationToWire(observation))), {
    ok: true,
    bodyForm: "base64",
    observation,
  });
  const wrong = parseResponseObservation({ response_body: "x" });
  assert.ok(!wrong.ok);
  assert.equal(wrong.field, "trace_id");
});
