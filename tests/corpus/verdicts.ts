/** Ordinary requests through the whole engine under the default policy: which would be stopped, and which changed. */
import { loadDefaultPolicy } from "../../engine/policy/default_pack.ts";
import type { Engine } from "../../engine/ports.ts";
import type { Decision, ToolCall, Verdict } from "../../engine/types.ts";
import { quietEngine } from "../fixtures/quiet_engine.ts";
import type { Row } from "./measure.ts";
import { type Score, scoreRows } from "./score.ts";

const ENCODER = new TextEncoder();
const STOPPED: ReadonlySet<Decision> = new Set(["DENY", "REQUIRE_APPROVAL"]);
/** The policy of the default pack that judges what a call does; the other judges what it holds. */
const ACTIONS_POLICY = "default-actions";

/**
 * A call is stopped when it is refused or waits for a person, changed when it is redacted. What the default policy holds because of
 * what it does (a payment, access for someone outside) is counted apart: that is no fault of a detector.
 */
export async function measure(rows: readonly Row[]): Promise<Score[]> {
  const engine = quietEngine({ policy: loadDefaultPolicy() });
  const requests = rows.filter((row) => row.direction === "request");
  const verdicts = new Map<Row, { verdict: Verdict; us: number }>();
  for (const row of requests) verdicts.set(row, await judge(engine, row));
  const count = (name: string, wants: (verdict: Verdict) => boolean) =>
    scoreRows(requests, { file: "benign", measure: name, counts: "alarms" }, (row) => {
      const { verdict, us } = verdicts.get(row)!;
      const cause = verdict.ruleId ?? "no rule";
      const findings = verdict.findings.filter((f) => f.confidence !== "LOW").map((f) => f.rule);
      const note = () => `${row.method} ${row.url}: ${verdict.decision} by ${cause} ${findings.join(", ")}`;
      return { counted: wants(verdict), us, cause, note };
    });
  return [
    ...await count(
      "requests stopped for what they hold",
      (verdict) => STOPPED.has(verdict.decision) && verdict.policyName !== ACTIONS_POLICY,
    ),
    ...await count("requests changed", (verdict) => verdict.decision === "SANITIZE"),
    ...await count(
      "requests stopped for what they do",
      (verdict) => STOPPED.has(verdict.decision) && verdict.policyName === ACTIONS_POLICY,
    ),
  ];
}

async function judge(engine: Engine, row: Row): Promise<{ verdict: Verdict; us: number }> {
  const contentType = String(row.content_type);
  const call: ToolCall = {
    door: "api",
    method: String(row.method),
    url: String(row.url),
    headers: [["content-type", contentType]],
    body: { bytes: ENCODER.encode(String(row.body)), contentType, inspectable: true },
    agentId: "corpus",
    // A session of its own: what one call does must not count against the next.
    sessionId: row.id,
  };
  const started = performance.now();
  const { verdict } = await engine.evaluate(call);
  return { verdict, us: (performance.now() - started) * 1000 };
}
