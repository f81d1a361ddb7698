/** The `answers:` block of a policy file: rules about what comes back. */
import type { AnswerPredicate, AnswerRule } from "../answers/answer_rule.ts";
import { ANSWER_ACTIONS, type AnswerAction } from "../types.ts";
import type { Entry, Place, Tree } from "./document.ts";
import {
  type Problems,
  readBoolean,
  type Reading,
  readMap,
  readNumber,
  readText,
  readWords,
} from "./fields.ts";
import { ANSWER_FINDING_KEYS, type FindingKey, type FindingTest, readFindingKeys } from "./finding_keys.ts";
import { didYouMean } from "./nearest.ts";
import { codeFrom, readCode, readName, readSection } from "./schema.ts";

const RULE_KEYS = ["rule_id", "description", "match", "condition", "action", "reason_code", "message"];

type AnswerKeyReader = (tree: Tree, reading: Reading) => AnswerPredicate | undefined;

function readInjection(tree: Tree, reading: Reading): AnswerPredicate | undefined {
  const limit = readNumber(tree, reading, { min: 0, max: 1 });
  if (limit === undefined) return undefined;
  return {
    key: reading.field,
    wanted: `above ${limit}`,
    holds: ({ instructionScore }) => instructionScore > limit,
    found: ({ instructionScore }) => instructionScore.toFixed(2),
  };
}

function readNotInspectable(tree: Tree, reading: Reading): AnswerPredicate | undefined {
  const wanted = readBoolean(tree, reading);
  if (wanted === undefined) return undefined;
  return {
    key: reading.field,
    wanted: String(wanted),
    holds: ({ inspectable }) => inspectable !== wanted,
    found: ({ inspectable }) => String(!inspectable),
  };
}

/** One status or a list of them: `[200, 404]`. */
function readStatus(tree: Tree, reading: Reading): AnswerPredicate | undefined {
  const items = tree.kind === "list" ? tree.items : [tree];
  const wanted = items.map((item) => readNumber(item, reading, { min: 100, max: 599 }));
  if (wanted.length === 0 || wanted.includes(undefined)) {
    if (wanted.length === 0) {
      reading.problem(
        tree.at,
        `Cannot read "${reading.field}": found an empty list, wanted a status such as 200`,
      );
    }
    return undefined;
  }
  return {
    key: reading.field,
    wanted: wanted.join(" or "),
    holds: ({ status }) => wanted.includes(status),
    found: ({ status }) => String(status),
  };
}

const INJECTION_KEY = "injection_score_gt";

/** Keys of `condition` besides those about findings. */
export const ANSWER_CONDITION_KEYS: Readonly<Record<string, AnswerKeyReader>> = {
  [INJECTION_KEY]: readInjection,
  answer_not_inspectable: readNotInspectable,
  status: readStatus,
};

/** Reads the list of rules that a file holds under `answers:`. */
export function readAnswers(list: Tree, problems: Problems): readonly AnswerRule[] {
  if (list.kind !== "list" || list.items.length === 0) {
    problems.add(list.at, `Cannot read "answers": wanted a list of at least one rule`);
    return [];
  }
  return list.items.flatMap((item) => readAnswerRule(item, problems) ?? []);
}

function readAnswerRule(tree: Tree, problems: Problems): AnswerRule | undefined {
  const map = readMap(tree, problems.reading("answers"), RULE_KEYS);
  if (map === undefined) return undefined;
  const at = (key: string) => map.get(key)?.value;
  const ruleId = readName(at("rule_id"), { at: tree.at, field: "rule_id", problems });
  const action = readAction(at("action"), tree.at, problems);
  const reasonCode = readCode(at("reason_code"), problems);
  // Rules about answers restrict: whatever cannot be told counts against the answer.
  const match = readSection(at("match"), { section: "match", problems, strict: true });
  const condition = readCondition(at("condition"), problems);
  for (const key of ["description", "message"]) {
    const text = at(key);
    if (text !== undefined) readText(text, problems.reading(key));
  }
  if (ruleId === undefined || action === undefined) return undefined;
  const message = at("message");
  const { findings, instructionsAbove, predicates } = condition;
  return {
    ruleId,
    action,
    reasonCode: reasonCode ?? codeFrom(ruleId),
    message: message?.kind === "scalar" && typeof message.value === "string" ? message.value : null,
    match: match.predicates,
    conditions: predicates,
    findings: findings?.filter ?? null,
    instructionsAbove,
    source: `${problems.file}:${tree.at.line}`,
    concerns: findings?.concerns ?? (() => true),
  };
}

function readAction(tree: Tree | undefined, at: Place, problems: Problems): AnswerAction | undefined {
  if (tree !== undefined) {
    return readWords(tree, problems.reading("action"), { words: ANSWER_ACTIONS })?.[0];
  }
  return void problems.add(
    at,
    `Cannot read "action": it is missing, allowed: ${ANSWER_ACTIONS.join(", ")}`,
  );
}

interface AnswerCondition {
  readonly predicates: readonly AnswerPredicate[];
  readonly findings?: FindingTest;
  readonly instructionsAbove: number | null;
}

function readCondition(tree: Tree | undefined, problems: Problems): AnswerCondition {
  const none = { predicates: [], instructionsAbove: null };
  if (tree === undefined || (tree.kind === "scalar" && tree.value === null)) return none;
  if (tree.kind !== "map") {
    problems.add(tree.at, `Cannot read "condition": wanted a map of keys`);
    return none;
  }
  const predicates: AnswerPredicate[] = [];
  const findingKeys = new Map<FindingKey, Tree>();
  let instructionsAbove: number | null = null;
  for (const entry of tree.entries) {
    const findingKey = ANSWER_FINDING_KEYS.find((key) => key === entry.key);
    if (findingKey !== undefined) findingKeys.set(findingKey, entry.value);
    else {
      const predicate = readKey(entry, problems);
      if (predicate !== undefined) predicates.push(predicate);
      const { value } = entry;
      if (entry.key === INJECTION_KEY && value.kind === "scalar" && typeof value.value === "number") {
        instructionsAbove = value.value;
      }
    }
  }
  if (findingKeys.size === 0) return { predicates, instructionsAbove };
  const findings = readFindingKeys(findingKeys, {
    strict: true,
    problem: (at, message) => problems.add(at, message),
  });
  if (findings === undefined) return { predicates, instructionsAbove };
  const predicate: AnswerPredicate = findings.predicate;
  return { predicates: [...predicates, predicate], findings, instructionsAbove };
}

function readKey({ key, at, value }: Entry, problems: Problems): AnswerPredicate | undefined {
  const reader = Object.hasOwn(ANSWER_CONDITION_KEYS, key) ? ANSWER_CONDITION_KEYS[key] : undefined;
  if (reader !== undefined) return reader(value, problems.reading(`condition.${key}`));
  const allowed = [...Object.keys(ANSWER_CONDITION_KEYS), ...ANSWER_FINDING_KEYS].sort();
  const suggestion = didYouMean(key, allowed);
  return void problems.add(
    at,
    `Cannot read "condition": unknown key "${key}", allowed for answers: ${allowed.join(", ")}${suggestion}`,
  );
}
