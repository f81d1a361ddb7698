import assert from "node:assert/strict";
import type { SessionCallsWire, SessionListWire } from "../../engine/wire/session.ts";
import { apiHarness, BEARER } from "../../tests/fixtures/api_harness.ts";
import { outcomeOf, traceOf } from "../../tests/fixtures/traces.ts";

const START = 1_700_000_000_000;
const FLOW = {
  trace_id: "read",
  kind: "destination",
  path: "$.to",
  weight: 0.9,
  reasons: ["in_instruction"],
};
const CORRELATED = {
  engine: "correlation",
  score: 0.4,
  details: { overlap: 0.2, taint: 0.8, holds: ["private_data"], flows: [FLOW] },
};

Deno.test("GET /v1/sessions lists runs of agents with their calls by decision, page by page", async () => {
  await using harness = apiHarness();
  for (let i = 0; i < 3; i++) {
    await harness.store.traces.append(traceOf(`t${i}`, { at: START + i, sessionId: `s${i}` }));
  }
  const list = async (query: string) => {
    const response = await harness.send("GET", `/v1/sessions?${query}`, { headers: BEARER });
    return await response.json() as SessionListWire;
  };
  const first = await list("limit=2");
  assert.deepEqual(first.sessions.map(({ session_id }) => session_id), ["s2", "s1"]);
  assert.equal(first.sessions[0]?.last_at, "2023-11-14T22:13:20.002Z");
  assert.equal(first.sessions[0]?.by_decision.ALLOW, 1);
  const second = await list(`limit=2&cursor=${first.next_cursor}`);
  assert.deepEqual(second.sessions.map(({ session_id }) => session_id), ["s0"]);
  assert.equal(second.next_cursor, null);
  const bad = await harness.send("GET", "/v1/sessions?cursor=nonsense", { headers: BEARER });
  assert.equal((await bad.json()).field, "cursor");
});

Deno.test("GET /v1/sessions/calls tells what was read and sent, and which earlier call something came from", async () => {
  await using harness = apiHarness();
  const { traces } = harness.store;
  await traces.append(traceOf("read", { at: START, sessionId: "../odd name" }));
  traces.appendResponse({
    traceId: "read",
    dataClasses: ["PII"],
    fieldsRedactedCount: 2,
    contentFingerprint: "sha256:0",
    reasonCodes: ["PROMPT_INJECTION"],
    injection: { score: 0.9, spans: [] },
  });
  await traces.append(
    traceOf("write", { at: START + 5, sessionId: "../odd name", signals: [CORRELATED], decision: "DENY" }),
  );
  traces.appendOutcome(outcomeOf("write", { forwarded: "none", upstreamStatus: null }));
  await harness.store.flush();
  const ask = async (query: string) => {
    const response = await harness.send("GET", `/v1/sessions/calls?${query}`, { headers: BEARER });
    assert.equal(response.status, 200);
    return await response.json() as SessionCallsWire;
  };
  const session = encodeURIComponent("../odd name");
  const all = await ask(`session=${session}`);
  assert.equal(all.session?.calls, 2);
  const [write, read] = all.calls;
  assert.deepEqual(write?.flows, [FLOW]);
  assert.deepEqual([write?.taint, write?.overlap, write?.holds], [0.8, 0.2, ["private_data"]]);
  assert.equal(write?.forwarded, "none");
  assert.deepEqual(read?.read, { data_classes: ["PII"], values_found: 2, injection_score: 0.9 });
  assert.deepEqual(all.sources, [], "the source stands on the page itself");
  const page = await ask(`session=${session}&limit=1`);
  assert.deepEqual(page.sources.map(({ trace_id }) => trace_id), ["read"], "else it is told beside");
  const before = await ask(`session=${session}&until=${START + 5}`);
  assert.deepEqual(before.calls.map(({ trace_id }) => trace_id), ["read"]);
  assert.deepEqual(await ask("session=unknown"), {
    session: null,
    calls: [],
    sources: [],
    next_cursor: null,
  });
});

Deno.test("GET /v1/sessions/calls refuses a request that names no session", async () => {
  await using harness = apiHarness();
  const response = await harness.send("GET", "/v1/sessions/calls", { headers: BEARER });
  assert.equal(response.status, 400);
  assert.equal((await response.json()).field, "session");
});
