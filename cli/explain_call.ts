import type { Command } from "commander";
import type { AnswerRuleTrial } from "../engine/answers/explain_answers.ts";
import type { Explanation, LocalEngine } from "../engine/engine.ts";
import type { CallerFacts } from "../engine/history.ts";
import { parseCallerFacts } from "../engine/policy/cases/caller_facts.ts";
import { forgetfulEngine } from "../engine/policy/cases/run_case.ts";
import { formatProblem, type PolicyProblem } from "../engine/policy/document.ts";
import type { RuleTrial } from "../engine/policy/explain.ts";
import type { CallBody, ToolCall } from "../engine/types.ts";
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
  /** What the call is answered: the text itself, or `@file`. */
  readonly answer?: string;
}

/** Prints what the policy says about one call and why. Nothing is recorded and nobody is asked. */
export async function explainCall(command: Command, settings: ExplainSettings, shell: Shell): Promise<void> {
  const { call } = await readCall(command, settings, shell);
  const { json = false, caller, answer } = command.opts<ExplainOptions>();
  const explain = caller === undefined ? explainFresh : explainAfter(readCaller(caller));
  const told = await explain(
    { call, answer: answer === undefined ? undefined : await readAnswer(answer) },
    settings,
  );
  if (json) shell.out(asJson(told));
  else for (const line of asText(told)) shell.out(line);
}

/** A call, and what it is answered. */
interface Asked {
  readonly call: ToolCall;
  readonly answer: CallBody | undefined;
}

/** @throws {UsageError} when the file cannot be read. */
async function readAnswer(text: string): Promise<CallBody> {
  const contentType = "";
  if (!text.startsWith("@")) return { bytes: new TextEncoder().encode(text), contentType, inspectable: true };
  try {
    return { bytes: await Deno.readFile(text.slice(1)), contentType, inspectable: true };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Cannot read the answer "${text}": ${reason}`, { cause });
  }
}

/** With an agent of whom nothing is known; in a folder of its own that is gone afterwards. */
async function explainFresh(asked: Asked, settings: ExplainSettings): Promise<Explanation> {
  const folder = await Deno.makeTempDir({ prefix: "interven-explain-" });
  try {
    const parts = await openEmbeddedEngine({
      dataDir: folder,
      policy: settings.policy,
      workers: settings.workers ?? 1,
      scanTimeoutMs: settings.scanTimeoutMs,
    });
    try {
      return await explained(parts.engine, asked);
    } finally {
      await parts.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** With a past that the user made up. */
function explainAfter(caller: CallerFacts) {
  return async (asked: Asked, settings: ExplainSettings): Promise<Explanation> => {
    const policy = await loadPolicy(settings.policy);
    const pool = createScannerPool({ workers: 1, userRules: policy.detectionRules });
    try {
      const now = SYSTEM_CLOCK.now();
      return await explained(forgetfulEngine({ policy, scanner: pool, caller, now }), asked);
    } finally {
      await pool.close();
    }
  };
}

async function explained(engine: LocalEngine, { call, answer }: Asked): Promise<Explanation> {
  try {
    return await engine.explain(call, answer && { body: answer, status: 200 });
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

function asJson({ judgement, explanation, answers }: Explanation): string {
  const { facts, shownAction, risk } = judgement;
  const { outcome, policies } = explanation;
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
      ...(answers.length > 0 && {
        answers: answers.map(({ ruleId, source, action, concerns, matched, predicates }) => ({
          rule_id: ruleId,
          source,
          action,
          concerns,
          ...(matched !== undefined && { matched }),
          conditions: predicates,
        })),
      }),
    },
    null,
    2,
  );
}

function* asText({ judgement, explanation, answers }: Explanation): Iterable<string> {
  const { facts, shownAction, risk } = judgement;
  const { outcome, policies } = explanation;
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
  if (answers.length === 0) return;
  yield "";
  yield "answers";
  for (const rule of answers) yield* answerLines(rule);
}

/** A rule that does not concern the call, or does not hold for its answer, shows the first key that kept it from that. */
function* answerLines(
  { ruleId, action, concerns, matched, predicates, source }: AnswerRuleTrial,
): Iterable<string> {
  const mark = matched ? "=>" : concerns && matched === undefined ? " ?" : " -";
  const note = concerns && matched === undefined ? " (depends on the answer)" : "";
  yield `${mark} ${ruleId}: ${action}${note}  [${source}]`;
  const isShown = matched ?? concerns;
  const told = isShown ? predicates : predicates.filter(({ held }) => !held).slice(0, 1);
  for (const { key, wanted, found } of told) {
    yield `     ${key}: wanted ${printable(wanted)}, found ${printable(found)}`;
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
