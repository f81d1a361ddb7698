import type { Playground, PlaygroundRequest } from "../api/routes/playground.ts";
import { answerStrictness } from "../engine/answers/judge_answer.ts";
import type { Explanation, LocalEngine } from "../engine/engine.ts";
import { storedUrl } from "../engine/trace.ts";
import type { PlaygroundWire } from "../engine/wire/policy_console.ts";
import type { AddressGuard } from "../proxy/address_guard.ts";
import { createGuard } from "../proxy/create_guard.ts";
import { parseTarget } from "../proxy/target.ts";
import { blockedDetail } from "../proxy/vetting.ts";
import type { Settings } from "./settings.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";

/**
 * Judges a call as if it came now. Nothing is recorded, nobody is asked, and no memory of agents and sessions changes.
 *
 * @throws {EngineUnavailableError} when there is no verdict.
 */
export async function tryCall(
  engine: Pick<LocalEngine, "explain">,
  { call, answer }: PlaygroundRequest,
): Promise<PlaygroundWire> {
  const startedAt = SYSTEM_CLOCK.monotonic();
  const told = await engine.explain(call, answer);
  const { verdict, judgement, explanation } = told;
  const { action } = verdict;
  return {
    decision: verdict.decision,
    risk_score: verdict.riskScore,
    risk_band: verdict.riskBand,
    reason_codes: verdict.reasonCodes,
    message: verdict.message,
    tool_name: action.tool,
    operation: action.operation,
    verb: action.verb,
    category: action.category,
    host: action.host,
    facts: action.facts,
    classifications: verdict.classifications,
    findings: verdict.findings,
    signals: verdict.signals,
    policy_name: verdict.policyName,
    rule_id: verdict.ruleId,
    url: storedUrl(judgement.scan.redactedUrl ?? call.url),
    sanitized_body: textOf(verdict.sanitizedBody),
    stored_body: textOf(judgement.scan.storedBody),
    policies: explanation.policies.map(({ policyId, policyName, rules }) => ({
      policy_id: policyId,
      policy_name: policyName,
      rules: rules.map(({ ruleId, source, action, matched, spoke, setAside, predicates }) => ({
        rule_id: ruleId,
        ...{ source, action, matched, spoke },
        ...(setAside && { set_aside: setAside }),
        conditions: predicates,
      })),
    })),
    ...answerToWire(told),
    evaluate_ms: SYSTEM_CLOCK.monotonic() - startedAt,
  };
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** What the proxy would say before the call is judged: it goes to nobody who is not on the public internet, unless exempt. */
export function atDoor(
  playground: Playground,
  { allowUpstream, host }: Settings<"allowUpstream" | "host">,
  port: number,
): Playground {
  const self = () => ({ hostnames: [host, "localhost", Deno.hostname()], port });
  const guard = createGuard({ allowUpstream, self });
  return async (request) => {
    const refused = refusalAtDoor(request.call.url, guard);
    return { ...await playground(request), ...(refused !== null && { refused_at_door: refused }) };
  };
}

function refusalAtDoor(url: string, guard: Pick<AddressGuard, "refusalOf">): string | null {
  if (!/^https?:/i.test(url)) return null;
  const parsed = parseTarget(url);
  if (!parsed.ok) return `${parsed.message}.`;
  const why = guard.refusalOf(parsed.target);
  return why === null ? null : blockedDetail(parsed.target, why);
}

function answerToWire({ answers, answerScan }: Explanation): Pick<PlaygroundWire, "answer"> {
  if (answerScan === undefined) return {};
  const { findings, reasonCodes, instructions } = answerScan;
  const held = answers.filter(({ matched }) => matched === true).map(({ action }) => action);
  held.sort((a, b) => answerStrictness(b) - answerStrictness(a));
  return {
    answer: {
      findings,
      reason_codes: reasonCodes,
      injection: instructions?.score ?? 0,
      spans: (instructions?.spans ?? []).map(({ path, start, end, score, reasons }) => ({
        ...{ path, start, end, score, reasons },
      })),
      action: held[0] ?? null,
      rules: answers.map(({ ruleId, source, action, concerns, matched = false, predicates }) => ({
        rule_id: ruleId,
        ...{ source, action, concerns, matched },
        conditions: predicates,
      })),
    },
  };
}
