/**
 * "Allow this from now on": from one recorded call the narrowest exception from the rules that held it up. It sets those rules aside for
 * such calls and touches no other rule, so what else is looked for stays looked for.
 */
import type { Finding, Trace } from "../../types.ts";
import { decide } from "../decide.ts";
import { loadPolicy, type PolicyFile } from "../load.ts";
import type { Policy, Rule } from "../policy.ts";
import { NotRecorded, RecordedCallView } from "../replay/recorded_call.ts";
import { RecordedFacts, Undecided } from "../replay/recorded_facts.ts";
import { forReplay, possibleWords } from "../replay/replay.ts";
import { addException, entryText, type ExceptionEntry, firstPolicy } from "./add_exception.ts";
import { type DraftKey, movesMoney, narrowest } from "./narrowest.ts";

export type RuleDraft =
  | {
    readonly ok: true;
    /** Rules that are set aside for such calls. */
    readonly rules: readonly string[];
    readonly keys: readonly DraftKey[];
    /** The exception as it stands in a policy file. */
    readonly entry: string;
    /** The file into which it goes, and its whole text with the exception. */
    readonly file: PolicyFile;
    /** Sentences: what passes from now on, and what the exception gives up. */
    readonly letsThrough: readonly string[];
    /** Sentences: what is stopped as before. */
    readonly stillStopped: readonly string[];
  }
  | { readonly ok: false; readonly reason: string };

export interface DraftOptions {
  /** The policy in force. */
  readonly policy: Policy;
  /** The files it is written in; empty with the built-in policy. */
  readonly files: readonly PolicyFile[];
  /** Path of the file that is made when there is none. */
  readonly newFile: string;
  /** Packs that are in force when there are no files. Default: `default`. */
  readonly packs?: readonly string[];
  /** Keys that a person does without. Default none. */
  readonly leftOut?: ReadonlySet<string>;
  /** Epoch milliseconds; stands in the description. */
  readonly now: number;
}

/** Rules that follow one another in one policy: each that is set aside lets the next one speak. */
const MAX_RULES = 8;

export function draftException(trace: Trace, options: DraftOptions): RuleDraft {
  const { grounds } = trace;
  if (grounds === undefined) return refused("No policy was asked about this call: it was refused before.");
  const stopping = rulesInTheWay(trace, options.policy);
  if (typeof stopping === "string") return refused(stopping);
  const objection = objectionTo(stopping, trace.findings);
  if (objection !== undefined) return refused(objection);
  const view = new RecordedCallView(trace, grounds, (gap) => {
    throw new NotRecorded(gap);
  });
  const { keys, match, condition } = narrowest(trace, view, options.leftOut ?? new Set());
  if (movesMoney(trace) && !keys.some(({ name }) => name === "amount")) {
    return refused(
      "The call moves money and does not say how much: an exception for it would hold for any sum.",
    );
  }
  const ruleIds = stopping.map(({ ruleId }) => ruleId);
  const [only] = ruleIds;
  const entry: ExceptionEntry = {
    rule: ruleIds.length === 1 && only !== undefined ? only : ruleIds,
    description: `Allowed on ${
      new Date(options.now).toISOString().slice(0, 10)
    }, after call ${trace.traceId}`,
    match,
    condition,
  };
  const file = placed(entry, options);
  if (file === undefined) {
    return refused("The policy is written in a form in which nothing can be put; add the exception by hand.");
  }
  const files = [...options.files.filter(({ name }) => name !== file.name), file];
  const loaded = loadPolicy(files);
  if (!loaded.ok) return refused(`The exception does not load: ${loaded.errors[0]?.message ?? ""}`);
  const words = possibleWords(trace, forReplay(loaded.policy));
  if (!words.some(({ decision, redacts }) => decision === "ALLOW" && !redacts)) {
    return refused("The exception alone would not let this call pass; edit the policy by hand.");
  }
  return {
    ok: true,
    rules: ruleIds,
    keys,
    entry: entryText(entry),
    file,
    letsThrough: [...whatPasses(trace, stopping)],
    stillStopped: [
      "Every other rule speaks as before, those about credentials among them: nothing is allowed outright.",
      trace.findings.length === 0
        ? "The same call with personal data, credentials or other findings in it is judged as before."
        : "The same call with other kinds of findings in it is judged as before.",
    ],
  };
}

const refused = (reason: string): RuleDraft => ({ ok: false, reason });

/** All rules that have to go for the call to pass, or why that cannot be told. */
function rulesInTheWay(trace: Trace, policy: Policy): readonly Rule[] | string {
  const { grounds } = trace;
  if (grounds === undefined) return "No policy was asked about this call.";
  const found = new Map<string, Rule>();
  let current = policy;
  for (let i = 0; i < MAX_RULES; i++) {
    const speaking = restricting(trace, current);
    if (speaking === undefined) break;
    for (const rule of speaking) found.set(rule.ruleId, rule);
    current = {
      ...current,
      units: current.units.map((unit) => ({
        ...unit,
        rules: unit.rules.filter(({ ruleId }) => !found.has(ruleId)),
      })),
    };
  }
  if (found.size > 0) return [...found.values()];
  return "The policy in force lets this call pass already.";
}

/** Rules that speak against the call; undefined when none does. */
function restricting(trace: Trace, policy: Policy): readonly Rule[] | undefined {
  const { grounds } = trace;
  if (grounds === undefined) return undefined;
  const replay = forReplay(policy);
  const facts = new RecordedFacts(trace, grounds, policy);
  const assumed = new Map<string, boolean>();
  // What cannot be told counts against the call, as it does when it is sent.
  for (let open = 0; open < 50; open++) {
    facts.assume(assumed);
    try {
      const rules = decide(replay.policy, facts).rulings.map(({ rule }) => rule)
        .filter(({ decision }) => decision !== "ALLOW");
      return rules.length === 0 ? undefined : rules;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      assumed.set(error.question, !error.question.startsWith("allow "));
    }
  }
  return undefined;
}

/** Why no exception is drafted from rules that are better loosened by hand, if at all. */
function objectionTo(rules: readonly Rule[], findings: readonly Finding[]): string | undefined {
  const minded = rules.find((rule) =>
    rule.predicates.some(({ key }) => key.startsWith("condition.has_data")) &&
    findings.some((finding) => finding.class === "SECRETS" && rule.concerns(finding))
  );
  if (minded !== undefined) {
    return `The rule "${minded.ruleId}" saw a credential. No exception is drafted that would let credentials pass.`;
  }
  const refusing = rules.find(({ decision }) => decision === "DENY");
  if (refusing !== undefined) {
    return `The rule "${refusing.ruleId}" refuses such calls outright. What is refused is not loosened from a single call: ` +
      "edit the policy if you are sure.";
  }
  const pinned = rules.find(({ predicates }) =>
    predicates.some(({ key }) => key === "condition.mcp_signals")
  );
  if (pinned !== undefined) {
    return "The tool's definition is not the one that was accepted. Look at it under Tools, and accept it there.";
  }
  return undefined;
}

/** Conditions about what came before a call: what an exception from them gives up. */
const PAST: readonly (readonly [key: string, says: string])[] = [
  ["condition.taint_gt", "Such calls pass even when something that was read told the agent to make them"],
  ["condition.overlaps_earlier_read", "Such calls may carry what was read before in the session"],
  ["condition.sequence", "Such calls pass even as a part of a suspicious sequence of calls"],
  ["condition.trust_score_lt", "Such calls pass even from an agent that has lost trust"],
  ["condition.risk_score_gt", "Such calls pass however high their risk score is"],
  ["condition.encoded_payload", "Such calls may carry packed data that nobody could look into"],
  ["condition.body_not_inspectable", "Such calls may carry a body that nobody could look into"],
  ["condition.threat_intel_match", "Such calls may go to a host that a list warns of"],
];

function* whatPasses(trace: Trace, rules: readonly Rule[]): Iterable<string> {
  const names = rules.map(({ ruleId }) => `"${ruleId}"`).join(" and ");
  const redacts = rules.some(({ decision }) => decision === "SANITIZE");
  const asks = rules.some(({ decision }) => decision === "REQUIRE_APPROVAL");
  const without = [...(asks ? ["without asking anyone"] : []), ...(redacts ? ["unredacted"] : [])].join(
    " and ",
  );
  yield `Calls like this one pass ${without}: ${names} ${
    rules.length === 1 ? "is" : "are"
  } set aside for them.`;
  const seen = [...new Set(trace.findings.map(({ rule }) => rule))];
  if (seen.length > 0) yield `They may carry what this one carried: ${seen.join(", ")}.`;
  const keys = new Set(rules.flatMap(({ predicates }) => predicates.map(({ key }) => key)));
  for (const [key, says] of PAST) if (keys.has(key)) yield `${says}.`;
}

/** Files without a rule leave the default pack in force; a file that names a rule of it has to extend it. */
function withBase(text: string, files: readonly PolicyFile[]): string {
  const loaded = loadPolicy(files);
  if (!loaded.ok || loaded.policy.units.length > 0) return text;
  return `${text === "" || text.endsWith("\n") ? text : `${text}\n`}\nextends: [default]\n`;
}

function placed(
  entry: ExceptionEntry,
  { files, newFile, packs = ["default"] }: Pick<DraftOptions, "files" | "newFile" | "packs">,
): PolicyFile | undefined {
  const target = files.find(({ text }) => /^without:/m.test(text)) ??
    files.find(({ text }) => /^extends:/m.test(text)) ?? files[0];
  if (target === undefined) return { name: newFile, text: firstPolicy(entry, packs) };
  const text = addException(withBase(target.text, files), entry);
  return text === undefined ? undefined : { name: target.name, text };
}
