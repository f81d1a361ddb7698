import type { Command } from "commander";
import type { Judgement } from "../engine/judge.ts";
import type { PolicyExplanation, RuleTrial } from "../engine/policy/explain.ts";
import { readCall } from "./call_input.ts";
import { openEmbeddedEngine } from "./embedded_engine.ts";
import { CommandError, EXIT } from "./exit_codes.ts";
import type { Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";
import { printable } from "./text_table.ts";

type ExplainSettings = Settings<"policy" | "apiKey" | "maxBody" | "workers" | "scanTimeoutMs">;

/**
 * Prints what the policy says about one call and why. Nothing is recorded and nobody is asked, so it works in a folder of its
 * own that is gone afterwards.
 */
export async function explainCall(command: Command, settings: ExplainSettings, shell: Shell): Promise<void> {
  const { call } = await readCall(command, settings, shell);
  const folder = await Deno.makeTempDir({ prefix: "interven-explain-" });
  try {
    const parts = await openEmbeddedEngine({
      dataDir: folder,
      policy: settings.policy,
      workers: settings.workers ?? 1,
      scanTimeoutMs: settings.scanTimeoutMs,
    });
    try {
      const { judgement, explanation } = await parts.engine.explain(call);
      if (command.opts<{ json?: boolean }>().json) shell.out(asJson(judgement, explanation));
      else for (const line of asText(judgement, explanation)) shell.out(line);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CommandError(`Cannot explain the call: ${reason}`, EXIT.failure, { cause });
    } finally {
      await parts.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function asJson({ facts, shownAction, risk }: Judgement, { outcome, policies }: PolicyExplanation): string {
  const { tool, operation, verb, category, host, facts: named } = shownAction;
  return JSON.stringify(
    {
      decision: outcome.decision,
      action: { tool, operation, verb, category, host, facts: named },
      risk_score: risk.score,
      risk_band: risk.band,
      findings: facts.findings,
      policies: policies.map(({ policyId, policyName, rules }) => ({
        policy_id: policyId,
        policy_name: policyName,
        rules: rules.map(({ ruleId, source, action, matched, spoke, predicates }) => ({
          rule_id: ruleId,
          source,
          action,
          matched,
          spoke,
          conditions: predicates,
        })),
      })),
    },
    null,
    2,
  );
}

function* asText(
  { facts, shownAction, risk }: Judgement,
  { outcome, policies }: PolicyExplanation,
): Iterable<string> {
  const { tool, operation, verb } = shownAction;
  yield `${outcome.decision}  ${tool}.${operation} (${verb}), risk ${risk.score.toFixed(2)} ${risk.band}`;
  for (const { rule, class: dataClass, confidence, part, path, preview } of facts.findings) {
    yield `  found ${rule} (${dataClass}, ${confidence}) in ${part} at ${printable(path)}: ${
      printable(preview)
    }`;
  }
  for (const { policyName, rules } of policies) {
    yield "";
    yield `policy ${policyName}`;
    for (const rule of rules) yield* ruleLines(rule);
  }
}

/** A rule that did not match shows the first key that kept it from matching. */
function* ruleLines({ ruleId, action, matched, spoke, predicates, source }: RuleTrial): Iterable<string> {
  const mark = spoke ? "=>" : matched ? " +" : " -";
  yield `${mark} ${ruleId}: ${action}${spoke ? "" : matched ? " (an earlier rule spoke)" : ""}  [${source}]`;
  const told = matched ? predicates : predicates.filter(({ held }) => !held).slice(0, 1);
  for (const { key, wanted, found } of told) {
    yield `     ${key}: wanted ${printable(wanted)}, found ${printable(found)}`;
  }
}
