import { type PolicyCase, readCaseFile, readEmbeddedCases } from "../engine/policy/cases/read_cases.ts";
import { type CaseResult, runCase } from "../engine/policy/cases/run_case.ts";
import type { PolicyProblem } from "../engine/policy/document.ts";
import type { Policy } from "../engine/policy/policy.ts";
import { createScannerPool } from "../workers/pool.ts";
import type { PolicyFile } from "./policy_files.ts";

/** The cases of files of cases and those under `tests:` of policy files. */
export function gatherCases(
  policies: readonly PolicyFile[],
  caseFiles: readonly PolicyFile[],
): { readonly cases: readonly PolicyCase[]; readonly errors: readonly PolicyProblem[] } {
  const errors: PolicyProblem[] = [];
  const cases = [
    ...policies.flatMap((file) => readEmbeddedCases(file, errors)),
    ...caseFiles.flatMap((file) => readCaseFile(file, errors)),
  ];
  return { cases, errors };
}

/** Runs cases one after the other on a scanning thread of their own, which knows the policy's detection rules. */
export async function runCases(policy: Policy, cases: readonly PolicyCase[]): Promise<readonly CaseResult[]> {
  const pool = createScannerPool({ workers: 1, userRules: policy.detectionRules });
  try {
    const results: CaseResult[] = [];
    for (const one of cases) results.push(await runCase(one, { policy, scanner: pool }));
    return results;
  } finally {
    await pool.close();
  }
}

/** One result for people: what was expected, what came, and the rules that spoke. */
export function* failureLines({ case: one, mismatches, error, explanation }: CaseResult): Iterable<string> {
  yield `not ok  ${one.note}  [${one.source}]`;
  if (error !== undefined) yield `        no verdict: ${error}`;
  for (const { field, wanted, found } of mismatches) {
    yield `        ${field}: expected ${shown(wanted)}, found ${shown(found)}`;
  }
  for (const { policyName, rules } of explanation?.policies ?? []) {
    const speaker = rules.find(({ spoke }) => spoke);
    if (speaker !== undefined) {
      yield `        ${policyName}: ${speaker.ruleId} said ${speaker.action}  [${speaker.source}]`;
    }
    const wanted = rules.find(({ ruleId }) => ruleId === one.expect["rule_id"]);
    if (wanted === undefined || wanted === speaker) continue;
    const missing = wanted.predicates.filter(({ held }) => !held);
    if (missing.length === 0) {
      const why = wanted.setAside === undefined
        ? "an earlier rule spoke"
        : `it is set aside by ${wanted.setAside.source}`;
      yield `        ${wanted.ruleId} matched, but ${why}`;
    }
    for (const { key, wanted: want, found } of missing) {
      yield `        ${wanted.ruleId} did not match: ${key} wanted ${want}, found ${found}`;
    }
  }
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 300);
}

/** Results as `--json` and `POST /v1/policies/test` tell them. */
export function resultsToWire(results: readonly CaseResult[]): Record<string, unknown> {
  const failed = results.filter(({ passed }) => !passed).length;
  return {
    ok: failed === 0,
    passed: results.length - failed,
    failed,
    cases: results.map((result) => ({
      note: result.case.note,
      source: result.case.source,
      passed: result.passed,
      ...(result.mismatches.length > 0 && { mismatches: result.mismatches }),
      ...(result.error !== undefined && { error: result.error }),
      ...(!result.passed && { why: [...failureLines(result)].slice(1).map((line) => line.trim()) }),
    })),
  };
}
