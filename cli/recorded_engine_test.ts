import assert from "node:assert/strict";
import { type Engine, EngineUnavailableError, StoreError, type TraceStore } from "../engine/ports.ts";
import type { Outcome, ToolCall, Trace, Verdict } from "../engine/types.ts";
import { NO_EVENTS } from "./event_fan_out.ts";
import { recordedEngine } from "./recorded_engine.ts";

const VERDICT: Verdict = {
  traceId: "trace-1",
  decision: "DENY",
  riskScore: 0.9,
  riskBand: "CRITICAL",
  reasonCodes: ["SECRET_EGRESS"],
  message: "No",
  action: {
    tool: "custom_proxy",
    operation: "post",
    verb: "WRITE",
    category: "other",
    host: "x.test",
    facts: {},
  },
  classifications: ["SECRETS"],
  signals: [],
  findings: [],
  sanitizedBody: null,
  approvalId: null,
  approvalExpiresAt: null,
  policyId: null,
  policyName: null,
  ruleId: null,
};

const CALL: ToolCall = {
  door: "proxy",
  method: "POST",
  url: "https://x.test/the-secret-path?the=secret-query",
  headers: [["authorization", "the-secret-header"]],
  body: { bytes: new TextEncoder().encode("the-secret-body"), contentType: "text/plain", inspectable: true },
  agentId: "agent",
  sessionId: "agent",
};

const remote: Engine = {
  evaluate: () => Promise.resolve({ verdict: VERDICT, recorded: Promise.resolve() }),
  observeResponse: () => Promise.resolve(undefined),
  recordOutcome() {},
  recordRefusal: () => Promise.resolve({ traceId: "r" }),
  approvalStatus: () => Promise.resolve(undefined),
  health: () => Promise.resolve({ ready: true }),
};

function storeWith(append: (trace: Trace) => Promise<void>): TraceStore & { outcomes: Outcome[] } {
  const outcomes: Outcome[] = [];
  return {
    outcomes,
    append,
    appendOutcome: (outcome) => outcomes.push(outcome),
    appendResponse() {},
    has: () => false,
    origin: () => undefined,
  };
}

const clock = { now: () => 1, monotonic: () => 1 };

Deno.test("A remote verdict is recorded here without anything the call carried", async () => {
  const traces: Trace[] = [];
  const told: Trace[] = [];
  const store = storeWith((trace) => Promise.resolve(void traces.push(trace)));
  const events = { ...NO_EVENTS, decision: (trace: Trace) => told.push(trace) };
  const engine = recordedEngine(remote, {
    traces: store,
    events,
    clock,
    mode: () => "enforce",
    newId: () => "own",
  });
  const { verdict, recorded } = await engine.evaluate(CALL);
  await recorded;
  assert.equal(verdict, VERDICT);
  assert.deepEqual(told, traces);
  assert.equal(traces[0]?.url, "https://x.test/");
  assert.equal(traces[0]?.decision, "DENY");
  assert.doesNotMatch(JSON.stringify(traces), /the-secret|secret-query/);
});

Deno.test("A verdict that cannot be recorded here is not recorded", async () => {
  const store = storeWith(() => Promise.reject(new StoreError("Cannot write: disk full")));
  const engine = recordedEngine(remote, {
    traces: store,
    events: NO_EVENTS,
    clock,
    mode: () => "enforce",
    newId: () => "own",
  });
  const { recorded } = await engine.evaluate(CALL);
  await assert.rejects(recorded, /disk full/);
});

Deno.test("What became of the call is kept here", () => {
  const store = storeWith(() => Promise.resolve());
  const engine = recordedEngine(remote, {
    traces: store,
    events: NO_EVENTS,
    clock,
    mode: () => "enforce",
    newId: () => "own",
  });
  const outcome: Outcome = {
    traceId: "trace-1",
    forwarded: "none",
    upstreamStatus: null,
    error: null,
    totalMs: 1,
    responseBytes: 0,
  };
  engine.recordOutcome(outcome);
  assert.deepEqual(store.outcomes, [outcome]);
});

const UNJUDGED = {
  method: "POST",
  url: "https://x.test/the-secret-path",
  agentId: "agent",
  sessionId: "agent",
  code: "ENGINE_UNAVAILABLE",
  message: "No verdict",
};

Deno.test("A call without a verdict is recorded here even when the remote engine is gone", async () => {
  const traces: Trace[] = [];
  const store = storeWith((trace) => Promise.resolve(void traces.push(trace)));
  const gone: Engine = {
    ...remote,
    recordRefusal: () => Promise.reject(new EngineUnavailableError("ENGINE_UNAVAILABLE", "gone")),
  };
  const engine = recordedEngine(gone, {
    traces: store,
    events: NO_EVENTS,
    clock,
    mode: () => "enforce",
    newId: () => "own",
  });
  assert.deepEqual(await engine.recordRefusal(UNJUDGED), { traceId: "own" });
  assert.deepEqual(await engine.recordRefusal({ ...UNJUDGED, decision: "ALLOW" }), { traceId: "own" });
  assert.deepEqual(traces.map(({ decision, url }) => [decision, url]), [
    ["DENY", "https://x.test/"],
    ["ALLOW", "https://x.test/"],
  ]);
});

Deno.test("A refusal that the remote engine keeps has the same id here", async () => {
  const traces: Trace[] = [];
  const store = storeWith((trace) => Promise.resolve(void traces.push(trace)));
  const engine = recordedEngine(remote, {
    traces: store,
    events: NO_EVENTS,
    clock,
    mode: () => "enforce",
    newId: () => "own",
  });
  assert.deepEqual(await engine.recordRefusal({ ...UNJUDGED, code: "BAD_TARGET" }), { traceId: "r" });
  assert.equal(traces[0]?.traceId, "r");
});
