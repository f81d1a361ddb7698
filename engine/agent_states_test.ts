import assert from "node:assert/strict";
import fc from "fast-check";
import { MemoryAgentStates } from "../tests/fixtures/memory_agent_states.ts";
import { AgentStates, type StateKind } from "./agent_states.ts";

/** A number that is added up. */
const COUNT: StateKind<{ count: number }> = {
  name: "count",
  empty: () => ({ count: 0 }),
  add: (state, more) => void (state.count += more.count),
  parse: (document) => /^\d+$/.test(document) ? { count: Number(document) } : undefined,
  serialize: ({ count }) => String(count),
};

const up = (state: { count: number }) => void (state.count += 1);

Deno.test("Any number of processes, in any order of calls, commits and evictions, count each call once", () => {
  const step = fc.record({
    process: fc.nat(2),
    agent: fc.constantFrom("a", "b", "c"),
    waitMs: fc.constantFrom(0, 1_000, 40_000),
    commits: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
    const store = new MemoryAgentStates();
    const processes = [1, 2, 3].map((maxAgents) => new AgentStates(COUNT, { store, maxAgents }));
    const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
    let now = 0;
    for (const { process, agent, waitMs, commits } of steps) {
      now += waitMs;
      processes[process]?.learn(agent, now, up);
      counts[agent] = (counts[agent] ?? 0) + 1;
      if (commits) store.commit();
    }
    for (const each of processes) {
      each.flush(now);
      assert.ok(each.size <= 3);
    }
    store.commit();
    for (const [agent, count] of Object.entries(counts)) {
      assert.equal(Number(store.load("count", agent) ?? 0), count);
      const late = new AgentStates(COUNT, { store });
      assert.equal(late.of(agent, now).count, count);
    }
  }));
});

Deno.test("What is known never shrinks because a save is on its way or was given up", () => {
  const store = new MemoryAgentStates();
  const states = new AgentStates(COUNT, { store, saveEveryMs: 0, rereadEveryMs: 0 });
  for (let now = 1; now <= 20; now++) {
    states.learn("a", now, up);
    assert.equal(states.of("a", now).count, now);
    if (now % 7 === 0) store.commit();
    assert.equal(states.of("a", now).count, now);
  }
});

Deno.test("Saves of one agent are no closer than asked, and a damaged document is begun anew", () => {
  const store = new MemoryAgentStates();
  store.documents.set("count a", "damaged");
  const states = new AgentStates(COUNT, { store, saveEveryMs: 5_000 });
  for (let now = 0; now < 20_000; now += 100) states.learn("a", now, up);
  assert.equal(store.waiting, 3);
  states.flush(20_000);
  store.commit();
  assert.equal(store.load("count", "a"), "200");
});

Deno.test("Without a store nothing is kept for one", () => {
  const states = new AgentStates(COUNT, { maxAgents: 1 });
  states.learn("a", 0, up);
  states.learn("b", 0, up);
  assert.equal(states.size, 1);
  assert.equal(states.of("a", 0).count, 0);
  states.flush(0);
});
