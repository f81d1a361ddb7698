/** One case through the real catalogue, scanner and engine; nothing is recorded and nobody is asked. */
import { canonicalJson } from "../../canonical_json.ts";
import { createEngine, type LocalEngine } from "../../engine.ts";
import type { CallerFacts } from "../../history.ts";
import type { ApprovalStore, Scanner, TraceStore } from "../../ports.ts";
import { outcomeOf } from "../../answers/judge_answer.ts";
import type { ObservedResponse } from "../../types.ts";
import { parseResponseObservation, responseReportToWire } from "../../wire/response_report.ts";
import { parseScanRequest } from "../../wire/scan_request.ts";
import { verdictToWire } from "../../wire/verdict.ts";
import type { PolicyExplanation } from "../explain.ts";
import type { Policy } from "../policy.ts";
import type { PolicyCase } from "./read_cases.ts";

export interface Mismatch {
  /** Of the verdict, such as `rule_id`. */
  readonly field: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

export interface CaseResult {
  readonly case: PolicyCase;
  readonly passed: boolean;
  readonly mismatches: readonly Mismatch[];
  /** Why the policy decided as it did; undefined when the input is no call. */
  readonly explanation?: PolicyExplanation;
  /** Set when there was no verdict. */
  readonly error?: string;
}

export interface CaseDeps {
  readonly policy: Policy;
  readonly scanner: Scanner;
}

const nothing = () => {};

const NO_TRACES: TraceStore = {
  append: () => Promise.resolve(),
  appendOutcome: nothing,
  appendResponse: nothing,
  has: () => false,
  origin: () => undefined,
};

const NO_APPROVALS: ApprovalStore = {
  latest: () => undefined,
  insert: nothing,
  countPending: () => 0,
  get: () => undefined,
  list: () => [],
  decide: () => undefined,
};

/** An engine that records nothing, asks nobody, and takes what came before a call from the one who asks. */
export function forgetfulEngine(
  { policy, scanner, caller, now }: CaseDeps & { readonly caller: CallerFacts; readonly now: number },
): LocalEngine {
  return createEngine({
    scanner,
    policy: () => policy,
    traces: NO_TRACES,
    approvals: NO_APPROVALS,
    events: { decision: nothing, outcome: nothing, approval: nothing },
    clock: { now: () => now, monotonic: () => 0 },
    history: [{ before: () => caller }],
    newId: () => "case",
  });
}

/** Never rejects: a case without a verdict has failed, and `error` says why. */
export async function runCase(one: PolicyCase, { policy, scanner }: CaseDeps): Promise<CaseResult> {
  const parsed = parseScanRequest(one.input, { door: "cli", agentId: "agent" });
  if (!parsed.ok) return { case: one, passed: false, mismatches: [], error: parsed.message };
  const engine = forgetfulEngine({ policy, scanner, caller: one.caller, now: one.now });
  try {
    const { verdict, recorded } = await engine.evaluate(parsed.call);
    await recorded;
    const wire = verdictToWire(verdict, { consoleUrl: "http://localhost", body: parsed.bodyForm });
    const answered = await observe(one, { engine, traceId: verdict.traceId });
    const mismatches = [...compare(one, { ...wire, ...answered })];
    if (mismatches.length === 0) return { case: one, passed: true, mismatches };
    const { explanation } = await engine.explain(parsed.call);
    return { case: one, passed: false, mismatches, explanation };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { case: one, passed: false, mismatches: [], error: reason };
  }
}

/** What is said of the answer, by the names of the wire; nothing for a case without one. */
async function observe(
  { answer }: PolicyCase,
  { engine, traceId }: { engine: LocalEngine; traceId: string },
): Promise<Readonly<Record<string, unknown>>> {
  if (typeof answer !== "object" || answer === null) return {};
  const parsed = parseResponseObservation({ ...answer, trace_id: traceId });
  if (!parsed.ok) throw new TypeError(parsed.message);
  const report = await engine.observeResponse(parsed.observation);
  if (report === undefined) return {};
  const { body } = parsed.observation;
  const came = body === null ? "" : new TextDecoder().decode(body.bytes);
  return { ...responseReportToWire(report, parsed.bodyForm), [PASSED]: passedOn(report, came) };
}

/** Not a name of the wire: what the agent gets of the answer. */
const PASSED = "";

function passedOn(report: ObservedResponse, came: string): string {
  const outcome = outcomeOf(report);
  if (outcome.kind === "withhold") return "";
  return outcome.kind === "replace" ? new TextDecoder().decode(outcome.body) : came;
}

function* compare(
  { expect, removed, answerRemoved }: PolicyCase,
  wire: Readonly<Record<string, unknown>>,
): Iterable<Mismatch> {
  for (const [field, wanted] of Object.entries(expect)) {
    const found = wire[field];
    if (!isSame(found, wanted)) yield { field, wanted, found };
  }
  const passed = String(wire[PASSED] ?? "");
  if (answerRemoved.some((text) => passed.includes(text))) {
    const wanted = "without a value that is to be removed";
    yield { field: "redacted_body", wanted, found: "it is still there" };
  }
  const sent = JSON.stringify(wire["sanitized_body"] ?? null);
  for (const text of removed) {
    if (sent.includes(text)) {
      yield {
        field: "sanitized_body",
        wanted: "without a value that is to be removed",
        found: "it is still there",
      };
    }
  }
}

/** Both are JSON: the order of keys makes no difference. */
function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(JSON.stringify(a ?? null)) === canonicalJson(JSON.stringify(b ?? null));
}
