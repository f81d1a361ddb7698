import assert from "node:assert/strict";
import { allCases, load, record } from "../../../tests/fixtures/recorded_cases.ts";
import { MADE_UP } from "../cases/made_up.ts";
import { forReplay, possibleWords, recordedDecision, replayCall } from "./replay.ts";

Deno.test("Asked again, the policy that was in force says of every recorded call what it said when it was sent", async () => {
  const cases = allCases();
  assert.ok(cases.length > 200, `found ${cases.length} cases`);
  let untold = 0;
  for (const pack of ["default", "sre", "vibe-coder", "healthcare", "finance", "browser-agent"]) {
    const policy = load(`extends: [${pack}]`);
    const replay = forReplay(policy);
    for (const one of cases) {
      const trace = await record(policy, one);
      const words = possibleWords(trace, replay);
      const told = words.map(({ decision, ruleId }) => `${decision} ${ruleId}`);
      const live = `${recordedDecision(trace)} ${trace.ruleId}`;
      assert.ok(
        told.includes(live),
        `${pack}, ${one.source}: recorded ${live}, replayed ${told.join(" or ")}`,
      );
      if (new Set(told).size > 1) untold++;
      else if (trace.decision === "SANITIZE") assert.ok(words[0]?.redacts);
      assert.equal(replayCall(trace, replay, replay).kind, "same");
    }
  }
  // What is not told stands in bodies and addresses that were redacted: fewer than one call in a hundred.
  assert.ok(untold <= cases.length * 6 * 0.01, `${untold} of ${cases.length * 6} cannot be told`);
});

const SLACK = (text: string) => ({
  input: { method: "POST", url: "https://slack.com/api/chat.postMessage", body: { channel: "C1", text } },
});

Deno.test("A rule that is added shows in exactly the calls that it decides otherwise", async () => {
  const inForce = load("extends: [default]");
  const candidate = load(`
extends: [default]
policies:
  - name: own
    rules:
      - { rule_id: no-friday-chat, match: { tools: [slack] }, condition: { when: weekday == 5 }, action: DENY }
`);
  const friday = Date.UTC(2026, 0, 16, 12);
  const policies = [forReplay(inForce), forReplay(candidate)] as const;
  const changed = replayCall(await record(inForce, { ...SLACK("lunch?"), now: friday }), ...policies);
  assert.deepEqual(changed, {
    kind: "changed",
    before: { decision: "ALLOW", redacts: false, ruleId: null },
    after: { decision: "DENY", redacts: false, ruleId: "no-friday-chat" },
  });
  const thursday = await record(inForce, { ...SLACK("lunch?"), now: friday - 86_400_000 });
  assert.equal(replayCall(thursday, ...policies).kind, "same");
});

Deno.test("A rule about a text that was redacted cannot be told, one about the text beside it can", async () => {
  const inForce = load("extends: [default]");
  const trace = await record(inForce, {
    input: {
      method: "POST",
      url: "https://slack.com/api/chat.postMessage",
      body: { channel: "C1", text: `card ${MADE_UP["card"]}` },
    },
  });
  assert.equal(trace.decision, "SANITIZE");
  const asked = (condition: string) =>
    replayCall(
      trace,
      forReplay(inForce),
      forReplay(load(`
extends: [default]
policies: [{ name: own, rules: [{ rule_id: r, condition: ${condition}, action: DENY }] }]`)),
    );
  assert.deepEqual(asked(`{ body_contains_any: ["4111"] }`), { kind: "untold", gaps: ["body"] });
  assert.deepEqual(asked(`{ body_path_equals: { path: $.text, value: x } }`), {
    kind: "untold",
    gaps: ["body"],
  });
  assert.deepEqual(asked(`{ when: 'body.text == "x"' }`), { kind: "untold", gaps: ["body"] });
  assert.deepEqual(asked(`{ body_injection_gt: 0.5 }`), { kind: "untold", gaps: ["instructions"] });
  assert.equal(asked(`{ body_path_equals: { path: $.channel, value: C1 } }`).kind, "changed");
  assert.equal(asked(`{ body_path_equals: { path: $.channel, value: C2 } }`).kind, "same");
  assert.equal(
    asked(`{ body_contains_any: ["4111"], time_of_day_outside: { start: "00:00", end: "23:59" } }`).kind,
    "same",
  );
});

Deno.test("Two expressions about one redacted body are both told to be open", async () => {
  const inForce = load("extends: [default]");
  const trace = await record(inForce, SLACK(`card ${MADE_UP["card"]}`));
  const both = load(`
extends: [default]
policies:
  - name: one
    rules: [{ rule_id: one, condition: { when: 'body.text == "x"' }, action: ALLOW }]
  - name: two
    rules: [{ rule_id: two, condition: { when: 'body.text == "y"' }, action: DENY }]
`);
  assert.deepEqual(replayCall(trace, forReplay(inForce), forReplay(both)), {
    kind: "untold",
    gaps: ["body"],
  });
});

Deno.test("An edit that has nothing to do with what is not recorded says nothing of it", async () => {
  const inForce = load(`
extends: [default]
policies: [{ name: own, rules: [{ rule_id: words, condition: { body_contains_any: ["4111"] }, action: DENY }] }]`);
  const candidate = load(`
extends: [default]
policies:
  - name: own
    rules:
      - { rule_id: words, condition: { body_contains_any: ["4111"] }, action: DENY }
      - { rule_id: other, match: { tools: [github] }, action: DENY }`);
  const trace = await record(inForce, SLACK(`card ${MADE_UP["card"]}`));
  assert.equal(trace.decision, "DENY");
  assert.equal(possibleWords(trace, forReplay(inForce)).length, 2);
  const replay = replayCall(trace, forReplay(inForce), forReplay(candidate));
  // The record says that the words were there, so the word of both is known although the body is not.
  assert.deepEqual(replay, { kind: "same", word: { decision: "DENY", redacts: false, ruleId: "words" } });
});

Deno.test("Weights of the risk score are tried with what was recorded of the past", async () => {
  const inForce = load("extends: [default]");
  const trace = await record(inForce, {
    input: { method: "POST", url: "https://api.example.net/x", body: { a: 1 } },
    caller: { trust: 0.5, session: { holds: [], overlap: 0.123456789, taint: 0, injection: 0, flows: [] } },
  });
  const heavier = load("extends: [default]\nrisk: { verb_write: 1, low_trust: 0.4 }");
  const replay = replayCall(trace, forReplay(inForce), forReplay(heavier));
  assert.equal(replay.kind === "changed" && replay.after.ruleId, "risk-critical");
});

Deno.test("A call that no policy was asked about is told apart", async () => {
  const policy = load("extends: [default]");
  const { grounds: _, ...refused } = await record(policy, SLACK("x"));
  assert.deepEqual(replayCall(refused, forReplay(policy), forReplay(policy)), { kind: "unjudged" });
});
