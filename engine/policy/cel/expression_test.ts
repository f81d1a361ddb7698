import assert from "node:assert/strict";
import fc from "fast-check";
import { nameAction } from "../../actions/catalogue.ts";
import { CallView } from "../../call_view.ts";
import type { PolicyFacts } from "../policy.ts";
import { compileExpression } from "./expression.ts";
import { MAX_BODY_VALUES } from "./variables.ts";

function facts(body: unknown, over: Partial<PolicyFacts> = {}): PolicyFacts {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const view = new CallView({
    door: "proxy",
    method: "POST",
    url: "https://slack.com/api/chat.postMessage",
    headers: [],
    body: { bytes: new TextEncoder().encode(text), contentType: "application/json", inspectable: true },
    agentId: "agent-1",
    sessionId: "s-1",
  });
  // A Thursday, 07:30 UTC.
  const now = Date.UTC(2026, 0, 1, 7, 30);
  return {
    view,
    action: nameAction(view),
    findings: [],
    bodyInspectable: true,
    riskScore: 0.4,
    now,
    ...over,
  };
}

function evaluate(text: string, given: PolicyFacts = facts({})) {
  const compiled = compileExpression(text);
  assert.ok(compiled.ok, JSON.stringify(compiled));
  return compiled.expression.evaluate(given);
}

const HISTORY: PolicyFacts["caller"] = {
  session: { holds: ["private_data"], overlap: 0.7, taint: 0.1, injection: 0.2, flows: [] },
  baseline: {
    calls: 80,
    isNewDestination: true,
    isNewOperation: false,
    isUnusualSize: false,
    isUnusualHour: false,
    isBurst: false,
  },
  trust: 0.3,
  intel: [{ list: "built-in", kind: "paste_site", entry: "paste.example" }],
  sequences: [{ name: "mass_action", reasonCode: "MASS_ACTION", traceIds: [], weight: 1 }],
  mcpSignals: ["MCP_TOOL_DRIFT"],
};

Deno.test("Expressions speak of the call, its body, its findings, its time and what came before", () => {
  const finding = { rule: "iban", class: "PII", confidence: "HIGH", part: "body", path: "$.a" } as const;
  const given = facts({ amount: 250, items: [{ price: 5 }, { price: 500 }], to: { name: "x" } }, {
    caller: HISTORY,
    findings: [{ ...finding, start: 0, end: 1, chain: [], preview: "" }],
  });
  const held = [
    `tool == "slack" && operation == "post_message" && verb == "WRITE"`,
    `call.method == "POST" && call.host == "slack.com" && call.path.startsWith("/api/") && call.env == "production"`,
    `category in ["message", "share"]`,
    `body.amount > 100 && body.amount * 2 == 500 && body.amount / 2.0 < 126`,
    `body.items.exists(item, item.price > 400) && !body.items.all(item, item.price > 400)`,
    `body.items.map(item, item.price).size() == 2`,
    `has(body.to.name) && !has(body.to.nothing) && !("x" in body)`,
    `findings.exists(f, f.rule == "iban" && f.confidence == "HIGH") && "PII" in classes`,
    `risk >= 0.4 && trust < 0.5 && session.private_data && session.overlap > 0.5`,
    `baseline.new_destination && baseline.calls > 50 && "mass_action" in sequences`,
    `intel.exists(i, i.kind == "paste_site") && "MCP_TOOL_DRIFT" in mcp_signals`,
    `hour == 7 && weekday == 4 && now.getHours("Europe/Berlin") == 8`,
    `now < timestamp("2026-06-01T00:00:00Z")`,
    `call.agent.matches("^agent-[0-9]+$") && "ABC".lowerAscii() == "abc"`,
    `tool == "github" || body_size > 10`,
  ];
  for (const text of held) assert.deepEqual(evaluate(text, given), { ok: true, value: true }, text);
});

Deno.test("What is not known of the past is the harmless value", () => {
  assert.deepEqual(
    evaluate(`trust == 1.0 && !session.secrets && session.taint == 0 && baseline.calls == 0`),
    {
      ok: true,
      value: true,
    },
  );
});

Deno.test("Mistakes are found when the policy is loaded, with their place", () => {
  const cases: [string, number, RegExp][] = [
    ["tool = 'x'", 5, /found = but expecting|expecting/],
    ["tool == ", 0, /./],
    ["toool == 'x'", 0, /unknown name "toool", known: call, tool,.*did you mean "tool"\?/],
    ["call.metod == 'x'", 4, /unknown field "metod", known: method,.*did you mean "method"\?/],
    ["risk > 'high'", 5, /">" does not take a double and text/],
    ["tool + 1 == 'x'", 5, /"\+" does not take text and an int/],
    ["tool", 0, /it gives text, wanted true or false/],
    ["risk > 0.1 && body_size", 14, /found an int, wanted true or false/],
    ["findings.exists(f, f.rul == 'x')", 20, /unknown field "rul".*did you mean "rule"/],
    ["tool.startWith('x')", 4, /unknown function "startWith"; did you mean "startsWith"/],
    ["call.path.matches('(')", 18, /no pattern of RE2/],
    ["(".repeat(3000) + "true" + ")".repeat(900), 0, /./],
    ["true && ".repeat(400) + "true", 0, /wanted at most 500/],
    ["x".repeat(5000), 0, /wanted at most 4000/],
  ];
  for (const [text, offset, message] of cases) {
    const compiled = compileExpression(text);
    assert.ok(!compiled.ok, text);
    const [problem] = compiled.problems;
    assert.match(problem?.message ?? "", message, text);
    if (offset > 0) assert.equal(problem?.offset, offset, text);
  }
});

Deno.test("What cannot be told fails with a reason: missing fields, broken bodies, odd results", () => {
  const cases: [string, unknown, RegExp][] = [
    ["body.amount > 5", {}, /amount/],
    ["body.amount > 5", "{broken", /no valid JSON/],
    ["body.flag", { flag: "yes" }, /gives string/],
    ["body.a.constructor == 1", { a: {} }, /constructor/],
    ["facts['nothing'] == 'x'", {}, /nothing/],
    ["body == body", new Array(MAX_BODY_VALUES + 1).fill(1), /more than 20000 values/],
  ];
  for (const [text, body, reason] of cases) {
    const result = evaluate(text, facts(body));
    assert.ok(!result.ok, text);
    assert.match(result.reason, reason);
  }
  assert.deepEqual(evaluate("body == null || body.x == 1", facts("")), { ok: true, value: true });
  assert.deepEqual(evaluate("'constructor' in body", facts({ constructor: 1 })), { ok: true, value: true });
});

Deno.test("An expression that costs too much ends early, whatever stands around it", () => {
  const many = { a: new Array(5_000).fill(1), s: "a".repeat(3_000_000) };
  for (
    const text of [
      "body.a.all(x, body.a.all(y, true))",
      "true || body.a.all(x, body.a.all(y, true))",
      "body.a.all(x, body.a.all(y, true)) || true",
      "body.a.map(x, x).size() > 0",
      "body.a.exists(x, body.s.contains('b'))",
      `${Array(40).fill("body.s").join(" + ")} == ''`,
      "body.a.exists(x, 2 in body.a)",
    ]
  ) {
    const result = evaluate(text, facts(many));
    if (text.startsWith("true ||")) assert.deepEqual(result, { ok: true, value: true });
    else if (!result.ok) assert.match(result.reason, /costs more than|stack/i, text);
    else assert.fail(text);
  }
});

Deno.test("compileExpression() never throws, and what it takes never throws either", () => {
  const words = fc.constantFrom(
    "tool",
    "body",
    "risk",
    "findings",
    ".",
    "(",
    ")",
    "==",
    "&&",
    "1",
    "'x'",
    "[",
    "]",
    "exists",
    "f",
    ",",
    "?",
    ":",
    "has",
    "call",
    "!",
  );
  fc.assert(fc.property(fc.array(words, { maxLength: 25 }), fc.jsonValue(), (tokens, body) => {
    const compiled = compileExpression(tokens.join(" "));
    if (compiled.ok) compiled.expression.evaluate(facts(body as unknown));
  }));
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void compileExpression(text)));
});
