import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type CallSketch, judgedCall, seenCall } from "../../tests/fixtures/judged_calls.ts";
import { MemoryAgentStates } from "../../tests/fixtures/memory_agent_states.ts";
import { REASON_CODES } from "../reason_codes.ts";
import { type Decision, DECISIONS } from "../types.ts";
import { GRAVE_COST, MIDDLE_COST, NO_EVIDENCE, PLAIN_COST, refusalCost } from "./costs.ts";
import { REPEAT_WINDOW_MS } from "./refusals.ts";
import { DEBT_HALF_LIFE_MS, TRUST_KIND } from "./trust_state.ts";
import { TrustVoice } from "./trust_voice.ts";

const NOON = Date.UTC(2026, 0, 5, 12);

function trustOf(voice: TrustVoice, now: number, agentId = "agent"): number {
  return voice.before(seenCall({ now, agentId })).trust ?? NaN;
}

function refuse(
  voice: TrustVoice,
  now: number,
  reasonCodes: readonly string[],
  sketch: CallSketch = {},
): void {
  voice.judged(judgedCall({ ...sketch, now, reasonCodes, decision: "DENY" }));
}

const about = (found: number, wanted: number) =>
  assert.ok(Math.abs(found - wanted) < 0.011, `${found}, wanted about ${wanted}`);

Deno.test("An agent of which nothing is known has full trust", () => {
  assert.equal(trustOf(new TrustVoice(), NOON), 1);
});

Deno.test("A refusal that looks like a leak costs more than one by a person, and that more than one by a plain rule", () => {
  const after = (reasons: readonly string[]) => {
    const voice = new TrustVoice();
    refuse(voice, NOON, reasons);
    return trustOf(voice, NOON);
  };
  about(after(["SECRET_EGRESS"]), 1 - GRAVE_COST);
  about(after(["APPROVAL_DENIED"]), 1 - MIDDLE_COST);
  about(after(["MY_OWN_RULE"]), 1 - PLAIN_COST);
  about(after([]), 1 - PLAIN_COST);
  about(after(["MY_OWN_RULE", "PII_EGRESS", "TAINTED_SESSION"]), 1 - GRAVE_COST);
});

Deno.test("What is no evidence costs nothing: failed scans, engine errors, and refusals for low trust itself", () => {
  for (const reason of NO_EVIDENCE) {
    assert.equal(refusalCost([reason]).cost, 0, reason);
    assert.equal(refusalCost(["MY_OWN_RULE", reason]).cost, 0, reason);
    assert.equal(refusalCost([reason, "SECRET_EGRESS"]).cost, GRAVE_COST, reason);
  }
});

Deno.test("The same refused call counts once within ten minutes, and again after them", () => {
  const voice = new TrustVoice();
  for (let i = 0; i < 11; i++) refuse(voice, NOON + i * 1_000, ["SECRET_EGRESS"], { body: { text: "same" } });
  about(trustOf(voice, NOON + 11_000), 1 - GRAVE_COST);
  refuse(voice, NOON + REPEAT_WINDOW_MS + 1, ["SECRET_EGRESS"], { body: { text: "same" } });
  about(trustOf(voice, NOON + REPEAT_WINDOW_MS + 1), 1 - 2 * GRAVE_COST);
});

Deno.test("An agent that rewords a refused call again and again loses no more than twice the first", () => {
  const voice = new TrustVoice();
  for (let i = 0; i < 50; i++) refuse(voice, NOON + i, ["SECRET_EGRESS"], { body: { text: `try ${i}` } });
  about(trustOf(voice, NOON + 50), 1 - 2 * GRAVE_COST);
});

Deno.test("Half of what was lost comes back in three days without any call", () => {
  const voice = new TrustVoice();
  refuse(voice, NOON, ["SECRET_EGRESS"]);
  about(trustOf(voice, NOON + DEBT_HALF_LIFE_MS), 1 - GRAVE_COST / 2);
  assert.equal(trustOf(voice, NOON + 20 * DEBT_HALF_LIFE_MS), 1);
});

Deno.test("Clean calls bring trust back, but a flood of them no faster than one a minute", () => {
  const [slow, flood] = [new TrustVoice(), new TrustVoice()];
  for (const voice of [slow, flood]) refuse(voice, NOON, ["SECRET_EGRESS"]);
  for (let minute = 1; minute <= 140; minute++) slow.judged(judgedCall({ now: NOON + minute * 60_000 }));
  for (let i = 1; i <= 10_000; i++) flood.judged(judgedCall({ now: NOON + i }));
  assert.ok(trustOf(slow, NOON + 140 * 60_000) > 1 - GRAVE_COST * 0.55);
  about(trustOf(flood, NOON + 10_000), 1 - GRAVE_COST);
});

Deno.test("The yes of a person brings some trust back, once for each approved call", () => {
  const voice = new TrustVoice();
  refuse(voice, NOON, ["SECRET_EGRESS"]);
  const granted = { body: { ok: 1 }, reasonCodes: ["RECENT_APPROVAL_GRANT"] };
  for (let i = 1; i <= 5; i++) voice.judged(judgedCall({ ...granted, now: NOON + i }));
  about(trustOf(voice, NOON + 5), 1 - GRAVE_COST * 0.7);
  voice.judged(judgedCall({ ...granted, body: { ok: 2 }, now: NOON + 6, decision: "SANITIZE" }));
  about(trustOf(voice, NOON + 6), 1 - GRAVE_COST * 0.49);
});

Deno.test("Why trust changed is told with reasons and costs", () => {
  const voice = new TrustVoice();
  refuse(voice, NOON, ["MY_OWN_RULE"]);
  refuse(voice, NOON + 1, ["SECRET_EGRESS"], { body: "x" });
  const { trust, events } = voice.explain("agent", NOON + 1);
  about(trust, 1 - PLAIN_COST - GRAVE_COST);
  assert.deepEqual(events, [
    { at: NOON, reason: "MY_OWN_RULE", cost: PLAIN_COST },
    { at: NOON + 1, reason: "SECRET_EGRESS", cost: GRAVE_COST },
  ]);
});

Deno.test("Trust stays within 0…1 whatever is decided, and one agent's refusals are not another's", () => {
  const step = fc.record({
    decision: fc.constantFrom<Decision>(...DECISIONS),
    reason: fc.constantFrom(...REASON_CODES),
    body: fc.nat(20),
    waitMs: fc.constantFrom(-5_000, 0, 1_000, 60_000, 86_400_000),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const voice = new TrustVoice();
    let now = NOON;
    for (const { decision, reason, body, waitMs } of steps) {
      now += waitMs;
      voice.judged(judgedCall({ now, decision, reasonCodes: [reason], body: { body } }));
      const trust = trustOf(voice, now);
      assert.ok(trust >= 0 && trust <= 1, String(trust));
    }
    assert.equal(trustOf(voice, now, "another"), 1);
  }));
});

Deno.test("Lost trust survives a restart, and two processes add up what they refused", () => {
  const store = new MemoryAgentStates();
  const [one, two] = [new TrustVoice({ store }), new TrustVoice({ store })];
  refuse(one, NOON, ["SECRET_EGRESS"]);
  refuse(two, NOON, ["APPROVAL_DENIED"]);
  // At once: a process that is killed right after a refusal has not forgotten it.
  assert.equal(store.waiting, 2);
  store.commit();
  const third = new TrustVoice({ store });
  about(trustOf(third, NOON), 1 - GRAVE_COST - MIDDLE_COST);
  assert.equal(third.explain("agent", NOON).events.length, 2);
  // The first process wrote before the second did, and has changed nothing since.
  about(trustOf(one, NOON + 29_000), 1 - GRAVE_COST);
  about(trustOf(one, NOON + 31_000), 1 - GRAVE_COST - MIDDLE_COST);
});

Deno.test("A damaged document of trust is no document", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
    const read = TRUST_KIND.parse(text);
    assert.ok(read === undefined || (read.debt >= 0 && read.debt <= 1));
  }));
  for (const text of ['{"v":1,"debt":2,"at":0,"events":[]}', '{"v":1,"debt":0,"at":0,"events":[{}]}']) {
    assert.equal(TRUST_KIND.parse(text), undefined);
  }
});

Deno.test("docs/risk.md tells what a refusal costs", () => {
  const text = readFileSync(new URL("../../docs/risk.md", import.meta.url), "utf8");
  for (const cost of [GRAVE_COST, MIDDLE_COST, PLAIN_COST]) {
    assert.ok(text.includes(` ${cost.toFixed(2)} `), String(cost));
  }
  for (const code of REASON_CODES) {
    if (refusalCost([code]).cost !== PLAIN_COST) assert.ok(text.includes(`\`${code}\``), code);
  }
});
