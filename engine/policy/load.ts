/** From files to a policy in force, or to the list of everything that is wrong with them. */
import type { UserRule } from "../rules/user_rules.ts";
import { readUserRules, userRuleConflicts } from "../rules/user_rules_read.ts";
import type { AnswerRule } from "../answers/answer_rule.ts";
import { readAnswers } from "./answers.ts";
import { BLOCK_NAMES, type BlockName, type Blocks, mergeBlocks, readBlock } from "./blocks.ts";
import { INSTRUCTIONS_KEY } from "./condition_keys.ts";
import { type PolicyProblem, readDocument, type Tree } from "./document.ts";
import { Problems, readMap, readTexts } from "./fields.ts";
import { didYouMean } from "./nearest.ts";
import { packTree } from "./pack_trees.ts";
import { PACK_NAMES, packFile } from "./packs.ts";
import type { Policy, PolicyUnit, RuleException } from "./policy.ts";
import { readException, readPolicies } from "./schema.ts";

export interface PolicyFile {
  /** As it stands in errors: `policy.yaml`. */
  readonly name: string;
  /** YAML or JSON. */
  readonly text: string;
}

export type LoadedPolicy =
  | { readonly ok: true; readonly policy: Policy }
  /** By file, line and column. */
  | { readonly ok: false; readonly errors: readonly PolicyProblem[] };

/** Larger files are no policies. */
export const MAX_POLICY_CHARS = 2 * 1024 * 1024;

/** Everything that may stand at the top of a policy file. `tests` are cases for `interven policy test`. */
export const FILE_KEYS = [
  "extends",
  "without",
  "policies",
  "answers",
  "rules",
  "tests",
  ...BLOCK_NAMES,
] as const;

/**
 * Loads every policy and detection rule of all files together, and the packs that they extend. One problem anywhere refuses the whole:
 * half a policy is not what anyone wrote. Files with detection rules only give a policy without units.
 */
export function loadPolicy(files: readonly PolicyFile[]): LoadedPolicy {
  const loading = new Loading();
  if (files.length === 0) {
    loading.errors.push({
      file: "",
      line: 1,
      column: 1,
      message: "Cannot load the policy: no file was given",
    });
  }
  for (const file of files) {
    if (file.text === packFile(file.name)?.text) loading.addPack(file);
    else loading.read(file);
  }
  return loading.finish();
}

interface Withheld {
  readonly ruleId: string;
  /** Set aside for these calls only. Absent: for good, which only rules of packs can be. */
  readonly exception?: RuleException;
  readonly report: (message: string) => void;
}

class Loading {
  readonly errors: PolicyProblem[] = [];
  readonly #packUnits: PolicyUnit[] = [];
  readonly #ownUnits: PolicyUnit[] = [];
  readonly #answers: { readonly rule: AnswerRule; readonly isPack: boolean }[] = [];
  readonly #detectionRules: UserRule[] = [];
  readonly #files: string[] = [];
  readonly #withheld: Withheld[] = [];
  readonly #packs = new Set<string>();
  /** A pack's blocks lie under those of the files, whichever was read first. */
  #packBlocks: Blocks = {};
  #ownBlocks: Blocks = {};
  readonly #blockFiles = new Map<BlockName, string>();

  read(file: PolicyFile): void {
    const { name, text } = file;
    if (text.length > MAX_POLICY_CHARS) {
      const message =
        `Cannot read the policy: found ${text.length} characters, wanted at most ${MAX_POLICY_CHARS}`;
      this.errors.push({ file: name, line: 1, column: 1, message });
      return;
    }
    const tree = (packFile(name)?.text === text ? packTree(name) : undefined) ??
      readDocument(name, text, this.errors);
    if (tree !== undefined) this.#readTree(tree, new Problems(name, this.errors));
  }

  #readTree(tree: Tree, problems: Problems): void {
    const isPack = this.#packs.has(problems.file);
    const reading = problems.reading("the policy file");
    const map = readMap(tree, reading, FILE_KEYS);
    if (map === undefined) return;
    if (tree.kind === "map" && tree.entries.length === 0) {
      problems.add(tree.at, `Cannot read the policy file: it is empty, allowed: ${FILE_KEYS.join(", ")}`);
    }
    const bases = map.get("extends")?.value;
    if (bases !== undefined) this.#extend(bases, problems);
    this.#files.push(problems.file);
    const policies = map.get("policies")?.value;
    if (policies !== undefined) this.#addUnits(readPolicies(policies, problems), { problems, isPack });
    const answers = map.get("answers")?.value;
    if (answers !== undefined) this.#addAnswers(answers, { problems, isPack });
    const rules = map.get("rules")?.value;
    if (rules !== undefined) this.#detectionRules.push(...readUserRules(rules, problems));
    const without = map.get("without")?.value;
    if (without !== undefined) this.#withhold(without, problems);
    for (const name of BLOCK_NAMES) {
      const block = map.get(name)?.value;
      if (block !== undefined) this.#addBlock(name, block, { problems, isPack });
    }
  }

  /** Each pack is read once, before whoever extends it. */
  #extend(tree: Tree, problems: Problems): void {
    const names = readTexts(tree, problems.reading("extends"));
    for (const name of names ?? []) {
      const file = packFile(name);
      if (file === undefined) {
        const allowed = PACK_NAMES.join(", ");
        const suggestion = didYouMean(name, PACK_NAMES);
        problems.add(
          tree.at,
          `Cannot read "extends": found no pack "${name}", allowed: ${allowed}${suggestion}`,
        );
      } else this.addPack(file);
    }
  }

  addPack(file: PolicyFile): void {
    if (this.#packs.has(file.name)) return;
    this.#packs.add(file.name);
    this.read(file);
  }

  #addUnits(
    units: readonly PolicyUnit[],
    { problems, isPack }: { problems: Problems; isPack: boolean },
  ): void {
    for (const unit of units) {
      const twin = [...this.#packUnits, ...this.#ownUnits].find(({ name }) => name === unit.name);
      if (twin !== undefined) {
        problems.add(unit.at, `Cannot load policy "${unit.name}": its name is given twice`);
      }
      (isPack ? this.#packUnits : this.#ownUnits).push(unit);
    }
  }

  #addAnswers(tree: Tree, { problems, isPack }: { problems: Problems; isPack: boolean }): void {
    for (const rule of readAnswers(tree, problems)) {
      if (this.#answers.some((other) => other.rule.ruleId === rule.ruleId)) {
        problems.add(tree.at, `Cannot read "answers": rule_id "${rule.ruleId}" is given twice, wanted once`);
      }
      this.#answers.push({ rule, isPack });
    }
  }

  #withhold(tree: Tree, problems: Problems): void {
    for (const item of tree.kind === "list" ? tree.items : [tree]) {
      const report = (message: string) => problems.add(item.at, message);
      if (item.kind === "map") {
        const read = readException(item, problems);
        for (const ruleId of read?.ruleIds ?? []) {
          if (read !== undefined) this.#withheld.push({ ruleId, exception: read.exception, report });
        }
        continue;
      }
      for (const ruleId of readTexts(item, problems.reading("without")) ?? []) {
        this.#withheld.push({ ruleId, report });
      }
    }
  }

  #addBlock(
    name: BlockName,
    tree: Tree,
    { problems, isPack }: { problems: Problems; isPack: boolean },
  ): void {
    const block = readBlock(name, tree, problems.reading(name));
    if (isPack) {
      this.#packBlocks = mergeBlocks(this.#packBlocks, block);
      return;
    }
    const other = this.#blockFiles.get(name);
    if (other !== undefined) {
      problems.add(tree.at, `Cannot read "${name}": it is given in ${other} already, wanted once`);
    }
    this.#blockFiles.set(name, problems.file);
    this.#ownBlocks = mergeBlocks(this.#ownBlocks, block);
  }

  finish(): LoadedPolicy {
    const { errors } = this;
    const packUnits = this.#withheldFrom(this.#packUnits);
    const gone = this.#goneForGood();
    const answers = this.#answers.filter(({ rule, isPack }) => !isPack || !gone.has(rule.ruleId));
    for (const { rule, message } of userRuleConflicts(this.#detectionRules)) {
      errors.push({ file: rule.file, ...rule.at, message: `Cannot load rule "${rule.id}": ${message}` });
    }
    if (errors.length > 0) return { ok: false, errors };
    const units = this.#withExceptions([...packUnits, ...this.#ownUnits]);
    if (errors.length > 0) return { ok: false, errors };
    const policy = {
      units,
      detectionRules: this.#detectionRules,
      files: this.#files,
      ...(answers.length > 0 && { answers: answers.map(({ rule }) => rule) }),
      ...(units.some(looksForInstructions) && { looksForInstructions: true }),
    };
    return { ok: true, policy: { ...policy, ...mergeBlocks(this.#packBlocks, this.#ownBlocks) } };
  }

  #goneForGood(): ReadonlySet<string> {
    return new Set(
      this.#withheld.filter(({ exception }) => exception === undefined).map(({ ruleId }) => ruleId),
    );
  }

  /** Rules of packs and own ones, each with the calls for which it is set aside. */
  #withExceptions(units: readonly PolicyUnit[]): readonly PolicyUnit[] {
    const known = units.flatMap(({ rules }) => rules.map(({ ruleId }) => ruleId));
    const byRule = new Map<string, RuleException[]>();
    for (const { ruleId, exception, report } of this.#withheld) {
      if (exception === undefined) continue;
      if (!known.includes(ruleId)) {
        const suggestion = didYouMean(ruleId, known);
        report(`Cannot read "without": found no rule "${ruleId}" that is loaded or extended${suggestion}`);
      }
      byRule.set(ruleId, [...byRule.get(ruleId) ?? [], exception]);
    }
    if (byRule.size === 0) return units;
    return units.map((unit) => ({
      ...unit,
      rules: unit.rules.map((rule) => {
        const exceptions = byRule.get(rule.ruleId);
        return exceptions === undefined ? rule : { ...rule, exceptions };
      }),
    }));
  }

  /** The packs' rules but those that a file does without. */
  #withheldFrom(units: readonly PolicyUnit[]): readonly PolicyUnit[] {
    const known = units.flatMap(({ rules }) => rules.map(({ ruleId }) => ruleId));
    known.push(...this.#answers.filter(({ isPack }) => isPack).map(({ rule }) => rule.ruleId));
    for (const { ruleId, exception, report } of this.#withheld) {
      if (exception !== undefined || known.includes(ruleId)) continue;
      const suggestion = didYouMean(ruleId, known);
      report(`Cannot read "without": found no rule "${ruleId}" in a pack that is extended${suggestion}`);
    }
    const gone = this.#goneForGood();
    if (gone.size === 0) return units;
    return units.map((unit) => ({ ...unit, rules: unit.rules.filter(({ ruleId }) => !gone.has(ruleId)) }));
  }
}

function looksForInstructions({ rules }: PolicyUnit): boolean {
  return rules.some(({ predicates, exceptions = [] }) =>
    [predicates, ...exceptions.map((exception) => exception.predicates)].flat()
      .some(({ key }) => key === `condition.${INSTRUCTIONS_KEY}`)
  );
}
