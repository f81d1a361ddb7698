import type { PolicyTools } from "../api/routes/policies.ts";
import { caseFromTrace } from "../engine/policy/draft/case_from_trace.ts";
import { draftException } from "../engine/policy/draft/draft_rule.ts";
import type { PolicyProblem } from "../engine/policy/document.ts";
import { PACKS } from "../engine/policy/packs.ts";
import type { Policy } from "../engine/policy/policy.ts";
import type { Clock, TraceReader } from "../engine/ports.ts";
import type {
  DraftWire,
  PolicySourceWire,
  ReplayAnswerWire,
  ValidationWire,
} from "../engine/wire/policy_console.ts";
import { assemblePolicy } from "./load_policy.ts";
import type { PolicyFile } from "./policy_files.ts";
import { replayRecorded } from "./policy_replay.ts";
import { packText, type PolicyOnDisk, readPolicyOnDisk, savePolicy } from "./policy_saving.ts";
import type { PolicySource } from "./policy_source.ts";
import { countRules } from "./policy_summary.ts";
import { gatherCases, resultsToWire, runCases } from "./policy_testing.ts";

/** More cases take too long for one answer; `interven policy test` runs any number. */
const MAX_CASES = 1_000;
/** Calls on which the effect of a draft is shown. */
const DRAFT_CALLS = 1_000;

export interface PolicyToolsParts {
  readonly source: PolicySource;
  readonly traces: Pick<TraceReader, "list" | "get">;
  readonly clock: Pick<Clock, "now">;
}

/** What the console's policy routes do. */
export function policyTools({ source, traces, clock }: PolicyToolsParts): PolicyTools {
  const { current } = source;
  const replay = async (files: readonly PolicyFile[], limit: number): Promise<ReplayAnswerWire> => {
    const loaded = assemblePolicy(files);
    if (!loaded.ok) return refused(loaded.errors);
    return await replayRecorded(traces, { inForce: current(), candidate: loaded.policy, limit });
  };
  return {
    validate: (files) => {
      const loaded = assemblePolicy(files);
      return loaded.ok ? counted(loaded.policy) : refused(loaded.errors);
    },
    test: ({ files, cases }) => testPolicy(current, { files, cases }),
    source: async () => onDiskToWire(source, await readPolicyOnDisk(source)),
    pack: packText,
    save: async (file, expected) => {
      const outcome = await savePolicy(source, file, { expected, now: new Date(clock.now()) });
      if (outcome.kind === "invalid") return { kind: "invalid", errors: outcome.problems };
      if (outcome.kind !== "saved") return outcome;
      const { backup, onDisk } = outcome;
      return { kind: "saved", backup, source: onDiskToWire(source, onDisk) };
    },
    replay,
    draft: async ({ traceId, leaveOut }): Promise<DraftWire | undefined> => {
      const trace = traces.get(traceId);
      if (trace === undefined) return undefined;
      const { files, newFile, packs, version, readOnly } = await readPolicyOnDisk(source);
      const drafted = draftException(trace, {
        policy: current(),
        files,
        newFile: newFile ?? "policy.yaml",
        packs,
        leftOut: new Set(leaveOut),
        now: clock.now(),
      });
      if (!drafted.ok) return drafted;
      const { ok, rules, keys, entry, file, letsThrough, stillStopped } = drafted;
      const others = files.filter(({ name }) => name !== file.name);
      return {
        ...{ ok, rules, entry, file, version, read_only: readOnly },
        keys: keys.map(({ name, value, isOptional }) => ({ name, value, optional: isOptional })),
        lets_through: letsThrough,
        still_stopped: stillStopped,
        effect: await replay([...others, file], DRAFT_CALLS),
      };
    },
    caseOf: (traceId) => {
      const trace = traces.get(traceId);
      if (trace === undefined) return undefined;
      const drafted = caseFromTrace(trace);
      if (drafted !== undefined) return { ok: true, ...drafted };
      return { ok: false, reason: "No policy was asked about this call: it was refused before." };
    },
  };
}

async function testPolicy(
  current: () => Policy,
  { files, cases: caseFiles }: {
    files: readonly PolicyFile[] | undefined;
    cases: readonly PolicyFile[];
  },
): Promise<Record<string, unknown>> {
  const loaded = files === undefined ? { ok: true, policy: current() } as const : assemblePolicy(files);
  const { cases, errors } = gatherCases(files ?? [], caseFiles);
  if (!loaded.ok) return refused([...loaded.errors, ...errors]);
  if (errors.length > 0) return refused(errors);
  if (cases.length === 0 || cases.length > MAX_CASES) {
    const message = `Cannot test: found ${cases.length} cases, wanted 1 to ${MAX_CASES}`;
    return refused([{ file: "cases", line: 1, column: 1, message }]);
  }
  return resultsToWire(await runCases(loaded.policy, cases));
}

function onDiskToWire(
  source: PolicySource,
  { kind, files, version, readOnly, newFile, problems }: PolicyOnDisk,
): PolicySourceWire {
  return {
    ...{ kind, files, version, problems },
    description: source.description(),
    read_only: readOnly,
    new_file: newFile,
    packs: PACKS.map(({ name, summary }) => ({ name, summary })),
  };
}

function counted(policy: Policy): ValidationWire {
  return {
    ok: true,
    policies: policy.units.length,
    rules: countRules(policy),
    detection_rules: policy.detectionRules.length,
    errors: [],
  };
}

const refused = (
  errors: readonly PolicyProblem[],
): { readonly ok: false; errors: readonly PolicyProblem[] } => ({
  ok: false,
  errors,
});
