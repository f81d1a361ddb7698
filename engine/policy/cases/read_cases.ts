/**
 * Cases of a policy: a call, what came before it, and what the verdict must say. They stand in files beside the policy
 * (`*.cases.yaml`, a list) or under `tests:` in the policy itself.
 */
import type { CallerFacts } from "../../history.ts";
import { type Place, type PolicyProblem, readDocument, type Tree } from "../document.ts";
import { describeTree, Problems, readMap, readTexts } from "../fields.ts";
import { readCallerFacts } from "./caller_facts.ts";
import { fillMadeUp, MADE_UP } from "./made_up.ts";

export interface PolicyCase {
  /** What the case shows, for people. */
  readonly note: string;
  /** A scan request, as `POST /v1/scan` takes it. */
  readonly input: unknown;
  readonly caller: CallerFacts;
  /** What the call is answered, as `POST /v1/scan/response` takes it, without `trace_id`. Undefined: only the call is judged. */
  readonly answer?: unknown;
  /** Epoch milliseconds. Default: a working day at noon, UTC. */
  readonly now: number;
  /** Fields of the verdict on the wire and what they must be. */
  readonly expect: Readonly<Record<string, unknown>>;
  /** Texts that the sanitised body must not hold. */
  readonly removed: readonly string[];
  /** Texts that must not come back in the answer. */
  readonly answerRemoved: readonly string[];
  /** `file:line`. */
  readonly source: string;
}

/** Fields of a verdict that a case may expect. */
export const EXPECTED_FIELDS = [
  "decision",
  "rule_id",
  "policy_id",
  "reason_codes",
  "risk_band",
  "risk_score",
  "classifications",
  "tool_name",
  "operation",
  "verb",
  "sanitized_body",
  "removed",
  "answer_action",
  "answer_rule_id",
  "answer_reason_codes",
  "answer_removed",
  "redacted_body",
] as const;

const CASE_KEYS = ["note", "input", "answer", "caller", "now", "expect"];
const ANSWER_KEYS = ["response_body", "response_content_type", "response_status"];
/** Read on their own: they name texts, not fields. */
const REMOVED_KEYS = ["removed", "answer_removed"];
/** A Thursday. */
const DEFAULT_NOW = Date.UTC(2026, 0, 15, 12);
const MAX_CASES = 10_000;

/** The cases of a file that holds nothing else. */
export function readCaseFile(
  file: { name: string; text: string },
  errors: PolicyProblem[],
): readonly PolicyCase[] {
  const tree = readDocument(file.name, file.text, errors);
  return tree === undefined ? [] : readCases(tree, new Problems(file.name, errors));
}

/** The cases under `tests:` of a policy file; none when there are none. What else is wrong with the file is left to the loader. */
export function readEmbeddedCases(
  file: { name: string; text: string },
  errors: PolicyProblem[],
): readonly PolicyCase[] {
  const tree = readDocument(file.name, file.text, []);
  if (tree?.kind !== "map") return [];
  const tests = tree.entries.find(({ key }) => key === "tests")?.value;
  return tests === undefined ? [] : readCases(tests, new Problems(file.name, errors));
}

export function readCases(tree: Tree, problems: Problems): readonly PolicyCase[] {
  if (tree.kind !== "list" || tree.items.length === 0 || tree.items.length > MAX_CASES) {
    problems.add(tree.at, `Cannot read the cases: wanted a list of 1 to ${MAX_CASES} cases`);
    return [];
  }
  return tree.items.flatMap((item) => readCase(item, problems) ?? []);
}

function readCase(tree: Tree, problems: Problems): PolicyCase | undefined {
  const map = readMap(tree, problems.reading("case"), CASE_KEYS);
  if (map === undefined) return undefined;
  const input = map.get("input")?.value;
  const expect = map.get("expect")?.value;
  if (input?.kind !== "map" || expect === undefined) {
    return void problems.add(
      input?.at ?? tree.at,
      `Cannot read "case": wanted "input", a scan request, and "expect"`,
    );
  }
  const wanted = readMap(expect, problems.reading("expect"), EXPECTED_FIELDS);
  if (wanted === undefined) return undefined;
  if (wanted.size === 0) {
    problems.add(expect.at, `Cannot read "expect": wanted at least one field of the verdict`);
  }
  const answer = map.get("answer")?.value;
  if (answer !== undefined) readMap(answer, problems.reading("answer"), ANSWER_KEYS);
  const fill = (value: Tree) => plainOf(value, (text, at) => filled(text, at, problems));
  const caller = map.get("caller")?.value;
  return {
    note: noteOf(map.get("note")?.value, tree.at),
    input: fill(input),
    caller: caller === undefined ? {} : readCallerFacts(caller, problems),
    ...(answer && { answer: fill(answer) }),
    now: readTime(map.get("now")?.value, problems),
    expect: Object.fromEntries(
      [...wanted].filter(([key]) => !REMOVED_KEYS.includes(key)).map((
        [key, { value }],
      ) => [key, fill(value)]),
    ),
    removed: readRemoved(wanted.get("removed")?.value, "removed", problems),
    answerRemoved: readRemoved(wanted.get("answer_removed")?.value, "answer_removed", problems),
    source: `${problems.file}:${tree.at.line}`,
  };
}

function readRemoved(tree: Tree | undefined, key: string, problems: Problems): readonly string[] {
  if (tree === undefined) return [];
  const texts = readTexts(tree, problems.reading(`expect.${key}`)) ?? [];
  return texts.map((text) => filled(text, tree.at, problems));
}

function noteOf(tree: Tree | undefined, at: Place): string {
  return tree?.kind === "scalar" && tree.value !== null
    ? String(tree.value).slice(0, 200)
    : `case in line ${at.line}`;
}

function filled(text: string, at: Place, problems: Problems): string {
  const { text: full, unknown } = fillMadeUp(text);
  for (const name of unknown) {
    problems.add(
      at,
      `Cannot read the case: no made-up value is called "${name}", allowed: ${
        Object.keys(MADE_UP).join(", ")
      }`,
    );
  }
  return full;
}

function readTime(tree: Tree | undefined, problems: Problems): number {
  if (tree === undefined) return DEFAULT_NOW;
  const time = tree.kind === "scalar" ? Date.parse(String(tree.value)) : NaN;
  if (!Number.isNaN(time)) return time;
  problems.add(
    tree.at,
    `Cannot read "now": found ${describeTree(tree)}, wanted a time such as 2026-01-15T12:00:00Z`,
  );
  return DEFAULT_NOW;
}

function plainOf(tree: Tree, text: (value: string, at: Place) => string): unknown {
  if (tree.kind === "list") return tree.items.map((item) => plainOf(item, text));
  if (tree.kind === "map") {
    return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plainOf(value, text)]));
  }
  return typeof tree.value === "string" ? text(tree.value, tree.at) : tree.value;
}
