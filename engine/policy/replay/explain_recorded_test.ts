import assert from "node:assert/strict";
import { allCases, load, record } from "../../../tests/fixtures/recorded_cases.ts";
import { MADE_UP } from "../cases/made_up.ts";
import { explainRecorded, type RecordedExplanation } from "./explain_recorded.ts";

function ruleOf(explanation: RecordedExplanation | undefined, ruleId: string) {
  const rule = explanation?.policies.flatMap(({ rules }) => rules).find((each) => each.ruleId === ruleId);
  assert.ok(rule, ruleId);
  return rule;
}

const CHAT = (text: string) => ({
  input: { method: "POST", url: "https://slack.com/api/chat.postMessage", body: { channel: "C1", text } },
});

Deno.test("Of every recorded call the rule that decided is told as the one that spoke, and no other before it", async () => {
  const policy = load("extends: [default]");
  let told = 0;
  for (const one of allCases()) {
    const trace = await record(policy, one);
    const explanation = explainRecorded(trace, policy);
    assert.equal(explanation?.isPolicyOfThen, true, one.source);
    if (trace.ruleId === null) continue;
    const spoken = explanation.policies.flatMap(({ rules }) => rules).filter(({ spoke }) => spoke === true);
    assert.ok(spoken.some(({ ruleId }) => ruleId === trace.ruleId), `${one.source}: ${trace.ruleId}`);
    told++;
  }
  assert.ok(told > 100, `found ${told}`);
});

Deno.test("Each key of a rule tells what it wanted and what the call had", async () => {
  const policy = load(`
policies: [{ name: own, rules: [{ rule_id: r, match: { tools: [slack] }, condition: { has_data_class: [PII] }, action: DENY }] }]`);
  const explanation = explainRecorded(await record(policy, CHAT("lunch?")), policy);
  const rule = ruleOf(explanation, "r");
  assert.deepEqual([rule.matched, rule.spoke], [false, false]);
  assert.deepEqual(rule.predicates.map(({ key, held }) => [key, held]), [
    ["match.tools", true],
    ["condition.has_data_class", false],
  ]);
  assert.ok(rule.predicates.every(({ found, wanted }) => found !== null && wanted !== ""));
});

Deno.test("What a rule asks of a text that was redacted is said to be unknown, unless the record names the rule", async () => {
  const own = `
policies: [{ name: own, rules: [{ rule_id: r, condition: { body_contains_any: ["4111"] }, action: DENY }] }]`;
  const before = load("extends: [default]");
  const after = load(own);
  const trace = await record(before, CHAT(`card ${MADE_UP["card"]}`));
  const guess = explainRecorded(trace, after);
  assert.equal(guess?.isPolicyOfThen, false);
  assert.deepEqual(guess.gaps, ["body"]);
  const rule = ruleOf(guess, "r");
  assert.deepEqual([rule.matched, rule.spoke, rule.predicates[0]?.found], [null, null, null]);
  const certain = explainRecorded(await record(after, CHAT(`card ${MADE_UP["card"]}`)), after);
  assert.deepEqual([ruleOf(certain, "r").matched, ruleOf(certain, "r").spoke], [true, true]);
});

Deno.test("A call about which no policy was asked is not explained", async () => {
  const policy = load("extends: [default]");
  const { grounds: _, ...bare } = await record(policy, CHAT("lunch?"));
  assert.equal(explainRecorded(bare, policy), undefined);
});

Deno.test("An explanation holds no value that was found", async () => {
  const policy = load("extends: [default]");
  const card = MADE_UP["card"] ?? "";
  const trace = await record(policy, CHAT(`card ${card}`));
  assert.equal(JSON.stringify(explainRecorded(trace, policy)).includes(card), false);
});
