import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { HabitVoice } from "../engine/habits/habit_voice.ts";
import { StoreError } from "../engine/ports.ts";
import { TrustVoice } from "../engine/trust/trust_voice.ts";
import { judgedCall, seenCall } from "../tests/fixtures/judged_calls.ts";
import { REAL_CLOCK, temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { SqliteAgentStates } from "./agent_states.ts";
import { CommitQueue } from "./commit_queue.ts";
import { AGENT_STATES } from "./migrations/0004_agent_states.ts";
import { openStore } from "./open_store.ts";

Deno.test("update() gives what stands there at the time of writing, and load() what was written", async () => {
  await using temporary = temporaryStore();
  const { agentStates } = temporary.store;
  assert.equal(agentStates.load("habits", "a"), undefined);
  agentStates.update("habits", "a", (current) => `${current}+1`);
  agentStates.update("habits", "a", (current) => `${current}+2`);
  agentStates.update("trust", "a", (current) => `${current}+3`);
  assert.equal(agentStates.load("habits", "a"), undefined);
  await temporary.store.flush();
  assert.equal(agentStates.load("habits", "a"), "undefined+1+2");
  assert.equal(agentStates.load("trust", "a"), "undefined+3");
  assert.equal(agentStates.load("habits", "b"), undefined);
});

Deno.test("Two connections to one folder add to each other's documents", async () => {
  await using temporary = temporaryStore();
  const other = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    for (let i = 0; i < 20; i++) {
      for (const { agentStates } of [temporary.store, other]) {
        agentStates.update("count", "a", (current) => String(Number(current ?? 0) + 1));
      }
      if (i % 5 === 0) await Promise.all([temporary.store.flush(), other.flush()]);
    }
    await Promise.all([temporary.store.flush(), other.flush()]);
    assert.equal(temporary.store.agentStates.load("count", "a"), "40");
  } finally {
    await other.close();
  }
});

Deno.test("What was learned of an agent is there again after a restart", async () => {
  await using temporary = temporaryStore();
  const states = temporary.store.agentStates;
  const [habits, trust] = [new HabitVoice({ store: states }), new TrustVoice({ store: states })];
  const now = Date.UTC(2026, 0, 5);
  for (let i = 0; i < 60; i++) habits.judged(judgedCall({ now: now + i * 1_000 }));
  trust.judged(judgedCall({ now, decision: "DENY", reasonCodes: ["SECRET_EGRESS"] }));
  habits.flush(now);
  trust.flush(now);
  await temporary.store.close();
  const again = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    const seen = seenCall({ now });
    assert.equal(new HabitVoice({ store: again.agentStates }).before(seen).baseline?.calls, 60);
    assert.equal(new TrustVoice({ store: again.agentStates }).before(seen).trust, 0.75);
  } finally {
    await again.close();
  }
});

function inMemory(maxStates: number) {
  const db = new DatabaseSync(":memory:");
  db.exec(AGENT_STATES);
  const queue = new CommitQueue(db, { clock: REAL_CLOCK, lingerMs: 1 });
  let now = 0;
  const states = new SqliteAgentStates(db, queue, { clock: { now: () => ++now }, maxStates });
  return { db, queue, states };
}

Deno.test("Agents that were longest quiet make room for others", async () => {
  const { db, queue, states } = inMemory(10);
  for (let i = 0; i < 257; i++) states.update("habits", `agent-${i}`, () => "x");
  await queue.close();
  const left = db.prepare("SELECT agent_id FROM agent_states ORDER BY updated_at").all();
  assert.deepEqual(left.map((row) => row.agent_id), Array.from({ length: 10 }, (_, i) => `agent-${247 + i}`));
  db.close();
});

Deno.test("A store that cannot be read says so: nothing is known is not the same as nothing is held against it", async () => {
  const { db, queue, states } = inMemory(10);
  db.exec("DROP TABLE agent_states");
  assert.throws(() => states.load("trust", "a"), StoreError);
  await queue.close();
  db.close();
});
