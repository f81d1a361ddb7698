import assert from "node:assert/strict";
import fc from "fast-check";
import { type Action, CONFIDENCES, DATA_CLASSES, type Finding, VERBS } from "../types.ts";
import { RULES } from "../rules/list.ts";
import { riskBand, scoreRisk, type SignalSource } from "./score.ts";
import type { CallerFacts } from "../history.ts";
import { DEFAULT_RISK_WEIGHTS, RISK_WEIGHT_NAMES, type RiskWeights, SEVERE_PII_RULES } from "./weights.ts";

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

const FINDINGS = fc.array(
  fc.record({
    class: fc.constantFrom(...DATA_CLASSES),
    confidence: fc.constantFrom(...CONFIDENCES),
    rule: fc.constantFrom("github-pat", "iban"),
  }).map((over) => finding(over)),
  { maxLength: 30 },
);

const ACTIONS = fc.record({
  verb: fc.constantFrom(...VERBS),
  category: fc.constantFrom("delete", "share", "other", "payment", "__proto__"),
  tool: fc.constantFrom("slack", "custom_proxy"),
  externalPrincipal: fc.boolean(),
}).map(action);

const UNIT = fc.double({ min: 0, max: 1, noNaN: true });

const CALLERS: fc.Arbitrary<CallerFacts> = fc.record({
  session: fc.record({
    holds: fc.constant([]),
    overlap: UNIT,
    taint: UNIT,
    injection: UNIT,
    flows: fc.constant([]),
  }),
  baseline: fc.record({
    calls: fc.nat(1_000),
    isNewDestination: fc.boolean(),
    isNewOperation: fc.boolean(),
    isUnusualSize: fc.boolean(),
    isUnusualHour: fc.boolean(),
    isBurst: fc.boolean(),
  }),
  trust: UNIT,
  intel: fc.array(
    fc.record({
      list: fc.constant("built-in"),
      kind: fc.constantFrom("exfil_sink", "tunnel", "c2", "constructor"),
      entry: fc.constant("x"),
    }),
    { maxLength: 4 },
  ),
  sequences: fc.array(
    fc.record({
      name: fc.constantFrom("iam_escalation", "mass_action", "something_new"),
      reasonCode: fc.constant("X"),
      traceIds: fc.constant([]),
      weight: UNIT,
    }),
    { maxLength: 4 },
  ),
}, { requiredKeys: [] });

const WEIGHTS: fc.Arbitrary<RiskWeights> = fc.tuple(...RISK_WEIGHT_NAMES.map(() => UNIT)).map((numbers) =>
  Object.fromEntries(RISK_WEIGHT_NAMES.map((name, i) => [name, numbers[i] ?? 0])) as RiskWeights
);

Deno.test("Contributions add up to the score before it is cut to 0…1, whatever the weights", () => {
  const weights = fc.oneof(fc.constant(DEFAULT_RISK_WEIGHTS), WEIGHTS);
  fc.assert(fc.property(ACTIONS, FINDINGS, CALLERS, weights, (act, findings, caller, numbers) => {
    const { score, band, signals } = scoreRisk({ action: act, findings, caller }, { weights: numbers });
    const hundredths = signals.reduce((total, signal) => total + Math.round(signal.score * 100), 0);
    for (const signal of signals) assert.equal(Math.round(signal.score * 100) / 100, signal.score);
    assert.equal(score, Math.min(100, hundredths) / 100);
    assert.equal(band, riskBand(score));
    assert.ok(Object.keys(Object.groupBy(signals, ({ engine }) => engine)).length === signals.length);
  }));
});

Deno.test("More evidence never lowers the score, whatever the weights", () => {
  fc.assert(
    fc.property(ACTIONS, FINDINGS, CALLERS, CALLERS, WEIGHTS, (act, findings, some, other, weights) => {
      const scoreOf = (list: readonly Finding[], caller: CallerFacts) =>
        scoreRisk({ action: act, findings: list, caller }, { weights }).score;
      const before = scoreOf(findings, some);
      assert.ok(scoreOf([...findings, finding()], some) >= before, "a further finding");
      const more: CallerFacts = {
        ...some,
        intel: [...some.intel ?? [], ...other.intel ?? []],
        sequences: [...some.sequences ?? [], ...other.sequences ?? []],
        trust: Math.min(some.trust ?? 1, other.trust ?? 1),
        ...(some.session !== undefined && {
          session: { ...some.session, taint: Math.min(1, some.session.taint + 0.3), injection: 1 },
        }),
        ...(some.baseline !== undefined && { baseline: { ...some.baseline, isBurst: true } }),
      };
      assert.ok(scoreOf(findings, more) >= before, "more history");
    }),
  );
});

Deno.test("Full trust takes nothing away, and no trust does not decide alone", () => {
  const scoreOf = (trust: number) => scoreRisk({ action: action(), findings: [], caller: { trust } }).score;
  assert.equal(scoreOf(1), scoreRisk({ action: action(), findings: [] }).score);
  assert.ok(scoreOf(0) > scoreOf(0.5) && scoreOf(0.5) > scoreOf(1));
  assert.notEqual(riskBand(scoreOf(0)), "CRITICAL");
});

Deno.test("A host inside a call weighs less than the host that is called, and a collector weighs the same on a read", () => {
  const scoreOf = (over: { kind: string; path?: string }, verb: "READ" | "WRITE" = "WRITE") =>
    scoreRisk({
      action: action({ verb, category: "other" }),
      findings: [],
      caller: { intel: [{ list: "l", entry: "e", ...over }] },
    }).signals.find(({ engine }) => engine === "threat_intel")?.score ?? 0;
  assert.ok(scoreOf({ kind: "exfil_sink", path: "$.text" }) < scoreOf({ kind: "exfil_sink" }));
  assert.equal(scoreOf({ kind: "exfil_sink" }, "READ"), scoreOf({ kind: "exfil_sink" }));
  assert.ok(scoreOf({ kind: "paste_site" }, "READ") < scoreOf({ kind: "paste_site" }));
  assert.equal(scoreOf({ kind: "what a user wrote" }), DEFAULT_RISK_WEIGHTS.intel_listed);
});

Deno.test("Each sequence counts once, with its heaviest match, and different ones add up", () => {
  const scoreOf = (...sequences: readonly (readonly [name: string, weight: number])[]) =>
    scoreRisk({
      action: action({ verb: "READ", category: "read" }),
      findings: [],
      caller: {
        sequences: sequences.map(([name, weight]) => ({ name, weight, reasonCode: "X", traceIds: [] })),
      },
    }).score;
  const { sequence_mass_action, sequence_other } = DEFAULT_RISK_WEIGHTS;
  assert.equal(scoreOf(["mass_action", 1]), sequence_mass_action);
  assert.equal(scoreOf(["mass_action", 0.2], ["mass_action", 1], ["mass_action", 0.4]), sequence_mass_action);
  assert.equal(scoreOf(["mass_action", 1], ["new", 1]), sequence_mass_action + sequence_other);
});

Deno.test("A source with nothing to say is not heard, and a new one is one function", () => {
  const quiet: SignalSource = () => null;
  const low: SignalSource = () => ({ engine: "trust", score: -0.5, details: {} });
  const { score, signals } = scoreRisk({ action: action(), findings: [] }, { sources: [quiet, low] });
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
