/** From a policy's tree to compiled rules; whatever is wrong is named, and nothing is silently left out. */
import type { Decision } from "../types.ts";
import { CONDITION_ALIASES, CONDITION_KEYS } from "./condition_keys.ts";
import type { Entry, Place, Tree } from "./document.ts";
import { type Problems, readMap, readNumber, readText, readTexts, readWords } from "./fields.ts";
import { FINDING_KEYS, type FindingKey, type FindingTest, readFindingKeys } from "./finding_keys.ts";
import { type KeyReader, MATCH_ALIASES, MATCH_KEYS, readEnvs } from "./match_keys.ts";
import { didYouMean } from "./nearest.ts";
import {
  type PolicyUnit,
  type Predicate,
  type Rule,
  RULE_ACTIONS,
  type RuleAction,
  type RuleException,
} from "./policy.ts";

const POLICY_KEYS = ["name", "description", "env_name", "env_names", "rules"];
const RULE_KEYS = [
  "rule_id",
  "description",
  "priority",
  "match",
  "condition",
  "action",
  "reason_code",
  "message",
];

/** Rules without a priority come after those that say theirs is below. */
const DEFAULT_PRIORITY = 100;

/** Codes are words that dashboards and scripts compare. */
const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const NAME = /^[^\s\p{Cc}][^\p{Cc}]{0,127}$/u;

/** Reads the list of policies that a file holds. */
export function readPolicies(list: Tree, problems: Problems): PolicyUnit[] {
  if (list.kind !== "list" || list.items.length === 0) {
    problems.add(list.at, `Cannot read "policies": wanted a list of at least one policy`);
    return [];
  }
  return list.items.flatMap((item) => readPolicy(item, problems) ?? []);
}

function readPolicy(tree: Tree, problems: Problems): PolicyUnit | undefined {
  const map = readMap(tree, problems.reading("policy"), POLICY_KEYS);
  if (map === undefined) return undefined;
  const name = readName(map.get("name")?.value, { at: tree.at, field: "name", problems });
  const description = map.get("description")?.value;
  const shared: Predicate[] = [];
  for (const key of ["env_name", "env_names"]) {
    const envs = map.get(key)?.value;
    if (envs !== undefined) shared.push(...flat(readEnvs(envs, problems.reading(key))));
  }
  const rules = map.get("rules")?.value;
  if (rules === undefined || rules.kind !== "list" || rules.items.length === 0) {
    problems.add(rules?.at ?? tree.at, `Cannot read "rules": wanted a list of at least one rule`);
    return undefined;
  }
  const read = rules.items.flatMap((item) => readRule(item, { problems, shared }) ?? []);
  reportTwins(read, rules.at, problems);
  return {
    id: name ?? "",
    name: name ?? "",
    at: tree.at,
    description: description === undefined
      ? ""
      : readText(description, problems.reading("description")) ?? "",
    // Array.sort is stable: equal priorities keep the order in which they are written.
    rules: read.sort((a, b) => a.priority - b.priority),
  };
}

const EXCEPTION_KEYS = ["rule", "description", "match", "condition"];

/**
 * An entry of `without` that sets rules aside for some calls only: `rule`, `match` and `condition` as in a rule that allows. One that
 * says nothing about the call is refused: a rule is done without by its name alone.
 */
export function readException(
  tree: Tree,
  problems: Problems,
): { readonly ruleIds: readonly string[]; readonly exception: RuleException } | undefined {
  const map = readMap(tree, problems.reading("without"), EXCEPTION_KEYS);
  const named = map?.get("rule")?.value;
  if (map === undefined || named === undefined) {
    return void problems.add(tree.at, `Cannot read "without": wanted a rule_id, or "rule" with "match"`);
  }
  const ruleIds = readTexts(named, problems.reading("without.rule"));
  const match = readSection(map.get("match")?.value, { section: "match", problems, strict: false });
  const condition = readSection(map.get("condition")?.value, {
    section: "condition",
    problems,
    strict: false,
  });
  const told = map.get("description")?.value;
  const description = told === undefined ? "" : readText(told, problems.reading("without.description")) ?? "";
  if (ruleIds === undefined) return undefined;
  if (match.predicates.length === 0) {
    return void problems.add(
      tree.at,
      `Cannot read "without": found no "match", wanted at least one key of it that says for which calls`,
    );
  }
  const predicates = [...match.predicates, ...condition.predicates];
  const source = `${problems.file}:${tree.at.line}`;
  return { ruleIds, exception: { predicates, tests: cheapFirst(predicates), description, source } };
}

function cheapFirst(predicates: readonly Predicate[]): readonly Predicate[] {
  return [...predicates].sort((a, b) => Number(a.costly ?? false) - Number(b.costly ?? false));
}

function reportTwins(rules: readonly Rule[], at: Place, problems: Problems): void {
  const seen = new Set<string>();
  for (const { ruleId } of rules) {
    if (seen.has(ruleId)) {
      problems.add(at, `Cannot read "rules": rule_id "${ruleId}" is given twice, wanted once`);
    }
    seen.add(ruleId);
  }
}

function readRule(
  tree: Tree,
  { problems, shared }: { problems: Problems; shared: readonly Predicate[] },
): Rule | undefined {
  const map = readMap(tree, problems.reading("rule"), RULE_KEYS);
  if (map === undefined) return undefined;
  const ruleId = readName(map.get("rule_id")?.value, { at: tree.at, field: "rule_id", problems });
  const action = readAction(map.get("action")?.value, tree.at, problems);
  const strict = action !== "ALLOW";
  const priority = map.get("priority")?.value;
  const message = map.get("message")?.value;
  const reasonCode = readCode(map.get("reason_code")?.value, problems);
  const match = readSection(map.get("match")?.value, { section: "match", problems, strict });
  const condition = readSection(map.get("condition")?.value, { section: "condition", problems, strict });
  const told = map.get("description")?.value;
  const description = told === undefined ? "" : readText(told, problems.reading("description")) ?? "";
  const readPriority = priority === undefined
    ? DEFAULT_PRIORITY
    : readNumber(priority, problems.reading("priority"), { min: 0, max: 1_000_000 });
  if (ruleId === undefined || action === undefined || readPriority === undefined) return undefined;
  const predicates = [...shared, ...match.predicates, ...condition.predicates];
  return {
    ruleId,
    description,
    priority: readPriority,
    action,
    decision: action === "OPEN_INCIDENT" ? "DENY" : action satisfies Decision,
    reasonCode: reasonCode ?? (action === "ALLOW" ? null : codeFrom(ruleId)),
    message: message === undefined ? null : readText(message, problems.reading("message")) ?? null,
    predicates,
    tests: cheapFirst(predicates),
    concerns: condition.findings?.concerns ?? (() => true),
    source: `${problems.file}:${tree.at.line}`,
  };
}

/** A rule that names no code is known by its own name. */
export function codeFrom(ruleId: string): string {
  return ruleId.toUpperCase().replace(/[^A-Z0-9]+/g, "_").replace(/^_|_$/g, "").slice(0, 64);
}

export function readName(
  tree: Tree | undefined,
  { at, field, problems }: { at: Place; field: string; problems: Problems },
): string | undefined {
  if (tree?.kind === "scalar" && (typeof tree.value === "string" || typeof tree.value === "number")) {
    const name = String(tree.value);
    if (NAME.test(name)) return name;
  }
  return void problems.add(
    tree?.at ?? at,
    `Cannot read "${field}": wanted a name of 1 to 128 printable characters`,
  );
}

function readAction(tree: Tree | undefined, at: Place, problems: Problems): RuleAction | undefined {
  if (tree === undefined) {
    return void problems.add(at, `Cannot read "action": it is missing, allowed: ${RULE_ACTIONS.join(", ")}`);
  }
  return readWords(tree, problems.reading("action"), { words: RULE_ACTIONS })?.[0];
}

export function readCode(tree: Tree | undefined, problems: Problems): string | null {
  if (tree === undefined) return null;
  const text = readText(tree, problems.reading("reason_code"));
  if (text === undefined) return null;
  if (CODE.test(text)) return text;
  problems.add(
    tree.at,
    `Cannot read "reason_code": found "${text}", wanted capitals, digits and _ such as SECRET_EGRESS`,
  );
  return null;
}

interface Section {
  readonly predicates: readonly Predicate[];
  readonly findings?: FindingTest;
}

/** The keys of `match` or `condition` of one rule. */
export function readSection(
  tree: Tree | undefined,
  { section, problems, strict }: { section: "match" | "condition"; problems: Problems; strict: boolean },
): Section {
  if (tree === undefined || (tree.kind === "scalar" && tree.value === null)) return { predicates: [] };
  if (tree.kind !== "map") {
    problems.add(tree.at, `Cannot read "${section}": wanted a map of keys`);
    return { predicates: [] };
  }
  const predicates: Predicate[] = [];
  const findingKeys = new Map<FindingKey, Tree>();
  for (const entry of tree.entries) {
    const findingKey = section === "condition" ? FINDING_KEYS.find((key) => key === entry.key) : undefined;
    if (findingKey !== undefined) findingKeys.set(findingKey, entry.value);
    else predicates.push(...readKey(entry, { section, problems, strict }));
  }
  if (findingKeys.size === 0) return { predicates };
  const findings = readFindingKeys(findingKeys, {
    strict,
    problem: (at, message) => problems.add(at, message),
  });
  return findings === undefined
    ? { predicates }
    : { predicates: [...predicates, findings.predicate], findings };
}

function readKey(
  { key, at, value }: Entry,
  { section, problems, strict }: { section: "match" | "condition"; problems: Problems; strict: boolean },
): readonly Predicate[] {
  const keys: Readonly<Record<string, KeyReader>> = section === "match" ? MATCH_KEYS : CONDITION_KEYS;
  const aliases = section === "match" ? MATCH_ALIASES : CONDITION_ALIASES;
  const name = Object.hasOwn(aliases, key) ? aliases[key] ?? key : key;
  const reader = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (reader !== undefined) return flat(reader(value, problems.reading(`${section}.${key}`, strict)));
  const allowed = [...Object.keys(keys), ...(section === "condition" ? FINDING_KEYS : [])].sort();
  const suggestion = didYouMean(key, allowed);
  problems.add(
    at,
    `Cannot read "${section}": unknown key "${key}", allowed: ${allowed.join(", ")}${suggestion}`,
  );
  return [];
}

function flat(predicates: Predicate | readonly Predicate[] | undefined): readonly Predicate[] {
  if (predicates === undefined) return [];
  return "key" in predicates ? [predicates] : predicates;
}
