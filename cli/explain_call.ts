import type { Command } from "commander";
import type { LocalEngine } from "../engine/engine.ts";
import type { CallerFacts } from "../engine/history.ts";
import type { Judgement } from "../engine/judge.ts";
import { parseCallerFacts } from "../engine/policy/cases/caller_facts.ts";
import { forgetfulEngine } from "../engine/policy/cases/run_case.ts";
import { formatProblem, type PolicyProblem } from "../engine/policy/document.ts";
import type { PolicyExplanation, RuleTrial } from "../engine/policy/explain.ts";
import type { ToolCall } from "../engine/types.ts";
import { createScannerPool } from "../workers/pool.ts";
import { readCall } from "./call_input.ts";
import { openEmbeddedEngine } from "./embedded_engine.ts";
import { CommandError, EXIT, UsageError } from "./exit_codes.ts";
import { loadPolicy } from "./load_policy.ts";
import type { Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { printable } from "./text_table.ts";

type ExplainSettings = Settings<"policy" | "apiKey" | "maxBody" | "workers" | "scanTimeoutMs">;

interface ExplainOptions {
  readonly json?: boolean;
  /** What came before the call, as a YAML or JSON map. */
  readonly caller?: string;
}

/** Prints what the policy says about one call and why. Nothing is recorded and nobody is asked. */
export async function explainCall(command: Command, settings: ExplainSettings, shell: Shell): Promise<void> {
  const { call } = await readCall(command, settings, shell);
  const { json = false, caller } = command.opts<ExplainOptions>();
  const explain = caller === undefined ? explainFresh : explainAfter(readCaller(caller));
  const { judgement, explanation } = await explain(call, settings);
  if (json) shell.out(asJson(judgement, explanation));
  else for (const line of asText(judgement, explanation)) shell.out(line);
}

type Explained = Awaited<ReturnType<LocalEngine["explain"]>>;

/** With an agent of whom nothing is known; in a folder of its own that is gone afterwards. */
async function explainFresh(call: ToolCall, settings: ExplainSettings): Promise<Explained> {
  const folder = await Deno.makeTempDir({ prefix: "interven-explain-" });
  try {
    const parts = await openEmbeddedEngine({
      dataDir: folder,
      policy: settings.policy,
      workers: settings.workers ?? 1,
      scanTimeoutMs: settings.scanTimeoutMs,
    });
    try {
      return await explained(parts.engine, call);
    } finally {
      await parts.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** With a past that the user made up. */
function explainAfter(caller: CallerFacts) {
  return async (call: ToolCall, settings: ExplainSettings): Promise<Explained> => {
    const policy = await loadPolicy(settings.policy);
    const pool = createScannerPool({ workers: 1, userRules: policy.detectionRules });
    try {
      const now = SYSTEM_CLOCK.now();
      return await explained(forgetfulEngine({ policy, scanner: pool, caller, now }), call);
    } finally {
      await pool.close();
    }
  };
}

async function explained(engine: LocalEngine, call: ToolCall): Promise<Explained> {
  try {
    return await engine.explain(call);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`Cannot explain the call: ${reason}`, EXIT.failure, { cause });
  }
}

function readCaller(text: string): CallerFacts {
  const errors: PolicyProblem[] = [];
  const caller = parseCallerFacts({ name: "--caller", text }, errors);
  const [problem] = errors;
  if (problem === undefined) return caller;
  throw new UsageError(`Cannot use --caller: ${formatProblem(problem)}`);
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
      caller: facts.caller ?? {},
      policies: policies.map(({ policyId, policyName, rules }) => ({
        policy_id: policyId,
        policy_name: policyName,
        rules: rules.map(({ ruleId, source, action, matched, spoke, setAside, predicates }) => ({
          rule_id: ruleId,
          source,
          action,
          matched,
          spoke,
          ...(setAside && { set_aside: setAside }),
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
  yield* pastLines(facts.caller);
  for (const { policyName, rules } of policies) {
    yield "";
    yield `policy ${policyName}`;
    for (const rule of rules) yield* ruleLines(rule);
  }
}

/** What came before the call, as far as it is known. */
function* pastLines(caller: CallerFacts | undefined): Iterable<string> {
  const { session, baseline, trust, intel = [], sequences = [], mcpSignals = [] } = caller ?? {};
  if (session !== undefined) {
    const numbers = `overlap ${session.overlap.toFixed(2)}, taint ${session.taint.toFixed(2)}`;
    yield `  the session holds ${session.holds.join(", ") || "nothing"}; ${numbers}, injection ${
      session.injection.toFixed(2)
    }`;
  }
  if (baseline !== undefined) yield `  ${baseline.calls} calls of the agent seen before`;
  if (trust !== undefined) yield `  trust ${trust.toFixed(2)}`;
  for (const { kind, list, entry, path } of intel) {
    yield `  ${printable(entry)} is listed as ${kind} by ${list}${
      path === undefined ? "" : `, at ${printable(path)}`
    }`;
  }
  for (const { name } of sequences) yield `  completes ${name}`;
  if (mcpSignals.length > 0) yield `  ${mcpSignals.join(", ")}`;
}

/** A rule that did not match shows the first key that kept it from matching. */
function* ruleLines(trial: RuleTrial): Iterable<string> {
  const { ruleId, action, matched, spoke, setAside, predicates, source } = trial;
  const mark = spoke ? "=>" : matched ? " +" : " -";
  const unheard = setAside === undefined ? " (an earlier rule spoke)" : ` (set aside by ${setAside.source})`;
  yield `${mark} ${ruleId}: ${action}${spoke || !matched ? "" : unheard}  [${source}]`;
  const told = matched ? predicates : predicates.filter(({ held }) => !held).slice(0, 1);
  for (const { key, wanted, found } of told) {
    yield `     ${key}: wanted ${printable(wanted)}, found ${printable(found)}`;
  }
}
