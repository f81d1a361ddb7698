/**
 * How long the policy takes to decide one call, in this process, warm: the default pack, a policy of 100 rules, the same with an
 * expression in every tenth, and both together. Scanning and naming the call are not in it.
 */
import { nameAction } from "../engine/actions/catalogue.ts";
import { CallView } from "../engine/call_view.ts";
import { decide } from "../engine/policy/decide.ts";
import { loadDefaultPolicy } from "../engine/policy/default_pack.ts";
import { loadPolicy } from "../engine/policy/load.ts";
import type { Policy, PolicyFacts } from "../engine/policy/policy.ts";
import { scanParts } from "../engine/scan/mod.ts";
import { median, percentile } from "./statistics.ts";
import { figure, printTable } from "./table.ts";

/** Timed together, for the clock is coarse. */
const CALLS_AT_ONCE = 100;
const RULES = 100;

/** @param seconds how long each figure is measured */
export function benchPolicy({ seconds }: { readonly seconds: number }): void {
  const calls = realisticCalls();
  const policies: readonly (readonly [string, Policy])[] = [
    ["default pack", loadDefaultPolicy()],
    ["100 rules", policyOf({ everyNth: 0 })],
    ["100 rules, 10 with CEL", policyOf({ everyNth: 10 })],
    ["100 rules, 100 with CEL", policyOf({ everyNth: 1 })],
  ];
  const measured = policies.map(([name, policy]) => ({
    name,
    policy,
    times: decideTimes(policy, calls, seconds),
  }));
  const base = median(measured[0]?.times ?? []);
  console.log("\nDeciding one call, one thread, microseconds\n");
  printTable(
    ["policy", "rules", "p50", "p99", "times the default pack"],
    measured.map(({ name, policy, times }) => [
      name,
      String(policy.units.reduce((sum, { rules }) => sum + rules.length, 0)),
      figure(median(times)),
      figure(percentile(times, 0.99)),
      figure(median(times) / base),
    ]),
  );
}

/** The facts of a call are new each time: what they remember must not help. */
function decideTimes(policy: Policy, calls: readonly (() => PolicyFacts)[], seconds: number): number[] {
  const measure = (forMs: number) => {
    const times: number[] = [];
    const end = performance.now() + forMs;
    while (performance.now() < end) {
      const facts = Array.from({ length: CALLS_AT_ONCE }, (_, i) => calls[i % calls.length]?.());
      const start = performance.now();
      for (const one of facts) if (one !== undefined) decide(policy, one);
      times.push((performance.now() - start) * 1000 / CALLS_AT_ONCE);
    }
    return times;
  };
  measure(seconds * 500);
  return measure(seconds * 1000);
}

const CALLS: readonly (readonly [method: string, url: string, body?: unknown])[] = [
  ["POST", "https://slack.com/api/chat.postMessage", {
    channel: "C1",
    text: "Minutes of Tuesday ".repeat(40),
  }],
  ["POST", "https://api.github.com/repos/acme/web/pulls", {
    title: "Fix",
    head: "f",
    base: "main",
    body: "x".repeat(800),
  }],
  ["GET", "https://api.github.com/repos/acme/web/issues?state=open"],
  ["POST", "https://api.example.com/v1/items", { name: "pen", price: 3, tags: ["a", "b"] }],
  ["POST", "mcp://files/write_file", { path: "/tmp/notes.txt", content: "some lines of text ".repeat(40) }],
];

/** Each makes the facts of one call anew; naming and scanning were done before. */
function realisticCalls(): readonly (() => PolicyFacts)[] {
  const watch = { enter: () => {}, expired: () => false, now: () => 0 };
  return CALLS.map(([method, url, body]) => {
    const bytes = new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body));
    const call = {
      door: "proxy",
      method,
      url,
      headers: [["content-type", "application/json"]],
      body: body === undefined ? null : { bytes, contentType: "application/json", inspectable: true },
      agentId: "agent",
      sessionId: "session",
    } as const;
    const parts = [{ kind: "body", contentType: "application/json", content: bytes }] as const;
    const scan = scanParts({ parts, host: "", want: { redact: false }, timeoutMs: 60_000 }, watch);
    const findings = scan.ok ? scan.findings : [];
    const action = nameAction(new CallView(call));
    return () => ({
      view: new CallView(call),
      action,
      findings,
      bodyInspectable: true,
      riskScore: 0.2,
      now: 0,
    });
  });
}

/** Rules as people write them, none of which fits the calls: every one is asked. @param everyNth has an expression; 0: none */
function policyOf({ everyNth }: { readonly everyNth: number }): Policy {
  const rules = Array.from({ length: RULES }, (_, i) => {
    const match = i % 4 === 0
      ? { tools: ["stripe", "aws", `tool-${i}`], verbs: ["WRITE", "ADMIN"] }
      : i % 4 === 1
      ? { verbs: ["WRITE", "ADMIN"], hosts: [`*.example-${i}.com`] }
      : i % 4 === 2
      ? { operations: [`delete_${i}_*`, "category:destroy"] }
      : {};
    const hasExpression = everyNth > 0 && i % everyNth === 0;
    const condition = hasExpression
      ? {
        when: `category == "payment" && (risk > 0.${
          i % 90 + 10
        } || has(body.amount) && body.amount > ${i}.0)`,
      }
      : i % 4 === 3
      ? { has_data_class: ["SECRETS"], has_data_class_min_confidence: "HIGH" }
      : { risk_score_gt: 0.5 };
    return {
      rule_id: `rule-${i}`,
      priority: i,
      match: hasExpression ? {} : match,
      condition,
      action: "REQUIRE_APPROVAL",
    };
  });
  const loaded = loadPolicy([{
    name: "bench",
    text: JSON.stringify({ policies: [{ name: "bench", rules }] }),
  }]);
  if (loaded.ok) return loaded.policy;
  throw new Error(`Cannot load the policy to measure: ${JSON.stringify(loaded.errors)}`);
}
