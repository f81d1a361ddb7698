import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { traceOf } from "../tests/fixtures/traces.ts";
import { listSessions } from "./session_queries.ts";

const START = 1_700_000_000_000;

Deno.test("sessions.list() names each session once, the one with the latest call first, and counts its calls", async () => {
  await using temporary = temporaryStore();
  const { traces, sessions } = temporary.store;
  await traces.append(traceOf("t1", { at: START, sessionId: "a", reasonCodes: ["PII_EGRESS"] }));
  await traces.append(traceOf("t2", { at: START + 1, sessionId: "b", agentId: "other" }));
  await traces.append(traceOf("t3", {
    at: START + 2,
    sessionId: "a",
    agentName: "Mail bot",
    decision: "DENY",
    riskBand: "CRITICAL",
    reasonCodes: ["TAINTED_SESSION", "PII_EGRESS"],
  }));
  const { sessions: [first, second], nextCursor } = sessions.list({});
  assert.deepEqual(first, {
    sessionId: "a",
    agentId: "agent-one",
    agentName: "Mail bot",
    firstAt: START,
    lastAt: START + 2,
    calls: 2,
    hasMoreCalls: false,
    byDecision: { ALLOW: 1, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 1 },
    highestBand: "CRITICAL",
    reasonCodes: ["PII_EGRESS", "TAINTED_SESSION"],
  });
  assert.equal(second?.sessionId, "b");
  assert.equal(nextCursor, null);
  assert.deepEqual(sessions.get("a"), first);
  assert.equal(sessions.get("unknown"), undefined);
});

Deno.test("sessions.list() goes page by page without naming a session twice, also when old sessions go on meanwhile", async () => {
  await using temporary = temporaryStore();
  const { traces, sessions } = temporary.store;
  for (let i = 0; i < 20; i++) {
    await traces.append(traceOf(`t${i}`, { at: START + i, sessionId: `s${i % 7}` }));
  }
  const names: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 10; page++) {
    const found = sessions.list({ limit: 2, ...(cursor !== undefined && { cursor }) });
    names.push(...found.sessions.map(({ sessionId }) => sessionId));
    if (page === 0) await traces.append(traceOf("later", { at: START + 50, sessionId: "s0" }));
    if (found.nextCursor === null) break;
    cursor = found.nextCursor;
  }
  // s0 went on after the first page was read: it stands at the top of a fresh list, and in no later page.
  assert.deepEqual(names, ["s5", "s4", "s3", "s2", "s1", "s6"]);
  assert.equal(sessions.list({ limit: 1 }).sessions[0]?.sessionId, "s0");
});

Deno.test("sessions.list() looks at a bounded number of calls and goes on where it stopped", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  await store.traces.append(traceOf("old", { at: START, sessionId: "quiet" }));
  for (let i = 1; i <= 9; i++) {
    await store.traces.append(traceOf(`t${i}`, { at: START + i, sessionId: "loud" }));
  }
  const db = new DatabaseSync(store.path, { readOnly: true });
  try {
    const first = listSessions(db, {}, 5);
    assert.deepEqual(first.sessions.map(({ sessionId }) => sessionId), ["loud"]);
    const second = listSessions(db, { cursor: first.nextCursor ?? "" }, 5);
    assert.deepEqual(second.sessions.map(({ sessionId }) => sessionId), ["quiet"]);
    const third = listSessions(db, { cursor: second.nextCursor ?? "" }, 5);
    assert.deepEqual(third, { sessions: [], nextCursor: null });
  } finally {
    db.close();
  }
});

Deno.test("sessions.list() finds by part of the session's or the agent's name", async () => {
  await using temporary = temporaryStore();
  const { traces, sessions } = temporary.store;
  await traces.append(traceOf("t1", { sessionId: "run-1", agentId: "mailer" }));
  await traces.append(traceOf("t2", { sessionId: "run-2", agentId: "x", agentName: "Release Bot" }));
  const ids = (q: string) => sessions.list({ q }).sessions.map(({ sessionId }) => sessionId);
  assert.deepEqual(ids("MAIL"), ["run-1"]);
  assert.deepEqual(ids("release"), ["run-2"]);
  assert.deepEqual(ids("%"), [], "no pattern language");
});

Deno.test("sessions.calls() gives the calls of one session, newest first, page by page, up to a time", async () => {
  await using temporary = temporaryStore();
  const { traces, sessions } = temporary.store;
  for (let i = 0; i < 5; i++) {
    await traces.append(traceOf(`t${i}`, { at: START + (i >> 1), sessionId: "a" }));
    await traces.append(traceOf(`u${i}`, { at: START + i, sessionId: "b" }));
  }
  const ids = (query: Omit<Parameters<typeof sessions.calls>[0], "session">) => {
    const page = sessions.calls({ session: "a", ...query });
    return { ids: page.traces.map(({ traceId }) => traceId).join(" "), next: page.nextCursor };
  };
  const first = ids({ limit: 2 });
  assert.equal(first.ids, "t4 t3");
  const second = ids({ limit: 2, cursor: first.next ?? "" });
  assert.equal(second.ids, "t2 t1");
  assert.deepEqual(ids({ limit: 2, cursor: second.next ?? "" }), { ids: "t0", next: null });
  assert.equal(ids({ until: START + 1 }).ids, "t1 t0");
  assert.throws(() => ids({ cursor: "nonsense" }), RangeError);
});

Deno.test("A session's calls are found and counted through the index, and in its order", async () => {
  await using temporary = temporaryStore();
  const db = new DatabaseSync(temporary.store.path, { readOnly: true });
  try {
    const planOf = (sql: string) =>
      db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => String(row.detail)).join("; ");
    assert.match(
      planOf(
        "SELECT decision, risk_band, reason_codes FROM traces WHERE session_id = 'a' ORDER BY at DESC LIMIT 9",
      ),
      /^SEARCH traces USING COVERING INDEX traces_by_session \(session_id=\?\)$/,
    );
    assert.match(
      planOf(
        "SELECT * FROM traces t WHERE t.session_id = 'a' AND t.at <= 5 ORDER BY t.at DESC, t.trace_id DESC LIMIT 9",
      ),
      /^SEARCH t USING INDEX traces_by_session \(session_id=\? AND at<\?\); USE TEMP B-TREE FOR (?:LAST TERM|RIGHT PART) OF ORDER BY$/,
    );
  } finally {
    db.close();
  }
});
