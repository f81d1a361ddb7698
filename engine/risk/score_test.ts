import assert from "node:assert/strict";
import fc from "fast-check";
import { type Action, CONFIDENCES, DATA_CLASSES, type Finding, VERBS } from "../types.ts";
import { RULES } from "../rules/list.ts";
import { riskBand, scoreRisk, type SignalSource } from "./score.ts";
import { SEVERE_PII_RULES } from "./weights.ts";

const action = (over: Partial<Action> = {}): Action => ({
  tool: "slack",
  operation: "post_message",
  verb: "WRITE",
  category: "message",
  host: "slack.com",
  facts: {},
  ...over,
});

const finding = (over: Partial<Finding> = {}): Finding => ({
  rule: "github-pat",
  class: "SECRETS",
  confidence: "HIGH",
  part: "body",
  path: "$",
  start: 0,
  end: 1,
  chain: [],
  preview: "",
  ...over,
});

Deno.test("Bands begin at 0.25, 0.5 and 0.75", () => {
  assert.deepEqual([0, 0.24, 0.25, 0.49, 0.5, 0.74, 0.75, 1].map(riskBand), [
    "LOW",
    "LOW",
    "MEDIUM",
    "MEDIUM",
    "HIGH",
    "HIGH",
    "CRITICAL",
    "CRITICAL",
  ]);
});

Deno.test("The weights mean what their table promises", () => {
  const band = (findings: readonly Finding[], over: Partial<Action> = {}) =>
    scoreRisk({ action: action(over), findings }).band;
  assert.equal(band([]), "LOW");
  assert.equal(band([], { verb: "READ", category: "read" }), "LOW");
  assert.equal(band([finding()]), "CRITICAL");
  assert.equal(band([finding({ class: "PII", rule: "email" })]), "MEDIUM");
  assert.equal(band([], { verb: "ADMIN", category: "destroy" }), "MEDIUM");
  assert.equal(band([], { verb: "ADMIN", category: "share", externalPrincipal: true }), "HIGH");
  assert.equal(band([finding({ confidence: "LOW" })], { verb: "READ", category: "read" }), "LOW");
});

Deno.test("Contributions add up to the score before it is cut to 0…1", () => {
  const findings = fc.array(
    fc.record({
      class: fc.constantFrom(...DATA_CLASSES),
      confidence: fc.constantFrom(...CONFIDENCES),
    }).map((over) => finding(over)),
    { maxLength: 30 },
  );
  const actions = fc.record({
    verb: fc.constantFrom(...VERBS),
    category: fc.constantFrom("delete", "share", "other", "payment"),
    tool: fc.constantFrom("slack", "custom_proxy"),
    externalPrincipal: fc.boolean(),
  }).map(action);
  fc.assert(fc.property(actions, findings, (act, list) => {
    const { score, signals } = scoreRisk({ action: act, findings: list });
    const sum = signals.reduce((total, signal) => total + signal.score, 0);
    assert.ok(Math.abs(score - Math.min(1, sum)) < 0.006, `${score} of ${sum}`);
    assert.ok(score >= 0 && score <= 1);
    const more = scoreRisk({ action: act, findings: [...list, finding()] }).score;
    assert.ok(more >= score, "a further certain secret never lowers the score");
  }));
});

Deno.test("A source with nothing to say is not heard, and a new one is one function", () => {
  const quiet: SignalSource = () => null;
  const low: SignalSource = () => ({ engine: "trust", score: -0.5, details: {} });
  const { score, signals } = scoreRisk({ action: action(), findings: [] }, [quiet, low]);
  assert.equal(score, 0);
  assert.deepEqual(signals.map(({ engine }) => engine), ["trust"]);
});

Deno.test("The rules that weigh more are rules that exist", () => {
  const ids = RULES.map(({ id }) => id);
  for (const rule of SEVERE_PII_RULES) assert.ok(ids.includes(rule), rule);
  const of = (rule: string) =>
    scoreRisk({ action: action(), findings: [finding({ class: "PII", rule })] }).score;
  assert.ok(of("us-ssn") > of("email-address"));
});
