import type { PolicyTools } from "../api/routes/policies.ts";
import type { PolicyProblem } from "../engine/policy/document.ts";
import type { Policy } from "../engine/policy/policy.ts";
import { assemblePolicy } from "./load_policy.ts";
import { countRules } from "./policy_summary.ts";
import { gatherCases, resultsToWire, runCases } from "./policy_testing.ts";

/** More cases take too long for one answer; `interven policy test` runs any number. */
const MAX_CASES = 1_000;

/** What the console's policy routes do. */
export function policyTools(current: () => Policy): PolicyTools {
  return {
    validate: (files) => {
      const loaded = assemblePolicy(files);
      return loaded.ok ? counted(loaded.policy) : refused(loaded.errors);
    },
    test: async ({ files, cases: caseFiles }) => {
      const loaded = files === undefined ? { ok: true, policy: current() } as const : assemblePolicy(files);
      const { cases, errors } = gatherCases(files ?? [], caseFiles);
      if (!loaded.ok) return refused([...loaded.errors, ...errors]);
      if (errors.length > 0) return refused(errors);
      if (cases.length === 0 || cases.length > MAX_CASES) {
        const message = `Cannot test: found ${cases.length} cases, wanted 1 to ${MAX_CASES}`;
        return refused([{ file: "cases", line: 1, column: 1, message }]);
      }
      return resultsToWire(await runCases(loaded.policy, cases));
    },
  };
}

function counted(policy: Policy): Record<string, unknown> {
  return {
    ok: true,
    policies: policy.units.length,
    rules: countRules(policy),
    detection_rules: policy.detectionRules.length,
    errors: [],
  };
}

const refused = (errors: readonly PolicyProblem[]): Record<string, unknown> => ({ ok: false, errors });
